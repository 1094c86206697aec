//! A corrected text: its lines keep their kinds, emphasis and links where they are still found
//! (tests/native/correcting.rs).

use std::collections::BTreeMap;

use super::article::{Article, ArticleError, Block, BlockKind, Inline};
use super::rejected::Rejected;
use super::text::{Byte, TextRange};

impl Article {
    /// The article of a corrected text. A line that is unchanged, or changed in its place, keeps its kind, and its
    /// emphasis and links outside of what changed.
    ///
    /// # Errors
    /// [`ArticleError::TooLong`] above [`Article::MAX_BYTES`].
    pub fn corrected(&self, text: &str) -> Result<Self, ArticleError> {
        let new = Self::new(None, text)?;
        let pairs = self.lines_in(&new);
        let before = || pairs.iter().map(|pair| self.blocks().get((*pair)?));
        let kind = |old: Option<&Block>| old.map_or_else(BlockKind::default, |old| old.kind);
        let kinds: Vec<BlockKind> = before().map(kind).collect();
        let both = before().zip(new.blocks());
        let inlines = both.flat_map(|(old, block)| {
            old.map_or_else(Vec::new, |old| self.inlines_moved(old, &new, block))
        });
        let inlines = inlines.collect();
        Ok(new.with_kinds(&kinds).with_inlines(inlines))
    }

    /// For each line of the corrected article, the line it was here.
    fn lines_in(&self, new: &Self) -> Vec<Option<usize>> {
        let lines = |article: &Self| -> Vec<Box<str>> {
            article.blocks().iter().map(|block| article.slice(block.range).into()).collect()
        };
        pairs(&lines(self), &lines(new))
    }

    /// Those of these suggestions whose words the corrected article has unchanged, at their places there.
    pub fn rejected_in(&self, new: &Self, rejected: &[Rejected]) -> Vec<Rejected> {
        let pairs = self.lines_in(new);
        let place = |at: Byte, within: Byte| {
            let line = self.block_at(within).index();
            let new_line = pairs.iter().position(|pair| *pair == Some(line))?;
            self.moved(self.blocks().get(line)?, new, new.blocks().get(new_line)?)(at)
        };
        let moved = |span: &TextRange| {
            let last = Byte::at(span.end.index().saturating_sub(1));
            let range =
                TextRange { start: place(span.start, span.start)?, end: place(span.end, last)? };
            (new.get(range)? == self.get(*span)?).then_some(range)
        };
        let kept = rejected.iter().filter_map(|one| {
            let spans = one.spans.iter().map(moved).collect::<Option<_>>()?;
            Some(Rejected { kind: one.kind, spans })
        });
        kept.collect()
    }

    /// The emphasis and links of a block, in its corrected form.
    fn inlines_moved(&self, old: &Block, new: &Self, block: &Block) -> Vec<Inline> {
        let moved = self.moved(old, new, block);
        let inlines = self.inlines_on(old.range).filter_map(|one| {
            let range = TextRange { start: moved(one.range.start)?, end: moved(one.range.end)? };
            (!range.is_empty()).then(|| Inline { range, kind: one.kind.clone() })
        });
        inlines.collect()
    }

    /// Where places of a block are in its corrected form, outside of what changed.
    fn moved(&self, old: &Block, new: &Self, block: &Block) -> impl Fn(Byte) -> Option<Byte> {
        let (was, is) = (self.slice(old.range), new.slice(block.range));
        let (first, new_first) = (old.range.start.index(), block.range.start.index());
        let (was_long, is_long) = (was.len(), is.len());
        let start = shared(was.chars(), is.chars());
        let rest = |text: &str| text.get(start..).unwrap_or_default().to_owned();
        let end = shared(rest(was).chars().rev(), rest(is).chars().rev());
        move |at: Byte| {
            let at = at.index().checked_sub(first).filter(|at| *at <= was_long)?;
            let inside = if at <= start {
                Some(at)
            } else {
                (at >= was_long - end).then(|| is_long - (was_long - at))
            };
            inside.map(|inside| Byte::at(new_first + inside))
        }
    }
}

/// The bytes of the characters that two texts begin with.
fn shared(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum()
}

/// For each new line, the old line it was.
fn pairs(old: &[Box<str>], new: &[Box<str>]) -> Vec<Option<usize>> {
    let same = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    let left = |lines: &[Box<str>]| lines.len() - same;
    let after = old.iter().rev().zip(new.iter().rev()).take_while(|(one, other)| one == other);
    let after = after.count().min(left(old)).min(left(new));
    let (old_end, new_end) = (old.len() - after, new.len() - after);
    let mut pairs: Vec<Option<usize>> = (0..same).map(Some).collect();
    pairs.extend(between(old, same..old_end, new.get(same..new_end).unwrap_or_default()));
    pairs.extend((old_end..old.len()).map(Some));
    pairs
}

/// The same for the lines that changed: equal lines first, then those between them one by one.
fn between(
    old: &[Box<str>],
    range: std::ops::Range<usize>,
    new: &[Box<str>],
) -> Vec<Option<usize>> {
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for at in range.clone().rev() {
        old.get(at).into_iter().for_each(|line| places.entry(line).or_default().push(at));
    }
    let (mut pairs, mut from) = (vec![None; new.len()], range.start);
    for (line, pair) in new.iter().zip(&mut pairs).filter(|(line, _)| !line.trim().is_empty()) {
        let Some(places) = places.get_mut(&**line) else { continue };
        while places.last().is_some_and(|at| *at < from) {
            places.pop();
        }
        if let Some(at) = places.pop() {
            (*pair, from) = (Some(at), at + 1);
        }
    }
    let is_filled = |at: &usize| old.get(*at).is_some_and(|line| !line.trim().is_empty());
    let nexts = pairs.iter().rev().scan(range.end, |next, pair| {
        *next = pair.unwrap_or(*next);
        Some(*next)
    });
    let nexts: Vec<usize> = nexts.collect();
    let mut free = range.start;
    for ((pair, line), next) in pairs.iter_mut().zip(new).zip(nexts.into_iter().rev()) {
        if let Some(at) = *pair {
            free = at + 1;
        } else if !line.trim().is_empty() {
            *pair = (free..next).find(is_filled);
            free = pair.map_or(next, |at| at + 1);
        }
    }
    pairs
}
