//! Small rules of the model that longer tests miss, each visible to a reader or a program.

use article_annotator::model::plain::{Part, Plain, Wrong};
use article_annotator::model::repeats::unlink;
use article_annotator::model::stretches::{LONG, stretches};
use article_annotator::model::text::is_right_to_left;
use article_annotator::model::{
    Actor, ActorId, ActorSort, Annotation, AnnotationSet, BlockKind, Check, Detail, Details, Kind,
    Op, Publisher, SubLabel, TextRange, Timestamp, Transaction, TransactionError, Verdict, marks,
};

use crate::notation::{annotation, article, find};

/// A check with this verdict and date, published by them on their page.
fn found(verdict: Verdict, day: &str, publisher: &str) -> Check {
    Check {
        verdict: Some(verdict),
        date: Some(day.to_owned()),
        publisher: Some(Publisher { name: publisher.to_owned(), ..Publisher::default() }),
        page: format!("https://{publisher}.test/"),
        ..Check::default()
    }
}

#[test]
fn each_heading_keeps_its_level() {
    use BlockKind::{Heading1, Heading2, Heading3, Heading4, Heading5, Heading6, Paragraph};
    let all = [Heading1, Heading2, Heading3, Heading4, Heading5, Heading6, Paragraph];
    let levels = all.map(BlockKind::heading_level);
    assert_eq!(levels, [Some(1), Some(2), Some(3), Some(4), Some(5), Some(6), None]);
}

#[test]
fn a_text_is_mirrored_if_most_of_its_first_letters_are_from_right_to_left() {
    for text in ["שלום", "BBC: قال الرئيس أمس", "1. שלום"] {
        assert!(is_right_to_left(text), "{text}");
    }
    for text in ["Peace", "שלום means peace", "", "…", "א b"] {
        assert!(!is_right_to_left(text), "{text}");
    }
}

#[test]
fn a_label_is_one_word_that_every_format_can_write() {
    assert!(SubLabel::is_name("eye-witness") && SubLabel::is_name(&"x".repeat(60)));
    for bad in ["", "two words", "line\nend", "a\u{7}", &"x".repeat(61)] {
        assert!(!SubLabel::is_name(bad), "{bad:?}");
    }
    assert_eq!(SubLabel::name_of(" eye\u{a0} witness\u{7} ").as_deref(), Some("eye-witness"));
    assert_eq!(SubLabel::name_of(" \u{7} "), None);
}

#[test]
fn an_error_names_the_way_to_the_field_that_is_wrong() {
    let way = [Part::Field("start"), Part::Item(2), Part::Field("spans")];
    let wrong = way.into_iter().fold(Wrong::new("is missing"), Wrong::inside);
    assert_eq!(wrong.to_string(), "spans[2].start: is missing");
    assert_eq!(Wrong::new("is no object").to_string(), "is no object");
}

#[test]
fn the_items_of_a_list_inside_an_object_are_handed_over_and_never_held_together() {
    let json = r#"{"a": 1, "in": {"list": [1, 2], "other": [3]}, "list": [4]}"#;
    let mut taken = Vec::new();
    let rest = Plain::from_json_with(json, &["in", "list"], &mut |one| taken.push(one)).unwrap();
    assert_eq!(taken, [Plain::Whole(1), Plain::Whole(2)]);
    let left = r#"{"a":1,"in":{"list":[],"other":[3]},"list":[4]}"#;
    assert_eq!(serde_json::to_string(&rest).unwrap(), left);
}

#[test]
fn a_check_that_is_taken_over_brings_its_day_but_not_its_publisher() {
    let (own, other) =
        (found(Verdict::True, "2026-01-01", "own"), found(Verdict::False, "2026-02-02", "other"));
    let shares = own.clone().sharing(&other);
    assert_eq!(
        (shares.verdict, shares.date.as_deref()),
        (Some(Verdict::False), Some("2026-02-02"))
    );
    assert_eq!((&shares.publisher, &shares.page), (&own.publisher, &own.page));
    // A claim linked already keeps its check's date.
    let same = Check { date: Some("2026-03-03".to_owned()), ..own.clone() };
    assert_eq!(own.clone().sharing(&same).date, own.date);
    // A claim that nobody checked has no date of its own.
    let unchecked = Check { date: Some("2026-01-01".to_owned()), ..Check::default() };
    assert_eq!(unchecked.sharing(&Check::default()).date, None);
}

#[test]
fn a_claim_follows_what_it_shares_and_keeps_what_is_its_own() {
    let (before, now) =
        (found(Verdict::True, "2026-01-01", "old"), found(Verdict::False, "2026-02-02", "new"));
    assert_eq!(before.clone().following(&before, &now), now, "all of it is shared");
    let own = Check {
        date: Some("2026-05-05".to_owned()),
        publisher: found(Verdict::True, "", "own").publisher,
        page: "https://own.test/".to_owned(),
        ..before.clone()
    };
    let follows = own.clone().following(&before, &now);
    assert_eq!(follows, Check { verdict: now.verdict, ..own }, "only the finding is");
}

