//! Reads the selectors of a file into a tree of selectors and refinements. Unknown ones keep their names, to
//! be reported (tests/formats/cases.rs).

use super::records::{each, offset, text};
use crate::model::anchoring::is_between;
use crate::model::plain::{Object, Plain};
use crate::model::{TextRange, order};

/// A selector with its refinements.
#[derive(Debug)]
pub struct Selector<'a> {
    /// What it selects.
    pub selects: Selects<'a>,
    /// Alternative refinements; empty if all of it is meant.
    pub refined: Vec<Selector<'a>>,
}

/// What a selector selects.
#[derive(Debug)]
pub enum Selects<'a> {
    /// This text in this context.
    Quote(Quote<'a>),
    /// From one offset to another, in the unit of the format.
    Position(u32, u32),
    /// From one code point to another; `None` is the start or the end.
    Characters(Option<u32>, Option<u32>),
    /// From the start of the first to the start of the second.
    Range(Vec<Selector<'a>>, Vec<Selector<'a>>),
    /// Something unknown, by its name.
    Unread(String),
}

/// A text with its context.
#[derive(Debug, Clone, Copy)]
pub struct Quote<'a> {
    /// The text.
    pub exact: &'a str,
    /// The text right before it; empty if unknown.
    pub prefix: &'a str,
    /// The text right after it; empty if unknown.
    pub suffix: &'a str,
}

/// How well the context of a place matches that in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// On both sides, as far as the file has context.
    Whole,
    /// On one side.
    Part,
    /// On neither.
    None,
}

impl<'a> Quote<'a> {
    /// A text of which nothing else is known.
    pub fn alone(exact: &'a str) -> Self {
        Self { exact, prefix: "", suffix: "" }
    }

    /// How well the context matches at a place of a text, where the quote begins. Pages and texts differ in
    /// white space, so it does not count.
    pub fn fit(&self, text: &str, at: usize) -> Fit {
        let (before, behind) = (text.get(..at), text.get(at + self.exact.len()..));
        let inked = |c: &char| !c.is_whitespace();
        let mut back = before.unwrap_or_default().chars().rev().filter(inked);
        let mut on = behind.unwrap_or_default().chars().filter(inked);
        let before = self.prefix.chars().rev().filter(inked).all(|c| back.next() == Some(c));
        let behind = self.suffix.chars().filter(inked).all(|c| on.next() == Some(c));
        self.fit_of([before, behind])
    }

    /// The same where it may be written otherwise, as the quote itself.
    pub fn fit_alike(&self, text: &str, place: TextRange) -> Fit {
        self.fit_of(is_between(text, place, [self.prefix, self.suffix]))
    }

    fn fit_of(&self, sides: [bool; 2]) -> Fit {
        let signs = |text: &str| !text.chars().all(char::is_whitespace);
        match sides {
            [true, true] => Fit::Whole,
            [true, false] if signs(self.prefix) => Fit::Part,
            [false, true] if signs(self.suffix) => Fit::Part,
            _ => Fit::None,
        }
    }
}

/// Most levels of refinement.
const DEEPEST: u8 = 8;

/// The alternative selectors of a place: one, or a list.
pub fn read<'a>(plain: &'a Plain<'_>) -> Vec<Selector<'a>> {
    at_depth(plain, 0)
}

fn at_depth<'a>(plain: &'a Plain<'_>, depth: u8) -> Vec<Selector<'a>> {
    if depth > DEEPEST {
        return vec![unread("a selector in a selector, without end")];
    }
    let object = match plain {
        Plain::List(list) => {
            return list.iter().flat_map(|one| at_depth(one, depth + 1)).collect();
        }
        Plain::Object(object) => object,
        _ => return vec![unread("a selector elsewhere")],
    };
    // Recogito of version 3 says the words and the place in one.
    if object.get("type").is_none() && object.get("quote").is_some() {
        let words = text(object, "quote").filter(|words| !words.is_empty()).map(|exact| {
            let (prefix, suffix) = (around(object, "quotePrefix"), around(object, "quoteSuffix"));
            Selects::Quote(Quote { exact, prefix, suffix })
        });
        let place = offset(object.get("start")).zip(offset(object.get("end")));
        let place = place.map(|(start, end)| Selects::Position(start, end));
        let both = words.into_iter().chain(place);
        return both.map(|selects| Selector { selects, refined: Vec::new() }).collect();
    }
    let refined = object.get("refinedBy").map(|inner| at_depth(inner, depth + 1));
    vec![Selector { selects: selects(object, depth), refined: refined.unwrap_or_default() }]
}

