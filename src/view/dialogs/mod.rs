//! The dialogs, a file each, in the frame they share.

pub mod correct;
pub mod dialog;
pub mod export;
pub mod help;
pub mod import;
pub mod library;
pub mod mark_all;
pub mod open;
pub mod open_review;
pub mod picture;
pub mod scheme;
pub mod settings;
pub mod shares;
pub mod timeline;
