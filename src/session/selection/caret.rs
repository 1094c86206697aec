//! The keyboard caret: it stands on a word, a sentence or a run of words, which is what gets marked
//! (tests/native/keyboard.rs).

use crate::model::marks::with_both;
use crate::model::{BlockPoint, Kind, TextRange};

use super::movement::Walk;

/// Farthest from the view the caret may return to its last place, in bytes of text: a few screens.
pub(in crate::session) const NEAR: u32 = 16 << 10;

/// The position of the caret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::session) struct Caret {
    /// The piece where extending began.
    anchor: TextRange,
    /// The piece that moves.
    pub(in crate::session) focus: TextRange,
    /// Whether it stands on something whole, which the next move by word enters.
    whole: bool,
}

/// The unit of movement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// To the next or the previous word.
    Word,
    /// To the next sentence; to the start of this one or to the previous.
    Sentence,
    /// To the first sentence of the next or the previous paragraph.
    Paragraph,
    /// To the last word of the article, or the first.
    Article,
}

/// A movement of the caret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Travel {
    /// The unit.
    pub by: By,
    /// Towards the end of the text.
    pub forward: bool,
    /// Whether to extend, keeping what it stood on.
    pub extend: bool,
}

/// A request to the caret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Steer {
    /// Show the caret: at its last place, or in this block, which is the first in view.
    Show(BlockPoint),
    /// Move.
    Travel(Travel),
    /// Open the card of the smallest highlight it stands on.
    Enter,
    /// Hide the caret.
    End,
}

/// What a screen reader announces about the caret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The text it moved to, or the text that was added.
    pub words: String,
    /// The paragraph's number, if it changed.
    pub paragraph: Option<usize>,
    /// The highlights that begin, go on or end for the listener.
    pub kinds: Vec<(Kind, Bound)>,
    /// The event.
    pub did: Did,
}

/// What a move of the caret did with regard to a highlight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// It went into it.
    Entered,
    /// It went to a text of which only a part is highlighted.
    Within,
    /// It left it.
    Left,
}

/// What the caret did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Did {
    /// It moved to a word or a sentence.
    Moved,
    /// It grew or shrank to this many words.
    Extended(usize),
    /// It is at the end of the article in that direction.
    Stayed {
        /// The end; otherwise the start.
        at_end: bool,
    },
    /// It moved to a highlight.
    Found {
        /// Its number.
        number: usize,
        /// The number of all.
        all: usize,
        /// Whether the way led from the last to the first, or back.
        around: bool,
    },
    /// The panel went to a claim: its number in the list, and the length of the list.
    Claim(usize, usize),
    /// The card of the highlight opened, but the focus stays in the text.
    Opened,
    /// A resized highlight was kept.
    Kept,
    /// An end was moved; the text is the new one.
    Adjusted,
    /// It was hidden.
    Ended,
    /// Resizing was cancelled.
    Dropped,
    /// The end cannot move further in that direction.
    Stuck,
    /// There is no highlight under the caret.
    Nothing,
    /// The search found this many hits in the text.
    Hits(usize),
    /// The search went to a hit: number, and total; the text is the hit with words around it.
    Hit(usize, usize),
}

impl Caret {
    pub(in crate::session) fn on(piece: TextRange, whole: bool) -> Self {
        Self { anchor: piece, focus: piece, whole }
    }

    /// Everything it stands on.
    pub(in crate::session) fn range(self) -> TextRange {
        TextRange {
            start: self.anchor.start.min(self.focus.start),
            end: self.anchor.end.max(self.focus.end),
        }
    }

    /// Whether it was extended towards the start.
    pub(in crate::session) fn is_backward(self) -> bool {
        self.focus.start < self.anchor.start
    }

    pub(in crate::session) fn moved(self, travel: Travel, walk: &Walk<'_>) -> Option<Self> {
        if travel.extend { self.extended(travel, walk) } else { self.stepped(travel, walk) }
    }

