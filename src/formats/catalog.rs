//! Every format as data: what the dialogs show. The functions that write and read are in
//! [`super::registry`], for the worker alone (tests/native/layers.rs).

use super::codecs;
use super::common::format::Format;

/// Every format, in the order offered to its audience.
pub static ALL: &[&Format] = &[
    &codecs::json::FORMAT,
    &codecs::w3c::FORMAT,
    &codecs::hypothesis::FORMAT,
    &codecs::recogito::FORMAT,
    &codecs::table::CSV,
    &codecs::table::TSV,
    &codecs::brat::FORMAT,
    &codecs::conll::FORMAT,
    &codecs::doccano::FORMAT,
    &codecs::label_studio::FORMAT,
    &codecs::prodigy::FORMAT,
    &codecs::pubannotation::FORMAT,
    &codecs::spacy::FORMAT,
    &codecs::tei::FORMAT,
    &codecs::uima::FORMAT,
    &codecs::webanno::FORMAT,
    &codecs::html::FORMAT,
    &codecs::markdown::FORMAT,
    &codecs::report::FORMAT,
    &codecs::schema_org::FORMAT,
    &codecs::vetting::FORMAT,
    &codecs::picture::PICTURE,
    &codecs::picture::NUMBERS,
];

/// The format of this id.
pub fn named(id: &str) -> Option<&'static Format> {
    ALL.iter().copied().find(|format| format.id == id)
}
