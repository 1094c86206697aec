//! Only complete checks are published: one that is not ready stays out of the file, which says what
//! it lacks.

use article_annotator::formats::registry;
use std::rc::Rc;

use article_annotator::formats::codecs::schema_org::review::{
    Advised, Missing, advised, completed, day, missing, published_as, unready,
};
use article_annotator::formats::common::loss::rebuilt;
use article_annotator::formats::{Lack, Options};
use article_annotator::model::{
    Actor, ActorSort, Annotation, AnnotationSet, Check, Claimant, Detail, Details, Imprint, Op,
    Publisher, PublisherSort, Source, Verdict,
};
use serde_json::{Value, json};

use crate::desk::{file, format, proved};
use crate::notation::annotated;

fn publisher() -> Publisher {
    Publisher {
        name: "Harbour Desk".to_owned(),
        sort: PublisherSort::Organisation,
        url: "https://desk.test".to_owned(),
    }
}

fn ready() -> Check {
    Check {
        verdict: Some(Verdict::False),
        explanation: "The bureau counted.".to_owned(),
        sources: vec![Source { url: "https://bureau.test/jobs".to_owned(), ..Source::default() }],
        date: Some("2026-03-02".to_owned()),
        publisher: Some(publisher()),
        page: "https://desk.test/checks/1".to_owned(),
        ..Check::default()
    }
}

/// A document with these checks, one for each of its claims.
fn checked(notation: &str, checks: &[Check]) -> AnnotationSet {
    let set = annotated(notation);
    let mut checks = checks.iter();
    let annotations = set.iter().map(|one| {
        let mut one = Annotation::clone(one);
        if let Detail::Claim { check, .. } = &mut one.detail {
            *check = checks.next().cloned();
        }
        one
    });
    let annotations = annotations.collect();
    rebuilt(set.article().clone(), (**set.details()).clone(), Vec::new(), annotations)
}

fn graph(set: &AnnotationSet) -> Vec<Value> {
    let file: Value = serde_json::from_str(&file("schema-org", set, &Options::default())).unwrap();
    file["@graph"].as_array().unwrap().clone()
}

fn reviews(set: &AnnotationSet) -> Vec<Value> {
    graph(set).into_iter().filter(|one| one["@type"] == "ClaimReview").collect()
}

#[test]
fn a_check_goes_out_under_the_publisher_the_page_and_the_date_that_were_given() {
    let set = checked("They say [claim:jobs doubled].", &[ready()]);
    let wanted = json!({
        "@type": "ClaimReview",
        "url": "https://desk.test/checks/1",
        "claimReviewed": "jobs doubled",
        "author": {"@type": "Organization", "name": "Harbour Desk", "url": "https://desk.test"},
        "reviewRating": {
            "@type": "Rating", "alternateName": "False",
            "ratingValue": 1, "worstRating": 1, "bestRating": 5,
        },
        "itemReviewed": {
            "@type": "Claim", "text": "jobs doubled", "appearance": {"@id": "#article"},
        },
        "datePublished": "2026-03-02",
        "reviewBody": "The bureau counted.",
        "citation": [{"@type": "CreativeWork", "url": "https://bureau.test/jobs"}],
    });
    assert_eq!(reviews(&set), [wanted]);
}

#[test]
fn a_person_publishes_as_a_person_and_without_a_page_of_their_own_none_is_named() {
    let person = Publisher {
        name: "Jane Porter".to_owned(),
        sort: PublisherSort::Person,
        url: String::new(),
    };
    let check = Check { publisher: Some(person), date: None, ..ready() };
    let review = &reviews(&checked("They say [claim:jobs doubled].", &[check]))[0];
    assert_eq!(review["author"], json!({"@type": "Person", "name": "Jane Porter"}));
    assert_eq!(review.get("datePublished"), None, "nobody said when, so the file does not");
}

