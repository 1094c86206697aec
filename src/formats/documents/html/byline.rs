//! The names of those who wrote an article: without labels, roles, places and dates. What is no name is no
//! byline (tests/opening/about.rs).

use std::collections::BTreeSet;

use super::byline_beside::{
    before_day, behind_place, is_body, is_login, is_outlet, is_place, signed_amid,
};
use super::byline_words::{
    AND, BEFORE_DATES, CREDITS, FIRST_NAMES, GLUED, GROUPS, LABELS, MADE_BY, MAYBE_BY, NAMED_DAYS,
    NO_NAMES, OURS, PARTICLES, ROLES,
};
use super::labels::is_one;
use super::signs::is_east_asian;
use super::site::SiteNames;
use crate::formats::documents::shared::address::absolute;
use crate::formats::documents::shared::dates;

/// Longest byline, in characters.
const LONGEST: usize = 200;

/// The names in what a page says of those who wrote it.
pub(super) fn names(said: &str, site: &SiteNames) -> Option<String> {
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    if absolute(&said, None).is_some() || said.contains('@') && !said.contains(' ') {
        return None;
    }
    let said = apart(&said);
    let said = signed_amid(&said);
    let text = without_labels(from_where(said));
    let text = before_day(without_ours(without_place(behind_label(text).unwrap_or(text))));
    if is_outlet(text) || is_one(&text.to_lowercase(), NO_NAMES) {
        return None;
    }
    let ends = |c: char| "|·•—(<[@\"“".contains(c);
    let parts = text.split(ends).map(str::trim).filter(|part| part.contains(char::is_alphabetic));
    let text = signing(&parts.collect::<Vec<_>>())?;
    if text.eq_ignore_ascii_case("the associated press") {
        return Some(text.to_owned());
    }
    let text = behind_place(text).or_else(|| text.split(" - ").next()?.split(" – ").next())?;
    if is_place(text, said.len() > text.len()) {
        return None;
    }
    let mut kept: Vec<&str> = Vec::new();
    let text = from_list(text);
    let parts: Vec<&str> = text.split([',', ';', '/', '、', '／']).flat_map(in_places).collect();
    for (at, part) in parts.iter().enumerate() {
        // “Ana Ruiz, Health Editor, and Bo Li”: somebody follows the role of the one before.
        let follows = || parts.iter().skip(at + 1).any(|part| without_and(part).is_some());
        let is_credit = CREDITS.iter().any(|credit| prefix(part.trim(), credit).is_some());
        if is_credit || kept.first().is_some_and(|first| is_away(part.trim(), first)) {
            break;
        }
        let part = if at > kept.len() { without_and(part).unwrap_or(part) } else { part };
        let is_first = kept.is_empty();
        let has_role = || part.split(' ').any(|word| ROLES.contains(&&*word.to_lowercase()));
        if !is_first && has_role() && follows() {
            continue;
        }
        let Some(name) = without_rest(part.trim(), text) else { break };
        let several = |name: &str| name.contains(' ') || !name.is_ascii();
        // A single word behind a name is where it was written, or for whom.
        let is_other = !several(name) || is_agency(name);
        if !is_first && kept.iter().all(|one| several(one)) && is_other && !is_suffix(name) {
            break;
        }
        if !site.is(name) && !kept.contains(&name) {
            kept.push(name);
        }
        if kept.len() > LONGEST {
            return None;
        }
    }
    let found = kept.join(", ");
    let found = found.trim_end_matches(|c: char| !c.is_alphanumeric() && !".\u{94d}".contains(c));
    let found = found.trim_start_matches(|c: char| !c.is_alphanumeric()).trim().to_owned();
    // A name above what is said about the same person.
    let words: Vec<&str> = found.split(' ').collect();
    let (one, two) = words.split_at(words.len() / 2);
    let found = if one == two { one.join(" ") } else { found };
    let lower = found.to_lowercase();
    // What is left of “La rédaction” is no name.
    let is_small = |word: &str| PARTICLES.contains(&word) || word == "a";
    let good = found.contains(char::is_alphabetic)
        && !lower.split(' ').all(is_small)
        && found.chars().count() <= LONGEST
        && !is_one(&lower, NO_NAMES)
        && !is_one(&lower.replace('’', "'"), NAMED_DAYS)
        && !LABELS.contains(&lower.as_str())
        && !is_login(&found)
        && !site.is(&found);
    good.then_some(found)
}

