//! The JavaScript API, `window.articleAnnotator`: plain objects in and out, typed in
//! `assets/article-annotator.d.ts`. src/main.rs exports each method.

mod files;
mod find;
mod import;
mod reanchor;
mod suggest;
mod turn;
mod whole;

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;

use files::{file_out, format_out};
use js_sys::{Array, Error, Function, JSON, JsString, Promise, Uint8Array};
use serde::Serialize as _;
use turn::LoadTurn;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::CustomEvent;
use whole::{call, call_on_demand, when_loaded};

use crate::app::{Listeners, Shared, pause};
use crate::formats::{self, File, common::limit};
use crate::model::AnnotationId;
use crate::model::plain::Plain;
use crate::session::api::{arguments, results};
use crate::session::transfer::opening::opening_of;
use crate::session::transfer::prepared::Preparing;
use crate::session::{Action, Opening, Outcome, ProgramPart, Reply, Session, SessionError};

const READY: &str = "article-annotator:ready";

/// What programs can ask for.
pub struct Api {
    shared: Rc<Shared>,
    ready: Promise,
    /// The article that is opening; the next `load` waits for it.
    loading: Rc<RefCell<Option<Promise>>>,
}

/// Announces, once, that the API is ready.
pub struct Ready(Function);

impl Ready {
    /// Tells programs that the page shows the last open article.
    pub fn announce(self) {
        // Neither a resolving function nor dispatching a fresh event fails.
        let _ = self.0.call0(&JsValue::UNDEFINED);
        if let (Some(window), Ok(event)) = (web_sys::window(), CustomEvent::new(READY)) {
            let _ = window.dispatch_event(&event);
        }
    }
}

/// What a call returns, or throws.
pub type Returned = Result<JsValue, JsValue>;

impl Api {
    /// The API of a page.
    pub fn new(shared: &Rc<Shared>) -> (Self, Ready) {
        let mut resolver = None;
        let ready = Promise::new(&mut |resolve, _| resolver = Some(resolve));
        let announce = Ready(resolver.unwrap_or_else(|| Function::new_no_args("")));
        (Self { shared: shared.clone(), ready, loading: Rc::default() }, announce)
    }

    /// Resolves when the API can be used.
    pub fn ready(&self) -> Promise {
        self.ready.clone()
    }

    /// Opens an article, with annotations if there are any.
    pub fn load(&self, article: JsValue, annotations: JsValue, options: JsValue) -> Promise {
        // Copied now: a program may change them before the program is whole.
        let article = json("article", &article);
        let (annotations, options) = (json("annotations", &annotations), json("options", &options));
        let loading = self.loading.clone();
        self.whole(move |shared| {
            let shared = finished(shared);
            let (turn, opened) = LoadTurn::new();
            let before = loading.replace(Some(opened));
            promise(async move {
                // Concurrent calls open their articles one after the other.
                if let Some(before) = before {
                    let _ = JsFuture::from(before).await;
                }
                // One step at a time, so that the page never freezes.
                pause().await;
                let (article, annotations, options) = (article?, annotations?, options?);
                let article = plain("article", &article)?;
                pause().await;
                let (article, details) = arguments::article(&article).map_err(thrown)?;
                pause().await;
                let annotations = plain("annotations", &annotations)?;
                pause().await;
                let options = plain("options", &options)?;
                let opening = opening_of(article, details, &annotations, &options);
                let opening = opening.map_err(thrown)?;
                let stored = shared.fetch(opening.id()).await;
                pause().await;
                let opening = Box::new(match stored {
                    Ok(None) => prepared(&shared, opening).await,
                    _ => opening,
                });
                let opened = shared.perform_unseen(match stored {
                    Ok(stored) => Action::Open { opening, stored },
                    Err(failure) => Action::Unread { opening, failure },
                });
                drop(turn);
                pause().await;
                shared.draw();
                opened.map_err(thrown)?;
                shared.drawn().await;
                Ok(JsValue::UNDEFINED)
            })
        })
    }

    /// The open article; undefined if there is none.
    pub fn article(&self) -> Returned {
        self.look(|set| to_js(&results::article(set)))
    }

    /// Its annotations, in text order; none if no article is open.
    pub fn annotations(&self) -> Returned {
        let list = self.look(|set| to_js(&results::annotations(set)))?;
        Ok(if list.is_undefined() { Array::new().into() } else { list })
    }

    /// Makes an annotation; resolves to its id.
    pub fn add(&self, annotation: JsValue) -> Promise {
        let annotation = json("annotation", &annotation);
        self.answer(move |shared| {
            let annotation = annotation?;
            let annotation = plain("annotation", &annotation)?;
            let draft = with_article(shared, |article| arguments::draft(article, &annotation, ""))?;
            match perform(shared, Action::Add(vec![draft]))? {
                Reply::Made(ids) => {
                    Ok(ids.first().map_or(JsValue::UNDEFINED, |id| (&*id.0).into()))
                }
                _ => Ok(JsValue::UNDEFINED),
            }
        })
    }

