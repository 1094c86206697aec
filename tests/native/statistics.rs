//! Who said what, in numbers that were counted by hand.

use article_annotator::model::statistics::overview::OverviewBuilder;
use article_annotator::model::statistics::{
    ArticlesOverview, Forms, SpeechCounts, Statistics, percent,
};
use article_annotator::model::{ActorSort, AnnotationSet, Article, Details, Kind, Verdict};
use proptest::prelude::*;

use crate::random;
use crate::said::{sample, told, with_actor, with_details};

/// Mentions, quotes, words, claims and unchecked claims.
fn row(numbers: &SpeechCounts) -> [usize; 5] {
    [numbers.mentions, numbers.quotes, numbers.words, numbers.claims, numbers.unchecked]
}

fn people(set: &AnnotationSet) -> Vec<(String, [usize; 5])> {
    let counted = Statistics::of(set);
    counted.people.iter().map(|person| (person.name.clone(), row(&person.numbers))).collect()
}

/// The words of one quote in notation, and of the article.
fn words(notation: &str) -> (usize, usize) {
    let counted = Statistics::of(&told(notation, &[], &[]));
    (counted.quoted, counted.words)
}

#[test]
fn the_sample_article_counts_as_a_reader_counts_it() {
    let counted = Statistics::of(&sample());
    let found = people(&sample());
    let found: Vec<_> = found.iter().map(|(name, numbers)| (name.as_str(), *numbers)).collect();
    assert_eq!(
        found,
        [
            ("Vladimir Putin", [2, 0, 0, 0, 0]),
            ("Steve Witkoff", [2, 1, 6, 0, 0]),
            ("Jared Kushner", [1, 0, 0, 0, 0]),
            ("Donald Trump", [1, 0, 0, 0, 0]),
            ("Volodymyr Zelenskyy", [4, 4, 61, 2, 1]),
            ("Kremlin press service", [0, 1, 20, 1, 0]),
            ("Yuri Ushakov", [1, 0, 0, 0, 0]),
            ("Kirill Dmitriev", [1, 0, 0, 0, 0]),
            ("Josh Gruenbaum", [1, 0, 0, 0, 0]),
        ]
    );
    assert_eq!(
        (counted.words, counted.quoted, counted.speakers(), counted.absent),
        (328, 87, 3, 0)
    );
    assert_eq!(percent(counted.quoted, counted.words), 27);
    assert_eq!(row(&counted.article), [0, 0, 0, 4, 0]);
    assert_eq!(row(&counted.nobody), [0, 0, 0, 1, 1]);
    assert_eq!(row(&counted.total), [13, 6, 87, 8, 2]);
    assert_eq!(counted.total.forms, Forms { direct: 0, indirect: 5, mixed: 1, unset: 0 });
    let names = counted.verdicts.iter().map(Verdict::name);
    let verdicts: Vec<_> =
        names.enumerate().map(|(at, name)| (name, counted.with_verdict(at))).collect();
    assert_eq!(
        verdicts,
        [
            ("true", 2),
            ("mostly-true", 0),
            ("mixed", 1),
            ("mostly-false", 1),
            ("false", 0),
            ("unproven", 2)
        ]
    );
    let places: Vec<_> = counted.people.iter().map(|person| person.paragraph).collect();
    assert_eq!(places, [1, 1, 1, 1, 1, 2, 2, 2, 2]);
}

#[test]
fn a_word_counts_if_a_part_of_it_is_in_the_quote() {
    for (notation, quoted, whole) in [
        ("[quote:one two] three", 2, 3),
        ("“[quote:Well-known], he said.”", 1, 3),
        ("re[quote:ady for] it", 2, 3),
        ("[quote:rea]dy [quote:or] not", 2, 3),
        ("a – [quote:– –] b", 0, 2),
        ("[quote:3.5 million], he said", 2, 4),
        ("", 0, 0),
        ("一二三 [quote:四五]", 2, 5),
        ("[quote:Cat猫] x", 2, 3),
    ] {
        assert_eq!(words(notation), (quoted, whole), "{notation}");
    }
}

