//! Days as other calendars and scripts write them, in the words and figures that are read: Japanese eras, Chinese
//! numerals, Buddhist years, Persian months (see the tests of `dates`).

use std::borrow::Cow;

use crate::model::Timestamp;

/// Months in other words, as they are called in the list of months: from Syria to Iraq, and shortened in Thailand.
const OTHERS: [(&str, &str); 16] = [
    ("كانون الثاني", "يناير"),
    ("تشرين الأول", "أكتوبر"),
    ("تشرين الثاني", "نوفمبر"),
    ("كانون الأول", "ديسمبر"),
    ("ม.ค.", "มกราคม"),
    ("ก.พ.", "กุมภาพันธ์"),
    ("มี.ค.", "มีนาคม"),
    ("เม.ย.", "เมษายน"),
    ("พ.ค.", "พฤษภาคม"),
    ("มิ.ย.", "มิถุนายน"),
    ("ก.ค.", "กรกฎาคม"),
    ("ส.ค.", "สิงหาคม"),
    ("ก.ย.", "กันยายน"),
    ("ต.ค.", "ตุลาคม"),
    ("พ.ย.", "พฤศจิกายน"),
    ("ธ.ค.", "ธันวาคม"),
];
/// Eras, and the year before the first of each.
const ERAS: [(&str, u32); 5] =
    [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("民國", 1911), ("民国", 1911)];
/// The months of the Persian calendar.
const PERSIAN: &str = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند";
/// Years of that, and of the Buddhist calendar, and how far the latter are ahead.
const PERSIAN_YEARS: std::ops::RangeInclusive<i64> = 1250..=1479;
const BUDDHIST_YEARS: std::ops::RangeInclusive<u32> = 2443..=2643;
const BUDDHIST: u32 = 543;

/// A text with its days in the words and figures that are read.
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return text.into();
    }
    let mut text: String = text.chars().map(|sign| digit(sign).unwrap_or(sign)).collect();
    if text.contains(['年', '月']) {
        text = in_eras(&with_numerals(&text));
    }
    if text.contains(|sign| matches!(sign, '\u{e01}'..='\u{e2e}' | '\u{626}'..='\u{64a}')) {
        text = OTHERS.iter().fold(text, |text, (name, other)| text.replace(name, other));
    }
    if text.contains(is_thai) {
        text = from_buddhist(&text);
    }
    let is_arabic = text.contains(|sign| matches!(sign, '\u{620}'..='\u{6ff}'));
    is_arabic.then(|| from_persian(&text)).flatten().unwrap_or(text).into()
}

/// The digit of ASCII for one of Arabic, Persian, Indian and Thai dates, or a wide one.
fn digit(sign: char) -> Option<char> {
    const ZEROS: [u32; 6] = [0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50, 0xFF10];
    let of = ZEROS.iter().filter_map(|zero| u32::from(sign).checked_sub(*zero));
    of.filter(|digit| *digit < 10).find_map(|digit| char::from_digit(digit, 10))
}

fn is_thai(sign: char) -> bool {
    matches!(sign, '\u{e01}'..='\u{e2e}')
}

/// Chinese numerals right before a year, a month or a day, in figures: `二〇二四年五月十一日`.
fn with_numerals(text: &str) -> String {
    let (mut out, mut run) = (String::new(), String::new());
    for sign in text.chars() {
        if value(sign).is_some() {
            run.push(sign);
            continue;
        }
        let number = ['年', '月', '日', '號', '号'].contains(&sign).then(|| number(&run)).flatten();
        out.push_str(&number.unwrap_or(run));
        run = String::new();
        out.push(sign);
    }
    out + &run
}

fn value(sign: char) -> Option<usize> {
    match sign {
        '零' | '○' => Some(0),
        _ => "〇一二三四五六七八九十".chars().position(|one| one == sign),
    }
}

/// The number that numerals say: each a figure, or with tens.
fn number(run: &str) -> Option<String> {
    let figures =
        |part: &str| part.chars().filter_map(value).map(|one| one.to_string()).collect::<String>();
    let Some((tens, ones)) = run.split_once('十') else {
        return Some(figures(run)).filter(|all| !all.is_empty());
    };
    let of =
        |part: &str, none| if part.is_empty() { Some(none) } else { figures(part).parse().ok() };
    let (tens, ones): (u32, u32) = (of(tens, 1)?, of(ones, 0)?);
    (tens < 10 && ones < 10).then(|| (tens * 10 + ones).to_string())
}

