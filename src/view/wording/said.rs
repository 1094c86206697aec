//! What screen readers hear about the keyboard caret: short, and what is new comes first.

use crate::model::Kind;
use crate::session::selection::caret::{Bound, Did, Said};

use super::{counted, kind, kind_in_text};

/// The announcement of a caret movement.
#[inline(never)]
pub fn said(said: &Said) -> String {
    let Said { words, paragraph, kinds, did } = said;
    let place =
        |word: &str| paragraph.map(|number| format!("{word} {number}. ")).unwrap_or_default();
    let what = kinds.first().map_or("Annotation", |(first, _)| kind(*first));
    match did {
        Did::Moved => format!("{}{}{words}{}", left(kinds), place("Paragraph"), entered(kinds)),
        Did::Extended(count) => format!("{} {}", stopped(words), counted(*count, "word", "words")),
        Did::Stayed { at_end: true } => format!("End of the text. {words}"),
        Did::Stayed { at_end: false } => format!("Start of the text. {words}"),
        Did::Found { number, all, around } => {
            let around = match (around, number) {
                (true, 1) => "From the start again. ",
                (true, _) => "From the end again. ",
                (false, _) => "",
            };
            format!("{around}{what}: {} Highlight {number} of {all}", stopped(words))
        }
        Did::Claim(number, all) => format!("{what} {number} of {all}: {words}"),
        Did::Opened => format!("Card open. {what}: {words}"),
        Did::Kept => format!("Kept: {words}"),
        Did::Adjusted => format!("Now: {words}"),
        Did::Dropped => "Left as it was.".to_owned(),
        Did::Stuck => "No further.".to_owned(),
        Did::Ended => "Cursor off.".to_owned(),
        Did::Nothing => "No highlight here.".to_owned(),
        Did::Hits(count) => counted(*count, "hit", "hits"),
        Did::Hit(number, all) => format!("Hit {number} of {all}, {}{words}", place("paragraph")),
    }
}

/// The words with a stop, for which screen readers pause, unless they have one.
fn stopped(words: &str) -> String {
    let stop = if words.ends_with(['.', '!', '?', '…', '”']) { "" } else { "." };
    format!("{words}{stop}")
}

/// "End of quote. ": before the words, as it ended before them.
fn left(kinds: &[(Kind, Bound)]) -> String {
    let left = kinds.iter().filter(|(_, bound)| *bound == Bound::Left);
    left.map(|(kind, _)| format!("End of {}. ", kind_in_text(*kind))).collect()
}

/// ", quote" in a quote, ", has a quote" where it is only a part.
fn entered(kinds: &[(Kind, Bound)]) -> String {
    let say = |(kind, bound): &(Kind, Bound)| match bound {
        Bound::Entered => format!(", {}", kind_in_text(*kind)),
        Bound::Within => format!(", has a {}", kind_in_text(*kind)),
        Bound::Left => String::new(),
    };
    kinds.iter().map(say).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(words: &str, kinds: &[(Kind, Bound)], did: Did) -> String {
        said(&Said { words: words.to_owned(), paragraph: None, kinds: kinds.to_vec(), did })
    }

    #[test]
    fn a_sentence_that_was_taken_in_has_one_stop() {
        let heard = |words: &str| heard(words, &[], Did::Extended(3));
        assert_eq!(heard("did not specify its nature."), "did not specify its nature. 3 words");
        assert_eq!(heard("did not specify"), "did not specify. 3 words");
    }

    #[test]
    fn what_ends_is_heard_before_the_words_and_what_begins_after_them() {
        use Bound::{Entered, Left, Within};
        let heard = |kinds| heard("Ruiz", kinds, Did::Moved);
        let quote = [(Kind::Claim, Left), (Kind::Quote, Left), (Kind::Person, Entered)];
        assert_eq!(heard(&quote), "End of claim. End of quote. Ruiz, person");
        assert_eq!(heard(&[(Kind::Quote, Within)]), "Ruiz, has a quote");
    }

    #[test]
    fn a_highlight_is_counted_among_all_and_going_round_is_heard() {
        let heard = |number, around| {
            heard(
                "It rose.",
                &[(Kind::Claim, Bound::Entered)],
                Did::Found { number, all: 6, around },
            )
        };
        assert_eq!(heard(3, false), "Claim: It rose. Highlight 3 of 6");
        assert_eq!(heard(1, true), "From the start again. Claim: It rose. Highlight 1 of 6");
        assert_eq!(heard(6, true), "From the end again. Claim: It rose. Highlight 6 of 6");
    }
}
