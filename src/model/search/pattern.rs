//! Regular expressions, in a time that is bounded: each step is counted, and a search that takes too many ends
//! with that as its result. Only the worker searches by them (tests/native/patterns.rs).

use regex_automata::nfa::thompson::{Compiler, Config, NFA, State, WhichCaptures};
use regex_automata::util::primitives::StateID;
use regex_syntax::hir::{self, Hir, Look};
use regex_syntax::{ParserBuilder, ast};

use super::TextSearch;
use super::fault::{FaultKind, PatternFault};
use crate::model::clusters;
use crate::model::text::{Byte, TextRange};

/// A regular expression, ready to search with. `^` and `$` are the start and end of a paragraph, and `.` is
/// any character within one.
#[derive(Debug)]
pub struct Pattern {
    nfa: NFA,
    /// Which bytes a match can begin with, by byte. All, if it may match nothing.
    begins: [bool; 256],
}

/// What a pattern matches in a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PatternMatches {
    /// The matches, in order and apart, grown to whole characters as a reader sees them.
    pub ranges: Vec<TextRange>,
    /// Whether it also matches between characters, where there is nothing to show.
    pub empty: bool,
}

/// The steps that some searches may take together.
pub struct StepBudget<'a> {
    left: u64,
    told: u64,
    tell: &'a dyn Fn(usize),
}

/// Most steps of a search: seconds in a browser. A megabyte takes a few million with a usual pattern.
pub const MOST_STEPS: u64 = 300_000_000;

/// Most bytes of a compiled pattern.
const LARGEST: usize = 4_000_000;

/// Most brackets within each other.
const DEEPEST: u32 = 100;

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn new(search: &TextSearch) -> Result<Self, PatternFault> {
        let mut parser = ParserBuilder::new()
            .case_insensitive(!search.case)
            .multi_line(true)
            .nest_limit(DEEPEST)
            .build();
        let parsed =
            parser.parse(&search.words).map_err(|error| fault_of(&error, &search.words))?;
        let edge = || Hir::look(Look::WordUnicode);
        let parsed = match search.whole_words {
            true => Hir::concat(vec![edge(), parsed, edge()]),
            false => parsed,
        };
        let limits =
            Config::new().nfa_size_limit(Some(LARGEST)).which_captures(WhichCaptures::None);
        let nfa = Compiler::new().configure(limits).build_from_hir(&parsed);
        let nfa = nfa.map_err(|_| PatternFault::of_all(FaultKind::TooLarge))?;
        Ok(Self { begins: begins(&nfa), nfa })
    }

    /// Its matches in a text.
    ///
    /// # Errors
    /// [`FaultKind::TooLong`] if it takes more steps than there are left.
    pub fn find(
        &self,
        text: &str,
        budget: &mut StepBudget<'_>,
    ) -> Result<PatternMatches, PatternFault> {
        self.searcher().find(text, budget)
    }

    /// The next byte a match can begin with, or the end.
    fn next_beginning(&self, at: usize, text: &[u8]) -> usize {
        let begins = |byte: &u8| self.begins[usize::from(*byte)];
        let rest = text.get(at..).unwrap_or_default();
        at + rest.iter().position(begins).unwrap_or(rest.len())
    }

    /// A search in many texts, which needs its memory once.
    pub fn searcher(&self) -> Searcher<'_> {
        let waiting = || WaitingStates::new(self.nfa.states().len());
        Searcher { pattern: self, now: waiting(), next: waiting() }
    }
}

impl<'a> StepBudget<'a> {
    /// A budget of `most` steps; `tell` hears now and then how many hundredths are done.
    pub fn new(most: u64, tell: &'a dyn Fn(usize)) -> Self {
        Self { left: most, told: most, tell }
    }

    fn spend(&mut self, steps: u64) -> Result<(), PatternFault> {
        /// Steps from one message to the next.
        const OFTEN: u64 = MOST_STEPS / 100;
        self.left = self.left.checked_sub(steps).ok_or(PatternFault::of_all(FaultKind::TooLong))?;
        if self.told - self.left >= OFTEN {
            self.told = self.left;
            let done = MOST_STEPS.saturating_sub(self.left) / OFTEN;
            (self.tell)(usize::try_from(done).unwrap_or_default());
        }
        Ok(())
    }
}

