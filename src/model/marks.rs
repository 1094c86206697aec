//! Quotation marks: whether those in a text are balanced, and how to extend a span by a missing one
//! (tests/native/todo.rs).

use super::annotation::Annotation;
use super::article::Article;
use super::text::{Byte, TextRange};

/// Whether every quotation mark has its counterpart. A quote of several paragraphs opens in each.
pub fn is_balanced(text: &str) -> bool {
    let count = |mark: char| text.matches(mark).count();
    // After a low opening mark, the upper mark that opens in English closes.
    let low = count('„') > 0;
    let (opens, closes) =
        if low { ('„', if count('”') > 0 { '”' } else { '“' }) } else { ('“', '”') };
    let continued =
        |mark: char| text.split('\n').skip(1).filter(|line| line.starts_with(mark)).count();
    let pair = |opens: char, closes: char| {
        let (open, close) = (count(opens), count(closes));
        open == close || open == close + continued(opens)
    };
    let curly = match (low, count('“')) {
        (false, 0) => count('”').is_multiple_of(2),
        _ => pair(opens, closes),
    };
    let equal = |a: char, b: char| count(a) == count(b);
    let angles = pair('«', '»');
    curly
        && angles
        && equal('「', '」')
        && equal('『', '』')
        && equal('‹', '›')
        && (count('"').is_multiple_of(2) || (count('"') - continued('"')).is_multiple_of(2))
}

/// Longest text whose marks are counted at each step of a selection, in bytes: no quotation is longer.
const LONGEST: u32 = 16 << 10;

/// A range with the closing quotation mark that directly follows it, or the opening one that directly precedes it,
/// if it lacks one of two.
#[inline(never)]
pub fn with_both(article: &Article, range: TextRange) -> TextRange {
    if range.len() > LONGEST || is_balanced(article.slice(range)) {
        return range;
    }
    let (before, behind) = article.text().split_at(range.end.index());
    let before = before.get(..range.start.index()).unwrap_or_default();
    let mut end = range.end;
    for (at, c) in behind.char_indices() {
        if c.is_whitespace() || c.is_alphanumeric() {
            break;
        }
        if MARKS.contains(&c) {
            end = Byte::at(range.end.index() + at + c.len_utf8());
            break;
        }
    }
    let mark = before.chars().next_back().filter(|c| MARKS.contains(c));
    let start = Byte::at(before.len() - mark.map_or(0, char::len_utf8));
    let ways = [TextRange { end, ..range }, TextRange { start, ..range }];
    ways.into_iter().find(|way| is_balanced(article.slice(*way))).unwrap_or(range)
}

const MARKS: [char; 10] = ['"', '“', '”', '„', '«', '»', '「', '」', '『', '』'];

/// The spans extended by the quotation mark beside them or, if there is none, without their own.
pub fn grown(article: &Article, one: &Annotation) -> Option<Vec<TextRange>> {
    let text = article.text();
    let (first, last) = (one.spans.first()?, one.spans.last()?);
    let (before, inside) = (text.get(..first.start.index())?, article.slice(*first));
    let (behind, end) = (text.get(last.end.index()..)?, article.slice(*last));
    let size = |c: char| u32::try_from(c.len_utf8()).unwrap_or(0);
    let mut ways: Vec<(Byte, Byte)> = Vec::new();
    // A comma or full stop may come between the last word and the mark.
    let ahead: Vec<char> = behind.chars().take(3).collect();
    if let Some(at) = ahead.iter().position(|c| MARKS.contains(c)) {
        let length: u32 = ahead.iter().take(at + 1).copied().map(size).sum();
        ways.push((first.start, Byte(last.end.0 + length)));
    }
    if let Some(mark) = before.chars().next_back().filter(|c| MARKS.contains(c)) {
        ways.push((Byte(first.start.0 - size(mark)), last.end));
    }
    if let Some(mark) = inside.chars().next().filter(|c| MARKS.contains(c)) {
        ways.push((Byte(first.start.0 + size(mark)), last.end));
    }
    if let Some(mark) = end.chars().next_back().filter(|c| MARKS.contains(c)) {
        ways.push((first.start, Byte(last.end.0 - size(mark))));
    }
    ways.into_iter().find_map(|(start, end)| {
        let mut spans = one.spans.clone();
        spans.first_mut()?.start = start;
        spans.last_mut()?.end = end;
        let sound = spans.iter().all(|span| span.start < span.end);
        (sound && is_balanced(&joined(article, &spans))).then_some(spans)
    })
}

/// The text of spans, with parts joined by a space, or by the end of a line if one is between them.
pub fn joined(article: &Article, spans: &[TextRange]) -> String {
    let mut text = String::new();
    let mut end = None;
    for span in spans {
        let gap = end.and_then(|end: Byte| article.text().get(end.index()..span.start.index()));
        text.push_str(gap.map_or("", |gap| if gap.contains('\n') { "\n" } else { " " }));
        text.push_str(article.slice(*span));
        end = Some(span.end);
    }
    text
}
