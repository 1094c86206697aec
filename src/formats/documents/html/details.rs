//! Title, byline, date, language and address of a page. The name of the site is never the headline
//! (tests/opening/pages.rs).

use std::collections::BTreeSet;

use dom_query::Document;

use super::head::PageHead;
use super::linked_data::LinkedData;
use super::site::SiteNames;
use super::{byline, published};
use crate::formats::documents::manuscript::Passage;
use crate::formats::documents::shared::address::absolute;
use crate::formats::documents::shared::composer::is_same;
use crate::formats::documents::shared::dates;
use crate::model::Details;

/// Bytes at the start of a saved page searched for a comment with its address.
const HEAD: usize = 4 << 10;
/// Separators between a headline and the name of the site.
const SEPARATORS: [&str; 6] = [" | ", " - ", " – ", " — ", " :: ", " » "];

/// Names of the title, of the names of authors and of the date in the head of a page.
const TITLES: [&str; 9] = [
    "og:title",
    "weibo:article:title",
    "weibo:webpage:title",
    "dc.title",
    "dcterms.title",
    "title",
    "twitter:title",
    "parsely-title",
    "headline",
];
const AUTHORS: [&str; 19] = [
    "dc.creator",
    "dcterms.creator",
    "author",
    "parsely-author",
    "article:author",
    "article:author_name",
    "og:author",
    "og:article:author",
    "citation_author",
    "sailthru.author",
    "cxenseparse:author",
    "mrf:authors",
    "bt:author",
    "vr:author",
    "article_author",
    "article.author",
    "author_name",
    "creator",
    "byl",
];
const DATES: [&str; 37] = [
    "article:published_time",
    "datepublished",
    "date",
    "dcterms.date",
    "dc.date",
    "dc.date.issued",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "publishdate",
    "publish_date",
    "publish-date",
    "citation_date",
    "dcterms.created",
    "dcterms.issued",
    "weibo:article:create_at",
    "citation_publication_date",
    "citation_online_date",
    "og:article:published_time",
    "og:published_time",
    "og:pubdate",
    "article:published",
    "article.published",
    "published_time",
    "pub_date",
    "publication_date",
    "dc.date.created",
    "dc.created",
    "created",
    "article_date_original",
    "originalpublicationdate",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "vr:published_time",
    "bt:pubdate",
    "displaydate",
    "release_date",
];

/// The details that a page says of itself, but for what only its text tells.
pub(super) fn of(
    document: &Document,
    html: &str,
    head: &PageHead,
    linked: &LinkedData,
    site: &SiteNames,
) -> Details {
    let language = head.language.clone();
    let language = language.or_else(|| head.get(&["content-language", "language", "og:locale"]));
    let of_head = || {
        let said = AUTHORS.iter().map(|name| head.all(&[name])).chain([head.labelled_author()]);
        said.into_iter().find_map(|said| byline::names_of_all(&said, site))
    };
    let order = published::DayOrder { day_first: is_day_first(head) };
    let of_date = |said: String| {
        dates::day(&said).or_else(|| order.day_first.then(|| dates::day_first(&said))?)
    };
    Details {
        title: linked.title.clone().unwrap_or_else(|| title(head, site)),
        byline: byline::names_of_all(&linked.authors, site).or_else(of_head),
        published: linked
            .published
            .clone()
            .and_then(of_date)
            .or_else(|| DATES.iter().find_map(|name| of_date(head.get(&[name])?)))
            .or_else(|| published::on_page(document, order)),
        source: head.address().or_else(|| saved_from(html)),
        language: language.and_then(|tag| dates::language(&tag)),
        ..Details::default()
    }
}

/// Whether a page says that it is in a language that writes the day before the month.
fn is_day_first(head: &PageHead) -> bool {
    let said = head.language.clone().or_else(|| head.get(&["content-language", "og:locale"]));
    said.is_some_and(|language| dates::is_day_first(&language))
}

/// Adds the details that the text of the article tells.
pub(super) fn add(details: &mut Details, head: &PageHead, site: &SiteNames, passages: &[Passage]) {
    details.title = headline(&details.title, head, site, passages);
    let address = |details: &Details| details.source.as_deref().and_then(published::in_address);
    let order = published::DayOrder { day_first: is_day_first(head) };
    details.published = details
        .published
        .take()
        .or_else(|| published::near_the_text(passages, order))
        .or_else(|| address(details));
}

