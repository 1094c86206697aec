//! What the page and the API share: the session, behind the one function that changes it.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::html::Scope;

use crate::browser::{dom, files, words_of};
use crate::formats::common::limit;
use crate::formats::{File, Problem};
use crate::model::{AnnotationId, ArticleId};
use crate::session::action::effect_queue::EffectQueue;
use crate::session::{
    Action, Failure, Host, Message, OnDemand, PageEffect, Reply, SaveState, Screen, Session,
    SessionError, Stored,
};
use crate::view::wording;

use super::api_listeners::Listeners;
use super::before_unload::Leaving;
use super::deferred::Deferred;
use super::host::BrowserHost;
use super::input::focus::Focus;
use super::peers::TabLocks;
use super::storage::library::LibraryChannel;
use super::storage::queue::{Request, StorageQueue};
use super::worker::Works;
use super::{App, Msg};

/// The session and everything that acts on it.
#[derive(Default)]
pub struct Shared {
    pub(super) session: RefCell<Session>,
    pub(super) host: BrowserHost,
    link: OnceCell<Scope<App>>,
    /// What the page is told at the end of this turn.
    messages: Rc<RefCell<Vec<Msg>>>,
    effects: EffectQueue,
    pub(super) deferred: Deferred,
    pub(super) queue: StorageQueue,
    pub(super) focus: Focus,
    pub(super) tabs: TabLocks,
    pub(super) works: Works,
    pub(super) shelf: LibraryChannel,
    pub(super) leaving: Leaving,
    listeners: Listeners,
    /// Resolved when the page shows every change up to now.
    waiting: RefCell<Vec<Function>>,
    /// Tasks to run when the page shows the change.
    pub(super) later: RefCell<Vec<PageEffect>>,
    opened: Cell<bool>,
    page_title: RefCell<String>,
    /// The article and the list in the address, once there are any.
    pub(super) addressed: RefCell<Option<(Option<ArticleId>, &'static str)>>,
    /// Whether the browser's history has an entry for a list of the open article.
    pub(super) list_pushed: Cell<bool>,
}

impl Shared {
    pub(super) fn connect(&self, link: Scope<App>) {
        // Mounted once, so this is never set before.
        let _ = self.link.set(link);
    }

    /// Performs an action, runs its effects, and redraws the page. If the action has to wait for the
    /// part of the program, it is held and the reply means nothing; callers that need a reply await
    /// [`Shared::loaded`] first.
    ///
    /// # Errors
    /// Why the action was refused; nothing changed.
    pub fn perform(self: &Rc<Self>, action: Action) -> Result<Reply, SessionError> {
        let reply = self.perform_unseen(action);
        self.draw();
        reply
    }

    /// Performs an action that changes nothing visible.
    pub fn perform_unseen(self: &Rc<Self>, action: Action) -> Result<Reply, SessionError> {
        let Some(action) = self.pass(action) else { return Ok(Reply::Done) };
        let before = self.focused();
        let (reply, effects) = {
            let mut session = self.session.borrow_mut();
            (session.perform(action, &self.host), session.take_effects())
        };
        let after = self.focused();
        if after.is_some() && after != before {
            self.opened.set(true);
        }
        self.effects.run(effects, |effect| self.run(effect));
        reply
    }

    /// Shows what the page left out while only a part of the program was loaded.
    pub(super) fn show_everything(self: &Rc<Self>) {
        let effects = {
            let mut session = self.session.borrow_mut();
            session.show_everything();
            session.take_effects()
        };
        self.effects.run(effects, |effect| self.run(effect));
    }

    /// Waits for a step that is being read, for a program that reads right after asking for it.
    pub fn finish_step(self: &Rc<Self>) {
        if self.read(Session::is_underway) {
            self.act(Action::FinishStep);
        }
    }

    /// Performs an action, and tells the reader if it was refused.
    pub fn act(self: &Rc<Self>, action: Action) {
        match self.perform(action) {
            Ok(_) => {}
            Err(SessionError::Elsewhere) => self.tell(Message::Elsewhere),
            Err(error) => self.tell(Message::Refused(error.to_string())),
        }
    }

    /// Shows the reader a message.
    pub fn tell(self: &Rc<Self>, message: Message) {
        // Showing a message is never refused.
        let _ = self.perform(Action::Notify(Rc::new(message)));
    }

    /// What the session asks of the browser.
    pub fn host(&self) -> &impl Host {
        &self.host
    }

    /// Reads from the session.
    pub fn read<T>(&self, look: impl FnOnce(&Session) -> T) -> T {
        look(&self.session.borrow())
    }

    /// The current snapshot.
    pub(super) fn screen(self: &Rc<Self>) -> Screen {
        let mut screen = self.session.borrow_mut().screen();
        if screen.on_demand.is_none() && self.read(Session::opens_on_demand) {
            self.await_on_demand();
        }
        // Held changes are neither done nor stored, and nor is what is being typed.
        let typed = self.holds_changes() || self.read(Session::types_details);
        if screen.saving == SaveState::Saved && typed {
            screen.saving = SaveState::Saving;
        }
        screen
    }

