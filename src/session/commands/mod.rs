//! What each action does to the session: a file per subject. The only room that changes a session, and the top one:
//! no other room imports it (tests/native/layers.rs).

pub mod actors;
pub mod bulk_apply;
pub mod caret;
pub mod deleting;
pub mod dialogs;
pub mod dispatch;
pub mod edit;
pub mod export;
pub mod find_all;
pub mod healing;
pub mod import;
pub mod keymap;
pub mod library;
pub mod library_search;
pub mod linking;
pub mod lints;
pub mod looking;
pub mod many;
pub mod navigation;
pub mod notices;
pub mod open;
pub mod open_review;
pub mod overtaken;
pub mod panels;
pub mod peer;
pub mod pick_mode;
pub mod reanchor;
pub mod saving;
pub mod scheme;
pub mod search;
pub mod select;
pub mod settings;
pub mod span_resize;
pub mod storing;
pub mod undo;
