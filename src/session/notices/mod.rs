//! The messages to the reader.

pub mod message;
