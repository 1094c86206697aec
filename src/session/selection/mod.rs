//! What the reader points at: the selection, the keyboard caret, the ends of a highlight. It knows the text,
//! not the page.

pub mod caret;
pub mod movement;
pub mod pick_mode;
pub mod selected;
pub mod span_resize;
