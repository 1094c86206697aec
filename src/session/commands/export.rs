//! Exporting: the worker writes and proves the file, and the reader chooses where it goes. A message claims
//! only what the browser confirmed (tests/native/files.rs).

use std::rc::Rc;

use crate::formats::codecs::picture::{PICTURE, page};
use crate::formats::codecs::schema_org;
use crate::formats::codecs::schema_org::review::{published_as, unready};
use crate::formats::common::file::folded;
use crate::formats::{Options, catalog};
use crate::model::{AnnotationSet, Imprint};
use crate::session::Session;
use crate::session::action::dialog::Dialog;
use crate::session::action::effect::Effect;
use crate::session::error::SessionError;
use crate::session::host::Host;
use crate::session::notices::message::Message;
use crate::session::transfer::export::{Destination, Exporting, Made, WHOLE, stem};
use crate::session::transfer::gathered::ToExport;
use crate::session::worker::protocol::{ExportTask, Exported, Outcome, Task};

impl Session {
    /// Opens the export dialog with a format and options; without options, with the last ones chosen.
    pub(in crate::session) fn show_export(
        &mut self,
        format: Option<&str>,
        options: Option<Options>,
        host: &dyn Host,
    ) {
        let chosen = match (self.dialog.as_deref(), &options) {
            // The page knows every order.
            (Some(Dialog::Export(open)), Some(options))
                if open.is_page() && format == Some(page::ID) =>
            {
                let open = Exporting { options: options.clone(), ..open.clone() };
                self.dialog = Some(Rc::new(Dialog::Export(open)));
                return;
            }
            (Some(Dialog::Export(open)), _) => open.chosen(),
            _ => ToExport::whole(self.open_set().into_iter().collect::<Vec<_>>()),
        };
        self.show_export_of(chosen, format, options, host);
    }

    /// The same for documents other than the open one, or for a part of it.
    pub(in crate::session) fn show_export_of(
        &mut self,
        chosen: ToExport,
        format: Option<&str>,
        options: Option<Options>,
        host: &dyn Host,
    ) {
        let ToExport { documents, part_of, not_whole } = chosen;
        if documents.is_empty() {
            if !not_whole.is_empty() {
                self.show_toast(Message::NothingRead(not_whole), false);
            }
            return;
        }
        let last = &self.settings.export;
        let format = format.or_else(|| last.as_ref().map(|(format, _)| format.as_str()));
        let known = format.and_then(catalog::named);
        let page = format.filter(|format| *format == page::ID);
        let format = known.map_or(page.unwrap_or(WHOLE), |format| format.id).to_owned();
        // The shape of another format means nothing here.
        let kept = |(of, options): &(String, Options)| match *of == format {
            true => options.clone(),
            false => Options { shape: String::new(), ..options.clone() },
        };
        let options = options.or_else(|| last.as_ref().map(kept)).unwrap_or_default();
        let imprint = &self.settings.imprint;
        let unready = if publishes(&format) { unready(&documents, imprint) } else { Vec::new() };
        let task =
            export_task((documents.to_vec(), part_of), &format, options.clone(), imprint, host);
        let name = known.map_or_else(
            || format!("{}.{WHOLE}", task.name),
            |known| {
                let extension = known.extension_of(&options, documents.len());
                catalog::file_name(known, &task.name, extension)
            },
        );
        let ticket = self.task(Task::Export(task));
        self.selection = None;
        self.show_over(Dialog::Export(Exporting {
            format,
            options,
            name,
            documents,
            part_of,
            not_whole,
            made: Made::Making(0),
            unready: unready.into(),
            then: None,
            can_save: host.can_save(),
            ticket,
        }));
    }

    /// Cancels the file of the export dialog: nobody waits for it any more.
    pub(in crate::session) fn stop_making(&mut self) {
        if let Some(Dialog::Export(Exporting { made: Made::Making(_), ticket, .. })) =
            self.dialog.as_deref()
        {
            self.effects.push(Effect::StopWork(*ticket));
        }
    }

    /// Hands over the file of the export dialog, now or as soon as it is ready.
    pub(in crate::session) fn export_to(&mut self, to: Destination, host: &dyn Host) {
        let Some(Dialog::Export(open)) = self.dialog.as_deref() else { return self.rescue(host) };
        let open = open.clone();
        if open.is_page() {
            return self.export_picture(&open, to, host);
        }
        match &open.made {
            Made::Ready(exported) => self.send_to(&open, exported.clone(), to, host),
            Made::Making(_) => {
                // Browsers let a page open a file chooser or write to the clipboard only right after a click.
                match to {
                    _ if open.then == Some(to) => {}
                    Destination::SaveTo => self.effects.push(Effect::ChooseFile(open.name.clone())),
                    Destination::Copy => self.effects.push(Effect::CopyLater),
                    Destination::Download | Destination::Png | Destination::Print => {}
                }
                self.dialog = Some(Rc::new(Dialog::Export(Exporting { then: Some(to), ..open })));
            }
            Made::Failed(_) => {}
        }
    }

