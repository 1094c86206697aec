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

/// The name of a file in a format: with the format in it where another one has the same extension, so that two
/// exports of one article never overwrite each other.
pub fn file_name(format: &Format, stem: &str, extension: &str) -> String {
    // The complete file, which the app itself opens, is called by its title alone.
    let own = ["json", extension].contains(&format.id);
    let also = |other: &&Format| other.id != format.id && other.extension == extension;
    match !own && ALL.iter().any(also) {
        true => format!("{stem}.{}.{extension}", format.id),
        false => format!("{stem}.{extension}"),
    }
}
