//! Small parts that several surfaces use.

pub mod button;
pub mod choose;
pub mod element;
pub mod field;
pub mod filters;
pub mod icon;
pub mod pages;
pub mod pens;
pub mod pick;
pub mod selecting;
pub mod sort;
pub mod toast;
pub mod unfolding;
