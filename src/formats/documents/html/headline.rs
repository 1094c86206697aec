//! The headline of a page: the one that is read above the text. What the head says is for search engines, for other
//! sites, and for the window (tests/opening/headlines.rs).

use std::collections::BTreeSet;

use super::details::{SEPARATORS, without_name};
use super::head::PageHead;
use super::site::SiteNames;
use crate::formats::documents::manuscript::Passage;
use crate::formats::documents::shared::composer::is_same;

/// Most passages between the headline and the text below it, and fewest characters of a paragraph of that.
const BETWEEN: usize = 16;
const PARAGRAPH: usize = 100;

/// The headline on the page, by what the head says of it or by its place; otherwise the one in the head.
pub(super) fn of(title: &str, head: &PageHead, site: &SiteNames, passages: &[Passage]) -> String {
    let tag = head.window.as_str();
    let said = head.get(&["og:title", "twitter:title"]).unwrap_or_default();
    let parts: Vec<&str> = SEPARATORS.iter().flat_map(|mark| tag.split(mark)).collect();
    let long = parts.iter().copied().filter(|part| is_sentence(part));
    let bare = without_name(&said, site);
    let candidates = [said.as_str(), &bare, title, tag].into_iter().chain(long);
    let candidates: Vec<&str> = candidates.filter(|said| !site.is(said)).collect();
    let heads = passages.iter().filter(|one| one.kind.heading_level().is_some());
    // One that is marked may have several lines.
    let whole = || heads.clone().map(|one| one.text.as_str());
    let only = || only_headline(passages, site, &candidates);
    // A headline need not be marked as one: then what is marked is the name of the site, as in the title.
    let is_part = |only: &&str| parts.iter().any(|part| is_same(part, only));
    let plain = |said: &&str| {
        let found = passages.iter().map(first_line).find(|line| is_same(line, said))?;
        Some(only().filter(|it| !is_part(it)).unwrap_or(found))
    };
    let marked =
        |said: &&str| heads.clone().map(first_line).chain(whole()).find(|line| is_same(line, said));
    let same = || candidates.iter().find_map(|said| marked(said).or_else(|| plain(said)));
    let found = above_subtitle(passages, &candidates).or_else(same);
    // `Headline of the page - Name of the site`
    let part = |line: &&str| is_sentence(line) && tag.contains(&folded(line));
    let found = found.or_else(|| {
        heads.clone().map(first_line).chain(whole()).filter(part).max_by_key(|one| one.len())
    });
    let found = found.or_else(|| heads.clone().find_map(|one| common_end(first_line(one), &bare)));
    // The title of the window has it without the label before it.
    let ends = |part: &&str| {
        is_sentence(part) && whole().any(|one| folded(one).ends_with(part)) && !site.is(part)
    };
    let found = found.or_else(|| parts.iter().copied().find(ends));
    // A short headline, beside the name of the site.
    let short = |part: &&str| {
        !site.is(part) && heads.clone().map(first_line).chain(whole()).any(|one| is_same(one, part))
    };
    let found = found.or_else(|| parts.iter().copied().find(short));
    let found = found.or_else(only);
    // With nothing in the head, the search took what it could get.
    let silent = tag.is_empty() && said.is_empty() && title.is_empty();
    let first = heads.clone().next().map(first_line).filter(|_| silent);
    let found = found.or_else(|| lone(passages, site, &parts));
    let found = found.or_else(|| behind_site(title, passages)).or(first);
    folded(found.unwrap_or(if silent { "" } else { title }))
}

/// The only first-level heading, right above the text, however short it is; without what stands behind it there and
/// not in the title of the window, such as “NEW”.
fn lone<'a>(passages: &'a [Passage], site: &SiteNames, parts: &[&'a str]) -> Option<&'a str> {
    let is_first = |one: &Passage| one.kind.heading_level() == Some(1);
    let at = passages.iter().position(is_first).filter(|at| is_above_text(passages, *at))?;
    let mut others = passages.iter().skip(at + 1).filter(|one| is_first(one));
    let line = first_line(passages.get(at)?);
    let own = parts.iter().copied().find(|part| !part.is_empty() && line.starts_with(part));
    let line = own.unwrap_or(line);
    (!site.is(line) && others.all(|one| is_same(first_line(one), line))).then_some(line)
}

/// The headline in a title that begins with the name of the site: a passage above the text says either alone.
fn behind_site<'a>(title: &'a str, passages: &[Passage]) -> Option<&'a str> {
    let mut marks = SEPARATORS.iter().chain(&[": "]);
    let (name, rest) = marks.find_map(|mark| title.split_once(mark))?;
    let is_text = |one: &Passage| !one.left_out && one.text.chars().count() >= PARAGRAPH;
    let above = passages.iter().take_while(|one| !is_text(one));
    let is_said = above.map(first_line).any(|line| is_same(line, name) || is_same(line, rest));
    (is_said && is_sentence(rest)).then_some(rest)
}

