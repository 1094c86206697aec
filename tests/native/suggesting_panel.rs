//! Suggestions in the panel: nothing until somebody asks, a decision is one step, and what was rejected stays
//! rejected.

use std::rc::Rc;

use article_annotator::formats::Problem;
use article_annotator::model::suggest::{
    Because, SuggestedAll, SuggestedSpeaker, Suggestion, TextLanguage,
};
use article_annotator::model::{Detail, Kind, Origin, QuoteForm, TextRange};
use article_annotator::session::commands::keymap::Place;
use article_annotator::session::suggest::Confidence;
use article_annotator::session::{
    Action, Effect, Message, Outcome, PageEffect, Panel, Panels, Suggest, SuggestionGroup,
    SuggestionOrder,
};

use crate::notation::find;
use crate::world::{Desk, on_page};

use crate::suggesting::{
    TEXT, answer, ask, asked, does, found, listed, painted, rows, under_review,
};

#[test]
fn nothing_is_looked_for_or_shown_until_somebody_asks() {
    let mut desk = Desk::reading(TEXT);
    assert_eq!(desk.lists().suggestions, None);
    assert!(desk.lists().suggested.is_none());
    desk.mark(Kind::Person, "Ana Ruiz");
    assert!(desk.heard.iter().all(|effect| !matches!(effect, Effect::Work(..))));
    assert!(painted(&desk).is_empty());
}

#[test]
fn the_key_s_asks_once_and_shows_the_panel_with_the_focus_in_it() {
    let mut desk = Desk::reading(TEXT);
    let suggested = SuggestedAll { list: found(&desk), language: TextLanguage::English };
    let effects = answer(&mut desk, Suggest::Ask, Outcome::Suggested(suggested));
    assert!(on_page(&effects).any(|it| matches!(it, PageEffect::FocusPanel)));
    assert_eq!(desk.session.panel(), &Panel::Suggested(0));
    assert_eq!(desk.lists().suggestions, Some(5));
    // Elsewhere and back: nobody is asked again.
    desk.does(Action::Panel(Panels::Show(Panel::Annotations)));
    assert!(desk.key("s", Place::Article));
    assert_eq!(desk.session.panel(), &Panel::Suggested(0));
    assert!(desk.heard.iter().all(|effect| !matches!(effect, Effect::Work(..))));
    assert!(!desk.key("s", Place::Panel), "only from the text");
    // Also with the cursor on a word.
    desk.does(Action::Panel(Panels::Show(Panel::Annotations)));
    desk.keys("Enter s");
    assert_eq!(desk.session.panel(), &Panel::Suggested(0));
}

#[test]
fn suggestions_are_listed_by_confidence_by_person_and_by_kind() {
    let mut desk = asked();
    assert_eq!(
        listed(&mut desk),
        [
            "Sure 3",
            "person Ana Ruiz",
            "person Bo Lund",
            "person Ruiz",
            "Likely 1",
            "quote “We are late,”",
            "Unsure 1",
            "claim the budget grew by 12 per cent",
        ]
    );
    does(&mut desk, Suggest::By(SuggestionOrder::Person));
    assert_eq!(
        listed(&mut desk),
        [
            "Ana Ruiz 3",
            "person Ana Ruiz",
            "quote “We are late,”",
            "person Ruiz",
            "Bo Lund 2",
            "person Bo Lund",
            "claim the budget grew by 12 per cent",
        ]
    );
    does(&mut desk, Suggest::By(SuggestionOrder::Kind));
    assert_eq!(
        listed(&mut desk)
            .into_iter()
            .filter(|line| line.split(' ').count() == 2)
            .collect::<Vec<_>>(),
        ["person 3", "person Ruiz", "quote 1", "claim 1"]
    );
}

