//! The pages that annotations were made on, beside the one that is open: words are found on both, a
//! position is one of its own page alone. They are not told one by one: files have thousands.

use std::collections::BTreeMap;

use super::Problem;
use super::addresses::as_browsers_read;
use super::anchors::Found;

/// What a file says of other pages.
#[derive(Debug, Default)]
pub struct Pages<'a> {
    open: Option<&'a str>,
    /// How many annotations were made on each other page and marked here.
    others: BTreeMap<String, usize>,
}

impl<'a> Pages<'a> {
    /// Beside the page of the open article, if that is known.
    pub fn beside(open: Option<&'a str>) -> Self {
        Self { open, others: BTreeMap::new() }
    }

    /// Takes note of a place that was found for an annotation about the page at one of these addresses.
    ///
    /// # Errors
    /// If that is another page, and no words say that the place is the same here.
    pub fn meet(&mut self, found: &Found, addresses: &[&str]) -> Result<(), String> {
        let Some(open) = self.open.and_then(page) else { return Ok(()) };
        let pages = || addresses.iter().filter_map(|address| page(address));
        if pages().any(|page| page == open) {
            return Ok(());
        }
        let Some(other) = pages().next() else { return Ok(()) };
        if !found.by_words {
            return Err(format!("it is about another page ({other}), and has no words to find"));
        }
        *self.others.entry(other).or_default() += 1;
        Ok(())
    }

    /// What is to be told.
    pub fn told(self) -> impl Iterator<Item = Problem> {
        self.others.into_iter().map(|(page, count)| {
            let was = if count == 1 { "annotation was" } else { "annotations were" };
            Problem::new(format!(
                "{count} {was} made on another page ({page}); the words were found here and marked"
            ))
        })
    }
}

/// Host and path of a page, as far as they tell pages apart; nothing of what is no address of one.
fn page(address: &str) -> Option<String> {
    let address = as_browsers_read(address);
    let (scheme, rest) = address.split_once("://")?;
    if !["http", "https"].contains(&scheme.to_ascii_lowercase().as_str()) {
        return None;
    }
    let rest = rest.split('#').next().unwrap_or_default();
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (host, path) = rest.split_at_checked(end)?;
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let host = host.strip_suffix(":80").or_else(|| host.strip_suffix(":443")).unwrap_or(host);
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let query = if query.is_empty() { String::new() } else { format!("?{query}") };
    (!host.is_empty()).then(|| format!("{host}{}{query}", path.trim_end_matches('/')))
}
