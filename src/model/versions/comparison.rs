//! A document and a newer text, compared: what became of each annotation, and what differs word by word. It is
//! a report and decides nothing (tests/native/laws_versions.rs).

use std::ops::Range;

use super::super::anchoring::{
    DiffRow, DiffSide, DiffSpan, Fate, FoundPlace, Likeness, Reanchored, Revision, TextDiff,
    same_words,
};
use super::super::annotation::{Annotation, AnnotationId, Detail};
use super::super::plain::{Object, Plain, Wrong};
use super::super::record::{Record, must, names, or_default, record};
use super::super::rejected::Rejected;
use super::super::set::AnnotationSet;
use super::super::text::{BlockIndex, TextRange};

/// A document and a newer text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comparison {
    /// What became of each annotation, in the order of the old text.
    pub carried: Vec<CarriedOver>,
    /// The rejected suggestions whose words are in the newer text, at their places there.
    pub rejected: Vec<Rejected>,
    /// Both texts, side by side.
    pub diff: TextDiff,
}

/// What became of an annotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedOver {
    /// Which one.
    pub id: AnnotationId,
    /// What became of its words.
    pub fate: Fate,
    /// How much what was found is like them.
    pub score: Likeness,
    /// Where they are in the newer text; none if they are gone.
    pub spans: Vec<TextRange>,
    /// Another place much like them; of words that are gone, the place most like them.
    pub runner_up: Option<FoundPlace>,
    /// Where the words are that introduce a quote, if it has any and they are there unchanged.
    pub cue: Option<TextRange>,
}

impl Comparison {
    /// Compares a document with a newer text.
    pub fn between(old: &AnnotationSet, new: &str) -> Self {
        let revision = Revision::between(old.article().text(), new);
        let carried = old.iter().map(|one| CarriedOver::of(&revision, one).settled(old, one, new));
        let rejected = old.details().rejected.iter().filter_map(|one| {
            let found = revision.reanchor(&one.spans);
            found.keeps_words().then_some(Rejected { kind: one.kind, spans: found.spans })
        });
        Self { carried: carried.collect(), rejected: rejected.collect(), diff: revision.diff() }
    }
}

impl CarriedOver {
    fn of(revision: &Revision<'_>, one: &Annotation) -> Self {
        let Reanchored { fate, score, runner_up, spans } = revision.reanchor(&one.spans);
        let cue = match &one.detail {
            // Other words would be a guess that nobody is asked about.
            Detail::Quote { cue: Some(cue), .. } => {
                let found = revision.reanchor(&[*cue]);
                found.spans.first().copied().filter(|_| found.keeps_words())
            }
            _ => None,
        };
        Self { id: one.id.clone(), fate, score, spans, runner_up, cue }
    }

    /// Other quotation marks or line breaks are no other words: nobody has to decide about them.
    fn settled(self, old: &AnnotationSet, one: &Annotation, new: &str) -> Self {
        let words = |text: &str, spans: &[TextRange]| {
            let parts = spans.iter().map(|span| text.get(span.indices()).unwrap_or_default());
            parts.collect::<Vec<_>>().join(" … ")
        };
        let is_settled = self.fate == Fate::Reworded
            && !self.is_doubtful()
            && same_words(&words(old.article().text(), &one.spans), &words(new, &self.spans));
        Self { fate: if is_settled { Fate::Unchanged } else { self.fate }, ..self }
    }

    /// Whether its words are in the newer text, so that nobody has to decide.
    pub fn is_safe(&self) -> bool {
        matches!(self.fate, Fate::Unchanged | Fate::Moved)
    }

    /// Another place, if its words are enough like these to be shown and offered.
    pub fn look_alike(&self) -> Option<FoundPlace> {
        const LEAST: Likeness = Likeness(500);
        self.runner_up.filter(|place| place.likeness >= LEAST)
    }

    /// The words offered for it: those found, or else the look-alike; none if there is nothing to show.
    pub fn offered(&self) -> Vec<TextRange> {
        match self.spans.is_empty() {
            false => self.spans.clone(),
            true => self.look_alike().into_iter().map(|place| place.range).collect(),
        }
    }

    /// Whether it is not clear which words these became: little is left of them, or others are as like them.
    pub fn is_doubtful(&self) -> bool {
        const LITTLE: Likeness = Likeness(700);
        const NEAR: u16 = 100;
        let rival = self.runner_up.map_or(0, |place| place.likeness.0);
        self.fate == Fate::Reworded && (self.score < LITTLE || rival + NEAR >= self.score.0)
    }
}

impl Reanchored {
    /// Whether the very words were found.
    fn keeps_words(&self) -> bool {
        matches!(self.fate, Fate::Unchanged | Fate::Moved)
    }
}

record! { Comparison { carried: must, rejected: must, diff: must } }

record! { CarriedOver {
    id: must, fate: must, score: must, spans: if_filled, runner_up: if_some, cue: if_some,
} }

record! { FoundPlace { range: must, likeness: must } }

record! { TextDiff { rows: must, taken_out: must, put_in: must } }

record! { DiffRow { old: must, new: must } }

record! { DiffSpan { range: must, moved: or_default } }

names! { Fate { Unchanged: "unchanged", Moved: "moved", Reworded: "reworded", Gone: "gone" } }

impl Record for Likeness {
    fn plain(&self) -> Plain<'_> {
        self.0.plain()
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        Record::read(plain).map(Self)
    }
}

impl Record for DiffSide {
    fn plain(&self) -> Plain<'_> {
        let mut object = Object::default();
        must::put(&mut object, "from", &self.blocks.start.0);
        must::put(&mut object, "to", &self.blocks.end.0);
        must::put(&mut object, "spans", &self.spans);
        object.into()
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        let object = plain.as_object()?;
        let block = |name| must::get(object, name).map(BlockIndex);
        let blocks: Range<BlockIndex> = block("from")?..block("to")?;
        Ok(Self { blocks, spans: or_default::get(object, "spans")? })
    }
}
