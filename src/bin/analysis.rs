//! The worker's program that suggests people, quotes and claims. It fetches the models at the first task.

use article_annotator::session::worker::analysis::KeptModels;
use article_annotator::wire::{fetched, serve};

/// The file of models, beside the program.
const MODELS: &str = "english.bin";

fn main() {
    let models = KeptModels::default();
    serve(move |task, _| models.perform(task, || fetched(MODELS)));
}
