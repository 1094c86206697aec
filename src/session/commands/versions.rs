//! Comparing the open article with a newer text, deciding about each annotation whose words changed, and adopting
//! the text: one step that can be undone (tests/native/versions.rs).

use std::rc::Rc;

use crate::formats::Problem;
use crate::model::text::with_line_ends;
use crate::model::versions::{Adoption, VersionDecision};
use crate::model::{AnnotationSet, Details};
use crate::session::Session;
use crate::session::action::dialog::Dialog;
use crate::session::action::effect::{Effect, Event, PageEffect};
use crate::session::action::panel::Panel;
use crate::session::action::reply::Reply;
use crate::session::api::results::COMPARED;
use crate::session::document::bulk_apply::{HistoryChange, is_long};
use crate::session::document::label::Label;
use crate::session::error::SessionError;
use crate::session::host::Host;
use crate::session::notices::message::Message;
use crate::session::render::document::Document;
use crate::session::search::library::Opaque;
use crate::session::transfer::opening::{Newer, Opening, With, text_opening};
use crate::session::versions::likeness::is_alike;
use crate::session::versions::places::EnteredPlaces;
use crate::session::versions::rows::{self, ChangesRows};
use crate::session::versions::{ChangeChoice, CompareStage, Comparing, Versions};
use crate::session::worker::protocol::{ExportTask, Outcome, Task};

type Result<T> = std::result::Result<T, SessionError>;

/// The id of the change under review.
const UNDER_REVIEW: &str = "change-under-review";

impl Session {
    pub(in crate::session) fn versions(
        &mut self,
        asked: Versions,
        host: &dyn Host,
    ) -> Result<Reply> {
        self.open_document()?;
        match asked {
            Versions::Show => self.show_panel(Panel::Changes),
            Versions::Compare(newer) => return self.compare_with(*newer, host),
            Versions::Paste { title, text } => {
                let text = with_line_ends(&text);
                if let Opening::Text { article, details, .. } = text_opening(title, &text)? {
                    let newer = Newer { article, details, same_source: false };
                    return self.compare_with(newer, host);
                }
            }
            Versions::Look { old, new } => self.look_at_versions(old, new, host),
            Versions::Again => {
                self.ask_to_compare(host);
                self.on_page(PageEffect::FocusPanel);
            }
            Versions::Stop => self.stop_comparing(),
            Versions::Undo => self.undo_of_comparison(host),
            Versions::Redo => self.turn_decisions(true),
            Versions::Only(only) => self.now_comparing(|now| {
                now.only = only;
                let first = now.listed().next().map(|one| one.id.clone());
                now.turn_to(first);
            }),
            Versions::Review(id) => {
                self.now_comparing(|now| now.review(id));
                self.focus_change();
            }
            Versions::Step { forward } => {
                self.now_comparing(|now| now.step(forward));
                self.focus_change();
            }
            Versions::Decide(choice) => self.decide_change(choice),
            Versions::More => self.show_more_of_both(),
            Versions::Unfold(row) => self.unfold_paragraphs(row),
            Versions::Adopt => return self.adopt_version(host),
        }
        Ok(Reply::Done)
    }

    fn compare_with(&mut self, newer: Newer, host: &dyn Host) -> Result<Reply> {
        self.may_edit()?;
        let Newer { article, details, .. } = newer;
        let Some(old) = self.open_set() else { return Ok(Reply::Done) };
        if matches!(self.dialog.as_deref(), Some(Dialog::Open | Dialog::Newer(_))) {
            self.show(None);
        }
        // What is copied from a page often ends with an empty line.
        if old.article().text().trim() == article.text().trim() {
            self.show_toast(Message::SameText, false);
            return Ok(Reply::Done);
        }
        let details = details_with(old.details(), details);
        let mut now = Comparing::of(old, article, details, true);
        now.new_read = Some(host.now());
        self.show_comparison(now, host);
        Ok(Reply::Done)
    }

