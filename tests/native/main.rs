//! Tests of everything that needs no screen: model, formats and session, in seconds. Tables say in
//! notation what a reader gets; laws hold for hostile text; `layers` checks the architecture.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "../tables/mod.rs"]
mod tables;

mod faults;
mod host;
mod hostile;
mod notation;
mod random;
mod said;
mod store;
mod style_names;
mod suggesting;
mod tabs_storage;
mod tabs_world;
mod todo;
mod world;

mod laws_anchoring;
mod laws_document;
mod laws_files;
mod laws_history;
mod laws_offsets;
mod laws_people;
mod laws_session;
mod laws_sources;
mod laws_tabs;
mod laws_versions;
mod laws_words;

mod adjusting;
mod against_source;
mod anchoring;
mod anchoring_edits;
mod attribution;
mod beside;
mod bulk;
mod cards;
mod correcting;
mod damage;
mod deciding;
mod editing;
mod effect_order;
mod exchange;
mod exported;
mod files;
mod finding;
mod healing;
mod hearing;
mod history;
mod history_kept;
mod input;
mod intake;
mod judging;
mod keeping;
mod keyboard;
mod later_notes;
mod layers;
mod library;
mod library_kept;
mod library_search;
mod limits;
mod linking;
mod long_lines;
mod many;
mod many_claims;
mod marking;
mod merging;
mod minimap;
mod not_whole;
mod nothing_dropped;
mod opening;
mod panels;
mod paper;
mod parts;
mod pattern_search;
mod patterns;
mod pens;
mod people;
mod picture;
mod picture_losses;
mod queries;
mod quotations;

mod reanchoring;
mod register;
mod regressions;
mod rules;
mod save_state;
mod schema;
mod scheme;
mod scripts;
mod search_panel;
mod searching;
mod second_file;
mod sections;
mod shapes;
mod source_passages;
mod sources;
mod statistics;
mod storage_faults;
mod storage_queue;
mod storage_walk;
mod suggested_in_text;
mod suggesting_again;
mod suggesting_many;
mod suggesting_panel;
mod tabs;
mod tabs_faults;
mod tabular;
mod two_programs;
mod type_names;
mod underway;
mod unicode;
mod unmarked;
mod versions;
mod versions_left;
mod versions_review;
mod versions_selected;
mod versions_undo;
mod waiting;
mod who_page;
mod wikinews;
mod words;
