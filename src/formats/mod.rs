//! Exchange formats: one file each in [`codecs`], with the same functions ([`common::codec::Codec`]) and an
//! entry in [`catalog::ALL`] and the lists of [`registry`]. An import never stops halfway and never skips anything
//! silently (tests/formats/hostile.rs, tests/formats/cases.rs).

pub mod catalog;
pub mod codecs;
pub mod common;
pub mod documents;
pub mod recognise;
pub mod registry;

pub use common::{
    Audience, Choice, Codec, Context, File, Format, Ids, Imported, KeptDocument, Lack, Lines, Loss,
    NewIds, Options, Problem, Ruler, Unit, Written, without_half_pairs,
};
pub use documents::{Manuscript, Passage};