/// The names behind what they made, in words of any language: `Aufgezeichnet von Ana Ruiz`, `Reportage: Ana Ruiz`.
fn behind_label(text: &str) -> Option<&str> {
    const WORDS: usize = 3;
    let is_whole = |names: &&str| {
        let several = names.contains(' ') || names.contains(is_east_asian);
        several && !names.starts_with(char::is_lowercase) && look_like_names(names)
    };
    let is_credit = || CREDITS.iter().any(|credit| prefix(text, credit).is_some());
    let behind = text.split_once([':', '：', '＝']).map(|(label, names)| (label, names.trim()));
    if let Some((label, names)) = behind.filter(|(label, _)| label.split(' ').count() < WORDS) {
        let is_label = !label.is_empty() && !label.split(' ').any(look_like_names);
        return Some(names).filter(|names| is_label && is_whole(names) && !is_credit());
    }
    let (mut before, mut start) = ("", 0);
    for word in text.split(' ').take(WORDS + 1) {
        let made = MADE_BY.contains(&word)
            || MAYBE_BY.contains(&word) && before.starts_with(char::is_lowercase);
        if start > 0 && made {
            let label = text.get(..start - 1)?;
            let is_made = !label.contains([',', ';']) && !look_like_names(label);
            let names = text.get(start + word.len() + 1..);
            return names.filter(|it| is_made && is_whole(it) && !is_credit());
        }
        before = word;
        start += word.len() + 1;
    }
    None
}

/// Whether what follows a name is no other name: a role, a place, an outlet (`in Lund`, `DER SPIEGEL`, `ARD Lund`).
fn is_away(part: &str, name: &str) -> bool {
    let first = part.split(' ').next().unwrap_or_default();
    let small = first.starts_with(char::is_lowercase);
    // “ARD-Studio Lund”
    let outlet = first.split('-').next().unwrap_or_default();
    small && !AND.contains(&first) && !PARTICLES.contains(&first) && !is_elided(first)
        || part.contains(' ')
            && (first == "The" || is_capitals(outlet) && name.contains(char::is_lowercase))
}

/// Whether a word of three letters or more has only capitals.
fn is_capitals(word: &str) -> bool {
    word.chars().count() > 2 && word.chars().all(char::is_uppercase)
}

/// The part of a line that says who wrote: the first, unless that is a day, or what stands before “By Ana Ruiz”.
fn signing<'a>(parts: &[&'a str]) -> Option<&'a str> {
    const BY: [&str; 3] = ["By ", "by ", "BY "];
    let (first, rest) = parts.split_first()?;
    let signed = rest.iter().find_map(|part| {
        let names = BY.iter().find_map(|by| part.strip_prefix(by))?;
        names.starts_with(char::is_uppercase).then_some(names)
    });
    let is_day = first.starts_with(|c: char| c.is_ascii_digit());
    let named = || rest.iter().copied().find(|part| look_like_names(part));
    signed.or_else(|| is_day.then(named)?).or(Some(*first))
}

/// Whose articles a link leads to: `See all articles by Ana Ruiz`. Nobody’s, if it names nobody.
fn from_list(text: &str) -> &str {
    const LISTS: [(&str, &str); 9] = [
        ("see ", " by "),
        ("view ", " by "),
        ("all ", " by "),
        ("more ", " by "),
        ("more ", " from "),
        ("alle ", " von "),
        ("mehr ", " von "),
        ("voir ", " de "),
        ("ver ", " de "),
    ];
    let list = LISTS.iter().find_map(|(start, by)| {
        prefix(text, start)?;
        text.split_once(by)
    });
    list.map_or(text, |(_, names)| match names.starts_with(char::is_lowercase) {
        true => "",
        false => names,
    })
}

/// Whether a name is that of an agency: `AFP`, `ТАСС`.
fn is_agency(name: &str) -> bool {
    const LONGEST: usize = 5;
    name.chars().count() <= LONGEST && name.chars().all(char::is_uppercase)
}

/// A text without the place before a name: `Aus Lund berichtet Ana Ruiz`.
fn from_where(said: &str) -> &str {
    let place = said.strip_prefix("Aus ");
    let found = [" berichtet ", " berichten "].iter().find_map(|tells| place?.split_once(tells));
    found.map_or(said, |(_, names)| names)
}

/// A text without the place behind the label of a name: `à Kiev, Ana Ruiz`.
fn without_place(text: &str) -> &str {
    let is_place =
        ["à ", "au ", "aux ", "en ", "in "].iter().any(|before| text.starts_with(before));
    if is_place { text.split_once(", ").map_or("", |(_, names)| names) } else { text }
}

/// What follows an “and” at the beginning.
fn without_and(part: &str) -> Option<&str> {
    let (first, rest) = part.trim().split_once(' ')?;
    AND.contains(&first).then_some(rest)
}

/// The parts of `Ana Ruiz in Lund and Bo Li in Malmö`, if it is such.
fn in_places(part: &str) -> Vec<&str> {
    let parts = split_and(part);
    let in_place = |one: &&&str| one.contains(" in ");
    match parts.iter().filter(in_place).count() > 1 && parts.last().is_some_and(|it| in_place(&it))
    {
        true => parts,
        false => vec![part],
    }
}

