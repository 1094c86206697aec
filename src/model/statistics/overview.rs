//! The numbers of several articles together: who speaks how often, and over time. Nobody is taken for
//! somebody else (tests/native/statistics.rs).

use std::collections::{BTreeMap, BTreeSet};

use super::{Forms, PersonNumbers, SpeechCounts, Statistics};
use crate::model::actor::{Actor, ActorSort};
use crate::model::article::{ArticleId, Details};
use crate::model::check::Verdict;
use crate::model::set::AnnotationSet;

/// The numbers of several articles.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ArticlesOverview {
    /// The articles, in the order given.
    pub articles: Vec<ArticleSum>,
    /// Everybody in them, by words quoted, then by name. Two entries are one person if they have the same
    /// Wikidata item. An entry without one joins by sort and name, unless its article has two of that name, or
    /// people of that name have several Wikidata items. Unnamed sources are nobody in particular: they are
    /// in [`Self::unnamed`].
    pub people: Vec<PersonSum>,
    /// All articles together; words are counted in each article and added up.
    pub total: SpeechCounts,
    /// The words of all articles.
    pub words: usize,
    /// The unnamed sources of all articles together.
    pub unnamed: SpeechCounts,
    /// The number of unnamed sources.
    pub unnamed_people: usize,
    /// The claims that the articles themselves make.
    pub article: SpeechCounts,
    /// What belongs to nobody yet.
    pub nobody: SpeechCounts,
    /// The verdicts to which [`SpeechCounts::verdicts`] refers, in the order in which they are met.
    pub verdicts: Vec<Verdict>,
    /// The articles by date of publication, ascending; those without a date come last.
    pub periods: Vec<Period>,
}

/// One article in an [`ArticlesOverview`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleSum {
    /// Its id.
    pub id: ArticleId,
    /// Its title, or empty.
    pub title: String,
    /// Its date of publication, as far as known.
    pub published: Option<String>,
    /// Its words.
    pub words: usize,
    /// The number of people with an annotation.
    pub people: usize,
    /// The number of people with a quote.
    pub speakers: usize,
    /// All its annotations.
    pub total: SpeechCounts,
}

/// One person in an [`ArticlesOverview`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonSum {
    /// The name in the first article.
    pub name: String,
    /// The sort.
    pub sort: ActorSort,
    /// The first role given, or empty.
    pub role: String,
    /// The Wikidata item, if known.
    pub wikidata: Option<String>,
    /// The number of articles with an annotation of theirs.
    pub articles: usize,
    /// The number of articles that quote them.
    pub quoted_in: usize,
    /// Their numbers, added up over the articles.
    pub numbers: SpeechCounts,
}

/// A stretch of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, as far as known; empty without a date. All dates are cut to the
    /// year if they span more than three calendar years, and else to the month if they span more than a month.
    pub when: String,
    /// The number of articles.
    pub articles: usize,
    /// The number of quotes.
    pub quotes: usize,
    /// The quoted words.
    pub words: usize,
    /// The people quoted: their index in [`ArticlesOverview::people`], and the number of their words. Ascending.
    pub people: Vec<(u32, usize)>,
}

/// Adds up articles one after the other.
#[derive(Debug, Default)]
pub struct OverviewBuilder {
    found: ArticlesOverview,
    /// Every entry of the registers, with its article.
    entries: Vec<(usize, PersonNumbers)>,
    verdicts: BTreeMap<String, u32>,
}

impl OverviewBuilder {
    /// Adds an article.
    pub fn add(&mut self, set: &AnnotationSet) {
        let mut counted = Statistics::of(set);
        let own = self.verdicts_of(&counted.verdicts);
        let people = counted.people.iter_mut().map(|person| &mut person.numbers);
        let rest = [&mut counted.article, &mut counted.nobody, &mut counted.total];
        people.chain(rest).for_each(|numbers| numbers.renumber(&own));
        let details: &Details = set.details();
        let at = self.found.articles.len();
        self.found.words += counted.words;
        self.found.total.add(&counted.total);
        self.found.article.add(&counted.article);
        self.found.nobody.add(&counted.nobody);
        self.found.articles.push(ArticleSum {
            id: set.article().id().clone(),
            title: details.title.clone(),
            published: details.published.clone().filter(|date| !date.is_empty()),
            words: counted.words,
            people: counted.people.len(),
            speakers: counted.speakers(),
            total: counted.total,
        });
        self.entries.extend(counted.people.into_iter().map(|person| (at, person)));
    }

