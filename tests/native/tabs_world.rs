//! A browser with several tabs that have the same article: its locks, channel and storage, one step at a time. Messages
//! come late, twice or never, locks are reported late, and tabs sleep and crash, as in a real one.

use std::collections::VecDeque;
use std::rc::Rc;

use article_annotator::model::{AnnotationSet, ArticleId, Kind};
use article_annotator::session::action::effect_queue::EffectQueue;
use article_annotator::session::document::ledger::Ledger;
use article_annotator::session::library::deeds::Deed;
use article_annotator::session::storage::queue::{Queue, StorageJob};
use article_annotator::session::storage::save_state::StorageEvent;
use article_annotator::session::storage::unsaved::Attempts;
use article_annotator::session::{
    Action, Batch, Document, Editing, Effect, Event, Heard, LockFound, Message, Note, Opening,
    Pointed, Role, SaveState, Session, SessionError, TabRequest, Taking,
};

use crate::faults::Fault;
use crate::notation::find;
use crate::store::Store;
use crate::world::{World, exported, worked};

const TEXT: &str = "Ana met Bo.\n“Yes,” said Bo.\nAna left.";

/// A number for each lock request.
type Ticket = u32;

/// The storage, the lock, and the tabs.
#[derive(Debug, Default)]
pub struct Browser {
    pub store: Store,
    pub tabs: Vec<Tab>,
    pub no_locks: bool,
    pub holder: Option<(usize, Ticket)>,
    pub line: VecDeque<(usize, Ticket)>,
    pub tickets: Ticket,
    pub time: i64,
    /// The number of writes and reads.
    pub made: u64,
    /// Whether every step is printed.
    pub traces: bool,
    /// How often a tab read the article again.
    pub reads: usize,
    /// What the storage does with the next jobs, whichever tab asks.
    pub faults: VecDeque<Fault>,
    /// Slow changes of stored articles.
    pub slow_deeds: Option<Vec<(usize, u32, Box<Deed>)>>,
    /// What programs in every tab do on an event.
    pub listener: Option<fn(&Event, &Session) -> Option<Action>>,
    /// Violations of the law.
    pub broken: Vec<String>,
}

/// One tab.
#[derive(Debug, Default)]
pub struct Tab {
    pub session: Session,
    pub world: World,
    pub crashed: bool,
    effects: Rc<EffectQueue>,
    pub jobs: Queue<Job>,
    /// What was read and arrives next, perhaps outdated by then.
    pub arrives: VecDeque<Heard>,
    /// Writes that the storage has neither made nor refused.
    pub hanging: Vec<Hanging>,
    /// Answers that the storage still has to give.
    pub answers: VecDeque<StorageEvent>,
    pub inbox: Vec<Note>,
    news: VecDeque<(Ticket, Heard)>,
    timers: VecDeque<Heard>,
    pub pauses: VecDeque<u64>,
    /// Whether the reader changed something since everything was stored.
    unwritten: bool,
    ticket: Option<Ticket>,
    found: Option<Ticket>,
    pub said: Vec<Message>,
}

#[derive(Debug)]
pub enum Job {
    Fetch(Box<Opening>),
    Read(ArticleId),
    ReadStep(ArticleId, u32),
    Hear(Heard),
    LetGo(Option<Ticket>),
    Connect,
}

impl StorageJob for Job {
    fn repeats(&self, _: &Self) -> bool {
        false
    }

    fn needs_whole(&self) -> bool {
        false
    }
}

/// A write that the storage has neither made nor refused, and how many were made before it. A browser makes them in
/// order: once a later one was made, this one never is.
pub type Hanging = (Attempts, Rc<Batch>, u64);

/// An action in a few words.
fn short(action: &Action) -> String {
    format!("{action:?}").chars().take(160).collect()
}

impl Tab {
    pub fn set(&self) -> Option<&AnnotationSet> {
        self.session.document().map(Document::set)
    }