    /// Has it compared. What had the focus in the panel is no longer there.
    fn show_comparison(&mut self, now: Comparing, host: &dyn Host) {
        self.leave_comparison();
        // One that was stopped does not come back over it, and from now on Undo means decisions.
        self.stopped = None;
        self.toast.take_if(|toast| toast.undo);
        self.comparing = Some(Box::new(now));
        self.ask_to_compare(host);
        self.show_panel(Panel::Changes);
        self.on_page(PageEffect::FocusPanel);
    }

    /// A newer text that was pasted goes with its decisions, and comes back by Undo while that is offered.
    fn stop_comparing(&mut self) {
        let stopped = self.comparing.take();
        let ticket = stopped.as_ref().and_then(|now| now.value().ticket());
        self.effects.extend(ticket.map(Effect::StopWork));
        self.stopped = stopped.filter(|now| now.value().adopts);
        if self.stopped.is_some() {
            self.show_toast(Message::ComparisonStopped, true);
        }
        self.on_page(PageEffect::FocusPanel);
    }

    fn undo_of_comparison(&mut self, host: &dyn Host) {
        if let Some(stopped) = self.stopped.take_if(|_| self.comparing.is_none()) {
            self.toast = None;
            self.comparing = Some(stopped);
            // Of another article by now, it ends.
            self.keep_comparing(host);
            if self.comparing.is_some() {
                self.ask_to_compare(host);
                self.show_panel(Panel::Changes);
            }
            return self.on_page(PageEffect::FocusPanel);
        }
        self.turn_decisions(false);
    }

    /// Takes back the last decision, or decides `again` what was taken back.
    fn turn_decisions(&mut self, again: bool) {
        let mut open = None;
        self.now_comparing(|now| open = now.turn_back(again).then(|| now.open().count()));
        if let Some(open) = open {
            self.say(match again {
                true => Message::ChangeDecided(open),
                false => Message::DecisionTakenBack(open),
            });
            self.focus_change();
        }
    }

    /// Shows more rows; when all are shown, the button is gone.
    fn show_more_of_both(&mut self) {
        let mut is_all = false;
        self.now_comparing(|now| is_all = now.show_more());
        if is_all {
            self.on_page(PageEffect::FocusPanel);
        }
    }

    /// Shows paragraphs that are the same; when all of them are shown, their button is gone.
    fn unfold_paragraphs(&mut self, row: usize) {
        let mut is_all = false;
        self.now_comparing(|now| is_all = now.unfold(row));
        if is_all {
            self.on_page(PageEffect::FocusPanel);
        }
    }

    fn look_at_versions(&mut self, old: usize, new: usize, host: &dyn Host) {
        let Some(present) = self.open_set() else { return };
        let versions = present.article().versions().clone();
        let document = |at: usize| match versions.get(at) {
            Some(version) => (Rc::new(version.document()), version.read),
            None => (present.clone(), present.article().read()),
        };
        let ((old, old_read), (new, new_read)) = (document(old), document(new));
        let details = Details::clone(new.details());
        let mut now = Comparing::of(old, new.article().clone(), details, false);
        (now.old_read, now.new_read) = (old_read, new_read);
        self.show_comparison(now, host);
    }

    /// Has the worker compare, or compare again what changed since.
    fn ask_to_compare(&mut self, host: &dyn Host) {
        let Some((set, version)) =
            self.open_set().zip(self.document.as_ref().map(Document::version))
        else {
            return;
        };
        let Some(now) = self.comparing.as_mut().map(|now| now.value_mut()) else { return };
        if now.adopts {
            now.old = set;
        }
        now.version = version;
        let new = Rc::new(AnnotationSet::new(now.new.clone(), Details::default()));
        let task = ExportTask::about(COMPARED, [now.old.clone(), new], host.now());
        let before = now.ticket().filter(|ticket| *ticket > 0);
        self.effects.extend(before.map(Effect::StopWork));
        let ticket = self.task(Task::Export(task));
        self.now_comparing(|now| now.stage = CompareStage::Working(ticket));
    }

    /// Whether this task of the worker is to bring a comparison.
    pub(in crate::session) fn awaits_comparison(&self, ticket: u32) -> bool {
        self.comparing.as_ref().and_then(|now| now.value().ticket()) == Some(ticket)
    }

