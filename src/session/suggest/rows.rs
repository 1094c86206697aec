//! The rows of the suggestions' panel, made only for the page that is shown: what is suggested, about whom, and
//! for the one under review why (tests/native/suggesting_panel.rs).

use std::rc::Rc;

use crate::formats::Problem;
use crate::model::suggest::{Because, Suggestion};
use crate::model::{Article, Kind, QuoteForm, TextRange};
use crate::session::document::annotation_list::PAGE;
use crate::session::render::document::Document;

use super::listing::{full_name, paragraph_of};
use super::{Confidence, Suggesting, SuggestingStage, SuggestionGroup, SuggestionOrder};

/// The panel of suggestions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestionRows {
    /// Whether the worker is still looking for them.
    pub looking: bool,
    /// Why it could not.
    pub failed: Option<Problem>,
    /// Whether the text is English; in other languages only quotes in quotation marks are suggested.
    pub english: bool,
    /// The number of open ones.
    pub open: usize,
    /// The number of rejected ones.
    pub rejected: usize,
    /// The number of annotations that were suggested.
    pub accepted: usize,
    /// Whether the rejected ones are listed.
    pub lists_rejected: bool,
    /// Their order.
    pub order: SuggestionOrder,
    /// The page that is shown, from 0.
    pub page: usize,
    /// The number of those listed, on all pages.
    pub listed: usize,
    /// The groups on this page.
    pub groups: Vec<GroupRows>,
    /// The place of the one under review among those listed, from 1.
    pub place: Option<usize>,
}

/// A group on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupRows {
    /// Which group.
    pub group: SuggestionGroup,
    /// The number in it, on all pages.
    pub count: usize,
    /// The number that is accepted together, on all pages.
    pub together: usize,
    /// Its rows on this page.
    pub rows: Vec<SuggestionRow>,
}

/// A suggestion of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestionRow {
    /// Its number.
    pub index: usize,
    /// Its kind.
    pub kind: Kind,
    /// The number of its paragraph, from 1.
    pub paragraph: usize,
    /// Its words, shortened, with parts joined by "…".
    pub words: String,
    /// The speaker or claimant that it gets, once accepted.
    pub speaker: Option<String>,
    /// How sure it is.
    pub confidence: Confidence,
    /// Why it was made, if it is under review.
    pub review: Option<Reviewed>,
}

/// What is said of the suggestion under review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed {
    /// The form of a quote.
    pub form: Option<QuoteForm>,
    /// What the text calls its speaker or claimant, if that is no name: it gets none.
    pub described: Option<String>,
    /// Its causes, the strongest first, with the words each is about.
    pub because: Vec<(Because, String)>,
}

impl Suggesting {
    /// The panel, on this page.
    pub fn rows(&mut self, document: &Document, page: usize) -> SuggestionRows {
        let (set, version) = (document.set(), document.version());
        let listing = self.listing(set, version);
        let order = self.in_order(set, version);
        let page = page.min(order.len().saturating_sub(1) / PAGE);
        let mut groups: Vec<GroupRows> = Vec::new();
        for (group, index) in order.iter().skip(page * PAGE).take(PAGE) {
            let Some(one) = self.get(*index) else { continue };
            if groups.last().is_none_or(|last| last.group != *group) {
                let count = order.iter().filter(|(other, _)| other == group).count();
                let together = self.together(&order, group).len();
                groups.push(GroupRows { group: group.clone(), count, together, rows: Vec::new() });
            }
            let row = row(document.article(), *index, one, self.current == Some(*index));
            if let Some(last) = groups.last_mut() {
                last.rows.push(row);
            }
        }
        let failed = match &self.stage {
            SuggestingStage::Failed(problem) => Some(problem.clone()),
            _ => None,
        };
        let at = order.iter().position(|(_, index)| Some(*index) == self.current);
        SuggestionRows {
            looking: self.ticket().is_some(),
            failed,
            english: self.found.english,
            open: listing.open.len(),
            rejected: listing.rejected.len(),
            accepted: listing.accepted,
            lists_rejected: self.rejected,
            order: self.order,
            page,
            listed: order.len(),
            groups,
            place: at.map(|at| at + 1),
        }
    }
}

fn row(article: &Rc<Article>, index: usize, one: &Suggestion, reviewed: bool) -> SuggestionRow {
    let described = one.speaker.as_ref().map(|speaker| speaker.name.clone());
    let name = described.as_ref().and_then(|_| full_name(article, one));
    SuggestionRow {
        index,
        kind: one.kind,
        paragraph: paragraph_of(article, one),
        words: words(article, one),
        speaker: name.clone(),
        confidence: Confidence::of(one.score),
        review: reviewed.then(|| Reviewed {
            form: one.form,
            described: described.filter(|_| name.is_none()),
            because: because(article, one),
        }),
    }
}

/// Most characters of a suggestion that a row shows.
const WORDS: usize = 300;

/// The words of a suggestion, shortened.
pub(in crate::session) fn words(article: &Article, one: &Suggestion) -> String {
    let parts: Vec<&str> = one.spans.iter().map(|span| article.slice(*span)).collect();
    let words = parts.join(" … ");
    match words.char_indices().nth(WORDS) {
        Some((end, _)) => format!("{} …", words.get(..end).unwrap_or_default()),
        None => words,
    }
}

/// The causes of a suggestion, with the words that each is about.
pub fn because(article: &Article, one: &Suggestion) -> Vec<(Because, String)> {
    let words = |because: &Because| about(because).map_or("", |at| article.slice(at)).to_owned();
    one.reason.iter().map(|because| (*because, words(because))).collect()
}

/// The place that a cause is about.
fn about(because: &Because) -> Option<TextRange> {
    match because {
        Because::Title(at)
        | Because::Saying(at)
        | Because::NamedInFull(at)
        | Because::MarkedElsewhere(at)
        | Because::Figure(at)
        | Because::Comparison(at)
        | Because::Cause(at)
        | Because::Record(at)
        | Because::Law(at)
        | Because::Event(at) => Some(*at),
        Because::GivenName
        | Because::Surname
        | Because::Surroundings
        | Because::Marks
        | Because::Turn => None,
    }
}
