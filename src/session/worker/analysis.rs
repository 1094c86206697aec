//! The worker's program `analysis`: suggests people, quotes and claims, searches by regular expressions, compares
//! texts, counts who said what, and writes what is only read by people. The page may not import it, or all of
//! that would be in the first load (tests/native/layers.rs).

use std::cell::OnceCell;

use crate::formats::codecs::picture::{layout, page};
use crate::formats::{Problem, registry};
use crate::model::record::Record as _;
use crate::model::search::pattern::{MOST_STEPS, Pattern, PatternMatches, StepBudget};
use crate::model::suggest::{Models, suggest};
use crate::session::api::results::{COMPARED, REANCHORED, SOUGHT};

use super::exporting::{export, for_screen};
use super::matching::{MatchOutcome, MatchTask, Matched};
use super::protocol::{ExportTask, Exported, Outcome, Task};
use super::reanchoring;

/// The models, read at the first suggestion. A failed reading fails one task, and the next one tries again.
#[derive(Debug, Default)]
pub struct KeptModels(OnceCell<Models>);

impl KeptModels {
    /// Does the part of a task that belongs to the program `analysis`; `fetch` brings the packed file of models,
    /// or says why it cannot.
    /// `done` hears how many articles are written, or how many hundredths of the steps a regular expression may
    /// take are taken.
    pub fn perform(
        &self,
        task: &Task,
        done: &dyn Fn(usize),
        fetch: impl FnOnce() -> Result<Vec<u8>, String>,
    ) -> Outcome {
        match task {
            Task::Suggest(set) => match self.models(fetch) {
                Ok(models) => Outcome::Suggested(suggest(set, models)),
                Err(why) => Outcome::Failed(Problem::new(why)),
            },
            Task::Match(task) => Outcome::Matched(matched(task, done)),
            Task::Export(task) => {
                written(task, done).map_or_else(Outcome::Failed, Outcome::Exported)
            }
            Task::Read(_) | Task::ReadRest(_) => {
                Outcome::Failed(Problem::new("the program that suggests reads no files"))
            }
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

/// A page or a report, or data for the screen, which travels as an export does.
fn written(task: &ExportTask, done: &dyn Fn(usize)) -> Result<Exported, Problem> {
    match task.format.as_str() {
        REANCHORED => reanchoring::reanchored(task),
        COMPARED => reanchoring::compared(task),
        SOUGHT => reanchoring::sought(task),
        page::ID => Ok(for_screen(task, &layout::laid_out(&task.documents, done).plain())),
        _ => export(registry::ONLY_WRITTEN, task, done),
    }
}

/// What a regular expression matches in some texts.
fn matched(task: &MatchTask, done: &dyn Fn(usize)) -> MatchOutcome {
    let pattern = Pattern::new(&task.search)?;
    let (mut searcher, mut budget) = (pattern.searcher(), StepBudget::new(MOST_STEPS, done));
    let mut matched = Matched::default();
    let others = usize::from(task.whole_first);
    for text in task.each().take(others) {
        let PatternMatches { mut ranges, empty } = searcher.find(text, &mut budget)?;
        // Blanks can be neither seen nor marked.
        let all = ranges.len();
        ranges.retain(|range| {
            let words = text.get(range.start.index()..range.end.index());
            words.is_some_and(|words| !words.trim().is_empty())
        });
        matched.empty = empty || ranges.len() < all;
        matched.all = ranges;
    }
    for text in task.each().skip(others) {
        matched.firsts.push(searcher.first(text, &mut budget)?);
    }
    Ok(matched)
}