#[test]
fn a_split_quote_counts_once_and_a_word_cut_by_both_parts_too() {
    let set = told(
        "[quote#q:We w]o[quote#q:n], said Ana. [quote#q:All of it.]",
        &[("q", "Ana")],
        &[("q", "direct")],
    );
    assert_eq!(people(&set), [("Ana".to_owned(), [0, 1, 5, 0, 0])]);
    assert_eq!(Statistics::of(&set).total.forms.direct, 1);
}

#[test]
fn words_that_two_people_said_belong_to_both_and_count_once_in_all() {
    let set =
        told("[quote#a:We agree [quote#b:on every point]].", &[("a", "Ana"), ("b", "Bo")], &[]);
    let counted = Statistics::of(&set);
    assert_eq!(
        people(&set),
        [("Ana".to_owned(), [0, 1, 5, 0, 0]), ("Bo".to_owned(), [0, 1, 3, 0, 0])]
    );
    assert_eq!((counted.quoted, counted.total.quotes), (5, 2));
    // A quote inside one's own quote adds no words.
    let own =
        told("[quote#a:We agree [quote#b:on every point]].", &[("a", "Ana"), ("b", "Ana")], &[]);
    assert_eq!(people(&own), [("Ana".to_owned(), [0, 2, 5, 0, 0])]);
}

#[test]
fn what_belongs_to_nobody_is_counted_and_named() {
    let set = told(
        "[person#p:She] said [quote#q:it rained]. [claim#c:It did]. [claim#d:So it did].",
        &[("d", "=")],
        &[("c", "true")],
    );
    let counted = Statistics::of(&set);
    assert_eq!(counted.people, []);
    assert_eq!(row(&counted.nobody), [1, 1, 2, 1, 0]);
    assert_eq!(row(&counted.article), [0, 0, 0, 1, 1]);
    assert_eq!(counted.nobody.forms.unset, 1);
}

#[test]
fn quotes_are_shared_by_role_and_label_and_those_of_unnamed_sources_are_told() {
    let set = told(
        "[quote#a:one two three] [quote#b:four] [quote#c:five six] [quote#d:seven]",
        &[("a", "Ana"), ("b", "Bo"), ("c", "an official")],
        &[],
    );
    let set = with_actor(&set, "Ana", |actor| actor.role = "Mayor".to_owned());
    let set = with_actor(&set, "Bo", |actor| actor.role = " mayor ".to_owned());
    let set = with_actor(&set, "an official", |actor| actor.sort = ActorSort::Unnamed);
    let counted = Statistics::of(&set);
    let shares = |shares: &[article_annotator::model::statistics::Share]| {
        let shares = shares.iter();
        shares.map(|one| (one.name.clone(), one.people, one.quotes, one.words)).collect::<Vec<_>>()
    };
    assert_eq!(shares(&counted.roles), [("Mayor".to_owned(), 2, 2, 4), (String::new(), 1, 1, 2)]);
    assert_eq!(shares(&counted.labels), [(String::new(), 0, 4, 7)]);
    assert_eq!(shares(std::slice::from_ref(&counted.unnamed)), [(String::new(), 1, 1, 2)]);
    assert_eq!((counted.nobody.quotes, counted.nobody.words), (1, 1));
}

#[test]
fn coverage_counts_each_character_of_a_paragraph_once() {
    // An empty line is no paragraph, and a line end belongs to none.
    let set = told("[quote:Ça [person:va]\n\nété] là\nx", &[], &[]);
    let counted = Statistics::of(&set);
    let rows: Vec<_> = counted
        .paragraphs
        .iter()
        .map(|one| (one.characters, one.annotated, Kind::ALL.map(|kind| one.of(kind))))
        .collect();
    assert_eq!(rows, [(5, 5, [2, 0, 5]), (6, 3, [0, 0, 3]), (1, 0, [0, 0, 0])]);
}

