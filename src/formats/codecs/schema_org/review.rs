//! What a check needs before it can be published as a ClaimReview, according to schema.org and Google.
//! Missing values are never invented (tests/formats/publishing.rs).

use std::rc::Rc;

use crate::formats::common::addresses::{as_browsers_read, outgoing, scheme};
use crate::formats::common::loss::rebuilt;
use crate::model::record::names;
use crate::model::repeats::{check_of, taken_from};
use crate::model::{
    Actor, Annotation, AnnotationId, AnnotationSet, Check, Detail, Imprint, Publisher, Source,
    Timestamp,
};

/// A reason why a check cannot be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// There is no verdict.
    Verdict,
    /// The verdict was given for a linked claim.
    OwnCheck,
    /// There is no publisher.
    Publisher,
    /// There is no address of the page with the check.
    Page,
    /// The address of the page with the check is not a web page.
    WrongPage,
    /// The publisher's own address is not a web page.
    WrongPublisherPage,
    /// No source can be followed.
    Source,
    /// The date of the check is not a date.
    WrongDate,
}

names! { Missing {
    Verdict: "verdict", OwnCheck: "own-check", Publisher: "publisher", Page: "page",
    WrongPage: "wrong-page", WrongPublisherPage: "wrong-publisher-page", Source: "source",
    WrongDate: "wrong-date",
} }

/// Something a published check should have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Advised {
    /// The publisher’s own page.
    PublisherPage,
    /// The claimant.
    Claimant,
    /// The day of the check.
    Date,
    /// A date of the claim or of a source that is one.
    OtherDates,
    /// The address of the article with the claim.
    Article,
    /// A page for this check alone: this many share its address, itself included.
    OwnPage(usize),
}

/// A checked claim that is not published, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unready {
    /// The index of its document.
    pub document: usize,
    /// The claim.
    pub id: AnnotationId,
    /// What it lacks.
    pub missing: Vec<Missing>,
}

/// What a claim lacks to be published; empty if it is ready.
pub fn missing(set: &AnnotationSet, one: &Annotation) -> Vec<Missing> {
    let empty = Check::default();
    let check = check_of(one).unwrap_or(&empty);
    if check.verdict.is_none() {
        return vec![Missing::Verdict];
    }
    if taken_from(set, one).is_some() {
        return vec![Missing::OwnCheck];
    }
    let publisher = check.publisher.as_ref();
    let needs = [
        (publisher.is_none_or(|by| by.name.trim().is_empty()), Missing::Publisher),
        (publisher.is_some_and(|by| is_wrong(&by.url)), Missing::WrongPublisherPage),
        (check.page.trim().is_empty(), Missing::Page),
        (is_wrong(&check.page), Missing::WrongPage),
        (!check.sources.iter().any(leads_somewhere), Missing::Source),
        (check.date.as_deref().is_some_and(|date| day(date).is_none()), Missing::WrongDate),
    ];
    needs.into_iter().filter(|(missing, _)| *missing).map(|(_, what)| what).collect()
}

fn is_wrong(page: &str) -> bool {
    !page.trim().is_empty() && web(page).is_none()
}

/// What a published claim should also have, with this imprint.
pub fn advised(set: &AnnotationSet, one: &Annotation, imprint: &Imprint) -> Vec<Advised> {
    let one = filled(one, imprint);
    let Detail::Claim { claimant, check: Some(check) } = &one.detail else { return Vec::new() };
    let others = check.sources.iter().map(|source| &source.date).chain([&check.said]);
    let is_none = |date: &Option<String>| date.as_deref().is_some_and(|date| day(date).is_none());
    let pages = with_page_of(set, &one, imprint);
    let no_page = check.publisher.as_ref().is_none_or(|by| by.url.trim().is_empty());
    let source = set.details().source.as_deref();
    let better = [
        (no_page, Advised::PublisherPage),
        (claimant.is_none(), Advised::Claimant),
        (check.date.is_none(), Advised::Date),
        (others.into_iter().any(is_none), Advised::OtherDates),
        (source.and_then(web).is_none(), Advised::Article),
        (pages > 1, Advised::OwnPage(pages)),
    ];
    better.into_iter().filter(|(missing, _)| *missing).map(|(_, what)| what).collect()
}

/// The number of checks of a document with the same address as this one: search engines accept one per page.
fn with_page_of(set: &AnnotationSet, one: &Annotation, imprint: &Imprint) -> usize {
    let page = |claim: &Annotation| {
        let own = check_of(claim).filter(|check| check.verdict.is_some())?;
        let page = if own.page.is_empty() { &imprint.page } else { &own.page };
        web(page).filter(|_| taken_from(set, claim).is_none())
    };
    let Some(own) = page(one) else { return 0 };
    set.iter().filter(|claim| page(claim).as_ref() == Some(&own)).count()
}

