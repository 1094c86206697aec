//! A snapshot for the view: what is shown now, as values that compare cheaply (tests/native/sections.rs).

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::model::text::is_right_to_left;
use crate::model::{
    ActorId, AnnotationId, AnnotationSet, ArticleId, Counts, Details, Kind, Timestamp,
};
use crate::session::Session;

use super::action::dialog::Dialog;
use super::action::effect::Effect;
use super::action::panel::Panel;
use super::document::actors::{Person, people};
use super::document::claim_list::ClaimList;
use super::document::excerpt::paragraph;
use super::document::label::Label;
use super::document::lints::TodoList;
use super::host::Host;
use super::library::shelf::ShelfScreen;
use super::notices::message::{Message, Toast};
use super::render::blocks::Section;
use super::render::cards::{Card, CardList, claims};
use super::render::claim_desk::{ClaimDesk, desk};
use super::render::document::Document;
use super::render::tree::Tree;
use super::search::rows::SearchScreen;
use super::selection::caret::Said;
use super::selection::pick_mode::Pick;
use super::storage::save_state::SaveState;
use super::storage::schema::Entry;
use super::storage::settings::Settings;
use super::sync::protocol::Editing;

/// Everything shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screen {
    /// The open article; `None` for the empty page.
    pub article: Option<ArticleScreen>,
    /// Whether only the article is shown so far, and not what else there is to say.
    pub article_only: bool,
    /// The selection, if it can be marked.
    pub selection: Option<SelectionScreen>,
    /// The search, while it is in use.
    pub search: Option<Rc<SearchScreen>>,
    /// The keyboard caret, while it shows.
    pub caret: Option<CaretScreen>,
    /// The last announcement about it, and its number.
    pub said: Option<(Rc<Said>, u32)>,
    /// Whether a screen reader passes all keys to the article.
    pub keyboard_mode: bool,
    /// The text of a highlight being resized.
    pub adjusting: Option<String>,
    /// What is being picked in the text for the open card.
    pub picking: Option<Pick>,
    /// The pen in use.
    pub pen: Option<Kind>,
    /// The settings.
    pub settings: Rc<Settings>,
    /// Whether the changes are stored.
    pub saving: SaveState,
    /// An article that was left before all of it was stored, and its title.
    pub left_unsaved: Option<(ArticleId, Rc<str>)>,
    /// Whether the open article can be changed in this tab.
    pub editing: Editing,
    /// Whether the browser granted persistent storage; `None` if it was not asked.
    pub promised: Option<bool>,
    /// Which kinds are hidden, by [`crate::model::Kind::index`].
    pub hidden: [bool; 3],
    /// The list beside the text.
    pub panel: Panel,
    /// The dialog that is open.
    pub dialog: Option<Rc<Dialog>>,
    /// The message that is shown.
    pub toast: Option<Rc<Toast>>,
    /// The message for screen readers, and its number.
    pub status: Option<(Rc<Message>, u32)>,
    /// The stored articles.
    pub library: Rc<[Entry]>,
    /// The library, while its dialog is open.
    pub shelf: ShelfScreen,
    /// The people of the article, while their panel is open.
    pub people: Rc<[Rc<Person>]>,
    /// The claims, while their panel is open; the open one with its full content.
    pub claims: Rc<[Rc<Card>]>,
    /// Those of them that are listed, in order.
    pub listed: Rc<[Rc<Card>]>,
    /// Which those are, and how many each filter would list.
    pub claim_list: (ClaimList, [usize; 4]),
    /// The details of the open claim, while the panel is open.
    pub desk: Option<Rc<ClaimDesk>>,
    /// The problems; `None` while nobody looks and the document is too large to check in passing.
    pub todo: Option<Rc<TodoList>>,
}

/// The open article as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleScreen {
    /// Title, source and so on.
    pub details: Rc<Details>,
    /// Its id.
    pub id: Rc<str>,
    /// Whether it is written from right to left.
    pub right_to_left: bool,
    /// The number of its words, if known: see [`Document::words`].
    pub words: Option<usize>,
    /// The number of blocks with text.
    pub paragraphs: usize,
    /// Its text.
    pub sections: Tree<Section>,
    /// The cards beside it.
    pub cards: Rc<CardList>,
    /// The number of annotations of each kind.
    pub counts: Counts,
    /// The number of people in the register.
    pub people: usize,
    /// What undo would revert.
    pub undo: Option<Label>,
    /// What redo would repeat.
    pub redo: Option<Label>,
    /// When it was last exported.
    pub exported: Option<Timestamp>,
}

/// The keyboard caret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaretScreen {
    /// The number of its paragraph, from 1.
    pub paragraph: usize,
    /// Whether its start is the end that moves.
    pub backward: bool,
}

/// The selection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelectionScreen {
    /// The text that would be marked.
    pub words: String,
}

impl Session {
    /// All claims, and the details of the open one, while their panel is open.
    fn claims_screen(&self) -> ClaimsScreen {
        let (Panel::Claims(_), Some(document)) = (&self.panel, &self.document) else {
            return Default::default();
        };
        claims_of(document.set(), document.focused(), &self.settings, self.claim_list)
    }

