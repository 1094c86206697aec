//! The application without a screen: actions in, snapshots and effects out. It names no DOM and no clock
//! (tests/native/layers.rs): the [`Host`] has those, and randomness.

pub mod action;
pub mod api;
pub mod commands;
pub mod document;
pub mod error;
pub mod host;
pub mod library;
pub mod notices;
pub mod program_part;
pub mod render;
pub mod screen;
pub mod search;
pub mod selection;
pub mod sources;
pub mod storage;
pub mod suggest;
pub mod sync;
pub mod transfer;
pub mod versions;
pub mod worker;

use std::collections::VecDeque;
use std::rc::Rc;

use crate::model::{
    AnnotationId, Article, ArticleId, BlockIndex, Kind, TextRange, TextSearch, Utf16,
};

pub use action::Action;
pub use action::dialog::Dialog;
pub use action::effect::{Effect, Event, PageEffect};
pub use action::panel::{Many, Panel, Panels};
pub use action::reply::Reply;
pub use action::traits::Traits;
pub use commands::navigation::InView;
use document::annotation_list::AnnotationList;
use document::claim_list::ClaimList;
pub use document::history::{Header, History, Step};
pub use document::label::Label;
pub use error::SessionError;
pub use host::Host;
pub use library::deeds::Deed;
pub use notices::announcement::Announcement;
pub use notices::message::{Message, Toast};
pub use program_part::{LoadedParts, OnDemand, ProgramPart};
pub use render::document::Document;
pub use screen::{Screen, Turnable};
pub use search::Search;
use selection::caret::{Caret, Said};
pub use selection::selected::{Pointed, Selected};
use selection::span_resize::Adjusting;
pub use sources::Sources;
pub use storage::batch::Batch;
pub use storage::save_state::{Failure, SaveState, StorageEvent, Why};
pub use storage::schema::{Entry, Key, Stored};
pub use storage::settings::{PanelWidth, Settings, TextSize, Theme};
pub use suggest::{Suggest, SuggestionGroup, SuggestionOrder};
pub use sync::protocol::{Cause, Editing, Heard, LockFound, Note, Role, TabRequest, Taking};
pub use transfer::export::{Destination, Exporting, Made};
pub use transfer::import::{Importing, Keep};
pub use transfer::open_review::{Handed, Manuscripts, Revise};
pub use transfer::opening::Opening;
pub use versions::Versions;
pub use worker::protocol::{Outcome, Task};

