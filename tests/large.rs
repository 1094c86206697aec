//! Large, deep and endless files, through the worker and every importer, and a history of large
//! steps: all within a memory limit. One test at a time.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::disallowed_methods, reason = "natively there is a clock")]

#[path = "native/store.rs"]
#[allow(
    dead_code,
    clippy::panic,
    reason = "it serves other tests as well, and a test that cannot go on fails"
)]
mod store;

use article_annotator::formats::registry;
use std::rc::Rc;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use article_annotator::formats::common::codec::Context;
use article_annotator::formats::{File, Options};
use article_annotator::model::words::Segmenter;
use article_annotator::model::{
    Annotation, AnnotationSet, Article, Detail, Details, Kind, Op, Origin, TextRange, Timestamp,
    Transaction,
};
use article_annotator::session::api::arguments::{Draft, Patch};
use article_annotator::session::storage::save_state::StorageEvent;
use article_annotator::session::storage::unsaved::Attempts;
use article_annotator::session::transfer::opening::With;
use article_annotator::session::worker;
use article_annotator::session::worker::protocol::{Outcome, ReadTask, Task};
use article_annotator::session::{Action, Effect, History, Host, Key, Opening, Reply, Session};
use peak_alloc::PeakAlloc;
use store::Store;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

const MB: usize = 1 << 20;

/// Waits until no other test runs, whose memory would be counted here.
fn alone() -> MutexGuard<'static, ()> {
    ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs it with a limit on additional memory in bytes. Its time is only printed, as it depends on
/// the machine.
fn within<T>(what: &str, bytes: usize, act: impl FnOnce() -> T) -> T {
    MEMORY.reset_peak_usage();
    let (before, start) = (MEMORY.current_usage(), Instant::now());
    let done = act();
    let (time, peak) = (start.elapsed(), MEMORY.peak_usage().saturating_sub(before));
    println!("{what}: {} ms, {} KB", time.as_millis(), peak / 1024);
    assert!(peak < bytes, "{what}: {} MB", peak / MB);
    done
}

/// Lets the worker read a file that was dropped.
fn dropped(what: &str, content: String, times: usize) {
    let size = content.len();
    let files = [File::new("large.json", content)].into();
    let task = Task::Read(ReadTask { files, format: None, now: Timestamp(0), against: None });
    let outcome = within(what, size * times + MB, || worker::perform(&task, &|_| {}));
    match outcome {
        Outcome::Read(read) => {
            assert!(read.documents.is_empty() && read.manuscripts.is_empty(), "{what}");
            assert!(read.unknown.len() + read.problems.len() > 0, "{what}: nothing is said");
        }
        Outcome::Failed(problem) => assert!(!problem.to_string().is_empty(), "{what}"),
        other => unreachable!("it was asked to read, and did {other:?}"),
    }
}

/// Gives it to every importer, whether it is theirs or not.
fn forced(what: &str, content: &str, times: usize) {
    let options = Options::default();
    let context = Context {
        options: &options,
        article: None,
        source: None,
        now: Timestamp(0),
        shift: Default::default(),
    };
    for codec in registry::READ {
        let files = [File::new(format!("x.{}", codec.format.extension), content)];
        let what = format!("{what}, {}", codec.format.id);
        within(&what, content.len() * times + MB, || (codec.import)(&files, &context));
    }
}

/// A text of this many bytes, or at most one repetition more.
fn endless(text: &str, bytes: usize) -> String {
    text.repeat(bytes / text.len() + 1)
}

const NONSENSE: &str = "Nonsense, [{\"text\": 1}] and more of it\n";

#[test]
fn fifty_megabytes_of_nonsense_are_refused_with_hardly_any_memory() {
    let _alone = alone();
    dropped("50 MB of nonsense", endless(NONSENSE, 50 * MB), 4);
}

