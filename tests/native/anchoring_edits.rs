//! How many passages of real revisions by others are followed, and where other programs’ own tests expect a quotation:
//! today’s figures are floors.

use article_annotator::model::anchoring::{Anchor, Matches, QuotationFinder, Revision};
use article_annotator::model::{Byte, TextRange};
use serde_json::Value;

use crate::anchoring::range;

/// How many are right at least, and wrong at most.
type Floor = (usize, usize);

/// Real revisions with passages and what became of them: the file, the number of passages, and the floors by both
/// texts, by quotations alone, and where the old place is known too.
const SETS: [(&str, usize, [Floor; 3]); 2] = [
    ("edits", 360, [(357, 3), (351, 3), (356, 3)]),
    ("readmes", 492, [(488, 4), (479, 1), (485, 1)]),
];

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
fn score(
    set: &str,
    mut report: impl FnMut(&Value, &Value) -> Option<TextRange>,
) -> (usize, usize, usize) {
    let (mut right, mut wrong, mut all) = (0, 0, 0);
    for pair in &read(set) {
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
    for (set, passages, [floor, ..]) in SETS {
        let mut last = None;
        let figures = score(set, |pair, case| {
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
        let holds = all == passages && right >= floor.0 && wrong <= floor.1;
        assert!(holds, "{set}: {figures:?}");
    }
}

#[test]
fn quotations_of_real_edits_are_found_as_well_as_they_were_before() {
    for (set, _, [_, floors @ ..]) in SETS {
        for (knows_place, (least, most)) in [false, true].into_iter().zip(floors) {
            let figures = score(set, |pair, case| {
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
            assert!(right >= least && wrong <= most, "{set}, {knows_place}: {figures:?}");
        }
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
