//! The open article: what is said about it, its history, and what of it is drawn how.
//! Must never be changed but by the session, and its annotations only by transactions.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::late::is_here;
use crate::model::{
    AnnotationId, AnnotationSet, Applied, Applying, Article, Byte, Kind, Scheme, Timestamp,
    Transaction, TransactionError, order,
};

use super::cards::{self, CardList};
use super::history::{History, Label, Step};
use super::lints::{self, Finding};
use super::placing::Spot;
use super::records::{self, Batch, Entry};
use super::sections::{BlockView, Section, Sections, Shown};
use super::underway::Turn;
use super::undrawn::{Next, Undrawn};

/// The open article.
#[derive(Debug)]
pub struct Document {
    set: AnnotationSet,
    history: History,
    sections: Sections,
    shown: Shown,
    window: (Spot, Spot),
    words: Option<usize>,
    /// How often it was saved; a batch is refused if another tab saved in between.
    revision: u64,
    /// When a file was last taken away.
    exported: Option<Timestamp>,
    cards: Option<Rc<CardList>>,
    undrawn: Undrawn,
    /// What is to be settled, as long as nothing changes.
    findings: Option<Rc<[Finding]>>,
}

impl Document {
    /// Changes of more steps than this are written as one record, not one record each.
    pub const BULK: usize = 300;

    /// A document about which nothing was drawn yet.
    pub fn new(set: AnnotationSet, history: History, hidden: [bool; 3]) -> Self {
        let shown = Shown { hidden, ..Shown::default() };
        Self {
            sections: Sections::new(&set, &shown),
            words: None,
            set,
            history,
            shown,
            window: (Spot::START, Spot { block: cards::FIRST_WINDOW, share: 1000 }),
            revision: 0,
            exported: None,
            cards: None,
            undrawn: Undrawn::default(),
            findings: None,
        }
    }

    /// The same document as it was stored.
    #[must_use]
    pub fn stored(mut self, revision: u64, exported: Option<Timestamp>) -> Self {
        self.revision = revision;
        self.exported = exported;
        self
    }

    /// The article.
    pub fn article(&self) -> &Rc<Article> {
        self.set.article()
    }

    /// What is said about it.
    pub fn set(&self) -> &AnnotationSet {
        &self.set
    }

    /// What was done.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// How many words it has.
    /// `None` as long as what finds the words of a text without blanks is not loaded.
    pub fn words(&mut self) -> Option<usize> {
        let article = self.set.article();
        if self.words.is_none() && (is_here() || article.has_blanks()) {
            self.words = Some(article.words());
        }
        self.words
    }

    /// How often it was saved.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// When a file of it was last taken away.
    pub fn exported(&self) -> Option<Timestamp> {
        self.exported
    }

    /// The annotation whose card is open.
    pub fn focused(&self) -> Option<&AnnotationId> {
        self.shown.focused.as_ref()
    }

    /// The annotation the pointer is over.
    pub fn hovered(&self) -> Option<&AnnotationId> {
        self.shown.hovered.as_ref()
    }

    /// Its text as it is drawn.
    pub fn sections(&self) -> Rc<[Rc<Section>]> {
        self.sections.all()
    }

    /// One of its blocks as it is drawn.
    pub fn block(&self, index: u32) -> Option<&BlockView> {
        self.sections.block(index)
    }

    /// Its cards as they are drawn.
    pub fn cards(&mut self) -> Rc<CardList> {
        let list = match self.cards.take() {
            Some(list) => list,
            None => Rc::new(cards::list(&self.set, &self.shown, self.window)),
        };
        self.cards = Some(list.clone());
        list
    }

    /// What is to be settled.
    pub(super) fn findings(&mut self) -> Rc<[Finding]> {
        self.findings.get_or_insert_with(|| lints::findings(&self.set).into()).clone()
    }

    /// Takes a step that can be undone, and says what is to be saved.
    pub(super) fn step(
        &mut self,
        label: Label,
        transaction: Transaction,
        now: Timestamp,
    ) -> Result<Batch, TransactionError> {
        let applied = self.apply(&transaction)?;
        Ok(self.record(label, Rc::new(transaction), applied.inverse, now))
    }

    /// Shows what was applied aside as the step it is, and says what is to be saved.
    pub(super) fn turn(
        &mut self,
        turn: Turn,
        applying: Applying,
        now: Timestamp,
    ) -> Result<Option<(Step, Batch)>, TransactionError> {
        let (set, transaction, applied) = applying.finish()?;
        let old = std::mem::replace(&mut self.set, set);
        self.show(&applied.dirty, &old.details().scheme);
        Ok(self.conclude(turn, transaction, applied.inverse, now))
    }

