//! The fonts of a file: which characters a code stands for, and how far it moves on. Nothing is drawn, so fonts
//! that the file does not hold need no stand-in but an empty one.

use std::collections::HashMap;
use std::sync::Arc;

use hayro_font::hayro_cmap::{BfString, load_embedded};
use hayro_font::hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_font::{CMapResolverFn, Font, FontCache, FontData, FontGlyph, FontResolverFn, GlyphId};

use super::limits::{Limits, is_bomb};

/// A font with one empty glyph and nothing else, for fonts that are not in the file.
const EMPTY: &[u8] = include_bytes!("empty.ttf");

/// The fonts of a document, each read once.
pub(super) struct Fonts<'a> {
    cache: FontCache<'a>,
    read: HashMap<ObjectIdentifier, Option<PdfFont<'a>>>,
    programs: FontResolverFn,
    maps: CMapResolverFn,
}

/// A font, and what its description says of its look.
#[derive(Clone)]
pub(super) struct PdfFont<'a> {
    font: Font<'a>,
    /// Its number, in the order of the file.
    pub(super) number: u16,
    /// Whether its codes are UTF-16.
    is_unicode: bool,
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// Whether its letters are drawings, which may have colours of their own.
    pub(super) is_drawn: bool,
    /// The height of its letters, if its own units differ from a thousandth.
    pub(super) scale: f64,
}

impl<'a> Fonts<'a> {
    pub(super) fn new() -> Self {
        Self {
            cache: FontCache::new(),
            read: HashMap::new(),
            programs: Arc::new(|_| Some((Arc::new(EMPTY) as FontData, 0))),
            maps: Arc::new(load_embedded),
        }
    }

    /// The font described by a dictionary; none if it cannot be read.
    pub(super) fn get(&mut self, dict: &Dict<'a>, limits: &mut Limits) -> Option<PdfFont<'a>> {
        let id = dict.obj_id();
        if let Some(known) = id.and_then(|id| self.read.get(&id)) {
            return known.clone();
        }
        let font = self.load(dict, limits);
        if let Some(id) = id {
            self.read.insert(id, font.clone());
        }
        font
    }

    fn load(&self, dict: &Dict<'a>, limits: &mut Limits) -> Option<PdfFont<'a>> {
        let inner = dict.get::<Array<'_>>("DescendantFonts");
        let inner = inner.and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        let described = inner.as_ref().unwrap_or(dict).get::<Dict<'_>>("FontDescriptor");
        let described = described.unwrap_or_default();
        let streams = [
            described.get::<Stream<'_>>("FontFile"),
            described.get::<Stream<'_>>("FontFile2"),
            described.get::<Stream<'_>>("FontFile3"),
            dict.get::<Stream<'_>>("ToUnicode"),
            dict.get::<Stream<'_>>("Encoding"),
            inner.as_ref().and_then(|inner| inner.get::<Stream<'_>>("CIDToGIDMap")),
        ];
        if streams.into_iter().flatten().any(|stream| is_bomb(&stream, limits))
            || !widths_are_bearable(dict, inner.as_ref())
        {
            return None;
        }
        let font = self.cache.font(dict, &self.programs, &self.maps)?;
        let named = dict.get::<Name<'_>>("BaseFont");
        let name = named.as_ref().map(Name::as_str).unwrap_or_default().to_lowercase();
        let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
        let flags = described.get::<u32>("Flags").unwrap_or_default();
        let weight = described.get::<f32>("FontWeight").unwrap_or_default();
        let encoding = dict.get::<Name<'_>>("Encoding");
        let encoding = encoding.as_ref().map(Name::as_str).unwrap_or_default();
        let matrix = dict.get::<[f64; 6]>("FontMatrix").filter(|_| is_drawn(dict));
        Some(PdfFont {
            font,
            number: u16::try_from(self.read.len()).unwrap_or(u16::MAX),
            is_unicode: encoding.contains("-UCS2-") || encoding.contains("-UTF16-"),
            bold: says(&["bold", "black", "heavy", "cmbx", "sfbx"])
                || weight >= 600.0
                || flags & FORCED_BOLD != 0,
            italic: says(&["italic", "oblique", "cmti", "sfti"]) || flags & ITALIC != 0,
            is_drawn: is_drawn(dict),
            scale: matrix.map_or(1.0, |[a, b, ..]| 1000.0 * a.hypot(b)),
        })
    }
}

/// Most codes that the widths of a font may be about, all ranges together: a range of two numbers is kept as a
/// width for each code in it.
const MOST_WIDTHS: f64 = 1_000_000.0;

/// Whether the widths of a font are about no more codes than there are.
fn widths_are_bearable(dict: &Dict<'_>, inner: Option<&Dict<'_>>) -> bool {
    let first = dict.get::<f64>("FirstChar").unwrap_or_default();
    let of_ranges = |key: &str, values: usize| {
        let list = inner.and_then(|inner| inner.get::<Array<'_>>(key)).unwrap_or_default();
        let (mut sum, mut range) = (0.0, Vec::new());
        for one in list.iter::<Object<'_>>() {
            match one {
                Object::Number(number) => range.push(number.as_f64()),
                // A list says its own length.
                _ => range.clear(),
            }
            if let [first, last, ..] = *range
                && range.len() == 2 + values
            {
                sum += (last - first).max(0.0);
                range.clear();
            }
        }
        sum
    };
    first <= 65_535.0 && of_ranges("W", 1) + of_ranges("W2", 3) <= MOST_WIDTHS
}

const ITALIC: u32 = 1 << 6;
const FORCED_BOLD: u32 = 1 << 18;

/// Whether the letters of a font are drawings.
fn is_drawn(dict: &Dict<'_>) -> bool {
    dict.get::<Name<'_>>("Subtype").is_some_and(|is| is.as_str() == "Type3")
}

impl PdfFont<'_> {
    /// The next code of a string at `at`, and its length in bytes.
    pub(super) fn code(&self, bytes: &[u8], at: usize) -> (u32, usize) {
        let (code, length) = self.font.read_code(bytes, at);
        (code, length.max(1))
    }

    /// How far a code moves on, in thousandths of its size.
    pub(super) fn advance(&self, code: u32) -> (f64, f64) {
        let moved = self.font.code_advance(code);
        (moved.x, moved.y)
    }

    /// How far a code is drawn from where it stands, in thousandths of its size.
    pub(super) fn displacement(&self, code: u32) -> (f64, f64) {
        let moved = self.font.origin_displacement(code);
        (moved.x, moved.y)
    }

    pub(super) fn is_vertical(&self) -> bool {
        !self.font.is_horizontal()
    }

    /// Adds the characters of a code; `false` if the file does not tell them.
    pub(super) fn write(&self, code: u32, text: &mut String) -> bool {
        let found = match self.font.glyph(GlyphId::NOTDEF, code) {
            FontGlyph::Outline(glyph) => glyph.as_unicode(),
            // The drawing is named by the code, and not by the number of a glyph.
            FontGlyph::Type3(glyph) => glyph.as_unicode(),
        };
        match found {
            Some(BfString::Char(one)) => text.push(one),
            Some(BfString::String(several)) => text.push_str(&several),
            None if self.is_unicode => match char::from_u32(code) {
                Some(one) => text.push(one),
                None => return false,
            },
            None => return false,
        }
        true
    }
}
