//! Lays out who said what for the screen: from articles and their numbers to paths and lists.

use std::cmp::Reverse;
use std::fmt::Write as _;
use std::rc::Rc;

use super::drawing::{self, Places, draw};
use super::page::{ShareList, ShareRow, WhoPage, WhoRow, WhoSums};
use super::shapes::{
    Density, Extent, Hairline, Picture, Row, RowOrder, RowOwner, Shape, VerdictMark,
};
use crate::model::statistics::overview::OverviewBuilder;
use crate::model::statistics::{ArticlesOverview, Forms, Share, SpeechCounts, Statistics};
use crate::model::{AnnotationSet, Kind, Scheme, Verdict};

/// Most rows of a list.
const LISTED: usize = 30;
/// Most people of several articles.
const PEOPLE: usize = 500;
/// The room that a verdict takes.
const VERDICT: u32 = 600;

/// Least length of a quote or claim in a path, so that it is seen in the longest article.
const LEAST: u32 = 20;

/// The page of documents; `done` receives the number of counted ones.
pub fn laid_out(sets: &[Rc<AnnotationSet>], done: &dyn Fn(usize)) -> WhoPage {
    if let [one] = sets {
        return of_one(one);
    }
    let mut builder = OverviewBuilder::default();
    for (set, at) in sets.iter().zip(1..) {
        builder.add(set);
        done(at);
    }
    of_many(&builder.finish())
}

fn of_one(set: &AnnotationSet) -> WhoPage {
    let counted = Statistics::of(set);
    let picture = draw(set, &counted, RowOrder::Appearance, false);
    let mut rows: Vec<WhoRow> = picture.rows.iter().map(row).collect();
    let paths = Paths { rtl: picture.rtl };
    paths.shapes(&picture.shapes, &mut rows);
    paths.densities(&picture.densities, &mut rows);
    paths.verdicts(&picture.shapes, &mut rows);
    paths.marks(set, &picture.rows, &mut rows);
    let x = |x: u32| paths.place(Extent { x, width: 0 });
    let mut grid = String::new();
    for line in picture.paragraphs.iter().filter(|line| line.number > 1) {
        // Writing to a string cannot fail.
        let _ = write!(grid, "M{} 0v{}", x(line.x), WhoRow::HEIGHT);
    }
    let labelled = labelled(&picture);
    WhoPage {
        rtl: picture.rtl,
        compact: picture.compact,
        grid: grid.into(),
        by_words: by_words(&rows),
        numbers: labelled.flat_map(|line| [x(line.x) as usize, line.number as usize]).collect(),
        rows,
        lists: lists(&counted, &set.details().scheme),
        sums: WhoSums {
            articles: 1,
            people: counted.people.len(),
            speakers: counted.speakers(),
            words: counted.words,
            ..sums(&counted.total)
        },
    }
}

/// The paragraphs whose numbers have room before the next one and before the end; long numbers need more.
fn labelled(picture: &Picture) -> impl Iterator<Item = &Hairline> {
    let mut free = 0;
    picture.paragraphs.iter().filter(move |line| {
        let digits = line.number.checked_ilog10().unwrap_or_default() + 1;
        let end = line.x + 250 + 130 * digits;
        let has_room = line.labelled && line.x >= free && end <= Picture::ACROSS;
        if has_room {
            free = end;
        }
        has_room
    })
}

/// The indices of rows by words quoted. Those who are no one person stay last.
fn by_words(rows: &[WhoRow]) -> Vec<usize> {
    let words = |at: &usize| rows.get(*at).map(|row| (row.owner.is_empty(), row.numbers.get(2)));
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|at| Reverse(words(at).filter(|(is_person, _)| *is_person)));
    order
}

fn sums(total: &SpeechCounts) -> WhoSums {
    WhoSums {
        quotes: total.quotes,
        quoted: total.words,
        claims: total.claims,
        ..WhoSums::default()
    }
}

fn row(row: &Row) -> WhoRow {
    let (owner, count) = match row.who {
        RowOwner::Actor(_) => ("", 1),
        RowOwner::More(people) => (WhoRow::MORE, people),
        RowOwner::Article => (WhoRow::ARTICLE, 0),
        RowOwner::Nobody => (WhoRow::NOBODY, 0),
    };
    WhoRow {
        owner: owner.to_owned(),
        name: row.name.clone(),
        role: row.role.clone(),
        count,
        numbers: vec![row.mentions, row.quotes, row.words, row.claims],
        ..WhoRow::default()
    }
}

/// Writes paths, from the right in an article that begins there.
struct Paths {
    rtl: bool,
}

impl Paths {
    /// Where a part begins on the left.
    fn place(&self, part: Extent) -> u32 {
        let end = part.x + part.width;
        if self.rtl { Picture::ACROSS.saturating_sub(end) } else { part.x }
    }

