//! What comes from pastes and drops, from the page's own server, and from a page that opened this
//! one.

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::EventListener;
use js_sys::{Function, JsString, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, Event, File, MessageEvent, ReadableStreamDefaultReader, Response, TextDecoder,
    Url, Window,
};

use super::{dom, files, words_of};

/// The content of a paste or a drop.
#[derive(Debug)]
pub enum Payload {
    /// Files.
    Files(Vec<File>),
    /// A part of a page or of a document, as HTML.
    Html(String),
    /// Text.
    Text(String),
    /// Text or HTML of at least this many bytes, above the limit.
    TooLarge(u64),
}

/// A server's answer.
#[derive(Debug)]
pub struct Answer {
    /// The full address.
    pub address: String,
    /// Its last part: the file name.
    pub name: String,
    /// The media type in lower case, without parameters; empty if the server sends none.
    pub media_type: String,
    /// The bytes, converted to UTF-8 if the server names another encoding.
    pub content: Vec<u8>,
}

/// Why nothing can be fetched from an address.
#[derive(Debug)]
pub enum NoAnswer {
    /// It is not an address.
    NoAddress,
    /// It is on another server.
    Elsewhere,
    /// The server refused, with this status.
    Status(u16),
    /// The answer is too long.
    TooLong,
    /// The browser's own reason.
    Failed(String),
}

/// A page that sent itself.
#[derive(Debug)]
pub struct HandedOver {
    /// Its HTML.
    pub html: String,
    /// Its origin, as the browser reports it.
    pub origin: String,
    /// Its address, as the page reports it, if it is a web address.
    pub address: Option<String>,
}

/// The content of a paste or a drop; `None` if the app cannot read it.
pub fn brought(data: &DataTransfer, most_bytes: u64) -> Option<Payload> {
    let text = |kind: &str, brought: fn(String) -> Payload| {
        let text = data_of(data, kind)?;
        // Each UTF-16 unit is at least one byte, and a copy of too many would freeze the page.
        if u64::from(text.length()) > most_bytes {
            return Some(Payload::TooLarge(text.length().into()));
        }
        Some(String::from(text)).filter(|text| !text.trim().is_empty()).map(brought)
    };
    // Word processors add a picture of the copied text; file managers add names as text.
    if let Some(html) = text("text/html", Payload::Html) {
        return Some(html);
    }
    let files = files::list(data.files());
    if !files.is_empty() {
        return Some(Payload::Files(files));
    }
    text("text/plain", Payload::Text)
}

/// The browser's own string: web-sys would copy it before its length is known.
fn data_of(data: &DataTransfer, kind: &str) -> Option<JsString> {
    let get: Function = Reflect::get(data, &"getData".into()).ok()?.dyn_into().ok()?;
    get.call1(data, &kind.into()).ok()?.dyn_into().ok()
}

/// Whether a drag brings a part of another page, not a link or a picture of it.
pub fn is_selection(data: &DataTransfer) -> bool {
    let types = data.types();
    let has = |kind: &str| types.iter().any(|one| one == kind);
    has("text/html") && !has("text/uri-list")
}

/// Fetches a file of at most `most_bytes` bytes from the page's own server. It sends only what a
/// browser sends anyway.
///
/// # Errors
/// Why nothing was fetched.
pub async fn fetch(address: &str, most_bytes: u64) -> Result<Answer, NoAnswer> {
    let failed = |error: JsValue| NoAnswer::Failed(words_of(&error));
    let base = dom::document().base_uri().ok().flatten().unwrap_or_default();
    let url = Url::new_with_base(address, &base).map_err(|_| NoAnswer::NoAddress)?;
    if url.origin() != dom::window().location().origin().unwrap_or_default() {
        return Err(NoAnswer::Elsewhere);
    }
    // By default, browsers send credentials to the same origin only.
    let answer = JsFuture::from(dom::window().fetch_with_str(&url.href())).await.map_err(failed)?;
    let answer: Response = answer.unchecked_into();
    if !answer.ok() {
        return Err(NoAnswer::Status(answer.status()));
    }
    let header = |name: &str| answer.headers().get(name).ok().flatten().unwrap_or_default();
    let told = header("content-length").parse().unwrap_or(0_u64);
    if told > most_bytes {
        return Err(NoAnswer::TooLong);
    }
    let bytes = body_of(&answer, most_bytes).await?;
    let kind = header("content-type").to_ascii_lowercase();
    let (media_type, parameters) = kind.split_once(';').unwrap_or((&kind, ""));
    let charset = parameters.split_once("charset=").map(|(_, name)| name);
    let name = url.pathname();
    Ok(Answer {
        address: url.href(),
        name: name.rsplit('/').next().unwrap_or_default().to_owned(),
        media_type: media_type.trim().to_owned(),
        content: in_utf8(bytes, charset),
    })
}

/// The body as it arrives; cancelled above `most_bytes`, as it may be endless or longer than announced.
async fn body_of(answer: &Response, most_bytes: u64) -> Result<Vec<u8>, NoAnswer> {
    let failed = |error: JsValue| NoAnswer::Failed(words_of(&error));
    let Some(body) = answer.body() else { return Ok(Vec::new()) };
    let reader = ReadableStreamDefaultReader::new(&body).map_err(failed)?;
    let mut bytes = Vec::new();
    loop {
        let read = JsFuture::from(reader.read()).await.map_err(failed)?;
        let chunk = Reflect::get(&read, &"value".into()).map_err(failed)?;
        // The last answer has no value.
        let Ok(chunk) = chunk.dyn_into::<Uint8Array>() else { return Ok(bytes) };
        let from = bytes.len();
        if from as u64 + u64::from(chunk.length()) > most_bytes {
            // The rest does not matter, nor does an error in it.
            let _ = reader.cancel();
            return Err(NoAnswer::TooLong);
        }
        bytes.resize(from + chunk.length() as usize, 0);
        chunk.copy_to(bytes.get_mut(from..).unwrap_or_default());
    }
}

