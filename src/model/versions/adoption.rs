//! Adopting a newer text: what was decided about each annotation, as one transaction. Its inverse brings the old
//! text back with all that was said about it (tests/native/laws_versions.rs).

use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::anchoring::same_words;
use super::super::annotation::{Annotation, AnnotationId, Detail};
use super::super::article::{Article, Details};
use super::super::check::Check;
use super::super::rejected::Rejected;
use super::super::set::AnnotationSet;
use super::super::text::TextRange;
use super::super::time::Timestamp;
use super::super::transaction::{Op, Transaction};
use super::{ArticleVersion, CarriedOver, Comparison, WordingChange};

/// What was decided about an annotation whose words changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VersionDecision {
    /// The words found are what they became.
    NewWords,
    /// They became these.
    Other(Vec<TextRange>),
    /// They are gone: the annotation stays with the old version.
    Gone,
}

/// A newer text, and what was decided.
#[derive(Debug)]
pub struct Adoption<'a> {
    /// The document that the text is to replace.
    pub old: &'a AnnotationSet,
    /// The newer text.
    pub new: &'a Article,
    /// The details of the document with it.
    pub details: Details,
    /// The comparison of both.
    pub comparison: &'a Comparison,
    /// What was decided.
    pub decisions: &'a BTreeMap<AnnotationId, VersionDecision>,
    /// The current time: the newer text was read then.
    pub now: Timestamp,
}

impl Adoption<'_> {
    /// The step that adopts the text; `None` while something is not decided, or if the comparison is of other
    /// annotations.
    pub fn transaction(&self) -> Option<Transaction> {
        let (mut added, mut changes) = (Vec::new(), Vec::new());
        let same = self.comparison.carried.len() == self.old.len();
        for (carried, one) in self.comparison.carried.iter().zip(self.old.iter()).filter(|_| same) {
            if carried.id != one.id {
                return None;
            }
            let spans = self.spans_of(carried)?;
            let is_same = spans.len() == one.spans.len()
                && same_words(&self.old.article().words_of(&one.spans), &self.new.words_of(&spans));
            let there = !spans.is_empty();
            if !is_same {
                changes.push(WordingChange {
                    id: one.id.clone(),
                    kind: one.kind(),
                    old: self.old.article().words_of(&one.spans),
                    new: there.then(|| self.new.words_of(&spans)),
                });
            }
            if there {
                let carried = placed(one, spans, carried.cue, is_same, self.now);
                added.push(Op::Add(Rc::new(carried)));
            }
        }
        if !same {
            return None;
        }
        let removed = self.old.iter().map(|one| Op::Remove(one.id.clone()));
        let rejected: Vec<Rejected> = self.comparison.rejected.clone();
        let details = Details { rejected: Rc::new(rejected), ..self.details.clone() };
        let article = self.adopted(changes);
        let set = [Op::SetArticle(article), Op::SetDetails(Rc::new(details))];
        Some(Transaction::new(removed.chain(set).chain(added)))
    }

    /// How many annotations have other words after that step, and how many are gone.
    pub fn changes_of(&self, transaction: &Transaction) -> (usize, usize) {
        let article = transaction.ops.iter().find_map(|op| match op {
            Op::SetArticle(article) => Some(article),
            _ => None,
        });
        let changes = article.and_then(|article| article.versions().last());
        let changes = changes.map_or(&[][..], |version| &version.changes);
        let gone = changes.iter().filter(|change| change.new.is_none()).count();
        (changes.len() - gone, gone)
    }

    /// The newer text under the id of the article, with the old one as its latest version.
    fn adopted(&self, changes: Vec<WordingChange>) -> Rc<Article> {
        let old = self.old.article();
        let version = ArticleVersion::of(self.old, self.now, changes);
        let versions = old.versions().iter().cloned().chain([Rc::new(version)]);
        Rc::new(
            self.new.clone().with_id(old.id().clone()).with_versions(Rc::new(versions.collect())),
        )
    }

    /// The places of an annotation in the newer text, none if it is gone; `None` if that is not decided.
    fn spans_of(&self, carried: &CarriedOver) -> Option<Vec<TextRange>> {
        match self.decisions.get(&carried.id) {
            _ if carried.is_safe() => Some(carried.spans.clone()),
            Some(VersionDecision::NewWords) => {
                Some(carried.offered()).filter(|spans| !spans.is_empty())
            }
            Some(VersionDecision::Other(spans)) => Some(spans.clone()),
            Some(VersionDecision::Gone) => Some(Vec::new()),
            None => None,
        }
    }
}

/// An annotation at its new place. A verdict about other words is none about these, nor is a source of them; both
/// stay with the old version.
fn placed(
    one: &Annotation,
    spans: Vec<TextRange>,
    new_cue: Option<TextRange>,
    is_same: bool,
    now: Timestamp,
) -> Annotation {
    let mut new = Annotation { spans, ..one.clone() };
    if !is_same {
        new.modified = now;
    }
    match &mut new.detail {
        Detail::Quote { cue, source, .. } => {
            *cue = new_cue;
            // A source was held against the old words.
            *source = source.take().filter(|_| is_same);
        }
        Detail::Claim { check: Some(check), .. } if !is_same && check.verdict.is_some() => {
            *check =
                Check { verdict: None, date: None, same: None, made_for: None, ..check.clone() };
        }
        _ => {}
    }
    new
}
