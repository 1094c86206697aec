//! The worker's program `files`: reads files of annotations, and writes and proves what can be read again. The
//! page may not import it, or every format would be in the first load (tests/native/layers.rs).

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::formats::codecs::label_studio;
use crate::formats::common::codec::{Codec, Context, Imported, import};
use crate::formats::common::loss;
use crate::formats::common::shift::Shift;
use crate::formats::common::statement::{Statement, actor_of, by_place};
use crate::formats::{Ids, Options, Problem, registry};
use crate::model::{Actor, Annotation, AnnotationSet, Detail, Op};
use crate::session::document::merge::{matched, only_used};

use super::exporting::{export, named};
use super::program::Program;
use super::protocol::{Compared, FoundArticle, Outcome, PREDICTED, ReadTask, Reading, Task};
use super::sorting::{self, Pass, Sorted};

/// Does the part of a task that belongs to the program `files`; `done` receives the number of finished
/// articles.
pub fn perform(task: &Task, done: &dyn Fn(usize)) -> Outcome {
    let did = match task {
        Task::Export(task) => export(registry::READ, task, done).map(Outcome::Exported),
        Task::Read(task) => read(task, Pass::First).map(Outcome::Read),
        Task::ReadRest(task) => read(task, Pass::Second).map(Outcome::Read),
        Task::Suggest(_) | Task::Match(_) => {
            Err(Problem::new("the program that reads files suggests and searches nothing"))
        }
    };
    did.unwrap_or_else(Outcome::Failed)
}

fn read(task: &ReadTask, pass: Pass) -> Result<Reading, Problem> {
    let (files, problems) = sorting::unbundled(&task.files);
    let sorted = Sorted::of(&files, task.format.as_deref())?;
    let mut reading = sorted.reading(&task.files);
    reading.against.clone_from(&task.against);
    if pass == Pass::First {
        reading.problems = problems;
    }
    let predicted = task.format.as_deref() == Some(PREDICTED);
    let options = match predicted {
        true => Options { shape: label_studio::PREDICTED.to_owned(), ..Options::default() },
        false => Options::default(),
    };
    if predicted {
        reading.format.clone_from(&task.format);
    }
    let article = task.against.as_ref().map(|set| set.article().clone());
    let source = task.against.as_ref().and_then(|set| set.details().source.as_deref());
    let context = Context {
        options: &options,
        article: article.as_ref(),
        source,
        now: task.now,
        shift: Shift::default(),
    };
    for (format, files) in &sorted.groups {
        let codec = named(registry::READ, format.id)?;
        let Imported { documents, mut problems, .. } = import(codec, files, &context);
        // An article without a mark is one, but a file about an article has nothing else.
        let is_bare = !format.text && documents.iter().all(AnnotationSet::is_empty);
        if (documents.is_empty() || is_bare) && problems.is_empty() {
            let name = format.name;
            problems.push(Problem::new(format!("there is nothing in this file ({name})")));
        }
        reading.documents.extend(documents.into_iter().map(|set| match &task.against {
            Some(open) if open.article().text() == set.article().text() => {
                problems.extend(versions_left(open, &set));
                compare(codec, open, &set, &context)
            }
            _ => FoundArticle { set: Rc::new(set), compared: None, brings: Vec::new() },
        }));
        let name = files.first().map(|file| file.name.as_str()).unwrap_or_default();
        reading.problems.extend(problems.into_iter().map(|problem| sorted.of_file(name, problem)));
    }
    if pass == Pass::First {
        reading.more = sorted.others(Program::Files);
        // If the program of documents adds articles, it adds their names in their place.
        if !reading.more.contains(&Program::Documents) {
            sorted.tell_unknown(&mut reading);
        }
    }
    Ok(reading)
}

/// What is left out of a file about the open text: the versions it had before.
fn versions_left(open: &AnnotationSet, theirs: &AnnotationSet) -> Option<Problem> {
    let (own, theirs) = (open.article().versions(), theirs.article().versions());
    let left = theirs.iter().filter(|version| !own.contains(version)).count();
    let what = if left == 1 { "1 earlier version" } else { &format!("{left} earlier versions") };
    (left > 0).then(|| Problem::new(format!("{what} of the text in the file left out: open the file as an article of its own to see them")))
}

