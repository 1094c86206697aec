//! The data of an article: its ledger, and everything computed from the annotations or making one set of them
//! into another. It imports no drawing and no storage (tests/native/layers.rs).

pub mod actors;
pub mod annotation_list;
pub mod attribution;
pub mod bulk_apply;
pub mod claim_list;
pub mod edit;
pub mod excerpt;
pub mod find_all;
pub mod history;
pub mod label;
pub mod ledger;
pub mod linking;
pub mod lints;
pub mod many;
pub mod merge;
pub mod name_places;
pub mod scheme;
pub mod todo;
