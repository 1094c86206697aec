//! The worker's program that suggests people, quotes and claims, and searches by regular expressions. It fetches
//! the models for the first suggestion.

use article_annotator::session::worker::analysis::KeptModels;
use article_annotator::wire::{fetched, serve};

/// The file of models, beside the program.
const MODELS: &str = "english.bin";

fn main() {
    let models = KeptModels::default();
    serve(move |task, done| models.perform(task, done, || fetched(MODELS)));
}
