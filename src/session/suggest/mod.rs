//! Suggestions for the open article: what was found, what of it is still open, and which one is under review.
//! What annotations or rejections say is never stored twice: both are looked up (tests/native/suggesting_panel.rs).

pub mod listing;
pub mod many;
pub mod rows;

use std::rc::Rc;

use crate::formats::Problem;
use crate::model::suggest::{SuggestedAll, Suggestion, TextLanguage};
use crate::model::{AnnotationSet, Article, BlockIndex, BlockPoint, Kind, TextRange};

use crate::session::render::document::Document;
use crate::session::search::library::{Opaque, opaque};

use listing::{FoundSuggestions, Listing};
use rows::SuggestionRows;

/// What can be asked about suggestions. A suggestion is known by its number among those that were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Suggest {
    /// Show them, and look for them first if nobody did.
    Ask,
    /// Look for them again.
    Again,
    /// Stop looking for them, or showing them.
    Stop,
    /// List them in this order.
    By(SuggestionOrder),
    /// List those that were rejected, or those that are open.
    Rejected(bool),
    /// Show one in the text, and why it was made.
    Review(usize),
    /// Review the shortest one at a place in the text; close the open card if there is none.
    At(BlockPoint),
    /// Review the next or previous one.
    Step {
        /// The next one.
        forward: bool,
    },
    /// Accept one; `None` for the one under review.
    Accept(Option<usize>),
    /// Accept one, and open its card to change it.
    Change(usize),
    /// Accept a group in one step; except by confidence, without those that are unsure.
    AcceptAll(SuggestionGroup),
    /// Reject one; `None` for the one under review.
    Reject(Option<usize>),
    /// Bring back one that was rejected.
    BringBack(usize),
}

/// The orders of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SuggestionOrder {
    /// The surest first.
    #[default]
    Confidence,
    /// By the person they name, those with most first.
    Person,
    /// By kind.
    Kind,
    /// As they stand in the text, paragraph by paragraph.
    Place,
}

impl SuggestionOrder {
    /// Every order.
    pub const ALL: [Self; 4] = [Self::Confidence, Self::Person, Self::Kind, Self::Place];
}

/// A group of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SuggestionGroup {
    /// Those that are this sure.
    Confidence(Confidence),
    /// Those about a person, or about nobody.
    Person(Option<Rc<str>>),
    /// Those of a kind.
    Kind(Kind),
    /// Those that begin in a paragraph, by its number from 1.
    Paragraph(usize),
}

/// How sure a suggestion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// At least [`Confidence::SURE`].
    Sure,
    /// At least [`Confidence::LIKELY`].
    Likely,
    /// Less.
    Unsure,
}

impl Confidence {
    /// The least score of the surest, in hundredths.
    pub const SURE: u8 = 90;
    /// The least score of the likely, in hundredths.
    pub const LIKELY: u8 = 70;

    /// The confidence of a score from 0 to 1.
    pub fn of(score: f32) -> Self {
        match score {
            sure if sure >= f32::from(Self::SURE) / 100.0 => Self::Sure,
            likely if likely >= f32::from(Self::LIKELY) / 100.0 => Self::Likely,
            _ => Self::Unsure,
        }
    }
}

/// Suggestions in use.
#[derive(Debug)]
pub(in crate::session) struct Suggesting {
    /// The article they are about.
    pub article: Rc<Article>,
    pub stage: SuggestingStage,
    pub order: SuggestionOrder,
    /// Whether those that were rejected are listed.
    pub rejected: bool,
    /// The number of the one under review.
    pub current: Option<usize>,
    found: FoundSuggestions,
    listing: Option<(u64, Rc<Listing>)>,
    /// The rows shown last, and what they depend on.
    shown: Option<(RowsAsked, Rc<SuggestionRows>)>,
}

/// What the rows of the panel depend on.
#[derive(Debug, PartialEq, Eq)]
struct RowsAsked {
    version: u64,
    stage: SuggestingStage,
    order: SuggestionOrder,
    rejected: bool,
    current: Option<usize>,
    page: usize,
}

opaque!(Suggesting);
opaque!(SuggestionRows);

/// How far the suggestions are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SuggestingStage {
    /// The worker looks for them, under this number.
    Looking(u32),
    /// It could not, for this reason.
    Failed(Problem),
    /// They are there.
    Ready,
}

