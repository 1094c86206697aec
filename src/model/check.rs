//! What is known of a claim besides its words: where it comes from, what a check found, on what.
//! Must never say who claims it: that is the annotation's.

use std::rc::Rc;

use super::annotation::AnnotationId;
use super::plain::{Plain, Wrong};
use super::record::{Record, names, record};

/// What is known of a claim besides its words: where it comes from, and what a check found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Check {
    /// The finding, or none yet.
    pub verdict: Option<Verdict>,
    /// Why, or empty.
    pub explanation: String,
    /// What it rests on.
    pub sources: Vec<Source>,
    /// When it was checked: `YYYY-MM-DD`, or whatever part is known.
    pub date: Option<String>,
    /// Since when it is claimed: `YYYY-MM-DD`, or whatever part is known.
    pub said: Option<String>,
    /// Where it was claimed first, or empty.
    pub place: String,
    /// Whether it is worth checking, if somebody decided.
    pub worthy: Option<Worthy>,
    /// The claim that says the same and was linked first. All with this value, and the claim of this
    /// id, are one claim said several times: they share what a check found. It may have gone since.
    pub same: Option<AnnotationId>,
}

/// Whether a claim is worth checking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worthy {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// That has to be seen.
    Unsure,
}

/// The finding of a check: on the scale everybody starts with, or on one of the reader's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is so.
    True,
    /// It is so but for details.
    MostlyTrue,
    /// Some is, some is not.
    Mixed,
    /// It is not so but for details.
    MostlyFalse,
    /// It is not so.
    False,
    /// The sources found neither support nor contradict it.
    Unproven,
    /// What a scale of the reader's own calls it. Never one of the names above.
    Own(Rc<str>),
}

/// Something a check rests on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// Where it is.
    pub url: String,
    /// What it is called, or empty.
    pub title: String,
    /// When it is from, or none known.
    pub date: Option<String>,
    /// The words in it that matter, or empty.
    pub quotation: String,
}

impl Verdict {
    /// Every verdict of the usual scale, from true to false, and then what is neither.
    pub const ALL: [Self; 6] =
        [Self::True, Self::MostlyTrue, Self::Mixed, Self::MostlyFalse, Self::False, Self::Unproven];

    /// Its name in files.
    pub fn name(&self) -> &str {
        match self {
            Self::True => "true",
            Self::MostlyTrue => "mostly-true",
            Self::Mixed => "mixed",
            Self::MostlyFalse => "mostly-false",
            Self::False => "false",
            Self::Unproven => "unproven",
            Self::Own(name) => name,
        }
    }

    /// The verdict of this name.
    pub fn named(name: &str) -> Self {
        let usual = Self::ALL.into_iter().find(|one| one.name() == name);
        usual.unwrap_or_else(|| Self::Own(name.into()))
    }
}

impl Worthy {
    /// Every answer.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::Unsure];
}

impl Check {
    /// Whether anything was found, or decided, that holds wherever the same is said.
    pub fn is_checked(&self) -> bool {
        self.clone().sharing(&Self::default()) != *self
    }

    /// This claim with what a check of another, which says the same, found.
    #[must_use]
    pub fn sharing(self, found: &Self) -> Self {
        Self { said: self.said, place: self.place, same: self.same, ..found.clone() }
    }
}

record! { Check {
    verdict: if_some, explanation: if_filled, sources: if_filled, date: if_some, said: if_some,
    place: if_filled, worthy: if_some, same: if_some,
} }

record! { Source { url: must, title: if_filled, date: if_some, quotation: if_filled } }

names! { Worthy { Yes: "yes", No: "no", Unsure: "unsure" } }

impl Record for Verdict {
    fn plain(&self) -> Plain<'_> {
        Plain::text(self.name())
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        match plain.as_text()? {
            "" => Err(plain.is_not("a verdict")),
            name => Ok(Self::named(name)),
        }
    }
}
