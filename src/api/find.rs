//! Finding annotations and places for programs: changes nothing.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::{ArticleAnnotator, finished, json, plain, thrown, to_js};
use crate::session::SessionError;
use crate::session::search::find::{found, query};
use js_sys::Promise;

#[wasm_bindgen]
impl ArticleAnnotator {
    /// The annotations and the places in the text that a query means.
    pub fn find(&self, given: JsValue) -> Promise {
        let given = json("query", &given);
        self.answer(move |shared| {
            let given = given?;
            let given = plain("query", &given)?;
            finished(shared).read(|session| {
                let document = session.document().ok_or(SessionError::NoArticle);
                let set = document.map_err(thrown)?.set();
                to_js(&found(set, &query(set, &given).map_err(thrown)?))
            })
        })
    }
}
