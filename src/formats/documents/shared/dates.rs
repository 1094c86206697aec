//! Dates and languages as files and pages write them, in the form the details need. What is not understood is
//! not a date, nor is what cannot be one (see the tests below).

use std::borrow::Cow;

use crate::model::Timestamp;

/// The months in the languages whose dates are read; an abbreviation is the beginning of a name.
const MONTHS: [&str; 12] = [
    "january januar janvier enero gennaio janeiro januari stycznia января січня ocak jänner \
     tammikuuta ledna január ιανουαρίου يناير ianuarie januára januarja gener януари ינואר \
     בינואר जनवरी",
    "february februar février febrero febbraio fevereiro februari lutego февраля лютого şubat \
     feber helmikuuta února február φεβρουαρίου فبراير شباط februarie februára februarja febrer \
     февруари פברואר בפברואר फरवरी फ़रवरी",
    "march märz mars marzo março maart marca марта березня mart mrz maaliskuuta března március \
     μαρτίου مارس آذار marts martie maret מרץ במרץ मार्च",
    "april avril abril aprile kwietnia апреля квітня nisan huhtikuuta dubna április απριλίου \
     أبريل ابريل نيسان aprilie apríla април אפריל באפריל अप्रैल",
    "may mai mayo maggio maio mei maj maja мая травня mayıs toukokuuta května május μαΐου مايو أيار \
     mája maig май מאי במאי मई",
    "june juni juin junio giugno junho czerwca июня червня haziran kesäkuuta června június \
     ιουνίου يونيو حزيران iunie júna junija juny юни יוני ביוני जून",
    "july juli juillet julio luglio julho lipca июля липня temmuz heinäkuuta července július \
     ιουλίου يوليو تموز iulie júla julija juliol юли יולי ביולי जुलाई",
    "august août agosto augustus augusti sierpnia августа серпня ağustos aout elokuuta srpna \
     augusztus αυγούστου أغسطس اغسطس augusta avgusta agustus אוגוסט באוגוסט अगस्त",
    "september septembre septiembre settembre setembro września сентября вересня eylül \
     syyskuuta září szeptember σεπτεμβρίου سبتمبر septembrie septembra setembre септември \
     ספטמבר בספטמבר सितंबर सितम्बर",
    "october oktober octobre octubre ottobre outubro października октября жовтня ekim \
     lokakuuta října október οκτωβρίου أكتوبر اكتوبر octombrie októbra oktobra октомври \
     אוקטובר באוקטובר अक्टूबर",
    "november novembre noviembre novembro listopada ноября листопада kasım marraskuuta \
     listopadu νοεμβρίου نوفمبر noiembrie novembra ноември נובמבר בנובמבר नवंबर नवम्बर",
    "december dezember décembre diciembre dicembre dezembro grudnia декабря грудня aralık \
     desember joulukuuta prosince δεκεμβρίου ديسمبر decembrie decembra desembre декември \
     דצמבר בדצמבר दिसंबर दिसम्बर",
];
/// Months of two words in Arabic from Syria to Iraq, as they are called elsewhere.
const LEVANT: [(&str, &str); 4] = [
    ("كانون الثاني", "يناير"),
    ("تشرين الأول", "أكتوبر"),
    ("تشرين الثاني", "نوفمبر"),
    ("كانون الأول", "ديسمبر"),
];
/// Years of articles; before and after them somebody counted wrong.
const YEARS: std::ops::RangeInclusive<u32> = 1600..=2100;
/// The day from which computers count.
const NO_DAYS: [&str; 3] = ["1970-01-01", "1969-12-31", "1900-01-01"];
/// Most words of a text searched for a date.
const WORDS: usize = 60;

/// The day of a date, `YYYY-MM-DD`, or the part of it that is known.
pub fn day(said: &str) -> Option<String> {
    let said = said.trim();
    from_iso(said).or_else(|| within(said))
}

