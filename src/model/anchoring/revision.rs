//! Two versions of a text, aligned word by word, so that a place in the old one is known in the new one. Which
//! of them is called the old one makes no difference (tests/native/anchoring.rs).

use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

use super::super::abbreviations::{Stop, stop_behind};
use super::super::characters::{is_closing, is_quote, is_stop};
use super::super::text::{Byte, TextRange};
use super::align::{CommonStretch, Gap, TwoLists};
use super::compared::ComparedText;
use super::pieces::{Numbers, TextPiece};
use super::quotation::QuotationFinder;

/// Two versions of a text.
#[derive(Debug)]
pub struct Revision<'a> {
    pub(super) old: Version<'a>,
    pub(super) new: Version<'a>,
    /// For each piece of the old version the piece of the new one that it became.
    pub(super) became: Vec<Option<u32>>,
    /// Which of these stand elsewhere than between their neighbours.
    pub(super) moved: Vec<bool>,
    finder: OnceCell<QuotationFinder<'a>>,
}

/// One version of a text.
#[derive(Debug)]
pub(super) struct Version<'a> {
    pub text: &'a str,
    pub pieces: Vec<TextPiece>,
    pub compared: Rc<ComparedText>,
    /// For each piece: where the stretch of pieces begins and ends that the other version does not have;
    /// both its own number if the other version has it.
    free: Vec<(u32, u32)>,
    /// The weight of the pieces before each, and the number of those that begin a sentence.
    weights: Vec<u32>,
    sentences: Vec<u32>,
}

/// The first of the signs that are as wide as two letters, after which no blanks are written.
const WIDE: char = '\u{3000}';

/// Most marks that close between a full stop and the next sentence.
const CLOSING: usize = 3;

/// Least weight of a moved stretch: that of about four words.
const LEAST_MOVED: u32 = 32;

/// Most pieces between two moved stretches, or in a gap, that are looked at one by one.
pub(super) const NEAR: usize = 120;

impl<'a> Revision<'a> {
    /// Aligns two versions of a text.
    pub fn between(old: &'a str, new: &'a str) -> Self {
        let mut numbers = Numbers::default();
        let (mut old, mut new) = (Version::new(old, &mut numbers), Version::new(new, &mut numbers));
        // Of two ways as good, both directions must take the same.
        let mut moved = vec![false; old.pieces.len()];
        let mut became = vec![None; old.pieces.len()];
        let mut has_old = vec![false; new.pieces.len()];
        let mut note = |one: usize, other: usize, is_moved: bool| {
            became[one] = Some(Byte::at(other).0);
            has_old[other] = true;
            moved[one] = is_moved;
        };
        if old.text <= new.text {
            pairs(&old, &new, &mut note);
        } else {
            pairs(&new, &old, &mut |other, one, is_moved| note(one, other, is_moved));
        }
        old.free = stretches_of(became.iter().map(Option::is_none));
        new.free = stretches_of(has_old.iter().map(|has| !has));
        Self { old, new, became, moved, finder: OnceCell::new() }
    }

    /// The text of the old version.
    pub(super) fn old(&self) -> &'a str {
        self.old.text
    }

    /// Finds quotations in the new version; `None` if it is too long.
    pub(super) fn finder(&self) -> Option<&QuotationFinder<'a>> {
        let new = || QuotationFinder::of(self.new.text, self.new.compared.clone());
        (self.new.text.len() <= QuotationFinder::MOST_BYTES).then(|| self.finder.get_or_init(new))
    }
}

impl<'a> Version<'a> {
    fn new(text: &'a str, numbers: &mut Numbers) -> Self {
        let pieces = numbers.pieces(text);
        let mut sum = 0_u32;
        let mut weights = vec![0];
        weights.extend(pieces.iter().map(|piece| {
            sum = sum.saturating_add(piece.weight);
            sum
        }));
        let compared = Rc::new(ComparedText::new(text));
        let (free, sentences) = (Vec::new(), Vec::with_capacity(pieces.len() + 1));
        let mut version = Self { text, pieces, compared, free, weights, sentences };
        let mut begun = 0;
        for at in 0..=version.pieces.len() {
            version.sentences.push(begun);
            begun += u32::from(version.is_sentence(at));
        }
        version
    }

    /// The pieces that a range touches.
    pub fn pieces_of(&self, range: TextRange) -> Range<usize> {
        let first = self.pieces.partition_point(|piece| piece.range.end <= range.start);
        let end = self.pieces.partition_point(|piece| piece.range.start < range.end);
        first..end.max(first)
    }