/// The bytes a match can begin with.
fn begins(nfa: &NFA) -> [bool; 256] {
    let mut begins = [false; 256];
    let (mut seen, mut open) = (vec![false; nfa.states().len()], vec![nfa.start_anchored()]);
    let mut allow =
        |from: u8, to: u8| (from..=to).for_each(|byte| begins[usize::from(byte)] = true);
    while let Some(id) = open.pop() {
        if std::mem::replace(&mut seen[id.as_usize()], true) {
            continue;
        }
        match nfa.state(id) {
            State::ByteRange { trans } => allow(trans.start, trans.end),
            State::Sparse(all) => all.transitions.iter().for_each(|it| allow(it.start, it.end)),
            State::Look { next, .. } | State::Capture { next, .. } => open.push(*next),
            State::Union { alternates } => open.extend(alternates.iter()),
            State::BinaryUnion { alt1, alt2 } => open.extend([*alt1, *alt2]),
            State::Fail => {}
            State::Dense(_) | State::Match { .. } => allow(0, u8::MAX),
        }
    }
    begins
}

/// A search by a pattern. It keeps the ways a match may still go, from byte to byte: Thompson's simulation, as the
/// `PikeVM` of `regex_automata` does it, which cannot be stopped.
#[derive(Debug)]
pub struct Searcher<'a> {
    pattern: &'a Pattern,
    now: WaitingStates,
    next: WaitingStates,
}

/// States that wait for the next byte, the preferred first, with the start of their match.
#[derive(Debug)]
struct WaitingStates {
    states: Vec<(StateID, usize)>,
    /// The round in which each state was reached last.
    reached: Vec<u32>,
    round: u32,
    open: Vec<StateID>,
}

impl Searcher<'_> {
    /// All matches in a text.
    ///
    /// # Errors
    /// As [`Pattern::find`].
    pub fn find(
        &mut self,
        text: &str,
        budget: &mut StepBudget<'_>,
    ) -> Result<PatternMatches, PatternFault> {
        self.find_some(text, usize::MAX, budget)
    }

    /// The first of them.
    ///
    /// # Errors
    /// As [`Pattern::find`].
    pub fn first(
        &mut self,
        text: &str,
        budget: &mut StepBudget<'_>,
    ) -> Result<Option<TextRange>, PatternFault> {
        Ok(self.find_some(text, 1, budget)?.ranges.first().copied())
    }

    fn find_some(
        &mut self,
        text: &str,
        most: usize,
        budget: &mut StepBudget<'_>,
    ) -> Result<PatternMatches, PatternFault> {
        let mut found = PatternMatches::default();
        let (mut from, mut shown) = (0, 0);
        while found.ranges.len() < most
            && let Some((start, end)) = self.next_from(from, text.as_bytes(), budget)?
        {
            if start == end {
                found.empty = true;
                let next = text.get(end..).and_then(|rest| rest.chars().next());
                let Some(next) = next else { break };
                from = end + next.len_utf8();
                continue;
            }
            from = end;
            // What a reader sees as one character is found as a whole, and once.
            let (start, end) = (clusters::start(text, start), clusters::end(text, end));
            if start >= shown {
                found.ranges.push(TextRange { start: Byte::at(start), end: Byte::at(end) });
                shown = end;
            }
        }
        Ok(found)
    }

    /// The first match that starts at `at` or later; of several there, the one that Perl prefers.
    fn next_from(&mut self, mut at: usize, text: &[u8], budget: &mut StepBudget<'_>) -> NextMatch {
        let mut found = None;
        self.now.clear();
        loop {
            if self.now.states.is_empty() {
                if found.is_some() {
                    return Ok(found);
                }
                let from = at;
                at = self.pattern.next_beginning(at, text);
                budget.spend((at - from) as u64 / 8)?;
            }
            let mut steps = 1;
            if found.is_none() && text.get(at).is_none_or(|byte| is_edge(*byte)) {
                let start = self.pattern.nfa.start_anchored();
                steps += self.now.reach(self.pattern, text, start, (at, at));
            }
            self.next.clear();
            let (start, taken) = self.step(at, text);
            budget.spend(steps + taken)?;
            found = start.map(|start| (start, at)).or(found);
            if at >= text.len() {
                return Ok(found);
            }
            std::mem::swap(&mut self.now, &mut self.next);
            at += 1;
        }
    }

    /// Takes a byte: the start of the match that ends before it, if one does, and the steps taken.
    fn step(&mut self, at: usize, text: &[u8]) -> (Option<usize>, u64) {
        let mut steps = 0;
        for &(id, start) in &self.now.states {
            let state = self.pattern.nfa.state(id);
            if matches!(state, State::Match { .. }) {
                // What waits behind it is preferred less.
                return (Some(start), steps);
            }
            steps += 1;
            let next = text.get(at).and_then(|byte| match state {
                State::ByteRange { trans } => trans.matches_byte(*byte).then_some(trans.next),
                State::Sparse(all) => all.matches_byte(*byte),
                State::Dense(all) => all.matches_byte(*byte),
                _ => None,
            });
            if let Some(next) = next {
                steps += self.next.reach(self.pattern, text, next, (start, at + 1));
            }
        }
        (None, steps)
    }
}

