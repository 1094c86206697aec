//! Small parts that several surfaces use.

pub mod choose;
pub mod element;
pub mod field;
pub mod icon;
pub mod pages;
pub mod pens;
pub mod pick;
pub mod sort;
pub mod toast;
