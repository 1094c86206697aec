//! Many names looked for in one pass through a text, each found as a search for it alone finds it
//! (tests/native/unmarked.rs).

use std::collections::BTreeMap;

use super::folded::Folded;
use super::{TextRange, TextSearch};

/// Names to look for: whole words, with their case and accents.
#[derive(Debug)]
pub struct NamesIn {
    /// The folded names, in the order given.
    names: Vec<String>,
    /// Which of them begin with a word, the longest first.
    by_word: BTreeMap<String, Vec<usize>>,
    /// The first bytes of those words: few words of a text begin with one.
    firsts: [bool; 256],
    /// Those that begin with no word.
    others: Vec<usize>,
}

impl NamesIn {
    /// Prepares a search.
    pub fn of(names: &[&str]) -> Self {
        let search = |name: &&str| TextSearch { case: true, accents: true, ..TextSearch::of(name) };
        let names: Vec<String> = names.iter().map(|name| search(name).folded()).collect();
        let (mut by_word, mut others) = (BTreeMap::<String, Vec<usize>>::new(), Vec::new());
        for (index, name) in names.iter().enumerate() {
            match first_word(name) {
                "" => others.push(index),
                word => by_word.entry(word.to_owned()).or_default().push(index),
            }
        }
        let mut firsts = [false; 256];
        for byte in by_word.keys().filter_map(|word| word.bytes().next()) {
            firsts[usize::from(byte)] = true;
        }
        Self { names, by_word, firsts, others }
    }

    /// The places of each name in a text, in order and apart.
    pub fn find(&self, text: &str, folded: &Folded) -> Vec<Vec<TextRange>> {
        let mut found = vec![Vec::new(); self.names.len()];
        // Where the last place of each name ends in the folded text.
        let mut ends = vec![0; self.names.len()];
        folded.each_word(|at, word| {
            let first = word.bytes().next().unwrap_or_default();
            let named = self.firsts[usize::from(first)].then(|| self.by_word.get(word)).flatten();
            for index in named.into_iter().flatten() {
                let name = &self.names[*index];
                if at >= ends[*index]
                    && let Some(range) = folded.word_at(text, at, name)
                {
                    found[*index].push(range);
                    ends[*index] = at + name.len();
                }
            }
        });
        for index in &self.others {
            found[*index] = folded.find(text, &self.names[*index], true, usize::MAX);
        }
        found
    }
}

/// The word that a name begins with.
fn first_word(name: &str) -> &str {
    let end = name.find(|c| !super::is_of_word(c)).unwrap_or(name.len());
    name.get(..end).unwrap_or_default()
}
