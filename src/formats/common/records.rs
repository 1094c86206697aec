//! Records of JSON: one value, a list of them, or one to a line. A damaged line affects no other
//! (tests/formats/records.rs).

use std::borrow::Cow;
use std::ops::Range;

use super::doubled::Doubled;
use super::encoding::text_of_annotations;
use super::lenient::{self, value_end};
use super::problem::{Lines, Problem};
use super::unprinted::with_lists;
use super::{Imported, without_half_pairs};
use crate::model::plain::{Object, Plain};
use crate::model::{AnnotationSet, Details};

/// How a record is read.
type Take<'t> = &'t mut dyn FnMut(&Plain<'_>, &mut Imported);

/// Reads the records of a file, each by `take`: a list of them, one alone, or one after the other.
pub fn records(
    content: &[u8],
    into: &mut Imported,
    mut take: impl FnMut(&Plain<'_>, &mut Imported),
) {
    let mut doubled = Doubled::default();
    each_record(content, into, &mut |one, into| {
        doubled.look_at(one);
        match one {
            // Files of a list each that were joined.
            Plain::List(list) if matches!(list.as_slice(), [Plain::Object(_), ..]) => {
                list.iter().for_each(|one| take(one, into));
            }
            one => take(one, into),
        }
    });
    into.problems.extend(doubled.told());
}

fn each_record(content: &[u8], into: &mut Imported, take: Take<'_>) {
    let (text, wrong) = json_text(content);
    into.problems.extend(wrong);
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    // A value within another is indented, and is no record though it may have a line of its own.
    let is_line = |line: &str| line.starts_with(['{', '[']) && Plain::from_json(line).is_ok();
    let read = match first.trim_start().starts_with('{') && is_line(first.trim_start()) {
        true => None,
        false => Some(Plain::from_json(&text)),
    };
    match read {
        // A list that begins with a text is one record.
        Some(Ok(Plain::List(list))) if !matches!(list.as_slice(), [Plain::Text(_), ..]) => {
            list.iter().for_each(|one| take(one, into));
        }
        Some(Ok(plain)) => take(&plain, into),
        Some(Err(error)) if !text.lines().any(is_line) => {
            if !in_a_row(&text, into, take) {
                into.problems.push(no_json(&error));
            }
        }
        _ => lines(&text, into, take),
    }
}

/// Reads values that follow each other, each on several lines or all on one. False if they are not such.
fn in_a_row(text: &str, into: &mut Imported, take: Take<'_>) -> bool {
    let places = Lines::new(text);
    let (mut at, mut count) = (0, 0);
    loop {
        at += text.get(at..).map_or(0, |rest| rest.len() - rest.trim_start().len());
        if at >= text.len() {
            return count > 0;
        }
        let end = value_end(text, at).unwrap_or(text.len());
        match text.get(at..end).map(Plain::from_json) {
            Some(Ok(one)) => {
                let before = into.problems.len();
                take(&one, into);
                for problem in into.problems.iter_mut().skip(before) {
                    *problem = places.problem(at, std::mem::take(&mut problem.message));
                }
            }
            _ if count == 0 => return false,
            _ => {
                into.problems.push(places.problem(at, "from here on this is not JSON; left out"));
                return true;
            }
        }
        (at, count) = (end, count + 1);
    }
}

/// The text of a file of JSON, in whatever encoding, as serde_json can read it: without halves of surrogate
/// pairs, and without the numbers that JSON has not but Python writes.
fn json_text(content: &[u8]) -> (String, Vec<Problem>) {
    let (text, wrong) = text_of_annotations(content);
    let text = text.trim_start_matches('\u{feff}');
    let (text, _) = without_half_pairs(text);
    (without_no_numbers(text).into_owned(), wrong)
}

/// A text in which “NaN” and “Infinity” are empty texts, which are no numbers either; nothing moves.
fn without_no_numbers(text: Cow<'_, str>) -> Cow<'_, str> {
    const WORDS: [&str; 3] = ["NaN", "-Infinity", "Infinity"];
    if !WORDS.iter().any(|word| text.contains(word)) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with('"') {
            let end = value_end(&text, at).unwrap_or(text.len());
            out.push_str(text.get(at..end).unwrap_or(rest));
            at = end;
        } else if let Some(word) = WORDS.iter().find(|word| rest.starts_with(**word)) {
            out.push_str("\"\"");
            out.extend(std::iter::repeat_n(' ', word.len() - 2));
            at += word.len();
        } else {
            let end =
                rest.char_indices().skip(1).find(|(_, sign)| matches!(sign, '"' | 'N' | 'I' | '-'));
            let end = end.map_or(rest.len(), |(end, _)| end);
            out.push_str(&rest[..end]);
            at += end;
        }
    }
    out.into()
}

/// The same for objects; anything else is reported.
pub fn objects(
    content: &[u8],
    into: &mut Imported,
    mut take: impl FnMut(&Object<'_>, &mut Imported),
) {
    records(content, into, |one, into| match one.as_object() {
        Ok(one) => with_lists(one, |one| take(one, into)),
        Err(_) => into.problems.push(Problem::new("this line is not a JSON object; left out")),
    });
}

fn lines(text: &str, into: &mut Imported, take: Take<'_>) {
    // Files that were joined have a mark where each began.
    let lines = text.split('\n').map(|line| line.trim_start_matches('\u{feff}'));
    for (at, line) in lines.enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let before = into.problems.len();
        let column = match Plain::from_json(line) {
            Ok(one) => {
                take(&one, into);
                1
            }
            Err(error) => {
                let reason = reason(&error);
                let message = format!("this line is not JSON ({reason}); left out");
                into.problems.push(Problem::new(message));
                error.column().max(1)
            }
        };
        for problem in into.problems.iter_mut().skip(before).filter(|it| it.line.is_none()) {
            (problem.line, problem.column) =
                (u32::try_from(at + 1).ok(), u32::try_from(column).ok());
        }
    }
}

/// Reads a whole JSON file; invalid JSON is reported with its place.
pub fn json<T>(
    content: &[u8],
    into: &mut Imported,
    take: impl FnOnce(&Plain<'_>, &mut Imported) -> T,
) -> Option<T> {
    let (content, wrong) = json_text(content);
    into.problems.extend(wrong);
    match Plain::from_json(&content) {
        Ok(plain) => {
            let mut doubled = Doubled::default();
            doubled.look_at(&plain);
            into.problems.extend(doubled.told());
            Some(take(&plain, into))
        }
        Err(error) => {
            into.problems.push(no_json(&error));
            None
        }
    }
}

fn no_json(error: &serde_json::Error) -> Problem {
    Problem {
        line: u32::try_from(error.line()).ok(),
        column: u32::try_from(error.column()).ok(),
        message: format!("this is not JSON ({}); nothing was read", reason(error)),
    }
}

fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(reason, _)| reason.to_owned())
}

/// A record as a line that every program takes for one line: some also end lines at these signs.
pub fn on_one_line(record: &Plain<'_>) -> String {
    let mut line = record.to_json();
    for (sign, escape) in [('\u{85}', "\\u0085"), ('\u{2028}', "\\u2028"), ('\u{2029}', "\\u2029")]
    {
        if line.contains(sign) {
            line = line.replace(sign, escape);
        }
    }
    line
}

/// The members of a file's first objects as they are written, to recognise its format without reading all of
/// it: those of the first, and those that only the next ones have.
pub struct FirstRecord<'a> {
    text: &'a str,
    members: lenient::Members<'a>,
}

