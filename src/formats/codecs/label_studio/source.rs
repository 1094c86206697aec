//! The text of a task, and the places in it: of a text, of a page, of a dialogue.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::read::{Region, is_mark};
use crate::formats::common::Unit;
use crate::formats::common::counting::{Counting, Stated};
use crate::formats::common::page_text::PageText;
use crate::formats::common::records::{offset, text};
use crate::model::Article;
use crate::model::plain::{Object, Plain};
use crate::model::text::{canonical, len_code_points, len_utf16};

/// The text of a task.
pub enum TaskText<'p> {
    /// As it is; its offsets may count in several ways.
    Text(&'p str),
    /// That of a page.
    Page(PageText),
    /// Turns of a dialogue, and from where to where each has its words, in this unit.
    Turns(String, Vec<(u32, u32)>, Unit),
}

/// Most texts of a task that are tried.
const MOST_TEXTS: usize = 20;

/// Names under which the text usually stands.
const USUAL: [&str; 5] = ["text", "dialogue", "content", "article", "html"];

/// The texts of a task, each with the regions about it: a task may show several, such as a headline and the text
/// below it. Also the number of regions of which nothing says in which text they are.
pub fn by_text<'p>(
    mut regions: Vec<Region<'p>>,
    data: &'p Object<'_>,
) -> (Vec<(TaskText<'p>, Vec<Region<'p>>)>, usize) {
    let shown =
        |region: &Region<'p>| text(region.result, "to_name").filter(|_| is_mark(region.value));
    let mut names: Vec<&str> = Vec::new();
    for name in regions.iter().filter_map(shown) {
        if !names.contains(&name) && names.len() < MOST_TEXTS {
            names.push(name);
        }
    }
    let all = regions.len();
    if names.len() > 1 {
        let is_said = |name: &str| {
            let of = |region: &Region<'p>| shown(region) == Some(name);
            let mut own = regions.iter().filter(|region| of(region));
            own.any(|region| text(region.value, "text").is_some()) || text(data, name).is_some()
        };
        names.retain(|name| is_said(name));
        regions.retain(|region| shown(region).is_none_or(|name| names.contains(&name)));
    }
    let lost = all - regions.len();
    if names.len() < 2 {
        let source = TaskText::of(data, &regions, names.first().copied());
        return (source.map(|source| (source, regions)).into_iter().collect(), lost);
    }
    let mut texts: Vec<(String, Vec<&str>)> = Vec::new();
    for name in names {
        let own: Vec<_> =
            regions.iter().filter(|region| shown(region) == Some(name)).copied().collect();
        let Some(source) = TaskText::of(data, &own, Some(name)) else { continue };
        match texts.iter_mut().find(|(said, _)| said == source.text()) {
            Some((_, names)) => names.push(name),
            None => texts.push((source.text().to_owned(), vec![name])),
        }
    }
    if texts.len() < 2 {
        let name = texts.first().and_then(|(_, names)| names.first().copied());
        let source = TaskText::of(data, &regions, name);
        return (source.map(|source| (source, regions)).into_iter().collect(), lost);
    }
    // A relation is about the text of what it leads from; whatever names no text is about the first.
    let mut of: BTreeMap<&str, usize> = BTreeMap::new();
    let mut parts: Vec<Vec<Region<'p>>> = texts.iter().map(|_| Vec::new()).collect();
    let place = |name: &str| texts.iter().position(|(_, names)| names.contains(&name));
    for region in &regions {
        let named = text(region.result, "to_name").and_then(place);
        if let Some((id, at)) = text(region.result, "id").zip(named) {
            of.entry(id).or_insert(at);
        }
    }
    for region in regions {
        let from = || of.get(text(region.result, "from_id")?).copied();
        let at = text(region.result, "to_name").and_then(place).or_else(from).unwrap_or(0);
        parts.get_mut(at).into_iter().for_each(|part| part.push(region));
    }
    let named = texts.iter().map(|(_, names)| names.first().copied());
    let parts = parts.into_iter().zip(named);
    let texts = parts.filter_map(|(part, name)| Some((TaskText::of(data, &part, name)?, part)));
    (texts.collect(), lost)
}

