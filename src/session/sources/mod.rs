//! A source beside the article, in which its quotes are looked up: what was found, and what the reader looks at.
//! Nothing is linked before the reader decides it (tests/native/against_source.rs).

mod held;
pub mod rows;
mod text;

pub(in crate::session) use held::{HeldSource, PickedPassage};
pub(in crate::session) use text::turned;

use crate::formats::Problem;
use crate::model::sources::Fidelity;
use crate::model::{ActorId, AnnotationId, BlockPoint};
use crate::session::search::library::{Opaque, opaque};

use rows::SourceRows;

/// What can be asked about a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sources {
    /// Show the list of quotes.
    Show,
    /// Open this text beside the article.
    Open {
        /// Its title, or empty.
        title: String,
        /// Its address, or empty.
        url: String,
        /// The text.
        text: String,
    },
    /// Look up again.
    Again,
    /// Close the source. Links stay.
    Close,
    /// List only quotes of this speaker, or of all.
    By(Option<ActorId>),
    /// List only quotes without a speaker.
    ByNobody,
    /// List only quotes of this result, or of all.
    Only(Option<Fidelity>),
    /// List only quotes of which no place is certain.
    OnlyUnsure,
    /// Show this page of the list, from 0.
    Page(usize),
    /// Show a quote in the source.
    Review(AnnotationId),
    /// Review the next or previous one.
    Step {
        /// The next one.
        forward: bool,
    },
    /// Choose one of the places offered for the quote under review, from 0.
    Choose(usize),
    /// Start selecting the passage of the quote under review oneself, or stop.
    Pick(bool),
    /// The passage of the quote under review is what is selected in the source, if anything is.
    Passage(Option<(BlockPoint, BlockPoint)>),
    /// It is these words of the source, or begins and ends with those around “…”.
    Words(String),
    /// Show the part of a long source before or after the one shown.
    Turn {
        /// The part after it.
        forward: bool,
    },
    /// Keep the link of the quote under review with its passage.
    Link,
    /// Keep that the source does not have the quote under review.
    NotThere,
    /// Remove the link of a quote.
    Unlink(AnnotationId),
}

/// How far looking up is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LookStage {
    /// The worker looks, under this number.
    Working(u32),
    /// It could not, for this reason.
    Failed(Problem),
    /// Everything is looked up.
    Done,
}

/// What is known of a quote and a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuoteStanding {
    /// This was found, or decided.
    Has(Fidelity),
    /// Some places are like it, and none is certain.
    Unsure,
}

/// Whose quotes are listed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum QuotesBy {
    /// All.
    #[default]
    Everybody,
    /// Those of a speaker.
    Speaker(ActorId),
    /// Those without a speaker.
    Nobody,
}

opaque!(HeldSource);
opaque!(SourceRows);
