//! Where a quotation is in a text, in cases that each show one thing: only where it is clear, and never on pieces
//! of other words.

use article_annotator::model::anchoring::{Anchor, Fate, QuotationFinder, Revision};

use crate::anchoring::{marked, range, shown};

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
fn pieces_of_other_words_are_no_place_of_a_word_whatever_is_known_of_it() {
    for (exact, text) in [
        ("here", "Take the rest away."),
        ("anon", "We saw an only child."),
        ("a man", "They saw Amanda Berg."),
        ("Ann", "He began new work."),
        ("we will not", "The ewe will nothing of it."),
    ] {
        for (prefix, suffix) in [("", ""), ("Once ", " was said"), ("", " was said"), ("Once ", "")]
        {
            let anchor = Anchor { exact, prefix, suffix, near: None };
            let report = QuotationFinder::new(text).reanchor(&anchor);
            assert_eq!((report.fate, report.spans.len()), (Fate::Gone, 0), "{exact}: {report:?}");
        }
        let stays = "Snow fell early on Monday, and nobody followed her to the station.";
        let (old, span) =
            marked(&format!("Rain fell. Once ⟦{exact}⟧ was said. {stays} So it went."));
        let new = format!("Rain fell. {stays} So it went. {text}");
        let report = Revision::between(&old, &new).reanchor(&[span]);
        assert_eq!((report.fate, report.runner_up), (Fate::Gone, None), "{exact}: {report:?}");
    }
    // A part of a compound is known by what is beside it.
    let anchor = Anchor { exact: "kräfte", prefix: "Fach", suffix: "mangel", near: None };
    assert_eq!(QuotationFinder::new("Fachkräftemangel").reanchor(&anchor).fate, Fate::Unchanged);
}

#[test]
fn a_quotation_is_found_by_all_that_is_known_of_it_and_covers_whole_words() {
    for (exact, prefix, suffix, new) in [
        // Twice, and only one has all of what was around it.
        (
            "/pull/",
            "https://example.org/bits/flags",
            "340\n\nFull list: ",
            "https://example.org/bits/flags/pull/321\n\nFull list: https://example.org/bits/flags⟦/pull/⟧340\n\nFull list: x",
        ),
        // The sentence goes on.
        (
            "It picks the colours by itself.",
            "Nobody has to choose. ",
            " It also provides higher level tools.",
            "Nobody has to choose. ⟦It picks the colours by itself, following the standard for terminals and \
             printers.⟧ It also provides higher level tools.",
        ),
        // The very words, though others stand where they were.
        (
            "# [0.3.14] - 2025-09-08",
            "flags/pull/126)\n\n",
            "\n\n- Update windows-sys from 0.52",
            "# [Unreleased]\n\n⟦# [0.3.14] - 2025-09-08⟧\n\n- Nothing.\n\nflags/pull/117)\n\n# [0.3.13] - 2025-06-19\n\n- \
             Update windows-sys from 0.52",
        ),
        // Not pieces of words, and no few words that happen to be like them.
        (
            "Myanmar.",
            "a stateless minority from ",
            " They left for",
            "The warship was sent. Myanmar is mainly Buddhist.",
        ),
        (
            "achieve.",
            "this goal will take decades to ",
            " However, in",
            "They discussed what the site has achieved since.",
        ),
        (
            "time off",
            "then I had a bit of some ",
            " in 2011.",
            "They did not answer by the time of publication.",
        ),
        (
            "Interview",
            "presidential candidate\n\n",
            "\n\nWhat qualifications",
            "Wikinews interviews the candidate.",
        ),
        (
            "take a slice of the whole text.",
            "If we have a string, we can ",
            " Defining a function",
            "If we have a string, we can ⟦take a slice of the whole text or a reference to all of it.⟧ This is new.",
        ),
    ] {
        let plain = new.replace(['⟦', '⟧'], "");
        let anchor = Anchor { exact, prefix, suffix, near: None };
        let report = QuotationFinder::new(&plain).reanchor(&anchor);
        assert_eq!(shown(&plain, &report), new, "{exact}: {report:?}");
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

#[test]
fn the_same_letters_are_another_word_if_they_divide_otherwise_or_are_a_name_in_capitals() {
    for (exact, text) in [
        ("therapist", "She saw the rapist."),
        ("the rapist", "She saw the therapist."),
        ("nowhere", "They are now here."),
        ("together", "They went to get her."),
        ("US", "They gave us nothing."),
        ("us", "The US gave nothing."),
        ("IT", "He saw it there."),
        ("WHO", "The man who came."),
        // Pieces of figures.
        ("9 million", "It cost 1.9 million then."),
        ("1.9", "It cost 1.9.5 then."),
        ("25", "It was 19:25 then."),
        ("1", "It rose by 1,5 points."),
    ] {
        let anchor = Anchor { exact, ..Anchor::default() };
        let report = QuotationFinder::new(text).reanchor(&anchor);
        assert_eq!((report.fate, report.spans.len()), (Fate::Gone, 0), "{exact}: {report:?}");
    }
    for (exact, prefix, text, there) in [
        ("Who", "", "The man who came.", "who"),
        ("HOLT", "", "It was Holt who came.", "Holt"),
        ("MIRA HOLT", "", "Then mira holt came.", "mira holt"),
        ("nowhere they", "", "Now here they went.", "Now here they"),
        ("5%", "", "It rose by 5\u{a0}% then.", "5\u{a0}%"),
        ("1000", "", "It cost 1 000 then.", "1 000"),
        ("J.Smith", "", "It was J. Smith then.", "J. Smith"),
        ("9 million", "cost 1.", "It cost 1.9 million then.", "9 million"),
        ("9 million", "", "In 2024, 9 million came.", "9 million"),
        ("北京市長", "", "昨日、北京 市長が来た。", "北京 市長"),
    ] {
        let anchor = Anchor { exact, prefix, ..Anchor::default() };
        let report = QuotationFinder::new(text).reanchor(&anchor);
        let found: Vec<_> = report.spans.iter().map(|span| &text[span.indices()]).collect();
        assert_eq!(found, [there], "{exact}: {report:?}");
    }
}
