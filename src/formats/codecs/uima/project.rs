//! Projects of programs for coding texts (REFI-QDA, `.qdpx`): a code book, and texts in files of their own with the
//! passages that have codes (tests/formats/others.rs). Codes that are called by a kind mark it.

use std::collections::BTreeMap;

use crate::formats::common::codec::{Context, Imported};
use crate::formats::common::encoding::{text_of_annotations, text_of_xml};
use crate::formats::common::spans::{Intake, article_of, short};
use crate::formats::common::xml::{Xml, local, pieces, root};
use crate::formats::common::{File, Problem, Unit};
use crate::model::Details;

/// A text of a project.
#[derive(Default)]
struct CodedSource {
    name: String,
    /// The name of its file.
    file: String,
    /// Its text, if it is in the project.
    text: Option<String>,
    passages: Vec<CodedPassage>,
    /// The codes of the whole text.
    codes: Vec<String>,
    /// The number of passages that are not places in its plain text.
    others: usize,
}

#[derive(Default)]
struct CodedPassage {
    id: String,
    range: Option<(u32, u32)>,
    codes: Vec<CodedAs>,
    note: String,
}

/// A code of a passage.
#[derive(Default)]
struct CodedAs {
    /// Its own id.
    id: String,
    /// The id of the code.
    code: String,
    /// The id of who coded it.
    by: String,
    when: String,
}

/// Elements with a text and its passages.
const TEXTS: [&str; 2] = ["TextSource", "PDFSource"];

/// Most elements around one that is looked for.
const DEEPEST: usize = 16;

/// Where in a project its reader is.
#[derive(Default)]
struct ProjectReading<'a> {
    /// What each code is called, by its id.
    codes: BTreeMap<String, String>,
    /// The codes that are open, outermost first.
    open_codes: Vec<String>,
    sources: Vec<CodedSource>,
    open: Vec<&'a str>,
    /// Whether a passage is open.
    in_passage: bool,
    /// The coding that is open.
    coding: CodedAs,
    /// The names of people, by their ids.
    users: BTreeMap<String, String>,
    /// What links are called, with the ids of both ends.
    links: Vec<[String; 3]>,
    /// What is left out of all texts, with its number.
    others: BTreeMap<&'static str, usize>,
    /// What the innermost element says.
    said: String,
}

/// Reads a project and the texts beside it.
pub(super) fn import(project: &File, files: &[File], context: &Context<'_>, into: &mut Imported) {
    let (content, problems) = text_of_xml(&project.content);
    into.problems.extend(problems);
    let mut reading = ProjectReading::default();
    for piece in pieces(&content) {
        match piece {
            Xml::Start(name, attributes, is_end) => {
                let own = |name: &str| {
                    let value = attributes.iter().find(|(own, _)| *own == name);
                    value.map(|(_, value)| value.to_string())
                };
                reading.begin(local(name), &own, context);
                if is_end {
                    reading.end();
                }
            }
            Xml::End(_) => reading.end(),
            Xml::Text(text) => reading.said.push_str(&text),
            Xml::Broken => into
                .problems
                .push(Problem::new("the file is cut off; only what comes before that was read")),
        }
    }
    if reading.sources.is_empty() {
        into.problems.push(Problem::new("there is no text in this project"));
    }
    for [_, from, to] in &reading.links {
        let has_both = |one: &CodedSource| one.has(from) && one.has(to);
        if !reading.sources.iter().any(has_both) {
            *reading.others.entry("a link is not between passages of one text").or_default() += 1;
        }
    }
    for (what, count) in &reading.others {
        let times = if *count == 1 { String::new() } else { format!(" ({count} times)") };
        into.problems.push(Problem::new(format!("{what}{times}; left out")));
    }
    for source in &reading.sources {
        read(source, &reading, files, context, into);
    }
}

