//! The open article: what is said about it, its history, and what of it is drawn how.
//! Must never be changed but by the session, and its annotations only by transactions.

mod stepping;

use std::rc::Rc;

use crate::late::is_here;
use crate::model::{
    AnnotationId, AnnotationSet, Applied, Article, Byte, TextRange, Timestamp, Transaction,
    TransactionError, order,
};

use super::cards::{self, CardList};
use super::history::History;
use super::lints::{self, Finding};
use super::records::{self, Batch, Entry};
use super::sections::{BlockView, Section, Sections, Shown};
use super::tree::Tree;
use super::undrawn::Undrawn;

pub(super) use stepping::Turned;

/// The open article.
#[derive(Debug)]
pub struct Document {
    pub(super) set: AnnotationSet,
    pub(super) history: History,
    pub(super) sections: Sections,
    pub(super) shown: Shown,
    /// What is near the view.
    pub(super) window: TextRange,
    pub(super) words: Words,
    /// How often it was saved; a batch is refused if another tab saved in between.
    pub(super) revision: u64,
    /// When a file was last taken away.
    pub(super) exported: Option<Timestamp>,
    pub(super) cards: Option<Rc<CardList>>,
    pub(super) undrawn: Undrawn,
    /// What is to be settled, as long as nothing changes.
    pub(super) findings: Option<Rc<[Finding]>>,
}

/// The words of a text, counted up to a place.
#[derive(Debug, Default)]
pub(super) struct Words {
    count: usize,
    to: usize,
}

impl Words {
    pub(super) fn are_counted(&self, article: &Article) -> bool {
        self.to >= article.text().len()
    }

    pub(super) fn count_on(&mut self, article: &Article) {
        let (count, to) = article.words_from(self.to);
        (self.count, self.to) = (self.count + count, to);
    }
}

impl Document {
    /// Changes of more steps than this are written as one record, not one record each.
    pub const BULK: usize = 300;

    /// A document of which what is near the view is drawn; all of it if it is not long.
    pub fn new(set: AnnotationSet, history: History, hidden: [bool; 3]) -> Self {
        let article = set.article().clone();
        let sections = Sections::blank(&article);
        let mut document = Self {
            undrawn: Undrawn::all(&sections),
            sections,
            words: Words::default(),
            set,
            history,
            shown: Shown { hidden, ..Shown::default() },
            window: TextRange { start: Byte(0), end: cards::FIRST_WINDOW },
            revision: 0,
            exported: None,
            cards: None,
            findings: None,
        };
        document.draw_at_first();
        document.put_off_cards();
        document
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

    /// How many words it has. `None` as long as what finds the words of a text without blanks is not loaded, and
    /// as long as a long text is being counted part by part.
    pub fn words(&mut self) -> Option<usize> {
        let article = self.set.article();
        let is_short = article.text().len() <= Article::WORDS_AT_ONCE;
        if is_short && !self.words.are_counted(article) && (is_here() || article.has_blanks()) {
            self.words.count_on(article);
        }
        self.words.are_counted(article).then_some(self.words.count)
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
    pub fn sections(&self) -> &Tree<Section> {
        self.sections.all()
    }

    /// One of its blocks as it is drawn.
    pub fn block(&self, index: u32) -> Option<&BlockView> {
        self.sections.block(self.set.article(), index)
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

    /// Its cards as they were drawn last.
    pub fn listed(&self) -> Option<&Rc<CardList>> {
        self.cards.as_ref()
    }

    /// What is to be settled.
    pub(super) fn findings(&mut self) -> Rc<[Finding]> {
        self.findings.get_or_insert_with(|| lints::findings(&self.set).into()).clone()
    }

    /// Everything, as one batch: for an article that is stored for the first time.
    pub(super) fn whole(&mut self, now: Timestamp) -> Batch {
        let expected = self.begin_anew(now);
        self.writes_history();
        records::whole(self, expected, now).up_to(self.revision)
    }

    /// That it was opened. Not a change: another tab that has it open may go on writing.
    pub(super) fn opened(&self, now: Timestamp) -> Batch {
        Batch { touch: true, ..records::entry_only(self, self.revision, now) }
    }

    /// A new revision with nothing new in it, so that what another tab still has to write is refused.
    pub(super) fn claim(&mut self, now: Timestamp) -> Batch {
        let expected = self.revision;
        self.revision += 1;
        records::entry_only(self, expected, now)
    }

    /// Everything, with what is here of its history: what was stored is gone, and so is what was confirmed. An older
    /// revision of this tab may be there, by a write that was late.
    pub(super) fn all_again(&mut self, over: Option<u64>, now: Timestamp) -> Batch {
        let before = self.begin_anew(now);
        self.history.keep_what_is_here();
        self.writes_history();
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
        if Rc::ptr_eq(self.set.article(), old.article()) {
            self.draw_anew();
        } else {
            self.sections = Sections::blank(self.set.article());
            self.draw_anew();
        }
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

    /// The annotations shown at a place, the smallest first.
    pub(super) fn at(&self, at: Byte) -> Vec<AnnotationId> {
        let here = self.set.touching(TextRange { start: at, end: Byte(at.0.saturating_add(1)) });
        let here = here.iter().filter(|annotation| !self.shown.hidden[annotation.kind().index()]);
        let here = order::by_key(here, |annotation| annotation.len());
        here.into_iter().map(|annotation| annotation.id.clone()).collect()
    }

    /// Applies a transaction, and draws again what looks different by it.
    fn apply(&mut self, transaction: &Transaction) -> Result<Applied, TransactionError> {
        let scheme = self.set.details().scheme.clone();
        let applied = self.set.apply(transaction)?;
        self.show(&applied.dirty, &scheme);
        Ok(applied)
    }

    /// What is no longer there is neither open nor under the pointer, and what was to be settled may not be.
    pub(super) fn forget_changed(&mut self) {
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
}