#[test]
fn a_check_that_lacks_something_is_left_out_and_says_what_it_lacks() {
    let with = |change: fn(&mut Check)| {
        let mut check = ready();
        change(&mut check);
        check
    };
    let named = |url: &str| Some(Publisher { url: url.to_owned(), ..publisher() });
    let cases = [
        (with(|check| check.verdict = None), Missing::Verdict),
        (with(|check| check.publisher = None), Missing::Publisher),
        (
            with(|check| {
                check.publisher = Some(Publisher { name: "  ".to_owned(), ..publisher() });
            }),
            Missing::Publisher,
        ),
        (Check { publisher: named("our newsroom"), ..ready() }, Missing::WrongPublisherPage),
        (Check { publisher: named("mailto:a@desk.test"), ..ready() }, Missing::WrongPublisherPage),
        (with(|check| check.page = String::new()), Missing::Page),
        (with(|check| "tomorrow’s paper".clone_into(&mut check.page)), Missing::WrongPage),
        (with(|check| "javascript:alert(1)".clone_into(&mut check.page)), Missing::WrongPage),
        (with(|check| check.sources.clear()), Missing::Source),
        (with(|check| "my aunt".clone_into(&mut check.sources[0].url)), Missing::Source),
        (
            with(|check| "www.state.gov/briefing".clone_into(&mut check.sources[0].url)),
            Missing::Source,
        ),
        (with(|check| check.date = Some("last week".to_owned())), Missing::WrongDate),
    ];
    for (check, wanted) in cases {
        let set = checked("They say [claim:jobs doubled].", std::slice::from_ref(&check));
        let one = set.iter().next().unwrap();
        assert_eq!(missing(&set, one), [wanted], "{check:?}");
        let proved = proved(format("schema-org"), &set, &Options::default()).unwrap();
        let text = String::from_utf8(proved.files[0].content.clone()).unwrap();
        assert!(!text.contains("ClaimReview"), "{wanted:?}: {text}");
        let left_out = proved.losses[0].iter().find(|loss| loss.what == Lack::Annotation);
        assert_eq!(left_out.unwrap().annotations, std::slice::from_ref(&one.id), "{wanted:?}");
    }
}

#[test]
fn what_the_settings_know_holds_where_a_check_has_nothing_of_its_own() {
    let imprint = Imprint { publisher: publisher(), page: "https://desk.test/all".to_owned() };
    let bare = Check { publisher: None, page: String::new(), ..ready() };
    let own = Publisher { name: "Bo Li".to_owned(), sort: PublisherSort::Person, ..publisher() };
    let other = Check { publisher: Some(own), ..ready() };
    let set =
        checked("[claim:One] and [claim:two] and [claim:three].", &[bare, other, Check::default()]);
    let filled = published_as(&set, &imprint);
    let seen: Vec<_> = reviews(&filled)
        .iter()
        .map(|review| (review["author"]["name"].clone(), review["url"].clone()))
        .collect();
    let wanted = [
        (json!("Harbour Desk"), json!("https://desk.test/all")),
        (json!("Bo Li"), json!("https://desk.test/checks/1")),
    ];
    assert_eq!(seen, wanted);
    let lacking = unready(&[Rc::new(set)], &Imprint::default());
    let lacking: Vec<_> = lacking.iter().map(|one| (&*one.id.0, &*one.missing)).collect();
    assert_eq!(lacking, [("a1", &[Missing::Publisher, Missing::Page][..])]);
}

