//! A megabyte of news with 10,000 annotations, the same on every machine and in every run. Offsets
//! are UTF-16 units, as in the API.

use serde_json::{Value, json};

/// Text to generate, in bytes of UTF-8.
const BYTES: usize = 1_000_000;

/// Annotations to generate; a tenth of them cross others.
pub const ANNOTATIONS: usize = 10_000;

/// The article and its annotations.
pub struct News {
    /// The headline.
    pub title: String,
    /// Its lines, without line ends.
    pub lines: Vec<String>,
    /// The annotations, in text order.
    pub notes: Vec<Note>,
}

/// One annotation.
pub struct Note {
    /// Its id, as long as those the app makes.
    pub id: String,
    /// `person`, `claim` or `quote`.
    pub kind: &'static str,
    /// Its first UTF-16 unit in the whole text.
    pub start: usize,
    /// The unit after its last.
    pub end: usize,
}

/// A line being written: its text, and the ranges that can be marked, in UTF-16 units of the line.
#[derive(Default)]
struct Line {
    text: String,
    units: usize,
    places: Vec<(&'static str, usize, usize)>,
}

impl News {
    /// Writes the news.
    #[must_use]
    pub fn write() -> Self {
        let mut dice = Dice(0x5DEE_CE66_D001_u64);
        let mut lines = Vec::new();
        let mut bytes = 0;
        while bytes < BYTES {
            let line = match lines.len() % 12 {
                0 => headline(&mut dice),
                _ => paragraph(&mut dice),
            };
            bytes += line.text.len() + 1;
            lines.push(line);
        }
        let notes = annotate(&lines, &mut dice);
        let lines = lines.into_iter().map(|line| line.text).collect();
        Self { title: "The year in news — all of it".to_owned(), lines, notes }
    }

    /// The arguments of `articleAnnotator.load`: the article and the annotations.
    #[must_use]
    pub fn arguments(&self) -> Value {
        let notes = self.notes.iter().map(|note| {
            json!({ "id": note.id, "kind": note.kind, "start": note.start, "end": note.end })
        });
        let notes: Vec<Value> = notes.collect();
        json!({ "article": { "title": self.title, "text": self.lines.join("\n") }, "annotations": notes })
    }
}

impl Line {
    fn push(&mut self, words: &str) {
        self.text.push_str(words);
        self.units += words.encode_utf16().count();
    }

    /// Writes words that can be marked.
    fn push_marked(&mut self, kind: &'static str, words: &str) {
        let start = self.units;
        self.push(words);
        self.places.push((kind, start, self.units));
    }
}

/// Chooses the wanted number of places, evenly over the text, a tenth of them across another.
fn annotate(lines: &[Line], dice: &mut Dice) -> Vec<Note> {
    let all: usize = lines.iter().map(|line| line.places.len()).sum();
    let (single, mut start, mut seen) = (ANNOTATIONS * 9 / 10, 0, 0);
    assert!(all >= single, "the text has {all} places, {single} are to be marked");
    let mut notes = Vec::new();
    for line in lines {
        for &(kind, from, to) in &line.places {
            // Takes each place at which its share of `single` reaches the next whole number.
            let chosen = (seen + 1) * single / all > seen * single / all;
            seen += 1;
            if !chosen {
                continue;
            }
            notes.push((kind, start + from, start + to));
            if notes.len() % 10 == 9 && notes.len() < ANNOTATIONS {
                notes.push(across(&line.text, start, (kind, from, to)));
            }
        }
        start += line.units + 1;
    }
    notes.sort_by_key(|&(_, from, to)| (from, std::cmp::Reverse(to)));
    let id = |dice: &mut Dice| {
        let (high, low) = (dice.next(), dice.next());
        let word = format!("{high:016x}{low:016x}");
        format!(
            "{}-{}-7{}-8{}-{}",
            &word[..8],
            &word[8..12],
            &word[13..16],
            &word[17..20],
            &word[20..]
        )
    };
    notes.into_iter().map(|(kind, start, end)| Note { id: id(dice), kind, start, end }).collect()
}

/// An annotation of another kind that begins in the middle of one and ends after it, or before it
/// where both end with the line. It begins and ends at blanks, so it cuts no surrogate pair.
fn across(
    text: &str,
    start: usize,
    (kind, from, to): (&str, usize, usize),
) -> (&'static str, usize, usize) {
    let units: Vec<u16> = text.encode_utf16().collect();
    let blank = |at: usize| units.get(at) == Some(&32);
    let middle = (from + 1..to).find(|at| blank(*at)).map_or(from, |at| at + 1);
    let behind = (to + 12..units.len()).find(|at| blank(*at));
    let before = (0..from.saturating_sub(12)).rev().find(|at| blank(*at)).map_or(0, |at| at + 1);
    let kind = if kind == "claim" { "quote" } else { "claim" };
    match behind {
        Some(end) => (kind, start + middle, start + end),
        None => (kind, start + before, start + to),
    }
}

fn headline(dice: &mut Dice) -> Line {
    let mut line = Line::default();
    line.push_marked("person", &name(dice));
    line.push(" ");
    line.push(dice.of(&VERBS));
    line.push(" ");
    line.push(dice.of(&THINGS));
    line
}

/// About 300 characters: sentences of all three kinds, until it is long enough.
fn paragraph(dice: &mut Dice) -> Line {
    let mut line = Line::default();
    let wanted = 240 + dice.below(100);
    while line.units < wanted {
        if line.units > 0 {
            line.push(" ");
        }
        match dice.below(4) {
            0 => quoted(&mut line, dice),
            1 => claimed(&mut line, dice),
            2 => told(&mut line, dice),
            _ => line.push(dice.of(&PLAIN)),
        }
    }
    line
}

fn quoted(line: &mut Line, dice: &mut Dice) {
    let said = format!("“{}, {}”", dice.of(&SAID), dice.of(&ENDS));
    line.push_marked("quote", &said);
    line.push(" said ");
    line.push_marked("person", &name(dice));
    line.push(dice.of(&["", ", the minister", " on Tuesday", " — not for the first time", " 😀"]));
    line.push(".");
}

fn claimed(line: &mut Line, dice: &mut Dice) {
    line.push("According to the ministry’s figures ");
    let claim = format!("{} {} {} per cent", dice.of(&THINGS), dice.of(&MOVES), dice.below(90) + 2);
    line.push_marked("claim", &claim);
    line.push(" since last year.");
}

fn told(line: &mut Line, dice: &mut Dice) {
    line.push(dice.of(&[
        "Late on Monday ",
        "In the café opposite ",
        "Before the vote ",
        "A day later ",
    ]));
    line.push_marked("person", &name(dice));
    line.push(" ");
    line.push(dice.of(&VERBS));
    line.push(" ");
    line.push(dice.of(&THINGS));
    line.push(", and ");
    line.push(dice.of(&ENDS));
    line.push(".");
}

fn name(dice: &mut Dice) -> String {
    format!("{} {}", dice.of(&FIRST), dice.of(&LAST))
}

/// Numbers that look random and are the same each time (splitmix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    fn of(&mut self, list: &[&'static str]) -> &'static str {
        list.get(self.below(list.len())).copied().unwrap_or_default()
    }
}

