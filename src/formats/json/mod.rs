//! Our own format: one article with everything said about it, self-contained, in one JSON file.
//! Offsets are code points. Every later version reads every earlier file, so fields are only added.

mod read;
mod write;

use super::Format;

const NAME: &str = "article-annotator";
const VERSION: u32 = 1;
const OFFSETS: &str = "Unicode code points";

/// The format as the registry knows it.
pub const FORMAT: Format = Format {
    id: "json",
    name: "Article Annotator",
    extension: "json",
    media_type: "application/json",
    unit: OFFSETS,
    export: write::export,
    import: Some(read::import),
    recognises: read::recognises,
};
