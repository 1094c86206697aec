//! What the reader does: pointer, keys, focus, links, drag and drop.

pub(in crate::app) mod drag_and_drop;
pub(in crate::app) mod focus;
pub(in crate::app) mod gestures;
pub(in crate::app) mod keys;
pub(in crate::app) mod links;
pub(in crate::app) mod span_handles;
