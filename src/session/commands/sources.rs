//! Opening a source beside the article, looking at what it has of the quotes, and keeping or removing the link of
//! one: a step that can be undone (tests/native/against_source.rs).

use std::rc::Rc;

use crate::formats::Problem;
use crate::model::sources::{Fidelity, FoundQuote, SourceLink, SourceText, quotes_of};
use crate::model::text::with_line_ends;
use crate::model::transaction::{Op, Transaction};
use crate::model::{
    Annotation, AnnotationId, AnnotationSet, Article, BlockPoint, Detail, Details, Kind, TextRange,
};
use crate::session::Session;
use crate::session::action::dialog::Dialog;
use crate::session::action::effect::{Effect, PageEffect};
use crate::session::action::panel::Panel;
use crate::session::action::reply::Reply;
use crate::session::api::results::SOUGHT;
use crate::session::document::label::Label;
use crate::session::error::SessionError;
use crate::session::host::Host;
use crate::session::notices::message::Message;
use crate::session::render::document::Document;
use crate::session::search::library::Opaque;
use crate::session::sources::rows::{self, SourceRows, link_of};
use crate::session::sources::{
    HeldSource, LookStage, PickedPassage, QuoteStanding, QuotesBy, Sources, turned,
};
use crate::session::transfer::opening::{Opening, text_opening};
use crate::session::worker::protocol::{ExportTask, Outcome, Task};

type Result<T> = std::result::Result<T, SessionError>;

/// The id of the quote under review.
const UNDER_REVIEW: &str = "quote-under-review";

/// The id of the field for the words of a passage.
const PASSAGE_WORDS: &str = "passage-words";