/// A match, if there is one.
type NextMatch = Result<Option<(usize, usize)>, PatternFault>;

impl WaitingStates {
    fn new(states: usize) -> Self {
        Self { states: Vec::new(), reached: vec![0; states], round: 0, open: Vec::new() }
    }

    fn clear(&mut self) {
        self.states.clear();
        self.round = self.round.checked_add(1).unwrap_or_else(|| {
            self.reached.fill(0);
            1
        });
    }

    /// Reaches a state, and those that follow from it without a byte. Returns the steps taken.
    fn reach(
        &mut self,
        pattern: &Pattern,
        text: &[u8],
        state: StateID,
        (start, at): (usize, usize),
    ) -> u64 {
        let mut steps = 0;
        self.open.push(state);
        while let Some(id) = self.open.pop() {
            steps += 1;
            if std::mem::replace(&mut self.reached[id.as_usize()], self.round) == self.round {
                continue;
            }
            match pattern.nfa.state(id) {
                State::Look { look, next } => {
                    if pattern.nfa.look_matcher().matches(*look, text, at) {
                        self.open.push(*next);
                    }
                }
                State::Union { alternates } => self.open.extend(alternates.iter().rev()),
                State::BinaryUnion { alt1, alt2 } => self.open.extend([*alt2, *alt1]),
                State::Capture { next, .. } => self.open.push(*next),
                State::Fail => {}
                _ => self.states.push((id, start)),
            }
        }
        steps
    }
}

/// Whether a character begins with a byte.
fn is_edge(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

/// What the parser says, and where.
fn fault_of(error: &regex_syntax::Error, words: &str) -> PatternFault {
    let (kind, span) = match error {
        regex_syntax::Error::Parse(error) => (kind_of(error.kind()), error.span()),
        regex_syntax::Error::Translate(error) => (kind_of_translation(error.kind()), error.span()),
        _ => return PatternFault::at(FaultKind::Other, 0, 0),
    };
    let (from, to) = (span.start.offset, span.end.offset);
    let next = words.get(from..).and_then(|rest| rest.chars().next());
    let shown = next.map_or(from, |next| from + next.len_utf8());
    PatternFault::at(kind, from, to.max(shown))
}

fn kind_of(error: &ast::ErrorKind) -> FaultKind {
    use ast::ErrorKind as E;
    match error {
        E::GroupUnclosed => FaultKind::OpenBracket,
        E::GroupUnopened => FaultKind::CloseBracket,
        E::ClassUnclosed => FaultKind::OpenSquare,
        E::ClassRangeInvalid | E::ClassRangeLiteral | E::ClassEscapeInvalid => FaultKind::Range,
        E::RepetitionMissing => FaultKind::NothingToRepeat,
        E::RepetitionCountInvalid
        | E::RepetitionCountDecimalEmpty
        | E::RepetitionCountUnclosed
        | E::DecimalEmpty
        | E::DecimalInvalid => FaultKind::Count,
        E::EscapeUnexpectedEof | E::EscapeUnrecognized => FaultKind::Escape,
        E::UnsupportedLookAround => FaultKind::LookAround,
        E::UnsupportedBackreference => FaultKind::BackReference,
        E::NestLimitExceeded(_) | E::CaptureLimitExceeded => FaultKind::TooLarge,
        _ => FaultKind::Other,
    }
}

fn kind_of_translation(error: &hir::ErrorKind) -> FaultKind {
    use hir::ErrorKind as E;
    match error {
        E::UnicodePropertyNotFound | E::UnicodePropertyValueNotFound => FaultKind::Property,
        _ => FaultKind::Other,
    }
}
