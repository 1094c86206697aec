//! The panel beside the text: which list it shows. The search is a panel too; its state is
//! `session/search`.

use crate::model::{ActorId, AnnotationId};
use crate::session::document::claim_list::ClaimList;
use crate::session::document::lints::Lint;

/// What can be asked of the panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Panels {
    /// Open a list in place of the open one.
    Show(Panel),
    /// Close what is open in the panel, otherwise the panel.
    Back,
    /// Close the panel.
    Close,
    /// Open a claim in the panel.
    Claim(AnnotationId),
    /// List other claims, or in another order.
    List(ClaimList),
    /// Open the next or previous claim.
    Step {
        /// The next one.
        forward: bool,
    },
    /// Open the next claim that nobody has checked.
    NextUnchecked,
    /// Give the open claim the verdict of this index in its scheme.
    Verdict(usize),
    /// Go to the field that adds a source to the open claim.
    AddSource,
}

/// A list beside the text. The open claim is the open card, so that text and panel always show the same.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Panel {
    /// The cards.
    #[default]
    Annotations,
    /// The people of the article, and whose entry is open.
    People(Option<ActorId>),
    /// All claims, and the current page of the list.
    Claims(usize),
    /// The problems: all, or one type.
    Todo(Option<Lint>),
}

impl Panel {
    /// Claims on a page of the list.
    pub const CLAIMS: usize = 100;

    /// Its name in the address; empty for the cards.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Annotations => "",
            Self::People(_) => "people",
            Self::Claims(_) => "claims",
            Self::Todo(_) => "todo",
        }
    }

    /// The list of this name; otherwise the cards.
    pub fn named(name: &str) -> Self {
        match name {
            "people" => Self::People(None),
            "claims" => Self::Claims(0),
            "todo" => Self::Todo(None),
            _ => Self::Annotations,
        }
    }

    /// Whether it takes the place of the cards.
    pub fn is_list(&self) -> bool {
        *self != Self::Annotations
    }

    /// Whether both are the same list.
    pub fn is_same_list(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}
