//! What the list of changes and the two texts beside each other show, as plain data
//! (tests/native/versions.rs).

use std::ops::Range;
use std::rc::Rc;

use crate::formats::Problem;
use crate::model::anchoring::{DiffRow, DiffSide, DiffSpan, Fate, WordDiff};
use crate::model::versions::{CarriedOver, UnannouncedChange, VersionDecision};
use crate::model::{
    Annotation, AnnotationId, AnnotationSet, Article, BlockIndex, Byte, Detail, Kind, TextRange,
    Timestamp, Verdict,
};

use super::{CompareStage, Comparing};

/// The list of changes, and the two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangesRows {
    /// The comparison in use, if there is one.
    pub comparison: Option<ComparedRows>,
    /// All versions, oldest first; the last is the present text.
    pub versions: Vec<VersionRow>,
    /// The quotes and claims whose words changed between versions, the latest change first.
    pub unannounced: Vec<UnannouncedChange>,
}

/// A comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedRows {
    /// Whether the worker still compares.
    pub working: bool,
    /// Why it could not.
    pub failed: Option<Problem>,
    /// Whether the newer text can be adopted.
    pub adopts: bool,
    /// The older text.
    pub old: VersionRow,
    /// The newer text.
    pub new: VersionRow,
    /// The number of annotations of each fate: unchanged, moved, reworded, gone.
    pub fates: [usize; 4],
    /// The words taken out, and put in.
    pub words: (usize, usize),
    /// The paragraphs of the older text that changed, and all of them.
    pub paragraphs: (usize, usize),
    /// The number not decided yet.
    pub open: usize,
    /// The fate to which the list is limited.
    pub only: Option<Fate>,
    /// The place of the one under review among those listed, from 1.
    pub place: Option<usize>,
    /// What is to be decided.
    pub changes: Vec<ChangeRow>,
    /// Both texts, as far as they are shown.
    pub rows: Vec<PairRow>,
    /// The number of rows that are not shown.
    pub more: usize,
}

/// A version of the text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VersionRow {
    /// Its headline.
    pub title: String,
    /// When it was read, if known.
    pub read: Option<Timestamp>,
    /// The date of publication it gave.
    pub published: Option<String>,
    /// The number of its annotations.
    pub annotations: usize,
    /// The number of annotated words that the next version does not have.
    pub changes: usize,
}

/// An annotation whose words changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRow {
    /// Which one.
    pub id: AnnotationId,
    /// Its kind.
    pub kind: Kind,
    /// What became of it.
    pub fate: Fate,
    /// Whether it is not clear which words these became.
    pub doubtful: bool,
    /// How much the words are alike, in hundredths.
    pub likeness: u16,
    /// The number of its paragraph in the older text.
    pub paragraph: usize,
    /// The older words.
    pub old: Vec<WordPiece>,
    /// The words found for them.
    pub new: Vec<WordPiece>,
    /// Words elsewhere that are much like them, and how much, in hundredths.
    pub elsewhere: Option<(String, u16)>,
    /// Who said it, or claims it.
    pub who: Option<String>,
    /// The verdict on the older words, and its date.
    pub verdict: Option<(Verdict, Option<String>)>,
    /// What was decided, and for other words which.
    pub decision: Option<(VersionDecision, String)>,
    /// Whether it is under review.
    pub current: bool,
    /// Whether the reader is asked for other words.
    pub asks: bool,
}

/// Words of one of two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordPiece {
    /// The words.
    pub text: String,
    /// Whether the other text does not have them here.
    pub changed: bool,
    /// Whether the other text has them elsewhere.
    pub moved: bool,
    /// Which kinds are marked, by [`Kind::index`].
    pub kinds: [bool; 3],
    /// Whether they belong to the annotation under review.
    pub current: bool,
}

/// Paragraphs beside each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PairRow {
    /// Paragraphs that are the same: their numbers in the older text, from and to.
    Same(usize, usize),
    /// Paragraphs that differ: those of the older and those of the newer text.
    Differ(Vec<Vec<WordPiece>>, Vec<Vec<WordPiece>>),
}

/// Everything to show.
pub(in crate::session) fn of(now: Option<&Comparing>, document: &AnnotationSet) -> ChangesRows {
    ChangesRows {
        comparison: now.map(compared),
        versions: versions(document),
        unannounced: document.article().unannounced_changes(),
    }
}

