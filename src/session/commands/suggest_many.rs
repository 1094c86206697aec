//! Looking for suggestions in the selected articles of the library, and showing what waits in one that is opened.
//! Nothing is marked by that (tests/native/suggesting_many.rs).

use std::rc::Rc;

use crate::formats::Problem;
use crate::model::ArticleId;
use crate::model::suggest::{SuggestedAll, TextLanguage};
use crate::session::Session;
use crate::session::action::dialog::Dialog;
use crate::session::action::effect::{Effect, Gather};
use crate::session::action::panel::Panel;
use crate::session::library::deeds::{Done, NotDone};
use crate::session::library::storing::Tally;
use crate::session::notices::message::Message;
use crate::session::search::library::by_article;
use crate::session::storage::save_state::Failure;
use crate::session::storage::schema::{Entry, Records, parse};
use crate::session::suggest::many::{LibraryAtWork, ManyStep, SuggestingMany, WaitingSuggestions};
use crate::session::suggest::{Suggesting, SuggestingStage};
use crate::session::transfer::gathered::ReadArticle;
use crate::session::worker::protocol::{Outcome, Task};

impl Session {
    /// Looks for suggestions in the selected articles.
    pub(in crate::session) fn suggest_for_selected(&mut self) {
        let mut left = self.shelf.selected.clone();
        left.reverse();
        let total = left.len();
        let Some(current) = left.pop() else { return };
        self.stop_suggesting_many();
        self.show_over(Dialog::Gathering { done: 0, total });
        let step = self.read_to_suggest(&current);
        let (tally, in_open) = (Tally::default(), false);
        let many = SuggestingMany { left, current, step, total, tally, in_open };
        self.library_at_work().many = Some(many);
    }

    /// What goes on in the library.
    pub(in crate::session) fn library_at_work(&mut self) -> &mut LibraryAtWork {
        self.library_at_work.get_or_insert_with(|| Box::new(LibraryAtWork::default())).value_mut()
    }

    /// The number of the next answer.
    pub(in crate::session) fn next_asked(&mut self) -> u32 {
        self.asked += 1;
        self.asked
    }

    fn read_to_suggest(&mut self, id: &ArticleId) -> ManyStep {
        let asked = self.next_asked();
        self.effects.push(Effect::Gather(vec![id.clone()], Gather::Article(asked)));
        ManyStep::Reading(asked)
    }

    /// Records were read or stored, or that failed.
    pub(in crate::session) fn records_came(&mut self, asked: u32, came: Result<Records, Failure>) {
        let at_work = self.library_at_work();
        if at_work.search.as_ref().is_some_and(|texts| texts.serial() == asked) {
            self.texts_were_read(came);
        } else if at_work.listing == asked {
            if let Ok(records) = came {
                at_work.waiting = WaitingSuggestions::in_records(&records);
            }
        } else if let Some((_, id)) = at_work.opening.take_if(|(own, _)| *own == asked) {
            if let Ok(records) = came {
                self.opened_with(&id, &records);
            }
        } else if at_work.many.as_ref().is_some_and(|many| many.asked() == asked)
            && let Some(many) = at_work.many.take()
        {
            self.go_on_with_many(many, came);
        }
    }

    fn go_on_with_many(&mut self, mut many: SuggestingMany, came: Result<Records, Failure>) {
        match (&many.step, came) {
            (ManyStep::Reading(_), Ok(records)) => match read_article(&many.current, records) {
                (ReadArticle::Read(set, _), revision) => {
                    let ticket = self.task(Task::Suggest(set.clone()));
                    many.step = ManyStep::Looking(ticket, set, revision);
                    self.library_at_work().many = Some(many);
                }
                (ReadArticle::Unreadable(why), _) => {
                    self.failed_for(many, NotDone::Unreadable(why));
                }
                (ReadArticle::Gone, _) => self.failed_for(many, NotDone::Gone),
            },
            (ManyStep::Storing(_, waiting), Ok(_)) => {
                let waiting = waiting.clone();
                self.counted_for(many, waiting);
            }
            // Not what it waits for.
            (ManyStep::Looking(..), Ok(_)) => self.library_at_work().many = Some(many),
            // The next ones would fail alike.
            (step, Err(failure)) => {
                let is_read = matches!(step, ManyStep::Reading(_));
                let why = match is_read {
                    true => NotDone::Unreadable(failure.words),
                    false => NotDone::Refused(failure),
                };
                many.tally.failed.push((self.name_in_library(&many.current), why));
                self.end_suggesting_many(many);
            }
        }
    }

