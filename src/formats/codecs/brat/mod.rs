//! brat's standoff files: text, annotations and configuration, with offsets in code points. Spans are cut at
//! line ends, because brat requires fragments.

mod read;
mod said;

pub use self::read::recognises;

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::formats::common::codec::{Codec, Context, KeptDocument};
use crate::formats::common::links::{as_linked, links, relation};
use crate::formats::common::loss::{rebuilt, without};
use crate::formats::common::spans::{BARE, TEXT_ONLY};
use crate::formats::common::statement::actor_of;
use crate::formats::common::{Audience, Choice, File, Format, Ids, Lack, Problem, Ruler, Unit};
use crate::model::record::Record;
use crate::model::repeats::taken_from;
use crate::model::{
    Actor, Annotation, AnnotationSet, Article, Byte, Check, Claimant, Detail, Details, Kind,
    TextRange, Verdict,
};

/// The format.
pub const FORMAT: Format = Format {
    id: "brat",
    name: "brat",
    extension: "zip",
    media_type: "application/zip",
    unit: Unit::CodePoint.words(),
    audience: Audience::Language,
    reads: true,
    text: true,
    ids: Ids::None,
    many: false,
    choices: &[Choice::Labels],
};

/// Its functions.
pub const CODEC: Codec = Codec { format: &FORMAT, holds, export, import: read::import };

fn holds(set: &AnnotationSet, context: &Context<'_>) -> AnnotationSet {
    let kept = [Lack::Form, Lack::Check, Lack::ArticleClaims];
    let bare = BARE.iter().copied().filter(|lack| !kept.contains(lack));
    let more = [Lack::Tags, Lack::Title, Lack::Source];
    let lacks: Vec<_> = bare.chain(TEXT_ONLY.iter().copied()).chain(more).collect();
    let left = without(set, &lacks, context.now);
    // brat cannot say that a verdict was given for another claim.
    let own = |one: &Rc<Annotation>| match taken_from(&left, one) {
        Some(_) => without_check(one),
        None => Annotation::clone(one),
    };
    let annotations = left.iter().map(own).filter_map(|one| in_lines(&one, left.article()));
    let annotations = annotations.collect();
    let actors = left.actors().map(|actor| Actor::clone(actor)).collect();
    let left = rebuilt(left.article().clone(), Details::default(), actors, annotations);
    with_wikidata(&as_linked(&left), &left)
}

/// An annotation without the line ends around and inside its spans; of a check only the verdict.
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
        let verdict = verdict.map(|own| Verdict::meant(own.name()));
        // brat separates its fields by spaces.
        let verdict = verdict.filter(|it| !it.name().contains(char::is_whitespace));
        *check = verdict.map(|verdict| Check { verdict: Some(verdict), ..Check::default() });
    }
    (!one.spans.is_empty()).then_some(one)
}

fn without_check(one: &Annotation) -> Annotation {
    let mut one = one.clone();
    if let Detail::Claim { check, .. } = &mut one.detail {
        *check = None;
    }
    one
}

fn without_line_ends(span: TextRange, article: &Article) -> Option<TextRange> {
    let text = article.slice(span);
    let start = span.start.index() + (text.len() - text.trim_start_matches('\n').len());
    let end = start + text.trim_matches('\n').len();
    (start < end).then(|| TextRange { start: Byte::at(start), end: Byte::at(end) })
}

/// Whether there are only line ends between two places.
fn is_line_ends(article: &Article, from: Byte, to: Byte) -> bool {
    article.slice(TextRange { start: from, end: to }).bytes().all(|byte| byte == b'\n')
}

/// The linked document, with the Wikidata ids that a reference can name.
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

fn export(documents: &[KeptDocument<'_>], context: &Context<'_>) -> Result<Vec<File>, Problem> {
    let files = documents.iter().flat_map(|one| {
        let set = one.set();
        [
            File::new(format!("{}.ann", one.stem()), standoff(set, context)),
            File::new(format!("{}.txt", one.stem()), set.article().text().as_bytes()),
            File::new("annotation.conf", configuration(one, context)),
        ]
    });
    Ok(files.collect())
}

/// The same for every article of a scheme, because brat needs one per folder.
fn configuration(one: &KeptDocument<'_>, context: &Context<'_>) -> String {
    let labels = context.options.labels_in(std::iter::once(one.set()));
    let entities: String = labels.iter().map(|(_, label)| format!("{label}\n")).collect();
    let [person, claim, quote] = Kind::ALL.map(|kind| {
        let of = labels.iter().filter(|(own, _)| *own == kind).map(|(_, label)| label.as_str());
        of.collect::<Vec<_>>().join("|")
    });
    format!(
        "# Offsets in {}\n[entities]\n{entities}\n[relations]\nspeaker\tArg1:{quote}, Arg2:{person}\n\
         claimant\tArg1:{claim}, Arg2:{person}\n<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n\
         [events]\n\n[attributes]\nForm\tArg:{quote}, Value:direct|indirect|mixed\n\
         Verdict\tArg:{claim}, Value:true|mostly-true|mixed|mostly-false|false|unproven\n\
         ByArticle\tArg:{claim}\n",
        FORMAT.unit,
    )
}

fn standoff(set: &AnnotationSet, context: &Context<'_>) -> String {
    let ruler = Ruler::new(set.article(), Unit::CodePoint);
    let numbers: BTreeMap<_, usize> = set.iter().map(|one| &one.id).zip(1..).collect();
    let mut file = String::new();
    let mut more = More::default();
    for (one, number) in set.iter().zip(1..) {
        let (places, words) = fragments(set.article(), one, &ruler);
        let label = context.options.label_of(one);
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

/// The additional lines of an annotation, each sort with its own numbers.
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
                let verdict = check.as_ref().and_then(|check| check.verdict.clone());
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

/// The places and the text of an annotation's fragments: its spans, cut at line ends.
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
