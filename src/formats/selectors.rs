//! Selectors as files have them, read into a tree: what each selects, and what narrows it further.
//! Must never drop one that is not known here: it keeps its name, to be told.

use super::spans::{each, offset, text};
use crate::model::plain::{Object, Plain};

/// One selector, and what of that it selects is meant.
#[derive(Debug)]
pub struct Selector<'a> {
    /// What it selects.
    pub selects: Selects<'a>,
    /// Ways to say which part of that is meant; none if all of it is.
    pub refined: Vec<Selector<'a>>,
}

/// What a selector selects.
#[derive(Debug)]
pub enum Selects<'a> {
    /// These words between those.
    Quote(Quote<'a>),
    /// From one offset to another, in the unit of the format.
    Position(u32, u32),
    /// From one code point to another; from the start, or to the end, where nothing is said.
    Characters(Option<u32>, Option<u32>),
    /// From where the first begins to where the second begins.
    Range(Vec<Selector<'a>>, Vec<Selector<'a>>),
    /// Something that is not read here, by its name.
    Unread(String),
}

/// Words with what stands around them.
#[derive(Debug, Clone, Copy)]
pub struct Quote<'a> {
    /// The words.
    pub exact: &'a str,
    /// What stands right before them; empty if nothing is said.
    pub prefix: &'a str,
    /// What stands right behind them; empty if nothing is said.
    pub suffix: &'a str,
}

/// How far what stands around words is what a file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// On both sides, as far as the file says anything.
    Whole,
    /// On one side.
    Part,
    /// On neither.
    None,
}

impl Quote<'_> {
    /// How what stands around a place in a text, where the words begin, fits. Pages and texts differ in blanks, so
    /// these do not count.
    pub fn fit(&self, text: &str, at: usize) -> Fit {
        let (before, behind) = (text.get(..at), text.get(at + self.exact.len()..));
        let signs = |text: &'_ str| !text.chars().all(char::is_whitespace);
        let inked = |c: &char| !c.is_whitespace();
        let mut back = before.unwrap_or_default().chars().rev().filter(inked);
        let mut on = behind.unwrap_or_default().chars().filter(inked);
        let before = self.prefix.chars().rev().filter(inked).all(|c| back.next() == Some(c));
        let behind = self.suffix.chars().filter(inked).all(|c| on.next() == Some(c));
        match (before, behind) {
            (true, true) => Fit::Whole,
            (true, false) if signs(self.prefix) => Fit::Part,
            (false, true) if signs(self.suffix) => Fit::Part,
            _ => Fit::None,
        }
    }
}

/// Selectors may narrow each other so deep.
const DEEPEST: u8 = 8;

/// The ways a file says the same place: a selector, or a list of them.
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
    let refined = object.get("refinedBy").map(|inner| at_depth(inner, depth + 1));
    vec![Selector { selects: selects(object, depth), refined: refined.unwrap_or_default() }]
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

/// The type of a selector; of several the one that is known here.
fn type_of<'a>(object: &'a Object<'_>) -> &'a str {
    let plain = object.get("type").or_else(|| object.get("@type"));
    let names = plain.into_iter().flat_map(each).filter_map(|name| name.as_text().ok());
    let bare = names.map(|name| name.strip_prefix("oa:").unwrap_or(name));
    // What else it is called does not change what it selects.
    bare.min_by_key(|name| !name.ends_with("Selector")).unwrap_or_default()
}

fn quote<'a>(object: &'a Object<'_>) -> Option<Quote<'a>> {
    let exact = text(object, "exact").filter(|exact| !exact.is_empty())?;
    let around = |name| text(object, name).unwrap_or_default();
    Some(Quote { exact, prefix: around("prefix"), suffix: around("suffix") })
}

fn fragment_selector<'a>(object: &Object<'_>) -> Option<Selects<'a>> {
    let is_text = text(object, "conformsTo").is_none_or(|rules| rules.contains("5147"));
    text(object, "value").filter(|_| is_text).and_then(characters)
}

/// What the fragment of an address selects, as far as it is one of a plain text (RFC 5147).
pub fn fragment_of<'a>(address: &str) -> Option<Selector<'a>> {
    let (_, fragment) = address.split_once('#')?;
    let selects = characters(fragment);
    let selects = selects.or_else(|| {
        let known = fragment.starts_with("line=") || fragment.starts_with(":~:text=");
        known.then(|| Selects::Unread(format!("“#{}”", super::spans::short(fragment))))
    })?;
    Some(Selector { selects, refined: Vec::new() })
}

/// `char=10,20`. One with a sum to check the text by is not taken: it cannot be checked here.
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
