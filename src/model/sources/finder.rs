//! Looks quotes up in a source: the same words first, then the same words from several places, then words like
//! them. No quote and no source takes long (tests/native/laws_sources.rs).

use std::cell::OnceCell;
use std::ops::Range;

use super::super::anchoring::{Likeness, QuotationFinder};
use super::super::annotation::QuoteForm;
use super::super::characters::has_no_blanks;
use super::super::text::TextRange;
use super::bare::BareText;
use super::chain::{FoundRun, RunChain, after, chain};
use super::paraphrase::Sentences;
use super::quoted::{Brackets, Joint, Quoted, direct_parts, form_of, has_ellipsis};
use super::{Fidelity, LookedUp, SoughtQuote};

/// Looks up quotes in a source. The answers are in their order.
pub fn look_up(quotes: &[SoughtQuote<'_>], source: &str) -> Vec<LookedUp> {
    let bare = BareText::new(source);
    let finder = SourceFinder::new(source, &bare);
    quotes.iter().map(|quote| finder.find(quote)).collect()
}

/// Holds a quote against a passage that the reader selected: whatever the words, the passage is the one.
pub fn hold(quote: &SoughtQuote<'_>, source: &str, passage: TextRange) -> LookedUp {
    let words = source.get(passage.indices()).unwrap_or_default();
    let found = look_up(&[*quote], words).into_iter().next().unwrap_or_default();
    let is_same = matches!(found.fidelity, Fidelity::Verbatim | Fidelity::Trimmed);
    let fidelity = match form_of(quote) {
        _ if is_same && found.is_certain() => found.fidelity,
        QuoteForm::Indirect => Fidelity::Paraphrase,
        _ if found.fidelity == Fidelity::Spliced => Fidelity::Spliced,
        _ => Fidelity::Altered,
    };
    LookedUp { fidelity, passages: vec![passage], offered: Vec::new(), ..found }
}

/// A source in which quotes are looked up.
pub(super) struct SourceFinder<'a> {
    pub text: &'a str,
    pub bare: &'a BareText,
    pub near: OnceCell<QuotationFinder<'a>>,
    sentences: OnceCell<Sentences>,
}

/// Most words that may be left out where a sign says so, and the parts still be one passage.
const MARKED: u32 = 100;

/// Most words that may be left out where nothing says so, and the parts still be one passage.
const UNMARKED: u32 = 6;

/// Most words that the writer's own in brackets may stand for.
const REPLACED: u32 = 6;

/// Least words in a row that tell where they are from.
const TELLING: usize = 3;

/// The same in characters of scripts without spaces.
const TELLING_UNSPACED: usize = 6;

/// Least share of a quote's words that a source must have in rows, in percent.
const COVERED: usize = 75;

/// Least likeness of a single place that is believed before several.
const ONE_PLACE: Likeness = Likeness(850);

impl<'a> SourceFinder<'a> {
    fn new(text: &'a str, bare: &'a BareText) -> Self {
        Self { text, bare, near: OnceCell::new(), sentences: OnceCell::new() }
    }

    fn find(&self, quote: &SoughtQuote<'_>) -> LookedUp {
        if let Some(found) = self.in_a_row(&Quoted::new(quote.text, quote.spans, Brackets::Spoken))
        {
            return found;
        }
        let parts = direct_parts(quote);
        if parts.is_empty() {
            return self.indirect(quote);
        }
        let mut all = parts.iter().map(|part| self.direct(quote.text, part));
        let first = all.next().unwrap_or_default();
        all.fold(first, LookedUp::with)
    }

    /// A quote in words that need not be the speaker's.
    fn indirect(&self, quote: &SoughtQuote<'_>) -> LookedUp {
        let direct = self.direct(quote.text, quote.spans);
        if matches!(direct.fidelity, Fidelity::Verbatim | Fidelity::Trimmed) {
            return direct;
        }
        let said = self.sentences.get_or_init(|| Sentences::new(self.text)).find(quote);
        if !said.is_certain() && direct.fidelity == Fidelity::Altered {
            return LookedUp { fidelity: Fidelity::Paraphrase, ..direct };
        }
        said
    }

