//! A file to be exported: its format, its options, its name, and where it goes.

use std::rc::Rc;

use crate::formats::file::is_device;
use crate::formats::review::Unready;
use crate::formats::{Options, Problem};
use crate::model::AnnotationSet;
use crate::session::worker::protocol::Exported;

/// The export dialog: what is chosen, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exporting {
    /// The id of the format.
    pub format: String,
    /// What is chosen about it.
    pub options: Options,
    /// What the file is called.
    pub name: String,
    /// What is to be written: the open document, or those of several stored articles.
    pub documents: Rc<[Rc<AnnotationSet>]>,
    /// The file.
    pub made: Made,
    /// The claims with a verdict that do not go out as they are, where checks are published.
    pub unready: Rc<[Unready]>,
    /// Where it is to go as soon as it is made.
    pub then: Option<Away>,
    /// Whether it can be written where the reader chooses.
    pub can_save: bool,
    /// Which answer of the worker it waits for.
    pub(in crate::session) ticket: u32,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Made {
    /// It is being made; of so many articles it is.
    Making(usize),
    /// It was made, read back and compared.
    Ready(Rc<Exported>),
    /// It could not be made.
    Failed(Problem),
}

/// Where a file goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Away {
    /// To the reader's downloads.
    Download,
    /// To the clipboard.
    Copy,
    /// Into a file the reader chooses, the same one the next time.
    SaveTo,
}

/// The stem of a file's name is at most so long, in bytes: extensions and numbers come to it.
const LONGEST_STEM: usize = 180;

/// The format that holds everything.
pub(in crate::session) const WHOLE: &str = "json";

impl Exporting {
    /// Whether this is the file that was made.
    pub(in crate::session) fn is_made(&self, file: &Rc<Exported>) -> bool {
        matches!(&self.made, Made::Ready(made) if Rc::ptr_eq(made, file))
    }

    /// How many annotations are written.
    pub fn annotations(&self) -> usize {
        self.documents.iter().map(|set| set.len()).sum()
    }
}

/// A file name made of a title: letters and digits, joined by hyphens, at most 60 characters.
pub fn stem(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let slug = words.map(str::to_lowercase).collect::<Vec<_>>().join("-");
    let slug: String = slug.chars().take(60).collect();
    // Letters of some scripts take three or four bytes, and disks count bytes.
    let slug = slug.get(..slug.floor_char_boundary(LONGEST_STEM)).unwrap_or_default();
    let slug = slug.trim_end_matches('-');
    match slug {
        "" => "untitled-article".to_owned(),
        // Windows has no file of that name, whatever its extension.
        slug if is_device(slug) => format!("article-{slug}"),
        slug => slug.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn every_system_can_have_a_file_called_like_the_article() {
        for (title, wanted) in [
            ("The bridge of Lund: nine million?", "the-bridge-of-lund-nine-million"),
            ("Con", "article-con"),
            ("NUL", "article-nul"),
            ("COM1", "article-com1"),
            ("Con man", "con-man"),
            ("../../etc/passwd", "etc-passwd"),
            ("???", "untitled-article"),
        ] {
            assert_eq!(stem(title), wanted, "{title:?}");
        }
        assert!(stem(&"ก".repeat(300)).len() <= 180);
    }
}
