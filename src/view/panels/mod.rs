//! Lists of what the article holds: its people, its claims, what is left to do.

pub mod claims;
pub mod people;
pub mod publish;
pub mod search;
pub mod todo;
