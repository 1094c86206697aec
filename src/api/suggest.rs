//! Suggestions for programs: changes nothing.

use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;

use super::{Api, error, finished, promise, thrown, to_js};
use crate::app::reason_in_words;
use crate::session::api::results::suggestions;
use crate::session::{Outcome, SessionError, Task};

impl Api {
    /// What could be marked in the open article, without what is marked or was rejected.
    pub fn suggest(&self) -> Promise {
        self.on_demand(|shared| {
            let shared = finished(shared);
            promise(async move {
                let set = shared.read(|session| Some(Rc::new(session.document()?.set().clone())));
                let set = set.ok_or_else(|| thrown(SessionError::NoArticle))?;
                match shared.worked(Task::Suggest(set.clone())).await {
                    Outcome::Suggested(all) => {
                        to_js(&suggestions(&set, &all, &|one| reason_in_words(set.article(), one)))
                    }
                    Outcome::Failed(problem) => Err(error(&problem.to_string())),
                    Outcome::Exported(_) | Outcome::Read(_) | Outcome::Matched(_) => {
                        Ok(JsValue::UNDEFINED)
                    }
                }
            })
        })
    }
}
