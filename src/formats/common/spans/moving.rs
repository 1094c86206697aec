//! Where the offsets of a file lead, if all of them count otherwise than their format: words that are there as it is
//! decide (tests/formats/shifted.rs).

use super::Intake;
use crate::formats::common::Problem;
use crate::formats::common::counting::same_words;
use crate::formats::common::shift::is_there;
use crate::model::Annotation;

impl Intake<'_> {
    /// Both offsets of a span as the format counts them; words that are there as it is decide.
    pub fn placed(&mut self, place: (u32, u32), words: Option<&str>) -> (u32, u32) {
        if !self.is_ours {
            self.ends.note(self.article, &self.ruler, place, words);
        }
        let moved = self.context.shift.apply(place);
        match words.is_none() || is_there(self.article, &self.ruler, moved, words) {
            true => moved,
            false => place,
        }
    }

    /// The same of the parts of one annotation, whose words are joined by spaces.
    pub fn placed_parts(&self, parts: &mut [(u32, u32)], words: Option<&str>) {
        let moved: Vec<_> = parts.iter().map(|part| self.context.shift.apply(*part)).collect();
        let there: Option<Vec<_>> = moved
            .iter()
            .map(|(start, end)| Some(self.article.slice(self.ruler.span(*start, *end).ok()?)))
            .collect();
        if there.is_some_and(|there| words.is_none_or(|it| same_words(it, &there.join(" ")))) {
            parts.copy_from_slice(&moved);
        }
    }

    /// Adds an annotation of several spans, in order.
    pub fn parts(
        &mut self,
        label: &str,
        parts: &[(u32, u32)],
        words: Option<&str>,
    ) -> Option<&mut Annotation> {
        let mut parts = parts.to_vec();
        self.placed_parts(&mut parts, words);
        let ranges = parts.iter().map(|(start, end)| self.ruler.span(*start, *end));
        match ranges.collect::<Result<Vec<_>, _>>() {
            Ok(ranges) => self.ranges(label, ranges, words),
            Err(reason) => {
                self.report(Problem::new(format!("{label}: {reason}; left out")));
                None
            }
        }
    }
}
