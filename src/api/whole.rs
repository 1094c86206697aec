//! What programs ask for before the program is whole: held, then done (tests/e2e/tests/journeys/deferred.rs).

use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;

use super::{error, promise};
use crate::app::Shared;
use crate::session::{OnDemand, ProgramPart};

type Call = Box<dyn FnOnce(&Rc<Shared>) -> Promise>;

/// Does what a program asked for. What it calls is not part of the start.
#[inline(never)]
pub(super) fn call(act: impl FnOnce(&Rc<Shared>) -> Promise, shared: &Rc<Shared>) -> Promise {
    act(shared)
}

/// The same for what is in the part on demand.
#[inline(never)]
pub(super) fn call_on_demand(
    act: impl FnOnce(&Rc<Shared>) -> Promise,
    shared: &Rc<Shared>,
    _: OnDemand,
) -> Promise {
    act(shared)
}

/// Does it in its turn: once a part that was asked for before is loaded, or failed to. Fails if the part it
/// needs is not there by then.
pub(super) fn when_loaded(
    shared: Rc<Shared>,
    needs: ProgramPart,
    in_turn: ProgramPart,
    act: Call,
) -> Promise {
    promise(async move {
        match shared.loaded(in_turn).await {
            Err(reason) if !shared.is_loaded(needs) => Err(error(&reason)),
            _ => JsFuture::from(act(&shared)).await,
        }
    })
}
