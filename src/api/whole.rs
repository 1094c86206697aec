//! What programs ask for before the program is whole: held, then done (tests/e2e/tests/journeys/deferred.rs).

use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;

use super::{error, promise};
use crate::app::Shared;

type Call = Box<dyn FnOnce(&Rc<Shared>) -> Promise>;

/// Does what a program asked for. What it calls is not part of the start.
#[inline(never)]
pub(super) fn call(act: impl FnOnce(&Rc<Shared>) -> Promise, shared: &Rc<Shared>) -> Promise {
    act(shared)
}

pub(super) fn when_whole(shared: Rc<Shared>, act: Call) -> Promise {
    promise(async move {
        shared.whole().await.map_err(|reason| error(&reason))?;
        JsFuture::from(act(&shared)).await
    })
}
