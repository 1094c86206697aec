//! Tags each token of a text: part of a person's name, of another name, or of none.

use foldhash::{HashMap, HashMapExt as _};

use crate::model::suggest::models::Models;
use crate::model::suggest::prose::Prose;
use crate::model::text::TextRange;

use super::crf::{Field, NameLabel};
use super::evidence::WordEvidence;
use super::features;
use super::forms::{REACH, WordForms};
use super::weights::{LABELS, PerLabel, Scores, add};

/// The tags of a text.
#[derive(Debug)]
pub(super) struct Tags<'a> {
    /// The likeliest label of each token.
    pub labels: Vec<NameLabel>,
    /// How likely each label of each token is; in a sentence of [`Tags::without`] still its score.
    shares: Vec<PerLabel>,
    /// By sentence: whether nobody seems to be named in it, and nothing that names somebody elsewhere.
    without: Vec<bool>,
    transitions: &'a [PerLabel; LABELS],
}

impl Tags<'_> {
    /// How likely each label of a token is.
    pub fn shares(&self, prose: &Prose<'_>, token: usize) -> PerLabel {
        let number = prose.sentence_of(token);
        if !self.without[number] {
            return self.shares[token];
        }
        let sentence = prose.sentences[number].clone();
        let first = sentence.start;
        let mut shares = self.shares[sentence].to_vec();
        Field::new(self.transitions).marginals(&mut shares);
        shares[token - first]
    }

    /// How likely a token is part of a person's name; 0 in a sentence that names nobody.
    pub fn person(&self, sentence: usize, token: usize) -> f32 {
        let shares = self.shares[token];
        let likely =
            shares[NameLabel::PersonBegins as usize] + shares[NameLabel::PersonContinues as usize];
        if self.without[sentence] { 0.0 } else { likely }
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
pub(super) fn tag<'a>(prose: &Prose<'_>, forms: &WordForms<'_>, models: &'a Models) -> Tags<'a> {
    let evidence = WordEvidence::of(prose, forms);
    let of_place = features::OF_PLACE.map(|feature| models.names.of(&[feature]));
    let mut scoring = Scoring { forms, models, evidence, of_place, shapes: Shapes::of(forms) };
    let transitions = &models.names.transitions;
    let mut field = Field::new(transitions);
    let count = prose.tokens.len();
    let (mut labels, mut shares) = (Vec::with_capacity(count), Vec::with_capacity(count));
    for sentence in &prose.sentences {
        let score = |token| scoring.score(sentence.start, token, sentence.end);
        shares.extend(sentence.clone().map(score));
        labels.extend(field.labels(&shares[sentence.clone()]));
    }
    // Most of the work: only where somebody is named.
    let mut named = vec![false; forms.all.len()];
    for (form, label) in forms.of_tokens.iter().zip(&labels) {
        // Not by the stop of "J. Hall".
        named[*form as usize] |= label.is_person() && forms.all[*form as usize].capital;
    }
    let is_named =
        |token: usize| labels[token].is_person() || named[forms.of_tokens[token] as usize];
    let mut without = Vec::with_capacity(prose.sentences.len());
    for sentence in &prose.sentences {
        let names = sentence.clone().any(is_named);
        if names {
            field.marginals(&mut shares[sentence.clone()]);
        }
        without.push(!names);
    }
    Tags { labels, shares, without, transitions }
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
            let place = (sentence.start, token, sentence.end);
            let has = features::of_place(&forms, &evidence, place);
            let of_place = features::OF_PLACE.iter().zip(has).filter(|(_, has)| *has);
            of_place.for_each(|(feature, _)| each(&[feature]));
            let shape = |token: usize| &*forms.form(token).shape;
            let before = (token > sentence.start).then(|| shape(token - 1));
            let behind = (token + 1 < sentence.end).then(|| shape(token + 1));
            features::of_shapes(before, shape(token), behind, each);
            let label = tags.labels[token];
            let marginal = tags.shares(prose, token)[label as usize];
            all.push(TaggedToken { range: prose.tokens[token], features, label, marginal });
        }
    }
    all
}

struct Scoring<'a> {
    forms: &'a WordForms<'a>,
    models: &'a Models,
    evidence: WordEvidence,
    /// What each of [`features::OF_PLACE`] adds.
    of_place: [Scores; features::OF_PLACE.len()],
    shapes: Shapes<'a>,
}

impl Scoring<'_> {
    /// The scores of a token for each label.
    fn score(&mut self, first: usize, token: usize, end: usize) -> PerLabel {
        let forms = self.forms;
        let mut sum = Scores::default();
        for other in token.saturating_sub(REACH).max(first)..(token + REACH + 1).min(end) {
            add(&mut sum, forms.score(other, other as isize - token as isize));
        }
        let has = features::of_place(forms, &self.evidence, (first, token, end));
        for (score, has) in self.of_place.iter().zip(has) {
            if has {
                add(&mut sum, score);
            }
        }
        let before = (token > first).then(|| token - 1);
        let behind = (token + 1 < end).then_some(token + 1);
        add(&mut sum, &self.shapes.score(forms, self.models, [before, Some(token), behind]));
        self.models.names.worth(&sum)
    }
}

/// The shapes of forms by number, and the scores of three in a row.
struct Shapes<'a> {
    numbers: HashMap<&'a str, u32>,
    of_forms: Vec<u32>,
    scores: HashMap<[u32; 3], Scores>,
}

impl<'a> Shapes<'a> {
    fn of(forms: &'a WordForms<'_>) -> Self {
        let mut shapes =
            Self { numbers: HashMap::new(), of_forms: Vec::new(), scores: HashMap::new() };
        for form in &forms.all {
            let next = shapes.numbers.len() as u32 + 1;
            let number = *shapes.numbers.entry(&*form.shape).or_insert(next);
            shapes.of_forms.push(number);
        }
        shapes
    }

    fn score(
        &mut self,
        forms: &WordForms<'_>,
        models: &Models,
        tokens: [Option<usize>; 3],
    ) -> Scores {
        let number = |token: usize| self.of_forms[forms.of_tokens[token] as usize];
        // 0 is where the sentence ends.
        let key = tokens.map(|token| token.map_or(0, number));
        *self.scores.entry(key).or_insert_with(|| {
            let [before, shape, behind] =
                tokens.map(|token| token.map(|token| &*forms.form(token).shape));
            let mut sum = Scores::default();
            let shape = shape.unwrap_or_default();
            features::of_shapes(before, shape, behind, &mut |feature| {
                models.names.add(&mut sum, feature);
            });
            sum
        })
    }
}