#[test]
fn somebody_in_the_register_without_an_annotation_is_told_as_absent() {
    let set = told("[person#a:Ana] left.", &[("a", "Ana")], &[]);
    let bo = article_annotator::model::Actor::person("Bo".into(), "Bo");
    let actors = set.actors().map(|actor| (**actor).clone()).chain([bo]).collect();
    let all = set.iter().map(|one| (**one).clone()).collect();
    let set = article_annotator::formats::common::loss::rebuilt(
        set.article().clone(),
        Details::default(),
        actors,
        all,
    );
    let counted = Statistics::of(&set);
    assert_eq!((counted.people.len(), counted.absent), (1, 1));
}

fn overview(sets: &[AnnotationSet]) -> ArticlesOverview {
    let mut builder = OverviewBuilder::default();
    sets.iter().for_each(|set| builder.add(set));
    builder.finish()
}

/// An article in which people say one word each, published on a day.
fn saying(people: &[(&str, Option<&str>)], published: &str) -> AnnotationSet {
    let notation: String = (0..people.len()).map(|at| format!("[quote#q{at}:word] ")).collect();
    let ids: Vec<_> = (0..people.len()).map(|at| format!("q{at}")).collect();
    let entries: Vec<_> = (0..people.len()).map(|at| format!("e{at}")).collect();
    let who: Vec<_> = ids.iter().zip(&entries).map(|(id, entry)| (&**id, &**entry)).collect();
    let mut set = told(&notation, &who, &[]);
    for (entry, (name, item)) in entries.iter().zip(people) {
        set = with_actor(&set, entry, |actor| {
            actor.name = (*name).to_owned();
            actor.wikidata = item.map(str::to_owned);
        });
    }
    let published = Some(published.to_owned());
    with_details(&set, Details { published, ..Details::default() })
}

fn sums(overview: &ArticlesOverview) -> Vec<(&str, usize, usize)> {
    let people = overview.people.iter();
    people.map(|one| (one.name.as_str(), one.articles, one.numbers.quotes)).collect()
}

#[test]
fn over_several_articles_a_person_is_known_by_wikidata_and_else_by_name() {
    let sets = [
        saying(&[("Ana Ruiz", Some("Q1")), ("Bo", None)], "2026-01-03"),
        saying(&[("A. Ruiz", Some("q1")), ("BO", None)], "2026-01-20"),
        saying(&[("Ana Ruiz", None)], "2026-02-01"),
    ];
    assert_eq!(sums(&overview(&sets)), [("Ana Ruiz", 3, 3), ("Bo", 2, 2)]);
}

#[test]
fn nobody_is_taken_for_somebody_of_the_same_name() {
    for (sets, wanted) in [
        // Two items of one name: the third may be either.
        (vec![vec![("Kim", Some("Q1"))], vec![("Kim", Some("Q2"))], vec![("Kim", None)]], 3),
        (
            vec![
                vec![("Kim", Some("Q1"))],
                vec![("Kim", Some("Q2"))],
                vec![("Kim", None)],
                vec![("Kim", None)],
            ],
            4,
        ),
        // One article has two of that name.
        (vec![vec![("Kim", Some("Q1")), ("Kim", None)], vec![("Kim", Some("Q1"))]], 2),
        (vec![vec![("Kim", None), ("Kim", None)], vec![("Kim", None)]], 3),
        (vec![vec![("Kim", None)], vec![("Kim", None)]], 1),
    ] {
        let sets: Vec<_> = sets.iter().map(|people| saying(people, "2026")).collect();
        assert_eq!(overview(&sets).people.len(), wanted, "{sets:?}");
    }
    let official = || {
        with_actor(&saying(&[("an official", None)], ""), "e0", |actor| {
            actor.sort = ActorSort::Unnamed;
        })
    };
    let found = overview(&[official(), official()]);
    assert_eq!((found.people.len(), found.unnamed_people, found.unnamed.quotes), (0, 2, 2));
}

