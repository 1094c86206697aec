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
    /// The claim that was checked, where several say the same: its own id, or that of the one it took
    /// the finding over from. None before that was kept, and where nothing is shared.
    pub made_for: Option<AnnotationId>,
    /// Who publishes the check. Without it, whoever the settings name when it is exported.
    pub publisher: Option<Publisher>,
    /// The address of the page with the check, or empty for the one in the settings.
    pub page: String,
}

/// Who publishes checks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Publisher {
    /// The name; empty if nobody gave one.
    pub name: String,
    /// What sort of publisher it is.
    pub sort: PublisherSort,
    /// The address of the publisher’s own page, or empty.
    pub url: String,
}

/// What sort of publisher it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PublisherSort {
    /// A newsroom, an agency, an association.
    #[default]
    Organisation,
    /// One human being.
    Person,
}

/// Who publishes checks and where, unless a check has its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imprint {
    /// Who publishes them.
    pub publisher: Publisher,
    /// The address of the page they stand on, or empty.
    pub page: String,
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
    /// Whether a check found anything. That it is worth one, or where it would be published, is no finding.
    pub fn is_checked(&self) -> bool {
        self.finding() != Self::default().finding()
    }

    /// What a check found. Its day goes with it but makes none.
    pub fn finding(&self) -> (Option<&Verdict>, &str, &[Source]) {
        (self.verdict.as_ref(), &self.explanation, &self.sources)
    }

    /// This claim with what a check of another, which says the same, found; and with the publisher and
    /// the page of that check where it has none of its own.
    #[must_use]
    pub fn sharing(self, found: &Self) -> Self {
        let publisher = self.publisher.clone().or_else(|| found.publisher.clone());
        let page = Some(self.page.clone()).filter(|page| !page.is_empty());
        let page = page.unwrap_or_else(|| found.page.clone());
        let same = self.is_checked() && self.finding() == found.finding();
        let date = if same { self.date.clone() } else { found.date.clone() };
        Self { date, publisher, page, ..self.found(found) }
    }

    /// This claim once the check of another, which says the same, was changed from `before` to `now`.
    /// What was found for this one alone stays, and so does what it says of a shared check by itself.
    #[must_use]
    pub fn following(self, before: &Self, now: &Self) -> Self {
        let had_it = self.is_checked() && self.finding() == before.finding();
        if !had_it {
            let takes_it = !self.is_checked() && now.is_checked();
            return if takes_it { self.sharing(now) } else { self };
        }
        let nothing = Self::default();
        let to = if now.is_checked() { now } else { &nothing };
        let mut new = self.found(to);
        if new.date == before.date {
            new.date.clone_from(&to.date);
        }
        if new.publisher == before.publisher {
            new.publisher.clone_from(&to.publisher);
        }
        if new.page == before.page {
            new.page.clone_from(&to.page);
        }
        new
    }

    /// The same with the finding of another.
    fn found(self, other: &Self) -> Self {
        let Self { verdict, explanation, sources, .. } = other.clone();
        Self { verdict, explanation, sources, ..self }
    }

    /// The same with what the imprint has and it has not, if there is anything to publish.
    #[must_use]
    pub fn published_as(mut self, imprint: &Imprint) -> Self {
        if self.verdict.is_none() {
            return self;
        }
        let known = Some(&imprint.publisher).filter(|publisher| !publisher.name.is_empty());
        self.publisher = self.publisher.or_else(|| known.cloned());
        if self.page.is_empty() {
            self.page.clone_from(&imprint.page);
        }
        self
    }
}

impl PublisherSort {
    /// Both sorts.
    pub const ALL: [Self; 2] = [Self::Organisation, Self::Person];
}

record! { Check {
    verdict: if_some, explanation: if_filled, sources: if_filled, date: if_some, said: if_some,
    place: if_filled, worthy: if_some, same: if_some, made_for: if_some, publisher: if_some,
    page: if_filled,
} }

record! { Publisher { name: must, sort: or_default, url: if_filled } }

record! { Imprint { publisher: or_default, page: if_filled } }

record! { Source { url: must, title: if_filled, date: if_some, quotation: if_filled } }

names! { PublisherSort { Organisation: "organisation", Person: "person" } }

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