    /// How much begins at a piece: a paragraph, a sentence, a word.
    pub fn begins(&self, at: usize) -> u8 {
        let before = at.checked_sub(1).and_then(|before| self.pieces.get(before));
        let (Some(before), Some(piece)) = (before, self.pieces.get(at)) else { return 4 };
        let (end, start) = (before.range.end.index(), piece.range.start.index());
        let between = self.text.get(end..start).unwrap_or_default();
        let last = self.text.get(before.range.indices()).unwrap_or_default();
        match () {
            () if between.contains('\n') => 3,
            () if last.ends_with(is_stop) => 2,
            () => u8::from(!between.is_empty()),
        }
    }

    /// Whether a sentence begins at a piece; one does after the last. A line may be broken within one.
    pub fn is_sentence(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.pieces.get(before));
        let (Some(before), Some(piece)) = (before, self.pieces.get(at)) else { return true };
        let (end, start) = (before.range.end.index(), piece.range.start.index());
        let between = self.text.get(end..start).unwrap_or_default();
        let closes = |c: &char| is_closing(*c) || is_quote(*c);
        let mut said = self.text.get(..end).unwrap_or_default().chars().rev().take(CLOSING + 1);
        let last = said.find(|c| !closes(c));
        let stops = last.is_some_and(is_stop);
        let within = |c: char| c.is_lowercase() || matches!(c, '[' | '(' | '<' | '`' | '_' | '/');
        let goes_on = || self.text.get(start..).is_some_and(|text| text.starts_with(within));
        match between.matches('\n').count() {
            // A full stop in a number or a name ends none; where no blanks are written it does.
            0 => stops && (!between.is_empty() || last >= Some(WIDE)) && !self.is_abbreviated(at),
            1 => stops || !goes_on(),
            _ => true,
        }
    }

    /// Whether the full stop before a piece belongs to a word like “Mr”.
    fn is_abbreviated(&self, at: usize) -> bool {
        let word =
            at.checked_sub(2).and_then(|at| self.text.get(self.pieces.get(at)?.range.indices()));
        word.is_some_and(|word| stop_behind(word) == Stop::GoesOn)
    }

    /// How many sentences begin at some pieces.
    pub fn sentences(&self, part: Range<usize>) -> u32 {
        let before = |at: usize| self.sentences.get(at).copied().unwrap_or_default();
        before(part.end).saturating_sub(before(part.start))
    }

    /// The weight of some pieces.
    pub fn weight(&self, from: usize, to: usize) -> i64 {
        let before = |at: usize| self.weights.get(at).copied().map_or(0, i64::from);
        before(to) - before(from)
    }

    /// The stretch of pieces the other version does not have around some; as given if it has them.
    pub fn free_around(&self, first: usize, end: usize) -> (usize, usize) {
        match self.free.get(first) {
            Some((from, to)) if from < to => (*from as usize, *to as usize),
            _ => (end, end),
        }
    }

    /// Whether the other version does not have a piece.
    pub fn is_free(&self, at: usize) -> bool {
        self.free.get(at).is_some_and(|(from, to)| from < to)
    }

    /// The number of the sign at which a piece begins.
    pub fn sign(&self, piece: usize) -> usize {
        let at = self.pieces.get(piece).map(|piece| self.compared.at(piece.range.start));
        at.unwrap_or(self.compared.signs().len())
    }

    pub fn signs(&self, part: Range<usize>) -> &[char] {
        let (from, to) = (self.sign(part.start), self.sign(part.end));
        self.compared.signs().get(from..to).unwrap_or_default()
    }
}

/// The stretches that hold: not a word or two that two different passages happen to share.
fn firm(stretches: &[CommonStretch], old: &Version<'_>, new: &Version<'_>) -> Vec<CommonStretch> {
    let mut firm: Vec<CommonStretch> = Vec::with_capacity(stretches.len());
    let ends = |stretch: Option<&CommonStretch>| {
        stretch.map_or((0, 0), |last| (last.one + last.length, last.other + last.length))
    };
    for (at, stretch) in stretches.iter().enumerate() {
        let (one, other) = ends(firm.last());
        let before = old.weight(one, stretch.one).min(new.weight(other, stretch.other));
        let (one, other) = ends(Some(stretch));
        let next = stretches.get(at + 1);
        let (next_one, next_other) =
            next.map_or((old.pieces.len(), new.pieces.len()), |next| (next.one, next.other));
        let after = old.weight(one, next_one).min(new.weight(other, next_other));
        let weight = old.weight(stretch.one, one);
        if weight * WEAK >= before.min(after) || weight >= i64::from(LEAST_MOVED) {
            firm.push(*stretch);
        }
    }
    firm
}

/// How many times heavier what was replaced on both sides of a stretch must be for it to be chance.
const WEAK: i64 = 1;

