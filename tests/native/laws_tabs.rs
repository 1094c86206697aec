//! The laws of several tabs, in any order of events: messages lost, late or doubled, tabs that
//! sleep, crash and take over. No stored edit is lost, no unstored one goes unnoticed, a follower
//! never writes, and in the end every tab shows what is stored.

use article_annotator::model::{AnnotationId, Kind};
use article_annotator::session::api::arguments::Patch;
use article_annotator::session::{Action, Heard, Pointed, Role, SaveState};
use proptest::prelude::*;

use crate::random::{self, Seed};
use crate::tabs_world::Browser;

const MOST: usize = 5;

/// The reader does something in a tab, which may refuse it.
fn act(browser: &mut Browser, index: usize, seed: Seed) {
    let tab = &browser.tabs[index];
    let Some(set) = tab.set() else { return };
    let article = set.article().clone();
    let known: Vec<AnnotationId> = set.iter().map(|one| one.id.clone()).collect();
    let one = random::pick(&known, seed.3);
    let span = random::spans(&article, seed).first().copied();
    let action = match (seed.3 % 8, one, span) {
        (0..=2, _, Some(span)) | (_, None, Some(span)) => {
            let (anchor, focus) = (article.point_of(span.start), article.point_of(span.end));
            let pointed = Some(Pointed { anchor, focus, exact: true });
            Action::Mark { kind: Kind::ALL[usize::from(seed.1 % 3)], label: None, pointed }
        }
        (3, ..) => Action::Undo,
        (4, ..) => Action::Redo,
        (5, Some(id), _) => Action::Remove(id),
        (_, Some(id), _) => {
            let patch = Patch { note: Some(format!("note {}", seed.2)), ..Patch::default() };
            Action::Update { id, patch: Box::new(patch) }
        }
        _ => return,
    };
    let before = tab.set().cloned();
    let may = tab.session.role().may_edit();
    let done = browser.does(index, action);
    assert!(may || (done.is_err() && browser.tabs[index].set() == before.as_ref()));
}

fn step(browser: &mut Browser, seed: Seed) {
    let alive: Vec<usize> =
        (0..browser.tabs.len()).filter(|index| !browser.tabs[*index].crashed).collect();
    let index = random::pick(&alive, seed.1).unwrap();
    let at = usize::from(seed.2) % browser.tabs[index].inbox.len().max(1);
    match seed.0 % 24 {
        0..=5 => act(browser, index, seed),
        6..=10 => drop(browser.works(index)),
        11..=13 => browser.delivers(index, at, false),
        14 => browser.delivers(index, at, true),
        15 => drop(browser.tabs[index].inbox.drain(at..).next()),
        16 | 17 => drop(browser.tells(index)),
        18 | 19 => browser.does(index, Action::EditHere).unwrap(),
        20 => drop(browser.wakes(index)),
        21 => browser.hears(index, Heard::Awake),
        22 if browser.tabs.len() < MOST => drop(browser.open()),
        23 if alive.len() > 1 => browser.crash(index),
        _ => {}
    }
}

/// Every tab wakes up, and every message arrives.
fn comes_to_rest(browser: &mut Browser) {
    browser.settle();
    for index in 0..browser.tabs.len() {
        if !browser.tabs[index].crashed {
            browser.hears(index, Heard::Awake);
        }
    }
    browser.settle();
}

fn all_agree(browser: &Browser) -> Result<(), TestCaseError> {
    prop_assert_eq!(&browser.broken, &Vec::<String>::new());
    let stored = browser.stored();
    let alive = browser.tabs.iter().filter(|tab| !tab.crashed);
    // A tab with unsaved work shows it, and says so.
    let agreeing: Vec<_> =
        alive.filter(|tab| tab.session.saving() != &SaveState::Overtaken).collect();
    let writers = agreeing.iter().filter(|tab| tab.session.role() == Role::Writer).count();
    prop_assert_eq!(writers, usize::from(!agreeing.is_empty()));
    for tab in agreeing {
        prop_assert_eq!(tab.set(), Some(stored.set()));
        prop_assert!(matches!(tab.session.role(), Role::Writer | Role::Follower));
        if tab.session.role() == Role::Writer {
            prop_assert_eq!(tab.session.document().unwrap().history(), stored.history());
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(random::cases(400))]

    #[test]
    fn whatever_happens_nothing_kept_is_lost_and_all_tabs_agree_in_the_end(seeds in random::seeds(160)) {
        let mut browser = Browser::with(2);
        for seed in seeds {
            step(&mut browser, seed);
            prop_assert_eq!(&browser.broken, &Vec::<String>::new());
        }
        comes_to_rest(&mut browser);
        all_agree(&browser)?;
    }

    #[test]
    fn after_any_disorder_a_click_takes_over_and_edits_go_on_there(
        seeds in random::seeds(80), last in any::<u16>(),
    ) {
        let mut browser = Browser::with(3);
        seeds.into_iter().for_each(|seed| step(&mut browser, seed));
        comes_to_rest(&mut browser);
        let alive: Vec<usize> =
            (0..browser.tabs.len()).filter(|index| !browser.tabs[*index].crashed).collect();
        let index = random::pick(&alive, last).unwrap();
        browser.does(index, Action::EditHere).unwrap();
        browser.settle();
        prop_assert_eq!(browser.tabs[index].session.role(), Role::Writer);
        let title = article_annotator::model::Details { title: "New".to_owned(), ..Default::default() };
        browser.does(index, Action::SetDetails(title)).unwrap();
        comes_to_rest(&mut browser);
        let stored = browser.stored();
        prop_assert_eq!(&stored.set().details().title, "New");
        all_agree(&browser)?;
    }
}
