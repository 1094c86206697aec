//! The library as the reader sees it: what is searched for, in which order, what is ticked, and what
//! is asked of stored articles. Must never read the storage: it is told what is stored.

use std::rc::Rc;

use crate::late::late;
use crate::model::{AnnotationSet, ArticleId, Details, order};

use super::action::{Action, Dialog, Opening};
use super::deeds::{Clash, Done, NotDone};
use super::effect::Effect;
use super::exporting::WHOLE;
use super::host::Host;
use super::importing::Importing;
use super::message::Message;
use super::records::{Entry, parse};
use super::storage::{Failure, SaveEvent, SaveState};
use super::storing::{Storing, Unstored};
use super::{Session, SessionError};

/// What can be asked about the library.
#[derive(Debug, Clone)]
pub enum Shelve {
    /// Show what has these words only.
    Find(String),
    /// Show it in this order.
    Sort(Order),
    /// Show more of it.
    More,
    /// Tick an article, or no longer.
    Tick(ArticleId, bool),
    /// Tick all that are found, or none.
    TickAll(bool),
    /// Open the details of an article to correct them, or close them.
    Edit(Option<ArticleId>),
    /// The details that are open are these now, but not kept yet.
    Type(Details),
    /// They are to be kept.
    Correct(ArticleId, Details),
    /// Store a copy under this title.
    Duplicate(ArticleId, String),
    /// Export what is ticked.
    ExportTicked,
    /// Export everything, in the format that holds everything.
    ExportAll,
    /// What becomes of articles in the import dialog that are stored already.
    PickClash(Clash),
    /// The storage did what was asked under this number, or did not.
    Done(u32, Result<Done, NotDone>),
    /// What was not stored is to be saved as a file.
    TakeUnstored,
    /// What was not stored is to be stored after all.
    StoreUnstored,
    /// So many of what is gathered for an export are read.
    Gathering(usize),
    /// Everything on this computer is to go; the reader was asked twice.
    Erase,
    /// It went, here or from another tab, or did not for this reason.
    Erased(Result<(), Failure>),
    /// The open article was deleted in another tab, and is to be stored anew.
    Keep,
    /// Clear an article away for good: there is no room to keep it for a while.
    Clear(ArticleId),
    /// It was cleared away, or was not for this reason.
    Cleared(ArticleId, Result<(), Failure>),
    /// An article was marked in the storage as deleted (true) or as there again, or was not for this reason.
    Marked(ArticleId, bool, Result<(), Failure>),
    /// Another tab deleted an article.
    DeletedElsewhere(ArticleId),
    /// Another tab stored, brought back or changed an article.
    ChangedElsewhere(ArticleId),
    /// Another tab stored settings.
    SettingsChanged,
    /// The entries of these articles cannot be read.
    Damaged(Vec<ArticleId>),
    /// So many bytes are used in all, of so many there may be.
    Usage(u64, u64),
    /// There is no article of this id here.
    Unknown(ArticleId),
}

/// The order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The one used last first.
    #[default]
    Used,
    /// By title, or how it begins.
    Title,
    /// The one published last first; those of which it is not known at the end.
    Published,
    /// The one with most annotations first.
    Annotated,
}

impl Order {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Used, Self::Title, Self::Published, Self::Annotated];
}

/// What is known and chosen about the library.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    find: String,
    order: Order,
    /// How many more rows are shown than at first.
    more: usize,
    ticked: Vec<ArticleId>,
    pub editing: Option<(ArticleId, Details)>,
    damaged: Rc<[ArticleId]>,
    usage: Option<(u64, u64)>,
    /// What is gathered now is to go out in the format that holds everything.
    everything: bool,
    pub storing: Option<Storing>,
    /// What was not stored, to be saved as a file.
    pub unstored: Vec<Unstored>,
    /// Of what no copy could be stored, to be saved as a file as well.
    pub uncopied: Vec<ArticleId>,
}

/// The library as it is seen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShelfScreen {
    /// Which of the entries are found, in order: their places in the library.
    pub found: Vec<usize>,
    /// How many of them are shown.
    pub shown: usize,
    /// What is searched for.
    pub find: String,
    /// In which order they are.
    pub order: Order,
    /// What is ticked.
    pub ticked: Vec<ArticleId>,
    /// Whether all that are found are.
    pub all_ticked: bool,
    /// The names of those that were not stored and are not saved as a file yet.
    pub unstored: Vec<String>,
    /// Whose details are open, and what is typed there.
    pub editing: Option<(ArticleId, Details)>,
    /// Articles whose entries cannot be read.
    pub damaged: Rc<[ArticleId]>,
    /// How many articles there are.
    pub articles: usize,
    /// How many annotations they have in all.
    pub annotations: usize,
    /// The bytes used in all, and how many there may be.
    pub usage: Option<(u64, u64)>,
}

/// So many rows are drawn at first, and each time more are asked for: what fits the 200 ms.
pub const ROWS: usize = 50;

/// So many articles are read for an export without a word.
const AT_ONCE: usize = 20;

