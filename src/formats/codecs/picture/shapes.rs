//! The picture of who said what, as data: what a page or a file draws. Everything lies inside the picture, and
//! every annotation is in exactly one shape or density (tests/native/picture.rs).

use crate::model::plain::{Object, Plain, Wrong};
use crate::model::record::{Record, if_filled, must, names, record};
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
    /// That of the people, so many, who have no row of their own.
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

record! { Picture {
    rtl: or_default, paragraphs: if_filled, rows: if_filled, compact: or_default, shapes: if_filled,
    densities: if_filled,
} }

record! { Row {
    who: must, name: if_filled, role: if_filled, mentions: must, quotes: must, words: must, claims: must,
} }

record! { Density { kind: must, row: must, columns: must } }

names! { RowOrder { Appearance: "appearance", Words: "words" } }

impl Record for RowOwner {
    fn plain(&self) -> Plain<'_> {
        match self {
            Self::Actor(id) => Plain::tagged("actor", id.plain()),
            Self::More(people) => Plain::tagged("more", people.plain()),
            Self::Article => Plain::text("article"),
            Self::Nobody => Plain::text("nobody"),
        }
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        match plain.tag()? {
            ("actor", id) => Record::read(id).map(Self::Actor),
            ("more", people) => Record::read(people).map(Self::More),
            ("article", _) => Ok(Self::Article),
            ("nobody", _) => Ok(Self::Nobody),
            _ => Err(plain.is_not("a row of the picture")),
        }
    }
}

/// Numbers in one list, because there are thousands of shapes.
impl Record for Shape {
    fn plain(&self) -> Plain<'_> {
        let mut object = Object::default();
        must::put(&mut object, "kind", &self.kind);
        must::put(&mut object, "row", &self.row);
        let parts = self.parts.iter().flat_map(|part| [part.x.plain(), part.width.plain()]);
        object.put("parts", Plain::List(parts.collect()));
        must::put(&mut object, "annotation", &self.annotation);
        must::put(&mut object, "paragraph", &self.paragraph);
        object.put_filled("mark", self.mark.plain());
        object.into()
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        let object = plain.as_object()?;
        let parts: Vec<u32> = must::get(object, "parts")?;
        let parts = parts.chunks_exact(2).map(|part| Extent { x: part[0], width: part[1] });
        Ok(Self {
            kind: must::get(object, "kind")?,
            row: must::get(object, "row")?,
            parts: parts.collect(),
            annotation: must::get(object, "annotation")?,
            paragraph: must::get(object, "paragraph")?,
            mark: if_filled::get(object, "mark")?,
        })
    }
}

impl Record for VerdictMark {
    fn plain(&self) -> Plain<'_> {
        match self {
            Self::Unchecked => Plain::List(Vec::new()),
            Self::Apart => Plain::List(vec![Plain::Whole(0)]),
            Self::Dots(filled, of) => Plain::List(vec![filled.plain(), of.plain()]),
        }
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        Ok(match plain.each(u32::read)?.as_slice() {
            [] => Self::Unchecked,
            [filled, of] => Self::Dots(*filled, *of),
            _ => Self::Apart,
        })
    }
}

impl Record for Hairline {
    fn plain(&self) -> Plain<'_> {
        Plain::List(vec![self.x.plain(), self.number.plain(), Plain::Flag(self.labelled)])
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        match plain.as_list()? {
            [x, number, labelled] => Ok(Self {
                x: u32::read(x)?,
                number: u32::read(number)?,
                labelled: bool::read(labelled)?,
            }),
            _ => Err(plain.is_not("the line of a paragraph")),
        }
    }
}
