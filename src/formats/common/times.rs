//! When annotations were made, as programs and spreadsheets write it. What cannot be read is counted, and not taken
//! in silence for the time of the import (tests/formats/told.rs).

use super::spans::{Intake, short};
use crate::model::{Annotation, Timestamp};

/// The message about a time that is none, or may be two.
const UNREAD: &str = "when it was made or changed cannot be read for certain";

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

/// A day as spreadsheets write one that they took for a date, `2.3.2026`, `23/3/2026` and `2026/03/23 00:00`, as
/// files have it; what is no such day as it is.
///
/// # Errors
/// If day and month could be either.
fn day(said: &str) -> Result<String, ()> {
    let timed = said.split_once(['T', ' ']).filter(|(_, clock)| clock.contains(':'));
    let date = timed.map_or(said, |(date, _)| date);
    let Some(mark) = ['.', '/', '-'].into_iter().find(|mark| date.matches(*mark).count() == 2)
    else {
        return Ok(said.to_owned());
    };
    let parts: Option<Vec<u32>> = date.split(mark).map(|part| part.trim().parse().ok()).collect();
    let Some([first, second, third]) = parts.as_deref() else { return Ok(said.to_owned()) };
    let (day, month, year) = match mark {
        _ if *first > 31 => (third, second, first),
        // Of two digits the first may be the year.
        '-' if *third < 100 => return Ok(said.to_owned()),
        '.' => (first, second, third),
        _ if *first > 12 || first == second => (first, second, third),
        _ if *second > 12 => (second, first, third),
        _ => return Err(()),
    };
    // Of the years from 1930 to 2029 they may leave two digits.
    let year = match *year {
        year @ 0..30 => 2000 + year,
        year @ 30..100 => 1900 + year,
        year => year,
    };
    let whole = format!("{year:04}-{month:02}-{day:02}");
    let is_day = format!("{whole}T00:00:00Z").parse::<Timestamp>().is_ok();
    Ok(if is_day { whole } else { said.to_owned() })
}

impl Intake<'_> {
    /// A day that a spreadsheet may have changed; one that could be two is counted.
    pub fn day(&mut self, said: &str) -> Option<String> {
        let Ok(day) = day(said) else {
            self.skip(format!("“{}” may be one of two days", short(said)));
            return None;
        };
        Some(day).filter(|day| !day.is_empty())
    }

    /// The same for the last annotation; what cannot be read is counted.
    pub fn dated(&mut self, created: &str, modified: &str) {
        if self.last().is_some_and(|last| date(last, created, modified).is_err()) {
            self.skip(UNREAD);
        }
    }
}
