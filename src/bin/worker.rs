//! The worker: it writes, proves and reads files beside the page, and does nothing else.

fn main() {
    article_annotator::app::serve_the_page();
}
