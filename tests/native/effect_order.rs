//! Effects run in the order they were requested, even if listeners act: a program that adds
//! annotations during loading, or edits again after saving, gets what it asked for, and everything
//! is stored.

use article_annotator::model::{Kind, TextRange};
use article_annotator::session::action::effect_queue::EffectQueue;
use article_annotator::session::api::arguments::{Draft, Patch};
use article_annotator::session::{Action, Effect, Event, PageEffect, SaveState, Session};

use crate::notation::written;
use crate::tabs_world::Browser;

fn claim(at: u32) -> Action {
    let spans = vec![TextRange::new(at, at + 3)];
    Action::Add(vec![Draft { id: None, kind: Kind::Claim, spans, rest: Patch::default() }])
}

fn many(session: &Session) -> usize {
    session.document().map_or(0, |document| document.set().len())
}

#[test]
fn an_effect_that_asks_for_others_is_done_before_them() {
    let queue = EffectQueue::default();
    let order = std::cell::RefCell::new(Vec::new());
    queue.run(vec![Effect::List, Effect::Connect], |effect| {
        order.borrow_mut().push(format!("{effect:?}"));
        if matches!(effect, Effect::List) {
            // As an effect that performs an action.
            queue.run(vec![Effect::OnPage(PageEffect::Follow)], |_| panic!("never inside another"));
        }
    });
    assert_eq!(order.into_inner(), ["List", "Connect", "OnPage(Follow)"]);
}

#[test]
fn a_program_that_adds_while_an_article_is_loaded_has_everything_stored() {
    let mut browser = Browser {
        listener: Some(|event, session| {
            (matches!(event, Event::Load(_)) && many(session) == 0).then(|| claim(0))
        }),
        ..Browser::default()
    };
    browser.open();
    browser.settle();
    assert_eq!(browser.tabs[0].session.saving(), &SaveState::Saved);
    assert_eq!(written(browser.stored().set()), "[claim:Ana] met Bo.\n“Yes,” said Bo.\nAna left.");
}

#[test]
fn programs_that_act_on_changes_selections_and_savings_have_everything_stored_in_order() {
    let hears: [fn(&Event, &Session) -> Option<Action>; 3] = [
        |event, session| (matches!(event, Event::Change(_)) && many(session) < 4).then(|| claim(4)),
        |event, session| {
            (matches!(event, Event::Select(Some(_))) && many(session) < 4).then(|| claim(4))
        },
        |event, session| {
            (matches!(event, Event::Save(_, None)) && many(session) < 4).then(|| claim(4))
        },
    ];
    for listener in hears {
        let mut browser = Browser { listener: Some(listener), ..Browser::default() };
        browser.open();
        browser.settle();
        browser.does(0, claim(0)).unwrap();
        let first = browser.tabs[0].set().unwrap().iter().next().unwrap().id.clone();
        browser.does(0, Action::OpenCard(first)).unwrap();
        browser.settle();
        assert_eq!(browser.tabs[0].session.saving(), &SaveState::Saved);
        assert_eq!(Some(browser.stored().set()), browser.tabs[0].set());
        assert_eq!(browser.broken, Vec::<String>::new());
    }
}