    /// The worker's progress with the file of the export dialog.
    pub(in crate::session) fn progressed(&mut self, ticket: u32, done: usize) {
        if self.awaits_matches(ticket) {
            self.searching.iter_mut().for_each(|searching| searching.pattern_goes_on(done));
        }
        if let Some(Dialog::Export(open)) = self.dialog.as_deref()
            && open.ticket == ticket
        {
            let open = Exporting { made: Made::Making(done), ..open.clone() };
            self.dialog = Some(Rc::new(Dialog::Export(open)));
        }
    }

    /// Exports the whole document in our own format without asking, because it may not be saved.
    fn rescue(&mut self, host: &dyn Host) {
        let Some(set) = self.open_set() else { return };
        let imprint = &self.settings.imprint;
        let task = export_task((vec![set], None), WHOLE, Options::default(), imprint, host);
        let ticket = self.task(Task::Export(task));
        self.rescuing.push((ticket, None));
    }

    /// Exports the picture that the page of who said what shows.
    fn export_picture(&mut self, open: &Exporting, to: Destination, host: &dyn Host) {
        let (documents, options) = (open.documents.to_vec(), open.options.clone());
        let imprint = &self.settings.imprint;
        let task = export_task((documents, open.part_of), PICTURE.id, options, imprint, host);
        let ticket = self.task(Task::Export(task));
        self.rescuing.push((ticket, Some(to)));
    }

    /// The worker's result for an export without a dialog.
    fn rescued(&mut self, outcome: &Outcome, to: Option<Destination>, host: &dyn Host) {
        match outcome {
            Outcome::Exported(exported) if to == Some(Destination::Png) => {
                self.effects.push(Effect::DownloadPng(Rc::new(exported.clone())));
            }
            Outcome::Exported(exported) if to.is_some() => {
                self.show_toast(Message::Downloaded(exported.file.name.clone()), false);
                self.effects.push(Effect::Download(Rc::new(exported.clone())));
            }
            Outcome::Exported(exported) => self.download(Rc::new(exported.clone()), host),
            Outcome::Failed(problem) => {
                self.show_toast(Message::Refused(problem.to_string()), false);
            }
            Outcome::Read(_) | Outcome::Suggested(_) | Outcome::Matched(_) => {}
        }
    }

    /// The worker's result for the export dialog, if the dialog still waits for it.
    pub(in crate::session) fn exported(&mut self, ticket: u32, outcome: &Outcome, host: &dyn Host) {
        if let Some(at) = self.rescuing.iter().position(|(own, _)| *own == ticket) {
            let (_, to) = self.rescuing.remove(at);
            return self.rescued(outcome, to, host);
        }
        let Some(Dialog::Export(open)) = self.dialog.as_deref() else { return };
        if open.ticket != ticket {
            return;
        }
        let made = match outcome {
            Outcome::Exported(exported) => Made::Ready(Rc::new(exported.clone())),
            Outcome::Failed(problem) => Made::Failed(problem.clone()),
            Outcome::Read(_) | Outcome::Suggested(_) | Outcome::Matched(_) => return,
        };
        let then = open.then;
        let open = Exporting { made: made.clone(), then: None, ..open.clone() };
        self.dialog = Some(Rc::new(Dialog::Export(open.clone())));
        if let (Made::Ready(exported), Some(to)) = (made, then) {
            self.send_to(&open, exported, to, host);
        }
    }

    fn send_to(
        &mut self,
        open: &Exporting,
        exported: Rc<Exported>,
        to: Destination,
        host: &dyn Host,
    ) {
        self.remember_export(&open.format, &open.options);
        match to {
            Destination::Copy => self.effects.push(Effect::Copy(exported)),
            Destination::Print => self.effects.push(Effect::Print(exported)),
            Destination::Download | Destination::Png => {
                self.show_toast(Message::Downloaded(exported.file.name.clone()), false);
                self.effects.push(Effect::Download(exported));
                self.is_away(open, host);
            }
            // Not exported until it is written: the reader may cancel the file chooser.
            Destination::SaveTo => {
                self.saving_to = Some(open.clone());
                self.effects.push(Effect::SaveTo(exported));
            }
        }
    }

