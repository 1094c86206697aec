//! Steps of thousands of changes, taken, undone and redone part by part: the result equals doing
//! them at once, whatever happens in between.

use std::rc::Rc;

use article_annotator::formats::File;
use article_annotator::model::{Article, Details, Kind, TextRange};
use article_annotator::session::action::effect::Gather;
use article_annotator::session::api::arguments::{Draft, Patch};
use article_annotator::session::document::ledger::Ledger;
use article_annotator::session::storage::save_state::StorageEvent;
use article_annotator::session::storage::unsaved::Attempts;
use article_annotator::session::transfer::opening::With;
use article_annotator::session::{
    Action, Dialog, Document, Effect, Event, Heard, LoadedParts, Message, Opening, Outcome, Reply,
    SessionError, TabRequest,
};

use crate::world::{Desk, near, worked};

/// More than is applied without a pause, twice.
const BLOCKS: u32 = 4100;
const BLOCK: &str = "Ana left";

/// More parts than any step here has.
const ENOUGH: usize = 100;

/// A reader with thousands of paragraphs, one of them marked, and a file that marks all.
fn reader() -> (Desk, Vec<u8>) {
    let mut desk = Desk::reading(&vec![BLOCK; BLOCKS as usize].join("\n"));
    let mine = desk.mark_range(Kind::Claim, TextRange::new(0, 8)).unwrap();
    let mut other = desk.restarted();
    other.does(Action::Add((0..BLOCKS).map(draft).collect()));
    other.note(&mine, "theirs");
    let file = other.exported().into_bytes();
    desk.note(&mine, "mine");
    (desk, file)
}

fn draft(block: u32) -> Draft {
    let start = block * (BLOCK.len() as u32 + 1);
    let rest = Patch { actor: Some(Some(format!("Speaker {}", block % 7))), ..Patch::default() };
    Draft {
        id: Some(format!("one-{block}").as_str().into()),
        kind: Kind::ALL[block as usize % 3],
        spans: vec![TextRange::new(start, start + 3)],
        rest,
    }
}

/// Performs an action, and runs only its writes.
fn begins(desk: &mut Desk, action: Action) -> Result<Reply, SessionError> {
    let reply = desk.passes(action);
    for effect in desk.session.take_effects() {
        match effect {
            Effect::Save(attempt, batch) => {
                desk.store.write(&batch).unwrap();
                desk.saves.push(batch);
                let kept = StorageEvent::Kept(Attempts { first: attempt, last: attempt });
                desk.passes(Action::Storage(kept)).unwrap();
            }
            read @ Effect::ReadStep(..) => {
                let found = desk.step_found(read).unwrap();
                drop(begins(desk, found));
            }
            Effect::DrawOn => {}
            other => desk.heard.push(other),
        }
    }
    reply
}

/// Imports a file, up to where the step is under way.
fn imports(desk: &mut Desk, file: &[u8]) -> Reply {
    let files = [File::new("", file)].into();
    let Outcome::Read(reading) = worked(&desk.session.read_task(files, None, &desk.world).unwrap())
    else {
        panic!("it is read")
    };
    begins(desk, Action::ImportReading(Rc::new(reading))).unwrap()
}

fn goes_on(desk: &mut Desk, parts: usize) {
    for _ in 0..parts {
        begins(desk, Action::DrawOn).unwrap();
    }
}

/// Lets the step under way finish; returns the number of parts.
fn arrives(desk: &mut Desk) -> usize {
    for parts in 0..ENOUGH {
        if !desk.session.is_behind() {
            return parts;
        }
        goes_on(desk, 1);
    }
    panic!("it never arrives")
}

/// Asserts that two readers have, see, store and heard the same. (Not `assert_eq!`, which would
/// print gigabytes.)
fn are_alike(one: &mut Desk, other: &mut Desk) {
    let set = |desk: &Desk| desk.session.document().map(|open| open.set().clone());
    let history = |desk: &Desk| desk.session.document().map(|open| open.history().clone());
    assert!(set(one) == set(other), "sets differ");
    assert!(history(one) == history(other), "histories differ");
    assert!(one.session.screen() == other.session.screen(), "screens differ");
    assert!(one.saves == other.saves, "what is saved differs");
    assert!(one.store == other.store, "what is stored differs");
    // Saving may be reported once or several times.
    let heard = |desk: &Desk| {
        let saved = |effect: &&Effect| {
            matches!(effect, Effect::Emit(Event::Save(..)) | Effect::Tab(TabRequest::Post(_)))
        };
        let heard: Vec<_> = desk.heard.iter().filter(|effect| !saved(effect)).collect();
        format!("{heard:?}")
    };
    assert!(heard(one) == heard(other), "what is heard differs");
}