#[test]
fn as_they_stand_in_the_text_they_are_decided_paragraph_by_paragraph() {
    let mut desk = Desk::reading(&TEXT.replace("Lund. ", "Lund.\n\n"));
    ask(&mut desk, TextLanguage::English);
    does(&mut desk, Suggest::By(SuggestionOrder::Place));
    assert_eq!(
        listed(&mut desk),
        [
            "¶ 1 2",
            "person Ana Ruiz",
            "person Bo Lund",
            "¶ 2 3",
            "quote “We are late,”",
            "claim the budget grew by 12 per cent",
            "person Ruiz",
        ]
    );
    does(&mut desk, Suggest::Review(0));
    does(&mut desk, Suggest::AcceptAll(SuggestionGroup::Paragraph(1)));
    assert_eq!(under_review(&mut desk).unwrap().words, "“We are late,”", "the next paragraph");
    does(&mut desk, Suggest::AcceptAll(SuggestionGroup::Paragraph(2)));
    assert_eq!(listed(&mut desk), ["¶ 2 1", "claim the budget grew by 12 per cent"]);
}

#[test]
fn a_suggestion_under_review_says_why_and_the_text_shows_it() {
    let mut desk = asked();
    does(&mut desk, Suggest::Review(2));
    let row = under_review(&mut desk).unwrap();
    assert_eq!(row.speaker.as_deref(), Some("Ana Ruiz"));
    let review = row.review.unwrap();
    assert_eq!(review.form, Some(QuoteForm::Direct));
    assert!(matches!(&review.because[..], [(Because::Saying(_), said)] if said == "said"));
    assert!(on_page(&desk.heard).any(|it| matches!(it, PageEffect::ShowText(_))));
    assert!(on_page(&desk.heard).any(|it| matches!(it, PageEffect::FocusField(_))));
    assert_eq!(row.confidence, Confidence::Likely);
}

#[test]
fn j_and_k_go_through_the_list_and_around_its_ends() {
    let mut desk = asked();
    let mut went = Vec::new();
    for key in ["j", "j", "k", "k", "j"] {
        assert!(desk.key(key, Place::Panel));
        went.push(under_review(&mut desk).unwrap().words);
    }
    let claim = "the budget grew by 12 per cent";
    assert_eq!(went, ["Ana Ruiz", "Bo Lund", "Ana Ruiz", claim, "Ana Ruiz"]);
}

#[test]
fn accepting_is_one_step_with_the_speaker_the_cue_and_the_form() {
    let mut desk = asked();
    does(&mut desk, Suggest::Accept(Some(2)));
    let quote = desk.set().iter().next().unwrap().clone();
    assert_eq!(quote.origin, Origin::Suggestion);
    let Detail::Quote { speaker, cue, form, .. } = &quote.detail else { panic!("it is a quote") };
    assert_eq!(desk.set().actor(speaker.as_ref().unwrap()).unwrap().name, "Ana Ruiz");
    assert_eq!(desk.article().slice(cue.unwrap()), "Ruiz said");
    assert_eq!(*form, Some(QuoteForm::Direct));
    assert_eq!(desk.lists().suggestions, Some(4));
    assert!(desk.undo());
    assert!(desk.set().is_empty() && desk.actors().is_empty());
    assert_eq!(desk.lists().suggestions, Some(5), "it is back");
    assert!(desk.redo());
    assert_eq!(desk.lists().suggestions, Some(4));
}

#[test]
fn accepted_people_join_the_entries_there_are_by_their_fullest_name() {
    let mut desk = Desk::reading(TEXT);
    desk.mark(Kind::Person, "Ruiz");
    ask(&mut desk, TextLanguage::English);
    does(&mut desk, Suggest::By(SuggestionOrder::Kind));
    does(&mut desk, Suggest::AcceptAll(SuggestionGroup::Kind(Kind::Person)));
    assert_eq!(desk.actors(), ["Ana Ruiz", "Bo Lund"]);
    does(&mut desk, Suggest::AcceptAll(SuggestionGroup::Kind(Kind::Claim)));
    assert_eq!(desk.actors(), ["Ana Ruiz", "Bo Lund"]);
}

