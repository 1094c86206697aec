//! The storage: its connection, the queue of its jobs, and the library in it.

pub(in crate::app) mod connection;
pub(in crate::app) mod library;
mod on_demand;
pub(in crate::app) mod queue;
