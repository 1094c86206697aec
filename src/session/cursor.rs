//! The keyboard cursor: it stands on a word, a sentence or a run of words, and that is what gets
//! marked. Must never use the page's own selection, nor move by what is drawn.

use std::rc::Rc;

use crate::model::{AnnotationId, Article, BlockPoint, Byte, Kind, TextRange};

use super::action::{Pointed, Reply};
use super::effect::Effect;
use super::host::Host;
use super::walk::Walk;
use super::{Selected, Session};

/// How far from the view the cursor may have been, in bytes, to show where it was: a few screens.
const NEAR: u32 = 16 << 10;

/// Where the cursor stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cursor {
    /// Where it was begun to extend.
    anchor: TextRange,
    /// The piece that moves.
    focus: TextRange,
    /// Whether it stands on something whole, into which the next word leads.
    whole: bool,
}

/// What the cursor moves by.
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

/// A step of the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Travel {
    /// By what.
    pub by: By,
    /// Onward in the text.
    pub forward: bool,
    /// Whether what it stood on stays part of it.
    pub extend: bool,
}

/// What the cursor is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Steer {
    /// Show itself: where it was last, or in this block, which is the first in view.
    Show(BlockPoint),
    /// Move.
    Travel(Travel),
    /// Open the card of the smallest highlight it stands on.
    Enter,
    /// Go.
    End,
}

/// What is said of the cursor to those who do not see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What it came to stand on, or what was added to it.
    pub words: String,
    /// The paragraph's number, if it is another one than before.
    pub paragraph: Option<usize>,
    /// The kinds that it stands on.
    pub kinds: Vec<Kind>,
    /// What it did.
    pub did: Did,
}

/// What the cursor did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Did {
    /// It came to stand on a word or a sentence.
    Moved,
    /// It grew or shrank to this many words.
    Extended(usize),
    /// There was nothing further that way.
    Stayed {
        /// It is at the end; else at the start.
        at_end: bool,
    },
    /// It came to a highlight: this one of so many.
    Found(usize, usize),
    /// An end was adjusted: these are the words now.
    Adjusted,
    /// It went.
    Ended,
    /// An adjustment was dropped.
    Dropped,
    /// The end cannot go further that way.
    Stuck,
    /// There is no highlight where it stands.
    Nothing,
}

impl Cursor {
    fn on(piece: TextRange, whole: bool) -> Self {
        Self { anchor: piece, focus: piece, whole }
    }

    /// All it stands on.
    pub(super) fn range(self) -> TextRange {
        TextRange {
            start: self.anchor.start.min(self.focus.start),
            end: self.anchor.end.max(self.focus.end),
        }
    }

    /// Whether it was extended towards the start.
    fn is_backward(self) -> bool {
        self.focus.start < self.anchor.start
    }

    fn moved(self, travel: Travel, walk: &Walk<'_>) -> Option<Self> {
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
        Some(Self { anchor, focus, whole: false })
    }

    /// Its first and its last word, the one that moves as the focus.
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

/// The focus after a step by sentence: outward it takes in a whole one, inward it gives one up.
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

impl Session {
    pub(super) fn steer(&mut self, steer: Steer, host: &dyn Host) -> Reply {
        let before = self.cursor;
        match steer {
            Steer::Show(point) => self.show_cursor(point, host),
            Steer::Travel(travel) => self.travel(travel, host),
            Steer::Enter => self.enter(),
            Steer::End => self.end_cursor(),
        }
        Reply::Was(self.cursor != before)
    }

    /// Where the cursor stands, as a range and whether its start is the end that moves.
    pub fn cursor(&self) -> Option<(TextRange, bool)> {
        self.cursor.map(|cursor| (cursor.range(), cursor.is_backward()))
    }

    fn show_cursor(&mut self, point: BlockPoint, host: &dyn Host) {
        if let Some(cursor) = self.cursor {
            return self.put_cursor(cursor, Did::Moved, cursor.range());
        }
        let Some(document) = &self.document else { return };
        let article = document.article();
        let walk = Walk { article, segmenter: host };
        let open = document.focused().and_then(|id| document.set().get(id)).map(|one| one.start());
        let seen = article.byte_of(point);
        // Where it was, unless that has been scrolled away.
        let near = |at: &Byte| {
            article.block_at(*at).abs_diff(point.block) < 20
                && seen.is_some_and(|seen| seen.0.abs_diff(at.0) < NEAR)
        };
        let at = open.or(self.cursor_was.filter(near)).or(seen);
        let Some(at) = at else { return };
        if let Some(word) = walk.word_after(at).or_else(|| walk.word_before(at)) {
            self.put_cursor(Cursor::on(word, false), Did::Moved, word);
        }
    }

    fn travel(&mut self, travel: Travel, host: &dyn Host) {
        let (Some(document), Some(cursor)) = (&self.document, self.cursor) else { return };
        let walk = Walk { article: document.article(), segmenter: host };
        match cursor.moved(travel, &walk).filter(|moved| *moved != cursor) {
            Some(moved) if travel.extend => {
                let words = document.article().slice(moved.range());
                let count = words.split_whitespace().count();
                self.put_cursor(moved, Did::Extended(count), moved.focus);
            }
            Some(moved) => self.put_cursor(moved, Did::Moved, moved.focus),
            None => {
                let did = Did::Stayed { at_end: travel.forward };
                self.put_cursor(cursor, did, cursor.focus);
            }
        }
    }

