//! Suggestions for articles that are not open: looked for in one after the other, and waiting in each until it is
//! opened. Their number is shown only for the revision it was counted in (tests/native/suggesting_many.rs).

use std::rc::Rc;

use crate::model::record::record;
use crate::model::{AnnotationSet, ArticleId};
use crate::session::library::storing::Tally;
use crate::session::search::library::{LibrarySearch, Opaque, opaque};
use crate::session::storage::schema::{Entry, Key, Records, json, parse};

/// That suggestions wait in an article, and how many. They themselves are not stored: they follow from the text, the
/// annotations and the models, so they are found again when the article is opened. What was stored would take
/// more room than the article, and be wrong after the next annotation or release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingSuggestions {
    /// The revision of the article in which they were counted.
    pub revision: u64,
    /// How many were open then.
    pub open: usize,
    /// The release that counted them; another may find others.
    pub release: String,
}

record! { WaitingSuggestions { revision: must, open: must, release: must } }

/// This release.
const RELEASE: &str = env!("CARGO_PKG_VERSION");

/// The last part of the key of [`WaitingSuggestions`].
const NAME: &str = "suggested";

impl WaitingSuggestions {
    /// Counted now, in this revision; `None` if none are open.
    pub fn of(open: usize, revision: u64) -> Option<Self> {
        (open > 0).then(|| Self { revision, open, release: RELEASE.to_owned() })
    }

    /// The parts of its key. It lies where unreadable records are set aside, which even earlier releases delete
    /// together with the article.
    pub fn key(id: &ArticleId) -> Vec<String> {
        Key::Aside(id.clone(), NAME.to_owned()).parts()
    }

    /// Its record.
    pub(in crate::session) fn record(&self) -> Rc<str> {
        json(self).into()
    }

    /// What waits, by the articles, in these records. One that cannot be read says nothing.
    pub(in crate::session) fn in_records(records: &Records) -> Vec<(ArticleId, Self)> {
        let read = |(key, record): &(Vec<String>, String)| match key.as_slice() {
            [_, id, name] if name == NAME => Some((id.as_str().into(), parse(record).ok()?)),
            _ => None,
        };
        records.iter().filter_map(read).collect()
    }

    /// How many wait in an article of the library; `None` if that may not be true any more.
    pub(in crate::session) fn number(&self, entry: &Entry) -> Option<usize> {
        (self.revision == entry.revision && self.release == RELEASE).then_some(self.open)
    }
}

/// What goes on in the library: one value, because the start of the program pays for each field of the session.
#[derive(Debug, Default)]
pub(in crate::session) struct LibraryAtWork {
    /// The search in its texts, while it is open.
    pub search: Option<LibrarySearch>,
    /// The articles in which suggestions are looked for.
    pub many: Option<SuggestingMany>,
    /// Where suggestions wait, as far as that was read.
    pub waiting: Vec<(ArticleId, WaitingSuggestions)>,
    /// The number under which that was asked for about the library.
    pub listing: u32,
    /// Whether an article was opened of which that has to be asked.
    pub is_new: bool,
    /// The number under which it was asked, and the article.
    pub opening: Option<(u32, ArticleId)>,
}

opaque!(LibraryAtWork);

impl LibraryAtWork {
    /// What waits in an article.
    pub fn waiting_in(&self, id: &ArticleId) -> Option<&WaitingSuggestions> {
        self.waiting.iter().find(|(of, _)| of == id).map(|(_, waiting)| waiting)
    }

    /// Notes what waits in an article now. Returns whether something did.
    pub fn note_waiting(&mut self, id: &ArticleId, waiting: Option<WaitingSuggestions>) -> bool {
        let before = self.waiting.len();
        self.waiting.retain(|(of, _)| of != id);
        let did = self.waiting.len() < before;
        self.waiting.extend(waiting.map(|waiting| (id.clone(), waiting)));
        did
    }
}

/// Articles in which suggestions are looked for, one after the other.
#[derive(Debug)]
pub(in crate::session) struct SuggestingMany {
    /// In reverse: the next one is the last.
    pub left: Vec<ArticleId>,
    pub current: ArticleId,
    pub step: ManyStep,
    pub total: usize,
    pub tally: Tally,
    /// Whether the open article is among those that have suggestions now.
    pub in_open: bool,
}

/// What is being done to the current article, and the number of the answer.
#[derive(Debug)]
pub(in crate::session) enum ManyStep {
    /// Its records are being read.
    Reading(u32),
    /// The worker looks for suggestions in this document of this revision.
    Looking(u32, Rc<AnnotationSet>, u64),
    /// What waits is being stored.
    Storing(u32, Option<WaitingSuggestions>),
}

impl SuggestingMany {
    /// The number of articles that are done.
    pub fn done(&self) -> usize {
        self.total - self.left.len() - 1
    }

    /// The number of the answer it waits for.
    pub fn asked(&self) -> u32 {
        match self.step {
            ManyStep::Reading(asked)
            | ManyStep::Looking(asked, ..)
            | ManyStep::Storing(asked, _) => asked,
        }
    }

    /// The number of the worker's task, if there is one.
    pub fn ticket(&self) -> Option<u32> {
        matches!(self.step, ManyStep::Looking(..)).then(|| self.asked())
    }
}
