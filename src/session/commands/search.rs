//! Searching the open article, going from hit to hit, and marking them (tests/native/search_panel.rs).

use std::rc::Rc;

use crate::model::{
    ActorId, AnnotationId, BlockPoint, Byte, Kind, Op, TextRange, TextSearch, Transaction,
};
use crate::session::Session;
use crate::session::action::dialog::Dialog;
use crate::session::action::effect::{Effect, PageEffect};
use crate::session::action::panel::Panel;
use crate::session::action::reply::Reply;
use crate::session::api::arguments::{Draft, Patch};
use crate::session::document::bulk_apply::{HistoryChange, is_long};
use crate::session::document::edit::Maker;
use crate::session::document::excerpt::{Excerpt, around, paragraph};
use crate::session::document::find_all::unmarked;
use crate::session::document::label::Label;
use crate::session::error::SessionError;
use crate::session::host::Host;
use crate::session::notices::message::Message;
use crate::session::search::rows::{SearchScreen, panel};
use crate::session::search::{HitBox, Search, Searching};
use crate::session::selection::caret::{Caret, Did, Said};
use crate::session::selection::selected::Pointed;

impl Session {
    pub(in crate::session) fn search(
        &mut self,
        asked: Search,
        host: &dyn Host,
    ) -> Result<Reply, SessionError> {
        if asked == Search::Close {
            if let Some(hit) = self.leave_search().and_then(|searching| searching.hit()) {
                self.caret_to_hit(hit, host);
            }
            self.on_page(PageEffect::ReturnToArticle);
            return Ok(Reply::Done);
        }
        let article = self.open_document()?.article().clone();
        let opens = self.searching.is_none();
        if opens && matches!(asked, Search::Open) {
            self.leave_rows(&Panel::Annotations);
        }
        let searching = self.searching.get_or_insert_default();
        match asked {
            Search::Open => {
                self.lowered = false;
                if opens {
                    searching.look_for(&article, self.searched.clone());
                    self.panel = Panel::Annotations;
                    self.focus(None);
                }
                self.on_page(PageEffect::FocusSearch);
            }
            Search::For(search) => {
                searching.look_for(&article, search);
                self.effects.extend(searching.give_up().map(Effect::StopWork));
                // A regular expression is searched for in the worker, and its answer announced.
                if !searching.search.pattern {
                    let hits = searching.text().len();
                    self.say_of_caret(Did::Hits(hits));
                }
            }
            Search::In(only) => {
                searching.only = only;
                searching.window = 0..searching.window.len();
            }
            Search::Window(window) => searching.window = window,
            Search::Step { forward, from } => return Ok(self.step_to_hit(forward, from)),
            Search::Show(row) => self.show_row(row),
            Search::Mark { kind, label } => {
                if let Some(pointed) = self.pointed_hit() {
                    return self.mark(kind, label, Some(pointed), host);
                }
            }
            Search::MarkAll { kind, label } => {
                let hits = searching.text().clone();
                let set = self.open_document()?.set();
                let free = unmarked(set, hits.to_vec(), kind);
                return self.mark_places(kind, label, None, &free, host);
            }
            Search::Stop => self.stop_matching(),
            Search::Everywhere => {
                self.shelf.find = TextSearch { pattern: false, ..searching.search.clone() };
                self.show_over(Dialog::Open);
                self.on_page(PageEffect::FocusSearch);
            }
            Search::Close => {}
        }
        Ok(Reply::Done)
    }

    /// Stops searching, and remembers for what.
    pub(in crate::session) fn leave_search(&mut self) -> Option<Searching> {
        let left = self.searching.take()?;
        self.searched = left.search.clone();
        self.effects.extend(left.ticket().map(Effect::StopWork));
        Some(left)
    }

    /// Goes to the next or previous hit: from the current one, otherwise from the caret or the selection,
    /// otherwise from what is in view.
    fn step_to_hit(&mut self, forward: bool, from: Option<BlockPoint>) -> Reply {
        let (Some(searching), Some(document)) = (&mut self.searching, &self.document) else {
            return Reply::Was(false);
        };
        let seen = from.map(|point| document.article().byte_near(point));
        let own = self.caret.map(Caret::range);
        let own = own.or(self.selection.as_ref().map(|selected| selected.range));
        let from = match (searching.hit(), own, seen) {
            (Some(hit), ..) => hit.start,
            // From a hit it goes on to the next.
            (None, Some(own), _) if forward && searching.text().contains(&own) => own.end,
            (None, Some(own), _) => own.start,
            (None, None, Some(seen)) => seen,
            (None, None, None) if searching.text().is_empty() => return Reply::Was(false),
            (None, None, None) => {
                self.on_page(PageEffect::StepFromView { forward });
                return Reply::Was(true);
            }
        };
        let hit = searching.step(forward, from);
        self.show_hit(hit);
        Reply::Was(hit.is_some())
    }

