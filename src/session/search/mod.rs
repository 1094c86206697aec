//! The search: what was found in the open article, the current hit, and the rows of its panel. It marks
//! nothing itself (tests/native/search_panel.rs).

pub mod by_pattern;
pub mod find;
pub mod library;
pub mod rows;
pub mod texts;

use std::ops::Range;
use std::rc::Rc;

use crate::model::search::{Folded, Hit, HitPlace, Strict, beside};
use crate::model::{AnnotationSet, Article, BlockPoint, Byte, Kind, TextRange, TextSearch};

use by_pattern::{ByPattern, PatternState};

/// What the search can be asked to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Search {
    /// Show the panel, and go to its field.
    Open,
    /// Search for this. The article stays where it is.
    For(TextSearch),
    /// Show the hits of one group only, or all.
    In(Option<HitGroup>),
    /// The rows of the panel that are in or near its view.
    Window(Range<usize>),
    /// Go to the next or previous hit in the text.
    Step {
        /// The next one.
        forward: bool,
        /// Where to begin if no hit is the current one; `None` asks for the view.
        from: Option<BlockPoint>,
    },
    /// Go to what a row of the panel says, by its index.
    Show(usize),
    /// Make an annotation of the current hit.
    Mark {
        /// Of this kind.
        kind: Kind,
        /// With this label.
        label: Option<String>,
    },
    /// Make annotations of all hits in the text that are not marked as this kind yet, in one step.
    MarkAll {
        /// Of this kind.
        kind: Kind,
        /// With this label.
        label: Option<String>,
    },
    /// Search all stored articles for the same.
    Everywhere,
    /// Stop a search by a regular expression that takes long.
    Stop,
    /// Stop searching.
    Close,
}

/// The groups of hits in the panel, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HitGroup {
    /// Hits in the text of the article.
    Text,
    /// Annotations: their text, labels, tags and checks.
    Annotations,
    /// Notes on annotations and people.
    Notes,
    /// Names and roles of people.
    People,
}

impl HitGroup {
    /// Every group.
    pub const ALL: [Self; 4] = [Self::Text, Self::Annotations, Self::Notes, Self::People];

    /// The group of a place.
    pub fn of(place: &HitPlace) -> Self {
        match place {
            HitPlace::Title | HitPlace::Text => Self::Text,
            HitPlace::Note(_) | HitPlace::ActorNote(_) => Self::Notes,
            HitPlace::Name(_) | HitPlace::Role(_) => Self::People,
            _ => Self::Annotations,
        }
    }
}

/// A search that is in use.
#[derive(Debug, Default)]
pub(in crate::session) struct Searching {
    pub search: TextSearch,
    pub only: Option<HitGroup>,
    /// The rows in or near the view of the panel.
    pub window: Range<usize>,
    /// The index of the current hit in the text.
    pub current: Option<usize>,
    text: Rc<[TextRange]>,
    /// The other hits, by group after [`HitGroup::Text`].
    others: [Vec<Hit>; 3],
    folded: Option<(Rc<Article>, Strict, Folded)>,
    /// The version of the annotations that were searched; `None` if they have to be searched.
    searched: Option<u64>,
    /// The search by a regular expression, which the worker does.
    pattern: ByPattern,
}

/// Rows on a page of the panel.
pub const ROWS: usize = 40;

impl Searching {
    /// Searches a text for something else. The current hit stays, if it is still one.
    pub fn look_for(&mut self, article: &Rc<Article>, search: TextSearch) {
        let at = self.current.and_then(|current| self.text.get(current)).map(|hit| hit.start);
        self.search = search;
        if self.search.pattern {
            self.begin_pattern(article);
        }
        self.text = self.hits_in(article).into();
        let next = |at| self.text.partition_point(|hit| hit.start < at);
        self.current = at.map(next).filter(|next| self.text.get(*next).map(|hit| hit.start) == at);
        self.window = 0..ROWS;
        self.searched = None;
    }

    fn hits_in(&mut self, article: &Rc<Article>) -> Vec<TextRange> {
        if self.search.is_blank() || self.search.pattern {
            return Vec::new();
        }
        let (text, how) = (article.text(), self.search.strict());
        let folded = match self.folded.take() {
            Some(kept) if Rc::ptr_eq(&kept.0, article) && kept.1 == how => kept,
            _ => (article.clone(), how, Folded::new(text, how)),
        };
        let hits = self.search.find_in(text, &folded.2);
        self.folded = Some(folded);
        hits
    }

