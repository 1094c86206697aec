//! The worker's program that writes, proves and reads files of annotations beside the page, and does nothing else.

fn main() {
    article_annotator::wire::serve(article_annotator::session::worker::files::perform);
}
