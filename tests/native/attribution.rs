//! Suggested speakers and claimants, by tables of real sentences.

use article_annotator::model::{
    Actor, Annotation, AnnotationId, Claimant, Detail, Kind, Op, QuoteForm, TextRange,
};
use article_annotator::session::Action;
use article_annotator::session::api::arguments::Patch;
use article_annotator::session::document::attribution::{Attribution, Suggested, attribution};

use crate::notation::{annotated, find};
use crate::world::Desk;

/// The text, the people marked in it, the quote, and the suggestion for it.
const QUOTES: &[(&str, &[&str], &str, &str)] = &[
    (
        SAMPLE,
        &["Steve Witkoff"],
        "one major issue is still unresolved",
        "Steve Witkoff, Indirect, “confirmed”",
    ),
    (
        SAMPLE,
        &["Volodymyr Zelenskyy’s"],
        "postwar security guarantees, crucial for Ukraine, are already agreed upon with the United States",
        "Volodymyr Zelenskyy, Indirect, “stating”",
    ),
    (
        SAMPLE,
        &["Volodymyr Zelenskyy’s"],
        "two days of trilateral meetings involving the US, Ukraine, and Russia are scheduled to begin",
        "Volodymyr Zelenskyy, Indirect, “announcing”",
    ),
    ("“Jobs doubled,” said Ana Ruiz.", &[], "“Jobs doubled,”", "Ana Ruiz, Direct, “said”"),
    ("“Jobs doubled,” Ana Ruiz said.", &["Ana Ruiz"], "Jobs doubled,", "Ana Ruiz, Direct, “said”"),
    (
        "Ana Ruiz spoke. “Jobs doubled,” she said.",
        &["Ana Ruiz"],
        "“Jobs doubled,”",
        "Ana Ruiz, Direct, “she said”",
    ),
    (
        SAMPLE,
        &["Volodymyr Zelenskyy’s", "Josh Gruenbaum"],
        "Russians have to be ready for compromises because, you know, everybody has to be ready, not only Ukraine",
        "Volodymyr Zelenskyy, Direct, “saying”",
    ),
    // “President Zelenskyy” is nearer than the last person who is marked, and may be “he”.
    (
        SAMPLE,
        &["Steve Witkoff", "Josh Gruenbaum"],
        "Russians have to be ready for compromises because, you know, everybody has to be ready, not only Ukraine",
        "nobody, Direct",
    ),
    (
        "Bo Lund came.\nDr. Ana Ruiz opened The Hague office. “We are late,” she said.",
        &["Bo Lund"],
        "“We are late,”",
        "nobody, Direct",
    ),
    (
        SAMPLE,
        &["Volodymyr Zelenskyy’s"],
        "peace proposals are nearly ready",
        "Volodymyr Zelenskyy, Indirect, “announcement”",
    ),
    (
        SAMPLE,
        &["Volodymyr Zelenskyy’s"],
        "compromise must be mutual",
        "Volodymyr Zelenskyy, Indirect, “emphasizing”",
    ),
    (
        SAMPLE,
        &[],
        "included Russian presidential foreign policy advisor Yuri Ushakov",
        "Kremlin press service, Indirect, “detailed”",
    ),
    (
        "Ukrainian President Volodymyr Zelenskyy said no.",
        &[],
        "no",
        "Volodymyr Zelenskyy, Indirect, “said”",
    ),
    (
        "Ana Ruiz said of “Bo Li” that jobs doubled.",
        &[],
        "jobs doubled",
        "Ana Ruiz, Indirect, “said”",
    ),
    (
        "Ana Ruiz said jobs “doubled twice” in May.",
        &["Ana Ruiz"],
        "jobs “doubled twice” in May",
        "Ana Ruiz, Mixed, “said”",
    ),
    (
        "According to the Labour Ministry, jobs doubled.",
        &[],
        "jobs doubled",
        "Labour Ministry, Indirect, “According”",
    ),
    ("Jobs doubled in May.", &[], "Jobs doubled", "nobody, Indirect"),
    ("Ana Ruiz said no. Jobs doubled. Bo Li said yes.", &[], "Jobs doubled.", "nobody, Indirect"),
    ("Ana Ruiz said no. Jobs doubled in May.", &[], "Jobs doubled", "nobody, Indirect"),
    ("“Yes.” Ana Ruiz said no.", &[], "“Yes.”", "nobody, Direct"),
    ("Ana Ruiz said ‹jobs doubled›.", &[], "‹jobs doubled›", "Ana Ruiz, Direct, “said”"),
    ("Ana Ruiz said ‹jobs doubled›.", &[], "jobs doubled", "Ana Ruiz, Direct, “said”"),
    ("(So said Ana Ruiz.)“Jobs doubled.” It rained.", &[], "“Jobs doubled.”", "nobody, Direct"),
];

const SAMPLE: &str = include_str!("../../assets/sample-article.txt");

