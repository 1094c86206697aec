//! What a TEI file says apart from its text: people, and annotations that point to places.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::marks::said_by;
use crate::formats::common::Context;
use crate::formats::common::spans::short;
use crate::model::{Actor, Byte, TextRange, order};

/// The attributes of an element.
pub type Attributes<'a> = Vec<(&'a str, Cow<'a, str>)>;

/// An attribute.
pub fn attribute<'p>(of: &'p Attributes<'_>, name: &str) -> Option<&'p str> {
    of.iter().find(|(own, _)| *own == name).map(|(_, value)| &**value)
}

/// An annotation that points to places.
#[derive(Debug, Default)]
pub struct Pointing {
    /// From the first place to the second, or several places.
    from_to: Option<(String, String)>,
    targets: Vec<String>,
    /// What it may be called.
    names: Vec<String>,
}

impl Pointing {
    /// Reads a `span` or an `annotation`; `group` is the type of the group it is in.
    pub fn of(attributes: &Attributes<'_>, group: Option<&str>) -> Self {
        let own = |name| attribute(attributes, name);
        let ids = |said: &str| said.split_whitespace().map(id_of).map(str::to_owned).collect();
        let names = ["ana", "type"].iter().filter_map(|name| own(name)).chain(group);
        Self {
            from_to: own("from")
                .map(|from| (id_of(from).to_owned(), id_of(own("to").unwrap_or(from)).to_owned())),
            targets: own("target").map(ids).unwrap_or_default(),
            names: names.map(|name| said_by(id_of(name)).to_owned()).collect(),
        }
    }

    /// Adds its text, which may say what it is.
    pub fn says(&mut self, text: &str) {
        self.names.push(said_by(text.trim()).to_owned());
    }

    /// Its label and its spans.
    ///
    /// # Errors
    /// Why it has none, as a sentence.
    pub fn found<'p>(
        &'p self,
        places: &BTreeMap<String, (usize, usize)>,
        context: &Context<'_>,
    ) -> Result<(&'p str, Vec<TextRange>), String> {
        let known = self.names.iter().find(|name| context.options.meaning(name).is_some());
        let label = known.ok_or_else(|| {
            let name = self.names.first().map_or("", String::as_str);
            format!(
                "the standoff annotation “{}” doesn’t stand for people, claims or quotes",
                short(name)
            )
        })?;
        let place = |id: &String| places.get(id).copied();
        let ends: Option<Vec<_>> = match &self.from_to {
            Some((from, to)) => place(from).zip(place(to)).map(|(from, to)| vec![(from.0, to.1)]),
            None => self.targets.iter().map(place).collect(),
        };
        let ranges: Vec<_> = ends
            .unwrap_or_default()
            .into_iter()
            .filter(|(start, end)| start < end)
            .map(|(start, end)| TextRange { start: Byte::at(start), end: Byte::at(end) })
            .collect();
        let ranges = order::spans(ranges);
        match ranges.is_empty() || ranges.windows(2).any(|two| two[0].end > two[1].start) {
            true => {
                Err("a standoff annotation points to a place that this app cannot find".to_owned())
            }
            false => Ok((label, ranges)),
        }
    }
}

/// A pointer without its sign.
pub fn id_of(pointer: &str) -> &str {
    pointer.strip_prefix('#').unwrap_or(pointer)
}

/// The people of a file, by their ids.
#[derive(Debug, Default)]
pub struct PersonList {
    all: BTreeMap<String, Actor>,
    /// The one that is being read.
    open: Option<String>,
}

impl PersonList {
    /// Begins a person.
    pub fn begin(&mut self, id: Option<&str>) {
        // One without an id has one that no pointer can be.
        let id = id.map_or_else(|| format!(" {}", self.all.len()), str::to_owned);
        self.all.entry(id.clone()).or_insert_with(|| Actor::person("".into(), String::new()));
        self.open = Some(id);
    }

    /// Ends the person.
    pub fn end(&mut self) {
        self.open = None;
    }

    /// The id of the person that is being read.
    pub fn open(&self) -> Option<&str> {
        self.open.as_deref()
    }

    /// The person that is being read.
    pub fn current(&mut self) -> Option<&mut Actor> {
        self.all.get_mut(self.open.as_ref()?)
    }

    /// Whom a pointer means; somebody whom the file names only there has the name of the mention.
    pub fn meant(&mut self, pointer: &str, mention: Option<&str>) -> Actor {
        let id = id_of(pointer);
        let actor = self.all.entry(id.to_owned()).or_insert_with(|| {
            let item = id.rsplit('/').next().unwrap_or_default();
            let is_item = id.contains("wikidata.org/") && item.starts_with('Q');
            let name = mention.unwrap_or(id).to_owned();
            Actor { wikidata: is_item.then(|| item.to_owned()), ..Actor::person("".into(), name) }
        });
        actor.clone()
    }

    /// Everybody.
    pub fn into_all(self) -> impl Iterator<Item = Actor> {
        self.all.into_values()
    }
}
