//! The laws of two versions of an article: what the comparison shows, over hostile text.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use article_annotator::model::anchoring::{DiffRow, DiffSide, DiffSpan, TextDiff, WordDiff};
use article_annotator::model::anchoring::{Fate, same_words};
use article_annotator::model::plain::Plain;
use article_annotator::model::record::Record;
use article_annotator::model::versions::{Adoption, Comparison, VersionDecision};
use article_annotator::model::{
    AnnotationId, AnnotationSet, Article, BlockIndex, Detail, Details, Op, TextRange, Timestamp,
    Transaction, TransactionError,
};
use proptest::prelude::*;

use crate::anchoring::range;
use crate::laws_anchoring::{hostile, is_unseen};
use crate::schema::violations;
use crate::{paper, random};

/// What is left of a text without some parts: only what is compared, so no white space and no
/// invisible signs.
fn without(text: &str, spans: impl Iterator<Item = TextRange>) -> String {
    let mut left = String::new();
    let mut from = 0;
    for span in spans {
        assert!(from <= span.start.index(), "the spans are in order and apart");
        left += &text[from..span.start.index()];
        from = span.end.index();
    }
    left += &text[from..];
    let mut known: HashMap<char, bool> = HashMap::new();
    let mut is_seen =
        |c: &char| *known.entry(*c).or_insert_with(|| !is_unseen(c.encode_utf8(&mut [0; 4])));
    left.chars().filter(|c| is_seen(c)).collect()
}

fn spans<'a>(
    diff: &'a TextDiff,
    side: impl Fn(&'a DiffRow) -> &'a DiffSide + 'a,
) -> impl Iterator<Item = &'a DiffSpan> + 'a {
    diff.rows.iter().flat_map(move |row| side(row).spans.iter())
}

/// What is not marked on either side is the same on both, and every line is shown once.
fn check(old: &str, new: &str) {
    let diff = TextDiff::between(old, new);
    let range = |span: &DiffSpan| span.range;
    let left = without(old, spans(&diff, |row| &row.old).map(range));
    assert!(left == without(new, spans(&diff, |row| &row.new).map(range)), "{}", begin(old, new));
    let blocks = |side: &DiffSide| side.blocks.start.0..side.blocks.end.0;
    for (text, side) in [(old, 0), (new, 1)] {
        let sides = diff.rows.iter().map(|row| [&row.old, &row.new][side]);
        let shown: Vec<u32> = sides.flat_map(blocks).collect();
        let lines = text.split('\n').enumerate().filter(|(_, line)| !line.trim().is_empty());
        let lines: Vec<usize> = lines.map(|(at, _)| at).collect();
        assert!(shown.windows(2).all(|two| two[0] < two[1]), "{shown:?}");
        assert!(lines.iter().all(|line| shown.contains(&BlockIndex::at(*line).0)));
    }
    let words = WordDiff::between(old, new);
    let left = without(old, words.taken_out.into_iter());
    assert!(left == without(new, words.put_in.into_iter()), "{}", begin(old, new));
}

/// The beginning of two texts.
fn begin(old: &str, new: &str) -> String {
    [old, new].map(|text| text.chars().take(80).collect::<String>()).join(" | ")
}

#[test]
fn no_text_takes_long_to_compare_and_what_is_not_marked_is_the_same() {
    for (old, new) in hostile(60_000) {
        check(&old, &new);
        check(&new, &old);
    }
}

