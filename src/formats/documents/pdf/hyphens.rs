//! Words that the end of a line broke: the document's own words decide whether the hyphen belongs to the word.
//! What is joined is counted and named.

use std::collections::HashSet;

use crate::formats::common::spans::short;

/// The words of a document, in small letters, and what was joined by them.
#[derive(Debug, Default)]
pub struct BrokenWords {
    words: HashSet<String>,
    joined: Vec<String>,
}

/// Most words named in the message.
const NAMED: usize = 8;

impl BrokenWords {
    /// The words of these lines, without those that the end of a line broke.
    pub fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut words = HashSet::new();
        let mut broke = false;
        for line in lines {
            let mut all: Vec<&str> = line.split_whitespace().collect();
            if std::mem::take(&mut broke) && !all.is_empty() {
                all.remove(0);
            }
            if all.last().is_some_and(|last| last.ends_with(HYPHENS)) {
                broke = true;
                all.pop();
            }
            words.extend(all.into_iter().map(bare).filter(|word| !word.is_empty()));
        }
        Self { words, joined: Vec::new() }
    }

    /// Whether a line that ends in a hyphen and the next one hold the two halves of one word, so that the hyphen
    /// goes. Without a hyphen at its end, there is nothing to decide.
    pub fn joins(&mut self, line: &str, next: &str) -> bool {
        let line = line.trim_end();
        let Some(before) = line.strip_suffix(HYPHENS) else { return false };
        let (Some(first), Some(second)) =
            (before.split_whitespace().next_back(), next.split_whitespace().next())
        else {
            return false;
        };
        if before.ends_with(char::is_whitespace) {
            return false;
        }
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        if !is_letter(first.chars().next_back()) || !is_letter(second.chars().next()) {
            return false;
        }
        let small =
            second.starts_with(char::is_lowercase) || first.chars().all(|c| !c.is_lowercase());
        let goes = line.ends_with('\u{AD}') || self.is_one_word(first, second, small);
        if goes {
            let word = format!("{first}{second}");
            self.joined.push(word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned());
        }
        goes
    }

    fn is_one_word(&self, first: &str, second: &str, small: bool) -> bool {
        let (first, second) = (bare(first), bare(second));
        let has = |word: &str| self.words.contains(word);
        if has(&format!("{first}{second}")) {
            return true;
        }
        if has(&format!("{first}-{second}")) || !small {
            return false;
        }
        // Two words of the document, neither of them a mere ending, are more likely a compound.
        let is_whole = |word: &str| word.chars().count() >= 4 && has(word);
        let parts = first.contains('-') || is_whole(&first) && is_whole(&second);
        !parts
    }

    /// The message about what was joined.
    pub fn message(&self) -> Option<String> {
        let count = self.joined.len();
        let mut named: Vec<String> = Vec::new();
        for word in &self.joined {
            let word = format!("“{}”", short(word));
            if named.len() < NAMED && !named.contains(&word) {
                named.push(word);
            }
        }
        let words = if count == 1 { "1 word" } else { &format!("{count} words") };
        let are = if count == 1 { "is" } else { "are" };
        let more = if count > named.len() { " and more" } else { "" };
        (count > 0).then(|| {
            format!(
                "{words} that the end of a line broke {are} joined again: {}{more}",
                named.join(", ")
            )
        })
    }
}

/// The signs of a broken word.
const HYPHENS: [char; 3] = ['-', '\u{AD}', '\u{2010}'];

/// A word in small letters, without the signs around it.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::BrokenWords;

    #[test]
    fn hyphens_at_line_ends_stay_in_compounds_and_go_from_broken_words() {
        let text = [
            "The government met, government-wide, in long talks of one short term.",
            "A well-known man.",
        ];
        for (line, next, joins) in [
            ("the gov-", "ernment", true),
            ("the well-", "known man", false),
            ("a long-", "term plan", false),
            ("an un\u{AD}", "said word", true),
            ("in 1990-", "91", false),
            ("Anne-", "Marie", false),
            ("anti-", "Pyongyang", false),
            ("the new budg-", "et", true),
            ("state-of-the-", "art", false),
            ("no hyphen", "here", false),
            ("a dash -", "here", false),
        ] {
            assert_eq!(BrokenWords::of(text.into_iter()).joins(line, next), joins, "{line} {next}");
        }
    }

    #[test]
    fn halves_of_broken_words_are_no_words() {
        let text = ["about gov-", "ernment"];
        assert!(BrokenWords::of(text.into_iter()).joins("the gov-", "ernment"));
    }
}
