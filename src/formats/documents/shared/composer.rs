//! Composes passages piece by piece: white space as a page shows it, emphasis and links by place. No visible
//! word is dropped (tests/opening/pages.rs), and no line ends in a space.

use super::formula::FormulaTree;
use super::omitted::Omitted;
use super::raised::{Raised, raised};
use super::tables::{CellPlace, TableUse, Tables};
use crate::formats::common::addresses::is_unseen;
use crate::formats::documents::manuscript::Passage;
use crate::model::text::{ends_line, with_line_ends};
use crate::model::{BlockKind, Byte, Inline, InlineKind, TextRange, has_no_blanks};

/// Number of preceding emphases and links searched for one that continues.
const TOUCHING: usize = 4;

/// Passages under construction.
#[derive(Default)]
pub struct Composer {
    passages: Vec<Passage>,
    kind: BlockKind,
    text: String,
    inlines: Vec<Inline>,
    open: Vec<Begun>,
    blank: bool,
    kept: Option<bool>,
    /// Whether something with a space at its edge was skipped, so that the text around it must not join.
    gap: bool,
    /// The struck-out text of the passage.
    struck: String,
    /// The invisible text of the passage.
    hidden: String,
    /// Whether that is listed, however short it is.
    hides_words: bool,
    tables: Tables,
    /// What was skipped on the way.
    pub omitted: Omitted,
}

/// Fewest words, or letters, that make invisible text worth reading: less belongs to a control.
const WORDS: usize = 3;
const LETTERS: usize = 20;

/// Emphasis or a link that has begun; `None` inside one of the same kind, where it is invisible.
struct Begun {
    kind: Option<InlineKind>,
    start: usize,
}

impl Composer {
    /// Ends the passage and begins one of this kind.
    pub fn begin(&mut self, kind: BlockKind) {
        self.end();
        self.kind = kind;
    }

    /// Whether the passage has no text so far.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Sets whether the following text belongs to the article. A passage is skipped if nothing in it does.
    pub fn keep(&mut self, kept: bool) {
        self.kept = Some(self.kept.unwrap_or(false) || kept);
    }

    /// Ends the passage, unless it is empty.
    pub fn end(&mut self) {
        self.end_seen();
        let hidden = std::mem::take(&mut self.hidden);
        let is_said =
            std::mem::take(&mut self.hides_words) && hidden.contains(char::is_alphanumeric);
        if is_said || is_worth_reading(&hidden) {
            self.passages.push(left_out(self.kind, &hidden));
        }
    }

    fn end_seen(&mut self) {
        for open in &mut self.open {
            self.inlines.extend(open.inline(self.text.len()));
            open.start = 0;
        }
        (self.blank, self.gap) = (false, false);
        let kept = self.kept.take();
        self.trim_line();
        let text = std::mem::take(&mut self.text);
        let end = text.trim_end().len();
        let mut inlines = std::mem::take(&mut self.inlines);
        let struck = std::mem::take(&mut self.struck);
        // Pages fill empty paragraphs with characters that nobody sees.
        if text.chars().all(|c| c.is_whitespace() || is_unseen(c)) {
            if !struck.trim().is_empty() {
                self.passages.push(left_out(self.kind, &struck));
            }
            return;
        }
        for inline in &mut inlines {
            inline.range.end = inline.range.end.min(Byte::at(end));
        }
        inlines.retain(|inline| inline.range.start < inline.range.end);
        let inlines = joined(inlines);
        let text = text.get(..end).unwrap_or_default().to_owned();
        let (kind, left_out) = (self.kind, kept == Some(false));
        self.passages.push(Passage { kind, text, inlines, left_out, continues: false });
    }

    /// Adds text, with any white space as one space.
    pub fn words(&mut self, text: &str) {
        self.blank |= std::mem::take(&mut self.gap);
        for (at, line) in text.split(ends_line).enumerate() {
            if at > 0 {
                self.line_end();
            }
            self.line_of_words(line);
        }
    }

    fn line_of_words(&mut self, line: &str) {
        for (at, word) in line.split(is_blank).enumerate() {
            self.blank |= at > 0;
            if !word.is_empty() {
                self.put_blank();
                self.text.push_str(word);
            }
        }
    }

    /// Adds text as it stands.
    pub fn exact(&mut self, text: &str) {
        let gap = !text.is_empty() && std::mem::take(&mut self.gap);
        self.blank |= gap && !text.starts_with(char::is_whitespace);
        self.put_blank();
        self.text.push_str(&with_line_ends(text));
    }

    /// Skips struck-out text; a passage of nothing else can be included later.
    pub fn strike(&mut self, text: &str) {
        self.omitted.strike(text);
        self.struck.push_str(text);
        self.leave_gap(text);
    }

    /// Keeps the text on both sides of skipped text as far apart as it was.
    fn leave_gap(&mut self, text: &str) {
        let is_edge = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
        self.gap |= is_edge && !self.text.ends_with(char::is_whitespace);
    }

