//! The laws of what became of annotated words when their text changed, over hostile text.

use article_annotator::model::TextRange;
use article_annotator::model::anchoring::{
    Anchor, Fate, Likeness, QuotationFinder, Reanchored, Revision, likeness,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::anchoring::range;
use crate::random;

/// Texts that stop programs that look at everything again and again.
pub fn hostile(bytes: usize) -> Vec<(String, String)> {
    let pairs = [
        ("a", "a "),
        ("a", "b"),
        ("a ", "b "),
        ("ab", "ba"),
        ("a b ", "b a c "),
        ("สวัสดีชาวโลก", "สวัสชาวดีโลก"),
        ("中文字", "中字文"),
        ("e\u{301}", "e\u{302}"),
        ("\u{301}", "\u{300}"),
        ("👩‍👧 ", "👨‍👩‍👧"),
        ("שלום עולם ", "עולם שלום "),
        ("\n", " "),
        ("“", "”"),
    ];
    let repeated = |piece: &str, bytes: usize| piece.repeat(bytes / piece.len());
    let pairs =
        pairs.iter().map(|(old, new)| (repeated(old, bytes), repeated(new, bytes * 9 / 10)));
    let words = |step: usize| (0..bytes / 7).map(|at| format!("w{} ", at * step % 5003)).collect();
    pairs.chain([(words(7919), words(104_729))]).collect()
}

#[test]
fn no_text_takes_long_and_each_report_keeps_its_word() {
    for (old, new) in hostile(60_000) {
        let revision = Revision::between(&old, &new);
        for at in (0..old.len()).step_by(4_000) {
            let span =
                range(old.floor_char_boundary(at), old.ceil_char_boundary(at + 120).min(old.len()));
            check(&old, &new, &revision.reanchor(&[span]), span);
            let anchor = Anchor { exact: &old[span.indices()], ..Anchor::default() };
            check(&old, &new, &QuotationFinder::new(&new).reanchor(&anchor), span);
        }
        let whole = range(0, old.len());
        check(&old, &new, &revision.reanchor(&[whole]), whole);
    }
}

/// A report covers the very words, or says that they are reworded, or covers nothing.
fn check(old: &str, new: &str, report: &Reanchored, span: TextRange) {
    let words = report.spans.iter().map(|span| new.get(span.indices()).unwrap());
    let words: Vec<&str> = words.collect();
    let said = &old[span.indices()];
    let runner_up = report.runner_up.map(|place| place.range);
    assert!(runner_up.is_none_or(|range| new.get(range.indices()).is_some()), "{report:?}");
    let holds = match report.fate {
        Fate::Unchanged | Fate::Moved => words == [said] && report.score == Likeness::EXACT,
        Fate::Reworded => words.len() == 1 && words != [said] && report.score < Likeness::EXACT,
        Fate::Gone => words.is_empty(),
    };
    assert!(holds, "“{said}” → {report:?} in “{new}”");
}

fn spans_of(text: &str) -> impl Iterator<Item = TextRange> + '_ {
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let pairs = [(0, 1), (0, 9), (3, 5), (7, 40), (20, 21), (11, 200)];
    pairs.into_iter().filter_map(move |(from, to)| {
        let (start, end) = (*ends.get(from)?, *ends.get(to).or(ends.last())?);
        (start < end).then(|| range(start, end))
    })
}

/// The number of insertions, removals and replacements between two texts, by the table of the textbooks.
fn table(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let replaced = corner + usize::from(a != b);
            corner = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(corner + 1);
        }
    }
    row[other.len()]
}

/// A paragraph of words that are often the same.
fn prose() -> impl Strategy<Value = String> {
    const WORDS: [&str; 12] =
        ["the", "bridge", "of", "Lund", "Holt", "said", "in", "May", "met", "a", "council", "it"];
    vec(select(&WORDS[..]), 1..25).prop_map(|words| format!("{}.", words.join(" ")))
}

