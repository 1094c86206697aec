//! The data of an article: its ledger, and everything that is computed from the annotations or turns one set of them
//! into another. Draws and stores nothing: tests/native/layers.rs.

pub mod actors;
pub mod attribution;
pub mod bulk_apply;
pub mod edit;
pub mod excerpt;
pub mod find_all;
pub mod history;
pub mod label;
pub mod ledger;
pub mod linking;
pub mod lints;
pub mod merge;
pub mod scheme;
