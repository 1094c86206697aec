//! The models in memory, read from one packed file. A damaged file is refused in words, and none makes the
//! program panic (tests/suggest/models.rs).

use std::collections::BTreeSet;

use super::lexicon::Lexicon;
use super::names::Weights;
use super::packed::Packed;

/// What the stages know of a language and its names.
#[derive(Debug)]
pub struct Models {
    pub(super) lexicon: Lexicon,
    /// Titles before names, in lower case without full stops.
    pub(super) titles: BTreeSet<String>,
    /// Verbs of saying that stand beside names.
    pub(super) saying: BTreeSet<String>,
    /// Of the tagger of people's names.
    pub(super) names: Weights,
}

/// Whose given name a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bearers {
    /// Nearly always a woman's.
    Women,
    /// Nearly always a man's.
    Men,
    /// Either's.
    Both,
}

/// Why a packed file cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ModelsError {
    /// Something else, or of another version.
    #[error("this is not a file of models of this version")]
    Foreign,
    /// It ends too early or contradicts itself.
    #[error("the file of models is damaged at byte {0}")]
    Damaged(usize),
}

/// How a packed file begins; the last byte is its version.
const MAGIC: &[u8] = b"AASUGG\x02";

impl Models {
    /// The models of a packed file, as `tools/suggest/train.py` writes it.
    ///
    /// # Errors
    /// [`ModelsError`].
    pub fn read(bytes: &[u8]) -> Result<Self, ModelsError> {
        let mut packed = Packed::new(bytes);
        if !packed.take(MAGIC.len()).is_ok_and(|magic| magic == MAGIC) {
            return Err(ModelsError::Foreign);
        }
        let lexicon = Lexicon::read(&mut packed)?;
        let (titles, saying) = (list(&mut packed)?, list(&mut packed)?);
        let names = Weights::read(&mut packed)?;
        if packed.left() > 0 {
            return Err(packed.damaged());
        }
        Ok(Self { lexicon, titles, saying, names })
    }

    /// Whose given name a word is, in any case; `None` if it is no common given name.
    pub fn given_name(&self, word: &str) -> Option<Bearers> {
        self.lexicon.get(&word.to_lowercase()).given
    }
}

/// Words, each in a line.
fn list(packed: &mut Packed<'_>) -> Result<BTreeSet<String>, ModelsError> {
    let length = packed.number()?;
    Ok(packed.text(length)?.lines().map(str::to_owned).collect())
}
