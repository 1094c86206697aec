//! The grammar of turns: who speaks in a row of quotations, by what is known of each and by who speaks after
//! whom. It sums over all ways to share out the turns, so each answer has a probability.

/// A speaker as a number: a member of the cast, or somebody only described.
pub(super) type Voice = usize;

/// A turn: what speaks for each of those who may have it.
#[derive(Debug, Clone)]
pub(super) struct SpeechTurn {
    /// Those who may speak, each once, with the weight of what is known; `None` is somebody else.
    pub candidates: Vec<(Option<Voice>, f32)>,
    /// Where it stands to the turn before.
    pub link: TurnLink,
    /// Whether it is a few words without a cue behind a question that somebody asked.
    pub answers: bool,
    /// Whether a cue names who speaks.
    pub cued: bool,
    /// Whether it is all of its paragraph and has no cue.
    pub alone: bool,
}

impl SpeechTurn {
    /// The likeliest of the candidates, whose probabilities are given, with its own.
    pub fn best(&self, shares: &[f32]) -> (Option<Voice>, f32) {
        let each = self.candidates.iter().zip(shares).map(|((voice, _), share)| (*voice, *share));
        each.reduce(|best, one| if one.1 > best.1 { one } else { best }).unwrap_or((None, 0.0))
    }
}

/// Where a turn stands to the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TurnLink {
    /// In the next paragraph.
    Beside,
    /// Some narration lies between.
    Near,
    /// Far away: another conversation.
    Apart,
}

/// How the turns of a text follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TurnStyle {
    /// In a conversation speakers alternate.
    Dialogue,
    /// In the news one speaker is quoted at length.
    Report,
}

impl TurnStyle {
    /// The weight of one voice after another.
    fn weight(self, link: TurnLink, before: Option<Voice>, after: Option<Voice>) -> f32 {
        let same = before.is_some() && before == after;
        match (self, link, same) {
            (_, TurnLink::Apart, _) => 0.0,
            (Self::Dialogue, TurnLink::Beside, true) => -2.5,
            (Self::Dialogue, TurnLink::Near, true) => -0.6,
            (Self::Report, TurnLink::Beside, true) => 2.2,
            (Self::Report, TurnLink::Near, true) => 0.8,
            _ => 0.0,
        }
    }
}

/// What speaks for whoever spoke two turns before, in a conversation.
const RETURNS: f32 = 1.6;

/// What speaks in a report against one voice for a turn without a cue and the next, which has one: whoever is named
/// only later.
const NAMED_LATER: f32 = -1.0;

/// What speaks in a report against whoever asked as the one who answers, beyond that they spoke last.
const ANSWERED: f32 = -3.2;

/// The weight of the ways that end, or begin, with a voice and the one before: by both candidates.
type Ways = Vec<Vec<f32>>;

/// The probability of each candidate of each turn.
pub(super) fn decide(turns: &[SpeechTurn], style: TurnStyle) -> Vec<Vec<f32>> {
    let chain = Chain { turns, style };
    let forward = chain.forward();
    let mut decided = vec![Vec::new(); turns.len()];
    let mut after: Ways = Vec::new();
    for (number, turn) in turns.iter().enumerate().rev() {
        let rest = chain.backward(number, &after);
        let none = Vec::new();
        let ways = forward.get(number).unwrap_or(&none);
        let of = |at: usize| {
            let pairs = ways.iter().zip(&rest);
            log_sum(pairs.filter_map(move |(ways, rest)| Some(ways.get(at)? + rest.get(at)?)))
        };
        let total = log_sum((0..turn.candidates.len()).map(of));
        if let Some(slot) = decided.get_mut(number) {
            *slot = (0..turn.candidates.len()).map(|at| (of(at) - total).exp()).collect();
        }
        after = rest;
    }
    decided
}

/// Turns in a row, in which a voice depends on the two before: in a conversation of three, two still alternate.
struct Chain<'a> {
    turns: &'a [SpeechTurn],
    style: TurnStyle,
}

/// Who may speak before the first turn.
const NOBODY: &[(Option<Voice>, f32)] = &[(None, 0.0)];

