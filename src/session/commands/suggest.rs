//! Asking for suggestions and deciding about them. Nothing is suggested until somebody asks, and a decision is
//! one step that can be undone (tests/native/suggesting_panel.rs).

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::formats::Problem;
use crate::model::suggest::Suggestion;
use crate::model::{Article, Details, Kind, Op, Origin, Rejected, Transaction, order};
use crate::session::Session;
use crate::session::action::Action;
use crate::session::action::effect::{Effect, PageEffect};
use crate::session::action::panel::Panel;
use crate::session::action::reply::Reply;
use crate::session::document::bulk_apply::{HistoryChange, is_long};
use crate::session::document::edit::Maker;
use crate::session::document::label::Label;
use crate::session::error::SessionError;
use crate::session::host::Host;
use crate::session::notices::message::Message;
use crate::session::program_part::OnDemand;
use crate::session::search::library::Opaque;
use crate::session::suggest::listing::full_name;
use crate::session::suggest::rows::{SuggestionRows, words};
use crate::session::suggest::{Suggest, Suggesting, SuggestionGroup};
use crate::session::worker::protocol::{Outcome, Task};

type Result<T> = std::result::Result<T, SessionError>;

impl Session {
    pub(in crate::session) fn suggest(&mut self, asked: Suggest, host: &dyn Host) -> Result<Reply> {
        self.open_document()?;
        match asked {
            Suggest::Ask => {
                if self.suggesting.is_none() {
                    self.look_for_suggestions();
                }
                self.show_panel(Panel::Suggested(0));
                // Back from the text to where the review was.
                match self.reviewed() {
                    Some(index) => self.review(index),
                    None => self.on_page(PageEffect::FocusPanel),
                }
            }
            Suggest::Again => {
                self.end_suggesting();
                self.look_for_suggestions();
            }
            Suggest::Stop => {
                self.nothing_waits();
                self.end_suggesting();
                if matches!(self.panel, Panel::Suggested(_)) {
                    self.close_panel();
                }
            }
            Suggest::By(order) => {
                self.now_suggesting(|now| now.order = order);
                self.panel = Panel::Suggested(0);
                self.turn_to_reviewed();
                self.on_page(PageEffect::RevealBeside);
            }
            Suggest::Rejected(rejected) => {
                self.now_suggesting(|now| (now.rejected, now.current) = (rejected, None));
                self.panel = Panel::Suggested(0);
            }
            Suggest::Review(index) => self.review(index),
            Suggest::At(point) => {
                self.act(Action::CloseCard, host)?;
                if let Some(index) = self.suggested_at(point) {
                    self.review(index);
                }
            }
            Suggest::Step { forward } => self.step_suggestion(forward),
            Suggest::Accept(index) => {
                if let Some(index) = index.or_else(|| self.reviewed_in_sight()) {
                    return self.accept(&[index], host);
                }
            }
            Suggest::Change(index) => return self.accept_to_change(index, host),
            Suggest::AcceptAll(group) => {
                let order = self.suggestions_in_order();
                let now = self.suggesting.as_ref().map(|now| now.value());
                let together = now.map(|now| now.together(&order, &group)).unwrap_or_default();
                // The button goes, and the next one would accept another group.
                self.on_page(PageEffect::FocusPanel);
                return self.accept(&together, host);
            }
            Suggest::Reject(index) => {
                if let Some(index) = index.or_else(|| self.reviewed_in_sight()) {
                    return self.reject(index, host);
                }
            }
            Suggest::BringBack(index) => return self.bring_back(index, host),
        }
        Ok(Reply::Done)
    }

    pub(in crate::session) fn look_for_suggestions(&mut self) {
        let Some(set) = self.open_set() else { return };
        let article = set.article().clone();
        let ticket = self.task(Task::Suggest(set));
        self.suggesting = Some(Box::new(Suggesting::asked(article, ticket)));
    }

    /// Whether this task of the worker is to bring suggestions.
    pub(in crate::session) fn awaits_suggestions(&self, ticket: u32) -> bool {
        self.suggesting.as_ref().and_then(|now| now.value().ticket()) == Some(ticket)
    }

