//! Words with tags, as files for named-entity recognition list them: their text, and the spans their tags
//! mean, in every scheme of beginnings and insides (tests/formats/tagging.rs).

use std::collections::BTreeSet;

use crate::model::{Byte, TextRange};

/// A word with its tags.
#[derive(Debug, Clone, Default)]
pub struct TaggedWord<'a> {
    /// The word; empty where a sentence ends.
    pub word: &'a str,
    /// Its tags, one of each layer.
    pub tags: Vec<&'a str>,
    /// Whether no space follows.
    pub glued: bool,
    /// What its file says of the blanks that follow: `\s\s`; empty if nothing.
    pub blanks: &'a str,
    /// Whether it is a part of the word before, as “zu” and “dem” of “zum”.
    pub part: bool,
}

/// The words joined, and the place of each that is not the end of a sentence.
pub fn text_of(rows: &[TaggedWord<'_>]) -> (String, Vec<TextRange>) {
    let (mut text, mut places) = (String::new(), Vec::<TextRange>::new());
    let mut glued = true;
    let mut said = "";
    for row in rows.iter().filter(|row| !row.part || row.word.is_empty()) {
        if row.word.is_empty() {
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            glued = true;
            continue;
        }
        if !glued {
            text.push_str(&blanks(said));
        }
        let start = Byte::at(text.len());
        text.push_str(row.word);
        places.push(TextRange { start, end: Byte::at(text.len()) });
        (glued, said) = (row.glued, row.blanks);
    }
    text.truncate(text.trim_end_matches('\n').len());
    (text, with_parts(rows, &places))
}

/// The blanks that CoNLL-U writes so; one if there are none.
fn blanks(said: &str) -> String {
    let blanks =
        said.replace("\\s", " ").replace("\\t", "\t").replace("\\r", "").replace("\\n", "\n");
    if blanks.is_empty() || !blanks.trim().is_empty() { " ".to_owned() } else { blanks }
}

/// The place of each word that is not the end of a sentence, from the places of those that are no parts. Parts
/// that make up their word have their own places in it, as “Holt” and “’s”; others have that of the word.
pub fn with_parts(rows: &[TaggedWord<'_>], wholes: &[TextRange]) -> Vec<TextRange> {
    let words: Vec<_> = rows.iter().filter(|row| !row.word.is_empty()).collect();
    let (mut places, mut wholes) = (Vec::with_capacity(words.len()), wholes.iter());
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let parts = words.iter().skip(at + 1).take_while(|row| row.part);
        let parts: Vec<&str> = parts.map(|row| row.word).collect();
        at += 1 + parts.len();
        let Some(whole) = wholes.next() else { break };
        places.push(*whole);
        let is_made_of = parts.concat() == word.word;
        let mut start = whole.start;
        for part in parts {
            let end = Byte::at(start.index() + part.len());
            places.push(if is_made_of { TextRange { start, end } } else { *whole });
            start = end;
        }
    }
    places
}

/// Notes where no space follows a word, if a sentence has exactly these words; whether it has.
pub fn glue(rows: &mut [TaggedWord<'_>], sentence: &str) -> bool {
    let (mut ends, mut rest) = (Vec::new(), sentence.trim_start());
    for row in rows.iter().filter(|row| !row.part) {
        let Some(behind) = rest.strip_prefix(row.word) else { return false };
        rest = behind.trim_start();
        ends.push(rest.len() == behind.len());
    }
    // What follows the last word is not known.
    ends.pop();
    if rest.is_empty() {
        let words = rows.iter_mut().filter(|row| !row.part);
        words.zip(ends).for_each(|(row, glued)| row.glued = glued);
    }
    rest.is_empty()
}

/// The number of sentences, and of those with gaps between their words.
pub fn sentences(rows: &[TaggedWord<'_>]) -> (usize, usize) {
    let all = rows.split(|row| row.word.is_empty());
    let words = all.map(|rows| rows.iter().filter(|row| !row.part).count());
    words
        .filter(|words| *words > 0)
        .fold((0, 0), |(all, gaps), words| (all + 1, gaps + usize::from(words > 1)))
}

/// Most labels of words with several tags, and most tags of a word.
const MOST_LABELS: usize = 16;
const MOST_TAGS: usize = 16;

/// The spans of one layer of tags, each with its label. A word may have several tags, as `B-PER|I-QUOTE`; each
/// goes on where its label does.
pub fn spans<'a>(tags: &[(&'a str, TextRange)]) -> Vec<(&'a str, TextRange)> {
    let all = || tags.iter().copied();
    let several = all().map(|(tag, _)| tag).filter(|tag| tag.contains('|'));
    let several: Vec<Vec<&str>> = several.map(|tag| tag.split('|').collect()).collect();
    let are_tags = |cell: &Vec<&str>| cell.len() <= MOST_TAGS && cell.iter().all(|tag| is_tag(tag));
    if several.is_empty() || !several.iter().all(are_tags) {
        return entities(all());
    }
    let labels = all().flat_map(|(tag, _)| tag.split('|')).map(label_in);
    let labels: BTreeSet<&str> = labels.filter(|label| !label.is_empty()).collect();
    if labels.len() > MOST_LABELS {
        return entities(all());
    }
    let mut found = Vec::new();
    for label in labels {
        // One may be within another of its own label.
        for depth in 0..MOST_TAGS {
            let own = |tag: &'a str| tag.split('|').filter(|it| label_in(it) == label).nth(depth);
            let inner = entities(all().map(|(tag, place)| (own(tag).unwrap_or("O"), place)));
            if inner.is_empty() {
                break;
            }
            found.extend(inner);
        }
    }
    found
}