    /// A quote of the very words.
    fn direct(&self, text: &str, parts: &[TextRange]) -> LookedUp {
        let spoken = Quoted::new(text, parts, Brackets::Spoken);
        if let Some(found) = self.in_a_row(&spoken) {
            return found;
        }
        let merged = Quoted::new(text, parts, Brackets::Merged);
        let exact = || {
            self.marked(&merged)
                .or_else(|| self.marked(&Quoted::new(text, parts, Brackets::Dropped)))
        };
        if let Some(found) = exact() {
            return found;
        }
        let pieces = self.pieced(&merged);
        let near = || self.near(text, &merged);
        let found = match pieces {
            Some(found) if found.fidelity == Fidelity::Spliced => {
                let one = near().filter(|one| one.is_certain() && one.likeness >= ONE_PLACE);
                Some(one.unwrap_or(found))
            }
            Some(found) => Some(found),
            None => near(),
        };
        LookedUp { own: merged.own, ..found.unwrap_or_default() }
    }

    /// All words of a quote in a row.
    fn in_a_row(&self, quoted: &Quoted) -> Option<LookedUp> {
        let words = self.numbers(quoted, 0..quoted.words.len());
        let places = self.bare.places(&words);
        let place = |at: &u32| self.passage(*at, words.len());
        let all: Vec<TextRange> =
            places.iter().filter_map(place).take(1 + LookedUp::OFFERED).collect();
        let is_trimmed = quoted.open && !all.iter().any(|place| self.is_beside_ellipsis(*place));
        let fidelity = if is_trimmed { Fidelity::Trimmed } else { Fidelity::Verbatim };
        (!all.is_empty()).then(|| LookedUp::at_one_of(fidelity, all))
    }

    /// Whether the source itself has an ellipsis before a place or after it.
    fn is_beside_ellipsis(&self, place: TextRange) -> bool {
        let words = &self.bare.words;
        let first = words.partition_point(|word| word.range.start < place.start);
        let next = words.partition_point(|word| word.range.start < place.end);
        let from = first
            .checked_sub(1)
            .and_then(|at| words.get(at))
            .map_or(0, |word| word.range.end.index());
        let to = words.get(next).map_or(self.text.len(), |word| word.range.start.index());
        let part = |range: Range<usize>| self.text.get(range).is_some_and(has_ellipsis);
        part(from..place.start.index()) || part(place.end.index()..to)
    }

    /// All words of a quote, with others left out where it says so.
    fn marked(&self, quoted: &Quoted) -> Option<LookedUp> {
        let runs: Vec<FoundRun> =
            quoted.runs().into_iter().map(|run| self.run(quoted, run)).collect();
        if runs.iter().any(|run| run.places.is_empty()) {
            return None;
        }
        let found = chain(&runs).and_then(|chain| self.trimmed(quoted, &runs, &chain));
        found
            .or_else(|| self.spliced(&runs))
            .map(|found| LookedUp { own: quoted.own.clone(), ..found })
    }

    /// The runs at the places of a chain, if they are near each other.
    fn trimmed(&self, quoted: &Quoted, runs: &[FoundRun], chain: &RunChain) -> Option<LookedUp> {
        let (mut left_out, mut is_trimmed) = (0, quoted.open);
        for ((run, start), (next, next_start)) in neighbours(runs, &chain.starts) {
            let end = after(start, run.length);
            let gap = next_start - end;
            let is_own = quoted.words.get(next.at).is_some_and(|word| word.joint == Joint::Own);
            if gap > MARKED {
                return None;
            }
            if gap > 0 && !(is_own && gap <= REPLACED) {
                is_trimmed = true;
                left_out += gap;
            }
        }
        let fidelity = if is_trimmed { Fidelity::Trimmed } else { Fidelity::Verbatim };
        let mut found = self.chained(fidelity, runs, chain);
        found.left_out = left_out;
        Some(found)
    }

    /// The runs wherever they are, if each tells by itself.
    fn spliced(&self, runs: &[FoundRun]) -> Option<LookedUp> {
        let tells = |run: &FoundRun| run.places.len() == 1 || run.length > self.telling(run);
        if runs.len() < 2 || !runs.iter().all(tells) {
            return None;
        }
        // Each at the place nearest to the first.
        let first = *runs.first()?.places.first()?;
        let nearest = |run: &FoundRun| {
            run.places.iter().copied().min_by_key(|place| place.abs_diff(first)).unwrap_or(first)
        };
        let starts = runs.iter().map(nearest).collect();
        Some(self.chained(Fidelity::Spliced, runs, &RunChain { starts, others: Vec::new() }))
    }