/// Compares a file with the open document. What the format leaves out counts as unchanged, and stays as it
/// is.
fn compare(
    codec: &Codec,
    open: &AnnotationSet,
    theirs: &AnnotationSet,
    context: &Context<'_>,
) -> FoundArticle {
    let held = (codec.holds)(open, context);
    let places = match codec.format.ids {
        Ids::None => by_place(&held),
        _ => BTreeMap::new(),
    };
    let mut compared = Compared::default();
    let mut annotations = Vec::new();
    let mut mine: Vec<Actor> = Vec::new();
    for one in theirs.iter() {
        let says = Statement::of(theirs, one);
        let there = places.get(says.spans()).into_iter().flatten();
        // A format may hold each part of one as an annotation of its own.
        let mut said = there.filter(|(_, own)| own.means(&says)).map(|(id, _)| open.get(id));
        if let Some(own) = said.next() {
            compared.same += usize::from(own.is_some() || said.any(|own| own.is_some()));
            continue;
        }
        match (held.get(&one.id), open.get(&one.id)) {
            (Some(left), whole) if Statement::of(&held, left).means(&says) => {
                compared.same += usize::from(whole.is_some());
            }
            (Some(left), Some(whole)) => {
                compared.changed.push(one.id.clone());
                mine.extend(actor_of(open, whole).cloned());
                annotations.push(overlaid(whole, left, one));
            }
            _ => {
                compared.new.push(one.id.clone());
                annotations.push(Annotation::clone(one));
            }
        }
    }
    let actors = theirs.actors().map(|actor| Actor::clone(actor)).chain(mine).collect();
    let details = theirs.details().as_ref().clone();
    let set = loss::rebuilt(theirs.article().clone(), details, actors, annotations);
    brought(open, &set, compared)
}

/// The step that imports a file's annotations, worked out here so that the page only has to apply it.
fn brought(open: &AnnotationSet, incoming: &AnnotationSet, mut compared: Compared) -> FoundArticle {
    let (ops, brings) = matched(open, incoming);
    compared.labels = only_used(open, incoming);
    let meant: BTreeSet<_> = brings.iter().filter_map(|one| one.actor()).collect();
    let new = ops.iter().filter_map(|op| match op {
        Op::AddActor(actor) | Op::ReplaceActor(actor) => Some(actor),
        _ => None,
    });
    // Of two with one id the first counts.
    let actors = new.chain(open.actors()).filter(|actor| meant.contains(&actor.id));
    let actors = actors.map(|actor| Actor::clone(actor)).collect();
    let details = incoming.details().as_ref().clone();
    let set = loss::rebuilt(incoming.article().clone(), details, actors, Vec::new());
    FoundArticle { set: Rc::new(set), compared: Some(Compared { ops, ..compared }), brings }
}

/// Their annotation, with the parts of mine that the format leaves out.
fn overlaid(mine: &Annotation, held: &Annotation, theirs: &Annotation) -> Annotation {
    fn pick<T: PartialEq + Clone>(mine: &T, held: &T, theirs: &T) -> T {
        if mine == held { theirs.clone() } else { mine.clone() }
    }
    let (mut detail, mut link) = (mine.detail.clone(), None);
    if let (Detail::Quote { source, .. }, Detail::Quote { source: None, .. }) =
        (&mut detail, &held.detail)
    {
        link = source.take();
    }
    detail = pick(&detail, &held.detail, &theirs.detail);
    let spans = pick(&mine.spans, &held.spans, &theirs.spans);
    // A source was held against the words as they were.
    if let (Detail::Quote { source, .. }, true) = (&mut detail, spans == mine.spans) {
        *source = link.or(source.take());
    }
    Annotation {
        id: theirs.id.clone(),
        spans,
        detail,
        label: pick(&mine.label, &held.label, &theirs.label),
        note: pick(&mine.note, &held.note, &theirs.note),
        tags: pick(&mine.tags, &held.tags, &theirs.tags),
        origin: mine.origin,
        creator: pick(&mine.creator, &held.creator, &theirs.creator),
        created: pick(&mine.created, &held.created, &theirs.created),
        modified: theirs.modified,
        source_id: pick(&mine.source_id, &held.source_id, &theirs.source_id),
    }
}
