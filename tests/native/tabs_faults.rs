//! Tabs with one article whose storage fails while they change places. Each case was found by
//! `storage_walk.rs`.

use article_annotator::session::{Action, Role, SaveState};

use crate::faults::Fault;
use crate::notation::written;
use crate::tabs_world::Browser;

/// The tab asks to edit and gets the lock, whoever holds it.
fn takes(browser: &mut Browser, tab: usize) {
    browser.does(tab, Action::EditHere).unwrap();
    while browser.works(tab) || browser.tells(tab) || browser.wakes(tab) {}
}

fn all_agree(browser: &Browser) {
    let stored = browser.stored();
    for (index, tab) in browser.tabs.iter().enumerate().filter(|(_, tab)| !tab.crashed) {
        assert_eq!(tab.session.saving(), &SaveState::Saved, "tab {index}");
        assert_eq!(tab.set(), Some(stored.set()), "tab {index}");
    }
}

#[test]
fn a_write_that_is_confirmed_after_later_ones_does_not_end_following() {
    let mut browser = Browser::with(2);
    browser.marks(0, "met").unwrap();
    browser.settle();
    browser.faults.extend([Fault::CompletesLate, Fault::Aborts]);
    browser.marks(0, "Ana").unwrap();
    while browser.works(0) {}
    assert!(browser.tries_again(0));
    assert!(browser.completes(0, true), "the first try was written after all, and counts no more");
    assert!(browser.works(0) && browser.works(0), "the second fails and is not told of yet");
    browser.marks(0, "Bo").unwrap();
    browser.settle();
    takes(&mut browser, 1);
    browser.marks(1, "left").unwrap();
    browser.settle();
    all_agree(&browser);
    assert_eq!(written(browser.stored().set()).matches("[person:").count(), 4);
}

#[test]
fn a_tab_that_could_not_read_the_article_and_lost_the_lock_follows_again() {
    let mut browser = Browser::with(1);
    browser.faults.extend([Fault::Closes; 3]);
    browser.open();
    while browser.works(1) {}
    assert!(matches!(browser.tabs[1].session.saving(), SaveState::Failed(_)));
    browser.does(1, Action::EditHere).unwrap();
    while !browser.steals(1) {
        assert!(browser.wakes(1));
    }
    assert!(browser.tells(1) && browser.tells(0));
    takes(&mut browser, 0);
    assert!(browser.tells(1), "the lock is gone again");
    assert_eq!(
        browser.tabs[1].session.role(),
        Role::Follower,
        "there is nothing of its own to keep"
    );
    browser.settle();
    all_agree(&browser);
}

#[test]
fn a_writer_that_was_asked_by_a_tab_that_is_gone_stores_again_what_was_cleared_away_meanwhile() {
    let mut browser = Browser::with(2);
    browser.marks(0, "Ana").unwrap();
    browser.settle();
    browser.does(1, Action::EditHere).unwrap();
    while browser.tabs[0].session.role() == Role::Writer {
        browser.delivers(0, 0, false);
    }
    browser.crash(1);
    browser.store.forget();
    browser.closes(0);
    browser.settle();
    assert_eq!(browser.tabs[0].session.role(), Role::Writer);
    all_agree(&browser);
}

#[test]
fn what_waits_to_be_undone_is_dropped_and_told_of_where_a_tab_takes_part_again() {
    // The leg of the walk in which the tab wrote without the lock.
    assert_eq!(crate::storage_walk::leg(1_623_811_421_201_497_088, false), Ok(()));
}

#[test]
fn a_tab_whose_browser_never_says_that_the_lock_is_its_own_takes_over_all_the_same() {
    let mut browser = Browser::with(2);
    browser.marks(0, "Ana").unwrap();
    browser.settle();
    browser.does(1, Action::EditHere).unwrap();
    while !browser.steals(1) {
        assert!(browser.wakes(1));
    }
    assert!(browser.wakes(1), "it waits so long and no longer");
    while browser.works(1) {}
    browser.marks(1, "Bo").unwrap();
    while browser.works(1) {}
    assert_eq!(browser.tabs[1].session.saving(), &SaveState::Saved);
    // The former writer does not overwrite it, and hears of it when the storage answers at last.
    browser.marks(0, "left").unwrap();
    browser.settle();
    assert_eq!(browser.tabs[0].session.saving(), &SaveState::Overtaken);
    assert_eq!(browser.tabs[1].set(), Some(browser.stored().set()));
}
