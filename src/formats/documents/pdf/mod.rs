//! PDFs: the letters of their pages, laid out as text. Running heads, page numbers and notes are set apart as
//! passages that can be taken in; what cannot be read is said (tests/opening/pdf.rs).

pub mod accents;
pub mod area;
pub mod bidi;
pub mod columns;
pub mod decode;
pub mod furniture;
pub mod glyphs;
pub mod grid;
pub mod hyphens;
mod layout;
pub mod lines;
pub mod notes;
mod page_numbers;
pub mod paragraphs;
pub mod pieces;
pub mod runs;
pub mod tables;
mod unseen;
mod writing;

use self::decode::{DecodedPdf, Undecodable, decode};
use self::glyphs::PageGlyphs;
use self::layout::Laid;
use self::writing::WrittenPdf;
use super::manuscript::{Manuscript, Passage};
use super::shared::composer::heading;
use super::shared::dates;
use super::text::finished;
use crate::formats::common::file::File;
use crate::formats::common::problem::Problem;
use crate::model::text::is_right_to_left;
use crate::model::{Details, has_no_blanks};

/// Whether a file is a PDF. Some have a few bytes before their first line.
pub fn is_pdf(file: &File) -> bool {
    let start = file.content.get(..1024.min(file.content.len())).unwrap_or_default();
    file.content.starts_with(b"%PDF-")
        || file.extension() == "pdf" && start.windows(5).any(|five| five == b"%PDF-")
}

/// The manuscript of a PDF.
///
/// # Errors
/// If it has a password, is damaged, or holds pictures of text.
pub fn read(file: &File) -> Result<Manuscript, Problem> {
    let mut decoded = decode(&file.content).map_err(refusal)?;
    let shown = unseen::show_if_all_is(&mut decoded);
    let letters: usize = decoded.pages.iter().map(|page| page.glyphs.len()).sum();
    if letters == 0 {
        return Err(no_text(&decoded));
    }
    let mut problems = problems(&decoded);
    if shown {
        problems.push(Problem::new(
            "the pages of this PDF show nothing of its text; it was read all the same",
        ));
    }
    let (unseen, told) = unseen::passages(&decoded);
    let (title, author, language) = (decoded.title, decoded.author, decoded.language);
    let WrittenPdf { mut passages, problems: written } = writing::write(Laid::of(&decoded.pages));
    passages.extend(unseen);
    let problems = problems.into_iter().chain(told).chain(written).collect();
    let title = heading(&passages).or_else(|| title.filter(|title| is_title(title)));
    let details = Details {
        title: title.map(|title| title.trim().to_owned()).unwrap_or_default(),
        byline: author.map(|name| name.trim().to_owned()).filter(|name| is_name(name)),
        source: None,
        // The date of a file is not the date its text was published.
        published: None,
        language: language
            .and_then(|tag| dates::language(&tag))
            .filter(|tag| may_be(tag, &passages)),
        ..Details::default()
    };
    Ok(finished(file, details, passages, problems))
}

fn refusal(why: Undecodable) -> Problem {
    Problem::new(match why {
        Undecodable::Password => {
            "this PDF has a password. Open it in a PDF program, save it without the password, and open that file"
        }
        Undecodable::Encrypted => {
            "this PDF is encrypted in a way this app does not know. \
             Open it in a PDF program, copy its text, and paste it here"
        }
        Undecodable::Damaged => {
            "this PDF is damaged and cannot be read; download it again, \
             or open it in a PDF program and save it again"
        }
        Undecodable::TooLarge => {
            "this PDF unpacks to more than this app can hold; \
             open it in a PDF program and save the pages you need as a new PDF"
        }
    })
}

/// Why nothing can be read of a document without letters.
fn no_text(decoded: &DecodedPdf) -> Problem {
    let nameless: usize = decoded.pages.iter().map(|page| page.nameless).sum();
    Problem::new(match nameless {
        0 if decoded.pages.iter().any(|page| page.pictures > 0) => {
            "this PDF holds pictures of its pages and no text; it was probably scanned. \
             Let a program recognise its text (OCR), and open the PDF it makes, or paste the text here"
        }
        0 => "there is no text in this PDF",
        _ => {
            "the letters in this PDF are drawn without saying which letters they are. \
             Let a program recognise its text (OCR), and open the PDF it makes, or paste the text here"
        }
    })
}

