//! What became of annotated words when their text changed, in cases that each show one thing: quotations alone
//! are in quotations.rs, the laws in laws_anchoring.rs, real revisions by others in anchoring_edits.rs.

use article_annotator::model::anchoring::{Fate, QuotationFinder, Reanchored, Revision};
use article_annotator::model::{Byte, TextRange};

pub fn range(start: usize, end: usize) -> TextRange {
    TextRange { start: Byte::at(start), end: Byte::at(end) }
}

/// A text whose marked part is between ⟦ and ⟧.
pub fn marked(notation: &str) -> (String, TextRange) {
    let start = notation.find('⟦').unwrap();
    let end = notation.find('⟧').unwrap() - '⟦'.len_utf8();
    (notation.replace(['⟦', '⟧'], ""), range(start, end))
}

/// The same text with what is covered between ⟦ and ⟧.
pub fn shown(text: &str, report: &Reanchored) -> String {
    let mut shown = text.to_owned();
    for span in report.spans.iter().rev() {
        shown.insert(span.end.index(), '⟧');
        shown.insert(span.start.index(), '⟦');
    }
    shown
}

#[test]
fn a_span_is_carried_over_to_its_words_and_says_what_became_of_them() {
    for (old, new, fate) in [
        // Text before and after it.
        ("She ⟦met Ivo⟧.", "On Monday she ⟦met Ivo⟧. He left.", Fate::Unchanged),
        // The same words more than once.
        ("Holt came. ⟦Holt⟧ left.", "Holt came. Then ⟦Holt⟧ left.", Fate::Unchanged),
        ("⟦Holt⟧ came. Holt left.", "⟦Holt⟧ came. Holt left. Holt slept.", Fate::Unchanged),
        ("Holt came. ⟦Holt⟧ left.", "⟦Holt⟧ left.", Fate::Unchanged),
        // Everything around it was written anew.
        (
            "Then we entered ⟦your shell⟧ as before.",
            "Now type a command into ⟦your shell⟧, which prints nothing.",
            Fate::Unchanged,
        ),
        // Paragraphs changed places.
        (
            "⟦The bridge cost nine million, Holt said.⟧\nThe council of Lund met on Monday to hear the engineers \
             and the architect.",
            "The council of Lund met on Monday to hear the engineers and the architect.\n⟦The bridge cost nine \
             million, Holt said.⟧",
            Fate::Moved,
        ),
        // Words were replaced, put in, taken out.
        (
            "“⟦We will open the bridge in May⟧,” she said.",
            "“⟦We will open the new bridge in June⟧,” she said.",
            Fate::Reworded,
        ),
        (
            "He paid ⟦nine million euros⟧ for it.",
            "He paid ⟦ten million euros⟧ for it.",
            Fate::Reworded,
        ),
        ("by ⟦Mira Holt⟧, mayor", "by ⟦Mira Holtz⟧, mayor", Fate::Reworded),
        (
            "⟦The mayor, who was tired, left the hall.⟧ Rain fell.",
            "⟦The mayor left the hall.⟧ Rain fell.",
            Fate::Reworded,
        ),
        // The style of quotation marks, line breaks, case.
        ("He ⟦said \"no\"⟧ twice.", "He ⟦said “no”⟧ twice.", Fate::Reworded),
        ("It ⟦cost nine\nmillion⟧.", "It ⟦cost nine million⟧.", Fate::Reworded),
        ("⟦It rained⟧.", "Later ⟦it rained⟧.", Fate::Reworded),
        // It was taken out, though words like it are elsewhere.
        (
            "Holt spoke. ⟦Nobody believed a word of it.⟧ Rain fell.",
            "Holt spoke. Rain fell.",
            Fate::Gone,
        ),
        (
            "Rain fell on Lund. ⟦Holt⟧ left. Brandt stayed.",
            "Rain fell on Lund. Brandt stayed.",
            Fate::Gone,
        ),
        // Inside a word; blanks at its ends.
        ("the ⟦bridge⟧s of Lund", "the old ⟦bridge⟧s of Lund", Fate::Unchanged),
        ("a bridge⟦ in Lund ⟧was", "a new bridge⟦ in Lund ⟧was", Fate::Unchanged),
        // Scripts without spaces, from right to left, with marks, and pictures.
        ("他说⟦桥花了九百万⟧欧元。", "周一他说⟦桥花了九百万⟧欧元。", Fate::Unchanged),
        ("他说⟦桥花了九百万⟧欧元。", "他说⟦桥花了八百万⟧欧元。", Fate::Reworded),
        ("เขากล่าวว่า⟦สะพานราคาเก้าล้าน⟧บาท", "วันจันทร์เขากล่าวว่า⟦สะพานราคาเก้าล้าน⟧บาท", Fate::Unchanged),
        ("قال ⟦الجسر كلف تسعة ملايين⟧ أمس", "قال الرجل ⟦الجسر كلف تسعة ملايين⟧ أمس", Fate::Unchanged),
        ("Zoe\u{308} ⟦👩‍👧 left⟧ Lund", "Then Zoe\u{308} ⟦👩‍👧 left⟧ Lund", Fate::Unchanged),
        ("met ⟦Zoe\u{308} Holt⟧ here", "met ⟦Zoë Holt⟧ here", Fate::Reworded),
    ] {
        let (text, span) = marked(old);
        let plain = new.replace(['⟦', '⟧'], "");
        let report = Revision::between(&text, &plain).reanchor(&[span]);
        assert_eq!((report.fate, shown(&plain, &report).as_str()), (fate, new), "{old}");
    }
}

