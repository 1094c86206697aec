//! Article Annotator: read an article; mark, store and export its people, claims and quotes.
//! The modules, in reading order. tests/native/layers.rs holds who may import whom.

pub mod model;

pub mod formats;

pub mod session;

#[cfg(feature = "app")]
pub mod wire;

#[cfg(feature = "app")]
pub mod view;

#[cfg(feature = "app")]
pub mod browser;

#[cfg(feature = "app")]
pub mod app;

#[cfg(feature = "app")]
pub mod api;
