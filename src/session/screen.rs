//! A snapshot for the view: what is shown now, as values that compare cheaply (tests/native/sections.rs).

use std::rc::Rc;

use crate::model::script::language_of_script;
use crate::model::text::is_right_to_left;
use crate::model::{AnnotationSet, ArticleId, Counts, Details, Kind, Timestamp};
use crate::session::Session;

use super::action::dialog::Dialog;
use super::action::effect::Effect;
use super::action::panel::Panel;
use super::document::actors::{Person, PersonPreview};
use super::document::claim_list::ClaimList;
use super::document::excerpt::paragraph;
use super::document::label::Label;
use super::document::todo::TodoList;
use super::host::Host;
use super::library::shelf::ShelfScreen;
use super::notices::announcement::Announcement;
use super::notices::message::{Message, Toast};
use super::program_part::OnDemand;
use super::render::annotation_rows::AnnotationRows;
use super::render::blocks::Section;
use super::render::cards::CardList;
use super::render::claim_rows::ClaimRows;
use super::render::document::Document;
use super::render::tree::Tree;
use super::search::library::{LibraryFound, Opaque};
use super::search::rows::SearchScreen;
use super::selection::caret::Said;
use super::selection::pick_mode::Pick;
use super::sources::rows::SourceRows;
use super::storage::save_state::SaveState;
use super::storage::schema::Entry;
use super::storage::settings::Settings;
use super::suggest::rows::SuggestionRows;
use super::sync::protocol::Editing;
use super::versions::rows::ChangesRows;

/// Everything shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screen {
    /// The open article; `None` for the empty page.
    pub article: Option<ArticleScreen>,
    /// Whether only the article is shown so far, and not what else there is to say.
    pub article_only: bool,
    /// Proof that lists and dialogs can be drawn.
    pub on_demand: Option<OnDemand>,
    /// The selection, if it can be marked.
    pub selection: Option<SelectionScreen>,
    /// The keyboard caret, while it shows.
    pub caret: Option<CaretScreen>,
    /// The last announcement about it.
    pub said: Option<Announcement<Said>>,
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
    /// Whether the panel makes way for the text, where it is a sheet.
    pub lowered: bool,
    /// The dialog that is open.
    pub dialog: Option<Rc<Dialog>>,
    /// The message that is shown.
    pub toast: Option<Rc<Toast>>,
    /// The message for screen readers.
    pub status: Option<Announcement<Message>>,
    /// The stored articles.
    pub library: Rc<[Entry]>,
    /// The number of earlier versions, if there are any.
    pub versions: Option<usize>,
    /// What the lists and dialogs show besides, once they can be drawn: [`Screen::lists`].
    lists: Option<Rc<dyn Opaque<ListsScreen>>>,
    /// The person of the mention under the pointer or the focus.
    pub preview: Option<Rc<PersonPreview>>,
    /// The problems; `None` while nobody looks and the document is too large to check in passing.
    pub todo: Option<Rc<TodoList>>,
}

/// The open article as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleScreen {
    /// Title, source and so on.
    pub details: Rc<Details>,
    /// What it is called: see [`AnnotationSet::name`].
    pub name: Rc<str>,
    /// Its language, as given or else as its letters tell; `None` if neither does.
    pub language: Option<Rc<str>>,
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
    pub undo: Option<Turnable>,
    /// What redo would repeat.
    pub redo: Option<Turnable>,
    /// When it was last exported.
    pub exported: Option<Timestamp>,
}

/// What undo reverts, and redo repeats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turnable {
    /// A step of the article.
    Step(Label),
    /// A decision about a changed annotation, which is no step.
    Decision,
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
    /// In how many places it stands that are no person yet, if in several.
    pub places: usize,
}

/// What only lists and dialogs show: the start of the program does not know of what it consists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListsScreen {
    /// The search, while it is in use.
    pub search: Option<Rc<SearchScreen>>,
    /// The library, while its dialog is open.
    pub shelf: ShelfScreen,
    /// Whether suggestions are looked for in many articles.
    pub suggests_for_many: bool,
    /// What was found in the texts of the library.
    pub library_found: Option<Rc<dyn Opaque<LibraryFound>>>,
    /// The people of the article, while their panel is open.
    pub people: Rc<[Rc<Person>]>,
    /// The claims, while their panel is open.
    pub claims: Rc<ClaimRows>,
    /// Which of them are listed.
    pub claim_list: Rc<ClaimList>,
    /// All annotations as rows, while they are listed.
    pub rows: Rc<AnnotationRows>,
    /// The number of changes to decide about, while two texts are compared.
    pub changes: Option<usize>,
    /// The list of changes, and the two texts, while it is open.
    pub compared: Option<Rc<dyn Opaque<ChangesRows>>>,
    /// The number of quotes held against a source, or linked to one.
    pub sourced: Option<usize>,
    /// The quotes held against a source, and its text, while that list is open.
    pub source: Option<Rc<dyn Opaque<SourceRows>>>,
    /// The number of open suggestions, while they are in use.
    pub suggestions: Option<usize>,
    /// The panel of suggestions, while it is open.
    pub suggested: Option<Rc<dyn Opaque<SuggestionRows>>>,
}

impl Opaque<Self> for ListsScreen {
    fn value(&self) -> &Self {
        self
    }

    fn value_mut(&mut self) -> &mut Self {
        self
    }

    fn is_equal(&self, other: &Self) -> bool {
        self == other
    }
}

impl Screen {
    /// What the lists and dialogs show; `None` before they can be drawn.
    pub fn lists(&self) -> Option<&ListsScreen> {
        self.lists.as_deref().map(Opaque::value)
    }

