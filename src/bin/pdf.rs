//! The worker's program that opens PDFs.

fn main() {
    article_annotator::wire::serve(|task, _| {
        article_annotator::session::worker::pdf::perform(task)
    });
}
