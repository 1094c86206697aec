//! brat's standoff files: the text, the annotations and the configuration, offsets in code points.
//! Must never write a span over a line end: brat wants fragments.

use std::collections::{BTreeMap, BTreeSet};

use super::codec::{Codec, Context, Imported, Written};
use super::links::{as_linked, links, relation};
use super::loss::{rebuilt, without};
use super::said::actor_of;
use super::spans::{BARE, Intake, TEXT_ONLY, article_of};
use super::{Choice, File, Format, Group, Ids, Lack, Lines, Problem, Ruler, Unit};
use crate::model::plain::Plain;
use crate::model::record::Record;
use crate::model::{
    Actor, Annotation, AnnotationSet, Article, Byte, Check, Claimant, Detail, Details, Kind,
    TextRange,
};

/// What it is.
pub const FORMAT: Format = Format {
    id: "brat",
    name: "brat",
    extension: "zip",
    media_type: "application/zip",
    unit: Unit::CodePoint.words(),
    group: Group::Language,
    reads: true,
    text: true,
    ids: Ids::None,
    many: false,
    choices: &[Choice::Labels],
};

/// How it is written and read.
pub const CODEC: Codec = Codec { format: &FORMAT, holds, export, import, recognises };

fn holds(set: &AnnotationSet, context: &Context<'_>) -> AnnotationSet {
    let kept = [Lack::Form, Lack::Check, Lack::ArticleClaims];
    let bare = BARE.iter().copied().filter(|lack| !kept.contains(lack));
    let more = [Lack::Tags, Lack::Title, Lack::Source];
    let lacks: Vec<_> = bare.chain(TEXT_ONLY.iter().copied()).chain(more).collect();
    let left = without(set, &lacks, context.now);
    let annotations = left.iter().filter_map(|one| in_lines(one, left.article())).collect();
    let actors = left.actors().map(|actor| Actor::clone(actor)).collect();
    let left = rebuilt(left.article().clone(), Details::default(), actors, annotations);
    with_wikidata(&as_linked(&left), &left)
}

/// An annotation without the line ends at the ends of its spans and between them; of a check the
/// verdict alone.
fn in_lines(one: &Annotation, article: &Article) -> Option<Annotation> {
    let mut one = one.clone();
    let mut spans: Vec<TextRange> = Vec::new();
    for span in one.spans.iter().filter_map(|span| without_line_ends(*span, article)) {
        match spans.last_mut() {
            Some(last) if is_line_ends(article, last.end, span.start) => last.end = span.end,
            _ => spans.push(span),
        }
    }
    one.spans = spans;
    if let Detail::Claim { check, .. } = &mut one.detail {
        let verdict = check.take().and_then(|check| check.verdict);
        *check = verdict.map(|verdict| Check { verdict: Some(verdict), ..Check::default() });
    }
    (!one.spans.is_empty()).then_some(one)
}

fn without_line_ends(span: TextRange, article: &Article) -> Option<TextRange> {
    let text = article.slice(span);
    let start = span.start.index() + (text.len() - text.trim_start_matches('\n').len());
    let end = start + text.trim_matches('\n').len();
    (start < end).then(|| TextRange { start: Byte::at(start), end: Byte::at(end) })
}

/// Whether nothing but line ends lies between two places.
fn is_line_ends(article: &Article, from: Byte, to: Byte) -> bool {
    article.slice(TextRange { start: from, end: to }).bytes().all(|byte| byte == b'\n')
}

/// What is linked, with the Wikidata ids that a reference can name.
fn with_wikidata(linked: &AnnotationSet, whole: &AnnotationSet) -> AnnotationSet {
    let mut ids: BTreeMap<&crate::model::ActorId, String> = BTreeMap::new();
    for one in linked.iter().filter(|one| one.kind() == Kind::Person) {
        let own = whole.get(&one.id).and_then(|own| actor_of(whole, own));
        let wikidata = own.and_then(|actor| actor.wikidata.clone());
        let usable = wikidata.filter(|id| !id.is_empty() && !id.contains(char::is_whitespace));
        if let (Some(id), Some(actor)) = (usable, one.actor()) {
            ids.insert(actor, id);
        }
    }
    let actors = linked
        .actors()
        .map(|actor| Actor { wikidata: ids.get(&actor.id).cloned(), ..Actor::clone(actor) });
    let annotations = linked.iter().map(|one| Annotation::clone(one)).collect();
    rebuilt(linked.article().clone(), Details::default(), actors.collect(), annotations)
}

