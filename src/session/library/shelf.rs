//! The library as the reader sees it: search, order, selection. It reads no storage, and works on the entries
//! passed in (tests/native/library.rs).

use std::rc::Rc;

use crate::model::characters::lower;
use crate::model::search::Matcher;
use crate::model::{AnnotationId, ArticleId, Details, TextSearch};
use crate::session::storage::save_state::Failure;
use crate::session::storage::schema::{Entry, Records, parse};

use super::deeds::{Clash, Done, NotDone};
use super::storing::{Storing, Unstored};

/// Actions of the library, and results that concern it.
#[derive(Debug, Clone)]
pub enum Shelve {
    /// Show only articles with these words in their details or their texts.
    Find(TextSearch),
    /// The records that were asked for under this number, none if they were to be stored; or why that failed.
    Records(u32, Result<Records, Failure>),
    /// Search no further.
    StopSearch,
    /// Open an article at one of its annotations.
    ShowAnnotation(ArticleId, AnnotationId),
    /// Open an article at a hit, by its index among those listed.
    ShowHit(ArticleId, usize),
    /// Sort by this order.
    Sort(Order),
    /// Show more rows.
    More,
    /// Select or deselect an article.
    Select(ArticleId, bool),
    /// Select all articles found, or none.
    SelectAll(bool),
    /// Open the details of an article to correct them, or close them.
    Edit(Option<ArticleId>),
    /// Text typed in the open details, not applied yet.
    Type(Details),
    /// Apply the corrected details.
    Correct(ArticleId, Details),
    /// Store a copy under this title.
    Duplicate(ArticleId, String),
    /// Export the selected articles.
    ExportSelected,
    /// Show who said what in the selected articles.
    CountSelected,
    /// Look for suggestions in the selected articles. They wait in each until it is opened.
    SuggestSelected,
    /// Delete the selected articles.
    DeleteSelected,
    /// Bring articles back that were deleted together.
    Restore(Rc<[ArticleId]>),
    /// Show the suggestions that wait in the open article: the page found their record after it had opened it.
    ShowWaiting,
    /// Export everything, in the format that holds everything.
    ExportAll,
    /// Choose what to do with articles in the import dialog that are already stored.
    PickClash(Clash),
    /// The result of the deed of this number.
    Done(u32, Result<Done, NotDone>),
    /// Save the articles that could not be stored as a file.
    TakeUnstored,
    /// Try again to store them.
    StoreUnstored,
    /// This many of the articles for an export have been read.
    Gathering(usize),
    /// Erase everything on this computer; the reader was asked twice.
    Erase,
    /// Everything was erased, here or from another tab, or that failed.
    Erased(Result<(), Failure>),
    /// Store the open article again, after another tab deleted it.
    Keep,
    /// Delete an article for good: there is no room to keep it for a while.
    Clear(ArticleId),
    /// It was deleted for good, or that failed.
    Cleared(ArticleId, Result<(), Failure>),
    /// An article was marked as deleted (true) or as restored, or that failed.
    Marked(ArticleId, bool, Result<(), Failure>),
    /// Another tab deleted an article.
    DeletedElsewhere(ArticleId),
    /// Another tab stored, restored or changed an article.
    ChangedElsewhere(ArticleId),
    /// Another tab stored settings.
    SettingsChanged,
    /// The entries of these articles cannot be read.
    Damaged(Vec<ArticleId>),
    /// Bytes used in all, and bytes available.
    Usage(u64, u64),
    /// The id belongs to no article here.
    Unknown(ArticleId),
}

/// The order of the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Last used first.
    #[default]
    Used,
    /// By title, or by the beginning of the text.
    Title,
    /// Last published first; those of unknown date at the end.
    Published,
    /// Most annotations first.
    Annotated,
}

impl Order {
    /// Every order.
    pub const ALL: [Self; 4] = [Self::Used, Self::Title, Self::Published, Self::Annotated];
}

