//! The addresses of an opened page's links. One that runs a script, or only made sense on its page, is
//! dropped (see the tests below).

use crate::formats::common::addresses::{as_browsers_read, outgoing, scheme};

/// The absolute address of a link on a page at `base`; `None` if it leads nowhere from here.
pub fn absolute(href: &str, base: Option<&str>) -> Option<String> {
    // Browsers encode spaces; other invisible characters have no place in an address.
    let href = as_browsers_read(href).replace(' ', "%20");
    if href.chars().any(char::is_control) {
        return None;
    }
    match scheme(&href) {
        Some(_) => outgoing(&href),
        None => base.and_then(|base| resolved(&href, base)).filter(|_| !href.is_empty()),
    }
}

/// An address relative to another, resolved as in RFC 3986 (5.2).
fn resolved(href: &str, base: &str) -> Option<String> {
    let base_scheme =
        scheme(base).filter(|scheme| scheme.to_ascii_lowercase().starts_with("http"))?;
    let rest = base.get(base_scheme.len() + 1..)?.strip_prefix("//")?;
    let host = rest.get(..rest.find(['/', '?', '#']).unwrap_or(rest.len()))?;
    if host.is_empty() {
        return None;
    }
    let after = rest.get(host.len()..)?;
    let path = after.get(..after.find(['?', '#']).unwrap_or(after.len()))?;
    let query = after.get(..after.find('#').unwrap_or(after.len()))?;
    let scheme = base_scheme.to_ascii_lowercase();
    let site = format!("{scheme}://{host}");
    Some(match href.chars().next()? {
        '/' if href.starts_with("//") => return outgoing(&format!("{scheme}:{href}")),
        '/' => format!("{site}{}", without_dots(href)),
        '?' => format!("{site}{path}{href}"),
        '#' => format!("{site}{query}{href}"),
        _ => {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            format!("{site}{}", without_dots(&format!("{folder}/{href}")))
        }
    })
}

/// A path without `.` and `..`.
fn without_dots(path: &str) -> String {
    let end = path.find(['?', '#']).unwrap_or(path.len());
    let (path, rest) = path.split_at(end);
    let mut parts: Vec<&str> = Vec::new();
    let mut pieces = path.split('/').skip(1).peekable();
    while let Some(piece) = pieces.next() {
        let last = pieces.peek().is_none();
        match piece {
            "." if last => parts.push(""),
            "." => {}
            ".." => {
                parts.pop();
                if last {
                    parts.push("");
                }
            }
            _ => parts.push(piece),
        }
    }
    format!("/{}{rest}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::absolute;

    #[test]
    fn links_lead_where_the_page_meant_and_never_into_a_script() {
        let base = Some("https://news.example/2024/05/bridge.html?print=1#top");
        for (href, whole) in [
            ("https://a.example/x", Some("https://a.example/x")),
            ("HTTPS://a.example/x", Some("https://a.example/x")),
            ("//a.example/x", Some("https://a.example/x")),
            ("/x/../y", Some("https://news.example/y")),
            ("mayor.html", Some("https://news.example/2024/05/mayor.html")),
            ("../04/", Some("https://news.example/2024/04/")),
            ("../../../..", Some("https://news.example/")),
            (".", Some("https://news.example/2024/05/")),
            ("?page=2", Some("https://news.example/2024/05/bridge.html?page=2")),
            ("#more", Some("https://news.example/2024/05/bridge.html?print=1#more")),
            (" \n/x ", Some("https://news.example/x")),
            ("a:b/c", None),
            ("mailto:anna@news.example", Some("mailto:anna@news.example")),
            ("mailto:", None),
            ("javascript:alert(1)", None),
            ("java\nscript:alert(1)", None),
            ("\u{1}JavaScript:alert(1)", None),
            ("data:text/html,x", None),
            ("file:///etc/passwd", None),
            ("https:", None),
            ("/a b.html", Some("https://news.example/a%20b.html")),
            ("doi:10.1000/182", Some("doi:10.1000/182")),
            ("", None),
        ] {
            assert_eq!(absolute(href, base).as_deref(), whole, "{href:?}");
        }
        assert_eq!(absolute("x.html", None), None);
        assert_eq!(absolute("x.html", Some("file:///x/")), None);
    }
}
