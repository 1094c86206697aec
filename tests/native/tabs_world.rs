//! A browser with several tabs that have the same article: its locks, its channel and its storage,
//! each step taken when it is told to. Must never be kinder than a real one: messages come late,
//! twice or never, locks are told of late, and tabs sleep and crash.

use std::collections::VecDeque;

use article_annotator::model::{AnnotationSet, ArticleId};
use article_annotator::session::{
    Action, Batch, Document, Editing, Effect, Errand, Found, Heard, Key, Message, Note, Opening,
    Role, Saving, Session, SessionError,
};

use crate::store::Store;
use crate::world::{World, exported, worked};

const TEXT: &str = "Ana met Bo.\n“Yes,” said Bo.\nAna left.";

/// A number for each wish for the lock.
type Ticket = u32;

/// The storage, the lock, and the tabs.
#[derive(Debug, Default)]
pub struct Browser {
    pub store: Store,
    pub tabs: Vec<Tab>,
    pub no_locks: bool,
    holder: Option<(usize, Ticket)>,
    line: VecDeque<(usize, Ticket)>,
    tickets: Ticket,
    /// How often a tab read the article again.
    pub reads: usize,
    /// What the tab that wrote last showed.
    written: Option<AnnotationSet>,
    /// What was against the law.
    pub broken: Vec<String>,
}

/// One tab.
#[derive(Debug, Default)]
pub struct Tab {
    pub session: Session,
    pub world: World,
    pub crashed: bool,
    jobs: VecDeque<Job>,
    pub inbox: Vec<Note>,
    news: VecDeque<(Ticket, Heard)>,
    timers: VecDeque<u64>,
    ticket: Option<Ticket>,
    found: Option<Ticket>,
    pub said: Vec<Message>,
}

#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "a few of them, in a test")]
enum Job {
    /// A batch with what was shown before and after, and whether the reader made it.
    Write(Batch, Option<AnnotationSet>, Option<AnnotationSet>, bool),
    Fetch(Opening),
    Read(ArticleId),
    Hear(Heard),
    LetGo(Option<Ticket>),
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

    fn has_unwritten(&self) -> bool {
        self.jobs.iter().any(|job| matches!(job, Job::Write(.., true)))
    }
}