/// What GATE finds in every text, and is grammar.
pub const GRAMMAR: [&str; 6] =
    ["Token", "SpaceToken", "Sentence", "Split", "DEFAULT_TOKEN", "paragraph"];

/// Most objects looked at, and most bytes of them.
const FIRST: usize = 20;
const FIRST_BYTES: usize = 1 << 20;

impl<'a> FirstRecord<'a> {
    /// The first objects of a text: one alone, in a list, or one after the other.
    pub fn of(text: &'a str) -> Self {
        let start = text.trim_start_matches('\u{feff}').trim_start();
        let text = start.strip_prefix('[').unwrap_or(start);
        let mut members = lenient::members(text, 0);
        let mut at = 0;
        for _ in 1..FIRST {
            let rest = text.get(at..).unwrap_or_default();
            at += rest.len() - rest.trim_start_matches([',', ' ', '\t', '\r', '\n']).len();
            let known = text.get(..FIRST_BYTES).unwrap_or(text);
            let Some(end) = value_end(known, at) else { break };
            if at > 0 {
                for (name, place) in lenient::members(text, at) {
                    let own = members.iter_mut().find(|(own, _)| *own == name);
                    match own {
                        Some((_, own)) if !is_filled(text, own) => *own = place,
                        Some(_) => {}
                        None => members.push((name, place)),
                    }
                }
            }
            at = end;
        }
        Self { text, members }
    }

