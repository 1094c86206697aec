//! Names of people: a tagger finds the plain ones, a register of what it found finds the rest
//! (tests/suggest/people.rs).

mod aged;
mod beside;
mod crf;
mod evidence;
mod features;
mod forms;
mod introduced;
mod listed;
mod offices;
mod reasons;
mod register;
mod spelling;
mod tagger;
mod things;
mod weights;

pub use crf::NameLabel;
pub use tagger::{TaggedToken, tagged};
pub(super) use weights::Weights;

use std::ops::Range;

use crate::model::annotation::Kind;
use crate::model::text::TextRange;

use super::Suggestion;
use super::models::Models;
use super::prose::Prose;
use super::reason::Reason;
use forms::WordForms;
use reasons::Reasons;
use register::NameMention;
use tagger::Tags;

/// A mention of a person by name, without title and possessive.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedPerson {
    /// Its place, on the edges of tokens.
    pub range: TextRange,
    /// How sure it is, from 0 to 1.
    pub score: f32,
    /// Why.
    pub reason: Reason,
    /// The place of this person's fullest name in the text; `range` itself if there is none fuller.
    pub full: TextRange,
}

impl NamedPerson {
    /// This mention as a suggestion.
    pub(super) fn suggestion(&self) -> Suggestion {
        Suggestion {
            kind: Kind::Person,
            spans: vec![self.range],
            score: self.score,
            reason: self.reason.clone(),
            speaker: None,
            cue: None,
            form: None,
        }
    }
}

/// The names of people in an English text, by place and disjoint, weak ones included. Those at the places in
/// `marked`, which are in order, are known to be names; they are among the result.
pub(super) fn find(prose: &Prose<'_>, marked: &[TextRange], models: &Models) -> Vec<NamedPerson> {
    let forms = WordForms::of(prose, models);
    let tags = tagger::tag(prose, &forms, models);
    let found = aged::with_aged(prose, &forms, mentions(prose, &forms, &tags));
    let found = offices::with_offices(prose, &forms, &tags, found);
    let found = introduced::with_introduced(prose, &forms, found);
    let found = listed::with_listed(prose, &forms, found);
    let found = beside::with_addressed(prose, &forms, found);
    let found = beside::without_firms(prose, &forms, found);
    let found = things::without_things(prose, &forms, found);
    let found = beside::with_first_names(prose, &forms, found);
    let found = spelling::spelt_out(prose, &forms, found);
    let found = with_marked(prose, marked, found);
    let mentions = register::complete(prose, &forms, &tags, found);
    let mentions = beside::without_firms(prose, &forms, mentions);
    let mut mentions = things::without_things(prose, &forms, mentions);
    beside::doubt(prose, &forms, &mut mentions);
    let mentions = spelling::to_its_end(prose, &forms, mentions);
    let reasons = Reasons { prose, forms: &forms, mentions: &mentions };
    let is_one = |one: &&NameMention| {
        is_name(prose, &one.tokens) && !offices::is_description(prose, &forms, one)
    };
    let names = mentions.iter().filter(|one| one.marked || is_one(one));
    names.map(|mention| reasons.person(mention)).collect()
}

