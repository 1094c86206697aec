//! Facts about every action that matter before it is performed; a new action has to state all of them to
//! compile. tests/native/world.rs checks every action of every test against them.

use crate::model::stretches::LONG;
use crate::session::program_part::ProgramPart::{self, Deferred, OnDemand, Start};
use crate::session::search::Search;
use crate::session::selection::caret::Steer;
use crate::session::selection::span_resize::Adjust;
use crate::session::sources::Sources;
use crate::session::suggest::Suggest;
use crate::session::sync::protocol::Heard;
use crate::session::versions::Versions;

use super::Action;
use super::panel::{Many, Panels};
use crate::session::transfer::opening::{Opening, With};

/// Facts about an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Traits {
    /// The part of the program that it needs.
    pub needs: ProgramPart,
    /// Whether it waits until a pending step of thousands of changes is complete.
    pub waits: bool,
    /// Whether it may change the open article or its annotations.
    pub changes: bool,
    /// Whether it may change stored data. While such an action is held, the header does not say “Saved”, and
    /// the reader is asked before the page closes.
    pub stores: bool,
    /// Whether another article may be open afterwards. Everything asked for before is done first.
    pub opens: bool,
    /// Whether a tab may perform it while another tab edits the article.
    pub while_following: bool,
    /// Whether only the last of several in a row counts.
    pub passing: bool,
}

const READS: Traits = Traits {
    needs: Deferred,
    waits: true,
    changes: false,
    stores: false,
    opens: false,
    while_following: true,
    passing: false,
};

const BESIDE: Traits = Traits { waits: false, ..READS };

const STORES: Traits = Traits { stores: true, ..READS };

const CHANGES: Traits = Traits { changes: true, ..STORES };

const EDITS: Traits = Traits { while_following: false, ..CHANGES };

const OPENS: Traits = Traits { needs: Start, changes: true, opens: true, ..READS };

