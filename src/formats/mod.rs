//! Exchange formats: one file each, with the same functions ([`codec::Codec`]), and a line in each of
//! two lists: [`catalog::ALL`] for what is shown, [`codec::ALL`] for what writes and reads.
//! Must never touch a screen or a clock; an import never fails halfway and never in silence.

pub mod addresses;
pub mod anchors;
pub mod brat;
pub mod catalog;
pub mod codec;
pub mod conll;
pub mod doccano;
pub mod doubt;
pub mod file;
pub mod fresh;
pub mod html;
pub mod hypothesis;
pub mod json;
pub mod label_studio;
mod lenient;
pub mod limit;
pub mod links;
pub mod loss;
pub mod manuscript;
pub mod markdown;
pub mod opening;
pub mod options;
pub mod pages;
pub mod plain;
pub mod pretty;
pub mod problem;
pub mod prodigy;
pub mod recogito;
pub mod report;
pub mod review;
pub mod ruler;
pub mod said;
pub mod schema_org;
pub mod selectors;
pub mod spacy;
pub mod spans;
pub mod table;
pub mod tokens;
mod told;
pub mod uima;
pub mod vetting;
pub mod w3c;
pub mod webanno;
pub mod zip;

pub use catalog::{Format, Group, Ids};
pub use codec::{Codec, Context, Imported, Written};
pub use file::File;
pub use fresh::Fresh;
pub use lenient::without_half_pairs;
pub use loss::{Lack, Loss};
pub use manuscript::{Manuscript, Passage};
pub use options::{Choice, Options};
pub use problem::{Lines, Problem};
pub use ruler::{Ruler, Unit};