/// A text with the years of eras as others count them: `令和6年` is 2024.
fn in_eras(text: &str) -> String {
    let mut text = text.to_owned();
    for (era, before) in ERAS {
        let Some((head, rest)) = text.split_once(era) else { continue };
        let Some((year, behind)) = rest.split_once('年') else { continue };
        let year = year.trim();
        let count = if year == "元" { Some(1) } else { year.parse::<u32>().ok() };
        if let Some(count) = count.filter(|count| (1..=200).contains(count)) {
            text = format!("{head} {}年{behind}", before + count);
        }
    }
    text
}

/// A Thai text with the years of the Buddhist calendar as others count them.
fn from_buddhist(text: &str) -> String {
    let mut out = String::new();
    for part in text.split_inclusive(|sign: char| !sign.is_ascii_digit()) {
        let bare = part.trim_end_matches(|sign: char| !sign.is_ascii_digit());
        let year =
            bare.parse().ok().filter(|year| bare.len() == 4 && BUDDHIST_YEARS.contains(year));
        match year {
            Some(year) => {
                out.push_str(&(year - BUDDHIST).to_string());
                out.push_str(part.get(bare.len()..).unwrap_or_default());
            }
            None => out.push_str(part),
        }
    }
    out
}

/// A text with its first Persian day as others write it: `11 اردیبهشت 1403` is 2024-04-30.
fn from_persian(text: &str) -> Option<String> {
    let names = (1..).zip(PERSIAN.split(' '));
    let mut places = names.flat_map(|(month, name)| {
        text.match_indices(name).map(move |(at, name)| (month, at, at + name.len()))
    });
    places.find_map(|(month, at, end)| {
        let (head, behind) = (text.get(..at)?.trim_end(), text.get(end..)?);
        let start = head.trim_end_matches(|sign: char| sign.is_ascii_digit()).len();
        let (head, day) = head.split_at_checked(start)?;
        let blank = |sign: char| sign.is_whitespace() || "\u{200c}،,".contains(sign);
        let behind = behind.trim_start_matches(blank);
        let behind = behind.strip_prefix("ماه").unwrap_or(behind).trim_start_matches(blank);
        let (year, rest) = behind.split_at_checked(4)?;
        let is_whole = !rest.starts_with(|sign: char| sign.is_ascii_digit());
        let day = day_of_persian(year.parse().ok()?, month, day.parse().ok()?)?;
        is_whole.then(|| format!("{head} {day} {rest}"))
    })
}

/// The day that this is of the Persian calendar, if there is one: its years begin in spring, and every fourth or fifth
/// has a day more.
fn day_of_persian(year: i64, month: i64, day: i64) -> Option<String> {
    // The number of days from the first of the year 0 to the beginning of 1970.
    const TO_EPOCH: i64 = 719_528;
    let from_epoch = |year: i64, month: i64, day: i64| {
        let years = year + 1595;
        let before = if month < 7 { (month - 1) * 31 } else { (month - 7) * 30 + 186 };
        -355_668 + 365 * years + years / 33 * 8 + (years % 33 + 3) / 4 + before + day - TO_EPOCH
    };
    let length = if month < 7 { 31 } else { 30 };
    let found = from_epoch(year, month, day);
    let is_day = (1..=length).contains(&day) && found < from_epoch(year + 1, 1, 1);
    (is_day && PERSIAN_YEARS.contains(&year)).then(|| of_epoch(found * 86_400))?
}

/// The day of a time in seconds since 1970, or in thousandths of them: `1715940000`, `/Date(1715940000000)/`.
pub fn from_epoch(said: &str) -> Option<String> {
    const SECONDS: std::ops::Range<i64> = 946_684_800..4_102_444_800;
    let inside = said.strip_prefix("/Date(").and_then(|said| said.strip_suffix(")/"));
    let said = inside.unwrap_or(said);
    // A part of a second, or a zone.
    let (whole, rest) = said.split_once(['.', '+']).unwrap_or((said, ""));
    let number: i64 = whole.parse().ok()?;
    let seconds = match whole.len() {
        _ if !rest.bytes().all(|byte| byte.is_ascii_digit()) => return None,
        10 => number,
        13 => number / 1000,
        _ => return None,
    };
    SECONDS.contains(&seconds).then(|| of_epoch(seconds))?
}

/// The day of a time in seconds since 1970.
fn of_epoch(seconds: i64) -> Option<String> {
    Timestamp(seconds.checked_mul(1000)?).to_string().get(..10).map(str::to_owned)
}

/// The day of the week, from Sunday on.
pub fn weekday(day: &str) -> Option<usize> {
    let time: Timestamp = format!("{day}T00:00:00Z").parse().ok()?;
    usize::try_from((time.day() + 4).rem_euclid(7)).ok()
}
