//! Importing: what the reader picked from the files is merged into the open article, in one step
//! (tests/native/files.rs).

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::formats::{File, Problem, catalog};
use crate::model::AnnotationId;
use crate::session::Session;
use crate::session::action::dialog::Dialog;
use crate::session::action::effect::{Effect, PageEffect};
use crate::session::action::reply::Reply;
use crate::session::document::merge::Report;
use crate::session::error::SessionError;
use crate::session::host::Host;
use crate::session::library::deeds::{Clash, Deed};
use crate::session::library::storing::StoringView;
use crate::session::notices::message::Message;
use crate::session::render::document::Document;
use crate::session::transfer::import::{Importing, Keep, Received, Result, opening_of, step_of};
use crate::session::transfer::open_review::Handed;
use crate::session::worker::protocol::{
    AS_TEXT, FoundArticle, Outcome, PREDICTED, ReadTask, Reading, Task,
};

/// Files, and the format the reader chose for them.
type Files = (Rc<[File]>, Option<String>);

impl Session {
    /// Has the worker read files that arrived together.
    pub(in crate::session) fn receive(
        &mut self,
        files: Rc<[File]>,
        format: Option<String>,
        host: &dyn Host,
    ) -> Result<Reply> {
        self.read_in(Received { files, format, handed: None, again: false }, host)
    }

    /// Has the worker read an article that did not arrive as a file.
    pub(in crate::session) fn receive_handed(
        &mut self,
        handed: Handed,
        host: &dyn Host,
    ) -> Result<Reply> {
        let files = [handed.file.clone()].into();
        self.read_in(Received { files, format: None, handed: Some(handed), again: false }, host)
    }

    fn read_in(&mut self, received: Received, host: &dyn Host) -> Result<Reply> {
        let task = self.read_task(received.files.clone(), received.format.clone(), host)?;
        let ticket = self.task(task);
        self.receiving.push((ticket, received));
        Ok(Reply::Done)
    }

    /// The task of reading files: what the API's `import` asks for.
    ///
    /// # Errors
    /// If the format is unknown.
    pub fn read_task(
        &self,
        files: Rc<[File]>,
        format: Option<String>,
        host: &dyn Host,
    ) -> Result<Task> {
        let known = |id: &str| [AS_TEXT, PREDICTED].contains(&id) || catalog::named(id).is_some();
        if let Some(unknown) = format.as_deref().filter(|id| !known(id)) {
            return Err(SessionError::Input(format!("format: there is no format “{unknown}”")));
        }
        Ok(Task::Read(ReadTask { files, format, now: host.now(), against: self.open_set() }))
    }

    /// Shows that files are still being read and offers to stop; with `None`, stops.
    pub(in crate::session) fn still_reading(&mut self, ticket: Option<u32>) {
        let Some(ticket) = ticket else { return self.stop_reading() };
        if let Some((_, received)) = self.receiving.iter().find(|(own, _)| *own == ticket) {
            let names = received.files.iter().map(|file| file.name.clone()).collect();
            self.show_toast(Message::Reading(names), true);
        }
    }

    /// Cancels the reading of files: nobody waits for it any more.
    fn stop_reading(&mut self) {
        for (ticket, _) in std::mem::take(&mut self.receiving) {
            self.effects.push(Effect::StopWork(ticket));
        }
        self.toast = None;
    }

    /// Whether the message on screen tells of reading that is still going on.
    pub(in crate::session) fn is_told_reading(&self) -> bool {
        let told = self.toast.as_ref().map(|toast| &*toast.message);
        matches!(told, Some(Message::Reading(_))) && !self.receiving.is_empty()
    }

