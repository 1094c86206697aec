//! What stands in the head of a page: its title, its address, and what it says of itself by name. Read once, as
//! pages have a hundred thousand elements (tests/opening/about.rs).

use std::collections::BTreeSet;

use dom_query::{Document, Node};

use super::details::unescaped;
use super::nodes::{attribute, is};
use crate::formats::documents::shared::address::absolute;

/// The head of a page.
#[derive(Debug, Default)]
pub(super) struct PageHead {
    /// What it says by name: the names in lower case, and the content.
    said: Vec<(Vec<String>, String)>,
    /// The title of the window.
    pub window: String,
    /// The address under which it wants to be known.
    pub canonical: Option<String>,
    pub language: Option<String>,
    /// The texts of its linked data.
    pub linked: Vec<String>,
}

impl PageHead {
    /// Reads the head of a page. Its parts may be anywhere.
    pub fn of(document: &Document) -> Self {
        let mut head = Self::default();
        for node in document.root().descendants_it().filter(Node::is_element) {
            let said = |name: &str| attribute(&node, name).filter(|said| !said.trim().is_empty());
            if is(&node, &["meta"]) {
                let names = ["property", "name", "itemprop", "http-equiv"];
                let names: String = names
                    .iter()
                    .filter_map(|name| said(name))
                    .fold(String::new(), |all, one| all + " " + &one);
                let names =
                    names.to_ascii_lowercase().split_whitespace().map(str::to_owned).collect();
                head.said.extend(said("content").map(|content| (names, content.trim().to_owned())));
            } else if is(&node, &["title"]) && head.window.is_empty() {
                let in_picture = node.ancestors(None).iter().any(|one| is(one, &["svg"]));
                let text = node.text();
                let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
                head.window = if in_picture { String::new() } else { words };
            } else if is(&node, &["link"]) && head.canonical.is_none() {
                let is_it = said("rel")
                    .is_some_and(|rel| rel.split_whitespace().any(|one| one == "canonical"));
                head.canonical = said("href").filter(|_| is_it).map(|to| to.trim().to_owned());
            } else if is(&node, &["html"]) && head.language.is_none() {
                head.language = said("lang").or_else(|| said("xml:lang"));
            } else if is(&node, &["script"])
                && said("type").is_some_and(|sort| sort.contains("ld+json"))
            {
                head.linked.push(node.text().to_string());
            }
        }
        head
    }

    /// What it says under the first of these names that it has.
    pub fn get(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| {
            let mut found = self.said.iter();
            let found = found.find(|(known, _)| known.iter().any(|known| known == name));
            found.map(|(_, content)| unescaped(content))
        })
    }

    /// What it says behind a label of its own, as WordPress does for previews: `Written by`.
    pub fn labelled_author(&self) -> Vec<String> {
        const LABELS: [&str; 10] = [
            "written by",
            "verfasst von",
            "geschrieben von",
            "écrit par",
            "escrito por",
            "scritto da",
            "auteur",
            "geschreven door",
            "napisane przez",
            "yazan",
        ];
        let at = ["1", "2"].iter().find(|at| {
            let label = self.get(&[&format!("twitter:label{at}")]);
            label.is_some_and(|label| LABELS.contains(&label.to_lowercase().as_str()))
        });
        at.map(|at| self.all(&[&format!("twitter:data{at}")])).unwrap_or_default()
    }

    /// Everything it says under the first of these names that it has, each once.
    pub fn all(&self, names: &[&str]) -> Vec<String> {
        let of = |name: &&str| {
            let mut seen = BTreeSet::new();
            let named = self.said.iter().filter(|(known, _)| known.iter().any(|one| one == name));
            let mut all: Vec<String> = named.map(|(_, content)| unescaped(content)).collect();
            all.retain(|one| seen.insert(one.clone()));
            all
        };
        names.iter().map(of).find(|all| !all.is_empty()).unwrap_or_default()
    }

    /// The address under which it wants to be known, whole.
    pub fn address(&self) -> Option<String> {
        let canonical = self.canonical.as_deref().and_then(|to| absolute(to, None));
        canonical.or_else(|| absolute(&self.get(&["og:url", "twitter:url"])?, None))
    }

    /// The name of the site.
    pub fn site(&self) -> Option<String> {
        self.get(&["og:site_name", "application-name", "apple-mobile-web-app-title"])
    }
}
