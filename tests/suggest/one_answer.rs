//! The open card and the suggestions name the same person for the same words, whenever both name somebody. In
//! the texts, names of people stand in square brackets.

use article_annotator::model::names::{Name, Register};
use article_annotator::model::suggest::attribution::{Speaker, suggest};
use article_annotator::model::suggest::{Prose, Suggestion, TextLanguage, said};
use article_annotator::model::{Actor, AnnotationSet, Detail, Kind, Op, TextRange};

use crate::desk::{add, annotation, article, lines, marked, models};

/// A text with its people marked and in the register.
fn with_people(text: &str, people: &[TextRange]) -> AnnotationSet {
    let mut set = article(text, Some("en"));
    for (number, range) in people.iter().enumerate() {
        let register = Register::of_all(set.actors().map(AsRef::as_ref));
        let known = register.find(set.article().slice(*range)).map(|(id, _)| id.clone());
        let id = known.unwrap_or_else(|| format!("p{number}").as_str().into());
        if set.actor(&id).is_none() {
            let name = set.article().slice(*range).to_owned();
            set.apply(&Op::AddActor(Actor::person(id.clone(), name).into()).into()).unwrap();
        }
        add(&mut set, annotation(Detail::Person { actor: Some(id) }, vec![*range], number));
    }
    set
}

/// Whom the card names for the words of a suggestion.
fn by_card(set: &AnnotationSet, one: &Suggestion) -> Option<String> {
    let detail = match one.kind {
        Kind::Claim => Detail::Claim { claimant: None, check: None },
        _ => Detail::Quote { speaker: None, cue: None, form: None, source: None },
    };
    let register = Register::of_all(set.actors().map(AsRef::as_ref));
    let found = suggest(set, &register, &annotation(detail, one.spans.clone(), 9999));
    Some(match found.speaker? {
        Speaker::Known(id) => set.actor(&id)?.name.clone(),
        Speaker::Words(range) => set.article().slice(range).to_owned(),
    })
}

fn is_one(one: &str, other: &str) -> bool {
    let bare = |name: &str| Name::of(name.trim_start_matches("the "));
    bare(one).meets(&bare(other)).is_some()
}

/// The text, and who says its first quote by the card.
const TABLE: &[(&str, Option<&str>)] = &[
    ("“Jobs doubled,” said [Ana Ruiz].", Some("Ana Ruiz")),
    ("“Jobs doubled,” [Ana Ruiz] said.", Some("Ana Ruiz")),
    ("[Ana Ruiz] said: “Jobs doubled.”", Some("Ana Ruiz")),
    ("According to [Ana Ruiz], “jobs doubled twice in May”.", Some("Ana Ruiz")),
    ("“Jobs doubled,” [Ana Ruiz], editor at the Leeds Gazette, said.", Some("Ana Ruiz")),
    ("[Ana Ruiz], a critic of the mayor [Tom Hall], said: “Jobs doubled.”", Some("Ana Ruiz")),
    ("[Ana Ruiz], of the University of Leeds, said: “Jobs doubled.”", Some("Ana Ruiz")),
    ("Speaking after [Tom Hall], [Ana Ruiz] said: “Jobs doubled.”", Some("Ana Ruiz")),
    ("A spokesman for [Tom Hall] said: “Jobs doubled.”", None),
    ("[Tom Hall]'s lawyer said: “Jobs doubled.”", None),
    ("The mayor told [Tom Hall] “jobs doubled within a year”.", None),
    ("[Ana Ruiz] spoke first. “Jobs doubled,” she said.", Some("Ana Ruiz")),
    ("[Gloria] sat in the café she owns. Her grandson smiled. “Jobs doubled,” he replied.", None),
    ("[Tom Hall] met [Ana Ruiz], who left her office. “Jobs doubled,” he said.", Some("Tom Hall")),
    ("Mr [Hall] met Mrs [Ruiz]. “Jobs doubled,” he said.", Some("Hall")),
    ("[Ana Ruiz] left. “Jobs doubled,” said the mayor's treasurer, who stayed.", None),
    ("Minister says: “Jobs doubled.”", None),
    ("The University of Leeds said: “Jobs doubled.”", Some("University of Leeds")),
    ("[Ana Ruiz], who leads the party, said: “Jobs doubled.”", Some("Ana Ruiz")),
    ("“Jobs doubled,” said [Ana Ruiz], who had arrived late.", Some("Ana Ruiz")),
    ("[Ana Ruiz] spoke first. “Jobs doubled,” it added.", None),
    ("[Ana Ruiz] spoke first. “Jobs doubled,” they said.", None),
    ("“Jobs doubled,” the Kremlin press service said.", Some("Kremlin press service")),
    ("WHO said “jobs doubled within a year”.", Some("WHO")),
    ("“Jobs doubled,” said [Ana Ruiz]. “No,” [Tom Hall] said.", Some("Ana Ruiz")),
    ("[Ana Ruiz] was told by [Tom Hall] that “jobs doubled within a year”.", None),
    ("“Bo Lund said ‘never’ to that,” [Claire Dubois] recalled.", Some("Claire Dubois")),
    ("[Ana Ruiz] said that taxes rose by 9 percent in May.", Some("Ana Ruiz")),
];

#[test]
fn the_card_and_the_suggestions_name_one_speaker() {
    for (text, expected) in TABLE {
        let (plain, people) = marked(text);
        let set = with_people(&plain, &people);
        let prose = Prose::of(set.article().text());
        let all = said(&prose, TextLanguage::English, &people, &|word| models().given_name(word));
        let first = all.iter().find(|one| one.kind == Kind::Quote).unwrap();
        let card = by_card(&set, first);
        assert_eq!(card.as_deref(), *expected, "{text}");
        if let (Some(card), Some(stages)) = (card, &first.speaker) {
            assert!(is_one(&card, &stages.name), "{card}, {} in: {text}", stages.name);
        }
    }
}

#[test]
fn in_the_news_the_card_hardly_ever_names_another_than_the_suggestions() {
    let (mut same, mut other) = (0, 0);
    for document in lines("tests/data/wikinews/quotes.jsonl") {
        let text = document["text"].as_str().unwrap();
        let all = article_annotator::model::suggest::suggest(&article(text, Some("en")), models());
        let people = all.list.iter().filter(|one| one.kind == Kind::Person);
        let people: Vec<TextRange> = people.map(|one| one.spans[0]).collect();
        let set = with_people(text, &people);
        for one in all.list.iter().filter(|one| one.kind == Kind::Quote) {
            let Some((card, stages)) = by_card(&set, one).zip(one.speaker.as_ref()) else {
                continue;
            };
            if is_one(&card, &stages.name) { same += 1 } else { other += 1 }
        }
    }
    println!("{same} named alike, {other} not");
    // 59 and 5 when this was written.
    assert!(same >= 57 && other <= 5, "{same} named alike, {other} not");
}
