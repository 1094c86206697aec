//! What is in a text and not part of it: footnote marks, readings beside letters, struck-out text, editors'
//! comments. All of it is counted and reported (tests/opening/beside.rs).

use crate::formats::common::problem::Problem;
use crate::formats::common::spans::short;

/// Most items quoted in a message; the rest are counted.
const NAMED: usize = 8;

/// What was skipped so far.
#[derive(Debug, Default)]
pub struct Omitted {
    marks: Listed,
    struck: Listed,
    formulas: Listed,
    labels: Listed,
    readings: usize,
    comments: usize,
    pages: usize,
}

/// Texts, the first ones quoted.
#[derive(Debug, Default)]
struct Listed {
    count: usize,
    named: Vec<String>,
}

impl Listed {
    fn add(&mut self, text: &str) {
        self.count += 1;
        if self.named.len() < NAMED {
            self.named.push(short(&text.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
    }

    fn words(&self) -> String {
        let named = self.named.iter().map(|one| format!("“{one}”")).collect::<Vec<_>>().join(", ");
        match self.count - self.named.len() {
            0 => named,
            more => format!("{named} and {more} more"),
        }
    }
}

impl Omitted {
    /// Adds the mark of a footnote.
    pub fn mark(&mut self, text: &str) {
        self.marks.add(text.trim());
    }

    /// Adds struck-out text.
    pub fn strike(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.struck.add(text);
        }
    }

    /// Adds a formula that cannot be written on a line.
    pub fn formula(&mut self, text: &str) {
        self.formulas.add(text);
    }

    /// Adds the label that a program wrote beside words it marked.
    pub fn label(&mut self, text: &str) {
        self.labels.add(text);
    }

    /// Adds a reading beside letters.
    pub fn read(&mut self) {
        self.readings += 1;
    }

    /// Adds an editor's comment.
    pub fn remark(&mut self) {
        self.comments += 1;
    }

    /// Adds the number of a printed page.
    pub fn page(&mut self) {
        self.pages += 1;
    }

    /// The messages about it.
    pub fn problems(&self) -> Vec<Problem> {
        let of = |count: usize, one: &str, many: &str| match count {
            1 => format!("1 {one} is"),
            _ => format!("{count} {many} are"),
        };
        let mut lines = Vec::new();
        if self.marks.count > 0 {
            let marks = of(self.marks.count, "footnote mark", "footnote marks");
            lines.push(format!("{marks} left out of the text: {}", self.marks.words()));
        }
        if self.struck.count > 0 {
            lines.push(format!("struck-out words are left out: {}", self.struck.words()));
        }
        if self.formulas.count > 0 {
            let formulas = of(self.formulas.count, "formula", "formulas");
            lines.push(format!("{formulas} left out of the text: {}", self.formulas.words()));
        }
        if self.labels.count > 0 {
            let labels = of(self.labels.count, "label of marked words", "labels of marked words");
            lines.push(format!("{labels} left out of the text: {}", self.labels.words()));
        }
        if self.readings > 0 {
            let readings = of(self.readings, "ruby reading", "ruby readings");
            lines.push(format!("{readings} left out of the text"));
        }
        if self.comments > 0 {
            let comments = of(self.comments, "comment", "comments");
            lines.push(format!("{comments} left out of the text"));
        }
        if self.pages > 0 {
            let pages = of(self.pages, "number of a printed page", "numbers of printed pages");
            lines.push(format!("{pages} left out of the text"));
        }
        lines.into_iter().map(Problem::new).collect()
    }
}
