//! Where each few signs of a text stand, so that a quotation is found without reading the whole text for each
//! (tests/native/quotations.rs).

use super::super::characters::has_no_blanks;
use super::super::text::Byte;

/// The places of all grams of a text, by a hash of the gram.
#[derive(Debug, Default)]
pub(super) struct Grams {
    /// For each hash where its places begin in `places`.
    starts: Vec<u32>,
    places: Vec<u32>,
}

/// Bits of the hash.
const BITS: u32 = 17;

impl Grams {
    pub(super) fn new(signs: &[char]) -> Self {
        let size = 1 << BITS;
        let mut starts = vec![0_u32; size + 1];
        let hashes = || (0..signs.len()).filter_map(|at| Some((at, hash(signs, at)?)));
        for (_, hash) in hashes() {
            starts[hash + 1] += 1;
        }
        for at in 0..size {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut places = vec![0; starts[size] as usize];
        for (at, hash) in hashes() {
            places[next[hash] as usize] = Byte::at(at).0;
            next[hash] += 1;
        }
        Self { starts, places }
    }

    /// The places of the gram at a place of a pattern, ascending, among a few others with the same hash;
    /// `None` if there is no gram.
    pub(super) fn places(&self, pattern: &[char], at: usize) -> Option<&[u32]> {
        let hash = hash(pattern, at)?;
        let ends = self.starts.get(hash..hash + 2)?;
        self.places.get(ends[0] as usize..ends[1] as usize)
    }
}

/// The hash of the gram at a place: two signs of scripts without spaces, four of others.
fn hash(signs: &[char], at: usize) -> Option<usize> {
    let first = *signs.get(at)?;
    let length = if has_no_blanks(first) { 2 } else { 4 };
    let gram = signs.get(at..at + length)?;
    let mixed = gram.iter().fold(0_u64, |hash, sign| {
        (hash ^ u64::from(u32::from(*sign))).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29)
    });
    Some((mixed.wrapping_mul(0xBF58_476D_1CE4_E5B9) >> (64 - BITS)) as usize)
}
