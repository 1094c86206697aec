//! The application without a screen: actions in, snapshots and effects out.
//! Must never touch a DOM, a clock or a random source: the [`Host`] has those.

mod acting;
pub mod action;
pub mod adjust;
pub mod arriving;
pub mod attribution;
pub mod cards;
pub mod coming;
pub mod cursor;
pub mod deeds;
mod deleting;
pub mod desk;
pub mod document;
pub mod draft;
mod drawing;
mod edit;
pub mod effect;
pub mod exporting;
mod following;
pub mod healing;
pub mod history;
pub mod host;
pub mod importing;
pub mod input;
mod jump;
pub mod keys;
pub mod label;
pub mod leaves;
pub mod linking;
pub mod lints;
pub mod manuscripts;
pub mod merge;
pub mod message;
pub mod occurrences;
mod open;
pub mod output;
pub mod overview;
mod packing;
pub mod people;
pub mod picking;
pub mod placing;
mod plan;
pub mod records;
pub mod restore;
pub mod scheme;
pub mod screen;
pub mod sections;
mod select;
pub mod sender;
pub mod settings;
mod sheet;
pub mod shelf;
pub mod steps;
pub mod storage;
pub mod storing;
pub mod styling;
pub mod tabs;
mod telling;
pub mod traits;
pub mod tree;
pub mod turning;
mod turns;
pub mod underway;
mod undrawn;
mod walk;
pub mod work;
pub mod worker;

use std::collections::VecDeque;
use std::rc::Rc;

pub use action::{Action, Dialog, Opening, Pointed, Reply};
pub use document::Document;
pub use effect::{Effect, Event};
pub use exporting::{Away, Exporting, Made};
pub use history::{Header, History, Label, Step};
pub use host::Host;
pub use importing::{Importing, Keep};
pub use jump::InView;
pub use manuscripts::{Handed, Manuscripts, Revise};
pub use message::{Message, Toast};
pub use records::{Batch, Entry, Key, Stored};
pub use screen::Screen;
pub use settings::{Settings, TextSize, Theme};
pub use storage::{Failure, SaveState, StorageEvent, Why};
pub use tabs::{Cause, Editing, Errand, Found, Heard, Note, Role, Taking};
pub use traits::Traits;
pub use work::{Outcome, Task};

use crate::formats::review::completed;
use crate::late::late;
use crate::model::{
    AnnotationId, Article, BlockPoint, Byte, Imprint, Kind, Publisher, TextRange, TransactionError,
    Utf16,
};

use adjust::Adjusting;
use cursor::{Cursor, Said};

/// Everything the program knows while it runs. The one door to change it is [`Session::perform`].
#[derive(Debug, Default)]
pub struct Session {
    document: Option<Document>,
    settings: Rc<Settings>,
    library: Rc<[Entry]>,
    saving: SaveState,
    /// What is not known to be stored.
    unsaved: storage::Unsaved,
    /// Articles that were left before all of them was stored.
    parked: Vec<storage::Parked>,
    /// Whether the open article was opened although what is stored of it could not be read.
    unread: bool,
    /// Whether the storage could not be opened.
    disconnected: bool,
    /// The id of this tab, by which it knows its own writes.
    tab: Rc<str>,
    /// Whether the change on its way brings back an article that another tab deleted.
    brings_back: bool,
    /// The article that the reader's version becomes before the stored one is opened.
    set_apart: Option<storage::Apart>,
    /// Whether another tab stored settings that were not read yet.
    settings_changed: bool,
    selection: Option<Selected>,
    /// The keyboard cursor, while it shows.
    cursor: Option<Cursor>,
    /// Where it was last.
    cursor_was: Option<Byte>,
    /// What was said of it last, and the number of that.
    said: Option<(Rc<Said>, u32)>,
    /// Whether a screen reader is to hand all keys through to the article.
    keyboard_mode: bool,
    adjusting: Option<Adjusting>,
    /// The pen that is held: what is selected is marked at once.
    pen: Option<Kind>,
    /// What is being picked in the text, and for whose card.
    picking: Option<(AnnotationId, picking::Pick)>,
    hidden: [bool; 3],
    /// What lay under the last click.
    clicked: Vec<AnnotationId>,
    dialog: Option<Rc<Dialog>>,
    toast: Option<Rc<Toast>>,
    status: Option<Rc<Message>>,
    /// Counts what was announced, so that the same words twice are two announcements.
    announced: u32,
    /// Whether this browser promised to keep what is stored; `None` until it was asked.
    promised: Option<bool>,
    tabs: tabs::Tabs,
    /// The number of the last thing the worker was asked.
    asked: u32,
    /// The file that is made without a dialog, by the number of the task.
    rescuing: Option<u32>,
    /// The file that is being written where the reader chooses.
    saving_to: Option<Exporting>,
    shelf: shelf::Shelf,
    /// The files that the worker reads, by the number of the task.
    receiving: Vec<(u32, importing::Received)>,
    /// Whether it was asked to go on drawing.
    drawing: bool,
    /// What waits to be undone and redone.
    turning: turning::Turning,
    /// A step of thousands of changes, before it is shown.
    underway: Option<underway::Underway>,
    /// Dialogs that wait their turn, the next one first.
    waiting: VecDeque<Rc<Dialog>>,
    effects: Vec<Effect>,
}

/// A selection as it would be marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selected {
    /// What would be marked.
    pub range: TextRange,
    /// The points it was made from.
    pub pointed: Pointed,
}

