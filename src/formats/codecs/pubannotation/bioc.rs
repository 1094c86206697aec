//! BioC, in XML and JSON: documents of passages, each with its place, its text and what is marked in it
//! (tests/formats/others.rs). Passages become paragraphs, whatever was between them.

use std::borrow::Cow;

use super::PaperMarks;
use crate::formats::common::Problem;
use crate::formats::common::codec::{Context, Imported};
use crate::formats::common::records::{FirstRecord, items, offset, text};
use crate::formats::common::spans::{item_of, short};
use crate::formats::common::xml::{Xml, local, pieces, root};
use crate::model::order;
use crate::model::plain::{Object, Plain};
use crate::model::text::{canonical, len_code_points};

/// A text of a document, and the code points before it in the file.
#[derive(Default)]
struct BiocPassage {
    at: u32,
    text: String,
    marks: Vec<BiocMark>,
}

#[derive(Default)]
struct BiocMark {
    label: String,
    words: Option<String>,
    /// Offsets and lengths.
    places: Vec<(u32, u32)>,
    /// Whether it refers to an entry of a database.
    refers: bool,
    /// What else is said of it, with its names.
    infons: Vec<(String, String)>,
}

impl BiocMark {
    /// Takes what is said of it under a name.
    fn say(&mut self, name: &str, said: &str) {
        match name {
            "type" => said.clone_into(&mut self.label),
            "identifier" if item_of(said).is_none() => {
                self.refers = !matches!(said, "" | "-");
            }
            _ => self.infons.push((name.to_owned(), said.to_owned())),
        }
    }
}

#[derive(Default)]
struct BiocDocument {
    passages: Vec<BiocPassage>,
    /// The sorts of relations.
    relations: Vec<String>,
}

impl BiocDocument {
    /// The document with its passages as paragraphs.
    fn read(&self, context: &Context<'_>, into: &mut Imported) {
        let texts = || self.passages.iter().filter(|one| !one.text.is_empty());
        if texts().next().is_none() {
            return into.problems.push(Problem::new("there is no text in this document; left out"));
        }
        let whole: Vec<&str> = texts().map(|one| one.text.as_str()).collect();
        let whole = whole.join("\n");
        let mut taken = PaperMarks::default();
        let mut starts = Vec::new();
        let mut at = 0;
        for one in texts() {
            starts.push((one.at, at, len_code_points(&one.text)));
            at += len_code_points(&one.text) + 1;
        }
        let sorted = order::by_number(starts.iter().copied(), |(at, ..)| u64::from(*at));
        let mut own = starts.iter();
        for passage in &self.passages {
            let own = if passage.text.is_empty() { None } else { own.next() };
            for mark in &passage.marks {
                let words = mark.words.as_deref().filter(|_| mark.places.len() == 1);
                if mark.refers {
                    taken.skip("the reference to an entry of a database is not kept here");
                }
                if mark.places.is_empty() {
                    taken.problems.push(Problem::new(format!(
                        "{} “{}” has no place; left out",
                        mark.label,
                        short(mark.words.as_deref().unwrap_or_default())
                    )));
                }
                let mut infons = mark.infons.clone();
                for (place, length) in &mark.places {
                    // That of its passage, or the one whose place it is in.
                    let is_in = |(from, _, length): &&(u32, u32, u32)| {
                        *from <= *place && *place <= from.saturating_add(*length)
                    };
                    let behind = sorted.partition_point(|(from, ..)| from <= place);
                    let other = behind.checked_sub(1).and_then(|at| sorted.get(at));
                    let within = own.filter(is_in).or(other.filter(is_in));
                    let Some((from, at, _)) = within else {
                        taken.problems.push(Problem::new(format!(
                            "{} at {place}: that is outside the text; left out",
                            mark.label
                        )));
                        continue;
                    };
                    let start = place - from + at;
                    let end = start.saturating_add(*length);
                    let words = words.map(str::to_owned);
                    if !infons.is_empty() {
                        taken.beside.insert(taken.spans.len(), std::mem::take(&mut infons));
                    }
                    taken.spans.push((mark.label.clone(), start, end, words));
                }
            }
        }
        for name in &self.relations {
            taken.skip(&format!("the relation “{}” does not say who said something", short(name)));
        }
        taken.into_document(&whole, context, into);
    }
}

/// The documents in a JSON value: a collection, one document, or PubTator's list of them.
pub(super) fn of_json(one: &Object<'_>, context: &Context<'_>, into: &mut Imported) -> bool {
    let lists = ["documents", "PubTator3"].iter().flat_map(|name| items(one, name));
    let inner: Vec<_> = lists.filter_map(|one| one.as_object().ok()).collect();
    if one.get("passages").is_none() && inner.is_empty() {
        return false;
    }
    let all = if inner.is_empty() { vec![one] } else { inner };
    all.iter().for_each(|one| document(one).read(context, into));
    true
}

fn objects<'p>(of: &'p Object<'_>, name: &str) -> impl Iterator<Item = &'p Object<'p>> {
    items(of, name).iter().filter_map(|one| one.as_object().ok())
}

fn document(of: &Object<'_>) -> BiocDocument {
    let mut made = BiocDocument::default();
    for passage in objects(of, "passages") {
        let sentences: Vec<_> = objects(passage, "sentences").collect();
        let is_whole = text(passage, "text").is_some_and(|text| !text.is_empty());
        let mut own = self::passage(passage);
        if is_whole || sentences.is_empty() {
            own.marks.extend(sentences.iter().flat_map(|one| marks(one)));
            made.passages.push(own);
        } else {
            made.passages.extend(sentences.iter().map(|one| self::passage(one)));
            made.passages.push(BiocPassage { text: String::new(), ..own });
        }
        let all = std::iter::once(passage).chain(sentences);
        made.relations.extend(all.flat_map(|one| objects(one, "relations")).map(sort));
    }
    made.relations.extend(objects(of, "relations").map(sort));
    made.passages.push(BiocPassage { marks: marks(of).collect(), ..BiocPassage::default() });
    made
}

