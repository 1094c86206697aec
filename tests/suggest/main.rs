//! Tests of the suggestions: tables of real cases by stage, laws over hostile text, and how much of what
//! others marked in real news is found (tests/suggest/found.rs, found_quotes.rs).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod desk;

mod claims;
mod epithets;
mod found;
mod found_quotes;
mod handed_on;
mod hostile;
mod introduced;
mod languages;
mod laws;
mod models;
mod newspaper;
mod offices;
mod one_answer;
mod people;
mod printed_names;
mod pronouns;
mod prose;
mod quotations;
mod reports;
mod speakers;
mod stories;
mod surnames;
mod tagger;
mod titled;
mod told;