fn versions(document: &AnnotationSet) -> Vec<VersionRow> {
    let article = document.article();
    let earlier = article.versions().iter().map(|version| VersionRow {
        title: version.title.clone(),
        read: version.read,
        published: version.published.clone(),
        annotations: version.annotations.len(),
        changes: version.changes.len(),
    });
    earlier.chain([present(document)]).collect()
}

fn present(document: &AnnotationSet) -> VersionRow {
    VersionRow {
        title: document.details().title.clone(),
        read: document.article().read(),
        published: document.details().published.clone(),
        annotations: document.len(),
        changes: 0,
    }
}

fn compared(now: &Comparing) -> ComparedRows {
    let mut fates = [0; 4];
    now.found.carried.iter().for_each(|one| fates[one.fate as usize] += 1);
    let old = now.old.article();
    let rows = &now.found.diff.rows;
    let differs = |row: &&DiffRow| !row.is_same();
    let changed = rows.iter().filter(differs).flat_map(|row| filled(old, &row.old.blocks)).count();
    let listed: Vec<_> = now.listed().collect();
    let place = listed.iter().position(|one| Some(&one.id) == now.current.as_ref());
    let new = placed(now);
    ComparedRows {
        working: now.ticket().is_some(),
        failed: match &now.stage {
            CompareStage::Failed(problem) => Some(problem.clone()),
            _ => None,
        },
        adopts: now.adopts,
        old: VersionRow { read: now.old_read, ..present(&now.old) },
        new: VersionRow {
            title: now.details.title.clone(),
            read: now.new_read,
            published: now.details.published.clone(),
            ..VersionRow::default()
        },
        fates,
        words: (now.found.diff.taken_out, now.found.diff.put_in),
        paragraphs: (changed, old.paragraphs()),
        open: now.open().count(),
        only: now.only,
        place: place.map(|at| at + 1),
        changes: listed.into_iter().filter_map(|one| change(now, one)).collect(),
        rows: rows.iter().take(now.limit).map(|row| pair(now, row, &new)).collect(),
        more: rows.len().saturating_sub(now.limit),
    }
}

/// The annotations where they are, or were decided to be, in the newer text: by place.
fn placed(now: &Comparing) -> Vec<(TextRange, Kind, AnnotationId)> {
    let mut all = Vec::new();
    for (carried, one) in now.found.carried.iter().zip(now.old.iter()) {
        let spans = match now.decisions.get(&carried.id) {
            Some(VersionDecision::Gone) => &[][..],
            Some(VersionDecision::Other(spans)) => spans,
            Some(VersionDecision::NewWords) if carried.spans.is_empty() => {
                let place = carried.runner_up.iter();
                all.extend(place.map(|place| (place.range, one.kind(), one.id.clone())));
                continue;
            }
            Some(VersionDecision::NewWords) | None => &carried.spans,
        };
        all.extend(spans.iter().map(|span| (*span, one.kind(), one.id.clone())));
    }
    crate::model::order::by_key(all, |(range, ..)| range.start)
}

fn pair(now: &Comparing, row: &DiffRow, new: &[(TextRange, Kind, AnnotationId)]) -> PairRow {
    let (one, two) = (now.old.article(), &now.new);
    if row.is_same() {
        let numbers: Vec<_> = filled(one, &row.old.blocks).collect();
        let number = |at: Option<&BlockIndex>| at.map_or(0, |at| one.paragraph(*at));
        return PairRow::Same(number(numbers.first()), number(numbers.last()));
    }
    let current = now.current.as_ref();
    let old_side = filled(one, &row.old.blocks).map(|block| {
        let near = now.old.in_block(block);
        let marks = near.iter().flat_map(|annotation| {
            let (kind, is) = (annotation.kind(), Some(&annotation.id) == current);
            annotation.spans.iter().map(move |span| (*span, kind, is))
        });
        paragraph(one, block, &row.old, &marks.collect::<Vec<_>>())
    });
    let new_side = filled(two, &row.new.blocks).map(|block| {
        let range = two.block_with_end(block);
        let end = new.partition_point(|(span, ..)| span.start < range.end);
        let marks = new[..end].iter().filter(|(span, ..)| span.end > range.start);
        let marks = marks.map(|(span, kind, id)| (*span, *kind, Some(id) == current));
        paragraph(two, block, &row.new, &marks.collect::<Vec<_>>())
    });
    PairRow::Differ(old_side.collect(), new_side.collect())
}