    /// Skips invisible text; if it is worth reading, it can be included later.
    pub fn hide(&mut self, text: &str) {
        self.hidden.push_str(text);
    }

    /// Adds text that is seen beside that of the passage: it is listed, however short it is.
    pub fn set_aside(&mut self, text: &str) {
        self.hide(text);
        self.hide(" ");
        self.hides_words = true;
    }

    /// Adds raised or lowered text if it must not be read like normal text; returns whether it was handled.
    /// The mark of a note is skipped.
    pub fn raise(&mut self, text: &str, up: bool, linked: bool) -> bool {
        let before = if self.blank { "" } else { &self.text };
        match raised(text, before, up, linked) {
            Raised::Mark => {
                self.omitted.mark(text);
                self.leave_gap(text);
            }
            Raised::Shown(text) => self.exact(&text),
            Raised::Plain => return false,
        }
        true
    }

    /// Adds a formula if it can be written on a line, and skips it otherwise.
    pub fn formula(&mut self, formula: &FormulaTree) {
        let Some(line) = formula.written() else { return self.omitted.formula(&formula.named()) };
        // A number before it is not part of it.
        let joins = self.text.ends_with(char::is_numeric) && line.starts_with(char::is_numeric);
        self.blank |= joins;
        self.words(&line);
    }

    /// A line end in the source: a space in scripts that use them.
    pub fn soft_end(&mut self) {
        self.blank |= !self.text.ends_with(has_no_blanks);
    }

    /// Ends the line; the second time, the passage.
    pub fn line_end(&mut self) {
        (self.blank, self.gap) = (false, false);
        self.trim_line();
        if self.text.ends_with('\n') {
            self.end();
        } else if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// Begins emphasis or a link; `None` for something without style that ends like one.
    pub fn open(&mut self, kind: Option<InlineKind>) {
        let twice = |open: &Begun| match (&open.kind, &kind) {
            (Some(InlineKind::Link(_)), Some(InlineKind::Link(_))) => true,
            (open, kind) => open == kind,
        };
        let kind = if self.open.iter().any(twice) { None } else { kind };
        self.open.push(Begun { kind, start: self.text.len() });
    }

    /// Ends the innermost emphasis or link.
    pub fn close(&mut self) {
        if let Some(open) = self.open.pop() {
            self.inlines.extend(open.inline(self.text.len()));
        }
    }

    /// Ends the passage and begins a table.
    pub fn enter_table(&mut self, used: TableUse) {
        let before = self.passages_so_far();
        self.passages = self.tables.enter(used, before);
    }

    /// Begins a row of the table; `heads` if it heads the columns.
    pub fn enter_row(&mut self, heads: bool) {
        let before = self.passages_of_table();
        self.tables.row(heads, before);
    }

    /// Begins a cell of the row.
    pub fn enter_cell(&mut self, place: CellPlace) {
        let before = self.passages_of_table();
        self.tables.cell(place, before);
    }

    /// Ends the cell.
    pub fn leave_cell(&mut self) {
        let inside = self.passages_of_table();
        self.tables.end_cell(inside);
    }

    /// Ends the table; returns whether one was open.
    pub fn leave_table(&mut self) -> bool {
        self.end();
        let Some(table) = self.tables.leave() else { return false };
        if let Some(table) = table {
            self.passages = table.ended(std::mem::take(&mut self.passages));
        }
        true
    }

    /// The open table, to be told of its rows and cells.
    pub fn table(&mut self) -> &mut Tables {
        &mut self.tables
    }

    fn passages_so_far(&mut self) -> Vec<Passage> {
        self.end();
        std::mem::take(&mut self.passages)
    }

    fn passages_of_table(&mut self) -> Vec<Passage> {
        self.end();
        if self.tables.has_rows() { std::mem::take(&mut self.passages) } else { Vec::new() }
    }

    /// The passages.
    pub fn finish(mut self) -> Vec<Passage> {
        self.taken()
    }

    /// The passages so far; the next ones begin anew.
    pub fn taken(&mut self) -> Vec<Passage> {
        // A damaged file may end inside a table.
        while self.leave_table() {}
        self.passages_so_far()
    }

    /// A composer for passages beside these, such as those of a text box; this one goes on later.
    pub fn beside(&mut self) -> Self {
        Self { omitted: std::mem::take(&mut self.omitted), ..Self::default() }
    }

    /// Adds passages made elsewhere.
    pub fn append(&mut self, passages: Vec<Passage>) {
        self.end();
        self.passages.extend(passages);
    }

    /// Drops the spaces at the end of the line, breaking or not.
    fn trim_line(&mut self) {
        let end = self.text.trim_end_matches(|c: char| c.is_whitespace() && c != '\n').len();
        if end == self.text.len() {
            return;
        }
        self.text.truncate(end);
        self.open.iter_mut().for_each(|open| open.start = open.start.min(end));
        let end = Byte::at(end);
        self.inlines.iter_mut().for_each(|inline| inline.range.end = inline.range.end.min(end));
        self.inlines.retain(|inline| inline.range.start < inline.range.end);
    }

    fn put_blank(&mut self) {
        let blank = std::mem::take(&mut self.blank);
        if !blank || self.text.is_empty() || self.text.ends_with('\n') {
            return;
        }
        let end = self.text.len();
        self.text.push(' ');
        // What begins with its first word does not include the space before it.
        for open in self.open.iter_mut().filter(|open| open.start == end) {
            open.start += 1;
        }
    }
}

impl Begun {
    fn inline(&self, end: usize) -> Option<Inline> {
        let range = TextRange { start: Byte::at(self.start), end: Byte::at(end) };
        self.kind.clone().filter(|_| self.start < end).map(|kind| Inline { range, kind })
    }
}

/// A skipped passage with this text.
fn left_out(kind: BlockKind, words: &str) -> Passage {
    let text = words.split_whitespace().collect::<Vec<_>>().join(" ");
    Passage { kind, text, left_out: true, ..Passage::default() }
}

/// Whether invisible text may be text of an article.
pub fn is_worth_reading(text: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric();
    let words = text.split_whitespace().filter(|word| word.contains(is_letter));
    words.take(WORDS).count() == WORDS
        || text.chars().filter(|c| is_letter(*c)).take(LETTERS).count() == LETTERS
}

/// Joins emphasis and links that touch: word processors split them at will.
fn joined(mut inlines: Vec<Inline>) -> Vec<Inline> {
    let mut whole: Vec<Inline> = Vec::new();
    inlines.sort_by_key(|inline| inline.range);
    for inline in inlines {
        let before = whole.iter_mut().rev().take(TOUCHING);
        let touches =
            |one: &&mut Inline| one.range.end == inline.range.start && one.kind == inline.kind;
        match before.into_iter().find(touches) {
            Some(one) => one.range.end = inline.range.end,
            None => whole.push(inline),
        }
    }
    whole
}

/// White space that pages fold; not the no-break space, which counts as a letter.
pub fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0C')
}