impl<'p> TaskText<'p> {
    /// The text that these regions are about: the one that has their words, or else the one with the name that
    /// the labelling configuration has for it or a usual one, or else the longest.
    pub fn of(data: &'p Object<'_>, regions: &[Region<'_>], called: Option<&str>) -> Option<Self> {
        let turns = || {
            // The list that the configuration names, then those whose turns have the usual names.
            let lists = || {
                let called = called.and_then(|name| data.get(name)).into_iter();
                let usual = data.values().filter(|list| has_usual_turns(list));
                called.chain(usual).chain(data.values()).take(MOST_TEXTS)
            };
            let turns = |unit| lists().filter_map(move |list| turns(list, unit));
            best([Unit::CodePoint, Unit::Utf16].into_iter().flat_map(turns), regions)
        };
        let mut texts: Vec<(&str, &'p str)> = data
            .fields()
            .filter_map(|(name, value)| Some((name, value.as_text().ok()?)))
            .filter(|(name, text)| !text.is_empty() || USUAL.contains(name))
            .collect();
        texts.sort_by_key(|(name, text)| {
            let usual = USUAL.iter().position(|usual| usual == name);
            let is_called = called == Some(*name) && !is_address(text);
            (!is_called, usual.unwrap_or(USUAL.len()), std::cmp::Reverse(text.len()))
        });
        if texts.is_empty()
            || regions.iter().any(|region| region.value.get("paragraphlabels").is_some())
        {
            return turns();
        }
        // Our own files have their text as it is.
        let own = data.get("sha256").is_some();
        let readings = texts.iter().take(MOST_TEXTS).flat_map(|(_, text)| {
            let is_marked_up = regions.is_empty() && text.starts_with('<') && text.contains("</");
            readings(text, is_page(regions) || (is_marked_up && !own))
        });
        let found = best(readings, regions)?;
        // What is named, but elsewhere, is no other text unless that has the words.
        let named = called.and_then(|name| text(data, name)).filter(|text| is_address(text));
        let has_words = found.stated(regions).next().is_some() && found.misses(regions) == 0;
        Some(named.filter(|_| !has_words).map_or(found, TaskText::Text))
    }

    /// A text of a task whose own text is elsewhere: the longest with several words.
    pub fn beside(data: &'p Object<'_>) -> Option<Self> {
        let texts = data.values().filter_map(|value| value.as_text().ok());
        let texts = texts.filter(|text| text.trim().contains(char::is_whitespace));
        texts.max_by_key(|text| text.len()).map(TaskText::Text)
    }

    /// The text.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Page(page) => &page.text,
            Self::Turns(text, ..) => text,
        }
    }

    /// Whether it was made of this.
    pub fn is_of(&self, value: &str) -> bool {
        let page = |breaks| PageText::of(value, Unit::CodePoint, breaks).text;
        match self {
            Self::Page(own) => [true, false].into_iter().any(|breaks| page(breaks) == own.text),
            _ => value == self.text(),
        }
    }

    /// Whether these are the turns of the dialogue.
    pub fn is_turns(&self, value: &Plain<'_>) -> bool {
        let turns = |unit| turns(value, unit).is_some_and(|turns| turns.text() == self.text());
        matches!(self, Self::Turns(_, _, unit) if turns(*unit))
    }

    /// The unit of [`Self::range`].
    pub fn unit(&self) -> Unit {
        if let Self::Turns(_, _, unit) = self { *unit } else { Unit::CodePoint }
    }

    /// The address of the text, if it is not in the file.
    pub fn elsewhere(&self, data: &Object<'_>) -> Option<&str> {
        let text = self.text();
        (is_address(text) && data.get("sha256").is_none()).then_some(text)
    }

