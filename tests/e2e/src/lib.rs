//! The harness of the end-to-end tests: a static server, a browser of our own, and the app as its
//! user meets it. Never retries a test.

pub mod app;
pub mod axe;
pub mod browser;
pub mod driver;
pub mod emulate;
pub mod engine;
pub mod files;
pub mod gestures;
pub mod journey;
mod kept;
pub mod keyboard;

pub mod server;
pub mod tabs;
pub mod touch;
pub mod watched;

pub use app::{App, Setup};
pub use browser::Session;
pub use driver::Driver;
pub use engine::Engine;
pub use gestures::{Spot, key};
pub use journey::{Told, journey, journey_with};
pub use server::Server;