/// A text with the digits of Arabic, Persian and Indian dates, and wide ones, as those of ASCII.
fn in_ascii(text: &str) -> Cow<'_, str> {
    const ZEROS: [u32; 5] = [0x0660, 0x06F0, 0x0966, 0x09E6, 0xFF10];
    if text.is_ascii() {
        return text.into();
    }
    let digit = |sign: char| {
        let of = ZEROS.iter().filter_map(|zero| u32::from(sign).checked_sub(*zero));
        of.filter(|digit| *digit < 10).find_map(|digit| char::from_digit(digit, 10))
    };
    let text: String = text.chars().map(|sign| digit(sign).unwrap_or(sign)).collect();
    match LEVANT.iter().any(|(name, _)| text.contains(name)) {
        true => LEVANT.iter().fold(text, |text, (name, other)| text.replace(name, other)).into(),
        false => text.into(),
    }
}

/// The first day that a text names, with its year.
pub fn within(text: &str) -> Option<String> {
    let text = in_ascii(text);
    let words = words(&text);
    let numbers: Vec<Option<u32>> = words.iter().map(|(word, _)| number(word)).collect();
    (0..words.len()).find_map(|at| {
        let number = |at: Option<usize>| at.and_then(|at| numbers.get(at).copied().flatten());
        in_numbers(&words, at).or_else(|| in_words(&words, at, number))
    })
}

/// The day in a text whose year has two digits, `17.5.24`: of this century, and nothing else in dots.
pub fn dotted(text: &str) -> Option<String> {
    const LAST: u32 = 40;
    text.split(|c: char| !c.is_ascii_digit() && c != '.').find_map(|word| {
        let parts: Vec<&str> = word.split('.').collect();
        let [day, month, year] = parts.as_slice() else { return None };
        let part = |part: &str| number(part).filter(|_| part.len() <= 2);
        let years = part(year).filter(|year| *year < LAST && (10..).contains(year))?;
        whole(&format!("20{years}"), part(month)?, part(day)?)
    })
}

/// The first day in a text written with the day before the month, `5/6/2024`, which elsewhere is a day in May.
pub fn day_first(text: &str) -> Option<String> {
    let text = in_ascii(text);
    text.split(|c: char| !c.is_ascii_digit() && c != '/' && c != '-').find_map(|word| {
        let parts: Vec<&str> = word.split(['/', '-']).collect();
        let [day, month, year] = parts.as_slice() else { return None };
        let part = |part: &str| number(part).filter(|_| part.len() <= 2);
        (year.len() == 4).then(|| whole(year, part(month)?, part(day)?))?
    })
}

/// Whether a language writes the day before the month. American and other English pages write both.
pub fn is_day_first(language: &str) -> bool {
    const LANGUAGES: &str =
        " de fr es it pt nl pl ru uk cs sk da no nb nn fi tr el ro bg hr sr sl id vi ca gl eu ";
    const ENGLISH: [&str; 6] = ["en-gb", "en-au", "en-ie", "en-nz", "en-in", "en-za"];
    let tag = language.to_ascii_lowercase().replace('_', "-");
    let first = tag.split('-').next().unwrap_or_default();
    ENGLISH.contains(&tag.as_str()) || tag != "fr-ca" && LANGUAGES.contains(&format!(" {first} "))
}

