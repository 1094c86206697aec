//! A linear-chain conditional random field: the likeliest labels of a sentence (Viterbi), and how likely each
//! label of each token is (forward and backward).

use super::weights::{LABELS, PerLabel};

/// The labels, in the order of their weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NameLabel {
    /// No name.
    #[default]
    Outside,
    /// The first word of a person's name.
    PersonBegins,
    /// A further word of it.
    PersonContinues,
    /// The first word of the name of a place or an organisation.
    OtherBegins,
    /// A further word of it.
    OtherContinues,
}

impl NameLabel {
    const ALL: [Self; LABELS] = [
        Self::Outside,
        Self::PersonBegins,
        Self::PersonContinues,
        Self::OtherBegins,
        Self::OtherContinues,
    ];

    /// Whether it is part of a person's name.
    pub fn is_person(self) -> bool {
        matches!(self, Self::PersonBegins | Self::PersonContinues)
    }
}

/// A field over sentences. It keeps its memory from one to the next.
#[derive(Debug)]
pub(super) struct Field<'a> {
    transitions: &'a [PerLabel; LABELS],
    /// The exponentials of the transitions.
    factors: [PerLabel; LABELS],
    came_from: Vec<[u8; LABELS]>,
    forward: Vec<PerLabel>,
    /// The exponentials of the scores.
    likely: Vec<PerLabel>,
}

impl<'a> Field<'a> {
    /// A field with these transitions.
    pub fn new(transitions: &'a [PerLabel; LABELS]) -> Self {
        let factors = transitions.map(|row| row.map(f32::exp));
        Self {
            transitions,
            factors,
            came_from: Vec::new(),
            forward: Vec::new(),
            likely: Vec::new(),
        }
    }

    /// The likeliest labels for the scores of each token; of equal ones the first.
    pub fn labels(&mut self, scores: &[PerLabel]) -> Vec<NameLabel> {
        let Some((first, rest)) = scores.split_first() else { return Vec::new() };
        let mut best = *first;
        self.came_from.clear();
        for score in rest {
            let (mut from, mut most) = ([0; LABELS], [f32::NEG_INFINITY; LABELS]);
            for (before, row) in self.transitions.iter().enumerate() {
                for label in 0..LABELS {
                    let through = best[before] + row[label];
                    from[label] = if through > most[label] { before as u8 } else { from[label] };
                    most[label] = most[label].max(through);
                }
            }
            self.came_from.push(from);
            best = std::array::from_fn(|label| most[label] + score[label]);
        }
        let mut label = highest(&best);
        let mut labels = vec![NameLabel::ALL[label]];
        for from in self.came_from.iter().rev() {
            label = usize::from(from[label]);
            labels.push(NameLabel::ALL[label]);
        }
        labels.reverse();
        labels
    }

    /// Puts how likely each label of each token is in the place of its scores.
    pub fn marginals(&mut self, scores: &mut [PerLabel]) {
        self.go_forward(scores);
        let mut behind = [1.0; LABELS];
        for ((marginals, before), likely) in
            scores.iter_mut().zip(&self.forward).zip(&self.likely).rev()
        {
            *marginals = normal(product(before, &behind));
            let here = product(likely, &behind);
            behind = normal(self.factors.map(|row| product(&row, &here).iter().sum()));
        }
    }

    fn go_forward(&mut self, scores: &[PerLabel]) {
        self.forward.clear();
        self.likely.clear();
        for score in scores {
            let most = score.iter().copied().fold(f32::MIN, f32::max);
            let likely = score.map(|score| (score - most).exp());
            let reached = self.forward.last().map_or([1.0; LABELS], |before| {
                let mut reached = PerLabel::default();
                for (share, row) in before.iter().zip(&self.factors) {
                    for (sum, factor) in reached.iter_mut().zip(row) {
                        *sum += share * factor;
                    }
                }
                reached
            });
            self.forward.push(normal(product(&reached, &likely)));
            self.likely.push(likely);
        }
    }
}

/// Each number times the other.
fn product(one: &PerLabel, other: &PerLabel) -> PerLabel {
    std::array::from_fn(|label| one[label] * other[label])
}

/// The label with the highest value; of equal ones the first.
fn highest(values: &PerLabel) -> usize {
    let mut best = 0;
    for label in 1..LABELS {
        if values[label] > values[best] {
            best = label;
        }
    }
    best
}

/// The same proportions with the sum 1.
fn normal(mut values: PerLabel) -> PerLabel {
    let sum: f32 = values.iter().sum();
    if sum > 0.0 {
        let share = sum.recip();
        for value in &mut values {
            *value *= share;
        }
    }
    values
}
