//! Reads brat's files, line by line, so that a damaged line affects no other. A mark whose text is not there
//! is skipped and reported.

use std::collections::BTreeSet;

use super::is_line_ends;
use crate::formats::common::codec::{Context, Imported};
use crate::formats::common::counting::{Stated, same_words};
use crate::formats::common::encoding::{text_of, text_of_annotations};
use crate::formats::common::spans::{Intake, article_of};
use crate::formats::common::{File, Lines, Problem, Ruler, Unit, utf8};
use crate::model::order;
use crate::model::text::canonical;
use crate::model::{Article, Details, TextRange};

/// Reverses [`on_one_line`].
pub(super) fn on_many_lines(line: &str) -> String {
    let mut note = String::with_capacity(line.len());
    let mut signs = line.chars();
    while let Some(sign) = signs.next() {
        match (sign, signs.clone().next()) {
            ('\\', Some('n')) => note.push('\n'),
            ('\\', Some('r')) => note.push('\r'),
            ('\\', Some('\\')) => note.push('\\'),
            _ => {
                note.push(sign);
                continue;
            }
        }
        signs.next();
    }
    note
}

/// Reads files of this format.
pub fn import(files: &[File], context: &Context<'_>) -> Imported {
    let mut imported = Imported::default();
    let known = |file: &&File| file.extension() != "txt" && file.extension() != "conf";
    let mut lists = Vec::new();
    for file in files.iter().filter(known) {
        let (content, wrong) = text_of_annotations(&file.content);
        imported.problems.extend(wrong);
        lists.push((file.name.as_str(), straightened(&canonical(&content))));
    }
    let content: Vec<&str> = lists.iter().map(|(_, content)| content.as_str()).collect();
    let content = content.join("\n");
    let text = files.iter().find(|file| file.extension() == "txt");
    let text_file = text.map_or(&[][..], |file| &file.content);
    let (whole, unread) = match utf8::decode_whole(text_file) {
        (whole, None) => (whole, Vec::new()),
        (_, Some(_)) => text_of(text_file),
    };
    imported.problems.extend(unread);
    let counted = counted(&whole, &content);
    let article = match (text, context.article) {
        (Some(_), _) => article_of(counted.0, &mut imported),
        (None, Some(open)) => Some(open.clone()),
        (None, None) => {
            let name = files.first().map_or("", |file| file.stem());
            imported.problems.push(Problem::new(format!(
                "the text is missing: choose the .txt file of the same name, “{name}.txt”, together with the .ann file, or open the article first"
            )));
            None
        }
    };
    let Some(article) = article else { return imported };
    let intake = match counted.1 {
        true => Intake::of_text(&article, counted.0, Unit::CodePoint, context),
        false => Intake::new(&article, Unit::CodePoint, context),
    };
    let mut intake = intake;
    let stated = content.lines().filter_map(stated);
    intake.count_as(&stated.collect::<Vec<_>>(), None);
    let mut reading = BratReading {
        intake,
        article: &article,
        lines: Lines::new(""),
        list: None,
        unread: order::gathered(content.lines().filter_map(unread_name)),
        taken: BTreeSet::new(),
        skipped: BTreeSet::new(),
    };
    // First the marks, then what refers to them: lines may have any order.
    for marks in [true, false] {
        for (name, content) in &lists {
            reading.lines = Lines::new(content);
            reading.list = Some(*name).filter(|_| lists.len() > 1);
            reading.all(content, marks);
        }
    }
    reading.intake.finish(&Details::default(), &mut imported);
    imported
}

/// The name of an event or a relation, about which nothing is kept.
fn unread_name(line: &str) -> Option<&str> {
    line.starts_with(['E', 'R']).then(|| line.split('\t').next())?
}

/// Marks whose signs between their fields are all blanks or all tabs, as scripts write them, as brat writes them;
/// no sign moves.
fn straightened(content: &str) -> String {
    let mut straight = String::with_capacity(content.len());
    for line in content.split_inclusive('\n') {
        match mark(line) {
            Some([name, label, start, end, words]) => {
                straight.push_str(&format!("{name}\t{label} {start} {end}\t{words}"));
            }
            None => straight.push_str(line),
        }
    }
    straight
}

