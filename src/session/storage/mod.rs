//! How the work of a session gets into the browser's storage: what is not stored yet, what is tried again,
//! and what the reader is told. Never touches a database: tests/native/layers.rs.

pub mod batch;
pub mod effects;
mod overtaken;
pub mod queue;
pub mod save_state;
mod saving;
pub mod unsaved;

pub use effects::EffectQueue;
pub(super) use overtaken::Apart;
pub use queue::Queue;
pub use save_state::{Failure, SaveEvent, SaveState, StorageEvent, Why};
pub(super) use saving::Parked;
pub(super) use unsaved::Unsaved;
pub use unsaved::{Attempt, Attempts};
