//! Annotations made on other pages than the open one: text is found on both, but a position only counts on
//! its own page. One message per page, because files have thousands of annotations (tests/formats/pages.rs).

use std::collections::BTreeMap;

use super::Problem;
use super::addresses::as_browsers_read;
use super::anchors::Found;

/// The other pages of a file.
#[derive(Debug, Default)]
pub struct Pages<'a> {
    open: Option<&'a str>,
    /// The number of annotations per other page that were marked here.
    others: BTreeMap<String, usize>,
}

impl<'a> Pages<'a> {
    /// The pages other than that of the open article, if it is known.
    pub fn beside(open: Option<&'a str>) -> Self {
        Self { open, others: BTreeMap::new() }
    }

    /// Notes a place found for an annotation about the page at one of these addresses.
    ///
    /// # Errors
    /// If that is another page, and no text confirms the place.
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

    /// The messages.
    pub fn problems(self) -> impl Iterator<Item = Problem> {
        self.others.into_iter().map(|(page, count)| {
            let was = if count == 1 { "annotation was" } else { "annotations were" };
            Problem::new(format!(
                "{count} {was} made on another page ({page}); the words were found here and marked"
            ))
        })
    }
}

/// Host and path of a page, as far as they identify it; `None` if it is not the address of a page.
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
    (!host.is_empty()).then(|| decoded(&format!("{host}{}{query}", path.trim_end_matches('/'))))
}

/// An address with the signs that `%` and two digits stand for: browsers write them so, people do not.
fn decoded(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let digits = behind.get(..2).filter(|two| two.iter().all(u8::is_ascii_hexdigit));
        let digits = digits.filter(|_| *first == b'%');
        let code = digits.and_then(|two| u8::from_str_radix(str::from_utf8(two).ok()?, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { behind.get(2..).unwrap_or_default() } else { behind };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| address.to_owned())
}
