//! The time and the memory of suggestions in 10 KB to 10 MB of news, and how they grow with the text.
//! `cargo bench --no-default-features --bench suggest`. Slowness is no failure: machines differ.

#![allow(clippy::disallowed_methods, reason = "it runs natively, where there is a clock")]
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot start may stop")]

use std::rc::Rc;
use std::time::{Duration, Instant};

use article_annotator::model::suggest::{Models, suggest};
use article_annotator::model::{AnnotationSet, Article, Details};
use peak_alloc::PeakAlloc;
use serde_json::Value;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const MODELS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/suggest/english.bin");
const NEWS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/wikinews/people.jsonl");

/// Real news of this many bytes; when it begins again, all names and half of the other words are new ones.
fn news(bytes: usize) -> String {
    let file = std::fs::read_to_string(NEWS).unwrap();
    let articles: Vec<Value> =
        file.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mut text = String::new();
    for round in 0_usize.. {
        for article in &articles {
            for word in article["text"].as_str().unwrap().split_inclusive(' ') {
                let letters = word.trim_end_matches(|c: char| !c.is_alphabetic());
                let changes = letters.starts_with(char::is_uppercase) || letters.len() % 2 == 0;
                text.push_str(letters);
                if round > 0 && changes && letters.len() > 3 {
                    let letter = |by: usize| char::from(b'a' + (round / by % 26) as u8);
                    text.extend([letter(1), letter(26)]);
                }
                text.push_str(&word[letters.len()..]);
                if text.len() >= bytes {
                    return text;
                }
            }
            text.push('\n');
        }
    }
    text
}

fn set(text: &str) -> AnnotationSet {
    let article = Rc::new(Article::new(None, text).unwrap());
    AnnotationSet::new(article, Details { language: Some("en".into()), ..Details::default() })
}

/// The shortest time of a few, which other programs disturbed least.
fn time<T>(mut work: impl FnMut() -> T) -> Duration {
    let times = (0..3).map(|_| {
        let start = Instant::now();
        std::hint::black_box(work());
        start.elapsed()
    });
    times.min().unwrap_or_default()
}

fn main() {
    let packed = std::fs::read(MODELS).unwrap();
    let loading = time(|| Models::read(&packed).unwrap());
    println!("models of {} KB read in {} ms", packed.len() / 1000, loading.as_millis());
    let models = Models::read(&packed).unwrap();
    // The lists of words are made once, like the models.
    let first = suggest(&set(&news(10_000)), &models).list.len();
    println!("the lists of words are there, {first} suggestions");
    for kilobytes in [10, 100, 1000, 10_000] {
        let set = set(&news(kilobytes * 1000));
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let found = suggest(&set, &models).list.len();
        let memory = MEMORY.peak_usage() - before;
        let took = time(|| suggest(&set, &models));
        println!(
            "{kilobytes:>6} KB {:>8.1} ms {:>6.1} MB/s, memory {:>5.1} times the text, {found} suggestions",
            took.as_secs_f64() * 1e3,
            kilobytes as f64 / 1e3 / took.as_secs_f64(),
            memory as f64 / (kilobytes * 1000) as f64,
        );
    }
}