    /// Whether the search is open.
    pub fn searches(&self) -> bool {
        self.lists().is_some_and(|lists| lists.search.is_some())
    }

    /// Whether suggestions are in use.
    pub fn suggests(&self) -> bool {
        self.lists().is_some_and(|lists| lists.suggestions.is_some())
    }
}

impl Session {
    /// The claims, while their panel is open.
    fn claim_rows(&mut self) -> Rc<ClaimRows> {
        match (&self.panel, &mut self.document) {
            (Panel::Claims(page), Some(document)) => {
                document.claims(&self.claim_list, *page, &self.settings.imprint)
            }
            _ => Rc::default(),
        }
    }

    /// All annotations as rows, while they are listed.
    fn annotation_rows(&mut self) -> Rc<AnnotationRows> {
        match (&self.panel, &mut self.document) {
            (Panel::Rows(page), Some(document)) => document.rows(&self.annotation_list, *page),
            _ => Rc::default(),
        }
    }

    /// The people, while their panel is open.
    fn people_screen(&mut self) -> Rc<[Rc<Person>]> {
        match (&self.panel, &mut self.document) {
            (Panel::People(open), Some(document)) => document.people(open.as_ref()),
            _ => Rc::default(),
        }
    }

    /// Notes what the lists and dialogs show.
    #[inline(never)]
    fn draw_lists(&mut self, _: OnDemand) {
        let suggestions = if self.suggesting.is_some() { self.suggestions_open() } else { None };
        // The shelf lists what was found.
        let library_found =
            if self.library_at_work.is_some() { self.library_found() } else { None };
        // Not returned: the compiler would tell the start of what type it is.
        self.lists = Some(Rc::new(ListsScreen {
            claims: self.claim_rows(),
            claim_list: self.claim_list.clone(),
            rows: self.annotation_rows(),
            people: self.people_screen(),
            search: if self.searching.is_some() { self.search_screen() } else { None },
            suggestions,
            suggested: match self.panel {
                Panel::Suggested(_) if suggestions.is_some() => self.suggestions_screen(),
                _ => None,
            },
            changes: self.changes_open(),
            compared: match self.panel {
                Panel::Changes => self.changes_screen(),
                _ => None,
            },
            sourced: self.quotes_sourced(),
            source: match self.panel {
                Panel::Source => self.source_screen(),
                _ => None,
            },
            shelf: self.shelf_screen(),
            library_found,
            suggests_for_many: self.suggests_for_many(),
        }));
    }

    /// Whether there is a decision to take back, and one to make again.
    fn turnable_decisions(&self) -> [Option<Turnable>; 2] {
        let now = self.comparing.as_ref().map(|now| now.value());
        let last = [now.map(|now| &now.decided), now.map(|now| &now.taken_back)];
        last.map(|all| all.filter(|all| !all.is_empty()).map(|_| Turnable::Decision))
    }

    /// What is shown now.
    pub fn screen(&mut self) -> Screen {
        let editing = self.tabs.role.editing();
        let article = self.document.as_mut().map(article_screen).map(|article| match editing {
            Editing::Here if self.decides_changes() => {
                let [undo, redo] = self.turnable_decisions();
                ArticleScreen { undo, redo, ..article }
            }
            Editing::Here => article,
            _ => ArticleScreen { undo: None, redo: None, ..article },
        });
        let todo = if self.article_only { None } else { self.todo() };
        let on_demand = self.on_demand();
        if let Some(loaded) = on_demand {
            self.draw_lists(loaded);
        }
        let versions = self.document.as_ref().map(|it| it.article().versions().len());
        // Only the deferred part looks for them, and the toolbar comes with it.
        let looks = self.selection.is_some() && !self.article_only;
        let places = if looks { self.selected_places() } else { 0 };
        let hovers = self.hovered().is_some() && !self.article_only;
        let preview = self.document.as_mut().filter(|_| hovers).and_then(Document::preview);
        Screen {
            article,
            article_only: self.article_only,
            preview,
            todo,
            versions: versions.filter(|count| *count > 0),
            lists: self.lists.clone(),
            selection: self.selection.as_ref().and_then(|selected| {
                let document = self.document.as_ref()?;
                let words = document.article().slice(selected.range).to_owned();
                Some(SelectionScreen { words, places })
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
                (article.id().clone(), left.set().name().into())
            }),
            editing,
            promised: self.promised,
            hidden: self.hidden,
            panel: self.panel.clone(),
            lowered: self.lowered,
            on_demand,
            dialog: self.dialog.clone().filter(|_| on_demand.is_some()),
            toast: self.toast.clone().filter(|_| !self.article_only),
            status: self.status.clone().filter(|_| !self.article_only),
            library: self.library.clone(),
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

fn language(set: &AnnotationSet) -> Option<Rc<str>> {
    let given = set.details().language.as_deref();
    given.or_else(|| language_of_script(set.article().text())).map(Rc::from)
}

fn article_screen(document: &mut Document) -> ArticleScreen {
    let words = document.words();
    let cards = document.cards();
    let set = document.set();
    ArticleScreen {
        details: set.details().clone(),
        name: set.name().into(),
        language: language(set),
        id: set.article().id().0.clone(),
        right_to_left: is_right_to_left(set.article().text()),
        words,
        paragraphs: set.article().paragraphs(),
        sections: document.sections().clone(),
        cards,
        counts: set.counts(),
        people: set.actors().count(),
        undo: document.history().undoable().cloned().map(Turnable::Step),
        redo: document.history().redoable().cloned().map(Turnable::Step),
        exported: document.exported(),
    }
}
