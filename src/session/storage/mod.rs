//! What is stored, record by record, and what is still to be stored. It names no browser and no clock
//! (tests/native/layers.rs).

pub mod batch;
pub mod batches;
pub mod draft;
pub mod load;
pub mod queue;
pub mod save_state;
pub mod schema;
pub mod settings;
pub mod stepping;
pub mod steps;
pub mod turning;
pub mod unsaved;