    /// Searches another article, or the annotations again if they changed.
    pub fn follow(&mut self, set: &AnnotationSet, version: u64) {
        let is_about = |kept: &(Rc<Article>, Strict, Folded)| Rc::ptr_eq(&kept.0, set.article());
        let by_words = !self.search.is_blank() && !self.search.pattern;
        if by_words && !self.folded.as_ref().is_some_and(is_about) {
            self.current = None;
            self.look_for(set.article(), self.search.clone());
        }
        if self.search.pattern {
            self.follow_pattern(set.article());
        } else if self.searched != Some(version) {
            self.searched = Some(version);
            self.others = Default::default();
            if !self.search.is_blank() {
                beside(set, &self.search, &self.text).into_iter().for_each(|hit| self.sort_in(hit));
            }
        }
    }

    /// Drops what was found; what is searched for stays.
    pub fn forget(&mut self) {
        let (search, only) = (std::mem::take(&mut self.search), self.only);
        *self = Self { search, only, ..Self::default() };
    }

    /// Puts a hit into its group. An annotation or a person is there once.
    fn sort_in(&mut self, hit: Hit) {
        let group = HitGroup::of(&hit.place) as usize;
        let Some(others) = group.checked_sub(1).and_then(|group| self.others.get_mut(group)) else {
            return;
        };
        let whose = |hit: &Hit| (hit.place.annotation().cloned(), hit.place.actor().cloned());
        if others.last().is_none_or(|last| whose(last) != whose(&hit)) {
            others.push(hit);
        }
    }

    /// The hits in the text, in order.
    pub fn text(&self) -> &Rc<[TextRange]> {
        &self.text
    }

    /// The number of hits in each group.
    pub fn counts(&self) -> [usize; 4] {
        let [annotations, notes, people] = &self.others;
        [self.text.len(), annotations.len(), notes.len(), people.len()]
    }

    /// The group that is shown alone, if there is anything in it.
    pub fn only(&self) -> Option<HitGroup> {
        self.only.filter(|group| self.counts()[*group as usize] > 0)
    }

    /// How far a search by a regular expression is.
    pub fn pattern_state(&self) -> Option<&PatternState> {
        (self.search.pattern && !self.search.is_blank()).then_some(&self.pattern.state)
    }

    /// Searches the annotations again, whatever their version.
    pub fn search_again(&mut self) {
        self.searched = None;
    }

    /// The hit of a row of the panel, and its index in its group.
    pub fn row(&self, mut row: usize) -> Option<(Hit, usize)> {
        for (group, count) in HitGroup::ALL.into_iter().zip(self.counts()) {
            if self.only().is_some_and(|only| only != group) {
                continue;
            }
            if row >= count {
                row -= count;
                continue;
            }
            let text =
                || self.text.get(row).map(|range| Hit { place: HitPlace::Text, range: *range });
            let other = |group: usize| self.others.get(group)?.get(row).cloned();
            let hit = (group as usize).checked_sub(1).map_or_else(text, other)?;
            return Some((hit, row));
        }
        None
    }

    /// Makes the next or previous hit the current one: from the current one, otherwise from a place. After
    /// the last one comes the first.
    pub fn step(&mut self, forward: bool, from: Byte) -> Option<TextRange> {
        let count = self.text.len();
        let next = self.text.partition_point(|hit| hit.start < from);
        let to = match (self.current, forward) {
            (Some(current), true) => current + 1,
            (None, true) => next,
            (current, false) => current.unwrap_or(next).checked_sub(1).unwrap_or(count.max(1) - 1),
        };
        self.go_to(if to < count { to } else { 0 })
    }

    /// Makes a hit the current one, and shows its page of the panel.
    pub fn go_to(&mut self, index: usize) -> Option<TextRange> {
        let hit = self.text.get(index).copied()?;
        self.current = Some(index);
        // The hits in the text come first.
        if self.only().is_none_or(|only| only == HitGroup::Text) {
            let first = index / ROWS * ROWS;
            self.window = first..first + ROWS;
        }
        Some(hit)
    }

    /// The current hit.
    pub fn hit(&self) -> Option<TextRange> {
        self.text.get(self.current?).copied()
    }

    /// The hits in a part of the text, and whether each is the current one.
    pub fn near(&self, range: TextRange) -> impl Iterator<Item = (TextRange, bool)> {
        let first = self.text.partition_point(|hit| hit.end <= range.start);
        let near = (first..).zip(self.text.get(first..).unwrap_or_default());
        let near = near.take_while(move |(_, hit)| hit.start < range.end);
        near.map(|(index, hit)| (*hit, self.current == Some(index)))
    }
}

/// A hit to paint over the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HitBox {
    /// Its start.
    pub from: BlockPoint,
    /// Its end.
    pub to: BlockPoint,
    /// Whether it is the current one.
    pub current: bool,
}
