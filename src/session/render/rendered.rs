//! What is drawn of the open article, and when: an edit at once, large changes in parts, what is in or near
//! the view first. An edit draws no more in a longer text (tests/native/shapes.rs).

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::model::{
    AnnotationId, AnnotationSet, Article, BlockPoint, Byte, Kind, TextRange, order,
};
use crate::session::document::lints::{self, Finding, KnownFindings};
use crate::session::document::name_places::{LONGEST_UNASKED, NamePlaces};
use crate::session::storage::stepping::Dirty;

use super::blocks::{Sections, Shown};
use super::cards::{self, CardList};
use super::lists::{AlikeClaims, Lists};
use super::redraw_queue::{AT_ONCE, NextRedraw, RedrawQueue};

/// What is drawn.
#[derive(Debug)]
pub(in crate::session) struct Rendered {
    pub sections: Sections,
    pub shown: Shown,
    /// What is in or near the view.
    window: TextRange,
    words: Words,
    cards: Option<Rc<CardList>>,
    /// Whether only the article is shown so far: no cards, and no counts that take long.
    article_only: bool,
    queue: RedrawQueue,
    /// Counts the changes to annotations.
    version: u64,
    /// The problems found, until something changes; and whether with the places of names.
    findings: Option<(bool, Rc<[Finding]>)>,
    /// Those that take long to find, until something changes on which they depend.
    known: KnownFindings,
    /// The claims like the open one.
    pub alike: AlikeClaims,
    /// Where names stand in the text.
    pub names: NamePlaces,
    /// The lists of the panel, until something changes.
    pub lists: Lists,
}

/// The number of words of a text, counted up to a place.
#[derive(Debug, Default)]
struct Words {
    count: usize,
    to: usize,
}

impl Words {
    fn are_counted(&self, article: &Article) -> bool {
        self.to >= article.text().len()
    }

    fn count_on(&mut self, article: &Article) {
        let (count, to) = article.words_from(self.to);
        (self.count, self.to) = (self.count + count, to);
    }
}

impl Rendered {
    /// Draws what is near the view, or everything if it is short.
    pub fn of(set: &AnnotationSet, hidden: [bool; 3], article_only: bool) -> Self {
        let sections = Sections::blank(set.article());
        let mut rendered = Self {
            queue: RedrawQueue::all(&sections),
            sections,
            words: Words::default(),
            article_only,
            shown: Shown { hidden, ..Shown::default() },
            window: TextRange { start: Byte(0), end: cards::FIRST_WINDOW },
            cards: None,
            findings: None,
            known: KnownFindings::default(),
            alike: AlikeClaims::default(),
            names: NamePlaces::default(),
            lists: Lists::default(),
            version: 0,
        };
        rendered.draw_at_first(set);
        rendered.put_off_cards(set);
        rendered
    }

    /// The number of words of the article. `None` before [`Rendered::show_everything`] if counting takes long, and
    /// while a long text is still being counted in parts.
    pub fn words(&mut self, article: &Article) -> Option<usize> {
        let is_short = article.text().len() <= Article::WORDS_AT_ONCE;
        if is_short
            && !self.words.are_counted(article)
            && (!self.article_only || article.has_blanks())
        {
            self.words.count_on(article);
        }
        self.words.are_counted(article).then_some(self.words.count)
    }

    /// Shows everything from now on: the cards, and counts that take long.
    pub fn show_everything(&mut self) {
        if std::mem::take(&mut self.article_only) && !self.queue.awaits_cards() {
            self.cards = None;
        }
    }

    /// The cards.
    pub fn cards(&mut self, set: &AnnotationSet) -> Rc<CardList> {
        let list = self.cards.take();
        let list = list.unwrap_or_else(|| match self.article_only {
            true => Rc::new(cards::none_yet(set, &self.shown)),
            false => Rc::new(cards::list(set, &self.shown, self.window)),
        });
        self.cards = Some(list.clone());
        list
    }

    /// The cards as last drawn.
    pub fn listed(&self) -> Option<&Rc<CardList>> {
        self.cards.as_ref()
    }

    /// What is in or near the view.
    pub fn window(&self) -> TextRange {
        self.window
    }