fn suggested(desk: &mut Desk, id: &AnnotationId) -> Option<Suggested> {
    desk.does(Action::OpenCard(id.clone()));
    let cards = desk.session.screen().article.unwrap().cards;
    let open = cards.cards.iter().find_map(|card| card.open.clone()).unwrap();
    open.attribution.suggested.clone()
}

fn told(suggested: &Suggested) -> String {
    let speaker = suggested.speaker.as_deref().unwrap_or("nobody");
    let form = suggested.form.map(|form| format!(", {form:?}")).unwrap_or_default();
    let cue = suggested.cue.as_ref().map(|cue| format!(", “{cue}”")).unwrap_or_default();
    format!("{speaker}{form}{cue}")
}

#[test]
fn the_words_around_a_quote_suggest_its_speaker_its_form_and_its_cue() {
    for (text, people, quote, expected) in QUOTES {
        let mut desk = Desk::reading(text);
        for name in *people {
            desk.mark(Kind::Person, name);
        }
        let id = desk.mark(Kind::Quote, quote);
        assert_eq!(told(&suggested(&mut desk, &id).unwrap()), *expected, "“{quote}” in “{text}”");
        let Detail::Quote { speaker, cue, form, .. } = &desk.set().get(&id).unwrap().detail else {
            panic!()
        };
        assert!(speaker.is_none() && cue.is_none() && form.is_none(), "a suggestion sets nothing");
    }
}

#[test]
fn a_suggestion_is_kept_in_one_step_and_then_no_longer_made() {
    let mut desk = Desk::reading("“Jobs doubled,” said Ana Ruiz.");
    let id = desk.mark(Kind::Quote, "“Jobs doubled,”");
    let before = desk.exported();
    let patch = suggested(&mut desk, &id).unwrap().patch;
    desk.update(&id, patch);
    assert_eq!(desk.actors(), ["Ana Ruiz"]);
    assert_eq!(suggested(&mut desk, &id), None);
    let Detail::Quote { speaker, cue, form, .. } = &desk.set().get(&id).unwrap().detail else {
        panic!()
    };
    assert!(speaker.is_some() && cue.is_some() && *form == Some(QuoteForm::Direct));
    assert!(desk.undo());
    assert_eq!(desk.exported(), before);
}

#[test]
fn a_claim_inside_a_quote_is_suggested_to_be_its_speakers() {
    let mut desk =
        Desk::reading("“Jobs doubled in May, and I am glad,” said Ana Ruiz. Bo Li said no.");
    let quote = desk.mark(Kind::Quote, "“Jobs doubled in May, and I am glad,”");
    let claim = desk.mark(Kind::Claim, "Jobs doubled in May");
    desk.update(&quote, Patch { actor: Some(Some("Bo Li".to_owned())), ..Patch::default() });
    let found = suggested(&mut desk, &claim).unwrap();
    assert_eq!(told(&found), "Bo Li");
    desk.update(&claim, found.patch);
    assert_eq!(desk.actors(), ["Bo Li"]);
}

/// What the card of the first quote or claim shows, in a document with these people.
fn shown(notation: &str, people: &[&str], change: impl FnOnce(&mut Annotation)) -> Attribution {
    let mut set = annotated(notation);
    for (number, name) in people.iter().enumerate() {
        let actor = Actor::person(format!("p{number}").as_str().into(), *name);
        set.apply(&Op::AddActor(actor.into()).into()).unwrap();
    }
    let mut one = Annotation::clone(set.iter().next().unwrap());
    change(&mut one);
    let id = one.id.clone();
    set.apply(&Op::Replace(one.into()).into()).unwrap();
    attribution(&set, set.get(&id).unwrap())
}

#[test]
fn a_card_shows_what_is_known_and_every_name_once_to_choose_from() {
    let quote = "[quote:“Jobs doubled,”] said Ana Ruiz.";
    let people = ["Zoe", "Ana Ruiz", "Bo", "Ana Ruiz"];
    let card = shown(quote, &people, |one| {
        let range = find(&crate::notation::article("“Jobs doubled,” said Ana Ruiz."), "said");
        let (speaker, cue) = (Some("p2".into()), Some(range));
        one.detail = Detail::Quote { speaker, form: Some(QuoteForm::Mixed), cue, source: None };
    });
    assert_eq!(card.names, ["Ana Ruiz", "Bo", "Zoe"]);
    assert_eq!((card.name.as_str(), card.article), ("Bo", false));
    assert_eq!((card.form, card.cue.as_deref()), (Some(QuoteForm::Mixed), Some("said")));
    assert_eq!(card.suggested, None, "nothing is left to suggest");
    let claim = |claimant| {
        let card = shown("[claim:Jobs doubled], said Bo.", &["Bo"], |one| {
            one.detail = Detail::Claim { claimant, check: None };
        });
        (card.name, card.article, card.form, card.suggested.and_then(|it| it.speaker))
    };
    assert_eq!(claim(None), (String::new(), false, None, Some("Bo".to_owned())));
    assert_eq!(claim(Some(Claimant::Article)), (String::new(), true, None, None));
    assert_eq!(claim(Some(Claimant::Actor("p0".into()))), ("Bo".to_owned(), false, None, None));
    let person = shown("[person:Bo] said so.", &["Bo"], |one| {
        one.detail = Detail::Person { actor: Some("p0".into()) };
    });
    assert_eq!((person.name.as_str(), person.suggested), ("Bo", None));
}

