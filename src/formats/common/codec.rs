//! Writing, reading and proving a format, for the worker alone: `app` and `view` may not name it, or the first
//! load would contain it (tests/native/layers.rs).

use std::borrow::Cow;
use std::rc::Rc;

use super::addresses::without_unsafe;
use super::file::File;
use super::format::{Format, Ids};
use super::loss::{Loss, between, rebuilt, without_versions};
use super::options::Options;
use super::problem::Problem;
use super::shift::{Shift, SpanEnds};
use super::statement::difference;
use crate::model::versions::UnannouncedChange;
use crate::model::{Actor, Annotation, AnnotationSet, Article, Details, Timestamp};

/// The functions of a format.
#[derive(Debug, Clone, Copy)]
pub struct Codec {
    /// The format.
    pub format: &'static Format,
    /// What the format keeps of a document, with the ids of the document.
    pub holds: fn(&AnnotationSet, &Context<'_>) -> AnnotationSet,
    /// Writes what is kept of documents: one file, or several that belong together. Formats without
    /// [`Format::many`] receive one document. File names begin with [`KeptDocument::stem`].
    pub export: fn(&[KeptDocument<'_>], &Context<'_>) -> Result<Vec<File>, Problem>,
    /// Reads files that belong together. Only called if [`Format::reads`].
    pub import: fn(&[File], &Context<'_>) -> Imported,
}

/// A document to write.
#[derive(Debug, Clone, Copy)]
pub struct Written<'a> {
    /// The document, whole.
    pub set: &'a AnnotationSet,
    /// The name of its files, without extension.
    pub stem: &'a str,
    /// If these are only some of the article's annotations: the number of all.
    pub part_of: Option<usize>,
}

impl<'a> Written<'a> {
    /// A whole document, and the name of its files without extension.
    pub fn new(set: &'a AnnotationSet, stem: &'a str) -> Self {
        Self { set, stem, part_of: None }
    }
}

/// What a format keeps of a document. A writer receives nothing else, so it cannot write what the format
/// declares to leave out. Made only here.
#[derive(Debug)]
pub struct KeptDocument<'a> {
    set: AnnotationSet,
    about: &'a Details,
    changes: Vec<UnannouncedChange>,
    stem: &'a str,
    part: Option<ChosenPart>,
}

/// How many of an article's annotations were chosen, if not all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChosenPart {
    /// The chosen ones, before the format leaves any out.
    pub chosen: usize,
    /// All of the article.
    pub all: usize,
}

impl<'a> KeptDocument<'a> {
    fn of(codec: &Codec, one: &Written<'a>, context: &Context<'_>) -> Self {
        let article = one.set.article().clone();
        let context = Context { article: Some(&article), ..*context };
        let about = one.set.details();
        let part = one.part_of.map(|all| ChosenPart { chosen: one.set.len(), all });
        let mut set = (codec.holds)(one.set, &context);
        if !codec.format.keeps_versions() {
            set.put_article(without_versions(set.article()));
        }
        Self { set, about, changes: article.unannounced_changes(), stem: one.stem, part }
    }

    /// The document, as far as the format keeps it.
    pub fn set(&self) -> &AnnotationSet {
        &self.set
    }

    /// The article's details, for formats that identify their article without containing it.
    pub fn about(&self) -> &'a Details {
        self.about
    }

    /// The quotes and claims whose words changed between versions, for formats that readers check a text with.
    pub fn changes(&self) -> &[UnannouncedChange] {
        &self.changes
    }

    /// How much of the article this is, if not the whole: a page for readers has to say so.
    pub fn part(&self) -> Option<ChosenPart> {
        self.part
    }

    /// The name of its files, without extension.
    pub fn stem(&self) -> &'a str {
        self.stem
    }
}

/// What writing and reading depend on besides the document.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The options.
    pub options: &'a Options,
    /// The article of a file without text: the open one.
    pub article: Option<&'a Rc<Article>>,
    /// The address where that article was published, if known.
    pub source: Option<&'a str>,
    /// The current time: what has no time gets this one on import.
    pub now: Timestamp,
    /// How the offsets of the file are moved.
    pub shift: Shift,
}

/// The content of a file, and the problems with it.
#[derive(Debug, Clone, Default)]
pub struct Imported {
    /// The articles, with their annotations.
    pub documents: Vec<AnnotationSet>,
    /// What was skipped or repaired, by place in the file.
    pub problems: Vec<Problem>,
    /// What the ends of spans show of how the file counts.
    pub ends: SpanEnds,
}

/// Reads files that belong together, and again if all their spans show that they count otherwise than their format.
pub fn import(codec: &Codec, files: &[File], context: &Context<'_>) -> Imported {
    let read = |shift| (codec.import)(files, &Context { shift, ..*context });
    let mut imported = read(Shift::default());
    if imported.ends.is_outvoted() {
        imported = read(Shift::KEEPING_UNIT);
    }
    if let Some(shift) = imported.ends.shift() {
        imported = read(shift);
        imported.problems.insert(0, shift.message());
    } else {
        imported.problems.extend(imported.ends.cut());
    }
    imported
}

/// An export that was read back and compared.
#[derive(Debug, Clone)]
pub struct Proved {
    /// The files.
    pub files: Vec<File>,
    /// What the format leaves out of each document.
    pub losses: Vec<Vec<Loss>>,
}