    /// The number of changes to annotations, and to which kinds are shown, up to now.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The computed problems.
    /// With the places of names if somebody looks, and in passing if that needs no long look at the text.
    pub fn findings(&mut self, set: &AnnotationSet, looking: bool) -> Rc<[Finding]> {
        match &self.findings {
            Some((had_names, found)) if *had_names || !looking => found.clone(),
            _ => {
                let is_short = Byte::at(set.article().text().len()) <= LONGEST_UNASKED;
                let names = looking || is_short || self.names.knows(set);
                let places = names.then_some(&mut self.names);
                let found: Rc<[Finding]> =
                    lints::findings_with(set, places, &mut self.known).into();
                self.findings.insert((names, found)).1.clone()
            }
        }
    }

    /// Whether these are all problems: with the places of names.
    pub fn finds_names(&self) -> bool {
        self.findings.as_ref().is_some_and(|(names, _)| *names)
    }

    /// The annotations shown in a range, the smallest first.
    pub fn shown_in(&self, set: &AnnotationSet, range: TextRange) -> Vec<AnnotationId> {
        let here = set.touching(range);
        let here = here.iter().filter(|annotation| !self.shown.hidden[annotation.kind().index()]);
        let here = order::by_key(here, |annotation| annotation.len());
        here.into_iter().map(|annotation| annotation.id.clone()).collect()
    }

    /// Opens a card, or closes the open one; returns whether that changed anything.
    pub fn focus(&mut self, set: &AnnotationSet, id: Option<AnnotationId>) -> bool {
        if self.shown.focused == id {
            return false;
        }
        // The highlights stay while the reader goes through them.
        if id.as_ref().is_none_or(|id| !self.shown.lit.contains(id)) {
            self.light(set, BTreeSet::new());
        }
        let before = std::mem::replace(&mut self.shown.focused, id);
        let dirty = places_of(set, &[before, self.shown.focused.clone()]);
        self.redraw(set, &dirty);
        let start = self.shown.focused.as_ref().and_then(|id| set.get(id)).map(|one| one.start());
        start.into_iter().for_each(|start| self.draw_at(set, start));
        true
    }

    /// The pointer is over an annotation, or over none.
    pub fn hover(&mut self, set: &AnnotationSet, id: Option<AnnotationId>) {
        if self.shown.hovered != id {
            let before = std::mem::replace(&mut self.shown.hovered, id);
            let mut dirty = places_of(set, &[before, self.shown.hovered.clone()]);
            // Each drawing would trigger another change of such a block, and the pointer is on it.
            dirty.retain(|range| !self.leaves_some_of(set, *range));
            self.redraw(set, &dirty);
        }
    }

    /// Whether a block of this range is left as something else made it.
    fn leaves_some_of(&self, set: &AnnotationSet, range: TextRange) -> bool {
        let (first, last) = set.article().blocks_of(range);
        self.sections.healing().leaves_any(first..last.plus(1))
    }

    /// Highlights these annotations, and no others.
    pub fn light(&mut self, set: &AnnotationSet, lit: BTreeSet<AnnotationId>) {
        if self.shown.lit != lit {
            let before = std::mem::replace(&mut self.shown.lit, lit);
            let both = before.iter().chain(&self.shown.lit).cloned().map(Some);
            let dirty = places_of(set, &both.collect::<Vec<_>>());
            self.redraw(set, &dirty);
        }
    }

    /// Hides these kinds, and shows the others.
    pub fn hide(&mut self, set: &AnnotationSet, hidden: [bool; 3]) {
        self.shown.hidden = hidden;
        // Suggestions are hidden as well.
        self.version += 1;
        self.draw_anew(set);
        let gone = |kind: Kind| hidden[kind.index()];
        let focused = self.shown.focused.as_ref().and_then(|id| set.get(id)).map(|a| a.kind());
        if focused.is_some_and(gone) {
            self.focus(set, None);
        }
    }

    /// This range is in or near the view.
    pub fn set_window(&mut self, set: &AnnotationSet, first: BlockPoint, last: BlockPoint) {
        let (start, end) = (set.article().byte_near(first), set.article().byte_near(last));
        let window = TextRange { start, end: end.max(start) };
        if self.window != window {
            self.window = window;
            self.draw_near(set);
            if cards::is_windowed(set) && !self.queue.awaits_cards() {
                self.cards = None;
            }
        }
    }