impl Browser {
    /// A browser with so many tabs opened one after the other.
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
        self.tabs.push(tab);
        let text = TEXT.to_owned();
        self.does(index, Action::OpenText { title: String::new(), text }).unwrap();
        index
    }

    /// The tab is gone without a word.
    pub fn crash(&mut self, index: usize) {
        let tab = &mut self.tabs[index];
        tab.crashed = true;
        (tab.jobs, tab.inbox, tab.news, tab.timers) = Default::default();
        self.line.retain(|(other, _)| *other != index);
        if self.holder.is_some_and(|(other, _)| other == index) {
            self.holder = None;
        }
        self.pump();
    }

    /// Has something done in a tab, and notes what that asks for.
    pub fn does(&mut self, index: usize, action: Action) -> Result<(), SessionError> {
        let tab = &mut self.tabs[index];
        let by_reader = !matches!(action, Action::Tab(_) | Action::Saving(_) | Action::Open { .. });
        let (before, unwritten) = (tab.set().cloned(), tab.has_unwritten());
        let result = tab.session.perform(action, &tab.world).map(|_| ());
        let after = tab.set().cloned();
        if !by_reader && unwritten && before != after {
            self.broken.push("an edit that is not written yet was replaced".to_owned());
        }
        for effect in self.tabs[index].session.take_effects() {
            match effect {
                Effect::Save(batch) => self.save(index, batch, &before, &after, by_reader),
                Effect::Fetch(opening) => self.tabs[index].jobs.push_back(Job::Fetch(*opening)),
                Effect::Work(ticket, task) => {
                    let outcome = Box::new(worked(&task));
                    let worked = Action::Worked { ticket, outcome };
                    // What the worker brings is never refused.
                    self.does(index, worked).unwrap();
                }
                Effect::Tab(errand) => self.run(index, errand),
                _ => {}
            }
        }
        let tab = &mut self.tabs[index];
        tab.said.extend(tab.session.screen().status.map(|(message, _)| (*message).clone()));
        tab.said.dedup();
        result
    }

    fn save(
        &mut self,
        index: usize,
        batch: Batch,
        before: &Option<AnnotationSet>,
        after: &Option<AnnotationSet>,
        by_reader: bool,
    ) {
        let tab = &mut self.tabs[index];
        // What a tab that fell out has to say is never written: it says so instead.
        let fell_out = tab.session.saving() == &Saving::Stale;
        let writes = fell_out || matches!(tab.session.role(), Role::Writer | Role::Taking(_));
        if !writes && !self.no_locks && batch.puts.iter().any(|(key, _)| *key != Key::Settings) {
            self.broken.push(format!("a {:?} writes", tab.session.role()));
        }
        if batch.guard.is_some() {
            let base = if by_reader { before } else { after };
            tab.jobs.push_back(Job::Write(batch, base.clone(), after.clone(), by_reader));
        }
    }

    fn run(&mut self, index: usize, errand: Errand) {
        let ticket = self.tickets;
        let tab = &mut self.tabs[index];
        match errand {
            Errand::Keep(_) => tab.ticket = tab.ticket.or(tab.found.take()),
            Errand::Post(note) => {
                for (_, tab) in
                    self.tabs.iter_mut().enumerate().filter(|(other, _)| *other != index)
                {
                    if !tab.crashed {
                        tab.inbox.push(Note::of(&note.clone().parts()).unwrap());
                    }
                }
            }
            Errand::Queue => {
                self.wish(index);
                self.line.push_back((index, ticket));
                self.pump();
            }
            Errand::Steal => {
                self.wish(index);
                if let Some((other, ticket)) = self.holder.replace((index, ticket)) {
                    self.tabs[other].news.push_back((ticket, Heard::Lost));
                }
                self.tabs[index].news.push_back((ticket, Heard::Granted));
            }
            Errand::Release => {
                let ticket = tab.ticket.take();
                tab.jobs.push_back(Job::LetGo(ticket));
            }
            Errand::Flush(number) => tab.jobs.push_back(Job::Hear(Heard::Flushed(number))),
            Errand::Wake(_, number) => tab.timers.push_back(number),
            Errand::Read => {
                let id = tab.session.document().unwrap().article().id().clone();
                tab.jobs.push_back(Job::Read(id));
            }
        }
    }

    /// A new wish for the lock takes the place of the one before.
    fn wish(&mut self, index: usize) {
        let before = self.tabs[index].ticket.replace(self.tickets);
        self.tickets += 1;
        self.let_go(before);
    }

    fn let_go(&mut self, ticket: Option<Ticket>) {
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

    /// Does the next thing that a tab's storage was asked for; false if there is nothing.
    pub fn works(&mut self, index: usize) -> bool {
        let Some(job) = self.tabs[index].jobs.pop_front() else { return false };
        match job {
            Job::Write(batch, base, after, by_reader) => {
                self.writes(index, &batch, base, after, by_reader);
            }
            Job::Hear(heard) => self.hears(index, heard),
            Job::LetGo(ticket) => self.let_go(ticket),
            Job::Read(id) => {
                self.reads += 1;
                // What was read arrives later, and may be old by then.
                let stored = Ok(self.store.stored(&id).map(Box::new));
                let arrives = Job::Hear(Heard::Read(id, stored));
                self.tabs[index].jobs.push_front(arrives);
            }
            Job::Fetch(opening) => {
                let id = opening.id().clone();
                if self.tabs[index].session.document().is_none() {
                    let found = self.finds(index);
                    self.hears(index, Heard::Found(id.clone(), found));
                }
                let stored = self.store.stored(&id).map(Box::new);
                self.does(index, Action::Open { opening: Box::new(opening), stored }).unwrap();
            }
        }
        true
    }

    fn finds(&mut self, index: usize) -> Found {
        match self.holder {
            _ if self.no_locks => Found::NoLocks,
            Some(_) => Found::Held,
            None => {
                self.holder = Some((index, self.tickets));
                self.tabs[index].found = Some(self.tickets);
                self.tickets += 1;
                Found::Free
            }
        }
    }

    fn writes(
        &mut self,
        index: usize,
        batch: &Batch,
        base: Option<AnnotationSet>,
        after: Option<AnnotationSet>,
        by_reader: bool,
    ) {
        let saving = self.tabs[index].session.saving().clone();
        if matches!(saving, Saving::Stale | Saving::Refused(_)) {
            return;
        }
        if self.store.write(batch).is_ok() {
            if self.written.is_some() && self.written != base {
                self.broken.push("an edit was written over one it did not know of".to_owned());
            }
            self.written = after;
            self.hears(index, batch.kept().unwrap());
            return;
        }
        let shown = self.tabs[index].set().cloned();
        self.does(index, Action::Saving(Saving::Stale)).unwrap();
        let tab = &self.tabs[index];
        if by_reader && (tab.session.saving() != &Saving::Stale || tab.set().cloned() != shown) {
            self.broken.push("an edit was refused and the reader not told".to_owned());
        }
    }

    pub fn hears(&mut self, index: usize, heard: Heard) {
        self.does(index, Action::Tab(heard)).unwrap();
    }

    /// Delivers a message, and keeps it if it is to come again.
    pub fn delivers(&mut self, index: usize, at: usize, again: bool) {
        let inbox = &mut self.tabs[index].inbox;
        if at < inbox.len() {
            let note = if again { inbox[at].clone() } else { inbox.remove(at) };
            self.hears(index, Heard::Said(note));
        }
    }

    /// Tells a tab what became of its lock; false if there is nothing to tell.
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
        let Some(number) = self.tabs[index].timers.pop_front() else { return false };
        self.hears(index, Heard::Woke(number));
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
            if !busy && !alive(self).into_iter().any(|index| self.wakes(index)) {
                return;
            }
        }
        panic!("it never comes to rest: {self:#?}");
    }

    /// What is stored, as it would come back.
    pub fn stored(&self) -> Document {
        let id = self.tabs[0].session.document().unwrap().article().id();
        self.store.stored(id).unwrap().restore([false; 3]).unwrap().document
    }
}