    /// Whether this task of the worker is to bring suggestions for one of many articles.
    pub(in crate::session) fn awaits_suggestions_for_many(&self, ticket: u32) -> bool {
        let at_work = self.library_at_work.as_ref();
        at_work.and_then(|at_work| at_work.value().many.as_ref()?.ticket()) == Some(ticket)
    }

    /// The worker's answer about one of many articles.
    pub(in crate::session) fn was_suggested_for_one(&mut self, outcome: Outcome) {
        let Some(mut many) = self.library_at_work().many.take() else { return };
        let ManyStep::Looking(_, set, revision) = &many.step else { return };
        let (set, revision) = (set.clone(), *revision);
        let all = match outcome {
            Outcome::Suggested(all) => Ok(all),
            Outcome::Failed(problem) => Err(problem),
            Outcome::Exported(_) | Outcome::Read(_) | Outcome::Matched(_) => {
                Err(Problem::new("the answer is not one of suggestions"))
            }
        };
        let all: SuggestedAll = match all {
            Ok(all) => all,
            Err(problem) => return self.failed_for(many, NotDone::Failed(problem.to_string())),
        };
        if all.language != TextLanguage::English {
            let name = self.name_in_library(&many.current);
            many.tally.failed.push((name, NotDone::OtherLanguage));
        }
        let open = Suggesting::open_in(all, &set);
        let waiting = WaitingSuggestions::of(open, revision);
        if waiting.is_none() && self.library_at_work().waiting_in(&many.current).is_none() {
            return self.counted_for(many, None);
        }
        let asked = self.next_asked();
        self.effects.push(Effect::Gather(vec![many.current.clone()], Gather::Wait(asked)));
        many.step = ManyStep::Storing(asked, waiting);
        self.library_at_work().many = Some(many);
    }

    /// The record to store of what waits in an article; `None` if nothing does. The effect does not carry it: the
    /// start of the program pays for each type of effect.
    pub fn waiting_record(&self, id: &ArticleId) -> Option<Rc<str>> {
        let at_work = self.library_at_work.as_ref()?.value();
        let waiting = match &at_work.many {
            Some(SuggestingMany { current, step: ManyStep::Storing(_, waiting), .. })
                if current == id =>
            {
                waiting.as_ref()
            }
            _ => at_work.waiting_in(id),
        };
        waiting.map(WaitingSuggestions::record)
    }

    /// What waits in the current article is known, and stored.
    fn counted_for(&mut self, mut many: SuggestingMany, waiting: Option<WaitingSuggestions>) {
        many.tally.done.push(if waiting.is_some() { Done::Waits } else { Done::NothingFound });
        many.in_open |= waiting.is_some() && self.is_open(&many.current);
        self.library_at_work().note_waiting(&many.current, waiting);
        self.next_of_many(many);
    }

    fn failed_for(&mut self, mut many: SuggestingMany, why: NotDone) {
        many.tally.failed.push((self.name_in_library(&many.current), why));
        self.next_of_many(many);
    }

    fn next_of_many(&mut self, mut many: SuggestingMany) {
        let Some(next) = many.left.pop() else { return self.end_suggesting_many(many) };
        many.step = self.read_to_suggest(&next);
        many.current = next;
        let (done, total) = (many.done(), many.total);
        self.dialog = Some(Rc::new(Dialog::Gathering { done, total }));
        self.library_at_work().many = Some(many);
    }

    /// Shows the library with what waits, and says in how many articles.
    fn end_suggesting_many(&mut self, mut many: SuggestingMany) {
        self.name_left(&mut many);
        self.dialog = None;
        self.show_over(Dialog::Open);
        // It will not be opened, it is.
        if many.in_open {
            self.show_waiting();
        }
        self.show_toast(Message::SuggestedForMany(Rc::new(many.tally)), false);
    }

    /// Stops looking if the reader closed the progress, or something took its place.
    pub(in crate::session) fn keep_suggesting_many(&mut self) {
        if !matches!(self.dialog.as_deref(), Some(Dialog::Gathering { .. })) {
            self.stop_suggesting_many();
        }
    }

    /// Stops looking. What was found so far waits.
    pub(in crate::session) fn stop_suggesting_many(&mut self) {
        let at_work = self.library_at_work.as_mut();
        let many = at_work.and_then(|at_work| at_work.value_mut().many.take());
        let Some(mut many) = many else { return };
        self.effects.extend(many.ticket().map(Effect::StopWork));
        many.left.push(many.current.clone());
        self.name_left(&mut many);
        self.list_if_seen();
        self.show_toast(Message::SuggestedForMany(Rc::new(many.tally)), false);
    }

    fn name_left(&self, many: &mut SuggestingMany) {
        let left = std::mem::take(&mut many.left);
        many.tally.left.extend(left.iter().rev().map(|id| self.name_in_library(id)));
    }

