//! Every occurrence of a name or a phrase, to be marked in one step. Occurrences already marked as this kind
//! are not offered (tests/native/todo.rs).

use std::rc::Rc;

use crate::model::search::{Folded, Strict, TextSearch, is_of_word};
use crate::model::{ActorId, AnnotationId, AnnotationSet, Byte, Kind, TextRange, order};
use crate::session::document::excerpt::{Excerpt, around};
use crate::session::document::name_places;

/// A search for occurrences, and its result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrences {
    /// The words to find; alternatives are separated by `/`.
    pub words: String,
    /// The kind to mark them as.
    pub kind: Kind,
    /// The actor of the mentions, if decided.
    pub actor: Option<ActorId>,
    /// The search options.
    pub how: How,
    /// Somebody and their names, if these were asked for: while `words` are these, the places are those that To
    /// do counts.
    pub names: Option<(ActorId, String)>,
    /// The occurrences, in text order.
    pub hits: Rc<[Occurrence]>,
    /// Whether there were more than [`Occurrences::MOST`].
    pub more: bool,
}

/// Search options.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct How {
    /// Whole words only.
    pub whole: bool,
    /// Match case.
    pub case: bool,
    /// Also find words followed by "’s", which is not marked.
    pub possessive: bool,
}

/// An occurrence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// Its place.
    pub range: TextRange,
    /// The text before it.
    pub before: String,
    /// Its own text.
    pub words: String,
    /// The text after it.
    pub after: String,
    /// Whether it is selected.
    pub on: bool,
}

/// The actions of the dialog that marks all occurrences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkAll {
    /// Find the other occurrences of an annotation's text.
    Like(AnnotationId),
    /// Mark the text of an annotation as this kind, too.
    Also(AnnotationId, Kind),
    /// Find the occurrences of somebody's names.
    Names(ActorId),
    /// Mark all occurrences of somebody's names.
    AllOf(ActorId),
    /// Find the selected words.
    Selected,
    /// Find these words.
    Find(String, How),
    /// Mark as another kind.
    As(Kind),
    /// Select or deselect an occurrence.
    Select(usize, bool),
    /// Mark the selected occurrences.
    Mark,
}

impl Occurrences {
    /// A search for these words, before anything is found.
    pub(in crate::session) fn of(words: String, kind: Kind, actor: Option<ActorId>) -> Self {
        let (how, hits) = (How::default(), Rc::default());
        Self { words, kind, actor, how, names: None, hits, more: false }
    }

    /// The person whose own places are meant, not those of the words.
    pub(in crate::session) fn named(&self) -> Option<&ActorId> {
        let (id, names) = self.names.as_ref()?;
        let stands = *names == self.words && self.how == How::default();
        (stands && self.kind == Kind::Person && self.actor.as_ref() == Some(id)).then_some(id)
    }

    /// Most occurrences offered at once.
    pub const MOST: usize = 300;
}

impl Default for How {
    fn default() -> Self {
        Self { whole: true, case: true, possessive: true }
    }
}

/// The occurrences of `words` in `text`; at each place the longest, without overlaps. Soft hyphens, the forms
/// of quotation marks and blanks, and the way an accent is written make no difference.
pub fn find(text: &str, words: &[&str], how: How) -> Vec<TextRange> {
    let folded = Folded::new(text, Strict { case: how.case, accents: true });
    let search = |words: &&str| {
        let words = (*words).to_owned();
        let search = TextSearch {
            words,
            whole_words: how.whole,
            case: how.case,
            accents: true,
            pattern: false,
        };
        search.find_in(text, &folded)
    };
    let mut found: Vec<TextRange> = words.iter().flat_map(search).collect();
    found.retain(|range| how.possessive || !is_possessive(text, *range));
    apart(found)
}

/// The longest of some ranges at each place, in text order, and none that begins within another.
pub(in crate::session) fn apart(found: Vec<TextRange>) -> Vec<TextRange> {
    let mut found = order::by_key(found, |range| (range.start, std::cmp::Reverse(range.end)));
    let mut end = Byte(0);
    found.retain(|range| {
        let is_apart = range.start >= end;
        end = if is_apart { range.end } else { end };
        is_apart
    });
    found
}

/// Whether "’s" follows.
fn is_possessive(text: &str, range: TextRange) -> bool {
    let mut after = text.get(range.end.index()..).unwrap_or_default().chars();
    matches!(after.next(), Some('\'' | '’'))
        && after.next().is_some_and(|c| c.eq_ignore_ascii_case(&'s'))
        && !after.next().is_some_and(is_of_word)
}

/// The names of an actor in the article, whoever else has them.
pub fn names_of(set: &AnnotationSet, id: &ActorId) -> Vec<String> {
    name_places::names_of(set, id)
}

/// The places of some words that are not marked as this kind yet.
pub(in crate::session) fn free(
    set: &AnnotationSet,
    words: &str,
    kind: Kind,
    how: How,
) -> Vec<TextRange> {
    let parts: Vec<&str> = words.split('/').collect();
    unmarked(set, find(set.article().text(), &parts, how), kind)
}

/// Places as the dialog lists them, and whether there are more.
pub(in crate::session) fn hits(
    set: &AnnotationSet,
    mut free: Vec<TextRange>,
) -> (Rc<[Occurrence]>, bool) {
    let article = set.article();
    let more = free.len() > Occurrences::MOST;
    free.truncate(Occurrences::MOST);
    let whole = TextRange { start: Byte(0), end: Byte::at(article.text().len()) };
    let hit = |range: &TextRange| {
        let Excerpt { before, words, after } = around(article.text(), whole, *range);
        Occurrence { range: *range, before, words, after, on: true }
    };
    (free.iter().map(hit).collect(), more)
}

/// Those of some ranges, in text order, that no annotation of this kind overlaps.
pub(in crate::session) fn unmarked(
    set: &AnnotationSet,
    mut ranges: Vec<TextRange>,
    kind: Kind,
) -> Vec<TextRange> {
    let marked = set.iter().filter(|one| one.kind() == kind);
    let marked = order::by_key(marked.flat_map(|one| one.spans.iter().copied()), |span| span.start);
    let mut furthest = Byte(0);
    let mut marked = marked.into_iter().peekable();
    ranges.retain(|range| {
        while let Some(span) = marked.next_if(|span| span.start < range.end) {
            furthest = furthest.max(span.end);
        }
        furthest <= range.start
    });
    ranges
}

/// The number of places with these words that are no person yet, as the dialog lists them; 0 if there is one
/// alone, or more than are offered at once. What is too long for a name is not looked for, nor anything in a
/// text in which looking would take longer than a frame: a selection changes while it is drawn.
pub(in crate::session) fn places(set: &AnnotationSet, words: &str) -> usize {
    let text = set.article().text();
    let is_name = words.len() <= LONGEST_NAME && !words.contains(['/', '\n']);
    let is_name = is_name && text.len() <= LONGEST_TEXT;
    // Most selections stand once, and this looks a hundred times faster where no name can hide.
    let strict = TextSearch { case: true, accents: true, ..TextSearch::default() };
    let is_seen = || strict.compared(words) == words && !text.contains('\u{ad}');
    if !is_name || text.matches(words).nth(1).is_none() && is_seen() {
        return 0;
    }
    let free = free(set, words, Kind::Person, How::default()).len();
    if (2..=Occurrences::MOST).contains(&free) { free } else { 0 }
}

/// Most bytes of a name.
const LONGEST_NAME: usize = 100;

/// Most bytes of a text whose places are counted: about a hundred pages.
const LONGEST_TEXT: usize = 200_000;
