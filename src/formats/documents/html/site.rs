//! The names of the site that a page is on: they are neither a headline nor those who wrote
//! (tests/opening/about.rs).

use super::head::PageHead;
use super::linked_data::LinkedData;

/// The names of a site, as letters and digits in lower case.
#[derive(Debug, Default)]
pub(super) struct SiteNames {
    names: Vec<String>,
}

/// Longest part of an address before its last that belongs to it: `co.uk`, `com.ar`.
const ENDING: usize = 3;

impl SiteNames {
    /// The names in the head, in the linked data, and in the address of a page.
    pub fn of(head: &PageHead, linked: &LinkedData, address: Option<&str>) -> Self {
        let own = head.site().into_iter().chain(linked.sites.iter().cloned());
        let publisher = head.get(&["publisher", "dc.publisher", "dcterms.publisher"]);
        // A person may publish what she wrote.
        let names = own.chain(publisher.filter(|name| !may_be_person(name)));
        let names = names.chain(address.and_then(host)).flat_map(|name| {
            let bare = name.trim_start_matches("www.");
            [letters(bare), letters(without_ending(bare))]
        });
        Self { names: names.filter(|name| !name.is_empty()).collect() }
    }

    /// Whether a text says nothing but one of the names.
    pub fn is(&self, said: &str) -> bool {
        let said = letters(said);
        !said.is_empty() && self.names.contains(&said)
    }
}

/// The name in an address.
fn host(address: &str) -> Option<String> {
    let host = address.split("://").nth(1)?.split(['/', '?', '#', ':']).next()?;
    Some(host.to_owned())
}

/// A name without the ending of an address: `courier` of `courier.co.uk`.
fn without_ending(name: &str) -> &str {
    if name.contains(char::is_whitespace) {
        return name;
    }
    let Some((rest, _)) = name.rsplit_once('.') else { return name };
    let short = rest.rsplit_once('.').filter(|(_, last)| last.len() <= ENDING);
    short.map_or(rest, |(rest, _)| rest)
}

/// Whether a name is two or three words that begin with capitals.
fn may_be_person(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_name = |word: &&str| {
        word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || c == '.')
    };
    matches!(words.len(), 2 | 3) && words.iter().all(is_name)
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
