//! A test bench for the session: a clock, ids and words that are the same in every run, a storage,
//! and a reader who marks words.

use std::rc::Rc;

use article_annotator::formats::File;
use article_annotator::model::{
    AnnotationId, AnnotationSet, Article, BlockPoint, Byte, Kind, TextRange,
};
use article_annotator::session::action::effect::Gather;
use article_annotator::session::api::arguments::Patch;
use article_annotator::session::commands::keymap::{Meaning, Place};
use article_annotator::session::library::deeds::{Deed, Done, NotDone, What};
use article_annotator::session::library::shelf::Shelve;
use article_annotator::session::screen::ListsScreen;
use article_annotator::session::selection::caret::{Said, Steer};
use article_annotator::session::storage::save_state::StorageEvent;
use article_annotator::session::storage::unsaved::Attempts;
use article_annotator::session::transfer::gathered::ReadArticle;
use article_annotator::session::worker::protocol::Reading;
use article_annotator::session::{
    Action, Batch, Dialog, Document, Effect, Failure, Host, Key, LoadedParts, Message, Opening,
    Outcome, PageEffect, Pointed, ProgramPart, Reply, Session, SessionError, Why,
};

pub use crate::host::{World, exported, near, press, worked};
use crate::notation::{find, written};
use crate::store::{Refused, Store};

/// A reader at work: the session, its stored data, and its other effects. The part on demand is loaded before the
/// first action that needs it, as on the page, and not earlier.
#[derive(Debug)]
pub struct Desk {
    pub session: Session,
    pub world: World,
    pub store: Store,
    pub saves: Vec<Rc<Batch>>,
    pub heard: Vec<Effect>,
    /// The storage has no room for anything new.
    pub full: bool,
    /// Another tab writes every article that is not open here.
    pub elsewhere: bool,
}

/// What is to be done once the page shows a change.
pub fn on_page(effects: &[Effect]) -> impl DoubleEndedIterator<Item = &PageEffect> {
    effects.iter().filter_map(|effect| match effect {
        Effect::OnPage(one) => Some(one),
        _ => None,
    })
}

impl Default for Desk {
    fn default() -> Self {
        let mut session = Session::default();
        session.has_loaded(LoadedParts::WITHOUT);
        let (world, store) = (World::default(), Store::default());
        let (saves, heard) = (Vec::new(), Vec::new());
        Self { session, world, store, saves, heard, full: false, elsewhere: false }
    }
}

impl Desk {
    /// A reader with this text open.
    pub fn reading(text: &str) -> Self {
        let mut desk = Self::default();
        desk.does(Action::OpenText { title: String::new(), text: text.to_owned() });
        desk
    }

    /// What the lists and dialogs show now; nothing before they can be drawn.
    pub fn lists(&mut self) -> ListsScreen {
        self.session.screen().lists().cloned().unwrap_or_default()
    }

    /// The same article in a restarted program.
    pub fn restarted(&self) -> Self {
        self.restarted_with(|_| {})
    }

    /// The same, prepared before the article opens.
    pub fn restarted_with(&self, prepare: impl FnOnce(&mut Session)) -> Self {
        let mut desk = Self { store: self.store.clone(), ..Self::default() };
        desk.world.now.set(self.world.now.get());
        desk.world.drawn.set(self.world.drawn.get());
        desk.world.tab.set(self.world.tab.get() + 1);
        prepare(&mut desk.session);
        desk.does(Opening::Stored(self.article().id().clone()).into());
        desk
    }

    /// Performs an action that must not be refused.
    pub fn does(&mut self, action: Action) -> Reply {
        self.tries(action).unwrap()
    }

    /// Performs an action, and runs its effects.
    pub fn tries(&mut self, action: Action) -> Result<Reply, SessionError> {
        let mut reply = self.performs(action)?;
        loop {
            let effects = self.session.take_effects();
            if effects.is_empty() {
                return Ok(reply);
            }
            for effect in effects {
                if let Some(next) = self.runs(effect)? {
                    reply = next;
                }
            }
        }
    }

    /// An action not marked as changing the article changes nothing in it.
    fn performs(&mut self, action: Action) -> Result<Reply, SessionError> {
        let traits = action.traits();
        let set = |session: &Session| {
            let document = session.document()?;
            Some((document.article().id().clone(), document.set().clone()))
        };
        let before = set(&self.session).filter(|_| !traits.changes && !self.session.is_underway());
        let told = before.is_some().then(|| format!("{action:?}"));
        let reply = self.passes(action);
        if let (Some((id, before)), Some((now, after))) = (before, set(&self.session))
            && id == now
        {
            assert!(before == after, "{told:?} changed the article");
        }
        reply
    }

    /// Performs an action as the page does: with the part on demand, if the action needs it. If it does not, it
    /// opens nothing that only that part shows.
    pub fn passes(&mut self, action: Action) -> Result<Reply, SessionError> {
        if action.traits().needs == ProgramPart::OnDemand {
            self.session.has_loaded(LoadedParts::default());
        }
        let reply = self.session.perform(action, &self.world);
        // The page fetches the part for the one dialog that opens by itself.
        let opens = self.session.opens_on_demand()
            && !matches!(self.session.dialog(), Some(Dialog::Overtaken));
        assert!(!opens || self.session.on_demand().is_some(), "opened before it can be shown");
        reply
    }

