//! Title, byline, date, language and address of a page. The name of the site is never the headline
//! (tests/opening/pages.rs).

use dom_query::Document;

use super::head::PageHead;
use super::home::Home;
use super::labels::is_one;
use super::linked_data::LinkedData;
use super::signs::is_east_asian;
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
    let order = order_of(head);
    let of_date = |said: String| dates::day(&said).or_else(|| order.within(&said));
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

/// How a page writes its days, by the language it says it is in.
fn order_of(head: &PageHead) -> published::DayOrder {
    let said = head.language.clone().or_else(|| head.get(&["content-language", "og:locale"]));
    published::DayOrder::of(said.as_deref())
}

/// Adds the details that the text of the article tells.
pub(super) fn add(details: &mut Details, head: &PageHead, site: &SiteNames, passages: &[Passage]) {
    details.title = headline::of(&details.title, head, site, passages);
    let address = |details: &Details| details.source.as_deref().and_then(day_near::in_address);
    let order = order_of(head);
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
    let Some(said) = said else { return without_site(&head.window) };
    // What the window says, too, has the name of a site behind a bar.
    let bare = said.rsplit_once(" | ").map(|(bare, _)| bare.to_owned());
    let is_window = said.split_whitespace().eq(head.window.split_whitespace());
    let bare = bare.filter(|bare| is_window && bare.split_whitespace().count() > 3);
    without_name(&bare.unwrap_or(said), site)
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
    without_outlet(rest.unwrap_or(title).trim()).to_owned()
}

/// A Chinese or Japanese title without the sections and the name of the site behind it: `大桥关闭_新闻频道_央视网`.
pub(super) fn without_outlet(title: &str) -> &str {
    const MARKS: [char; 8] = ['-', '_', '|', '－', '｜', '–', '—', '＿'];
    const NAMES: [&str; 12] = [
        "网",
        "網",
        "报",
        "報",
        "社",
        "新闻",
        "新聞",
        "频道",
        "頻道",
        "ニュース",
        "电视台",
        "オンライン",
    ];
    const SECTIONS: &str = "|时政|国际|社会|财经|体育|娱乐|科技|军事|政治|国内|地方|文化|國際|社會|財經|體育|娛樂|兩岸|生活|經濟|経済|国際|スポーツ|";
    const LONGEST: usize = 14;
    const FEWEST: usize = 6;
    let mut rest = title;
    while let Some((head, name)) = rest.rsplit_once(MARKS) {
        let name = name.trim().trim_end_matches(')');
        let name = name.split(['(', '（']).next().unwrap_or_default();
        let is_name = NAMES.iter().any(|end| name.ends_with(end));
        let is_section = rest.len() < title.len() && is_one(name, SECTIONS);
        let head = head.trim_end_matches(|c: char| c.is_whitespace() || MARKS.contains(&c));
        let is_cut = (is_name || is_section) && name.chars().count() <= LONGEST;
        let letters = head.chars().filter(|c| is_east_asian(*c)).count();
        if !is_cut || letters < FEWEST {
            break;
        }
        rest = head;
    }
    rest
}

/// A title of the window without the name of the site, if enough remains.
fn without_site(tag: &str) -> String {
    let bare = without_outlet(tag);
    if bare.len() < tag.len() {
        return bare.to_owned();
    }
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
