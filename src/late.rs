//! What the page can start without. `cargo xtask build` puts everything that only [`late`] calls into
//! a second file, the deferred part, which loads once the page is ready. Until then, `app/deferred/gate.rs`
//! holds whatever needs it: tests/e2e/tests/journeys/late.rs.

use std::cell::Cell;
use std::hint::black_box;

thread_local! {
    /// Whether the deferred part is still missing; never so in a program of one file.
    static AWAITED: Cell<bool> = const { Cell::new(false) };
}

/// Runs work that the start of the page does not need.
pub fn late<T>(work: impl FnOnce() -> T) -> T {
    behind(work)
}

/// Notes that the deferred part is still missing.
pub fn expect() {
    AWAITED.set(true);
}

/// Notes that it is loaded.
pub fn arrived() {
    AWAITED.set(false);
}

/// Whether it is loaded.
pub fn is_here() -> bool {
    !AWAITED.get()
}

/// The cut, which xtask/src/split/reach.rs knows by this name. `black_box` hides the result from the
/// compiler, which would otherwise let the caller refer to what lies behind it.
#[inline(never)]
fn behind<T>(work: impl FnOnce() -> T) -> T {
    black_box(work())
}
