//! How tabs with the same article talk to each other.

pub mod protocol;
