//! What a page says of its article in JSON-LD, in the words of schema.org. Pages write it in many shapes, and
//! some of them not as JSON; nothing of it is believed that the page does not bear out (tests/opening/about.rs),
//! but for the text of a page that shows none (tests/opening/hidden.rs).

use crate::model::plain::{Object, Plain};

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
    /// What these scripts say.
    pub fn of(scripts: &[String]) -> Self {
        let mut read = Self::default();
        let mut of_page = None;
        for script in scripts {
            let text = cleaned(script);
            let Ok(plain) = Plain::from_json(&text) else {
                read.published = read.published.or_else(|| scanned(&text, "\"datePublished\""));
                read.title = read.title.or_else(|| scanned(&text, "\"headline\""));
                read.authors.extend(scanned_author(&text).filter(|_| read.authors.is_empty()));
                continue;
            };
            let mut things = Vec::new();
            gather(&plain, &mut things);
            if let Some(article) = things.iter().find(|thing| is_article(thing)) {
                read.add(article, &things);
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
            text_of(one, "name").or_else(|| referred(one, things)).into_iter().collect()
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
    text_of(thing, "name")
}
