//! Files that come in and go out. Must never keep a file: what it says goes into the document.

use std::rc::Rc;

use crate::formats::{Codec, Context, File, Format, Options, Problem, Written, codec, plain};
use crate::model::{AnnotationSet, Details};

use super::action::{Dialog, Opening, Reply, With};
use super::effect::Effect;
use super::host::Host;
use super::message::Message;
use super::{Session, SessionError};

type Result<T> = std::result::Result<T, SessionError>;

impl Session {
    /// Takes a file in: annotations for the open article, an article with its annotations, or plain
    /// text. From the API (no name) only annotations for the open article.
    pub(super) fn receive(
        &mut self,
        content: &[u8],
        format: Option<&str>,
        name: Option<String>,
        host: &dyn Host,
    ) -> Result<Reply> {
        let format = match format {
            Some(id) => Some(self.format(id)?),
            None => codec::recognise(&File::new("", content)),
        };
        match (format, name) {
            (Some(codec), name) => {
                let options = Options::default();
                let context = Context { options: &options, article: None, now: host.now() };
                let imported = (codec.import)(&[File::new("", content)], &context);
                let first = imported.documents.into_iter().next();
                self.read(first, imported.problems, name, host)
            }
            (None, Some(name)) if name.to_lowercase().ends_with(".json") => {
                let problem = Problem::new("it is JSON, but not in a format that is known here");
                self.not_read(Some(name), problem)
            }
            (None, Some(name)) => self.receive_text(content, name),
            (None, None) => {
                Err(SessionError::Input("content: this is in no format that is known".to_owned()))
            }
        }
    }

    fn read(
        &mut self,
        document: Option<AnnotationSet>,
        problems: Vec<Problem>,
        name: Option<String>,
        host: &dyn Host,
    ) -> Result<Reply> {
        let Some(set) = document else {
            let problem = problems.into_iter().next();
            let problem = problem.unwrap_or_else(|| Problem::new("there is nothing in it"));
            return self.not_read(name, problem);
        };
        let open = self.document.as_ref().map(|document| document.article().text().clone());
        match (open, name) {
            (Some(text), name) if text == *set.article().text() => {
                let reply = self.import(&set, problems, host)?;
                // A reader who chose the file in a dialog wants to see what it brought.
                if name.is_some() {
                    self.dialog = None;
                }
                Ok(reply)
            }
            (None, Some(_)) => {
                self.effects.push(Effect::Fetch(Box::new(opening_of(&Rc::new(set), problems))));
                Ok(Reply::Done)
            }
            (Some(_), Some(_)) => {
                let title = set.details().title.clone();
                let set = Rc::new(set);
                self.show(Some(Dialog::OtherText { title, set, problems }));
                Ok(Reply::Done)
            }
            (_, None) => Err(SessionError::Input(
                "content: the file is about another text than the open article".to_owned(),
            )),
        }
    }

    fn not_read(&mut self, name: Option<String>, problem: Problem) -> Result<Reply> {
        if name.is_none() {
            return Err(SessionError::Input(format!("content: {problem}")));
        }
        self.show_toast(Message::NotRead { name, problem }, false);
        Ok(Reply::Done)
    }

    fn receive_text(&mut self, content: &[u8], name: String) -> Result<Reply> {
        let text = match plain::decode(content) {
            Ok(text) if text.contains('\0') => {
                let problem =
                    Problem::new("this is not a text file; open text in UTF-8 or one of our files");
                return self.not_read(Some(name), problem);
            }
            Ok(text) => text,
            Err(problem) => return self.not_read(Some(name), problem),
        };
        match self.open_text(title_of(&name), text) {
            Err(SessionError::Input(reason)) => self.not_read(Some(name), Problem::new(reason)),
            other => other,
        }
    }

    pub(super) fn export(&self, format: &str, host: &dyn Host) -> Result<Reply> {
        let codec = self.format(format)?;
        let document = self.document.as_ref().ok_or(SessionError::NoArticle)?;
        let content = written(codec, document.set(), "", host);
        content.map(Reply::Content).map_err(|problem| SessionError::Input(problem.to_string()))
    }

    /// Opens the export dialog on a format.
    pub(super) fn show_export(&mut self, id: &str, host: &dyn Host) {
        let (Some(document), Some(codec)) = (&self.document, codec::named(id)) else { return };
        let content = written(codec, document.set(), "", host).map(Into::into);
        let name = file_name(&document.set().details().title, codec.format.extension);
        self.dialog = Some(Rc::new(Dialog::Export { format: id.to_owned(), name, content }));
    }

    /// Hands the file of the export dialog over, or puts it on the clipboard.
    pub(super) fn take_away(&mut self, id: &str, download: bool, host: &dyn Host) {
        let made = self.file(id, host);
        let Some((format, name, content)) = made else { return };
        if !download {
            self.effects.push(Effect::Copy(content));
            return;
        }
        self.show_toast(Message::Downloaded(name.clone()), false);
        self.effects.push(Effect::Download { name, media_type: format.media_type, content });
        if let (Ok(()), Some(document)) = (self.may_edit(), &mut self.document) {
            let batch = document.taken_away(host.now());
            self.effects.push(Effect::Save(batch));
        }
        self.dialog = None;
    }

    /// The file as the dialog shows it, or made now if it does not.
    fn file(&mut self, id: &str, host: &dyn Host) -> Option<(&'static Format, String, Rc<str>)> {
        let shown =
            |dialog: &Dialog| matches!(dialog, Dialog::Export { format, .. } if format == id);
        if !self.dialog.as_deref().is_some_and(shown) {
            self.show_export(id, host);
        }
        match self.dialog.as_deref() {
            Some(Dialog::Export { name, content: Ok(content), .. }) => {
                Some((codec::named(id)?.format, name.clone(), content.clone()))
            }
            _ => None,
        }
    }

    fn format(&self, id: &str) -> Result<&'static Codec> {
        codec::named(id)
            .ok_or_else(|| SessionError::Input(format!("format: there is no format “{id}”")))
    }
}

fn written(
    codec: &Codec,
    set: &AnnotationSet,
    stem: &str,
    host: &dyn Host,
) -> std::result::Result<String, Problem> {
    let written = [Written { set, stem }];
    let proved = codec::export_proved(codec, &written, &Options::default(), host.now())?;
    let file = proved.files.into_iter().next().unwrap_or_else(|| File::new("", ""));
    Ok(String::from_utf8_lossy(&file.content).into_owned())
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
fn title_of(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.replace(['_', '-'], " ").trim().to_owned()
}

/// A file name made of a title: letters and digits, joined by hyphens, at most 60 characters.
pub fn file_name(title: &str, extension: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let slug = words.map(str::to_lowercase).collect::<Vec<_>>().join("-");
    let slug: String = slug.chars().take(60).collect();
    let slug = slug.trim_end_matches('-');
    format!("{}.{extension}", if slug.is_empty() { "untitled-article" } else { slug })
}