    pub fn editing(&mut self) -> Editing {
        self.session.screen().editing
    }

    /// The article as our own file.
    pub fn export(&self) -> String {
        exported(&self.session, "json", &self.world).unwrap()
    }
}

impl Browser {
    /// A browser with this many tabs, opened one after the other.
    pub fn with(tabs: usize) -> Self {
        let mut browser = Self::default();
        for _ in 0..tabs {
            browser.open();
            browser.settle();
        }
        browser
    }

    /// Opens another tab.
    pub fn open(&mut self) -> usize {
        let index = self.tabs.len();
        let tab = Tab::default();
        tab.world.drawn.set(1_000_000 * (index as u64 + 1));
        tab.world.tab.set(index as u64);
        self.tabs.push(tab);
        let text = TEXT.to_owned();
        self.does(index, Action::OpenText { title: String::new(), text }).unwrap();
        index
    }

    /// The tab is gone without a word. Its storage requests are done now or never: whoever asks next waits for them.
    pub fn crash(&mut self, index: usize) {
        let hanging = std::mem::take(&mut self.tabs[index].hanging);
        if self.time % 2 == 0 {
            hanging.iter().for_each(|one| drop(self.commits_late(one)));
        }
        let tab = &mut self.tabs[index];
        tab.crashed = true;
        tab.jobs = Queue::default();
        (tab.inbox, tab.news, tab.timers) = Default::default();
        (tab.arrives, tab.answers, tab.pauses) = Default::default();
        self.line.retain(|(other, _)| *other != index);
        if self.holder.is_some_and(|(other, _)| other == index) {
            self.holder = None;
        }
        self.pump();
    }

    /// The reader marks the first occurrence of some words in a tab.
    pub fn marks(&mut self, index: usize, words: &str) -> Result<(), SessionError> {
        let article = self.tabs[index].set().unwrap().article().clone();
        let range = find(&article, words);
        let (anchor, focus) = (article.point_of(range.start), article.point_of(range.end));
        let pointed = Some(Pointed { anchor, focus, exact: true });
        self.does(index, Action::Mark { kind: Kind::Person, label: None, pointed })
    }

    /// Performs an action in a tab and runs its effects, in the program's own order.
    pub fn does(&mut self, index: usize, action: Action) -> Result<(), SessionError> {
        // One clock for all.
        self.time += 1;
        let tab = &mut self.tabs[index];
        tab.world.set_time(self.time);
        let by_reader = !matches!(
            action,
            Action::Tab(_) | Action::Storage(_) | Action::Open { .. } | Action::Unread { .. }
        );
        let before = tab.set().cloned();
        if matches!(action, Action::TakeStored { .. }) {
            // The reader gives it up, and it becomes a separate article.
            tab.unwritten &= tab.session.saving() != &SaveState::Overtaken;
        }
        let opens = matches!(action, Action::Open { .. });
        let told = if self.traces { short(&action) } else { String::new() };
        let result = tab.session.perform(action, &tab.world).map(|_| ());
        let changed = tab.set() != before.as_ref();
        // An article opened without the storage is merged with the stored one.
        let has = |set: &AnnotationSet| {
            let mut before = before.iter().flat_map(AnnotationSet::iter);
            before.all(|one| set.get(&one.id).is_some_and(|there| there.spans == one.spans))
        };
        let keeps = opens && tab.set().is_some_and(has);
        let article = |set: Option<&AnnotationSet>| set.map(|set| set.article().id().clone());
        let same = article(before.as_ref()) == article(tab.set());
        if !by_reader && tab.unwritten && changed && !keeps && same {
            self.broken.push(format!("an edit that is not written yet was replaced on {told}"));
        }
        tab.unwritten |= by_reader && changed;
        tab.unwritten &= tab.session.saving() != &SaveState::Saved;
        let unasked = tab.unwritten && !tab.session.would_lose_work();
        self.broken
            .extend(unasked.then(|| format!("{told}: the page would go without a question")));
        if self.traces {
            let open = tab.session.document().map(Document::revision);
            let (role, saving) = (tab.session.role(), tab.session.saving());
            println!("{index} {told} → {role:?} {saving:?} {open:?} {:?}", result.is_ok());
        }
        let (queue, effects) = (tab.effects.clone(), tab.session.take_effects());
        queue.run(effects, |effect| self.runs(index, effect));
        let tab = &mut self.tabs[index];
        tab.said.extend(tab.session.screen().status.map(|said| (*said.what).clone()));
        tab.said.dedup();
        self.looks(index);
        result
    }