/// The name, label, offsets and words of a mark.
fn mark(line: &str) -> Option<[&str; 5]> {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut cells = line.splitn(5, [' ', '\t']);
    let [name, label] = [cells.next()?, cells.next()?];
    let [start, end, words] = [cells.next()?, cells.next()?, cells.next()?];
    let is_mark = name.strip_prefix('T').is_some_and(is_number) && !label.is_empty();
    (is_mark && is_number(start) && is_number(end)).then_some([name, label, start, end, words])
}

/// The text as the marks count it, and whether they count both signs of a line end. brat counts a byte order
/// mark and one sign; scripts that write its files do otherwise, and the words of the marks tell.
fn counted<'a>(whole: &'a str, standoff: &str) -> (&'a str, bool) {
    let bare = whole.strip_prefix('\u{feff}').unwrap_or(whole);
    let ways = [(whole, false), (bare, false), (whole, true), (bare, true)];
    if whole == bare && !whole.contains("\r\n") {
        return ways[0];
    }
    let fitting = |(text, line_ends): &(&str, bool)| {
        let plain = canonical(text);
        let mut ruler = Ruler::of(&plain, Unit::CodePoint);
        if *line_ends {
            ruler.count_line_ends(text);
        }
        standoff.lines().filter(|line| is_there(line, &plain, &ruler) == Some(true)).count()
    };
    // Of equally good ones the first.
    ways.into_iter().rev().max_by_key(fitting).unwrap_or(ways[0])
}

/// Whether the words of a mark are at its places, joined by spaces; `None` if it is no mark.
fn is_there(line: &str, text: &str, ruler: &Ruler<'_>) -> Option<bool> {
    let mut fields = line.strip_prefix('T')?.splitn(3, '\t').skip(1);
    let (_, places) = fields.next()?.split_once(' ')?;
    let parts = places.split(';').map(|place| {
        let (start, end) = place.trim().split_once(' ')?;
        let range = ruler.span(start.parse().ok()?, end.parse().ok()?).ok()?;
        text.get(range.start.index()..range.end.index())
    });
    let there = parts.collect::<Option<Vec<_>>>()?.join(" ");
    Some(same_words(fields.next()?, &there))
}

/// The place and words of a mark of one part.
fn stated(line: &str) -> Option<Stated<'_>> {
    let mut fields = line.strip_prefix('T')?.splitn(3, '\t').skip(1);
    let mut says = fields.next()?.split(' ').skip(1).map(str::parse);
    let (start, end) = (says.next()?.ok()?, says.next()?.ok()?);
    let words = fields.next().map(str::trim_end).filter(|words| !words.is_empty());
    Some((start, end, words))
}

pub(super) struct BratReading<'a> {
    pub(super) intake: Intake<'a>,
    article: &'a Article,
    lines: Lines<'a>,
    /// The name of the list of marks, if there are several.
    list: Option<&'a str>,
    /// The names of events and relations.
    unread: BTreeSet<&'a str>,
    /// The names of the marks read.
    taken: BTreeSet<String>,
    /// The names of those left out.
    skipped: BTreeSet<String>,
}

