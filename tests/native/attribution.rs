//! Suggested speakers and claimants, by tables of real sentences.

use article_annotator::model::{AnnotationId, Detail, Kind, QuoteForm};
use article_annotator::session::Action;
use article_annotator::session::api::arguments::Patch;
use article_annotator::session::document::attribution::Proposed;

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
    ("(So said Ana Ruiz.)“Jobs doubled.” It rained.", &[], "“Jobs doubled.”", "nobody, Direct"),
];

const SAMPLE: &str = include_str!("../../assets/sample-article.txt");

fn proposed(desk: &mut Desk, id: &AnnotationId) -> Option<Proposed> {
    desk.does(Action::OpenCard(id.clone()));
    let cards = desk.session.screen().article.unwrap().cards;
    let open = cards.cards.iter().find_map(|card| card.open.clone()).unwrap();
    open.attribution.proposed.clone()
}

fn told(proposed: &Proposed) -> String {
    let speaker = proposed.speaker.as_deref().unwrap_or("nobody");
    let form = proposed.form.map(|form| format!(", {form:?}")).unwrap_or_default();
    let cue = proposed.cue.as_ref().map(|cue| format!(", “{cue}”")).unwrap_or_default();
    format!("{speaker}{form}{cue}")
}

#[test]
fn the_words_around_a_quote_propose_its_speaker_its_form_and_its_cue() {
    for (text, people, quote, expected) in QUOTES {
        let mut desk = Desk::reading(text);
        for name in *people {
            desk.mark(Kind::Person, name);
        }
        let id = desk.mark(Kind::Quote, quote);
        assert_eq!(told(&proposed(&mut desk, &id).unwrap()), *expected, "“{quote}” in “{text}”");
        let Detail::Quote { speaker, cue, form } = &desk.set().get(&id).unwrap().detail else {
            panic!()
        };
        assert!(speaker.is_none() && cue.is_none() && form.is_none(), "a proposal sets nothing");
    }
}

#[test]
fn a_proposal_is_kept_in_one_step_and_then_no_longer_proposed() {
    let mut desk = Desk::reading("“Jobs doubled,” said Ana Ruiz.");
    let id = desk.mark(Kind::Quote, "“Jobs doubled,”");
    let before = desk.exported();
    let patch = proposed(&mut desk, &id).unwrap().patch;
    desk.update(&id, patch);
    assert_eq!(desk.actors(), ["Ana Ruiz"]);
    assert_eq!(proposed(&mut desk, &id), None);
    let Detail::Quote { speaker, cue, form } = &desk.set().get(&id).unwrap().detail else {
        panic!()
    };
    assert!(speaker.is_some() && cue.is_some() && *form == Some(QuoteForm::Direct));
    assert!(desk.undo());
    assert_eq!(desk.exported(), before);
}

#[test]
fn a_claim_inside_a_quote_is_proposed_to_be_its_speakers() {
    let mut desk =
        Desk::reading("“Jobs doubled in May, and I am glad,” said Ana Ruiz. Bo Li said no.");
    let quote = desk.mark(Kind::Quote, "“Jobs doubled in May, and I am glad,”");
    let claim = desk.mark(Kind::Claim, "Jobs doubled in May");
    desk.update(&quote, Patch { actor: Some(Some("Bo Li".to_owned())), ..Patch::default() });
    let found = proposed(&mut desk, &claim).unwrap();
    assert_eq!(told(&found), "Bo Li");
    desk.update(&claim, found.patch);
    assert_eq!(desk.actors(), ["Bo Li"]);
}