#[test]
fn a_list_that_never_ends_is_refused() {
    let _alone = alone();
    // Each number of two bytes becomes a value of 32, twice while the list grows.
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

/// A page without a screen: the session and its storage.
#[derive(Debug, Default)]
struct Page {
    session: Session,
    store: Store,
    random: Random,
}

#[derive(Debug, Default)]
struct Random(std::cell::Cell<u64>);

impl Segmenter for Random {
    fn word_edges(&self, _: &str) -> Option<Vec<usize>> {
        None
    }
}

impl Host for Random {
    fn now(&self) -> Timestamp {
        Timestamp(1_700_000_000_000 + 10_000 * i64::try_from(self.0.get()).unwrap())
    }

    fn random(&self) -> [u8; 10] {
        self.0.set(self.0.get() + 1);
        let mut bytes = [0; 10];
        bytes[2..].copy_from_slice(&self.0.get().to_be_bytes());
        bytes
    }
}

impl Page {
    /// The same storage in a restarted program, with its article open.
    fn restarted(self) -> Self {
        let article = self.session.document().unwrap().article().id().clone();
        let mut page = Self { store: self.store, random: self.random, ..Self::default() };
        page.store.steps_read.set(0);
        page.does(Opening::Stored(article).into());
        page
    }

    fn does(&mut self, action: Action) -> Reply {
        let mut reply = self.session.perform(action, &self.random).unwrap();
        loop {
            let effects = self.session.take_effects();
            if effects.is_empty() {
                return reply;
            }
            for effect in effects {
                reply = self.answered(effect).unwrap_or(reply);
            }
        }
    }

    fn answered(&mut self, effect: Effect) -> Option<Reply> {
        let action = match effect {
            Effect::Save(attempt, batch) => {
                self.store.write(&batch).unwrap();
                Action::Storage(StorageEvent::Kept(Attempts { first: attempt, last: attempt }))
            }
            Effect::Fetch(opening) => {
                let stored = self.store.stored(opening.id()).map(Box::new);
                Action::Open { opening, stored }
            }
            Effect::ReadStep(id, number) => {
                let found = Ok(self.store.step(&Key::Step(id.clone(), number)));
                Action::StepRead { id, number, found }
            }
            Effect::DrawOn => Action::DrawOn,
            _ => return None,
        };
        let is_answer = matches!(action, Action::Open { .. });
        let reply = self.session.perform(action, &self.random).unwrap();
        is_answer.then_some(reply)
    }

    /// Replaces all annotations by this many, with notes of this many bytes.
    fn replaces(&mut self, article: &Rc<Article>, round: usize, count: u32, note: usize) {
        let draft = |at: u32| Draft {
            id: Some(format!("round-{round}-{at}").as_str().into()),
            kind: Kind::ALL[at as usize % 3],
            spans: vec![TextRange::new(at * 9, at * 9 + 3)],
            rest: Patch { note: Some("n".repeat(note)), ..Patch::default() },
        };
        let with = With::Instead((0..count).map(draft).collect());
        let details = Details::default();
        self.does(Opening::Text { article: article.clone(), details, with }.into());
    }

    fn history(&self) -> &History {
        self.session.document().unwrap().history()
    }

    fn stored(&self, sort: &str) -> usize {
        let records = self.store.records.iter().filter(|(key, _)| key[0] == sort);
        records.map(|(_, record)| record.len()).sum()
    }

    /// Memory in use without the stored data.
    fn in_memory(&self) -> usize {
        let stored: usize = self.store.records.values().map(String::capacity).sum();
        MEMORY.current_usage() - stored
    }
}

fn paragraphs(count: usize) -> Rc<Article> {
    Rc::new(Article::new(None, &vec!["Ana left"; count].join("\n")).unwrap())
}

#[test]
fn ten_thousand_annotations_replaced_again_and_again_take_no_more_memory_than_once() {
    let _alone = alone();
    let article = paragraphs(10_000);
    let mut page = Page::default();
    page.replaces(&article, 0, 10_000, 20);
    page.replaces(&article, 1, 10_000, 20);
    let (once, start) = (page.in_memory(), MEMORY.current_usage());
    println!("once: {} MB", once / MB);
    MEMORY.reset_peak_usage();
    for round in 2..27 {
        page.replaces(&article, round, 10_000, 20);
    }
    let (after, peak) = (page.in_memory(), MEMORY.peak_usage() - start);
    let (steps, pack) = (page.stored("step"), page.stored("pack"));
    println!(
        "27 times: {} MB, at most {} MB above the start; stored: {} steps of {} MB, pack of {} KB",
        after / MB,
        peak / MB,
        page.history().len(),
        steps / MB,
        pack / 1024
    );
    assert!(after < once + 8 * MB, "{} MB, and {} MB after one", after / MB, once / MB);
    assert!(steps < 27 * (pack + pack / 4), "what a step put there is not stored with it again");
    let set = page.session.document().unwrap().set().clone();
    let mut page = within("a start", 60 * MB, || page.restarted());
    assert_eq!(page.store.steps_read.get(), 0, "no step is read");
    assert!(page.session.document().unwrap().set() == &set);
    drop(set);
    let before = page.in_memory();
    assert_eq!(page.does(Action::Undo), Reply::Was(true));
    page.does(Action::FinishStep);
    while page.session.is_behind() {
        page.does(Action::DrawOn);
    }
    assert_eq!(page.store.steps_read.get(), 1);
    let first = page.session.document().unwrap().set().iter().next().unwrap().id.to_string();
    assert_eq!(first, "round-25-0");
    println!("after an undo: {} MB, before: {} MB", page.in_memory() / MB, before / MB);
    assert!(page.in_memory() < before + 4 * MB, "memory is back after an undo");
}

#[test]
fn heavy_steps_stay_within_the_bound_and_the_last_twenty_can_be_undone() {
    let _alone = alone();
    let article = paragraphs(300);
    let mut page = Page::default();
    // Ten thousand letters on each of three hundred: 3 MB a side.
    for round in 0..30 {
        page.replaces(&article, round, 300, 10_000);
    }
    let weight: usize = page.history().steps().map(|(_, step, _)| step.header.weight).sum();
    println!(
        "{} steps of {} MB, {} MB stored",
        page.history().len(),
        weight / MB,
        page.stored("step") / MB
    );
    assert_eq!(page.history().len(), History::ALWAYS);
    assert_eq!(
        page.store.all("step", article.id()).len(),
        History::ALWAYS,
        "nothing else is stored"
    );
    assert!(page.in_memory() < 60 * MB, "{} MB", page.in_memory() / MB);
    let mut page = page.restarted();
    for round in (10..30).rev() {
        let first = page.session.document().unwrap().set().iter().next().unwrap().id.to_string();
        assert_eq!(first, format!("round-{round}-0"));
        assert_eq!(page.does(Action::Undo), Reply::Was(true));
    }
    assert_eq!(page.does(Action::Undo), Reply::Was(false));
    let after: usize = page.history().steps().map(|(_, step, _)| step.header.weight).sum();
    assert_eq!(weight, after, "an undo makes no step heavier");
    assert!(page.in_memory() < 60 * MB, "{} MB", page.in_memory() / MB);
}

#[test]
fn a_history_of_an_earlier_release_beyond_the_bound_is_read_only_as_far_as_it_is_kept() {
    let _alone = alone();
    let article = paragraphs(400);
    let mut page = Page::default();
    for round in 0..40 {
        page.replaces(&article, round, 1, 0);
    }
    // As the first release stored steps: both sides, and no header.
    page.store.records.retain(|key, _| key[0] != "header");
    let note = "n".repeat(4 * MB);
    for (key, record) in page.store.records.iter_mut().filter(|(key, _)| key[0] == "step") {
        let (head, undo) = record.split_once(",\"undo\":").unwrap();
        let (label, time) = head.split_once(",\"time\":").unwrap();
        let time = time.split(',').next().unwrap();
        let undo = undo.strip_suffix('}').unwrap();
        let number = &key[2];
        *record = format!(
            "{label},\"forward\":{{\"ops\":[{{\"remove\":\"{number}{note}\"}}]}},\"inverse\":{undo},\"time\":{time}}}"
        );
    }
    // The restarted page copies the whole store, which is in memory here.
    let copied: usize = page.store.records.values().map(String::len).sum();
    let mut page = within("a start", copied + 40 * MB, || page.restarted());
    assert_eq!(page.store.steps_read.get(), History::ALWAYS);
    assert_eq!(page.history().len(), History::ALWAYS);
    assert_eq!(page.store.all("step", article.id()).len(), History::ALWAYS);
    for round in (20..40).rev() {
        let first = page.session.document().unwrap().set().iter().next().unwrap().id.to_string();
        assert_eq!(first, format!("round-{round}-0"));
        assert_eq!(page.does(Action::Undo), Reply::Was(true));
    }
    assert_eq!(page.does(Action::Undo), Reply::Was(false));
    let page = page.restarted();
    assert_eq!(page.store.steps_read.get(), 0, "it is read once");
}

/// Annotations with notes of this many bytes.
fn annotations(count: u32, note: usize) -> Transaction {
    let one = |at: u32| {
        Op::Add(Rc::new(Annotation {
            id: format!("01890a5d-ac96-774b-{at:016}").as_str().into(),
            spans: vec![TextRange::new(at * 9, at * 9 + 3)],
            detail: Detail::new(Kind::Claim),
            label: None,
            note: "n".repeat(note),
            tags: Vec::new(),
            origin: Origin::Hand,
            creator: None,
            created: Timestamp(1_700_000_000_000),
            modified: Timestamp(1_700_000_000_000),
            source_id: None,
        }))
    };
    Transaction::new((0..count).map(one))
}

#[test]
fn what_a_step_weighs_is_what_it_takes_in_memory_and_as_a_record() {
    let _alone = alone();
    for note in [0, 40, 4000] {
        let before = MEMORY.current_usage();
        let change = annotations(1000, note);
        let memory = MEMORY.current_usage() - before;
        let mut set = AnnotationSet::new(paragraphs(1000), Details::default());
        set.apply(&change).unwrap();
        let record = article_annotator::model::record::Record::plain(&change).to_json().len();
        let weight = change.weight();
        println!(
            "{note} bytes of note: {weight} weighed, {memory} in memory, {record} as a record"
        );
        for measured in [memory, record] {
            assert!(weight < measured * 2 && measured < weight * 2, "{weight}, {measured}");
        }
    }
}
