//! What the worker does with a task: all that writes, proves and reads files. Called by the worker
//! and by tests, and must never be by the page: with it every format would be in the first load.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::formats::codec::{self, Codec, Context, Imported, Proved};
use crate::formats::opening::{self, data_named};
use crate::formats::said::{Said, actor_of, by_place};
use crate::formats::{File, Ids, Options, Problem, Written, loss, zip};
use crate::model::{Actor, Annotation, AnnotationSet};

use super::work::{
    AS_TEXT, Compared, ExportTask, Exported, Found, Outcome, ReadTask, Reading, Task,
};

/// Does a task; `done` is told how many of its articles are done.
pub fn perform(task: &Task, done: &dyn Fn(usize)) -> Outcome {
    let done = match task {
        Task::Export(task) => export(task, done).map(Outcome::Exported),
        Task::Read(task) => read(task).map(Outcome::Read),
    };
    done.unwrap_or_else(Outcome::Failed)
}

fn export(task: &ExportTask, done: &dyn Fn(usize)) -> Result<Exported, Problem> {
    let codec = known(&task.format)?;
    let documents: Vec<_> =
        task.documents.iter().zip(&task.stems).map(|(set, stem)| Written::new(set, stem)).collect();
    let Proved { mut files, losses } =
        codec::export_all(codec, &documents, &task.options, task.now, done)?;
    let shown = files.iter().find(|file| file.extension() != "zip");
    let (preview, lines) = shown.map(|file| head(&file.content)).unwrap_or_default();
    let inside: Vec<_> = files.iter().map(|file| file.name.clone()).collect();
    let file = match files.len() {
        1 => File { name: format!("{}.{}", task.name, files[0].extension()), ..files.remove(0) },
        _ => {
            in_folders(&mut files, documents.len());
            zip::packed(format!("{}.zip", task.name), &files)?
        }
    };
    Ok(Exported { file, inside, preview, lines, losses })
}

/// Files of the same name, such as a configuration for each of several articles, are there once if
/// they are the same, and else under numbers.
fn in_folders(files: &mut Vec<File>, documents: usize) {
    if documents < 2 {
        return;
    }
    let mut seen: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    files.retain_mut(|file| {
        let mut number = 1;
        let name = file.name.clone();
        while let Some(known) = seen.get(&file.name) {
            if *known == file.content {
                return false;
            }
            number += 1;
            file.name = format!("{number}-{name}");
        }
        seen.insert(file.name.clone(), file.content.clone());
        true
    });
}

/// So much of a file is shown before it is taken away: lines, and bytes.
const SHOWN: (usize, usize) = (200, 60_000);

/// How a text begins, and how many lines it has.
fn head(content: &[u8]) -> (String, usize) {
    // A character that is cut at the end becomes a sign that is not shown.
    let start = String::from_utf8_lossy(content.get(..SHOWN.1 + 8).unwrap_or(content));
    let end = start.match_indices('\n').nth(SHOWN.0 - 1).map_or(start.len(), |(index, _)| index);
    let start = start.get(..start.floor_char_boundary(end.min(SHOWN.1))).unwrap_or_default();
    let ends = content.iter().filter(|byte| **byte == b'\n').count();
    let open = content.last().is_some_and(|last| *last != b'\n');
    (start.to_owned(), ends + usize::from(open))
}

fn read(task: &ReadTask) -> Result<Reading, Problem> {
    let as_text = task.format.as_deref() == Some(AS_TEXT);
    let forced = task.format.as_deref().filter(|_| !as_text).map(known).transpose()?;
    let (files, problems) = unbundled(&task.files);
    let (groups, strangers) = match as_text {
        true => (Vec::new(), files.iter().collect()),
        false => grouped(&files, forced),
    };
    let options = Options::default();
    let article = task.against.as_ref().map(|set| set.article().clone());
    let source = task.against.as_ref().and_then(|set| set.details().source.as_deref());
    let context = Context { options: &options, article: article.as_ref(), source, now: task.now };
    let mut reading = Reading {
        names: task.files.iter().map(|file| file.name.clone()).collect(),
        format: groups.first().map(|(codec, _)| codec.format.id.to_owned()),
        documents: Vec::new(),
        manuscripts: Vec::new(),
        problems,
        unknown: Vec::new(),
    };
    let alone = groups.len() + strangers.len() == 1;
    for (codec, files) in &groups {
        let Imported { documents, problems } = (codec.import)(files, &context);
        reading.documents.extend(documents.into_iter().map(|set| match &task.against {
            Some(open) if open.article().text() == set.article().text() => {
                compare(codec, open, &set, &context)
            }
            _ => Found { set: Rc::new(set), compared: None },
        }));
        let name = files.first().filter(|_| !alone).map(|file| file.name.as_str());
        reading.problems.extend(problems.into_iter().map(|problem| of_file(name, problem)));
    }
    for file in strangers {
        if is_configuration(file) && groups.iter().any(|(codec, _)| codec.format.id == "brat") {
            continue;
        }
        if let Some(what) = data_named(file).filter(|_| !as_text && !opening::is_page(file)) {
            reading.unknown.push(file.name.clone());
            let name = Some(file.name.as_str()).filter(|_| !alone);
            reading.problems.push(of_file(name, unknown(what)));
            continue;
        }
        match opening::open(file) {
            Ok(manuscripts) => reading.manuscripts.extend(manuscripts),
            Err(problem) => {
                let name = Some(file.name.as_str()).filter(|_| !alone);
                reading.problems.push(of_file(name, problem));
            }
        }
    }
    Ok(reading)
}

