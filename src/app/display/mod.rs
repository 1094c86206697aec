//! What is placed once the page is drawn: cards, toolbar, caret, minimap.

pub(in crate::app) mod minimap;
pub(in crate::app) mod placement;
mod suggestions;