/// The spans of one layer of tags, each with its label. A word without a tag ends a span.
pub fn entities<'a>(tags: impl Iterator<Item = (&'a str, TextRange)>) -> Vec<(&'a str, TextRange)> {
    let mut found: Vec<(&str, TextRange)> = Vec::new();
    let mut open = false;
    for (tag, place) in tags {
        // Brackets: `(PERSON*`, `*`, `*)`, `(PERSON)`.
        let opened = tag.strip_prefix('(').map(|rest| rest.trim_end_matches([')', '*']));
        if opened.is_some() || tag.starts_with('*') {
            match (opened, found.last_mut().filter(|_| open)) {
                (Some(label), _) => found.push((label, place)),
                (None, Some((_, range))) => range.end = place.end,
                (None, None) => {}
            }
            open = (opened.is_some() || open) && !tag.ends_with(')');
            continue;
        }
        let Some((how, label)) = read(tag) else {
            open = false;
            continue;
        };
        let goes_on = open
            && matches!(how, 'I' | 'M' | 'E' | 'L')
            && found.last().is_some_and(|(last, _)| *last == label);
        match found.last_mut().filter(|_| goes_on) {
            Some((_, range)) => range.end = place.end,
            None => found.push((label, place)),
        }
        open = matches!(how, 'B' | 'I' | 'M');
    }
    found
}

/// What a tag says: how the word lies in the span, and the label. A label alone continues one of its kind.
fn read(tag: &str) -> Option<(char, &str)> {
    match tag {
        "" | "O" | "_" | "-" => None,
        _ => Some(parts(tag).unwrap_or(('I', tag))),
    }
}

fn parts(tag: &str) -> Option<(char, &str)> {
    let how = |how: &str| {
        let how = how.chars().next().filter(|_| how.len() == 1)?;
        "BIELSUMW".contains(how).then_some(how)
    };
    let before = tag.split_once(['-', '_']).and_then(|(sign, label)| Some((how(sign)?, label)));
    // `PER_B`, as some write it; in small letters it is a word: “vitamin-B”.
    let behind = || {
        let (label, sign) = tag.rsplit_once(['-', '_'])?;
        let is_label = label.len() > 1 && label.bytes().all(|it| it.is_ascii_uppercase());
        how(sign).filter(|_| is_label).map(|how| (how, label))
    };
    before.or_else(behind).filter(|(_, label)| !label.is_empty())
}

/// The label in a tag.
pub fn label_in(tag: &str) -> &str {
    parts(tag).map_or("", |(_, label)| label)
}

/// Whether it is a tag for certain.
pub fn is_tag(tag: &str) -> bool {
    tag == "O" || parts(tag).is_some()
}
