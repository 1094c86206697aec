//! What the page can show an article without. `cargo xtask build` puts what only [`late`] leads to into a file of its
//! own, which is loaded once the page is ready, or at the first call if that is sooner.
//! Must never do anything but call: a program that is not cut in two behaves the same.

use std::cell::Cell;
use std::hint::black_box;

thread_local! {
    /// How the file is loaded, until it is.
    static LOAD: Cell<Option<fn()>> = const { Cell::new(None) };
}

/// Does what the start of the page does not need.
pub fn late<T>(work: impl FnOnce() -> T) -> T {
    load();
    behind(work)
}

/// Says how the file is loaded, before anything in it is needed. It has to be there when this function returns.
pub fn load_by(load: fn()) {
    LOAD.set(Some(load));
}

/// Whether it is there.
pub fn is_here() -> bool {
    LOAD.get().is_none()
}

/// Has it loaded if it is not there: before something is held that must not be left held if it cannot be.
#[inline(never)]
pub fn load() {
    if let Some(load) = LOAD.get() {
        load();
        // Not before: what could not be loaded is asked for again.
        LOAD.set(None);
    }
}

/// The cut: xtask/src/split/reach.rs knows it by its name. What comes of it is hidden from the compiler, which would
/// otherwise have the caller name what is behind it.
#[inline(never)]
fn behind<T>(work: impl FnOnce() -> T) -> T {
    black_box(work())
}