/// The state of the program. It changes only through [`Session::perform`].
#[derive(Debug, Default)]
pub struct Session {
    document: Option<Document>,
    settings: Rc<Settings>,
    library: Rc<[Entry]>,
    saving: SaveState,
    /// Pending writes.
    unsaved: storage::unsaved::Unsaved,
    /// Articles that were left before all of them was stored.
    parked: Vec<commands::saving::Parked>,
    /// Whether the open article was opened although its stored records could not be read.
    unread: bool,
    /// Whether the storage could not be opened.
    disconnected: bool,
    /// The id of this tab, by which it knows its own writes.
    tab: Rc<str>,
    /// Whether the pending change restores an article that another tab deleted.
    brings_back: bool,
    /// The article that the reader's version becomes before the stored one opens.
    set_apart: Option<library::apart::Apart>,
    /// Whether another tab stored settings that were not read yet.
    settings_changed: bool,
    selection: Option<Selected>,
    /// The keyboard caret, while it shows.
    caret: Option<Caret>,
    /// Its last place, or the hit on which it will show.
    caret_was: Option<TextRange>,
    /// The last announcement about it, and its number.
    said: Option<Announcement<Said>>,
    /// Whether a screen reader passes all keys to the article.
    keyboard_mode: bool,
    adjusting: Option<Adjusting>,
    /// The pen in use: what is selected is marked at once.
    pen: Option<Kind>,
    /// What was marked last: its kind and its label.
    marked_last: Option<(Kind, Option<String>)>,
    /// Whether something was marked since the open card was opened: the Delete key in the article does not mean the card.
    marked_since: bool,
    /// The search, while it is in use.
    searching: Option<search::Searching>,
    /// What was searched for last, for when the search is opened again.
    searched: TextSearch,
    /// What goes on in the library: the search in its texts, and suggestions for many of its articles.
    library_at_work: Option<Box<dyn search::library::Opaque<suggest::many::LibraryAtWork>>>,
    /// The suggestions, while they are in use.
    suggesting: Option<Box<dyn search::library::Opaque<suggest::Suggesting>>>,
    /// What the lists and dialogs showed last.
    lists: Option<Rc<dyn search::library::Opaque<screen::ListsScreen>>>,
    /// A comparison with a newer text, or of two versions, while it is in use.
    comparing: Option<Box<dyn search::library::Opaque<versions::Comparing>>>,
    /// The comparison that was stopped last: Undo brings it back while that is offered.
    stopped: Option<Box<dyn search::library::Opaque<versions::Comparing>>>,
    /// A source beside the article, while it is open.
    source: Option<Box<dyn search::library::Opaque<sources::HeldSource>>>,
    /// What is being picked in the text, and for which card.
    picking: Option<(AnnotationId, selection::pick_mode::Pick)>,
    hidden: [bool; 3],
    /// The annotations under the last click.
    clicked: Vec<AnnotationId>,
    /// The list beside the text.
    panel: Panel,
    /// The name of the list that was there last.
    last_list: &'static str,
    /// Whether the panel makes way for the text, where it is a sheet.
    lowered: bool,
    /// Which claims are listed.
    claim_list: Rc<ClaimList>,
    /// Which annotations are listed and selected.
    annotation_list: Rc<AnnotationList>,
    dialog: Option<Rc<Dialog>>,
    /// The article whose text was just corrected, until it is deleted.
    corrected: Option<ArticleId>,
    toast: Option<Rc<Toast>>,
    status: Option<Announcement<Message>>,
    /// Counts announcements, so that repeated words are announced again.
    announced: u32,
    /// Whether the browser granted persistent storage; `None` until it was asked.
    promised: Option<bool>,
    tabs: sync::protocol::Tabs,
    /// The number of the last task of the worker, or of the last search in the library.
    asked: u32,
    /// The task that makes a file without a dialog: everything, or a picture for this place.
    rescuing: Vec<(u32, Option<Destination>)>,
    /// The file that is being written where the reader chooses.
    saving_to: Option<Exporting>,
    shelf: library::shelf::Shelf,
    /// The files the worker is reading, by the number of the task.
    receiving: Vec<(u32, transfer::import::Received)>,
    /// Whether the screen shows the article only: no cards, no messages, and no counts that take long.
    article_only: bool,
    /// The parts of the program that are there.
    loaded: LoadedParts,
    /// Whether `Effect::DrawOn` is pending.
    drawing: bool,
    /// Waiting undos and redos.
    turning: storage::turning::Turning,
    /// A step of thousands of changes, before it is shown.
    underway: Option<document::bulk_apply::Underway>,
    /// Waiting dialogs, the next one first.
    waiting: VecDeque<Rc<Dialog>>,
    effects: Vec<Effect>,
}

impl Session {
    /// A session with nothing open yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Shows the article only, until [`Session::show_everything`].
    pub fn show_article_only(&mut self) {
        self.article_only = true;
    }

    /// Shows everything from now on.
    pub fn show_everything(&mut self) {
        self.article_only = false;
        if let Some(document) = &mut self.document {
            document.show_everything();
        }
        self.ask_to_draw_on();
    }

    /// From now on these parts of the program are there.
    pub fn has_loaded(&mut self, loaded: LoadedParts) {
        self.loaded = loaded;
        self.recant(|message| matches!(message, Message::Fetching));
    }

    /// Proof that the part on demand is loaded, if it is.
    pub fn on_demand(&self) -> Option<OnDemand> {
        self.loaded.on_demand()
    }

    /// Whether something is open that only the part on demand shows.
    pub fn opens_on_demand(&self) -> bool {
        self.dialog.is_some() || self.panel.is_list() || self.searching.is_some()
    }

    /// Performs an action, or changes nothing. Its effects are left in [`Session::take_effects`].
    ///
    /// # Errors
    /// Why the action was refused; see [`SessionError`].
    pub fn perform(&mut self, action: Action, host: &dyn Host) -> Result<Reply, SessionError> {
        if self.tab.is_empty() {
            self.tab = host.new_tab().into();
        }
        let before = self.focused().cloned();
        let article = self.document.as_ref().map(|document| document.article().clone());
        if self.underway.is_some() && action.traits().waits {
            self.arrive(host);
        }
        let reply = self.act(action, host);
        self.forget_what_is_gone(article, host);
        if self.searching.is_some() && self.on_demand().is_some() {
            self.ask_for_matches();
        }
        if self.has_next() {
            self.show_next();
        }
        self.ask_to_draw_on();
        if self.focused() != before.as_ref() {
            self.panel_follows();
            let after = self.focused().cloned();
            self.forget_picking(after.as_ref());
            self.effects.push(Effect::Emit(Event::Select(after)));
        }
        reply
    }

