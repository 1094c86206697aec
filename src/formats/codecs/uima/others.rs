//! Documents of other architectures for language in XML: GATE, and NAF with KAF before it. Their grammar is passed
//! over; what else they say and has no place here is counted (tests/formats/others.rs).

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::formats::common::codec::{Context, Imported};
use crate::formats::common::records::GRAMMAR;
use crate::formats::common::spans::{Intake, article_of, short};
use crate::formats::common::xml::{Xml, local, pieces};
use crate::formats::common::{Problem, Ruler, Unit};
use crate::model::text::{canonical, len_code_points};
use crate::model::{Byte, Details, TextRange};

/// The names of their outermost elements.
pub(super) const ROOTS: [&str; 3] = ["GateDocument", "NAF", "KAF"];

type XmlAttributes<'a> = Vec<(&'a str, Cow<'a, str>)>;

fn own<'p>(attributes: &'p XmlAttributes<'_>, name: &str) -> Option<&'p str> {
    attributes.iter().find(|(own, _)| *own == name).map(|(_, value)| &**value)
}

/// Reads a document whose outermost element has this name.
pub(super) fn import(root: &str, content: &str, context: &Context<'_>, into: &mut Imported) {
    let content = canonical(content);
    match root {
        "GateDocument" => gate(&content, context, into),
        _ => naf(&content, context, into),
    }
    if pieces(&content).any(|piece| piece == Xml::Broken) {
        into.problems
            .push(Problem::new("the file is cut off; only what comes before that was read"));
    }
}

/// A text with nodes between its letters, and sets of annotations from node to node.
fn gate(content: &str, context: &Context<'_>, into: &mut Imported) {
    let (mut text, mut nodes) = (String::new(), BTreeMap::new());
    let (mut in_text, mut is_original, mut is_kept) = (false, false, false);
    let mut marks: Vec<(String, [Option<String>; 2])> = Vec::new();
    // The features of annotations, by their names.
    let (mut features, mut is_name) = (BTreeMap::<String, usize>::new(), false);
    for piece in pieces(content) {
        match piece {
            Xml::Start(name, attributes, is_end) => match local(name) {
                "TextWithNodes" => in_text = !is_end,
                "Node" => {
                    let id = own(&attributes, "id").unwrap_or_default().to_owned();
                    nodes.insert(id, Byte::at(text.len()));
                }
                // What was elements in the page that GATE read.
                "AnnotationSet" => {
                    is_original = own(&attributes, "Name") == Some("Original markups");
                }
                "Name" => is_name = is_kept && !is_end,
                "Annotation" => {
                    let sort = own(&attributes, "Type").unwrap_or_default().to_owned();
                    is_kept = !is_original && !GRAMMAR.contains(&sort.as_str());
                    if !is_kept {
                        continue;
                    }
                    let ends = ["StartNode", "EndNode"];
                    marks.push((sort, ends.map(|end| own(&attributes, end).map(str::to_owned))));
                }
                _ => {}
            },
            Xml::End(name) if local(name) == "TextWithNodes" => in_text = false,
            Xml::End(name) if local(name) == "Name" => is_name = false,
            Xml::Text(letters) if in_text => text.push_str(&letters),
            Xml::Text(name) if is_name => {
                *features.entry(name.trim().to_owned()).or_default() += 1;
            }
            _ => {}
        }
    }
    // A return by number is none of the text here, but every node behind it has its place.
    let text = text.replace('\r', " ");
    let Some(article) = article_of(&text, into) else { return };
    let mut intake = Intake::new(&article, Unit::Utf16, context);
    for (sort, [start, end]) in &marks {
        let at = |node: &Option<String>| node.as_ref().and_then(|node| nodes.get(node)).copied();
        let why = match at(start).zip(at(end)) {
            Some((start, end)) if start < end => {
                intake.ranges(sort, vec![TextRange { start, end }], None);
                continue;
            }
            Some((start, end)) if start == end => "it has no letters",
            _ => "its nodes are not in the text",
        };
        intake.report(Problem::new(format!("{}: {why}; left out", short(sort))));
    }
    for (name, count) in features {
        let what = format!("the feature “{}” of an annotation is not kept here", short(&name));
        (0..count).for_each(|_| intake.skip(what.clone()));
    }
    intake.finish(&Details::default(), into);
}

/// Most elements around one that is looked for.
const DEEPEST: usize = 16;

/// Layers of NAF that say of words what they are, and of sentences how they are built.
const PASSED: [&str; 12] = [
    "term",
    "dep",
    "chunk",
    "mw",
    "component",
    "constituency",
    "tree",
    "wf",
    "tunit",
    "topic",
    "lp",
    "dependency",
];

