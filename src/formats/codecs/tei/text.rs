//! The text of a TEI file as a reader reads it: without its white space, with a line for each block, without
//! notes, corrections and what is deleted; and where each element stands in it.

use std::collections::BTreeMap;

use crate::formats::common::xml::local;

/// Elements that are a line of their own.
const BLOCKS: [&str; 30] = [
    "p",
    "head",
    "item",
    "l",
    "ab",
    "u",
    "row",
    "speaker",
    "stage",
    "byline",
    "dateline",
    "salute",
    "signed",
    "closer",
    "opener",
    "trailer",
    "titlePart",
    "div",
    "list",
    "lg",
    "sp",
    "table",
    "front",
    "back",
    "body",
    "epigraph",
    "argument",
    "person",
    "org",
    "place",
];

/// Elements whose content a reader does not read.
const HIDDEN: [&str; 9] =
    ["teiHeader", "standOff", "note", "fw", "figDesc", "del", "span", "annotation", "rt"];

/// The readings of several copies at one place, of which the text has one.
const VARIANTS: [&str; 3] = ["lem", "rdg", "rdgGrp"];

/// An element that is open.
#[derive(Debug)]
pub struct OpenElement<'a> {
    /// Its name, without the prefix.
    pub name: &'a str,
    /// The place of its first letter, if there is one.
    start: Option<usize>,
    /// Whether its content is not read.
    pub hidden: bool,
    /// Whether its white space is text.
    preserved: bool,
    /// Whether no blank follows it, whatever the file has there.
    glued: bool,
    /// Whether one of the readings in it is in the text, even one without words.
    read: bool,
    /// Its id.
    pub id: Option<String>,
    /// The index of its mark, if it is one.
    pub mark: Option<usize>,
}

/// The text, as far as read.
#[derive(Debug, Default)]
pub struct TeiText<'a> {
    /// The text.
    pub text: String,
    /// The elements that are open, the outermost first.
    pub open: Vec<OpenElement<'a>>,
    /// How many of each name are open, so that depth costs nothing.
    names: BTreeMap<&'a str, usize>,
    /// What is to stand before the next letter.
    gap: Option<char>,
    /// Whether a block has begun.
    begun: bool,
    /// Whether the last word has no blank behind it.
    joined: bool,
}

impl<'a> TeiText<'a> {
    /// Begins an element.
    pub fn begin(
        &mut self,
        name: &'a str,
        id: Option<String>,
        space: Option<&str>,
        join: Option<&str>,
    ) {
        let name = local(name);
        let outer = self.open.last();
        let hidden = outer.is_some_and(|outer| outer.hidden)
            || HIDDEN.contains(&name)
            || outer.is_some_and(|outer| outer.name == "choice")
                && matches!(name, "corr" | "reg" | "expan")
            || outer.is_some_and(|outer| outer.read) && VARIANTS.contains(&name);
        let preserved =
            space.map_or(outer.is_some_and(|outer| outer.preserved), |space| space == "preserve");
        let glued = matches!(join, Some("right" | "both"));
        if !hidden {
            if matches!(join, Some("left" | "both")) {
                self.join();
            }
            match name {
                "p" if preserved => {
                    if self.begun {
                        self.text.push('\n');
                    }
                    self.begun = true;
                }
                "cell" => self.gap = self.gap.filter(|gap| *gap == '\n').or(Some('\t')),
                "lb" => self.gap = self.gap.or(Some(' ')),
                name if BLOCKS.contains(&name) && !preserved => self.gap = Some('\n'),
                _ => {}
            }
        }
        *self.names.entry(name).or_default() += 1;
        if matches!(name, "lem" | "rdg") && !hidden {
            self.take_reading();
        }
        let element = OpenElement {
            name,
            start: None,
            hidden,
            preserved,
            glued,
            read: false,
            id,
            mark: None,
        };
        self.open.push(element);
    }

    /// Notes that of the variants around, the reading that begins is the one in the text: the lemma, or without
    /// one the first.
    fn take_reading(&mut self) {
        let around = self.open.iter_mut().rev();
        // Groups of readings may be nested; those around a group that has one know.
        for element in around.take_while(|it| !it.read && matches!(it.name, "app" | "rdgGrp")) {
            element.read = true;
            if element.name == "app" {
                break;
            }
        }
    }

    /// Takes back the blank of a line end within a word, and lets none follow.
    pub fn join(&mut self) {
        self.gap = self.gap.filter(|gap| *gap != ' ');
        self.joined = true;
    }

    /// Ends the innermost element; gives back its place: that of its first letter, or of the next one if it has
    /// none, and the end of its last.
    pub fn end(&mut self) -> Option<(OpenElement<'a>, usize, usize)> {
        let element = self.open.pop()?;
        if let Some(count) = self.names.get_mut(element.name) {
            *count -= 1;
        }
        self.joined |= element.glued && !element.hidden;
        let end = self.text.len();
        let next = end + usize::from(self.gap.is_some() && end > 0);
        if BLOCKS.contains(&element.name) && !element.hidden && !element.preserved {
            self.gap = Some('\n');
        }
        let start = element.start.unwrap_or(next);
        Some((element, start, end))
    }

    /// Adds text.
    pub fn letters(&mut self, text: &str) {
        let Some(inner) = self.open.last() else { return };
        if inner.hidden {
            return;
        }
        if inner.preserved {
            // Between blocks it only makes the file legible.
            if self.is_in("p") {
                text.chars().for_each(|sign| self.sign(sign));
            }
            return;
        }
        for sign in text.chars() {
            match sign {
                '\u{a0}' => self.sign(sign),
                _ if sign.is_whitespace() && self.joined => {}
                _ if sign.is_whitespace() => self.gap = self.gap.or(Some(' ')),
                _ => self.sign(sign),
            }
        }
    }

    /// Adds a sign as it is.
    pub fn sign(&mut self, sign: char) {
        if self.open.last().is_none_or(|inner| inner.hidden) {
            return;
        }
        if let Some(gap) = self.gap.take().filter(|_| !self.text.is_empty()) {
            self.text.push(gap);
        }
        for element in self.open.iter_mut().rev().take_while(|one| one.start.is_none()) {
            element.start = Some(self.text.len());
        }
        self.joined = false;
        // An article has no returns, and a place behind one would shift.
        self.text.push(if sign == '\r' { '\n' } else { sign });
    }

    /// Whether the white space of the innermost element is text.
    pub fn is_preserved(&self) -> bool {
        self.open.last().is_some_and(|inner| inner.preserved)
    }

    /// Whether an element with this name is open.
    pub fn is_in(&self, name: &str) -> bool {
        self.names.get(name).is_some_and(|count| *count > 0)
    }
}