    /// Scrolls to a hit, and announces it.
    fn show_hit(&mut self, hit: Option<TextRange>) {
        let (Some(hit), Some(document), Some(searching)) =
            (hit, &mut self.document, &self.searching)
        else {
            return;
        };
        document.draw_at(hit.start);
        let article = document.article();
        let whole = TextRange { start: Byte(0), end: Byte::at(article.text().len()) };
        let Excerpt { before, words, after } = around(article.text(), whole, hit);
        let (number, all) = (searching.current.map_or(0, |at| at + 1), searching.text().len());
        let said = Said {
            words: format!("{before}{words}{after}"),
            paragraph: Some(paragraph(article, article.block_at(hit.start))),
            kinds: Vec::new(),
            did: Did::Hit(number, all),
        };
        self.tell_caret(said);
        self.on_page(PageEffect::ShowText(hit));
    }

    /// Goes to what a row of the panel says.
    fn show_row(&mut self, row: usize) {
        let Some(searching) = &mut self.searching else { return };
        let Some((hit, index)) = searching.row(row) else { return };
        if let Some(id) = hit.place.annotation() {
            let id = id.clone();
            self.reveal_kind(&id);
            self.visit(id);
        } else if let Some(id) = hit.place.actor() {
            self.show_panel(Panel::People(Some(id.clone())));
        } else {
            let hit = searching.go_to(index);
            self.show_hit(hit);
        }
    }

    /// Shows the kind of an annotation, if it is hidden.
    pub(in crate::session) fn reveal_kind(&mut self, id: &AnnotationId) {
        let kind = self.document.as_ref().and_then(|open| Some(open.set().get(id)?.kind()));
        if let Some(kind) = kind.filter(|kind| self.hidden[kind.index()]) {
            self.filter(kind);
        }
    }

    fn pointed_hit(&self) -> Option<Pointed> {
        let hit = self.searching.as_ref()?.hit()?;
        let article = self.document.as_ref()?.article();
        let (anchor, focus) = (article.point_of(hit.start), article.point_of(hit.end));
        Some(Pointed { anchor, focus, exact: true })
    }

    /// Marks places in one step, with a message that says how many. Without a label the places are plain.
    pub(in crate::session) fn mark_places(
        &mut self,
        kind: Kind,
        label: Option<String>,
        actor: Option<ActorId>,
        places: &[TextRange],
        host: &dyn Host,
    ) -> Result<Reply, SessionError> {
        let creator = Some(self.settings.name.trim().to_owned()).filter(|name| !name.is_empty());
        let document = self.open_document()?;
        let places = places.iter().filter_map(|range| document.article().trimmed(*range));
        let rest = Patch {
            actor: actor.map(|id| Some(id.to_string())),
            label: label.map(Some),
            ..Patch::default()
        };
        let draft = |range| Draft { id: None, kind, spans: vec![range], rest: rest.clone() };
        let drafts: Vec<Draft> = places.map(draft).collect();
        let mut maker = Maker::new(document.set(), host);
        maker.creator = creator;
        let made = maker.annotations(&drafts);
        let ids: Vec<_> = made.iter().map(|annotation| annotation.id.clone()).collect();
        let step = match ids.len() {
            0 => {
                self.show_toast(Message::AllMarked, false);
                return Ok(Reply::Made(ids));
            }
            1 => Label::Mark(kind),
            many => Label::AddMany(many),
        };
        let ops = maker.new_actors().into_iter().chain(made.into_iter().map(Op::Add));
        let transaction = Transaction::new(ops);
        if is_long(&transaction) {
            self.may_edit()?;
            self.drop_turns();
            self.set_out(Rc::new(transaction), HistoryChange::Step(step), None);
        } else {
            self.step(step, transaction, host)?;
        }
        if self.hidden[kind.index()] {
            self.filter(kind);
        }
        self.show_toast(Message::MarkedAll(ids.len()), true);
        Ok(Reply::Made(ids))
    }

    /// Searches what is open now, because it is another article or none.
    pub(in crate::session) fn search_anew(&mut self) {
        let Some(searching) = &mut self.searching else { return };
        match &self.document {
            Some(document) => searching.follow(document.set(), document.version()),
            None => searching.forget(),
        }
    }

    /// The panel of the search, while it is in use.
    pub(in crate::session) fn search_screen(&mut self) -> Option<Rc<SearchScreen>> {
        let (searching, document) = (self.searching.as_mut()?, self.document.as_ref()?);
        searching.follow(document.set(), document.version());
        Some(Rc::new(panel(document.set(), searching)))
    }

    /// The hits between two places, to be painted over the text.
    pub fn hit_boxes(&self, first: BlockPoint, last: BlockPoint) -> Vec<HitBox> {
        let (Some(searching), Some(document)) = (&self.searching, &self.document) else {
            return Vec::new();
        };
        let article = document.article();
        let (start, end) = (article.byte_near(first), article.byte_near(last));
        let hits = searching.near(TextRange { start, end });
        let point = |at| article.point_of(at);
        hits.map(|(hit, current)| HitBox { from: point(hit.start), to: point(hit.end), current })
            .collect()
    }

    /// Whether the search is in use.
    pub fn is_searching(&self) -> bool {
        self.searching.is_some()
    }

    /// All hits in the text, for the minimap; the same list until others are found.
    pub fn hits(&self) -> Option<Rc<[TextRange]>> {
        self.searching.as_ref().map(|searching| searching.text().clone())
    }
}
