//! Nothing changes and nothing is published without the reader's decision: what linking and merging
//! do and say, whose verdict it is, who publishes a check, and where Ctrl+Z works.

use article_annotator::formats::Options;
use article_annotator::formats::codecs::schema_org::review::Missing;
use article_annotator::model::record::Record as _;
use article_annotator::model::repeats::taken_from;
use article_annotator::model::{
    Actor, ActorSort, AnnotationId, Check, Detail, Imprint, Kind, Origin, Publisher, PublisherSort,
    Source, Verdict,
};
use article_annotator::session::api::arguments::{Draft, Patch};
use article_annotator::session::commands::keymap::{Meaning, Place};
use article_annotator::session::document::actors::People;
use article_annotator::session::document::find_all::MarkAll;
use article_annotator::session::document::linking::{Inherited, Linked};
use article_annotator::session::document::many::LostWithKind;
use article_annotator::session::notices::message::{Merged, Named};
use article_annotator::session::render::claim_desk::ClaimDesk;
use article_annotator::session::suggest::Suggest;
use article_annotator::session::{Action, Dialog, Label, Message, Panel, Panels, Reply, Settings};
use serde_json::Value;

use crate::world::{Desk, press};

pub const TEXT: &str =
    "It rains. It is raining. Rain falls. Ana Ruiz met Piotr Kowalski. Ana Ruiz left.";

pub fn check_of(desk: &Desk, id: &AnnotationId) -> Check {
    match &desk.set().get(id).expect("there").detail {
        Detail::Claim { check, .. } => check.clone().unwrap_or_default(),
        _ => Check::default(),
    }
}

pub fn checks(desk: &mut Desk, id: &AnnotationId, verdict: Verdict) {
    let sources = vec![Source { url: "https://met.example".to_owned(), ..Source::default() }];
    let check = Some(Check { sources, ..check_of(desk, id) });
    desk.update(id, Patch { check, verdict: Some(Some(verdict)), ..Patch::default() });
}

fn links(desk: &mut Desk, id: &AnnotationId, other: &AnnotationId) {
    desk.does(Action::SameAs { id: id.clone(), other: Some(other.clone()) });
}

/// The claim from which a claim's finding was taken.
fn from(desk: &Desk, id: &AnnotationId) -> Option<AnnotationId> {
    taken_from(desk.set(), desk.set().get(id).expect("there"))
}

pub fn settles(desk: &mut Desk, imprint: Imprint) {
    let settings = Settings { imprint: imprint.into(), ..(**desk.session.settings()).clone() };
    desk.does(Action::SetSettings(settings));
}

pub fn imprint() -> Imprint {
    Imprint {
        publisher: Publisher {
            name: " Harbour Desk ".to_owned(),
            sort: PublisherSort::Organisation,
            url: "www.desk.test".to_owned(),
        },
        page: "desk.test/checks".to_owned(),
    }
}

/// The claims in a desk's ClaimReview file, with author and address.
pub fn reviewed(desk: &Desk) -> Vec<(String, String, String)> {
    let file: Value =
        serde_json::from_str(&desk.exports("schema-org").expect("a file")).expect("JSON");
    let graph = file["@graph"].as_array().expect("a list").clone();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let reviews = graph.iter().filter(|one| one["@type"] == "ClaimReview");
    reviews
        .map(|one| (text(&one["claimReviewed"]), text(&one["author"]["name"]), text(&one["url"])))
        .collect()
}

pub fn at_desk(desk: &mut Desk, id: &AnnotationId) -> ClaimDesk {
    desk.does(Action::Panel(Panels::Claim(id.clone())));
    let shown = desk.lists().claims.desk.clone().expect("a claim is open");
    (*shown).clone()
}

