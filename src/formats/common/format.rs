//! What a format is, as data: its name, its file, its readers, and how it identifies annotations.

use super::options::{Choice, Options};

/// A format for annotations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Format {
    /// Its name in the API.
    pub id: &'static str,
    /// Its name on screen.
    pub name: &'static str,
    /// The extension of its file, without the dot; `zip` if it needs several files.
    pub extension: &'static str,
    /// The media type of its file.
    pub media_type: &'static str,
    /// The unit of its offsets, as a phrase ("Unicode code points"); empty if it has none.
    pub unit: &'static str,
    /// Its readers.
    pub audience: Audience,
    /// Whether it can be imported, too.
    pub reads: bool,
    /// Whether it contains the text of the article, so that its files can be opened alone.
    pub text: bool,
    /// How it identifies annotations.
    pub ids: Ids,
    /// Whether one file can contain several articles.
    pub many: bool,
    /// Its options.
    pub choices: &'static [Choice],
}

/// The readers of a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// People.
    Read,
    /// People who publish fact checks.
    Publish,
    /// Storing the work, and annotation programs.
    Keep,
    /// Spreadsheets.
    Spreadsheet,
    /// Language tools.
    Language,
}

/// How a format identifies annotations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ids {
    /// By nothing, or by numbers of its own: the same text with the same kind is the same annotation.
    None,
    /// By our ids of annotations; actors are recognised by their details.
    Annotations,
    /// By our ids of annotations and actors.
    All,
}

impl Format {
    /// Whether it keeps earlier versions of the text: only our own does.
    pub fn keeps_versions(&self) -> bool {
        self.id == "json"
    }

    /// Whether this many documents become a page to look at and to print.
    pub fn is_page(&self, options: &Options, documents: usize) -> bool {
        self.extension_of(options, documents) == "html"
    }

    /// The extension of the one file that this many documents become.
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

impl Audience {
    /// Every audience, in the order offered.
    pub const ALL: [Self; 5] =
        [Self::Read, Self::Publish, Self::Keep, Self::Spreadsheet, Self::Language];
}
