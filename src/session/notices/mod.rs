//! The messages to the reader.

pub mod announcement;
pub mod message;