#[test]
fn words_replaced_in_a_sentence_that_stays_are_offered_though_nothing_of_them_is_left() {
    for (old, new) in [
        (
            "The ⟦Government Procurement Agency⟧ signed the contract on Monday.",
            "The ⟦General Services Administration⟧ signed the contract on Monday.",
        ),
        ("⟦Mira Holt⟧ opened the new bridge.", "⟦Karl Åberg⟧ opened the new bridge."),
        // A full stop that ends no sentence.
        (
            "⟦Mr. Karl Holt⟧ signed the contract on Monday.",
            "⟦Dr. Mira Berg⟧ signed the contract on Monday.",
        ),
        ("The bridge is ⟦nine million⟧.", "The bridge is ⟦12.4bn⟧."),
        (
            "He was born on a farm in ⟦Lund.⟧ Rain fell.",
            "He was born on a farm in ⟦Malmö.⟧ Rain fell.",
        ),
        // More than what was annotated was replaced, but that is most of it.
        (
            "It was signed by ⟦the Minister of Works⟧ in May at the latest.",
            "It was signed ⟦on behalf of his deputy⟧ in May at the latest.",
        ),
        // Much was put between what is left.
        (
            "And then I had ⟦a bit⟧ of some time off.",
            "And then I had ⟦a rest, which nobody expected after all those weeks, bit⟧ of some time off.",
        ),
        // Most was taken out.
        (
            "He likes to build ⟦most of the experimental setups himself⟧ on a low budget.",
            "He likes to build ⟦himself⟧ on a low budget.",
        ),
        ("周一，⟦市长⟧将宣布新桥的费用。", "周一，⟦委员会⟧将宣布新桥的费用。"),
    ] {
        let (text, span) = marked(old);
        let plain = new.replace(['⟦', '⟧'], "");
        let report = Revision::between(&text, &plain).reanchor(&[span]);
        let found = (report.fate, shown(&plain, &report));
        assert_eq!(found, (Fate::Reworded, new.to_owned()), "{old}: {report:?}");
        assert!(report.score.0 < 700, "it is doubtful: {report:?}");
    }
}

#[test]
fn words_are_gone_if_the_sentence_around_them_is_gone_or_has_nothing_instead() {
    for (old, new) in [
        (
            "Rain fell. ⟦Holt left the hall early.⟧ The end.",
            "Rain fell. Prices rose by a third. The end.",
        ),
        ("Holt⟦, the mayor of Lund,⟧ left the hall on Monday.", "Holt left the hall on Monday."),
        (
            "Nobody was there. We met ⟦Holt⟧. He was tired.",
            "Nobody was there. The town slept. He was tired.",
        ),
        (
            "It opens in May. ⟦Do you think that anybody will come to see it?⟧\nAbsolutely. It is free.",
            "It opens.\nAbsolutely. It is free.",
        ),
        (
            "It opens in ⟦the spring of next year. Nobody knows⟧ the price of a ticket.",
            "It opens in Lund. The mayor told us the price of a ticket.",
        ),
    ] {
        let (text, span) = marked(old);
        let report = Revision::between(&text, new).reanchor(&[span]);
        assert_eq!((report.fate, report.spans), (Fate::Gone, Vec::new()), "{old}");
    }
}

#[test]
fn a_sentence_that_goes_on_is_covered_to_its_end_and_one_put_beside_it_is_not() {
    for (old, new) in [
        (
            "⟦It picks the colours by itself.⟧ Rain fell.",
            "⟦It picks the colours by itself, following the standard of 2019 for terminals and printers.⟧ Rain fell.",
        ),
        (
            "⟦It picks the colours by itself.⟧ Rain fell.",
            "⟦It picks the colours by itself, as version 0.8.6 of\nthe standard [for terminals] wants it.⟧ Rain fell.",
        ),
        (
            "Rain fell. ⟦It picks them by itself.⟧ Rain stopped.",
            "Rain fell. Nobody has to choose. ⟦It picks the colours by itself.⟧ The sun shone. Rain stopped.",
        ),
        (
            "⟦We always support a version that is six months old.⟧\nRain fell.",
            "⟦We always support the latest four versions, which leaves you time to upgrade what you use.⟧\nRain fell.",
        ),
    ] {
        let (text, span) = marked(old);
        let plain = new.replace(['⟦', '⟧'], "");
        let report = Revision::between(&text, &plain).reanchor(&[span]);
        assert_eq!(shown(&plain, &report), new, "{old}: {report:?}");
    }
}

