//! Something else changes the drawn article: the block is redrawn, but fighting with an extension
//! helps nobody, so a block that keeps changing is left alone and the reader is told which
//! paragraph.

use std::rc::Rc;

use article_annotator::model::{BlockIndex, Kind, Timestamp};
use article_annotator::session::render::blocks::Section;
use article_annotator::session::render::healing::{Healing, Treatment};
use article_annotator::session::{Action, Message};

use crate::world::Desk;

/// What happens to a block that is changed after each of these pauses, in seconds.
fn verdicts(pauses: &[i64]) -> String {
    let (mut healing, mut now) = (Healing::default(), 1_000_000);
    let verdicts = pauses.iter().map(|pause| {
        now += pause * 1000;
        match healing.changed(BlockIndex(7), Timestamp(now)) {
            Treatment::Heal => 'h',
            Treatment::Leave => 'L',
            Treatment::Left => '.',
        }
    });
    verdicts.collect()
}

#[test]
fn a_block_that_is_changed_at_once_whenever_it_is_drawn_is_left_after_three_rounds() {
    assert_eq!(verdicts(&[0, 0, 0, 0, 0, 0]), "hhhL..");
}

#[test]
fn so_is_one_that_is_changed_every_two_seconds() {
    assert_eq!(verdicts(&[0, 2, 2, 2, 2]), "hhhL.");
}

#[test]
fn one_that_is_changed_now_and_then_is_drawn_anew_each_time() {
    assert_eq!(verdicts(&[0, 11, 11, 11, 11, 11]), "hhhhhh");
    assert_eq!(verdicts(&[0, 1, 1, 60, 1, 1, 1]), "hhhhhhL");
}

#[test]
fn each_block_is_counted_by_itself() {
    let mut healing = Healing::default();
    for _ in 0..3 {
        assert_eq!(healing.changed(BlockIndex(1), Timestamp(0)), Treatment::Heal);
        assert_eq!(healing.changed(BlockIndex(2), Timestamp(0)), Treatment::Heal);
    }
    assert_eq!(healing.changed(BlockIndex(1), Timestamp(0)), Treatment::Leave);
    assert_eq!(healing.left().collect::<Vec<_>>(), [BlockIndex(1)]);
    let leaves_any = |from, to| healing.leaves_any(BlockIndex(from)..BlockIndex(to));
    assert!(leaves_any(0, 32) && !leaves_any(2, 32));
}

fn changed(desk: &mut Desk, block: u32, times: u32) {
    for _ in 0..times {
        desk.does(Action::Heal(BlockIndex(block)));
    }
}

fn left(desk: &Desk) -> Option<Vec<usize>> {
    match &*desk.session.toast()?.message {
        Message::LeftChanged(paragraphs) => Some(paragraphs.to_vec()),
        _ => None,
    }
}

fn sections(desk: &Desk) -> Vec<Rc<Section>> {
    desk.document().sections().iter().cloned().collect()
}

#[test]
fn the_reader_is_told_once_which_paragraph_is_left() {
    let mut desk = Desk::reading("one\n\ntwo\nthree");
    changed(&mut desk, 2, 3);
    assert_eq!(left(&desk), None);
    changed(&mut desk, 2, 1);
    assert_eq!(left(&desk), Some(vec![2]), "the empty line is no paragraph");
    desk.does(Action::DismissToast(None));
    let before = sections(&desk);
    changed(&mut desk, 2, 9);
    assert_eq!(left(&desk), None);
    assert!(before.iter().zip(sections(&desk)).all(|(old, new)| Rc::ptr_eq(old, &new)));
}

#[test]
fn of_two_paragraphs_that_are_left_both_are_named_and_of_hundreds_the_number() {
    let lines: Vec<String> = (1..=200).map(|line| format!("line {line}")).collect();
    let mut desk = Desk::reading(&lines.join("\n"));
    changed(&mut desk, 3, 4);
    changed(&mut desk, 6, 4);
    assert_eq!(left(&desk), Some(vec![4, 7]));
    let mut told = 2;
    for block in 10..190 {
        desk.does(Action::DismissToast(None));
        changed(&mut desk, block, 4);
        told += u32::from(left(&desk).is_some());
    }
    assert!(told < 10, "not each of them is told of, but {told} were");
}

#[test]
fn in_another_article_and_in_this_one_opened_again_the_counts_start_anew() {
    let mut desk = Desk::reading("one\ntwo");
    changed(&mut desk, 1, 4);
    assert!(desk.session.left_block(BlockIndex(1)).is_some());
    desk.does(Action::OpenText { title: String::new(), text: "three\nfour".to_owned() });
    assert_eq!(desk.session.left_block(BlockIndex(1)), None);
    changed(&mut desk, 1, 3);
    assert_eq!(left(&desk), None);
}

#[test]
fn what_is_done_in_a_left_block_draws_its_section_anew_so_that_nothing_is_put_beside_what_is_gone()
{
    let mut desk = Desk::reading("Ana met Bo\nCy met Di");
    let before = sections(&desk)[0].anew;
    desk.mark(Kind::Person, "Cy");
    changed(&mut desk, 1, 3);
    assert_eq!(sections(&desk)[0].anew, before, "a block alone is drawn anew");
    changed(&mut desk, 1, 1);
    let ana = desk.mark(Kind::Person, "Ana");
    assert_eq!(sections(&desk)[0].anew, before, "beside it all is as ever");
    desk.mark(Kind::Person, "Di");
    assert_eq!(sections(&desk)[0].anew, before + 1);
    changed(&mut desk, 0, 1);
    assert_eq!(sections(&desk)[0].anew, before + 2, "a neighbour that is to be healed");
    desk.does(Action::Hover(Some(ana)));
    assert_eq!(sections(&desk)[0].anew, before + 2);
}

#[test]
fn the_pointer_over_a_left_block_draws_nothing() {
    let mut desk = Desk::reading("Ana met Bo");
    let ana = desk.mark(Kind::Person, "Ana");
    changed(&mut desk, 0, 4);
    let before = sections(&desk);
    for id in [Some(ana.clone()), None, Some(ana)] {
        desk.does(Action::Hover(id));
    }
    assert!(before.iter().zip(sections(&desk)).all(|(old, new)| Rc::ptr_eq(old, &new)));
}

#[test]
fn hiding_a_kind_does_not_forget_what_was_left() {
    let mut desk = Desk::reading("Ana met Bo\nCy");
    desk.mark(Kind::Person, "Ana");
    changed(&mut desk, 0, 4);
    let before = sections(&desk)[0].anew;
    desk.does(Action::Filter(Kind::Person));
    assert!(desk.session.left_block(BlockIndex(0)).is_some());
    assert_eq!(sections(&desk)[0].anew, before + 1);
}

#[test]
fn who_points_at_other_words_than_the_articles_is_told_in_which_paragraph() {
    let mut desk = Desk::reading("one\n\ntwo");
    desk.does(Action::RefuseBlock(BlockIndex(2)));
    assert_eq!(*desk.session.toast().unwrap().message, Message::OtherWords(2));
}
