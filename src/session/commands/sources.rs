//! Opening a source beside the article, looking at what it has of the quotes, and keeping or removing the link of
//! one: a step that can be undone (tests/native/against_source.rs).

use std::rc::Rc;

use crate::formats::{Options, Problem};
use crate::model::plain::Plain;
use crate::model::record::Record;
use crate::model::sources::{Fidelity, FoundQuote, SourceLink, SourceText, quotes_of};
use crate::model::text::with_line_ends;
use crate::model::transaction::{Op, Transaction};
use crate::model::{Annotation, AnnotationId, AnnotationSet, Article, Detail, Details, Kind};
use crate::session::Session;
use crate::session::action::dialog::Dialog;
use crate::session::action::effect::Effect;
use crate::session::action::panel::Panel;
use crate::session::action::reply::Reply;
use crate::session::api::results::SOUGHT;
use crate::session::document::label::Label;
use crate::session::error::SessionError;
use crate::session::host::Host;
use crate::session::notices::message::Message;
use crate::session::program_part::OnDemand;
use crate::session::render::document::Document;
use crate::session::search::library::Opaque;
use crate::session::sources::rows::{self, SourceRows, link_of};
use crate::session::sources::{HeldSource, LookStage, Sources};
use crate::session::transfer::opening::{Opening, text_opening};
use crate::session::worker::protocol::{ExportTask, Outcome, Task};

type Result<T> = std::result::Result<T, SessionError>;

/// The id of the quote under review.
const UNDER_REVIEW: &str = "quote-under-review";

impl Session {
    pub(in crate::session) fn sources(&mut self, asked: Sources, host: &dyn Host) -> Result<Reply> {
        self.open_document()?;
        match asked {
            Sources::Show => self.show_panel(Panel::Source),
            Sources::Open { title, url, text } => self.open_source((title, url), &text, host)?,
            Sources::Again => self.ask_for_quotes(host),
            Sources::Close => {
                self.leave_source();
                self.effects.push(Effect::FocusPanel);
            }
            Sources::By(by) => self.of_source(|now| {
                now.by = by;
                now.stay_or_begin();
            }),
            Sources::Only(only) => self.of_source(|now| {
                now.only = only;
                now.stay_or_begin();
            }),
            Sources::Review(id) => {
                self.of_source(|now| (now.current, now.chosen) = (Some(id), None));
                self.effects.push(Effect::FocusField(UNDER_REVIEW));
            }
            Sources::Step { forward } => {
                self.of_source(|now| now.step(forward));
                self.effects.push(Effect::FocusField(UNDER_REVIEW));
            }
            Sources::Choose(at) => self.of_source(|now| now.chosen = Some(at)),
            Sources::Link => self.link_passage(host)?,
            Sources::NotThere => self.link_as_missing(host)?,
            Sources::Unlink(id) => {
                self.set_source_link(&id, None, host)?;
                self.show_toast(Message::SourceUnlinked, true);
            }
        }
        Ok(Reply::Done)
    }

    fn open_source(
        &mut self,
        (title, url): (String, String),
        text: &str,
        host: &dyn Host,
    ) -> Result<()> {
        let text = with_line_ends(text);
        let Opening::Text { article, .. } = text_opening(String::new(), &text)? else {
            return Ok(());
        };
        let seen = self.document.as_ref().map(Document::version);
        let Some((document, version)) = self.open_set().zip(seen) else { return Ok(()) };
        if matches!(self.dialog.as_deref(), Some(Dialog::Open)) {
            self.show(None);
        }
        self.leave_source();
        let source = SourceText { title, url, ..SourceText::new(article.text().clone()) };
        self.source = Some(Box::new(HeldSource::new(source, document, version)));
        self.ask_for_quotes(host);
        self.show_panel(Panel::Source);
        Ok(())
    }

    /// Has the worker look all quotes up, or again.
    fn ask_for_quotes(&mut self, host: &dyn Host) {
        let Some(now) = self.source.as_ref().map(|now| now.value()) else { return };
        let Ok(text) = Article::new(None, &now.source.text) else { return };
        let source = Rc::new(AnnotationSet::new(Rc::new(text), Details::default()));
        let before = now.ticket().filter(|ticket| *ticket > 0);
        let task = Task::Export(ExportTask {
            format: SOUGHT.to_owned(),
            options: Options::default(),
            now: host.now(),
            documents: vec![now.document.clone(), source],
            stems: vec!["article".to_owned(), "source".to_owned()],
            name: SOUGHT.to_owned(),
            part_of: None,
        });
        self.effects.extend(before.map(Effect::StopWork));
        let ticket = self.task(task);
        self.of_source(|now| now.stage = LookStage::Working(ticket));
    }

    /// Whether this task of the worker is to look quotes up.
    pub(in crate::session) fn awaits_source(&self, ticket: u32) -> bool {
        self.source.as_ref().and_then(|now| now.value().ticket()) == Some(ticket)
    }