/// Whether it says how brat shows annotations, and nothing of an article: no word is needed of it. What else belongs to
/// a format has the name of its file.
fn is_configuration(file: &File) -> bool {
    ["annotation.conf", "visual.conf", "tools.conf", "kb_shortcuts.conf"]
        .iter()
        .any(|name| file.name.ends_with(name))
}

/// The files, with those of a ZIP in its place; a document that is a ZIP itself stays whole. A copy is made only where
/// there is a ZIP.
fn unbundled(all: &[File]) -> (Cow<'_, [File]>, Vec<Problem>) {
    let is_bundle = |file: &File| zip::is_zip(file) && !opening::is_document(file);
    if !all.iter().any(is_bundle) {
        return (all.into(), Vec::new());
    }
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    for file in all {
        if is_bundle(file) {
            let (inside, wrong) = zip::unpacked(file);
            files.extend(inside);
            problems.extend(wrong);
        } else {
            files.push(file.clone());
        }
    }
    (files.into(), problems)
}

/// A problem with the name of its file in front, where there are several.
fn of_file(name: Option<&str>, problem: Problem) -> Problem {
    match name {
        Some(name) => Problem { message: format!("{name}: {}", problem.message), ..problem },
        None => problem,
    }
}

/// That a file of data is in no format that is known here, and what to do.
fn unknown(what: &str) -> Problem {
    Problem::new(format!(
        "this is {what}, but not in an annotation format that this app knows, so nothing was read; \
         export it from its program in one of the formats listed under Export"
    ))
}

type Groups<'a> = Vec<(&'static Codec, Cow<'a, [File]>)>;

/// The files that belong together, each group with its format, and those nobody knows.
/// A file nobody knows belongs to the known one of its name, as a brat text to its annotations.
fn grouped<'a>(files: &'a [File], forced: Option<&'static Codec>) -> (Groups<'a>, Vec<&'a File>) {
    let folder = |file: &File| file.name.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    let key = |file: &File| (folder(file), file.stem().to_owned());
    let mut groups: Groups<'a> = Vec::new();
    let mut by_name = BTreeMap::new();
    let (mut unknown, mut strangers) = (Vec::new(), Vec::new());
    for file in files {
        match forced.or_else(|| codec::recognise(file)) {
            Some(_) if forced.is_some() && by_name.contains_key(&key(file)) => unknown.push(file),
            Some(codec) => {
                by_name.entry(key(file)).or_insert(groups.len());
                groups.push((codec, std::slice::from_ref(file).into()));
            }
            None => unknown.push(file),
        }
    }
    for file in unknown {
        match by_name.get(&key(file)).and_then(|at| groups.get_mut(*at)) {
            Some((codec, together)) if belongs(codec, file) => {
                together.to_mut().push(file.clone());
            }
            _ => strangers.push(file),
        }
    }
    (groups, strangers)
}

/// Whether a format has files beside its own, and this may be one: brat its text, Label Studio what it shows.
fn belongs(codec: &Codec, file: &File) -> bool {
    match codec.format.id {
        "brat" => ["txt", "ann", "conf", "xml"].contains(&file.extension().as_str()),
        "label-studio" => file.extension() == "xml",
        _ => false,
    }
}

fn known(id: &str) -> Result<&'static Codec, Problem> {
    codec::named(id).ok_or_else(|| Problem::new(format!("there is no format “{id}”")))
}

/// What of a file is in the open document. What the format cannot hold counts as unchanged, and is
/// kept as it is there.
fn compare(
    codec: &Codec,
    open: &AnnotationSet,
    theirs: &AnnotationSet,
    context: &Context<'_>,
) -> Found {
    let held = (codec.holds)(open, context);
    let places = match codec.format.ids {
        Ids::None => by_place(&held),
        _ => BTreeMap::new(),
    };
    let mut compared = Compared::default();
    let mut annotations = Vec::new();
    let mut mine: Vec<Actor> = Vec::new();
    for one in theirs.iter() {
        let says = Said::of(theirs, one);
        match (held.get(&one.id), open.get(&one.id)) {
            _ if places
                .get(says.spans())
                .is_some_and(|there| there.iter().any(|own| own.means(&says))) =>
            {
                compared.same += 1;
            }
            (Some(left), _) if Said::of(&held, left).means(&says) => {
                compared.same += 1;
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
    Found { set: Rc::new(set), compared: Some(compared) }
}

/// Their annotation, with what of mine the format could not hold.
fn overlaid(mine: &Annotation, held: &Annotation, theirs: &Annotation) -> Annotation {
    fn pick<T: PartialEq + Clone>(mine: &T, held: &T, theirs: &T) -> T {
        if mine == held { theirs.clone() } else { mine.clone() }
    }
    Annotation {
        id: theirs.id.clone(),
        spans: pick(&mine.spans, &held.spans, &theirs.spans),
        detail: pick(&mine.detail, &held.detail, &theirs.detail),
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
