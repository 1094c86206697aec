//! Suggestions that the reader rejected, so that nobody makes them again. A text never changes, so kind and
//! place say which (tests/native/suggesting_panel.rs).

use std::collections::BTreeSet;
use std::rc::Rc;

use super::annotation::Kind;
use super::order::gathered;
use super::record::record;
use super::text::TextRange;

/// A rejected suggestion.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rejected {
    /// Its kind.
    pub kind: Kind,
    /// Its spans, in text order.
    pub spans: Vec<TextRange>,
}

record! { Rejected { kind: must, spans: must } }

impl Rejected {
    /// Those of both, each once.
    #[must_use]
    pub fn both(ours: &Rc<Vec<Self>>, theirs: &[Self]) -> Rc<Vec<Self>> {
        let mut known: BTreeSet<&Self> = gathered(ours.iter());
        let new: Vec<_> = theirs.iter().filter(|one| known.insert(one)).cloned().collect();
        match new.is_empty() {
            true => ours.clone(),
            false => Rc::new(ours.iter().cloned().chain(new).collect()),
        }
    }
}
