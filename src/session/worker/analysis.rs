//! The worker's program `analysis`: suggests people, quotes and claims. The page may not import it, or the models
//! and every rule would be in the first load (tests/native/layers.rs).

use std::cell::OnceCell;

use crate::formats::Problem;
use crate::model::suggest::{Models, suggest};

use super::protocol::{Outcome, Task};

/// The models, read at the first suggestion. A failed reading fails one task, and the next one tries again.
#[derive(Debug, Default)]
pub struct KeptModels(OnceCell<Models>);

impl KeptModels {
    /// Does the part of a task that belongs to the program `analysis`; `fetch` brings the packed file of models,
    /// or says why it cannot.
    pub fn perform(&self, task: &Task, fetch: impl FnOnce() -> Result<Vec<u8>, String>) -> Outcome {
        let Task::Suggest(set) = task else {
            return Outcome::Failed(Problem::new("the program that suggests reads no files"));
        };
        match self.models(fetch) {
            Ok(models) => Outcome::Suggested(suggest(set, models)),
            Err(why) => Outcome::Failed(Problem::new(why)),
        }
    }

    fn models(&self, fetch: impl FnOnce() -> Result<Vec<u8>, String>) -> Result<&Models, String> {
        match self.0.get() {
            Some(models) => Ok(models),
            None => {
                let models = Models::read(&fetch()?).map_err(|error| error.to_string())?;
                Ok(self.0.get_or_init(|| models))
            }
        }
    }
}
