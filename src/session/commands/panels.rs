//! Which list is open beside the text, and what is open in it (tests/native/panels.rs).

use std::rc::Rc;

use crate::model::{Annotation, AnnotationId, Kind, Query};
use crate::session::Session;
use crate::session::action::effect::PageEffect;
use crate::session::action::panel::{Panel, Panels};
use crate::session::action::reply::Reply;
use crate::session::api::arguments::Patch;
use crate::session::document::claim_list::{ClaimList, is_undecided};
use crate::session::error::SessionError;
use crate::session::host::Host;
use crate::session::notices::message::Message;
use crate::session::program_part::OnDemand;
use crate::session::selection::caret::Did;

impl Session {
    pub(in crate::session) fn do_in_panel(
        &mut self,
        asked: Panels,
        host: &dyn Host,
    ) -> Result<Reply, SessionError> {
        self.open_document()?;
        self.lowered = false;
        match asked {
            Panels::Show(panel) => self.show_panel(panel),
            Panels::Again => self.show_panel(match Panel::named(self.last_list) {
                Panel::Annotations => Panel::People(None),
                list => list,
            }),
            Panels::Back => self.step_back(),
            Panels::Close => self.close_panel(),
            Panels::Lower(lower) => self.lowered = lower,
            Panels::Claim(id) => self.show_claim(id),
            Panels::List(list) => self.list_claims(list),
            Panels::Step { forward } => self.step_claim(forward),
            Panels::NextUnchecked => self.next_unchecked(),
            Panels::Verdict(index) => return self.set_verdict(index, host),
            Panels::Many(asked) => return self.many(asked, host),
            Panels::Complete(id, field) => {
                self.show_claim(id);
                self.on_page(PageEffect::FocusField(field));
            }
            Panels::Field(id) => self.on_page(PageEffect::FocusField(id)),
            Panels::Name(id) => {
                self.open_card(id);
                self.on_page(PageEffect::FocusField("who"));
            }
        }
        Ok(Reply::Done)
    }

    /// Opens a list in place of the open one, and closes the open card unless the list shows it, too. What
    /// is chosen within one list leaves the focus where it is.
    pub(in crate::session) fn show_panel(&mut self, panel: Panel) {
        let same = self.panel.is_same_list(&panel) && self.searching.is_none();
        self.leave_search();
        self.leave_rows(&panel);
        self.panel = panel;
        if self.panel.is_list() {
            self.last_list = self.panel.name();
        }
        if same || !self.panel.is_list() {
            return;
        }
        if self.dialog.is_some() {
            self.show(None);
        }
        self.on_page(PageEffect::FocusPanel);
        if !self.shows_open_claim() {
            self.focus(None);
        }
    }

    /// Closes what is open in the panel, otherwise the panel.
    fn step_back(&mut self) {
        if self.picking().is_some() {
            self.pick_in_text(None);
        } else if self.deselects() {
        } else if self.focused().is_some() {
            self.focus(None);
        } else if matches!(self.panel, Panel::People(Some(_))) {
            self.panel = Panel::People(None);
        } else {
            self.close_panel();
        }
    }

    pub(in crate::session) fn close_panel(&mut self) {
        self.leave_search();
        self.leave_rows(&Panel::Annotations);
        self.panel = Panel::Annotations;
        self.on_page(PageEffect::ReturnToArticle);
    }

    fn show_claim(&mut self, id: AnnotationId) {
        self.close_passing();
        if !matches!(self.panel, Panel::Claims(_)) {
            self.show_panel(Panel::Claims(0));
        }
        self.reveal_kind(&id);
        self.visit(id);
    }

    /// Opens a claim, and says which it is. A focus in the list goes to its row.
    fn go_to_claim(&mut self, id: AnnotationId) {
        self.show_claim(id.clone());
        self.on_page(PageEffect::FocusOpenRow);
        let Some(document) = &self.document else { return };
        let listed = self.claim_list.of(document.set(), Some(&id));
        let place = listed.iter().position(|one| one.id == id).map_or(0, |at| at + 1);
        self.caret_to(&id, Did::Claim(place, listed.len()));
    }