    /// Changes an annotation.
    pub fn update(&self, id: JsValue, patch: JsValue) -> Promise {
        let patch = json("patch", &patch);
        self.answer(move |shared| {
            let (id, patch) = (id_of(&id)?, patch?);
            let patch = plain("patch", &patch)?;
            let patch =
                Box::new(with_article(shared, |article| arguments::patch(article, &patch))?);
            perform(shared, Action::Update { id, patch })?;
            Ok(JsValue::UNDEFINED)
        })
    }

    /// Removes an annotation.
    pub fn remove(&self, id: JsValue) -> Promise {
        self.answer(move |shared| {
            let id = id_of(&id)?;
            perform(shared, Action::Remove(id))?;
            Ok(JsValue::UNDEFINED)
        })
    }

    /// Undoes the last step; resolves to whether there was one.
    pub fn undo(&self) -> Promise {
        self.turn(Action::Undo)
    }

    /// Redoes the last undone step; resolves to whether there was one.
    pub fn redo(&self) -> Promise {
        self.turn(Action::Redo)
    }

    /// The formats.
    pub fn formats(&self) -> Returned {
        let all = formats::catalog::ALL.iter().map(|format| format_out(format));
        to_js(&Plain::List(all.collect()))
    }

    /// The open article with its annotations as a file: text, or bytes if it is a ZIP.
    pub fn export(&self, format: JsValue, options: JsValue) -> Promise {
        let options = json("options", &options);
        self.on_demand(move |shared| {
            let shared = finished(shared);
            promise(async move {
                let format = format.as_string().ok_or_else(|| error("format: must be a string"))?;
                let options = options?;
                let options = arguments::export_options(&format, &plain("options", &options)?);
                let options = options.map_err(thrown)?;
                let task =
                    shared.read(|session| session.export_task(&format, options, shared.host()));
                match shared.worked(task.map_err(thrown)?).await {
                    Outcome::Exported(exported) => Ok(file_out(exported.file)),
                    Outcome::Failed(problem) => Err(error(&problem.to_string())),
                    Outcome::Read(_) | Outcome::Suggested(_) | Outcome::Matched(_) => {
                        Ok(JsValue::UNDEFINED)
                    }
                }
            })
        })
    }

    /// Merges a file about the open article; resolves to a report.
    pub fn import(&self, content: JsValue, format: JsValue) -> Promise {
        let content = bytes(&content);
        self.on_demand(move |shared| {
            let shared = finished(shared);
            promise(async move {
                let file = File::new("", content?);
                let format = match (format.is_undefined() || format.is_null(), format.as_string()) {
                    (true, _) => None,
                    (false, Some(format)) => Some(format),
                    (false, None) => return Err(error("format: must be a string")),
                };
                import::import(&shared, [file].into(), format).await
            })
        })
    }

    /// Calls a function at each event of this name; returns a function that ends this.
    pub fn on(&self, event: JsValue, listener: JsValue) -> Returned {
        let name = event.as_string().filter(|name| Listeners::EVENTS.contains(&name.as_str()));
        let name =
            name.ok_or_else(|| error("event: must be 'change', 'select', 'load' or 'save'"))?;
        let listener = listener.dyn_into::<Function>();
        let listener = listener.map_err(|_| error("listener: must be a function"))?;
        let number = self.shared.listeners().add(&name, listener);
        let shared = self.shared.clone();
        let end = Closure::<dyn FnMut()>::new(move || shared.listeners().remove(number));
        Ok(end.into_js_value())
    }

    /// Performs an action, and answers when the page shows it.
    fn answer(&self, act: impl FnOnce(&Rc<Shared>) -> Returned + 'static) -> Promise {
        self.whole(move |shared| when_drawn(shared, act(shared)))
    }

    /// Undoes or redoes. Answers when the page shows it, as a step may have to be read first.
    fn turn(&self, action: Action) -> Promise {
        self.whole(move |shared| {
            let reply = perform(shared, action);
            let shared = shared.clone();
            promise(async move {
                let was = reply? == Reply::Was(true);
                shared.drawn().await;
                Ok((was && !shared.read(Session::could_not_turn)).into())
            })
        })
    }

    /// Performs an action that needs the deferred part: now if it is loaded, otherwise once it is.
    fn whole(&self, act: impl FnOnce(&Rc<Shared>) -> Promise + 'static) -> Promise {
        // What the program asked for before is done before.
        let waits = self.shared.awaits(ProgramPart::OnDemand);
        if self.shared.is_whole() && !waits {
            return call(act, &self.shared);
        }
        let in_turn = if waits { ProgramPart::OnDemand } else { ProgramPart::Deferred };
        let act = Box::new(|shared: &Rc<Shared>| call(act, shared));
        when_loaded(self.shared.clone(), ProgramPart::Deferred, in_turn, act)
    }

