//! The list of annotations: filtering it, selecting in it, and changing what is selected in one step
//! (tests/native/many.rs).

use std::rc::Rc;

use crate::model::{Annotation, AnnotationId, AnnotationSet, Facts, Term, Transaction, order};
use crate::session::Session;
use crate::session::action::effect::PageEffect;
use crate::session::action::panel::{Many, Panel};
use crate::session::action::reply::Reply;
use crate::session::document::annotation_list::{AnnotationList, PAGE, with_value, without_term};
use crate::session::document::edit::Result;
use crate::session::document::label::Label;
use crate::session::document::many::{ManyChange, ManyForm, part, patches, removal};
use crate::session::host::Host;
use crate::session::notices::message::Message;
use crate::session::render::document::Document;
use crate::session::search::find::facts;
use crate::session::transfer::gathered::ToExport;

impl Session {
    pub(in crate::session) fn many(&mut self, asked: Many, host: &dyn Host) -> Result<Reply> {
        match asked {
            Many::Change(change) => return self.change_selected(&change, host),
            Many::Delete => return self.delete_selected(host),
            Many::Export => self.export_selected(host)?,
            Many::Form(form) => {
                Rc::make_mut(&mut self.annotation_list).form = form;
                let field = match form {
                    None => return Ok(Reply::Done),
                    Some(ManyForm::Who | ManyForm::Tag) => "many-field",
                    Some(ManyForm::Label | ManyForm::Kind) => "many-choice",
                };
                self.on_page(PageEffect::FocusField(field));
            }
            Many::Filter(value) => self.list_by(|list| {
                list.query = with_value(std::mem::take(&mut list.query), &value);
            }),
            Many::Unfilter(term) => self.list_by(|list| {
                list.query = without_term(std::mem::take(&mut list.query), term);
            }),
            Many::Sort(order) => self.list_by(|list| list.order = order),
            Many::Toggle(id) => {
                self.come_from_cards(&id);
                self.select_rows(|list, _| list.toggle(&id));
            }
            Many::Reach(id) => {
                self.come_from_cards(&id);
                self.select_rows(|list, listed| list.reach(listed, &id));
            }
            Many::All => self.select_rows(|list, listed| {
                list.selected = order::gathered(listed.iter().map(|one| one.id.clone()));
            }),
            Many::Clear => self.select_nothing(),
        }
        Ok(Reply::Done)
    }

    /// Lists others, or in another order. What is selected stays selected.
    fn list_by(&mut self, change: impl FnOnce(&mut AnnotationList)) {
        change(Rc::make_mut(&mut self.annotation_list));
        self.panel = Panel::Rows(0);
    }

    /// Selecting a card leads into the list, where it is: without filters and in text order, as the cards are. A
    /// range starts at the open card.
    fn come_from_cards(&mut self, id: &AnnotationId) {
        if matches!(self.panel, Panel::Rows(_)) {
            return;
        }
        let Some(document) = &self.document else { return };
        let place = document.set().iter().position(|one| one.id == *id).unwrap_or_default();
        let from = self.focused().cloned();
        self.annotation_list = Rc::new(AnnotationList { from, ..AnnotationList::default() });
        self.show_panel(Panel::Rows(place / PAGE));
    }

    /// Selects rows, marks them in the text, and says how many are selected.
    fn select_rows(&mut self, select: impl FnOnce(&mut AnnotationList, &[Rc<Annotation>])) {
        if !matches!(self.panel, Panel::Rows(_)) {
            self.show_panel(Panel::Rows(0));
        }
        let Some(document) = &mut self.document else { return };
        let facts = match self.annotation_list.query.has(Term::Issues) {
            true => facts(&document.findings(true)),
            false => Facts::default(),
        };
        let list = Rc::make_mut(&mut self.annotation_list);
        let listed = list.of(document.set(), &facts);
        select(list, &listed);
        if list.selected.is_empty() {
            list.form = None;
        }
        document.light(list.selected.clone());
        let count = list.chosen(document.set()).len();
        self.say(Message::Selected(count));
    }

    fn select_nothing(&mut self) {
        let list = Rc::make_mut(&mut self.annotation_list);
        list.selected.clear();
        (list.from, list.form) = (None, None);
        if let Some(document) = &mut self.document {
            document.light(list.selected.clone());
        }
    }

    /// Drops the change that is being prepared, otherwise the selection; whether there was one.
    pub(in crate::session) fn deselects(&mut self) -> bool {
        if !self.has_selected_rows() {
            return false;
        }
        match self.annotation_list.form {
            Some(_) => Rc::make_mut(&mut self.annotation_list).form = None,
            None => self.select_nothing(),
        }
        true
    }

    /// A selection is seen only in its list, so it ends there.
    pub(in crate::session) fn leave_rows(&mut self, next: &Panel) {
        let leaves = matches!(self.panel, Panel::Rows(_)) && !matches!(next, Panel::Rows(_));
        if leaves && !self.annotation_list.selected.is_empty() {
            self.select_nothing();
        }
    }

    /// The selected annotations, and the document they are in.
    fn selected_rows(&mut self) -> Result<(&AnnotationSet, Vec<Rc<Annotation>>)> {
        let list = self.annotation_list.clone();
        let set = self.open_document()?.set();
        Ok((set, list.chosen(set)))
    }

    fn change_selected(&mut self, change: &ManyChange, host: &dyn Host) -> Result<Reply> {
        let (set, chosen) = self.selected_rows()?;
        let patches = patches(set, &chosen, change);
        if patches.is_empty() {
            self.show_toast(Message::NothingToChange, false);
            return Ok(Reply::Was(false));
        }
        let reply = match change {
            ManyChange::Kind(_) => self.change_kinds(patches, host)?,
            _ => self.update_many(patches, host)?,
        };
        Rc::make_mut(&mut self.annotation_list).form = None;
        Ok(reply)
    }

    fn delete_selected(&mut self, host: &dyn Host) -> Result<Reply> {
        let (set, chosen) = self.selected_rows()?;
        if chosen.is_empty() {
            return Ok(Reply::Was(false));
        }
        let ops = removal(set, &chosen)?;
        self.step(Label::RemoveMany(chosen.len()), Transaction::new(ops), host)?;
        self.select_nothing();
        self.show_toast(Message::RemovedMany(chosen.len()), true);
        Ok(Reply::Was(true))
    }

    fn export_selected(&mut self, host: &dyn Host) -> Result<()> {
        let (set, chosen) = self.selected_rows()?;
        let (part, all) = (Rc::new(part(set, &chosen)?), set.len());
        let chosen = ToExport { part_of: Some(all), ..ToExport::whole([part]) };
        self.show_export_of(chosen, None, None, host);
        Ok(())
    }

    /// Whether an annotation is selected in its list.
    pub(in crate::session) fn has_selected_rows(&self) -> bool {
        let chosen = |document: &Document| self.annotation_list.chosen(document.set());
        matches!(self.panel, Panel::Rows(_))
            && self.document.as_ref().is_some_and(|open| !chosen(open).is_empty())
    }
}
