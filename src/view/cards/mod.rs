//! The cards beside the article, and what the open one shows.

pub mod attribution;
pub mod card;
pub mod check;
pub mod list;
pub mod tour;
