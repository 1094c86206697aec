//! Draws the picture of who said what: from an article and its numbers to shapes.

use std::collections::BTreeMap;

use super::shapes::{
    Density, Extent, Hairline, Picture, Row, RowOrder, RowOwner, Shape, VerdictMark,
};
use crate::model::statistics::{PersonNumbers, SpeechCounts, Statistics};
use crate::model::text::is_right_to_left;
use crate::model::{
    ActorId, Annotation, AnnotationSet, Byte, Claimant, Detail, Kind, TextRange, Verdict,
};

/// Most people with rows of full height, and then with a row each.
const ROOMY: usize = 40;
/// Fewest people given a row of their own, where the article has that many.
const FEWEST: usize = 20;
/// Most people with a row of their own.
const MOST: usize = 500;
/// Most annotations of a kind that a row shows one by one.
const ONE_BY_ONE: usize = 400;
/// Most hairlines.
const HAIRLINES: usize = 100;
/// Least distance between the numbers of paragraphs.
const BETWEEN_NUMBERS: u32 = 500;

/// Draws a document. Of more than 40 people, those who speak have a row, and if they are fewer than 20, those
/// mentioned most as well; `everyone` gives a row to each.
pub fn draw(set: &AnnotationSet, counted: &Statistics, order: RowOrder, everyone: bool) -> Picture {
    let chosen = chosen(&counted.people, everyone);
    let rows = rows(counted, &chosen, order);
    let places = Places::of(&rows);
    let mut picture = Picture {
        rtl: is_right_to_left(set.article().text()),
        paragraphs: hairlines(set),
        compact: counted.people.len() > ROOMY,
        rows,
        shapes: Vec::new(),
        densities: Vec::new(),
    };
    let crowded = crowded(set, &places);
    let mut columns: BTreeMap<(u32, usize), BTreeMap<u32, usize>> = BTreeMap::new();
    for one in set.iter() {
        let (row, kind) = (places.row_of(one), one.kind());
        if crowded.contains_key(&(row, kind.index())) {
            let (x, _) = ends(set, TextRange { start: one.start(), end: one.start() });
            let column = x.min(Picture::ACROSS - 1) / Density::COLUMN;
            *columns.entry((row, kind.index())).or_default().entry(column).or_default() += 1;
        } else {
            picture.shapes.push(shape(set, one, row));
        }
    }
    picture.shapes.sort_by_key(|shape| shape.row);
    picture.densities = columns
        .into_iter()
        .map(|((row, kind), columns)| Density {
            kind: Kind::ALL[kind],
            row,
            columns: columns.into_iter().collect(),
        })
        .collect();
    picture
}

/// Which people have a row of their own.
fn chosen(people: &[PersonNumbers], everyone: bool) -> Vec<bool> {
    if everyone || people.len() <= ROOMY {
        return vec![true; people.len()];
    }
    let mut by_weight: Vec<_> = people.iter().enumerate().collect();
    let weight = |person: &PersonNumbers| {
        let numbers = &person.numbers;
        (numbers.speaks(), numbers.words, numbers.annotations())
    };
    by_weight.sort_by_key(|(_, person)| std::cmp::Reverse(weight(person)));
    let speak = people.iter().filter(|person| person.numbers.speaks()).count();
    let mut chosen = vec![false; people.len()];
    for (index, _) in by_weight.into_iter().take(speak.clamp(FEWEST, MOST)) {
        chosen[index] = true;
    }
    chosen
}

fn rows(counted: &Statistics, chosen: &[bool], order: RowOrder) -> Vec<Row> {
    let mut shown: Vec<&PersonNumbers> = Vec::new();
    let mut more = Row::new(RowOwner::More(0), "", "", &SpeechCounts::default());
    for (person, chosen) in counted.people.iter().zip(chosen) {
        if *chosen {
            shown.push(person);
        } else {
            more.add(&person.numbers);
        }
    }
    if order == RowOrder::Words {
        shown.sort_by_key(|person| std::cmp::Reverse(person.numbers.words));
    }
    let people = shown.into_iter().map(|person| {
        Row::new(RowOwner::Actor(person.id.clone()), &person.name, &person.role, &person.numbers)
    });
    let more = (more.who != RowOwner::More(0)).then_some(more);
    let rest = [(RowOwner::Article, &counted.article), (RowOwner::Nobody, &counted.nobody)];
    let rest = rest.into_iter().filter(|(_, numbers)| numbers.annotations() > 0);
    let rest = rest.map(|(who, numbers)| Row::new(who, "", "", numbers));
    people.chain(more).chain(rest).collect()
}

impl Row {
    fn new(who: RowOwner, name: &str, role: &str, numbers: &SpeechCounts) -> Self {
        Self {
            who,
            name: name.to_owned(),
            role: role.to_owned(),
            mentions: numbers.mentions,
            quotes: numbers.quotes,
            words: numbers.words,
            claims: numbers.claims,
        }
    }

