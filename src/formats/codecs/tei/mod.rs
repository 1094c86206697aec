//! TEI P5, for editions and archives: people, quotes and claims as elements in the text. Elements cannot
//! overlap, so one that would is cut, and its parts are chained by `next` and `prev`.

mod catma;
mod entities;
mod marks;
mod read;
mod standoff;
mod text;

pub use self::read::recognises;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::formats::common::codec::{Codec, Context, KeptDocument};
use crate::formats::common::loss::{rebuilt, without};
use crate::formats::common::spans::BARE;
use crate::formats::common::{Audience, File, Format, Ids, Lack, Problem};
use crate::model::{
    Actor, ActorId, Annotation, AnnotationSet, Article, Byte, Details, Kind, TextRange,
};

/// The format.
pub const FORMAT: Format = Format {
    id: "tei",
    name: "TEI",
    extension: "xml",
    media_type: "application/tei+xml",
    unit: "",
    audience: Audience::Language,
    reads: true,
    text: true,
    ids: Ids::None,
    many: false,
    choices: &[],
};

/// Its functions.
pub const CODEC: Codec = Codec { format: &FORMAT, holds, export, import: read::import };

fn holds(set: &AnnotationSet, context: &Context<'_>) -> AnnotationSet {
    const LACKS: &[Lack] = &[
        Lack::ArticleId,
        Lack::Blocks,
        Lack::Inlines,
        Lack::Note,
        Lack::Tags,
        Lack::ActorSort,
        Lack::ActorRole,
        Lack::ActorNote,
    ];
    let left = without(set, &[BARE, LACKS].concat(), context.now);
    let annotations = left.iter().filter_map(|one| {
        let spans = in_lines(left.article(), &one.spans);
        (!spans.is_empty()).then(|| Annotation { spans, ..Annotation::clone(one) })
    });
    let actors = left.actors().map(|actor| {
        let wikidata = actor.wikidata.clone().filter(|id| !id.is_empty());
        Actor { wikidata, ..Actor::clone(actor) }
    });
    let details = Details::clone(left.details());
    rebuilt(left.article().clone(), details, actors.collect(), annotations.collect())
}

/// Spans without line ends around them, as one where nothing else is between them.
fn in_lines(article: &Article, spans: &[TextRange]) -> Vec<TextRange> {
    let mut all: Vec<TextRange> = Vec::new();
    for span in spans {
        let text = article.slice(*span);
        let start = span.start.index() + (text.len() - text.trim_start_matches('\n').len());
        let end = start + text.trim_matches('\n').len();
        let (start, end) = (Byte::at(start), Byte::at(end));
        if start >= end {
            continue;
        }
        match all.last_mut() {
            Some(last) if is_joined(article.text(), last.end, start) => last.end = end,
            _ => all.push(TextRange { start, end }),
        }
    }
    all
}

/// Whether nothing but line ends is between two places.
fn is_joined(text: &str, from: Byte, to: Byte) -> bool {
    text.get(from.index()..to.index()).is_some_and(|gap| gap.bytes().all(|byte| byte == b'\n'))
}

fn export(documents: &[KeptDocument<'_>], _: &Context<'_>) -> Result<Vec<File>, Problem> {
    let one = |one: &KeptDocument<'_>| {
        Ok(File::new(format!("{}.tei.xml", one.stem()), written(one.set())?))
    };
    documents.iter().map(one).collect()
}

fn written(set: &AnnotationSet) -> Result<String, Problem> {
    let details = set.details();
    let people: BTreeMap<&ActorId, usize> = set.actors().map(|actor| &actor.id).zip(1..).collect();
    let element = |name: &str, of: Option<&String>| {
        of.map_or(String::new(), |of| format!("<{name}>{}</{name}>", escaped(of)))
    };
    let source = details.source.as_ref();
    let source =
        source.map_or(String::new(), |it| format!("<idno type=\"URL\">{}</idno>", escaped(it)));
    let language = details.language.as_ref();
    let language = language.map_or(String::new(), |it| format!(" xml:lang=\"{}\"", escaped(it)));
    let mut file = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <TEI xmlns=\"http://www.tei-c.org/ns/1.0\" xml:space=\"preserve\">\n<teiHeader><fileDesc>\
         <titleStmt><title>{}</title>{}</titleStmt><publicationStmt><p>Article Annotator</p></publicationStmt>\
         <sourceDesc><bibl>{source}{}</bibl></sourceDesc></fileDesc></teiHeader>\n",
        escaped(&details.title),
        element("author", details.byline.as_ref()),
        element("date", details.published.as_ref()),
    );
    if !people.is_empty() {
        file.push_str("<standOff><listPerson>\n");
        for (actor, number) in set.actors().zip(1..) {
            let wikidata = actor.wikidata.as_ref();
            let wikidata = wikidata.map_or(String::new(), |id| {
                format!("<idno type=\"Wikidata\">{}</idno>", escaped(id))
            });
            let name = escaped(&actor.name);
            file.push_str(&format!(
                "<person xml:id=\"p{number}\"><persName>{name}</persName>{wikidata}</person>\n"
            ));
        }
        file.push_str("</listPerson></standOff>\n");
    }
    file.push_str(&format!("<text{language}><body>\n"));
    body(set, &people, &mut file)?;
    file.push_str("</body></text>\n</TEI>\n");
    Ok(file)
}

