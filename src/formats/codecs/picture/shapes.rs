//! The picture of who said what, as data that a file draws. Everything lies inside the picture, and
//! every annotation is in exactly one shape or density (tests/native/picture.rs).

use crate::model::{ActorId, AnnotationId, Kind};

/// People as rows, the article from its beginning to its end.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Picture {
    /// Whether the article is right-to-left, so that its beginning is on the right.
    pub rtl: bool,
    /// The paragraphs, thinned out where there are many.
    pub paragraphs: Vec<Hairline>,
    /// The rows, from top to bottom.
    pub rows: Vec<Row>,
    /// Whether there are so many people that rows are low.
    pub compact: bool,
    /// The shapes, by row, then in text order.
    pub shapes: Vec<Shape>,
    /// In place of shapes where a row has too many of a kind.
    pub densities: Vec<Density>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Whose it is.
    pub who: RowOwner,
    /// The name, or empty if it is no one person’s.
    pub name: String,
    /// The role, or empty.
    pub role: String,
    /// The annotations of the kind person.
    pub mentions: usize,
    /// The quotes.
    pub quotes: usize,
    /// The words quoted, as [`crate::model::statistics::SpeechCounts::words`] counts them.
    pub words: usize,
    /// The claims.
    pub claims: usize,
}

/// Whose a row is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowOwner {
    /// A person’s.
    Actor(ActorId),
    /// Everyone without a row of their own: this many people.
    More(usize),
    /// The article’s: the claims that it makes itself.
    Article,
    /// Nobody’s yet: mentions without a person, quotes without a speaker, claims without a claimant.
    Nobody,
}

/// An annotation in the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// A mention is a bar, a quote a band, a claim a dashed line.
    pub kind: Kind,
    /// The index of its row.
    pub row: u32,
    /// Its parts, ascending and apart.
    pub parts: Vec<Extent>,
    /// The annotation.
    pub annotation: AnnotationId,
    /// The number of the paragraph where it begins, from 1.
    pub paragraph: u32,
    /// The verdict of a claim.
    pub mark: VerdictMark,
}

/// A stretch of the article's length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// Where it begins, from 0 to [`Picture::ACROSS`].
    pub x: u32,
    /// Its length; at least 1.
    pub width: u32,
}

/// The verdict of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum VerdictMark {
    /// None: it is not a claim, or it is not checked.
    #[default]
    Unchecked,
    /// Dots: this many of that many are filled, all for true.
    Dots(u32, u32),
    /// A question mark: the verdict is outside the order from true to false.
    Apart,
}

/// How many annotations of a kind begin where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Density {
    /// The kind.
    pub kind: Kind,
    /// The index of the row.
    pub row: u32,
    /// The columns with annotations, ascending, and how many begin in each. A column is
    /// [`Density::COLUMN`] wide.
    pub columns: Vec<(u32, usize)>,
}

/// Where a paragraph begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hairline {
    /// Where, from 0 to [`Picture::ACROSS`].
    pub x: u32,
    /// Its number, from 1.
    pub number: u32,
    /// Whether there is room for its number.
    pub labelled: bool,
}

/// The order of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowOrder {
    /// By first appearance.
    #[default]
    Appearance,
    /// By words quoted, most first; equals by first appearance.
    Words,
}

impl Picture {
    /// The length of the article: positions are in ten thousandths of it.
    pub const ACROSS: u32 = 10_000;

    /// The number of people, with those who have no row of their own.
    pub fn people(&self) -> usize {
        let people = |row: &Row| match row.who {
            RowOwner::Actor(_) => 1,
            RowOwner::More(people) => people,
            RowOwner::Article | RowOwner::Nobody => 0,
        };
        self.rows.iter().map(people).sum()
    }

    /// The number of people without a row of their own.
    pub fn more(&self) -> usize {
        let more =
            |row: &Row| if let RowOwner::More(people) = row.who { Some(people) } else { None };
        self.rows.iter().find_map(more).unwrap_or_default()
    }
}

impl Row {
    /// The person, if it is one's own.
    pub fn actor(&self) -> Option<&ActorId> {
        match &self.who {
            RowOwner::Actor(id) => Some(id),
            _ => None,
        }
    }
}

impl Density {
    /// The width of a column.
    pub const COLUMN: u32 = 50;

    /// The number of annotations.
    pub fn annotations(&self) -> usize {
        self.columns.iter().map(|(_, count)| count).sum()
    }

    /// The number of annotations in the fullest column.
    pub fn most(&self) -> usize {
        self.columns.iter().map(|(_, count)| *count).max().unwrap_or_default()
    }
}
