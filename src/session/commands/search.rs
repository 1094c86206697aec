//! Searching the open article, going from hit to hit, and marking them (tests/native/search_panel.rs).

use std::ops::Range;
use std::rc::Rc;

use crate::model::{ActorId, BlockIndex, Byte, Kind, Op, TextRange, Transaction};
use crate::session::Session;
use crate::session::action::dialog::Dialog;
use crate::session::action::effect::Effect;
use crate::session::action::reply::Reply;
use crate::session::api::arguments::{Draft, Patch};
use crate::session::document::bulk_apply::{HistoryChange, is_long};
use crate::session::document::edit::Maker;
use crate::session::document::find_all::unmarked;
use crate::session::document::label::Label;
use crate::session::error::SessionError;
use crate::session::host::Host;
use crate::session::notices::message::Message;
use crate::session::search::rows::{SearchScreen, panel};
use crate::session::search::{HitBox, Search};
use crate::session::selection::selected::Pointed;

impl Session {
    pub(in crate::session) fn search(
        &mut self,
        asked: Search,
        host: &dyn Host,
    ) -> Result<Reply, SessionError> {
        if asked == Search::Close {
            self.searching = None;
            self.effects.push(Effect::FocusArticle);
            return Ok(Reply::Done);
        }
        let article = self.open_document()?.article().clone();
        let from = self.open_document()?.window().start;
        let searching = self.searching.get_or_insert_default();
        match asked {
            Search::Open => self.effects.push(Effect::FocusSearch),
            Search::For(search) => searching.look_for(&article, search),
            Search::In(only) => {
                searching.only = only;
                searching.window = 0..searching.window.len();
            }
            Search::Window(window) => searching.window = window,
            Search::Step { forward } => {
                let hit = searching.step(forward, from);
                self.effects.extend(hit.map(Effect::ShowText));
                return Ok(Reply::Was(hit.is_some()));
            }
            Search::Show(row) => self.show_row(row),
            Search::Select => {
                if let Some(pointed) = self.pointed_hit() {
                    self.effects.push(Effect::Select(pointed.anchor, pointed.focus));
                    self.select(Some(pointed), host);
                }
            }
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
            Search::Close => {}
        }
        Ok(Reply::Done)
    }

    /// Goes to what a row of the panel says.
    fn show_row(&mut self, row: usize) {
        let Some(searching) = &mut self.searching else { return };
        let Some((hit, index)) = searching.row(row) else { return };
        if let Some(id) = hit.place.annotation() {
            self.visit(id.clone());
        } else if let Some(id) = hit.place.actor() {
            self.show(Some(Dialog::People(Some(id.clone()))));
        } else {
            let hit = searching.go_to(index);
            self.effects.extend(hit.map(Effect::ShowText));
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
            0 => return Ok(Reply::Made(ids)),
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
        self.show_toast(Message::MarkedAll(ids.len()), true);
        Ok(Reply::Made(ids))
    }

    /// Searches what is open now, because it is another article or none.
    #[inline(never)]
    pub(in crate::session) fn search_anew(&mut self) {
        let Some(searching) = &mut self.searching else { return };
        match &self.document {
            Some(document) => searching.follow(document.set(), document.version()),
            None => searching.forget(),
        }
    }

    /// The panel of the search, while it is in use.
    #[inline(never)]
    pub(in crate::session) fn search_screen(&mut self) -> Option<Rc<SearchScreen>> {
        let (searching, document) = (self.searching.as_mut()?, self.document.as_ref()?);
        searching.follow(document.set(), document.version());
        Some(Rc::new(panel(document.set(), searching)))
    }

    /// The hits in some blocks, to be painted over the text.
    pub fn hit_boxes(&self, blocks: Range<BlockIndex>) -> Vec<HitBox> {
        let (Some(searching), Some(document)) = (&self.searching, &self.document) else {
            return Vec::new();
        };
        let article = document.article();
        let start = article.block_with_end(blocks.start).start;
        let end = article.block(blocks.end).map_or(Byte(u32::MAX), |block| block.range.start);
        let hits = searching.near(TextRange { start, end });
        let point = |at| article.point_of(at);
        hits.map(|(hit, current)| HitBox { from: point(hit.start), to: point(hit.end), current })
            .collect()
    }

    /// All hits in the text, for the minimap.
    pub fn hits(&self) -> Rc<[TextRange]> {
        self.searching.as_ref().map(|searching| searching.text().clone()).unwrap_or_default()
    }
}