#[test]
fn of_claims_that_say_the_same_the_one_that_was_checked_goes_out() {
    let taken = Check { same: Some("a1".into()), made_for: Some("a1".into()), ..ready() };
    let set = checked("[claim:One] and [claim:two].", &[ready(), taken]);
    let words: Vec<_> = reviews(&set).iter().map(|one| one["claimReviewed"].clone()).collect();
    assert_eq!(words, ["One"]);
    // Older files only say that the two claims are the same.
    let earlier = Check { same: Some("a1".into()), ..ready() };
    let set = checked("[claim:One] and [claim:two].", &[ready(), earlier.clone()]);
    assert_eq!(missing(&set, set.get(&"a2".into()).unwrap()), [Missing::OwnCheck]);
    for id in ["vetting", "html"] {
        let text = file(id, &set, &Options::default());
        let count = if id == "html" {
            "1 of 2 checked, 1 shared"
        } else {
            "1 of 2 claims checked, 1 shared"
        };
        assert!(text.contains(count) && text.contains("given for “One”"), "{id}: {text}");
    }
    // A claim's own finding stays its own.
    let own = Check { verdict: Some(Verdict::Mixed), ..earlier };
    let set = checked("[claim:One] and [claim:two].", &[ready(), own]);
    assert_eq!(reviews(&set).len(), 2);
    // Where the checked claim is gone, nobody checked this one.
    let gone = Check { made_for: Some("gone".into()), ..ready() };
    let set = checked("[claim:One].", &[gone]);
    assert_eq!(reviews(&set).len(), 0);
    for id in ["w3c", "brat", "vetting", "report", "html", "markdown"] {
        let taken = Check { same: Some("a1".into()), made_for: Some("a1".into()), ..ready() };
        let set = checked("[claim:One] and [claim:two].", &[ready(), taken]);
        let text = file(id, &set, &Options::default());
        let told = match id {
            "w3c" => text.matches("\"assessing\"").count() == 1,
            "brat" => text.matches("Verdict").count() == 1,
            _ => text.contains("given for “One”"),
        };
        assert!(told, "{id}: {text}");
    }
}

#[test]
fn checks_that_go_out_with_one_address_are_counted_and_a_page_for_each_is_advised() {
    let imprint = Imprint { publisher: publisher(), page: "https://desk.test/all".to_owned() };
    let usual = Check { page: String::new(), ..ready() };
    let named = Check { page: "https://desk.test/all".to_owned(), ..ready() };
    let apart = Check { page: "https://desk.test/all#2".to_owned(), ..ready() };
    let unchecked = Check { verdict: None, ..usual.clone() };
    let taken = Check { same: Some("a1".into()), made_for: Some("a1".into()), ..usual.clone() };
    for (checks, counted) in [
        ([usual.clone(), usual.clone()], 2),
        ([usual.clone(), named.clone()], 2),
        ([ready(), ready()], 2),
        ([usual.clone(), ready()], 0),
        ([usual.clone(), apart], 0),
        ([usual.clone(), unchecked], 0),
        ([usual, taken], 0),
    ] {
        let set = checked("[claim:One] and [claim:two].", &checks);
        let first = set.get(&"a1".into()).unwrap();
        let told = advised(&set, first, &imprint).into_iter();
        let pages = told.filter(|one| matches!(one, Advised::OwnPage(_))).collect::<Vec<_>>();
        let wanted: Vec<_> =
            (counted > 0).then_some(Advised::OwnPage(counted)).into_iter().collect();
        assert_eq!(pages, wanted, "{checks:?}");
    }
}

#[test]
fn who_speaks_is_called_what_they_are() {
    let sorts = [
        (ActorSort::Person, json!({"@type": "Person", "name": "Ana"})),
        (ActorSort::Organisation, json!({"@type": "Organization", "name": "Ana"})),
        (ActorSort::Unnamed, json!({"@type": "Person", "description": "Ana"})),
    ];
    for (sort, wanted) in sorts {
        let mut set = annotated("“[claim:Jobs doubled],” they say.");
        let ana =
            Actor { sort, wikidata: Some("nobody".to_owned()), ..Actor::person("a".into(), "Ana") };
        set.apply(&Op::AddActor(Rc::new(ana)).into()).unwrap();
        let mut one = Annotation::clone(set.iter().next().unwrap());
        let claimant = Some(Claimant::Actor("a".into()));
        one.detail = Detail::Claim { claimant, check: Some(ready()) };
        set.apply(&Op::Replace(Rc::new(one)).into()).unwrap();
        assert_eq!(reviews(&set)[0]["itemReviewed"]["author"], wanted);
    }
}

