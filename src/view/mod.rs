//! What is seen: components that take snapshots and give back actions.
//! Must never hold state but what is open, measure anything, or import `browser`.

mod article;
mod card;
mod cards;
mod dialog;
mod empty;
mod export;
mod footline;
mod handles;
mod header;
mod help;
mod icon;
mod import;
mod library;
pub mod overview;
mod page;
mod settings;
mod title;
mod toast;
mod toolbar;
pub mod wording;

pub use page::{PageProps, page};

use yew::Callback;

use crate::session::Action;

/// Where components send what is asked for.
pub type Act = Callback<Action>;
