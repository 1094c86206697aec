//! Every format's functions, for the worker alone: `app` and `view` may not name them, or the first load
//! would contain all of them (tests/native/layers.rs).

use super::codecs;
use super::common::codec::Codec;

/// Every format's functions, in the order of [`super::catalog::ALL`].
pub static ALL: &[&Codec] = &[
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
    &codecs::html::CODEC,
    &codecs::markdown::CODEC,
    &codecs::report::CODEC,
    &codecs::schema_org::CODEC,
    &codecs::vetting::CODEC,
    &codecs::picture::PICTURE_CODEC,
    &codecs::picture::NUMBERS_CODEC,
];

/// The functions of the format of this id.
pub fn named(id: &str) -> Option<&'static Codec> {
    ALL.iter().copied().find(|codec| codec.format.id == id)
}
