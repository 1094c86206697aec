//! The cards beside the article: their text, their order, their number, and which are made when
//! there are very many. One line per card.

use std::rc::Rc;

use article_annotator::model::{BlockIndex, BlockPoint, Kind, TextRange, Utf16};
use article_annotator::session::api::arguments::{Draft, Patch};
use article_annotator::session::document::ledger::Ledger;
use article_annotator::session::render::card_layout::{Wish, lift, place};
use article_annotator::session::render::cards::{Card, CardList, Who};
use article_annotator::session::{Action, Document, Session};

use crate::notation::find;
use crate::world::{Desk, near};

fn line(card: &Card) -> String {
    let mut line = format!("{} {} “{}”", card.place, card.kind.name(), card.excerpt);
    match &card.who {
        Who::NotAsked => {}
        Who::Unknown => line += " by ?",
        Who::Article => line += " by the article",
        Who::Named(name) => line += &format!(" by {name}"),
    }
    if let Some((number, of)) = card.mention {
        line += &format!(" {number}/{of}");
    }
    line + if card.noted { " noted" } else { "" } + if card.open.is_some() { " open" } else { "" }
}

fn list(desk: &mut Desk) -> std::rc::Rc<CardList> {
    desk.session.screen().article.unwrap().cards
}

fn lines(desk: &mut Desk) -> Vec<String> {
    list(desk).cards.iter().map(|card| line(card)).collect()
}

#[test]
fn cards_stand_in_the_order_of_the_text_and_say_what_and_who() {
    let mut desk = Desk::reading("“Jobs doubled,” said Ana Ruiz.\nAna Ruiz left.");
    desk.mark(Kind::Person, "Ana Ruiz");
    let quote = desk.mark(Kind::Quote, "“Jobs doubled,”");
    let claim = desk.mark(Kind::Claim, "Jobs doubled");
    let second = desk.article().text().rfind("Ana Ruiz").unwrap() as u32;
    desk.mark_range(Kind::Person, TextRange::new(second, second + 8));
    desk.update(&quote, Patch { actor: Some(Some("ana  RUIZ".to_owned())), ..Patch::default() });
    desk.note(&claim, "Which jobs?");
    desk.does(Action::OpenCard(claim));
    assert_eq!(
        lines(&mut desk),
        [
            "1 quote ““Jobs doubled,”” by Ana Ruiz",
            "2 claim “Jobs doubled” by ? noted open",
            "3 person “Ana Ruiz” 1/2",
            "4 person “Ana Ruiz” 2/2",
        ]
    );
}

#[test]
fn the_open_card_says_all_of_it() {
    let mut desk = Desk::reading("“One,” he said, “two.”");
    let spans = vec![find(desk.article(), "“One,”"), find(desk.article(), "“two.”")];
    let rest = Patch { note: Some("hm".into()), tags: Some(vec!["t".into()]), ..Patch::default() };
    desk.does(Action::Add(vec![Draft { id: Some("q".into()), kind: Kind::Quote, spans, rest }]));
    desk.does(Action::OpenCard("q".into()));
    let list = list(&mut desk);
    assert_eq!(line(&list.cards[0]), "1 quote ““One,” … “two.”” by ? noted open");
    let open = list.cards[0].open.clone().unwrap();
    assert_eq!((open.parts.join("|"), open.note.as_str()), ("“One,”|“two.”".to_owned(), "hm"));
    assert_eq!(open.tags, ["t"]);
}

#[test]
fn a_long_mark_is_shown_in_short() {
    let text = "word ".repeat(100);
    let mut desk = Desk::reading(&text);
    desk.mark(Kind::Claim, text.trim());
    assert_eq!(list(&mut desk).cards[0].excerpt, format!("{} …", &text[..159]));
}

#[test]
fn a_hidden_kind_has_no_cards_but_is_still_counted() {
    let mut desk = Desk::reading("Ana met Bo");
    desk.mark(Kind::Person, "Ana");
    desk.mark(Kind::Claim, "Ana met");
    desk.mark(Kind::Person, "Bo");
    desk.does(Action::Filter(Kind::Person));
    let list = list(&mut desk);
    assert_eq!(
        list.cards.iter().map(|card| line(card)).collect::<Vec<_>>(),
        ["1 claim “Ana met” by ?"]
    );
    assert_eq!((list.total, list.counts.of(Kind::Person)), (1, 2));
}

#[test]
fn of_very_many_cards_only_those_near_the_view_are_made_and_they_know_their_place() {
    let mut desk = Desk::reading(&"Ana met Bo\n".repeat(150));
    let drafts =
        (0..150).flat_map(|line| [(line * 11, line * 11 + 3), (line * 11 + 8, line * 11 + 10)]);
    let drafts = drafts.map(|(start, end)| Draft {
        id: None,
        kind: Kind::Person,
        spans: vec![TextRange::new(start, end)],
        rest: Patch::default(),
    });
    desk.does(Action::Add(drafts.collect()));
    desk.does(near(100, 101));
    let list = list(&mut desk);
    assert_eq!(list.total, 300);
    assert_eq!(
        list.cards.iter().map(|card| line(card)).collect::<Vec<_>>(),
        ["201 person “Ana”", "202 person “Bo”", "203 person “Ana”", "204 person “Bo”"]
    );
}

