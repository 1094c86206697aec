//! The fact check of a claim: its origin, verdict and sources. The claimant is in the annotation.

use std::rc::Rc;

use super::annotation::AnnotationId;
use super::plain::{Plain, Wrong};
use super::record::{Record, names, record};

/// What is known of a claim besides its text: its origin, and the result of a check.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Check {
    /// The verdict, if there is one.
    pub verdict: Option<Verdict>,
    /// The explanation, or empty.
    pub explanation: String,
    /// Its sources.
    pub sources: Vec<Source>,
    /// The day of the check: `YYYY-MM-DD`, or the part of it that is known.
    pub date: Option<String>,
    /// The day of the claim: `YYYY-MM-DD`, or the part of it that is known.
    pub said: Option<String>,
    /// Where the claim was first made, or empty.
    pub place: String,
    /// Whether it is worth checking, if decided.
    pub worthy: Option<Worthy>,
    /// How far the check is, if somebody said so. It is not a result.
    pub status: Option<CheckStatus>,
    /// Who is to check it, or empty.
    pub assignee: String,
    /// The first of the linked claims that say the same. All with this value, and the claim of this id, are
    /// one claim made several times: they share the result of the check. It may have been deleted.
    pub same: Option<AnnotationId>,
    /// Among linked claims, the one that was checked: this claim's own id, or that of the claim whose result
    /// it received. `None` in old documents, and without a shared result.
    pub made_for: Option<AnnotationId>,
    /// The publisher of the check; without one, the publisher in the settings at the export.
    pub publisher: Option<Publisher>,
    /// The address of the page with the check; empty for that in the settings.
    pub page: String,
}

/// A publisher of fact checks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Publisher {
    /// The name; empty if unknown.
    pub name: String,
    /// Organisation or person.
    pub sort: PublisherSort,
    /// The address of the publisher's own page, or empty.
    pub url: String,
}

/// The sorts of publishers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PublisherSort {
    /// A newsroom, an agency, an association.
    #[default]
    Organisation,
    /// A human being.
    Person,
}

/// The publisher and page of checks that have none of their own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imprint {
    /// The publisher.
    pub publisher: Publisher,
    /// The address of the page with the checks, or empty.
    pub page: String,
}

/// How far a check is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckStatus {
    /// Nobody has begun.
    ToDo,
    /// Somebody was asked.
    Asked,
    /// An answer or a document is awaited.
    Waiting,
    /// A second reader looks at it.
    SecondReader,
}

/// Whether a claim is worth checking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worthy {
    /// Worth checking.
    Yes,
    /// Not worth checking.
    No,
    /// Undecided.
    Unsure,
}

/// The verdict of a check: on the default scale, or on one of the reader's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// True.
    True,
    /// True except for details.
    MostlyTrue,
    /// Partly true, partly false.
    Mixed,
    /// False except for details.
    MostlyFalse,
    /// False.
    False,
    /// The sources found neither support nor contradict it.
    Unproven,
    /// A verdict on a scale of the reader's own. Never one of the names above.
    Own(Rc<str>),
}

/// A source of a check.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// Its address.
    pub url: String,
    /// Its title, or empty.
    pub title: String,
    /// Its date, if known.
    pub date: Option<String>,
    /// The relevant passage, or empty.
    pub quotation: String,
}

impl Verdict {
    /// Every verdict of the default scale, from true to false, then those outside it.
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

    /// The verdict that a reader or another program means by some words: of the default scale, whatever the case
    /// and what divides them, as “Mostly false”.
    pub fn meant(words: &str) -> Self {
        let name = words.trim().to_lowercase().replace([' ', '_'], "-");
        match Self::named(&name) {
            Self::Own(_) => Self::Own(words.into()),
            usual => usual,
        }
    }
}

impl CheckStatus {
    /// Every status, in the order in which a check goes.
    pub const ALL: [Self; 4] = [Self::ToDo, Self::Asked, Self::Waiting, Self::SecondReader];
}

impl Worthy {
    /// Every answer.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::Unsure];
}

impl Check {
    /// Whether a check has a result. Worthiness and publication alone are not a result.
    pub fn is_checked(&self) -> bool {
        self.finding() != Self::default().finding()
    }

    /// The result of a check. Its day belongs to it but does not make one.
    pub fn finding(&self) -> (Option<&Verdict>, &str, &[Source]) {
        (self.verdict.as_ref(), &self.explanation, &self.sources)
    }

    /// This claim with the result of a linked claim's check, and with that check's publisher and page where
    /// it has none.
    #[must_use]
    pub fn sharing(self, found: &Self) -> Self {
        let publisher = self.publisher.clone().or_else(|| found.publisher.clone());
        let page = Some(self.page.clone()).filter(|page| !page.is_empty());
        let page = page.unwrap_or_else(|| found.page.clone());
        let same = self.is_checked() && self.finding() == found.finding();
        let date = if same { self.date.clone() } else { found.date.clone() };
        Self { date, publisher, page, ..self.found(found) }
    }

    /// This claim after a linked claim's check changed from `before` to `now`. Its own results stay, and so
    /// does what it adds to a shared check.
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

    /// The same with the result of another check.
    fn found(self, other: &Self) -> Self {
        let Self { verdict, explanation, sources, .. } = other.clone();
        Self { verdict, explanation, sources, ..self }
    }

    /// The same with the imprint's publisher and page where its own are missing, if there is anything to
    /// publish.
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
    place: if_filled, worthy: if_some, status: if_some, assignee: if_filled, same: if_some, made_for: if_some, publisher: if_some,
    page: if_filled,
} }

record! { Publisher { name: must, sort: or_default, url: if_filled } }

record! { Imprint { publisher: or_default, page: if_filled } }

record! { Source { url: must, title: if_filled, date: if_some, quotation: if_filled } }

names! { PublisherSort { Organisation: "organisation", Person: "person" } }

names! { CheckStatus {
    ToDo: "to-do", Asked: "asked", Waiting: "waiting", SecondReader: "second-reader",
} }

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
