//! What there is to know about every format without writing or reading one: what the dialogs show.
//! Must never name a function that writes or reads: those are for the worker ([`super::codec`]).

use super::options::{Choice, Options};

/// A format that annotations can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Format {
    /// Its name in the API.
    pub id: &'static str,
    /// Its name for people.
    pub name: &'static str,
    /// The extension of its file, without the stop; `zip` if it needs several files.
    pub extension: &'static str,
    /// The media type of its file.
    pub media_type: &'static str,
    /// What its offsets count, as a phrase ("Unicode code points"); empty if it has none.
    pub unit: &'static str,
    /// Whom it is for.
    pub group: Group,
    /// Whether it can be read too.
    pub reads: bool,
    /// Whether it carries the text of the article, so that its files can be opened alone.
    pub text: bool,
    /// What it knows annotations by.
    pub ids: Ids,
    /// Whether one file of it can hold many articles.
    pub many: bool,
    /// What can be chosen about it.
    pub choices: &'static [Choice],
}

/// Whom a format is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// People who read.
    Read,
    /// People who publish.
    Publish,
    /// Keeping, and programs for annotating.
    Keep,
    /// Spreadsheets.
    Spreadsheet,
    /// Language tools.
    Language,
}

/// What a format knows annotations by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ids {
    /// Nothing, or numbers of its own: the same words of the same kind are the same annotation.
    None,
    /// Our ids of annotations; actors are known by what is said of them.
    Annotations,
    /// Our ids of annotations and actors.
    All,
}

impl Format {
    /// The extension of the one file that so many documents become.
    pub fn extension_of(&self, options: &Options, documents: usize) -> &'static str {
        let shapes = self.choices.iter().filter_map(|choice| match choice {
            Choice::Shape(shapes) => Some(*shapes),
            _ => None,
        });
        let shape = shapes.flatten().find(|(id, _)| *id == options.shape);
        match shape {
            _ if documents > 1 && !self.many => "zip",
            Some(("csv", _)) => "csv",
            _ => self.extension,
        }
    }
}

impl Group {
    /// Every group, in the order they are offered.
    pub const ALL: [Self; 5] =
        [Self::Read, Self::Publish, Self::Keep, Self::Spreadsheet, Self::Language];
}

/// Every format, in the order they are offered inside their groups.
pub static ALL: &[&Format] = &[
    &super::json::FORMAT,
    &super::w3c::FORMAT,
    &super::hypothesis::FORMAT,
    &super::recogito::FORMAT,
    &super::table::CSV,
    &super::table::TSV,
    &super::brat::FORMAT,
    &super::conll::FORMAT,
    &super::doccano::FORMAT,
    &super::label_studio::FORMAT,
    &super::prodigy::FORMAT,
    &super::spacy::FORMAT,
    &super::uima::FORMAT,
    &super::webanno::FORMAT,
    &super::html::FORMAT,
    &super::markdown::FORMAT,
    &super::report::FORMAT,
    &super::schema_org::FORMAT,
    &super::vetting::FORMAT,
];

/// The format of this id.
pub fn named(id: &str) -> Option<&'static Format> {
    ALL.iter().copied().find(|format| format.id == id)
}
