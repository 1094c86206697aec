//! The articles stored in this browser, and changes to them without opening them.

pub mod apart;
pub mod deeds;
pub mod shelf;
pub mod storing;
