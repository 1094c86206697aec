//! The open article: its ledger, and what is drawn of it. A change to the ledger redraws only what it changed
//! (tests/native/sections.rs).

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::model::{
    ActorId, AnnotationId, AnnotationSet, Applying, Article, BlockIndex, BlockPoint, Byte, Imprint,
    Kind, TextRange, Timestamp, Transaction, TransactionError,
};
use crate::session::document::actors::{Person, PersonPreview};
use crate::session::document::annotation_list::AnnotationList;
use crate::session::document::bulk_apply::HistoryChange;
use crate::session::document::claim_list::ClaimList;
use crate::session::document::history::History;
use crate::session::document::label::Label;
use crate::session::document::ledger::Ledger;
use crate::session::document::lints::Finding;
use crate::session::document::todo::{TodoAsked, TodoList};
use crate::session::storage::batch::Batch;
use crate::session::storage::schema::Entry;
use crate::session::storage::stepping::Turned;

use super::annotation_rows::AnnotationRows;
use super::blocks::{BlockView, Section};
use super::cards::CardList;
use super::claim_rows::{ClaimRows, ClaimsAsked};
use super::healing::{Healing, Treatment};
use super::rendered::Rendered;
use super::tree::Tree;

/// The open article.
#[derive(Debug)]
pub struct Document {
    ledger: Ledger,
    rendered: Rendered,
}

impl Document {
    /// A document with what is in or near the view drawn, or all of it if it is short.
    pub fn new(ledger: Ledger, hidden: [bool; 3]) -> Self {
        Self::showing(ledger, hidden, false)
    }

    /// The same. It may show only the article until [`Document::show_everything`].
    pub fn showing(ledger: Ledger, hidden: [bool; 3], article_only: bool) -> Self {
        let rendered = Rendered::of(&ledger.set, hidden, article_only);
        Self { ledger, rendered }
    }

    /// Shows the cards from now on, and counts that take long.
    pub fn show_everything(&mut self) {
        self.rendered.show_everything();
    }

    /// The same with all of it drawn.
    #[must_use]
    pub fn drawn(mut self) -> Self {
        while self.is_behind() {
            self.draw_on();
        }
        self
    }

    /// Its data.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// The article.
    pub fn article(&self) -> &Rc<Article> {
        self.ledger.article()
    }

    /// The annotations and the register.
    pub fn set(&self) -> &AnnotationSet {
        self.ledger.set()
    }

    /// The undo history.
    pub fn history(&self) -> &History {
        self.ledger.history()
    }

    /// The number of saves.
    pub fn revision(&self) -> u64 {
        self.ledger.revision()
    }

    /// When it was last exported.
    pub fn exported(&self) -> Option<Timestamp> {
        self.ledger.exported()
    }

    /// The number of its words, once they are counted: see [`Rendered::words`].
    pub fn words(&mut self) -> Option<usize> {
        self.rendered.words(self.ledger.article())
    }

    /// The annotation whose card is open.
    pub fn focused(&self) -> Option<&AnnotationId> {
        self.rendered.shown.focused.as_ref()
    }

    /// The annotation the pointer is over.
    pub fn hovered(&self) -> Option<&AnnotationId> {
        self.rendered.shown.hovered.as_ref()
    }

    /// What of it is in or near the view.
    pub fn window(&self) -> TextRange {
        self.rendered.window()
    }

    /// The number of changes to its annotations since it was opened.
    pub fn version(&self) -> u64 {
        self.rendered.version()
    }

    /// Its text as drawn.
    pub fn sections(&self) -> &Tree<Section> {
        self.rendered.sections.all()
    }

    /// One of its blocks as drawn.
    pub fn block(&self, index: BlockIndex) -> Option<&BlockView> {
        self.rendered.sections.block(self.ledger.article(), index)
    }

    /// Its cards.
    pub fn cards(&mut self) -> Rc<CardList> {
        self.rendered.cards(&self.ledger.set)
    }

    /// Its cards as last drawn.
    pub fn listed(&self) -> Option<&Rc<CardList>> {
        self.rendered.listed()
    }

    /// Which blocks something else keeps changing.
    pub fn healing(&self) -> &Healing {
        self.rendered.sections.healing()
    }

