//! A claim that a newer text takes back in a note stands nowhere any more, though the note quotes its very words.

use article_annotator::model::anchoring::{Fate, Revision};
use article_annotator::model::{Byte, TextRange};

const CLAIM: &str = "Rents rose by nine percent last year.";
const REST: &str = "The council meets on Monday to hear the engineers.\nNobody else was there.";

/// What became of a claim in a newer text, and the words most like it.
fn became(new: &str) -> (Fate, Option<String>) {
    fate_in(&format!("Lund in spring.\n{CLAIM}\n{REST}"), new)
}

fn fate_in(old: &str, new: &str) -> (Fate, Option<String>) {
    let start = old.find(CLAIM).unwrap();
    let span = TextRange { start: Byte::at(start), end: Byte::at(start + CLAIM.len()) };
    let report = Revision::between(old, new).reanchor(&[span]);
    let words = report.runner_up.map(|one| new[one.range.indices()].to_owned());
    (report.fate, words)
}

#[test]
fn words_that_only_a_note_quotes_are_gone_and_the_note_is_shown() {
    for note in [
        "Correction: An earlier text said “Rents rose by nine percent last year.” They rose by five.",
        "Correction, 5 May 2024: we wrote Rents rose by nine percent last year. That was wrong.",
        "Editor's note — This article said: Rents rose by nine percent last year.",
        "This article was amended on 5 May 2024. It had said: Rents rose by nine percent last year.",
        "An earlier version of this story claimed: “Rents rose by nine percent last year.”",
        "[Korrektur: Hier stand zuerst „Rents rose by nine percent last year.“]",
        "Rectificatif : nous avions écrit « Rents rose by nine percent last year. »",
        "Fe de errores: decíamos «Rents rose by nine percent last year.»",
        "訂正：Rents rose by nine percent last year.",
        // The label stands above.
        "Correction\nAn earlier text said “Rents rose by nine percent last year.” They rose by five.",
        "CORRECTION (5 May 2024)\nWe wrote: Rents rose by nine percent last year.",
        "Corrections and clarifications\nRents rose by nine percent last year. That was wrong.",
        "Editor's note:\n\nWe wrote: Rents rose by nine percent last year.",
        "Berichtigung\nHier stand zuerst „Rents rose by nine percent last year.“",
    ] {
        for new in
            [format!("Lund in spring.\n{REST}\n{note}"), format!("{note}\nLund in spring.\n{REST}")]
        {
            assert_eq!(became(&new), (Fate::Gone, Some(CLAIM.to_owned())), "{new}");
        }
    }
}

#[test]
fn words_that_are_said_still_are_where_they_are_whatever_a_note_says() {
    let note = "Correction: An earlier text misspelt the name of Mira Holt.";
    let fate = |new: &str| became(new).0;
    assert_eq!(fate(&format!("Lund in spring.\n{CLAIM}\n{REST}\n{note}")), Fate::Unchanged);
    assert_eq!(
        fate(&format!("Lund in spring.\n{CLAIM}\n{REST}\nCorrection: {CLAIM}")),
        Fate::Unchanged,
        "the note says it again"
    );
    // No notes, though they begin like some.
    for line in [
        "Corrections officers agree. Rents rose by nine percent last year.",
        "The office says: “Rents rose by nine percent last year.”",
        "A correction of prices came late. Rents rose by nine percent last year.",
        // A note of one line says nothing of the next paragraph.
        "Correction: The name was Mira Holt.\nRents rose by nine percent last year.",
        "Correction — we misspelt a name.\nThe office says: “Rents rose by nine percent last year.”",
        "Correction, 5 May: the sum was wrong.\nRents rose by nine percent last year.",
        "Corrections officers strike\nThey say: “Rents rose by nine percent last year.”",
        "Correction and reform\nThe office says: “Rents rose by nine percent last year.”",
        "Correction\nThe first was late.\nThe office says: “Rents rose by nine percent last year.”",
    ] {
        assert_eq!(fate(&format!("Lund in spring.\n{line}\n{REST}")), Fate::Unchanged, "{line}");
    }
}

#[test]
fn what_is_marked_in_a_note_stays_there() {
    let noted = format!("Lund in spring.\n{REST}\nCorrection: we wrote: {CLAIM}");
    assert_eq!(fate_in(&noted, &noted).0, Fate::Unchanged);
    assert_eq!(fate_in(&noted, &format!("Snow.\n{noted}")).0, Fate::Unchanged);
    // The other way round it was said before, and is not what the note says.
    let said = format!("Lund in spring.\n{CLAIM}\n{REST}");
    assert_eq!(fate_in(&noted, &said).0, Fate::Gone);
}
