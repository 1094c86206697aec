//! Reports whose verb of saying stands behind them, or between them and the rest of their sentence
//! (tests/suggest/reports.rs).

use std::ops::Range;

use super::indirect::SaidClause;
use super::mentions::is_named_next;
use super::senses::Sense;
use super::speakers::Scene;
use super::statements::undated;

/// Farthest from the end of its sentence a verb of saying stands that ends it, in tokens.
const TRAIL: usize = 12;

/// Most tokens between a clause and the verb of saying that is put into its sentence: ", the council's leader said,".
const SUBJECT: usize = 6;

impl Scene<'_> {
    /// Taxes rose, Smith said.
    pub fn trailed_by(&self, sentence: &Range<usize>) -> Option<SaidClause> {
        self.sourced(sentence)
            .or_else(|| self.ended_by(sentence))
            .or_else(|| self.broken_by(sentence))
    }

    /// Taxes rose, according to the agency's head, Ana Ruiz.
    fn sourced(&self, sentence: &Range<usize>) -> Option<SaidClause> {
        let sensed = self.narration.sensed;
        let is_source = |at: &usize| sensed.has(*at, "according") && sensed.has(at + 1, "to");
        let mut sources = sentence.clone().filter(is_source);
        let verb = sources.next().filter(|_| sources.next().is_none())?;
        let end = verb.checked_sub(1).filter(|at| sensed.is_sign(*at, ",")).unwrap_or(verb);
        let quoted = (sentence.start..sentence.end).any(|at| sensed.is(at, Sense::QUOTED));
        // "An airfield where, according to a lawsuit, they were held"
        let opens = Sense::CONJUNCTION.or(Sense::PREPOSITION);
        let before = end.checked_sub(1).filter(|at| *at >= sentence.start)?;
        let inner = ["where", "which", "who", "that"].iter().any(|word| sensed.has(before, word));
        // "The man, according to police, fled", "By May, according to the bank, oil will cost more"
        let clause = undated(sensed, sentence.start..end);
        let states = clause.clone().any(|at| sensed.is_verb(at));
        let fronted = sensed.is(clause.start, opens);
        let comma = |at: &usize| sensed.is_sign(*at, ",");
        let goes_on = (verb..sentence.end).filter(comma).any(|at| sensed.is_verb(at + 1));
        if quoted || inner || sensed.is(before, opens) || !states || fronted || goes_on {
            return None;
        }
        let (mention, subject) = self.narration.subject_of(verb, verb, sentence.end)?;
        let named = mention
            .filter(|at| is_named_next(sensed, self.narration.mentions, *at))
            .map(|at| at + 1);
        Some(SaidClause { verb, mention: named.or(mention), subject, clause, open: false })
    }

    /// A verb of saying with its subject ends the sentence.
    fn ended_by(&self, sentence: &Range<usize>) -> Option<SaidClause> {
        let sensed = self.narration.sensed;
        let near = sentence.end.saturating_sub(TRAIL).max(sentence.start);
        let comma = (near..sentence.end).rev().find(|at| sensed.is_sign(*at, ","))?;
        let is_verb = |at: &usize| sensed.is(*at, Sense::SAYS) && self.narration.can_speak(*at);
        let verb = (comma + 1..sentence.end).find(is_verb)?;
        // "They won, and he said after the match …"
        if sensed.is_joining(comma + 1) {
            return None;
        }
        let (mention, subject) = self.narration.subject_of(verb, comma + 1, sentence.end)?;
        // "Ana Ruiz, who disclosed this, said the mayor had left": he is of what she said.
        let verbs = Sense::AUXILIARY.or(Sense::STATE);
        if subject.start > verb && sensed.is(subject.end, verbs) {
            return None;
        }
        // "The government banned the group, a small one — and began a crackdown": a dash ends the apposition.
        if (comma..verb).any(|at| sensed.is_sign(at, "—–")) {
            return None;
        }
        // "Asked whether she would stay, she said: “…”" reports nothing before the comma.
        if (verb..sentence.end).any(|at| sensed.is_sign(at, ":") || sensed.is(at, Sense::QUOTED)) {
            return None;
        }
        let clause = undated(sensed, sentence.start..comma);
        Some(SaidClause { verb, mention, subject, clause, open: false })
    }

    /// Workers voted to reject the offer, union leaders said, raising the prospect of a strike.
    fn broken_by(&self, sentence: &Range<usize>) -> Option<SaidClause> {
        let sensed = self.narration.sensed;
        let quoted = sentence.clone().any(|at| sensed.is(at, Sense::QUOTED));
        let says = |at: &usize| sensed.is(*at, Sense::SAYS_PLAIN) && self.narration.can_speak(*at);
        let verb = sentence.clone().find(says).filter(|_| !quoted)?;
        let from = verb.saturating_sub(SUBJECT).max(sentence.start);
        let comma = (from..verb).rev().find(|at| sensed.is_sign(*at, ","))?;
        let (mention, subject) = self.narration.subject_of(verb, comma + 1, verb)?;
        let clause = undated(sensed, sentence.start..comma);
        // "If elected, Smith says, taxes will fall", "The man who shot him, police said, fled": the rest is said as well.
        let apart = Sense::CONJUNCTION.or(Sense::PREPOSITION);
        let relative = |at: usize| ["who", "which", "that"].iter().any(|word| sensed.has(at, word));
        let whole = clause.clone().any(|at| sensed.is_verb(at))
            && !clause.clone().any(relative)
            && !sensed.is(clause.start, apart)
            && !sensed.is(comma - 1, Sense::AUXILIARY.or(Sense::STATE).or(Sense::NEGATION));
        let next = self.behind(verb, sentence.end)?;
        let adds = sensed.word(next).ends_with("ing")
            || ["as", "after", "amid", "while", "when"].iter().any(|word| sensed.has(next, word));
        (subject.start == comma + 1 && subject.end == verb && whole && adds).then_some(SaidClause {
            verb,
            mention,
            subject,
            clause,
            open: false,
        })
    }

    /// What stands behind the comma that ends "the agency said in August,".
    fn behind(&self, verb: usize, end: usize) -> Option<usize> {
        let sensed = self.narration.sensed;
        let near = verb + 1..end.min(verb + SUBJECT);
        near.into_iter().find(|at| sensed.is_sign(*at, ",")).map(|at| at + 1)
    }
}