    /// Most of the words of a quote in rows.
    fn pieced(&self, quoted: &Quoted) -> Option<LookedUp> {
        let all = quoted.words.len();
        let pieces = self.pieces(quoted);
        let covered: usize = pieces.iter().map(|piece| piece.length).sum();
        if covered * 100 < all * COVERED {
            return None;
        }
        let chain = chain(&pieces).filter(|chain| is_one_passage(quoted, &pieces, &chain.starts));
        let mut found = match chain {
            Some(chain) => self.with_ends(quoted, &pieces, &chain),
            None => self.spliced(&pieces)?,
        };
        found.likeness =
            Likeness(u16::try_from(covered * 1000 / all.max(1)).unwrap_or(0)).min(Likeness::ALMOST);
        Some(found)
    }

    /// The longest rows of a quote's words that the source has and that tell something, from its first word on.
    pub(super) fn pieces(&self, quoted: &Quoted) -> Vec<FoundRun> {
        let words = self.numbers(quoted, 0..quoted.words.len());
        let (mut pieces, mut at) = (Vec::new(), 0);
        while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
            let (length, places) = self.bare.longest(rest);
            let run = FoundRun { at, length, places };
            at += length.max(1);
            if run.length >= self.telling(&run).max(1) {
                pieces.push(run);
            }
        }
        pieces
    }

    /// A passage around pieces in order, as far as the quote's first and last words reach in their sentences.
    fn with_ends(&self, quoted: &Quoted, pieces: &[FoundRun], chain: &RunChain) -> LookedUp {
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
            return LookedUp::default();
        };
        let all = quoted.words.len();
        let lead = self.numbers(quoted, 0..first.at);
        let tail = self.numbers(quoted, last.at + last.length..all);
        let passage = |starts: &Vec<u32>| {
            let (from, to) = (*starts.first()?, after(*starts.last()?, last.length));
            self.bare.range(self.back(from as usize, &lead)..self.on(to as usize, &tail))
        };
        let all = std::iter::once(&chain.starts).chain(&chain.others).filter_map(passage);
        LookedUp::at_one_of(Fidelity::Altered, all.collect())
    }

    /// Where the words before a passage begin that are in place of the quote's first ones, in its sentence.
    fn back(&self, from: usize, lead: &[u32]) -> usize {
        let reach = if lead.is_empty() { 0 } else { lead.len() + UNMARKED as usize };
        let far = from.saturating_sub(reach)..from;
        let start =
            far.clone().rev().find(|at| self.ends_sentence(*at)).map_or(far.start, |at| at + 1);
        let has =
            |at: &usize| self.bare.words.get(*at).is_some_and(|word| lead.contains(&word.number));
        (start..from).find(has).unwrap_or(from.saturating_sub(lead.len()).max(start))
    }

    /// Where the words after a passage end that are in place of the quote's last ones, in its sentence.
    fn on(&self, to: usize, tail: &[u32]) -> usize {
        let reach = if tail.is_empty() { 0 } else { tail.len() + UNMARKED as usize };
        let far = (to + reach).min(self.bare.words.len());
        let stops = (to.saturating_sub(1)..far).find(|at| self.ends_sentence(*at));
        let end = stops.map_or(far, |at| at + 1).min(far);
        let has =
            |at: &usize| self.bare.words.get(*at).is_some_and(|word| tail.contains(&word.number));
        let last = (to..end).rev().find(has).map(|at| at + 1);
        last.unwrap_or((to + tail.len()).min(end))
    }

    /// Whether a sentence or a paragraph ends after a word.
    fn ends_sentence(&self, word: usize) -> bool {
        let Some([word, next]) = self.bare.words.get(word..word + 2) else { return true };
        let between = self.text.get(word.range.end.index()..next.range.start.index());
        between.is_some_and(|between| between.contains(['.', '!', '?', '\n', '。', '！', '？']))
    }

    fn run(&self, quoted: &Quoted, run: Range<usize>) -> FoundRun {
        let places = self.bare.places(&self.numbers(quoted, run.clone()));
        FoundRun { at: run.start, length: run.len(), places }
    }

    pub(super) fn numbers(&self, quoted: &Quoted, words: Range<usize>) -> Vec<u32> {
        let words = quoted.words.get(words).unwrap_or_default();
        words.iter().map(|word| self.bare.number(&word.letters)).collect()
    }

    /// How many words in a row tell something, in the script of a run.
    pub(super) fn telling(&self, run: &FoundRun) -> usize {
        let at = run.places.first().and_then(|at| self.bare.words.get(*at as usize));
        let word = at.and_then(|word| self.text.get(word.range.indices())).unwrap_or_default();
        if word.starts_with(has_no_blanks) { TELLING_UNSPACED } else { TELLING }
    }

    /// The places of a chain, and those of chains as good.
    fn chained(&self, fidelity: Fidelity, runs: &[FoundRun], chain: &RunChain) -> LookedUp {
        let passages = |starts: &[u32]| {
            let mut passages: Vec<Range<usize>> = Vec::new();
            for (run, start) in runs.iter().zip(starts) {
                let (start, end) = (*start as usize, after(*start, run.length) as usize);
                match passages.last_mut() {
                    Some(last) if last.end == start => last.end = end,
                    _ => passages.push(start..end),
                }
            }
            passages.into_iter().filter_map(|words| self.bare.range(words)).collect::<Vec<_>>()
        };
        let own = passages(&chain.starts);
        if chain.others.is_empty() {
            return LookedUp {
                fidelity,
                passages: own,
                likeness: Likeness::EXACT,
                ..LookedUp::default()
            };
        }
        let around = |passages: Vec<TextRange>| {
            let (first, last) = (passages.first()?, passages.last()?);
            Some(TextRange { start: first.start, end: last.end })
        };
        let all = chain.others.iter().map(|starts| passages(starts));
        let all = std::iter::once(own).chain(all).filter_map(around);
        LookedUp::at_one_of(fidelity, all.collect())
    }

    fn passage(&self, start: u32, length: usize) -> Option<TextRange> {
        self.bare.range(start as usize..after(start, length) as usize)
    }
}