#[test]
fn a_comparison_marks_the_words_an_editor_changed() {
    let old = "A title\n\nNotably, Holt of the city council also came, marking his first visit.\nIt rained.\nThis \
               goes.\nTwo days of talks. Nobody knows.";
    let new = "A title\n\nHolt of the parish council also came, marking his second visit.\nIt rained.\nThree days \
               of talks. He would not say.\nNew.";
    let diff = TextDiff::between(old, new);
    let mut shown = String::new();
    for row in &diff.rows {
        let side = |side: &DiffSide, text: &str| {
            let spans = side.spans.iter().map(|span| &text[span.range.indices()]);
            format!("{}-{} {:?}", side.blocks.start.0, side.blocks.end.0, spans.collect::<Vec<_>>())
        };
        shown += &format!("{} | {}\n", side(&row.old, old), side(&row.new, new));
    }
    assert_eq!(
        shown,
        "0-1 [] | 0-1 []\n\
         2-3 [\"Notably,\", \"city\", \"first\"] | 2-3 [\"parish\", \"second\"]\n\
         3-4 [] | 3-4 []\n\
         4-5 [\"This goes.\"] | 0-0 []\n\
         5-6 [\"Two\", \"Nobody knows.\"] | 4-5 [\"Three\", \"He would not say.\"]\n\
         0-0 [] | 5-6 [\"New.\"]\n"
    );
    assert_eq!((diff.taken_out, diff.put_in), (8, 8));
}

#[test]
fn a_paragraph_elsewhere_is_shown_as_moved_and_one_in_two_parts_as_the_same_words() {
    let moved = "The bridge cost nine million, Holt said on Monday.";
    let other = "The council of Lund met to hear the engineers and the architect of it.";
    let (old, new) = (format!("{moved}\n{other}"), format!("{other}\n{moved}"));
    let diff = TextDiff::between(&old, &new);
    let all: Vec<_> = spans(&diff, |row| &row.old).collect();
    assert_eq!(all, [&DiffSpan { range: range(0, moved.len()), moved: true }]);
    assert_eq!((diff.taken_out, diff.put_in), (0, 0));
    let diff = TextDiff::between("It rained. He left.", "It rained.\nHe left.");
    assert_eq!(diff.rows.len(), 1);
    assert!(diff.rows[0].is_same());
}

proptest! {
    #![proptest_config(random::cases(128))]

    #[test]
    fn what_is_not_marked_is_the_same_in_both(old in random::text(), new in random::text()) {
        check(&old, &new);
    }

    #[test]
    fn the_same_text_has_no_marks(text in random::text()) {
        let diff = TextDiff::between(&text, &text);
        prop_assert!(diff.rows.iter().all(DiffRow::is_same));
        prop_assert_eq!(WordDiff::between(&text, &text), WordDiff::default());
    }
}

/// What a comparison says of each annotation holds: the very words, other words, or none.
fn keeps_its_word(set: &AnnotationSet, new: &Article) {
    let found = Comparison::between(set, new.text());
    assert_eq!(found.carried.len(), set.len());
    for (carried, one) in found.carried.iter().zip(set.iter()) {
        assert_eq!(carried.id, one.id);
        let (old, now) = (set.article().words_of(&one.spans), new.words_of(&carried.spans));
        match carried.fate {
            Fate::Unchanged | Fate::Moved => assert!(same_words(&old, &now), "{carried:?}"),
            Fate::Reworded => assert!(!carried.spans.is_empty() && old != now, "{carried:?}"),
            Fate::Gone => assert_eq!(carried.spans, []),
        }
        assert!(carried.spans.windows(2).all(|two| two[0].end <= two[1].start), "{carried:?}");
        if let Detail::Quote { cue: Some(cue), .. } = &one.detail {
            let kept = carried.cue.map(|there| new.slice(there));
            assert!(kept.is_none_or(|kept| kept == set.article().slice(*cue)));
        }
    }
}

