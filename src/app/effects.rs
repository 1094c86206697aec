//! Runs the session's effects, a line for each kind.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use crate::browser::{
    clock, cssom, dom, dom_points, files, layout, overlay, persistence, picture, printing, words_of,
};
use crate::model::{BlockPoint, Kind};
use crate::session::action::effect::{Gather, PageEffect};
use crate::session::search::Search;
use crate::session::selection::caret::Steer;
use crate::session::worker::protocol::Exported;
use crate::session::{
    Action, Effect, Failure, Message, OnDemand, Opening, PanelWidth, ProgramPart, Session,
    Settings, StorageEvent, Stored, Task, Theme,
};

use super::deferred::Held;
use super::display::placement;
use super::shared::Shared;
use super::storage::library::{ASIDE, LibraryNews, WHOLE};
use super::storage::queue::Request;

/// Time after which a message says that something is still running, in milliseconds.
const SOON: u32 = 700;

impl Shared {
    pub(super) fn run(self: &Rc<Self>, effect: Effect) {
        match effect {
            Effect::Fetch(opening) => self.fetch_and_open(opening),
            Effect::Save(attempt, batch) => self.enqueue_write(attempt, batch),
            Effect::Connect => self.connect_storage(),
            Effect::RetryIn(millis, number) => self.retry_in(millis, number),
            Effect::Look(settings) => look(&settings),
            Effect::DrawOn => self.draw_on(),
            Effect::Tab(request) => self.run_tab_request(request),
            Effect::Emit(event) => self.emit(&event),
            asked if self.is_whole() => self.run_rest(asked),
            asked => self.hold(ProgramPart::Deferred, Held::Effect(asked)),
        }
    }

    /// Effects that opening an article does without.
    #[inline(never)]
    fn run_rest(self: &Rc<Self>, effect: Effect) {
        match effect {
            Effect::List => self.enqueue(Request::List),
            Effect::ReadStep(id, number) => self.enqueue(Request::ReadStep(id, number)),
            Effect::ReadSettings => self.enqueue(Request::Settings),
            Effect::TellSettings => self.tell_tabs(LibraryNews::Settings, ""),
            Effect::TellChanged(id) => self.tell_tabs(LibraryNews::Changed, &id.0),
            Effect::AskToKeep => self.ask_to_keep(),
            Effect::Pen(kind) => overlay::show_pen(kind.map(Kind::name)),
            Effect::OnPage(effect) => self.later.borrow_mut().push(effect),
            asked => match self.on_demand() {
                Some(loaded) => self.run_on_demand(asked, loaded),
                None => self.hold(ProgramPart::OnDemand, Held::Effect(asked)),
            },
        }
    }

    /// Effects on files and on articles that are not open.
    #[inline(never)]
    fn run_on_demand(self: &Rc<Self>, effect: Effect, _: OnDemand) {
        match effect {
            Effect::Delete(id) => self.enqueue(Request::Mark(id, Some(clock::now()))),
            Effect::Clear(id) => self.enqueue(Request::Clear(id)),
            Effect::Restore(id) => self.enqueue(Request::Mark(id, None)),
            Effect::Do(ticket, deed) => self.enqueue(Request::Do(ticket, deed)),
            Effect::Erase => self.enqueue(Request::Erase),
            Effect::Work(ticket, task) => self.work_on(ticket, task),
            Effect::StopWork(ticket) => {
                files::forget_early();
                self.stop_work(ticket);
            }
            Effect::Gather(ids, Gather::Export) => self.gather(ids),
            Effect::Gather(ids, Gather::Texts(serial)) => self.read_texts(ids, serial),
            Effect::Gather(ids, Gather::Article(serial)) => self.read_records(ids, WHOLE, serial),
            Effect::Gather(ids, Gather::Waiting(serial)) => self.read_records(ids, ASIDE, serial),
            Effect::Gather(ids, Gather::Wait(serial)) => {
                ids.into_iter().for_each(|id| self.keep_waiting(serial, id));
            }
            Effect::OpenThen(id, steps) => self.open_then(id, steps),
            Effect::Download(exported) => self.download(&exported),
            Effect::DownloadPng(exported) => self.download_png(exported),
            Effect::ChooseFile(name) => files::choose_now(&name),
            Effect::CopyLater => files::copy_later(),
            Effect::SaveTo(exported) => self.save_to(exported),
            Effect::Copy(exported) => self.copy(exported),
            Effect::Print(exported) => self.print(&exported),
            // `run` or `run_rest` did it already.
            Effect::Fetch(_)
            | Effect::Save(..)
            | Effect::Connect
            | Effect::RetryIn(..)
            | Effect::Look(_)
            | Effect::DrawOn
            | Effect::Tab(_)
            | Effect::Emit(_)
            | Effect::List
            | Effect::ReadStep(..)
            | Effect::ReadSettings
            | Effect::TellSettings
            | Effect::TellChanged(_)
            | Effect::AskToKeep
            | Effect::Pen(_)
            | Effect::OnPage(_) => {}
        }
    }

    /// Runs what has to wait until the page shows the change.
    #[inline(never)]
    pub(super) fn run_on_page(self: &Rc<Self>, effects: &[PageEffect]) {
        effects.iter().for_each(|effect| self.run_one_on_page(effect));
    }

