//! The parts of the page, and what it holds with those chosen. No count on the page includes what the chosen
//! parts leave out (tests/formats/printed.rs).

use std::rc::Rc;

use super::numbers::{NoteNumbers, only_creator};
use crate::formats::common::codec::Context;
use crate::formats::common::loss::{Lacks, rebuilt, without};
use crate::formats::common::{Lack, Options, sentences};
use crate::model::{Actor, Annotation, AnnotationSet, Check, Detail, Details, Kind, Scheme};

/// The parts: ids and names.
pub(super) const PARTS: &[(&str, &str)] = &[
    ("text", "Text with highlights"),
    ("notes", "Notes"),
    ("claims", "Claims with verdicts and sources"),
    ("people", "People"),
    ("picture", "Picture of who said what"),
];

/// Which parts are chosen; at least one.
#[derive(Debug, Clone, Copy)]
pub(super) struct PageParts {
    pub(super) text: bool,
    pub(super) notes: bool,
    pub(super) claims: bool,
    pub(super) people: bool,
    pub(super) picture: bool,
}

impl PageParts {
    pub(super) fn of(options: &Options) -> Self {
        let [text, notes, claims, people, picture] =
            ["text", "notes", "claims", "people", "picture"].map(|id| options.has_part(PARTS, id));
        Self { text, notes, claims, people, picture }
    }

    /// Whether every mention stands somewhere.
    pub(super) fn mentions(self) -> bool {
        self.text || self.people || self.picture
    }

    /// Whether it is known who appears: those of whom only a highlight is printed have no name.
    pub(super) fn appearing(self) -> bool {
        self.names() || (self.text && self.notes)
    }

    /// Whether every quote stands somewhere.
    pub(super) fn quotes(self) -> bool {
        self.mentions() || self.notes
    }

    /// Whether the verdict of every claim stands somewhere.
    pub(super) fn verdicts(self) -> bool {
        self.notes || self.claims || self.picture
    }

    /// Whether all who appear are listed by name.
    pub(super) fn names(self) -> bool {
        self.people || self.picture
    }

    /// What annotations of a kind lack.
    fn lacks(self, kind: Kind, creator: bool) -> Vec<Lack> {
        let noted = self.notes || (kind == Kind::Claim && self.claims);
        let named = noted || self.names();
        let claims = noted || self.picture;
        let table = [
            (noted, Lack::Label),
            (noted, Lack::Note),
            (noted, Lack::Tags),
            (noted, Lack::Form),
            (noted, Lack::QuoteSource),
            (noted || creator, Lack::Creator),
            (named, Lack::Actor),
            (claims, Lack::ArticleClaims),
            (self.verdicts(), Lack::Check),
        ];
        table.into_iter().filter(|(held, _)| !held).map(|(_, lack)| lack).collect()
    }
}

/// What the page holds of a document.
pub(super) fn holds(set: &AnnotationSet, context: &Context<'_>) -> AnnotationSet {
    let parts = PageParts::of(context.options);
    let people =
        [Lack::ActorSort, Lack::ActorRole, Lack::ActorWikidata].map(|lack| (!parts.people, lack));
    let more = people.into_iter().chain([(!parts.text, Lack::Blocks)]);
    let more = more.filter(|(lost, _)| *lost).map(|(_, lack)| lack);
    let told = sentences::UNTOLD.iter().copied().filter(|lack| *lack != Lack::Scheme);
    let left = without(set, &told.chain(more).collect::<Vec<_>>(), context.now);
    let creator = only_creator(&left).is_some();
    let numbers = NoteNumbers::of(&left, parts);
    let kept = |one: &Rc<Annotation>| {
        let numbered = numbers.get(&one.id).is_some();
        let kind = one.kind();
        match kind {
            Kind::Person if !parts.mentions() && !numbered => return None,
            Kind::Quote if !parts.quotes() => return None,
            _ => {}
        }
        let lacks = parts.lacks(kind, creator);
        let mut one = Lacks::new(&lacks).annotation(one, context.now);
        if !parts.claims {
            keep_verdict(&mut one);
        }
        Some(one)
    };
    let annotations = left.iter().filter_map(kept).collect();
    let actors = left.actors().map(|actor| Actor::clone(actor)).collect();
    let scheme = Scheme { labels: Vec::new(), scale: left.details().scheme.scale.clone() };
    let details = Details { scheme: Rc::new(scheme), ..(**left.details()).clone() };
    rebuilt(left.article().clone(), details, actors, annotations)
}

/// Leaves nothing of a check but the verdict.
fn keep_verdict(one: &mut Annotation) {
    if let Detail::Claim { check, .. } = &mut one.detail {
        let verdict = check.take().and_then(|check| check.verdict);
        *check = verdict.map(|verdict| Check { verdict: Some(verdict), ..Check::default() });
    }
}