    /// Whether suggestions are looked for in many articles.
    pub(in crate::session) fn suggests_for_many(&self) -> bool {
        self.library_at_work.as_ref().is_some_and(|at_work| at_work.value().many.is_some())
    }

    /// The library was listed: asks where suggestions wait.
    pub(in crate::session) fn list_what_waits(&mut self) {
        if !matches!(self.dialog.as_deref(), Some(Dialog::Open)) || self.library.is_empty() {
            return;
        }
        self.count_waiting_again();
        let ids = self.library.iter().map(|entry| entry.id.clone()).collect();
        let asked = self.next_asked();
        self.library_at_work().listing = asked;
        self.effects.push(Effect::Gather(ids, Gather::Waiting(asked)));
    }

    /// Asks whether suggestions wait in an article that was opened, but not while a step of thousands of changes is
    /// pending: the answer would complete it at once.
    pub(in crate::session) fn follow_opened(&mut self, is_other: bool) {
        if is_other {
            self.library_at_work().is_new = true;
        }
        let at_work = self.library_at_work.as_mut().filter(|_| self.underway.is_none());
        if at_work.is_some_and(|at_work| std::mem::take(&mut at_work.value_mut().is_new)) {
            self.ask_what_waits();
        }
    }

    /// Asks whether suggestions wait in the open article.
    pub(in crate::session) fn ask_what_waits(&mut self) {
        let Some(document) = &self.document else { return };
        let id = document.article().id().clone();
        let asked = self.next_asked();
        self.library_at_work().opening = Some((asked, id.clone()));
        self.effects.push(Effect::Gather(vec![id], Gather::Waiting(asked)));
    }

    /// What waits in an article that was opened came.
    fn opened_with(&mut self, id: &ArticleId, records: &Records) {
        let mut all = WaitingSuggestions::in_records(records).into_iter();
        let waiting = all.find(|(of, _)| of == id).map(|(_, waiting)| waiting);
        if waiting.is_some() && self.is_open(id) {
            self.library_at_work().note_waiting(id, waiting);
            self.show_waiting();
        }
    }

    /// Shows the suggestions that wait in the open article. The focus stays, and so does what the reader opened.
    fn show_waiting(&mut self) {
        if self.suggesting.is_some() {
            return;
        }
        self.look_for_suggestions();
        let free = self.panel == Panel::Annotations && self.searching.is_none();
        if free && self.focused().is_none() {
            self.panel = Panel::Suggested(0);
        }
    }

    /// Stores how many suggestions wait in the open article now, if some waited before: opening an article makes a
    /// new revision of it, and so does each decision. Not before that revision is stored, because another tab may
    /// store one of the same number.
    pub(in crate::session) fn count_waiting_again(&mut self) {
        let is_ready = |now: &Suggesting| now.stage == SuggestingStage::Ready;
        if self.may_edit().is_err()
            || self.holds_unsaved()
            || !self.suggesting.as_ref().is_some_and(|now| is_ready(now.value()))
        {
            return;
        }
        let (Some(open), Some(document)) = (self.suggestions_open(), &self.document) else {
            return;
        };
        let id = document.article().id().clone();
        let Some(now) = WaitingSuggestions::of(open, document.revision()) else {
            return self.nothing_waits();
        };
        let at_work = self.library_at_work();
        if at_work.waiting_in(&id).is_some_and(|waiting| *waiting != now) {
            at_work.note_waiting(&id, Some(now));
            let asked = self.next_asked();
            self.effects.push(Effect::Gather(vec![id], Gather::Wait(asked)));
        }
    }

    /// Nothing waits in the open article any more: all of it was decided, or the reader wants none.
    pub(in crate::session) fn nothing_waits(&mut self) {
        let (Some(document), Some(at_work)) = (&self.document, &mut self.library_at_work) else {
            return;
        };
        let id = document.article().id().clone();
        if at_work.value_mut().note_waiting(&id, None) {
            let asked = self.next_asked();
            self.effects.push(Effect::Gather(vec![id], Gather::Wait(asked)));
        }
    }
}

/// What the records of an article hold, and their revision.
fn read_article(id: &ArticleId, records: Records) -> (ReadArticle, u64) {
    let stored = by_article(records).remove(&*id.0).filter(|stored| !stored.entry.is_empty());
    let entry = stored.as_ref().and_then(|stored| parse::<Entry>(&stored.entry).ok());
    let revision = entry.as_ref().map_or(0, |entry| entry.revision);
    if entry.is_some_and(|entry| entry.deleted.is_some()) {
        return (ReadArticle::Gone, revision);
    }
    (ReadArticle::of(id, stored.as_ref()), revision)
}
