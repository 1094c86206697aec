//! The article: its text, and what stands on and around it: title, toolbar, handles, minimap.

pub mod beside;
pub mod empty;
pub mod footer;
pub mod handles;
pub mod minimap;
pub mod source;
pub mod text;
pub mod title;
pub mod toolbar;
pub mod tree;
pub mod versions;
