//! Reads tables, row by row: ours, and others with offsets and a label. A row whose text is not there is
//! skipped and reported (tests/formats/samples.rs).

mod named;

use std::collections::BTreeMap;
use std::rc::Rc;

use super::cells::{as_it_was, filled, is_place, nearest, source_of, unlisted, verdict};
use super::sheet::{DOCUMENTS, ENDS, KINDS, PARTS, STARTS, TableText, WORDS, column};
use super::words;
use crate::formats::common::anchors::Finder;
use crate::formats::common::codec::{Context, Imported};
use crate::formats::common::counting::{Counting, same_words};
use crate::formats::common::records::offset;
use crate::formats::common::selectors::{Quote, Selector, Selects};
use crate::formats::common::spans::{Intake, short};
use crate::formats::common::{File, Problem, Ruler, Unit};
use crate::model::plain::Plain;
use crate::model::text::canonical;
use crate::model::{
    Actor, ActorId, AnnotationId, Article, Check, Claimant, Detail, Details, Publisher, TextRange,
};

/// Reads files of this format.
pub fn import(files: &[File], context: &Context<'_>) -> Imported {
    let mut imported = Imported::default();
    let Some(article) = context.article else {
        imported.problems.push(Problem::new(
            "a table doesn’t contain the article; open the article first, then the table",
        ));
        return imported;
    };
    for file in files {
        let usual = TableText::of(&file.content).unit();
        let mut read = read(usual, &file.content, article, context);
        if let (_, Some(way)) = read {
            read = self::read(way.unit, &file.content, article, context);
            read.0.problems.insert(0, way.message(Counting::usual(usual)));
        }
        imported.documents.append(&mut read.0.documents);
        imported.problems.append(&mut read.0.problems);
        imported.ends.add(&read.0.ends);
    }
    imported
}

/// Reads a table whose offsets count in this unit, and the other way in which they seem to count.
fn read(
    unit: Unit,
    content: &[u8],
    article: &Rc<Article>,
    context: &Context<'_>,
) -> (Imported, Option<Counting>) {
    let mut imported = Imported::default();
    let into = &mut imported;
    let sheet = TableText::of(content);
    into.problems.extend(sheet.problems.iter().cloned().chain(sheet.unread()));
    let mut table = sheet.reader();
    let headers = table.headers().cloned().unwrap_or_default();
    let mut columns: BTreeMap<String, usize> = BTreeMap::new();
    for (name, at) in headers.iter().zip(0..) {
        let first = columns.entry(column(name)).or_insert(at);
        if *first != at && !name.trim().is_empty() {
            into.problems.push(Problem::new(format!(
                "two columns are called “{}”; the first was read",
                short(name.trim())
            )));
        }
    }
    let documents = sheet.documents(article.text());
    let mut here = documents.iter().filter(|(_, is_here)| **is_here != Some(false));
    // Nothing tells which of several it is, if the words of more than one are all here.
    let own = here.next().filter(|(_, is_here)| is_here.is_some() && here.next().is_none());
    let mut taking = RowTaker {
        intake: Intake::new(article, unit, context),
        unit,
        actors: BTreeMap::new(),
        others: 0,
        width: headers.len(),
        columns,
        article,
        finder: Finder::new(article, unit),
        stated: Vec::new(),
        sheet: &sheet,
        document: own.filter(|_| documents.len() > 1).map(|(name, _)| name.clone()),
        several: own.is_none() && documents.len() > 1,
    };
    let is_own = taking.columns.contains_key("sha256");
    for record in table.records() {
        match record {
            // Excel writes line ends in cells as it does between rows; our own say what they hold.
            Ok(record) if !is_own && record.iter().any(|cell| cell.contains('\r')) => {
                let mut plain: csv::StringRecord = record.iter().map(canonical).collect();
                plain.set_position(record.position().cloned());
                taking.take(&plain);
            }
            Ok(record) => taking.take(&record),
            Err(error) => taking.intake.report(at_line(
                sheet.line(error.position()),
                format!("this row cannot be read ({error}); left out"),
            )),
        }
    }
    let stated = taking.stated.iter().map(|(start, end, words)| {
        (*start, *end, Some(words.as_str()).filter(|words| !words.is_empty()))
    });
    let stated: Vec<_> = stated.collect();
    let way = Counting::usual(unit).corrected(article, None, &stated).filter(|_| !is_own);
    taking.finish(into);
    (imported, way)
}

