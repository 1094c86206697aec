//! Articles that arrive other than by a file chooser: pasted, dropped, fetched from the page's own
//! server, or sent by another page.

use std::hint::black_box;
use std::pin::Pin;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{ClipboardEvent, DataTransfer, Event};

use crate::browser::dom;
use crate::browser::transfer::{self, Answer, NoAnswer, Payload};
use crate::formats::File;
use crate::formats::common::limit::{self, Came, MOST_BYTES_IN, TooLarge};
use crate::session::notices::message::NotFetched;
use crate::session::{Action, Dialog, Handed, Message, OnDemand, ProgramPart};

use super::shared::Shared;

/// Time in which the page that opened this one has to send itself, in milliseconds.
const PATIENCE: u32 = 15_000;

/// The longest page accepted from another page, in bytes of UTF-8.
const LONGEST_PAGE: usize = 32 << 20;

impl Shared {
    /// Takes a paste, unless a field takes it or an unrelated dialog is open.
    pub(super) fn paste(self: &Rc<Self>, event: &Event) {
        let free = self.read(|session| {
            let waits = |open: &Dialog| {
                matches!(
                    open,
                    Dialog::Open
                        | Dialog::Manuscripts(_)
                        | Dialog::Import(_)
                        | Dialog::OtherText { .. }
                        | Dialog::Unknown { .. }
                        | Dialog::Storing { .. }
                )
            };
            session.dialog().is_none_or(waits)
        });
        let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
        if let (true, Some(data)) = (free, data)
            && self.take(&data)
        {
            event.prevent_default();
        }
    }

    /// Takes the content of a paste or a drop; false if there is nothing to take.
    pub(super) fn take(self: &Rc<Self>, data: &DataTransfer) -> bool {
        match transfer::brought(data, MOST_BYTES_IN) {
            Some(Payload::Files(files)) => self.receive(files),
            Some(Payload::Html(html)) => self.take_pasted(html, Handed::html),
            Some(Payload::Text(text)) => {
                self.take_pasted(text, |text| Handed::text(String::new(), text));
            }
            Some(Payload::TooLarge(bytes)) => {
                self.tell(Message::TooLarge(TooLarge { what: Came::Text, bytes }));
            }
            None => return false,
        }
        true
    }

    fn take_pasted(self: &Rc<Self>, text: String, handed: impl FnOnce(String) -> Handed) {
        match limit::check(Came::Text, text.len() as u64) {
            Ok(()) => self.act(hand(handed(text))),
            Err(large) => self.tell(Message::TooLarge(large)),
        }
    }

    /// Opens the article that the page's address asks for; false if it asks for none. The error
    /// says why it cannot be fetched.
    pub(super) async fn fetch_asked(self: &Rc<Self>) -> Result<bool, Message> {
        let Some(address) = transfer::query("article") else { return Ok(false) };
        let loaded = self.loaded(ProgramPart::OnDemand).await.is_ok();
        if let Some(loaded) = self.on_demand().filter(|_| loaded) {
            return self.fetch_later(address, loaded).await;
        }
        // The last open article is shown meanwhile.
        self.when_on_demand(move |shared, loaded| {
            let shared = shared.clone();
            spawn_local(async move {
                if let Err(told) = shared.fetch_later(address, loaded).await {
                    shared.tell(told);
                }
            });
        });
        Ok(false)
    }

    /// Boxed: a future of a known type would be part of the start.
    #[inline(never)]
    fn fetch_later(
        self: &Rc<Self>,
        address: String,
        _: OnDemand,
    ) -> Pin<Box<dyn Future<Output = Result<bool, Message>>>> {
        let shared = self.clone();
        // See `do_rest` in app/storage/queue.rs.
        black_box(Box::pin(async move { shared.fetch_from(address).await }))
    }

    async fn fetch_from(self: &Rc<Self>, address: String) -> Result<bool, Message> {
        let answer = transfer::fetch(&address, MOST_BYTES_IN).await;
        transfer::forget_query();
        let not = |why| Message::NotFetched(address.clone(), why);
        let answer = answer.map_err(|why| not(reason(why)))?;
        let Some(name) = name_of(&answer) else {
            return Err(not(NotFetched::WrongType(answer.media_type)));
        };
        let source = Some(answer.address);
        let file = File::new(name, answer.content);
        self.act(hand(Handed { file, title: String::new(), source, ask: false, sender: None }));
        Ok(true)
    }

    /// If another page opened this one in order to send itself, receives that page.
    pub(super) fn receive_page(self: &Rc<Self>) {
        if dom::window().location().hash().as_deref() != Ok(transfer::RECEIVE) {
            return transfer::disown();
        }
        self.when_on_demand(Self::wait_for_page);
    }

    #[inline(never)]
    fn wait_for_page(self: &Rc<Self>, _: OnDemand) {
        transfer::forget_query();
        let shared = self.clone();
        let waiting = transfer::receive(LONGEST_PAGE, move |sent| match sent {
            Some(page) => shared.act(hand(Handed::page(&page.html, &page.origin, page.address))),
            None => shared.tell(Message::PageTooLong),
        });
        let Some(waiting) = waiting else { return self.tell(Message::PasteThePage) };
        let shared = self.clone();
        let ends = move || {
            if waiting.end() {
                shared.tell(Message::PasteThePage);
            }
        };
        Timeout::new(PATIENCE, ends).forget();
    }
}

fn hand(handed: Handed) -> Action {
    Action::Hand(Rc::new(handed))
}

fn reason(why: NoAnswer) -> NotFetched {
    match why {
        NoAnswer::NoAddress => NotFetched::NoAddress,
        NoAnswer::Elsewhere => NotFetched::Elsewhere,
        NoAnswer::Status(status) => NotFetched::Status(status),
        NoAnswer::TooLong => NotFetched::TooLong,
        NoAnswer::Failed(reason) => NotFetched::Failed(reason),
    }
}

/// The file name that tells the importers how to read an answer; `None` if it cannot be read.
fn name_of(answer: &Answer) -> Option<String> {
    const KNOWN: [&str; 11] =
        ["txt", "md", "markdown", "html", "htm", "xhtml", "docx", "epub", "odt", "pdf", "json"];
    let file = File::new(answer.name.as_str(), []);
    let end = match answer.media_type.as_str() {
        "text/html" => "html",
        "application/xhtml+xml" => "xhtml",
        "text/markdown" => "md",
        "application/pdf" => "pdf",
        _ if KNOWN.contains(&file.extension().as_str()) => return Some(file.name),
        kind if kind.is_empty() || kind.starts_with("text/") => "txt",
        _ => return None,
    };
    match KNOWN.contains(&file.extension().as_str()) {
        true => Some(file.name),
        false if file.name.is_empty() => Some(format!("{}.{end}", Handed::PASTED)),
        false => Some(format!("{}.{end}", file.name)),
    }
}