#[test]
fn somebody_told_apart_by_a_title_joins_nobody_of_that_surname() {
    let mut desk = Desk::reading("Carlos Ruiz left. “Wages fell,” said Mrs Ruiz.");
    desk.mark(Kind::Person, "Carlos Ruiz");
    let at = |words: &str| find(desk.article(), words);
    let last = at("Mrs Ruiz");
    let of = |kind, span| Suggestion {
        kind,
        spans: vec![span],
        score: 0.95,
        reason: vec![],
        speaker: Some(SuggestedSpeaker { name: "Mrs Ruiz".to_owned(), mention: None }),
        cue: None,
        form: None,
    };
    let surname = TextRange::new(last.start.0 + 4, last.end.0);
    let list = vec![of(Kind::Quote, at("“Wages fell,”")), of(Kind::Person, surname)];
    let language = TextLanguage::English;
    answer(&mut desk, Suggest::Ask, Outcome::Suggested(SuggestedAll { list, language }));
    does(&mut desk, Suggest::By(SuggestionOrder::Person));
    let group = SuggestionGroup::Person(Some("Mrs Ruiz".into()));
    assert_eq!(rows(&mut desk).groups.iter().map(|it| &it.group).collect::<Vec<_>>(), [&group]);
    does(&mut desk, Suggest::AcceptAll(group));
    assert_eq!(desk.actors(), ["Carlos Ruiz", "Mrs Ruiz"]);
    assert_eq!(desk.set().len(), 3);
}

#[test]
fn a_whole_group_is_accepted_in_one_step() {
    for (order, group, marked) in [
        (SuggestionOrder::Confidence, SuggestionGroup::Confidence(Confidence::Sure), 3),
        (SuggestionOrder::Person, SuggestionGroup::Person(Some("Ana Ruiz".into())), 3),
        (SuggestionOrder::Kind, SuggestionGroup::Kind(Kind::Quote), 1),
        (SuggestionOrder::Place, SuggestionGroup::Paragraph(1), 4),
    ] {
        let mut desk = asked();
        does(&mut desk, Suggest::By(order));
        does(&mut desk, Suggest::AcceptAll(group));
        assert_eq!(desk.set().len(), marked);
        assert_eq!(desk.lists().suggestions, Some(5 - marked));
        assert!(desk.undo());
        assert!(desk.set().is_empty());
    }
}

#[test]
fn accepting_all_of_a_person_leaves_the_unsure_ones_to_be_looked_at() {
    let mut desk = asked();
    does(&mut desk, Suggest::By(SuggestionOrder::Person));
    let bo = SuggestionGroup::Person(Some("Bo Lund".into()));
    let counts = |desk: &mut Desk| {
        let groups = rows(desk).groups;
        groups.iter().find(|it| it.group == bo).map(|it| (it.together, it.count))
    };
    assert_eq!(counts(&mut desk), Some((1, 2)));
    does(&mut desk, Suggest::AcceptAll(bo.clone()));
    assert_eq!(desk.set().iter().map(|one| one.kind()).collect::<Vec<_>>(), [Kind::Person]);
    // Where nothing else is left, the unsure ones are what there is to accept.
    assert_eq!(counts(&mut desk), Some((1, 1)));
    does(&mut desk, Suggest::AcceptAll(bo.clone()));
    assert_eq!(desk.set().len(), 2);
}

#[test]
fn after_a_decision_the_next_one_is_under_review_and_both_are_said() {
    let mut desk = asked();
    does(&mut desk, Suggest::Review(1));
    does(&mut desk, Suggest::Accept(None));
    assert_eq!(under_review(&mut desk).unwrap().words, "Ruiz");
    let said = desk.session.screen().status.unwrap().what;
    assert_eq!(*said, Message::Accepted(Kind::Person, "Bo Lund".to_owned()));
    assert!(on_page(&desk.heard).any(|it| matches!(it, PageEffect::FocusField(_))));
    assert!(desk.key("Delete", Place::Panel));
    let said = desk.session.screen().status.unwrap().what;
    assert_eq!(*said, Message::Rejected(Kind::Person, "Ruiz".to_owned()));
    // The last one leaves the focus on the tab.
    for _ in 0..3 {
        desk.key("Delete", Place::Panel);
    }
    assert_eq!(desk.lists().suggestions, Some(0));
    assert!(on_page(&desk.heard).any(|it| matches!(it, PageEffect::FocusPanel)));
}