/// The offsets and the words that selectors give for one place.
pub fn stated<'a>(selectors: &[Selector<'a>]) -> Option<(u32, u32, &'a str)> {
    let whole = || selectors.iter().filter(|one| one.refined.is_empty()).map(|one| &one.selects);
    let words = whole().find_map(|one| match one {
        Selects::Quote(quote) => Some(quote.exact),
        _ => None,
    })?;
    whole().find_map(|one| match one {
        Selects::Position(start, end) => Some((*start, *end, words)),
        _ => None,
    })
}

fn unread<'a>(name: &str) -> Selector<'a> {
    Selector { selects: Selects::Unread(name.to_owned()), refined: Vec::new() }
}

fn selects<'a>(object: &'a Object<'_>, depth: u8) -> Selects<'a> {
    let name = type_of(object);
    let found = match name {
        "TextQuoteSelector" => quote(object).map(Selects::Quote),
        "TextPositionSelector" => {
            let ends = offset(object.get("start")).zip(offset(object.get("end")));
            ends.map(|(start, end)| Selects::Position(start, end))
        }
        "FragmentSelector" => fragment_selector(object),
        "RangeSelector" => {
            let end = |name| object.get(name).map(|inner| at_depth(inner, depth + 1));
            end("startSelector")
                .zip(end("endSelector"))
                .map(|(start, end)| Selects::Range(start, end))
        }
        _ => None,
    };
    let name = if name.is_empty() { "a selector without a type" } else { name };
    found.unwrap_or_else(|| Selects::Unread(name.to_owned()))
}

/// The type of a selector; of several, the known one.
fn type_of<'a>(object: &'a Object<'_>) -> &'a str {
    let plain = object.get("type").or_else(|| object.get("@type"));
    let names = plain.into_iter().flat_map(each).filter_map(|name| name.as_text().ok());
    let bare = names.map(|name| name.rsplit([':', '#']).next().unwrap_or(name));
    // Its other types do not change what it selects.
    bare.min_by_key(|name| !name.ends_with("Selector")).unwrap_or_default()
}

fn quote<'a>(object: &'a Object<'_>) -> Option<Quote<'a>> {
    let exact = text(object, "exact").filter(|exact| !exact.is_empty())?;
    Some(Quote { exact, prefix: around(object, "prefix"), suffix: around(object, "suffix") })
}

/// A context, without the half of a pair at its end: programs cut it in the middle of an emoji.
fn around<'a>(object: &'a Object<'_>, name: &str) -> &'a str {
    text(object, name).unwrap_or_default().trim_matches(char::REPLACEMENT_CHARACTER)
}

fn fragment_selector<'a>(object: &Object<'_>) -> Option<Selects<'a>> {
    let is_text = text(object, "conformsTo").is_none_or(|rules| rules.contains("5147"));
    text(object, "value").filter(|_| is_text).and_then(characters)
}

/// What the fragment of an address selects, if it is one of plain text (RFC 5147).
pub fn fragment_of<'a>(address: &str) -> Option<Selector<'a>> {
    let (_, fragment) = address.split_once('#')?;
    let selects = characters(fragment);
    let selects = selects.or_else(|| {
        let known = fragment.starts_with("line=") || fragment.starts_with(":~:text=");
        known.then(|| Selects::Unread(format!("“#{}”", super::spans::short(fragment))))
    })?;
    Some(Selector { selects, refined: Vec::new() })
}

/// `char=10,20`. One with a checksum is not accepted: it cannot be checked here.
fn characters<'a>(fragment: &str) -> Option<Selects<'a>> {
    let range = fragment.strip_prefix("char=")?;
    let (start, end) = range.split_once(',').unwrap_or((range, range));
    let number = |text: &str| match text {
        "" => Some(None),
        text if text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse().ok().map(Some),
        _ => None,
    };
    let ends = number(start).zip(number(end)).filter(|ends| *ends != (None, None));
    ends.map(|(start, end)| Selects::Characters(start, end))
}

/// The spans of one annotation in text order.
///
/// # Errors
/// If they overlap.
pub fn in_order(spans: Vec<TextRange>) -> Result<Vec<TextRange>, String> {
    let spans = order::spans(spans);
    match spans.windows(2).any(|pair| pair[0].end > pair[1].start) {
        true => Err("its spans overlap".to_owned()),
        false => Ok(spans),
    }
}
