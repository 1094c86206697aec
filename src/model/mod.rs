//! The article and what people say about it, in pure Rust.
//! Must never know a DOM, a file format or a clock.

mod abbreviations;
pub mod actor;
pub mod anchor;
pub mod annotation;
mod applying;
pub mod article;
pub mod attribution;
mod building;
pub mod check;
pub mod clusters;
mod divide;
mod handing;
mod index;
pub mod marks;
pub mod names;
pub mod order;
mod places;
pub mod plain;
pub mod record;
pub mod repeats;
mod reporting;
pub mod scheme;
pub mod segments;
pub mod sentences;
pub mod set;
pub mod stretches;
pub mod text;
pub mod time;
mod tokens;
pub mod transaction;
mod weight;
pub mod words;

pub use actor::{Actor, ActorId, ActorSort};
pub use anchor::QuoteSelector;
pub use annotation::{Annotation, AnnotationId, Claimant, Detail, Kind, Origin, QuoteForm};
pub use applying::Applying;
pub use article::{Article, ArticleId, Block, BlockKind, BlockPoint, Details, Inline, InlineKind};
pub use check::{Check, Imprint, Publisher, PublisherSort, Source, Verdict, Worthy};
pub use scheme::{Grade, Scheme, SubLabel};
pub use segments::{Segment, segments};
pub use set::{AnnotationSet, Applied, Counts};
pub use text::{Byte, CodePoint, TextRange, Utf16};
pub use time::Timestamp;
pub use tokens::has_no_blanks;
pub use transaction::{Op, Transaction, TransactionError};