#[test]
fn rejected_suggestions_stay_rejected_after_a_restart_and_in_our_own_file() {
    let mut desk = asked();
    does(&mut desk, Suggest::Reject(Some(1)));
    does(&mut desk, Suggest::Reject(Some(2)));
    assert!(desk.set().is_empty());
    let file = desk.exported();
    let mut again = desk.restarted();
    ask(&mut again, TextLanguage::English);
    assert_eq!(again.lists().suggestions, Some(3));
    assert_eq!(rows(&mut again).rejected, 2);
    // A page from before there were rejections would lose them: it leaves such an article alone.
    assert_eq!(again.store.library()[0].schema, 2);
    // A colleague imports the file, and has rejected one of his own.
    let mut other = asked();
    does(&mut other, Suggest::Reject(Some(0)));
    other.imports(file.as_bytes(), None).unwrap();
    assert_eq!(rows(&mut other).rejected, 3);
    assert!(other.undo());
    assert_eq!(rows(&mut other).rejected, 1);
}

#[test]
fn a_rejection_can_be_undone_and_a_rejected_one_brought_back() {
    let mut desk = asked();
    does(&mut desk, Suggest::Reject(Some(1)));
    assert!(desk.undo());
    assert_eq!(desk.lists().suggestions, Some(5));
    assert!(desk.redo());
    does(&mut desk, Suggest::Rejected(true));
    assert_eq!(listed(&mut desk), ["Sure 1", "person Bo Lund"]);
    does(&mut desk, Suggest::BringBack(1));
    assert!(listed(&mut desk).is_empty());
    does(&mut desk, Suggest::Rejected(false));
    assert_eq!(rows(&mut desk).open, 5);
}

#[test]
fn marking_by_hand_closes_what_it_overlaps_of_its_kind_at_once() {
    let mut desk = asked();
    desk.session.screen();
    assert_eq!(painted(&desk).len(), 5);
    let id = desk.mark(Kind::Quote, "late");
    assert_eq!(desk.lists().suggestions, Some(4));
    assert!(painted(&desk).iter().all(|(kind, _)| *kind != Kind::Quote));
    desk.mark(Kind::Claim, "Bo Lund");
    assert_eq!(desk.lists().suggestions, Some(4), "another kind closes nothing");
    desk.does(Action::Remove(id));
    assert_eq!(desk.lists().suggestions, Some(5));
}

#[test]
fn hidden_kinds_are_not_painted_and_accepting_one_shows_it() {
    let mut desk = asked();
    desk.does(Action::Filter(Kind::Person));
    desk.session.screen();
    assert!(painted(&desk).iter().all(|(kind, _)| *kind != Kind::Person));
    does(&mut desk, Suggest::Accept(Some(0)));
    assert_eq!(desk.session.screen().hidden, [false; 3]);
}

#[test]
fn a_failure_is_said_and_the_next_try_asks_again() {
    let mut desk = Desk::reading(TEXT);
    let problem = Problem::new("the server answered 503");
    answer(&mut desk, Suggest::Ask, Outcome::Failed(problem.clone()));
    assert_eq!(rows(&mut desk).failed, Some(problem));
    let list = found(&desk);
    let all = SuggestedAll { list, language: TextLanguage::Other };
    answer(&mut desk, Suggest::Again, Outcome::Suggested(all));
    let rows = rows(&mut desk);
    assert_eq!((rows.failed, rows.open, rows.english), (None, 5, false));
}

#[test]
fn stopping_ends_the_work_and_an_answer_that_comes_late_counts_for_nothing() {
    let mut desk = Desk::reading(TEXT);
    desk.passes(Action::Suggest(Suggest::Ask)).unwrap();
    desk.session.take_effects();
    desk.passes(Action::Suggest(Suggest::Stop)).unwrap();
    let effects = desk.session.take_effects();
    assert!(effects.iter().any(|effect| matches!(effect, Effect::StopWork(_))));
    assert!(on_page(&effects).any(|it| matches!(it, PageEffect::ReturnToArticle)));
    let all = SuggestedAll { list: found(&desk), language: TextLanguage::English };
    let outcome = Rc::new(Outcome::Suggested(all));
    desk.does(Action::Worked { ticket: 1, outcome });
    assert_eq!(desk.lists().suggestions, None);
}

