//! Article Annotator: read an article, mark people, claims and quotes, keep them, export them.
//! The modules, in reading order; `view` and `browser` never import each other, and only `app` sees all.
//! This file declares modules and must never hold behaviour.

pub mod late;

pub mod model;

pub mod formats;

pub mod session;

#[cfg(feature = "worker")]
pub mod wire;

#[cfg(feature = "app")]
pub mod view;

#[cfg(feature = "app")]
pub mod browser;

#[cfg(feature = "app")]
pub mod app;

#[cfg(feature = "app")]
pub mod api;
