//! What became of annotations in another text, for programs: changes nothing.

use js_sys::{JSON, Promise};
use wasm_bindgen::JsValue;

use super::{Api, error, finished, promise, thrown};
use crate::session::Outcome;

impl Api {
    /// What became of the annotations in another text.
    pub fn reanchor(&self, text: JsValue) -> Promise {
        let text = text.as_string().ok_or_else(|| error("text: must be a string"));
        self.on_demand(move |shared| {
            let shared = finished(shared);
            promise(async move {
                let text = text?;
                let task = shared.read(|session| session.reanchor_task(&text, shared.host()));
                match shared.worked(task.map_err(thrown)?).await {
                    Outcome::Exported(done) => {
                        JSON::parse(&String::from_utf8_lossy(&done.file.content))
                    }
                    Outcome::Failed(problem) => Err(error(&problem.to_string())),
                    Outcome::Read(_) | Outcome::Suggested(_) | Outcome::Matched(_) => {
                        Ok(JsValue::UNDEFINED)
                    }
                }
            })
        })
    }
}
