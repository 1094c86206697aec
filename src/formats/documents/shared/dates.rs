//! Dates and languages as files and pages write them, in the form the details need. What is not understood is
//! not a date (see the tests below).

use super::composer::is_blank;
use crate::model::Timestamp;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The day of a date, `YYYY-MM-DD`, or the part of it that is known.
pub fn day(said: &str) -> Option<String> {
    let said = said.trim();
    from_iso(said).or_else(|| in_english(said))
}

/// `2024-05-17T10:00:00Z`, `2024-05`, `2024`, `20240517`.
fn from_iso(said: &str) -> Option<String> {
    let date = said.split(['T', ' ']).next().unwrap_or_default().replace('/', "-");
    let date = match date.len() {
        8 if is_number(&date) => {
            format!("{}-{}-{}", date.get(..4)?, date.get(4..6)?, date.get(6..)?)
        }
        _ => date,
    };
    let parts: Vec<&str> = date.split('-').collect();
    let (year, rest) = parts.split_first()?;
    let mut rest = rest.iter().map(|part| part.parse::<u32>().ok().filter(|_| is_number(part)));
    if year.len() != 4 || !is_number(year) {
        return None;
    }
    let (month, day) = (rest.next(), rest.next());
    match (month, day, rest.next()) {
        (None, ..) => Some((*year).to_owned()),
        (Some(month), None, _) => Some(format!("{year}-{:02}", in_month(month?)?)),
        (Some(month), Some(day), None) => whole(year, month?, day?),
        _ => None,
    }
}

/// `May 17, 2024`, `Fri, 17 May 2024 10:00:00 GMT`.
fn in_english(said: &str) -> Option<String> {
    let words: Vec<String> = said
        .split(|c: char| is_blank(c) || c == ',')
        .map(|word| word.trim_matches('.').to_lowercase())
        .filter(|word| !word.is_empty())
        .take(8)
        .collect();
    let month = words.iter().position(|word| {
        word.chars().all(char::is_alphabetic)
            && MONTHS.iter().any(|name| word.starts_with(name))
            && word.len() >= 3
    })?;
    let number = MONTHS
        .iter()
        .position(|name| words.get(month).is_some_and(|word| word.starts_with(name)))?;
    let day = |at: Option<usize>| words.get(at?)?.parse::<u32>().ok();
    let after = day(Some(month + 1)).filter(|day| *day <= 31);
    let day = after.or_else(|| day(month.checked_sub(1)))?;
    let year = words.iter().skip(month).find(|word| word.len() == 4 && is_number(word))?;
    whole(year, u32::try_from(number + 1).ok()?, day)
}

fn whole(year: &str, month: u32, day: u32) -> Option<String> {
    let date = format!("{year}-{:02}-{day:02}", in_month(month)?);
    // Dates that do not exist are skipped.
    let is_day = format!("{date}T00:00:00Z").parse::<Timestamp>().is_ok();
    is_day.then_some(date)
}

fn in_month(month: u32) -> Option<u32> {
    Some(month).filter(|month| (1..=12).contains(month))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A language in BCP 47; pages also write `en_GB`.
pub fn language(said: &str) -> Option<String> {
    let tag = said.trim().replace('_', "-");
    let tag = tag.split(['.', ',', ';', ' ']).next().unwrap_or_default();
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let fits = (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(is_part);
    fits.then(|| tag.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{day, language};

    #[test]
    fn dates_are_understood_or_left_alone() {
        for (said, means) in [
            ("2024-05-17", Some("2024-05-17")),
            ("2024-05-17T10:00:00+02:00", Some("2024-05-17")),
            ("2024-05-17 10:00", Some("2024-05-17")),
            ("2024/5/7", Some("2024-05-07")),
            ("20240517", Some("2024-05-17")),
            ("2024-05", Some("2024-05")),
            ("2024", Some("2024")),
            ("May 17, 2024", Some("2024-05-17")),
            ("17 May 2024", Some("2024-05-17")),
            ("Tuesday, September 1, 2015", Some("2015-09-01")),
            ("Fri, 17 May 2024 10:00:00 GMT", Some("2024-05-17")),
            ("yesterday", None),
            ("2024-13-01", None),
            ("2026-02-31", None),
            ("31 June 2024", None),
            ("2024-02-29", Some("2024-02-29")),
            ("2025-02-29", None),
            ("May", None),
            ("", None),
            ("05/06/2024", None),
        ] {
            assert_eq!(day(said).as_deref(), means, "{said}");
        }
    }

    #[test]
    fn languages_are_written_in_one_way() {
        for (said, means) in [
            ("en", Some("en")),
            ("en_GB", Some("en-GB")),
            ("zh-Hant-TW", Some("zh-Hant-TW")),
            ("de_DE.UTF-8", Some("de-DE")),
            ("english", None),
            ("", None),
        ] {
            assert_eq!(language(said).as_deref(), means, "{said}");
        }
    }
}
