//! Every place that says a name or a phrase, to be marked together in one step. Never offers a place that is marked as
//! the same kind already: tests/native/settling.rs.

use std::rc::Rc;

use crate::model::names::{Register, plain};
use crate::model::{
    ActorId, AnnotationId, AnnotationSet, Byte, Detail, Kind, TextRange, has_no_blanks, order,
};

/// What is looked for, and what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrences {
    /// The words, several divided by `/`.
    pub words: String,
    /// What they are to be marked as.
    pub kind: Kind,
    /// Whom a mention refers to, if that is decided.
    pub actor: Option<ActorId>,
    /// How they are looked for.
    pub how: How,
    /// What was found, in text order.
    pub hits: Rc<[Hit]>,
    /// Whether there was more than [`Occurrences::MOST`].
    pub more: bool,
}

/// How words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct How {
    /// Only where nothing of a word stands before or behind.
    pub whole: bool,
    /// Only in the same upper and lower case.
    pub case: bool,
    /// Also where "’s" follows, which is not marked.
    pub possessive: bool,
}

/// A place where the words stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Where.
    pub range: TextRange,
    /// What stands before.
    pub before: String,
    /// The words as they stand there.
    pub words: String,
    /// What stands behind.
    pub after: String,
    /// Whether it is to be marked.
    pub on: bool,
}

/// What can be asked about places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkAll {
    /// Where the words of an annotation stand too.
    Like(AnnotationId),
    /// Where somebody is named.
    Names(ActorId),
    /// Where these words stand.
    Find(String, How),
    /// One place is to be marked, or not.
    Tick(usize, bool),
    /// Mark them.
    Mark,
}

impl Occurrences {
    /// So many places are offered at once.
    pub const MOST: usize = 300;
}

impl Default for How {
    fn default() -> Self {
        Self { whole: true, case: true, possessive: true }
    }
}

/// How much of the text around a place is shown, in characters.
const AROUND: usize = 32;

/// Where one of `words` stands in `text`; of two at one place the longer, none inside another.
pub fn find(text: &str, words: &[&str], how: How) -> Vec<TextRange> {
    let needles: Vec<Vec<char>> = words
        .iter()
        .map(|words| folded(words.trim(), how).collect::<Vec<_>>())
        .filter(|needle| !needle.is_empty())
        .collect();
    let mut found = Vec::new();
    let mut end = 0;
    let mut before = None;
    for (at, first) in text.char_indices() {
        let open = !(how.whole && before.is_some_and(is_of_word) && is_of_word(first));
        before = Some(first);
        if at < end || !open {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let ends = needles.iter().filter_map(|needle| end_of(rest, needle, how));
        if let Some(length) = ends.max() {
            end = at + length;
            found.push(TextRange { start: Byte::at(at), end: Byte::at(end) });
        }
    }
    found
}

/// How many bytes of the start of `rest` are the needle, if they are.
fn end_of(rest: &str, needle: &[char], how: How) -> Option<usize> {
    let mut wanted = needle.iter();
    let mut next = wanted.next();
    let mut chars = rest.char_indices();
    while let Some(expected) = next {
        let (_, c) = chars.next()?;
        let mut expected = Some(expected);
        for folded in fold(c, how) {
            if expected != Some(&folded) {
                return None;
            }
            expected = wanted.next();
        }
        next = expected;
    }
    let behind = chars.as_str();
    let end = rest.len() - behind.len();
    let last = rest.get(..end)?.chars().next_back()?;
    let mut after = behind.chars();
    let first = after.next();
    if how.whole && is_of_word(last) && first.is_some_and(is_of_word) {
        return None;
    }
    let possessive = matches!(first, Some('\'' | '’'))
        && after.next().is_some_and(|c| c.eq_ignore_ascii_case(&'s'))
        && !after.next().is_some_and(is_of_word);
    (how.possessive || !possessive).then_some(end)
}

fn folded(words: &str, how: How) -> impl Iterator<Item = char> {
    words.chars().flat_map(move |c| fold(c, how))
}

/// A character as it is compared: any blank is a blank.
fn fold(c: char, how: How) -> impl Iterator<Item = char> {
    let c = if c.is_whitespace() && c != '\n' { ' ' } else { c };
    let same = how.case.then_some(c);
    same.into_iter().chain((!how.case).then(|| c.to_lowercase()).into_iter().flatten())
}

/// Whether it is part of a word in a script that puts blanks between words.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() && !has_no_blanks(c)
}

/// The words by which somebody is called in the article: the name, how mentions have it, and the
/// surname where it can be nobody else's.
pub fn names_of(set: &AnnotationSet, id: &ActorId) -> Vec<String> {
    let Some(actor) = set.actor(id) else { return Vec::new() };
    let mut names = vec![actor.name.clone()];
    for one in set.iter() {
        if let (Detail::Person { actor: Some(of) }, [span]) = (&one.detail, &*one.spans)
            && of == id
        {
            names.push(plain(set.article().slice(*span)).to_owned());
        }
    }
    let register = Register::of(set.actors().map(AsRef::as_ref));
    let surname = actor.name.split_whitespace().next_back();
    names.extend(
        surname
            .filter(|name| register.find(name).is_some_and(|(found, _)| found == id))
            .map(str::to_owned),
    );
    let mut distinct = Vec::new();
    for name in names {
        if !name.is_empty() && !distinct.contains(&name) {
            distinct.push(name);
        }
    }
    distinct
}

/// What stands there and is not marked as this kind.
pub(in crate::session) fn hits(
    set: &AnnotationSet,
    words: &str,
    kind: Kind,
    how: How,
) -> (Rc<[Hit]>, bool) {
    let article = set.article();
    let parts: Vec<&str> = words.split('/').collect();
    let marked = set.iter().filter(|one| one.kind() == kind);
    let marked = order::by_key(marked.flat_map(|one| one.spans.iter().copied()), |span| span.start);
    let mut furthest = Byte(0);
    let mut marked = marked.into_iter().peekable();
    let mut free = find(article.text(), &parts, how);
    free.retain(|range| {
        while let Some(span) = marked.next_if(|span| span.start < range.end) {
            furthest = furthest.max(span.end);
        }
        furthest <= range.start
    });
    let more = free.len() > Occurrences::MOST;
    free.truncate(Occurrences::MOST);
    let hit = |range: &TextRange| {
        let (before, after) = around(article.text(), *range);
        let words = article.slice(*range).to_owned();
        Hit { range: *range, before, words, after, on: true }
    };
    (free.iter().map(hit).collect(), more)
}

fn around(text: &str, range: TextRange) -> (String, String) {
    let (head, tail) = text.split_at(range.start.index());
    let line = head.rsplit('\n').next().unwrap_or_default();
    let skip = line.chars().count().saturating_sub(AROUND);
    let before: String = line.chars().skip(skip).collect();
    let behind = tail.get(range.end.index() - range.start.index()..).unwrap_or_default();
    (before, behind.chars().take_while(|c| *c != '\n').take(AROUND).collect())
}
