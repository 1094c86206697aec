//! Every exchange format: the laws all of them keep, by what each declares, and files of other
//! programs. Laws name no format, so a new one is under them from its first day.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[allow(dead_code, reason = "shared with the tests of the document, which need more of it")]
#[path = "../native/notation.rs"]
mod notation;
#[allow(dead_code, reason = "shared with the tests of the document, which need more of it")]
#[path = "../native/random.rs"]
mod random;

mod addresses;
mod beside;
mod brat;
mod brought;
mod cases;
mod catma;
mod columns;
mod corpus;
mod counted;
mod counting;
mod data;
#[allow(dead_code, reason = "used by the tests of single formats")]
mod desk;
mod editions;
mod elsewhere;
mod hostile;
mod invented;
mod kin;
mod laws;
mod layers;
mod marked;
mod neighbours;
mod numbers;
mod offsets;
mod others;
mod ours;
mod pages;
mod paper;
mod printed;
mod publishing;
mod quote_sources;
mod recordings;
mod records;
mod relatives;
mod rewritten;
mod samples;
mod selectors;
mod shifted;
mod spreadsheets;
mod stated;
mod studio;
mod tables;
mod tagging;
mod told;
mod vector;
mod within;
mod wordings;
mod words;
