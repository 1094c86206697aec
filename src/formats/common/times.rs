//! When annotations were made, as programs and spreadsheets write it. What cannot be read is counted, and not taken
//! in silence for the time of the import (tests/formats/told.rs).

use super::spans::Intake;
use crate::model::{Annotation, Timestamp};

/// The message about a time that is none, or may be two.
const UNREAD: &str = "when an annotation was made or changed cannot be read for certain";

/// The time that a text says; without a zone, in world time.
fn time(said: &str) -> Option<Timestamp> {
    let (day, clock) = said.split_once(['T', ' ']).unwrap_or((said, "00:00"));
    let clock = clock.trim();
    let (clock, zone) = clock.split_at(clock.find(['Z', 'z', '+', '-']).unwrap_or(clock.len()));
    let zone = match (zone, zone.split_at_checked(3)) {
        ("", _) => "Z".to_owned(),
        // `+0100`
        (_, Some((hours, minutes))) if minutes.len() == 2 => format!("{hours}:{minutes}"),
        (zone, _) => zone.to_owned(),
    };
    let clock = clock.trim_end();
    let seconds = if clock.matches(':').count() == 1 { ":00" } else { "" };
    format!("{day}T{clock}{seconds}{zone}").parse().ok()
}

/// Takes over when an annotation was made and changed.
///
/// # Errors
/// What cannot be read, as a sentence.
pub fn date(one: &mut Annotation, created: &str, modified: &str) -> Result<(), &'static str> {
    let said = [created.trim(), modified.trim()];
    let [made, changed] = said.map(time);
    one.created = made.unwrap_or(one.created);
    one.modified = changed.unwrap_or(one.created);
    let is_read =
        said.iter().zip([made, changed]).all(|(said, at)| said.is_empty() || at.is_some());
    if is_read { Ok(()) } else { Err(UNREAD) }
}

impl Intake<'_> {
    /// The same for the last annotation; what cannot be read is counted.
    pub fn dated(&mut self, created: &str, modified: &str) {
        if self.last().is_some_and(|last| date(last, created, modified).is_err()) {
            self.skip(UNREAD);
        }
    }
}
