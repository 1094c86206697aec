//! Tells lines that the width of a page broke from lines that somebody ended.
//! Must never take verses, lists or addresses for prose: it is only an offer to join, yet a wrong one is a nuisance.

use crate::model::has_no_blanks;

/// Pages are so wide where somebody broke lines by width, in columns.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=100;
/// So many lines must have been broken before it is more than chance.
const FEWEST: usize = 3;
/// A line counts as full if the next word would have passed the width less this: editors count
/// blanks at the end, and people break a word early.
const SLACK: usize = 2;

/// Of each line whether it goes on a paragraph that only the width of a page broke.
pub(super) fn continuing(lines: &[&str]) -> Vec<bool> {
    let measured: Vec<Line<'_>> = lines.iter().map(|line| Line::of(line)).collect();
    match width(&measured) {
        Some(width) => marked(&measured, width),
        None => vec![false; lines.len()],
    }
}

/// A line as far as it matters here.
struct Line<'a> {
    /// Without blanks at its ends.
    text: &'a str,
    /// Columns to the end of its text.
    columns: usize,
    /// Columns of blanks before its text.
    indent: usize,
    /// Columns of its first word, which the line before would have had to hold.
    word: usize,
}

impl<'a> Line<'a> {
    fn of(line: &'a str) -> Self {
        let line = line.trim_end();
        let text = line.trim_start();
        let blank = line.get(..line.len() - text.len()).unwrap_or_default();
        let word = match text.chars().next() {
            Some(first) if has_no_blanks(first) => columns_of(first),
            _ => columns(text.split(char::is_whitespace).next().unwrap_or_default()),
        };
        Self { text, columns: columns(line), indent: columns(blank), word }
    }

    fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether nothing but its width ended the line, if the next goes on like this.
    fn is_full_before(&self, next: &Self, width: usize) -> bool {
        let blank = usize::from(!next.text.starts_with(has_no_blanks));
        self.columns + blank + next.word > width.saturating_sub(SLACK)
    }

    /// Whether it is about as long as the others, if not quite.
    fn is_long(&self, width: usize) -> bool {
        self.columns * 10 >= width * 7
    }

    /// Whether it begins in the midst of a sentence.
    fn is_amid(&self) -> bool {
        self.text.starts_with(char::is_lowercase)
    }

    fn ends_a_sentence(&self) -> bool {
        let bare = self.text.trim_end_matches(['"', '\'', '”', '’', '»', ')', '_', '*']);
        bare.ends_with(['.', '!', '?', ':', '…', '。', '؟', '।', '။', '።'])
    }

    /// Whether it begins something of its own: an item, a quoted mail, a rule, a row of a table.
    fn begins_anew(&self) -> bool {
        let mut letters = self.text.chars();
        let first = letters.next().unwrap_or_default();
        let second = letters.next();
        let bullet = "-*+•‣▪◦·–—".contains(first) && second.is_none_or(char::is_whitespace);
        bullet || first == '>' || self.is_numbered() || self.is_drawn()
    }

    fn is_numbered(&self) -> bool {
        let Some((number, _)) = self.text.split_once(char::is_whitespace) else { return false };
        let bare = number.trim_start_matches('(').trim_end_matches(['.', ')']);
        let marked = number.starts_with('(') || bare.chars().all(char::is_numeric);
        marked && !bare.is_empty() && bare.chars().count() <= 3 && number.ends_with(['.', ')'])
    }

    /// Rules and tables: hardly a letter, or columns kept apart.
    fn is_drawn(&self) -> bool {
        let letters = self.text.chars().filter(|c| c.is_alphanumeric()).count();
        letters * 3 < self.text.chars().count()
            || self.text.contains('\t')
            || self.text.starts_with('|')
            || self.text.split("   ").filter(|part| !part.trim().is_empty()).count() > 2
    }
}

fn columns(text: &str) -> usize {
    text.chars().map(columns_of).sum()
}

fn columns_of(letter: char) -> usize {
    match u32::from(letter) {
        // Marks that stand on a letter.
        0x300..=0x36F | 0x200B..=0x200F => 0,
        0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFF00..=0xFF60 => {
            2
        }
        _ => 1,
    }
}

/// The width at which lines were broken, if they were.
fn width(lines: &[Line<'_>]) -> Option<usize> {
    let filled = lines.iter().filter(|line| !line.is_empty()).count();
    let breakable =
        |line: &&Line<'_>| line.text.contains(char::is_whitespace) || line.word < line.columns;
    let fit = |line: &&Line<'_>| line.columns <= *WIDTHS.end();
    let within = || lines.iter().filter(breakable).filter(fit);
    // Whoever writes long lines breaks none; an address of the web may be long anywhere.
    let long = lines.iter().filter(breakable).filter(|line| !fit(line)).count();
    let width = within().map(|line| line.columns).max()?;
    if long * 10 > filled || !WIDTHS.contains(&width) {
        return None;
    }
    // A few lines may stand out; then it is the width of the others that broke them.
    let mut widths: Vec<usize> = within().map(|line| line.columns).collect();
    widths.sort_unstable();
    let usual = widths.get(widths.len() * 98 / 100).copied().unwrap_or(width);
    [width, usual].into_iter().find(|width| is_broken_at(lines, *width))
}

/// Whether nearly all lines that another follows are full. Verses and addresses are not; and where
/// somebody broke lines by eye, they at least go on in the midst of a sentence.
fn is_broken_at(lines: &[Line<'_>], width: usize) -> bool {
    let (mut all, mut full, mut long, mut amid) = (0, 0, 0, 0);
    // An address or a signature below a letter says nothing of how the letter was broken.
    let told = |run: &&[Line<'_>]| run.iter().any(|line| line.columns * 10 > width * 6);
    for run in lines.split(Line::is_empty).filter(told) {
        for pair in run.windows(2) {
            let [line, next] = pair else { continue };
            if !next.begins_anew() && (next.indent <= line.indent || line.begins_anew()) {
                all += 1;
                full += usize::from(line.is_full_before(next, width));
                long += usize::from(line.is_long(width));
                amid += usize::from(next.is_amid());
            }
        }
    }
    let by_rule = full >= FEWEST && full * 10 >= all * 7;
    let by_eye = all >= 4 * FEWEST && long * 10 >= all * 8 && amid * 2 >= all;
    WIDTHS.contains(&width) && (by_rule || by_eye)
}

fn marked(lines: &[Line<'_>], width: usize) -> Vec<bool> {
    let first = lines.first().map(|_| false);
    let others = lines.windows(2).enumerate().map(|(at, pair)| match pair {
        [line, next] => {
            let before = at.checked_sub(1).and_then(|at| lines.get(at));
            goes_on(before, line, next, width)
        }
        _ => false,
    });
    first.into_iter().chain(others).collect()
}

fn goes_on(before: Option<&Line<'_>>, line: &Line<'_>, next: &Line<'_>, width: usize) -> bool {
    if line.is_empty() || next.is_empty() || next.begins_anew() {
        return false;
    }
    // Lines end early here and there, but not with their sentence, or else it is a paragraph.
    let early = line.is_long(width) && !line.ends_a_sentence() && line.indent == next.indent
        || line.is_long(width) && next.is_amid();
    if !line.is_full_before(next, width) && !early {
        return false;
    }
    // The first line of a paragraph may stand in, and the first of an item out; any other change to
    // a deeper indent begins something.
    let hangs = before.is_none_or(|before| before.indent != line.indent || line.begins_anew());
    next.indent <= line.indent || (hangs && line.begins_anew() && next.indent <= line.indent + 8)
}
