//! The day of an article that is said near its text, or in its address (tests/opening/about.rs).

use super::day_line;
use super::published::{self, DayOrder, LONGEST, is_update, within};
use crate::formats::documents::manuscript::Passage;
use crate::formats::documents::shared::dates;
use crate::model::BlockKind;

/// Number of passages before the first paragraph of an article that may say its date.
const NEAR: usize = 8;
/// Fewest characters of that paragraph.
const PARAGRAPH: usize = 100;
/// Most lines of a passage.
const LINES: usize = 6;

/// The date that a short passage near the beginning of the article says.
pub(super) fn near_the_text(passages: &[Passage], order: DayOrder) -> Option<String> {
    let is_text = |one: &Passage| !one.left_out && width(&one.text) > PARAGRAPH;
    // The paragraphs of short news are shorter.
    let is_sentence = |one: &Passage| {
        !one.left_out
            && one.kind == BlockKind::Paragraph
            && width(&one.text) > PARAGRAPH / 2
            && one.text.trim_end().ends_with(['.', '。', '”', '！', '？'])
    };
    let first = passages.iter().position(is_text);
    let first = first.or_else(|| passages.iter().position(is_sentence))?;
    let above = passages.get(..first).unwrap_or_default();
    // Above the headline, the page says what day it is today.
    let headline =
        above.iter().rposition(|one| one.kind == BlockKind::Heading1).unwrap_or_default();
    let before = above.iter().enumerate().skip(first.saturating_sub(NEAR));
    let before = before.filter(|(at, one)| *at >= headline || !one.left_out).map(|(_, one)| one);
    // Further down, dates are those of posts that the article quotes, or of comments.
    let after = passages.iter().skip(first).take(2).filter(|one| !one.left_out);
    let near = before.chain(after);
    // One that tells what happened then says nothing of the article, nor does that of a picture.
    let says = |line: &str| {
        line.contains(|c: char| c.is_numeric() || c == '年')
            && line.chars().count() <= LONGEST / 2
            && !day_line::tells(line)
            && !is_of_event(line)
    };
    // What stands behind a day in brackets is that of a change.
    let bare = |line: &'_ str| -> String {
        let head = line.split(['(', '（']).next().unwrap_or_default();
        if head.contains(char::is_numeric) { head } else { line }.to_owned()
    };
    let lines = |one: &Passage| -> Vec<String> {
        one.text.lines().take(LINES).map(bare).filter(|line| says(line)).collect()
    };
    let near = near.filter(|one| one.kind != BlockKind::Caption);
    let short: Vec<String> = near.flat_map(lines).collect();
    let first_published = short.iter().filter(|line| !is_update(line));
    let found = first_published.into_iter().find_map(|line| within(line, order));
    // `LONDON, May 17, 2024 —`
    let line = || passages.get(first).and_then(|one| one.text.split(['—', '–']).next());
    found
        .or_else(|| {
            line().filter(|line| line.len() <= LONGEST / 2).and_then(|line| order.within(line))
        })
        .or_else(|| short.iter().find_map(|line| within(line, order)))
}

/// Whether a day stands behind what happens then: `Concert: June 1, 2025`.
fn is_of_event(line: &str) -> bool {
    const DAYS: [&str; 11] =
        ["date", "datum", "fecha", "data", "dato", "día", "дата", "tarih", "on", "time", "stand"];
    let Some((label, day)) = line.trim().split_once(": ") else { return false };
    let words: Vec<String> = label.split(' ').map(str::to_lowercase).collect();
    let is_capitals = label.chars().all(|c| !c.is_lowercase());
    words.len() <= 2
        && !is_capitals
        && label.is_ascii()
        && label.chars().all(|c| c.is_alphabetic() || c == ' ')
        && !words.iter().any(|word| DAYS.contains(&word.as_str()))
        && !published::is_labelled(label)
        && !published::begins_as_label(label)
        && dates::within(day).is_some()
}

/// The length of a text; a sign of Chinese or Japanese says as much as two letters.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c >= '\u{3040}' { 2 } else { 1 }).sum()
}

/// The date in an address: `/2024/05/17/`, `/2015/may/18/`, `-2015-08-21`.
pub(super) fn in_address(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next()?.split("://").nth(1)?;
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let three = parts.windows(3).find_map(|three| {
        let is_year = three.first().is_some_and(|year| year.len() == 4);
        let date = three.join("-");
        let worded = || dates::within(&three.iter().rev().copied().collect::<Vec<_>>().join(" "));
        is_year.then(|| dates::day(&date).filter(|day| day.len() == 10).or_else(worded)).flatten()
    });
    three.or_else(|| {
        parts.iter().find_map(|part| {
            let starts = part.char_indices().map(|(at, _)| at);
            let mut dashed = starts.filter_map(|at| part.get(at..at + 10));
            dashed.find_map(|date| dates::day(date).filter(|day| day == date))
        })
    })
}