impl CodedSource {
    /// Whether it has a passage, or a code of one, with this id.
    fn has(&self, id: &str) -> bool {
        let is_in = |one: &CodedPassage| one.id == id || one.codes.iter().any(|own| own.id == id);
        !id.is_empty() && self.passages.iter().any(is_in)
    }
}

impl<'a> ProjectReading<'a> {
    fn begin(
        &mut self,
        name: &'a str,
        own: &dyn Fn(&str) -> Option<String>,
        context: &Context<'_>,
    ) {
        self.said.clear();
        let around = self.open.last().copied().unwrap_or_default();
        let in_text = self.is_in_text();
        match name {
            "Code" => self.code(own, context),
            "TextSource" | "PDFSource" => self.sources.push(CodedSource {
                name: own("name").unwrap_or_default(),
                file: own("plainTextPath").unwrap_or_default(),
                ..CodedSource::default()
            }),
            // The text of a PDF.
            "Representation" if around == "PDFSource" => {
                if let Some((source, file)) = self.sources.last_mut().zip(own("plainTextPath")) {
                    source.file = file;
                }
            }
            "AudioSource" | "VideoSource" | "PictureSource" => {
                self.leave("a source is a picture or a recording");
            }
            "Note" if around == "Notes" => self.leave("a memo has no place here"),
            _ if name.ends_with("Selection") && !self.is_in(&TEXTS) => {
                self.leave("a passage is in a memo, a picture or a recording");
            }
            "PlainTextSelection" if in_text => {
                self.in_passage = true;
                let number = |name| own(name).and_then(|at| at.trim().parse().ok());
                let range = number("startPosition").zip(number("endPosition"));
                let id = own("guid").unwrap_or_default();
                let passage = CodedPassage { id, range, ..CodedPassage::default() };
                if let Some(source) = self.sources.last_mut() {
                    source.passages.push(passage);
                    source.others += usize::from(range.is_none());
                }
            }
            "PDFSelection" => {
                self.sources.last_mut().into_iter().for_each(|source| source.others += 1);
            }
            "Case" => self.leave("a case has no place here"),
            "Link" => {
                let ends = ["name", "originGUID", "targetGUID"];
                self.links.push(ends.map(|name| own(name).unwrap_or_default()));
            }
            "User" => {
                self.users.insert(own("guid").unwrap_or_default(), own("name").unwrap_or_default());
            }
            "Coding" => {
                let [id, by, when] = ["guid", "creatingUser", "creationDateTime"]
                    .map(|name| own(name).unwrap_or_default());
                self.coding = CodedAs { id, by, when, ..CodedAs::default() };
            }
            "CodeRef" => self.coded(own("targetGUID").unwrap_or_default()),
            _ => {}
        }
        self.open.push(name);
    }

    fn is_in(&self, names: &[&str]) -> bool {
        self.open.iter().rev().take(DEEPEST).any(|outer| names.contains(outer))
    }

    /// Whether what follows is the text of a source; a passage of a PDF may have one of its own.
    fn is_in_text(&self) -> bool {
        self.is_in(&TEXTS) && !self.is_in(&["PDFSelection"])
    }

    /// Counts what is left out of all texts.
    fn leave(&mut self, what: &'static str) {
        *self.others.entry(what).or_default() += 1;
    }

    /// A code within another is a label of that, if the other is called by a kind.
    fn code(&mut self, own: &dyn Fn(&str) -> Option<String>, context: &Context<'_>) {
        let name = own("name").unwrap_or_default();
        let means = |name: &str| context.options.meaning(name).is_some();
        let outer = self.open_codes.last().filter(|_| !means(&name));
        let both = outer.map(|outer| format!("{outer}-{name}")).filter(|both| means(both));
        let called = both.unwrap_or(name);
        self.codes.insert(own("guid").unwrap_or_default(), called.clone());
        self.open_codes.push(called);
    }