    fn shapes(&self, shapes: &[Shape], rows: &mut [WhoRow]) {
        let mut paths = vec![[const { String::new() }; 3]; rows.len()];
        for shape in shapes {
            let Some(path) = paths.get_mut(shape.row as usize) else { continue };
            let path = &mut path[shape.kind.index()];
            for part in &shape.parts {
                let x = self.place(*part);
                // Writing to a string cannot fail.
                let _ = match shape.kind {
                    Kind::Person => write!(path, "M{x} 0v18"),
                    _ => write!(path, "M{x} 0h{}", part.width.max(LEAST)),
                };
            }
        }
        for (row, paths) in rows.iter_mut().zip(paths) {
            row.paths = paths.into_iter().map(Into::into).collect();
        }
    }

    fn densities(&self, densities: &[Density], rows: &mut [WhoRow]) {
        for one in densities {
            let mut paths = [const { String::new() }; WhoRow::LEVELS];
            for (column, count) in &one.columns {
                let level = (WhoRow::LEVELS * count - 1) / one.most().max(1);
                let part = Extent { x: column * Density::COLUMN, width: Density::COLUMN };
                let path = &mut paths[level.min(WhoRow::LEVELS - 1)];
                let _ = write!(path, "M{} 0h{}", self.place(part), part.width);
            }
            let Some(row) = rows.get_mut(one.row as usize) else { continue };
            row.paths.resize(3 + 3 * WhoRow::LEVELS, Rc::default());
            let own = row.paths.iter_mut().skip(3 + one.kind.index() * WhoRow::LEVELS);
            own.zip(paths).for_each(|(path, new)| *path = new.into());
        }
    }

    /// A verdict stands behind its claim, if the next claim leaves the room.
    fn verdicts(&self, shapes: &[Shape], rows: &mut [WhoRow]) {
        let mut claims: Vec<_> = shapes.iter().filter(|shape| shape.kind == Kind::Claim).collect();
        let ends = |shape: &Shape| {
            let last = shape.parts.last().copied().unwrap_or(Extent { x: 0, width: 0 });
            (shape.parts.first().map_or(0, |part| part.x), last.x + last.width)
        };
        claims.sort_by_key(|shape| (shape.row, ends(shape).0));
        let nexts = claims.iter().skip(1).map(Some).chain([None]);
        for (claim, next) in claims.iter().zip(nexts) {
            let (row, (_, end)) = (claim.row as usize, ends(claim));
            let next = next.filter(|next| next.row == claim.row).map(|next| ends(next).0);
            let has_room = next.is_none_or(|next| end + VERDICT <= next);
            let (filled, of) = match claim.mark {
                VerdictMark::Dots(filled, of) => (filled, of),
                VerdictMark::Apart => (0, 0),
                VerdictMark::Unchecked => continue,
            };
            if let Some(row) = rows.get_mut(row).filter(|_| has_room) {
                let x = self.place(Extent { x: end.min(Picture::ACROSS - VERDICT), width: 0 });
                row.verdicts.extend([x, filled, of].map(|number| number as usize));
            }
        }
    }

    fn marks(&self, set: &AnnotationSet, drawn: &[Row], rows: &mut [WhoRow]) {
        let places = Places::of(drawn);
        for (one, at) in set.iter().zip(0..) {
            let shape = drawing::shape(set, one, places.row_of(one));
            let Some(row) = rows.get_mut(shape.row as usize) else { continue };
            let which = 3 * at + shape.kind.index();
            let mark = |part: &Extent| [self.place(*part) as usize, part.width as usize, which];
            row.marks.extend(shape.parts.iter().flat_map(mark));
        }
    }
}

fn list(what: &str, rows: Vec<ShareRow>) -> ShareList {
    let more = rows.len().saturating_sub(LISTED);
    ShareList { what: what.to_owned(), rows: rows.into_iter().take(LISTED).collect(), more }
}

fn lists(counted: &Statistics, scheme: &Scheme) -> Vec<ShareList> {
    let words = |name: &str, quotes: usize, words: usize| ShareRow {
        name: name.to_owned(),
        part: words,
        of: counted.quoted,
        count: quotes,
    };
    let mut speakers: Vec<_> = counted
        .people
        .iter()
        .filter(|person| person.numbers.quotes > 0)
        .map(|person| words(&person.name, person.numbers.quotes, person.numbers.words))
        .collect();
    speakers.sort_by_key(|row| Reverse(row.part));
    let nobody = &counted.nobody;
    speakers.extend((nobody.quotes > 0).then(|| words("", nobody.quotes, nobody.words)));
    let shares = |shares: &[Share]| {
        // One group without a name says nothing.
        let named = shares.iter().any(|share| !share.name.is_empty());
        let shares = shares.iter().filter(|_| named);
        shares.map(|one| words(&one.name, one.quotes, one.words)).collect()
    };
    let paragraphs =
        counted.paragraphs.iter().zip(1..).map(|(cover, number): (_, usize)| ShareRow {
            name: number.to_string(),
            part: cover.annotated as usize,
            of: cover.characters as usize,
            count: 0,
        });
    let lists = [
        list(ShareList::SPEAKERS, speakers),
        list(ShareList::ROLES, shares(&counted.roles)),
        list(ShareList::LABELS, shares(&counted.labels)),
        list(ShareList::FORMS, forms(&counted.total, counted.unnamed.quotes)),
        list(ShareList::VERDICTS, verdicts(&counted.total, &counted.verdicts, scheme)),
        list(ShareList::PARAGRAPHS, paragraphs.collect()),
    ];
    lists.into_iter().filter(|list| !list.rows.is_empty()).collect()
}

