//! The weights of the tagger: for each feature and each pair of labels that follow each other. A feature is
//! a text, known by its hash.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use crate::model::suggest::lexicon::{Hashed, further, hash};
use crate::model::suggest::models::ModelsError;
use crate::model::suggest::packed::Packed;

/// A number for each [`super::crf::NameLabel`].
pub(in crate::model::suggest) type PerLabel = [f32; LABELS];

/// A weight, or a sum of some, for each label: whole numbers of [`Weights::unit`], in half of the memory.
pub(in crate::model::suggest) type Scores = [i16; LABELS];

/// How many labels there are.
pub(in crate::model::suggest) const LABELS: usize = 5;

/// The weights.
#[derive(Debug)]
pub(in crate::model::suggest) struct Weights {
    of_features: HashMap<u64, Scores, BuildHasherDefault<Hashed>>,
    /// What a weight of 1 is worth.
    unit: f32,
    /// By the first label, then the second.
    pub transitions: [PerLabel; LABELS],
}

impl Weights {
    /// From columns: shared beginnings and lengths of the sorted features, their letters, which labels have a
    /// weight, and the weights.
    pub fn read(packed: &mut Packed<'_>) -> Result<Self, ModelsError> {
        let count = packed.number()?;
        let unit = 1.0 / packed.number()?.max(1) as f32;
        let (mut shared, mut lengths) = (packed.column()?, packed.column()?);
        let (mut letters, mut masks) = (packed.column()?, packed.column()?);
        let mut values = packed.column()?;
        if shared.left() != count || lengths.left() != count || masks.left() != count {
            return Err(packed.damaged());
        }
        let mut of_features =
            HashMap::with_capacity_and_hasher(count, BuildHasherDefault::default());
        let mut feature: Vec<u8> = Vec::new();
        for _ in 0..count {
            let kept = usize::from(shared.byte()?);
            if kept > feature.len() {
                return Err(shared.damaged());
            }
            feature.truncate(kept);
            feature.extend_from_slice(letters.take(usize::from(lengths.byte()?))?);
            let mask = masks.byte()?;
            let mut weights = Scores::default();
            for (label, weight) in weights.iter_mut().enumerate() {
                if mask >> label & 1 == 1 {
                    *weight = value(&mut values)?;
                }
            }
            of_features.insert(hash(&feature), weights);
        }
        let mut transitions = [PerLabel::default(); LABELS];
        for weight in transitions.iter_mut().flatten() {
            *weight = f32::from(value(&mut values)?) * unit;
        }
        Ok(Self { of_features, unit, transitions })
    }

    /// The weights of a feature, given in parts.
    pub fn of(&self, feature: &[&str]) -> Scores {
        let mut sum = Scores::default();
        self.add(&mut sum, feature);
        sum
    }

    /// Adds the weights of a feature, given in parts.
    pub fn add(&self, sum: &mut Scores, feature: &[&str]) {
        let key = feature.iter().fold(hash(b""), |hash, part| further(hash, part.as_bytes()));
        if let Some(weights) = self.of_features.get(&key) {
            add(sum, weights);
        }
    }

    /// What scores are worth.
    pub fn worth(&self, scores: &Scores) -> PerLabel {
        scores.map(|score| f32::from(score) * self.unit)
    }
}

/// Adds scores to scores. Those of a token are some forty weights below 1,000, which never reach the end.
pub(super) fn add(sum: &mut Scores, other: &Scores) {
    for (sum, other) in sum.iter_mut().zip(other) {
        *sum = sum.saturating_add(*other);
    }
}

/// A whole number with its sign in the lowest bit.
fn value(column: &mut Packed<'_>) -> Result<i16, ModelsError> {
    let number = column.number()?;
    let size = i16::try_from(number / 2 + number % 2).map_err(|_| column.damaged())?;
    Ok(if number % 2 == 0 { size } else { -size })
}
