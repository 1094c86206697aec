//! The weights of the tagger: for each feature and each pair of labels that follow each other. A feature is
//! a text, known by its hash.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use crate::model::suggest::lexicon::{Hashed, further, hash};
use crate::model::suggest::models::ModelsError;
use crate::model::suggest::packed::Packed;

/// A number for each [`super::crf::NameLabel`].
pub(in crate::model::suggest) type PerLabel = [f32; LABELS];

/// How many labels there are.
pub(in crate::model::suggest) const LABELS: usize = 5;

/// The weights.
#[derive(Debug)]
pub(in crate::model::suggest) struct Weights {
    of_features: HashMap<u64, PerLabel, BuildHasherDefault<Hashed>>,
    /// By the first label, then the second.
    pub transitions: [PerLabel; LABELS],
}

impl Weights {
    /// From columns: shared beginnings and lengths of the sorted features, their letters, which labels have a
    /// weight, and the weights.
    pub fn read(packed: &mut Packed<'_>) -> Result<Self, ModelsError> {
        let count = packed.number()?;
        let scale = 1.0 / packed.number()?.max(1) as f32;
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
            let mut weights = PerLabel::default();
            for (label, weight) in weights.iter_mut().enumerate() {
                if mask >> label & 1 == 1 {
                    *weight = value(&mut values)? * scale;
                }
            }
            of_features.insert(hash(&feature), weights);
        }
        let mut transitions = [PerLabel::default(); LABELS];
        for weight in transitions.iter_mut().flatten() {
            *weight = value(&mut values)? * scale;
        }
        Ok(Self { of_features, transitions })
    }

    /// The weights of a feature, given in parts.
    pub fn of(&self, feature: &[&str]) -> PerLabel {
        let mut sum = PerLabel::default();
        self.add(&mut sum, feature);
        sum
    }

    /// Adds the weights of a feature, given in parts.
    pub fn add(&self, sum: &mut PerLabel, feature: &[&str]) {
        let key = feature.iter().fold(hash(b""), |hash, part| further(hash, part.as_bytes()));
        if let Some(weights) = self.of_features.get(&key) {
            add(sum, weights);
        }
    }
}

/// Adds numbers to numbers.
pub(super) fn add(sum: &mut PerLabel, other: &PerLabel) {
    for (sum, other) in sum.iter_mut().zip(other) {
        *sum += other;
    }
}

/// A whole number with its sign in the lowest bit.
fn value(column: &mut Packed<'_>) -> Result<f32, ModelsError> {
    let number = column.number()?;
    let size = (number / 2 + number % 2) as f32;
    Ok(if number % 2 == 0 { size } else { -size })
}