#[test]
fn who_publishes_is_asked_once_and_holds_for_every_check_until_one_says_otherwise() {
    let mut desk = Desk::reading(TEXT);
    let (first, second) =
        (desk.mark(Kind::Claim, "It rains"), desk.mark(Kind::Claim, "Rain falls"));
    checks(&mut desk, &first, Verdict::False);
    checks(&mut desk, &second, Verdict::True);
    assert_eq!(reviewed(&desk), []);
    assert_eq!(at_desk(&mut desk, &first).missing, [Missing::Publisher, Missing::Page]);
    settles(&mut desk, imprint());
    let known = &desk.session.settings().imprint;
    assert_eq!(
        (&*known.publisher.name, &*known.page),
        ("Harbour Desk", "https://desk.test/checks")
    );
    assert_eq!(known.publisher.url, "https://www.desk.test");
    assert_eq!(at_desk(&mut desk, &first).missing, []);
    let by_all = |words: &str| {
        let page = "https://desk.test/checks".to_owned();
        (words.to_owned(), "Harbour Desk".to_owned(), page)
    };
    assert_eq!(reviewed(&desk), [by_all("It rains"), by_all("Rain falls")]);
    let own = Publisher {
        name: "Jane Porter".to_owned(),
        sort: PublisherSort::Person,
        ..Publisher::default()
    };
    let page = "https://porter.test/rain".to_owned();
    let check = Check { publisher: Some(own), page, ..check_of(&desk, &second) };
    desk.update(&second, Patch { check: Some(check), ..Patch::default() });
    let by_one = ("Rain falls", "Jane Porter", "https://porter.test/rain");
    let by_one = (by_one.0.to_owned(), by_one.1.to_owned(), by_one.2.to_owned());
    assert_eq!(reviewed(&desk), [by_all("It rains"), by_one]);
    // The document itself says no more than the reader said.
    assert!(!desk.exported().contains("Harbour Desk"));
    let kept = Settings::read(&desk.session.settings().plain()).expect("they are read again");
    assert_eq!(kept.imprint, desk.session.settings().imprint);
}

#[test]
fn the_export_dialog_lists_by_name_what_is_not_ready_and_why() {
    let mut desk = Desk::reading(TEXT);
    let first = desk.mark(Kind::Claim, "It rains");
    desk.mark(Kind::Claim, "Rain falls");
    checks(&mut desk, &first, Verdict::False);
    let format = Some("schema-org".to_owned());
    desk.does(Action::ShowExport { format, options: Some(Options::default()) });
    let Some(Dialog::Export(open)) = desk.session.dialog() else { panic!("the dialog is open") };
    let listed: Vec<_> = open.unready.iter().map(|one| (&one.id, &*one.missing)).collect();
    assert_eq!(listed, [(&first, &[Missing::Publisher, Missing::Page][..])]);
    let format = Some("json".to_owned());
    desk.does(Action::ShowExport { format, options: None });
    let Some(Dialog::Export(open)) = desk.session.dialog() else { panic!("the dialog is open") };
    assert!(open.unready.is_empty(), "a file to keep keeps all");
}

#[test]
fn linking_shares_a_verdict_tells_so_and_publishes_it_for_the_claim_that_was_checked_alone() {
    let mut desk = Desk::reading(TEXT);
    let first = desk.mark(Kind::Claim, "It rains");
    let again = desk.mark(Kind::Claim, "It is raining");
    checks(&mut desk, &first, Verdict::False);
    settles(&mut desk, imprint());
    links(&mut desk, &again, &first);
    let told = Linked {
        claim: "It is raining".to_owned(),
        other: "It rains".to_owned(),
        shared: Some(Inherited { verdict: Some(Verdict::False), claim: "It rains".to_owned() }),
        replaced: Vec::new(),
    };
    assert_eq!(desk.toast(), Some(Message::Linked(Box::new(told))));
    assert_eq!(check_of(&desk, &again).verdict, Some(Verdict::False));
    assert_eq!((from(&desk, &first), from(&desk, &again)), (None, Some(first.clone())));
    let words = |desk: &Desk| reviewed(desk).into_iter().map(|one| one.0).collect::<Vec<_>>();
    assert_eq!(words(&desk), ["It rains"]);
    let shown = at_desk(&mut desk, &again);
    assert_eq!(shown.missing, [Missing::OwnCheck]);
    assert_eq!(shown.taken_from, Some((first.clone(), Some("It rains".to_owned()))));
    assert_eq!(shown.same, [(first.clone(), "It rains".to_owned())]);
    let counted = desk.lists().claims.rows.iter().filter(|card| !card.shared).count();
    assert_eq!(counted, 1, "nobody checked the other");

    desk.does(Action::Confirm(again.clone()));
    assert_eq!(words(&desk), ["It rains", "It is raining"], "somebody stands by both");
    desk.does(Action::Undo);
    assert_eq!(words(&desk), ["It rains"]);
    desk.does(Action::SameAs { id: again.clone(), other: None });
    assert_eq!(words(&desk), ["It rains"], "apart, it is still not checked");
    desk.does(Action::Undo);
    desk.does(Action::Undo);
    assert_eq!(check_of(&desk, &again), Check::default(), "linking is one step");
}