    /// Has the cursor stand there, and says what it came to.
    fn put_cursor(&mut self, cursor: Cursor, did: Did, told: TextRange) {
        let was = self.cursor.replace(cursor);
        let range = cursor.range();
        self.cursor_was = Some(range.start);
        let Some(document) = &mut self.document else { return };
        document.draw_at(told.start);
        let article = document.article();
        let block = article.block_at(told.start);
        let same = was.is_some_and(|was| article.block_at(was.focus.start) == block);
        let said = Said {
            words: article.slice(told).to_owned(),
            paragraph: (!same).then(|| paragraph(article, block)),
            kinds: self.kinds_on(told),
            did,
        };
        self.keep_cursor();
        if was.is_none() {
            self.effects.push(Effect::ClearSelection);
        }
        self.leave_behind(range);
        self.tell_cursor(said);
        self.effects.push(Effect::Follow);
    }

    /// A card stays open only while the cursor is on its highlight.
    fn leave_behind(&mut self, range: TextRange) {
        let Some(document) = &self.document else { return };
        let open = document.focused().and_then(|id| document.set().get(id));
        if open.is_some_and(|open| !open.spans.iter().any(|span| span.overlaps(range))) {
            self.focus(None);
        }
    }

    /// The kinds of the highlights that a range touches, each once.
    fn kinds_on(&self, range: TextRange) -> Vec<Kind> {
        let Some(document) = &self.document else { return Vec::new() };
        let mut on = [false; 3];
        for annotation in document.set().touching(range) {
            on[annotation.kind().index()] = true;
        }
        Kind::ALL
            .into_iter()
            .filter(|kind| on[kind.index()] && !self.hidden[kind.index()])
            .collect()
    }

    /// The smallest highlight that the cursor stands on, the open one first.
    pub(super) fn under_cursor(&self) -> Option<AnnotationId> {
        let (range, document) = (self.cursor?.range(), self.document.as_ref()?);
        let here = document.at(range.start);
        let open = document.focused().filter(|open| here.contains(open)).cloned();
        open.or_else(|| here.into_iter().next()).or_else(|| {
            let here = document.set().touching(range);
            here.iter().find(|one| self.shows(one)).map(|one| one.id.clone())
        })
    }

    fn enter(&mut self) {
        let open = match self.cursor {
            Some(_) => self.under_cursor(),
            None => self.focused().cloned(),
        };
        match open {
            Some(id) => self.open_card(id),
            None => self.say_of_cursor(Did::Nothing),
        }
    }

    pub(super) fn end_cursor(&mut self) {
        if self.cursor.take().is_some() {
            (self.selection, self.said, self.keyboard_mode) = (None, None, false);
            self.say_of_cursor(Did::Ended);
        }
    }

    /// The cursor comes to a highlight; where it is not shown, that is only said.
    pub(super) fn cursor_to(&mut self, id: &AnnotationId, place: usize, all: usize) {
        let Some(document) = &self.document else { return };
        let Some(annotation) = document.set().get(id).cloned() else { return };
        let Some(span) = annotation.spans.first().copied() else { return };
        let did = Did::Found(place, all);
        if self.cursor.is_some() {
            self.put_cursor(Cursor::on(span, true), did, span);
        } else {
            self.cursor_was = Some(span.start);
            let words = document.article().slice(span).to_owned();
            self.tell_cursor(Said { words, paragraph: None, kinds: Vec::new(), did });
        }
        // What it is, not what else lies there.
        if let Some((said, _)) = &mut self.said {
            Rc::make_mut(said).kinds = vec![annotation.kind()];
        }
    }

    /// Has the cursor stand on a highlight that was adjusted.
    pub(super) fn cursor_onto(&mut self, range: TextRange) {
        self.cursor = Some(Cursor::on(range, true));
        self.keep_cursor();
    }

    /// Has the cursor's words be what is selected: after marking, it stands where it stood.
    pub(super) fn keep_cursor(&mut self) {
        if let (Some(cursor), Some(document)) = (self.cursor, &self.document) {
            let (range, article) = (cursor.range(), document.article());
            let (anchor, focus) = (article.point_of(range.start), article.point_of(range.end));
            let pointed = Pointed { anchor, focus, exact: true };
            self.selection = Some(Selected { range, pointed });
        }
    }

    pub(super) fn say_of_cursor(&mut self, did: Did) {
        self.tell_cursor(Said { words: String::new(), paragraph: None, kinds: Vec::new(), did });
    }

    pub(super) fn tell_cursor(&mut self, said: Said) {
        self.announced += 1;
        self.said = Some((Rc::new(said), self.announced));
    }
}

/// The number of a block among those with words, from 1.
pub(super) fn paragraph(article: &Article, block: u32) -> usize {
    article.paragraph(block)
}
