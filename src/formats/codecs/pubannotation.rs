//! PubAnnotation's JSON, as its site, its editor and text miners of biology exchange it: a text, its denotations
//! and relations between them; offsets in code points. BioC and PubTator's lists are read like it.

mod bioc;
mod pubtator;

use std::collections::BTreeMap;

use crate::formats::common::codec::{Codec, Context, Imported, KeptDocument};
use crate::formats::common::encoding::{text_of_annotations, text_of_xml};
use crate::formats::common::links::{links, relation};
use crate::formats::common::pretty::pretty;
use crate::formats::common::records::{
    FirstRecord, details, details_of, each, items, number, object, objects, offset, text,
};
use crate::formats::common::spans::{
    BARE, Intake, TEXT_ONLY, article_of, place, short, with_links,
};
use crate::formats::common::{
    Audience, Choice, File, Format, Ids, Lack, Problem, Ruler, Unit, utf8,
};
use crate::model::plain::{Object, Plain};
use crate::model::{AnnotationSet, Details};

/// The format.
pub const FORMAT: Format = Format {
    id: "pubannotation",
    name: "PubAnnotation",
    extension: "json",
    media_type: "application/json",
    unit: Unit::CodePoint.words(),
    audience: Audience::Language,
    reads: true,
    text: true,
    ids: Ids::None,
    many: false,
    choices: &[Choice::Labels],
};

/// Its functions.
pub const CODEC: Codec = Codec { format: &FORMAT, holds, export, import };

fn holds(set: &AnnotationSet, context: &Context<'_>) -> AnnotationSet {
    let lacks = [BARE, TEXT_ONLY, &[Lack::Note, Lack::Tags]];
    with_links(set, &lacks, context.now)
}

fn export(documents: &[KeptDocument<'_>], context: &Context<'_>) -> Result<Vec<File>, Problem> {
    let one = |one: &KeptDocument<'_>| {
        let name = format!("{}.pubannotation.json", one.stem());
        File::new(name, pretty(&written(one.set(), context)))
    };
    Ok(documents.iter().map(one).collect())
}

fn written<'a>(set: &'a AnnotationSet, context: &'a Context<'_>) -> Plain<'a> {
    let ruler = Ruler::new(set.article(), Unit::CodePoint);
    let name = |sign: char, number: usize| Plain::Text(format!("{sign}{number}").into());
    let numbers: BTreeMap<_, usize> = set.iter().map(|one| &one.id).zip(1..).collect();
    let denotations = set.iter().zip(1..).map(|(one, id)| {
        let (begin, end) = place(&ruler, one);
        object([
            ("id", name('T', id)),
            ("span", object([("begin", number(begin)), ("end", number(end))])),
            ("obj", Plain::Text(context.options.label_of(one))),
        ])
    });
    let relations = links(set).into_iter().zip(1..).filter_map(|((from, to), id)| {
        let says = relation(set.get(&from)?.kind())?;
        Some(object([
            ("id", name('R', id)),
            ("pred", Plain::text(says)),
            ("subj", name('T', *numbers.get(&from)?)),
            ("obj", name('T', *numbers.get(&to)?)),
        ]))
    });
    let source = set.details().source.as_deref();
    let mut fields = Vec::from_iter(source.map(|source| ("target", Plain::text(source))));
    fields.extend([
        ("text", Plain::text(set.article().text())),
        ("denotations", Plain::List(denotations.collect())),
        ("relations", Plain::List(relations.collect())),
        // Other programs pass over it.
        ("meta", details(set)),
    ]);
    object(fields)
}

fn import(files: &[File], context: &Context<'_>) -> Imported {
    let mut imported = Imported::default();
    for file in files {
        if file.begins_with("<") {
            let (content, problems) = text_of_xml(&file.content);
            imported.problems.extend(problems);
            bioc::of_xml(&content, context, &mut imported);
        } else if pubtator::recognises(file) {
            let (content, problems) = text_of_annotations(&file.content);
            imported.problems.extend(problems);
            pubtator::import(content.trim_start_matches('\u{feff}'), context, &mut imported);
        } else {
            objects(&file.content, &mut imported, |one, into| {
                if !bioc::of_json(one, context, into) {
                    read(one, context, into);
                }
            });
        }
    }
    imported
}

/// What BioC and PubTator say about one text.
#[derive(Default)]
struct PaperMarks {
    title: Option<String>,
    /// Labels, offsets in code points, and words.
    spans: Vec<(String, u32, u32, Option<String>)>,
    /// What is said beside spans, with its names, by their numbers.
    beside: BTreeMap<usize, Vec<(String, String)>>,
    /// What is left out, with its number.
    skipped: BTreeMap<String, usize>,
    problems: Vec<Problem>,
}