/// The first-level heading with which a title begins, if the title goes on with the heading below: `Headline. Subtitle`.
fn above_subtitle<'a>(passages: &'a [Passage], titles: &[&str]) -> Option<&'a str> {
    const WORDS: usize = 2;
    let heads: Vec<&Passage> =
        passages.iter().filter(|one| one.kind.heading_level().is_some()).collect();
    heads.windows(2).find_map(|two| {
        let [one, below] = two else { return None };
        let line = one.text.trim();
        let is_it = |title: &&str| {
            let Some(rest) = title.strip_prefix(line) else { return false };
            let ends =
                line.ends_with(['.', '?', '!', '…']) || rest.starts_with(['.', ':', '?', '!']);
            let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            ends && !rest.is_empty() && rest.starts_with(&first_line(below).to_lowercase())
        };
        let is_first = one.kind.heading_level() == Some(1);
        (is_first && line.split_whitespace().count() >= WORDS && titles.iter().any(is_it))
            .then_some(line)
    })
}

/// The only first-level heading of a page, if it speaks of what one of these titles speaks of, or stands above the
/// text: search engines are told another.
fn only_headline<'a>(
    passages: &'a [Passage],
    site: &SiteNames,
    titles: &[&str],
) -> Option<&'a str> {
    const LETTERS: usize = 4;
    const COMMON: usize = 2;
    let mut first =
        passages.iter().enumerate().filter(|(_, one)| one.kind.heading_level() == Some(1));
    let (at, only) =
        first.find(|(_, one)| is_sentence(first_line(one)) && !site.is(first_line(one)))?;
    let only = first_line(only);
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        words.filter(|word| word.chars().count() >= LETTERS).collect()
    };
    let own = words(only);
    let is_about = || titles.iter().any(|title| words(title).intersection(&own).count() >= COMMON);
    let is_only = first.all(|(_, one)| is_same(first_line(one), only));
    (is_only && (is_about() || is_above_text(passages, at))).then_some(only)
}

/// Whether a heading stands right above the text of the article.
fn is_above_text(passages: &[Passage], at: usize) -> bool {
    let is_text = |one: &Passage| !one.left_out && one.text.chars().count() >= PARAGRAPH;
    let text = passages.iter().position(is_text);
    text.is_some_and(|text| at < text && text - at <= BETWEEN)
}

/// The headline in a heading with another line above it, and in a title with another label before it.
fn common_end<'a>(heading: &'a str, title: &str) -> Option<&'a str> {
    let both = heading.char_indices().rev().zip(title.chars().rev());
    let (at, _) = both.take_while(|((_, one), other)| one == other).last()?.0;
    let before = |text: &str, length: usize| {
        let rest = text.len().checked_sub(length).and_then(|end| text.get(..end));
        rest.is_some_and(|rest| rest.ends_with(char::is_alphanumeric))
    };
    let end = heading.get(at..)?;
    let is_cut = before(heading, end.len()) || before(title, end.len());
    let end = if is_cut { end.split_once(' ').map_or("", |(_, rest)| rest) } else { end };
    Some(end.trim_start_matches(|c: char| c.is_whitespace() || ":|–—-".contains(c)))
        .filter(|end| is_sentence(end))
}

fn first_line(passage: &Passage) -> &str {
    passage.text.split('\n').next().unwrap_or_default().trim()
}

/// Whether it says more than the name of a site: four words, or eight characters of Chinese or Japanese,
/// which have no spaces.
fn is_sentence(text: &str) -> bool {
    let unspaced = |c: &char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
    text.split_whitespace().count() >= 4 || text.chars().filter(unspaced).count() >= 8
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
