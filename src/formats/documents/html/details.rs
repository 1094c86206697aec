//! Title, byline, date, language and address of a page. The name of the site is never the headline
//! (tests/opening/pages.rs).

use dom_query::Document;

use super::head::PageHead;
use super::home::Home;
use super::linked_data::LinkedData;
use super::site::SiteNames;
use super::{byline, day_near, headline, published};
use crate::formats::documents::manuscript::Passage;
use crate::formats::documents::shared::address::absolute;
use crate::formats::documents::shared::dates;
use crate::model::Details;

/// Bytes at the start of a saved page searched for a comment with its address.
const HEAD: usize = 4 << 10;
/// Separators between a headline and the name of the site.
pub(super) const SEPARATORS: [&str; 6] = [" | ", " - ", " – ", " — ", " :: ", " » "];

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
    home: &Home,
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
            .or_else(|| published::on_page(document, order, home)),
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
    details.title = headline::of(&details.title, head, site, passages);
    let address = |details: &Details| details.source.as_deref().and_then(day_near::in_address);
    let order = published::DayOrder { day_first: is_day_first(head) };
    details.published = details
        .published
        .take()
        .or_else(|| day_near::near_the_text(passages, order))
        .or_else(|| address(details));
}

/// The title in the head.
fn title(head: &PageHead, site: &SiteNames) -> String {
    let mut said = TITLES.iter().filter_map(|name| head.get(&[name]));
    let said = said.find(|title| !site.is(title));
    said.map_or_else(|| without_site(&head.window), |title| without_name(&title, site))
}

/// A title without the name of the site behind it, or before it.
pub(super) fn without_name(title: &str, site: &SiteNames) -> String {
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