#[test]
fn in_a_paragraph_as_long_as_a_book_only_the_cards_near_the_view_are_made() {
    let mut desk = Desk::reading(&"Ana met Bo. ".repeat(5000));
    let drafts = (0..5000).map(|at| Draft {
        id: None,
        kind: Kind::Person,
        spans: vec![TextRange::new(at * 12, at * 12 + 3)],
        rest: Patch::default(),
    });
    desk.does(Action::Add(drafts.collect()));
    let point = |at| BlockPoint { block: BlockIndex(0), at: Utf16(at) };
    desk.does(Action::Window { first: point(30_000), last: point(31_200) });
    let list = list(&mut desk);
    let places: Vec<_> = list.cards.iter().map(|card| card.place).collect();
    assert_eq!((list.total, places.len()), (5000, 101));
    assert!(places[0] <= 2501 && *places.last().unwrap() >= 2551, "{places:?}");
}

#[test]
fn an_edit_elsewhere_leaves_a_card_equal_so_that_it_is_not_drawn_again() {
    let mut desk = Desk::reading("Ana met Bo\nand Cy");
    desk.mark(Kind::Person, "Ana");
    let before = list(&mut desk).cards[0].clone();
    assert_eq!(line(&before), "1 person “Ana”", "a single mention is not numbered");
    desk.mark(Kind::Person, "Cy");
    assert_eq!(list(&mut desk).cards[0], before);
}

#[test]
fn cards_are_level_with_their_highlights_and_never_on_each_other() {
    let wish = |top: f64| Wish { top, height: 50.0, fixed: false };
    assert_eq!(place(&[wish(0.0), wish(100.0)], 10.0, 0.0), [0.0, 100.0]);
    assert_eq!(place(&[wish(100.0), wish(100.0)], 10.0, 0.0), [70.0, 130.0]);
    assert_eq!(place(&[wish(5.0), wish(5.0)], 10.0, 0.0), [0.0, 60.0]);
    let open = Wish { fixed: true, ..wish(100.0) };
    let tops = place(&[wish(100.0), open, wish(100.0)], 10.0, 0.0);
    assert!((tops[1] - 100.0).abs() < 0.01 && (tops[0] - 40.0).abs() < 0.01, "{tops:?}");
    assert_eq!(place(&[], 10.0, 0.0), [0.0; 0]);
}

#[test]
fn an_opened_card_moves_up_to_fit_the_view_but_not_away_from_its_highlight() {
    let view = (100.0, 900.0);
    assert_eq!(lift(200.0, 500.0, view), 0.0, "it fits");
    assert_eq!(lift(700.0, 500.0, view), 300.0, "its foot is at the foot of the view");
    assert_eq!(
        lift(400.0, 900.0, view),
        300.0,
        "of one that is taller than the view the head is seen"
    );
    assert_eq!(lift(890.0, 60.0, view), 16.0, "the thread still meets it");
    assert_eq!(lift(950.0, 500.0, view), 0.0, "the highlight is below the view");
    assert_eq!(lift(50.0, 500.0, view), -50.0, "it begins below the head of the list");
    assert_eq!(lift(50.0, 900.0, view), -50.0, "a tall one, too");
    assert_eq!(lift(10.0, 500.0, view), 0.0, "the highlight is above the view");
}

#[test]
fn of_a_long_article_the_cards_come_after_what_is_in_view_and_their_number_is_right_at_once() {
    let mut desk = Desk::reading(&vec!["Ana left."; 2_000].join("\n"));
    let drafts = (0..1_000).map(|at| Draft {
        id: None,
        kind: Kind::Person,
        spans: vec![TextRange::new(at * 10, at * 10 + 3)],
        rest: Patch::default(),
    });
    desk.does(Action::Add(drafts.collect()));
    let (set, history) = (desk.set().clone(), desk.document().history().clone());
    let mut opened = Document::new(Ledger::new(set, history), [false; 3]);
    let begins = opened.cards();
    assert_eq!((begins.cards.len(), begins.total), (0, 1_000));
    assert!(opened.block(BlockIndex(0)).is_some() && opened.is_behind(), "the rest comes soon");
    let cards = opened.drawn().cards();
    assert!(cards.cards.len() > 20 && cards.total == 1_000);
}

#[test]
fn while_the_page_shows_the_article_only_the_number_of_cards_is_right_and_then_they_come() {
    let mut desk = Desk::reading("Ana met Bo. ฉันรักเธอ");
    desk.mark(Kind::Person, "Ana");
    desk.mark(Kind::Person, "Bo");
    let mut opened = desk.restarted_with(Session::show_article_only);
    let screen = opened.session.screen();
    let article = screen.article.unwrap();
    assert_eq!((article.cards.cards.len(), article.cards.total), (0, 2));
    assert_eq!((article.words, screen.todo), (None, None), "which takes a dictionary, and longer");
    assert!(screen.toast.is_none() && screen.status.is_none());
    opened.session.show_everything();
    let article = opened.session.screen().article.unwrap();
    assert_eq!(article.cards.cards.len(), 2);
    assert!(article.words.is_some() && opened.session.screen().todo.is_some());
}

#[test]
fn an_article_that_comes_back_after_the_page_was_whole_has_its_cards() {
    let mut desk = Desk::reading("Ana met Bo.");
    desk.mark(Kind::Person, "Ana");
    let (set, history) = (desk.set().clone(), desk.document().history().clone());
    let mut left = Document::showing(Ledger::new(set, history), [false; 3], true);
    assert_eq!(left.cards().cards.len(), 0);
    left.show_everything();
    assert_eq!(left.cards().cards.len(), 1);
    let shown = left.cards();
    left.show_everything();
    assert!(Rc::ptr_eq(&shown, &left.cards()), "and only once");
}