/// Writes documents in a format, reads the files back, and compares before returning them.
///
/// # Errors
/// If the files do not say exactly what the format keeps: a bug in this program.
pub fn export_proved(
    codec: &Codec,
    documents: &[Written<'_>],
    options: &Options,
    now: Timestamp,
) -> Result<Proved, Problem> {
    export_all(codec, documents, options, now, &|_| {})
}

/// Writes documents in a format, without reading the files back.
///
/// # Errors
/// Why they cannot be written.
pub fn export_unproved(
    codec: &Codec,
    documents: &[Written<'_>],
    context: &Context<'_>,
) -> Result<Vec<File>, Problem> {
    let held: Vec<_> = documents.iter().map(|one| KeptDocument::of(codec, one, context)).collect();
    (codec.export)(&held, context)
}

/// The same for many documents; `done` receives the number of finished ones.
///
/// # Errors
/// As [`export_proved`].
pub fn export_all(
    codec: &Codec,
    documents: &[Written<'_>],
    options: &Options,
    now: Timestamp,
    done: &dyn Fn(usize),
) -> Result<Proved, Problem> {
    let context = Context { options, article: None, source: None, now, shift: Shift::default() };
    let (whole, taken): (Vec<_>, Vec<_>) =
        documents.iter().map(|one| without_unsafe(one.set)).unzip();
    let unambiguous: Vec<_> = whole.iter().map(|set| unambiguous(codec, set, options)).collect();
    let documents: Vec<_> =
        unambiguous.iter().zip(documents).map(|(set, one)| Written { set, ..*one }).collect();
    let held: Vec<KeptDocument<'_>> =
        documents.iter().map(|one| KeptDocument::of(codec, one, &context)).collect();
    let lost = whole.iter().zip(&held).map(|(whole, held)| between(whole, held.set()));
    let losses = lost.zip(taken).map(|(lost, taken)| lost.into_iter().chain(taken).collect());
    let losses = losses.collect();
    let files = if codec.format.many {
        let files = (codec.export)(&held, &context)?;
        prove(codec, &files, &held, &context)?;
        files
    } else {
        let mut all = Vec::new();
        for (at, held) in held.iter().enumerate() {
            done(at);
            let files = (codec.export)(std::slice::from_ref(held), &context)?;
            prove(codec, &files, std::slice::from_ref(held), &context)?;
            all.extend(files);
        }
        all
    };
    Ok(Proved { files, losses })
}

/// A document without the labels that the chosen names of the kinds would make ambiguous.
fn unambiguous<'a>(
    codec: &Codec,
    set: &'a AnnotationSet,
    options: &Options,
) -> Cow<'a, AnnotationSet> {
    let labels = codec.format.choices.contains(&super::Choice::Labels);
    if !labels || set.iter().all(|one| options.is_unambiguous(one)) {
        return Cow::Borrowed(set);
    }
    let bare = |one: &Rc<Annotation>| {
        let label = one.label.clone().filter(|_| options.is_unambiguous(one));
        Annotation { label, ..Annotation::clone(one) }
    };
    let annotations = set.iter().map(bare).collect();
    let actors = set.actors().map(|actor| Actor::clone(actor)).collect();
    let details = (**set.details()).clone();
    Cow::Owned(rebuilt(set.article().clone(), details, actors, annotations))
}

/// A document as read from a file without unknown times: what has no time gets the current one.
fn timed(set: &AnnotationSet, now: Timestamp) -> Cow<'_, AnnotationSet> {
    if set.iter().all(|one| one.created.is_known() && one.modified.is_known()) {
        return Cow::Borrowed(set);
    }
    let or = |time: Timestamp, other| if time.is_known() { time } else { other };
    let annotations = set.iter().map(|one| {
        let created = or(one.created, now);
        Annotation { created, modified: or(one.modified, created), ..Annotation::clone(one) }
    });
    let actors = set.actors().map(|actor| Actor::clone(actor)).collect();
    let details = (**set.details()).clone();
    Cow::Owned(rebuilt(set.article().clone(), details, actors, annotations.collect()))
}

/// Whether files say what the format keeps of the documents.
fn prove(
    codec: &Codec,
    files: &[File],
    held: &[KeptDocument<'_>],
    context: &Context<'_>,
) -> Result<(), Problem> {
    if !codec.format.reads {
        return Ok(());
    }
    let article = held.first().map(|one| one.set().article().clone());
    let read = (codec.import)(files, &Context { article: article.as_ref(), ..*context });
    let fault = |what: String| {
        Problem::new(format!(
            "the {} file was different when it was read back ({what}), so it was not made; \
             this is a fault of this program",
            codec.format.name
        ))
    };
    if let Some(problem) = read.problems.first() {
        return Err(fault(problem.to_string()));
    }
    if read.documents.len() != held.len() {
        return Err(fault(format!("{} articles of {}", read.documents.len(), held.len())));
    }
    for (wanted, found) in held.iter().zip(&read.documents) {
        let wanted = match codec.format.ids {
            Ids::All => Cow::Borrowed(wanted.set()),
            _ => timed(wanted.set(), context.now),
        };
        let wanted = wanted.as_ref();
        let differs = match codec.format.ids {
            Ids::All if wanted == found => None,
            ids => difference(wanted, found, ids != Ids::None)
                .or_else(|| (ids == Ids::All).then(|| "actors differ".to_owned())),
        };
        if let Some(what) = differs {
            return Err(fault(what.chars().take(400).collect()));
        }
    }
    Ok(())
}