impl Session {
    pub(in crate::session) fn sources(&mut self, asked: Sources, host: &dyn Host) -> Result<Reply> {
        self.open_document()?;
        match asked {
            Sources::Show => self.show_panel(Panel::Source),
            Sources::Open { title, url, text } => self.open_source((title, url), &text, host)?,
            Sources::Again => self.ask_for_quotes(host),
            Sources::Close => {
                self.leave_source();
                self.on_page(PageEffect::FocusPanel);
            }
            Sources::By(by) => self.list_only(|now| {
                now.by = by.map_or(QuotesBy::Everybody, QuotesBy::Speaker);
            }),
            Sources::ByNobody => self.list_only(|now| now.by = QuotesBy::Nobody),
            Sources::Only(only) => {
                self.list_only(|now| now.only = only.map(QuoteStanding::Has));
            }
            Sources::OnlyUnsure => self.list_only(|now| now.only = Some(QuoteStanding::Unsure)),
            Sources::Page(page) => self.of_source(|now| now.turn_page(page)),
            Sources::Review(id) => self.review_quote(|now| now.review(Some(id))),
            Sources::Step { forward } => self.review_quote(|now| now.step(forward)),
            Sources::Choose(at) => {
                self.of_source(|now| (now.chosen, now.picked, now.turned) = (Some(at), None, None));
            }
            Sources::Pick(on) => self.pick_passage(on),
            Sources::Passage(points) => self.take_passage(points, host)?,
            Sources::Words(words) => self.take_words(&words, host)?,
            Sources::Turn { forward } => {
                self.of_source(|now| now.turned = Some(turned(now, forward)));
                self.focus_if_all_is_shown(forward);
            }
            Sources::Link => self.link_passage(host)?,
            Sources::NotThere => self.link_as_missing(host)?,
            Sources::Unlink(id) => {
                self.set_source_link(&id, None, host)?;
                self.focus_reviewed();
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
        if let Opening::Text { article, details, .. } = text_opening(title, &text)? {
            let source = Some(url).filter(|url| !url.is_empty());
            self.hold_against(Details { source, ..details }, article, host);
        }
        Ok(())
    }

    /// Opens a text as the source.
    pub(in crate::session) fn hold_against(
        &mut self,
        details: Details,
        article: Rc<Article>,
        host: &dyn Host,
    ) {
        let seen = self.document.as_ref().map(Document::version);
        let Some((document, version)) = self.open_set().zip(seen) else { return };
        if document.article().text() == article.text() {
            return self.show_toast(Message::SourceIsArticle, false);
        }
        if matches!(self.dialog.as_deref(), Some(Dialog::Open)) {
            self.show(None);
        }
        self.leave_source();
        let Details { title, source: url, published: date, .. } = details;
        let text = SourceText::new(article.text().clone());
        let source = SourceText { title, url: url.unwrap_or_default(), date, ..text };
        self.source = Some(Box::new(HeldSource::new(source, article, document, version)));
        self.ask_for_quotes(host);
        self.show_panel(Panel::Source);
    }

    /// Has the worker look all quotes up, or again.
    fn ask_for_quotes(&mut self, host: &dyn Host) {
        let Some(now) = self.source.as_ref().map(|now| now.value()) else { return };
        let source = Rc::new(AnnotationSet::new(now.article.clone(), Details::default()));
        let before = now.ticket().filter(|ticket| *ticket > 0);
        let task = sought(now, source, host);
        self.effects.extend(before.map(Effect::StopWork));
        let ticket = self.task(task);
        self.of_source(|now| now.stage = LookStage::Working(ticket));
    }

    /// Whether this task of the worker is to look quotes up.
    pub(in crate::session) fn awaits_source(&self, ticket: u32) -> bool {
        let now = self.source.as_ref().map(|now| now.value());
        now.is_some_and(|now| now.ticket() == Some(ticket) || now.awaits_passage(ticket))
    }

    /// The worker's answer.
    pub(in crate::session) fn was_looked_up(&mut self, ticket: u32, outcome: Outcome) {
        let Some(now) = self.source.as_mut().map(|now| now.value_mut()) else { return };
        let answer = match outcome {
            Outcome::Exported(done) => done.data(),
            Outcome::Failed(problem) => Err(problem),
            Outcome::Read(_) | Outcome::Suggested(_) | Outcome::Matched(_) => {
                Err(Problem::new("the answer is not about quotes"))
            }
        };
        if now.awaits_passage(ticket) {
            return self.was_held(answer);
        }
        now.take(answer);
        let (mut found, mut unsure) = (0, 0);
        for one in &now.found {
            let quote = now.document.get(&one.id);
            match quote.map_or(QuoteStanding::Unsure, |quote| now.standing(one, quote)) {
                QuoteStanding::Has(Fidelity::NotFound) => {}
                QuoteStanding::Has(_) => found += 1,
                QuoteStanding::Unsure => unsure += 1,
            }
        }
        let told = match &now.stage {
            LookStage::Failed(problem) => Message::NotLookedUp(problem.clone()),
            _ => Message::LookedUp { all: now.found.len(), found, unsure },
        };
        self.say(told);
    }

    /// How the selected passage has its quote.
    fn was_held(&mut self, answer: std::result::Result<Vec<FoundQuote>, Problem>) {
        let held = answer.and_then(|all| match all.as_slice() {
            [one] => Ok(one.found.fidelity),
            _ => Err(Problem::new("the answer is not about one quote")),
        });
        let told = match &held {
            Ok(fidelity) => Message::PassageHeld(*fidelity),
            Err(problem) => Message::NotLookedUp(problem.clone()),
        };
        self.of_source(|now| {
            now.picked = now
                .picked
                .and_then(|picked| Some(PickedPassage { fidelity: Some(held.ok()?), ..picked }));
        });
        self.say(told);
    }

    /// Moves the focus to the quote under review, from a button that is gone; to the panel if none will be listed.
    fn focus_reviewed(&mut self) {
        let stays = self.source.as_ref().is_some_and(|now| {
            let now = now.value();
            // What is decided about the only one listed may take it off the list.
            now.reviewed().is_some() && (now.only.is_none() || now.listed().nth(1).is_some())
        });
        self.on_page(match stays {
            true => PageEffect::FocusField(UNDER_REVIEW),
            false => PageEffect::FocusPanel,
        });
    }

    /// Moves the focus once the button that shows more of the text is gone.
    fn focus_if_all_is_shown(&mut self, forward: bool) {
        let Some(rows) = self.source_screen() else { return };
        let more = rows.value().open.as_ref().map(|open| open.more);
        if more.is_some_and(|(before, after)| !(if forward { after } else { before })) {
            self.focus_reviewed();
        }
    }

    fn list_only(&mut self, change: impl FnOnce(&mut HeldSource)) {
        self.of_source(|now| {
            change(now);
            now.stay_or_begin();
        });
    }

    fn review_quote(&mut self, change: impl FnOnce(&mut HeldSource)) {
        self.of_source(change);
        let now = self.source.as_ref().and_then(|now| Some(now.value().reviewed()?.1.id.clone()));
        if let Some(id) = now {
            self.on_page(PageEffect::Reveal(id));
        }
        self.on_page(PageEffect::FocusField(UNDER_REVIEW));
    }

    /// Lets the reader select the passage of the quote under review.
    fn pick_passage(&mut self, on: bool) {
        let reviews = self.source.as_ref().is_some_and(|now| now.value().reviewed().is_some());
        self.of_source(|now| now.picking = on && reviews);
        let field = if on && reviews { PASSAGE_WORDS } else { UNDER_REVIEW };
        self.on_page(PageEffect::FocusField(field));
    }

    fn take_passage(
        &mut self,
        points: Option<(BlockPoint, BlockPoint)>,
        host: &dyn Host,
    ) -> Result<()> {
        let Some(now) = self.source.as_ref().map(|now| now.value()) else { return Ok(()) };
        match points.and_then(|(from, to)| now.article.range_between(from, to)) {
            Some(range) => self.hold_passage(range, host),
            None => {
                self.show_toast(Message::NoPassageSelected, false);
                Ok(())
            }
        }
    }

    fn take_words(&mut self, words: &str, host: &dyn Host) -> Result<()> {
        let Some(now) = self.source.as_ref().map(|now| now.value()) else { return Ok(()) };
        match now.words_at(words) {
            Ok(range) => self.hold_passage(range, host),
            Err(places) => {
                let words = words.trim().to_owned();
                self.show_toast(Message::NotInSource { words, places }, false);
                Ok(())
            }
        }
    }

    /// Has the worker hold the quote under review against a passage.
    fn hold_passage(&mut self, range: TextRange, host: &dyn Host) -> Result<()> {
        let Some(now) = self.source.as_ref().map(|now| now.value()) else { return Ok(()) };
        let Some((_, quote)) = now.reviewed() else { return Ok(()) };
        let passage = Annotation {
            spans: vec![range],
            detail: Detail::new(Kind::Quote),
            ..Annotation::clone(quote)
        };
        let mut source = AnnotationSet::new(now.article.clone(), Details::default());
        source.apply(&Transaction::new([Op::Add(Rc::new(passage))]))?;
        let task = sought(now, Rc::new(source), host);
        let ticket = self.task(task);
        self.of_source(|now| {
            (now.picked, now.chosen, now.picking, now.turned) =
                (Some(PickedPassage { range, ticket, fidelity: None }), None, false, None);
        });
        self.on_page(PageEffect::FocusField(UNDER_REVIEW));
        Ok(())
    }

    fn link_passage(&mut self, host: &dyn Host) -> Result<()> {
        let Some(now) = self.source.as_ref().map(|now| now.value()) else { return Ok(()) };
        let Some((one, quote)) = now.reviewed() else { return Ok(()) };
        let (link, id) = (now.link_for(one, quote), one.id.clone());
        match link {
            Some(link) => self.keep_source_link(&id, link, host),
            None => Ok(()),
        }
    }

    fn link_as_missing(&mut self, host: &dyn Host) -> Result<()> {
        let Some(now) = self.source.as_ref().map(|now| now.value()) else { return Ok(()) };
        let Some(id) = now.reviewed().map(|(one, _)| one.id.clone()) else { return Ok(()) };
        let link = now.source.link(Fidelity::NotFound, Vec::new());
        self.keep_source_link(&id, link, host)
    }

    /// Keeps a link, and goes on to the next quote.
    fn keep_source_link(
        &mut self,
        id: &AnnotationId,
        link: SourceLink,
        host: &dyn Host,
    ) -> Result<()> {
        let told = Message::SourceLinked(link.fidelity);
        self.set_source_link(id, Some(link), host)?;
        self.of_source(|now| now.step(true));
        self.focus_reviewed();
        self.show_toast(told, true);
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
    pub(in crate::session) fn keep_source(&mut self, host: &dyn Host) {
        let (Some(now), Some(document)) = (&mut self.source, &self.document) else {
            return self.leave_source();
        };
        let now = now.value_mut();
        let article = document.article();
        if now.document.article().id() != article.id() {
            return self.leave_source();
        }
        // A document that was read anew counts its changes from the start.
        if now.version == document.version() && Rc::ptr_eq(now.document.article(), article) {
            return;
        }
        if now.follow(document.set().clone(), document.version()) {
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
            return Some(quotes_of(&now.value().document).count());
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

/// The task of looking quotes up in a source, or of holding one against the passage that is marked in it.
fn sought(now: &HeldSource, source: Rc<AnnotationSet>, host: &dyn Host) -> Task {
    Task::Export(ExportTask::about(SOUGHT, [now.document.clone(), source], host.now()))
}