fn passage(of: &Object<'_>) -> BiocPassage {
    BiocPassage {
        at: offset(of.get("offset")).unwrap_or(0),
        text: canonical(text(of, "text").unwrap_or_default()).into_owned(),
        marks: marks(of).collect(),
    }
}

fn infon<'p>(of: &'p Object<'_>, name: &str) -> Option<&'p str> {
    text(of.get("infons")?.as_object().ok()?, name)
}

fn sort(of: &Object<'_>) -> String {
    infon(of, "type").unwrap_or("without a name").to_owned()
}

fn marks<'p>(of: &'p Object<'_>) -> impl Iterator<Item = BiocMark> + 'p {
    objects(of, "annotations").map(|one| {
        let mut mark = BiocMark {
            words: text(one, "text").map(str::to_owned),
            places: objects(one, "locations")
                .filter_map(|place| {
                    Some((offset(place.get("offset"))?, offset(place.get("length"))?))
                })
                .collect(),
            ..BiocMark::default()
        };
        let infons = one.get("infons").and_then(|infons| infons.as_object().ok());
        for (name, said) in infons.into_iter().flat_map(Object::fields) {
            match said {
                Plain::Null => {}
                Plain::Text(said) => mark.say(name, said),
                said => mark.say(name, &said.to_json()),
            }
        }
        mark
    })
}

/// The documents of a collection in XML.
pub(super) fn of_xml(content: &str, context: &Context<'_>, into: &mut Imported) {
    let content = canonical(content);
    let mut open: Vec<&str> = Vec::new();
    let mut reading = BiocDocument::default();
    let (mut said, mut key) = (String::new(), Cow::from(""));
    for piece in pieces(&content) {
        let ended = match piece {
            Xml::Start(name, attributes, is_end) => {
                let own = |name| attributes.iter().find(|(own, _)| *own == name);
                said.clear();
                match local(name) {
                    "document" => reading = BiocDocument::default(),
                    "passage" | "sentence" => reading.passages.push(BiocPassage::default()),
                    "annotation" => {
                        if reading.passages.is_empty()
                            || !open.iter().take(DEEPEST).any(|it| PARTS.contains(it))
                        {
                            reading.passages.push(BiocPassage::default());
                        }
                        reading.last().marks.push(BiocMark::default());
                    }
                    "relation" => reading.relations.push("without a name".to_owned()),
                    "location" => {
                        let number =
                            |name| offset(own(name).map(|(_, it)| Plain::text(it)).as_ref());
                        let place = number("offset").zip(number("length"));
                        let mark = reading.last().marks.last_mut();
                        mark.into_iter().for_each(|mark| mark.places.extend(place));
                    }
                    "infon" => key = own("key").map_or(Cow::from(""), |(_, key)| key.clone()),
                    _ => {}
                }
                open.push(local(name));
                is_end.then_some(name)
            }
            Xml::End(name) => Some(name),
            Xml::Text(text) => {
                said.push_str(&text);
                None
            }
            Xml::Broken => {
                into.problems.push(Problem::new(
                    "the file is cut off; only what comes before that was read",
                ));
                None
            }
        };
        let Some(ended) = ended.map(local) else { continue };
        open.pop();
        match ended {
            "document" => std::mem::take(&mut reading).read(context, into),
            "infon" | "text" | "offset" => reading.filled(ended, &key, &said, &open),
            _ => {}
        }
        said.clear();
    }
    if !reading.passages.is_empty() {
        reading.read(context, into);
    }
}

/// Most elements around one that is looked for.
const DEEPEST: usize = 16;

const PARTS: [&str; 2] = ["passage", "sentence"];

impl BiocDocument {
    fn last(&mut self) -> &mut BiocPassage {
        if self.passages.is_empty() {
            self.passages.push(BiocPassage::default());
        }
        let last = self.passages.len() - 1;
        &mut self.passages[last]
    }

    /// Takes what an element says, by the elements around it.
    fn filled(&mut self, name: &str, key: &str, said: &str, open: &[&str]) {
        let around = open.last().copied().unwrap_or_default();
        match (name, around) {
            ("text" | "infon", "annotation") => {
                let Some(own) = self.last().marks.last_mut() else { return };
                match name {
                    "text" => own.words = Some(said.to_owned()),
                    _ => own.say(key, said),
                }
            }
            ("text", around) if PARTS.contains(&around) => said.clone_into(&mut self.last().text),
            ("offset", around) if PARTS.contains(&around) => {
                self.last().at = said.trim().parse().unwrap_or(0);
            }
            ("infon", "relation") if key == "type" => {
                self.relations.last_mut().into_iter().for_each(|it| said.clone_into(it));
            }
            _ => {}
        }
    }
}

/// Whether it is a collection in XML.
pub(super) fn is_xml(content: &str) -> bool {
    root(content).is_some_and(|name| local(name) == "collection") && content.contains("<passage")
}

/// Whether the first record of a file is a document or a collection.
pub(super) fn is_first(head: &FirstRecord<'_>) -> bool {
    let is_document = |list: Option<&str>| list.is_some_and(|list| list.contains("\"passages\""));
    head.begins(&["passages"], '[')
        || is_document(head.get("documents"))
        || is_document(head.get("PubTator3"))
}