    /// Redraws what looks different after a change.
    pub fn show(&mut self, set: &AnnotationSet, dirty: &Dirty) {
        if dirty.anew {
            self.words = Words::default();
            return self.adopt(set, false);
        }
        if dirty.scheme == set.details().scheme {
            self.redraw(set, &dirty.ranges);
        } else {
            self.draw_anew(set);
        }
        self.forget_changed(set);
    }

    /// Draws another set about the same text; `same_article` says whether the text is the same value.
    pub fn adopt(&mut self, set: &AnnotationSet, same_article: bool) {
        if !same_article {
            // They hold for the words of one text.
            (self.known, self.alike) = (KnownFindings::default(), AlikeClaims::default());
            self.sections = Sections::blank(set.article());
        }
        self.draw_anew(set);
        self.forget_changed(set);
    }

    /// Deleted annotations are neither open nor under the pointer, and the problems may have changed.
    fn forget_changed(&mut self, set: &AnnotationSet) {
        (self.findings, self.lists) = (None, Lists::default());
        self.version += 1;
        for one in [&mut self.shown.focused, &mut self.shown.hovered] {
            *one = one.take().filter(|id| set.get(id).is_some());
        }
    }

    /// Redraws these ranges and the cards; later, if that is a lot.
    fn redraw(&mut self, set: &AnnotationSet, dirty: &BTreeSet<TextRange>) {
        if !self.queue.take(dirty, &self.sections, set) {
            self.sections.redraw(set, &self.shown, dirty);
            self.cards = None;
        }
    }

    /// Redraws everything: what is near the view now, the rest later.
    fn draw_anew(&mut self, set: &AnnotationSet) {
        self.cards = None;
        self.queue = RedrawQueue::all(&self.sections);
        self.draw_at_first(set);
    }

    /// Draws what is near the view, and everything else too if it is not much.
    fn draw_at_first(&mut self, set: &AnnotationSet) {
        let work = set.article().blocks().len() + 2 * set.len();
        self.draw_near(set);
        while work <= AT_ONCE && self.is_behind(set.article()) {
            self.draw_on(set);
        }
    }

    /// If only a part of the article is drawn when it opens, the cards come after that.
    fn put_off_cards(&mut self, set: &AnnotationSet) {
        if !self.queue.is_empty() {
            self.queue.put_off_cards();
            self.cards = Some(Rc::new(cards::none_yet(set, &self.shown)));
        }
    }

    /// Draws the part of the queue that is near the view; returns the number of pieces.
    fn draw_near(&mut self, set: &AnnotationSet) -> usize {
        let near = self.queue.near(self.sections.leaves_of(self.window));
        near.into_iter().map(|leaf| self.sections.draw(set, &self.shown, leaf)).sum()
    }

    /// Draws a place that is about to be shown, even if it is far from the view.
    pub fn draw_at(&mut self, set: &AnnotationSet, at: Byte) {
        self.sections.draw(set, &self.shown, self.sections.leaf_at(at));
    }

    /// Draws some of what is still to be drawn.
    pub fn draw_on(&mut self, set: &AnnotationSet) {
        let mut work = self.draw_near(set);
        while work == 0 || (work < AT_ONCE && !self.queue.awaits_cards()) {
            match self.queue.next() {
                NextRedraw::Leaf(leaf) => work += 1 + self.sections.draw(set, &self.shown, leaf),
                NextRedraw::Cards => {
                    self.cards = None;
                    return;
                }
                NextRedraw::Nothing => {
                    if work == 0 && self.awaits_counting(set.article()) {
                        self.words.count_on(set.article());
                    }
                    return;
                }
            }
        }
    }

    /// Whether words still have to be counted that are not counted on request.
    fn awaits_counting(&self, article: &Article) -> bool {
        article.text().len() > Article::WORDS_AT_ONCE
            && !self.article_only
            && !self.words.are_counted(article)
    }

    /// Whether something still has to be drawn.
    pub fn is_behind(&self, article: &Article) -> bool {
        !self.queue.is_empty() || self.awaits_counting(article)
    }
}

/// The places of these annotations.
fn places_of(set: &AnnotationSet, ids: &[Option<AnnotationId>]) -> BTreeSet<TextRange> {
    let annotations = ids.iter().flatten().filter_map(|id| set.get(id));
    order::gathered(annotations.flat_map(|annotation| annotation.spans.iter().copied()))
}