proptest! {
    #![proptest_config(random::cases(96))]

    #[test]
    fn what_is_said_of_each_annotation_is_true(
        old in random::text(), new in random::text(), seeds in random::seeds(12),
    ) {
        let set = random::set(&old, &seeds);
        keeps_its_word(&set, &Article::new(None, &new).unwrap());
        // The halves the other way round: parts of one annotation change places.
        let middle = old.floor_char_boundary(old.len() / 2);
        let turned = format!("{}\n{}", &old[middle..], &old[..middle]);
        keeps_its_word(&set, &Article::new(None, &turned).unwrap());
    }

    #[test]
    fn in_the_same_text_every_annotation_stays_and_nothing_is_listed(
        text in random::text(), seeds in random::seeds(12),
    ) {
        let mut set = random::set(&text, &seeds);
        let before = set.clone();
        let found = Comparison::between(&set, set.article().text());
        prop_assert!(found.carried.iter().all(|one| one.fate == Fate::Unchanged));
        let same = Article::clone(set.article());
        set.apply(&adoption(&set, &same, 1_000)).unwrap();
        prop_assert_eq!(set.article().unannounced_count(), 0);
        let spans = |set: &AnnotationSet| set.iter().map(|one| one.spans.clone()).collect::<Vec<_>>();
        prop_assert_eq!(spans(&set), spans(&before));
    }

    #[test]
    fn what_is_unchanged_there_is_back_in_its_place_after_both_ways(
        old in random::text(), new in random::text(), seeds in random::seeds(12),
    ) {
        let set = random::set(&old, &seeds);
        let there = Comparison::between(&set, &new);
        let unchanged: Vec<_> = there.carried.iter().filter(|one| one.fate == Fate::Unchanged).collect();
        let mut moved = set.clone();
        moved.apply(&adoption(&set, &Article::new(None, &new).unwrap(), 1_000)).unwrap();
        let back = Comparison::between(&moved, set.article().text());
        for one in unchanged {
            let home = back.carried.iter().find(|home| home.id == one.id).unwrap();
            prop_assert_eq!(&home.spans, &set.get(&one.id).unwrap().spans);
        }
    }
}

/// A decision about everything that has to be decided: each sort of decision in turn.
fn decided(comparison: &Comparison, new: &Article) -> BTreeMap<AnnotationId, VersionDecision> {
    let to_decide = comparison.carried.iter().filter(|one| !one.is_safe()).zip(0..);
    let one = |one: &article_annotator::model::versions::CarriedOver, turn| match turn % 3 {
        0 if one.fate == Fate::Reworded => VersionDecision::NewWords,
        1 => match new.text().char_indices().nth(1) {
            Some((first, _)) => VersionDecision::Other(vec![range(0, first)]),
            None => VersionDecision::Gone,
        },
        _ => VersionDecision::Gone,
    };
    to_decide.map(|(carried, turn)| (carried.id.clone(), one(carried, turn))).collect()
}

fn adoption(set: &AnnotationSet, new: &Article, now: i64) -> Transaction {
    let comparison = Comparison::between(set, new.text());
    let decisions = decided(&comparison, new);
    let now = Timestamp(now);
    let details = Details::clone(set.details());
    let adoption =
        Adoption { old: set, new, details, comparison: &comparison, decisions: &decisions, now };
    adoption.transaction().unwrap()
}

fn again<T: Record>(value: &T) -> T {
    T::read(&Plain::from_json(&value.plain().to_json()).unwrap()).unwrap()
}