/// The names in several texts, each once.
pub(super) fn names_of_all(said: &[String], site: &SiteNames) -> Option<String> {
    let mut known = BTreeSet::new();
    let mut all: Vec<String> = said.iter().filter_map(|one| names(one, site)).collect();
    all.retain(|one| known.insert(one.to_lowercase()));
    Some(all.join(", ")).filter(|all| !all.is_empty())
}

/// Whether these are names of people by their look: two to four words with capitals each, or two to four signs of
/// Chinese or Japanese.
pub(super) fn look_like_names(names: &str) -> bool {
    let is_name = |name: &str| {
        let words: Vec<&str> = name.split_whitespace().collect();
        let is_small =
            |word: &str| PARTICLES.contains(&word.to_lowercase().as_str()) || is_elided(word);
        let is_word = |word: &&str| {
            word.starts_with(|c: char| c.is_uppercase() || !c.is_ascii() && !c.is_lowercase())
                || is_small(word)
        };
        let is_plain = name.chars().all(|c| c.is_alphabetic() || " .’'-".contains(c));
        let unspaced = name.chars().filter(|c| is_east_asian(*c)).count();
        is_plain
            && (unspaced > 0 && (2..=4).contains(&name.chars().count())
                || unspaced == 0 && (2..=4).contains(&words.len()) && words.iter().all(is_word))
    };
    let mut all = names.split(", ").flat_map(|part| split_and(part));
    all.all(is_name)
}

/// The names around `and` in one of the languages.
pub(super) fn split_and(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    for word in text.split(' ') {
        if AND.contains(&word) {
            parts.push(text.get(start..at).unwrap_or_default().trim());
            start = at + word.len();
        }
        at += word.len() + 1;
    }
    parts.push(text.get(start..).unwrap_or_default().trim());
    parts
}

