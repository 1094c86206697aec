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