impl PaperMarks {
    fn skip(&mut self, what: &str) {
        *self.skipped.entry(what.to_owned()).or_default() += 1;
    }

    /// Makes a document of it.
    fn into_document(self, text: &str, context: &Context<'_>, into: &mut Imported) {
        let Some(article) = article_of(text, into) else { return };
        let mut intake = Intake::of_text(&article, text, Unit::CodePoint, context);
        let stated =
            self.spans.iter().map(|(_, start, end, words)| (*start, *end, words.as_deref()));
        intake.count_as(&stated.collect::<Vec<_>>(), None);
        for (at, (label, start, end, words)) in self.spans.iter().enumerate() {
            if intake.span(label, (*start, *end), words.as_deref()).is_some() {
                let beside = self.beside.get(&at).into_iter().flatten();
                beside.for_each(|(name, said)| intake.beside("infon", name, &Plain::text(said)));
            }
        }
        for (what, count) in self.skipped {
            (0..count).for_each(|_| intake.skip(what.clone()));
        }
        self.problems.into_iter().for_each(|problem| intake.report(problem));
        let title = self.title.unwrap_or_default();
        intake.finish(&Details { title, ..Details::default() }, into);
    }
}

fn read(of: &Object<'_>, context: &Context<'_>, into: &mut Imported) {
    let Some(words) = text(of, "text") else {
        return into.problems.push(Problem::new("there is no text in this document; left out"));
    };
    let Some(article) = article_of(words, into) else { return };
    let mut intake = Intake::of_text(&article, words, Unit::CodePoint, context);
    // A document of several projects has a track of each.
    let tracks = items(of, "tracks").iter().filter_map(|track| track.as_object().ok());
    let tracks: Vec<_> = std::iter::once(of).chain(tracks).collect();
    let spans = tracks.iter().flat_map(|track| marks(track)).flat_map(|one| places(one));
    let spans: Vec<_> = spans.map(|(start, end)| (start, end, None)).collect();
    intake.count_as(&spans, of.get("meta"));
    for track in tracks {
        take(track, &mut intake);
    }
    let mut details = details_of(of.get("meta"));
    details.source = details.source.or_else(|| text(of, "target").map(str::to_owned));
    intake.finish(&details, into);
}

/// What marks a part of the text: denotations, and the blocks of longer passages.
fn marks<'p>(of: &'p Object<'p>) -> impl Iterator<Item = &'p Object<'p>> {
    let lists = ["denotations", "blocks"].into_iter().flat_map(|name| items(of, name));
    lists.filter_map(|one| one.as_object().ok())
}

/// The places of a mark: of one span, or of several parts.
fn places(one: &Object<'_>) -> Vec<(u32, u32)> {
    let ends = |span: &Object<'_>| Some((offset(span.get("begin"))?, offset(span.get("end"))?));
    match one.get("span") {
        None => ends(one).into_iter().collect(),
        Some(spans) => {
            let all = each(spans).iter().map(|span| ends(span.as_object().ok()?));
            all.collect::<Option<Vec<_>>>().unwrap_or_default()
        }
    }
}

fn take(of: &Object<'_>, intake: &mut Intake<'_>) {
    let list = |name| items(of, name).iter().filter_map(|one| one.as_object().ok());
    for one in marks(of) {
        let spans = places(one);
        let Some(label) = text(one, "obj").filter(|_| !spans.is_empty()) else {
            intake.report(Problem::new("a denotation has no span or no label; left out"));
            continue;
        };
        // A span of several parts is several annotations, as everywhere else.
        for span in spans {
            if intake.span(label, span, None).is_some()
                && let Some(id) = text(one, "id")
            {
                intake.named(id);
            }
        }
    }
    for one in list("relations") {
        let end = |name| text(one, name).unwrap_or_default();
        intake.relation(end("pred"), end("subj"), end("obj"));
    }
    for (name, what) in [
        ("attributes", "attribute"),
        ("modifications", "modification"),
        ("typesettings", "typesetting"),
    ] {
        for one in list(name) {
            let said = text(one, "pred").or_else(|| text(one, "style")).unwrap_or_default();
            intake.skip(format!("the {what} “{}” has no place here", short(said)));
        }
    }
}

/// Whether a file looks like this format.
pub fn recognises(file: &File) -> bool {
    let (content, _) = utf8::decode_all(&file.content);
    if file.begins_with("<") {
        return bioc::is_xml(&content);
    }
    let head = FirstRecord::of(&content);
    head.begins(&["text"], '"') && head.begins(&["denotations", "tracks", "blocks"], '[')
        || bioc::is_first(&head)
        || pubtator::recognises(file)
}