impl Action {
    /// Its facts.
    pub fn traits(&self) -> Traits {
        match self {
            Self::Again(action) => {
                let traits = action.traits();
                Traits { needs: traits.needs.max(Deferred), ..traits }
            }
            Self::Ask(_) | Self::OpenSample => OPENS,
            Self::OpenText { .. } => Traits { needs: Deferred, stores: true, ..OPENS },
            Self::Correct(Some(_)) => on_demand(Traits { stores: true, ..OPENS }),
            Self::Open { opening, stored } => {
                // Earlier versions are read by the deferred part, too.
                let much = stored.as_ref().is_some_and(|stored| {
                    has_stretches(&stored.text, "\\n") || stored.text.contains("\"versions\":")
                });
                Traits { needs: deferred_if(much || brings_much(opening)), ..OPENS }
            }
            Self::Unread { opening, .. } => {
                Traits { needs: deferred_if(brings_much(opening)), ..OPENS }
            }
            Self::Start { .. } => Traits { needs: Start, ..READS },
            // It shows what another tab did.
            Self::Tab(heard) => {
                let needs = deferred_if(!matches!(heard, Heard::Found(..)));
                Traits { needs, changes: true, ..READS }
            }
            // It applies the pending step.
            Self::DrawOn => Traits { needs: Start, changes: true, ..BESIDE },
            Self::StepRead { .. } => Traits { changes: true, ..BESIDE },
            Self::Window { .. }
            | Self::Heal(_)
            | Self::RefuseBlock(_)
            | Self::Library(_)
            | Self::Storage(_)
            | Self::Promised(_) => Traits { needs: Start, ..BESIDE },
            Self::Hover(_) | Self::Select(_) => Traits { passing: true, ..BESIDE },
            Self::Notify(_) | Self::DismissToast(_) | Self::SettingsStored(_) => BESIDE,
            Self::Search(Search::For(_) | Search::Window(_))
            | Self::StillReading(_)
            | Self::Progress { .. } => on_demand(BESIDE),
            Self::Mark { .. }
            | Self::Add(_)
            | Self::Update { .. }
            | Self::UpdateMany(_)
            | Self::Remove(_)
            | Self::SetDetails(_)
            | Self::Undo
            | Self::Redo => EDITS,
            Self::Scheme(_)
            | Self::Search(Search::Mark { .. } | Search::MarkAll { .. })
            | Self::Panel(Panels::Verdict(_) | Panels::Many(Many::Change(_) | Many::Delete)) => {
                on_demand(EDITS)
            }
            Self::Adjust(Adjust::Drop) | Self::Pen(None) => READS,
            Self::Adjust(Adjust::Begin | Adjust::Step { .. }) | Self::Pen(Some(_)) => {
                Traits { while_following: false, ..READS }
            }
            Self::Adjust(_) => EDITS,
            // Only while something is being picked in the text for a card, or with a pen.
            Self::Click(_) | Self::Steer(Steer::Enter) => Traits { changes: true, ..READS },
            Self::Shelve(asked) => {
                let needs = if asked.is_heard() { Deferred } else { OnDemand };
                Traits { needs, stores: asked.stores(), ..CHANGES }
            }
            // They check themselves whether the tab may change the article.
            Self::SameAs { .. } | Self::Confirm(_) => CHANGES,
            Self::People(_)
            | Self::MarkAll(_)
            | Self::Suggest(
                Suggest::Accept(_)
                | Suggest::Change(_)
                | Suggest::AcceptAll(_)
                | Suggest::Reject(_)
                | Suggest::BringBack(_),
            )
            | Self::Versions(Versions::Adopt)
            | Self::Sources(Sources::Link | Sources::NotThere | Sources::Unlink(_))
            | Self::DismissLint(_)
            | Self::TakeStored { .. }
            | Self::Receive { .. }
            | Self::Worked { .. }
            | Self::Hand(_)
            | Self::OpenOther
            | Self::OpenNewer
            | Self::Manuscripts(_)
            | Self::Import
            | Self::ImportReading(_) => on_demand(CHANGES),
            Self::SetSettings(_) => STORES,
            Self::OpenAsText
            | Self::Wrote(..)
            | Self::DeleteArticle(_)
            | Self::RestoreArticle(_) => on_demand(STORES),
            Self::EditHere
            | Self::CloseArticle
            | Self::SelectSentence(_)
            | Self::Steer(_)
            | Self::KeyboardMode(_)
            | Self::PickInText(_)
            | Self::OpenCard(_)
            | Self::Visit(_)
            | Self::CloseCard
            | Self::Step { .. }
            | Self::Filter(_)
            | Self::FinishStep => READS,
            Self::Search(_)
            | Self::Suggest(_)
            | Self::Versions(_)
            | Self::Sources(_)
            | Self::Panel(_)
            | Self::Correct(None)
            | Self::Show(_)
            | Self::ShowExport { .. }
            | Self::Gathered(_)
            | Self::ExportMany(_)
            | Self::ExportTo(_)
            | Self::PickArticle { .. }
            | Self::PickKeep { .. }
            | Self::ShowMoreChanges
            | Self::ReadAs(_) => on_demand(READS),
        }
    }
}

/// The same, in the part on demand.
const fn on_demand(traits: Traits) -> Traits {
    Traits { needs: OnDemand, ..traits }
}

fn deferred_if(needed: bool) -> ProgramPart {
    if needed { Deferred } else { Start }
}

/// Whether opening this needs the deferred part.
fn brings_much(opening: &Opening) -> bool {
    match opening {
        Opening::Text { article, with: With::Nothing, .. } => has_stretches(article.text(), "\n"),
        Opening::Text { .. } => true,
        Opening::Stored(_) => false,
    }
}

/// Whether a paragraph of a text, whose lines end with `end`, is drawn in stretches, which needs the deferred
/// part. The JSON of a text has its line ends escaped.
fn has_stretches(text: &str, end: &str) -> bool {
    text.split(end).any(|line| line.len() > LONG)
}