/// Asserts that the drawing and the records are those of the set and the history.
fn is_whole(desk: &mut Desk) {
    let (set, history) = (desk.set().clone(), desk.document().history().clone());
    let mut drawn = Document::new(Ledger::new(set, history), [false; 3]).drawn();
    let shown = desk.session.screen().article.unwrap();
    assert!((shown.sections, shown.cards) == (drawn.sections().clone(), drawn.cards()));
    let again = desk.restarted();
    assert!(again.set() == desk.set() && again.document().history() == desk.document().history());
}

#[test]
fn what_comes_in_part_by_part_is_what_comes_in_at_once() {
    let (desk, file) = reader();
    let before = desk.set().clone();
    let (mut slow, mut fast) = (desk.restarted(), desk.restarted());
    assert_eq!(imports(&mut slow, &file), imports(&mut fast, &file));
    begins(&mut fast, Action::FinishStep).unwrap();
    assert!(arrives(&mut slow) > arrives(&mut fast) + 2);
    are_alike(&mut slow, &mut fast);
    is_whole(&mut slow);
    let after = slow.set().clone();
    assert!(slow.undo() && slow.set() == &before, "it can be taken back");
    assert!(slow.redo() && slow.set() == &after, "and taken again");
    assert_eq!(slow.document().history().done(), desk.document().history().done() + 1);
}

#[test]
fn undoing_and_redoing_it_is_the_state_before_and_after_also_after_a_restart() {
    let (mut desk, file) = reader();
    let before = desk.set().clone();
    imports(&mut desk, &file);
    arrives(&mut desk);
    let after = desk.set().clone();
    for again in [false, true, true] {
        if again {
            desk = desk.restarted();
        }
        for (action, state) in [(Action::Undo, &before), (Action::Redo, &after)] {
            let mut fast = desk.restarted();
            desk = if again { desk } else { desk.restarted() };
            assert_eq!(begins(&mut desk, action.clone()), Ok(Reply::Was(true)));
            assert!(arrives(&mut desk) > 2);
            assert!(desk.set() == state);
            is_whole(&mut desk);
            fast.does(action);
            fast.does(Action::FinishStep);
            assert!(fast.set() == state);
            assert!(fast.document().history() == desk.document().history());
        }
    }
}

#[test]
fn nothing_of_it_is_seen_or_kept_before_all_of_it_is_there() {
    let (mut desk, file) = reader();
    arrives(&mut desk);
    // An import needs every part of the program, and the screen shows more with them.
    desk.session.has_loaded(LoadedParts::default());
    let (set, screen, saves) = (desk.set().clone(), desk.session.screen(), desk.saves.len());
    imports(&mut desk, &file);
    while desk.session.is_underway() {
        assert!(desk.set() == &set);
        assert!(desk.session.screen() == screen);
        assert_eq!(desk.saves.len(), saves);
        assert!(desk.session.is_behind());
        goes_on(&mut desk, 1);
    }
    assert_eq!(desk.saves.len(), saves + 1, "it is kept as one");
    assert!(matches!(desk.toast(), Some(Message::Imported { added: 4100, changed: 1, .. })));
}

/// What a reader, a program or another tab may request in between.
fn asked() -> Vec<Action> {
    let note = Patch { note: Some("in between".to_owned()), ..Patch::default() };
    let own = Draft { id: Some("own".into()), ..draft(5) };
    vec![
        Action::Add(vec![own]),
        Action::Add(vec![draft(7)]),
        Action::Update { id: "one-4000".into(), patch: Box::new(note) },
        Action::Remove("one-3".into()),
        Action::SetDetails(Details { title: "Else".to_owned(), ..Details::default() }),
        Action::Undo,
        Action::Redo,
        Action::Filter(Kind::Person),
        Action::OpenCard("one-9".into()),
        Action::ShowExport { format: None, options: None },
        Action::Tab(Heard::Lost),
        Action::CloseArticle,
    ]
}