/// The quotes by form, and those of unnamed sources; empty without quotes.
fn forms(total: &SpeechCounts, unnamed: usize) -> Vec<ShareRow> {
    let Forms { direct, indirect, mixed, unset } = total.forms;
    let all = [
        ("direct", direct),
        ("indirect", indirect),
        ("mixed", mixed),
        ("", unset),
        (ShareList::UNNAMED, unnamed),
    ];
    // That nobody forgot to say it, or that no source is unnamed, is worth knowing.
    let shown = all
        .into_iter()
        .filter(|(name, count)| total.quotes > 0 && (*count > 0 || !name.is_empty()));
    shown
        .map(|(name, count)| ShareRow { name: name.to_owned(), count, ..ShareRow::default() })
        .collect()
}

/// The claims by verdict, those without one last, under an empty name.
fn verdicts(total: &SpeechCounts, verdicts: &[Verdict], scheme: &Scheme) -> Vec<ShareRow> {
    let given = verdicts.iter().enumerate().map(|(at, verdict)| {
        let (filled, of) = scheme.rating(verdict).unwrap_or_default();
        ShareRow {
            name: verdict.name().to_owned(),
            part: filled as usize,
            of: of as usize,
            count: total.with_verdict(at),
        }
    });
    let open = ShareRow { count: total.unchecked, ..ShareRow::default() };
    given.chain([open]).filter(|row| row.count > 0).collect()
}

fn of_many(overview: &ArticlesOverview) -> WhoPage {
    let numbers = |one: &SpeechCounts| vec![one.mentions, one.quotes, one.words, one.claims];
    let people = overview.people.iter().take(PEOPLE).map(|person| WhoRow {
        name: person.name.clone(),
        role: person.role.clone(),
        count: person.articles,
        numbers: numbers(&person.numbers),
        ..WhoRow::default()
    });
    let mut left = SpeechCounts::default();
    overview.people.iter().skip(PEOPLE).for_each(|person| left.add(&person.numbers));
    let more = overview.people.len().saturating_sub(PEOPLE);
    let rest = [
        (WhoRow::MORE, more, &left),
        (WhoRow::UNNAMED, overview.unnamed_people, &overview.unnamed),
        (WhoRow::ARTICLE, 0, &overview.article),
        (WhoRow::NOBODY, 0, &overview.nobody),
    ];
    let rest = rest.into_iter().filter(|(.., found)| found.annotations() > 0);
    let rest = rest.map(|(owner, count, found)| WhoRow {
        owner: owner.to_owned(),
        count,
        numbers: numbers(found),
        ..WhoRow::default()
    });
    let words = |name: &str, words: usize, count: usize| ShareRow {
        name: name.to_owned(),
        part: words,
        of: overview.total.words,
        count,
    };
    let quoted = overview.people.iter().filter(|person| person.numbers.quotes > 0);
    let speakers = quoted.clone();
    let speakers =
        speakers.map(|person| words(&person.name, person.numbers.words, person.numbers.quotes));
    let others = [("", &overview.nobody), (ShareList::UNNAMED, &overview.unnamed)];
    let others = others.into_iter().filter(|(_, of)| of.quotes > 0);
    let others = others.map(|(name, of)| words(name, of.words, of.quotes));
    let mut speakers = list(ShareList::SPEAKERS, speakers.collect());
    speakers.rows.extend(others);
    let periods = overview.periods.iter();
    let periods = periods.map(|period| words(&period.when, period.words, period.articles));
    let scheme = Scheme::default();
    let lists = [
        speakers,
        list(ShareList::TIME, periods.collect()),
        list(ShareList::FORMS, forms(&overview.total, overview.unnamed.quotes)),
        list(ShareList::VERDICTS, verdicts(&overview.total, &overview.verdicts, &scheme)),
    ];
    WhoPage {
        rows: people.chain(rest).collect(),
        lists: lists.into_iter().filter(|list| !list.rows.is_empty()).collect(),
        sums: WhoSums {
            articles: overview.articles.len(),
            people: overview.people.len(),
            speakers: quoted.count(),
            words: overview.words,
            ..sums(&overview.total)
        },
        ..WhoPage::default()
    }
}