    /// The index of each verdict of an article in the overview.
    fn verdicts_of(&mut self, verdicts: &[Verdict]) -> Vec<u32> {
        let all = &mut self.found.verdicts;
        let known = &mut self.verdicts;
        let index = |verdict: &Verdict| {
            *known.entry(verdict.name().to_owned()).or_insert_with(|| {
                all.push(verdict.clone());
                u32::try_from(all.len() - 1).unwrap_or(u32::MAX)
            })
        };
        verdicts.iter().map(index).collect()
    }

    /// The overview of what was added.
    pub fn finish(self) -> ArticlesOverview {
        let Self { mut found, entries, .. } = self;
        let mut merged = PeopleMerge::of(&entries);
        let mut spoken: Vec<(usize, usize, usize)> = Vec::new();
        for (article, person) in &entries {
            if person.sort == ActorSort::Unnamed {
                found.unnamed.add(&person.numbers);
                found.unnamed_people += 1;
            } else {
                let place = merged.add(*article, person);
                spoken.push((*article, place, person.numbers.words));
            }
        }
        let (people, places) = merged.sorted();
        found.people = people;
        let spoken =
            spoken.into_iter().map(|(article, place, words)| (article, places[place], words));
        found.periods = periods(&found.articles, spoken.filter(|(.., words)| *words > 0));
        found
    }
}

/// Who is who across articles.
struct PeopleMerge {
    /// The Wikidata items of the people of each sort and name.
    items: BTreeMap<ByName, BTreeSet<String>>,
    /// The articles with several entries of a sort and name, and the number of those entries.
    namesakes: BTreeMap<(usize, ByName), usize>,
    /// The place of each person in `sums`, by item, or by sort and name.
    places: BTreeMap<ByName, usize>,
    sums: Vec<PersonSum>,
    /// The last article that was added to each, and the last that quotes them.
    last: Vec<(usize, Option<usize>)>,
}

/// A sort and the key of a name.
type ByName = (u8, String);

/// In place of a sort, for keys that are Wikidata items.
const ITEM: u8 = u8::MAX;

impl PeopleMerge {
    fn of(entries: &[(usize, PersonNumbers)]) -> Self {
        let mut items: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
        let mut namesakes = BTreeMap::new();
        for (article, person) in entries {
            if let Some(item) = item(person) {
                items.entry(by_name(person)).or_default().insert(item);
            }
            *namesakes.entry((*article, by_name(person))).or_default() += 1;
        }
        namesakes.retain(|_, entries| *entries > 1);
        Self { items, namesakes, places: BTreeMap::new(), sums: Vec::new(), last: Vec::new() }
    }

    /// Adds the numbers of an entry of an article, and returns the place of the person.
    fn add(&mut self, article: usize, person: &PersonNumbers) -> usize {
        let new = self.sums.len();
        let named = by_name(person);
        let is_alone = !self.namesakes.contains_key(&(article, named.clone()));
        let items = self.items.get(&named).filter(|items| is_alone && items.len() == 1);
        let item = item(person).or_else(|| items.and_then(|items| items.first().cloned()));
        let key = match &item {
            Some(item) => (ITEM, item.clone()),
            None if is_alone && !self.items.contains_key(&named) => named,
            // Hardly any name contains this.
            None => (named.0, format!("{}\0{new}", named.1)),
        };
        let place = *self.places.entry(key).or_insert(new);
        if place == new {
            self.sums.push(PersonSum {
                name: person.name.clone(),
                sort: person.sort,
                role: String::new(),
                wikidata: item,
                articles: 0,
                quoted_in: 0,
                numbers: SpeechCounts::default(),
            });
            self.last.push((usize::MAX, None));
        }
        let (sum, (last, quoted)) = (&mut self.sums[place], &mut self.last[place]);
        if sum.role.is_empty() {
            sum.role.clone_from(&person.role);
        }
        sum.articles += usize::from(*last != article);
        *last = article;
        if person.numbers.quotes > 0 && *quoted != Some(article) {
            sum.quoted_in += 1;
            *quoted = Some(article);
        }
        sum.numbers.add(&person.numbers);
        place
    }

