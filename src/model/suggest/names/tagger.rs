//! Tags each token of a text: part of a person's name, of another name, or of none.

use std::collections::HashMap;

use crate::model::suggest::models::Models;
use crate::model::suggest::prose::Prose;
use crate::model::text::TextRange;

use super::crf::{Field, NameLabel};
use super::evidence::WordEvidence;
use super::features;
use super::forms::{REACH, WordForms};
use super::weights::{PerLabel, add};

/// The tags of a text.
#[derive(Debug)]
pub(super) struct Tags {
    /// The likeliest label of each token.
    pub labels: Vec<NameLabel>,
    /// How likely each label of each token is.
    pub marginals: Vec<PerLabel>,
}

impl Tags {
    /// How likely a token is part of a person's name.
    pub fn person(&self, token: usize) -> f32 {
        let marginals = self.marginals[token];
        marginals[NameLabel::PersonBegins as usize] + marginals[NameLabel::PersonContinues as usize]
    }
}

/// What the tagger made of a token: for the tests of it.
#[derive(Debug, Clone, PartialEq)]
pub struct TaggedToken {
    /// Its place.
    pub range: TextRange,
    /// Its features, in no order.
    pub features: Vec<String>,
    /// Its likeliest label.
    pub label: NameLabel,
    /// How likely that is.
    pub marginal: f32,
}

/// Tags a text.
pub(super) fn tag(prose: &Prose<'_>, forms: &WordForms<'_>, models: &Models) -> Tags {
    let evidence = WordEvidence::of(prose, forms);
    let mut scoring = Scoring { forms, models, evidence, shapes: Shapes::of(forms) };
    let mut field = Field::new(&models.names.transitions);
    let count = prose.tokens.len();
    let mut tags = Tags { labels: Vec::with_capacity(count), marginals: Vec::with_capacity(count) };
    let mut scores = Vec::new();
    for sentence in &prose.sentences {
        scores.clear();
        scores.extend(
            sentence.clone().map(|token| scoring.score(sentence.start, token, sentence.end)),
        );
        tags.labels.extend(field.labels(&scores));
        tags.marginals.extend(field.marginals(&scores));
    }
    tags
}

/// What the tagger makes of each token of a text.
pub fn tagged(prose: &Prose<'_>, models: &Models) -> Vec<TaggedToken> {
    let forms = WordForms::of(prose, models);
    let evidence = WordEvidence::of(prose, &forms);
    let tags = tag(prose, &forms, models);
    let mut all = Vec::new();
    for sentence in &prose.sentences {
        for token in sentence.clone() {
            let mut features = Vec::new();
            let each: features::Sink<'_> = &mut |feature| features.push(feature.concat());
            for (place, offset) in features::OFFSETS.into_iter().enumerate() {
                let other = (token + place).checked_sub(REACH).filter(|it| sentence.contains(it));
                if let Some(other) = other {
                    features::of_neighbour(forms.form(other), offset, each);
                }
            }
            features::of_itself(forms.form(token), each);
            features::of_place(&forms, &evidence, (sentence.start, token, sentence.end), each);
            let shape = |token: usize| forms.form(token).shape.as_str();
            let before = (token > sentence.start).then(|| shape(token - 1));
            let behind = (token + 1 < sentence.end).then(|| shape(token + 1));
            features::of_shapes(before, shape(token), behind, each);
            let label = tags.labels[token];
            let marginal = tags.marginals[token][label as usize];
            all.push(TaggedToken { range: prose.tokens[token], features, label, marginal });
        }
    }
    all
}

struct Scoring<'a> {
    forms: &'a WordForms<'a>,
    models: &'a Models,
    evidence: WordEvidence,
    shapes: Shapes<'a>,
}

impl Scoring<'_> {
    /// The scores of a token for each label.
    fn score(&mut self, first: usize, token: usize, end: usize) -> PerLabel {
        let forms = self.forms;
        let mut sum = PerLabel::default();
        for other in token.saturating_sub(REACH).max(first)..(token + REACH + 1).min(end) {
            add(&mut sum, forms.score(other, other as isize - token as isize));
        }
        let weights = &self.models.names;
        let place = (first, token, end);
        features::of_place(forms, &self.evidence, place, &mut |feature| {
            weights.add(&mut sum, feature);
        });
        let before = (token > first).then(|| token - 1);
        let behind = (token + 1 < end).then_some(token + 1);
        add(&mut sum, &self.shapes.score(forms, self.models, [before, Some(token), behind]));
        sum
    }
}

/// The shapes of forms by number, and the scores of three in a row.
struct Shapes<'a> {
    numbers: HashMap<&'a str, u32>,
    of_forms: Vec<u32>,
    scores: HashMap<[u32; 3], PerLabel>,
}

impl<'a> Shapes<'a> {
    fn of(forms: &'a WordForms<'_>) -> Self {
        let mut shapes =
            Self { numbers: HashMap::new(), of_forms: Vec::new(), scores: HashMap::new() };
        for form in &forms.all {
            let next = shapes.numbers.len() as u32 + 1;
            let number = *shapes.numbers.entry(form.shape.as_str()).or_insert(next);
            shapes.of_forms.push(number);
        }
        shapes
    }

    fn score(
        &mut self,
        forms: &WordForms<'_>,
        models: &Models,
        tokens: [Option<usize>; 3],
    ) -> PerLabel {
        let number = |token: usize| self.of_forms[forms.of_tokens[token] as usize];
        // 0 is where the sentence ends.
        let key = tokens.map(|token| token.map_or(0, number));
        *self.scores.entry(key).or_insert_with(|| {
            let [before, shape, behind] =
                tokens.map(|token| token.map(|token| forms.form(token).shape.as_str()));
            let mut sum = PerLabel::default();
            let shape = shape.unwrap_or_default();
            features::of_shapes(before, shape, behind, &mut |feature| {
                models.names.add(&mut sum, feature);
            });
            sum
        })
    }
}
