//! Text in pages and drawings (tests/formats/hostile.rs).

/// A text escaped for HTML or XML.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Both are illegal in a page.
            '\0' | '\u{b}' => out.push('\u{fffd}'),
            _ => out.push(sign),
        }
    }
    out
}

/// A text escaped, with its web addresses as links.
pub fn linked(text: &str) -> String {
    let mut out = String::new();
    for piece in text.split_inclusive(char::is_whitespace) {
        let words = piece.trim_end();
        let address = without_end(words);
        let is_web = ["https://", "http://"].iter().any(|start| address.starts_with(start));
        let (address, rest) = if is_web { piece.split_at(address.len()) } else { ("", piece) };
        if is_web {
            let address = escaped(address);
            out.push_str(&format!("<a href=\"{address}\" rel=\"noreferrer\">{address}</a>"));
        }
        out.push_str(&escaped(rest));
    }
    out
}

/// A word without the signs that end a clause. A bracket belongs to an address that opens it.
fn without_end(word: &str) -> &str {
    let shorter = word.trim_end_matches([',', ':', ';', '”']);
    match shorter.strip_suffix(')') {
        Some(rest) if rest.matches('(').count() <= rest.matches(')').count() => without_end(rest),
        _ => shorter,
    }
}
