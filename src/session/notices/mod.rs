//! What the reader is told.

pub mod message;
