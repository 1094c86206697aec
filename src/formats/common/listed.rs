//! Spans as programs list them in JSON: `[start, end, label]`, `[label, start, end]`, or an object of these
//! (tests/formats/records.rs).

use std::borrow::Cow;

use super::Problem;
use super::counting::Stated;
use super::records::{items, offset, text};
use super::spans::{Intake, short};
use crate::model::Annotation;
use crate::model::plain::{Object, Plain};

/// Other names of a span's words. They count only if they are at its place, or overlap it.
const QUOTED: [&str; 8] = [
    "surface",
    "surface_form",
    "exact",
    "quote",
    "entity_text",
    "span_text",
    "covered_text",
    "matched_text",
];

/// Names of what may be its words, or what it is called elsewhere: these count only where its place cuts words.
const CALLED: [&str; 5] = ["value", "mention", "word", "words", "string"];

impl Intake<'_> {
    /// Adds a span as other programs list it, `[start, end, label]` perhaps with its words. Text alone is a label of the whole text.
    pub fn listed(&mut self, span: &Plain<'_>) -> Option<&mut Annotation> {
        if let Some(answer) = unaccepted(span) {
            self.skip(format!("the answer of a span is “{}”", short(answer)));
            return None;
        }
        let label = match span {
            Plain::Text(label) => Some(Cow::from(&**label)),
            Plain::List(list) => match list.as_slice() {
                [first @ Plain::Text(label), ..] if offset(Some(first)).is_none() => {
                    Some(Cow::from(&**label))
                }
                list => list.get(2).and_then(|label| label.as_text().ok()).map(Cow::from),
            },
            Plain::Object(span) => {
                let names =
                    ["label", "type", "label_", "tag", "category", "entity_group", "entity"];
                // Old versions of doccano write the number of the label.
                let named = names.iter().find_map(|name| match span.get(name)? {
                    Plain::Whole(number) => Some(Cow::from(number.to_string())),
                    Plain::Text(label) => Some(Cow::from(&**label)),
                    _ => None,
                });
                // The first of several, as Flair lists them, or one in a list.
                named.or_else(|| {
                    let list = span.get("labels").or(span.get("label"))?.as_list().ok()?;
                    (1..list.len()).for_each(|_| self.skip("a further label of a span"));
                    match list {
                        [Plain::Text(label), ..] => Some(Cow::from(&**label)),
                        [Plain::Object(label), ..] => text(label, "value").map(Cow::from),
                        _ => None,
                    }
                })
            }
            _ => None,
        };
        match (stated(span), label) {
            (Some((start, end, words)), Some(label)) => {
                let words = words.or_else(|| {
                    let span = span.as_object().ok()?;
                    let said = QUOTED.iter().filter_map(|name| text(span, name));
                    let called = CALLED.iter().filter_map(|name| text(span, name));
                    let called = called.filter(|_| !self.is_of_words((start, end)));
                    said.chain(called).find(|words| self.has_beside((start, end), words))
                });
                self.span(&label, (start, end), words)
            }
            (None, Some(label)) if let Some(words) = words_of(span) => {
                if !self.knows(&label) {
                    return None;
                }
                if self.by_words(&label, words).is_some() {
                    return self.last();
                }
                let words = short(words);
                self.skip(format!("nothing says where “{words}” is, and it is not there once"));
                None
            }
            (None, Some(label)) if is_placed_otherwise(span) => {
                self.skip(format!(
                    "the place of a “{}” is given in a way that this app cannot read",
                    short(&label)
                ));
                None
            }
            (None, Some(label)) if !matches!(span, Plain::List(_)) => {
                self.skip(format!("the label “{}” is about the whole text", short(&label)));
                None
            }
            _ => {
                self.report(Problem::new("a span has no offsets or no label; left out"));
                None
            }
        }
    }
}

/// What was decided of a span or a relation alone, unless it was accepted: in Prodigy an answer, in LightTag’s review
/// whether it is correct.
pub fn unaccepted<'p>(span: &'p Plain<'_>) -> Option<&'p str> {
    let span = span.as_object().ok()?;
    let is_wrong = span.get("correct") == Some(&Plain::Flag(false));
    let answer = text(span, "answer").filter(|answer| !matches!(*answer, "accept" | ""));
    answer.or(is_wrong.then_some("not correct"))
}

/// Whether a span says where it is, such as in words: `start_token`.
fn is_placed_otherwise(span: &Plain<'_>) -> bool {
    let is_place = |(name, value): (&str, &Plain<'_>)| {
        ["start", "begin", "token"].iter().any(|sign| name.contains(sign))
            && matches!(value, Plain::Whole(_))
    };
    span.as_object().is_ok_and(|span| span.fields().any(is_place))
}

/// The words of a span that is listed without its place.
fn words_of<'p>(span: &'p Plain<'_>) -> Option<&'p str> {
    let span = span.as_object().ok()?;
    let words = ["text"].iter().chain(&QUOTED).chain(&CALLED).find_map(|name| text(span, name));
    words.filter(|words| !words.is_empty())
}

/// What [`stated`] gives, to find out how a file counts: with the words that it may only be called by, if the `article`
/// has them.
pub fn counted<'p>(span: &'p Plain<'_>, article: &str) -> Option<Stated<'p>> {
    let (start, end, words) = stated(span)?;
    let called = || {
        let span = span.as_object().ok()?;
        let called = QUOTED.iter().chain(&CALLED).filter_map(|name| text(span, name));
        called.filter(|words| !words.is_empty()).find(|words| article.contains(words))
    };
    Some((start, end, words.or_else(called)))
}

/// The place and words of a span as other programs list it, as far as they are there.
pub fn stated<'p>(span: &'p Plain<'_>) -> Option<Stated<'p>> {
    match span {
        Plain::List(list) => {
            // `["PERSON", 0, 9]`, perhaps with how sure a model was.
            if let [first @ Plain::Text(_), start, end, ..] = list.as_slice()
                && offset(Some(first)).is_none()
            {
                return Some((offset(Some(start))?, offset(Some(end))?, None));
            }
            let [start, end, _, rest @ ..] = list.as_slice() else { return None };
            let words = rest.first().and_then(|words| words.as_text().ok());
            Some((offset(Some(start))?, offset(Some(end))?, words))
        }
        Plain::Object(span) => {
            if let [point] = items(span, "points") {
                return inclusive(point.as_object().ok()?);
            }
            let at = |names: &[&str]| names.iter().find_map(|name| offset(span.get(name)));
            // Beside offsets of characters, “start” and “end” are those of words.
            let start =
                ["start_offset", "start_char", "start", "begin", "startOffset", "start_pos"];
            let start = at(&start).or_else(|| at(&["offset"]))?;
            let end = at(&["end_offset", "end_char", "end", "endOffset", "end_pos"]);
            let end = end.or_else(|| start.checked_add(at(&["length"])?))?;
            Some((start, end, text(span, "text")))
        }
        _ => None,
    }
}

/// A place of Dataturks, whose end is that of the last character.
fn inclusive<'p>(point: &'p Object<'_>) -> Option<Stated<'p>> {
    let end = offset(point.get("end"))?.checked_add(1)?;
    Some((offset(point.get("start"))?, end, text(point, "text")))
}
