//! Lines that make one paragraph: by indents, gaps and looks, and because a line that ends early ends something.
//! A paragraph goes on in the next column and on the next page.

use super::lines::PageLine;

/// A paragraph: its lines in reading order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ParagraphLines {
    /// Its lines.
    pub lines: Vec<PageLine>,
}

/// Indent of a first line at least, in parts of the size.
const INDENT: f32 = 0.7;
/// How much farther than others a line is apart if a paragraph ends above it.
const APART: f32 = 1.28;

/// The paragraphs of columns in reading order.
pub fn paragraphs(columns: Vec<Vec<PageLine>>, from_right: bool) -> Vec<ParagraphLines> {
    let from_right = from_right && !is_left_aligned(&columns);
    let layout =
        PageHabits { from_right, pitch: pitch(&columns), indents: indents(&columns, from_right) };
    let mut all: Vec<ParagraphLines> = Vec::new();
    // Where the paragraph under construction had its edge when its column ended.
    let mut edge = 0.0;
    for column in columns {
        let edges: Vec<f32> = (0..column.len()).map(|at| layout.edge(&column, at)).collect();
        for at in 0..column.len() {
            let Some(line) = column.get(at) else { break };
            let goes_on = match (at.checked_sub(1), all.last()) {
                (Some(before), Some(open)) => {
                    let edge = edges.get(before).copied().unwrap_or_default();
                    !layout.ends_between(open, &column, before, edge)
                }
                (None, Some(open)) => layout.goes_on(open, line, column.get(1), edge),
                _ => false,
            };
            match all.last_mut() {
                Some(open) if goes_on => open.lines.push(line.clone()),
                _ => all.push(ParagraphLines { lines: vec![line.clone()] }),
            }
        }
        edge = edges.last().copied().unwrap_or(edge);
    }
    all
}

/// Whether lines begin below each other at the left rather than at the right.
fn is_left_aligned(columns: &[Vec<PageLine>]) -> bool {
    let same = |side: fn(&PageLine) -> f32| {
        let pairs = columns.iter().flat_map(|lines| lines.windows(2));
        let even = pairs.filter(|pair| match pair {
            [one, next] => (side(one) - side(next)).abs() < 0.1 * one.size,
            _ => false,
        });
        even.count()
    };
    same(|line| line.left) > 2 * same(|line| line.right)
}

/// What is usual in a document.
struct PageHabits {
    from_right: bool,
    /// The usual distance of lines, in parts of their size.
    pitch: f32,
    /// Whether first lines are indented.
    indents: bool,
}

impl PageHabits {
    /// Where lines begin: smaller is earlier, whichever side that is.
    fn start(&self, line: &PageLine) -> f32 {
        if self.from_right { -line.right } else { line.left }
    }

    /// Where a line ends.
    fn end(&self, line: &PageLine) -> f32 {
        if self.from_right { -line.left } else { line.right }
    }

    /// How far the lines around one reach.
    fn edge(&self, column: &[PageLine], at: usize) -> f32 {
        let Some(line) = column.get(at) else { return 0.0 };
        let around =
            column.get(at.saturating_sub(12)..(at + 13).min(column.len())).unwrap_or_default();
        let neighbours =
            column.get(at.saturating_sub(1)..(at + 2).min(column.len())).unwrap_or_default();
        // Text beside a picture has an edge of its own.
        let is_even = neighbours
            .iter()
            .filter(|one| (self.end(one) - self.end(line)).abs() <= 0.05 * line.size);
        if is_even.count() > 1 {
            return self.end(line);
        }
        let same = around.iter().filter(|one| (one.size - line.size).abs() <= 0.1 * line.size);
        same.map(|line| self.end(line)).fold(f32::NEG_INFINITY, f32::max)
    }

