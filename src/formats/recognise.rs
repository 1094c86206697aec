//! Recognises the format of a file by its content. The programs `files` and `documents` do, but only one reads the
//! formats, so this file imports no [`super::registry`].

use super::codecs::{
    brat, conll, doccano, hypothesis, json, label_studio, prodigy, pubannotation, recogito, spacy,
    table, tei, uima, w3c, webanno,
};
use super::common::file::File;
use super::common::format::Format;

/// A format, and whether a file looks like it.
type Sign = (&'static Format, fn(&File) -> bool);

/// Every format that can be read, in the order tried.
static ALL: &[Sign] = &[
    (&json::FORMAT, json::recognises),
    (&w3c::FORMAT, w3c::recognises),
    (&hypothesis::FORMAT, hypothesis::recognises),
    (&recogito::FORMAT, recogito::recognises),
    (&table::CSV, table::recognises_csv),
    (&table::TSV, table::recognises_tsv),
    (&brat::FORMAT, brat::recognises),
    (&conll::FORMAT, conll::recognises),
    (&doccano::FORMAT, doccano::recognises),
    (&label_studio::FORMAT, label_studio::recognises),
    (&prodigy::FORMAT, prodigy::recognises),
    (&pubannotation::FORMAT, pubannotation::recognises),
    (&spacy::FORMAT, spacy::recognises),
    (&tei::FORMAT, tei::recognises),
    (&uima::FORMAT, uima::recognises),
    (&webanno::FORMAT, webanno::recognises),
];

/// The first format that a file looks like.
pub fn recognise(file: &File) -> Option<&'static Format> {
    ALL.iter().find(|(_, looks_like_it)| looks_like_it(file)).map(|(format, _)| *format)
}

/// The formats that can be recognised, in the order tried.
pub fn formats() -> impl Iterator<Item = &'static Format> {
    ALL.iter().map(|(format, _)| *format)
}
