//! How tabs with the same article communicate.

pub mod protocol;