    /// What a member says, as written.
    pub fn get(&self, key: &str) -> Option<&'a str> {
        let (_, place) = self.members.iter().find(|(name, _)| *name == key)?;
        self.text.get(place.clone())
    }

    /// Whether there is such a member.
    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Whether one of these members begins with this sign: `[` for a list, `"` for a text.
    pub fn begins(&self, keys: &[&str], sign: char) -> bool {
        keys.iter().any(|key| self.get(key).is_some_and(|value| value.starts_with(sign)))
    }

    /// The names of all members.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.members.iter().map(|(name, _)| &**name)
    }

    /// The values of all members, as written.
    pub fn values(&self) -> impl Iterator<Item = &'a str> {
        self.members.iter().filter_map(|(_, place)| self.text.get(place.clone()))
    }
}

/// Whether a member says something; a number tells no format.
fn is_filled(text: &str, place: &Range<usize>) -> bool {
    let said = text.get(place.clone()).unwrap_or_default();
    said.starts_with(['"', '[', '{']) && !matches!(said, "[]" | "{}" | "\"\"")
}

/// A whole number as an offset; some programs write it as a text, or with a fraction of zero.
pub fn offset(plain: Option<&Plain<'_>>) -> Option<u32> {
    match plain? {
        Plain::Whole(number) => u32::try_from(*number).ok(),
        Plain::Text(number) => {
            let number = number.trim();
            number.parse().ok().or_else(|| whole(number.parse().ok()?))
        }
        Plain::Fraction(number) => whole(*number),
        _ => None,
    }
}

/// A number without a fraction; below 2³², every one is exact.
fn whole(number: f64) -> Option<u32> {
    let is_whole = (0.0..4_294_967_296.0).contains(&number) && number.fract() == 0.0;
    is_whole.then_some(number as u32)
}

/// A text in an object, if there is one.
pub fn text<'p>(object: &'p Object<'_>, name: &str) -> Option<&'p str> {
    match object.get(name)? {
        Plain::Text(text) => Some(text),
        _ => None,
    }
}

/// The items of a list in an object.
pub fn items<'p, 'a>(object: &'p Object<'a>, name: &str) -> &'p [Plain<'a>] {
    match object.get(name) {
        Some(Plain::List(list)) => list,
        _ => &[],
    }
}

/// The items of a list; anything else counts as a list of one, as it is often written.
pub fn each<'p, 'a>(plain: &'p Plain<'a>) -> &'p [Plain<'a>] {
    match plain {
        Plain::List(list) => list,
        one => std::slice::from_ref(one),
    }
}

/// An object of these fields.
pub fn object<'a>(fields: impl IntoIterator<Item = (&'a str, Plain<'a>)>) -> Plain<'a> {
    let mut object = Object::default();
    for (name, plain) in fields {
        object.put(name, plain);
    }
    object.into()
}

/// A number.
pub fn number<'a>(number: u32) -> Plain<'a> {
    Plain::Whole(number.into())
}

/// The details beside a text: title and source.
pub fn details<'a>(set: &'a AnnotationSet) -> Plain<'a> {
    let details = set.details();
    let mut fields = vec![
        ("title", Plain::text(&details.title)),
        ("sha256", Plain::text(set.article().sha256())),
    ];
    if let Some(source) = &details.source {
        fields.push(("source", Plain::text(source)));
    }
    object(fields)
}

/// Reads what [`details`] wrote.
pub fn details_of(meta: Option<&Plain<'_>>) -> Details {
    let meta = meta.and_then(|meta| meta.as_object().ok());
    let field = |name| meta.and_then(|meta| text(meta, name)).map(str::to_owned);
    Details {
        title: field("title").unwrap_or_default(),
        source: field("source"),
        ..Details::default()
    }
}
