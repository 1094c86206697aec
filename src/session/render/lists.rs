//! What the lists of the panel show. Each is made again only when the annotations or what it was asked for
//! changed, not at every drawing (tests/native/panels.rs).

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::model::{ActorId, AnnotationId, AnnotationSet, Imprint, order};
use crate::session::document::actors::{Person, people};
use crate::session::document::annotation_list::AnnotationList;
use crate::session::document::claim_list::ClaimList;
use crate::session::document::lints::Finding;
use crate::session::document::todo::{TodoAsked, TodoList, todo};

use crate::session::search::find::facts;

use super::annotation_rows::{AnnotationRows, FilterChoice, annotation_rows, choices};
use super::cards::{Card, claims};
use super::claim_desk::{ClaimDesk, desk};

/// The lists made last, until the annotations change.
#[derive(Debug, Default)]
pub(in crate::session) struct Lists {
    claims: Last<(Option<AnnotationId>, ClaimList, Rc<Imprint>), Rc<ClaimRows>>,
    rows: Last<(Rc<AnnotationList>, usize, Option<AnnotationId>), Rc<AnnotationRows>>,
    choices: Last<(), Rc<[FilterChoice]>>,
    people: Last<Option<ActorId>, Rc<[Rc<Person>]>>,
    todo: Last<TodoAsked, Rc<TodoList>>,
}

/// The last result, and what was asked for.
type Last<K, V> = Option<(K, V)>;

/// The claims as the panel shows them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClaimRows {
    /// All claims; the open one with its full content.
    pub all: Rc<[Rc<Card>]>,
    /// Those of them that are listed, in order.
    pub listed: Rc<[Rc<Card>]>,
    /// How many claims each filter lists, in the order of `ClaimFilter::ALL`.
    pub counts: [usize; 5],
    /// The details of the open claim.
    pub desk: Option<Rc<ClaimDesk>>,
}

impl Lists {
    /// The claims.
    #[inline(never)]
    pub fn claims(
        &mut self,
        set: &AnnotationSet,
        open: Option<&AnnotationId>,
        list: ClaimList,
        imprint: &Rc<Imprint>,
    ) -> Rc<ClaimRows> {
        let asked = (open.cloned(), list, imprint.clone());
        kept(&mut self.claims, asked, || Rc::new(claim_rows(set, open, list, imprint)))
    }

    /// All annotations as rows.
    pub fn rows(
        &mut self,
        set: &AnnotationSet,
        all: &[Finding],
        (list, page, open): (&Rc<AnnotationList>, usize, Option<&AnnotationId>),
    ) -> Rc<AnnotationRows> {
        let facts = facts(all);
        let known = kept(&mut self.choices, (), || choices(set, &facts));
        kept(&mut self.rows, (list.clone(), page, open.cloned()), || {
            Rc::new(annotation_rows(set, &facts, &known, (list, page, open)))
        })
    }

    /// The people; the open one with everything about them.
    #[inline(never)]
    pub fn people(&mut self, set: &AnnotationSet, open: Option<&ActorId>) -> Rc<[Rc<Person>]> {
        kept(&mut self.people, open.cloned(), || people(set, open).into())
    }

    /// The problems.
    pub fn todo(&mut self, set: &AnnotationSet, all: &[Finding], asked: TodoAsked) -> Rc<TodoList> {
        kept(&mut self.todo, asked.clone(), || Rc::new(todo(set, all, &asked)))
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

fn claim_rows(
    set: &AnnotationSet,
    open: Option<&AnnotationId>,
    list: ClaimList,
    imprint: &Imprint,
) -> ClaimRows {
    let all: Rc<[Rc<Card>]> = claims(set, open).into();
    let desk = open.and_then(|open| desk(set, open, &all, imprint)).map(Rc::new);
    // Where nothing is left out or moved, both are the same.
    let listed = if list == ClaimList::default() {
        all.clone()
    } else {
        let cards: BTreeMap<_, _> = order::gathered(all.iter().map(|card| (&card.id, card)));
        let listed = list.of(set, open);
        listed.iter().filter_map(|one| cards.get(&one.id).copied().cloned()).collect()
    };
    ClaimRows { listed, counts: ClaimList::counts(set), desk, all }
}
