//! The worker's program that opens texts, pages and documents.

fn main() {
    article_annotator::wire::serve(|task, _| {
        article_annotator::session::worker::documents::perform(task)
    });
}