#[test]
fn the_same_words_are_known_again_where_all_around_them_was_written_anew() {
    let (old, span) =
        marked("Zoe could hardly believe that anyone ⟦in Lund⟧ still remembered those days.");
    let new =
        "Nobody else we ever talked to ⟦in Lund⟧ wanted war again, whatever newspapers wrote.";
    let plain = new.replace(['⟦', '⟧'], "");
    let report = Revision::between(&old, &plain).reanchor(&[span]);
    assert_eq!((report.fate, shown(&plain, &report).as_str()), (Fate::Unchanged, new));
}

#[test]
fn very_words_that_are_new_elsewhere_moved_there_if_only_little_like_them_is_in_their_place() {
    let rest = "Nobody spoke of it for many weeks after the council had met.";
    let (old, span) =
        marked(&format!("⟦The bridge is a slow one that saves money.⟧ Rain fell.\n{rest}"));
    let moved = format!(
        "The bridge is a fast one nobody pays for. Rain fell.\n{rest}\n⟦The bridge is a slow one that saves money.⟧"
    );
    let plain = moved.replace(['⟦', '⟧'], "");
    let report = Revision::between(&old, &plain).reanchor(&[span]);
    assert_eq!((report.fate, shown(&plain, &report)), (Fate::Moved, moved));
    // Twice there, nothing tells which.
    let twice = format!("{plain}\nThe bridge is a slow one that saves money.");
    let report = Revision::between(&old, &twice).reanchor(&[span]);
    assert_ne!(report.fate, Fate::Moved, "{report:?}");
    // Nor do they move into a note that quotes them.
    let stays = "Rain fell on the hall, and nobody spoke of it for many weeks.";
    let (old, span) = marked(&format!("⟦The city will not pay for the bridge.⟧ {stays}"));
    let noted = &format!(
        "The city will pay half of the costs. {stays} An earlier version said “The city will not pay for the bridge.” here."
    );
    let report = Revision::between(&old, noted).reanchor(&[span]);
    assert_eq!(report.fate, Fate::Reworded, "{report:?}");
}

#[test]
fn one_word_that_two_sentences_share_is_not_the_same_word() {
    let (old, span) = marked("Mayor Holt ⟦said⟧ bridges cost dearly.");
    let report = Revision::between(&old, "Yesterday Karl Berg said nothing.").reanchor(&[span]);
    assert_ne!(report.fate, Fate::Unchanged, "{report:?}");
}

#[test]
fn what_is_gone_names_the_place_most_like_it_and_takes_none() {
    let stays = "She left the hall early on Monday, and nobody followed her to the station.";
    let (old, span) =
        marked(&format!("Rain fell. ⟦The bridge cost nine million, Holt said.⟧ {stays} The end."));
    let new = &format!("Rain fell. {stays} The end. The bridge cost ten million, Holt says.");
    let report = Revision::between(&old, new).reanchor(&[span]);
    assert_eq!((report.fate, report.spans.as_slice()), (Fate::Gone, &[][..]));
    let like = report.runner_up.unwrap();
    assert_eq!(&new[like.range.indices()], "The bridge cost ten million, Holt says.");
}

#[test]
fn an_annotation_of_several_spans_is_as_changed_as_its_most_changed_one() {
    let old = "“We open,” Holt said, “in May at the latest.”";
    let spans = [range(3, 10), range(old.find("in May").unwrap(), old.len() - 3)];
    for (new, fate, parts) in [
        ("Then: “We open,” Holt said, “in May at the latest.”", Fate::Unchanged, 2),
        ("“We open,” Holt said, “in June at the latest.”", Fate::Reworded, 2),
        ("“We open,” Holt said.", Fate::Reworded, 1),
        ("Nothing was said.", Fate::Gone, 0),
    ] {
        let report = Revision::between(old, new).reanchor(&spans);
        assert_eq!((report.fate, report.spans.len()), (fate, parts), "{new}: {report:?}");
    }
}

#[test]
fn a_word_that_stands_everywhere_is_not_taken_for_unique_where_it_begins_a_sentence() {
    let text = format!("{}Will {}Will", "will ".repeat(300), "will ".repeat(1000));
    let finder = QuotationFinder::new(&text);
    let places = finder.places("Will");
    assert!(places.as_ref().is_none_or(|places| places.len() == 2), "{places:?}");
}