    /// Takes the last step back, or the step undone last again, by its transaction.
    pub(super) fn replay(
        &mut self,
        turn: Turn,
        transaction: Rc<Transaction>,
        now: Timestamp,
    ) -> Option<(Step, Batch)> {
        let applied = self.apply(&transaction).ok()?;
        self.conclude(turn, transaction, applied.inverse, now)
    }

    /// Everything, as one batch: for an article that is stored for the first time.
    pub(super) fn whole(&mut self, now: Timestamp) -> Batch {
        let expected = self.begin_anew(now);
        records::whole(self, expected, now).up_to(self.revision)
    }

    /// That it was opened. Not a change: another tab that has it open may go on writing.
    pub(super) fn opened(&self, now: Timestamp) -> Batch {
        Batch { guard: None, ..records::entry_only(self, self.revision, now) }
    }

    /// A new revision with nothing new in it, so that what another tab still has to write is refused.
    pub(super) fn claim(&mut self, now: Timestamp) -> Batch {
        let expected = self.revision;
        self.revision += 1;
        records::entry_only(self, expected, now)
    }

    /// Everything with its history, in place of what may be stored: it was deleted meanwhile.
    pub(super) fn anew(&mut self, now: Timestamp) -> Batch {
        self.revision += 1;
        super::deeds::anew(self, now)
    }

    /// Everything with its history: what was stored is gone, and so is what was confirmed. An older revision of this
    /// tab may be there, by a write that was late.
    pub(super) fn all_again(&mut self, over: Option<u64>, now: Timestamp) -> Batch {
        let before = self.begin_anew(now);
        super::deeds::all_again(self, over, before, now).up_to(self.revision)
    }

    /// Nothing is stored, and another tab may say so too: numbers of this time are not those of an earlier one.
    fn begin_anew(&mut self, now: Timestamp) -> u64 {
        let now = u64::try_from(now.0).unwrap_or_default();
        let before = self.revision;
        self.revision = now.max(before + 1);
        before
    }

    /// Shows what another tab stored. Its history is read when this tab takes over.
    pub(super) fn follow(&mut self, entry: &Entry, change: &Transaction, revision: u64) -> bool {
        if self.apply(change).is_err() {
            return false;
        }
        (self.revision, self.exported) = (revision, entry.exported);
        true
    }

    /// Shows all of what is stored about the same text, and says which annotations differ.
    pub(super) fn adopt(&mut self, stored: Self) -> Vec<AnnotationId> {
        let old = std::mem::replace(&mut self.set, stored.set);
        (self.history, self.revision, self.exported) =
            (stored.history, stored.revision, stored.exported);
        self.sections = Sections::new(&self.set, &self.shown);
        self.cards = None;
        self.undrawn = Undrawn::default();
        self.forget_changed();
        let gone = old.iter().filter(|one| self.set.get(&one.id).is_none());
        let new = self.set.iter().filter(|one| old.get(&one.id) != Some(*one));
        gone.chain(new).map(|annotation| annotation.id.clone()).collect()
    }

    /// That a file of it was taken away.
    pub(super) fn taken_away(&mut self, now: Timestamp) -> Batch {
        self.exported = Some(now);
        self.claim(now)
    }

    pub(super) fn focus(&mut self, id: Option<AnnotationId>) -> bool {
        if self.shown.focused == id {
            return false;
        }
        // What is lit up stays so while the reader goes through it.
        if id.as_ref().is_none_or(|id| !self.shown.lit.contains(id)) {
            self.light(BTreeSet::new());
        }
        let before = std::mem::replace(&mut self.shown.focused, id);
        let dirty = self.blocks_of(&[before, self.shown.focused.clone()]);
        self.redraw(&dirty);
        true
    }

    pub(super) fn hover(&mut self, id: Option<AnnotationId>) {
        if self.shown.hovered != id {
            let before = std::mem::replace(&mut self.shown.hovered, id);
            let dirty = self.blocks_of(&[before, self.shown.hovered.clone()]);
            self.redraw(&dirty);
        }
    }

    /// Lights up these annotations, and no others.
    pub(super) fn light(&mut self, lit: BTreeSet<AnnotationId>) {
        if self.shown.lit != lit {
            let before = std::mem::replace(&mut self.shown.lit, lit);
            let both = before.iter().chain(&self.shown.lit).cloned().map(Some);
            let dirty = self.blocks_of(&both.collect::<Vec<_>>());
            self.redraw(&dirty);
        }
    }