#[test]
fn time_is_cut_as_coarsely_as_the_articles_are_spread() {
    for (dates, wanted) in [
        (vec!["2026-01-03", "2026-01-20", "2026-01-03"], "2026-01-03:2 2026-01-20:1"),
        (vec!["2026-02-01", "2026-01-20", "2026-01-03"], "2026-01:2 2026-02:1"),
        (vec!["2026-02-01", "2022-01-20", "2026"], "2022:1 2026:2"),
        (vec!["2026-02-01", "", "yesterday"], "2026-02-01:1 :2"),
        (vec!["2026-02", "2026"], "2026:1 2026-02:1"),
    ] {
        let sets: Vec<_> = dates.iter().map(|date| saying(&[("Ana", None)], date)).collect();
        let found = overview(&sets);
        let told: Vec<_> =
            found.periods.iter().map(|one| format!("{}:{}", one.when, one.articles)).collect();
        assert_eq!(told.join(" "), wanted);
        let spoken: usize =
            found.periods.iter().flat_map(|one| &one.people).map(|(_, words)| words).sum();
        assert_eq!(spoken, dates.len());
    }
}

#[test]
fn verdicts_of_several_scales_stay_apart() {
    let one = told(
        "[claim#c:a] [claim#d:b]",
        &[("c", "Ana"), ("d", "Ana")],
        &[("c", "false"), ("d", "pants")],
    );
    let two = told("[claim#c:a]", &[("c", "Ana")], &[("c", "pants")]);
    let found = overview(&[one, two]);
    let place = |name: &str| found.verdicts.iter().position(|one| one.name() == name).unwrap();
    assert_eq!(found.people[0].numbers.with_verdict(place("pants")), 2);
    assert_eq!(found.people[0].numbers.with_verdict(place("false")), 1);
    assert_eq!(found.total.claims, 3);
}

proptest! {
    #![proptest_config(random::cases(128))]

    #[test]
    fn sums_agree_with_each_other_and_with_the_document(
        text in random::text(), seeds in random::seeds(24),
    ) {
        let set = random::set(&text, &seeds);
        let counted = Statistics::of(&set);
        let rows: Vec<&SpeechCounts> = counted.people.iter().map(|person| &person.numbers)
            .chain([&counted.article, &counted.nobody]).collect();
        let sum = |count: fn(&SpeechCounts) -> usize| rows.iter().map(|row| count(row)).sum::<usize>();
        prop_assert_eq!(sum(|row| row.mentions), set.counts().of(Kind::Person));
        prop_assert_eq!(sum(|row| row.quotes), set.counts().of(Kind::Quote));
        prop_assert_eq!(sum(|row| row.claims), set.counts().of(Kind::Claim));
        prop_assert_eq!(counted.total.annotations(), set.len());
        prop_assert_eq!(counted.total.forms.total(), counted.total.quotes);
        for row in &rows {
            let checked: usize = row.verdicts.iter().map(|(_, claims)| claims).sum();
            prop_assert_eq!(row.unchecked + checked, row.claims);
            prop_assert!(row.words <= counted.quoted);
        }
        // Words of several speakers count for each, so the sum is never less.
        prop_assert!(sum(|row| row.words) >= counted.quoted);
        prop_assert!(counted.quoted <= counted.words);
        prop_assert_eq!(counted.words, whole_words(set.article()));
        for one in &counted.paragraphs {
            prop_assert!(one.annotated <= one.characters);
            prop_assert!(one.kinds.iter().all(|kind| *kind <= one.annotated));
            prop_assert!(one.kinds.iter().sum::<u32>() >= one.annotated);
        }
        prop_assert_eq!(counted.paragraphs.len(), set.article().paragraphs());
    }
}

/// The words of an article, as the page counts them.
fn whole_words(article: &Article) -> usize {
    let (mut at, mut count) = (0, 0);
    while at < article.text().len() {
        let (words, end) = article.words_from(at);
        (at, count) = (end, count + words);
    }
    count
}
