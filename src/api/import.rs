//! Importing for a program: the file is read again as often as the document changes meanwhile, so that no edit
//! is lost (tests/native/exchange.rs).

use std::rc::Rc;

use wasm_bindgen::JsValue;

use crate::app::Shared;
use crate::formats::File;
use crate::model::record::Record as _;
use crate::session::{Action, Outcome, Reply};

use super::{error, perform, thrown, to_js};

/// Merges files about the open article; returns the report.
pub(super) async fn import(
    shared: &Rc<Shared>,
    files: Rc<[File]>,
    format: Option<String>,
) -> Result<JsValue, JsValue> {
    let reply = loop {
        let (files, format) = (files.clone(), format.clone());
        let task = shared.read(|session| session.read_task(files, format, shared.host()));
        match shared.worked(task.map_err(thrown)?).await {
            Outcome::Read(reading) => {
                match perform(shared, Action::ImportReading(Rc::new(reading)))? {
                    Reply::Outdated => {}
                    reply => break reply,
                }
            }
            Outcome::Failed(problem) => return Err(error(&problem.to_string())),
            Outcome::Exported(_) | Outcome::Suggested(_) | Outcome::Matched(_) => {
                return Ok(JsValue::UNDEFINED);
            }
        }
    };
    shared.drawn().await;
    match reply {
        Reply::Imported(report) => to_js(&report.plain()),
        _ => Ok(JsValue::UNDEFINED),
    }
}