    pub(super) fn hide(&mut self, hidden: [bool; 3]) {
        self.shown.hidden = hidden;
        self.sections = Sections::new(&self.set, &self.shown);
        self.cards = None;
        self.undrawn = Undrawn::default();
        let gone = |kind: Kind| hidden[kind.index()];
        let focused = self.focused().and_then(|id| self.set.get(id)).map(|a| a.kind());
        if focused.is_some_and(gone) {
            self.focus(None);
        }
    }

    pub(super) fn set_window(&mut self, first: Spot, last: Spot) {
        if self.window != (first, last) {
            self.window = (first, last);
            let near = self.undrawn.near(self.window);
            self.sections.redraw(&self.set, &self.shown, &near);
            if cards::is_windowed(&self.set) {
                self.cards = None;
            }
        }
    }

    pub(super) fn heal(&mut self, block: u32) {
        self.sections.heal(block);
    }

    /// The annotations shown at a place, the smallest first.
    pub(super) fn at(&self, at: Byte) -> Vec<AnnotationId> {
        let block = self.article().block_at(at);
        let here = self
            .set
            .in_block(block)
            .iter()
            .filter(|annotation| !self.shown.hidden[annotation.kind().index()])
            .filter(|annotation| annotation.spans.iter().any(|span| span.contains(at)));
        let here = order::by_key(here, |annotation| annotation.len());
        here.into_iter().map(|annotation| annotation.id.clone()).collect()
    }

    /// What was applied becomes the step it is.
    fn conclude(
        &mut self,
        turn: Turn,
        transaction: Rc<Transaction>,
        inverse: Transaction,
        now: Timestamp,
    ) -> Option<(Step, Batch)> {
        let step = match turn {
            Turn::Step(label) => {
                let batch = self.record(label, transaction, inverse, now);
                return Some((self.history.last()?.clone(), batch));
            }
            Turn::Undo => self.history.undo()?.clone(),
            Turn::Redo => self.history.redo()?.clone(),
        };
        let expected = self.revision;
        self.revision += 1;
        Some((step, records::changed(self, &transaction, expected, now)))
    }

    fn record(
        &mut self,
        label: Label,
        forward: Rc<Transaction>,
        inverse: Transaction,
        now: Timestamp,
    ) -> Batch {
        let recorded =
            self.history.record(Step { label, forward, inverse: Rc::new(inverse), time: now });
        let expected = self.revision;
        self.revision += 1;
        records::stepped(self, &recorded, expected, now)
    }

    /// Applies a transaction, and draws again what looks different by it.
    fn apply(&mut self, transaction: &Transaction) -> Result<Applied, TransactionError> {
        let scheme = self.set.details().scheme.clone();
        let applied = self.set.apply(transaction)?;
        self.show(&applied.dirty, &scheme);
        Ok(applied)
    }

    /// Draws again what looks different now that the set is another; the scheme was this one.
    fn show(&mut self, dirty: &BTreeSet<u32>, scheme: &Scheme) {
        if *scheme == *self.set.details().scheme {
            self.redraw(dirty);
        } else {
            let blocks = u32::try_from(self.article().blocks().len()).unwrap_or(u32::MAX);
            self.redraw(&(0..blocks).collect());
        }
        self.forget_changed();
    }

    /// Draws these blocks anew, and the cards; if they are very many, soon.
    fn redraw(&mut self, dirty: &BTreeSet<u32>) {
        if !self.undrawn.take(dirty) {
            self.sections.redraw(&self.set, &self.shown, dirty);
            self.cards = None;
        }
    }

    /// Draws some of what is yet to be drawn.
    pub(super) fn draw_on(&mut self) {
        match self.undrawn.next(self.window) {
            Next::Blocks(blocks) => self.sections.redraw(&self.set, &self.shown, &blocks),
            Next::Cards => self.cards = None,
            Next::Nothing => {}
        }
    }

    /// Whether something is yet to be drawn.
    pub fn is_behind(&self) -> bool {
        !self.undrawn.is_empty()
    }

    /// What is no longer there is neither open nor under the pointer, and what was to be settled may not be.
    fn forget_changed(&mut self) {
        self.findings = None;
        let missing =
            |id: &Option<AnnotationId>| id.as_ref().is_some_and(|id| self.set.get(id).is_none());
        let (focused, hovered) = (missing(&self.shown.focused), missing(&self.shown.hovered));
        if focused {
            self.shown.focused = None;
        }
        if hovered {
            self.shown.hovered = None;
        }
    }

    fn blocks_of(&self, ids: &[Option<AnnotationId>]) -> BTreeSet<u32> {
        let mut blocks = BTreeSet::new();
        for annotation in ids.iter().flatten().filter_map(|id| self.set.get(id)) {
            for span in &annotation.spans {
                let (first, last) = self.article().blocks_of(*span);
                blocks.extend(first..=last);
            }
        }
        blocks
    }
}