fn at_line(line: u64, message: String) -> Problem {
    Problem { line: u32::try_from(line).ok(), column: Some(1), message }
}

/// Collects rows.
struct RowTaker<'a> {
    intake: Intake<'a>,
    /// In which its offsets count.
    unit: Unit,
    actors: BTreeMap<ActorId, Actor>,
    /// The number of rows about other texts.
    others: usize,
    /// The number of columns.
    width: usize,
    columns: BTreeMap<String, usize>,
    article: &'a Rc<Article>,
    finder: Finder<'a>,
    sheet: &'a TableText<'a>,
    /// Which of several documents the open article is.
    document: Option<String>,
    /// Whether it names several documents, and nothing tells which of them the open article is, if any.
    several: bool,
    /// The offsets and words of the rows.
    stated: Vec<(u32, u32, String)>,
}

impl RowTaker<'_> {
    fn cell<'r>(&self, row: &'r csv::StringRecord, names: &[&str]) -> &'r str {
        let at = names.iter().find_map(|name| self.columns.get(*name));
        at.and_then(|at| row.get(*at)).map(as_it_was).unwrap_or_default()
    }

    fn take(&mut self, row: &csv::StringRecord) {
        if row.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        let sha256 = self.cell(row, &["sha256"]);
        let document = self.cell(row, &DOCUMENTS).trim();
        let is_other = self.document.as_deref().is_some_and(|own| own != document);
        if is_other || !sha256.is_empty() && sha256 != self.article.sha256() {
            self.others += 1;
            return;
        }
        let mut surplus = row.iter().skip(self.width).filter(|cell| !cell.trim().is_empty());
        if let Some(cell) = surplus.next() {
            let message = format!("“{}” has no column; left out", short(cell.trim()));
            self.intake.report(at_line(self.sheet.line(row.position()), message));
        }
        if let Err(message) = self.annotation(row) {
            let line = self.sheet.line(row.position());
            self.intake.report(at_line(line, message));
        }
    }

    fn annotation(&mut self, row: &csv::StringRecord) -> Result<(), String> {
        let label = self.cell(row, &KINDS).to_owned();
        let ranges = self.ranges(row)?;
        let who = self.who(row);
        let days = ["checked", "said"].map(|name| self.cell(row, &[name]).to_owned());
        let [checked, said] = days.map(|day| self.intake.day(&day));
        let (origin, inside) = (self.named(row, "origin"), self.sub_label(row));
        let (form, sort) = (self.named(row, "form"), self.named(row, "publisher_sort"));
        let (worthy, status) = (self.named(row, "worthy"), self.named(row, "status"));
        let cell = |names: &[&str]| self.cell(row, names).to_owned();
        let (id, note, tags) =
            (cell(&["id"]), cell(&["note", "comment", "comments"]), cell(&["tags"]));
        let (creator, created) =
            (cell(&["creator", "annotator", "created_by", "coder"]), cell(&["created"]));
        let (modified, source_id) = (cell(&["modified"]), cell(&["source_id"]));
        let by_anchor = !cell(&["anchor"]).is_empty();
        let cue = self.cue(row, &ranges);
        let publisher = Publisher {
            name: cell(&["publisher"]),
            sort: sort.unwrap_or_default(),
            url: cell(&["publisher_url"]),
        };
        let check = Check {
            verdict: filled(cell(&["verdict"])).map(|cell| verdict(&cell)),
            explanation: cell(&["explanation"]),
            sources: unlisted(&cell(&["sources"])).iter().map(|cell| source_of(cell)).collect(),
            date: checked,
            said,
            place: cell(&["place"]),
            worthy,
            same: filled(cell(&["same"])).map(|id| AnnotationId::from(&*id)),
            made_for: filled(cell(&["made_for"])).map(|id| AnnotationId::from(&*id)),
            publisher: Some(publisher).filter(|publisher| *publisher != Publisher::default()),
            page: cell(&["check_page"]),
            status,
            assignee: cell(&["assignee"]),
        };
        let cue = match cue {
            Ok(cue) => cue,
            Err(message) => {
                let line = self.sheet.line(row.position());
                self.intake.report(at_line(line, message));
                None
            }
        };
        let Some(one) = self.intake.ranges(&label, ranges, None) else { return Ok(()) };
        one.label = inside.or(one.label.take());
        one.note = note;
        one.tags = match by_anchor {
            true => tags.split('|').filter(|tag| !tag.is_empty()).map(str::to_owned).collect(),
            false => unlisted(&tags),
        };
        one.creator = filled(creator);
        one.origin = origin.unwrap_or(one.origin);
        let (who, by_article) = who;
        match &mut one.detail {
            Detail::Person { actor } => *actor = who,
            Detail::Quote { speaker, cue: own, form: own_form, .. } => {
                (*speaker, *own, *own_form) = (who, cue, form);
            }
            Detail::Claim { claimant, check: own } => {
                *claimant = who.map(Claimant::Actor).or(by_article.then_some(Claimant::Article));
                *own = Some(check).filter(|check| *check != Check::default());
            }
        }
        self.intake.dated(&created, &modified);
        if !id.is_empty() {
            self.intake.called(&id);
        }
        if !source_id.is_empty()
            && let Some(last) = self.intake.last()
        {
            last.source_id = Some(source_id);
        }
        Ok(())
    }

    /// The place of a row: by its spans, or by its ends if a spreadsheet took those for times, or by its words
    /// if it has no offsets.
    fn ranges(&mut self, row: &csv::StringRecord) -> Result<Vec<TextRange>, String> {
        let (start, end) = (self.cell(row, &STARTS), self.cell(row, &ENDS));
        let mut ends = format!("{start}:{end}");
        let spans = self.cell(row, &["spans"]);
        if ends == ":" && spans.is_empty() {
            let near = self.anchored(row);
            return self.found_near(row, near).map(|range| vec![range]);
        }
        let stated = offset(Some(&Plain::text(start))).zip(offset(Some(&Plain::text(end))));
        let stated = stated.map(|(start, end)| (start, end, self.cell(row, &WORDS).to_owned()));
        if let Some((start, end, words)) = &stated
            && words.trim().is_empty()
            && spans.is_empty()
        {
            if self.several {
                let document = short(self.cell(row, &DOCUMENTS));
                return Err(format!(
                    "this row is about “{document}”, one of several documents, and has no words; left out"
                ));
            }
            let part = PARTS.iter().find(|part| !self.cell(row, &[*part]).trim().is_empty());
            if let Some(part) = part {
                return Err(format!(
                    "its offsets may count within its “{part}”, and no words tell; left out"
                ));
            }
            let (start, end) = self.intake.placed((*start, *end), None);
            ends = format!("{start}:{end}");
        }
        self.stated.extend(stated);
        let (spans, ends) = (spans.to_owned(), ends);
        let at = |place: &str| {
            let ranges = self.ranges_of(place)?;
            self.check_words(row, &ranges).map(|()| ranges)
        };
        let first = if spans.is_empty() { &ends } else { &spans };
        let placed = at(first).or_else(|reason| match ends.as_str() {
            ":" => Err(reason),
            ends => at(ends).map_err(|_| reason),
        });
        placed.or_else(|reason| {
            // The words of several spans are not found as one.
            let is_one = spans.split_whitespace().count() < 2;
            if !is_one || self.cell(row, &WORDS).trim().is_empty() {
                return Err(reason);
            }
            let near = self.ranges_of(first).ok().and_then(|ranges| ranges.first().copied());
            let found = self.found_near(row, near).map(|range| vec![range]);
            found.map_err(|other| if other.contains("more than once") { other } else { reason })
        })
    }

    /// The place that Recogito's anchor says: `char-offset:14`.
    fn anchored(&mut self, row: &csv::StringRecord) -> Option<TextRange> {
        let start =
            self.cell(row, &["anchor"]).strip_prefix("char-offset:")?.trim().parse().ok()?;
        let words = self.cell(row, &WORDS).trim();
        let end = Ruler::of(words, self.unit).len().checked_add(start)?;
        if !words.is_empty() {
            self.stated.push((start, end, words.to_owned()));
        }
        self.intake.ruler.span(start, end).ok()
    }

    /// The only place of a row's words, or of several the one at `near`, where the row says they are.
    fn found_near(
        &mut self,
        row: &csv::StringRecord,
        near: Option<TextRange>,
    ) -> Result<TextRange, String> {
        let exact = self.cell(row, &WORDS).trim();
        if exact.is_empty() {
            return Err("this row has neither offsets nor words; left out".to_owned());
        }
        let quote = Quote {
            exact,
            prefix: self.cell(row, &["prefix", "before"]),
            suffix: self.cell(row, &["suffix", "after"]),
        };
        let quote = Selector { selects: Selects::Quote(quote), refined: Vec::new() };
        let near = near.map(|near| {
            let (start, end) = self.intake.ruler.range(near);
            Selector { selects: Selects::Position(start, end), refined: Vec::new() }
        });
        let selectors: Vec<_> = std::iter::once(quote).chain(near).collect();
        let found = self.finder.find_read(&selectors);
        let found = found.map_err(|reason| format!("{reason}; left out"))?;
        if let Some(message) = found.moved {
            let line = self.sheet.line(row.position());
            self.intake.report(at_line(line, message));
        }
        Ok(found.range)
    }

    /// Whether the row's text matches the article; spreadsheets change white space.
    fn check_words(&self, row: &csv::StringRecord, ranges: &[TextRange]) -> Result<(), String> {
        let written = self.cell(row, &WORDS);
        let there = words(self.article, ranges);
        if written.is_empty() || same_words(written, there) {
            return Ok(());
        }
        Err(format!("the text there is “{}”, not “{}”; left out", short(there), short(written)))
    }

    /// The cue: by its place, as earlier files have it in the cell of its text, or else where its text occurs
    /// nearest to the quote.
    fn cue(
        &self,
        row: &csv::StringRecord,
        quote: &[TextRange],
    ) -> Result<Option<TextRange>, String> {
        let (written, place) = (self.cell(row, &["cue"]), self.cell(row, &["cue_span"]));
        let left_out = |reason: String| reason.replace("; left out", "; its cue was left out");
        if !place.is_empty() {
            let cue = self.ranges_of(place).map_err(left_out)?.first().copied();
            let there = cue.map_or("", |cue| self.article.slice(cue));
            return match written.is_empty() || same_words(written, there) {
                true => Ok(cue),
                false => Err(format!(
                    "the cue there is “{}”, not “{}”; its cue was left out",
                    short(there),
                    short(written)
                )),
            };
        }
        let earlier = !self.columns.contains_key("cue_span") && is_place(written);
        if written.trim().is_empty() {
            return Ok(None);
        }
        if earlier {
            return Ok(self.ranges_of(written).map_err(left_out)?.first().copied());
        }
        nearest(self.article, written.trim(), quote).map(Some).ok_or_else(|| {
            format!(
                "“{}” is not in the paragraph of the quote; its cue was left out",
                short(written)
            )
        })
    }

    fn ranges_of(&self, cell: &str) -> Result<Vec<TextRange>, String> {
        let one = |range: &str| {
            let wrong = || format!("“{}” is not a pair of offsets; left out", short(range));
            let (start, end) = range.split_once(':').ok_or_else(wrong)?;
            // A spreadsheet that takes it for a time adds seconds.
            let end = end.strip_suffix(":00").unwrap_or(end);
            let number = |text: &str| offset(Some(&Plain::text(text))).ok_or_else(wrong);
            let span = self.intake.ruler.span(number(start)?, number(end)?);
            span.map_err(|reason| format!("{reason}; left out"))
        };
        match cell.trim() {
            // A pair that was written with blanks.
            pair if pair.matches(':').count() == 1 => {
                let pair: String = pair.split_whitespace().collect();
                one(&pair).map(|range| vec![range])
            }
            cell => cell.split_whitespace().map(one).collect(),
        }
    }

    fn finish(mut self, into: &mut Imported) {
        if self.others > 0 {
            let rows = if self.others == 1 { "row belongs" } else { "rows belong" };
            self.intake.report(Problem::new(format!(
                "{} {rows} to another article; left out",
                self.others
            )));
        }
        let actors = self.actors.into_values().collect();
        self.intake.finish_with(&Details::default(), actors, into);
    }
}