    /// What is shown now.
    pub fn screen(&mut self) -> Screen {
        let editing = self.tabs.role.editing();
        let article = self.document.as_mut().map(article_screen).map(|article| match editing {
            Editing::Here => article,
            _ => ArticleScreen { undo: None, redo: None, ..article },
        });
        let todo = if self.article_only { None } else { self.todo() };
        let ClaimsScreen { claims, listed, counts, desk } = self.claims_screen();
        let search = if self.searching.is_some() { self.search_screen() } else { None };
        Screen {
            article,
            article_only: self.article_only,
            todo,
            desk,
            claims,
            listed,
            claim_list: (self.claim_list, counts),
            search,
            selection: self.selection.as_ref().and_then(|selected| {
                let document = self.document.as_ref()?;
                let words = document.article().slice(selected.range).to_owned();
                Some(SelectionScreen { words })
            }),
            caret: self.caret.and_then(|_| self.caret_screen()),
            said: self.said.clone(),
            keyboard_mode: self.keyboard_mode,
            adjusting: self.adjusting_words(),
            picking: self.picking(),
            pen: self.pen,
            settings: self.settings.clone(),
            saving: self.saving.clone(),
            left_unsaved: self.parked().next().map(|left| {
                let article = left.article();
                (article.id().clone(), left.set().details().title.as_str().into())
            }),
            editing,
            promised: self.promised,
            hidden: self.hidden,
            panel: self.panel.clone(),
            dialog: self.dialog.clone(),
            toast: self.toast.clone().filter(|_| !self.article_only),
            status: self
                .status
                .clone()
                .filter(|_| !self.article_only)
                .map(|status| (status, self.announced)),
            library: self.library.clone(),
            shelf: self.shelf_screen(),
            people: match (&self.panel, &self.document) {
                (Panel::People(open), Some(document)) => people_of(document.set(), open.as_ref()),
                _ => Rc::default(),
            },
        }
    }
}

impl Session {
    /// Whether part of what was done is not shown yet.
    pub fn is_behind(&self) -> bool {
        self.is_underway() || self.document.as_ref().is_some_and(Document::is_behind)
    }

    /// Asks for the rest of the drawing once, and then after each part.
    pub(in crate::session) fn ask_to_draw_on(&mut self) {
        if self.is_behind() && !self.drawing {
            self.drawing = true;
            self.effects.push(Effect::DrawOn);
        }
    }

    pub(in crate::session) fn draw_on(&mut self, host: &dyn Host) {
        self.drawing = false;
        if self.is_underway() {
            self.go_on(host);
        } else if let Some(document) = &mut self.document {
            document.draw_on();
        }
    }

    #[inline(never)]
    fn caret_screen(&self) -> Option<CaretScreen> {
        let ((range, backward), document) = (self.caret()?, self.document.as_ref()?);
        let article = document.article();
        let paragraph = paragraph(article, article.block_at(range.start));
        Some(CaretScreen { paragraph, backward })
    }

    fn adjusting_words(&self) -> Option<String> {
        let (now, document) = (self.adjusting()?, self.document.as_ref()?);
        Some(document.article().slice(now.range).to_owned())
    }
}

/// What the panel shows of the claims.
#[derive(Default)]
struct ClaimsScreen {
    claims: Rc<[Rc<Card>]>,
    listed: Rc<[Rc<Card>]>,
    counts: [usize; 4],
    desk: Option<Rc<ClaimDesk>>,
}

#[inline(never)]
fn claims_of(
    set: &AnnotationSet,
    open: Option<&AnnotationId>,
    settings: &Settings,
    list: ClaimList,
) -> ClaimsScreen {
    let claims: Rc<[Rc<Card>]> = claims(set, open).into();
    let desk = open.and_then(|open| desk(set, open, &claims, &settings.imprint)).map(Rc::new);
    // Where nothing is left out or moved, both are the same.
    let listed = match list == ClaimList::default() {
        true => claims.clone(),
        false => {
            let cards: BTreeMap<_, _> = claims.iter().map(|card| (&card.id, card)).collect();
            let listed = list.of(set, open);
            listed.iter().filter_map(|one| cards.get(&one.id).map(|card| (*card).clone())).collect()
        }
    };
    ClaimsScreen { listed, counts: ClaimList::counts(set), desk, claims }
}

#[inline(never)]
fn people_of(set: &AnnotationSet, open: Option<&ActorId>) -> Rc<[Rc<Person>]> {
    people(set, open).into()
}

fn article_screen(document: &mut Document) -> ArticleScreen {
    let words = document.words();
    let cards = document.cards();
    let set = document.set();
    ArticleScreen {
        details: set.details().clone(),
        id: set.article().id().0.clone(),
        right_to_left: is_right_to_left(set.article().text()),
        words,
        paragraphs: set.article().paragraphs(),
        sections: document.sections().clone(),
        cards,
        counts: set.counts(),
        people: set.actors().count(),
        undo: document.history().undoable().cloned(),
        redo: document.history().redoable().cloned(),
        exported: document.exported(),
    }
}
