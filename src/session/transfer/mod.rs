//! Articles and files on their way in and out: what is chosen and decided about them before anything happens.

pub mod export;
pub mod import;
pub mod open_review;
pub mod opening;
pub mod prepared;
pub mod sender;