    fn runs(&mut self, index: usize, effect: Effect) {
        let tab = &mut self.tabs[index];
        match effect {
            Effect::Save(attempt, batch) => self.save(index, attempt, batch),
            Effect::Fetch(opening) => tab.jobs.push(Job::Fetch(opening)),
            Effect::Connect => tab.jobs.push(Job::Connect),
            Effect::RetryIn(_, number) => tab.pauses.push_back(number),
            Effect::Work(ticket, task) => {
                let worked = Action::Worked { ticket, outcome: Rc::new(worked(&task)) };
                // The worker's results are never refused.
                self.does(index, worked).unwrap();
            }
            Effect::Do(ticket, deed) => match &mut self.slow_deeds {
                Some(slow) => slow.push((index, ticket, deed)),
                None => self.does_deed(index, ticket, &deed),
            },
            Effect::ReadStep(id, number) => tab.jobs.push(Job::ReadStep(id, number)),
            Effect::Tab(request) => self.run(index, request),
            Effect::Emit(event) => {
                let heard =
                    self.listener.and_then(|hears| hears(&event, &self.tabs[index].session));
                if let Some(action) = heard {
                    // Another tab may be the writer.
                    let _ = self.does(index, action);
                }
            }
            _ => {}
        }
    }

    fn save(&mut self, index: usize, attempt: u64, batch: Rc<Batch>) {
        if self.traces {
            println!(
                "{index}   writes {attempt}: {:?} {:?}",
                batch.guard.as_ref().map(|it| it.1),
                batch.revision()
            );
        }
        let tab = &mut self.tabs[index];
        let tries = matches!(tab.session.saving(), SaveState::Failed(_));
        let writes = tries
            || matches!(tab.session.role(), Role::Writer | Role::Taking(_) | Role::Yielding(_));
        // The previous writer still stores what its reader did.
        if !writes && !tab.unwritten && !batch.fresh && !self.no_locks && batch.about().is_some() {
            self.broken.push(format!("a {:?} writes", tab.session.role()));
        }
        tab.jobs.write(attempt, batch);
    }

    fn run(&mut self, index: usize, request: TabRequest) {
        let ticket = self.tickets;
        let tab = &mut self.tabs[index];
        match request {
            TabRequest::Keep(_) => tab.ticket = tab.ticket.or(tab.found.take()),
            TabRequest::Post(note) => {
                for (_, tab) in
                    self.tabs.iter_mut().enumerate().filter(|(other, _)| *other != index)
                {
                    if !tab.crashed {
                        tab.inbox.push(Note::of(&note.clone().parts()).unwrap());
                    }
                }
            }
            TabRequest::Queue => {
                self.wish(index);
                self.line.push_back((index, ticket));
                self.pump();
            }
            TabRequest::Steal => {
                self.wish(index);
                if let Some((other, ticket)) = self.holder.replace((index, ticket)) {
                    self.tabs[other].news.push_back((ticket, Heard::Lost));
                }
                self.tabs[index].news.push_back((ticket, Heard::Granted));
            }
            TabRequest::Release => {
                let ticket = tab.ticket.take();
                tab.jobs.push(Job::LetGo(ticket));
            }
            TabRequest::Flush(number) => tab.jobs.push(Job::Hear(Heard::Flushed(number))),
            TabRequest::Wake(_, number) => tab.timers.push_back(Heard::Woke(number)),
            TabRequest::Read => {
                let id = tab.session.document().unwrap().article().id().clone();
                tab.jobs.push(Job::Read(id));
            }
        }
    }

