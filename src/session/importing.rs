//! Files that come in: what the worker read in them, what the reader picks of that, and what becomes
//! of it. Must never keep a file: what it says goes into a document.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::formats::loss::rebuilt;
use crate::formats::{File, Problem, catalog, plain};
use crate::model::{Actor, Annotation, AnnotationSet, Details};

use super::action::{Dialog, Opening, Reply, With};
use super::deeds::{Clash, Deed};
use super::effect::Effect;
use super::host::Host;
use super::merge::{Report, merge};
use super::message::Message;
use super::work::{Found, Outcome, ReadTask, Reading, Task};
use super::{Session, SessionError};

type Result<T> = std::result::Result<T, SessionError>;

/// The import dialog: what is in the files, and what is picked of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Importing {
    /// What the worker read.
    pub reading: Rc<Reading>,
    /// The open document, which they were compared with.
    pub against: Option<Rc<AnnotationSet>>,
    /// The files, to be read once more as another format.
    pub files: Rc<[File]>,
    /// Which articles in them are picked.
    pub picked: Vec<bool>,
    /// What becomes of annotations that are there and say something else in the file.
    pub keep: Keep,
    /// What becomes of articles that are not open and are stored already.
    pub clash: Clash,
}

/// What becomes of an annotation that is there and says something else in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Keep {
    /// It becomes what the file says.
    #[default]
    Theirs,
    /// It stays as it is.
    Mine,
    /// It stays, and what the file says becomes another one.
    Both,
}

impl Session {
    /// Has the worker read files that came in together.
    pub(super) fn receive(
        &mut self,
        files: Rc<[File]>,
        format: Option<String>,
        host: &dyn Host,
    ) -> Result<Reply> {
        let task = self.read_task(files.to_vec(), format, host)?;
        let ticket = self.task(task);
        self.receiving.insert(ticket, files);
        Ok(Reply::Done)
    }

    /// The task of reading files: what the API's `import` asks for.
    ///
    /// # Errors
    /// If there is no such format.
    pub fn read_task(
        &self,
        files: Vec<File>,
        format: Option<String>,
        host: &dyn Host,
    ) -> Result<Task> {
        if let Some(unknown) = format.as_deref().filter(|id| catalog::named(id).is_none()) {
            return Err(SessionError::Input(format!("format: there is no format “{unknown}”")));
        }
        Ok(Task::Read(ReadTask { files, format, now: host.now(), against: self.open_set() }))
    }

    /// What the worker read in files that came in, if these are awaited.
    pub(super) fn was_read(&mut self, ticket: u32, outcome: &Outcome, host: &dyn Host) {
        let Some(files) = self.receiving.remove(&ticket) else { return };
        let name = files.first().map(|file| file.name.clone()).unwrap_or_default();
        match outcome {
            Outcome::Read(reading) if reading.format.is_none() => self.receive_unknown(&files),
            Outcome::Read(reading) => self.take_in(Rc::new(reading.clone()), files, host),
            Outcome::Failed(problem) => self.not_read(name, problem.clone()),
            Outcome::Exported(_) => {}
        }
    }

    /// Files in no format of ours: text becomes an article.
    fn receive_unknown(&mut self, files: &[File]) {
        for file in files {
            if file.extension() == "json" {
                let problem = Problem::new("it is JSON, but not in a format that is known here");
                self.not_read(file.name.clone(), problem);
            } else {
                self.receive_text(file);
            }
        }
    }

    fn receive_text(&mut self, file: &File) {
        let text = match plain::decode(&file.content) {
            Ok(text) if text.contains('\0') => Err(Problem::new(
                "this is not a text file; open text in UTF-8 or a file of annotations",
            )),
            other => other,
        };
        let opened = text.and_then(|text| {
            self.open_text(title_of(file), text).map_err(|reason| Problem::new(reason.to_string()))
        });
        if let Err(problem) = opened {
            self.not_read(file.name.clone(), problem);
        }
    }

    fn not_read(&mut self, name: String, problem: Problem) {
        self.show_toast(Message::NotRead { name: Some(name), problem }, false);
    }

    /// Opens what can only be opened; asks about the rest before anything changes.
    fn take_in(&mut self, reading: Rc<Reading>, files: Rc<[File]>, _host: &dyn Host) {
        let Some(first) = reading.documents.first() else {
            let problem = reading.problems.first().cloned();
            let problem = problem.unwrap_or_else(|| Problem::new("there is nothing in it"));
            return self.not_read(reading.names.join(", "), problem);
        };
        let one = reading.documents.len() == 1;
        if one && self.document.is_none() {
            let opening = opening_of(&first.set, reading.problems.clone());
            self.effects.push(Effect::Fetch(Box::new(opening)));
            return;
        }
        if one && first.compared.is_none() {
            let title = first.set.details().title.clone();
            let (set, problems) = (first.set.clone(), reading.problems.clone());
            return self.show(Some(Dialog::OtherText { title, set, problems }));
        }
        let picked = vec![true; reading.documents.len()];
        let keep = Keep::default();
        let against = self.open_set();
        let clash = Clash::default();
        self.show(Some(Dialog::Import(Importing { reading, against, files, picked, keep, clash })));
        self.effects.push(Effect::List);
    }