    /// Whether something still has to be drawn.
    pub fn is_behind(&self) -> bool {
        self.rendered.is_behind(self.ledger.article())
    }
}

/// Changes to the ledger that are visible.
impl Document {
    /// Applies a step that can be undone, and returns what to store.
    pub(in crate::session) fn step(
        &mut self,
        label: Label,
        transaction: Transaction,
        now: Timestamp,
    ) -> Result<Batch, TransactionError> {
        let (dirty, batch) = self.ledger.step(label, transaction, now)?;
        self.rendered.show(&self.ledger.set, &dirty);
        Ok(batch)
    }

    /// Shows the result of a step that was applied to a copy, and returns what to store.
    pub(in crate::session) fn turn(
        &mut self,
        turn: HistoryChange,
        applying: Applying,
        now: Timestamp,
    ) -> Result<Option<Turned>, TransactionError> {
        let (dirty, turned) = self.ledger.turn(turn, applying, now)?;
        self.rendered.show(&self.ledger.set, &dirty);
        Ok(turned)
    }

    /// Undoes the last step, or redoes the one undone last, with its transaction.
    pub(in crate::session) fn replay(
        &mut self,
        turn: HistoryChange,
        transaction: &Transaction,
        now: Timestamp,
    ) -> Result<Option<Turned>, TransactionError> {
        let (dirty, turned) = self.ledger.replay(turn, transaction, now)?;
        self.rendered.show(&self.ledger.set, &dirty);
        Ok(turned)
    }

    /// Shows what another tab stored; returns whether it fits the current state.
    pub(in crate::session) fn follow(
        &mut self,
        entry: &Entry,
        change: &Transaction,
        revision: u64,
    ) -> bool {
        let Ok(dirty) = self.ledger.follow(entry, change, revision) else { return false };
        self.rendered.show(&self.ledger.set, &dirty);
        true
    }

    /// Shows everything that is stored about the same text, and returns the annotations that differ.
    pub(in crate::session) fn adopt(&mut self, stored: Ledger) -> Vec<AnnotationId> {
        let old = std::mem::replace(&mut self.ledger, stored).set;
        let set = &self.ledger.set;
        self.rendered.adopt(set, Rc::ptr_eq(set.article(), old.article()));
        let gone = old.iter().filter(|one| set.get(&one.id).is_none());
        let new = set.iter().filter(|one| old.get(&one.id) != Some(*one));
        gone.chain(new).map(|annotation| annotation.id.clone()).collect()
    }
}

/// Changes to the ledger that are not visible.
impl Document {
    /// See [`Ledger::whole`].
    pub(in crate::session) fn whole(&mut self, now: Timestamp) -> Batch {
        self.ledger.whole(now)
    }

    /// See [`Ledger::claim`].
    pub(in crate::session) fn claim(&mut self, now: Timestamp) -> Batch {
        self.ledger.claim(now)
    }

    /// See [`Ledger::all_again`].
    pub(in crate::session) fn all_again(&mut self, over: Option<u64>, now: Timestamp) -> Batch {
        self.ledger.all_again(over, now)
    }

    /// See [`Ledger::mark_exported`].
    pub(in crate::session) fn mark_exported(&mut self, now: Timestamp) -> Batch {
        self.ledger.mark_exported(now)
    }

    /// See [`Ledger::cut`].
    pub(in crate::session) fn cut(&mut self, number: u32, now: Timestamp) -> Batch {
        self.ledger.cut(number, now)
    }

    /// Everything up to this revision is stored.
    pub(in crate::session) fn kept(&mut self, revision: u64) {
        self.ledger.history.stored(revision);
    }

    /// The change of a step was read.
    pub(in crate::session) fn fill(&mut self, number: u32, change: Transaction) {
        self.ledger.history.fill(number, change);
    }
}

/// Changes to the drawing alone.
impl Document {
    pub(in crate::session) fn focus(&mut self, id: Option<AnnotationId>) -> bool {
        self.rendered.focus(&self.ledger.set, id)
    }

    pub(in crate::session) fn hover(&mut self, id: Option<AnnotationId>) {
        self.rendered.hover(&self.ledger.set, id);
    }