proptest! {
    #![proptest_config(random::cases(128))]

    #[test]
    fn in_the_same_text_everything_is_unchanged(text in random::text()) {
        let revision = Revision::between(&text, &text);
        for span in spans_of(&text).filter(|span| !is_unseen(&text[span.indices()])) {
            let report = revision.reanchor(&[span]);
            prop_assert_eq!((report.fate, report.spans), (Fate::Unchanged, vec![span]));
        }
    }

    #[test]
    fn each_report_keeps_its_word(old in random::text(), new in random::text()) {
        let revision = Revision::between(&old, &new);
        for span in spans_of(&old) {
            check(&old, &new, &revision.reanchor(&[span]), span);
            let words = &old[span.indices()];
            let anchor = Anchor { exact: words, prefix: &old[..span.start.index()], ..Anchor::default() };
            check(&old, &new, &QuotationFinder::new(&new).reanchor(&anchor), span);
        }
    }

    #[test]
    fn what_is_unchanged_comes_home(old in random::text(), more in random::text(), at in any::<u16>()) {
        // A word that is cut in two is two other words.
        let at = old.floor_char_boundary(usize::from(at) % (old.len() + 1));
        let at = old[at..].find(' ').map_or(old.len(), |blank| at + blank);
        let new = [&old[..at], " ", &more, &old[at..]].concat();
        let (there, back) = (Revision::between(&old, &new), Revision::between(&new, &old));
        for span in spans_of(&old) {
            let report = there.reanchor(&[span]);
            if report.fate == Fate::Unchanged {
                let home = back.reanchor(&report.spans);
                prop_assert_eq!((home.fate, home.spans), (Fate::Unchanged, vec![span]));
            }
        }
    }

    #[test]
    fn what_is_in_a_paragraph_that_stays_is_where_it_was_there(
        paragraphs in vec(prose(), 3..12),
        edits in vec((any::<prop::sample::Index>(), 0..3_u8, prose()), 1..6),
        kept in any::<prop::sample::Index>(),
        (from, to) in (any::<prop::sample::Index>(), any::<prop::sample::Index>()),
    ) {
        let stays = "The council of Lund met on 14 May to hear what the engineers had found under the bridge.";
        let kept = kept.index(paragraphs.len());
        let old: Vec<&str> = paragraphs.iter().enumerate().map(|(at, one)| if at == kept { stays } else { one }).collect();
        let mut new = old.clone();
        for (at, edit, words) in &edits {
            let at = at.index(new.len());
            match edit {
                0 => new.insert(at, words),
                _ if new[at] == stays => {}
                1 => drop(new.remove(at)),
                _ => new[at] = words,
            }
        }
        prop_assume!(new.iter().filter(|one| **one == stays).count() == 1);
        let (old, new) = (old.join("\n"), new.join("\n"));
        let [here, there] = [&old, &new].map(|text| text.find(stays).unwrap());
        let ends: Vec<usize> = stays.match_indices(' ').map(|(at, _)| at).chain([stays.len()]).collect();
        let (from, to) = (from.index(ends.len()), to.index(ends.len()));
        let (from, to) = (from.min(to), from.max(to));
        let from = if from == 0 { 0 } else { ends[from - 1] + 1 };
        let [span, wanted] = [here, there].map(|at| range(at + from, at + ends[to]));
        let report = Revision::between(&old, &new).reanchor(&[span]);
        prop_assert_eq!((report.fate, report.spans), (Fate::Unchanged, vec![wanted]));
        let home = Revision::between(&new, &old).reanchor(&[wanted]);
        prop_assert_eq!((home.fate, home.spans), (Fate::Unchanged, vec![span]));
    }

    #[test]
    fn a_phrase_replaced_in_a_sentence_is_reworded_and_never_called_the_same(
        words in vec("[a-z]{2,9}", 8..16),
        from in 3..5_usize,
        length in 1..4_usize,
        other in vec("[A-Z]{2,9}", 1..4),
    ) {
        let sentence = |words: &[String]| format!("Rain fell on the town. {}. The end.", words.join(" "));
        let old = sentence(&words);
        let mut new = words.clone();
        new.splice(from..from + length, other.iter().map(|word| format!("x{word}y")));
        let new = sentence(&new);
        let start = old.find(&words.join(" ")).unwrap() + words[..from].join(" ").len() + 1;
        let span = range(start, start + words[from..from + length].join(" ").len());
        let report = Revision::between(&old, &new).reanchor(&[span]);
        prop_assert_ne!(report.fate, Fate::Gone, "{} → {}", old, new);
        prop_assert_eq!(report.spans.len(), 1);
    }

    #[test]
    fn likeness_is_that_of_the_textbooks(one in "[abc]{0,200}", other in "[abc]{0,200}") {
        let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
        let length = a.len().max(b.len()).max(1);
        let wanted = 1000 * (length - table(&a, &b)) / length;
        let wanted = if one == other { 1000 } else { wanted };
        prop_assert_eq!(usize::from(likeness(&one, &other).0), wanted);
    }
}

/// Whether a text has nothing that is compared.
pub fn is_unseen(text: &str) -> bool {
    likeness(text, "") == likeness("\n", "")
}