    /// Adds another person.
    fn add(&mut self, numbers: &SpeechCounts) {
        if let RowOwner::More(people) = &mut self.who {
            *people += 1;
        }
        self.mentions += numbers.mentions;
        self.quotes += numbers.quotes;
        self.words += numbers.words;
        self.claims += numbers.claims;
    }
}

/// The row of each annotation.
pub(super) struct Places {
    people: BTreeMap<ActorId, u32>,
    more: u32,
    article: u32,
    nobody: u32,
}

impl Places {
    pub(super) fn of(rows: &[Row]) -> Self {
        let mut places = Self { people: BTreeMap::new(), more: 0, article: 0, nobody: 0 };
        for (row, at) in rows.iter().zip(0..) {
            match &row.who {
                RowOwner::Actor(id) => {
                    places.people.insert(id.clone(), at);
                }
                RowOwner::More(_) => places.more = at,
                RowOwner::Article => places.article = at,
                RowOwner::Nobody => places.nobody = at,
            }
        }
        places
    }

    pub(super) fn row_of(&self, one: &Annotation) -> u32 {
        match (&one.detail, one.actor()) {
            (_, Some(id)) => self.people.get(id).copied().unwrap_or(self.more),
            (Detail::Claim { claimant: Some(Claimant::Article), .. }, None) => self.article,
            (_, None) => self.nobody,
        }
    }
}

/// The rows with too many annotations of a kind to show one by one.
fn crowded(set: &AnnotationSet, places: &Places) -> BTreeMap<(u32, usize), usize> {
    let mut counts: BTreeMap<(u32, usize), usize> = BTreeMap::new();
    for one in set.iter() {
        *counts.entry((places.row_of(one), one.kind().index())).or_default() += 1;
    }
    counts.retain(|_, count| *count > ONE_BY_ONE);
    counts
}

/// An annotation as a shape in this row.
pub(super) fn shape(set: &AnnotationSet, one: &Annotation, row: u32) -> Shape {
    let article = set.article();
    let mut parts: Vec<Extent> = Vec::with_capacity(one.spans.len());
    for span in &one.spans {
        let (start, end) = ends(set, *span);
        let start = start.min(Picture::ACROSS - 1);
        let end = end.max(start + 1);
        match parts.last_mut().filter(|last| start <= last.x + last.width) {
            Some(last) => last.width = last.width.max(end - last.x),
            None => parts.push(Extent { x: start, width: end - start }),
        }
    }
    // Before the first paragraph there may be empty lines.
    let paragraph = article.paragraph(article.block_at(one.start())).max(1);
    Shape {
        kind: one.kind(),
        row,
        parts,
        annotation: one.id.clone(),
        paragraph: u32::try_from(paragraph).unwrap_or(u32::MAX),
        mark: mark(set, one),
    }
}

/// Both ends of a range, across.
fn ends(set: &AnnotationSet, range: TextRange) -> (u32, u32) {
    (across(set, range.start), across(set, range.end))
}

/// A place of the text, across: by characters, so that no script seems longer than another.
fn across(set: &AnnotationSet, at: Byte) -> u32 {
    let article = set.article();
    let (at, whole) = (article.to_code_point(at).0, article.len_code_points().0);
    let place = u64::from(at) * u64::from(Picture::ACROSS) / u64::from(whole.max(1));
    u32::try_from(place).unwrap_or(Picture::ACROSS).min(Picture::ACROSS)
}

fn mark(set: &AnnotationSet, one: &Annotation) -> VerdictMark {
    let verdict = match &one.detail {
        Detail::Claim { check: Some(check), .. } => check.verdict.as_ref(),
        _ => None,
    };
    let scheme = &set.details().scheme;
    let mark = |verdict: &Verdict| {
        scheme
            .rating(verdict)
            .map_or(VerdictMark::Apart, |(filled, of)| VerdictMark::Dots(filled, of))
    };
    verdict.map_or(VerdictMark::Unchecked, mark)
}

/// Where paragraphs begin: all, or every second, fifth, tenth … of many.
fn hairlines(set: &AnnotationSet) -> Vec<Hairline> {
    let article = set.article();
    let paragraphs = article.paragraphs();
    let steps = (0..).flat_map(|power| [1, 2, 5].map(|step| step * 10_usize.pow(power)));
    let step =
        steps.take(24).find(|step| paragraphs / step <= HAIRLINES).unwrap_or(paragraphs.max(1));
    let blocks = article.blocks().iter().filter(|block| !block.range.is_empty());
    let mut last: Option<u32> = None;
    let shown = blocks.step_by(step).map(|block| {
        let x = across(set, block.range.start);
        let labelled = last.is_none_or(|last| x - last >= BETWEEN_NUMBERS);
        if labelled {
            last = Some(x);
        }
        Hairline { x, number: block.paragraph, labelled }
    });
    shown.collect()
}
