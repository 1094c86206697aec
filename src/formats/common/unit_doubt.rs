//! Whether a file without text beside its offsets counts in the unit of its format: spans that cut words in
//! one unit and none in the other deserve a warning. It changes no span.

use super::spans::short;
use super::{Problem, Ruler, Unit};
use crate::model::{Article, TextRange};

/// The warning about offsets in this unit, if they look like offsets in the other; `counted` is the text that
/// they count, if its line ends are not those of the article.
pub fn doubt(
    article: &Article,
    counted: Option<&str>,
    unit: Unit,
    spans: &[(u32, u32)],
) -> Option<Problem> {
    let other = match unit {
        Unit::Utf16 => Unit::CodePoint,
        Unit::CodePoint => Unit::Utf16,
    };
    let text: &str = article.text();
    let ruler = |unit| {
        let mut ruler = Ruler::new(article, unit);
        ruler.count_line_ends(counted.unwrap_or_default());
        ruler
    };
    let (own_ruler, other_ruler) = (ruler(unit), ruler(other));
    if own_ruler.len() == other_ruler.len() {
        return None;
    }
    let is_whole = |ruler: &Ruler<'_>, span: (u32, u32)| {
        ruler.span(span.0, span.1).is_ok_and(|range| is_of_words(text, range))
    };
    let cuts: Vec<_> = spans.iter().filter(|span| !is_whole(&own_ruler, **span)).collect();
    let example = cuts.first()?;
    if !spans.iter().all(|span| is_whole(&other_ruler, *span)) {
        return None;
    }
    let words = own_ruler.span(example.0, example.1).ok();
    let words = words.map_or("", |range| article.slice(range));
    let count = cuts.len();
    let (spans, cut) = if count == 1 { ("span", "cuts") } else { ("spans", "cut") };
    Some(Problem::new(format!(
        "{count} {spans} {cut} through words (“{}”); none would if the offsets counted {} instead of {}, so check them",
        short(words),
        other.words(),
        unit.words()
    )))
}

/// Whether a range begins and ends at the edges of words.
fn is_of_words(text: &str, range: TextRange) -> bool {
    let (start, end) = (range.start.index(), range.end.index());
    let inside = text.get(start..end).unwrap_or_default();
    let before = text.get(..start).unwrap_or_default().chars().next_back();
    let behind = text.get(end..).unwrap_or_default().chars().next();
    let is_cut = |one: Option<char>, other: Option<char>| {
        one.zip(other).is_some_and(|(one, other)| one.is_alphanumeric() && other.is_alphanumeric())
    };
    inside.trim() == inside
        && !is_cut(before, inside.chars().next())
        && !is_cut(inside.chars().next_back(), behind)
}
