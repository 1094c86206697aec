//! Lines around the text that say who wrote it, when, and how long it takes to read: the details have them. They are
//! skipped, and listed (tests/opening/around.rs).

use super::byline;
use super::published;
use crate::formats::documents::manuscript::Passage;
use crate::formats::documents::shared::dates;
use crate::model::{BlockKind, Details};

/// Longest line about the article, in characters, and most words of it that are not of names or dates.
const LINE: usize = 120;
const OTHERS: usize = 6;
/// Longest line with how long it takes to read, and with an address.
const SHORT: usize = 48;
/// Fewest characters of a paragraph, and how many of them end the part above the text.
const PARAGRAPH: usize = 160;
const PARAGRAPHS: usize = 2;
/// Most passages of that part.
const TOP: usize = 60;

/// How long it takes to read, in ten languages.
const READING: [&str; 22] = [
    "min read",
    "mins read",
    "minute read",
    "minutes read",
    "reading time",
    "read time",
    "lesezeit",
    "lesedauer",
    "temps de lecture",
    "min de lecture",
    "minutes de lecture",
    "tempo di lettura",
    "minuti di lettura",
    "min di lettura",
    "tiempo de lectura",
    "min de lectura",
    "minutos de lectura",
    "tempo de leitura",
    "min de leitura",
    "leestijd",
    "czas czytania",
    "okuma süresi",
];

/// Skips the lines about the article.
pub(super) fn skip(passages: &mut [Passage], details: &Details) {
    let title = details.title.to_lowercase();
    let (mut paragraphs, mut is_label_above) = (0, false);
    for (at, passage) in passages.iter_mut().filter(|one| !one.left_out).enumerate() {
        let is_above = paragraphs < PARAGRAPHS && at < TOP;
        let text = passage.text.trim();
        let length = text.chars().count();
        let is_line = passage.kind == BlockKind::Paragraph
            || passage.kind == BlockKind::ListItem && paragraphs == 0
            || passage.kind.heading_level().is_some_and(|level| level > 2) && paragraphs == 0;
        let is_about = is_line
            && length <= LINE
            && text.to_lowercase() != title
            && (is_above && (is_byline(text, details) || is_date(text, details, is_label_above))
                || length <= SHORT && (is_reading_time(text) || is_address(text)));
        is_label_above = is_above && is_line && published::is_label(text);
        passage.left_out = is_about || is_label_above;
        paragraphs += usize::from(!is_about && length >= PARAGRAPH);
    }
}

/// Whether a line says who wrote, and little more.
fn is_byline(text: &str, details: &Details) -> bool {
    let Some(byline) = details.byline.as_deref() else { return false };
    let names = byline.split([',', '&']).flat_map(byline::split_and);
    let mut rest = text.to_lowercase();
    let mut known = 0;
    for name in names.map(|name| name.trim().to_lowercase()).filter(|name| !name.is_empty()) {
        if rest.contains(&name) {
            known += 1;
            rest = rest.replace(&name, " ");
        }
    }
    let is_sentence = text.ends_with(['.', '!', '?', '。', '”', '"', '»']);
    known > 0 && !is_sentence && rest.split_whitespace().filter(is_word).count() <= OTHERS
}

fn is_word(word: &&str) -> bool {
    word.contains(char::is_alphabetic) && !word.contains('@')
}

/// Whether a line says when the article was published or changed, and nothing else.
fn is_date(text: &str, details: &Details, is_label_above: bool) -> bool {
    const WORDS: usize = 4;
    const SIGNS: usize = 12;
    let day = dates::within(text).or_else(|| dates::day_first(text));
    let Some(day) = day else { return false };
    let is_known = is_label_above || details.published.as_ref() == Some(&day);
    let is_sentence = text.ends_with(['.', '!', '?', '。']) && !text.ends_with("m.");
    if !is_known && !published::is_labelled(text) || is_sentence {
        return false;
    }
    let is_other = |word: &&str| {
        let letters = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        letters.contains(char::is_alphabetic)
            && !letters.contains(|c: char| c.is_numeric())
            && !dates::is_month(&letters)
    };
    let unspaced = |c: &char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
    let words = text.split_whitespace().filter(is_other).count();
    let most = if published::is_labelled(text) { 3 * WORDS } else { WORDS };
    words <= most && text.chars().filter(unspaced).count() <= SIGNS
}

fn is_reading_time(text: &str) -> bool {
    let text = text.to_lowercase();
    READING.iter().any(|words| text.contains(words)) && text.contains(|c: char| c.is_numeric())
}

/// Whether a line is an address to write to.
fn is_address(text: &str) -> bool {
    !text.contains(char::is_whitespace)
        && text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}