    /// The worker's answer.
    pub(in crate::session) fn was_compared(&mut self, outcome: Outcome) {
        let Some(now) = self.comparing.as_mut().map(|now| now.value_mut()) else { return };
        now.take(match outcome {
            Outcome::Exported(done) => done.data(),
            Outcome::Failed(problem) => Err(problem),
            Outcome::Read(_) | Outcome::Suggested(_) | Outcome::Matched(_) => {
                Err(Problem::new("the answer is not a comparison"))
            }
        });
        let (open, changed) = (now.open().count(), now.to_decide().count());
        let safe = now.found.carried.len() - changed;
        let failed = match &now.stage {
            CompareStage::Failed(problem) => Some(problem.clone()),
            _ => None,
        };
        self.say(match failed {
            Some(problem) => Message::NotCompared(problem),
            None => Message::Compared { open, changed, safe },
        });
        self.on_page(PageEffect::RevealBeside);
    }

    fn decide_change(&mut self, choice: ChangeChoice) {
        let Some(now) = self.comparing.as_mut().map(|now| now.value_mut()) else { return };
        let Some(one) = now.reviewed().filter(|_| now.adopts).cloned() else { return };
        match choice {
            ChangeChoice::NewWords if one.offered().is_empty() => {
                return self.show_toast(Message::WordsAreGone, false);
            }
            ChangeChoice::NewWords => now.decide(VersionDecision::NewWords),
            ChangeChoice::Gone => now.decide(VersionDecision::Gone),
            ChangeChoice::Ask => {
                let asks = !now.asks;
                now.change(|now| (now.asks, now.places) = (asks, EnteredPlaces::default()));
                return match asks {
                    true => self.on_page(PageEffect::FocusField("other-words")),
                    false => self.focus_change(),
                };
            }
            ChangeChoice::Selected(points) => {
                match points.and_then(|points| now.selected(points)) {
                    Some(range) => now.decide(VersionDecision::Other(vec![range])),
                    None => return self.show_toast(Message::NoWordsSelected, false),
                }
            }
            ChangeChoice::Words(words) => match now.entered(&words) {
                Ok(range) => now.decide(VersionDecision::Other(vec![range])),
                Err(places) => {
                    let is_there = places.all > 0;
                    now.change(|now| now.places = places);
                    match is_there {
                        true => self.on_page(PageEffect::FocusField("other-place")),
                        false => self.show_toast(Message::NotInNewer(words), false),
                    }
                    return;
                }
            },
        }
        let open = now.open().count();
        self.say(Message::ChangeDecided(open));
        match open {
            0 => self.on_page(PageEffect::FocusField("adopt")),
            _ => self.focus_change(),
        }
    }

    /// Moves the focus to the change under review, and scrolls both texts to it.
    fn focus_change(&mut self) {
        self.on_page(PageEffect::FocusField(UNDER_REVIEW));
        self.on_page(PageEffect::RevealBeside);
    }

    /// Adopts the newer text in one step.
    fn adopt_version(&mut self, host: &dyn Host) -> Result<Reply> {
        self.may_edit()?;
        let (Some(now), Some(document)) = (&self.comparing, &self.document) else {
            return Ok(Reply::Done);
        };
        let now = now.value();
        if !now.adopts || now.stage != CompareStage::Done {
            return Ok(Reply::Done);
        }
        let adoption = Adoption {
            old: document.set(),
            new: &now.new,
            details: now.details.clone(),
            comparison: &now.found,
            decisions: &now.decisions,
            now: host.now(),
        };
        let Some(transaction) = adoption.transaction() else { return Ok(Reply::Done) };
        let (changed, gone) = adoption.changes_of(&transaction);
        let told = Message::Adopted { changed, gone };
        let id = document.article().id().clone();
        self.leave_comparison();
        if is_long(&transaction) {
            self.drop_turns();
            self.set_out(Rc::new(transaction), HistoryChange::Step(Label::Adopt), None);
        } else {
            self.step(Label::Adopt, transaction, host)?;
        }
        self.emit(Event::Load(id));
        self.on_page(PageEffect::FocusPanel);
        self.show_toast(told, true);
        Ok(Reply::Done)
    }