#[test]
fn whichever_of_two_was_checked_stays_the_one_that_was() {
    let mut desk = Desk::reading(TEXT);
    let first = desk.mark(Kind::Claim, "It rains");
    let again = desk.mark(Kind::Claim, "It is raining");
    let third = desk.mark(Kind::Claim, "Rain falls");
    // A checked claim is linked to an unchecked one.
    checks(&mut desk, &again, Verdict::Mixed);
    links(&mut desk, &again, &first);
    assert_eq!((from(&desk, &again), from(&desk, &first)), (None, Some(again.clone())));
    // A third joins through the unchecked one.
    links(&mut desk, &third, &first);
    assert_eq!(from(&desk, &third), Some(again.clone()));
    assert_eq!(check_of(&desk, &third).verdict, Some(Verdict::Mixed));
    // A later finding on any of them counts for all, and for the same claim.
    checks(&mut desk, &third, Verdict::True);
    for id in [&first, &again, &third] {
        assert_eq!(check_of(&desk, id).verdict, Some(Verdict::True));
    }
    assert_eq!((from(&desk, &again), from(&desk, &third)), (None, Some(again.clone())));
}

#[test]
fn two_that_were_linked_before_either_was_checked_have_one_check() {
    let mut desk = Desk::reading(TEXT);
    let first = desk.mark(Kind::Claim, "It rains");
    let again = desk.mark(Kind::Claim, "It is raining");
    links(&mut desk, &again, &first);
    let Some(Message::Linked(told)) = desk.toast() else { panic!("it is told") };
    assert_eq!((told.shared, told.replaced), (None, Vec::new()));
    checks(&mut desk, &again, Verdict::False);
    assert_eq!((from(&desk, &again), from(&desk, &first)), (None, Some(again.clone())));
    // Without a verdict, nothing is shared.
    desk.update(
        &again,
        Patch {
            check: Some(Check { same: Some(first.clone()), ..Check::default() }),
            ..Patch::default()
        },
    );
    assert_eq!(check_of(&desk, &first), Check::default());
}

#[test]
fn a_verdict_that_another_takes_the_place_of_is_named() {
    let mut desk = Desk::reading(TEXT);
    let first = desk.mark(Kind::Claim, "It rains");
    let again = desk.mark(Kind::Claim, "It is raining");
    checks(&mut desk, &first, Verdict::False);
    checks(&mut desk, &again, Verdict::True);
    links(&mut desk, &again, &first);
    let Some(Message::Linked(told)) = desk.toast() else { panic!("it is told") };
    let lost = Inherited { verdict: Some(Verdict::True), claim: "It is raining".to_owned() };
    assert_eq!(told.replaced, [lost]);
    desk.does(Action::Undo);
    assert_eq!(check_of(&desk, &again).verdict, Some(Verdict::True));
}

#[test]
fn a_merge_tells_whom_it_merged_and_what_it_copied() {
    let mut desk = Desk::reading(TEXT);
    desk.mark(Kind::Person, "Ana Ruiz");
    desk.mark(Kind::Person, "Piotr Kowalski");
    let actors: Vec<Actor> = desk.set().actors().map(|actor| Actor::clone(actor)).collect();
    let by_name = |name: &str| actors.iter().find(|actor| actor.name == name).unwrap().clone();
    let (ana, piotr) = (by_name("Ana Ruiz"), by_name("Piotr Kowalski"));
    let known = Actor { role: "Mayor".to_owned(), note: "tall".to_owned(), ..ana.clone() };
    desk.does(Action::People(People::Change(known)));
    desk.does(Action::People(People::Merge { from: ana.id, into: piotr.id }));
    let merged = Merged {
        from: "Ana Ruiz".to_owned(),
        into: "Piotr Kowalski".to_owned(),
        moved: 1,
        role: true,
        wikidata: false,
        note: true,
    };
    assert_eq!(desk.toast(), Some(Message::ActorsMerged(Box::new(merged))));
    desk.does(Action::Undo);
    assert_eq!(desk.actors().len(), 2);
}