/// The state of the library.
#[derive(Debug, Default)]
pub(in crate::session) struct Shelf {
    pub(in crate::session) find: TextSearch,
    pub(in crate::session) order: Order,
    /// The number of rows shown beyond the first ones.
    pub(in crate::session) more: usize,
    pub(in crate::session) selected: Vec<ArticleId>,
    pub editing: Option<(ArticleId, Details)>,
    pub(in crate::session) damaged: Rc<[ArticleId]>,
    pub(in crate::session) usage: Option<(u64, u64)>,
    /// The article that was open when it was deleted, so that Undo shows it again.
    pub(in crate::session) closed: Option<ArticleId>,
    /// The articles deleted before the one of the message shown, while Undo was offered for each.
    pub(in crate::session) deleted: Vec<ArticleId>,
    /// The articles that are being deleted together.
    pub(in crate::session) deleting: Together,
    /// The articles that are being restored together.
    pub(in crate::session) restoring: Together,
    /// The format of the current export; `None` for the last one chosen.
    pub(in crate::session) format: Option<&'static str>,
    pub storing: Option<Storing>,
    /// Articles that could not be stored, to be saved as a file.
    pub unstored: Vec<Unstored>,
    /// Articles whose copy could not be stored, to be saved as a file as well.
    pub uncopied: Vec<ArticleId>,
}

/// Articles deleted or restored together, as far as the storage has answered.
#[derive(Debug, Default)]
pub(in crate::session) struct Together {
    pub waits: Vec<ArticleId>,
    pub done: Vec<ArticleId>,
    /// How many stay as they were, and why the last of them does.
    pub failed: Option<(usize, Failure)>,
}

/// The library as shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShelfScreen {
    /// The entries found, in order, by their index in the library.
    pub found: Vec<usize>,
    /// The number of rows shown.
    pub shown: usize,
    /// What is searched for.
    pub find: TextSearch,
    /// The order.
    pub order: Order,
    /// The selected articles.
    pub selected: Vec<ArticleId>,
    /// Whether all articles found are selected.
    pub all_ticked: bool,
    /// The names of articles that are neither stored nor saved as a file.
    pub unstored: Vec<String>,
    /// The article whose details are open, and what is typed there.
    pub editing: Option<(ArticleId, Details)>,
    /// Articles whose entries cannot be read.
    pub damaged: Rc<[ArticleId]>,
    /// The number of articles.
    pub articles: usize,
    /// The number of their annotations.
    pub annotations: usize,
    /// The articles shown in which suggestions wait, and how many, if the article is still the same.
    pub waiting: Vec<(ArticleId, Option<usize>)>,
    /// Bytes used in all, and bytes available.
    pub usage: Option<(u64, u64)>,
}

/// Rows drawn at first, and added each time more are asked for: what fits 200 ms.
pub const ROWS: usize = 50;

impl Shelve {
    /// Whether it can happen although nobody here looks at the library: then it does without the part on demand.
    pub fn is_heard(&self) -> bool {
        matches!(
            self,
            Self::Erased(Ok(()))
                | Self::Keep
                | Self::DeletedElsewhere(_)
                | Self::ChangedElsewhere(_)
                | Self::SettingsChanged
                | Self::Damaged(_)
                | Self::Usage(..)
        )
    }

    /// Whether the reader asks for a change of stored data. The others only look, or report results.
    pub fn stores(&self) -> bool {
        matches!(
            self,
            Self::Correct(..)
                | Self::Duplicate(..)
                | Self::StoreUnstored
                | Self::Erase
                | Self::Keep
                | Self::Clear(_)
                | Self::DeleteSelected
                | Self::Restore(_)
        )
    }
}

/// The entries among records under [`crate::session::storage::schema::Key::Entry`], by the last part of their
/// keys, and the articles whose entries cannot be read: those hide no other, and stay as they are.
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

/// Whether each word of a search occurs in the details of an article.
pub(in crate::session) fn has(entry: &Entry, search: &TextSearch) -> bool {
    let mut words = search.words.split_whitespace().peekable();
    if words.peek().is_none() {
        return true;
    }
    let details = &entry.details;
    let (byline, source) = (details.byline.as_deref(), details.source.as_deref());
    let known = [Some(details.title.as_str()), byline, source, Some(entry.begins.as_str())];
    let known = known.into_iter().flatten().collect::<Vec<_>>().join("\n");
    let compared = search.compared(&known);
    words.all(|word| {
        let word = TextSearch { words: word.to_owned(), ..search.clone() };
        compared.contains(&word.compared(&word.words))
            && (!word.whole_words || Matcher::of(&word).first(&known).is_some())
    })
}

/// One type of key for all orders, because each type of list to sort adds a kilobyte to the program.
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
