//! The sample article as a fact-checker leaves it: nine people, six quotes, eight claims. And documents made
//! of a notation, with speakers, claimants and verdicts.

use std::collections::BTreeMap;
use std::rc::Rc;

use article_annotator::formats::common::loss::rebuilt;
use article_annotator::model::{
    Actor, ActorId, ActorSort, Annotation, AnnotationSet, Article, Check, Claimant, Detail,
    Details, Kind, QuoteForm, TextRange, Verdict,
};

use crate::notation::{annotated, annotation, find};

/// The sample article, without annotations.
pub const SAMPLE: &str = include_str!("../../assets/sample-article.txt");

/// A document in notation: `who` names the person of an annotation by its id (the article itself is `=`),
/// `how` its form or verdict.
pub fn told(notation: &str, who: &[(&str, &str)], how: &[(&str, &str)]) -> AnnotationSet {
    with_people(&annotated(notation), who, how)
}

/// The same for a document that exists.
pub fn with_people(
    set: &AnnotationSet,
    who: &[(&str, &str)],
    how: &[(&str, &str)],
) -> AnnotationSet {
    let who: BTreeMap<_, _> = who.iter().copied().collect();
    let how: BTreeMap<_, _> = how.iter().copied().collect();
    let mut actors: Vec<Actor> = Vec::new();
    let annotations: Vec<Annotation> = set
        .iter()
        .map(|one| {
            let mut one = Annotation::clone(one);
            let name = who.get(&*one.id.0).copied();
            let id = name.filter(|name| *name != "=").map(ActorId::from);
            let how = how.get(&*one.id.0).copied();
            if let Some(id) = id.clone().filter(|id| actors.iter().all(|actor| actor.id != *id)) {
                actors.push(Actor::person(id.clone(), &*id.0));
            }
            one.detail = match one.kind() {
                Kind::Person => Detail::Person { actor: id },
                Kind::Quote => {
                    Detail::Quote { speaker: id, cue: None, form: how.map(form), source: None }
                }
                Kind::Claim => Detail::Claim {
                    claimant: name.map(|name| match id {
                        Some(id) => Claimant::Actor(id),
                        None => {
                            assert_eq!(name, "=");
                            Claimant::Article
                        }
                    }),
                    check: how.map(|how| Check {
                        verdict: Some(Verdict::named(how)),
                        ..Check::default()
                    }),
                },
            };
            one
        })
        .collect();
    rebuilt(set.article().clone(), (**set.details()).clone(), actors, annotations)
}

fn form(name: &str) -> QuoteForm {
    match name {
        "direct" => QuoteForm::Direct,
        "indirect" => QuoteForm::Indirect,
        _ => QuoteForm::Mixed,
    }
}

/// The same document with a person changed.
pub fn with_actor(set: &AnnotationSet, id: &str, change: impl Fn(&mut Actor)) -> AnnotationSet {
    let actors = set.actors().map(|actor| {
        let mut actor = Actor::clone(actor);
        if &*actor.id.0 == id {
            change(&mut actor);
        }
        actor
    });
    let annotations = set.iter().map(|one| Annotation::clone(one)).collect();
    rebuilt(set.article().clone(), (**set.details()).clone(), actors.collect(), annotations)
}

/// The same document with other details.
pub fn with_details(set: &AnnotationSet, details: Details) -> AnnotationSet {
    let actors = set.actors().map(|actor| Actor::clone(actor)).collect();
    let annotations = set.iter().map(|one| Annotation::clone(one)).collect();
    rebuilt(set.article().clone(), details, actors, annotations)
}

