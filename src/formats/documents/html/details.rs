//! Title, byline, date, language and address of a page. The name of the site is never the headline
//! (tests/opening/pages.rs).

use dom_query::{Document, Node};
use dom_smoothie::Article;

use crate::formats::documents::manuscript::Passage;
use crate::formats::documents::shared::address::absolute;
use crate::formats::documents::shared::composer::is_same;
use crate::formats::documents::shared::dates;
use crate::model::Details;

/// Bytes at the start of a saved page searched for a comment with its address.
const HEAD: usize = 4 << 10;
/// Longest byline, in characters; anything longer is not names.
const NAMES: usize = 200;
/// Separators between a headline and the name of the site.
const SEPARATORS: [&str; 6] = [" | ", " - ", " – ", " — ", " :: ", " » "];

/// The details in the head of a page.
pub(super) fn of(document: &Document, html: &str) -> Details {
    let language = first(document, "html", &["lang", "xml:lang"]);
    let language =
        language.or_else(|| meta(document, &["content-language", "language", "og:locale"]));
    let canonical = link(document).and_then(|to| absolute(&to, None));
    let known = canonical.or_else(|| absolute(&meta(document, &["og:url", "twitter:url"])?, None));
    let names = [
        "article:published_time",
        "datepublished",
        "date",
        "dcterms.date",
        "dc.date",
        "pubdate",
        "parsely-pub-date",
        "sailthru.date",
        "publishdate",
        "publish_date",
        "dcterms.created",
    ];
    Details {
        source: known.or_else(|| saved_from(html)),
        published: meta(document, &names).and_then(|date| dates::day(&date)),
        language: language.and_then(|tag| dates::language(&tag)),
        ..Details::default()
    }
}

/// The base address of a page's links.
pub(super) fn base(document: &Document, source: Option<&str>) -> Option<String> {
    let said = document.base_uri().and_then(|base| absolute(&base, source));
    said.or_else(|| source.map(str::to_owned))
}

/// Adds the details that the search for the main text found.
pub(super) fn add(details: &mut Details, found: &Article, document: &Document) {
    details.title = folded(&found.title);
    let byline = found.byline.as_deref().map(without_by).filter(|names| is_name(names));
    details.byline = byline;
    let published = found.published_time.as_deref().and_then(dates::day);
    details.published = published.or(details.published.take()).or_else(|| time(document));
    let language = found.lang.as_deref().and_then(dates::language);
    details.language = details.language.take().or(language);
    let source = found.url.as_deref().and_then(|url| absolute(url, None));
    details.source = details.source.take().or(source);
}

/// The headline on the page if one there matches the head; otherwise the one in the head.
pub(super) fn headline(title: &str, document: &Document, passages: &[Passage]) -> String {
    let tag = folded(&document.select("title").text());
    let said = meta(document, &["og:title", "twitter:title"]).unwrap_or_default();
    let parts = SEPARATORS.iter().flat_map(|mark| tag.split(mark)).filter(|part| is_sentence(part));
    let candidates: Vec<&str> = [said.as_str(), title, &tag].into_iter().chain(parts).collect();
    let heads = passages.iter().filter(|one| one.kind.heading_level().is_some());
    // A headline need not be marked as one.
    let lines = || heads.clone().chain(passages).map(first_line);
    let same = candidates.iter().find_map(|said| lines().find(|line| is_same(line, said)));
    // `Headline of the page - Name of the site`
    let part = |line: &&str| is_sentence(line) && tag.contains(&folded(line));
    let found =
        same.or_else(|| heads.clone().map(first_line).filter(part).max_by_key(|one| one.len()));
    // With nothing in the head, the search took what it could get.
    let silent = tag.is_empty() && said.is_empty();
    let first = heads.clone().next().map(first_line).filter(|_| silent);
    folded(found.or(first).unwrap_or(if silent { "" } else { title }))
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

/// The first of these attributes of the first element with a name.
fn first(document: &Document, name: &str, attributes: &[&str]) -> Option<String> {
    let node = *document.select(name).nodes().first()?;
    let found = attributes.iter().find_map(|attribute| node.attr(attribute))?;
    Some(found.trim().to_owned()).filter(|found| !found.is_empty())
}

/// The value of the first of these names in the head.
fn meta(document: &Document, names: &[&str]) -> Option<String> {
    let all = document.select("meta[content]");
    let said = |node: &Node<'_>, name: &str| {
        ["property", "name", "itemprop", "http-equiv"].iter().any(|attribute| {
            node.attr(attribute).is_some_and(|said| said.trim().eq_ignore_ascii_case(name))
        })
    };
    let content = names.iter().find_map(|name| {
        let node = all.nodes().iter().find(|node| said(node, name))?;
        node.attr("content").filter(|content| !content.trim().is_empty())
    });
    content.map(|content| content.trim().to_owned())
}

fn link(document: &Document) -> Option<String> {
    first(document, "link[rel~=canonical]", &["href"])
}

/// The first date the page marks as that of publication, otherwise the first date.
fn time(document: &Document) -> Option<String> {
    ["time[itemprop=datePublished]", "time[pubdate]", "article time", "time"]
        .iter()
        .find_map(|place| dates::day(&first(document, place, &["datetime"])?))
}

/// The address that browsers write into saved pages.
fn saved_from(html: &str) -> Option<String> {
    let head = html.get(..html.floor_char_boundary(HEAD)).unwrap_or(html);
    let place = ["saved from url=(", "url: "].iter().find_map(|sign| {
        let found = head.find(sign)?;
        let rest = head.get(found + sign.len()..)?;
        rest.find("http").filter(|at| *at < 8).and_then(|at| rest.get(at..))
    })?;
    let end = place.find(|c: char| c.is_whitespace() || "\"'<>".contains(c));
    absolute(place.get(..end.unwrap_or(place.len()))?, None)
}

fn without_by(byline: &str) -> String {
    let byline = folded(byline);
    let bare = ["by ", "author ", "written by ", "von ", "par ", "por ", "di ", "av ", "door "]
        .iter()
        .find_map(|by| {
            let start = byline.get(..by.len())?;
            start.eq_ignore_ascii_case(by).then(|| byline.get(by.len()..))?
        });
    bare.unwrap_or(&byline).trim_matches([' ', ',', '|', '·', '-']).to_owned()
}

fn is_name(names: &str) -> bool {
    !names.is_empty() && names.chars().count() <= NAMES && absolute(names, None).is_none()
}
