//! Counts the numbers of one article, in one pass over its annotations and one over its text.

use std::collections::BTreeMap;

use super::reach::{WordCounts, union};
use super::{Coverage, PersonNumbers, Share, SpeechCounts, Statistics};
use crate::model::actor::{Actor, ActorId, ActorSort};
use crate::model::annotation::{Annotation, Claimant, Detail, Kind};
use crate::model::check::Verdict;
use crate::model::set::AnnotationSet;
use crate::model::text::TextRange;

/// Something that quotes belong to, while they are gathered.
#[derive(Debug, Default)]
struct Group {
    share: Share,
    spans: Vec<TextRange>,
}

/// The groups of one kind, by key.
type Groups = BTreeMap<String, Group>;

struct Counter<'a> {
    set: &'a AnnotationSet,
    found: Statistics,
    /// The place of each person in [`Statistics::people`].
    places: BTreeMap<&'a ActorId, usize>,
    /// The index of each verdict in [`Statistics::verdicts`].
    verdicts: BTreeMap<String, u32>,
    /// The quotes of each person.
    spoken: Vec<Vec<TextRange>>,
    nobody: Vec<TextRange>,
    unnamed: Group,
    roles: Groups,
    labels: Groups,
    /// The spans of each kind.
    kinds: [Vec<TextRange>; 3],
}

pub(super) fn counted(set: &AnnotationSet) -> Statistics {
    let mut counter = Counter {
        set,
        found: Statistics::default(),
        places: BTreeMap::new(),
        verdicts: BTreeMap::new(),
        spoken: Vec::new(),
        nobody: Vec::new(),
        unnamed: Group::default(),
        roles: Groups::new(),
        labels: Groups::new(),
        kinds: Default::default(),
    };
    for verdict in set.details().scheme.verdicts() {
        counter.verdict(&verdict);
    }
    set.iter().for_each(|one| counter.count(one));
    counter.finish()
}

impl<'a> Counter<'a> {
    fn count(&mut self, one: &'a Annotation) {
        self.kinds[one.kind().index()].extend(&one.spans);
        let place = one.actor().and_then(|id| self.place(id, one));
        let verdict = match &one.detail {
            Detail::Claim { check: Some(check), .. } => check.verdict.as_ref(),
            _ => None,
        };
        let verdict = verdict.map(|verdict| self.verdict(verdict));
        let is_articles =
            matches!(&one.detail, Detail::Claim { claimant: Some(Claimant::Article), .. });
        let own = match place.and_then(|place| self.found.people.get_mut(place)) {
            Some(person) => &mut person.numbers,
            None if is_articles => &mut self.found.article,
            None => &mut self.found.nobody,
        };
        for numbers in [own, &mut self.found.total] {
            match &one.detail {
                Detail::Person { .. } => numbers.mentions += 1,
                Detail::Quote { form, .. } => {
                    numbers.quotes += 1;
                    *numbers.forms.of(*form) += 1;
                }
                Detail::Claim { .. } => {
                    numbers.claims += 1;
                    match verdict {
                        Some(index) => numbers.add_verdict(index, 1),
                        None => numbers.unchecked += 1,
                    }
                }
            }
        }
        if one.kind() == Kind::Quote {
            self.count_words(one, place);
        }
    }

    /// Notes to whom the words of a quote belong.
    fn count_words(&mut self, one: &Annotation, place: Option<usize>) {
        let label = one.label.clone().unwrap_or_default();
        self.labels.entry(label.clone()).or_default().add(&label, one);
        let Some((place, person)) =
            place.and_then(|place| Some((place, self.found.people.get(place)?)))
        else {
            return self.nobody.extend(&one.spans);
        };
        let is_first = person.numbers.quotes == 1;
        if let Some(spans) = self.spoken.get_mut(place) {
            spans.extend(&one.spans);
        }
        let role = self.roles.entry(Actor::key(&person.role)).or_default();
        let unnamed = (person.sort == ActorSort::Unnamed).then_some(&mut self.unnamed);
        for group in std::iter::once(role).chain(unnamed) {
            group.add(&person.role, one);
            group.share.people += usize::from(is_first);
        }
    }