    /// Tells the page, once what happens now is done: several changes are drawn at once.
    fn tell_page(&self, message: Msg) {
        let Some(link) = self.link.get().cloned() else { return };
        let messages = self.messages.clone();
        messages.borrow_mut().push(message);
        if messages.borrow().len() == 1 {
            spawn_local(async move { link.send_message_batch(messages.take()) });
        }
    }

    /// Redraws the page soon.
    pub fn draw(&self) {
        self.tell_page(Msg::Draw);
    }

    /// Draws more of what is not drawn yet.
    pub(super) fn draw_rest(&self) {
        self.tell_page(Msg::DrawOn);
    }

    /// Positions everything again, without drawing.
    pub(super) fn place(&self) {
        self.tell_page(Msg::Place);
    }

    /// Tells the session again what is near the view.
    pub(super) fn scrolled(&self) {
        self.tell_page(Msg::Scrolled);
    }

    /// Makes only the cards near the view again, after printing or once the view has stopped.
    pub(super) fn look_anew(&self) {
        self.tell_page(Msg::Anew);
    }

    /// Resolves when the storage has done everything requested up to now.
    pub(super) async fn storage_idle(self: &Rc<Self>) {
        let promise = Promise::new(&mut |resolve, _| {
            self.enqueue(Request::Then(Box::new(move || {
                // A resolving function throws nothing.
                let _ = resolve.call0(&JsValue::UNDEFINED);
            })));
        });
        // This promise is never rejected.
        let _ = JsFuture::from(promise).await;
    }

    /// Resolves when the page shows every change up to now.
    pub async fn drawn(&self) {
        let promise = Promise::new(&mut |resolve, _| self.waiting.borrow_mut().push(resolve));
        self.draw();
        // This promise is never rejected.
        let _ = JsFuture::from(promise).await;
    }

    /// Called after each drawing.
    pub(super) fn after_drawing(self: &Rc<Self>) {
        self.watch_leaving();
        let later = self.later.take();
        if !later.is_empty() {
            self.run_on_page(&later);
        }
        if self.read(|session| session.is_behind() || session.is_reading_step()) {
            return;
        }
        for resolve in self.waiting.take() {
            // A resolving function throws nothing.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    }

    /// The stored records of an article, after everything requested before is written.
    ///
    /// # Errors
    /// The browser's own reason, in words.
    pub async fn fetch(self: &Rc<Self>, id: &ArticleId) -> Result<Option<Box<Stored>>, Failure> {
        let fetched = Rc::new(RefCell::new(Ok(None)));
        let into = fetched.clone();
        self.enqueue(Request::Fetch(
            id.clone(),
            Box::new(move |stored| *into.borrow_mut() = stored),
        ));
        self.storage_idle().await;
        fetched.replace(Ok(None))
    }

    /// The listeners of the API.
    pub fn listeners(&self) -> &Listeners {
        &self.listeners
    }

    /// Receives files that came together.
    pub(super) fn receive(self: &Rc<Self>, list: Vec<web_sys::File>) {
        self.when_on_demand(|shared, loaded| shared.read_files(list, loaded));
    }

    #[inline(never)]
    fn read_files(self: &Rc<Self>, list: Vec<web_sys::File>, _: OnDemand) {
        let names: Vec<_> = list.iter().map(web_sys::File::name).collect();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
        let sizes = list.iter().map(|file| file.size() as u64);
        if let Err(large) = limit::check_files(names.iter().map(String::as_str).zip(sizes)) {
            return self.tell(Message::TooLarge(large));
        }
        let shared = self.clone();
        spawn_local(async move {
            let mut read = Vec::new();
            for file in list {
                let name = file.name();
                match files::read(&file).await {
                    Ok(content) => read.push(File::new(name, content)),
                    Err(error) => {
                        let problem = Problem::new(words_of(&error));
                        shared.tell(Message::NotRead { name: Some(name), problem });
                    }
                }
            }
            if !read.is_empty() {
                shared.act(Action::Receive { files: read.into(), format: None });
            }
        });
    }

    /// Whether a card was opened since the last call.
    pub(super) fn take_opened(&self) -> bool {
        self.opened.take()
    }

    /// The page's name in tabs and history: the article's.
    pub(super) fn title_the_page(&self) {
        let title = self.read(|session| {
            session
                .document()
                .map(|document| wording::or_untitled(&document.set().name()).to_owned())
        });
        let title = title
            .map_or("Article Annotator".to_owned(), |title| format!("{title} — Article Annotator"));
        if *self.page_title.borrow() != title {
            dom::document().set_title(&title);
            *self.page_title.borrow_mut() = title;
        }
    }

    fn focused(&self) -> Option<AnnotationId> {
        self.read(|session| session.focused().cloned())
    }
}