    /// The worker's result for files that arrived, if the session still waits for it.
    pub(in crate::session) fn was_read(
        &mut self,
        ticket: u32,
        outcome: Outcome,
        host: &dyn Host,
    ) -> Result<()> {
        let at = self.receiving.iter().position(|(own, _)| *own == ticket);
        let Some((_, received)) = at.map(|at| self.receiving.remove(at)) else { return Ok(()) };
        if self.compares_another(&outcome) {
            // The first reading accepted this format, so this one does too.
            let _ = self.read_in(received, host);
            return Ok(());
        }
        let Received { files, format, handed, again } = received;
        let name = files.first().map(|file| file.name.clone()).unwrap_or_default();
        if self.toast().is_some_and(|toast| matches!(*toast.message, Message::Reading(_))) {
            self.toast = None;
        }
        match outcome {
            Outcome::Read(reading) if again => return self.import_again(reading, &files, host),
            Outcome::Read(reading) => self.take_in(reading, (files, format), handed.as_ref()),
            Outcome::Failed(problem) => self.not_read(name, problem),
            Outcome::Exported(_) | Outcome::Suggested(_) | Outcome::Matched(_) => {}
        }
        Ok(())
    }

    /// Whether annotations were compared with an article that is no longer open.
    fn compares_another(&self, outcome: &Outcome) -> bool {
        let Outcome::Read(reading) = outcome else { return false };
        let against = reading.against.as_ref().map(|set| set.article());
        !reading.documents.is_empty() && !self.is_about_open(against)
    }

    /// Opens at once what needs no decision; asks about the rest before anything changes.
    fn take_in(&mut self, mut reading: Reading, files: Files, handed: Option<&Handed>) {
        let manuscripts = std::mem::take(&mut reading.manuscripts);
        match (reading.documents.is_empty(), manuscripts.is_empty()) {
            (true, true)
                if !reading.unknown.is_empty()
                    && reading.unknown.len() == reading.problems.len() =>
            {
                self.show_in_turn(Dialog::Unknown {
                    problems: reading.problems,
                    files: files.0,
                    handed: handed.cloned(),
                });
            }
            (true, true) => {
                // The worker's name for pasted text is meaningless.
                let names = if handed.is_some() { String::new() } else { reading.names.join(", ") };
                self.not_read(names, in_one(&reading.problems));
            }
            (true, false) => self.consider(manuscripts, reading.problems, handed),
            (false, true) => self.take_in_documents(Rc::new(reading), files),
            (false, false) => {
                self.take_in_documents(Rc::new(reading), files);
                self.consider(manuscripts, Vec::new(), handed);
            }
        }
    }

    fn take_in_documents(&mut self, reading: Rc<Reading>, (files, format): Files) {
        let Some(first) = reading.documents.first() else { return };
        let again = self.take_import(&files);
        let one = reading.documents.len() == 1;
        if one && self.document.is_none() {
            let opening = opening_of(&first.set, reading.problems.clone());
            self.effects.push(Effect::Fetch(Box::new(opening)));
            return;
        }
        if one && first.compared.is_none() {
            let title = first.set.name();
            let (set, problems) = (first.set.clone(), reading.problems.clone());
            let other = Dialog::OtherText { title, set, problems };
            return self.show_read(other, again.is_some());
        }
        let picked = vec![true; reading.documents.len()];
        let import = Dialog::Import(Importing {
            reading,
            files,
            format,
            picked,
            keep: Keep::default(),
            kept: BTreeMap::new(),
            shown: Importing::SHOWN,
            clash: Clash::default(),
        });
        self.show_read(import, again.is_some());
        self.effects.push(Effect::List);
    }

    /// Takes out the open import dialog if it is about these files.
    fn take_import(&mut self, files: &Rc<[File]>) -> Option<Rc<Dialog>> {
        self.dialog.take_if(
            |open| matches!(&**open, Dialog::Import(open) if Rc::ptr_eq(&open.files, files)),
        )
    }

    /// Shows what was read: when its turn comes, or in place of an earlier reading of the same files.
    fn show_read(&mut self, dialog: Dialog, again: bool) {
        if again { self.show_over(dialog) } else { self.show_in_turn(dialog) }
    }

