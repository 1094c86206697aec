//! What the page can be shown without. `cargo xtask build` puts what only [`late`] leads to into a file of its own,
//! the deferred part, which is asked for once the page is ready. Must never be called before that file is here:
//! `app/gate.rs` holds what needs it (journeys/late.rs).

use std::cell::Cell;
use std::hint::black_box;

thread_local! {
    /// Whether the file is still to come. A program that is not cut in two is whole from the start.
    static AWAITED: Cell<bool> = const { Cell::new(false) };
}

/// Does what the start of the page does not need.
pub fn late<T>(work: impl FnOnce() -> T) -> T {
    behind(work)
}

/// Says that the deferred part is still to come.
pub fn expect() {
    AWAITED.set(true);
}

/// Says that it is here.
pub fn arrived() {
    AWAITED.set(false);
}

/// Whether it is here.
pub fn is_here() -> bool {
    !AWAITED.get()
}

/// The cut: xtask/src/split/reach.rs knows it by its name. What comes of it is hidden from the compiler, which would
/// otherwise have the caller name what is behind it.
#[inline(never)]
fn behind<T>(work: impl FnOnce() -> T) -> T {
    black_box(work())
}