fn export(documents: &[Written<'_>], context: &Context<'_>) -> Result<Vec<File>, Problem> {
    let files = documents.iter().flat_map(|one| {
        let set = holds(one.set, context);
        [
            File::new(format!("{}.ann", one.stem), standoff(&set, context)),
            File::new(format!("{}.txt", one.stem), set.article().text().as_bytes()),
            File::new("annotation.conf", configuration(context)),
        ]
    });
    Ok(files.collect())
}

fn configuration(context: &Context<'_>) -> String {
    let [person, claim, quote] = Kind::ALL.map(|kind| context.options.label(kind));
    format!(
        "[entities]\n{person}\n{claim}\n{quote}\n\n[relations]\nspeaker\tArg1:{quote}, Arg2:{person}\n\
         claimant\tArg1:{claim}, Arg2:{person}\n<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n\
         [events]\n\n[attributes]\nForm\tArg:{quote}, Value:direct|indirect|mixed\n\
         Verdict\tArg:{claim}, Value:true|mostly-true|mixed|mostly-false|false|unproven\n\
         ByArticle\tArg:{claim}\n"
    )
}

fn standoff(set: &AnnotationSet, context: &Context<'_>) -> String {
    let ruler = Ruler::new(set.article(), Unit::CodePoint);
    let numbers: BTreeMap<_, usize> = set.iter().map(|one| &one.id).zip(1..).collect();
    let mut file = String::new();
    let mut more = More::default();
    for (one, number) in set.iter().zip(1..) {
        let (places, words) = fragments(set.article(), one, &ruler);
        let label = context.options.label(one.kind());
        file.push_str(&format!("T{number}\t{label} {places}\t{words}\n"));
        more.of(set, one, number);
    }
    for ((from, to), number) in links(set).iter().zip(1..) {
        let ends = numbers.get(from).zip(numbers.get(to));
        let says = set.get(from).and_then(|one| relation(one.kind()));
        if let (Some((from, to)), Some(says)) = (ends, says) {
            file.push_str(&format!("R{number}\t{says} Arg1:T{from} Arg2:T{to}\t\n"));
        }
    }
    file + &more.lines
}

/// The lines that say more of an annotation, each sort with numbers of its own.
#[derive(Default)]
struct More {
    lines: String,
    attributes: usize,
    references: usize,
    notes: usize,
}

impl More {
    fn of(&mut self, set: &AnnotationSet, one: &Annotation, number: usize) {
        let (form, verdict, by_article) = match &one.detail {
            Detail::Quote { form, .. } => (form.map(name), None, false),
            Detail::Claim { claimant, check } => {
                let verdict = check.as_ref().and_then(|check| check.verdict);
                (None, verdict.map(name), *claimant == Some(Claimant::Article))
            }
            Detail::Person { .. } => (None, None, false),
        };
        let attributes = [
            form.map(|form| format!("Form T{number} {form}")),
            verdict.map(|verdict| format!("Verdict T{number} {verdict}")),
            by_article.then(|| format!("ByArticle T{number}")),
        ];
        for attribute in attributes.into_iter().flatten() {
            self.attributes += 1;
            self.lines.push_str(&format!("A{}\t{attribute}\n", self.attributes));
        }
        let actor = actor_of(set, one).filter(|_| one.kind() == Kind::Person);
        if let Some((wikidata, actor)) = actor.and_then(|a| Some((a.wikidata.as_ref()?, a))) {
            self.references += 1;
            let (reference, name) = (self.references, on_one_line(&actor.name));
            self.lines.push_str(&format!(
                "N{reference}\tReference T{number} Wikidata:{wikidata}\t{name}\n"
            ));
        }
        if !one.note.is_empty() {
            self.notes += 1;
            let (note, words) = (self.notes, on_one_line(&one.note));
            self.lines.push_str(&format!("#{note}\tAnnotatorNotes T{number}\t{words}\n"));
        }
    }
}

/// The places and the words of an annotation's fragments: its spans, cut where lines end.
fn fragments(article: &Article, one: &Annotation, ruler: &Ruler<'_>) -> (String, String) {
    let (mut places, mut words) = (Vec::new(), Vec::new());
    for span in &one.spans {
        let mut at = span.start.index();
        for piece in article.slice(*span).split('\n') {
            if !piece.is_empty() {
                let (start, end) = (Byte::at(at), Byte::at(at + piece.len()));
                let (start, end) = ruler.range(TextRange { start, end });
                places.push(format!("{start} {end}"));
                words.push(piece);
            }
            at += piece.len() + 1;
        }
    }
    (places.join(";"), words.join(" "))
}

fn name(case: impl Record) -> String {
    case.plain().as_text().unwrap_or_default().to_owned()
}

fn on_one_line(note: &str) -> String {
    note.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r")
}

/// What [`on_one_line`] wrote.
fn on_many_lines(line: &str) -> String {
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

fn import(files: &[File], context: &Context<'_>) -> Imported {
    let mut imported = Imported::default();
    let text = files.iter().find(|file| file.extension() == "txt");
    let article = match (text, context.article) {
        (Some(text), _) => {
            // A byte order mark is a character of the text, as it is for brat.
            let (text, wrong) = super::plain::decode_whole(&text.content);
            imported.problems.extend(wrong);
            article_of(&text, &mut imported)
        }
        (None, Some(open)) => Some(open.clone()),
        (None, None) => {
            imported.problems.push(Problem::new(
                "the text is missing: choose the .txt file together with the .ann file, or open the article first",
            ));
            None
        }
    };
    let Some(article) = article else { return imported };
    let known = |file: &&File| file.extension() != "txt" && file.extension() != "conf";
    let standoff = files.iter().find(known);
    let content = standoff.map_or(&[][..], |file| &file.content);
    let (content, wrong) = super::plain::decode_all(content);
    imported.problems.extend(wrong);
    let mut reading = Reading {
        intake: Intake::new(&article, Unit::CodePoint, context),
        article: &article,
        lines: Lines::new(&content),
        taken: BTreeSet::new(),
        wikidata: BTreeMap::new(),
    };
    // First what is marked, then what is said of it: lines may stand in any order.
    for marks in [true, false] {
        let mut at = 0;
        for line in content.split('\n') {
            let line_end = at + line.len() + 1;
            let line = line.strip_suffix('\r').unwrap_or(line);
            if !line.trim().is_empty() && line.starts_with('T') == marks {
                reading.line(line, at);
            }
            at = line_end;
        }
    }
    let wikidata = std::mem::take(&mut reading.wikidata);
    reading.intake.finish(&Details::default(), &mut imported);
    if let Some(set) = imported.documents.pop() {
        imported.documents.push(referenced(&set, &wikidata));
    }
    imported
}

/// A document whose actors have the Wikidata ids of their mentions, by the mention's id.
fn referenced(
    set: &AnnotationSet,
    wikidata: &BTreeMap<crate::model::AnnotationId, String>,
) -> AnnotationSet {
    let mut actors: BTreeMap<_, Actor> =
        set.actors().map(|actor| (actor.id.clone(), Actor::clone(actor))).collect();
    for (mention, id) in wikidata {
        let actor = set.get(mention).and_then(|one| one.actor());
        if let Some(actor) = actor.and_then(|actor| actors.get_mut(actor)) {
            actor.wikidata = Some(id.clone());
        }
    }
    let annotations = set.iter().map(|one| Annotation::clone(one)).collect();
    let details = Details::clone(set.details());
    rebuilt(set.article().clone(), details, actors.into_values().collect(), annotations)
}

struct Reading<'a> {
    intake: Intake<'a>,
    article: &'a Article,
    lines: Lines<'a>,
    /// The names of what was taken in.
    taken: BTreeSet<String>,
    wikidata: BTreeMap<crate::model::AnnotationId, String>,
}

impl Reading<'_> {
    fn line(&mut self, line: &str, at: usize) {
        let mut fields = line.splitn(3, '\t');
        let (id, says) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
        let rest = fields.next().unwrap_or_default();
        let mut words = says.split(' ');
        let sort = words.next().unwrap_or_default();
        let of = words.next().unwrap_or_default();
        let done = match id.chars().next() {
            Some('T') => self.mark(id, sort, says, rest),
            Some('R') => self.link(of, words.next().unwrap_or_default()),
            Some('A' | 'M') => self.attribute(sort, of, words.next()),
            Some('N') => self.reference(of, words.next().unwrap_or_default()),
            Some('#') => self.note(of, rest),
            Some('E' | '*') => Err("events and equivalences are not read; left out".to_owned()),
            _ => Err("this is no line of brat; left out".to_owned()),
        };
        if let Err(message) = done {
            self.intake.tell(self.lines.problem(at, message));
        }
    }

    fn mark(&mut self, id: &str, label: &str, says: &str, words: &str) -> Result<(), String> {
        let places = says.get(label.len()..).unwrap_or_default().trim();
        let number = |text: &str| {
            text.parse::<u32>().map_err(|_| format!("“{places}” are no offsets; left out"))
        };
        let mut ranges: Vec<TextRange> = Vec::new();
        for place in places.split(';') {
            let (start, end) = place.trim().split_once(' ').unwrap_or((place, ""));
            let span = self.intake.ruler.span(number(start)?, number(end)?);
            ranges.push(span.map_err(|reason| format!("{reason}; left out"))?);
        }
        ranges.sort_unstable();
        let mut spans: Vec<TextRange> = Vec::new();
        for range in ranges {
            match spans.last_mut() {
                Some(last) if range.start < last.end => {
                    return Err("its fragments overlap; left out".to_owned());
                }
                Some(last) if is_line_ends(self.article, last.end, range.start) => {
                    last.end = range.end
                }
                _ => spans.push(range),
            }
        }
        let words = Some(words).filter(|words| !words.is_empty());
        if self.intake.ranges(label, spans, words).is_some() {
            self.intake.named(id);
            self.taken.insert(id.to_owned());
        }
        Ok(())
    }

    fn link(&mut self, from: &str, to: &str) -> Result<(), String> {
        let argument = |text: &str| text.split_once(':').map(|(_, id)| id.to_owned());
        let ends = argument(from).zip(argument(to));
        let (from, to) = ends.ok_or("a relation without its two ends; left out")?;
        self.intake.link(from, to);
        Ok(())
    }

    fn attribute(&mut self, sort: &str, of: &str, value: Option<&str>) -> Result<(), String> {
        let value = Plain::text(value.unwrap_or_default());
        let Some(one) = self.intake.by_name(of) else { return self.known(of) };
        match (&mut one.detail, sort) {
            (Detail::Quote { form, .. }, "Form") => *form = Record::read(&value).ok(),
            (Detail::Claim { check, .. }, "Verdict") => {
                let verdict = Record::read(&value).ok();
                *check =
                    verdict.map(|verdict| Check { verdict: Some(verdict), ..Check::default() });
            }
            (Detail::Claim { claimant, .. }, "ByArticle") => {
                claimant.get_or_insert(Claimant::Article);
            }
            _ => return Err(format!("the attribute “{sort}” is not known here; left out")),
        }
        Ok(())
    }

    fn reference(&mut self, of: &str, to: &str) -> Result<(), String> {
        let Some(one) = self.intake.by_name(of) else { return self.known(of) };
        match to.split_once(':') {
            Some(("Wikidata", id)) => {
                self.wikidata.insert(one.id.clone(), id.to_owned());
                Ok(())
            }
            _ => Err(format!("the reference to “{to}” is not to Wikidata; left out")),
        }
    }

    fn note(&mut self, of: &str, words: &str) -> Result<(), String> {
        let Some(one) = self.intake.by_name(of) else { return self.known(of) };
        if !one.note.is_empty() {
            one.note.push('\n');
        }
        one.note.push_str(&on_many_lines(words));
        Ok(())
    }

    /// What is said of a mark that was left out needs no further word.
    fn known(&self, of: &str) -> Result<(), String> {
        if of.starts_with('T') && !self.taken.contains(of) {
            return Ok(());
        }
        Err(format!("it is about “{of}”, which is no mark of this file; left out"))
    }
}

fn recognises(file: &File) -> bool {
    let (content, _) = super::plain::decode_all(&file.content);
    let first = content.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut fields = first.split('\t');
    let id = fields.next().unwrap_or_default();
    let places = fields.next().unwrap_or_default();
    let is_mark = id.strip_prefix('T').is_some_and(|number| number.parse::<u32>().is_ok())
        && places.split([' ', ';']).skip(1).all(|number| number.parse::<u32>().is_ok());
    file.extension() == "ann" || is_mark
}
