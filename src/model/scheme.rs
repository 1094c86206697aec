//! A scheme of the reader's own: what is told apart inside a kind, and the words that grade a claim.
//! Must never know a colour: a hue is a number that the page has colours for.

use std::rc::Rc;

use super::annotation::{Annotation, Kind};
use super::check::Verdict;
use super::plain::{Object, Plain, Wrong};
use super::record::{Record, if_filled, or_default, record};

/// What the readers of an article agreed on beyond people, claims and quotes. Empty at first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scheme {
    /// What is told apart inside a kind, in the reader's order. A name is there once for each kind.
    pub labels: Vec<SubLabel>,
    /// What a check can come to, from true to false, then what is neither; empty for the usual scale.
    pub scale: Vec<Grade>,
}

/// Something told apart inside a kind, such as a prediction among the claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubLabel {
    /// The kind.
    pub kind: Kind,
    /// Its name, as [`SubLabel::is_name`] allows it.
    pub name: String,
    /// Its colour: 0 for the kind's own, else up to [`SubLabel::HUES`].
    pub hue: u32,
    /// The key that marks what is selected as this; one character.
    pub key: Option<String>,
}

/// A step of a scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grade {
    /// What it is called.
    pub name: Rc<str>,
    /// Whether it stands outside the order from true to false, as "unproven" does.
    pub apart: bool,
}

impl Scheme {
    /// Whether nothing was agreed on.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty() && self.scale.is_empty()
    }

    /// What is told apart inside a kind.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &SubLabel> {
        self.labels.iter().filter(move |label| label.kind == kind)
    }

    /// The label of an annotation, if the scheme has it.
    pub fn label_of(&self, one: &Annotation) -> Option<&SubLabel> {
        let name = one.label.as_ref()?;
        self.of(one.kind()).find(|label| label.name == *name)
    }

    /// The label that a key stands for.
    pub fn by_key(&self, key: &str) -> Option<&SubLabel> {
        self.labels.iter().find(|label| label.key.as_deref() == Some(key))
    }

    /// What a check can come to.
    pub fn verdicts(&self) -> Vec<Verdict> {
        match self.scale.as_slice() {
            [] => Verdict::ALL.to_vec(),
            scale => scale.iter().map(|grade| Verdict::named(&grade.name)).collect(),
        }
    }

    /// A verdict as a rating from 1, false, to the second number, true; none for what is neither.
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

    /// The same with what another has and this has not.
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
    /// So many colours there are beside those of the kinds.
    pub const HUES: u32 = 6;

    /// The longest name, in characters.
    pub const LONGEST: usize = 60;

    /// Whether something may be the name of one: every format can write it as part of a label.
    pub fn is_name(name: &str) -> bool {
        let bad = |c: char| c.is_whitespace() || c.is_control();
        !name.is_empty() && name.chars().count() <= Self::LONGEST && !name.contains(bad)
    }

    /// What a reader wrote as a name: blanks become hyphens. Nothing if nothing is left.
    pub fn name_of(words: &str) -> Option<String> {
        let name = words.split_whitespace().collect::<Vec<_>>().join("-");
        let name: String = name.chars().filter(|c| !c.is_control()).take(Self::LONGEST).collect();
        Self::is_name(&name).then_some(name)
    }
}

record! { SubLabel { kind: must, name: must, hue: or_default, key: if_some } }

record! { Grade { name: must, apart: or_default } }

impl Record for Scheme {
    /// Nothing at all if nothing was agreed on, so that it takes no room.
    fn plain(&self) -> Plain<'_> {
        if self.is_empty() {
            return Plain::Null;
        }
        let mut object = Object::default();
        if_filled::put(&mut object, "labels", &self.labels);
        if_filled::put(&mut object, "scale", &self.scale);
        object.into()
    }

    /// Labels whose names no file can hold are left out: nobody could have given them.
    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        let object = plain.as_object()?;
        let mut labels: Vec<SubLabel> = or_default::get(object, "labels")?;
        labels.retain(|label| SubLabel::is_name(&label.name));
        Ok(Self { labels, scale: or_default::get(object, "scale")? })
    }
}
