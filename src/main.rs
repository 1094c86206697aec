//! The program in the browser: starts the app, and exports the API to JavaScript. The exports are here and not in the
//! library, of which the worker's programs are made too: each of them would keep all that is exported.

use std::rc::Rc;

use article_annotator::api::{Api, Ready, Returned};
use article_annotator::app::{self, Shared};
use js_sys::{Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

const NAME: &str = "articleAnnotator";

fn main() {
    app::run(install);
}

/// Puts the API on the window.
fn install(shared: &Rc<Shared>) -> Ready {
    let (api, ready) = Api::new(shared);
    let api = JsValue::from(ArticleAnnotator(api));
    // Setting a plain property of the window never fails.
    let _ = Reflect::set(&js_sys::global(), &NAME.into(), &api);
    ready
}

/// The object that programs talk to: each method is the [`Api`]'s of that name.
#[wasm_bindgen(skip_typescript)]
pub struct ArticleAnnotator(Api);

#[expect(missing_docs, reason = "the API has them")]
#[wasm_bindgen]
impl ArticleAnnotator {
    #[wasm_bindgen(getter)]
    pub fn ready(&self) -> Promise {
        self.0.ready()
    }

    pub fn load(&self, article: JsValue, annotations: JsValue, options: JsValue) -> Promise {
        self.0.load(article, annotations, options)
    }

    pub fn article(&self) -> Returned {
        self.0.article()
    }

    pub fn annotations(&self) -> Returned {
        self.0.annotations()
    }

    pub fn add(&self, annotation: JsValue) -> Promise {
        self.0.add(annotation)
    }

    pub fn update(&self, id: JsValue, patch: JsValue) -> Promise {
        self.0.update(id, patch)
    }

    pub fn remove(&self, id: JsValue) -> Promise {
        self.0.remove(id)
    }

    pub fn undo(&self) -> Promise {
        self.0.undo()
    }

    pub fn redo(&self) -> Promise {
        self.0.redo()
    }

    pub fn find(&self, given: JsValue) -> Promise {
        self.0.find(given)
    }

    pub fn suggest(&self) -> Promise {
        self.0.suggest()
    }

    pub fn reanchor(&self, text: JsValue) -> Promise {
        self.0.reanchor(text)
    }

    pub fn formats(&self) -> Returned {
        self.0.formats()
    }

    pub fn export(&self, format: JsValue, options: JsValue) -> Promise {
        self.0.export(format, options)
    }

    pub fn import(&self, content: JsValue, format: JsValue) -> Promise {
        self.0.import(content, format)
    }

    pub fn on(&self, event: JsValue, listener: JsValue) -> Returned {
        self.0.on(event, listener)
    }
}
