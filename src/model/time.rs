//! Points in time as they are stored and written. It names no clock (tests/native/layers.rs); the Host has
//! one.

use std::fmt;

use super::plain::{Plain, Wrong};
use super::record::Record;

/// Milliseconds since 1970-01-01T00:00:00Z; read and written as RFC 3339. Zero means unknown.
///
/// A few lines of our own, because date libraries cost a tenth of the first load; the tests compare them with
/// one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp(pub i64);

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

impl Timestamp {
    /// The first and the last time with a year of four digits, which is all RFC 3339 can write.
    const WRITABLE: (i64, i64) = (-62_167_219_200_000, 253_402_300_799_999);

    /// Whether the time is known; an unknown time is never written.
    pub fn is_known(self) -> bool {
        self != Self::default()
    }

    /// The day in UTC, counted from 1970-01-01.
    pub fn day(self) -> i64 {
        self.0.div_euclid(DAY)
    }

    /// As RFC 3339, digit by digit, because tens of thousands are written together.
    fn written(self) -> [u8; 24] {
        let time = self.0.clamp(Self::WRITABLE.0, Self::WRITABLE.1);
        let (year, month, day) = date(time.div_euclid(DAY));
        let rest = time.rem_euclid(DAY);
        let mut written = *b"0000-00-00T00:00:00.000Z";
        let mut put = |from: usize, to: usize, mut number: i64| {
            for place in (from..to).rev() {
                written[place] = b'0' + (number % 10) as u8;
                number /= 10;
            }
        };
        put(0, 4, year);
        put(5, 7, month);
        put(8, 10, day);
        put(11, 13, rest / HOUR);
        put(14, 16, rest % HOUR / MINUTE);
        put(17, 19, rest % MINUTE / SECOND);
        put(20, 23, rest % SECOND);
        written
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let written = self.written();
        f.write_str(str::from_utf8(&written).unwrap_or_default())
    }
}

impl std::str::FromStr for Timestamp {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("“{text}” is not a date and time like 2026-01-31T14:05:00Z");
        parse(text).ok_or_else(wrong)
    }
}

/// Year, month and day of a day counted from 1970-01-01, in the Gregorian calendar. Years start in March, so
/// that the leap day comes last.
fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

/// The day counted from 1970-01-01 of a date.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year) = (year.div_euclid(400), year.rem_euclid(400));
    let from_march = if month > 2 { month - 3 } else { month + 9 };
    let day_of_year = (153 * from_march + 2) / 5 + day - 1;
    era * 146_097 + year * 365 + year / 4 - year / 100 + day_of_year - 719_468
}

fn parse(text: &str) -> Option<Timestamp> {
    let (day, rest) = text.split_once(['T', 't', ' '])?;
    let [year, month, day] = numbers(day, '-', [4, 2, 2])?;
    let day = days(year, month, day);
    // A day that does not exist returns as another one.
    if date(day) != (year, month, numbers(text.get(8..10)?, '-', [2])?[0]) {
        return None;
    }
    let zone = rest.find(['Z', 'z', '+', '-'])?;
    let (clock, offset) = (rest.get(..zone)?, offset(rest.get(zone..)?)?);
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let [hour, minute, second] = numbers(clock, ':', [2, 2, 2])?;
    if hour > 23 || minute > 59 || second > 60 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let digits = fraction.bytes().chain(std::iter::repeat(b'0')).take(3);
    let millis = digits.fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'));
    Some(Timestamp(
        day * DAY + hour * HOUR + minute * MINUTE + second.min(59) * SECOND + millis - offset,
    ))
}

fn offset(zone: &str) -> Option<i64> {
    let sign = match zone.get(..1)? {
        "Z" | "z" => return (zone.len() == 1).then_some(0),
        "+" => 1,
        _ => -1,
    };
    let [hours, minutes] = numbers(zone.get(1..)?, ':', [2, 2])?;
    (hours <= 23 && minutes <= 59).then_some(sign * (hours * HOUR + minutes * MINUTE))
}

/// Numbers of these lengths, with a separator between them and nothing else.
fn numbers<const N: usize>(text: &str, between: char, digits: [usize; N]) -> Option<[i64; N]> {
    let mut found = [0; N];
    let mut parts = text.split(between);
    for (place, digits) in found.iter_mut().zip(digits) {
        let part = parts.next()?;
        if part.len() != digits || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        *place = part.bytes().fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'));
    }
    parts.next().is_none().then_some(found)
}

impl Record for Timestamp {
    fn plain(&self) -> Plain<'_> {
        Plain::Text(self.to_string().into())
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        plain.as_text()?.parse().map_err(Wrong::new)
    }
}
