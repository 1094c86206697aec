//! Lines around the text that say who wrote it, when, and how long it takes to read: the details have them. They are
//! skipped, and listed (tests/opening/around.rs).

use super::byline;
use super::byline_beside;
use super::day_line;
use super::published;
use super::signs::is_east_asian;
use crate::formats::documents::manuscript::Passage;
use crate::formats::documents::shared::composer::is_same;
use crate::formats::documents::shared::dates;
use crate::model::{BlockKind, Details};

/// Longest line about the article, in characters, and most words of it that are not of names or dates.
const LINE: usize = 120;
const OTHERS: usize = 6;
/// Most signs beside names and dates in scripts that leave no spaces between words.
const SIGNS: usize = 12;
/// Longest line with how long it takes to read, and with an address.
const SHORT: usize = 48;
/// Fewest characters of a paragraph, and how many of them end the part above the text.
const PARAGRAPH: usize = 160;
const PARAGRAPHS: usize = 2;
/// Most passages of that part.
const TOP: usize = 60;

/// How long it takes to read, in nine languages.
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
        // The headline may be its first line.
        let text = match text.split_once('\n') {
            Some((line, rest)) if is_same(line, &title) => rest.trim(),
            _ => text,
        };
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
        if let Some(without) = without_name(&rest, &name) {
            known += 1;
            rest = without;
        }
    }
    known > 0
        && !is_sentence(text)
        && !does_something(text, byline)
        && rest.split_whitespace().filter(is_word).count() <= OTHERS
        && rest.chars().filter(|c| is_unspaced(*c)).count() <= SIGNS
}

/// Whether a line begins with the names and goes on as a sentence, but for what those who write do.
fn does_something(text: &str, byline: &str) -> bool {
    const WRITES: [&str; 6] = ["reports", "reporting", "writes", "berichtet", "schreibt", "is"];
    let first = byline.split([',', '&']).next().unwrap_or_default().trim();
    let behind = text.strip_prefix(first).filter(|rest| rest.starts_with(' ') && !first.is_empty());
    behind.is_some_and(|rest| {
        let writes = rest.split_whitespace().next().is_some_and(|verb| WRITES.contains(&verb));
        !writes && byline_beside::goes_on(rest)
    })
}

/// A text without a name; `None` if the name is at most part of words: `AP` in `gap`.
fn without_name(text: &str, name: &str) -> Option<String> {
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_unspaced(c));
    let (mut without, mut from) = (String::new(), 0);
    for (at, _) in text.match_indices(name) {
        let (before, behind) = (text.get(from..at)?, text.get(at + name.len()..)?);
        if joins(text.get(..at)?.chars().next_back()) || joins(behind.chars().next()) {
            continue;
        }
        without.push_str(before);
        without.push(' ');
        from = at + name.len();
    }
    without.push_str(text.get(from..)?);
    (from > 0).then_some(without)
}

/// Whether a line ends as sentences and what leads to others do, maybe within brackets.
fn is_sentence(text: &str) -> bool {
    const ENDS: [char; 17] = [
        '.', '!', '?', '。', '”', '"', '»', ':', '…', '？', '！', '：', '」', '』', '؟', '।', '．',
    ];
    let within = text.trim_end_matches([')', '）', ']']);
    text.ends_with(ENDS) || within.ends_with(['.', '!', '?', '。', '…', '？', '！'])
}

/// Whether a sign is of a script that leaves no spaces between words, or joins endings to names.
fn is_unspaced(sign: char) -> bool {
    // Thai and Lao as well.
    is_east_asian(sign) || matches!(sign, '\u{e00}'..='\u{eff}')
}

fn is_word(word: &&str) -> bool {
    word.contains(char::is_alphabetic) && !word.contains('@')
}

/// Whether a line says when the article was published or changed, and nothing else.
fn is_date(text: &str, details: &Details, is_label_above: bool) -> bool {
    const WORDS: usize = 4;
    let published = details.published.as_deref();
    let day = dates::within(text).or_else(|| dates::day_first(text));
    // The day of this year needs no year.
    let without_year = || {
        let year = published?.get(..4).filter(|_| text.chars().count() <= SHORT / 4)?;
        let bare = text.trim_end_matches('.');
        dates::within(&format!("{bare} {year}")).filter(|day| published == Some(day))
    };
    let Some(day) = day.or_else(without_year) else { return false };
    // A day years before is one that the article tells of.
    let is_far = published.is_some_and(|known| known.get(..4) != day.get(..4));
    let is_known = is_label_above
        || published == Some(&day)
        || published::begins_as_label(text) && (!is_far || !published::is_publication(text));
    let is_labelled = published::is_labelled(text);
    let is_sentence = is_sentence(text) && !text.ends_with("m.") && !text.ends_with("น.");
    if !is_known && !is_labelled || is_sentence || day_line::tells(text) {
        return false;
    }
    let is_other = |word: &&str| {
        let letters = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        letters.contains(char::is_alphabetic)
            && !letters.contains(|c: char| c.is_numeric())
            && !dates::is_month(&letters)
    };
    let words = text.split_whitespace().filter(is_other).count();
    let most = if is_known && is_labelled { 3 * WORDS } else { WORDS };
    words <= most && text.chars().filter(|c| is_unspaced(*c)).count() <= SIGNS
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
