//! Many annotations changed in one step: what is shown is what is done, and one Undo takes it back.

use article_annotator::model::{AnnotationId, Detail, Kind, QuoteForm};
use article_annotator::session::api::arguments::Patch;
use article_annotator::session::document::lints::Lint;
use article_annotator::session::document::todo::SuggestedItem;
use article_annotator::session::{Action, Label, Message, Panel, Panels, Reply};

use crate::world::Desk;

const TEXT: &str = "“Prices fell,” said Ana Ruiz. “Wages rose,” Bo Li said. Nobody knows why.\n\n\
    “Rents doubled,” Ruiz added.";

/// Three quotes of two people who are marked, and a claim of nobody.
fn report() -> Desk {
    let mut desk = Desk::reading(TEXT);
    for name in ["Ana Ruiz", "Bo Li"] {
        desk.mark(Kind::Person, name);
    }
    for quote in ["“Prices fell,”", "“Wages rose,”", "“Rents doubled,”"] {
        desk.mark(Kind::Quote, quote);
    }
    desk
}

fn suggested(desk: &mut Desk, only: Option<Lint>) -> Vec<SuggestedItem> {
    desk.does(Action::Panel(Panels::Show(Panel::Todo(only))));
    desk.session.screen().todo.expect("somebody looks").suggested.to_vec()
}

fn speakers(desk: &Desk) -> Vec<String> {
    let quotes = desk.set().iter().filter(|one| one.kind() == Kind::Quote);
    let name = |id| desk.set().actor(id).map(|actor| actor.name.clone());
    quotes.map(|one| one.actor().and_then(name).unwrap_or_default()).collect()
}

fn name(one: &SuggestedItem) -> &str {
    one.suggested.speaker.as_deref().expect("somebody is suggested")
}

fn accepts(desk: &mut Desk, items: &[SuggestedItem]) -> Reply {
    let patches = items.iter().map(|one| (one.id.clone(), one.suggested.patch.clone())).collect();
    desk.does(Action::UpdateMany(patches))
}

#[test]
fn all_suggested_speakers_are_listed_with_their_quotes_and_accepted_in_one_step() {
    let mut desk = report();
    let shown = suggested(&mut desk, None);
    let lines: Vec<_> = shown
        .iter()
        .map(|one| format!("¶ {} {} {}", one.paragraph, one.words, name(one)))
        .collect();
    assert_eq!(
        lines,
        ["¶ 1 “Prices fell,” Ana Ruiz", "¶ 1 “Wages rose,” Bo Li", "¶ 2 “Rents doubled,” Ana Ruiz"]
    );
    let rows = &desk.session.screen().todo.expect("somebody looks").rows.clone();
    assert!(rows.iter().all(|one| one.finding.lint != Lint::NoSpeaker), "none is listed twice");
    let before = desk.exported();
    assert_eq!(accepts(&mut desk, &shown), Reply::Was(true));
    assert_eq!(speakers(&desk), ["Ana Ruiz", "Bo Li", "Ana Ruiz"]);
    assert_eq!(desk.toast(), Some(Message::ChangedMany(3)));
    assert_eq!(desk.session.screen().article.expect("open").undo, Some(Label::ChangeMany(3)));
    assert_eq!(suggested(&mut desk, None), []);
    assert!(desk.undo());
    assert_eq!(desk.exported(), before);
}

#[test]
fn what_comes_with_a_name_is_listed_with_it() {
    let mut desk = report();
    let shown = suggested(&mut desk, None);
    let how: Vec<_> =
        shown.iter().map(|one| (one.suggested.form, one.suggested.cue.as_deref())).collect();
    assert_eq!(how[0], (Some(QuoteForm::Direct), Some("said")));
    assert!(how.iter().all(|(form, _)| form.is_some()), "{how:?}");
    accepts(&mut desk, &shown);
    let forms = desk.set().iter().filter_map(|one| match &one.detail {
        Detail::Quote { form, .. } => Some(*form),
        _ => None,
    });
    assert_eq!(forms.collect::<Vec<_>>(), how.iter().map(|(form, _)| *form).collect::<Vec<_>>());
}

#[test]
fn a_wrong_suggestion_is_dismissed_where_it_is_listed() {
    let mut desk = report();
    let shown = suggested(&mut desk, None);
    desk.does(Action::DismissLint(Box::new(shown[1].finding.clone())));
    let left = suggested(&mut desk, None);
    assert_eq!(left.iter().map(|one| &one.id).collect::<Vec<_>>(), [&shown[0].id, &shown[2].id]);
}

#[test]
fn what_is_not_ticked_is_not_changed_and_the_filter_leaves_the_rest_out() {
    let mut desk = report();
    assert_eq!(suggested(&mut desk, Some(Lint::NoClaimant)), []);
    let shown = suggested(&mut desk, Some(Lint::NoSpeaker));
    accepts(&mut desk, &shown[1..]);
    assert_eq!(speakers(&desk), ["", "Bo Li", "Ana Ruiz"]);
}

#[test]
fn a_name_entered_by_the_first_change_is_the_same_person_in_the_second() {
    let mut desk = report();
    let quotes = desk.set().iter().filter(|one| one.kind() == Kind::Quote);
    let quotes: Vec<AnnotationId> = quotes.map(|one| one.id.clone()).collect();
    let named = |id: &AnnotationId| {
        (id.clone(), Patch { actor: Some(Some("Cy Wu".to_owned())), ..Patch::default() })
    };
    desk.does(Action::UpdateMany(quotes.iter().map(named).collect()));
    assert_eq!(speakers(&desk), ["Cy Wu"; 3]);
    assert_eq!(desk.actors().iter().filter(|name| *name == "Cy Wu").count(), 1);
    // The last that refers to somebody of whom only the name is known takes the entry along.
    let other = |id: &AnnotationId| {
        (id.clone(), Patch { actor: Some(Some("Di Fo".to_owned())), ..Patch::default() })
    };
    desk.does(Action::UpdateMany(quotes.iter().map(other).collect()));
    assert_eq!(desk.actors().iter().filter(|name| *name == "Cy Wu").count(), 0);
}

#[test]
fn an_annotation_that_is_gone_refuses_the_whole_step() {
    let mut desk = report();
    let shown = suggested(&mut desk, None);
    desk.does(Action::Remove(shown[2].id.clone()));
    let before = desk.exported();
    let patches = shown.iter().map(|one| (one.id.clone(), one.suggested.patch.clone())).collect();
    assert!(desk.tries(Action::UpdateMany(patches)).is_err());
    assert_eq!(desk.exported(), before);
    assert_eq!(accepts(&mut desk, &[]), Reply::Was(false));
}