impl Session {
    /// Does what is asked about the library.
    pub(super) fn shelve(&mut self, asked: Shelve, host: &dyn Host) -> Result<(), SessionError> {
        match asked {
            Shelve::Find(find) => (self.shelf.find, self.shelf.more) = (find, 0),
            Shelve::Sort(order) => (self.shelf.order, self.shelf.more) = (order, 0),
            Shelve::More => self.shelf.more += 2 * ROWS,
            Shelve::Tick(id, on) => {
                self.shelf.ticked.retain(|other| *other != id);
                self.shelf.ticked.extend(on.then_some(id));
            }
            Shelve::TickAll(on) => {
                let found = if on { self.found() } else { Vec::new() };
                let ids = found.iter().filter_map(|at| self.library.get(*at));
                self.shelf.ticked = ids.map(|entry| entry.id.clone()).collect();
            }
            Shelve::Edit(id) => {
                let entry = self.library.iter().find(|entry| Some(&entry.id) == id.as_ref());
                self.shelf.editing = entry.map(|entry| (entry.id.clone(), entry.details.clone()));
            }
            Shelve::Type(details) => {
                if let Some((_, typed)) = &mut self.shelf.editing {
                    *typed = details;
                }
            }
            Shelve::Correct(id, details) => return self.correct(id, details, host),
            Shelve::Duplicate(id, title) => self.duplicate(id, title, host),
            Shelve::ExportTicked => self.gather(self.shelf.ticked.clone(), false),
            Shelve::ExportAll => {
                let all = self.library.iter().filter(|entry| entry.deleted.is_none());
                self.gather(all.map(|entry| entry.id.clone()).collect(), true);
            }
            Shelve::PickClash(clash) => self.pick(|open: &mut Importing| open.clash = clash),
            Shelve::Done(ticket, done) => self.was_done(ticket, done, host),
            Shelve::TakeUnstored => self.take_unstored(host),
            Shelve::StoreUnstored => self.store_unstored(),
            Shelve::Gathering(done) => {
                if let Some(Dialog::Gathering { total, .. }) = self.dialog.as_deref() {
                    let total = *total;
                    self.dialog = Some(Rc::new(Dialog::Gathering { done, total }));
                }
            }
            Shelve::Erase => self.effects.push(Effect::Erase),
            Shelve::Erased(Ok(())) => self.forget_everything(),
            Shelve::Erased(Err(why)) => self.show_toast(Message::NotErased(why), false),
            Shelve::Keep => self.keep_deleted(host),
            Shelve::Clear(id) => {
                self.toast = None;
                self.effects.push(Effect::Clear(id));
            }
            Shelve::Cleared(id, cleared) => self.was_cleared(&id, cleared),
            Shelve::Marked(id, deleted, done) => self.was_marked(&id, deleted, done),
            Shelve::DeletedElsewhere(id) => self.deleted_elsewhere(&id),
            Shelve::ChangedElsewhere(id) => {
                if self.saving == SaveState::Deleted && self.is_open(&id) {
                    self.saves(SaveEvent::Read);
                }
                self.list_if_seen();
            }
            Shelve::SettingsChanged => self.settings_changed(),
            Shelve::Damaged(ids) => self.shelf.damaged = ids.into(),
            Shelve::Usage(used, of) => self.shelf.usage = Some((used, of)),
            Shelve::Unknown(id) => self.show_toast(Message::NoSuchArticle(id), false),
        }
        Ok(())
    }

    /// The list was read again.
    pub(super) fn set_library(&mut self, library: Vec<Entry>) {
        self.recant(|message| matches!(message, Message::StorageNotRead(_)));
        self.library = library.into();
        let there = |id: &ArticleId| {
            self.library.iter().any(|entry| entry.id == *id && entry.deleted.is_none())
        };
        self.shelf.ticked.retain(there);
        let editing = self.shelf.editing.take();
        self.shelf.editing = editing.filter(|(id, _)| there(id));
    }

    /// The library as it is seen; nothing while nobody looks.
    pub(super) fn shelf_screen(&self) -> ShelfScreen {
        if !matches!(self.dialog.as_deref(), Some(Dialog::Open | Dialog::Erase)) {
            return ShelfScreen::default();
        }
        late(|| self.shelf_on_screen())
    }

    fn shelf_on_screen(&self) -> ShelfScreen {
        let (shelf, found) = (&self.shelf, self.found());
        let there = self.library.iter().filter(|entry| entry.deleted.is_none());
        ShelfScreen {
            shown: found.len().min(ROWS + shelf.more),
            all_ticked: !found.is_empty()
                && found.iter().all(|at| shelf.ticked.contains(&self.library[*at].id)),
            unstored: self.unstored_names(),
            found,
            find: shelf.find.clone(),
            order: shelf.order,
            ticked: shelf.ticked.clone(),
            editing: shelf.editing.clone(),
            damaged: shelf.damaged.clone(),
            articles: there.clone().count(),
            annotations: there.map(Entry::annotations).sum(),
            usage: shelf.usage,
        }
    }

