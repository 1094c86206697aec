//! What is shown of a document, as values: blocks in pieces, cards, the minimap. An edit redraws one block
//! (tests/native/sections.rs).

pub mod annotation_rows;
pub mod blocks;
pub mod card_layout;
pub mod cards;
pub mod claim_desk;
pub mod claim_rows;
pub mod document;
pub mod healing;
pub mod inline_styles;
pub mod lists;
mod looks;
pub mod minimap;
pub mod plan;
pub mod redraw_queue;
pub mod rendered;
pub mod tree;
