//! Records of JSON: one value, a list of them, or one to a line. A damaged line affects no other
//! (tests/formats/records.rs).

use super::lenient;
use super::problem::Problem;
use super::{Imported, utf8, without_half_pairs};
use crate::model::plain::{Object, Plain};
use crate::model::{AnnotationSet, Details};

/// Reads the records of a file, each by `take`: a list of them, one alone, or one to a line.
pub fn records(
    content: &[u8],
    into: &mut Imported,
    mut take: impl FnMut(&Plain<'_>, &mut Imported),
) {
    let (text, wrong) = utf8::decode_all(content);
    let (text, _) = without_half_pairs(&text);
    into.problems.extend(wrong);
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let is_line = |line: &str| Plain::from_json(line).is_ok();
    let read = match first.trim_start().starts_with('{') && is_line(first) {
        true => None,
        false => Some(Plain::from_json(&text)),
    };
    match read {
        // A list that begins with a text is one record.
        Some(Ok(Plain::List(list))) if !matches!(list.as_slice(), [Plain::Text(_), ..]) => {
            list.iter().for_each(|one| take(one, into));
        }
        Some(Ok(plain)) => take(&plain, into),
        Some(Err(error)) if !text.lines().any(is_line) => into.problems.push(no_json(&error)),
        _ => lines(&text, into, take),
    }
}

/// The same for objects; anything else is reported.
pub fn objects(
    content: &[u8],
    into: &mut Imported,
    mut take: impl FnMut(&Object<'_>, &mut Imported),
) {
    records(content, into, |one, into| match one.as_object() {
        Ok(one) => take(one, into),
        Err(_) => into.problems.push(Problem::new("this line is not a JSON object; left out")),
    });
}

fn lines(text: &str, into: &mut Imported, mut take: impl FnMut(&Plain<'_>, &mut Imported)) {
    for (at, line) in text.split('\n').enumerate().filter(|(_, line)| !line.trim().is_empty()) {
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
    let (content, wrong) = utf8::decode_all(content);
    into.problems.extend(wrong);
    let (content, _) = without_half_pairs(&content);
    match Plain::from_json(&content) {
        Ok(plain) => Some(take(&plain, into)),
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

/// The members of a file's first object as they are written, to recognise its format without reading all of
/// it.
pub struct FirstRecord<'a> {
    text: &'a str,
    members: lenient::Members<'a>,
}

impl<'a> FirstRecord<'a> {
    /// The first object of a text: alone, in a list, or on a line.
    pub fn of(text: &'a str) -> Self {
        let start = text.trim_start_matches('\u{feff}').trim_start();
        let text = start.strip_prefix('[').unwrap_or(start);
        Self { text, members: lenient::members(text, 0) }
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

    /// The values of all members, as written.
    pub fn values(&self) -> impl Iterator<Item = &'a str> {
        self.members.iter().filter_map(|(_, place)| self.text.get(place.clone()))
    }
}

/// A whole number as an offset; some programs write it as a text, or with a fraction of zero.
pub fn offset(plain: Option<&Plain<'_>>) -> Option<u32> {
    match plain? {
        Plain::Whole(number) => u32::try_from(*number).ok(),
        Plain::Text(number) => number.trim().parse().ok(),
        Plain::Fraction(number) => {
            // Below 2³², every whole number is exact.
            let whole = (0.0..4_294_967_296.0).contains(number) && number.fract() == 0.0;
            whole.then_some(*number as u32)
        }
        _ => None,
    }
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
