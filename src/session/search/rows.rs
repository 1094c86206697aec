//! The rows of the search panel, made only near its view: where each hit is, and the words around it.

use std::ops::Range;

use crate::model::search::{Hit, HitPlace};
use crate::model::{AnnotationSet, Claimant, Detail, Kind, TextRange, TextSearch};
use crate::session::document::excerpt::{Excerpt, around, paragraph};

use super::by_pattern::PatternState;
use super::{HitGroup, ROWS, Searching};

/// The panel of the search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchScreen {
    /// What is searched for.
    pub search: TextSearch,
    /// How far it is, if it is by a regular expression.
    pub pattern: Option<PatternState>,
    /// The group that is shown; `None` for all.
    pub only: Option<HitGroup>,
    /// The number of hits in each group, in the order of [`HitGroup::ALL`].
    pub counts: [usize; 4],
    /// The index of the current hit in the text.
    pub current: Option<usize>,
    /// The number of rows, of which only some are in `rows`. Groups follow each other.
    pub total: usize,
    /// The index of the first of `rows`.
    pub first: usize,
    /// The rows in or near the view of the panel.
    pub rows: Vec<HitRow>,
}

/// A row of the panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HitRow {
    /// What the hit was found in.
    pub place: HitPlace,
    /// The number of the paragraph, from 1; `None` for people.
    pub paragraph: Option<usize>,
    /// The hit and the words around it.
    pub excerpt: Excerpt,
    /// The kind of the annotation.
    pub kind: Option<Kind>,
    /// The name of its person, speaker or claimant; or the person's own. Empty if there is none.
    pub name: String,
    /// Whether the article itself makes the claim.
    pub by_article: bool,
    /// Whether it is the current hit in the text.
    pub current: bool,
}

/// Most rows made at once.
const MOST: usize = 200;

pub(in crate::session) fn panel(set: &AnnotationSet, searching: &Searching) -> SearchScreen {
    let counts = searching.counts();
    let shown = |group: &HitGroup| searching.only().is_none_or(|only| only == *group);
    let groups = HitGroup::ALL.into_iter().zip(counts).filter(|(group, _)| shown(group));
    let total = groups.map(|(_, count)| count).sum();
    let Range { start, end } = searching.window;
    // There may be fewer pages than before.
    let first = if start < total { start } else { total.saturating_sub(1) / ROWS * ROWS };
    let window = first..end.max(first + ROWS).min(total).min(first + MOST);
    let rows = window.filter_map(|index| searching.row(index)).map(|(hit, index)| {
        let current = hit.place == HitPlace::Text && searching.current == Some(index);
        row(set, hit, current)
    });
    SearchScreen {
        rows: rows.collect(),
        search: searching.search.clone(),
        pattern: searching.pattern_state().cloned(),
        only: searching.only(),
        counts,
        current: searching.current,
        total,
        first,
    }
}

fn row(set: &AnnotationSet, hit: Hit, current: bool) -> HitRow {
    let Hit { place, range } = hit;
    let article = set.article();
    let one = place.annotation().and_then(|id| set.get(id));
    let whose = place.actor().or_else(|| one.and_then(|one| one.actor()));
    let by = one.map(|one| &one.detail);
    let start = one.map(|one| one.start()).or((place == HitPlace::Text).then_some(range.start));
    let text = place.text(set).unwrap_or_default();
    // The text of an annotation ends with it.
    let span = one.filter(|_| matches!(place, HitPlace::Words(_))).and_then(|one| {
        one.spans.iter().copied().find(|span| span.start <= range.start && range.end <= span.end)
    });
    let whole = span.unwrap_or(TextRange::new(0, u32::try_from(text.len()).unwrap_or(u32::MAX)));
    HitRow {
        paragraph: start.map(|start| paragraph(article, article.block_at(start))),
        excerpt: around(text, whole, range),
        kind: one.map(|one| one.kind()),
        name: whose
            .and_then(|id| set.actor(id))
            .map(|actor| actor.name.clone())
            .unwrap_or_default(),
        by_article: matches!(by, Some(Detail::Claim { claimant: Some(Claimant::Article), .. })),
        current,
        place,
    }
}
