//! Import, export and opening, up to the moment before anything changes: what the reader sees and decides.

pub mod export;
pub mod gathered;
pub mod import;
pub mod open_review;
pub mod opening;
pub mod prepared;
pub mod sender;