    /// Highlights these annotations, and no others.
    pub(in crate::session) fn light(&mut self, lit: BTreeSet<AnnotationId>) {
        self.rendered.light(&self.ledger.set, lit);
    }

    pub(in crate::session) fn hide(&mut self, hidden: [bool; 3]) {
        self.rendered.hide(&self.ledger.set, hidden);
    }

    pub(in crate::session) fn set_window(&mut self, first: BlockPoint, last: BlockPoint) {
        self.rendered.set_window(&self.ledger.set, first, last);
    }

    pub(in crate::session) fn heal(&mut self, block: BlockIndex, now: Timestamp) -> Treatment {
        self.rendered.sections.heal(self.ledger.article(), block, now)
    }

    /// Draws a place that is about to be shown, even if it is far from the view.
    pub(in crate::session) fn draw_at(&mut self, at: Byte) {
        self.rendered.draw_at(&self.ledger.set, at);
    }

    /// Draws some of what is still to be drawn.
    pub(in crate::session) fn draw_on(&mut self) {
        self.rendered.draw_on(&self.ledger.set);
    }

    /// The annotations shown at a place, the smallest first.
    pub(in crate::session) fn at(&self, at: Byte) -> Vec<AnnotationId> {
        let here = TextRange { start: at, end: Byte(at.0.saturating_add(1)) };
        self.rendered.shown_in(&self.ledger.set, here)
    }

    /// Its computed problems, found again after a change.
    pub(in crate::session) fn findings(&mut self, looking: bool) -> Rc<[Finding]> {
        self.rendered.findings(&self.ledger.set, looking)
    }

    /// The claims as the panel lists them.
    pub(in crate::session) fn claims(
        &mut self,
        list: &Rc<ClaimList>,
        page: usize,
        imprint: &Rc<Imprint>,
    ) -> Rc<ClaimRows> {
        let Rendered { lists, shown, alike, .. } = &mut self.rendered;
        let (open, list, imprint) = (shown.focused.clone(), list.clone(), imprint.clone());
        lists.claims(&self.ledger.set, ClaimsAsked { open, list, page, imprint }, alike)
    }

    /// All annotations as the panel lists them.
    #[inline(never)]
    pub(in crate::session) fn rows(
        &mut self,
        list: &Rc<AnnotationList>,
        page: usize,
    ) -> Rc<AnnotationRows> {
        let all = self.findings(true);
        let Rendered { lists, shown, .. } = &mut self.rendered;
        lists.rows(&self.ledger.set, &all, (list, page, shown.focused.as_ref()))
    }

    /// The people as the panel lists them.
    pub(in crate::session) fn people(&mut self, open: Option<&ActorId>) -> Rc<[Rc<Person>]> {
        self.rendered.lists.people(&self.ledger.set, open)
    }

    /// The person of the mention under the pointer or the focus, in short.
    #[inline(never)]
    pub(in crate::session) fn preview(&mut self) -> Option<Rc<PersonPreview>> {
        let Rendered { lists, shown, .. } = &mut self.rendered;
        let one = self.ledger.set.get(shown.hovered.as_ref()?)?;
        let actor = one.actor().filter(|_| one.kind() == Kind::Person)?.clone();
        lists.preview(&self.ledger.set, &actor)
    }

    /// The problems as the panel lists them; `None` if not all of them could be found in passing.
    pub(in crate::session) fn todo(&mut self, asked: TodoAsked) -> Option<Rc<TodoList>> {
        let all = self.findings(asked.looking.is_some());
        let counts_all = self.rendered.finds_names();
        let Rendered { lists, names, .. } = &mut self.rendered;
        counts_all.then(|| lists.todo(&self.ledger.set, &all, asked, names))
    }

    /// Finds the problems once in a text, with the names of people in it.
    pub(in crate::session) fn look_once(&mut self) {
        if !self.rendered.names.are_of(self.ledger.article()) {
            self.findings(true);
        }
    }

    /// The names that mean a person alone, and the places with them that are marked as no person: what To do
    /// counts, and what the dialog lists.
    pub(in crate::session) fn named(&mut self, id: &ActorId) -> (Vec<String>, Vec<TextRange>) {
        self.rendered.names.named(&self.ledger.set, id)
    }
}