/// The words of a byline, apart where only the page's style keeps them so: “ByAna Ruiz”, “Ana RuizPublished”.
fn apart(said: &str) -> String {
    let is_name = |rest: &str| {
        let mut signs = rest.chars();
        signs.next().is_some_and(char::is_uppercase) && signs.next().is_some_and(char::is_lowercase)
    };
    let said = match said.strip_prefix("By").filter(|rest| is_name(rest)) {
        Some(rest) => format!("By {rest}"),
        None => said.to_owned(),
    };
    // A button beside each name.
    let said = said.replace(" Follow ", " ");
    // One of several on a line below.
    let said = ["and", "und", "et", "y", "&"]
        .iter()
        .fold(said, |said, and| said.replace(&format!(" | {and} "), &format!(" {and} ")));
    let words = said.split(' ').map(|word| {
        let glued = GLUED.iter().find_map(|glued| Some((word.strip_suffix(glued)?, *glued)));
        match glued.filter(|(name, _)| name.ends_with(char::is_lowercase)) {
            Some((name, glued)) => format!("{name} {glued}"),
            None => word.to_owned(),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A text without whose writer somebody is: `unserer Redakteurin Ana Ruiz`.
fn without_ours(text: &str) -> &str {
    let Some((first, mut rest)) = text.split_once(' ') else { return text };
    if !OURS.contains(&first.to_lowercase().as_str()) {
        return text;
    }
    while let Some((role, behind)) = rest.split_once(' ') {
        let lower = role.to_lowercase();
        if !role.starts_with(char::is_lowercase) && !ROLES.contains(&lower.as_str()) {
            break;
        }
        rest = behind;
    }
    if ROLES.contains(&rest.to_lowercase().as_str()) { "" } else { rest }
}

fn is_suffix(name: &str) -> bool {
    ["Jr", "Jr.", "Sr", "Sr.", "II", "III", "MD", "PhD", "Ph.D."].contains(&name)
}

fn without_labels(said: &str) -> &str {
    let mut rest = said.trim();
    loop {
        let found = LABELS.iter().find_map(|label| {
            let length = prefix(rest, label)?;
            let after = rest.get(length..)?;
            let bare = after.trim_start_matches([' ', ':', '：', '・', '-', '–', '/', '／', ',']);
            // `记者王小明`
            let joins = |text: &str| (2..=4).contains(&text.chars().count()) && !text.is_ascii();
            let name = after.split(['／', '/', ' ', '（']).next().unwrap_or_default();
            let is_joined = label.starts_with(['记', '記']) && joins(name);
            let apart = after.starts_with([' ', ':', '：', '・', '/', '／', ','])
                && !bare.is_empty()
                || is_joined;
            // `von der Leyen` is a name.
            let is_ours = || bare.split(' ').next().is_some_and(|first| OURS.contains(&first));
            // So is `Oleh Ruiz`.
            let is_name = bare.starts_with(char::is_lowercase) && label.len() <= 4 && !is_ours()
                || FIRST_NAMES.contains(label) && !after.trim_start().starts_with([':', '：'])
                || *label == "di" && rest.starts_with('D') && !bare.contains(' ');
            (apart && !is_name).then_some(bare)
        });
        match found {
            Some(bare) => rest = bare,
            None => return rest,
        }
    }
}

/// The length of a text's beginning that says this, whatever the case.
fn prefix(text: &str, said: &str) -> Option<usize> {
    let mut letters = text.char_indices();
    for wanted in said.chars() {
        let (_, letter) = letters.next()?;
        if letter != wanted && !letter.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    Some(letters.next().map_or(text.len(), |(at, _)| at))
}

/// Whether a name begins with a small word that lost its last letter: `d’Arc`, `dell'Anno`.
fn is_elided(word: &str) -> bool {
    const LONGEST: usize = 4;
    let parts = word.split_once(['’', '\'']);
    parts.is_some_and(|(small, name)| {
        small.chars().count() <= LONGEST && name.starts_with(char::is_uppercase)
    })
}

/// A name without the role, the place or the date behind it; `None` if it begins with one.
fn without_rest<'a>(part: &'a str, whole: &str) -> Option<&'a str> {
    let lower = |word: &str| word.trim_matches(['.', ',', ':']).to_lowercase();
    let is_role = |word: &str| ROLES.contains(&lower(word).as_str());
    let words: Vec<&str> = part.split(' ').collect();
    if whole.starts_with(part) && is_body(&words) {
        return Some(part);
    }
    // “ana ruiz” is written so.
    let all_small =
        words.iter().all(|word| word.starts_with(char::is_lowercase) && !AND.contains(word));
    let mut kept = 0;
    for (at, word) in words.iter().enumerate() {
        let small = word.starts_with(char::is_lowercase);
        let joins = AND.contains(&lower(word).as_str())
            || PARTICLES.contains(&lower(word).as_str())
            || is_elided(word);
        let leads_away =
            ["for", "from", "via", "exclusively", "exclusive"].contains(&lower(word).as_str());
        // Who took the pictures: “Ana Ruiz Illustration by Bo Li”.
        let is_credit = || {
            let by = words.get(at + 1).is_some_and(|next| ["by", "von", "par"].contains(next));
            by && CREDITS.iter().any(|credit| prefix(word, credit).is_some())
        };
        let goes_on_small = |at: usize| {
            words.get(at + 1).is_some_and(|next| !is_capitals(next) && !is_suffix(next))
        };
        // What a label such as “Foto:” names is somebody else.
        let is_out = word.contains(|c: char| c.is_numeric())
            || at > 0 && word.contains([':', '：'])
            || leads_away && at > 0
            // “ANA RUIZ OF THE COURIER”
            || at > 1 && *word == "OF"
            || at > 1
                && (*word == "The" || lower(word).trim_end_matches(['s', '’', '\'']) == "foto")
            // “Ana Ruiz BBC News, Lund”, but “Ana Maria RUIZ”.
            || at > 1 && is_capitals(word) && goes_on_small(at)
            || at > 0 && is_credit()
            || is_role(word) && (at > 0 || part != whole || words.len() > 1)
            || small && !joins && at > 0 && !all_small;
        if is_out {
            // “Courier Staff” and “CR News Desk” are no names without their last words.
            let last = words.last().is_some_and(|last| GROUPS.contains(&lower(last).as_str()));
            let is_group =
                last && at == 1 && words.iter().skip(1).rev().skip(1).all(|word| is_role(word));
            kept += if is_group { words.len() - at } else { 0 };
            break;
        }
        kept = at + 1;
    }
    while let Some(last) = kept.checked_sub(1).and_then(|at| words.get(at)) {
        let last = lower(last);
        let of_date = kept < words.len() && dates::is_month(&last);
        if !of_date && !BEFORE_DATES.contains(&last.as_str()) && !AND.contains(&last.as_str()) {
            break;
        }
        kept -= 1;
    }
    let length = words.get(..kept)?.iter().map(|word| word.len() + 1).sum::<usize>();
    let name = part.get(..length.checked_sub(1)?)?.trim_end_matches(['-', ':', ' ']);
    // Behind a whole word, a stop ends the sentence: “Ana Ruiz. Photographs: …”
    let bare = name.strip_suffix('.').filter(|_| kept < words.len());
    let last = bare.and_then(|bare| bare.rsplit(' ').next()).unwrap_or_default();
    Some(bare.filter(|_| last.chars().count() > 3).unwrap_or(name))
}