    /// Changes what is picked in the import dialog.
    pub(super) fn pick(&mut self, change: impl FnOnce(&mut Importing)) {
        if let Some(Dialog::Import(open)) = self.dialog.as_deref() {
            let mut open = open.clone();
            change(&mut open);
            self.dialog = Some(Rc::new(Dialog::Import(open)));
        }
    }

    /// Reads the files of the import dialog once more, as another format.
    pub(super) fn read_as(&mut self, format: String, host: &dyn Host) -> Result<Reply> {
        match self.dialog.as_deref() {
            Some(Dialog::Import(open)) => {
                let files = open.files.clone();
                self.receive(files, Some(format), host)
            }
            _ => Ok(Reply::Done),
        }
    }

    /// Brings in what is picked: annotations for the open article as one step; the other articles
    /// are stored one after the other, without being opened.
    pub(super) fn import_picked(&mut self, host: &dyn Host) -> Result<Reply> {
        let Some(Dialog::Import(open)) = self.dialog.as_deref() else { return Ok(Reply::Done) };
        let open = open.clone();
        let picked = open.reading.documents.iter().zip(&open.picked);
        let picked: Vec<&Found> = picked.filter(|(_, on)| **on).map(|(found, _)| found).collect();
        let (here, others): (Vec<_>, Vec<_>) =
            picked.into_iter().partition(|found| found.compared.is_some());
        let problems = &open.reading.problems;
        let mut reply = Reply::Done;
        for found in here {
            reply = self.bring(found, open.keep, problems.clone(), host)?;
        }
        self.dialog = None;
        let others = others.into_iter().map(|found| Deed::store(found.set.clone(), open.clash));
        self.store(others.collect(), true);
        Ok(reply)
    }

    /// Opens the article of the file that was about another text.
    pub(super) fn open_other(&mut self) {
        if let Some(Dialog::OtherText { set, problems, .. }) = self.dialog.take().as_deref() {
            let opening = opening_of(set, problems.clone());
            self.effects.push(Effect::Fetch(Box::new(opening)));
        }
    }

    /// Merges what was read into the open article: the API's `import`.
    pub(super) fn import_reading(&mut self, reading: &Reading, host: &dyn Host) -> Result<Reply> {
        let input = |what: &str| SessionError::Input(format!("content: {what}"));
        if reading.format.is_none() {
            return Err(input("this is in no format that is known"));
        }
        let found = reading.documents.iter().find(|found| found.compared.is_some());
        match (found, reading.documents.first(), reading.problems.first()) {
            (Some(found), ..) => self.bring(found, Keep::Theirs, reading.problems.clone(), host),
            (None, Some(_), _) => {
                Err(input("the file is about another text than the open article"))
            }
            (None, None, Some(problem)) => Err(input(&problem.to_string())),
            (None, None, None) => Err(input("there is nothing in it")),
        }
    }

    fn bring(
        &mut self,
        found: &Found,
        keep: Keep,
        problems: Vec<Problem>,
        host: &dyn Host,
    ) -> Result<Reply> {
        let same = found.compared.as_ref().map_or(0, |compared| compared.same);
        let incoming = wanted(found, keep, host);
        let (transaction, report) = merge(self.open_document()?.set(), &incoming);
        let report = Report { problems, same: report.same + same, ..report };
        self.import(transaction, report, host)
    }
}

/// What is to be merged in, with what is there and differs as the reader wants it.
fn wanted(found: &Found, keep: Keep, host: &dyn Host) -> Rc<AnnotationSet> {
    let changed: BTreeSet<_> =
        found.compared.iter().flat_map(|compared| &compared.changed).collect();
    if keep == Keep::Theirs || changed.is_empty() {
        return found.set.clone();
    }
    let set = &found.set;
    let annotations = set.iter().filter_map(|one| {
        if !changed.contains(&one.id) {
            return Some(Annotation::clone(one));
        }
        (keep == Keep::Both).then(|| Annotation {
            id: host.new_id().as_str().into(),
            source_id: Some(one.id.to_string()),
            ..Annotation::clone(one)
        })
    });
    let annotations: Vec<_> = annotations.collect();
    // Nobody's entry in the register is changed either, but by what comes in anew.
    let needed: BTreeSet<_> = annotations.iter().filter_map(|one| one.actor()).collect();
    let actors = set.actors().filter(|actor| needed.contains(&actor.id));
    let actors = actors.map(|actor| Actor::clone(actor)).collect();
    let details = Details::clone(set.details());
    Rc::new(rebuilt(set.article().clone(), details, actors, annotations))
}

/// Opening the article of a file, with what the file says.
pub fn opening_of(set: &Rc<AnnotationSet>, problems: Vec<Problem>) -> Opening {
    Opening::Text {
        article: set.article().clone(),
        details: Details::clone(set.details()),
        with: With::File(set.clone(), problems),
    }
}

/// The title of an article that came as a file: the file's name without its extension.
fn title_of(file: &File) -> String {
    file.stem().replace(['_', '-'], " ").trim().to_owned()
}