/// Moves what was put in or taken out to where sentences and paragraphs begin, if it may as well be there: of
/// “Holt came. Holt left.” and “Holt left.” the first sentence is gone, not “came. Holt”.
fn slide(stretches: &mut Vec<CommonStretch>, one: &Version<'_>, other: &Version<'_>) {
    for at in 1..stretches.len() {
        let (before, after) = (stretches[at - 1], stretches[at]);
        let end = (before.one + before.length, before.other + before.length);
        let (version, from, to) = match (end.0 == after.one, end.1 == after.other) {
            (false, true) => (one, end.0, after.one),
            (true, false) => (other, end.1, after.other),
            _ => continue,
        };
        let same = |a: usize, b: usize| version.pieces[a].number == version.pieces[b].number;
        let fits = |from: usize, to: usize| version.begins(from) + version.begins(to);
        let (mut most, mut back, mut on) = (fits(from, to), 0, 0);
        let slides = (1..=before.length.min(NEAR)).take_while(|back| same(from - back, to - back));
        for step in slides {
            if fits(from - step, to - step) > most {
                (most, back) = (fits(from - step, to - step), step);
            }
        }
        let slides = (1..=after.length.min(NEAR)).take_while(|on| same(from + on - 1, to + on - 1));
        for step in slides {
            if fits(from + step, to + step) > most {
                (most, on) = (fits(from + step, to + step), step);
            }
        }
        let back = if on > 0 { 0 } else { back };
        stretches[at - 1].length = before.length - back + on;
        let after = &mut stretches[at];
        (after.one, after.other) = (after.one - back + on, after.other - back + on);
        after.length = after.length + back - on;
    }
    stretches.retain(|stretch| stretch.length > 0);
}

/// Tells which pieces of two versions belong together, and whether they were moved.
fn pairs(one: &Version<'_>, other: &Version<'_>, note: &mut dyn FnMut(usize, usize, bool)) {
    let of = |version: &Version<'_>| -> (Vec<u32>, Vec<u32>) {
        version.pieces.iter().map(|piece| (piece.number, piece.weight)).unzip()
    };
    let (first, second) = (of(one), of(other));
    let lists = TwoLists::new((&first.0, &first.1), (&second.0, &second.1));
    let mut free = (vec![true; first.0.len()], vec![true; second.0.len()]);
    let mut put = |stretches: &[CommonStretch], free: &mut Free, is_moved: bool| {
        for (step, stretch) in
            stretches.iter().flat_map(|one| (0..one.length).map(move |step| (step, one)))
        {
            let (one, other) = (stretch.one + step, stretch.other + step);
            (free.0[one], free.1[other]) = (false, false);
            note(one, other, is_moved);
        }
    };
    let mut stretches = lists.align();
    slide(&mut stretches, one, other);
    put(&firm(&stretches, one, other), &mut free, false);
    let mut moved = lists.moved(&free.0, &free.1, LEAST_MOVED);
    put(&moved, &mut free, true);
    moved.sort_unstable_by_key(|stretch| stretch.one);
    let between = between(&lists, &moved, &free);
    put(&between, &mut free, true);
}

/// The pieces of both versions that belong to none of the other.
type Free = (Vec<bool>, Vec<bool>);

/// Stretches between moved ones that are near each other on both sides: the same passage, edited.
fn between(lists: &TwoLists<'_>, moved: &[CommonStretch], free: &Free) -> Vec<CommonStretch> {
    let mut found = Vec::new();
    for pair in moved.windows(2) {
        let [a, b] = pair else { continue };
        let one = a.one + a.length..b.one;
        let other = a.other + a.length..b.other;
        let is_free = |part: &Range<usize>, free: &[bool]| {
            let part = free.get(part.clone()).filter(|part| part.len() <= NEAR);
            part.is_some_and(|part| part.iter().all(|free| *free))
        };
        if is_free(&one, &free.0) && is_free(&other, &free.1) {
            lists.table(&Gap { one, other }, &mut found);
        }
    }
    found
}

/// For each item the stretch of free ones around it; an empty one if it is not free.
fn stretches_of(free: impl Iterator<Item = bool>) -> Vec<(u32, u32)> {
    let mut all: Vec<(u32, u32)> = Vec::new();
    let mut from = 0;
    let close = |all: &mut Vec<(u32, u32)>, from: usize| {
        let end = Byte::at(all.len()).0;
        all[from..].iter_mut().for_each(|stretch| stretch.1 = end);
    };
    for (at, is_free) in free.enumerate() {
        if is_free {
            all.push((Byte::at(from).0, 0));
        } else {
            close(&mut all, from);
            all.push((Byte::at(at).0, Byte::at(at).0));
            from = at + 1;
        }
    }
    close(&mut all, from);
    all
}
