//! What screen readers hear about the keyboard caret: short, and what is new comes first.

use crate::model::Kind;
use crate::session::selection::caret::{Did, Said};

use super::{counted, kind, kind_in_text};

/// The announcement of a caret movement.
#[inline(never)]
pub fn said(said: &Said) -> String {
    let Said { words, paragraph, kinds, did } = said;
    match did {
        Did::Moved => {
            let place = paragraph.map(|number| format!("Paragraph {number}. ")).unwrap_or_default();
            format!("{place}{words}{}", marked(kinds))
        }
        Did::Extended(count) => {
            // Screen readers pause at the sentence’s own full stop.
            let stop = if words.ends_with(['.', '!', '?', '…', '”']) { "" } else { "." };
            format!("{words}{stop} {}", counted(*count, "word", "words"))
        }
        Did::Stayed { at_end: true } => "End of the text.".to_owned(),
        Did::Stayed { at_end: false } => "Start of the text.".to_owned(),
        Did::Found(number, all) => {
            let what = kinds.first().map_or("Annotation", |first| kind(*first));
            format!("{what} {number} of {all}: {words}")
        }
        Did::Adjusted => format!("Now: {words}"),
        Did::Dropped => "Left as it was.".to_owned(),
        Did::Stuck => "No further.".to_owned(),
        Did::Ended => "Cursor off.".to_owned(),
        Did::Nothing => "No highlight here.".to_owned(),
        Did::Hits(count) => counted(*count, "hit", "hits"),
        Did::Hit(number, all) => {
            let place = paragraph.map(|number| format!("paragraph {number}. ")).unwrap_or_default();
            format!("Hit {number} of {all}, {place}{words}")
        }
    }
}

fn marked(kinds: &[Kind]) -> String {
    kinds.iter().map(|kind| format!(", {}", kind_in_text(*kind))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_that_was_taken_in_has_one_stop() {
        let heard = |words: &str| {
            let words = words.to_owned();
            said(&Said { words, paragraph: None, kinds: vec![], did: Did::Extended(3) })
        };
        assert_eq!(heard("did not specify its nature."), "did not specify its nature. 3 words");
        assert_eq!(heard("did not specify"), "did not specify. 3 words");
    }
}
