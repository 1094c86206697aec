//! What a file may cost to read. Files that unpack without end, or draw the same thing again and again, are cut
//! off (tests/opening/pdf.rs).

use std::io::Read as _;

use hayro_font::hayro_syntax::Filter;
use hayro_font::hayro_syntax::object::Stream;

/// Most operators of a document, and most glyphs; a form counts as this many operators.
const MOST_OPERATORS: u64 = 20_000_000;
const FORM: u64 = 200;
const MOST_GLYPHS: u64 = 6_000_000;
/// Most places on pages that are looked at to know what is drawn there.
const MOST_PLACES: u64 = 50_000_000;
/// Most bytes that streams unpack to, all together.
pub(super) const MOST_BYTES: u64 = 512 << 20;
/// Most bytes that a byte of each packing unpacks to.
pub(super) const DEFLATED: u64 = 1032;
const LZW: u64 = 1400;
const RUN_LENGTH: u64 = 64;

/// What is left of it.
#[derive(Debug)]
pub(super) struct Limits {
    operators: u64,
    glyphs: u64,
    bytes: u64,
    places: u64,
    /// Whether something was cut off.
    pub(super) reached: bool,
}

impl Limits {
    pub(super) fn new() -> Self {
        Self {
            operators: MOST_OPERATORS,
            glyphs: MOST_GLYPHS,
            bytes: MOST_BYTES,
            places: MOST_PLACES,
            reached: false,
        }
    }

    /// Takes one operator; `false` if there are none left.
    pub(super) fn operator(&mut self) -> bool {
        take(&mut self.operators, 1, &mut self.reached)
    }

    /// Takes one form; `false` if there are none left.
    pub(super) fn form(&mut self) -> bool {
        take(&mut self.operators, FORM, &mut self.reached)
    }

    /// Takes one glyph; `false` if there are none left.
    pub(super) fn glyph(&mut self) -> bool {
        take(&mut self.glyphs, 1, &mut self.reached)
    }

    /// Takes this many places; `false` if there are not so many left. Nothing is missing then.
    pub(super) fn places(&mut self, count: usize) -> bool {
        take(&mut self.places, count as u64, &mut false)
    }

    /// Takes this many bytes; `false` if there are not so many left.
    pub(super) fn bytes(&mut self, bytes: usize) -> bool {
        take(&mut self.bytes, bytes as u64, &mut self.reached)
    }
}

fn take(left: &mut u64, count: u64, reached: &mut bool) -> bool {
    match left.checked_sub(count) {
        Some(less) => *left = less,
        None => *reached = true,
    }
    !*reached
}

/// Whether a stream unpacks to more than is left. What it claims is not asked: it is unpacked and counted, if it
/// could be large.
pub(super) fn is_bomb(stream: &Stream<'_>, limits: &mut Limits) -> bool {
    let packed = stream.raw_data();
    let filters = stream.filters();
    let ratio = filters.iter().map(|filter| match filter {
        Filter::FlateDecode => DEFLATED,
        Filter::LzwDecode => LZW,
        Filter::RunLengthDecode => RUN_LENGTH,
        _ => 1,
    });
    let ratio = ratio.fold(1, u64::saturating_mul);
    let most = (packed.len() as u64).saturating_mul(ratio);
    let is = most > SMALL
        && match &*filters {
            [Filter::FlateDecode] => unpacked_length(&packed, limits.bytes) > limits.bytes,
            _ => most > MOST_BYTES,
        };
    limits.reached |= is;
    is
}

/// What is never worth counting, in bytes.
pub(super) const SMALL: u64 = 16 << 20;

/// The length of what was deflated, counted no further than just over `most`.
pub(super) fn unpacked_length(packed: &[u8], most: u64) -> u64 {
    let mut piece = [0; 1 << 14];
    let mut reader = flate2::read::ZlibDecoder::new(packed);
    let mut length = 0;
    while length <= most {
        match reader.read(&mut piece) {
            Ok(0) | Err(_) => break,
            Ok(count) => length += count as u64,
        }
    }
    length
}