    /// The worker's answer.
    pub(in crate::session) fn was_suggested(&mut self, outcome: Outcome) {
        let Some(now) = &mut self.suggesting else { return };
        now.value_mut().take(match outcome {
            Outcome::Suggested(all) => Ok(all),
            Outcome::Failed(problem) => Err(problem),
            Outcome::Exported(_) | Outcome::Read(_) | Outcome::Matched(_) => {
                Err(Problem::new("the answer is not one of suggestions"))
            }
        });
        let Some(rows) = self.suggestions_screen() else { return };
        let rows = rows.value();
        self.count_waiting_again();
        self.say(match &rows.failed {
            Some(problem) => Message::NotSuggested(problem.clone()),
            None => Message::Suggestions { open: rows.open, english: rows.english },
        });
    }

    /// Forgets the suggestions, and stops looking for them.
    fn end_suggesting(&mut self) {
        let ticket = self.suggesting.take().and_then(|now| now.value().ticket());
        self.effects.extend(ticket.map(Effect::StopWork));
    }

    /// Another article is open, or none. If it is the same one read anew, its suggestions stay.
    #[inline(never)]
    pub(in crate::session) fn leave_suggestions(&mut self, _: OnDemand) {
        let of = |article: &Rc<Article>| (article.id().clone(), article.text().clone());
        let open = self.document.as_ref().map(|document| of(document.article()));
        let own = self.suggesting.as_ref().map(|now| of(&now.value().article));
        if own != open {
            self.end_suggesting();
        } else {
            // What is listed was listed for the document that was open before.
            self.now_suggesting(Suggesting::forget_listing);
        }
    }

    pub(super) fn now_suggesting(&mut self, change: impl FnOnce(&mut Suggesting)) {
        if let Some(now) = &mut self.suggesting {
            change(now.value_mut());
        }
    }

    pub(super) fn suggestions_in_order(&mut self) -> Vec<(SuggestionGroup, usize)> {
        let (Some(now), Some(document)) = (&mut self.suggesting, &self.document) else {
            return Vec::new();
        };
        now.value_mut().in_order(document.set(), document.version())
    }

    /// Makes annotations of suggestions, in one step. People come first, so that speakers join them.
    fn accept(&mut self, indices: &[usize], host: &dyn Host) -> Result<Reply> {
        self.may_edit()?;
        let before = self.suggestions_in_order();
        // The reader may have marked or rejected them since.
        let lists_rejected = self.suggesting.as_ref().is_some_and(|now| now.value().rejected);
        let open: BTreeSet<usize> = order::gathered(before.iter().map(|(_, index)| *index));
        let indices = indices.iter().copied().filter(|at| open.contains(at) && !lists_rejected);
        let indices: Vec<usize> = indices.collect();
        let creator = Some(self.settings.name.trim().to_owned()).filter(|name| !name.is_empty());
        let (Some(now), Some(document)) = (&self.suggesting, &self.document) else {
            return Ok(Reply::Done);
        };
        let all = indices.iter().filter_map(|index| now.value().get(*index));
        let (mut all, others): (Vec<&Suggestion>, Vec<_>) =
            all.partition(|one| one.kind == Kind::Person);
        all.extend(others);
        let mut maker = Maker::new(document.set(), host);
        (maker.creator, maker.origin) = (creator, Origin::Suggestion);
        let article = document.article().clone();
        let made: Vec<_> = all
            .iter()
            .map(|one| Rc::new(maker.suggested(one, full_name(&article, one).as_deref())))
            .collect();
        let told = match all.as_slice() {
            [] => return Ok(Reply::Made(Vec::new())),
            [one] => Message::Accepted(one.kind, words(&article, one)),
            many => Message::AcceptedMany(many.len()),
        };
        let ids: Vec<_> = made.iter().map(|one| one.id.clone()).collect();
        let kinds: Vec<_> = all.iter().map(|one| one.kind).collect();
        let ops = maker.new_actors().into_iter().chain(made.into_iter().map(Op::Add));
        let (label, transaction) = (Label::Accept(ids.len()), Transaction::new(ops));
        if is_long(&transaction) {
            self.drop_turns();
            self.set_out(Rc::new(transaction), HistoryChange::Step(label), None);
        } else {
            self.step(label, transaction, host)?;
        }
        for kind in Kind::ALL {
            if kinds.contains(&kind) && self.hidden[kind.index()] {
                self.filter(kind);
            }
        }
        self.decided(&before, &indices, told);
        Ok(Reply::Made(ids))
    }