#[test]
fn only_what_is_not_known_of_a_quote_is_suggested() {
    let quote = |speaker: Option<&str>, form, cue: Option<TextRange>| {
        let card = shown("[quote:“Jobs doubled,”] said Ana Ruiz.", &["Ana Ruiz"], |one| {
            one.detail =
                Detail::Quote { speaker: speaker.map(Into::into), form, cue, source: None };
        });
        card.suggested.map_or("nothing".to_owned(), |it| told(&it))
    };
    let mark = Some(TextRange::new(0, 3));
    assert_eq!(quote(None, None, None), "Ana Ruiz, Direct, “said”");
    assert_eq!(quote(None, None, mark), "Ana Ruiz, Direct");
    assert_eq!(quote(None, Some(QuoteForm::Mixed), None), "Ana Ruiz, “said”");
    assert_eq!(quote(Some("p0"), None, None), "nobody, Direct");
    assert_eq!(quote(Some("p0"), Some(QuoteForm::Direct), None), "nothing");
}

#[test]
fn of_two_people_of_one_name_the_suggestion_means_the_one_that_is_marked() {
    let mut set = annotated("[quote:“Jobs doubled,”] said [person#m:Ana Ruiz].");
    for id in ["one", "two"] {
        set.apply(&Op::AddActor(Actor::person(id.into(), "Ana Ruiz").into()).into()).unwrap();
    }
    let mut mention = Annotation::clone(set.get(&"m".into()).unwrap());
    mention.detail = Detail::Person { actor: Some("two".into()) };
    set.apply(&Op::Replace(mention.into()).into()).unwrap();
    let found = attribution(&set, set.iter().next().unwrap()).suggested.unwrap();
    assert_eq!(found.speaker.as_deref(), Some("Ana Ruiz"));
    assert_eq!(found.patch.actor, Some(Some("two".to_owned())));
}

#[test]
fn who_was_named_last_is_offered_first() {
    let mut desk = Desk::reading("“One,” he said. “Two,” she said. “Three,” they said. “Four.”");
    let quotes =
        ["“One,”", "“Two,”", "“Three,”", "“Four.”"].map(|words| desk.mark(Kind::Quote, words));
    for (quote, name) in quotes.iter().zip(["Zoe", "Bo", "Ana"]) {
        desk.world.wait(1000);
        desk.update(quote, Patch { actor: Some(Some(name.to_owned())), ..Patch::default() });
    }
    let names = |desk: &Desk| attribution(desk.set(), desk.set().get(&quotes[3]).unwrap()).names;
    assert_eq!(names(&desk), ["Ana", "Bo", "Zoe"]);
    desk.world.wait(1000);
    desk.update(&quotes[3], Patch { actor: Some(Some("Zoe".to_owned())), ..Patch::default() });
    assert_eq!(names(&desk), ["Zoe", "Ana", "Bo"]);
}

#[test]
fn no_word_that_only_begins_a_sentence_is_suggested_as_a_claimant() {
    for (before, expected) in [
        ("What he did not say was that ", None),
        ("Ana Ruiz came. What she did not say was that ", Some("Ana Ruiz")),
        ("How the minister said ", None),
        ("Nothing was said of it, though ", None),
        ("Yesterday the mayor said that ", None),
        ("Which Bo Lund said ", Some("Bo Lund")),
    ] {
        let mut desk = Desk::reading(&format!("{before}the bridge would cost 9 million."));
        if before.starts_with("Ana Ruiz") {
            desk.mark(Kind::Person, "Ana Ruiz");
        }
        let claim = desk.mark(Kind::Claim, "the bridge would cost 9 million");
        let found = suggested(&mut desk, &claim).and_then(|found| found.speaker);
        assert_eq!(found.as_deref(), expected, "{before}");
    }
}

#[test]
fn whoever_says_a_quote_does_not_say_the_one_inside_it() {
    for (text, quote, expected) in [
        (
            "“My mother always said, ‘A bridge is a promise,’” Claire Dubois recalled.",
            "‘A bridge is a promise,’",
            None,
        ),
        ("“Bo Lund said ‘never’ to that,” Claire Dubois recalled.", "‘never’", Some("Bo Lund")),
        ("“It is late,” said Claire Dubois.", "“It is late,”", Some("Claire Dubois")),
        ("“It is late,” said Claire Dubois, “and cold.”", "“and cold.”", Some("Claire Dubois")),
    ] {
        let mut desk = Desk::reading(text);
        let id = desk.mark(Kind::Quote, quote);
        let found = suggested(&mut desk, &id).and_then(|found| found.speaker);
        assert_eq!(found.as_deref(), expected, "{text}");
    }
}