    fn run_one_on_page(self: &Rc<Self>, effect: &PageEffect) {
        match effect {
            PageEffect::Select(from, to) => dom_points::select(*from, *to),
            PageEffect::ClearSelection => dom_points::clear(),
            PageEffect::Reveal(id) => {
                let point = self.read(|session| {
                    let document = session.document()?;
                    let start = document.set().get(id)?.start();
                    Some(document.article().point_of(start))
                });
                if let Some(mark) = point.and_then(|point| dom::mark_in(point, &id.0)) {
                    layout::reveal(&mark);
                }
                layout::show_row();
            }
            PageEffect::RevealBeside => layout::reveal_beside(),
            PageEffect::FocusCard => self.focus.to_card(),
            PageEffect::FocusSearch => self.focus.to_search(),
            PageEffect::FocusPanel => self.focus.to_panel(),
            PageEffect::FocusOpenRow => self.focus.to_open_row(),
            PageEffect::FocusField(id) => self.focus.to_field(id),
            PageEffect::ReturnToArticle => self.focus.to_article(),
            PageEffect::StepFromView { forward } => {
                let from = Some(layout::first_in_view().unwrap_or(BlockPoint::START));
                self.act(Action::Search(Search::Step { forward: *forward, from }));
            }
            PageEffect::FocusArticle => {
                self.focus.to_article();
                self.show_caret();
            }
            PageEffect::Follow => placement::follow(self),
            PageEffect::ShowText(range) => placement::show(self, *range),
            PageEffect::Uncover(range) if !layout::is_wide() => placement::show(self, *range),
            PageEffect::Uncover(_) => {}
        }
    }

    fn work_on(self: &Rc<Self>, ticket: u32, task: Rc<Task>) {
        if matches!(*task, Task::Read(_)) {
            let shared = self.clone();
            Timeout::new(SOON, move || shared.act(Action::StillReading(Some(ticket)))).forget();
        }
        let shared = self.clone();
        let then = move |outcome| {
            shared.act(Action::Worked { ticket, outcome: Rc::new(outcome) });
        };
        self.assign(Some(ticket), task, Box::new(then));
    }

    /// Moves the keyboard caret to what is in view.
    pub(super) fn show_caret(self: &Rc<Self>) {
        let point = layout::first_in_view().unwrap_or(BlockPoint::START);
        self.act(Action::Steer(Steer::Show(point)));
    }

    fn fetch_and_open(self: &Rc<Self>, opening: Box<Opening>) {
        let (shared, id) = (self.clone(), opening.id().clone());
        let then = move |stored: Result<Option<Box<Stored>>, Failure>| {
            shared.act(match stored {
                Ok(stored) => Action::Open { opening, stored },
                Err(failure) => Action::Unread { opening, failure },
            });
        };
        self.enqueue(Request::Fetch(id, Box::new(then)));
    }

    fn retry_in(self: &Rc<Self>, millis: u32, number: u64) {
        let shared = self.clone();
        let due = move || shared.hear_storage(StorageEvent::RetryDue(number));
        Timeout::new(millis, due).forget();
    }

    fn draw_on(self: &Rc<Self>) {
        let shared = self.clone();
        // Timers are slow in background tabs; messages are not, and still let other work take its
        // turn.
        if dom::document().hidden() {
            clock::next_turn(move || shared.go_on_drawing());
        } else {
            Timeout::new(0, move || shared.go_on_drawing()).forget();
        }
    }

    fn go_on_drawing(self: &Rc<Self>) {
        // Drawing on is never refused.
        let was_underway = self.read(Session::is_underway);
        let _ = self.perform_unseen(Action::DrawOn);
        match (was_underway, self.read(Session::is_underway)) {
            // A step on its way can only be used once it is read.
            (_, true) => {}
            (true, false) => self.draw(),
            (false, false) => self.draw_rest(),
        }
    }

    fn ask_to_keep(self: &Rc<Self>) {
        let shared = self.clone();
        spawn_local(async move {
            let promised = persistence::ask().await;
            shared.act(Action::Promised(promised));
        });
    }

    fn download(self: &Rc<Self>, exported: &Exported) {
        if let Err(error) = files::download(&exported.file.name, &exported.file.content) {
            self.tell(Message::BrowserRefused(words_of(&error)));
        }
    }

    fn download_png(self: &Rc<Self>, exported: Rc<Exported>) {
        let shared = self.clone();
        spawn_local(async move {
            let name = exported.file.name.replace(".svg", ".png");
            let png = picture::png(&exported.file.content).await;
            shared.tell(match png.and_then(|png| files::download(&name, &png)) {
                Ok(()) => Message::Downloaded(name),
                Err(error) => Message::BrowserRefused(words_of(&error)),
            });
        });
    }

    fn print(self: &Rc<Self>, exported: &Exported) {
        let page = String::from_utf8_lossy(&exported.file.content);
        let shared = self.clone();
        let refused = move |error: &JsValue| shared.tell(Message::BrowserRefused(words_of(error)));
        if let Err(error) = printing::print(&page, refused.clone()) {
            refused(&error);
        }
    }

    /// Saves to a file the reader chooses, where the browser can.
    fn save_to(self: &Rc<Self>, exported: Rc<Exported>) {
        let shared = self.clone();
        spawn_local(async move {
            let wrote = files::save(&exported.file.name, &exported.file.content).await;
            let wrote = wrote.map_err(|error| words_of(&error));
            shared.act(Action::Wrote(exported, wrote));
        });
    }

    fn copy(self: &Rc<Self>, exported: Rc<Exported>) {
        let shared = self.clone();
        spawn_local(async move {
            let copied = files::copy(&String::from_utf8_lossy(&exported.file.content)).await;
            shared.tell(match copied {
                files::Copied::Yes => Message::Copied,
                files::Copied::No => Message::NotCopied,
                files::Copied::TooLate => Message::CopyAgain,
            });
        });
    }
}

fn look(settings: &Settings) {
    let theme = match settings.theme {
        Theme::System => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
    };
    let panel = settings.panel.map(PanelWidth::pixels);
    cssom::look(theme, settings.text_size.percent(), panel);
}