    /// Which entries have what is searched for, in order.
    fn found(&self) -> Vec<usize> {
        let words = lower(&self.shelf.find);
        let entries = self.library.iter().enumerate();
        let found = entries.filter(|(_, entry)| entry.deleted.is_none() && has(entry, &words));
        let found: Vec<_> = found.map(|(at, entry)| (key(entry, self.shelf.order), at)).collect();
        let found = order::by_key(found, Clone::clone);
        found.into_iter().map(|(_, at)| at).collect()
    }

    /// Has stored articles read, to be exported together.
    pub(super) fn gather(&mut self, ids: Vec<ArticleId>, everything: bool) {
        if !ids.is_empty() {
            self.shelf.everything = everything;
            if ids.len() > AT_ONCE || self.dialog.is_none() {
                self.show_over(Dialog::Gathering { done: 0, total: ids.len() });
            }
            self.effects.push(Effect::Gather(ids));
        }
    }

    /// They were read.
    pub(super) fn gathered(&mut self, sets: Vec<Rc<AnnotationSet>>, host: &dyn Host) {
        if matches!(self.dialog.as_deref(), Some(Dialog::Gathering { .. })) {
            self.dialog = None;
        }
        let whole = std::mem::take(&mut self.shelf.everything).then_some(WHOLE);
        self.show_export_of(sets.into(), whole, None, host);
    }

    fn forget_everything(&mut self) {
        let effects = std::mem::take(&mut self.effects);
        let (announced, asked, promised) = (self.announced, self.asked, self.promised);
        // Numbers of writes go on: what was on its way may still be answered.
        let (mut unsaved, tab) = (std::mem::take(&mut self.unsaved), std::mem::take(&mut self.tab));
        unsaved.clear();
        *self = Self { announced, asked, promised, effects, unsaved, tab, ..Self::default() };
        self.leave();
        self.effects.push(Effect::Look(self.settings.clone()));
        self.effects.push(Effect::Pen(None));
        self.show_toast(Message::Erased, false);
    }

    pub(super) fn list_if_seen(&mut self) {
        if matches!(self.dialog.as_deref(), Some(Dialog::Open)) {
            self.effects.push(Effect::List);
        }
    }
}

impl Shelve {
    /// Whether the reader asks for something that is stored. The rest only looks, or tells what became of it.
    pub fn stores(&self) -> bool {
        matches!(
            self,
            Self::Correct(..)
                | Self::Duplicate(..)
                | Self::StoreUnstored
                | Self::Erase
                | Self::Keep
                | Self::Clear(_)
        )
    }
}

impl From<Shelve> for Action {
    fn from(asked: Shelve) -> Self {
        Self::Shelve(Box::new(asked))
    }
}

impl Opening {
    /// Whether nothing stored answers it: there is nothing of that id, or the reader deleted it.
    pub(super) fn is_of_deleted(&self, entry: &str) -> bool {
        let deleted = || parse::<Entry>(entry).ok()?.deleted;
        matches!(self, Self::Stored(_)) && deleted().is_some()
    }
}

/// The entries among records under [`super::Key::Entry`], by the last part of their keys, and the articles
/// whose entries cannot be read: those hide no other, and stay as they are.
pub fn entries(records: &[(String, String)]) -> (Vec<Entry>, Vec<ArticleId>) {
    let (mut entries, mut damaged) = (Vec::new(), Vec::new());
    for (id, record) in records {
        match parse::<Entry>(record) {
            Ok(entry) => entries.push(entry),
            Err(_) => damaged.push(ArticleId::from(id.as_str())),
        }
    }
    (entries, damaged)
}

/// Small letters, each by itself: what is a part of a text is then a part of its small letters.
fn lower(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

/// Whether each of these words is somewhere in what is known of an article.
fn has(entry: &Entry, words: &str) -> bool {
    let mut words = words.split_whitespace().peekable();
    if words.peek().is_none() {
        return true;
    }
    let details = &entry.details;
    let (byline, source) = (details.byline.as_deref(), details.source.as_deref());
    let known = [Some(details.title.as_str()), byline, source, Some(entry.begins.as_str())];
    let known = lower(&known.into_iter().flatten().collect::<Vec<_>>().join("\n"));
    words.all(|word| known.contains(word))
}

/// One sort of key for all orders: each sort of list that is put in order is a kilobyte of the program.
fn key(entry: &Entry, by: Order) -> (i64, String) {
    match by {
        Order::Used => (-entry.used.0, String::new()),
        Order::Title => (0, lower(entry.name())),
        Order::Published => (-date(entry.details.published.as_deref()), lower(entry.name())),
        Order::Annotated => {
            (-i64::try_from(entry.annotations()).unwrap_or(i64::MAX), lower(entry.name()))
        }
    }
}

/// The digits of `YYYY-MM-DD`, or of a part of it, as one number; 0 if there are none.
fn date(published: Option<&str>) -> i64 {
    let digits = published.unwrap_or_default().bytes().filter(u8::is_ascii_digit);
    let digits = digits.chain(std::iter::repeat(b'0')).take(8);
    digits.fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'))
}