    /// Opens the claim after or before the open one.
    fn step_claim(&mut self, forward: bool) {
        if let Some(id) = self.claim_beside(forward, |_| true) {
            self.go_to_claim(id);
        }
    }

    /// Opens the next claim without a verdict; after the last one comes the first.
    fn next_unchecked(&mut self) {
        match self.claim_beside(true, is_undecided) {
            Some(id) => self.go_to_claim(id),
            None => self.none_unchecked(),
        }
    }

    /// No other listed claim lacks a verdict: it is one that the filter hides, the open one, or none.
    fn none_unchecked(&mut self) {
        let Some(document) = &self.document else { return };
        let unchecked = document.set().iter().filter(|one| is_undecided(one));
        let ids: Vec<AnnotationId> = unchecked.map(|one| one.id.clone()).collect();
        let open = self.open_claim();
        match ids.iter().find(|id| Some(*id) != open).cloned() {
            Some(id) => {
                self.claim_list =
                    Rc::new(ClaimList { query: Query::default(), order: self.claim_list.order });
                self.go_to_claim(id);
            }
            None if ids.is_empty() => {
                let claims = document.set().iter().filter(|one| one.kind() == Kind::Claim).count();
                self.show_toast(Message::AllChecked(claims), false);
            }
            None => {}
        }
    }

    /// The matching claim listed after the open one, or before it; beyond the last comes the first.
    fn claim_beside(
        &self,
        forward: bool,
        meant: impl Fn(&Annotation) -> bool,
    ) -> Option<AnnotationId> {
        let (set, open) = (self.document.as_ref()?.set(), self.open_claim());
        let listed = self.claim_list.of(set, open);
        let at = open.and_then(|open| listed.iter().position(|one| one.id == *open));
        let (before, after) = listed.split_at(at.map_or(0, |at| at + 1));
        let before = before.iter().take(at.unwrap_or_default());
        let meant = |one: &&Rc<Annotation>| meant(one);
        let found = match forward {
            true => after.iter().chain(before).find(meant),
            false => before.rev().chain(after.iter().rev()).find(meant),
        };
        found.map(|one| one.id.clone())
    }

    fn list_claims(&mut self, list: Rc<ClaimList>) {
        self.claim_list = list;
        self.show_panel(Panel::Claims(0));
        self.panel_follows();
    }

    fn set_verdict(&mut self, index: usize, host: &dyn Host) -> Result<Reply, SessionError> {
        let set = self.open_document()?.set();
        let verdict = set.details().scheme.verdicts().get(index).cloned();
        let (Some(id), Some(verdict)) = (self.open_claim().cloned(), verdict) else {
            return Ok(Reply::Was(false));
        };
        let patch = Patch { verdict: Some(Some(verdict)), ..Patch::default() };
        self.update(&id, patch, host)
    }

    /// The list that is open beside the text.
    pub fn panel(&self) -> &Panel {
        &self.panel
    }

    /// The claim whose card is open.
    pub fn open_claim(&self) -> Option<&AnnotationId> {
        let open = self.focused()?;
        let set = self.document.as_ref()?.set();
        (set.get(open)?.kind() == Kind::Claim).then_some(open)
    }

    /// Whether the open card is a claim that the panel shows.
    pub fn shows_open_claim(&self) -> bool {
        matches!(self.panel, Panel::Claims(_)) && self.open_claim().is_some()
    }

    /// The page of the list of claims follows the open claim.
    pub(in crate::session) fn panel_follows(&mut self) {
        if let (Some(loaded), Panel::Claims(_)) = (self.on_demand(), &self.panel) {
            self.turn_to_open_claim(loaded);
        }
    }

    #[inline(never)]
    fn turn_to_open_claim(&mut self, _: OnDemand) {
        let (Some(document), Some(id)) = (&self.document, self.open_claim()) else { return };
        let listed = self.claim_list.of(document.set(), Some(id));
        if let Some(at) = listed.iter().position(|one| one.id == *id) {
            self.panel = Panel::Claims(at / Panel::PAGE);
        }
    }
}
