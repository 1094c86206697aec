//! Every format's functions, for the worker alone: `app` and `view` may not name them, or the first load
//! would contain all of them (tests/native/layers.rs).

use super::codecs;
use super::common::codec::Codec;

/// The functions of formats that are read again: of the program `files`.
pub static READ: &[&Codec] = &[
    &codecs::json::CODEC,
    &codecs::w3c::CODEC,
    &codecs::hypothesis::CODEC,
    &codecs::recogito::CODEC,
    &codecs::table::CSV_CODEC,
    &codecs::table::TSV_CODEC,
    &codecs::brat::CODEC,
    &codecs::conll::CODEC,
    &codecs::doccano::CODEC,
    &codecs::label_studio::CODEC,
    &codecs::prodigy::CODEC,
    &codecs::pubannotation::CODEC,
    &codecs::spacy::CODEC,
    &codecs::tei::CODEC,
    &codecs::uima::CODEC,
    &codecs::webanno::CODEC,
];

/// The functions of formats that are only written, such as pages and reports: of the program `analysis`.
pub static ONLY_WRITTEN: &[&Codec] = &[
    &codecs::html::CODEC,
    &codecs::markdown::CODEC,
    &codecs::report::CODEC,
    &codecs::schema_org::CODEC,
    &codecs::vetting::CODEC,
    &codecs::picture::PICTURE_CODEC,
    &codecs::picture::NUMBERS_CODEC,
];

/// Every format's functions, in the order of [`super::catalog::ALL`].
pub fn all() -> impl Iterator<Item = &'static Codec> {
    READ.iter().chain(ONLY_WRITTEN).copied()
}
