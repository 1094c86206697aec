//! Finding annotations and places for programs: changes nothing.

use std::rc::Rc;

use wasm_bindgen::JsValue;

use super::{Api, Returned, finished, json, plain, thrown, to_js, when_drawn};
use crate::app::Shared;
use crate::session::SessionError;
use crate::session::search::find::{found, query};
use js_sys::Promise;

impl Api {
    /// The annotations and the places in the text that a query means.
    pub fn find(&self, given: JsValue) -> Promise {
        let given = json("query", &given);
        self.on_demand(move |shared| when_drawn(shared, finds(shared, given)))
    }
}

fn finds(shared: &Rc<Shared>, given: Result<String, JsValue>) -> Returned {
    let given = given?;
    let given = plain("query", &given)?;
    finished(shared).read(|session| {
        let document = session.document().ok_or(SessionError::NoArticle);
        let set = document.map_err(thrown)?.set();
        to_js(&found(set, &query(set, &given).map_err(thrown)?))
    })
}