    /// Has something done once the page shows this change.
    #[inline(never)]
    pub(in crate::session) fn on_page(&mut self, effect: PageEffect) {
        self.effects.push(Effect::OnPage(effect));
    }

    /// The pending effects, in order; each is returned once.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// The open article with its annotations.
    pub fn document(&self) -> Option<&Document> {
        self.document.as_ref()
    }

    /// The reader's settings.
    pub fn settings(&self) -> &Rc<Settings> {
        &self.settings
    }

    /// The selection, as it would be marked.
    pub fn selection(&self) -> Option<&Selected> {
        self.selection.as_ref()
    }

    /// The annotation whose card is open.
    pub fn focused(&self) -> Option<&AnnotationId> {
        self.document.as_ref().and_then(Document::focused)
    }

    /// The dialog that is open.
    pub fn dialog(&self) -> Option<&Dialog> {
        self.dialog.as_deref()
    }

    /// Whether everything done to the open article is stored.
    pub fn saving(&self) -> &SaveState {
        &self.saving
    }

    /// The message that is shown.
    pub fn toast(&self) -> Option<&Toast> {
        self.toast.as_deref()
    }

    /// The annotation under the pointer.
    pub fn hovered(&self) -> Option<&AnnotationId> {
        self.document.as_ref().and_then(Document::hovered)
    }

    /// Tests the texts of a block's pieces, or of one of its stretches, given by the unit where it starts;
    /// true if there is no such block.
    pub fn pieces(
        &self,
        block: BlockIndex,
        stretch: Option<u32>,
        ask: impl FnOnce(&[&str]) -> bool,
    ) -> bool {
        let Some(document) = &self.document else { return true };
        let Some(view) = document.block(block) else { return true };
        let article = document.article();
        let texts: Vec<_> =
            view.pieces_in(stretch.map(Utf16)).map(|piece| article.slice(piece.range)).collect();
        ask(&texts)
    }

    /// Drops the caret, the selection and resizing when another article is open.
    fn forget_what_is_gone(&mut self, article: Option<Rc<Article>>, host: &dyn Host) {
        let is_other = !self.is_about_open(article.as_ref());
        if is_other {
            (self.caret, self.caret_was, self.said) = (None, None, None);
            (self.adjusting, self.selection, self.keyboard_mode) = (None, None, false);
        }
        // Another version of the article has the same lists.
        let is_version = article.is_some_and(|was| self.is_open(was.id()));
        if is_other && (!is_version || matches!(self.panel, Panel::Suggested(_))) {
            (self.panel, self.claim_list) = (Panel::Annotations, Rc::default());
            self.annotation_list = Rc::default();
        }
        if let Some(loaded) = self.on_demand() {
            self.keep_lists(is_other, host, loaded);
        }
        let gone = self.adjusting.as_ref().is_some_and(|now| {
            let annotation =
                self.document.as_ref().and_then(|document| document.set().get(&now.id));
            annotation.is_none_or(|one| one.spans.get(now.part) != Some(&now.was))
                || self.focused() != Some(&now.id)
        });
        if gone {
            self.adjusting = None;
        }
    }

    /// What lists and dialogs hold goes with the article it is about, or follows what changed.
    #[inline(never)]
    fn keep_lists(&mut self, is_other: bool, host: &dyn Host, loaded: OnDemand) {
        if is_other && (self.dialog.is_some() || !self.waiting.is_empty()) {
            self.compare_again(host);
        }
        if is_other && self.suggesting.is_some() {
            self.leave_suggestions(loaded);
        }
        self.follow_opened(is_other);
        if self.suggests_for_many() {
            self.keep_suggesting_many();
        }
        if is_other && self.searching.is_some() {
            self.search_anew();
        }
        if self.comparing.is_some() {
            self.keep_comparing(host);
        }
        if self.source.is_some() {
            self.keep_source(host);
        }
    }

    /// Whether this is the open article, or neither exists.
    fn is_about_open(&self, article: Option<&Rc<Article>>) -> bool {
        match (article, self.document.as_ref().map(Document::article)) {
            (Some(article), Some(open)) => Rc::ptr_eq(article, open),
            (article, open) => article.is_none() && open.is_none(),
        }
    }

    /// Gives the worker a task; returns the number its answer will have.
    fn task(&mut self, task: Task) -> u32 {
        self.asked += 1;
        self.effects.push(Effect::Work(self.asked, Rc::new(task)));
        self.asked
    }

    fn is_open(&self, id: &crate::model::ArticleId) -> bool {
        self.document.as_ref().is_some_and(|document| document.article().id() == id)
    }
}