/// Bytes in a known encoding, as UTF-8 with a byte order mark.
fn in_utf8(bytes: Vec<u8>, charset: Option<&str>) -> Vec<u8> {
    let name = charset.map(|name| name.trim_matches(['"', ' '])).unwrap_or_default();
    let decoder = TextDecoder::new_with_label(name).ok().filter(|it| it.encoding() != "utf-8");
    let text = decoder.and_then(|decoder| decoder.decode_with_u8_array(&bytes).ok());
    text.map_or(bytes, |text| format!("\u{feff}{text}").into_bytes())
}

/// The code of a bookmark that sends the current page to this program.
#[inline(never)]
pub fn bookmarklet() -> String {
    let location = dom::window().location();
    let origin = location.origin().unwrap_or_default();
    let home = format!("{origin}{}", location.pathname().unwrap_or_default());
    let code = include_str!("../../assets/bookmarklet.js").replace("HOME", &home);
    format!("javascript:{}", String::from(js_sys::encode_uri_component(&code)))
}

/// The messages between this page and the page that opened it.
const OURS: &str = "articleAnnotator";

/// The wait for the page that opened this one.
#[derive(Debug, Clone)]
pub struct Waiting(Rc<Cell<bool>>);

impl Waiting {
    /// Stops waiting and drops the opener; returns whether it still waited.
    pub fn end(&self) -> bool {
        let waited = self.0.replace(false);
        if waited {
            disown();
        }
        waited
    }
}

/// Drops the opener, so that it can no longer navigate this page.
pub fn disown() {
    // A page may always drop its opener.
    let _ = dom::window().set_opener(&JsValue::NULL);
}

/// Tells the page that opened this one to send itself, and waits for it. `then` receives the page,
/// or `None` if it is longer than `longest` bytes of UTF-8. Returns `None` if there is no opener.
pub fn receive(longest: usize, then: impl FnOnce(Option<HandedOver>) + 'static) -> Option<Waiting> {
    let opener = dom::window().opener().unwrap_or(JsValue::NULL);
    if opener.is_null() || opener.is_undefined() {
        return None;
    }
    let (from, mut then) = (opener.clone(), Some(then));
    let waiting = Waiting(Rc::new(Cell::new(true)));
    let waits = waiting.clone();
    let listener = EventListener::new(&dom::window(), "message", move |event: &Event| {
        let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
        let sent_by = event.source().map(JsValue::from);
        // Ignores messages of another shape or from anybody else.
        if !waits.0.get() || sent_by.as_ref() != Some(&from) {
            return;
        }
        let Some(sent) = handed_over(event, longest) else { return };
        say(&from, if sent.is_some() { "received" } else { "refused" });
        waits.end();
        if let Some(then) = then.take() {
            then(sent);
        }
    });
    listener.forget();
    say(&opener, "ready");
    Some(waiting)
}

/// The page in a message, if there is one; the inner `None` means it is too long.
fn handed_over(event: &MessageEvent, longest: usize) -> Option<Option<HandedOver>> {
    let data = event.data();
    let field = |name: &str| Reflect::get(&data, &name.into()).ok()?.dyn_into::<JsString>().ok();
    if !data.is_object() || field(OURS)? != "page" {
        return None;
    }
    let html = field("html").filter(|html| html.length() > 0)?;
    // UTF-8 has at least as many bytes as UTF-16 has units, so a far too long page is not even
    // copied.
    let html = Some(html).filter(|html| html.length() as usize <= longest).map(String::from);
    let url = field("url").and_then(|url| Url::new(&String::from(url)).ok());
    let url = url.filter(|url| ["http:", "https:"].contains(&url.protocol().as_str()));
    let page = |html: String| HandedOver {
        html,
        origin: event.origin(),
        address: url.map(|url| url.href()),
    };
    Some(html.filter(|html| html.len() <= longest).map(page))
}

/// Sends one of our messages to a page of any origin; it reveals nothing about the reader.
fn say(to: &JsValue, word: &str) {
    let message = Object::new();
    // Setting a property of a fresh object does not fail, nor does posting a text.
    let _ = Reflect::set(&message, &OURS.into(), &word.into());
    let _ = to.unchecked_ref::<Window>().post_message(&message, "*");
}

/// The value of `?name=value` in this page's address.
pub fn query(name: &str) -> Option<String> {
    let search = dom::window().location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search).ok()?.get(name)
}

/// Removes the query from the address, so that a reload does not ask again.
pub fn forget_query() {
    let location = dom::window().location();
    let hash = location.hash().unwrap_or_default();
    let hash = if hash == RECEIVE { "" } else { &hash };
    let address = format!("{}{hash}", location.pathname().unwrap_or_default());
    if let Ok(history) = dom::window().history() {
        // Refused only for an address of another origin.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

/// The part of the address that says that a page wants to send itself.
pub const RECEIVE: &str = "#receive";