    /// The worker's answer.
    pub(in crate::session) fn was_looked_up(&mut self, outcome: Outcome) {
        let Some(now) = self.source.as_mut().map(|now| now.value_mut()) else { return };
        now.take(match outcome {
            Outcome::Exported(done) => found_quotes(&done.file.content),
            Outcome::Failed(problem) => Err(problem),
            Outcome::Read(_) | Outcome::Suggested(_) | Outcome::Matched(_) => {
                Err(Problem::new("the answer is not about quotes"))
            }
        });
        let has = |one: &&FoundQuote| one.found.fidelity != Fidelity::NotFound;
        let found = now.found.iter().filter(has).count();
        let told = match &now.stage {
            LookStage::Failed(problem) => Message::NotLookedUp(problem.clone()),
            _ => Message::LookedUp { all: now.found.len(), found },
        };
        self.say(told);
    }

    fn link_passage(&mut self, host: &dyn Host) -> Result<()> {
        let Some(now) = self.source.as_ref().map(|now| now.value()) else { return Ok(()) };
        let Some((link, id)) = now.link().zip(now.current.clone()) else { return Ok(()) };
        self.keep_source_link(&id, link, host)
    }

    fn link_as_missing(&mut self, host: &dyn Host) -> Result<()> {
        let Some(now) = self.source.as_ref().map(|now| now.value()) else { return Ok(()) };
        let Some(id) = now.reviewed().map(|(one, _)| one.id.clone()) else { return Ok(()) };
        let link = now.source.link(Fidelity::NotFound, &[]);
        self.keep_source_link(&id, link, host)
    }

    /// Keeps a link, and goes on to the next quote.
    fn keep_source_link(
        &mut self,
        id: &AnnotationId,
        link: SourceLink,
        host: &dyn Host,
    ) -> Result<()> {
        self.set_source_link(id, Some(link), host)?;
        self.of_source(|now| now.step(true));
        self.effects.push(Effect::FocusField(UNDER_REVIEW));
        self.show_toast(Message::SourceLinked, true);
        Ok(())
    }

    fn set_source_link(
        &mut self,
        id: &AnnotationId,
        link: Option<SourceLink>,
        host: &dyn Host,
    ) -> Result<()> {
        self.may_edit()?;
        let Some(one) = self.open_set().and_then(|set| set.get(id).cloned()) else { return Ok(()) };
        if link_of(&one) == link.as_ref() {
            return Ok(());
        }
        let mut changed = Annotation::clone(&one);
        let Detail::Quote { source, .. } = &mut changed.detail else { return Ok(()) };
        *source = link.map(Rc::new);
        changed.modified = host.now();
        let transaction = Transaction { ops: vec![Op::Replace(Rc::new(changed))] };
        self.step(Label::Change(Kind::Quote), transaction, host)
    }

    /// Looks up again if quotes changed since, and ends with the article it is about.
    #[inline(never)]
    pub(in crate::session) fn keep_source(&mut self, host: &dyn Host, _: OnDemand) {
        let (Some(now), Some(document)) = (&mut self.source, &self.document) else {
            return self.leave_source();
        };
        let now = now.value_mut();
        if now.document.article().id() != document.article().id() {
            return self.leave_source();
        }
        if now.version == document.version() {
            return;
        }
        let set = document.set();
        let same = now.document.article().text() == set.article().text()
            && quotes_of(&now.document).map(sought).eq(quotes_of(set).map(sought));
        let (set, version) = (set.clone(), document.version());
        now.change(|now| (now.document, now.version) = (set.into(), version));
        if !same {
            self.ask_for_quotes(host);
        }
    }

    fn leave_source(&mut self) {
        let ticket = self.source.take().and_then(|now| now.value().ticket());
        self.effects.extend(ticket.map(Effect::StopWork));
    }

    fn of_source(&mut self, change: impl FnOnce(&mut HeldSource)) {
        if let Some(now) = &mut self.source {
            now.value_mut().change(change);
        }
    }

    /// The quotes held against the open source, or linked to one; `None` if there is neither.
    pub(in crate::session) fn quotes_sourced(&self) -> Option<usize> {
        if let Some(now) = &self.source {
            return Some(now.value().found.len());
        }
        if self.panel == Panel::Source {
            let set = self.document.as_ref()?.set();
            return Some(quotes_of(set).filter(|one| link_of(one).is_some()).count());
        }
        None
    }

    /// The list of quotes; of an open source the same value until something changes.
    pub(in crate::session) fn source_screen(&mut self) -> Option<Rc<dyn Opaque<SourceRows>>> {
        let document = self.document.as_ref()?;
        Some(match &mut self.source {
            Some(now) => now.value_mut().shown(document.set()),
            None => Rc::new(rows::of(None, document.set())),
        })
    }

    /// Whether a source is open beside the article.
    pub fn has_source(&self) -> bool {
        self.source.is_some()
    }
}

/// What looking a quote up depends on.
fn sought(
    one: &Rc<Annotation>,
) -> (&AnnotationId, &[crate::model::TextRange], Option<crate::model::QuoteForm>) {
    let form = match one.detail {
        Detail::Quote { form, .. } => form,
        _ => None,
    };
    (&one.id, &one.spans, form)
}

fn found_quotes(content: &[u8]) -> std::result::Result<Vec<FoundQuote>, Problem> {
    let text = str::from_utf8(content).map_err(|error| Problem::new(error.to_string()))?;
    let plain = Plain::from_json(text).map_err(|error| Problem::new(error.to_string()))?;
    Record::read(&plain).map_err(|wrong| Problem::new(wrong.to_string()))
}