    /// A file was written where the reader chose, the reader cancelled, or the browser refused.
    pub(in crate::session) fn wrote(
        &mut self,
        exported: Rc<Exported>,
        wrote: Result<bool, String>,
        host: &dyn Host,
    ) {
        let is_it = |open: &mut Exporting| open.is_made(&exported);
        let Some(open) = self.saving_to.take_if(is_it) else { return };
        match wrote {
            Ok(false) => return,
            Ok(true) => self.show_toast(Message::SavedTo(exported.file.name.clone()), false),
            Err(reason) => {
                self.show_toast(Message::NotWritten(reason), false);
                self.effects.push(Effect::Download(exported.clone()));
            }
        }
        self.is_away(&open, host);
    }

    /// The file has arrived where the reader wanted it. The dialog stays open for another format.
    fn is_away(&mut self, open: &Exporting, host: &dyn Host) {
        self.went_out(&open.format, &open.documents);
        let is_open = |set: &Rc<AnnotationSet>| {
            let document = self.document.as_ref();
            document.is_some_and(|document| document.article().id() == set.article().id())
        };
        // Some of the annotations are not the article.
        if open.part_of.is_none() && open.documents.iter().any(is_open) {
            self.was_exported(host);
        }
    }

    fn download(&mut self, exported: Rc<Exported>, host: &dyn Host) {
        self.show_toast(Message::Downloaded(exported.file.name.clone()), false);
        self.effects.push(Effect::Download(exported));
        self.was_exported(host);
    }

    /// Records that the open article was exported now.
    fn was_exported(&mut self, host: &dyn Host) {
        if let (Ok(()), Some(document)) = (self.may_edit(), &mut self.document) {
            let batch = document.mark_exported(host.now());
            self.write(batch);
        }
    }

    fn remember_export(&mut self, format: &str, options: &Options) {
        let chosen = Some((format.to_owned(), options.clone()));
        if self.settings.export != chosen {
            let mut settings = self.settings.as_ref().clone();
            settings.export = chosen;
            self.keep_settings(settings);
        }
    }

    /// The task of writing the open document: what the API's `export` asks for.
    ///
    /// # Errors
    /// If the format is unknown, or no article is open.
    pub fn export_task(
        &self,
        format: &str,
        options: Options,
        host: &dyn Host,
    ) -> Result<Task, SessionError> {
        if catalog::named(format).is_none() {
            return Err(SessionError::Input(format!("format: there is no format “{format}”")));
        }
        let set = self.open_set().ok_or(SessionError::NoArticle)?;
        let imprint = &self.settings.imprint;
        Ok(Task::Export(export_task((vec![set], None), format, options, imprint, host)))
    }

    /// The open document as it is now.
    pub(in crate::session) fn open_set(&self) -> Option<Rc<AnnotationSet>> {
        self.document.as_ref().map(|document| Rc::new(document.set().clone()))
    }
}

/// Whether a format is for publishing fact checks under the name in the settings.
fn publishes(format: &str) -> bool {
    format == schema_org::FORMAT.id
}

fn export_task(
    (documents, part_of): (Vec<Rc<AnnotationSet>>, Option<usize>),
    format: &str,
    options: Options,
    imprint: &Imprint,
    host: &dyn Host,
) -> ExportTask {
    let documents = match publishes(format) {
        true => documents.iter().map(|set| Rc::new(published_as(set, imprint))).collect(),
        false => documents,
    };
    let mut stems = stems(&documents);
    if part_of.is_some() {
        // Otherwise it would replace the file of the whole article.
        stems.iter_mut().for_each(|stem| stem.push_str("-selected"));
    }
    let name = match stems.as_slice() {
        [one] => one.clone(),
        _ => "articles".to_owned(),
    };
    ExportTask {
        format: format.to_owned(),
        options,
        now: host.now(),
        documents,
        stems,
        name,
        part_of,
    }
}

/// File names of documents: their titles, with numbers where titles are equal.
fn stems(documents: &[Rc<AnnotationSet>]) -> Vec<String> {
    let mut stems: Vec<String> = Vec::with_capacity(documents.len());
    for set in documents {
        let stem = stem(&set.details().title);
        let mut own = stem.clone();
        let mut number = 1;
        while stems.iter().any(|other| folded(other) == folded(&own)) {
            number += 1;
            own = format!("{stem}-{number}");
        }
        stems.push(own);
    }
    stems
}
