//! Parts of a Word document that its text shows as parts of itself: whole files that a program put in
//! (`altChunk`), and the words of drawings made of shapes (SmartArt). Files in such files are not looked into
//! (tests/opening/word.rs).

use super::parts::{References, body};
use crate::formats::common::encoding;
use crate::formats::common::file::File;
use crate::formats::common::problem::Problem;
use crate::formats::common::zip;
use crate::formats::documents::manuscript::Passage;
use crate::formats::documents::shared::package::{Package, XmlPiece, each};
use crate::formats::documents::{html, mail, text};

/// What is read of such a part, and the messages about it.
pub(super) type Inside = (Vec<Passage>, Vec<Problem>);

/// The passages of a file within a document; `None` if it is of a type that is not read here.
fn file(name: &str, content: Vec<u8>, outer: &mut Package<'_>) -> Option<Inside> {
    let file = File::new(name, content);
    if zip::is_zip(&file) {
        let mut package = outer.inner(&file.content).ok()?;
        let part = body(&mut package)?;
        let read = super::words(&part, &mut package, false);
        outer.leave(&package);
        return read.ok().map(|(passages, problems, _)| (passages, problems));
    }
    if html::is_page(&file) {
        return Some(html::chapter(&file.content));
    }
    if let Some(page) = mail::page_in(&file.content) {
        return Some(html::chapter(format!("\u{feff}{page}").as_bytes()));
    }
    if file.begins_with("{\\rtf") || file.begins_with("<") {
        return None;
    }
    let read = text::read(&file, encoding::decode(&file.content).ok()?);
    let mut passages = read.passages;
    passages.retain(|one| !one.text.is_empty());
    Some((passages, read.problems))
}

/// The passages of a drawing: a paragraph for each in its shapes.
fn drawing(xml: &str) -> Vec<Passage> {
    let (mut passages, mut words, mut in_text) = (Vec::new(), String::new(), false);
    each(xml, |piece| match piece {
        XmlPiece::Start(tag) if tag.name == "t" => in_text = tag.is_of("a"),
        XmlPiece::End(name) if name == "t" => in_text = false,
        XmlPiece::Text(text) if in_text => words.push_str(&text),
        XmlPiece::Start(tag) if tag.name == "br" => words.push('\n'),
        XmlPiece::End(name) if name == "p" => {
            let text = std::mem::take(&mut words).trim().to_owned();
            passages.push(Passage { text, ..Passage::default() });
        }
        _ => {}
    });
    passages.retain(|one| !one.text.is_empty());
    passages
}

/// The parts within a document that can be read, by their ids; no files if it is one itself.
pub(super) fn all(
    named: &References,
    package: &mut Package<'_>,
    files: bool,
) -> Vec<(String, Inside)> {
    let read = |(sort, id, part): &(String, String, String)| {
        let found = match sort.rsplit('/').next()? {
            "aFChunk" if files => file(part, package.part(part).ok()?, package)?,
            "diagramData" => (drawing(&package.text(part).ok()?), Vec::new()),
            _ => return None,
        };
        Some((id.clone(), found))
    };
    named.parts().iter().filter_map(read).collect()
}
