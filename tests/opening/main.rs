//! Texts, pages, documents and books become articles: each format by tables, real files and laws.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod about;
mod around;
mod asides;
mod beside;
mod calls;
mod cases;
mod copies;
mod days;
#[allow(dead_code, reason = "used by the tests of single ways in")]
mod desk;
mod documents;
mod flat;
mod formulas;
mod headlines;
mod hidden;
mod inside;
mod kept;
mod lead;
mod letters;
mod mail;
mod markdown;
mod notes;
mod older;
mod others;
mod pages;
mod painted;
mod paper;
mod paper_letters;
mod paper_tables;
mod pdf;
mod pieces;
mod poppler;
mod rows;
mod search;
mod sheets;
mod signed;
mod tables;
mod texts;
mod unclosed;
mod unseen;
mod word;
mod wrapped;
mod written;