impl Chain<'_> {
    /// The candidates of the turn that is so many before a turn.
    fn before(&self, number: usize, back: usize) -> &[(Option<Voice>, f32)] {
        let turn = number.checked_sub(back).and_then(|at| self.turns.get(at));
        turn.map_or(NOBODY, |turn| &turn.candidates)
    }

    /// The weight of a voice behind two others.
    fn step(
        &self,
        number: usize,
        first: Option<Voice>,
        second: Option<Voice>,
        third: Option<Voice>,
    ) -> f32 {
        let link = |at: usize| self.turns.get(at).map_or(TurnLink::Apart, |turn| turn.link);
        let this = link(number);
        let before = number.checked_sub(1).map_or(TurnLink::Apart, link);
        let returns = self.style == TurnStyle::Dialogue
            && this == TurnLink::Beside
            && before == TurnLink::Beside
            && first.is_some()
            && first == third;
        let answers = self.style == TurnStyle::Report
            && this == TurnLink::Beside
            && second.is_some()
            && self.turns.get(number).is_some_and(|turn| turn.answers);
        let other = match (answers, second == third, first == third) {
            (true, true, _) => ANSWERED,
            (true, false, true) => RETURNS,
            _ => 0.0,
        };
        // In a report a paragraph that is only a quotation goes on from the one before, as if nothing stood between.
        let alone = self.style == TurnStyle::Report
            && this == TurnLink::Near
            && self.turns.get(number).is_some_and(|turn| turn.alone);
        let this = if alone { TurnLink::Beside } else { this };
        let later = second.is_some() && second == third && self.is_named_later(number);
        let later = if later { NAMED_LATER } else { 0.0 };
        let returns = if returns { RETURNS } else { 0.0 };
        self.style.weight(this, second, third) + other + later + returns
    }

    /// Whether in a report a turn without a cue stands before one that has one.
    fn is_named_later(&self, number: usize) -> bool {
        let turn = self.turns.get(number).filter(|turn| turn.link != TurnLink::Apart);
        let before = number.checked_sub(1).and_then(|before| self.turns.get(before));
        self.style == TurnStyle::Report
            && turn.zip(before).is_some_and(|(turn, before)| turn.cued && !before.cued)
    }

    fn forward(&self) -> Vec<Ways> {
        let mut all: Vec<Ways> = Vec::with_capacity(self.turns.len());
        for (number, turn) in self.turns.iter().enumerate() {
            let (earlier, before) = (self.before(number, 2), self.before(number, 1));
            let known = all.last();
            let ways = before.iter().enumerate().map(|(at, (second, _))| {
                let ends = turn.candidates.iter().map(|(third, weight)| {
                    let firsts = earlier.iter().enumerate().map(|(first_at, (first, _))| {
                        let known = known.and_then(|ways| ways.get(first_at)?.get(at));
                        known.copied().unwrap_or(0.0) + self.step(number, *first, *second, *third)
                    });
                    weight + log_sum(firsts)
                });
                ends.collect()
            });
            all.push(levelled(ways.collect()));
        }
        all
    }

    /// The weight of all that follows a turn, by the voice before it and its own.
    fn backward(&self, number: usize, after: &Ways) -> Ways {
        let (before, this) = (self.before(number, 1), self.before(number, 0));
        let next = self.turns.get(number + 1);
        let ways = before.iter().map(|(first, _)| {
            let ends = this.iter().enumerate().map(|(at, (second, _))| {
                let thirds = next.into_iter().flat_map(|next| next.candidates.iter().enumerate());
                log_sum(thirds.map(|(third_at, (third, weight))| {
                    let rest = after.get(at).and_then(|ways| ways.get(third_at));
                    let step = self.step(number + 1, *first, *second, *third);
                    weight + rest.copied().unwrap_or(0.0) + step
                }))
            });
            ends.collect()
        });
        levelled(ways.collect())
    }
}

/// Only differences count: the greatest becomes 0, so that a long text loses no precision.
fn levelled(mut ways: Ways) -> Ways {
    let most = ways.iter().flatten().copied().fold(f32::MIN, f32::max);
    for way in ways.iter_mut().flatten() {
        *way -= most;
    }
    ways
}

/// The logarithm of a sum of exponentials; 0 for none.
fn log_sum(weights: impl Iterator<Item = f32>) -> f32 {
    let weights: Vec<f32> = weights.collect();
    let Some(most) = weights.iter().copied().reduce(f32::max) else { return 0.0 };
    most + weights.iter().map(|weight| (weight - most).exp()).sum::<f32>().ln()
}