    /// Changes what is selected in the import dialog.
    pub(in crate::session) fn pick(&mut self, change: impl FnOnce(&mut Importing)) {
        if let Some(Dialog::Import(open)) = self.dialog.as_deref() {
            let mut open = open.clone();
            change(&mut open);
            self.dialog = Some(Rc::new(Dialog::Import(open)));
        }
    }

    /// Reads the files of the import dialog again, as another format.
    pub(in crate::session) fn read_as(&mut self, format: String, host: &dyn Host) -> Result<Reply> {
        match self.dialog.as_deref() {
            Some(Dialog::Import(open)) => {
                let files = open.files.clone();
                self.receive(files, Some(format), host)
            }
            _ => Ok(Reply::Done),
        }
    }

    /// Imports the selection: annotations for the open article in one step. The other articles are stored one
    /// by one, without being opened.
    pub(in crate::session) fn import_picked(&mut self, host: &dyn Host) -> Result<Reply> {
        let Some(Dialog::Import(open)) = self.dialog.as_deref() else { return Ok(Reply::Done) };
        let mut open = open.clone();
        let reading = open.reading.clone();
        let found = reading.documents.iter().enumerate().zip(&open.picked);
        let found = found.filter(|(_, on)| **on).map(|(found, _)| found);
        let (here, others): (Vec<_>, Vec<_>) =
            found.partition(|(_, found)| found.compared.is_some());
        let mut reply = Reply::Done;
        if let Some((article, found)) = here.first().copied() {
            if !self.is_compared_with(&reading) {
                return self.compare_first(&open, host);
            }
            let keep = |id: &AnnotationId| open.keep_of(article, id);
            reply = self.bring(found, &keep, reading.problems.clone(), host)?;
            if here.len() > 1 {
                // The next one was compared with what was there before this one.
                self.arrive(host);
                open.picked.iter_mut().skip(article).take(1).for_each(|picked| *picked = false);
                self.dialog = Some(Rc::new(Dialog::Import(open.clone())));
                self.compare_first(&open, host)?;
                return Ok(reply);
            }
        }
        self.dialog = None;
        let others = others.into_iter();
        let others = others.map(|(_, found)| Deed::store(found.set.clone(), open.clash));
        self.store(others.collect(), StoringView::Library);
        Ok(reply)
    }

    /// Whether the open document is still as it was when files were compared with it: then the step worked out
    /// for it fits.
    fn is_compared_with(&self, reading: &Reading) -> bool {
        self.document.as_ref().map(Document::set) == reading.against.as_deref()
    }

    /// Has the files of the import dialog compared with the document as it is now, and then imported.
    fn compare_first(&mut self, open: &Importing, host: &dyn Host) -> Result<Reply> {
        if self.receiving.iter().any(|(_, received)| received.again) {
            return Ok(Reply::Done);
        }
        let (files, format) = (open.files.clone(), open.format.clone());
        self.read_in(Received { files, format, handed: None, again: true }, host)
    }

    /// Imports what the reader selected before the files were compared again. If that shows other differences
    /// than those already decided, the reader decides about them first. Does nothing if the dialog was closed.
    fn import_again(
        &mut self,
        reading: Reading,
        files: &Rc<[File]>,
        host: &dyn Host,
    ) -> Result<()> {
        let dialog = self.take_import(files);
        let Some(Dialog::Import(open)) = dialog.as_deref() else { return Ok(()) };
        let own = |reading: &Reading, id: &AnnotationId| {
            reading.against.as_ref().and_then(|set| set.get(id)).cloned()
        };
        let decided = |now: &FoundArticle, before: &FoundArticle| {
            let (Some(now), Some(before)) = (&now.compared, &before.compared) else {
                return now.compared.is_none();
            };
            let is_as_it_was = |id| own(&reading, id) == own(&open.reading, id);
            are_among(&now.new, &before.new)
                && are_among(&now.changed, &before.changed)
                && now.changed.iter().all(is_as_it_was)
        };
        let both = reading.documents.iter().zip(&open.reading.documents).zip(&open.picked);
        let decided = both.into_iter().all(|((now, before), on)| !on || decided(now, before));
        let open = Importing { reading: Rc::new(reading), ..open.clone() };
        self.show_over(Dialog::Import(open));
        if decided {
            self.import_picked(host)?;
        } else {
            self.show_toast(Message::ComparedAgain, false);
        }
        Ok(())
    }

