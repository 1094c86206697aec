//! Whether a file is a page, and which encoding it names. A text about HTML is not a page
//! (tests/opening/pieces.rs).

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, X_USER_DEFINED};

use crate::formats::common::encoding::{Decoded, decode_page};
use crate::formats::common::file::File;

/// Bytes at the start of a page searched for its encoding; the standard says 1024, but pages need more.
const HEAD: usize = 8 << 10;

/// Whether a file is a web page, by its beginning or else by its name.
pub(in crate::formats::documents) fn is_page(file: &File) -> bool {
    let named = matches!(file.extension().as_str(), "html" | "htm" | "xhtml" | "xht");
    named && !file.content.starts_with(b"%PDF") || begins_as_page(&file.content)
}

fn begins_as_page(content: &[u8]) -> bool {
    let head = content.get(..HEAD).unwrap_or(content);
    let (head, _, _) = Encoding::for_bom(head).map_or(UTF_8, |(encoding, _)| encoding).decode(head);
    let mut head = head.trim_start();
    // Comments may come first, as in saved pages.
    while let Some(rest) = head.strip_prefix("<!--").or_else(|| head.strip_prefix("<?")) {
        let Some((_, rest)) = rest.split_once('>') else { return false };
        head = rest.trim_start();
    }
    let head: String = head.chars().take(16).collect::<String>().to_ascii_lowercase();
    ["<!doctype html", "<html", "<head>", "<meta charset", "<body"]
        .iter()
        .any(|start| head.starts_with(start))
}

/// The text of a page.
pub(super) fn decode(content: &[u8]) -> Decoded<'_> {
    decode_page(content, said(content))
}

/// The encoding a page names.
fn said(content: &[u8]) -> Option<&'static Encoding> {
    let head = content.get(..HEAD).unwrap_or(content);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let label = ["charset", "encoding"].iter().find_map(|name| {
        let places = head.match_indices(name);
        let mut labels = places.filter_map(|(at, _)| label(head.get(at + name.len()..)?));
        labels.next()
    })?;
    // A page that can be read this far does not have these encodings.
    match Encoding::for_label(label.as_bytes())? {
        encoding if encoding == UTF_16LE || encoding == UTF_16BE => Some(UTF_8),
        encoding if encoding == X_USER_DEFINED => None,
        encoding => Some(encoding),
    }
}

/// The value after `charset` and an equals sign.
fn label(rest: &str) -> Option<&str> {
    let value = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)));
    value.get(..end.unwrap_or(value.len())).filter(|label| !label.is_empty())
}
