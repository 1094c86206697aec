//! A seeded random walk of edits, faults, tabs, kills and listening programs, and one law: what was shown as saved is
//! there after a restart, what is not was shown as not saved, and the browser asks before it goes. A longer walk:
//! `STORAGE_WALK_STEPS=10000000 cargo test --release --no-default-features --test native storage_walk -- --nocapture`
//! The seed that a failure prints replays its leg: `STORAGE_WALK_SEED=… STORAGE_WALK_STEPS=1 STORAGE_WALK_TRACE=1`.

use article_annotator::model::{AnnotationId, Kind};
use article_annotator::session::api::arguments::Patch;
use article_annotator::session::document::ledger::Ledger;
use article_annotator::session::{Action, Event, Heard, Pointed, SaveState, Session};

use crate::faults::Fault;
use crate::store::Store;
use crate::tabs_world::Browser;

/// A pseudo-random sequence (xorshift64*): the same seed, the same walk.
struct Dice(u64);

/// From one leg's seed to the next.
const STRIDE: u64 = 0x9E37_79B9_7F4A_7C15;

impl Dice {
    /// The dice of a seed; neighbouring seeds have nothing in common.
    fn of(seed: u64) -> Self {
        let mixed = (seed ^ seed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        Self((mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB) | 1)
    }

    fn below(&mut self, faces: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % faces
    }
}

/// Most tabs at a time.
const TABS: usize = 3;

/// Steps until every fault ends, everything comes to rest and all tabs close.
const LEG: usize = 120;

fn alive(browser: &Browser) -> Vec<usize> {
    (0..browser.tabs.len()).filter(|index| !browser.tabs[*index].crashed).collect()
}

/// The reader does something in a tab, which may refuse it.
fn edits(browser: &mut Browser, index: usize, dice: &mut Dice) {
    let Some(set) = browser.tabs[index].set() else { return };
    let article = set.article().clone();
    let known: Vec<AnnotationId> = set.iter().map(|one| one.id.clone()).collect();
    let one = (!known.is_empty()).then(|| known[dice.below(known.len())].clone());
    let action = match (dice.below(8), one) {
        (3, _) => Action::Undo,
        (4, _) => Action::Redo,
        (5, Some(id)) => Action::Remove(id),
        (6 | 7, Some(id)) => {
            let patch = Patch { note: Some(format!("note {}", dice.below(9))), ..Patch::default() };
            Action::Update { id, patch: Box::new(patch) }
        }
        _ => {
            let text = article.text();
            let edges: Vec<_> = text.char_indices().map(|(at, _)| at as u32).collect();
            let at = dice.below(edges.len() - 4);
            let range = article_annotator::model::TextRange::new(edges[at], edges[at + 3]);
            let (anchor, focus) = (article.point_of(range.start), article.point_of(range.end));
            let pointed = Some(Pointed { anchor, focus, exact: true });
            Action::Mark { kind: Kind::ALL[dice.below(3)], label: None, pointed }
        }
    };
    // Refused where another tab writes.
    let _ = browser.does(index, action);
}

fn step(browser: &mut Browser, dice: &mut Dice) {
    let tabs = alive(browser);
    let index = tabs[dice.below(tabs.len())];
    let waiting = browser.tabs[index].inbox.len();
    match dice.below(32) {
        0..=6 => edits(browser, index, dice),
        7..=13 => drop(browser.works(index)),
        14 | 15 if waiting > 0 => {
            let (at, again) = (dice.below(waiting), dice.below(6) == 0);
            browser.delivers(index, at, again);
        }
        16 if waiting > 0 => drop(browser.tabs[index].inbox.pop()),
        17 | 18 => drop(browser.tells(index)),
        19 => drop(browser.wakes(index)),
        20 | 21 => drop(browser.tries_again(index)),
        22..=24 => browser.faults.push_back(Fault::ALL[dice.below(Fault::ALL.len())]),
        25 => {
            let heard = dice.below(2) == 0;
            browser.completes(index, heard);
        }
        26 => browser.does(index, Action::EditHere).unwrap(),
        27 => browser.does(index, Action::TakeStored { title: "Mine".to_owned() }).unwrap(),
        28 => browser.hears(index, Heard::Awake),
        29 if tabs.len() < TABS => drop(browser.open()),
        30 if tabs.len() > 1 => browser.crash(index),
        _ => {}
    }
}

/// Every fault ends, every message arrives, and every tab wakes up.
fn comes_to_rest(browser: &mut Browser) {
    browser.faults.clear();
    browser.settle();
    for index in alive(browser) {
        browser.hears(index, Heard::Awake);
    }
    browser.settle();
}

/// What each tab shows, and what is stored.
fn holds(browser: &Browser) -> Result<(), String> {
    if let Some(broken) = browser.broken.first() {
        return Err(broken.clone());
    }
    let stored = browser.stored_if_any();
    for index in alive(browser) {
        let tab = &browser.tabs[index];
        match tab.session.saving() {
            // Without locks nobody follows: a tab meets another tab's later writes at its next
            // edit.
            SaveState::Saved if browser.no_locks => {}
            SaveState::Saved if tab.set() != stored.as_ref().map(Ledger::set) => {
                return Err(format!("tab {index} says saved, and something else is stored"));
            }
            SaveState::Saved if tab.session.would_lose_work() => {
                return Err(format!("tab {index} says saved, and asks before it is closed"));
            }
            SaveState::Saved | SaveState::Overtaken => {}
            other => return Err(format!("tab {index} never comes to rest: {other:?}")),
        }
    }
    Ok(())
}

/// Walks leg by leg, and returns the number of steps.
fn walk(seed: u64, steps: usize, traces: bool) -> usize {
    let legs = steps.div_ceil(LEG);
    let mut seed = seed;
    for _ in 0..legs {
        if let Err(broken) = leg(seed, traces) {
            panic!("STORAGE_WALK_SEED={seed}: {broken}");
        }
        seed = seed.wrapping_add(STRIDE);
    }
    legs * LEG
}

pub fn leg(seed: u64, traces: bool) -> Result<(), String> {
    let mut dice = Dice::of(seed);
    let mut browser = Browser { store: Store::remembering(), traces, ..Browser::default() };
    browser.no_locks = dice.below(4) == 0;
    if dice.below(4) == 0 {
        browser.listener = Some(echoes);
    }
    browser.open();
    for _ in 0..LEG {
        step(&mut browser, &mut dice);
        if !browser.broken.is_empty() {
            break;
        }
    }
    if browser.broken.is_empty() {
        comes_to_rest(&mut browser);
    }
    holds(&browser).map_err(|broken| format!("{broken}\n{}", told(&browser)))
}

/// The state of everything, for whoever reads a failure.
fn told(browser: &Browser) -> String {
    let tab = |index: usize| {
        let tab = &browser.tabs[index];
        let open = tab.session.document();
        let shows = open.map(|open| (open.revision(), crate::notation::written(open.set())));
        format!(
            "tab {index}: {:?}, {:?}, crashed {}, shows {shows:?}, said {:?}",
            tab.session.role(),
            tab.session.saving(),
            tab.crashed,
            tab.said.iter().rev().take(4).collect::<Vec<_>>(),
        )
    };
    let stored = browser.stored_if_any();
    let stored = stored.map(|it| (it.revision(), crate::notation::written(it.set())));
    let tabs: Vec<_> = (0..browser.tabs.len()).map(tab).collect();
    format!("stored: {stored:?}\n{}", tabs.join("\n"))
}

/// A program that writes a note whenever a note changes elsewhere, up to a limit.
fn echoes(event: &Event, session: &Session) -> Option<Action> {
    let Event::Change(ids) = event else { return None };
    let document = session.document()?;
    let one = document.set().get(ids.first()?)?;
    let patch = Patch { note: Some(format!("{}!", one.note)), ..Patch::default() };
    let wants = document.set().len() % 2 == 1 && one.note.len() < 8;
    wants.then(|| Action::Update { id: one.id.clone(), patch: Box::new(patch) })
}

fn given(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}

#[test]
fn what_is_shown_as_saved_is_there_after_a_restart_and_what_is_not_there_was_shown_as_not_saved() {
    let clock = std::time::UNIX_EPOCH.elapsed().unwrap().as_nanos() as u64;
    let (seed, steps) = (given("STORAGE_WALK_SEED", clock), given("STORAGE_WALK_STEPS", 100_000));
    println!("seed {seed}");
    let done = walk(seed, steps as usize, given("STORAGE_WALK_TRACE", 0) > 0);
    println!("{done} steps, nothing lost");
}
