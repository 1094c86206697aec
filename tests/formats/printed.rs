//! The marked-up page as it is printed: its numbers lead from the text to the notes and the claims, and each
//! part says what it promises.

use article_annotator::formats::common::codec::export_proved;
use article_annotator::formats::common::loss::rebuilt;
use article_annotator::formats::{Lack, Options, Written};
use article_annotator::model::{
    Actor, ActorSort, Annotation, AnnotationSet, Check, Claimant, Detail, Details, Kind, QuoteForm,
    Source, Verdict,
};

use crate::desk::{NOW, file, format, proved};
use crate::notation::annotated;

const TEXT: &str = "[person:Ana Ruiz] said [quote:jobs doubled and [claim:taxes fell]].\n[person:She] and [person:Ruiz] met [person:the mayor]. [claim:It rained].";

/// Two claims of which one is checked, a quote, and four mentions: of her, twice by a name that is hers alone,
/// and of him, not named.
fn set() -> AnnotationSet {
    changed(|_| {})
}

fn changed(change: impl Fn(&mut Annotation)) -> AnnotationSet {
    let set = annotated(TEXT);
    let role = "minister".to_owned();
    let ana = Actor { role, ..Actor::person("a".into(), "Ana Ruiz") };
    let bo = Actor { sort: ActorSort::Unnamed, ..Actor::person("b".into(), "Bo Li") };
    let annotations = set.iter().map(|one| {
        let mut one = Annotation::clone(one);
        let words = set.article().slice(one.spans[0]);
        let ana = Some(ana.id.clone());
        one.detail = match (one.kind(), words) {
            (Kind::Person, "the mayor") => Detail::Person { actor: Some(bo.id.clone()) },
            (Kind::Person, _) => Detail::Person { actor: ana },
            (Kind::Quote, _) => Detail::Quote {
                speaker: ana,
                cue: None,
                form: Some(QuoteForm::Indirect),
                source: None,
            },
            (Kind::Claim, "taxes fell") => {
                Detail::Claim { claimant: ana.map(Claimant::Actor), check: Some(check()) }
            }
            (Kind::Claim, _) => Detail::Claim { claimant: Some(Claimant::Article), check: None },
        };
        change(&mut one);
        one
    });
    let annotations = annotations.collect();
    let details = Details { title: "Jobs".to_owned(), ..Details::default() };
    rebuilt(set.article().clone(), details, vec![ana.clone(), bo.clone()], annotations)
}

fn check() -> Check {
    Check {
        verdict: Some(Verdict::MostlyFalse),
        explanation: "They rose.".to_owned(),
        date: Some("2026-01-23".to_owned()),
        sources: vec![Source {
            url: "https://a.example/tax".to_owned(),
            title: "Tax office".to_owned(),
            ..Source::default()
        }],
        ..Check::default()
    }
}

fn with(parts: &str) -> Options {
    Options { shape: parts.to_owned(), ..Options::default() }
}

fn page(parts: &str) -> String {
    file("html", &set(), &with(parts))
}

