//! What a page says of its article in JSON-LD, in the words of schema.org. Pages write it in many shapes, and
//! some of them not as JSON; nothing of it is believed that the page does not bear out (tests/opening/about.rs),
//! but for the text of a page that shows none (tests/opening/hidden.rs).

use crate::model::plain::{Object, Plain};

/// Longest headline, in bytes, that may be a part of another one.
const SHORT: usize = 8;

/// What a page says of its article.
#[derive(Debug, Default)]
pub(super) struct LinkedData {
    pub title: Option<String>,
    pub authors: Vec<String>,
    /// The date of the article, or else that of the page.
    pub published: Option<String>,
    /// The names of the site, and of those who publish it.
    pub sites: Vec<String>,
    /// The text of the article.
    pub body: Option<String>,
}

impl LinkedData {
    /// What these scripts say of the article; if they describe several, of the one with one of these titles.
    pub fn of(scripts: &[String], titles: &[&str]) -> Self {
        let mut read = Self::default();
        let mut of_page = None;
        let texts: Vec<String> = scripts.iter().map(|script| cleaned(script)).collect();
        let plains: Vec<_> = texts.iter().map(|text| Plain::from_json(text).ok()).collect();
        let mut all = Vec::new();
        let ends = plains.iter().map(|plain| {
            plain.iter().for_each(|plain| gather(plain, &mut all));
            all.len()
        });
        let ends: Vec<usize> = ends.collect();
        let titles: Vec<String> = titles.iter().map(|title| letters(title)).collect();
        let is_ours = |thing: &Object<'_>| {
            let title = text_of(thing, "headline").or_else(|| text_of(thing, "name"));
            let title = letters(&title.unwrap_or_default());
            is_article(thing) && title.len() > SHORT && titles.iter().any(|it| it.contains(&title))
        };
        let ours = all.iter().find(|thing| is_ours(thing));
        ours.into_iter().for_each(|ours| read.add(ours, &all));
        let mut from = 0;
        for ((text, plain), end) in texts.iter().zip(&plains).zip(ends) {
            let things = all.get(from..end).unwrap_or_default();
            from = end;
            if plain.is_none() {
                read.published = read.published.or_else(|| scanned(text, "\"datePublished\""));
                read.title = read.title.or_else(|| scanned(text, "\"headline\""));
                read.authors.extend(scanned_author(text).filter(|_| read.authors.is_empty()));
            }
            // Another article with a title of its own says nothing of this one.
            let is_other =
                |thing: &Object<'_>| ours.is_some() && text_of(thing, "headline").is_some();
            if let Some(article) = things.iter().find(|thing| is_article(thing) && !is_other(thing))
            {
                read.add(article, &all);
            }
            let sites = things.iter().filter(|thing| has_type(thing, |sort| sort == "WebSite"));
            read.sites.extend(sites.filter_map(|site| text_of(site, "name")));
            let page = things.iter().find(|thing| has_type(thing, |sort| sort.ends_with("Page")));
            of_page = of_page.or_else(|| text_of(page?, "datePublished"));
        }
        read.published = read.published.or(of_page);
        read
    }

    fn add(&mut self, article: &Object<'_>, things: &[&Object<'_>]) {
        let said = |name: &str| text_of(article, name);
        self.title = self.title.take().or_else(|| said("headline")).or_else(|| said("name"));
        self.published = self.published.take().or_else(|| said("datePublished"));
        self.published = self.published.take().or_else(|| said("dateCreated"));
        let publisher = article.get("publisher").filter(|one| !is_person(one, things));
        self.sites.extend(publisher.map(|one| names(one, things)).unwrap_or_default());
        self.body = self.body.take().or_else(|| said("articleBody"));
        if self.authors.is_empty() {
            let authors = article.get("author").or_else(|| article.get("creator"));
            self.authors = authors.map(|one| names(one, things)).unwrap_or_default();
        }
    }
}