    /// Whether a paragraph ends between the line at `before` and the next one.
    fn ends_between(
        &self,
        open: &ParagraphLines,
        column: &[PageLine],
        before: usize,
        edge: f32,
    ) -> bool {
        let (Some(line), Some(next)) = (column.get(before), column.get(before + 1)) else {
            return true;
        };
        let size = line.size.max(0.1);
        let apart = next.base - line.base;
        // Each row of a table stands alone.
        if let (Some(cell), Some(other)) = (line.cell, next.cell)
            && cell.row == other.row
        {
            return false;
        }
        if !looks_alike(line, next) || line.is_of_table() || next.is_of_table() {
            return true;
        }
        if apart <= 0.2 * size
            || apart > APART * size.max(next.size) * self.pitch_at(column, before, edge)
        {
            return true;
        }
        if begins_item(&next.text())
            && (is_bullet(&next.text()) || open.is_item() || self.ends_early(line, next, edge))
        {
            return true;
        }
        let moved = (self.start(next) - self.start(line)) / size;
        let first = open.lines.len() == 1;
        if moved > INDENT && !(first && (open.is_item() || is_bullet(&line.text()))) {
            // A hanging indent goes on below.
            let hangs = first
                && column.get(before + 2).is_some_and(|third| {
                    looks_alike(next, third)
                        && (self.start(third) - self.start(next)).abs() < 0.3 * size
                });
            return !(hangs && !self.indents && !self.ends_early(line, next, edge));
        }
        if moved < -INDENT && !first && !self.is_centred(line, next) {
            return true;
        }
        // Large letters are headings, whose lines may end anywhere.
        self.ends_early(line, next, edge) && !self.is_centred(line, next)
    }

    /// Whether the first word of the next line had room on this one.
    fn ends_early(&self, line: &PageLine, next: &PageLine, edge: f32) -> bool {
        let left = edge - self.end(line);
        left > next.first_word + 0.45 * line.size
    }

    /// Whether two lines have one middle, and different ends.
    fn is_centred(&self, line: &PageLine, next: &PageLine) -> bool {
        let middle = |line: &PageLine| line.left + line.right;
        (middle(line) - middle(next)).abs() < 0.6 * line.size
            && (line.left - next.left).abs() > 0.6 * line.size
    }

    /// The distance of lines that belong together at a place: where single lines follow each other, the gaps
    /// between them say nothing.
    fn pitch_at(&self, column: &[PageLine], at: usize, edge: f32) -> f32 {
        let full = column.get(at).is_some_and(|line| edge - self.end(line) < 3.0 * line.size);
        if full { self.pitch_near(column, at) } else { self.pitch }
    }

    /// The usual distance of the lines around one, in parts of their size.
    fn pitch_near(&self, column: &[PageLine], at: usize) -> f32 {
        let around =
            column.get(at.saturating_sub(6)..(at + 8).min(column.len())).unwrap_or_default();
        let mut all = distances(around);
        all.sort_by(f32::total_cmp);
        // Of few lines, the smallest; gaps between paragraphs are larger.
        let usual = all.get(all.len() / 3).copied().unwrap_or(self.pitch);
        usual.min(self.pitch * 1.6)
    }

    /// Whether a paragraph goes on in a new column or on a new page.
    fn goes_on(
        &self,
        open: &ParagraphLines,
        line: &PageLine,
        second: Option<&PageLine>,
        edge: f32,
    ) -> bool {
        let Some(last) = open.lines.last() else { return false };
        if !looks_alike(last, line)
            || last.is_of_table()
            || line.is_of_table()
            || begins_item(&line.text())
        {
            return false;
        }
        let text = last.text();
        let text = text.trim_end();
        if text.ends_with(['-', '\u{AD}', '‐']) && line.text().starts_with(char::is_lowercase) {
            return true;
        }
        let indented = second.is_some_and(|second| {
            looks_alike(line, second) && self.start(line) - self.start(second) > INDENT * line.size
        });
        let ends = text.ends_with(is_end) || text.trim_end_matches(is_closing).ends_with(is_end);
        let full = edge - self.end(last) <= line.first_word + 0.45 * last.size;
        let begins_small = line.text().trim_start().starts_with(char::is_lowercase);
        full && !indented && (!ends || begins_small || self.indents)
    }
}