#[test]
fn a_new_name_is_told_and_so_is_one_that_was_known() {
    let mut desk = Desk::reading(TEXT);
    let quote = desk.mark(Kind::Quote, "It rains");
    let named = |name: &str| Patch { actor: Some(Some(name.to_owned())), ..Patch::default() };
    desk.update(&quote, named("Pio"));
    let new = Named::New(ActorSort::Person, "Pio".to_owned());
    assert_eq!(desk.toast(), Some(Message::Named(Kind::Quote, new)));
    let claim = desk.mark(Kind::Claim, "Rain falls");
    let heard =
        |desk: &mut Desk| (*desk.session.screen().status.expect("something is said").what).clone();
    desk.update(&claim, named("Pio"));
    assert_eq!(heard(&mut desk), Message::Named(Kind::Claim, Named::Known("Pio".to_owned())));
    desk.update(&claim, named("article"));
    assert_eq!(heard(&mut desk), Message::Named(Kind::Claim, Named::Article));
    desk.update(&claim, Patch { actor: Some(None), ..Patch::default() });
    assert_eq!(heard(&mut desk), Message::Named(Kind::Claim, Named::Nobody));
    checks(&mut desk, &claim, Verdict::False);
    assert_eq!(heard(&mut desk), Message::SourceAdded(1));
}

#[test]
fn what_is_marked_by_hand_says_so() {
    let mut desk = Desk::reading(TEXT);
    let mention = desk.mark(Kind::Person, "Ana Ruiz");
    desk.does(Action::MarkAll(MarkAll::Like(mention)));
    let Reply::Made(ids) = desk.does(Action::MarkAll(MarkAll::Mark)) else { panic!("marked") };
    assert_eq!(ids.len(), 1);
    assert!(desk.set().iter().all(|one| one.origin == Origin::Hand));
    let range = desk.set().get(&ids[0]).unwrap().spans[0];
    let draft = |origin| Draft {
        id: None,
        kind: Kind::Claim,
        spans: vec![range],
        rest: Patch { origin, ..Patch::default() },
    };
    let drafts = vec![draft(None), draft(Some(Origin::Suggestion)), draft(Some(Origin::Import))];
    let Reply::Made(ids) = desk.does(Action::Add(drafts)) else { panic!("made") };
    let origins: Vec<_> = ids.iter().map(|id| desk.set().get(id).unwrap().origin).collect();
    assert_eq!(origins, [Origin::Hand, Origin::Suggestion, Origin::Import]);
}

#[test]
fn ctrl_z_takes_a_step_back_wherever_no_text_is_written() {
    let mut desk = Desk::reading(TEXT);
    desk.mark(Kind::Claim, "It rains");
    let undoes = |desk: &Desk, place| {
        let meaning = desk.session.meaning(&press("Ctrl+z", place));
        matches!(meaning, Some(Meaning::Act(Action::Undo)))
    };
    let everywhere = [Place::Article, Place::Toolbar, Place::Card, Place::Choice, Place::Elsewhere];
    assert!(everywhere.iter().all(|place| undoes(&desk, *place)));
    assert!(!undoes(&desk, Place::Field), "a field has an undo of its own");
    for panel in [Panel::People(None), Panel::Claims(0), Panel::Todo(None)] {
        desk.does(Action::Panel(Panels::Show(panel.clone())));
        for place in [Place::Panel, Place::Choice, Place::Elsewhere] {
            assert!(undoes(&desk, place), "{panel:?} {place:?}");
        }
        assert!(!undoes(&desk, Place::Field));
    }
    desk.does(Action::Show(Some(Dialog::Scheme.into())));
    assert!(undoes(&desk, Place::Dialog) && !undoes(&desk, Place::Field));
    desk.does(Action::ShowExport { format: None, options: None });
    assert!(!undoes(&desk, Place::Dialog), "the file would be of a document that is no more");
}