#[test]
fn another_article_has_no_suggestions_until_somebody_asks_there() {
    let mut desk = asked();
    desk.does(Action::OpenText { title: String::new(), text: "Cy Ng left.".to_owned() });
    assert_eq!(desk.lists().suggestions, None);
    assert_eq!(desk.session.panel(), &Panel::Annotations);
}

#[test]
fn changing_a_suggestion_accepts_it_and_opens_its_card() {
    let mut desk = asked();
    does(&mut desk, Suggest::Review(3));
    assert!(desk.key("e", Place::Panel));
    assert_eq!(desk.open().as_deref(), Some("the budget grew by 12 per cent"));
}

#[test]
fn thousands_of_suggestions_are_accepted_in_parts() {
    let text = "Ana Ruiz left. ".repeat(3000);
    let mut desk = Desk::reading(&text);
    let span = |at: u32| TextRange::new(15 * at, 15 * at + 8);
    let one = |at| Suggestion {
        kind: Kind::Person,
        spans: vec![span(at)],
        score: 0.95,
        reason: vec![Because::GivenName],
        speaker: None,
        cue: None,
        form: None,
    };
    let list = (0..3000).map(one).collect();
    let all = SuggestedAll { list, language: TextLanguage::English };
    answer(&mut desk, Suggest::Ask, Outcome::Suggested(all));
    assert_eq!(rows(&mut desk).groups[0].rows.len(), Panel::PAGE);
    does(&mut desk, Suggest::AcceptAll(SuggestionGroup::Confidence(Confidence::Sure)));
    assert_eq!(desk.set().len(), 3000);
    assert_eq!(desk.actors(), ["Ana Ruiz"]);
    assert!(desk.undo());
    assert_eq!(desk.lists().suggestions, Some(3000));
}

/// The words of the suggestions on the minimap, by kind, and the list by which it knows them.
fn on_minimap(desk: &mut Desk) -> ([Vec<String>; 3], Option<Rc<[TextRange]>>) {
    desk.session.screen();
    let (session, article) = (&desk.session, desk.article());
    let words = |range: &TextRange| article.slice(*range).to_owned();
    let lanes = Kind::ALL.map(|kind| session.suggested_places_of(kind).iter().map(words).collect());
    (lanes, session.suggested_places())
}

#[test]
fn suggestions_are_on_the_minimap_while_their_panel_shows_them() {
    let mut desk = Desk::reading(TEXT);
    assert_eq!(on_minimap(&mut desk).1, None);
    let mut desk = asked();
    let (lanes, places) = on_minimap(&mut desk);
    assert_eq!(lanes[Kind::Person.index()], ["Ana Ruiz", "Bo Lund", "Ruiz"]);
    assert_eq!(lanes[Kind::Claim.index()], ["the budget grew by 12 per cent"]);
    assert_eq!(lanes[Kind::Quote.index()], ["“We are late,”"]);
    let places = places.unwrap();
    assert_eq!(places.len(), 5);
    // Another card changes nothing there, so nothing is painted again.
    does(&mut desk, Suggest::Step { forward: true });
    assert!(on_minimap(&mut desk).1.is_some_and(|same| Rc::ptr_eq(&same, &places)));
    desk.does(Action::Filter(Kind::Person));
    let (lanes, others) = on_minimap(&mut desk);
    assert!(others.is_some_and(|others| !Rc::ptr_eq(&others, &places)), "it is painted again");
    assert!(lanes[Kind::Person.index()].is_empty() && !lanes[Kind::Claim.index()].is_empty());
    desk.does(Action::Filter(Kind::Person));
    does(&mut desk, Suggest::Reject(Some(1)));
    assert_eq!(on_minimap(&mut desk).0[Kind::Person.index()], ["Ana Ruiz", "Ruiz"]);
    desk.does(Action::Panel(Panels::Show(Panel::Annotations)));
    assert_eq!(on_minimap(&mut desk), Default::default());
}