/// The checked sample article.
pub fn sample() -> AnnotationSet {
    let article = Rc::new(Article::new(None, SAMPLE).unwrap());
    let mut annotations = Vec::new();
    let mut mark = |id: &str, kind, parts: &[&str], from: &str| {
        let after = find(&article, from).start.0;
        let rest = &article.text()[after as usize..];
        let span = |words: &&str| {
            let at = after + rest.find(words).unwrap_or_else(|| panic!("{words}")) as u32;
            TextRange::new(at, at + words.len() as u32)
        };
        annotations.push(annotation(id, kind, &parts.iter().map(span).collect::<Vec<_>>()));
    };
    for (id, name, from) in [
        ("p1", "Vladimir Putin", "Russian President"),
        ("p2", "Steve Witkoff", "Russian President"),
        ("p3", "Jared Kushner", "Russian President"),
        ("p4", "Donald Trump", "Russian President"),
        ("p5", "Volodymyr Zelenskyy", "Russian President"),
        ("p6", "Yuri Ushakov", "The meeting"),
        ("p7", "Kirill Dmitriev", "The meeting"),
        ("p8", "Josh Gruenbaum", "The meeting"),
        ("p9", "Putin", "emissary talks"),
        ("p10", "Steve Witkoff", "While progress"),
        ("p11", "Zelenskyy", "This echoes"),
        ("p12", "Zelenskyy", "President Zelenskyy emphasized"),
        ("p13", "Zelenskyy", "The diplomatic push"),
    ] {
        mark(id, Kind::Person, &[name], from);
    }
    let fund = "Kirill Dmitriev, head of the Russian Direct Investment Fund";
    for (id, kind, parts, from) in [
        ("q1", Kind::Quote, &["peace proposals are nearly ready"][..], "Russian President"),
        (
            "q2",
            Kind::Quote,
            &[
                "The meeting",
                &format!(
                    "included Russian presidential foreign policy advisor Yuri Ushakov and {fund}"
                ),
            ],
            "The meeting",
        ),
        ("q3", Kind::Quote, &["one major issue is still unresolved"], "While progress"),
        (
            "q4",
            Kind::Quote,
            &[
                "the future status of Russian-occupied territories in eastern Ukraine is a key point of contention",
            ],
            "While progress",
        ),
        (
            "q5",
            Kind::Quote,
            &[
                "postwar security guarantees, crucial for Ukraine, are already agreed upon with the United States, though they would require ratification",
            ],
            "President Zelenskyy emphasized",
        ),
        (
            "q6",
            Kind::Quote,
            &[
                "compromise must be mutual",
                "“Russians have to be ready for compromises because, you know, everybody has to be ready, not only Ukraine.”",
            ],
            "He struck",
        ),
        ("c1", Kind::Claim, &["former President Donald Trump’s son-in-law"], "Russian President"),
        (
            "c2",
            Kind::Claim,
            &["trilateral negotiations set to commence in the United Arab Emirates"],
            "Russian President",
        ),
        ("c3", Kind::Claim, &[fund], "The meeting"),
        (
            "c4",
            Kind::Claim,
            &["Josh Gruenbaum of the US Government Procurement Agency"],
            "The meeting",
        ),
        (
            "c5",
            Kind::Claim,
            &["marking his first involvement in such high-level emissary talks with Putin"],
            "The meeting",
        ),
        (
            "c6",
            Kind::Claim,
            &["Steve Witkoff confirmed that one major issue is still unresolved"],
            "While progress",
        ),
        (
            "c7",
            Kind::Claim,
            &[
                "postwar security guarantees, crucial for Ukraine, are already agreed upon with the United States",
            ],
            "President Zelenskyy emphasized",
        ),
        (
            "c8",
            Kind::Claim,
            &[
                "two days of trilateral meetings involving the US, Ukraine, and Russia are scheduled to begin in the United Arab Emirates",
            ],
            "The diplomatic push",
        ),
    ] {
        mark(id, kind, parts, from);
    }
    let (zelenskyy, witkoff, kremlin, putin) =
        ("Volodymyr Zelenskyy", "Steve Witkoff", "Kremlin press service", "Vladimir Putin");
    let set = rebuilt(article.clone(), Details::default(), Vec::new(), annotations);
    let set = with_people(
        &set,
        &[
            ("p1", putin),
            ("p2", witkoff),
            ("p3", "Jared Kushner"),
            ("p4", "Donald Trump"),
            ("p5", zelenskyy),
            ("p6", "Yuri Ushakov"),
            ("p7", "Kirill Dmitriev"),
            ("p8", "Josh Gruenbaum"),
            ("p9", putin),
            ("p10", witkoff),
            ("p11", zelenskyy),
            ("p12", zelenskyy),
            ("p13", zelenskyy),
            ("q1", zelenskyy),
            ("q2", kremlin),
            ("q3", witkoff),
            ("q4", zelenskyy),
            ("q5", zelenskyy),
            ("q6", zelenskyy),
            ("c1", "="),
            ("c2", "="),
            ("c3", kremlin),
            ("c4", "="),
            ("c5", "="),
            ("c7", zelenskyy),
            ("c8", zelenskyy),
        ],
        &[
            ("q1", "indirect"),
            ("q2", "indirect"),
            ("q3", "indirect"),
            ("q4", "indirect"),
            ("q5", "indirect"),
            ("q6", "mixed"),
            ("c1", "mixed"),
            ("c2", "true"),
            ("c3", "true"),
            ("c4", "mostly-false"),
            ("c5", "unproven"),
            ("c7", "unproven"),
        ],
    );
    let set = with_actor(&set, kremlin, |actor| actor.sort = ActorSort::Organisation);
    let set = with_actor(&set, zelenskyy, |actor| actor.role = "President of Ukraine".to_owned());
    let title = "Putin holds late-night meeting with US envoys".to_owned();
    with_details(&set, Details { title, ..Details::default() })
}

#[test]
fn a_refusal_stays_until_it_is_dismissed_and_other_messages_pass() {
    use article_annotator::session::{Action, Message};
    let mut desk = crate::world::Desk::default();
    for (message, stays) in [(Message::PageTooLong, true), (Message::Elsewhere, false)] {
        desk.does(Action::Notify(message.into()));
        assert_eq!(desk.session.toast().unwrap().stays(), stays);
    }
    desk.does(Action::DismissToast(None));
    assert!(desk.session.toast().is_none());
}
