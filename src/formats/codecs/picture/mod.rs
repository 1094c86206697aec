//! Who said what: the picture as shapes, as an SVG file and laid out for the screen, the table beneath it, and
//! the numbers as CSV. The page may import `shapes`, `said` and `page` alone (tests/native/layers.rs).

mod codec;
pub mod drawing;
pub mod layout;
mod numbers;
pub mod page;
pub mod said;
pub mod shapes;
pub mod svg;

pub use codec::{NUMBERS, NUMBERS_CODEC, PICTURE, PICTURE_CODEC};
pub use said::QuoteRow;
pub use shapes::{Density, Extent, Hairline, Picture, Row, RowOrder, RowOwner, Shape, VerdictMark};