#[test]
fn of_mentions_the_people_are_held_and_what_is_left_out_is_counted() {
    let mut set = annotated("[person:Ana] met [person:Ana Ruiz] and [person:her].");
    for (id, name) in [("a", "Ana Ruiz"), ("b", "Bo Li")] {
        set.apply(&Op::AddActor(Rc::new(Actor::person(id.into(), name))).into()).unwrap();
    }
    let mentions: Vec<_> = set.iter().take(2).cloned().collect();
    for mut one in mentions {
        Rc::make_mut(&mut one).detail = Detail::Person { actor: Some("a".into()) };
        set.apply(&Op::Replace(one).into()).unwrap();
    }
    let names: Vec<_> =
        graph(&set).iter().filter_map(|one| one["name"].as_str().map(str::to_owned)).collect();
    assert_eq!(names, ["Ana Ruiz"]);
    let proved = proved(format("schema-org"), &set, &Options::default()).unwrap();
    let lost = |what| proved.losses[0].iter().find(|loss| loss.what == what).map(|loss| loss.count);
    assert_eq!(lost(Lack::Annotation), Some(3), "a person of the file has no place in the text");
    assert_eq!(lost(Lack::ActorAlone), Some(1), "nothing in the file is about Bo Li");
}

#[test]
fn an_address_without_its_beginning_is_completed_and_words_stay_words() {
    for (typed, wanted) in [
        ("www.state.gov/briefing", "https://www.state.gov/briefing"),
        ("  state.gov ", "https://state.gov"),
        ("localhost:8080/x", "localhost:8080/x"),
        ("state.gov:8080/x?y#z", "https://state.gov:8080/x?y#z"),
        ("bücher.de/ä", "https://bücher.de/ä"),
        ("https://a.test/b", "https://a.test/b"),
        ("10.1000/182", "doi:10.1000/182"),
        ("doi:10.1000/182", "doi:10.1000/182"),
        ("ana@desk.test", "mailto:ana@desk.test"),
        ("my aunt", "my aunt"),
        ("Lund Post, 3 May", "Lund Post, 3 May"),
        ("minutes.pdf", "minutes.pdf"),
        ("aunt", "aunt"),
        ("3.5", "3.5"),
        ("", ""),
    ] {
        assert_eq!(completed(typed), wanted, "{typed}");
    }
}

#[test]
fn a_date_is_one_that_programs_read() {
    for date in ["2026", "2026-03", "2026-03-02", " 2026-03-02 "] {
        assert!(day(date).is_some(), "{date}");
    }
    for text in ["", "March 2026", "2026-13", "2026-00-01", "02.03.2026", "26-03-02", "2026-3-2"] {
        assert_eq!(day(text), None, "{text}");
    }
}

#[test]
fn no_address_of_a_check_that_runs_a_script_leaves_in_any_format() {
    let hostile = "javascript:alert(1)".to_owned();
    let publisher = Publisher { url: hostile.clone(), ..publisher() };
    let check = Check { page: hostile, publisher: Some(publisher), ..ready() };
    let set = checked("[claim:One].", &[check]);
    for codec in registry::all() {
        let made = proved(codec, &set, &Options::default()).unwrap();
        let text = String::from_utf8_lossy(&made.files[0].content).into_owned();
        assert!(!text.contains("javascript"), "{}: {text}", codec.format.id);
        let told = made.losses[0].iter().find(|loss| loss.what == Lack::Address);
        assert_eq!(told.unwrap().count, 2, "{}", codec.format.id);
    }
}

#[test]
fn an_article_without_a_title_gets_none() {
    let set = annotated("Ana left.");
    assert_eq!(set.details().title, "");
    assert_eq!(graph(&set)[0].get("headline"), None);
    let details = Details { title: "Ana left".to_owned(), ..Details::default() };
    let set = AnnotationSet::new(set.article().clone(), details);
    assert_eq!(graph(&set)[0]["headline"], "Ana left");
}
