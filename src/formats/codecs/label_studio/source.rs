//! The text of a task, and the places in it: of a text, of a page, of a dialogue.

use std::borrow::Cow;

use super::read::Region;
use crate::formats::common::page_text::PageText;
use crate::formats::common::records::{offset, text};
use crate::formats::common::{Ruler, Unit};
use crate::model::plain::{Object, Plain};

/// The text of a task.
pub enum TaskText<'p> {
    /// As it is, with the unit of offsets.
    Text(&'p str, Unit),
    /// That of a page.
    Page(PageText),
    /// Turns of a dialogue, and where each begins, in code points.
    Turns(String, Vec<u32>),
}

/// Names under which the text usually stands.
const USUAL: [&str; 5] = ["text", "dialogue", "content", "article", "html"];

impl<'p> TaskText<'p> {
    /// The text that these regions are about: the one that has their words, or else the one with the usual
    /// name, or else the longest.
    pub fn of(data: &'p Object<'_>, regions: &[Region<'_>]) -> Option<Self> {
        let turns = || data.values().find_map(turns);
        let mut texts: Vec<(&str, &'p str)> = data
            .fields()
            .filter_map(|(name, value)| Some((name, value.as_text().ok()?)))
            .filter(|(name, text)| !text.is_empty() || USUAL.contains(name))
            .collect();
        texts.sort_by_key(|(name, text)| {
            let usual = USUAL.iter().position(|usual| usual == name);
            (usual.unwrap_or(USUAL.len()), std::cmp::Reverse(text.len()))
        });
        if texts.is_empty()
            || regions.iter().any(|region| region.value.get("paragraphlabels").is_some())
        {
            return turns();
        }
        // Our own files have their text as it is.
        let own = data.get("sha256").is_some();
        let readings = || {
            texts.iter().flat_map(|(_, text)| {
                let is_marked_up =
                    regions.is_empty() && text.starts_with('<') && text.contains("</");
                readings(text, is_page(regions) || (is_marked_up && !own))
            })
        };
        readings().find(|reading| reading.fits(regions)).or_else(|| readings().next())
    }

    /// The text.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text, _) => text,
            Self::Page(page) => &page.text,
            Self::Turns(text, _) => text,
        }
    }

    /// The unit of [`Self::range`].
    pub fn unit(&self) -> Unit {
        if let Self::Text(_, unit) = self { *unit } else { Unit::CodePoint }
    }

    /// The address of the text, if it is not in the file.
    pub fn elsewhere(&self, data: &Object<'_>) -> Option<&str> {
        let text = self.text();
        let is_address = text.starts_with("http://") || text.starts_with("https://");
        let own = data.get("sha256").is_some();
        (is_address && !own && !text.contains(char::is_whitespace)).then_some(text)
    }

    /// The place of a region.
    pub fn range(&self, value: &Object<'_>) -> Option<(u32, u32)> {
        let of = |object: &Object<'_>, start, end| {
            offset(object.get(start)).zip(offset(object.get(end)))
        };
        match self {
            Self::Text(..) => of(value, "start", "end"),
            Self::Page(page) => {
                let global = value.get("globalOffsets").and_then(|it| it.as_object().ok());
                let (start, end) = of(global.unwrap_or(value), "start", "end")?;
                page.range(start, end)
            }
            Self::Turns(_, starts) => {
                let (first, last) = of(value, "start", "end")?;
                let (start, end) = of(value, "startOffset", "endOffset")?;
                let at = |turn: u32| starts.get(usize::try_from(turn).ok()?).copied();
                Some((at(first)?.checked_add(start)?, at(last)?.checked_add(end)?))
            }
        }
    }

    /// Whether the words of all regions are where they say.
    fn fits(&self, regions: &[Region<'_>]) -> bool {
        let ruler = Ruler::of(self.text(), self.unit());
        let mut regions = regions
            .iter()
            .filter_map(|region| Some((self.range(region.value), text(region.value, "text")?)));
        regions.all(|(range, words)| {
            let place = range.and_then(|(start, end)| ruler.span(start, end.min(ruler.len())).ok());
            let there =
                place.and_then(|place| self.text().get(place.start.index()..place.end.index()));
            there.is_some_and(|there| there.split_whitespace().eq(words.split_whitespace()))
        })
    }
}

/// Whether the regions are of a page: their places are paths, or offsets among its letters.
fn is_page(regions: &[Region<'_>]) -> bool {
    regions.iter().any(|region| {
        region.value.get("hypertextlabels").is_some()
            || region.value.get("globalOffsets").is_some()
            || text(region.value, "start").is_some_and(|start| start.starts_with('/'))
    })
}

/// The ways in which the offsets of a text may count.
fn readings(text: &str, is_page: bool) -> Vec<TaskText<'_>> {
    let units = [Unit::CodePoint, Unit::Utf16];
    if !is_page {
        return units.into_iter().map(|unit| TaskText::Text(text, unit)).collect();
    }
    let ways = units.into_iter().flat_map(|unit| [(unit, true), (unit, false)]);
    ways.map(|(unit, breaks)| TaskText::Page(PageText::of(text, unit, breaks))).collect()
}

/// The turns of a dialogue, each after the name of who speaks.
fn turns<'p>(list: &Plain<'_>) -> Option<TaskText<'p>> {
    let list = list.as_list().ok()?;
    let (mut all, mut starts, mut at) = (String::new(), Vec::new(), 0);
    for turn in list {
        let turn = turn.as_object().ok()?;
        let said =
            ["text", "content", "utterance", "phrase"].iter().find_map(|name| text(turn, name))?;
        let by = ["author", "speaker", "name", "role"].iter().find_map(|name| text(turn, name));
        let by =
            by.filter(|by| !by.is_empty()).map_or(Cow::from(""), |by| Cow::from(format!("{by}: ")));
        let gap = if all.is_empty() { "" } else { "\n" };
        for part in [gap, &by] {
            all.push_str(part);
            at += part.chars().count();
        }
        starts.push(u32::try_from(at).ok()?);
        all.push_str(said);
        at += said.chars().count();
    }
    (!starts.is_empty()).then_some(TaskText::Turns(all, starts))
}
