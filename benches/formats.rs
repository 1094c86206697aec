//! The time to write and prove, and to read, 1 MB of text with 10,000 annotations in each format, and
//! the limit: `cargo bench --no-default-features --bench formats [FORMAT …]`. `cargo xtask bench`
//! measures the browser. Slowness is no failure: machines differ.

#![allow(clippy::disallowed_methods, reason = "it runs natively, where there is a clock")]
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot start may stop")]

use article_annotator::formats::registry;
use std::rc::Rc;
use std::time::{Duration, Instant};

use article_annotator::formats::common::codec::{self, Context};
use article_annotator::formats::common::loss::rebuilt;
use article_annotator::formats::{NewIds, Options, Written};
use article_annotator::model::{AnnotationSet, Article, Details, Kind, TextRange, Timestamp};

const NOW: Timestamp = Timestamp(1_790_000_000_000);
const WORDS: [&str; 12] = [
    "the", "mayor", "said", "that", "jobs", "doubled", "in", "spring", "while", "“Ana", "Ruiz”",
    "left",
];

fn main() {
    let wanted: Vec<String> =
        std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let set = document();
    let options = Options::default();
    println!("{:14} {:>8} {:>8} {:>8} {:>9}", "format", "held", "written", "read", "bytes");
    let mut missed = 0;
    for codec in registry::all() {
        if !wanted.is_empty() && !wanted.iter().any(|id| id == codec.format.id) {
            continue;
        }
        let context = Context {
            options: &options,
            article: Some(set.article()),
            source: None,
            now: NOW,
            shift: Default::default(),
        };
        let (holding, held) = shortest(|| (codec.holds)(&set, &context));
        let written = [Written::new(&set, "bench")];
        let (writing, files) =
            shortest(|| codec::export_unproved(codec, &written, &context).unwrap_or_default());
        let (reading, read) = shortest(|| (codec.import)(&files, &context));
        let bytes: usize = files.iter().map(|file| file.content.len()).sum();
        let bar = bar(codec.format.id);
        let passes = writing <= bar && (!codec.format.reads || reading <= bar);
        missed += usize::from(!passes);
        println!(
            "{:14} {:>5} ms {:>5} ms {:>5} ms {bytes:>9}   {} of {} held, bar {} ms: {}",
            codec.format.id,
            holding.as_millis(),
            writing.as_millis(),
            reading.as_millis(),
            read.documents.first().map_or(held.len(), AnnotationSet::len),
            set.len(),
            bar.as_millis(),
            if passes { "pass" } else { "FAIL" },
        );
    }
    println!("{missed} bars are missed");
}

/// The shortest of several runs: other work of the machine only makes them longer.
fn shortest<T>(mut run: impl FnMut() -> T) -> (Duration, T) {
    const RUNS: usize = 5;
    let mut timed = || {
        let start = Instant::now();
        let made = run();
        (start.elapsed(), made)
    };
    let (mut best, mut made) = timed();
    for _ in 1..RUNS {
        let (time, again) = timed();
        (best, made) = (best.min(time), again);
    }
    (best, made)
}

/// The limits of writing and of reading.
fn bar(format: &str) -> Duration {
    let in_tokens = ["conll", "uima-cas", "webanno", "spacy", "prodigy"];
    Duration::from_millis(if in_tokens.contains(&format) { 1000 } else { 100 })
}

/// Paragraphs of 60 words, each with some annotations, one in ten of them across another.
fn document() -> AnnotationSet {
    let (mut text, mut spans, mut seed) = (String::new(), Vec::new(), 7_u32);
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        (seed >> 8) as usize % below
    };
    while text.len() < 1_000_000 {
        let mut starts = Vec::new();
        for _ in 0..60 {
            starts.push(text.len());
            text.push_str(WORDS[random(WORDS.len())]);
            text.push(' ');
        }
        text.pop();
        text.push('\n');
        for place in [5, 20, 35] {
            let end = place + 1 + random(5);
            spans.push(TextRange::new(starts[place] as u32, starts[end] as u32 - 1));
            if random(10) == 0 {
                spans.push(TextRange::new(starts[place + 1] as u32, starts[place + 2] as u32 - 1));
            }
        }
    }
    let article = Rc::new(Article::new(None, &text).unwrap());
    let mut ids = NewIds::new(&article, NOW);
    let annotations = spans.into_iter().take(10_000).enumerate().map(|(at, span)| {
        let mut one = ids.blank(Kind::ALL[at % 3], vec![span]);
        ids.name(&mut one, "");
        one
    });
    let annotations = annotations.collect();
    rebuilt(article, Details::default(), Vec::new(), annotations)
}
