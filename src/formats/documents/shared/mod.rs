//! What the ways in share: passages composed piece by piece, links, dates, formulas, and the parts of
//! documents in a ZIP container.

pub mod address;
mod calendars;
pub mod composer;
pub mod dates;
pub mod formula;
pub mod mime_words;
mod months;
pub mod office;
pub mod omitted;
pub mod package;
pub mod raised;
pub mod tabbed;
pub mod tables;
pub mod wrapped;