/// The heading at the start of a text, as a title.
pub fn heading(passages: &[Passage]) -> Option<String> {
    let first = passages.iter().find(|one| !one.left_out)?;
    first.kind.heading_level().map(|_| first.text.replace('\n', " ").trim().to_owned())
}

/// Makes `title` the first passage, as a heading: moves the passage that says it, or adds one. Nothing is
/// repeated.
pub fn crown(passages: &mut Vec<Passage>, title: &str) {
    let title = title.trim();
    if title.is_empty() {
        return;
    }
    // A heading may have several lines.
    let is_whole = |one: &Passage| one.kind.heading_level().is_some() && is_same(&one.text, title);
    let says = |one: &Passage| {
        let line = one.text.split('\n').next().unwrap_or_default();
        !one.kind.is_row() && (is_same(line, title) || is_whole(one))
    };
    // A heading rather than a list item, and one in the article rather than beside it.
    let found =
        (0..passages.len()).filter(|at| passages.get(*at).is_some_and(says)).min_by_key(|at| {
            passages.get(*at).map(|one| (one.kind.heading_level().is_none(), one.left_out))
        });
    let passage = match found {
        Some(at) if passages.get(at).is_some_and(is_whole) => passages.remove(at),
        Some(at) => first_line(passages, at),
        None => Passage { text: title.to_owned(), ..Passage::default() },
    };
    passages.insert(0, Passage { kind: BlockKind::Heading1, left_out: false, ..passage });
}

/// Moves the first line of a passage into a passage of its own.
fn first_line(passages: &mut Vec<Passage>, at: usize) -> Passage {
    let Some(passage) = passages.get_mut(at) else { return Passage::default() };
    let Some((line, rest)) = passage.text.split_once('\n') else { return passages.remove(at) };
    let (end, start) = (Byte::at(line.len()), line.len() + 1);
    let (line, rest) = (line.to_owned(), rest.to_owned());
    let mut first = Passage { text: line, ..passage.clone() };
    first.inlines.retain(|inline| inline.range.start < end);
    first.inlines.iter_mut().for_each(|inline| inline.range.end = inline.range.end.min(end));
    passage.text = rest;
    passage.inlines.retain(|inline| inline.range.end.index() > start);
    for inline in &mut passage.inlines {
        let moved = |byte: Byte| Byte::at(byte.index().saturating_sub(start));
        inline.range = TextRange { start: moved(inline.range.start), end: moved(inline.range.end) };
    }
    first
}

/// Whether two texts are equal except for white space, quotation marks and case.
pub fn is_same(one: &str, other: &str) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = char> {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
    }
    letters(one).next().is_some() && letters(one).eq(letters(other))
}
