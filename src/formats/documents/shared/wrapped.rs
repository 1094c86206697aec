//! Tells lines broken by the page width from lines that somebody ended. Verses, lists and addresses are not
//! prose; joining is only an offer, but a wrong one is a nuisance (tests/opening/wrapped.rs).

use crate::model::has_no_blanks;

/// Widths at which lines are broken, in columns.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=100;
/// Fewest broken lines that are more than chance.
const FEWEST: usize = 3;
/// Fewest columns of a width that two lines prove.
const LONG: usize = 60;
/// Columns by which a full line may miss the width: editors count trailing spaces, and people break a word
/// early.
const SLACK: usize = 2;

/// Whether each line continues a paragraph that was broken only by the page width.
pub fn continuing(lines: &[&str]) -> Vec<bool> {
    let measured: Vec<Line<'_>> = lines.iter().map(|line| Line::of(line)).collect();
    match width(&measured) {
        Some(width) => marked(&measured, width),
        None => vec![false; lines.len()],
    }
}

/// A line with the facts needed here.
struct Line<'a> {
    /// Without spaces at its ends.
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

    /// Whether only the width ended the line, if the next continues like this.
    fn is_full_before(&self, next: &Self, width: usize) -> bool {
        let blank = usize::from(!next.text.starts_with(has_no_blanks));
        self.columns + blank + next.word > width.saturating_sub(SLACK)
    }

    /// Whether it is about as long as the others.
    fn is_long(&self, width: usize) -> bool {
        self.columns * 10 >= width * 7
    }

    /// Whether it begins in the middle of a sentence.
    fn is_amid(&self) -> bool {
        self.text.starts_with(char::is_lowercase)
    }

    fn ends_a_sentence(&self) -> bool {
        let bare = self.text.trim_end_matches(['"', '\'', '”', '’', '»', ')', '_', '*']);
        bare.ends_with(['.', '!', '?', ':', '…', '。', '؟', '।', '။', '።'])
    }

    /// Whether it begins something new: an item, a quoted e-mail, a rule, a table row.
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

    /// Rules and tables: hardly any letters, or separate columns.
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
        // Combining marks.
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
    // Somebody who writes long lines breaks none; a web address may be long anywhere.
    let long = lines.iter().filter(breakable).filter(|line| !fit(line)).count();
    let width = within().map(|line| line.columns).max()?;
    if long * 10 > filled || !WIDTHS.contains(&width) {
        return None;
    }
    // A few lines may exceed it; the width of the others counts.
    let mut widths: Vec<usize> = within().map(|line| line.columns).collect();
    widths.sort_unstable();
    let usual = widths.get(widths.len() * 98 / 100).copied().unwrap_or(width);
    [width, usual].into_iter().find(|width| is_broken_at(lines, *width))
}

/// Whether nearly all lines followed by another are full. Those of verses and addresses are not; and where
/// lines were broken by eye, they at least continue in the middle of a sentence.
fn is_broken_at(lines: &[Line<'_>], width: usize) -> bool {
    let (mut all, mut full, mut long, mut amid, mut ends) = (0, 0, 0, 0, 0);
    // An address or signature below a letter says nothing about the letter's lines.
    let is_long = |run: &&[Line<'_>]| run.iter().any(|line| line.columns * 10 > width * 6);
    for run in lines.split(Line::is_empty).filter(is_long) {
        for pair in run.windows(2) {
            let [line, next] = pair else { continue };
            if !next.begins_anew() && (next.indent <= line.indent || line.begins_anew()) {
                let is_full = line.is_full_before(next, width);
                all += 1;
                full += usize::from(is_full);
                ends += usize::from(!is_full && line.ends_a_sentence() && !next.is_amid());
                long += usize::from(line.is_long(width));
                amid += usize::from(next.is_amid());
            }
        }
    }
    let by_rule = full >= FEWEST && full * 10 >= all * 7;
    // No blank line may stand between paragraphs; their sentences go on behind most full lines then.
    let by_ends = full >= FEWEST && full * 10 >= (all - ends) * 7 && amid * 2 >= full;
    // Two lines are enough if they go on in the middle of a sentence, both of them.
    let by_few = full > 1 && full == all && amid == all && width >= LONG;
    let by_eye = all >= 4 * FEWEST && long * 10 >= all * 8 && amid * 2 >= all;
    WIDTHS.contains(&width) && (by_rule || by_ends || by_few || by_eye)
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
    // Lines may end early, but not together with their sentence; otherwise a paragraph ends.
    let early = line.is_long(width) && !line.ends_a_sentence() && line.indent == next.indent
        || line.is_long(width) && next.is_amid();
    if !line.is_full_before(next, width) && !early {
        return false;
    }
    // The first line of a paragraph may be indented, and the first of an item outdented; any other change to
    // a deeper indent begins something.
    let hangs = before.is_none_or(|before| before.indent != line.indent || line.begins_anew());
    next.indent <= line.indent || (hangs && line.begins_anew() && next.indent <= line.indent + 8)
}
