//! Why a mention is taken for a person's: what stands in it, beside it, and elsewhere in the text.

use crate::model::suggest::prose::Prose;
use crate::model::suggest::reason::{Because, Reason};
use crate::model::text::TextRange;

use super::NamedPerson;
use super::forms::WordForms;
use super::register::NameMention;

/// What reasons are found in.
pub(super) struct Reasons<'a> {
    pub prose: &'a Prose<'a>,
    pub forms: &'a WordForms<'a>,
    /// All mentions, by place.
    pub mentions: &'a [NameMention],
}

impl Reasons<'_> {
    /// A mention with its reasons.
    pub fn person(&self, mention: &NameMention) -> NamedPerson {
        let range = self.range(mention.tokens.start, mention.tokens.end);
        let full = mention.full.as_ref().map_or(range, |full| self.range(full.start, full.end));
        NamedPerson { range, score: mention.score, reason: self.reason(mention, full), full }
    }

    fn reason(&self, mention: &NameMention, full: TextRange) -> Reason {
        let (first, last) = (mention.tokens.start, mention.tokens.end - 1);
        let mut reason = Reason::new();
        if let Some(title) = self.title_before(first) {
            reason.push(Because::Title(title));
        }
        if let Some(elsewhere) = &mention.full {
            reason.push(if self.is_marked(elsewhere.start) {
                Because::MarkedElsewhere(full)
            } else {
                Because::NamedInFull(full)
            });
        }
        if self.forms.form(first).given {
            reason.push(Because::GivenName);
        }
        if last > first && self.forms.form(last).surname.is_some() {
            reason.push(Because::Surname);
        }
        let beside = [Some(last + 1), first.checked_sub(1)];
        let saying = beside.into_iter().flatten().find(|token| self.is_saying(*token));
        if let Some(token) = saying {
            reason.push(Because::Saying(self.range(token, token + 1)));
        }
        if reason.is_empty() {
            reason.push(Because::Surroundings);
        }
        reason
    }

    /// The title before a token, with its full stop.
    fn title_before(&self, first: usize) -> Option<TextRange> {
        let before = first.checked_sub(1)?;
        let stop = self.prose.token(before) == "." && self.prose.gap_before(before).is_empty();
        let token = if stop { before.checked_sub(1)? } else { before };
        let beside = self.prose.gap_before(first) == " ";
        let form = self.forms.form(token);
        (beside && form.honorific && form.capital).then(|| self.range(token, first))
    }

    fn is_saying(&self, token: usize) -> bool {
        token < self.prose.tokens.len() && self.forms.form(token).saying
    }

    fn is_marked(&self, token: usize) -> bool {
        let at = self.mentions.partition_point(|mention| mention.tokens.end <= token);
        self.mentions.get(at).is_some_and(|mention| mention.marked)
    }

    fn range(&self, first: usize, end: usize) -> TextRange {
        let place = |token: usize| self.prose.tokens.get(token).copied();
        let start = place(first).map(|token| token.start).unwrap_or_default();
        let end = end.checked_sub(1).and_then(place).map_or(start, |token| token.end);
        TextRange { start, end }
    }
}