/// What could not be read of a document.
fn problems(decoded: &DecodedPdf) -> Vec<Problem> {
    let mut lines = Vec::new();
    let scanned = decoded.pages.iter().enumerate();
    let letters = |page: &PageGlyphs| page.glyphs.iter().filter(|one| !page.is_blank(one)).count();
    let scanned = scanned.filter(|(_, page)| letters(page) < FEW && page.pictured > HALF);
    let scanned: Vec<String> = scanned.map(|(at, _)| (at + 1).to_string()).collect();
    match scanned.as_slice() {
        [] => {}
        [one] => lines.push(format!(
            "page {one} is a picture without text, probably scanned; it is not read"
        )),
        several => lines.push(format!(
            "pages {} are pictures without text, probably scanned; they are not read",
            several.join(", ")
        )),
    }
    let pictures: usize = decoded.pages.iter().map(|page| page.pictures).sum();
    match pictures.saturating_sub(scanned.len()) {
        0 => {}
        1 => lines.push("left out: 1 picture".to_owned()),
        several => lines.push(format!("left out: {several} pictures")),
    }
    let fields: usize = decoded.pages.iter().map(|page| page.beside.0).sum();
    let comments: usize = decoded.pages.iter().map(|page| page.beside.1).sum();
    for (count, one, several) in
        [(fields, "field of a form", "fields of a form"), (comments, "comment", "comments")]
    {
        match count {
            0 => {}
            1 => lines.push(format!("left out: 1 {one}")),
            _ => lines.push(format!("left out: {count} {several}")),
        }
    }
    let nameless: usize = decoded.pages.iter().map(|page| page.nameless).sum();
    if nameless > 0 {
        let pages = decoded.pages.iter().enumerate().filter(|(_, page)| page.nameless > 0);
        let pages: Vec<String> = pages.map(|(at, _)| (at + 1).to_string()).collect();
        let are = if nameless == 1 { "1 sign is" } else { &format!("{nameless} signs are") };
        lines.push(format!(
            "{are} missing, because the file does not say which letters they are (on page {})",
            pages.join(", ")
        ));
    }
    if decoded.cut {
        lines.push(
            "the file holds more than this app reads of a PDF; the rest is missing".to_owned(),
        );
    }
    lines.into_iter().map(Problem::new).collect()
}

/// Fewest letters of a page that is not just a picture, and how much of it a picture covers then.
const FEW: usize = 20;
const HALF: f32 = 0.5;

/// Whether a title that a file states is one: programs put file names and placeholders there.
fn is_title(title: &str) -> bool {
    let title = title.trim().to_lowercase();
    let placeholder = ["untitled", "(anonymous)", "unbenannt", "sans titre", "document1"];
    let is_file =
        [".doc", ".docx", ".odt", ".pdf", ".indd", ".qxp", ".qxd", ".tex", ".dvi", ".rtf", ".txt"];
    title.chars().any(char::is_alphabetic)
        && !placeholder.contains(&title.as_str())
        && !is_file.iter().any(|end| title.ends_with(end))
        && !title.starts_with("microsoft word")
}

/// Whether an author that a file states is one.
fn is_name(name: &str) -> bool {
    let small = name.to_lowercase();
    let placeholder =
        ["anonymous", "(anonymous)", "unspecified", "unknown", "user", "admin", "administrator"];
    small.chars().any(char::is_alphabetic) && !placeholder.contains(&small.as_str())
}

/// Whether a text may be in the language that the file states: programs state the one they were set to.
fn may_be(tag: &str, passages: &[Passage]) -> bool {
    let text: String =
        passages.iter().filter(|one| !one.left_out).map(|one| one.text.as_str()).take(40).collect();
    let first = tag.split('-').next().unwrap_or_default();
    let latin =
        ["en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "fi", "pl", "cs", "tr"];
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let other = text.chars().filter(|c| has_no_blanks(*c)).count();
    !latin.contains(&first) || !(is_right_to_left(&text) || 2 * other > letters)
}
