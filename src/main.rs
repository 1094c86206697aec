//! The program in the browser: starts the app.

fn main() {
    article_annotator::app::run();
}
