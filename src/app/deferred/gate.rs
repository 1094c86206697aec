//! Holds what needs a part of the program until that is loaded, first in, first out. Loses nothing and lets
//! nothing overtake: tests/native/waiting.rs.

use std::collections::VecDeque;

/// What is held, and the state of the part.
#[derive(Debug)]
pub struct Gate<T> {
    state: GateState,
    /// Failures in a row.
    failures: u32,
    /// Whether the connection came back after the part was requested.
    is_back: bool,
    held: VecDeque<T>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum GateState {
    Open,
    /// The part was not requested yet, or could not be loaded.
    Closed,
    /// The part was requested.
    Asking,
}

/// What something needs before it can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Nothing.
    Nothing,
    /// Whatever was held before it.
    Turn,
    /// The part.
    Part,
}

/// The first pause before the next request, in milliseconds; each later pause is twice as long.
const FIRST_PAUSE: u32 = 1_000;

/// The longest pause, in milliseconds.
const LONGEST_PAUSE: u32 = 60_000;

impl<T> Gate<T> {
    /// For a program that comes in one file.
    pub fn open() -> Self {
        Self { state: GateState::Open, failures: 0, is_back: false, held: VecDeque::new() }
    }

    /// For a part that is still missing.
    pub fn closed() -> Self {
        Self { state: GateState::Closed, ..Self::open() }
    }

    /// Whether everything passes.
    pub fn is_open(&self) -> bool {
        self.state == GateState::Open
    }

    /// Whether the part is on its way.
    pub fn is_asking(&self) -> bool {
        self.state == GateState::Asking
    }

    /// Whether something with this need can be done now. If not, the caller holds it.
    pub fn lets_pass(&self, need: Need) -> bool {
        self.is_open()
            || match need {
                Need::Nothing => true,
                Need::Turn => self.held.is_empty(),
                Need::Part => false,
            }
    }

    /// Holds an item. It replaces the last one if `replaces(last, item)`.
    pub fn hold(&mut self, item: T, replaces: impl FnOnce(&T, &T) -> bool) {
        match self.held.back_mut() {
            Some(last) if replaces(last, &item) => *last = item,
            _ => self.held.push_back(item),
        }
    }

    /// The held items.
    pub fn held(&self) -> impl Iterator<Item = &T> {
        self.held.iter()
    }

    /// Whether the caller has to request the part now: not if it is loaded or on its way.
    pub fn asks(&mut self) -> bool {
        let asks = self.state == GateState::Closed;
        if asks {
            self.state = GateState::Asking;
        }
        asks
    }

    /// The connection came back. A request under way was sent before, and may still fail.
    pub fn connected(&mut self) {
        (self.failures, self.is_back) = (0, self.state == GateState::Asking);
    }

    /// The part could not be loaded. Returns the pause before the next request, in milliseconds; none if the
    /// connection came back meanwhile.
    pub fn failed(&mut self) -> u32 {
        if self.state == GateState::Asking {
            self.state = GateState::Closed;
        }
        if std::mem::take(&mut self.is_back) {
            return 0;
        }
        let pause = FIRST_PAUSE.saturating_mul(1 << self.failures.min(16)).min(LONGEST_PAUSE);
        self.failures += 1;
        pause
    }

    /// The part is loaded.
    pub fn arrived(&mut self) {
        self.state = GateState::Open;
    }

    /// The next held item, once it can be done.
    pub fn next(&mut self) -> Option<T> {
        if self.state == GateState::Open { self.held.pop_front() } else { None }
    }
}
