//! Whether the open article is stored: every state, every event, and the way out of each state.

use article_annotator::session::storage::save_state::{SaveEvent, SaveState};
use article_annotator::session::{Failure, Why};

fn full() -> Failure {
    Failure::new(Why::Full)
}

fn closed() -> Failure {
    Failure::new(Why::Closed)
}

fn states() -> [SaveState; 5] {
    use SaveState::{Deleted, Failed, Overtaken, Saved, Saving};
    [Saved, Saving, Failed(full()), Overtaken, Deleted]
}

#[test]
fn the_table_of_all_states_and_events() {
    use SaveState::{Deleted, Failed, Overtaken, Saved, Saving};
    let rows = [
        (SaveEvent::Asked, [Saving, Saving, Failed(full()), Overtaken, Saving]),
        (SaveEvent::Stored, [Saved, Saved, Saved, Overtaken, Saved]),
        (
            SaveEvent::Failed(closed()),
            [Failed(closed()), Failed(closed()), Failed(closed()), Overtaken, Failed(closed())],
        ),
        (SaveEvent::Overtaken, [Overtaken, Overtaken, Overtaken, Overtaken, Overtaken]),
        (SaveEvent::Deleted, [Deleted, Deleted, Failed(full()), Overtaken, Deleted]),
        (SaveEvent::Read, [Saved, Saved, Saved, Saved, Saved]),
    ];
    for (event, wanted) in rows {
        assert_eq!(states().map(|state| state.on(event.clone())), wanted, "on {event:?}");
    }
}

#[test]
fn no_state_is_a_dead_end() {
    for state in states() {
        let ways = [SaveEvent::Stored, SaveEvent::Read];
        assert!(ways.into_iter().any(|way| state.on(way) == SaveState::Saved), "{state:?}");
    }
}
