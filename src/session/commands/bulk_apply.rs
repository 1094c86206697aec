//! Applying, undoing and redoing a step of thousands of changes, in parts. No other action ever sees it half
//! done (tests/native/underway.rs).

use std::rc::Rc;

use crate::model::{Applying, Transaction};
use crate::session::Session;
use crate::session::action::reply::Reply;
use crate::session::document::bulk_apply::{HistoryChange, PART, Underway, is_long};
use crate::session::document::label::Label;
use crate::session::document::merge::Report;
use crate::session::error::SessionError;
use crate::session::host::Host;

impl Session {
    /// Merges what a file says about the open article, in one step: at once, or in parts if it is large.
    pub(in crate::session) fn import(
        &mut self,
        transaction: Transaction,
        report: Report,
        left: usize,
        host: &dyn Host,
    ) -> Result<Reply, SessionError> {
        let reply = Reply::Imported(report.clone());
        if is_long(&transaction) {
            self.may_edit()?;
            self.drop_turns();
            self.set_out(
                Rc::new(transaction),
                HistoryChange::Step(Label::Import),
                Some((report, left)),
            );
            return Ok(reply);
        }
        if !transaction.is_empty() {
            self.step(Label::Import, transaction, host)?;
        }
        self.toast_imported(&report, left);
        Ok(reply)
    }

    /// Whether a step is still being applied.
    pub fn is_underway(&self) -> bool {
        self.underway.is_some()
    }

    pub(in crate::session) fn set_out(
        &mut self,
        transaction: Rc<Transaction>,
        turn: HistoryChange,
        told: Option<(Report, usize)>,
    ) {
        let Some(document) = &self.document else { return };
        let applying = Applying::new(document.set(), transaction);
        self.underway = Some(Underway { applying, turn, told, ripe: false });
    }

    /// Shows an applied step later, in parts. Saving and drawing it takes too long for the moment in which
    /// the article opens.
    pub(in crate::session) fn show_soon(
        &mut self,
        label: Label,
        applying: Applying,
        told: Option<Report>,
    ) {
        let (turn, told) = (HistoryChange::Step(label), told.map(|report| (report, 0)));
        self.underway = Some(Underway { applying, turn, told, ripe: true });
    }

    /// Continues the pending step: applies a part of it, or shows it.
    #[inline(never)]
    pub(in crate::session) fn go_on(&mut self, host: &dyn Host) {
        let Some(underway) = self.underway.as_mut().filter(|underway| !underway.ripe) else {
            return self.arrive(host);
        };
        match underway.applying.go_on(PART) {
            Ok(more) => underway.ripe = !more,
            Err(error) => {
                let turn = self.underway.take().map(|underway| underway.turn);
                self.cannot_turn(turn.as_ref(), &error, host);
            }
        }
    }

    /// Completes the pending step and shows it.
    #[inline(never)]
    pub(in crate::session) fn arrive(&mut self, host: &dyn Host) {
        let (Some(underway), Some(document)) = (self.underway.take(), &mut self.document) else {
            return;
        };
        let Underway { applying, turn, told, .. } = underway;
        let first = document.set().is_empty();
        match document.turn(turn.clone(), applying, host.now()) {
            Ok(done) => {
                self.turned(&turn, done, String::new());
                self.ask_to_keep_if(first);
                if let Some((report, left)) = told {
                    self.toast_imported(&report, left);
                }
            }
            Err(error) => self.cannot_turn(Some(&turn), &error, host),
        }
        self.turn_on(host);
    }
}