    /// The place of a person among those found so far; `None` if the register does not have them.
    fn place(&mut self, id: &'a ActorId, one: &Annotation) -> Option<usize> {
        if let Some(place) = self.places.get(id) {
            return Some(*place);
        }
        let actor = self.set.actor(id)?;
        let article = self.set.article();
        let place = self.found.people.len();
        self.found.people.push(PersonNumbers {
            id: actor.id.clone(),
            name: actor.name.clone(),
            sort: actor.sort,
            role: actor.role.clone(),
            wikidata: actor.wikidata.clone(),
            paragraph: article.paragraph(article.block_at(one.start())).max(1),
            numbers: SpeechCounts::default(),
        });
        self.spoken.push(Vec::new());
        self.places.insert(id, place);
        Some(place)
    }

    fn verdict(&mut self, verdict: &Verdict) -> u32 {
        if let Some(index) = self.verdicts.get(verdict.name()) {
            return *index;
        }
        // Far fewer verdicts than 4 billion.
        let index = u32::try_from(self.found.verdicts.len()).unwrap_or(u32::MAX);
        self.found.verdicts.push(verdict.clone());
        self.verdicts.insert(verdict.name().to_owned(), index);
        index
    }

    fn finish(mut self) -> Statistics {
        let edges = self.kinds[Kind::Quote.index()].iter().flat_map(|span| [span.start, span.end]);
        let counts = WordCounts::new(self.set.article().text(), edges.collect());
        let words = |spans: Vec<TextRange>| counts.in_union(&union(spans));
        for (person, spans) in self.found.people.iter_mut().zip(self.spoken) {
            person.numbers.words = words(spans);
        }
        let shares = |groups: Groups| {
            let mut shares: Vec<_> =
                groups.into_values().map(|group| group.counted(&words)).collect();
            shares.sort_by(|a, b| b.words.cmp(&a.words).then_with(|| a.name.cmp(&b.name)));
            shares
        };
        self.found.nobody.words = words(self.nobody);
        self.found.unnamed = Share { name: String::new(), ..self.unnamed.counted(&words) };
        self.found.roles = shares(self.roles);
        self.found.labels = shares(self.labels);
        self.found.quoted = words(self.kinds[Kind::Quote.index()].clone());
        self.found.total.words = self.found.quoted;
        self.found.words = counts.total;
        let actors = self.set.actors().count();
        self.found.absent = actors.saturating_sub(self.found.people.len());
        self.found.paragraphs = coverage(self.set, self.kinds);
        self.found
    }
}

impl Group {
    fn add(&mut self, name: &str, quote: &Annotation) {
        if self.share.quotes == 0 {
            name.clone_into(&mut self.share.name);
        }
        self.share.quotes += 1;
        self.spans.extend(&quote.spans);
    }

    fn counted(self, words: &dyn Fn(Vec<TextRange>) -> usize) -> Share {
        Share { words: words(self.spans), ..self.share }
    }
}

/// How much of each paragraph is annotated.
fn coverage(set: &AnnotationSet, kinds: [Vec<TextRange>; 3]) -> Vec<Coverage> {
    let article = set.article();
    let length = |range: TextRange| {
        article.to_code_point(range.end).0 - article.to_code_point(range.start).0
    };
    let blocks = article.blocks();
    let mut covered = vec![Coverage::default(); blocks.len()];
    for (block, cover) in blocks.iter().zip(&mut covered) {
        cover.characters = length(block.range);
    }
    let mut add = |spans: Vec<TextRange>, kind: Option<usize>| {
        for span in union(spans) {
            let (first, last) = article.blocks_of(span);
            for index in first.index()..=last.index() {
                let (Some(block), Some(cover)) = (blocks.get(index), covered.get_mut(index)) else {
                    continue;
                };
                let start = span.start.max(block.range.start);
                let end = span.end.min(block.range.end);
                // A stretch may touch nothing of a block but its line end.
                if start < end {
                    let count = match kind {
                        Some(kind) => &mut cover.kinds[kind],
                        None => &mut cover.annotated,
                    };
                    *count += length(TextRange { start, end });
                }
            }
        }
    };
    add(kinds.concat(), None);
    for (kind, spans) in kinds.into_iter().enumerate() {
        add(spans, Some(kind));
    }
    covered.retain(|cover| cover.characters > 0);
    covered
}