    fn runs(&mut self, effect: Effect) -> Result<Option<Reply>, SessionError> {
        match effect {
            Effect::Save(attempt, batch) => {
                let attempts = Attempts { first: attempt, last: attempt };
                let event = match self.store.write(&batch) {
                    Ok(()) => StorageEvent::Kept(attempts),
                    Err(Refused { stored, writer }) => {
                        StorageEvent::Guarded { attempts, stored, writer }
                    }
                };
                self.saves.push(batch);
                self.passes(Action::Storage(event))?;
            }
            read @ Effect::ReadStep(..) => {
                if let Some(found) = self.step_found(read) {
                    self.passes(found)?;
                }
            }
            Effect::Fetch(opening) => {
                let id = match &*opening {
                    Opening::Text { article, .. } => article.id(),
                    Opening::Stored(id) => id,
                };
                let stored = self.store.stored(id).map(Box::new);
                let open = Action::Open { opening, stored };
                return self.passes(open).map(Some);
            }
            Effect::Work(ticket, task) => {
                let outcome = Box::new(worked(&task));
                let worked = Action::Worked { ticket, outcome: outcome.into() };
                return self.passes(worked).map(Some);
            }
            Effect::DrawOn => {
                self.passes(Action::DrawOn)?;
            }
            Effect::Do(ticket, deed) => {
                let done = self.deed(&deed);
                let done = Action::from(Shelve::Done(ticket, done));
                return self.passes(done).map(Some);
            }
            Effect::Gather(ids, Gather::Wait(asked)) => {
                let record = self.session.waiting_record(&ids[0]);
                let kept = match self.full && record.is_some() {
                    true => Err(Failure { why: Why::Full, words: "no room".to_owned() }),
                    false => Ok(self.store.keep_waiting(&ids[0], record)),
                };
                self.passes(Shelve::Records(asked, kept).into())?;
            }
            Effect::OpenThen(id, steps) => {
                self.tries(Opening::Stored(id.clone()).into())?;
                for step in steps {
                    assert_eq!(self.article().id(), &id, "it opened");
                    self.tries(step)?;
                }
            }
            Effect::Gather(ids, Gather::Export) => {
                let all = ids.into_iter().map(|id| {
                    let read = ReadArticle::of(&id, self.store.stored(&id).as_ref());
                    (id, read)
                });
                let all = all.collect();
                return self.passes(Action::Gathered(all)).map(Some);
            }
            Effect::Gather(ids, what) => {
                let (asked, read) = self.store.gathered(&ids, what);
                self.passes(Shelve::Records(asked, Ok(read)).into())?;
            }
            Effect::List => self.list_stored()?,
            Effect::Erase => {
                self.store = Store::default();
                self.passes(Shelve::Erased(Ok(())).into())?;
            }
            other => {
                if let Effect::Delete(id) | Effect::Restore(id) = &other {
                    let deleted = matches!(other, Effect::Delete(_)).then(|| self.world.now());
                    self.store.mark(id, deleted);
                    let marked = Shelve::Marked(id.clone(), deleted.is_some(), Ok(()));
                    self.passes(marked.into())?;
                    self.list_stored()?;
                }
                self.heard.push(other);
            }
        }
        Ok(None)
    }

    /// The storage's answer to the request for a step.
    pub fn step_found(&self, effect: Effect) -> Option<Action> {
        let Effect::ReadStep(id, number) = effect else { return None };
        let found = Ok(self.store.step(&Key::Step(id.clone(), number)));
        Some(Action::StepRead { id, number, found })
    }

    fn list_stored(&mut self) -> Result<(), SessionError> {
        let (entries, damaged) = self.store.entries();
        self.passes(Action::Library(entries))?;
        self.passes(Shelve::Damaged(damaged).into())?;
        Ok(())
    }

    fn deed(&mut self, deed: &Deed) -> Result<Done, NotDone> {
        if self.elsewhere && !matches!(deed.what, What::Copy(..)) {
            return Err(NotDone::Elsewhere);
        }
        let (batch, done) = deed.batch(self.store.stored(&deed.id).as_ref(), &self.world)?;
        match batch {
            Some(_) if self.full => Err(NotDone::Refused(Why::Full.into())),
            Some(batch) => self
                .store
                .write(&batch)
                .map(|()| done)
                .map_err(|refused| NotDone::Failed(format!("{refused:?}"))),
            None => Ok(done),
        }
    }

    pub fn document(&self) -> &Document {
        self.session.document().unwrap()
    }

    pub fn set(&self) -> &AnnotationSet {
        self.document().set()
    }

    pub fn article(&self) -> &Article {
        self.document().article()
    }

    /// The whole text with its highlights, in notation.
    pub fn shows(&self) -> String {
        written(self.set())
    }