#[test]
fn whatever_is_asked_for_in_between_finds_it_done() {
    let (desk, file) = reader();
    for (index, action) in asked().into_iter().enumerate() {
        let (mut between, mut behind) = (desk.restarted(), desk.restarted());
        imports(&mut between, &file);
        imports(&mut behind, &file);
        goes_on(&mut between, index % 4);
        assert!(between.session.is_underway());
        begins(&mut behind, Action::FinishStep).unwrap();
        assert_eq!(begins(&mut between, action.clone()), begins(&mut behind, action));
        arrives(&mut between);
        arrives(&mut behind);
        are_alike(&mut between, &mut behind);
    }
}

#[test]
fn what_only_looks_does_not_hurry_it() {
    let (desk, file) = reader();
    let looks = || [near(500, 520), Action::Hover(None), Action::Select(None)];
    let (mut slow, mut fast) = (desk.restarted(), desk.restarted());
    imports(&mut slow, &file);
    for look in looks() {
        begins(&mut slow, look).unwrap();
        assert!(slow.session.is_underway());
        goes_on(&mut slow, 1);
    }
    imports(&mut fast, &file);
    begins(&mut fast, Action::FinishStep).unwrap();
    for look in looks() {
        begins(&mut fast, look).unwrap();
    }
    arrives(&mut slow);
    arrives(&mut fast);
    assert!(slow.set() == fast.set());
    assert!(slow.store == fast.store);
    assert!(slow.session.screen() == fast.session.screen());
}

#[test]
fn an_article_that_is_opened_again_stays_the_same_value() {
    let mut desk = Desk::reading("Ana left.\nBo stayed.");
    let article = desk.document().article().clone();
    let again = Opening::Stored(article.id().clone());
    desk.does(again.into());
    assert!(Rc::ptr_eq(&article, desk.document().article()));
    let (details, with) = (Details::default(), With::Nothing);
    let equal = Rc::new(Article::clone(&article));
    desk.does(Opening::Text { article: equal, details, with }.into());
    assert!(Rc::ptr_eq(&article, desk.document().article()));
    desk.does(Action::OpenText { title: String::new(), text: "Ana left.".to_owned() });
    assert!(!Rc::ptr_eq(&article, desk.document().article()));
}

#[test]
fn a_program_hears_that_the_open_card_went_with_a_step_that_something_else_hurried() {
    let (mut desk, file) = reader();
    imports(&mut desk, &file);
    arrives(&mut desk);
    begins(&mut desk, Action::OpenCard("one-7".into())).unwrap();
    begins(&mut desk, Action::Undo).unwrap();
    assert!(desk.session.focused().is_some(), "it is there until the step is");
    desk.heard.clear();
    begins(&mut desk, Action::FinishStep).unwrap();
    let heard = desk.heard.iter().any(|effect| matches!(effect, Effect::Emit(Event::Select(None))));
    assert!(desk.session.focused().is_none() && heard);
}

#[test]
fn what_waits_in_an_article_is_asked_only_once_all_its_annotations_are_there() {
    let mut full = Desk::reading(&vec![BLOCK; BLOCKS as usize].join("\n"));
    full.does(Action::Add((0..BLOCKS).map(draft).collect()));
    let set = Rc::new(full.set().clone());
    let mut desk = Desk::reading("Another text.");
    desk.does(Action::Show(Some(Dialog::Open.into())));
    let with = With::File(set.clone(), Vec::new());
    let (article, details) = (set.article().clone(), Details::clone(set.details()));
    let opening = Box::new(Opening::Text { article, details, with });
    begins(&mut desk, Action::Open { opening, stored: None }).unwrap();
    assert!(desk.session.is_underway());
    let asks = |desk: &Desk| {
        let is_asked = |one: &Effect| matches!(one, Effect::Gather(_, Gather::Waiting(_)));
        desk.heard.iter().any(is_asked)
    };
    desk.heard.retain(|effect| !matches!(effect, Effect::Gather(..)));
    begins(&mut desk, Action::DrawOn).unwrap();
    assert!(desk.session.is_underway() && !asks(&desk));
    begins(&mut desk, Action::FinishStep).unwrap();
    assert!(asks(&desk));
}