    /// The same for what the part on demand does.
    fn on_demand(&self, act: impl FnOnce(&Rc<Shared>) -> Promise + 'static) -> Promise {
        if let Some(loaded) = self.shared.on_demand() {
            return call_on_demand(act, &self.shared, loaded);
        }
        let act = Box::new(|shared: &Rc<Shared>| match shared.on_demand() {
            Some(loaded) => call_on_demand(act, shared, loaded),
            None => Promise::reject(&thrown(SessionError::NotLoaded)),
        });
        when_loaded(self.shared.clone(), ProgramPart::OnDemand, ProgramPart::OnDemand, act)
    }

    fn look(&self, out: impl FnOnce(&crate::model::AnnotationSet) -> Returned) -> Returned {
        finished(&self.shared).read(|session| match session.document() {
            Some(document) => out(document.set()),
            None => Ok(JsValue::UNDEFINED),
        })
    }
}

/// A promise. One kind of future for all results, since each kind adds 2 KB to the program.
fn promise(work: impl Future<Output = Returned> + 'static) -> Promise {
    let work: Pin<Box<dyn Future<Output = Returned>>> = Box::pin(work);
    future_to_promise(work)
}

/// Runs after everything requested before, since programs need not await each call.
fn finished(shared: &Rc<Shared>) -> Rc<Shared> {
    shared.finish_step();
    shared.clone()
}

/// Not generic over the result.
fn when_drawn(shared: &Rc<Shared>, answer: Returned) -> Promise {
    let shared = shared.clone();
    promise(async move {
        let answer = answer?;
        shared.drawn().await;
        Ok(answer)
    })
}

fn perform(shared: &Rc<Shared>, action: Action) -> Result<Reply, JsValue> {
    shared.perform(action).map_err(thrown)
}

/// Annotations of an article that is not stored yet are made before it opens, with pauses.
async fn prepared(shared: &Rc<Shared>, mut opening: Opening) -> Opening {
    let Some(mut preparing) = Preparing::of(&mut opening) else { return opening };
    while preparing.go_on(shared.host()) {
        pause().await;
    }
    if let Opening::Text { with, .. } = &mut opening {
        *with = preparing.done();
    }
    opening
}

fn with_article<T>(
    shared: &Shared,
    read: impl FnOnce(&crate::model::Article) -> Result<T, SessionError>,
) -> Result<T, JsValue> {
    shared.read(|session| match session.document() {
        Some(document) => read(document.article()).map_err(thrown),
        None => Err(thrown(SessionError::NoArticle)),
    })
}

/// A program's argument as JSON. The browser's own serialiser is faster than reading each property,
/// and 5 KB smaller.
fn json(name: &str, given: &JsValue) -> Result<String, JsValue> {
    if given.is_undefined() {
        return Ok("null".to_owned());
    }
    let json = JSON::stringify(given).map_err(|reason| {
        // It throws only errors: for a cycle, a big integer, a program's own getter.
        not_plain(name, &String::from(Error::from(reason).message()))
    })?;
    // A function or a symbol has no JSON, so the result is not a string.
    let json = json.as_string().ok_or_else(|| not_plain(name, "it is none"))?;
    Ok(formats::without_half_pairs(&json).0.into_owned())
}

fn plain<'a>(name: &str, json: &'a str) -> Result<Plain<'a>, JsValue> {
    Plain::from_json(json).map_err(|reason| not_plain(name, &reason.to_string()))
}

fn not_plain(name: &str, reason: &str) -> JsValue {
    error(&format!("{name}: must be plain data ({reason})"))
}

fn to_js(value: &Plain<'_>) -> Returned {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(|reason| error(&reason.to_string()))
}

fn id_of(given: &JsValue) -> Result<AnnotationId, JsValue> {
    let id = given.as_string().ok_or_else(|| error("id: must be a string"))?;
    Ok(id.as_str().into())
}

/// An argument, checked for size before it is copied: a copy of too much would freeze the page.
fn bytes(content: &JsValue) -> Result<Vec<u8>, JsValue> {
    let fits = |bytes: u64| {
        let checked = limit::check(limit::Came::Text, bytes);
        checked.map_err(|large| error(&format!("content: {large}")))
    };
    match (content.dyn_ref::<JsString>(), content.dyn_ref::<Uint8Array>()) {
        (Some(text), _) => {
            // Each UTF-16 unit is at least one byte of UTF-8.
            fits(text.length().into())?;
            let text = String::from(text);
            fits(text.len() as u64).map(|()| text.into_bytes())
        }
        (None, Some(bytes)) => fits(bytes.length().into()).map(|()| bytes.to_vec()),
        (None, None) => Err(error("content: must be a string or a Uint8Array")),
    }
}

fn thrown(reason: SessionError) -> JsValue {
    error(&reason.to_string())
}

fn error(message: &str) -> JsValue {
    Error::new(message).into()
}
