//! One format per file or folder. All of them have a `Format` and a `Codec`, and import only what
//! [`super::common`] shares (tests/native/layers.rs).

pub mod brat;
pub mod conll;
pub mod doccano;
pub mod html;
pub mod hypothesis;
pub mod json;
pub mod label_studio;
pub mod markdown;
pub mod picture;
pub mod prodigy;
pub mod pubannotation;
pub mod recogito;
pub mod report;
pub mod schema_org;
pub mod spacy;
pub mod table;
pub mod tei;
pub mod uima;
pub mod vetting;
pub mod w3c;
pub mod webanno;
