//! Large, deep and endless files, through the worker and through every importer: within time, and
//! in no more memory than a small multiple of their size. Must never run two at a time.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::disallowed_methods, reason = "natively there is a clock")]

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use article_annotator::formats::codec::{self, Context};
use article_annotator::formats::{File, Options};
use article_annotator::model::Timestamp;
use article_annotator::session::work::{Outcome, ReadTask, Task};
use article_annotator::session::worker;
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

const MB: usize = 1 << 20;

/// Waits until no other test is at it: what it takes would be counted here.
fn alone() -> MutexGuard<'static, ()> {
    ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Does it within time and memory, beside what was in use; the tests are built many times slower
/// than what is shipped.
fn within<T>(what: &str, seconds: u64, bytes: usize, act: impl FnOnce() -> T) -> T {
    MEMORY.reset_peak_usage();
    let (before, start) = (MEMORY.current_usage(), Instant::now());
    let done = act();
    let (time, peak) = (start.elapsed(), MEMORY.peak_usage().saturating_sub(before));
    println!("{what}: {} ms, {} KB", time.as_millis(), peak / 1024);
    assert!(time < Duration::from_secs(seconds), "{what}: {time:?}");
    assert!(peak < bytes, "{what}: {} MB", peak / MB);
    done
}

/// Has the worker read a file as a reader drops it.
fn dropped(what: &str, content: String, times: usize) {
    let size = content.len();
    let files = vec![File::new("large.json", content)];
    let task = Task::Read(ReadTask { files, format: None, now: Timestamp(0), against: None });
    let outcome = within(what, 40, size * times + MB, || worker::perform(&task, &|_| {}));
    assert!(matches!(outcome, Outcome::Read(_) | Outcome::Failed(_)));
}

/// Has every importer read it, whether it is theirs or not.
fn forced(what: &str, content: &str, times: usize) {
    let options = Options::default();
    let context = Context { options: &options, article: None, now: Timestamp(0) };
    for codec in codec::ALL.iter().filter(|codec| codec.format.reads) {
        let files = [File::new(format!("x.{}", codec.format.extension), content)];
        let what = format!("{what}, {}", codec.format.id);
        within(&what, 20, content.len() * times + MB, || (codec.import)(&files, &context));
    }
}

/// A text of so many bytes, and no more than one repetition above.
fn endless(text: &str, bytes: usize) -> String {
    text.repeat(bytes / text.len() + 1)
}

const NONSENSE: &str = "Nonsense, [{\"text\": 1}] and more of it\n";

#[test]
fn fifty_megabytes_of_nonsense_are_refused_in_no_time_and_hardly_any_memory() {
    let _alone = alone();
    dropped("50 MB of nonsense", endless(NONSENSE, 50 * MB), 4);
}

#[test]
fn a_list_that_never_ends_is_refused() {
    let _alone = alone();
    // Each number of two bytes is a value of 32, twice while the list grows.
    dropped("5 MB of a list", format!("[{}", endless("0,", 5 * MB)), 64);
}

#[test]
fn every_importer_gets_through_megabytes_that_are_not_its_own() {
    let _alone = alone();
    forced("2 MB of nonsense", &endless(NONSENSE, 2 * MB), 40);
    forced("2 MB of nothing", &"\n".repeat(2 * MB), 40);
    forced("2 MB of one line", &endless("word ", 2 * MB), 40);
}

#[test]
fn every_importer_gets_through_what_is_ten_thousand_levels_deep() {
    let _alone = alone();
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("{\"items\":[", "]}")] {
        let deep = format!("{}1{}", open.repeat(10_000), close.repeat(10_000));
        forced("10,000 levels", &deep, 200);
        forced("10,000 levels without an end", &open.repeat(10_000), 200);
    }
}

#[test]
fn every_hostile_file_takes_little_memory() {
    let _alone = alone();
    let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/json_parsing");
    for entry in std::fs::read_dir(data).unwrap() {
        let content = std::fs::read(entry.unwrap().path()).unwrap();
        let content = String::from_utf8_lossy(&content).into_owned();
        dropped("a hostile file", content, 200);
    }
}
