//! Says how the words of a file and those of the article differ: both are quoted
//! (tests/formats/wordings.rs).

use super::spans::short;

/// The message about words that were found otherwise than the file has them. `is_same` if they are the same
/// words, written otherwise.
pub fn differs(said: &str, there: &str, is_same: bool) -> String {
    let (said, there) = apart(said, there);
    match is_same {
        true => format!("“{said}” is written “{there}” in the text, which was marked"),
        false => {
            format!("“{said}” is not in the text; the words most like it were marked: “{there}”")
        }
    }
}

/// Two wordings, short, but from where they differ.
fn apart(said: &str, there: &str) -> (String, String) {
    let pairs = said.char_indices().zip(there.chars());
    let same = pairs.take_while(|((_, a), b)| a == b).map(|((at, _), _)| at);
    let starts: Vec<usize> = same.collect();
    // A few characters before the difference, if it is not near the start.
    let from = starts.len().checked_sub(20).and_then(|_| starts.iter().rev().nth(10));
    let cut = |text: &str| match from {
        Some(from) => format!("…{}", short(text.get(*from..).unwrap_or(text))),
        None => short(text),
    };
    (cut(said), cut(there))
}

/// The message about words that only a position places, and cuts.
pub fn cut(words: &str) -> String {
    let words = short(words);
    format!("only a position says where “{words}” is, and it begins or ends within a word")
}