    /// Marks the first occurrence of some words, to the character.
    pub fn mark(&mut self, kind: Kind, words: &str) -> AnnotationId {
        let range = find(self.article(), words);
        self.mark_range(kind, range).unwrap_or_else(|| panic!("“{words}” can be marked"))
    }

    /// Marks a range, to the character; `None` if there is nothing in it to mark.
    pub fn mark_range(&mut self, kind: Kind, range: TextRange) -> Option<AnnotationId> {
        let pointed = Some(self.pointed(range, true));
        match self.does(Action::Mark { kind, label: None, pointed }) {
            Reply::Made(ids) => ids.into_iter().next(),
            other => panic!("marking made annotations, not {other:?}"),
        }
    }

    pub fn pointed(&self, range: TextRange, exact: bool) -> Pointed {
        let (anchor, focus) = (self.point(range.start), self.point(range.end));
        Pointed { anchor, focus, exact }
    }

    pub fn point(&self, at: Byte) -> BlockPoint {
        self.article().point_of(at)
    }

    /// Clicks before the first occurrence of some words.
    pub fn click(&mut self, words: &str) {
        let point = self.point(find(self.article(), words).start);
        self.does(Action::Click(point));
    }

    /// The words of the annotation whose card is open.
    pub fn open(&self) -> Option<String> {
        let open = self.set().get(self.session.focused()?)?;
        Some(self.article().slice(open.spans[0]).to_owned())
    }

    pub fn note(&mut self, id: &AnnotationId, note: &str) {
        self.update(id, Patch { note: Some(note.to_owned()), ..Patch::default() });
    }

    pub fn update(&mut self, id: &AnnotationId, patch: Patch) -> Reply {
        self.does(Action::Update { id: id.clone(), patch: Box::new(patch) })
    }

    pub fn undo(&mut self) -> bool {
        self.does(Action::Undo) == Reply::Was(true) && !self.session.could_not_turn()
    }

    pub fn redo(&mut self) -> bool {
        self.does(Action::Redo) == Reply::Was(true) && !self.session.could_not_turn()
    }

    /// Presses keys in the article one after the other, written as `Shift+Right 2 Enter`.
    pub fn keys(&mut self, keys: &str) {
        for key in keys.split_whitespace() {
            self.key(key, Place::Article);
        }
    }

    /// Presses one key where the focus is; false if the browser should handle it.
    pub fn key(&mut self, key: &str, place: Place) -> bool {
        let Some(meaning) = self.session.meaning(&press(key, place)) else { return false };
        match meaning {
            Meaning::Act(action) => drop(self.does(action)),
            Meaning::Mark(kind, label) => {
                drop(self.does(Action::Mark { kind, label, pointed: None }));
            }
            Meaning::Deselect => drop(self.does(Action::Select(None))),
            Meaning::ShowCaret => drop(self.does(Action::Steer(Steer::Show(BlockPoint::START)))),
        }
        true
    }

    /// The words at the caret, or the selected ones.
    pub fn stands_on(&mut self) -> String {
        self.session.screen().selection.map(|selection| selection.words).unwrap_or_default()
    }

    /// The last announcement of the caret.
    pub fn said(&mut self) -> Said {
        let said = self.session.screen().said.unwrap();
        (*said.what).clone()
    }

    /// The names in the register, in its order.
    pub fn actors(&self) -> Vec<String> {
        self.set().actors().map(|actor| actor.name.clone()).collect()
    }

    /// A file comes in by drop or choice.
    pub fn drops(&mut self, content: &[u8]) -> Reply {
        self.drops_named("dropped.txt", content)
    }

    /// Drops a file of this name, and confirms a dialog that asks.
    pub fn drops_named(&mut self, name: &str, content: &[u8]) -> Reply {
        let files = [File::new(name, content)].into();
        let reply = self.does(Action::Receive { files, format: None });
        match self.session.dialog() {
            Some(Dialog::Import(_)) => self.does(Action::Import),
            _ => reply,
        }
    }

    /// Imports a file as a program does.
    pub fn imports(&mut self, content: &[u8], format: Option<&str>) -> Result<Reply, SessionError> {
        let reading = self.reads(content, format)?;
        self.tries(Action::ImportReading(Rc::new(reading)))
    }

    /// The worker's answer about a file that a program passes.
    pub fn reads(&self, content: &[u8], format: Option<&str>) -> Result<Reading, SessionError> {
        let files = [File::new("", content)].into();
        let task = self.session.read_task(files, format.map(str::to_owned), &self.world)?;
        match worked(&task) {
            Outcome::Read(reading) => Ok(reading),
            Outcome::Failed(problem) => Err(SessionError::Input(problem.to_string())),
            other => panic!("reading reads, and does not give {other:?}"),
        }
    }

    /// The document as our own file.
    pub fn exported(&self) -> String {
        self.exports("json").unwrap()
    }

    /// The document in a format, as a program requests it.
    pub fn exports(&self, format: &str) -> Result<String, SessionError> {
        exported(&self.session, format, &self.world)
    }

    /// The shown message.
    pub fn toast(&mut self) -> Option<Message> {
        self.session.screen().toast.map(|toast| (*toast.message).clone())
    }
}
