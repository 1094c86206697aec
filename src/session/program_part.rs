//! The parts of the program in the order they are loaded, and the proof that the last one is there. What leads
//! into it takes that proof, so nothing can call it before (tests/native/parts.rs).

/// A part of the program. What needs one needs those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProgramPart {
    /// What the page starts with.
    Start,
    /// What marking needs: fetched as soon as the page is ready.
    Deferred,
    /// Lists, dialogs, files and the library: fetched when they are first needed.
    OnDemand,
}

/// Proof that the part on demand is loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnDemand(());

/// Whether the part on demand is loaded. A program in one file has it from the beginning.
#[derive(Debug, Clone, Copy)]
pub struct LoadedParts(Option<OnDemand>);

impl Default for LoadedParts {
    fn default() -> Self {
        Self(Some(OnDemand(())))
    }
}

impl LoadedParts {
    /// Without the part on demand.
    pub const WITHOUT: Self = Self(None);

    /// The proof, if it is loaded.
    pub fn on_demand(self) -> Option<OnDemand> {
        self.0
    }
}
