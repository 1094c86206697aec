//! Reviewing articles before they open. None opens that the reader still has to decide about
//! (tests/native/intake.rs).

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::formats::{Manuscript, Problem};
use crate::model::order;
use crate::session::Session;
use crate::session::action::dialog::Dialog;
use crate::session::action::effect::{Effect, PageEffect};
use crate::session::action::panel::Panel;
use crate::session::action::reply::Reply;
use crate::session::host::Host;
use crate::session::library::deeds::{Clash, Deed};
use crate::session::library::storing::StoringView;
use crate::session::notices::message::Message;
use crate::session::transfer::open_review::{Handed, Manuscripts, Prospect, Result, Revise};
use crate::session::transfer::opening::{Newer, Opening, With, text_opening};

impl Session {
    /// Takes in an article that did not arrive as a file.
    pub(in crate::session) fn hand(&mut self, handed: Handed, host: &dyn Host) -> Result<Reply> {
        if let Some(text) = handed.as_it_is() {
            let opening = text_opening(handed.title.clone(), text)?;
            self.fetch_for(opening);
            return Ok(Reply::Done);
        }
        self.receive_handed(handed, host)
    }

    /// Opens what was read if there is nothing to decide, and asks otherwise.
    pub(in crate::session) fn consider(
        &mut self,
        manuscripts: Vec<Manuscript>,
        problems: Vec<Problem>,
        hint: Option<&Handed>,
    ) {
        let mut prospects: Vec<_> = manuscripts.into_iter().map(Prospect::of).collect();
        for (prospect, hint) in prospects.iter_mut().zip(hint) {
            prospect.take_hint(hint);
        }
        // While sources are listed, it may be meant as one.
        let is_source = self.panel == Panel::Source && self.document.is_some();
        let ask = is_source || hint.is_some_and(|hint| hint.ask) || !problems.is_empty();
        match prospects.as_slice() {
            [one] if !ask && !one.is_to_be_decided() => {
                if let Err(reason) = one.opening().map(|it| self.fetch_for(it)) {
                    self.not_read(one.manuscript.name.clone(), Problem::new(reason.to_string()));
                }
            }
            _ => self.ask_about(prospects.into_iter().map(Rc::new).collect(), problems),
        }
    }

    /// Opens the dialog when its turn comes; a dialog already open keeps its content.
    fn ask_about(&mut self, prospects: Vec<Rc<Prospect>>, problems: Vec<Problem>) {
        if let Some(dialog) = self.undecided_manuscripts()
            && let Dialog::Manuscripts(open) = &**dialog
        {
            let mut open = open.clone();
            open.prospects.extend(prospects);
            open.problems.extend(problems);
            *dialog = Rc::new(Dialog::Manuscripts(open));
            return;
        }
        let open = Manuscripts { prospects, problems, ..Manuscripts::default() };
        self.show_in_turn(Dialog::Manuscripts(open));
    }

    fn fetch_for(&mut self, opening: Opening) {
        if !self.offers_comparison(&opening) {
            self.effects.push(Effect::Fetch(Box::new(opening)));
        }
    }

    /// Applies the reader's decision in the dialog.
    pub(in crate::session) fn revise(&mut self, asked: Revise, host: &dyn Host) -> Result<Reply> {
        let Some(Dialog::Manuscripts(open)) = self.dialog.as_deref() else {
            return Ok(Reply::Done);
        };
        let mut open = open.clone();
        match asked {
            Revise::Open => return self.open_picked(&open),
            Revise::Hold => return self.hold_against_read(&open, host),
            Revise::Look(at) => open.at = at,
            Revise::Pick(at, on) => open.change(at, |one| one.picked = on),
            Revise::Details(details) => open.change(open.at, |one| one.details = details),
            Revise::Keep(index, on) => open.change(open.at, |one| {
                one.kept.iter_mut().skip(index).take(1).for_each(|kept| *kept = on);
            }),
            Revise::KeepAll(on) => open.change(open.at, |one| one.keep_all(on)),
            Revise::Join(on) => open.change(open.at, |one| one.join = on),
            Revise::ListAll(on) => open.change(open.at, |one| one.all = on),
            Revise::More => open.change(open.at, |one| one.limit += Prospect::LISTED),
        }
        self.dialog = Some(Rc::new(Dialog::Manuscripts(open)));
        Ok(Reply::Done)
    }

    /// Opens the first article and stores the others one by one.
    fn open_picked(&mut self, open: &Manuscripts) -> Result<Reply> {
        let picked = open.prospects.iter().filter(|one| one.picked);
        let openings: Result<Vec<_>> = picked.map(|one| one.opening()).collect();
        let mut openings = openings?.into_iter();
        self.dialog = None;
        let Some(first) = openings.next() else { return Ok(Reply::Done) };
        let open = self.document.as_ref().map(|document| document.article().id().clone());
        let mut known: BTreeSet<_> = order::gathered(open.into_iter().chain([first.id().clone()]));
        self.fetch_for(first);
        let scheme = self.settings.scheme.clone();
        let sets = openings.filter_map(|one| one.brings(&scheme));
        let others = sets.filter(|set| known.insert(set.article().id().clone()));
        let others = others.map(|set| Deed::store(set, Clash::Merge));
        self.store(others.collect(), StoringView::Progress);
        Ok(Reply::Done)
    }

    /// Uses the only article as the source of the open one.
    fn hold_against_read(&mut self, open: &Manuscripts, host: &dyn Host) -> Result<Reply> {
        let [one] = open.prospects.as_slice() else { return Ok(Reply::Done) };
        if let Opening::Text { article, details, .. } = one.opening()? {
            self.dialog = None;
            self.hold_against(details, article, host);
        }
        Ok(Reply::Done)
    }

    /// Opens what seemed to be a newer version as an article of its own.
    pub(in crate::session) fn open_newer(&mut self) {
        if let Some(Dialog::Newer(newer)) = self.dialog.take().as_deref() {
            let Newer { article, details, .. } = (**newer).clone();
            let opening = Opening::Text { article, details, with: With::Nothing };
            self.effects.push(Effect::Fetch(Box::new(opening)));
            self.on_page(PageEffect::ReturnToArticle);
        }
    }

    pub(in crate::session) fn not_read(&mut self, name: String, problem: Problem) {
        let name = Some(name).filter(|name| !name.is_empty());
        self.show_toast(Message::NotRead { name, problem }, false);
    }
}