/// Whether lines may belong to one paragraph by their look.
fn looks_alike(line: &PageLine, next: &PageLine) -> bool {
    (line.size - next.size).abs() <= 0.07 * line.size.max(next.size) && line.bold == next.bold
}

fn distances(lines: &[PageLine]) -> Vec<f32> {
    let pairs = lines.windows(2).filter_map(|pair| match pair {
        [one, next] if looks_alike(one, next) => Some((next.base - one.base) / one.size.max(0.1)),
        _ => None,
    });
    pairs.filter(|apart| (0.8..=2.6).contains(apart)).collect()
}

/// The usual distance of lines, in parts of their size.
fn pitch(columns: &[Vec<PageLine>]) -> f32 {
    let mut all: Vec<f32> = columns.iter().flat_map(|lines| distances(lines)).collect();
    all.sort_by(f32::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or(1.25)
}

/// Whether first lines of paragraphs are indented: enough lines are between two that begin earlier.
fn indents(columns: &[Vec<PageLine>], from_right: bool) -> bool {
    let start = |line: &PageLine| if from_right { -line.right } else { line.left };
    let (mut indented, mut lines) = (0_usize, 0_usize);
    for column in columns {
        lines += column.len();
        indented += column
            .windows(3)
            .filter(|three| match three {
                [a, b, c] => {
                    let apart = INDENT * b.size;
                    looks_alike(a, b)
                        && looks_alike(b, c)
                        && start(b) - start(a) > apart
                        && start(b) - start(c) > apart
                        && start(b) - start(c) < 5.0 * b.size
                }
                _ => false,
            })
            .count();
    }
    indented >= 3 && indented * 40 >= lines
}

impl ParagraphLines {
    /// Whether it is an item of a list.
    pub fn is_item(&self) -> bool {
        self.lines.first().is_some_and(|line| begins_item(&line.text()))
    }
}

const BULLETS: [char; 16] =
    ['•', '●', '○', '▪', '■', '□', '◦', '‣', '⁃', '–', '—', '·', '➢', '✓', '\u{F0B7}', '∙'];

/// Whether a line begins with a bullet.
pub fn is_bullet(text: &str) -> bool {
    let mut all = text.trim_start().chars();
    let sign = all.next().is_some_and(|first| BULLETS.contains(&first));
    sign && all.next().is_some_and(char::is_whitespace)
}

/// Whether a line begins as an item of a list does: `•`, `1.`, `(a)`.
pub fn begins_item(text: &str) -> bool {
    if is_bullet(text) {
        return true;
    }
    let Some(word) = text.split_whitespace().next() else { return false };
    word.chars().count() < text.trim().chars().count() && is_number_of_item(word)
}

/// Whether a text is a bullet or the number of an item, and nothing else.
pub fn is_item_sign(text: &str) -> bool {
    let mut all = text.chars();
    all.next().is_some_and(|first| BULLETS.contains(&first)) && all.next().is_none()
        || is_number_of_item(text)
}

fn is_number_of_item(word: &str) -> bool {
    let inner = word.strip_prefix('(').unwrap_or(word);
    let Some(inner) = inner.strip_suffix(')').or_else(|| inner.strip_suffix('.')) else {
        return false;
    };
    let number = inner.len() <= 3 && !inner.is_empty() && inner.chars().all(|c| c.is_ascii_digit());
    number
        || word.ends_with(')')
            && inner.chars().count() == 1
            && inner.chars().all(char::is_alphabetic)
}

fn is_end(c: char) -> bool {
    crate::model::characters::is_stop(c) || matches!(c, ':')
}

fn is_closing(c: char) -> bool {
    crate::model::characters::is_closing(c) || matches!(c, ')' | ']' | '"')
}