#[test]
fn a_button_of_the_header_keeps_no_key_from_the_article_but_those_that_mark() {
    let mut desk = Desk::reading(TEXT);
    desk.mark(Kind::Claim, "It rains");
    let means = |desk: &Desk, key| desk.session.meaning(&press(key, Place::Elsewhere));
    assert!(matches!(means(&desk, "s"), Some(Meaning::Act(Action::Suggest(Suggest::Ask)))));
    assert!(matches!(means(&desk, "n"), Some(Meaning::Act(Action::Step { forward: true }))));
    for key in ["1", "p", "c", "q", "e", ".", "Enter", "Space"] {
        assert!(means(&desk, key).is_none(), "{key}");
    }
}

#[test]
fn delete_in_the_article_never_means_a_card_that_was_open_before_something_was_marked() {
    let mut desk = Desk::reading(TEXT);
    let claim = desk.mark(Kind::Claim, "It is raining");
    desk.does(Action::OpenCard(claim.clone()));
    let deletes = |desk: &Desk, place| desk.session.meaning(&press("Delete", place)).is_some();
    assert!(deletes(&desk, Place::Article));
    desk.mark(Kind::Quote, "raining");
    assert!(!deletes(&desk, Place::Article), "the claim was not meant");
    assert!(deletes(&desk, Place::Card), "on the card itself it is");
    desk.does(Action::OpenCard(claim));
    assert!(deletes(&desk, Place::Article));
}

#[test]
fn escape_puts_the_pen_down_before_it_closes_a_list() {
    let mut desk = Desk::reading(TEXT);
    desk.does(Action::Panel(Panels::Show(Panel::Claims(0))));
    desk.does(Action::Pen(Some(Kind::Claim)));
    assert!(desk.key("Escape", Place::Elsewhere));
    assert_eq!((desk.session.pen(), desk.session.panel()), (None, &Panel::Claims(0)));
}

#[test]
fn in_the_list_of_annotations_ctrl_a_selects_rows_also_from_its_choices() {
    let mut desk = Desk::reading(TEXT);
    desk.mark(Kind::Claim, "It rains");
    desk.does(Action::Panel(Panels::Show(Panel::Rows(0))));
    for place in [Place::Panel, Place::Choice, Place::Card] {
        assert!(desk.session.meaning(&press("Ctrl+a", place)).is_some(), "{place:?}");
    }
    assert!(desk.session.meaning(&press("Ctrl+a", Place::Field)).is_none(), "its own words");
}

#[test]
fn escape_in_a_dialog_leaves_what_lies_behind_it() {
    let mut desk = Desk::reading(TEXT);
    let claim = desk.mark(Kind::Claim, "It rains");
    desk.does(Action::OpenCard(claim));
    assert!(desk.session.meaning(&press("Escape", Place::Field)).is_some());
    desk.does(Action::Show(Some(Dialog::Scheme.into())));
    for place in [Place::Dialog, Place::Field, Place::Choice, Place::Elsewhere] {
        assert!(desk.session.meaning(&press("Escape", place)).is_none(), "{place:?}");
    }
}

#[test]
fn what_goes_with_another_kind_is_told() {
    let mut desk = Desk::reading(TEXT);
    let claim = desk.mark(Kind::Claim, "It rains");
    checks(&mut desk, &claim, Verdict::False);
    desk.update(&claim, Patch { kind: Some(Kind::Quote), ..Patch::default() });
    let lost = LostWithKind { checks: 1, ..LostWithKind::default() };
    let told = Message::KindChanged { from: Kind::Claim, to: Kind::Quote, lost };
    assert_eq!(desk.toast(), Some(told));
}

#[test]
fn what_linking_does_is_called_so() {
    let mut desk = Desk::reading(TEXT);
    let first = desk.mark(Kind::Claim, "It rains");
    let again = desk.mark(Kind::Claim, "It is raining");
    links(&mut desk, &again, &first);
    assert_eq!(desk.document().history().undoable(), Some(&Label::Link));
    let mut later = desk.restarted();
    later.does(Action::Undo);
    assert_eq!(check_of(&later, &again), Check::default(), "also after a restart");
    links(&mut desk, &again, &first);
    links(&mut desk, &first, &again);
    assert_eq!(desk.document().history().undoable(), Some(&Label::Link), "nothing more to do");
}