impl LookedUp {
    /// At the only one of some places, or at any of them.
    pub(super) fn at_one_of(fidelity: Fidelity, mut places: Vec<TextRange>) -> Self {
        let likeness = Likeness::EXACT;
        if places.len() == 1 {
            return Self { fidelity, passages: places, likeness, ..Self::default() };
        }
        places.truncate(Self::OFFERED);
        // Of places that are only like it, none is the one.
        let is_same = matches!(fidelity, Fidelity::Verbatim | Fidelity::Trimmed);
        let fidelity = if is_same { fidelity } else { Fidelity::NotFound };
        Self { fidelity, offered: places, likeness, ..Self::default() }
    }

    /// Two parts of one quote: what is worse of one counts, and each must be certain.
    fn with(mut self, other: Self) -> Self {
        let is_certain = self.is_certain() && other.is_certain();
        self.fidelity = self.fidelity.max(other.fidelity);
        self.likeness = self.likeness.min(other.likeness);
        self.left_out += other.left_out;
        self.passages.extend(other.passages);
        self.offered.extend(other.offered);
        self.own.extend(other.own);
        if !is_certain {
            // What is certain of it is offered, too.
            self.offered.splice(0..0, self.passages.drain(..));
            self.offered.truncate(Self::OFFERED);
        }
        self
    }
}

/// Each run with its place, and the next with its own.
fn neighbours<'a>(
    runs: &'a [FoundRun],
    starts: &'a [u32],
) -> impl Iterator<Item = ((&'a FoundRun, u32), (&'a FoundRun, u32))> {
    let one = runs.iter().zip(starts.iter().copied());
    one.clone().zip(one.skip(1))
}

/// Whether pieces in order are near enough to each other to be one passage in which words were changed.
fn is_one_passage(quoted: &Quoted, pieces: &[FoundRun], starts: &[u32]) -> bool {
    neighbours(pieces, starts).all(|((piece, start), (next, next_start))| {
        let end = piece.at + piece.length;
        let between = quoted.words.get(end..=next.at).unwrap_or_default();
        let own = after(0, next.at - end);
        let is_marked = between.iter().any(|word| word.joint != Joint::Word);
        let gap = next_start - after(start, piece.length);
        gap <= own + if is_marked { MARKED } else { UNMARKED }
    })
}
