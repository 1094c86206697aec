//! What the lists of the panel show. Each is made again only when the annotations or what it was asked for
//! changed, not at every drawing (tests/native/panels.rs).

use std::hash::Hash as _;
use std::rc::Rc;

use crate::model::{ActorId, Annotation, AnnotationId, AnnotationSet, Kind};
use crate::session::document::actors::{Person, PersonPreview, people, preview};
use crate::session::document::annotation_list::AnnotationList;
use crate::session::document::lints::{Finding, print_of};
use crate::session::document::name_places::NamePlaces;
use crate::session::document::todo::{TodoAsked, TodoList, todo};

use crate::session::search::find::facts;

use super::annotation_rows::{AnnotationRows, FilterChoice, annotation_rows, choices};
use super::cards::alike;
use super::claim_rows::{ClaimChoices, ClaimRows, ClaimsAsked, claim_choices, claim_rows};

/// The lists made last, until the annotations change.
#[derive(Debug, Default)]
pub(in crate::session) struct Lists {
    claims: Last<ClaimsAsked, Rc<ClaimRows>>,
    claim_choices: Last<(), Rc<ClaimChoices>>,
    rows: Last<(Rc<AnnotationList>, usize, Option<AnnotationId>), Rc<AnnotationRows>>,
    choices: Last<(), Rc<[FilterChoice]>>,
    people: Last<Option<ActorId>, Rc<[Rc<Person>]>>,
    preview: Last<ActorId, Option<Rc<PersonPreview>>>,
    todo: Last<TodoAsked, Rc<TodoList>>,
}

/// The claims that may say the same as the open one, until the words of a claim change: typing a note looks through
/// none of them again.
#[derive(Debug, Default)]
pub(in crate::session) struct AlikeClaims(Last<(AnnotationId, u64), Rc<[AnnotationId]>>);

impl AlikeClaims {
    /// Those of a claim, the likeliest first.
    pub fn of(&mut self, set: &AnnotationSet, one: &Annotation) -> Rc<[AnnotationId]> {
        let claims = set.iter().filter(|one| one.kind() == Kind::Claim);
        let print = print_of(|print| claims.for_each(|one| (&one.id, &one.spans).hash(print)));
        kept(&mut self.0, (one.id.clone(), print), || alike(set, one).into())
    }
}

/// The last result, and what was asked for.
type Last<K, V> = Option<(K, V)>;

impl Lists {
    /// The claims.
    #[inline(never)]
    pub fn claims(
        &mut self,
        set: &AnnotationSet,
        asked: ClaimsAsked,
        alike: &mut AlikeClaims,
    ) -> Rc<ClaimRows> {
        let known = kept(&mut self.claim_choices, (), || Rc::new(claim_choices(set)));
        kept(&mut self.claims, asked.clone(), || Rc::new(claim_rows(set, &known, &asked, alike)))
    }

    /// All annotations as rows.
    pub fn rows(
        &mut self,
        set: &AnnotationSet,
        all: &[Finding],
        (list, page, open): (&Rc<AnnotationList>, usize, Option<&AnnotationId>),
    ) -> Rc<AnnotationRows> {
        let facts = facts(all);
        let known = kept(&mut self.choices, (), || choices(set, set.iter(), &facts));
        kept(&mut self.rows, (list.clone(), page, open.cloned()), || {
            Rc::new(annotation_rows(set, &facts, &known, (list, page, open)))
        })
    }

    /// The people; the open one with everything about them.
    #[inline(never)]
    pub fn people(&mut self, set: &AnnotationSet, open: Option<&ActorId>) -> Rc<[Rc<Person>]> {
        kept(&mut self.people, open.cloned(), || people(set, open).into())
    }

    /// Somebody in short.
    pub fn preview(&mut self, set: &AnnotationSet, id: &ActorId) -> Option<Rc<PersonPreview>> {
        kept(&mut self.preview, id.clone(), || preview(set, id).map(Rc::new))
    }

    /// The problems.
    pub fn todo(
        &mut self,
        set: &AnnotationSet,
        all: &[Finding],
        asked: TodoAsked,
        names: &mut NamePlaces,
    ) -> Rc<TodoList> {
        kept(&mut self.todo, asked.clone(), || Rc::new(todo(set, all, &asked, names)))
    }
}

fn kept<K: PartialEq, V: Clone>(last: &mut Last<K, V>, asked: K, make: impl FnOnce() -> V) -> V {
    match last {
        Some((known, made)) if *known == asked => made.clone(),
        _ => {
            let made = make();
            *last = Some((asked, made.clone()));
            made
        }
    }
}