    /// Compares again if annotations changed since, and ends with the article it is about.
    pub(in crate::session) fn keep_comparing(&mut self, host: &dyn Host) {
        let (Some(now), Some(document)) = (&self.comparing, &self.document) else {
            return self.leave_comparison();
        };
        let now = now.value();
        if now.adopts && now.old.article() != document.article() {
            let decided = now.decisions.len();
            self.leave_comparison();
            if decided > 0 {
                self.show_toast(Message::ComparisonEnded(decided), false);
            }
        } else if now.adopts && now.version != document.version() {
            self.ask_to_compare(host);
        }
    }

    /// Whether the list of its changes is open, where decisions are made about them.
    pub(in crate::session) fn decides_changes(&self) -> bool {
        self.panel == Panel::Changes && self.may_adopt()
    }

    /// Whether the reader is asked which words a change became.
    pub(in crate::session) fn asks_for_words(&self) -> bool {
        self.comparing.as_ref().is_some_and(|now| self.panel == Panel::Changes && now.value().asks)
    }

    /// Whether a newer text is compared that is not adopted yet.
    pub(in crate::session) fn may_adopt(&self) -> bool {
        self.comparing.as_ref().is_some_and(|now| now.value().adopts)
    }

    fn leave_comparison(&mut self) {
        let ticket = self.comparing.take().and_then(|now| now.value().ticket());
        self.effects.extend(ticket.map(Effect::StopWork));
    }

    fn now_comparing(&mut self, change: impl FnOnce(&mut Comparing)) {
        if let Some(now) = &mut self.comparing {
            now.value_mut().change(change);
        }
    }

    /// What is not decided yet, or the number of unannounced changes; `None` if there is neither a comparison
    /// nor an earlier version.
    pub(in crate::session) fn changes_open(&self) -> Option<usize> {
        if let Some(now) = &self.comparing {
            return Some(now.value().open().count());
        }
        let article = self.document.as_ref()?.article();
        (!article.versions().is_empty()).then(|| article.unannounced_count())
    }

    /// The list of changes; of a comparison the same value until something changes.
    pub(in crate::session) fn changes_screen(&mut self) -> Option<Rc<dyn Opaque<ChangesRows>>> {
        let document = self.document.as_ref()?;
        Some(match &mut self.comparing {
            Some(now) => now.value_mut().shown(document.set()),
            None => Rc::new(rows::of(None, document.set())),
        })
    }

    /// Whether a text is compared with the open article.
    pub fn is_comparing(&self) -> bool {
        self.comparing.is_some()
    }

    /// Offers to compare what is opened with the open article, if it seems to be a newer version of it.
    pub(in crate::session) fn offers_comparison(&mut self, opening: &Opening) -> bool {
        let Opening::Text { article, details, with: With::Nothing } = opening else { return false };
        let Some(document) = self.document.as_ref().filter(|_| self.may_edit().is_ok()) else {
            return false;
        };
        let own = document.set();
        if own.article().text() == article.text() || own.article().is_version_of(article) {
            return false;
        }
        let source = |details: &Details| details.source.clone().filter(|it| !it.is_empty());
        let same_source =
            source(own.details()).is_some() && source(own.details()) == source(details);
        if !same_source && !is_alike(own.article().text(), article.text()) {
            return false;
        }
        let newer = Newer { article: article.clone(), details: details.clone(), same_source };
        self.show_over(Dialog::Newer(Box::new(newer)));
        true
    }
}

/// The details of the document with those that a newer text brings.
fn details_with(own: &Details, new: Details) -> Details {
    let title = if new.title.is_empty() { own.title.clone() } else { new.title };
    Details {
        title,
        byline: new.byline.or_else(|| own.byline.clone()),
        source: new.source.or_else(|| own.source.clone()),
        published: new.published.or_else(|| own.published.clone()),
        language: new.language.or_else(|| own.language.clone()),
        scheme: own.scheme.clone(),
        rejected: own.rejected.clone(),
    }
}
