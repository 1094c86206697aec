//! What the JavaScript API takes and gives, as plain data: offsets are UTF-16 units of the text.

pub mod arguments;
pub mod results;