    fn stepped(self, Travel { by, forward, .. }: Travel, walk: &Walk<'_>) -> Option<Self> {
        let here = self.range();
        let sentence = |piece| Self::on(piece, true);
        match (by, forward) {
            (By::Word, true) => {
                let inside = walk.word_after(here.start).filter(|word| self.whole && *word != here);
                inside.or_else(|| walk.word_after(here.end)).map(|word| Self::on(word, false))
            }
            (By::Word, false) => walk.word_before(here.start).map(|word| Self::on(word, false)),
            (By::Sentence, true) => walk.sentence_after(here.end).map(sentence),
            (By::Sentence, false) => {
                let around = walk.sentence_at(here.start).filter(|around| {
                    around.start < here.start || (!self.whole && around.end > here.end)
                });
                around.or_else(|| walk.sentence_before(here.start)).map(sentence)
            }
            (By::Paragraph, _) => walk.paragraph(here.start, forward).map(sentence),
            (By::Article, last) => walk.outermost(last).map(|word| Self::on(word, false)),
        }
    }

    fn extended(self, travel: Travel, walk: &Walk<'_>) -> Option<Self> {
        let Self { anchor, focus, .. } = self.split(travel, walk)?;
        let focus = match (travel.by, travel.forward) {
            (By::Word, true) => walk.word_after(focus.end)?,
            (By::Word, false) => walk.word_before(focus.start)?,
            (By::Article, last) => walk.outermost(last)?,
            (By::Sentence | By::Paragraph, forward) => by_sentence(anchor, focus, forward, walk)?,
        };
        let extended = Self { anchor, focus, whole: false };
        // Words end before the comma and the mark that close what is opened, and begin after the mark that opens
        // what is closed within.
        let TextRange { start, end } = with_both(walk.article, extended.range());
        let Self { anchor, focus, .. } = extended;
        Some(match extended.is_backward() {
            true => {
                Self { focus: TextRange { start: start.min(focus.start), ..focus }, ..extended }
            }
            false => Self {
                anchor: TextRange { start: start.min(anchor.start), ..anchor },
                focus: TextRange { end: end.max(focus.end), ..focus },
                ..extended
            },
        })
    }

    /// Its first and its last word; the moving one is the focus.
    fn split(self, travel: Travel, walk: &Walk<'_>) -> Option<Self> {
        if self.anchor != self.focus || !self.whole {
            return Some(self);
        }
        let (head, tail) = (head(self.focus, walk)?, tail(self.focus, walk)?);
        Some(match travel.forward || travel.by == By::Word {
            true => Self { anchor: head, focus: tail, whole: false },
            false => Self { anchor: tail, focus: head, whole: false },
        })
    }
}

/// The focus after a move by sentence: outward it adds a whole one, inward it removes one.
fn by_sentence(
    anchor: TextRange,
    focus: TextRange,
    forward: bool,
    walk: &Walk<'_>,
) -> Option<TextRange> {
    let here = walk.sentence_at(focus.start)?;
    let beyond = if forward { focus.start >= anchor.start } else { focus.start <= anchor.start };
    let outward = beyond || here.contains(anchor.start);
    match (forward, outward) {
        (true, true) if focus.end < here.end => tail(here, walk),
        (true, true) => tail(walk.sentence_after(here.end)?, walk),
        (true, false) => head(walk.sentence_after(here.end)?, walk),
        (false, true) if focus.start > here.start => head(here, walk),
        (false, true) => head(walk.sentence_before(here.start)?, walk),
        (false, false) => tail(walk.sentence_before(here.start)?, walk),
    }
}

/// From the start of a sentence to the end of its first word.
fn head(sentence: TextRange, walk: &Walk<'_>) -> Option<TextRange> {
    let word = walk.word_after(sentence.start)?;
    Some(TextRange { start: sentence.start, end: word.end.min(sentence.end) })
}

/// From the start of a sentence's last word to its end.
fn tail(sentence: TextRange, walk: &Walk<'_>) -> Option<TextRange> {
    let word = walk.word_before(sentence.end)?;
    Some(TextRange { start: word.start.max(sentence.start), end: sentence.end })
}
