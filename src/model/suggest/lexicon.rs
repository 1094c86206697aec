//! What is known of single words: the cluster of words used alike, and whether it is a given name or a surname.
//! Words are stored as hashes of 24 bits: one unknown word in 200 is taken for a known one.

use std::hash::Hasher;

use super::models::{Bearers, ModelsError};
use super::packed::{Bits, Packed};
use crate::model::search::{Strict, fold};

/// The words, by their hashes.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// Where the entries of each value of the hash's upper 16 bits begin, and where the last ones end.
    starts: Vec<u32>,
    entries: Vec<LexiconEntry>,
}

#[derive(Debug, Clone, Copy)]
struct LexiconEntry {
    /// The hash's lower 8 bits.
    low: u8,
    word: KnownWord,
}

/// What is known of one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct KnownWord {
    /// The number of its cluster.
    pub cluster: Option<u8>,
    /// Whose given name it is.
    pub given: Option<Bearers>,
    /// For a surname, how common it is: 0 for the ten commonest, 1 for the next ninety and so on, at most 3.
    pub surname: Option<u8>,
}

impl Lexicon {
    /// From four columns: the gaps between the sorted hashes, the gaps between those of names, what these are,
    /// and the clusters. Most words are no names and have a cluster.
    pub fn read(packed: &mut Packed<'_>) -> Result<Self, ModelsError> {
        let count = packed.number()?;
        let bits = packed.byte()?;
        let gaps = packed.column()?;
        let name_bits = packed.byte()?;
        let name_gaps = packed.column()?;
        let (mut names, mut clusters) = (packed.column()?, packed.column()?);
        if bits > 24 || name_bits > 24 {
            return Err(packed.damaged());
        }
        let (mut gaps, mut name_gaps) = (Bits::of(gaps), Bits::of(name_gaps));
        let mut lexicon = Self { starts: Vec::with_capacity(0x1_0001), entries: Vec::new() };
        let (mut hash, mut before_name) = (0_u32, next_name(&mut name_gaps, &names, name_bits)?);
        for index in 0..count {
            hash = hash.saturating_add(gaps.rice(bits)?);
            let (high, low) = (hash >> 8, (hash & 0xff) as u8);
            if high > 0xffff {
                return Err(packed.damaged());
            }
            while lexicon.starts.len() <= high as usize {
                lexicon.starts.push(index as u32);
            }
            let word = if before_name == Some(0) {
                let word = KnownWord::named(names.byte()?, &mut clusters)?;
                before_name = next_name(&mut name_gaps, &names, name_bits)?;
                word
            } else {
                before_name = before_name.map(|words| words - 1);
                KnownWord { cluster: Some(clusters.byte()?), ..KnownWord::default() }
            };
            lexicon.entries.push(LexiconEntry { low, word });
        }
        lexicon.starts.resize(0x1_0001, count as u32);
        Ok(lexicon)
    }

    /// What is known of a word in lower case, or else of it without accents: lists of names have "sinead".
    pub fn get(&self, word: &str) -> KnownWord {
        match self.find(word) {
            Some(known) => known,
            None if word.contains('-') => self.joined(word),
            None if word.is_ascii() => KnownWord::default(),
            None => self.find(&without_accents(word)).unwrap_or_default(),
        }
    }

    /// What "poppy-mae" or "adesina-cole" is: what all its parts are.
    fn joined(&self, word: &str) -> KnownWord {
        let parts = || word.split('-').map(|part| self.find(part).unwrap_or_default());
        let given = parts().next().and_then(|first| first.given);
        KnownWord {
            cluster: None,
            given: given.filter(|_| parts().all(|part| part.given.is_some())),
            surname: parts().map(|part| part.surname).min().flatten().map(|_| 3),
        }
    }

    fn find(&self, word: &str) -> Option<KnownWord> {
        let hash = (hash(word.as_bytes()) >> 40) as u32;
        let (high, low) = ((hash >> 8) as usize, (hash & 0xff) as u8);
        let place = |at: usize| self.starts.get(at).map_or(0, |start| *start as usize);
        let entries = self.entries.get(place(high)..place(high + 1)).unwrap_or_default();
        entries.iter().find(|entry| entry.low == low).map(|entry| entry.word)
    }
}

impl KnownWord {
    /// Of a name, from a byte: whose given name in two bits, how common a surname in three, and whether it has a
    /// cluster.
    fn named(byte: u8, clusters: &mut Packed<'_>) -> Result<Self, ModelsError> {
        let given = match byte & 3 {
            0 => None,
            1 => Some(Bearers::Women),
            2 => Some(Bearers::Men),
            _ => Some(Bearers::Both),
        };
        let surname = (byte >> 2 & 7).checked_sub(1).map(|rank| rank.min(3));
        let cluster = if byte & 32 == 0 { None } else { Some(clusters.byte()?) };
        Ok(Self { cluster, given, surname })
    }
}

/// A word without the accents of its letters.
fn without_accents(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    word.chars().for_each(|letter| fold(letter, Strict::default(), &mut plain));
    plain
}

/// How many words lie before the next name; `None` behind the last.
fn next_name(
    gaps: &mut Bits<'_>,
    names: &Packed<'_>,
    bits: u8,
) -> Result<Option<u32>, ModelsError> {
    if names.left() == 0 { Ok(None) } else { gaps.rice(bits).map(Some) }
}

/// FNV-1a of 64 bits.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    further(0xcbf2_9ce4_8422_2325, bytes)
}

/// The same, continued.
pub(super) fn further(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// A hasher of our own words, and of what is a hash already. Nobody chooses the words of a text so that it is slow:
/// those are looked up, never added.
#[derive(Debug, Default)]
pub(super) struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = further(self.0, bytes);
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}