    /// A new lock request replaces the one before.
    fn wish(&mut self, index: usize) {
        let before = self.tabs[index].ticket.replace(self.tickets);
        self.tickets += 1;
        self.let_go(before);
    }

    pub fn let_go(&mut self, ticket: Option<Ticket>) {
        self.line.retain(|(_, other)| Some(*other) != ticket);
        if self.holder.is_some_and(|(_, other)| Some(other) == ticket) {
            self.holder = None;
        }
        self.pump();
    }

    fn pump(&mut self) {
        if self.holder.is_none()
            && let Some((index, ticket)) = self.line.pop_front()
        {
            self.holder = Some((index, ticket));
            self.tabs[index].news.push_back((ticket, Heard::Granted));
        }
    }

    pub fn finds(&mut self, index: usize) -> LockFound {
        match self.holder {
            _ if self.no_locks => LockFound::NoLocks,
            Some(_) => LockFound::Held,
            None => {
                self.holder = Some((index, self.tickets));
                self.tabs[index].found = Some(self.tickets);
                self.tickets += 1;
                LockFound::Free
            }
        }
    }

    pub fn hears(&mut self, index: usize, heard: Heard) {
        self.does(index, Action::Tab(heard)).unwrap();
    }

    /// Delivers a message, and keeps it if it is to arrive twice.
    pub fn delivers(&mut self, index: usize, at: usize, again: bool) {
        let inbox = &mut self.tabs[index].inbox;
        if at < inbox.len() {
            let note = if again { inbox[at].clone() } else { inbox.remove(at) };
            self.hears(index, Heard::Said(note));
        }
    }

    /// Whether a tab takes the lock from its holder, and has not been told yet that it holds it.
    pub fn steals(&self, index: usize) -> bool {
        matches!(self.tabs[index].session.role(), Role::Taking(Taking::Stealing(_)))
    }

    /// Tells a tab about its lock; false if there is nothing to tell.
    pub fn tells(&mut self, index: usize) -> bool {
        let tab = &mut self.tabs[index];
        let Some((ticket, heard)) = tab.news.pop_front() else { return false };
        if tab.ticket == Some(ticket) {
            self.hears(index, heard);
        } else if matches!(heard, Heard::Granted) {
            self.let_go(Some(ticket));
        }
        true
    }

    /// Lets the time pass that a tab waits for; false if it waits for none.
    pub fn wakes(&mut self, index: usize) -> bool {
        let Some(heard) = self.tabs[index].timers.pop_front() else { return false };
        self.hears(index, heard);
        true
    }

    /// Everything under way arrives, until nothing more happens.
    pub fn settle(&mut self) {
        for _ in 0..10_000 {
            let alive = |browser: &Self| -> Vec<usize> {
                (0..browser.tabs.len()).filter(|index| !browser.tabs[*index].crashed).collect()
            };
            let mut busy = false;
            for index in alive(self) {
                while self.works(index) || self.tells(index) {
                    busy = true;
                }
                while !self.tabs[index].inbox.is_empty() {
                    self.delivers(index, 0, false);
                    busy = true;
                }
            }
            let alive = alive(self);
            if !busy && !alive.iter().any(|index| self.wakes(*index) || self.tries_again(*index)) {
                return;
            }
        }
        panic!("it never comes to rest: {self:#?}");
    }

    /// The stored article, as it would come back; `None` if there is none.
    pub fn stored_if_any(&self) -> Option<Ledger> {
        let mut open = self.tabs.iter().filter_map(|tab| tab.session.document());
        let id = open.next()?.article().id();
        Some(self.store.stored(id)?.restore().unwrap().ledger)
    }

    /// The stored article, as it would come back.
    pub fn stored(&self) -> Ledger {
        self.stored_if_any().unwrap()
    }
}