/// The words and numbers of a text, each with what follows it up to the next.
fn words(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    while let Some(first) = rest.chars().next().filter(|_| found.len() < WORDS) {
        let digits = first.is_ascii_digit();
        let same = |c: char| c.is_alphanumeric() && c.is_ascii_digit() == digits;
        let end = rest.find(|c| !same(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let next = after.find(char::is_alphanumeric).unwrap_or(after.len());
        let (between, after) = after.split_at(next);
        found.push((word, between));
        rest = after;
    }
    found
}

fn number(word: &str) -> Option<u32> {
    word.parse().ok().filter(|_| is_number(word) && word.len() <= 4)
}

/// `2024-05-17`, `17.05.2024`, `17/05/2024`, `2024年5月17日`, `2024년 5월 17일` from this word on. Where day and
/// month could be either, it is no date.
fn in_numbers(words: &[(&str, &str)], at: usize) -> Option<String> {
    let word = |more: usize| words.get(at + more).copied().unwrap_or_default();
    let is_year = |word: &str| word.len() == 4 && is_number(word);
    let value = |word: &str| number(word).filter(|_| word.len() <= 2);
    let marks = [word(1).0, word(3).0];
    if is_year(word(0).0) && (marks == ["年", "月"] || marks == ["년", "월"]) {
        return whole(word(0).0, value(word(2).0)?, value(word(4).0)?);
    }
    let (first, second, third) = (word(0), word(1), word(2));
    let mark = first.1.trim();
    if first.1 != second.1 || !["-", ".", "/"].contains(&mark) {
        return None;
    }
    if is_year(first.0) {
        return whole(first.0, value(second.0)?, value(third.0)?);
    }
    let (day, month) = (value(first.0)?, value(second.0)?);
    match mark {
        _ if !is_year(third.0) => None,
        "." => whole(third.0, month, day),
        _ if day > 12 => whole(third.0, month, day),
        _ if month > 12 => whole(third.0, day, month),
        _ if day == month => whole(third.0, month, day),
        _ => None,
    }
}

/// `17 May 2024`, `May 17th, 2024`, `17. Mai 2024`, `17 de mayo de 2024` around this month.
fn in_words(
    words: &[(&str, &str)],
    at: usize,
    number: impl Fn(Option<usize>) -> Option<u32>,
) -> Option<String> {
    let word = |at: usize| words.get(at).map(|(word, _)| word.to_lowercase()).unwrap_or_default();
    let mut month = month(&word(at))?;
    // In Poland it is the eleventh month, in Croatia the tenth, whose days have a dot: "17. listopada".
    let is_dotted = || at.checked_sub(1).and_then(|day| words.get(day)).map(|(_, dot)| *dot);
    if word(at) == "listopada" && is_dotted() == Some(". ") {
        month = 10;
    }
    let small =
        |at: usize| ["th", "st", "nd", "rd", "er", "º", "de", "of", "ta"].contains(&&*word(at));
    // "3rd of September"
    let before = (0..at).rev().take(3).find(|at| !small(*at));
    let before = number(before).filter(|day| (1..=31).contains(day));
    let after = number(Some(at + 1)).filter(|day| (1..=31).contains(day));
    let year = |from: usize| {
        let mut next = (from..from + 4).map(word);
        next.find(|word| word.len() == 4 && is_number(word))
    };
    let follows = |at: usize| word(at).len() == 4 && number(Some(at)).is_some();
    // "mar. 3 juin 2025", "mar 17/06/2025": a Tuesday, and the date comes.
    let is_weekday = before.is_none()
        && word(at).chars().count() == 3
        && (self::month(&word(at + 2)).is_some() || is_in_numbers(words, at + 1));
    if is_weekday {
        return None;
    }
    match (before, after) {
        (Some(day), _) if follows(at + 1) || small(at + 1) && follows(at + 2) => {
            whole(&year(at + 1)?, month, day)
        }
        (_, Some(day)) if !matches!(words.get(at + 1), Some((_, between)) if between.starts_with(':')) =>
        {
            // "2026. május 3."
            let before =
                || at.checked_sub(1).map(word).filter(|year| year.len() == 4 && is_number(year));
            whole(&year(at + 2).or_else(before)?, month, day)
        }
        (Some(day), _) => whole(&year(at + 1)?, month, day),
        _ => None,
    }
}

/// Whether a day and a month begin here as numbers, whichever comes first: `17/06/`, `17.6.`.
fn is_in_numbers(words: &[(&str, &str)], at: usize) -> bool {
    let is_part = |at: usize| {
        words.get(at).is_some_and(|(word, between)| {
            is_number(word) && word.len() <= 2 && ["-", ".", "/"].contains(between)
        })
    };
    is_part(at) && is_part(at + 1)
}

/// The number of a month of this name, in lower case.
fn month(word: &str) -> Option<u32> {
    if word.chars().count() < 3 {
        return None;
    }
    let is = |names: &&str| names.split(' ').any(|name| name.starts_with(word));
    let at = MONTHS.iter().position(is)?;
    u32::try_from(at + 1).ok()
}

/// Whether a word in lower case is the name of a month.
pub fn is_month(word: &str) -> bool {
    month(word).is_some()
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
        (None, ..) => in_years(year).map(str::to_owned),
        (Some(month), None, _) => Some(format!("{}-{:02}", in_years(year)?, in_month(month?)?)),
        (Some(month), Some(day), None) => whole(year, month?, day?),
        _ => None,
    }
}

fn whole(year: &str, month: u32, day: u32) -> Option<String> {
    let date = format!("{}-{:02}-{day:02}", in_years(year)?, in_month(month)?);
    // Dates that do not exist are skipped.
    let is_day = format!("{date}T00:00:00Z").parse::<Timestamp>().is_ok();
    (is_day && !NO_DAYS.contains(&date.as_str())).then_some(date)
}

fn in_years(year: &str) -> Option<&str> {
    year.parse().is_ok_and(|year| YEARS.contains(&year)).then_some(year)
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
            ("05/05/2024", Some("2024-05-05")),
            ("٥ مايو ٢٠٢٤", Some("2024-05-05")),
            ("19 تشرين الثاني 2024", Some("2024-11-19")),
            ("٣ كانون الثاني ٢٠٢٤", Some("2024-01-03")),
            ("7 أيار 2024", Some("2024-05-07")),
            ("२०२४-०५-१७", Some("2024-05-17")),
            ("0001-01-01T00:00:00Z", None),
            ("0000-00-00 00:00:00", None),
            ("1970-01-01T00:00:00+00:00", None),
            ("9999-12-31", None),
            ("0001", None),
            ("17/05/2024", Some("2024-05-17")),
            ("5/17/2024", Some("2024-05-17")),
            ("05.06.2024", Some("2024-06-05")),
            ("2024. 5. 7.", Some("2024-05-07")),
            ("Sept. 3rd, 2020 at 10:15", Some("2020-09-03")),
            ("3rd of September 2020", Some("2020-09-03")),
            ("Freitag, 17. Mai 2024", Some("2024-05-17")),
            ("3. März 2019, 12:30 Uhr", Some("2019-03-03")),
            ("vendredi 1er août 2025 à 8h", Some("2025-08-01")),
            ("17 de mayo de 2024", Some("2024-05-17")),
            ("9 febbraio 2021", Some("2021-02-09")),
            ("2 de março de 2022", Some("2022-03-02")),
            ("12 maart 2020 om 14:05", Some("2020-03-12")),
            ("den 5 maj 2023", Some("2023-05-05")),
            ("3. desember 2021", Some("2021-12-03")),
            ("14 października 2018", Some("2018-10-14")),
            ("17 мая 2024 г.", Some("2024-05-17")),
            ("5 серпня 2022", Some("2022-08-05")),
            ("29 Ekim 2023", Some("2023-10-29")),
            ("2024年5月17日 10:00", Some("2024-05-17")),
            ("2024년 5월 17일", Some("2024-05-17")),
            ("1 Jan 1970", None),
            ("17 listopada 2024", Some("2024-11-17")),
            ("17. listopada 2024.", Some("2024-10-17")),
            ("3 lip 2025", Some("2025-07-03")),
            ("3. marts 2025", Some("2025-03-03")),
            ("2 iunie 2025", Some("2025-06-02")),
            ("2. mája 2025", Some("2025-05-02")),
            ("2 юни 2025", Some("2025-06-02")),
            ("2 Agustus 2025", Some("2025-08-02")),
            ("2 de juny de 2025", Some("2025-06-02")),
            ("2 ביוני 2025", Some("2025-06-02")),
            ("2 जून 2025", Some("2025-06-02")),
            ("mar. 3 juin 2025 à 10h", Some("2025-06-03")),
            ("mar 17/06/2025", Some("2025-06-17")),
            ("mar 05/06/2025", None),
            ("maa. 12 mei 2025", Some("2025-05-12")),
            ("3 mar 2025", Some("2025-03-03")),
            ("mar 3, 2025", Some("2025-03-03")),
            ("mar-17-2025", Some("2025-03-17")),
            ("The market rose by 5 in 2024", None),
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
