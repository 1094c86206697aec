//! The panel beside the text: which list it shows. The search is a panel too; its state is
//! `session/search`.

use std::rc::Rc;

use crate::model::query::AnnotationOrder;
use crate::model::{ActorId, AnnotationId, Term};
use crate::session::document::annotation_list::{FilterValue, PAGE};
use crate::session::document::claim_list::ClaimList;
use crate::session::document::lints::Lint;
use crate::session::document::many::{ManyChange, ManyForm};

/// What can be asked of the panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Panels {
    /// Open a list in place of the open one.
    Show(Panel),
    /// Open the list again that was open last; the people if there was none.
    Again,
    /// Close what is open in the panel, otherwise the panel.
    Back,
    /// Close the panel.
    Close,
    /// Lower the panel where it is a sheet over the text, or raise it again.
    Lower(bool),
    /// Open a claim in the panel.
    Claim(AnnotationId),
    /// List other claims, or in another order.
    List(Rc<ClaimList>),
    /// Open the next or previous claim.
    Step {
        /// The next one.
        forward: bool,
    },
    /// Open the next claim that nobody has checked.
    NextUnchecked,
    /// Give the open claim the verdict of this index in its scheme.
    Verdict(usize),
    /// Open a claim in the panel at a field, by its id.
    Complete(AnnotationId, &'static str),
    /// Go to a field of the open claim, by its id.
    Field(&'static str),
    /// In the list of annotations: filter, select, or change what is selected.
    Many(Many),
    /// Open a card at the field for a name.
    Name(AnnotationId),
}

/// What can be asked of the list of annotations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Many {
    /// List only what also has this value.
    Filter(FilterValue),
    /// Filter no longer by this term.
    Unfilter(Term),
    /// Sort.
    Sort(AnnotationOrder),
    /// Select an annotation, or no longer.
    Toggle(AnnotationId),
    /// Select everything listed from the one selected last to this one.
    Reach(AnnotationId),
    /// Select everything listed.
    All,
    /// Select nothing.
    Clear,
    /// Prepare a change of what is selected, or stop.
    Form(Option<ManyForm>),
    /// Change what is selected, in one step.
    Change(ManyChange),
    /// Delete what is selected, in one step.
    Delete,
    /// Export what is selected.
    Export,
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
    /// All annotations as rows, and the current page.
    Rows(usize),
    /// The suggestions, and the current page.
    Suggested(usize),
    /// The versions of the article, and what changed between them.
    Changes,
    /// The quotes, held against a source.
    Source,
}

impl Panel {
    /// Rows on a page of a list.
    pub const PAGE: usize = PAGE;

    /// Its name in the address; empty for the cards.
    pub fn name(&self) -> &'static str {
        match self {
            // No address leads to the cards, nor to lists that not every article has.
            Self::Annotations | Self::Suggested(_) | Self::Changes | Self::Source => "",
            Self::People(_) => "people",
            Self::Claims(_) => "claims",
            Self::Todo(_) => "todo",
            Self::Rows(_) => "list",
        }
    }

    /// The list of this name; otherwise the cards.
    pub fn named(name: &str) -> Self {
        match name {
            "people" => Self::People(None),
            "claims" => Self::Claims(0),
            "todo" => Self::Todo(None),
            "list" => Self::Rows(0),
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
