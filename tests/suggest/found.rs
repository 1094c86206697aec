//! How much of what others marked in 43 real news articles is found (tests/data/wikinews), by the conventions
//! of named-entity tasks: a name counts if both its ends are right, without title and possessive.

use std::collections::BTreeSet;
use std::ops::Range;

use article_annotator::model::Kind;
use article_annotator::model::suggest::suggest;

use crate::desk::{article, lines, models};

/// Titles before names that do not count.
const TITLES: &str = "mr mrs ms miss dr prof professor president president-elect senator sen rep \
    representative gov governor mayor minister chancellor secretary general gen sir dame lord lady \
    king queen prince princess captain capt col colonel lt sgt judge justice rev reverend pope bishop \
    archbishop cardinal imam sheikh ambassador chief hon st";

/// Titles of two words.
const LONG_TITLES: [&str; 4] =
    ["vice president", "vice-president", "prime minister", "attorney general"];

/// The name alone: without titles before it, and marks and a possessive behind it.
fn name(text: &str, range: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (range.start, range.end);
    let rest = |start: usize| text[start..end].to_lowercase();
    if let Some(behind) = rest(start).strip_prefix("the ")
        && first_title(behind).is_some()
    {
        start += 4;
    }
    while let Some(length) = first_title(&rest(start)) {
        start += length;
    }
    let is_mark = |c: char| c.is_whitespace() || ",.;:\"'“”„‟«»‘’‚`‹›「」『』".contains(c);
    let keeps_stop = |name: &str| {
        let last = name.rsplit(|c: char| !c.is_alphanumeric() && c != '.').next().unwrap_or("");
        matches!(last, "Jr." | "Sr.") || last.len() == 2 && last.starts_with(char::is_uppercase)
    };
    while text[start..end].ends_with(is_mark) && !keeps_stop(&text[start..end]) {
        end -= text[start..end].chars().next_back().unwrap().len_utf8();
    }
    for possessive in ["'s", "’s"] {
        if text[start..end].ends_with(possessive) {
            end -= possessive.len();
        }
    }
    start..end
}

/// The length of a title at the beginning of a lower-case text, if a word follows.
fn first_title(text: &str) -> Option<usize> {
    let long = LONG_TITLES.iter().find(|title| text.starts_with(**title)).map(|title| title.len());
    let word = text.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(text.len());
    let short = TITLES.split(' ').any(|title| title == &text[..word]).then_some(word);
    let end = long.or(short)?;
    let stop = text[end..].strip_prefix('.').map_or(end, |_| end + 1);
    let blank = text[stop..].len() - text[stop..].trim_start().len();
    (blank > 0 && stop + blank < text.len()).then_some(stop + blank)
}

/// Right, suggested and marked names.
#[derive(Debug, Default)]
struct Found {
    right: usize,
    suggested: usize,
    marked: usize,
}

impl Found {
    fn percent(part: usize, whole: usize) -> f64 {
        (1000.0 * part as f64 / whole as f64).round() / 10.0
    }

    fn precision(&self) -> f64 {
        Self::percent(self.right, self.suggested)
    }

    fn recall(&self) -> f64 {
        Self::percent(self.right, self.marked)
    }

    fn f1(&self) -> f64 {
        Self::percent(2 * self.right, self.suggested + self.marked)
    }
}

fn people() -> Found {
    let mut found = Found::default();
    for document in lines("tests/data/wikinews/people.jsonl") {
        let text = document["text"].as_str().unwrap();
        let places: Vec<usize> =
            text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let at = |span: &serde_json::Value, end: &str| {
            places[usize::try_from(span[end].as_u64().unwrap()).unwrap()]
        };
        let spans = document["spans"].as_array().unwrap();
        let marked: BTreeSet<_> = spans
            .iter()
            .map(|span| name(text, at(span, "start")..at(span, "end")))
            .filter(|range| !range.is_empty())
            .map(|range| (range.start, range.end))
            .collect();
        let list = suggest(&article(text, Some("en")), models()).list;
        let names = list.iter().filter(|one| one.kind == Kind::Person);
        let suggested: BTreeSet<_> = names
            .map(|one| name(text, one.spans[0].indices()))
            .map(|range| (range.start, range.end))
            .collect();
        found.right += marked.intersection(&suggested).count();
        found.suggested += suggested.len();
        found.marked += marked.len();
    }
    found
}

#[test]
fn as_many_people_of_real_news_are_found_as_the_day_this_was_written() {
    let found = people();
    let (precision, recall, f1) = (found.precision(), found.recall(), found.f1());
    println!("people: precision {precision}, recall {recall}, F1 {f1} ({found:?})");
    assert!(
        precision >= FLOORS.0 && recall >= FLOORS.1 && f1 >= FLOORS.2,
        "{precision} {recall} {f1}"
    );
}

/// Precision, recall and F1 of that day, in percent.
const FLOORS: (f64, f64, f64) = (88.1, 78.9, 83.2);

#[test]
fn names_are_compared_without_titles_marks_and_possessives() {
    let bare = |text: &str| text[name(text, 0..text.len())].to_owned();
    for (text, expected) in [
        ("Dr. Ann Lee's", "Ann Lee"),
        ("the Prime Minister Ann Lee", "Ann Lee"),
        ("President", "President"),
        ("Martin King Jr.", "Martin King Jr."),
        ("Ann Lee,”", "Ann Lee"),
        ("Vice President Lee", "Lee"),
        ("Generalov", "Generalov"),
    ] {
        assert_eq!(bare(text), expected);
    }
}
