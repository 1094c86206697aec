//! The program in the browser: it starts the app and does nothing else.

fn main() {
    article_annotator::app::run();
}
