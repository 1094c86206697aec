//! A scheme of the reader's own: the labels inside kinds, and the scale of verdicts. A hue is a number; the
//! page has the colours.

use std::rc::Rc;

use super::annotation::{Annotation, Kind};
use super::check::Verdict;
use super::plain::{Object, Plain, Wrong};
use super::record::{Record, if_filled, or_default, record};

/// What the annotators of an article agreed on beyond people, claims and quotes. Empty at first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scheme {
    /// The labels, in the reader's order. Each name is unique in its kind.
    pub labels: Vec<SubLabel>,
    /// The verdicts, from true to false, then those outside the scale; empty for the default scale.
    pub scale: Vec<Grade>,
}

/// A label inside a kind, such as a prediction among the claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubLabel {
    /// The kind.
    pub kind: Kind,
    /// Its name, valid by [`SubLabel::is_name`].
    pub name: String,
    /// Its colour: 0 for the kind's own, otherwise up to [`SubLabel::HUES`].
    pub hue: u32,
    /// The key that marks the selection with it; one character.
    pub key: Option<String>,
}

/// A step of a scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grade {
    /// Its name.
    pub name: Rc<str>,
    /// Whether it is outside the order from true to false, like "unproven".
    pub apart: bool,
}

impl Scheme {
    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty() && self.scale.is_empty()
    }

    /// The labels of a kind.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &SubLabel> {
        self.labels.iter().filter(move |label| label.kind == kind)
    }

    /// The label of an annotation, if the scheme has it.
    pub fn label_of(&self, one: &Annotation) -> Option<&SubLabel> {
        let name = one.label.as_ref()?;
        self.of(one.kind()).find(|label| label.name == *name)
    }

    /// The label with this key.
    pub fn by_key(&self, key: &str) -> Option<&SubLabel> {
        self.labels.iter().find(|label| label.key.as_deref() == Some(key))
    }

    /// The verdicts.
    pub fn verdicts(&self) -> Vec<Verdict> {
        match self.scale.as_slice() {
            [] => Verdict::ALL.to_vec(),
            scale => scale.iter().map(|grade| Verdict::named(&grade.name)).collect(),
        }
    }

    /// A verdict as a rating from 1 (false) to the second number (true); `None` outside the scale.
    pub fn rating(&self, verdict: &Verdict) -> Option<(u32, u32)> {
        let graded: Vec<Verdict> = match self.scale.as_slice() {
            [] => Verdict::ALL.into_iter().filter(|one| *one != Verdict::Unproven).collect(),
            scale => {
                let graded = scale.iter().filter(|grade| !grade.apart);
                graded.map(|grade| Verdict::named(&grade.name)).collect()
            }
        };
        let best = u32::try_from(graded.len()).ok()?;
        let place = u32::try_from(graded.iter().position(|one| one == verdict)?).ok()?;
        Some((best - place, best))
    }

    /// The same, with what another scheme adds.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        let mut both = self.clone();
        for label in &other.labels {
            if !both.of(label.kind).any(|own| own.name == label.name) {
                let key = label.key.clone().filter(|key| both.by_key(key).is_none());
                both.labels.push(SubLabel { key, ..label.clone() });
            }
        }
        if both.scale.is_empty() {
            both.scale.clone_from(&other.scale);
        }
        both
    }
}

impl SubLabel {
    /// Colours besides those of the kinds.
    pub const HUES: u32 = 6;

    /// Longest name, in characters.
    pub const LONGEST: usize = 60;

    /// Whether a name is valid: every format can write it as part of a label.
    pub fn is_name(name: &str) -> bool {
        let bad = |c: char| c.is_whitespace() || c.is_control();
        !name.is_empty() && name.chars().count() <= Self::LONGEST && !name.contains(bad)
    }

    /// A valid name from what a reader typed: spaces become hyphens. `None` if nothing is left.
    pub fn name_of(words: &str) -> Option<String> {
        let name = words.split_whitespace().collect::<Vec<_>>().join("-");
        let name: String = name.chars().filter(|c| !c.is_control()).take(Self::LONGEST).collect();
        Self::is_name(&name).then_some(name)
    }
}

record! { SubLabel { kind: must, name: must, hue: or_default, key: if_some } }

record! { Grade { name: must, apart: or_default } }

impl Record for Scheme {
    /// Null if it is empty, to take no space.
    fn plain(&self) -> Plain<'_> {
        if self.is_empty() {
            return Plain::Null;
        }
        let mut object = Object::default();
        if_filled::put(&mut object, "labels", &self.labels);
        if_filled::put(&mut object, "scale", &self.scale);
        object.into()
    }

    /// Labels with names that no file can hold are skipped: nobody could have entered them.
    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        let object = plain.as_object()?;
        let mut labels: Vec<SubLabel> = or_default::get(object, "labels")?;
        labels.retain(|label| SubLabel::is_name(&label.name));
        Ok(Self { labels, scale: or_default::get(object, "scale")? })
    }
}
