//! Articles stored in this browser: what is known of them, and what is done to them without opening them.

pub mod apart;
pub mod deeds;
pub mod shelf;
pub mod storing;
