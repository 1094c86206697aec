//! The effects of actions, in order: what an effect causes comes after everything asked for before it. No
//! effect runs inside another (tests/native/effect_order.rs).

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use super::effect::Effect;

/// Effects in the order they were asked for.
#[derive(Debug, Default)]
pub struct EffectQueue {
    waiting: RefCell<VecDeque<Effect>>,
    running: Cell<bool>,
}

impl EffectQueue {
    /// Runs these effects after all that were asked for before. While one is running it returns at once, and
    /// they run later: `run` may perform actions, and so call this again.
    pub fn run(&self, effects: Vec<Effect>, mut run: impl FnMut(Effect)) {
        self.waiting.borrow_mut().extend(effects);
        if self.running.replace(true) {
            return;
        }
        while let Some(effect) = self.next() {
            run(effect);
        }
        self.running.set(false);
    }

    fn next(&self) -> Option<Effect> {
        self.waiting.borrow_mut().pop_front()
    }
}