proptest! {
    #![proptest_config(random::cases(48))]

    #[test]
    fn an_adopted_text_undoes_exactly_and_keeps_what_was_said_about_the_old_one(
        old in random::text(), new in random::text(), newest in random::text(),
        seeds in random::seeds(12),
    ) {
        let mut set = random::set(&old, &seeds);
        let mut before = vec![set.clone()];
        let mut undo = Vec::new();
        for (text, now) in [(new, 1_000), (newest, 2_000)] {
            let change = adoption(&set, &Article::new(None, &text).unwrap(), now);
            prop_assert_eq!(&again(&change), &change);
            undo.push(set.apply(&change).unwrap().inverse);
            let was = before.last().unwrap();
            prop_assert_eq!(set.article().id(), was.article().id());
            let version = set.article().versions().last().unwrap();
            let kept: Vec<_> = was.iter().cloned().collect();
            prop_assert_eq!(&version.annotations, &kept);
            prop_assert_eq!(version.article.text(), was.article().text());
            for one in was.iter() {
                let words = was.article().words_of(&one.spans);
                let changed = version.changes.iter().find(|change| change.id == one.id);
                let now = set.get(&one.id).map(|one| set.article().words_of(&one.spans));
                match changed {
                    Some(change) => prop_assert_eq!((&change.old, &change.new), (&words, &now)),
                    None => prop_assert!(now.is_some_and(|now| same_words(&words, &now))),
                }
            }
            let file = paper::proved(&set);
            prop_assert_eq!(violations(&file), Vec::<String>::new());
            let read = paper::read(file.as_bytes());
            prop_assert_eq!(read.problems, vec![]);
            prop_assert_eq!(&read.documents[0], &set);
            prop_assert_eq!(&again(&**set.article()), &**set.article());
            before.push(set.clone());
        }
        while let Some(inverse) = undo.pop() {
            before.pop();
            prop_assert_eq!(&again(&inverse), &inverse);
            set.apply(&inverse).unwrap();
            prop_assert_eq!(&set, before.last().unwrap());
        }
    }
}

#[test]
fn a_text_does_not_change_under_its_annotations() {
    let mut set = random::set("Ana met Bo.", &[(0, 0, 3, 0)]);
    assert!(!set.is_empty());
    let other = Rc::new(Article::new(None, "Bo.").unwrap());
    let (before, op) = (set.clone(), Op::SetArticle(other));
    assert_eq!(set.apply(&op.into()), Err(TransactionError::TextInUse));
    assert_eq!(set, before);
}

#[test]
fn nothing_is_adopted_before_all_is_decided_or_for_other_annotations() {
    let set = crate::notation::annotated("[person:Ana] said [quote:we open in May].");
    let new = Article::new(None, "Ana said we open in June.").unwrap();
    let comparison = Comparison::between(&set, new.text());
    let mut decisions = BTreeMap::new();
    let adoption = |set: &AnnotationSet, decisions: &BTreeMap<_, _>| {
        let details = Details::default();
        let comparison = &comparison;
        Adoption { old: set, new: &new, details, comparison, decisions, now: Timestamp(1) }
            .transaction()
    };
    assert_eq!(adoption(&set, &decisions), None);
    let quote = set.iter().last().unwrap().clone();
    decisions.insert(quote.id.clone(), VersionDecision::NewWords);
    assert!(adoption(&set, &decisions).is_some());
    let mut other = set.clone();
    other.apply(&Op::Remove(quote.id.clone()).into()).unwrap();
    assert_eq!(adoption(&other, &decisions), None);
}

#[test]
fn a_verdict_about_other_words_is_asked_for_again_and_stays_with_the_old_words() {
    let mut set = crate::notation::annotated("[claim#c:Jobs rose by two percent] in May.");
    let mut claim = (**set.get(&"c".into()).unwrap()).clone();
    let check = article_annotator::model::Check {
        verdict: Some(article_annotator::model::Verdict::True),
        explanation: "The office says so.".to_owned(),
        date: Some("2026-01-23".to_owned()),
        ..Default::default()
    };
    claim.detail = Detail::Claim { claimant: None, check: Some(check.clone()) };
    set.apply(&Op::Replace(Rc::new(claim)).into()).unwrap();
    let new = Article::new(None, "Jobs rose by three percent in May.").unwrap();
    set.apply(&adoption(&set, &new, 5)).unwrap();
    let Detail::Claim { check: Some(now), .. } = &set.get(&"c".into()).unwrap().detail else {
        panic!()
    };
    assert_eq!((&now.verdict, &now.explanation), (&None, &check.explanation));
    let old = &set.article().versions()[0].annotations[0];
    assert!(matches!(&old.detail, Detail::Claim { check: Some(then), .. } if *then == check));
    let changes = set.article().unannounced_changes();
    assert_eq!(changes[0].change.old, "Jobs rose by two percent");
    assert_eq!(changes[0].change.new.as_deref(), Some("Jobs rose by three percent"));
}