/// The words of a file, their offsets, and layers that point to them through terms.
fn naf(content: &str, context: &Context<'_>, into: &mut Imported) {
    let mut raw = String::new();
    let mut words: Vec<NafWord> = Vec::new();
    let mut terms: BTreeMap<String, Vec<String>> = BTreeMap::new();
    // The sort of each entity, and the spans of what it refers to.
    let mut entities: Vec<(String, Vec<Vec<String>>)> = Vec::new();
    let mut others: BTreeMap<String, usize> = BTreeMap::new();
    let mut open: Vec<&str> = Vec::new();
    let mut term = String::new();
    let is_in = |open: &[&str], name: &str| open.iter().take(DEEPEST).any(|it| *it == name);
    for piece in pieces(content) {
        let (name, attributes, is_end) = match piece {
            Xml::Start(name, attributes, is_end) => (local(name), attributes, is_end),
            Xml::End(_) => {
                open.pop();
                continue;
            }
            Xml::Text(letters) => {
                match open.last() {
                    Some(&"raw") => raw.push_str(&letters),
                    Some(&"wf") => {
                        words.last_mut().into_iter().for_each(|it| it.word.push_str(&letters));
                    }
                    _ => {}
                }
                continue;
            }
            Xml::Broken => break,
        };
        let id = own(&attributes, "id")
            .or_else(|| ["wid", "tid", "eid"].iter().find_map(|name| own(&attributes, name)));
        let id = id.unwrap_or_default();
        match name {
            "wf" => words.push(NafWord {
                id: id.to_owned(),
                word: String::new(),
                sentence: own(&attributes, "sent").unwrap_or_default().to_owned(),
                at: own(&attributes, "offset").and_then(|at| at.parse().ok()),
            }),
            "term" => id.clone_into(&mut term),
            "entity" => {
                let sort = own(&attributes, "type").unwrap_or_default();
                entities.push((sort.to_owned(), Vec::new()));
            }
            "span" if is_in(&open, "entity") => {
                entities.last_mut().into_iter().for_each(|(_, spans)| spans.push(Vec::new()));
            }
            "target" if is_in(&open, "entity") => {
                let span = entities.last_mut().and_then(|(_, spans)| spans.last_mut());
                span.into_iter().for_each(|span| span.push(id.to_owned()));
            }
            "target" if open.last() == Some(&"span") && is_in(&open, "term") => {
                terms.entry(term.clone()).or_default().push(id.to_owned());
            }
            "externalRef" if is_in(&open, "entity") => {
                *others.entry("externalReferences".to_owned()).or_default() += 1;
            }
            // Items of other layers.
            name if open.len() == 2
                && own(&attributes, "id").is_some()
                && !PASSED.contains(&name) =>
            {
                *others.entry(name.to_owned()).or_default() += 1;
            }
            _ => {}
        }
        if !is_end {
            open.push(name);
        }
    }
    // As in GATE.
    let raw = raw.replace('\r', " ");
    words.iter_mut().for_each(|it| it.word = it.word.replace('\r', " "));
    let Some((text, places)) = placed(&raw, &words) else {
        return into.problems.push(Problem::new("there is no text in this document; left out"));
    };
    let Some(article) = article_of(&text, into) else { return };
    if raw.trim().is_empty() {
        into.problems.push(Problem::new(
            "this file has words but no text; the gaps between them were made from their places",
        ));
    }
    let mut intake = Intake::new(&article, Unit::CodePoint, context);
    for (sort, spans) in &entities {
        if spans.is_empty() {
            let words = format!("{}: it names no words of the text; left out", short(sort));
            intake.report(Problem::new(words));
        }
        for span in spans {
            let whole = span.iter().flat_map(|id| match terms.get(id) {
                Some(words) => words.as_slice(),
                None => std::slice::from_ref(id),
            });
            let whole: Option<Vec<TextRange>> =
                whole.map(|id| places.get(id.as_str()).copied()).collect();
            let range = whole.as_deref().and_then(|all| {
                let (start, end) =
                    (all.iter().map(|it| it.start).min()?, all.iter().map(|it| it.end).max()?);
                Some(TextRange { start, end })
            });
            match range {
                Some(range) => drop(intake.ranges(sort, vec![range], None)),
                None => intake.report(Problem::new(format!(
                    "{}: its words are not in the text; left out",
                    short(sort)
                ))),
            }
        }
    }
    for (name, count) in others {
        (0..count).for_each(|_| {
            intake.skip(format!("“{}” of this file has no place here", short(&name)));
        });
    }
    intake.finish(&Details::default(), into);
}

struct NafWord {
    id: String,
    word: String,
    sentence: String,
    /// Its offset.
    at: Option<u32>,
}

/// The text, and the places of its words by their ids: in the raw text in order, or joined as their offsets say.
fn placed<'w>(raw: &str, words: &'w [NafWord]) -> Option<(String, BTreeMap<&'w str, TextRange>)> {
    let mut places = BTreeMap::new();
    let range = |start: usize, word: &str| TextRange {
        start: Byte::at(start),
        end: Byte::at(start + word.len()),
    };
    if !raw.trim().is_empty() {
        let ruler = Ruler::of(raw, Unit::CodePoint);
        let mut at = 0;
        for word in words.iter().filter(|word| !word.word.is_empty()) {
            let rest = raw.get(at..).unwrap_or_default();
            // Where it says, or behind the white space that follows the word before.
            let said = word.at.and_then(|at| ruler.from(at).ok()).map(Byte::index);
            let next = at + (rest.len() - rest.trim_start().len());
            let is_there =
                |at: &usize| raw.get(*at..).is_some_and(|rest| rest.starts_with(&word.word));
            let Some(start) = said.into_iter().chain([next]).find(is_there) else { continue };
            places.insert(word.id.as_str(), range(start, &word.word));
            at = start + word.word.len();
        }
        return Some((raw.to_owned(), places));
    }
    let (mut text, mut end, mut before) = (String::new(), 0, None::<&NafWord>);
    for word in words.iter().filter(|word| !word.word.is_empty()) {
        if let Some(last) = before {
            let is_glued = word.at.is_some_and(|at| at == end) && last.sentence == word.sentence;
            let gap = if last.sentence == word.sentence { " " } else { "\n" };
            text.push_str(if is_glued { "" } else { gap });
        }
        places.insert(word.id.as_str(), range(text.len(), &word.word));
        text.push_str(&word.word);
        end = word.at.map_or(u32::MAX, |at| at.saturating_add(len_code_points(&word.word)));
        before = Some(word);
    }
    (!text.is_empty()).then_some((text, places))
}
