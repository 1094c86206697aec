//! What is said to readers who hear the page. Two announcements with one number are one: it is not said again
//! (tests/native/hearing.rs).

use std::rc::Rc;

/// Something that is said once.
#[derive(Debug, Clone)]
pub struct Announcement<T> {
    /// What is said.
    pub what: Rc<T>,
    /// Its number among all of them, so that the same words are said again when they come again.
    pub number: u32,
}

impl<T> PartialEq for Announcement<T> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl<T> Eq for Announcement<T> {}
