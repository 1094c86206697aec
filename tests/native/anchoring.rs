//! What became of annotated words when their text changed, and where a quotation is in a text: in cases that
//! each show one thing, and in real revisions by others. The laws are in laws_anchoring.rs.

use article_annotator::model::anchoring::{
    Anchor, Fate, Matches, QuotationFinder, Reanchored, Revision,
};
use article_annotator::model::{Byte, TextRange};
use serde_json::Value;

pub fn range(start: usize, end: usize) -> TextRange {
    TextRange { start: Byte::at(start), end: Byte::at(end) }
}

/// A text whose marked part is between ⟦ and ⟧.
fn marked(notation: &str) -> (String, TextRange) {
    let start = notation.find('⟦').unwrap();
    let end = notation.find('⟧').unwrap() - '⟦'.len_utf8();
    (notation.replace(['⟦', '⟧'], ""), range(start, end))
}

/// The same text with what is covered between ⟦ and ⟧.
fn shown(text: &str, report: &Reanchored) -> String {
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

const BRIDGE: &str = "Mira Holt met Ivo Brandt at the town hall.\nThe bridge cost nine million, Holt said. The \
bridge cost nine million, wrote Brandt.\n“We will not stop” — Holt’s words…\nThe ﬁrst oﬃce of Zoe\u{308} opens. \
Der Fach\u{AD}kräfte\u{AD}mangel wächst.";

#[test]
fn a_quotation_is_found_however_it_is_written_and_only_if_it_is_clear_which() {
    for (prefix, exact, suffix, there) in [
        ("", "town hall", "", Some("town hall")),
        (
            "Holt said. ",
            "The bridge cost nine million",
            ", wrote",
            Some("The bridge cost nine million"),
        ),
        // Twice, and nothing tells which.
        ("", "The bridge cost nine million", "", None),
        // Written otherwise.
        ("", "Ivo  Brandt\nat", "", Some("Ivo Brandt at")),
        ("", "costnine million, wrote", "", Some("cost nine million, wrote")),
        (
            "",
            "\"We will not stop\" - Holt's words...",
            "",
            Some("“We will not stop” — Holt’s words…"),
        ),
        ("", "first office", "", Some("ﬁrst oﬃce")),
        ("", "Zoë", "", Some("Zoe\u{308}")),
        ("", "Fachkräftemangel", "", Some("Fach\u{AD}kräfte\u{AD}mangel")),
        ("", "we will not stop", "", Some("We will not stop")),
        // Other words, but only one place is like them.
        (
            "",
            "Mira Holt meets Ivo Brandt in the town hall",
            "",
            Some("Mira Holt met Ivo Brandt at the town hall"),
        ),
        // Other words, and two places are as like them.
        ("", "The bridge cost eight million", "", None),
        ("", "The council of Malmö heard nobody", "", None),
        ("", "Brand new", "", None),
        ("", "", "", None),
        ("", " \n", "", None),
    ] {
        let anchor = Anchor { exact, prefix, suffix, near: None };
        let report = QuotationFinder::new(BRIDGE).reanchor(&anchor);
        let found: Vec<_> = report.spans.iter().map(|span| &BRIDGE[span.indices()]).collect();
        assert_eq!(found, there.into_iter().collect::<Vec<_>>(), "{exact}: {report:?}");
        let is_exact = there == Some(exact);
        assert_eq!(
            report.fate == Fate::Reworded,
            there.is_some() && !is_exact,
            "{exact}: {report:?}"
        );
    }
}

#[test]
fn a_long_quotation_is_found_though_words_of_it_changed() {
    let sentence = |number: usize| {
        format!("Sentence {number} tells that item {} rose. ", number * 7919 % 1009)
    };
    let text: String = (0..2000).map(sentence).collect();
    let long: String = (700..900).map(sentence).collect();
    let (start, end) = (text.find(&long).unwrap(), text.find(&long).unwrap() + long.len());
    let changed = long.replace("Sentence 750 tells", "Line 750 said").replace("item", "part");
    let anchor = Anchor { exact: changed.trim(), ..Anchor::default() };
    let report = QuotationFinder::new(&text).reanchor(&anchor);
    assert_eq!((report.fate, report.spans), (Fate::Reworded, vec![range(start, end - 1)]));
}

/// Real revisions, with passages and what became of them.
fn revisions() -> Vec<Value> {
    read("edits")
}

fn read(name: &str) -> Vec<Value> {
    let path = format!("{}/tests/data/anchoring/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn byte(text: &str, code_point: &Value) -> usize {
    let at = usize::try_from(code_point.as_u64().unwrap()).unwrap();
    text.char_indices().nth(at).map_or(text.len(), |(at, _)| at)
}

fn bytes(text: &str, pair: &Value) -> TextRange {
    range(byte(text, &pair[0]), byte(text, &pair[1]))
}

/// How many of all are right, and how many cover wrong words.
fn score(mut report: impl FnMut(&Value, &Value) -> Option<TextRange>) -> (usize, usize, usize) {
    let (mut right, mut wrong, mut all) = (0, 0, 0);
    for pair in &revisions() {
        for case in pair["cases"].as_array().unwrap() {
            let new = pair["new"].as_str().unwrap();
            let found = report(pair, case);
            let is_right = match (&case["expected"], found) {
                (Value::Null, found) => found.is_none(),
                (_, None) => false,
                (expected, Some(found)) if case["class"] == "edited_inside" => {
                    let expected = bytes(new, expected);
                    let both = found
                        .end
                        .min(expected.end)
                        .0
                        .saturating_sub(found.start.max(expected.start).0);
                    let either = found.end.max(expected.end).0 - found.start.min(expected.start).0;
                    f64::from(both) >= 0.7 * f64::from(either)
                }
                (expected, Some(found)) => found == bytes(new, expected),
            };
            all += 1;
            right += usize::from(is_right);
            wrong += usize::from(!is_right && found.is_some());
        }
    }
    (right, wrong, all)
}

#[test]
fn real_edits_are_followed_as_well_as_they_were_before() {
    let mut last = None;
    let figures = score(|pair, case| {
        let (old, new) = (pair["old"].as_str().unwrap(), pair["new"].as_str().unwrap());
        let id = pair["id"].as_str().unwrap().to_owned();
        if last.as_ref().is_none_or(|(known, _)| *known != id) {
            last = Some((id, Revision::between(old.to_owned().leak(), new.to_owned().leak())));
        }
        let span = range(byte(old, &case["start"]), byte(old, &case["end"]));
        let report = last.as_ref().unwrap().1.reanchor(&[span]);
        report.spans.first().copied()
    });
    let (right, wrong, all) = figures;
    assert!(all == 360 && right >= WITH_TEXT.0 && wrong <= WITH_TEXT.1, "{figures:?}");
}

/// Right at least, wrong at most, of 360.
const WITH_TEXT: (usize, usize) = (357, 3);
const WITHOUT_TEXT: (usize, usize) = (347, 4);
const WITH_PLACE: (usize, usize) = (354, 4);

#[test]
fn quotations_of_real_edits_are_found_as_well_as_they_were_before() {
    for (knows_place, (least, most)) in [(false, WITHOUT_TEXT), (true, WITH_PLACE)] {
        let figures = score(|pair, case| {
            let (old, new) = (pair["old"].as_str().unwrap(), pair["new"].as_str().unwrap());
            let text = |name: &str| case[name].as_str().unwrap();
            let near = knows_place.then(|| Byte::at(byte(old, &case["start"])));
            let anchor = Anchor {
                exact: text("exact"),
                prefix: text("prefix"),
                suffix: text("suffix"),
                near,
            };
            QuotationFinder::new(new).reanchor(&anchor).spans.first().copied()
        });
        let (right, wrong, _) = figures;
        assert!(right >= least && wrong <= most, "{knows_place}: {figures:?}");
    }
}

#[test]
fn the_best_place_is_the_one_other_programs_expect() {
    for case in read("peers").iter().filter(|case| case["mode"] == "best") {
        let text = case["text"].as_str().unwrap();
        let selector = |name: &str| case["selector"][name].as_str().unwrap_or_default();
        let hint = &case["selector"]["hint"];
        let near = hint.is_u64().then(|| Byte::at(byte(text, hint)));
        let anchor = Anchor {
            exact: selector("exact"),
            prefix: selector("prefix"),
            suffix: selector("suffix"),
            near,
        };
        let Matches { best, .. } = QuotationFinder::new(text).find(&anchor);
        let expected = case["expected"].as_array().unwrap();
        let expected = expected.first().map(|pair| bytes(text, pair));
        assert_eq!(best.map(|best| best.place.range), expected, "{}", case["name"]);
    }
}

#[test]
fn a_word_that_stands_everywhere_is_not_taken_for_unique_where_it_begins_a_sentence() {
    let text = format!("{}Will {}Will", "will ".repeat(300), "will ".repeat(1000));
    let finder = QuotationFinder::new(&text);
    let places = finder.places("Will");
    assert!(places.as_ref().is_none_or(|places| places.len() == 2), "{places:?}");
}
