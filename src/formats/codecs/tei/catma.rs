//! Annotations of CATMA: places in a text that is not in the file, each with a tag and what a person says of it
//! (tests/formats/catma.rs).

use std::collections::BTreeMap;

use super::standoff::attribute;
use crate::formats::common::beside::{BesideArticle, beside_open};
use crate::formats::common::codec::{Context, Imported};
use crate::formats::common::spans::short;
use crate::formats::common::xml::{Xml, local, pieces};
use crate::formats::common::{Problem, Unit};

#[derive(Default)]
struct CatmaMark {
    tag: String,
    parts: Vec<(u32, u32)>,
    author: String,
    when: String,
}

#[derive(Default)]
struct CatmaReading {
    /// What each tag is called, by its id.
    tags: BTreeMap<String, String>,
    marks: BTreeMap<String, CatmaMark>,
    /// The properties of annotations that nothing here holds.
    properties: Vec<String>,
    is_cut: bool,
}

/// Whether TEI only points to a text of CATMA.
pub(super) fn is_of_catma(content: &str) -> bool {
    content.contains("=\"catma:") || content.contains("='catma:")
}

/// Reads such a file beside the open article.
pub(super) fn import(content: &str, context: &Context<'_>) -> Imported {
    let reading = CatmaReading::of(content);
    let take = |beside: &mut BesideArticle<'_>, _: &mut Imported| reading.take(beside);
    beside_open(Unit::Utf16, context, "a file of CATMA doesn’t contain", &take)
}

impl CatmaReading {
    fn of(content: &str) -> Self {
        let mut all = Self::default();
        // The annotations around a pointer, the tag or annotation that is described, and a feature of that.
        let (mut around, mut tag, mut mark, mut feature) =
            (Vec::new(), String::new(), None, String::new());
        let mut said = String::new();
        for piece in pieces(content) {
            match piece {
                Xml::Start(name, attributes, is_end) => {
                    let own = |name| attribute(&attributes, name).unwrap_or_default();
                    let id = || own("xml:id").to_owned();
                    said.clear();
                    match local(name) {
                        "fsDecl" => tag = id(),
                        "seg" if !is_end => around.push(own("ana").replace('#', "")),
                        "ptr" => {
                            let ids = around.iter().flat_map(|ids| ids.split_whitespace());
                            ids.for_each(|id| all.point(id, own("target")));
                        }
                        "fs" if !is_end => {
                            mark = Some(id());
                            all.mark(&id()).tag = own("type").to_owned();
                        }
                        "f" => feature = own("name").to_owned(),
                        _ => {}
                    }
                }
                Xml::End(name) => match local(name) {
                    "seg" => drop(around.pop()),
                    "fs" => mark = None,
                    "fsDescr" => drop(all.tags.insert(tag.clone(), said.trim().to_owned())),
                    "string" => {
                        if let Some(mark) = &mark {
                            all.say(mark, &feature, &said);
                        }
                    }
                    _ => {}
                },
                Xml::Text(text) => said.push_str(&text),
                Xml::Broken => all.is_cut = true,
            }
        }
        all
    }

    fn mark(&mut self, id: &str) -> &mut CatmaMark {
        self.marks.entry(id.to_owned()).or_default()
    }

    /// Adds a place to an annotation; one that goes on where the last one ends is the same.
    fn point(&mut self, id: &str, target: &str) {
        let range = target.split_once("#char=").and_then(|(_, range)| range.split_once(','));
        let number = |text: &str| text.trim().parse().ok();
        let Some((start, end)) = range.and_then(|(a, b)| number(a).zip(number(b))) else { return };
        let parts = &mut self.mark(id).parts;
        match parts.last_mut() {
            Some((_, last)) if *last == start => *last = end,
            _ => parts.push((start, end)),
        }
    }

    fn say(&mut self, mark: &str, feature: &str, said: &str) {
        match feature {
            "catma_markupauthor" => self.mark(mark).author = said.to_owned(),
            "catma_markuptimestamp" => self.mark(mark).when = said.to_owned(),
            _ if feature.starts_with("catma_") => {}
            _ => self.properties.push(feature.to_owned()),
        }
    }

    fn take(&self, beside: &mut BesideArticle<'_>) {
        let intake = &mut beside.intake;
        let parts = self.marks.values().flat_map(|mark| &mark.parts);
        let stated: Vec<_> = parts.map(|(start, end)| (*start, *end, None)).collect();
        intake.count_as(&stated, None);
        for (id, mark) in &self.marks {
            let label = self.tags.get(&mark.tag).map_or("", String::as_str);
            if mark.parts.is_empty() {
                intake.skip(format!("the place of a “{}” is not in this file", short(label)));
                continue;
            }
            let Some(made) = intake.parts(label, &mark.parts, None) else { continue };
            made.creator = Some(mark.author.clone()).filter(|author| !author.is_empty());
            intake.dated(&mark.when, "");
            intake.called(id);
        }
        for property in &self.properties {
            intake.skip(format!("the property “{}” has no place here", short(property)));
        }
        if self.is_cut {
            let cut = "the file is cut off; only what comes before that was read";
            intake.report(Problem::new(cut));
        }
    }
}