/// A title without anything but letters and digits, in lower case.
fn letters(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// JSON as it should be: without the marks of a comment around it, and without line ends in its texts.
fn cleaned(text: &str) -> String {
    // The guard before the parser writes the mark of a comment in a script like this.
    let text = text.trim().trim_start_matches("\\u003c!--").trim_start_matches("<!--");
    let text = text.trim_end_matches("-->");
    let text = text.trim().trim_start_matches("//").trim_start_matches("<![CDATA[");
    let text = text.trim_end_matches("]]>").trim_end_matches("//");
    text.replace(|c: char| c.is_control(), " ").trim().trim_end_matches(';').to_owned()
}

/// The first text after a name in something that is nearly JSON.
fn scanned(text: &str, name: &str) -> Option<String> {
    let (_, rest) = text.split_once(name)?;
    let value = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    value.split('"').next().filter(|value| !value.contains('\\')).map(str::to_owned)
}

/// The name of the author in something that is nearly JSON.
fn scanned_author(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("\"author\"")?;
    let person = rest.split('}').next()?;
    scanned(person, "\"name\"").or_else(|| scanned(text, "\"author\""))
}

/// The things described at the top.
fn gather<'a>(plain: &'a Plain<'a>, to: &mut Vec<&'a Object<'a>>) {
    match plain {
        Plain::List(list) => list.iter().for_each(|one| gather(one, to)),
        Plain::Object(object) => {
            to.push(object);
            for name in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inside) = object.get(name) {
                    gather(inside, to);
                }
            }
        }
        _ => {}
    }
}

fn is_article(thing: &Object<'_>) -> bool {
    has_type(thing, |sort| {
        ["Article", "Posting", "Report"].iter().any(|end| sort.ends_with(end))
            && sort != "JobPosting"
    })
}

fn has_type(thing: &Object<'_>, is: impl Fn(&str) -> bool) -> bool {
    match thing.get("@type") {
        Some(Plain::Text(sort)) => is(sort),
        Some(Plain::List(sorts)) => sorts.iter().any(|sort| sort.as_text().is_ok_and(&is)),
        _ => false,
    }
}

fn text_of(thing: &Object<'_>, name: &str) -> Option<String> {
    // A day may be a number of seconds.
    if let Plain::Whole(number) = thing.get(name)? {
        return Some(number.to_string());
    }
    let text = thing.get(name)?.as_text().ok()?.trim();
    Some(super::details::unescaped(text)).filter(|text| !text.is_empty())
}

/// The names of people or organisations; of both, only the people's.
fn names(plain: &Plain<'_>, things: &[&Object<'_>]) -> Vec<String> {
    match plain {
        Plain::Text(name) => vec![super::details::unescaped(name)],
        Plain::Object(one) => {
            // One author with the names of several.
            if let Some(Plain::List(all)) = one.get("name") {
                let all = all.iter().filter_map(|name| name.as_text().ok());
                return all.map(super::details::unescaped).collect();
            }
            let name = name_of(one).or_else(|| referred(one, things));
            name.into_iter().collect()
        }
        Plain::List(list) => {
            let is_person = |one: &&Plain<'_>| {
                one.as_object().is_ok_and(|one| has_type(one, |sort| sort == "Person"))
            };
            let any = list.iter().any(|one| is_person(&one));
            let all = list.iter().filter(|one| !any || is_person(one));
            all.flat_map(|one| names(one, things)).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether one of those who publish is a person, who may have written it, too.
fn is_person(plain: &Plain<'_>, things: &[&Object<'_>]) -> bool {
    let Ok(one) = plain.as_object() else { return false };
    let is = |thing: &Object<'_>| has_type(thing, |sort| sort == "Person");
    let id = text_of(one, "@id");
    is(one) || id.is_some() && things.iter().any(|thing| text_of(thing, "@id") == id && is(thing))
}

/// The name of what is described elsewhere.
fn referred(one: &Object<'_>, things: &[&Object<'_>]) -> Option<String> {
    let id = text_of(one, "@id")?;
    let thing = things.iter().find(|thing| text_of(thing, "@id").as_ref() == Some(&id))?;
    name_of(thing)
}

/// The name of a thing, or of a person in parts.
fn name_of(one: &Object<'_>) -> Option<String> {
    let in_parts =
        || Some(format!("{} {}", text_of(one, "givenName")?, text_of(one, "familyName")?));
    text_of(one, "name").or_else(in_parts)
}
