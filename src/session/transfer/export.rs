//! A file to export: its format, its options, its name, and where it goes.

use std::rc::Rc;

use crate::formats::codecs::picture::page;
use crate::formats::codecs::schema_org::review::Unready;
use crate::formats::common::file::is_device;
use crate::formats::common::loss::Lack;
use crate::formats::{Options, Problem};
use crate::model::AnnotationSet;
use crate::session::worker::protocol::Exported;

use super::gathered::{NotWhole, ToExport};

/// The export dialog: the choices, and the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exporting {
    /// The id of the format.
    pub format: String,
    /// The options of the format.
    pub options: Options,
    /// The name of the file.
    pub name: String,
    /// The documents to write: the open one, or several stored ones.
    pub documents: Rc<[Rc<AnnotationSet>]>,
    /// If only some annotations of the open article are written: the number of all.
    pub part_of: Option<usize>,
    /// Articles that should be exported with them, and are not, or not whole.
    pub not_whole: Rc<[NotWhole]>,
    /// The file.
    pub made: Made,
    /// Checked claims that are not ready, where fact checks are published.
    pub unready: Rc<[Unready]>,
    /// Where the file goes as soon as it is ready.
    pub then: Option<Destination>,
    /// Whether the browser can write it where the reader chooses.
    pub can_save: bool,
    /// The worker's task that makes the file.
    pub(in crate::session) ticket: u32,
}

/// The state of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Made {
    /// Being made; this many articles are done.
    Making(usize),
    /// Written, read back and compared.
    Ready(Rc<Exported>),
    /// It could not be made.
    Failed(Problem),
}

/// Where a file goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Destination {
    /// To the downloads folder.
    Download,
    /// To the clipboard.
    Copy,
    /// Into a file the reader chooses, and the same one next time.
    SaveTo,
    /// To the downloads folder, as pixels.
    Png,
    /// To the printer, by the browser.
    Print,
}

/// Most bytes of a file name without extension and number.
const LONGEST_STEM: usize = 180;

/// The format that holds everything.
pub(in crate::session) const WHOLE: &str = "json";

impl Exporting {
    /// Whether this is the current file.
    pub(in crate::session) fn is_made(&self, file: &Rc<Exported>) -> bool {
        matches!(&self.made, Made::Ready(made) if Rc::ptr_eq(made, file))
    }

    /// Whether it is shown as the page of who said what, and not a file at all.
    pub fn is_page(&self) -> bool {
        self.format == page::ID
    }

    /// What it is about.
    pub(in crate::session) fn chosen(&self) -> ToExport {
        let (documents, not_whole) = (self.documents.clone(), self.not_whole.clone());
        ToExport { documents, part_of: self.part_of, not_whole }
    }

    /// The number of annotations to write.
    pub fn annotations(&self) -> usize {
        self.documents.iter().map(|set| set.len()).sum()
    }

    /// The number of annotations in the file: those that its format has no room for are not.
    pub fn written(&self, file: &Exported) -> usize {
        let whole = file.losses.iter().flatten().filter(|loss| loss.what == Lack::Annotation);
        self.annotations().saturating_sub(whole.map(|loss| loss.count as usize).sum())
    }
}

/// A file name made of a title: letters and digits, joined by hyphens, at most 60 characters.
pub fn stem(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let slug = words.map(str::to_lowercase).collect::<Vec<_>>().join("-");
    let slug: String = slug.chars().take(60).collect();
    // Letters of some scripts take three or four bytes, and file systems count bytes.
    let slug = slug.get(..slug.floor_char_boundary(LONGEST_STEM)).unwrap_or_default();
    let slug = slug.trim_end_matches('-');
    match slug {
        "" => "untitled-article".to_owned(),
        // Windows forbids this name, whatever the extension.
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
