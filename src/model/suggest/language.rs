//! Whether a text is English: by what the article says of itself, otherwise by its commonest words. What
//! depends on the language is offered in English alone (tests/suggest/languages.rs).

use super::prose::Prose;

/// The language of a text, as far as suggestions care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextLanguage {
    /// English.
    English,
    /// Another one, or none: too few English words.
    Other,
}

/// Words that hold English sentences together, and that no other language has as often.
const COMMON: &[&str] = &[
    "a", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has", "have",
    "he", "her", "his", "i", "in", "is", "it", "its", "my", "not", "of", "on", "or", "our", "she",
    "that", "the", "their", "they", "this", "to", "was", "we", "were", "which", "who", "will",
    "with", "would", "you", "your",
];

/// Words looked at: a long text needs no more than its beginning.
const LOOKED_AT: usize = 5000;

impl TextLanguage {
    /// By the language that the article names (BCP 47), otherwise by the words: in English text about two in
    /// five are among the commonest, in other European languages less than one in eight.
    pub fn of(named: Option<&str>, prose: &Prose<'_>) -> Self {
        let named = named.and_then(|tag| tag.split(['-', '_']).next());
        let is_english = match named.map(|tag| tag.trim().to_ascii_lowercase()) {
            Some(tag) if !tag.is_empty() && tag != "und" => tag == "en" || tag == "eng",
            _ => has_english_words(prose),
        };
        if is_english { Self::English } else { Self::Other }
    }
}

fn has_english_words(prose: &Prose<'_>) -> bool {
    let (mut words, mut common) = (0_usize, 0_usize);
    for index in 0..prose.tokens.len().min(LOOKED_AT) {
        let word = prose.token(index);
        if word.starts_with(char::is_alphabetic) {
            words += 1;
            common += usize::from(COMMON.contains(&word.to_lowercase().as_str()));
        }
    }
    6 * common > words
}
