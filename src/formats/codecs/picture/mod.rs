//! Who said what: the picture as shapes and as an SVG file, the table beneath it, and the numbers as CSV. The
//! page may import the plain types alone, `shapes` and `said` (tests/native/layers.rs).

mod codec;
pub mod drawing;
mod numbers;
pub mod said;
pub mod shapes;
pub mod svg;

pub use codec::{NUMBERS, NUMBERS_CODEC, PICTURE, PICTURE_CODEC};
pub use said::QuoteRow;
pub use shapes::{Density, Extent, Hairline, Picture, Row, RowOrder, RowOwner, Shape, VerdictMark};
