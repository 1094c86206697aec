//! Decodes a PDF into the letters of its pages, by `hayro`. The rest of the folder knows nothing of files, so
//! another decoder could take its place.

mod annotations;
mod colours;
mod content;
mod copies;
mod drawing;
mod fonts;
mod guard;
mod layers;
mod limits;
mod matrix;
mod paints;
mod path;
mod place;
mod settling;
mod state;
mod strings;

use hayro_font::hayro_syntax::object::{Array, Dict, Name, Stream, String as PdfString};
use hayro_font::hayro_syntax::page::Page;
use hayro_font::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use self::content::{PageReader, unpacked};
use self::fonts::Fonts;
use self::layers::Layers;
use self::limits::Limits;
use self::matrix::Matrix;
use self::strings::text_string;
use super::glyphs::PageGlyphs;

/// A document as decoded.
#[derive(Debug, Default)]
pub struct DecodedPdf {
    /// Its pages.
    pub pages: Vec<PageGlyphs>,
    /// The title and author that the file states.
    pub title: Option<String>,
    /// See `title`.
    pub author: Option<String>,
    /// The language that the file states.
    pub language: Option<String>,
    /// Whether it holds more than is read of any file.
    pub cut: bool,
}

/// Why a file cannot be decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undecodable {
    /// It needs a password.
    Password,
    /// It is encrypted in a way that is not known.
    Encrypted,
    /// It is damaged.
    Damaged,
    /// It unpacks to more than can be held.
    TooLarge,
}

/// Decodes a file.
///
/// # Errors
/// Why it cannot be.
pub fn decode(content: &[u8]) -> Result<DecodedPdf, Undecodable> {
    if !guard::is_bearable(content) {
        return Err(Undecodable::TooLarge);
    }
    let pdf = Pdf::new(content.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Undecodable::Password,
        LoadPdfError::Decryption(_) => Undecodable::Encrypted,
        LoadPdfError::Invalid => Undecodable::Damaged,
    })?;
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()).unwrap_or_default();
    let (mut fonts, layers, mut limits) = (Fonts::new(), Layers::of(&catalog), Limits::new());
    let pages = pdf.pages().iter();
    let pages = pages.map(|page| read(page, &mut fonts, &layers, &mut limits)).collect();
    let said = |text: &Option<Box<[u8]>>| text.as_deref().map(text_string);
    let language = catalog.get::<PdfString<'_>>("Lang");
    Ok(DecodedPdf {
        pages,
        title: said(&pdf.metadata().title),
        author: said(&pdf.metadata().author),
        language: language.map(|tag| text_string(tag.as_bytes())),
        cut: limits.reached,
    })
}

fn read<'a>(
    page: &Page<'a>,
    fonts: &mut Fonts<'a>,
    layers: &Layers,
    limits: &mut Limits,
) -> PageGlyphs {
    let content = content(page.raw(), limits);
    let matrix = Matrix(page.initial_transform(true).as_coeffs());
    let mut reader = PageReader::new(fonts, limits, layers, matrix, page.render_dimensions());
    reader.read(&content, page.resources());
    reader.annotate(page.raw(), matrix, page.resources());
    reader.settle();
    reader.glyphs.beside = beside(page.raw());
    reader.glyphs.straighten();
    reader.glyphs.set_unseen_apart();
    reader.glyphs
}

/// The number of filled-in fields of a form on a page, and of comments.
fn beside(page: &Dict<'_>) -> (usize, usize) {
    let list = page.get::<Array<'_>>("Annots").unwrap_or_default();
    let (mut fields, mut comments) = (0, 0);
    for one in list.iter::<Dict<'_>>() {
        let says = |dict: &Dict<'_>, key: &str| {
            dict.get::<PdfString<'_>>(key).is_some_and(|it| !it.as_bytes().is_empty())
        };
        let parent = || one.get::<Dict<'_>>("Parent").unwrap_or_default();
        match one.get::<Name<'_>>("Subtype").as_ref().map(Name::as_str) {
            Some("Widget") => fields += usize::from(says(&one, "V") || says(&parent(), "V")),
            Some("Link" | "Popup") | None => {}
            Some(_) => comments += usize::from(says(&one, "Contents")),
        }
    }
    (fields, comments)
}

/// The content of a page, which may be in several streams.
fn content(page: &Dict<'_>, limits: &mut Limits) -> Vec<u8> {
    if let Some(stream) = page.get::<Stream<'_>>("Contents") {
        return unpacked(&stream, limits).unwrap_or_default();
    }
    let mut whole = Vec::new();
    let list = page.get::<Array<'_>>("Contents").unwrap_or_default();
    for stream in list.iter::<Stream<'_>>() {
        whole.extend(unpacked(&stream, limits).unwrap_or_default());
        // No operator goes on in the next stream.
        whole.push(b'\n');
    }
    whole
}