/// The checked claims of documents that are not ready.
pub fn unready(documents: &[Rc<AnnotationSet>], imprint: &Imprint) -> Vec<Unready> {
    let of = |(document, set): (usize, &Rc<AnnotationSet>)| {
        let checked = set.iter().filter(|one| check_of(one).is_some_and(|it| it.verdict.is_some()));
        let lacking = checked.filter_map(|one| {
            let missing = missing(set, &filled(one, imprint));
            (!missing.is_empty()).then(|| Unready { document, id: one.id.clone(), missing })
        });
        lacking.collect::<Vec<_>>()
    };
    documents.iter().enumerate().flat_map(of).collect()
}

/// A document whose checks have the imprint's publisher and page where their own are missing.
pub fn published_as(set: &AnnotationSet, imprint: &Imprint) -> AnnotationSet {
    let annotations = set.iter().map(|one| filled(one, imprint)).collect();
    let actors = set.actors().map(|actor| Actor::clone(actor)).collect();
    rebuilt(set.article().clone(), (**set.details()).clone(), actors, annotations)
}

/// An annotation whose check has the imprint's publisher and page where its own are missing.
pub fn filled(one: &Annotation, imprint: &Imprint) -> Annotation {
    let mut one = one.clone();
    if let Detail::Claim { check, .. } = &mut one.detail {
        *check = check.take().map(|check| check.published_as(imprint));
    }
    one
}

/// Whether readers can follow a source.
pub fn leads_somewhere(source: &Source) -> bool {
    outgoing(&source.url).is_some()
}

/// The address of a web page, ready to publish.
pub fn web(address: &str) -> Option<String> {
    let address = outgoing(address)?;
    scheme(&address).filter(|scheme| ["http", "https"].contains(scheme))?;
    Some(address)
}

/// The publisher's own address, if it can be followed.
pub fn page_of(publisher: &Publisher) -> Option<String> {
    web(&publisher.url)
}

/// A date as schema.org needs it: a year, a month or a day.
pub fn day(date: &str) -> Option<&str> {
    let parts: Vec<&str> = date.trim().split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let digits = parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let within = |at: usize, most: u32| {
        let number = parts.get(at).map_or(Ok(1), |part| part.parse::<u32>());
        number.is_ok_and(|number| (1..=most).contains(&number))
    };
    let known = matches!(lengths[..], [4] | [4, 2] | [4, 2, 2]);
    let is_day = || format!("{}T00:00:00Z", date.trim()).parse::<Timestamp>().is_ok();
    let exists = within(1, 12) && (parts.len() < 3 || is_day());
    (known && digits && exists).then(|| date.trim())
}

/// A typed address, completed if only its beginning is missing: `www.example.org` is a page, `10.1000/182` a
/// DOI, `ana@example.org` an e-mail. Other text stays as it is.
pub fn completed(typed: &str) -> String {
    let text = as_browsers_read(typed);
    let is_one = !text.is_empty() && !text.contains(char::is_whitespace);
    if !is_one || outgoing(&text).is_some() {
        return text;
    }
    if is_doi(&text) {
        return format!("doi:{text}");
    }
    let (host, _) = text.split_at(text.find(['/', '?', '#']).unwrap_or(text.len()));
    match host.split_once('@') {
        Some((name, domain)) if text == host && !name.is_empty() && is_host(domain) => {
            format!("mailto:{text}")
        }
        None if is_host(host) && (text != host || !is_file(host)) => format!("https://{text}"),
        _ => text,
    }
}

fn is_doi(text: &str) -> bool {
    let rest = text.strip_prefix("10.").and_then(|rest| rest.split_once('/'));
    rest.is_some_and(|(registrant, name)| {
        registrant.len() >= 4
            && registrant.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            && !name.is_empty()
    })
}

/// Whether it is the name of a host on the web, perhaps with a port.
fn is_host(text: &str) -> bool {
    let (name, port) = text.split_once(':').unwrap_or((text, "443"));
    let labels: Vec<&str> = name.split('.').collect();
    let is_label = |label: &&str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let last = labels.last().is_some_and(|last| {
        last.chars().count() >= 2 && last.chars().all(char::is_alphabetic)
            || last.starts_with("xn--")
    });
    let is_port = !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    labels.len() > 1 && labels.iter().all(is_label) && last && is_port
}

/// Whether it looks like the name of a file rather than of a host.
fn is_file(host: &str) -> bool {
    const ENDINGS: [&str; 20] = [
        "pdf", "doc", "docx", "odt", "rtf", "txt", "md", "csv", "xls", "xlsx", "ppt", "pptx",
        "html", "htm", "jpg", "jpeg", "png", "zip", "epub", "eml",
    ];
    let ending = host.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    ENDINGS.contains(&ending.as_str())
}