impl BratReading<'_> {
    /// Reads the marks of a list, or what refers to them.
    fn all(&mut self, content: &str, marks: bool) {
        let mut at = 0;
        for line in content.split('\n') {
            let line_end = at + line.len() + 1;
            let line = line.strip_suffix('\r').unwrap_or(line);
            if !line.trim().is_empty() && line.starts_with('T') == marks {
                self.line(line, at);
            }
            at = line_end;
        }
    }

    fn line(&mut self, line: &str, at: usize) {
        let mut fields = line.splitn(3, '\t');
        let (id, says) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
        let rest = fields.next().unwrap_or_default();
        let mut words = says.split(' ');
        let sort = words.next().unwrap_or_default();
        let of = words.next().unwrap_or_default();
        let done = match id.chars().next() {
            Some('T') => {
                let done = self.mark(id, sort, says, rest);
                if !self.taken.contains(id) {
                    self.skipped.insert(id.to_owned());
                }
                done
            }
            Some('R') => self.link(sort, of, words.next().unwrap_or_default()),
            // The value may have blanks: “Mostly False”.
            Some('A' | 'M') => self.attribute(sort, of, says.splitn(3, ' ').nth(2)),
            Some('N') => self.reference(of, words.next().unwrap_or_default(), rest),
            Some('#') => self.note(of, rest),
            Some('E' | '*') => Err("events and equivalences are not read; left out".to_owned()),
            _ => Err("this is not a brat line; left out".to_owned()),
        };
        if let Err(message) = done {
            let list = self.list.map(|name| format!("{name}: ")).unwrap_or_default();
            self.intake.report(self.lines.problem(at, list + &message));
        }
    }

    fn mark(&mut self, id: &str, label: &str, says: &str, words: &str) -> Result<(), String> {
        let places = says.get(label.len()..).unwrap_or_default().trim();
        let number = |text: &str| {
            text.parse::<u32>().map_err(|_| format!("“{places}” are not offsets; left out"))
        };
        let words = Some(words).filter(|words| !words.is_empty());
        let mut parts = Vec::new();
        for place in places.split(';') {
            let (start, end) = place.trim().split_once(' ').unwrap_or((place, ""));
            parts.push((number(start)?, number(end)?));
        }
        match parts.as_mut_slice() {
            [one] => *one = self.intake.placed(*one, words),
            parts => self.intake.placed_parts(parts, words),
        }
        let is_one = parts.len() == 1;
        let mut ranges: Vec<TextRange> = Vec::new();
        for (start, end) in parts {
            let span = self.intake.ruler.span(start, end);
            if span.is_err() && is_one && words.is_some() && start < end {
                if self.intake.span_at(label, (start, end), words).is_some() {
                    self.read(id);
                }
                return Ok(());
            }
            ranges.push(span.map_err(|reason| format!("{reason}; left out"))?);
        }
        let mut spans: Vec<TextRange> = Vec::new();
        for range in order::spans(ranges) {
            match spans.last_mut() {
                Some(last) if range.start < last.end => {
                    return Err("its fragments overlap; left out".to_owned());
                }
                Some(last) if is_line_ends(self.article, last.end, range.start) => {
                    last.end = range.end;
                }
                _ => spans.push(range),
            }
        }
        if self.intake.ranges(label, spans, words).is_some() {
            self.read(id);
        }
        Ok(())
    }

    /// Notes the name of the mark just read.
    fn read(&mut self, id: &str) {
        self.intake.named(id);
        self.taken.insert(id.to_owned());
    }

    fn link(&mut self, sort: &str, from: &str, to: &str) -> Result<(), String> {
        let argument = |text: &str| text.split_once(':').map(|(_, id)| id.to_owned());
        let ends = argument(from).zip(argument(to));
        let (from, to) = ends.ok_or("a relation needs two ends; left out")?;
        self.intake.relation(sort, from, to);
        Ok(())
    }

    fn note(&mut self, of: &str, words: &str) -> Result<(), String> {
        let Some(one) = self.intake.by_name(of) else { return self.known(of) };
        if !one.note.is_empty() {
            one.note.push('\n');
        }
        one.note.push_str(&on_many_lines(words));
        Ok(())
    }

    /// What refers to a skipped mark needs no message of its own.
    pub(super) fn known(&self, of: &str) -> Result<(), String> {
        if self.skipped.contains(of) && !self.taken.contains(of) {
            return Ok(());
        }
        Err(match self.unread.contains(of) {
            true => format!("it is about “{of}”, an event or a relation; left out"),
            false => {
                format!("it refers to “{of}”, which is not an annotation in this file; left out")
            }
        })
    }
}

/// Whether a file looks like this format.
pub fn recognises(file: &File) -> bool {
    let (content, _) = utf8::decode_all(&file.content);
    let first = content.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut fields = first.split('\t');
    let id = fields.next().unwrap_or_default();
    let places = fields.next().unwrap_or_default();
    let is_mark = id.strip_prefix('T').is_some_and(|number| number.parse::<u32>().is_ok())
        && places.split([' ', ';']).skip(1).all(|number| number.parse::<u32>().is_ok());
    file.extension() == "ann" || is_mark
}
