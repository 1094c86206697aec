//! The worker's program that writes, verifies and reads annotation files.

fn main() {
    article_annotator::wire::serve(article_annotator::session::worker::files::perform);
}