    /// The people in order, and the new place of each.
    fn sorted(self) -> (Vec<PersonSum>, Vec<usize>) {
        let mut people: Vec<_> = self.sums.into_iter().enumerate().collect();
        people.sort_by(|(_, a), (_, b)| {
            let by_words = b.numbers.words.cmp(&a.numbers.words);
            by_words.then_with(|| a.name.cmp(&b.name))
        });
        let mut places = vec![0; people.len()];
        for (new, (old, _)) in people.iter().enumerate() {
            places[*old] = new;
        }
        (people.into_iter().map(|(_, person)| person).collect(), places)
    }
}

fn by_name(person: &PersonNumbers) -> (u8, String) {
    (person.sort as u8, Actor::key(&person.name))
}

fn item(person: &PersonNumbers) -> Option<String> {
    person.wikidata.as_ref().map(|item| item.trim().to_uppercase()).filter(|item| !item.is_empty())
}

/// Words by the index of who said them.
type ByPerson = BTreeMap<u32, usize>;

/// The articles by time; `spoken` is an article, a person, and the number of their words.
fn periods(
    articles: &[ArticleSum],
    spoken: impl Iterator<Item = (usize, usize, usize)>,
) -> Vec<Period> {
    let date = |one: &ArticleSum| one.published.clone().unwrap_or_default();
    let length = precision(articles.iter().map(date).filter(|date| is_date(date)));
    let when: Vec<String> = articles
        .iter()
        .map(|one| match date(one) {
            date if is_date(&date) => date.get(..length).unwrap_or(&date).to_owned(),
            _ => String::new(),
        })
        .collect();
    let mut periods: BTreeMap<(bool, &str), (Period, ByPerson)> = BTreeMap::new();
    let entry = |when: &str| Period {
        when: when.to_owned(),
        articles: 0,
        quotes: 0,
        words: 0,
        people: Vec::new(),
    };
    for (article, when) in articles.iter().zip(&when) {
        let key = (when.is_empty(), when.as_str());
        let (period, _) = periods.entry(key).or_insert_with(|| (entry(when), ByPerson::new()));
        period.articles += 1;
        period.quotes += article.total.quotes;
        period.words += article.total.words;
    }
    for (article, person, words) in spoken {
        let Some(when) = when.get(article) else { continue };
        if let Some((_, people)) = periods.get_mut(&(when.is_empty(), when.as_str())) {
            *people.entry(u32::try_from(person).unwrap_or(u32::MAX)).or_default() += words;
        }
    }
    let with_people = |(period, people): (Period, ByPerson)| Period {
        people: people.into_iter().collect(),
        ..period
    };
    periods.into_values().map(with_people).collect()
}

/// Whether a date begins with a year, such as `2026` or `2026-01-24T10:00`.
fn is_date(date: &str) -> bool {
    let (year, rest) = date.split_at_checked(4).unwrap_or_default();
    !year.is_empty()
        && year.bytes().all(|c| c.is_ascii_digit())
        && (rest.is_empty() || rest.starts_with('-'))
}

/// The length to which dates are cut: to the year, the month or the day.
fn precision(dates: impl Iterator<Item = String> + Clone) -> usize {
    let (first, last) = (dates.clone().min().unwrap_or_default(), dates.max().unwrap_or_default());
    let year =
        |date: &str| date.get(..4).and_then(|year| year.parse::<u32>().ok()).unwrap_or_default();
    let month = |date: &str| date.get(..7).unwrap_or(date).to_owned();
    match year(&last) - year(&first) {
        3.. => 4,
        _ if month(&first) != month(&last) => 7,
        _ => 10,
    }
}

impl SpeechCounts {
    pub(crate) fn add(&mut self, other: &Self) {
        self.mentions += other.mentions;
        self.quotes += other.quotes;
        self.words += other.words;
        self.forms.add(other.forms);
        self.claims += other.claims;
        self.unchecked += other.unchecked;
        other.verdicts.iter().for_each(|(index, claims)| self.add_verdict(*index, *claims));
    }

    /// Refers to the verdicts of another list.
    fn renumber(&mut self, indices: &[u32]) {
        for (index, claims) in std::mem::take(&mut self.verdicts) {
            self.add_verdict(indices.get(index as usize).copied().unwrap_or(index), claims);
        }
    }
}

impl Forms {
    fn add(&mut self, other: Self) {
        self.direct += other.direct;
        self.indirect += other.indirect;
        self.mixed += other.mixed;
        self.unset += other.unset;
    }
}