const FIRST: [&str; 24] = [
    "Anna",
    "José",
    "Zoë",
    "Mikhail",
    "Fatima",
    "Søren",
    "Aoife",
    "Lech",
    "Chloé",
    "Ibrahim",
    "Mary",
    "Jürgen",
    "Noor",
    "Ángel",
    "Katarzyna",
    "Tom",
    "Yuki",
    "Olena",
    "Dmitri",
    "Grace",
    "Luís",
    "Ingrid",
    "Samuel",
    "Priya",
];

const LAST: [&str; 30] = [
    "Müller",
    "O’Brien",
    "García",
    "Nowak",
    "Ivanova",
    "Åkesson",
    "Smith",
    "Dubois",
    "Haddad",
    "Jensen",
    "Wałęsa",
    "Tanaka",
    "Okafor",
    "Schäfer",
    "Rossi",
    "Kovač",
    "Petit",
    "Johnson",
    "van Dijk",
    "Silva",
    "Horváth",
    "Clarke",
    "Popescu",
    "Lindqvist",
    "Fernández",
    "Brown",
    "Çelik",
    "Moreau",
    "Abe",
    "Novák",
];

const VERBS: [&str; 10] = [
    "defends",
    "rejects",
    "questions",
    "announces",
    "postpones",
    "explains",
    "will not discuss",
    "promises again",
    "pays for",
    "has counted",
];

const THINGS: [&str; 14] = [
    "the new bridge over the Rhône",
    "rents in the capital",
    "the price of bread",
    "the peace talks",
    "the number of nurses",
    "a tax on sugar",
    "the fishing quota",
    "train delays",
    "the façade of the town hall",
    "exports of wheat",
    "the budget for schools",
    "the harvest",
    "flights to the islands",
    "the oldest reactor",
];

const MOVES: [&str; 5] =
    ["rose by", "fell by", "grew by no more than", "shrank by", "exceeded the plan by"];

const SAID: [&str; 10] = [
    "We have nothing to hide",
    "This is not what was agreed",
    "Nobody asked the people who live here",
    "It’s a good day for the region",
    "The figures speak for themselves",
    "I would do it again",
    "There is no plan B",
    "You cannot repair a dam with promises",
    "That was naïve",
    "We are close, but not there",
];

const ENDS: [&str; 10] = [
    "and everybody knows it",
    "whatever the opposition says",
    "as the report shows on page 12",
    "which took most observers by surprise",
    "but the decision stands",
    "and that is the whole point",
    "at least for this year",
    "even if it costs more",
    "until the court has ruled",
    "if the weather allows",
];

const PLAIN: [&str; 8] = [
    "The committee meets again in a fortnight.",
    "Nothing in the documents contradicts this version of events.",
    "Two earlier attempts had failed for lack of money.",
    "Outside, a few dozen people waited in the rain — in silence.",
    "The agreement covers twelve years and may be extended once.",
    "Reporters were not admitted.",
    "What happens next depends on the upper house, where the majority is thin.",
    "The archive of the newspaper holds a similar story from 1987.",
];
