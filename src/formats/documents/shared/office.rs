//! What word processors share: names of styles, chains of them, and what is skipped in a document. The
//! language of the program that wrote it does not matter.

use super::composer::Composer;
use super::formula::Growing;
use super::package::XmlPiece;
use crate::formats::common::problem::Problem;
use crate::formats::documents::manuscript::Passage;
use crate::model::BlockKind;

/// Longest chain of styles based on each other.
const LONGEST: usize = 20;

/// The content of a document that is not in its text.
#[derive(Debug, Default)]
pub struct Left {
    pub deleted: bool,
    pub inserted: bool,
    pub notes: usize,
    pub comments: usize,
    pub pictures: usize,
    /// Signs of fonts that have no letters.
    pub signs: usize,
    /// Files within the file, such as a web page, which the text shows as a part of itself.
    pub parts: usize,
    /// Prompts to enter something, in fields where nobody did.
    pub prompts: usize,
}

/// What programs and computers say where the name of an author would stand, or how it begins.
const NOBODY: [&str; 24] = [
    "microsoft",
    "windows",
    "python-docx",
    "apache poi",
    "docx4j",
    "phpword",
    "libreoffice",
    "openoffice",
    "aspose",
    "pandoc",
    "google docs",
    "unknown",
    "user",
    "benutzer",
    "usuario",
    "utilisateur",
    "utente",
    "gebruiker",
    "пользователь",
    "admin",
    "author",
    "autor",
    "owner",
    "un-named",
];

/// The authors in a document’s description of itself, if they are people.
pub fn author(said: Option<String>) -> Option<String> {
    let said = said?;
    let is_somebody = |name: &&str| {
        let lower = name.to_lowercase();
        let mut starts = NOBODY.iter().filter_map(|start| lower.strip_prefix(start));
        !name.is_empty()
            && !starts.any(|rest| !rest.starts_with(char::is_alphabetic) || rest == "istrator")
    };
    let names: Vec<&str> = said.split(';').map(str::trim).filter(is_somebody).collect();
    Some(names.join(", ")).filter(|names| !names.is_empty())
}

/// What programs call a document that has no title.
const NO_TITLES: [&str; 8] = [
    "document",
    "dokument",
    "documento",
    "untitled",
    "title",
    "untitled document",
    "powerpoint presentation",
    "документ",
];

/// The title in a document’s description of itself, if it is one, and not the name of a file or what a template says.
pub fn title(said: Option<String>) -> Option<String> {
    const FILES: [&str; 9] =
        [".doc", ".docx", ".docm", ".dot", ".rtf", ".odt", ".pdf", ".txt", ".wpd"];
    let said = said?;
    let bare = said.strip_prefix("Microsoft Word - ").unwrap_or(&said).trim().to_owned();
    let lower = bare.to_lowercase();
    let usual = lower.trim_end_matches(|c: char| c.is_ascii_digit() || " ()".contains(c));
    let is_file = FILES.iter().any(|end| lower.ends_with(end));
    let is_prompt = bare.starts_with('[') && bare.ends_with(']');
    (!is_file && !is_prompt && !NO_TITLES.contains(&usual)).then_some(bare)
}

/// Whether a piece belongs to the formula that is being read, which is written once it is whole.
pub fn takes_formula(
    formula: &mut Option<Growing>,
    composer: &mut Composer,
    piece: &XmlPiece<'_>,
) -> bool {
    let Some(growing) = formula else { return false };
    if let Some(whole) = growing.take(piece) {
        *formula = None;
        composer.formula(&whole);
    }
    true
}

impl Left {
    /// The message about it.
    pub fn problem(&self) -> Option<Problem> {
        let count = |count: usize, one: &str, many: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            _ => Some(format!("{count} {many}")),
        };
        let left = [
            count(self.notes, "footnote", "footnotes"),
            count(self.comments, "comment", "comments"),
            count(self.pictures, "picture", "pictures"),
            count(self.signs, "sign of a font without letters", "signs of fonts without letters"),
            count(self.prompts, "prompt of an empty field", "prompts of empty fields"),
            count(self.parts, "file within the file", "files within the file"),
        ];
        let left: Vec<String> = left.into_iter().flatten().collect();
        let mut parts = Vec::new();
        if self.deleted || self.inserted {
            parts.push(
                "the file has tracked changes; insertions are in the text, deletions are not"
                    .to_owned(),
            );
        }
        if !left.is_empty() {
            parts.push(format!("left out: {}", left.join(", ")));
        }
        Some(Problem::new(parts.join("; "))).filter(|_| !parts.is_empty())
    }
}

/// These passages, skipped.
pub fn left_out(passages: impl IntoIterator<Item = Passage>) -> impl Iterator<Item = Passage> {
    passages.into_iter().map(|one| Passage { left_out: true, ..one })
}

/// Adds what a header or footer says, skipped, unless another one said it. A page number is not text.
pub fn add_margin(passages: Vec<Passage>, to: &mut Vec<Passage>) {
    for passage in left_out(passages) {
        let is_new = to.iter().all(|one| !one.left_out || one.text != passage.text);
        if is_new && passage.text.contains(char::is_alphabetic) {
            to.push(passage);
        }
    }
}

/// The kind of a paragraph with a style of this name, in lower case.
pub fn kind_of(name: &str) -> Option<BlockKind> {
    let name = name.replace('_', " ");
    if let Some(level) = name.strip_prefix("heading ").and_then(|level| level.parse().ok()) {
        return Some(heading_of(level));
    }
    match name.as_str() {
        "title" => Some(BlockKind::Heading1),
        "quote" | "intense quote" | "quotations" | "block text" => Some(BlockKind::BlockQuote),
        "caption" | "illustration" | "figure" => Some(BlockKind::Caption),
        "html preformatted" | "preformatted text" | "plain text" | "source code" => {
            Some(BlockKind::Preformatted)
        }
        _ if name.starts_with("list ") => Some(BlockKind::ListItem),
        _ => None,
    }
}

/// The heading of a level, from 1.
pub fn heading_of(level: u8) -> BlockKind {
    match level {
        0 | 1 => BlockKind::Heading1,
        2 => BlockKind::Heading2,
        3 => BlockKind::Heading3,
        4 => BlockKind::Heading4,
        5 => BlockKind::Heading5,
        _ => BlockKind::Heading6,
    }
}

/// A style and those it is based on, in order.
pub fn chain<'a>(first: &'a str, parent: impl Fn(&str) -> Option<&'a str>) -> Vec<&'a str> {
    let next = |id: &&'a str| parent(id).filter(|id| !id.is_empty());
    std::iter::successors(Some(first), next).take(LONGEST).collect()
}