    fn coded(&mut self, code: String) {
        let in_other = self.open.last() != Some(&"Coding");
        let Some(source) = self.sources.last_mut().filter(|_| !in_other) else { return };
        match source.passages.last_mut().filter(|_| self.in_passage) {
            Some(passage) => {
                passage.codes.push(CodedAs { code, ..std::mem::take(&mut self.coding) });
            }
            None if self.open.iter().rev().nth(1).is_some_and(|around| TEXTS.contains(around)) => {
                source.codes.push(code);
            }
            None => {}
        }
    }

    fn end(&mut self) {
        let Some(name) = self.open.pop() else { return };
        let around = self.open.last().copied().unwrap_or_default();
        let said = std::mem::take(&mut self.said);
        let in_text = self.is_in_text();
        let source = self.sources.last_mut();
        match (name, around) {
            ("Code", _) => drop(self.open_codes.pop()),
            ("PlainTextSelection", _) => self.in_passage = false,
            ("PlainTextContent", "TextSource" | "Representation") if in_text => {
                source.into_iter().for_each(|source| source.text = Some(said.clone()));
            }
            ("Description", "PlainTextSelection") if self.in_passage => {
                let passage = source.and_then(|source| source.passages.last_mut());
                passage.into_iter().for_each(|it| it.note = said.trim().to_owned());
            }
            _ => {}
        }
    }
}

fn read(
    source: &CodedSource,
    project: &ProjectReading<'_>,
    files: &[File],
    context: &Context<'_>,
    into: &mut Imported,
) {
    let name = short(&source.name);
    let base = source.file.rsplit('/').next().unwrap_or_default();
    let file = files.iter().find(|file| !base.is_empty() && file.base() == base);
    let text = match (&source.text, file) {
        (Some(text), _) => text.clone(),
        (None, Some(file)) => {
            let (text, problems) = text_of_annotations(&file.content);
            into.problems.extend(problems);
            text.into_owned()
        }
        (None, None) => {
            return into.problems.push(Problem::new(format!(
                "the text of “{name}” is not in this project as plain text; left out"
            )));
        }
    };
    let Some(article) = article_of(&text, into) else { return };
    let mut intake = Intake::of_text(&article, &text, Unit::CodePoint, context);
    let stated = source.passages.iter().filter_map(|passage| passage.range);
    let stated: Vec<_> = stated.map(|(start, end)| (start, end, None)).collect();
    intake.count_as(&stated, None);
    let called = |code: &String| project.codes.get(code).map_or("", String::as_str);
    for passage in &source.passages {
        let Some(range) = passage.range else { continue };
        if passage.codes.is_empty() {
            intake.skip("a passage has no code");
        }
        // Of several codes the first that marks a kind stands for the passage.
        for as_one in passage.codes.iter().rev() {
            if let Some(one) = intake.span(called(&as_one.code), range, None) {
                one.note.clone_from(&passage.note);
                one.creator = project.users.get(&as_one.by).filter(|by| !by.is_empty()).cloned();
                intake.dated(&as_one.when, "");
                intake.named(&as_one.id);
                intake.named(&*passage.id);
            }
        }
    }
    for [name, from, to] in project.links.iter().filter(|[_, a, b]| source.has(a) && source.has(b))
    {
        intake.relation(name, from, to);
    }
    for code in &source.codes {
        intake.skip(format!("the code “{}” is about the whole text", short(called(code))));
    }
    for _ in 0..source.others {
        intake.skip("a passage is not a place in plain text");
    }
    intake.finish(&Details { title: source.name.clone(), ..Details::default() }, into);
}

/// Whether a file is such a project.
pub(super) fn is_project(file: &File) -> bool {
    file.begins_with("<") && is_text_of_project(&text_of_xml(&file.content).0)
}

/// Whether XML is such a project.
pub(super) fn is_text_of_project(content: &str) -> bool {
    let head = content.get(..content.floor_char_boundary(2000)).unwrap_or_default();
    head.contains("QDA-XML") && root(content).is_some_and(|name| local(name) == "Project")
}