    /// The place of a region; none if it is one of a recording.
    pub fn range(&self, value: &Object<'_>) -> Option<(u32, u32)> {
        if is_of_time(value) {
            return None;
        }
        let of = |object: &Object<'_>, start, end| {
            offset(object.get(start)).zip(offset(object.get(end)))
        };
        match self {
            Self::Text(_) => of(value, "start", "end"),
            Self::Page(page) => {
                let global = value.get("globalOffsets").and_then(|it| it.as_object().ok());
                let (start, end) = of(global.unwrap_or(value), "start", "end")?;
                page.range(start, end)
            }
            Self::Turns(_, turns, _) => {
                let (first, last) = of(value, "start", "end")?;
                let (start, end) = of(value, "startOffset", "endOffset")?;
                let at = |turn: u32| Some(turns.get(usize::try_from(turn).ok()?)?.0);
                Some((at(first)?.checked_add(start)?, at(last)?.checked_add(end)?))
            }
        }
    }

    /// The parts of a region over several turns, without who says them.
    pub fn parts(&self, value: &Object<'_>) -> Option<Vec<(u32, u32)>> {
        let Self::Turns(_, turns, _) = self else { return None };
        let (start, end) = self.range(value)?;
        let parts = turns.iter().map(|(from, to)| (start.max(*from), end.min(*to)));
        let parts: Vec<_> = parts.filter(|(from, to)| from < to).collect();
        (parts.len() > 1).then_some(parts)
    }

    /// The regions whose words are not where they say.
    fn misses(&self, regions: &[Region<'_>]) -> usize {
        let spans: Vec<Stated<'_>> = self.stated(regions).collect();
        if spans.is_empty() {
            return 0;
        }
        let text = canonical(self.text());
        let Ok(article) = Article::new(None, &text) else { return spans.len() };
        Counting::usual(self.unit()).misses(&article, Some(self.text()), &spans)
    }

    /// The places and words of regions.
    pub fn stated<'r>(&self, regions: &'r [Region<'_>]) -> impl Iterator<Item = Stated<'r>> {
        let whole = |region: &&Region<'_>| self.parts(region.value).is_none();
        regions.iter().filter(whole).filter_map(|region| {
            let words = text(region.value, "text")?;
            let (start, end) = self.range(region.value).unwrap_or((1, 1));
            Some((start, end, Some(words)))
        })
    }
}

/// Whether a region, or its value, counts seconds or frames of a recording.
pub fn is_of_time(region: &Object<'_>) -> bool {
    const SIGNS: [&str; 7] = [
        "channel",
        "original_length",
        "timeserieslabels",
        "instant",
        "framesCount",
        "sequence",
        "ranges",
    ];
    SIGNS.iter().any(|sign| region.get(sign).is_some())
}

/// The endings of pictures, recordings and papers, which are not in such a file.
const MEDIA: [&str; 12] =
    ["png", "jpg", "jpeg", "gif", "webp", "svg", "mp3", "wav", "ogg", "mp4", "webm", "pdf"];

/// Whether it is the address or the name of something, and no text.
fn is_address(text: &str) -> bool {
    let scheme = text.split_once("://").map_or("", |(scheme, _)| scheme);
    let is_scheme = |scheme: &str| {
        scheme
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    let is_address = (!scheme.is_empty() && is_scheme(scheme)) || text.starts_with("/data/");
    let is_file = || text.rsplit_once('.').is_some_and(|(_, sort)| MEDIA.contains(&sort));
    (is_address || is_file()) && !text.contains(char::is_whitespace)
}

/// The reading in which most words are where the regions say; of equally good ones the first.
fn best<'p>(
    readings: impl Iterator<Item = TaskText<'p>>,
    regions: &[Region<'_>],
) -> Option<TaskText<'p>> {
    let mut found: Option<(usize, TaskText<'p>)> = None;
    for reading in readings {
        let misses = reading.misses(regions);
        if found.as_ref().is_none_or(|(least, _)| misses < *least) {
            found = Some((misses, reading));
        }
        if misses == 0 {
            break;
        }
    }
    found.map(|(_, reading)| reading)
}

/// Whether the regions are of a page: their places are paths, or offsets among its letters.
fn is_page(regions: &[Region<'_>]) -> bool {
    regions.iter().any(|region| {
        region.value.get("hypertextlabels").is_some()
            || region.value.get("globalOffsets").is_some()
            || text(region.value, "start").is_some_and(|start| start.starts_with('/'))
    })
}

/// The ways in which a text may be read.
fn readings(text: &str, is_page: bool) -> impl Iterator<Item = TaskText<'_>> {
    let ways =
        [Unit::CodePoint, Unit::Utf16].into_iter().flat_map(|unit| [(unit, true), (unit, false)]);
    // A text with signs of a page may have been shown as a page.
    let ways = ways.filter(move |_| is_page || text.contains(['&', '<']));
    let plain = (!is_page).then_some(TaskText::Text(text));
    let pages = ways.map(move |(unit, breaks)| TaskText::Page(PageText::of(text, unit, breaks)));
    plain.into_iter().chain(pages)
}

/// The turns of a dialogue, each after the name of who speaks.
fn turns<'p>(list: &Plain<'_>, unit: Unit) -> Option<TaskText<'p>> {
    let length = |text: &str| match unit {
        Unit::Utf16 => len_utf16(text),
        _ => len_code_points(text),
    };
    let list = list.as_list().ok()?;
    let (said_as, by_as) = names_in_turns(list)?;
    let (mut all, mut turns, mut at) = (String::new(), Vec::new(), 0);
    for turn in list {
        let turn = turn.as_object().ok()?;
        let said = text(turn, said_as)?;
        let by = by_as.and_then(|name| text(turn, name));
        let by =
            by.filter(|by| !by.is_empty()).map_or(Cow::from(""), |by| Cow::from(format!("{by}: ")));
        let gap = if all.is_empty() { "" } else { "\n" };
        for part in [gap, &by] {
            all.push_str(part);
            at += length(part);
        }
        all.push_str(said);
        turns.push((at, at + length(said)));
        at += length(said);
    }
    (!turns.is_empty()).then_some(TaskText::Turns(all, turns, unit))
}

