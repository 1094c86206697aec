//! Lists of what the article holds (people, claims, to do), the panel of the search, and the publishing
//! part of the claim desk.

pub mod claims;
pub mod people;
pub mod publish;
pub mod search;
pub mod todo;
