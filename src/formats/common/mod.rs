//! What the formats share: files, problems, losses, offsets, spans, text. Imports no format and no way in
//! (tests/native/layers.rs).

pub mod addresses;
pub mod anchors;
pub mod beside;
pub mod codec;
pub mod counting;
pub mod encoding;
pub mod file;
pub mod format;
pub mod lenient;
pub mod limit;
pub mod links;
pub mod listed;
pub mod loss;
pub mod markup;
pub mod near_words;
pub mod new_ids;
pub mod options;
pub mod other_pages;
pub mod page_text;
pub mod pretty;
pub mod problem;
pub mod python;
pub mod records;
pub mod ruler;
pub mod selectors;
pub mod sentences;
pub mod shift;
pub mod spans;
pub mod statement;
pub mod tagged;
pub mod times;
pub mod tokens;
pub mod utf8;
pub mod wordings;
pub mod xml;
pub mod zip;

pub use codec::{Codec, Context, Imported, KeptDocument, Written};
pub use file::File;
pub use format::{Audience, Format, Ids};
pub use lenient::without_half_pairs;
pub use loss::{Lack, Loss};
pub use new_ids::NewIds;
pub use options::{Choice, Options};
pub use problem::{Lines, Problem};
pub use ruler::{Ruler, Unit};