/// The names among the tags of a text, without titles before them.
fn mentions(prose: &Prose<'_>, forms: &WordForms<'_>, tags: &Tags<'_>) -> Vec<NameMention> {
    let mut mentions: Vec<NameMention> = Vec::new();
    for sentence in &prose.sentences {
        let mut goes_on = false;
        for token in sentence.clone() {
            let label = tags.labels[token];
            if !label.is_person() {
                goes_on = false;
                continue;
            }
            let likely = tags.shares(prose, token)[label as usize];
            match (label, mentions.last_mut().filter(|_| goes_on)) {
                (NameLabel::PersonContinues, Some(mention)) => {
                    mention.tokens.end = token + 1;
                    mention.score = mention.score.min(likely);
                }
                _ => {
                    mentions.push(NameMention::new(token..token + 1, likely));
                    goes_on = true;
                }
            }
        }
    }
    for mention in &mut mentions {
        // The tagger takes "Halima*, 34" for one name.
        let sign = mention.tokens.clone().skip(1).find(|at| ["*", ","].contains(&prose.token(*at)));
        mention.tokens.end = sign.unwrap_or(mention.tokens.end);
        // "Priya Nair KC"
        let honours = |token: usize| HONOURS.contains(&prose.token(token));
        while mention.tokens.len() > 2 && honours(mention.tokens.end - 1) {
            mention.tokens.end -= 1;
        }
        let is_before = |token: usize| is_title(forms, token) || prose.token(token) == ".";
        while mention.tokens.len() > 1 && is_before(mention.tokens.start) {
            mention.tokens.start += 1;
        }
    }
    mentions
}

/// Whether tokens look like a name: words, with the signs that stand in names, and whole ones.
fn is_name(prose: &Prose<'_>, tokens: &Range<usize>) -> bool {
    let is_word = |token: usize| prose.token(token).starts_with(char::is_alphabetic);
    let fits = |token: usize| {
        is_word(token)
            || matches!(
                prose.token(token),
                "." | "'" | "’" | "‘" | "ʻ" | "\"" | "“" | "”" | "(" | ")"
            )
    };
    let letters = |token: usize| prose.token(token).chars().filter(|c| c.is_alphabetic()).count();
    // "D-Ga." tells party and state.
    let is_party = |token: usize| {
        let (party, _) = prose.token(token).split_once('-').unwrap_or_default();
        matches!(party, "D" | "R" | "I")
    };
    tokens.clone().all(fits)
        && !(tokens.len() == 1 && is_party(tokens.start))
        && is_word(tokens.start)
        && tokens.clone().any(|token| letters(token) > 1)
        && !is_glued(prose, tokens.start)
        && !is_glued(prose, tokens.end)
}

/// Whether a letter or digit stands directly before the one that a token begins with: "Lee2".
fn is_glued(prose: &Prose<'_>, token: usize) -> bool {
    let is_of_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let before = token.checked_sub(1).map_or("", |before| prose.token(before));
    prose.gap_before(token).is_empty()
        && is_of_word(before.chars().next_back())
        && is_of_word(prose.token(token).chars().next())
}

/// Whether a token is a title, and no name: "Dean" may be either.
fn is_title(forms: &WordForms<'_>, token: usize) -> bool {
    let form = forms.form(token);
    form.honorific && (!form.given || CLERICS.contains(&&*form.lower))
}

/// What stands behind a name and is none.
const HONOURS: [&str; 9] = ["KC", "QC", "SC", "MP", "MSP", "OBE", "MBE", "CBE", "PhD"];

/// Titles that hardly anybody has as a given name, although some have.
const CLERICS: [&str; 2] = ["bishop", "pastor"];

/// The mentions with those that the reader marked, in place of what they overlap.
fn with_marked(
    prose: &Prose<'_>,
    marked: &[TextRange],
    mentions: Vec<NameMention>,
) -> Vec<NameMention> {
    let mut all = Vec::with_capacity(mentions.len() + marked.len());
    let mut mentions = mentions.into_iter().peekable();
    for range in marked {
        // Two marked ranges may overlap.
        let taken = all.last().map_or(0, |last: &NameMention| last.tokens.end);
        let start = prose.token_at(range.start).max(taken);
        let end = prose.tokens.partition_point(|token| token.start < range.end);
        while let Some(before) = mentions.next_if(|mention| mention.tokens.end <= start) {
            all.push(before);
        }
        if start < end {
            while mentions.next_if(|mention| mention.tokens.start < end).is_some() {}
            all.push(NameMention { marked: true, ..NameMention::new(start..end, 1.0) });
        }
    }
    all.extend(mentions);
    all
}