/// The title in the head.
fn title(head: &PageHead, site: &SiteNames) -> String {
    let mut said = TITLES.iter().filter_map(|name| head.get(&[name]));
    let said = said.find(|title| !site.is(title));
    said.map_or_else(|| without_site(&head.window), |title| without_name(&title, site))
}

/// A title without the name of the site behind it, or before it.
fn without_name(title: &str, site: &SiteNames) -> String {
    let behind = SEPARATORS.iter().find_map(|mark| {
        title.rsplit_once(mark).filter(|(rest, name)| site.is(name) && !rest.is_empty())
    });
    let before = SEPARATORS.iter().find_map(|mark| {
        title.split_once(mark).filter(|(name, rest)| site.is(name) && !rest.is_empty())
    });
    let rest = behind.map(|(rest, _)| rest).or(before.map(|(_, rest)| rest));
    rest.unwrap_or(title).trim().to_owned()
}

/// A title of the window without the name of the site, if enough remains.
fn without_site(tag: &str) -> String {
    let mut parts = SEPARATORS.iter().filter_map(|mark| tag.rsplit_once(mark));
    let shortest = parts.by_ref().min_by_key(|(_, site)| site.len());
    let bare =
        shortest.map_or(
            tag,
            |(title, site)| {
                if title.split_whitespace().count() >= 3 { title } else { site }
            },
        );
    if bare.split_whitespace().count() > 4 || bare.chars().count() > 30 {
        bare.trim().to_owned()
    } else {
        tag.to_owned()
    }
}

/// The base address of a page's links.
pub(super) fn base(document: &Document, source: Option<&str>) -> Option<String> {
    let said = document.base_uri().and_then(|base| absolute(&base, source));
    said.or_else(|| source.map(str::to_owned))
}

/// The headline on the page if one there matches the head; otherwise the one in the head.
fn headline(title: &str, head: &PageHead, site: &SiteNames, passages: &[Passage]) -> String {
    let tag = head.window.as_str();
    let said = head.get(&["og:title", "twitter:title"]).unwrap_or_default();
    let parts: Vec<&str> = SEPARATORS.iter().flat_map(|mark| tag.split(mark)).collect();
    let long = parts.iter().copied().filter(|part| is_sentence(part));
    let bare = without_name(&said, site);
    let candidates = [said.as_str(), &bare, title, tag].into_iter().chain(long);
    let candidates: Vec<&str> = candidates.filter(|said| !site.is(said)).collect();
    let heads = passages.iter().filter(|one| one.kind.heading_level().is_some());
    // A headline need not be marked as one.
    // One that is marked may have several lines.
    let whole = || heads.clone().map(|one| one.text.as_str());
    let lines = || heads.clone().chain(passages).map(first_line).chain(whole());
    let same = candidates.iter().find_map(|said| lines().find(|line| is_same(line, said)));
    // `Headline of the page - Name of the site`
    let part = |line: &&str| is_sentence(line) && tag.contains(&folded(line));
    let found = same.or_else(|| {
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
    let found = found.or_else(|| only_headline(passages, site, &candidates));
    // With nothing in the head, the search took what it could get.
    let silent = tag.is_empty() && said.is_empty() && title.is_empty();
    let first = heads.clone().next().map(first_line).filter(|_| silent);
    folded(found.or(first).unwrap_or(if silent { "" } else { title }))
}

/// The only first-level heading of a page, if it speaks of what one of these titles speaks of: search engines are
/// told another.
fn only_headline<'a>(
    passages: &'a [Passage],
    site: &SiteNames,
    titles: &[&str],
) -> Option<&'a str> {
    const LETTERS: usize = 4;
    const COMMON: usize = 2;
    let mut first =
        passages.iter().filter(|one| one.kind.heading_level() == Some(1)).map(first_line);
    let only = first.next().filter(|one| is_sentence(one) && !site.is(one))?;
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        words.filter(|word| word.chars().count() >= LETTERS).collect()
    };
    let own = words(only);
    let is_about = titles.iter().any(|title| words(title).intersection(&own).count() >= COMMON);
    (first.next().is_none() && is_about).then_some(only)
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

/// A text without the entities that some pages write twice.
pub(super) fn unescaped(text: &str) -> String {
    if !text.contains('&') || !text.contains(';') {
        return text.to_owned();
    }
    Document::fragment(text.replace('<', "&lt;")).root().text().to_string()
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