impl Suggesting {
    /// The worker is asked under this number.
    pub fn asked(article: Rc<Article>, ticket: u32) -> Self {
        Self {
            article,
            stage: SuggestingStage::Looking(ticket),
            order: SuggestionOrder::default(),
            rejected: false,
            current: None,
            found: FoundSuggestions::default(),
            listing: None,
            shown: None,
        }
    }

    /// The panel, on this page: the same value until something changes.
    pub fn shown(&mut self, document: &Document, page: usize) -> Rc<SuggestionRows> {
        let asked = RowsAsked {
            version: document.version(),
            stage: self.stage.clone(),
            order: self.order,
            rejected: self.rejected,
            current: self.current,
            page,
        };
        match &self.shown {
            Some((known, rows)) if *known == asked => rows.clone(),
            _ => {
                let rows = Rc::new(self.rows(document, page));
                self.shown = Some((asked, rows.clone()));
                rows
            }
        }
    }

    /// The number under which the worker is asked, while it is.
    pub fn ticket(&self) -> Option<u32> {
        match self.stage {
            SuggestingStage::Looking(ticket) => Some(ticket),
            _ => None,
        }
    }

    /// Has everything listed anew: another document is open, or the same one read anew.
    pub fn forget_listing(&mut self) {
        (self.listing, self.shown) = (None, None);
    }

    /// Takes the worker's answer.
    pub fn take(&mut self, answer: Result<SuggestedAll, Problem>) {
        (self.current, self.listing) = (None, None);
        match answer {
            Ok(SuggestedAll { list, language }) => {
                self.found = FoundSuggestions {
                    list: list.into(),
                    english: language == TextLanguage::English,
                };
                self.stage = SuggestingStage::Ready;
            }
            Err(problem) => self.stage = SuggestingStage::Failed(problem),
        }
    }

    /// How many of these suggestions are open in a document.
    pub fn open_in(all: SuggestedAll, set: &AnnotationSet) -> usize {
        let found = FoundSuggestions { list: all.list.into(), english: true };
        Listing::of(&found, set).open.len()
    }

    /// A suggestion, by its number.
    pub fn get(&self, index: usize) -> Option<&Suggestion> {
        self.found.list.get(index)
    }

    /// What is open and what was rejected, looked up again if the annotations changed.
    pub fn listing(&mut self, set: &AnnotationSet, version: u64) -> Rc<Listing> {
        match &self.listing {
            Some((known, listing)) if *known == version => listing.clone(),
            _ => {
                let listing = Rc::new(Listing::of(&self.found, set));
                self.listing = Some((version, listing.clone()));
                listing
            }
        }
    }

    /// What was looked up last.
    pub fn listed(&self) -> Option<&Listing> {
        self.listing.as_ref().map(|(_, listing)| &**listing)
    }

    /// The numbers of what is listed, in order, each with its group.
    pub fn in_order(&mut self, set: &AnnotationSet, version: u64) -> Vec<(SuggestionGroup, usize)> {
        self.listing(set, version);
        self.listed_in_order(set)
    }

    /// The same for what was looked up last.
    pub fn listed_in_order(&self, set: &AnnotationSet) -> Vec<(SuggestionGroup, usize)> {
        listing::ordered(&self.found, &self.listed_in_text(), self.order, set)
    }

    /// The numbers of what was looked up last, in the order of the text.
    pub fn listed_in_text(&self) -> Vec<usize> {
        let Some(listing) = self.listed() else { return Vec::new() };
        if self.rejected { listing.rejected.clone() } else { listing.open.clone() }
    }

    /// Those of a group that are accepted together. Except in a group by confidence, the unsure ones stay open, to
    /// be looked at one by one, unless it has no others.
    pub fn together(
        &self,
        order: &[(SuggestionGroup, usize)],
        group: &SuggestionGroup,
    ) -> Vec<usize> {
        let all = order.iter().filter(|(of, _)| of == group).map(|(_, index)| *index);
        let all: Vec<usize> = all.collect();
        let unsure = |index: &usize| {
            let score = self.get(*index).map_or(0.0, |one| one.score);
            Confidence::of(score) == Confidence::Unsure
        };
        if matches!(group, SuggestionGroup::Confidence(_)) || all.iter().all(unsure) {
            return all;
        }
        all.into_iter().filter(|index| !unsure(index)).collect()
    }
}

/// A suggestion to paint over the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SuggestionSpan {
    /// Its kind.
    pub kind: Kind,
    /// One of its spans.
    pub range: TextRange,
    /// The block where it starts.
    pub block: BlockIndex,
    /// Whether it is the first of the suggestion.
    pub first: bool,
    /// Whether it is under review.
    pub current: bool,
}