/// The usual names of what is said in a turn.
const SAID: [&str; 4] = ["text", "content", "utterance", "phrase"];

fn has_usual_turns(list: &Plain<'_>) -> bool {
    let first = list.as_list().ok().and_then(|list| list.first()?.as_object().ok());
    first.is_some_and(|first| SAID.iter().any(|name| text(first, name).is_some()))
}

/// The names under which the turns of a dialogue have what is said, and who says it. A labelling configuration may
/// name them otherwise than usual: then the longest texts are what is said, and the only other texts who says it.
fn names_in_turns<'p>(list: &'p [Plain<'_>]) -> Option<(&'p str, Option<&'p str>)> {
    const LONGEST: usize = 60;
    let first = list.first()?.as_object().ok()?;
    let turns = || list.iter().filter_map(|turn| turn.as_object().ok());
    if let Some(said) = SAID.into_iter().find(|name| text(first, name).is_some()) {
        let is_there = |name: &&str| turns().any(|turn| text(turn, name).is_some());
        return Some((said, ["author", "speaker", "name", "role"].into_iter().find(is_there)));
    }
    let length =
        |name: &str| turns().map(|turn| text(turn, name).map(str::len)).sum::<Option<usize>>();
    let names = first.fields().filter_map(|(name, _)| Some((name, length(name)?)));
    let names: Vec<(&str, usize)> = names.take(MOST_TEXTS).collect();
    let (said, _) = *names.iter().max_by_key(|(_, length)| *length)?;
    let mut others = names.iter().map(|(name, _)| *name).filter(|name| *name != said);
    let by = others.next().filter(|_| others.next().is_none());
    let is_short =
        |name: &&str| turns().all(|turn| text(turn, name).is_none_or(|by| by.len() <= LONGEST));
    Some((said, by.filter(is_short)))
}
