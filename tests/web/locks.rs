//! What tabs know of each other: who holds a lock, and what a channel carries.

use std::cell::RefCell;
use std::rc::Rc;

use article_annotator::browser::channel::Channel;
use article_annotator::browser::locks::{self, Hold, LockEvent, LockMode};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{key, turn};

/// Requests a lock, and collects the events.
fn ask(how: LockMode) -> (Hold, Rc<RefCell<Vec<LockEvent>>>) {
    let told = Rc::new(RefCell::new(Vec::new()));
    let tell = told.clone();
    let hold = locks::request("test lock", how, Rc::new(move |what| tell.borrow_mut().push(what)));
    (hold.unwrap(), told)
}

async fn is_told(told: &RefCell<Vec<LockEvent>>, wanted: &[LockEvent]) {
    while told.borrow().len() < wanted.len() {
        turn().await;
    }
    assert_eq!(*told.borrow(), wanted);
}

#[wasm_bindgen_test]
async fn a_lock_has_one_holder_goes_to_who_waits_and_can_be_taken() {
    let (first, first_told) = ask(LockMode::IfFree);
    is_told(&first_told, &[LockEvent::Granted]).await;
    let (_busy, busy_told) = ask(LockMode::IfFree);
    is_told(&busy_told, &[LockEvent::Busy]).await;
    let (gone, gone_told) = ask(LockMode::Wait);
    let (second, second_told) = ask(LockMode::Wait);
    drop(gone);
    drop(first);
    is_told(&second_told, &[LockEvent::Granted]).await;
    let (_third, third_told) = ask(LockMode::Steal);
    is_told(&third_told, &[LockEvent::Granted]).await;
    is_told(&second_told, &[LockEvent::Granted, LockEvent::Lost]).await;
    drop(second);
    assert_eq!((first_told.borrow().len(), gone_told.borrow().len()), (1, 0));
}

#[wasm_bindgen_test]
async fn a_channel_carries_texts_to_all_others_and_not_to_itself() {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let open = |name: &'static str| {
        let heard = heard.clone();
        Channel::open("test channel", move |parts| heard.borrow_mut().push((name, parts.to_vec())))
    };
    let (one, two) = (open("one").unwrap(), open("two").unwrap());
    let text = key(&["😀", "", "a b"]);
    one.post(&text);
    while heard.borrow().is_empty() {
        turn().await;
    }
    drop(two);
    one.post(&text);
    let last = open("last").unwrap();
    last.post(&key(&["end"]));
    while heard.borrow().len() < 2 {
        turn().await;
    }
    assert_eq!(*heard.borrow(), [("two", text), ("one", key(&["end"]))]);
}