    fn accept_to_change(&mut self, index: usize, host: &dyn Host) -> Result<Reply> {
        let reply = self.accept(&[index], host)?;
        if let Reply::Made(ids) = &reply
            && let Some(id) = ids.first()
        {
            self.open_card(id.clone());
        }
        Ok(reply)
    }

    fn reject(&mut self, index: usize, host: &dyn Host) -> Result<Reply> {
        let before = self.suggestions_in_order();
        let (Some(one), Some(document)) = (self.suggestion(index), &self.document) else {
            return Ok(Reply::Done);
        };
        let told = Message::Rejected(one.kind, words(document.article(), &one));
        let own = document.set().details();
        let rejected = [Rejected { kind: one.kind, spans: one.spans }];
        let rejected = Rejected::both(&own.rejected, &rejected);
        if Rc::ptr_eq(&rejected, &own.rejected) {
            return Ok(Reply::Done);
        }
        let details = Details { rejected, ..Details::clone(own) };
        self.step(Label::Reject, Op::SetDetails(Rc::new(details)).into(), host)?;
        self.decided(&before, &[index], told);
        Ok(Reply::Done)
    }

    fn bring_back(&mut self, index: usize, host: &dyn Host) -> Result<Reply> {
        let before = self.suggestions_in_order();
        let (Some(one), Some(document)) = (self.suggestion(index), &self.document) else {
            return Ok(Reply::Done);
        };
        let told = Message::BroughtBack(one.kind, words(document.article(), &one));
        let own = document.set().details();
        let is_other = |left: &&Rejected| left.kind != one.kind || left.spans != one.spans;
        let rejected: Rc<Vec<_>> = Rc::new(own.rejected.iter().filter(is_other).cloned().collect());
        if rejected.len() == own.rejected.len() {
            return Ok(Reply::Done);
        }
        let details = Details { rejected, ..Details::clone(own) };
        self.step(Label::BringBack, Op::SetDetails(Rc::new(details)).into(), host)?;
        self.decided(&before, &[index], told);
        Ok(Reply::Done)
    }

    fn suggestion(&self, index: usize) -> Option<Suggestion> {
        self.suggesting.as_ref()?.value().get(index).cloned()
    }

    /// Says what was decided, and reviews what was listed next, if one of them was under review.
    fn decided(&mut self, before: &[(SuggestionGroup, usize)], decided: &[usize], told: Message) {
        match told {
            Message::AcceptedMany(_) => self.show_toast(told, true),
            _ => {
                self.toast = None;
                self.say(told);
            }
        }
        if self.suggestions_open() == Some(0) {
            self.nothing_waits();
        }
        let current = self.suggesting.as_ref().and_then(|now| now.value().current);
        let at = before.iter().position(|(_, index)| Some(*index) == current).unwrap_or_default();
        if !current.is_some_and(|current| decided.contains(&current)) {
            // It stands on an earlier page now, perhaps.
            if self.panel == Panel::Suggested(at / Panel::PAGE) {
                self.turn_to_reviewed();
            }
            return;
        }
        self.review_next(before, at, &|index| !decided.contains(&index));
    }

    /// The number of open suggestions, while they are in use.
    pub(in crate::session) fn suggestions_open(&mut self) -> Option<usize> {
        let (now, document) = (self.suggesting.as_mut()?, self.document.as_ref()?);
        Some(now.value_mut().listing(document.set(), document.version()).open.len())
    }

    /// The panel of suggestions; the same value until something changes.
    pub(in crate::session) fn suggestions_screen(
        &mut self,
    ) -> Option<Rc<dyn Opaque<SuggestionRows>>> {
        let (now, document) = (self.suggesting.as_mut()?, self.document.as_ref()?);
        let page = match self.panel {
            Panel::Suggested(page) => page,
            _ => 0,
        };
        Some(now.value_mut().shown(document, page))
    }

    /// The number of the suggestion under review.
    pub(in crate::session) fn suggestion_under_review(&self) -> Option<usize> {
        self.suggesting.as_ref()?.value().current
    }

    /// Whether suggestions are in use.
    pub fn is_suggesting(&self) -> bool {
        self.suggesting.is_some()
    }
}
