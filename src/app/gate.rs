//! Holds what needs the deferred part of the program until that is here, first in, first out.
//! Must never lose anything, nor let pass what a held one may be about: tests/native/waiting.rs.

use std::collections::VecDeque;

/// What is held, and how the deferred part is coming along.
#[derive(Debug)]
pub struct Gate<T> {
    state: GateState,
    /// Failures in a row.
    failures: u32,
    held: VecDeque<T>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum GateState {
    Open,
    /// The part was not asked for yet, or could not be loaded.
    Closed,
    /// The part was asked for.
    Asking,
}

/// What has to be there before something is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Nothing.
    Nothing,
    /// What was asked for before has to be done first.
    Turn,
    /// The deferred part.
    Part,
}

/// The first pause before the part is asked for again, in milliseconds; each is twice the one before.
const FIRST_PAUSE: u32 = 1_000;

/// The longest pause, in milliseconds.
const LONGEST_PAUSE: u32 = 60_000;

impl<T> Gate<T> {
    /// The gate of a program that is whole from the start.
    pub fn open() -> Self {
        Self { state: GateState::Open, failures: 0, held: VecDeque::new() }
    }

    /// The gate of a program whose deferred part is still to come.
    pub fn closed() -> Self {
        Self { state: GateState::Closed, ..Self::open() }
    }

    /// Whether something with this need can be done now. If not, it has to be held.
    pub fn lets_pass(&self, need: Need) -> bool {
        self.state == GateState::Open
            || match need {
                Need::Nothing => true,
                Need::Turn => self.held.is_empty(),
                Need::Part => false,
            }
    }

    /// Holds something. It takes the place of the last one if `replaces(last, it)`.
    pub fn hold(&mut self, item: T, replaces: impl FnOnce(&T, &T) -> bool) {
        match self.held.back_mut() {
            Some(last) if replaces(last, &item) => *last = item,
            _ => self.held.push_back(item),
        }
    }

    /// What is held.
    pub fn held(&self) -> impl Iterator<Item = &T> {
        self.held.iter()
    }

    /// Whether the caller has to ask for the part now: not if it is here or on its way.
    pub fn asks(&mut self) -> bool {
        let asks = self.state == GateState::Closed;
        if asks {
            self.state = GateState::Asking;
        }
        asks
    }

    /// The part could not be loaded. Gives back how long to wait before it is asked for again, in milliseconds.
    pub fn failed(&mut self) -> u32 {
        if self.state == GateState::Asking {
            self.state = GateState::Closed;
        }
        let pause = FIRST_PAUSE.saturating_mul(1 << self.failures.min(16)).min(LONGEST_PAUSE);
        self.failures += 1;
        pause
    }

    /// The part is here.
    pub fn arrived(&mut self) {
        self.state = GateState::Open;
    }

    /// The next of what is held, once it can be done.
    pub fn next(&mut self) -> Option<T> {
        if self.state == GateState::Open { self.held.pop_front() } else { None }
    }
}
