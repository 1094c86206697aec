//! Who said what, laid out for the screen: lines are paths, so that hundreds of marks are one element. The
//! worker makes it, and the page only draws it (tests/native/who_page.rs).

use std::rc::Rc;

use crate::model::plain::Plain;
use crate::model::record::{Record, record};

/// The id under which the worker makes it. It is no format that readers choose.
pub const ID: &str = "who-said-what";

/// The page of one article, or of several together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WhoPage {
    /// Whether the article begins on the right.
    pub rtl: bool,
    /// Whether there are so many people that rows are low.
    pub compact: bool,
    /// Where paragraphs begin, as a path of [`WhoRow::HEIGHT`].
    pub grid: Rc<str>,
    /// Where there is room for the number of a paragraph, and the number: two by two.
    pub numbers: Vec<usize>,
    /// The rows, from top to bottom, by first appearance; of several articles by words quoted.
    pub rows: Vec<WhoRow>,
    /// The indices of the rows by words quoted; those who are no one person last.
    pub by_words: Vec<usize>,
    /// The lists beneath the rows.
    pub lists: Vec<ShareList>,
    /// The sums.
    pub sums: WhoSums,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WhoRow {
    /// Empty for a person, otherwise [`WhoRow::MORE`], [`WhoRow::UNNAMED`], [`WhoRow::ARTICLE`] or
    /// [`WhoRow::NOBODY`].
    pub owner: String,
    /// The name, or empty.
    pub name: String,
    /// The role, or empty.
    pub role: String,
    /// The number of people in the row; of several articles, the number of articles with that person.
    pub count: usize,
    /// Mentions, quotes, words quoted, claims.
    pub numbers: Vec<usize>,
    /// The mentions, claims and quotes that are shown one by one, as paths along y = 0. After them, where a
    /// kind has too many for that: columns as paths, [`WhoRow::LEVELS`] a kind, from light to dark.
    pub paths: Vec<Rc<str>>,
    /// The parts of annotations, three by three: where they begin, how long they are, and three times the
    /// place of the annotation in its document plus the index of its kind.
    pub marks: Vec<usize>,
    /// The verdicts with room for them, three by three: where, and how many dots of how many are filled; of 0
    /// if the verdict is outside the order from true to false.
    pub verdicts: Vec<usize>,
}

/// A list of shares or counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShareList {
    /// Of what: one of the constants here.
    pub what: String,
    /// Its rows.
    pub rows: Vec<ShareRow>,
    /// The number of rows left out.
    pub more: usize,
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShareRow {
    /// The name; empty for what has none.
    pub name: String,
    /// The part.
    pub part: usize,
    /// The whole.
    pub of: usize,
    /// A number beside it: quotes, claims or articles.
    pub count: usize,
}

/// The sums.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WhoSums {
    /// The articles.
    pub articles: usize,
    /// The people with an annotation; of several articles without unnamed sources.
    pub people: usize,
    /// Those of them who are quoted.
    pub speakers: usize,
    /// The quotes.
    pub quotes: usize,
    /// The words quoted.
    pub quoted: usize,
    /// All words.
    pub words: usize,
    /// The claims.
    pub claims: usize,
}

record! { WhoPage {
    rtl: or_default, compact: or_default, grid: must, numbers: if_filled, rows: if_filled,
    by_words: if_filled, lists: if_filled, sums: must,
} }

record! { WhoRow {
    owner: if_filled, name: if_filled, role: if_filled, count: must, numbers: must, paths: if_filled,
    marks: if_filled, verdicts: if_filled,
} }

record! { ShareList { what: must, rows: must, more: must } }

record! { ShareRow { name: if_filled, part: must, of: must, count: must } }

record! { WhoSums {
    articles: must, people: must, speakers: must, quotes: must, quoted: must, words: must, claims: must,
} }

impl WhoPage {
    /// The page in a file of the worker; `None` if it is garbled.
    pub fn of(content: &[u8]) -> Option<Self> {
        let plain = Plain::from_json(std::str::from_utf8(content).ok()?).ok()?;
        Self::read(&plain).ok()
    }
}

impl WhoRow {
    /// Everyone without a row of their own.
    pub const MORE: &str = "more";
    /// The unnamed sources of several articles.
    pub const UNNAMED: &str = "unnamed";
    /// The article itself.
    pub const ARTICLE: &str = "article";
    /// Nobody yet.
    pub const NOBODY: &str = "nobody";
    /// The height of a row, in the unit of its paths.
    pub const HEIGHT: usize = 52;
    /// Levels of density.
    pub const LEVELS: usize = 4;
}

impl ShareList {
    /// The words of each speaker.
    pub const SPEAKERS: &str = "speakers";
    /// The words by the role of the speaker.
    pub const ROLES: &str = "roles";
    /// The words by the label of the quote.
    pub const LABELS: &str = "labels";
    /// The quotes by form, and those of unnamed sources.
    pub const FORMS: &str = "forms";
    /// The claims by verdict: `part` dots of `of`, and the number.
    pub const VERDICTS: &str = "verdicts";
    /// The annotated part of each paragraph.
    pub const PARAGRAPHS: &str = "paragraphs";
    /// The words quoted over time, with the number of articles.
    pub const TIME: &str = "time";
    /// The name of the row of unnamed sources among [`Self::FORMS`].
    pub const UNNAMED: &str = "unnamed";
}