/// A part of an annotation that lies within a block and within the part it stands in.
#[derive(Debug, Clone, Copy)]
struct Fragment {
    start: u32,
    end: u32,
    /// The index of the annotation.
    of: usize,
}

fn body(
    set: &AnnotationSet,
    people: &BTreeMap<&ActorId, usize>,
    file: &mut String,
) -> Result<(), Problem> {
    let annotations: Vec<_> = set.iter().collect();
    let blocks = set.article().blocks();
    let mut pending: Vec<BTreeSet<(u32, Reverse<u32>, usize)>> =
        vec![BTreeSet::new(); blocks.len()];
    for (of, one) in annotations.iter().enumerate() {
        for span in &one.spans {
            let first = blocks.partition_point(|block| block.range.end <= span.start);
            let inside = blocks.iter().enumerate().skip(first);
            for (at, block) in inside.take_while(|(_, block)| block.range.start < span.end) {
                let start = span.start.max(block.range.start).0;
                let end = span.end.min(block.range.end).0;
                if start < end
                    && let Some(pending) = pending.get_mut(at)
                {
                    pending.insert((start, Reverse(end), of));
                }
            }
        }
    }
    let mut left = PARTS * (annotations.len() + pending.len()) + 1_000;
    let fragments: Option<Vec<Vec<Fragment>>> =
        pending.into_iter().map(|pending| nested(pending, &mut left)).collect();
    let fragments = fragments.ok_or_else(|| {
        Problem::new("too many annotations overlap each other for elements, which cannot; choose another format")
    })?;
    let mut counts = vec![0_usize; annotations.len()];
    for fragment in fragments.iter().flatten() {
        counts[fragment.of] += 1;
    }
    let mut done = vec![0_usize; annotations.len()];
    for (block, fragments) in blocks.iter().zip(&fragments) {
        file.push_str("<p>");
        let mut open: Vec<(u32, &str)> = Vec::new();
        let mut at = block.range.start.0;
        let mut up_to = |to: u32, file: &mut String| {
            file.push_str(&escaped(set.article().slice(TextRange::new(at, to))));
            at = to;
        };
        for fragment in fragments {
            while let Some((end, name)) = open.pop_if(|(end, _)| *end <= fragment.start) {
                up_to(end, file);
                file.push_str(&format!("</{name}>"));
            }
            up_to(fragment.start, file);
            let one = annotations[fragment.of];
            done[fragment.of] += 1;
            let chain = (fragment.of + 1, done[fragment.of], counts[fragment.of]);
            open.push((fragment.end, begin(one, people, chain, file)));
        }
        while let Some((end, name)) = open.pop() {
            up_to(end, file);
            file.push_str(&format!("</{name}>"));
        }
        up_to(block.range.end.0, file);
        file.push_str("</p>\n");
    }
    Ok(())
}

/// Most parts of an annotation on average, so that thousands that overlap each other do not become millions.
const PARTS: usize = 32;

/// Fragments in the order of their starts, each cut where the one around it ends; `None` if they are more than
/// are left.
fn nested(
    mut pending: BTreeSet<(u32, Reverse<u32>, usize)>,
    left: &mut usize,
) -> Option<Vec<Fragment>> {
    let mut all = Vec::new();
    let mut open: Vec<u32> = Vec::new();
    while let Some((start, Reverse(end), of)) = pending.pop_first() {
        while open.pop_if(|outer| *outer <= start).is_some() {}
        *left = left.checked_sub(1)?;
        let cut = open.last().map_or(end, |outer| end.min(*outer));
        if cut < end {
            pending.insert((cut, Reverse(end), of));
        }
        open.push(cut);
        all.push(Fragment { start, end: cut, of });
    }
    Some(all)
}

/// Writes the start of an element, and returns its name; `chain` is the number of the annotation, of this part
/// and of all parts.
fn begin(
    one: &Annotation,
    people: &BTreeMap<&ActorId, usize>,
    (number, part, parts): (usize, usize, usize),
    file: &mut String,
) -> &'static str {
    let (start, name, who) = match one.kind() {
        Kind::Person => ("persName", "persName", "ref"),
        Kind::Quote => ("said", "said", "who"),
        Kind::Claim => ("seg type=\"claim\"", "seg", "corresp"),
    };
    file.push_str(&format!("<{start}"));
    if let Some(person) = one.actor().and_then(|id| people.get(id)) {
        file.push_str(&format!(" {who}=\"#p{person}\""));
    }
    if let Some(label) = &one.label {
        file.push_str(&format!(" ana=\"#{}\"", escaped(label)));
    }
    if parts > 1 {
        file.push_str(&format!(" xml:id=\"a{number}.{part}\""));
        for (name, other) in [("prev", part - 1), ("next", part + 1)] {
            if (1..=parts).contains(&other) {
                file.push_str(&format!(" {name}=\"#a{number}.{other}\""));
            }
        }
    }
    file.push('>');
    name
}

/// A text as XML has it; signs that XML cannot have are named.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(sign),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                out.push_str(&format!("<g type=\"U+{:04X}\"/>", u32::from(sign)));
            }
            _ => out.push(sign),
        }
    }
    out
}
