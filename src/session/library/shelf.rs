//! The library as the reader sees it: what is searched for, in which order, what is selected. Reads no storage: it is
//! told what is stored.

use std::rc::Rc;

use crate::model::{ArticleId, Details};
use crate::session::storage::save_state::Failure;
use crate::session::storage::schema::{Entry, parse};

use super::deeds::{Clash, Done, NotDone};
use super::storing::{Storing, Unstored};

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
pub(in crate::session) struct Shelf {
    pub(in crate::session) find: String,
    pub(in crate::session) order: Order,
    /// How many more rows are shown than at first.
    pub(in crate::session) more: usize,
    pub(in crate::session) ticked: Vec<ArticleId>,
    pub editing: Option<(ArticleId, Details)>,
    pub(in crate::session) damaged: Rc<[ArticleId]>,
    pub(in crate::session) usage: Option<(u64, u64)>,
    /// What is gathered now is to go out in the format that holds everything.
    pub(in crate::session) everything: bool,
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

/// The entries among records under [`crate::session::storage::schema::Key::Entry`], by the last part of their keys, and the articles
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
pub(in crate::session) fn lower(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

/// Whether each of these words is somewhere in what is known of an article.
pub(in crate::session) fn has(entry: &Entry, words: &str) -> bool {
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
pub(in crate::session) fn key(entry: &Entry, by: Order) -> (i64, String) {
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
