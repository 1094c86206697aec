//! The session's host in tests, the same in every run: a clock, counting ids, a dictionary, keys as a
//! browser reports them, and the worker.

use std::cell::Cell;
use std::collections::BTreeSet;

use article_annotator::formats::Options;
use article_annotator::model::words::Segmenter;
use article_annotator::model::{BlockIndex, BlockPoint, Timestamp, Utf16};
use article_annotator::session::commands::keymap::{KeyPress, Place};
use article_annotator::session::worker;
use article_annotator::session::worker::arriving::Arriving;
use article_annotator::session::{Action, Host, Outcome, Session, SessionError, Task};

/// A clock that stands still until it is moved, counting ids, and a dictionary.
#[derive(Debug, Default)]
pub struct World {
    pub now: Cell<i64>,
    pub drawn: Cell<u64>,
    /// The number of the tab.
    pub tab: Cell<u64>,
    dictionary: BTreeSet<&'static str>,
}

impl World {
    /// A host that knows these words in scripts without blanks.
    pub fn knowing(words: &[&'static str]) -> Self {
        Self { dictionary: words.iter().copied().collect(), ..Self::default() }
    }

    /// Lets time pass, in milliseconds.
    pub fn wait(&self, milliseconds: i64) {
        self.now.set(self.now.get() + milliseconds);
    }

    /// The time, in milliseconds since the host was made.
    pub fn set_time(&self, milliseconds: i64) {
        self.now.set(milliseconds);
    }
}

impl Segmenter for World {
    fn word_edges(&self, text: &str) -> Option<Vec<usize>> {
        if self.dictionary.is_empty() {
            return None;
        }
        let (mut edges, mut at) = (vec![0], 0);
        while at < text.len() {
            let known = self.dictionary.iter().filter(|word| text[at..].starts_with(**word));
            let one = text[at..].chars().next().map_or(1, char::len_utf8);
            at += known.map(|word| word.len()).max().unwrap_or(one);
            edges.push(at);
        }
        Some(edges)
    }
}

impl Host for World {
    fn new_tab(&self) -> String {
        format!("tab {}", self.tab.get())
    }

    fn now(&self) -> Timestamp {
        Timestamp(1_700_000_000_000 + self.now.get())
    }

    fn random(&self) -> [u8; 10] {
        self.drawn.set(self.drawn.get() + 1);
        let mut bytes = [0; 10];
        bytes[2..].copy_from_slice(&self.drawn.get().to_be_bytes());
        bytes
    }
}

/// A key as the browser reports it.
pub fn press(key: &str, place: Place) -> KeyPress {
    let (modifiers, key) = match key.rsplit_once('+') {
        Some((modifiers, key)) => (modifiers, key),
        None => ("", key),
    };
    let shift = modifiers.contains("Shift");
    let (code, key) = match key {
        "Left" | "Right" | "Up" | "Down" => (format!("Arrow{key}"), format!("Arrow{key}")),
        key if key.len() == 1 && key.chars().all(|c| c.is_ascii_digit()) => {
            // As on an English keyboard.
            let sign = ["!", "@", "#"].get(key.parse::<usize>().unwrap_or(0).wrapping_sub(1));
            let typed = sign.filter(|_| shift).map_or(key, |sign| sign);
            (format!("Digit{key}"), typed.to_owned())
        }
        key if key.len() == 1 && shift => (String::new(), key.to_uppercase()),
        key => (String::new(), key.to_owned()),
    };
    let (command, alt) = (modifiers.contains("Ctrl"), modifiers.contains("Alt"));
    let lower = key.to_lowercase();
    KeyPress { code, key, lower, command, shift, alt, place, selected: false }
}

/// Says that these blocks are near the view, from the first to the last.
pub fn near(first: u32, last: u32) -> Action {
    let point = |block, at| BlockPoint { block: BlockIndex(block), at: Utf16(at) };
    Action::Window { first: point(first, 0), last: point(last, u32::MAX) }
}

/// The worker's result for a task. Both go through chunks, as between two threads.
pub fn worked(task: &Task) -> Outcome {
    worker::ask_all(task, |program, task| {
        let against = task.against();
        let task = Task::read(task.parts().collect()).unwrap();
        let mut answer = Arriving::about(against);
        let outcome = worker::perform_by(program, &task, &|_| {});
        outcome.parts().for_each(|part| answer.take(part));
        answer.outcome().unwrap()
    })
}

/// A session's document in a format, as a program requests it.
pub fn exported(session: &Session, format: &str, host: &dyn Host) -> Result<String, SessionError> {
    let task = session.export_task(format, Options::default(), host)?;
    match worked(&task) {
        Outcome::Exported(exported) => Ok(String::from_utf8(exported.file.content).unwrap()),
        other => panic!("an export gives a file, not {other:?}"),
    }
}