    pub(in crate::session) fn toast_imported(&mut self, report: &Report, left: usize) {
        let Report { added, changed, same, problems } = report.clone();
        let undo = added + changed > 0;
        self.show_toast(Message::Imported { added, changed, same, left, problems }, undo);
    }

    /// Opens the article of a file that was about another text.
    pub(in crate::session) fn open_other(&mut self) {
        if let Some(Dialog::OtherText { set, problems, .. }) = self.dialog.take().as_deref() {
            let opening = opening_of(set, problems.clone());
            self.effects.push(Effect::Fetch(Box::new(opening)));
            self.on_page(PageEffect::ReturnToArticle);
        }
    }

    /// Opens data files of unknown format as plain text, because the reader asked for it.
    pub(in crate::session) fn open_as_text(&mut self, host: &dyn Host) -> Result<Reply> {
        let Some(Dialog::Unknown { files, handed, .. }) = self.dialog.as_deref() else {
            return Ok(Reply::Done);
        };
        let (files, handed) = (files.clone(), handed.clone());
        self.dialog = None;
        let format = Some(AS_TEXT.to_owned());
        self.read_in(Received { files, format, handed, again: false }, host)
    }

    /// Merges what was read into the open article: the API's `import`.
    pub(in crate::session) fn import_reading(
        &mut self,
        reading: &Reading,
        host: &dyn Host,
    ) -> Result<Reply> {
        let input = |what: &str| SessionError::Input(format!("content: {what}"));
        if reading.format.is_none() {
            return Err(input("this is not in a known format"));
        }
        let found = reading.documents.iter().find(|found| found.compared.is_some());
        match (found, reading.documents.first(), reading.problems.first()) {
            (Some(found), ..) => {
                if found.set.article().text() != self.open_document()?.article().text() {
                    return Err(another_text());
                }
                if !self.is_compared_with(reading) {
                    return Ok(Reply::Outdated);
                }
                self.bring(found, &|_| Keep::Theirs, reading.problems.clone(), host)
            }
            (None, Some(_), _) => Err(another_text()),
            (None, None, Some(problem)) => Err(input(&problem.to_string())),
            (None, None, None) => Err(input("there is nothing in it")),
        }
    }

    fn bring(
        &mut self,
        found: &FoundArticle,
        keep: &dyn Fn(&AnnotationId) -> Keep,
        problems: Vec<Problem>,
        host: &dyn Host,
    ) -> Result<Reply> {
        let set = self.open_document()?.set();
        let mut report = Report { problems, ..Report::default() };
        let (transaction, left) = step_of(set, found, keep, &mut report, host);
        self.import(transaction, report, left, host)
    }
}

/// Whether all of these were shown before. Both are in the order of the file.
fn are_among(now: &[AnnotationId], before: &[AnnotationId]) -> bool {
    let mut before = before.iter();
    now.iter().all(|id| before.any(|shown| shown == id))
}

fn another_text() -> SessionError {
    let what = "content: the file belongs to another article than the open one";
    SessionError::Input(what.to_owned())
}

/// Several problems as one.
fn in_one(problems: &[Problem]) -> Problem {
    match problems {
        [] => Problem::new("there is nothing in it to open"),
        [one] => one.clone(),
        many => Problem::new(many.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")),
    }
}
