//! Signs of scripts by how they part words.

/// Whether a sign is Chinese, Japanese or Korean: its words stand close, or are short, so that one may be a name, and a
/// few a headline.
pub(super) fn is_east_asian(sign: char) -> bool {
    matches!(sign, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}