#[test]
fn a_quotation_mark_alone_is_never_mended_into_nothing() {
    let text = article("She said “ and left.");
    let one = annotation("q", Kind::Quote, &[find(&text, "“")]);
    assert_eq!(marks::grown(&text, &one), None);
}

#[test]
fn a_person_somebody_is_marked_as_is_not_removed() {
    let text = article("Ana left.");
    let mut set = AnnotationSet::new(text.clone(), Details::default());
    let id = ActorId::from("ana");
    let ana = Actor {
        id: id.clone(),
        name: "Ana".to_owned(),
        sort: ActorSort::Person,
        role: String::new(),
        wikidata: None,
        note: String::new(),
    };
    let mention = Annotation {
        detail: Detail::Person { actor: Some(id.clone()) },
        ..annotation("m", Kind::Person, &[find(&text, "Ana")])
    };
    let both = Transaction::new([Op::AddActor(ana.into()), Op::Add(mention.into())]);
    set.apply(&both).unwrap();
    let gone = Transaction::new([Op::RemoveActor(id.clone())]);
    assert_eq!(set.apply(&gone).unwrap_err(), TransactionError::ActorInUse(id.clone()));
    assert!(set.actor(&id).is_some(), "and nothing of it was done");
    let with_it = Transaction::new([Op::RemoveActor(id), Op::Remove("m".into())]);
    set.apply(&with_it).unwrap();
}

#[test]
fn claims_that_are_parted_still_say_for_which_of_them_the_check_was_made() {
    let text = article("It rains. Rain falls. It pours. It drips.");
    let mut set = AnnotationSet::new(text.clone(), Details::default());
    let check = found(Verdict::True, "2026-01-01", "own");
    let claim = |id: &str, words: &str, same: Option<&str>, made_for: Option<&str>| {
        let check = Check {
            same: same.map(Into::into),
            made_for: made_for.map(Into::into),
            ..check.clone()
        };
        let detail = Detail::Claim { claimant: None, check: Some(check) };
        Op::Add(Annotation { detail, ..annotation(id, Kind::Claim, &[find(&text, words)]) }.into())
    };
    // All but one are stored as before the app recorded which claim a check was made for.
    let claims = [
        claim("a", "It rains", None, None),
        claim("b", "Rain falls", Some("a"), Some("b")),
        claim("c", "It pours", Some("a"), None),
        claim("d", "It drips", Some("a"), None),
    ];
    set.apply(&Transaction::new(claims)).unwrap();
    let made_for = |set: &AnnotationSet, id: &str| match &set.get(&id.into()).unwrap().detail {
        Detail::Claim { check: Some(check), .. } => check.made_for.clone(),
        _ => panic!(),
    };
    for (parts, says) in [("b", "d"), ("c", "c")] {
        let one = set.get(&parts.into()).unwrap().clone();
        let ops = unlink(&set, &one, Timestamp(1));
        set.apply(&Transaction::new(ops)).unwrap();
        assert_eq!(made_for(&set, says), Some("a".into()), "{parts}");
    }
}

#[test]
fn all_that_touches_a_long_passage_is_found_once_and_in_text_order() {
    let text = article(&"He left. ".repeat(1000));
    let mut set = AnnotationSet::new(text, Details::default());
    // Some are three pages long, so that they reach over what follows.
    let spans =
        (0..80).map(|at| TextRange::new(at * 100, at * 100 + if at % 7 == 0 { 900 } else { 50 }));
    let ops = spans
        .enumerate()
        .map(|(at, span)| Op::Add(annotation(&format!("{at:03}"), Kind::Claim, &[span]).into()));
    set.apply(&Transaction::new(ops)).unwrap();
    let found = |from: u32, to: u32| -> Vec<u32> {
        let touching = set.touching(TextRange::new(from, to));
        touching.iter().map(|one| one.id.to_string().parse().unwrap()).collect()
    };
    assert_eq!(found(0, 9000), (0..80).collect::<Vec<_>>());
    assert_eq!(found(2110, 5010), std::iter::once(14).chain(21..=50).collect::<Vec<_>>());
    assert_eq!(found(2860, 2890), [21, 28]);
    assert!(found(3000, 3000).is_empty(), "nothing touches nothing");
}

#[test]
fn a_book_in_one_line_is_cut_behind_sentences() {
    let short = "He left. ".repeat(LONG / 9);
    assert_eq!(stretches(&short), [0], "what can be drawn at once is not cut");
    // A full stop inside a number ends no sentence.
    let long = "It rose 3.5 points (by far.) Then it fell ".repeat(LONG / 30);
    let starts = stretches(&long);
    assert!(starts.len() > 3);
    for at in &starts[1..] {
        assert!(long[..*at].ends_with(".) ") && long[*at..].starts_with("Then"), "{at}");
    }
    let widths: Vec<usize> = starts.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(widths.iter().all(|width| (3000..=4096).contains(width)), "{widths:?}");
}
