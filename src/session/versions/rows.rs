//! What the list of changes and the two texts beside each other show, as plain data
//! (tests/native/versions.rs).

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::formats::Problem;
use crate::model::anchoring::{Fate, WordDiff};
use crate::model::versions::{CarriedOver, UnannouncedChange, VersionDecision};
use crate::model::{
    Annotation, AnnotationId, AnnotationSet, BlockPoint, Detail, Kind, QuoteForm, TextRange,
    Timestamp, Verdict,
};

use super::pairs::{Placed, pair, paragraphs};
use super::places::EnteredPlaces;
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
    /// The paragraphs that changed in either text, and all of them.
    pub paragraphs: (usize, usize),
    /// The number not decided yet.
    pub open: usize,
    /// The fate to which the list is limited.
    pub only: Option<Fate>,
    /// The place of the one under review among those listed, from 1.
    pub place: Option<usize>,
    /// The number of changes listed, and of those before the ones shown.
    pub listed: (usize, usize),
    /// The changes shown, those around the one under review.
    pub changes: Vec<ChangeRow>,
    /// The number of quotes that keep no mark of the words that introduce them.
    pub cues: usize,
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
    /// Whether another version was read on the same day, so that the day alone does not tell them apart.
    pub same_day: bool,
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
    /// Who said it, of a quote that is not indirect.
    pub who: Option<String>,
    /// Whether it is linked with a source, which was held against the older words.
    pub sourced: bool,
    /// The verdict on the older words, and its date.
    pub verdict: Option<(Verdict, Option<String>)>,
    /// What was decided, and for other words which.
    pub decision: Option<(VersionDecision, String)>,
    /// Whether it is under review.
    pub current: bool,
    /// Whether the reader is asked for other words.
    pub asks: bool,
    /// The places of the words entered, if these stand in several.
    pub places: EnteredPlaces,
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
    /// Paragraphs that are the same: the number of their row, and theirs in the older text, from and to.
    Same(usize, usize, usize),
    /// Paragraphs that differ, or that the reader wants to see: those of the older and of the newer text.
    Both(Vec<ShownParagraph>, Vec<ShownParagraph>),
}

/// A paragraph of a text beside the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownParagraph {
    /// Where it begins.
    pub start: BlockPoint,
    /// Its words.
    pub pieces: Vec<WordPiece>,
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
        same_day: false,
    });
    let mut versions: Vec<_> = earlier.chain([present(document)]).collect();
    tell_apart(&mut versions);
    versions
}

/// Notes which versions were read on the same day.
fn tell_apart(versions: &mut [VersionRow]) {
    let day = |row: &VersionRow| row.read.map(Timestamp::day);
    let mut of_day: BTreeMap<i64, usize> = BTreeMap::new();
    for day in versions.iter().filter_map(day) {
        *of_day.entry(day).or_default() += 1;
    }
    for row in versions {
        row.same_day = day(row).is_some_and(|day| of_day.get(&day) > Some(&1));
    }
}

fn present(document: &AnnotationSet) -> VersionRow {
    VersionRow {
        title: document.details().title.clone(),
        read: document.article().read(),
        published: document.details().published.clone(),
        annotations: document.len(),
        changes: 0,
        same_day: false,
    }
}

/// The two that are compared.
fn both_versions(now: &Comparing) -> [VersionRow; 2] {
    let mut both = [
        VersionRow { read: now.old_read, ..present(&now.old) },
        VersionRow {
            title: now.details.title.clone(),
            read: now.new_read,
            published: now.details.published.clone(),
            ..VersionRow::default()
        },
    ];
    tell_apart(&mut both);
    both
}

fn compared(now: &Comparing) -> ComparedRows {
    let mut fates = [0; 4];
    now.found.carried.iter().for_each(|one| fates[one.fate as usize] += 1);
    let [older, newer] = both_versions(now);
    let article = now.old.article();
    let rows = &now.found.diff.rows;
    let listed: Vec<_> = now.listed().collect();
    let place = listed.iter().position(|one| Some(&one.id) == now.current.as_ref());
    let before = place.unwrap_or_default() / Comparing::CHANGES * Comparing::CHANGES;
    let shown = listed.iter().skip(before).take(Comparing::CHANGES);
    let mut new = Placed::of(now);
    ComparedRows {
        working: now.ticket().is_some(),
        failed: match &now.stage {
            CompareStage::Failed(problem) => Some(problem.clone()),
            _ => None,
        },
        adopts: now.adopts,
        old: older,
        new: newer,
        fates,
        words: (now.found.diff.taken_out, now.found.diff.put_in),
        paragraphs: paragraphs(article, &now.new, rows),
        open: now.open().count(),
        only: now.only,
        place: place.map(|at| at + 1),
        listed: (listed.len(), before),
        changes: shown.filter_map(|one| change(now, one)).collect(),
        cues: cues_lost(now),
        rows: (0..rows.len().min(now.limit)).flat_map(|row| pair(now, row, &mut new)).collect(),
        more: rows.len().saturating_sub(now.limit),
    }
}

/// The quotes that stay, but not the words that introduce them.
fn cues_lost(now: &Comparing) -> usize {
    let all = now.found.carried.iter().zip(now.old.iter()).filter(|_| now.adopts);
    let lost = all.filter(|(carried, one)| {
        let has = matches!(one.detail, Detail::Quote { cue: Some(_), .. });
        let stays = now.decisions.get(&carried.id) != Some(&VersionDecision::Gone);
        has && carried.cue.is_none() && stays && carried.fate != Fate::Gone
    });
    lost.count()
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
    let in_words =
        matches!(one.detail, Detail::Quote { form, .. } if form != Some(QuoteForm::Indirect));
    let actor = one.actor().filter(|_| in_words).and_then(|id| now.old.actor(id));
    let elsewhere = carried.look_alike();
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
        sourced: matches!(one.detail, Detail::Quote { source: Some(_), .. }),
        verdict: match &one.detail {
            Detail::Claim { check: Some(check), .. } => {
                check.verdict.clone().map(|verdict| (verdict, check.date.clone()))
            }
            _ => None,
        },
        decision,
        current,
        asks: current && now.asks,
        places: if current { now.places.clone() } else { EnteredPlaces::default() },
    })
}