/// The words of a page, without its tags.
fn words(page: &str) -> String {
    let body = page.split("<body>").nth(1).unwrap();
    let pieces = body.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    pieces.collect::<Vec<_>>().join("").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn each_quote_and_claim_ends_with_the_number_of_its_note() {
    let page = page("");
    let text = words(page.split("<section").next().unwrap());
    let printed =
        "Ana Ruiz said jobs doubled and taxes fell1,2. She3 and Ruiz met the mayor4. It rained5.";
    assert!(text.ends_with(printed), "{text}");
    let words = words(&page);
    for note in [
        "1Quote by Ana Ruiz, indirect, ¶ 1",
        "2Claim by Ana Ruiz: mostly false, ¶ 1",
        "3Person: Ana Ruiz, ¶ 2",
        "4Person: Bo Li, ¶ 2",
        "5Claim by the article: not checked, ¶ 2",
    ] {
        assert!(words.contains(note), "{note}: {words}");
    }
    for number in 1..=5 {
        let there = |what: &str| page.matches(&format!("{what}-{number}\"")).count();
        assert_eq!(
            (there("id=\"note"), there("href=\"#to")),
            (1, if [2, 5].contains(&number) { 2 } else { 1 })
        );
        assert_eq!((there("id=\"to"), there("href=\"#note")), (1, 1), "{number}");
    }
    assert!(!page.contains("-6\""), "no number without a note");
}

#[test]
fn a_checked_claim_is_printed_with_its_verdict_explanation_and_sources() {
    let words = words(&page(""));
    let claims = "Claims 1 of 2 checked 2taxes fellAna Ruiz (minister), ¶ 1They rose.Source: Tax office, https://a.example/tax●●○○○ Mostly falsechecked 2026-01-23 5It rainedThe article, ¶ 2Not checked";
    assert!(words.contains(claims), "{words}");
}

#[test]
fn the_page_says_who_appears_where_and_how_much_they_say() {
    let words = words(&page("people"));
    assert!(words.contains("Ana Ruiz, minister1, 2151 Bo Li, unnamed2–––"), "{words}");
}

#[test]
fn an_article_without_a_title_is_printed_with_one() {
    let set = annotated("[claim:It rained].");
    let page = file("html", &set, &Options::default());
    assert!(page.contains("<h1 dir=\"auto\">Untitled article</h1>"), "{page}");
    assert!(page.contains("<title>Untitled article</title>"));
}

#[test]
fn a_number_stands_at_the_end_of_every_part_of_a_quote_and_its_note_leads_to_the_last() {
    let set = annotated("“[quote#q:Yes],” she said, “[quote#q:we won].”");
    let page = file("html", &set, &Options::default());
    assert!(words(&page).contains("“Yes1,” she said, “we won1.”"), "{page}");
    let last = "we won<sup><a id=\"to-1\" href=\"#note-1\">1</a></sup></mark>";
    assert!(page.contains(last) && page.matches("id=\"to-1\"").count() == 1, "{page}");
}

#[test]
fn each_kind_has_a_line_and_a_letter_of_its_own_where_they_overlap() {
    let page = file("html", &annotated("[quote:[claim:[person:Ana] won]]."), &Options::default());
    let start = "<mark class=\"quote\" data-k=\"QCP\"><mark class=\"claim\"><mark class=\"person\">Ana</mark>";
    assert!(page.contains(start), "{page}");
    let style = page.split("@media print").nth(1).unwrap();
    assert!(style.contains("--person-tint: none"), "paper has no tints");
    assert!(page.contains("dashed var(--claim)") && page.contains("double var(--quote)"));
}

#[test]
fn only_the_chosen_parts_are_printed() {
    let parts = [
        ("text", "<article"),
        ("notes", "<h2>Notes"),
        ("claims", "<h2>Claims"),
        ("people", "<h2>People"),
        ("picture", "<h2>Who said what"),
    ];
    for chosen in 1..1 << parts.len() {
        let is_chosen = |at: usize| chosen >> at & 1 == 1;
        let names: Vec<_> = (0..5).filter(|at| is_chosen(*at)).map(|at| parts[at].0).collect();
        let page = page(&names.join(" "));
        for (at, (name, sign)) in parts.iter().enumerate() {
            assert_eq!(page.contains(sign), is_chosen(at), "{name} of {names:?}");
        }
        // A link leads to a place on the page.
        for link in page.split("href=\"#").skip(1) {
            let to = link.split('"').next().unwrap();
            assert!(page.contains(&format!("id=\"{to}\"")), "{to} of {names:?}");
        }
    }
}

#[test]
fn what_the_paper_leaves_out_is_counted() {
    let losses = |parts: &str| {
        let proved = proved(format("html"), &set(), &with(parts)).unwrap();
        let losses = proved.losses.into_iter().flatten().map(|loss| (loss.what, loss.count));
        losses.collect::<Vec<_>>()
    };
    let lost = |parts: &str, what: Lack| {
        losses(parts).into_iter().find(|(lost, _)| *lost == what).map_or(0, |(_, count)| count)
    };
    let of_checks = |parts: &str| lost(parts, Lack::Check);
    assert_eq!(["", "claims", "notes", "text"].map(of_checks), [0, 0, 1, 1]);
    let of_forms = |parts: &str| lost(parts, Lack::Form);
    assert_eq!(["", "notes", "text claims"].map(of_forms), [0, 0, 1]);
    let of_all = |parts: &str| lost(parts, Lack::Annotation);
    assert_eq!(["", "text", "people", "notes", "claims"].map(of_all), [0, 0, 0, 1, 5]);
    assert_eq!(lost("text notes claims", Lack::ActorRole), 1 + 1 + 3);
    // A verdict alone is told by the notes, the claims and the picture.
    let bare = changed(|one| {
        if let Detail::Claim { check: Some(check), .. } = &mut one.detail {
            *check = Check { verdict: check.verdict.take(), ..Check::default() };
        }
    });
    let of_verdicts = |parts: &str| {
        let proved = proved(format("html"), &bare, &with(parts)).unwrap();
        proved.losses.iter().flatten().filter(|loss| loss.what == Lack::Check).count()
    };
    assert_eq!(["text", "text people", "picture", "notes"].map(of_verdicts), [1, 1, 0, 0]);
}

#[test]
fn no_count_on_the_page_includes_what_is_not_printed() {
    assert!(words(&page("claims")).contains("2 claims (Mostly false: 1, Not checked: 1) · Last"));
    assert!(!words(&page("claims")).contains("quote") && !page("claims").contains("people,"));
    assert!(words(&page("notes")).contains("1 quote, 2 claims (Mostly"));
    let text = words(&page("text"));
    assert!(text.contains("16 words 1 quote, 2 claims Ana Ruiz said"), "{text}");
}

#[test]
fn who_annotated_is_said_once_or_at_each_note() {
    let named = |by: fn(&Annotation) -> &str| {
        let set = changed(|one| one.creator = Some(by(one).to_owned()));
        file("html", &set, &Options::default())
    };
    let one = named(|_| "Jane Porter");
    assert_eq!(one.matches("Jane Porter").count(), 1, "{one}");
    assert!(one.contains(" · Annotated by Jane Porter · Last check: 2026-01-23</p>"));
    let two = named(|one| if one.kind() == Kind::Quote { "Jane" } else { "Ben" });
    assert_eq!(two.matches("Marked by Jane").count(), 1);
    assert_eq!(two.matches("Marked by Ben").count(), 6, "also the mentions");
}

#[test]
fn a_remark_about_a_mention_is_printed_and_one_about_a_claim_without_the_notes_too() {
    let set = changed(|one| one.note = format!("A remark about a {}", one.kind().name()));
    let all = file("html", &set, &Options::default());
    for (kind, count) in [("person", 4), ("claim", 2), ("quote", 1)] {
        assert_eq!(all.matches(&format!("A remark about a {kind}<")).count(), count, "{kind}");
    }
    let claims = file("html", &set, &with("claims"));
    assert_eq!(claims.matches("A remark about a claim<").count(), 2);
}

#[test]
fn a_name_that_two_people_share_has_a_note_that_says_whose_it_is() {
    let set = annotated("[person:Ana Ruiz] and [person:Cy Ruiz] met. [person:Ruiz] left.");
    let ana = Actor::person("a".into(), "Ana Ruiz");
    let cy = Actor::person("c".into(), "Cy Ruiz");
    let annotations = set.iter().map(|one| {
        let whose = if set.article().slice(one.spans[0]) == "Ana Ruiz" { &ana } else { &cy };
        Annotation {
            detail: Detail::Person { actor: Some(whose.id.clone()) },
            ..Annotation::clone(one)
        }
    });
    let annotations = annotations.collect();
    let set = rebuilt(
        set.article().clone(),
        Details::default(),
        vec![ana.clone(), cy.clone()],
        annotations,
    );
    let page = words(&file("html", &set, &Options::default()));
    assert!(
        page.contains("Ana Ruiz and Cy Ruiz met. Ruiz1 left.")
            && page.contains("1Person: Cy Ruiz, ¶ 1"),
        "{page}"
    );
}

#[test]
fn a_name_in_another_direction_turns_nothing_around_it() {
    let set = annotated("[quote:نعم].");
    let actor = Actor::person("a".into(), "<الأمم>");
    let annotations = set.iter().map(|one| Annotation {
        detail: Detail::Quote {
            speaker: Some(actor.id.clone()),
            cue: None,
            form: None,
            source: None,
        },
        ..Annotation::clone(one)
    });
    let annotations = annotations.collect();
    let details = Details::default();
    let set = rebuilt(set.article().clone(), details, vec![actor.clone()], annotations);
    let page = file("html", &set, &Options::default());
    assert!(page.contains("Quote by <bdi>&lt;الأمم&gt;</bdi>, ¶\u{a0}1"), "{page}");
}

#[test]
fn verdicts_stand_on_the_readers_own_scale() {
    use article_annotator::model::{Grade, Scheme};
    let scale = ["Right", "Half right", "Wrong"];
    let set = changed(|one| {
        if let Detail::Claim { check: Some(check), .. } = &mut one.detail {
            check.verdict = Some(Verdict::named("Half right"));
        }
    });
    let grade = |name: &&str| Grade { name: (*name).into(), apart: false };
    let scheme = Scheme { scale: scale.iter().map(grade).collect(), ..Scheme::default() };
    let details = Details { scheme: scheme.into(), ..(**set.details()).clone() };
    let actors = set.actors().map(|actor| Actor::clone(actor)).collect();
    let annotations = set.iter().map(|one| Annotation::clone(one)).collect();
    let set = rebuilt(set.article().clone(), details, actors, annotations);
    let page = words(&file("html", &set, &Options::default()));
    assert!(
        page.contains("●●○ Half right") && page.contains("Claim by Ana Ruiz: Half right"),
        "{page}"
    );
}

#[test]
fn no_title_leaves_the_string_it_stands_in_at_the_foot_of_the_page() {
    let title = "\"; } </style><script>alert(1)</script> \\ \n{ 2 > 1 }";
    let details = Details { title: title.to_owned(), ..Details::default() };
    let set = rebuilt(set().article().clone(), details, Vec::new(), Vec::new());
    for id in ["html", "vetting"] {
        let page = file(id, &set, &Options::default());
        assert_eq!(page.matches("</style>").count(), 1, "{id}");
        assert!(!page.contains("<script"), "{id}");
        let foot = page.split("@bottom-left { content: \"").nth(1).unwrap();
        let string = foot.split('"').next().unwrap();
        assert!(string.starts_with("\\22 \\3b  \\7d  \\3c \\2f style\\3e "), "{id}: {string}");
    }
}

#[test]
fn a_picture_of_many_people_is_cut_between_rows_so_that_each_sheet_holds_a_piece() {
    let many: String = (0..60).map(|n| format!("[person:Person Number{n}].\n")).collect();
    let set = annotated(&many);
    let actors: Vec<Actor> = (0..60)
        .map(|n| Actor::person(format!("p{n}").as_str().into(), format!("Person Number{n}")))
        .collect();
    let annotations = set.iter().zip(&actors).map(|(one, actor)| Annotation {
        detail: Detail::Person { actor: Some(actor.id.clone()) },
        ..Annotation::clone(one)
    });
    let annotations: Vec<_> = annotations.take(30).collect();
    let set = rebuilt(set.article().clone(), Details::default(), actors, annotations);
    let page = file("html", &set, &with("picture"));
    assert_eq!(page.matches("<svg ").count(), 2);
    for n in 0..30 {
        assert_eq!(page.matches(&format!(">Person Number{n}</text>")).count(), 1, "{n}");
    }
    assert_eq!(page.matches("<title>Person, ¶").count(), 30, "each mention once");
    assert_eq!(page.matches("<path d=\"M16 ").count(), 30, "and no row twice");
}

#[test]
fn a_page_with_only_some_annotations_says_of_how_many() {
    let set = set();
    let options = Options::default();
    for (id, all) in [
        ("html", Some(20)),
        ("vetting", Some(20)),
        ("report", Some(20)),
        ("markdown", Some(20)),
        ("html", None),
        ("report", None),
    ] {
        let written = Written { part_of: all, ..Written::new(&set, "jobs") };
        let files = export_proved(format(id), &[written], &options, NOW).unwrap().files;
        let page = String::from_utf8(files[0].content.clone()).unwrap();
        let says = page.contains(&format!("Only {} of the article’s 20 annotations", set.len()));
        assert_eq!(says, all.is_some(), "{id}");
    }
}