/// Why an action was refused. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SessionError {
    /// There is no article to act on.
    #[error("no article is open")]
    NoArticle,
    /// The change contradicts the document.
    #[error(transparent)]
    Refused(#[from] TransactionError),
    /// Another tab writes the article.
    #[error("another tab is editing this article, so nothing was changed here")]
    Elsewhere,
    /// What was given cannot be used; the words name the field.
    #[error("{0}")]
    Input(String),
}

impl Session {
    /// A session with nothing open yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Does what an action asks for, or changes nothing. What is to be done outside is left in
    /// [`Session::take_effects`].
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
            late(|| self.arrive(host));
        }
        let reply = self.act(action, host);
        self.forget_what_is_gone(article, host);
        if self.has_next() {
            late(|| self.show_next());
        }
        self.ask_to_draw_on();
        if self.focused() != before.as_ref() {
            let after = self.focused().cloned();
            self.forget_picking(after.as_ref());
            self.effects.push(Effect::Emit(Event::Select(after)));
        }
        reply
    }

    /// What is to be done outside, in order; each effect is handed out once.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// The open article with what is said about it.
    pub fn document(&self) -> Option<&Document> {
        self.document.as_ref()
    }

    /// The reader's settings.
    pub fn settings(&self) -> &Rc<Settings> {
        &self.settings
    }

    /// What is selected, as it would be marked.
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

    /// Asks something about the texts of a block's pieces, or of those of one of its stretches, which starts at this unit
    /// of the block; true if there is no such block.
    pub fn pieces(
        &self,
        block: u32,
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

    /// A cursor, a selection and an adjustment belong to the article they were made in.
    fn forget_what_is_gone(&mut self, article: Option<Rc<Article>>, host: &dyn Host) {
        if !self.is_about_open(article.as_ref()) {
            if self.dialog.is_some() || !self.waiting.is_empty() {
                late(|| self.compare_again(host));
            }
            (self.cursor, self.cursor_was, self.said) = (None, None, None);
            (self.adjusting, self.selection, self.keyboard_mode) = (None, None, false);
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

    /// Whether this is the article that is open, or there is neither.
    fn is_about_open(&self, article: Option<&Rc<Article>>) -> bool {
        match (article, self.document.as_ref().map(Document::article)) {
            (Some(article), Some(open)) => Rc::ptr_eq(article, open),
            (article, open) => article.is_none() && open.is_none(),
        }
    }

    fn set_keyboard_mode(&mut self, on: bool) {
        if on {
            self.keyboard_mode = true;
            self.effects.push(Effect::FocusArticle);
        } else {
            self.end_cursor();
        }
    }

    fn filter(&mut self, kind: Kind) {
        self.hidden[kind.index()] = !self.hidden[kind.index()];
        let hidden = self.hidden;
        if let Some(document) = &mut self.document {
            document.hide(hidden);
        }
    }

    fn window(&mut self, first: BlockPoint, last: BlockPoint) {
        if let Some(document) = &mut self.document {
            document.set_window(first, last);
        }
    }

    /// Has the worker do something; gives back the number its answer will have.
    fn task(&mut self, task: Task) -> u32 {
        self.asked += 1;
        self.effects.push(Effect::Work(self.asked, Rc::new(task)));
        self.asked
    }

    fn is_open(&self, id: &crate::model::ArticleId) -> bool {
        self.document.as_ref().is_some_and(|document| document.article().id() == id)
    }

    fn keep_settings(&mut self, settings: Settings) {
        let batch = Batch::settings(&self.settings, &settings);
        self.settings = Rc::new(settings);
        if !batch.puts.is_empty() {
            self.write(batch);
        }
    }

    /// Another tab changed settings: they are read once everything of this tab is stored.
    fn settings_changed(&mut self) {
        self.settings_changed = self.unsaved.has(None);
        if !self.settings_changed {
            self.effects.push(Effect::ReadSettings);
        }
    }

    /// The settings that are stored, as a page starts or joins its storage later: what was chosen meanwhile stays.
    fn start_with(&mut self, settings: Settings) {
        if self.unsaved.has(None) {
            self.settings_changed = true;
            return;
        }
        self.settings = Rc::new(settings);
        self.effects.push(Effect::Look(self.settings.clone()));
    }

    fn take_settings(&mut self, settings: Settings, host: &dyn Host) {
        if self.unsaved.has(None) {
            self.settings_changed = true;
        } else if settings != *self.settings {
            self.use_settings(settings, host);
        }
    }

    fn set_settings(&mut self, settings: Settings, host: &dyn Host) {
        let imprint = Rc::new(as_addresses(&settings.imprint));
        let settings = Settings { imprint, ..settings };
        let batch = Batch::settings(&self.settings, &settings);
        self.use_settings(settings, host);
        if !batch.puts.is_empty() {
            self.write(batch);
        }
    }

    fn use_settings(&mut self, settings: Settings, host: &dyn Host) {
        let exact_changed = settings.exact != self.settings.exact;
        self.settings = Rc::new(settings);
        self.effects.push(Effect::Look(self.settings.clone()));
        if exact_changed && let Some(selected) = self.selection.take() {
            self.select(Some(Pointed { exact: false, ..selected.pointed }), host);
        }
    }
}

/// An imprint whose addresses were typed, completed as far as that is certain.
fn as_addresses(typed: &Imprint) -> Imprint {
    let Imprint { publisher, page } = typed;
    let (name, url) = (publisher.name.trim().to_owned(), completed(&publisher.url));
    Imprint { publisher: Publisher { name, url, sort: publisher.sort }, page: completed(page) }
}
