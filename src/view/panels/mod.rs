//! The panel beside the text: its tabs, the lists of what the article holds (people, claims, to do), the
//! search, and the publishing part of the claim desk.

mod annotations;
mod changes;
mod claims;
mod grip;
mod many;
pub mod panel;
mod passage;
mod people;
pub mod publish;
pub mod search;
mod source;
mod suggested;
pub mod tabs;
mod todo;
