//! The time to find words and sentences in one line of anything, and how it grows with the line: 64 for 64
//! times the text is linear. `cargo bench --no-default-features --bench words`. Slowness is no failure.

#![allow(clippy::disallowed_methods, reason = "it runs natively, where there is a clock")]

use std::time::{Duration, Instant};

use article_annotator::model::words::{Unaided, sentences, words, words_near};

#[path = "../tests/native/long_lines.rs"]
mod long_lines;

use long_lines::PIECES;

/// The shortest time of a few, which other programs disturbed least.
fn time(text: &str) -> Duration {
    let times = (0..5).map(|_| {
        let start = Instant::now();
        words(text, &Unaided);
        words_near(text, text.len() / 2, &Unaided);
        sentences(text);
        start.elapsed()
    });
    times.min().unwrap_or_default()
}

fn main() {
    for piece in PIECES {
        let [short, long] =
            [16_000, 64 * 16_000].map(|bytes| time(&piece.repeat(bytes / piece.len())));
        let grows = long.as_secs_f64() / short.as_secs_f64();
        println!(
            "{piece:12?} 1 MB {:>6} ms, 64 times the text takes {grows:>5.0} times as long",
            long.as_millis()
        );
    }
}