/// The blocks of a part that are not blank.
fn filled<'a>(
    article: &'a Article,
    blocks: &Range<BlockIndex>,
) -> impl Iterator<Item = BlockIndex> + 'a {
    let all = blocks.start.up_to(blocks.end);
    all.filter(|block| {
        let block = article.block(*block);
        block.is_some_and(|block| !article.slice(block.range).trim().is_empty())
    })
}

fn paragraph(
    article: &Article,
    block: BlockIndex,
    side: &DiffSide,
    marks: &[(TextRange, Kind, bool)],
) -> Vec<WordPiece> {
    let Some(range) = article.block(block).map(|block| block.range) else { return Vec::new() };
    let from = side.spans.partition_point(|span| span.range.end <= range.start);
    let to = side.spans.partition_point(|span| span.range.start < range.end);
    let spans = side.spans.get(from..to).unwrap_or_default();
    pieces(article, range, spans, marks)
}

/// A range in pieces: where something changed, and where something is marked.
fn pieces(
    article: &Article,
    range: TextRange,
    spans: &[DiffSpan],
    marks: &[(TextRange, Kind, bool)],
) -> Vec<WordPiece> {
    let ends = |range: TextRange| [range.start, range.end];
    let cuts = spans.iter().flat_map(|span| ends(span.range));
    let cuts = cuts.chain(marks.iter().flat_map(|(span, ..)| ends(*span)));
    let inside = cuts.filter(|at| range.contains(*at)).chain(ends(range));
    let mut cuts: Vec<Byte> = inside.collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut spans = spans.iter().peekable();
    let piece = |two: &[Byte]| {
        let part = TextRange { start: two[0], end: two[1] };
        while spans.next_if(|span| span.range.end <= part.start).is_some() {}
        let span = spans.peek().filter(|span| span.range.overlaps(part));
        let mut kinds = [false; 3];
        let mut current = false;
        for (_, kind, is) in marks.iter().filter(|(mark, ..)| mark.overlaps(part)) {
            kinds[kind.index()] = true;
            current |= is;
        }
        WordPiece {
            text: article.slice(part).to_owned(),
            changed: span.is_some_and(|span| !span.moved),
            moved: span.is_some_and(|span| span.moved),
            kinds,
            current,
        }
    };
    cuts.windows(2).map(piece).collect()
}

/// The pieces of a wording, told apart by what another one does not have.
pub fn wording(words: &str, changed: &[TextRange]) -> Vec<WordPiece> {
    let mut all = Vec::new();
    let mut put = |from: usize, to: usize, changed: bool| {
        let text = words.get(from..to).unwrap_or_default().to_owned();
        if !text.is_empty() {
            all.push(WordPiece { text, changed, moved: false, kinds: [false; 3], current: false });
        }
    };
    let mut from = 0;
    for range in changed {
        put(from, range.start.index(), false);
        put(range.start.index(), range.end.index(), true);
        from = range.end.index();
    }
    put(from, words.len(), false);
    all
}

fn change(now: &Comparing, carried: &CarriedOver) -> Option<ChangeRow> {
    let one: &Rc<Annotation> = now.old.get(&carried.id)?;
    let article = now.old.article();
    let old = article.words_of(&one.spans);
    let new = now.new.words_of(&carried.spans);
    let diff = if new.is_empty() { WordDiff::default() } else { WordDiff::between(&old, &new) };
    let decision = now.decisions.get(&carried.id).map(|decision| {
        let words = match decision {
            VersionDecision::Other(spans) => now.new.words_of(spans),
            _ => String::new(),
        };
        (decision.clone(), words)
    });
    let current = now.current.as_ref() == Some(&carried.id);
    let actor = one.actor().and_then(|id| now.old.actor(id));
    let elsewhere = carried.runner_up.filter(|place| place.likeness.0 >= 500);
    Some(ChangeRow {
        id: carried.id.clone(),
        kind: one.kind(),
        fate: carried.fate,
        doubtful: carried.is_doubtful(),
        likeness: carried.score.0 / 10,
        paragraph: article.paragraph(article.block_at(one.start())),
        old: wording(&old, &diff.taken_out),
        new: wording(&new, &diff.put_in),
        elsewhere: elsewhere
            .map(|place| (now.new.slice(place.range).to_owned(), place.likeness.0 / 10)),
        who: actor.map(|actor| actor.name.clone()),
        verdict: match &one.detail {
            Detail::Claim { check: Some(check), .. } => {
                check.verdict.clone().map(|verdict| (verdict, check.date.clone()))
            }
            _ => None,
        },
        decision,
        current,
        asks: current && now.asks,
    })
}
