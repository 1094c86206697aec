//! spaCy's own JSON of a `Doc`, as `Doc.to_json` writes and `Doc.from_json` reads it; offsets in code points.
//! All spans are in the group "sc", because `ents` may not overlap.

mod read;
mod viewer;

pub use self::read::recognises;

use crate::formats::common::codec::{Codec, Context, KeptDocument};
use crate::formats::common::records::{details, number, object};
use crate::formats::common::spans::{BARE, TEXT_ONLY, place, unlinked};
use crate::formats::common::tokens::{in_span, tokenize, without_overlaps};
use crate::formats::common::{
    Audience, Choice, File, Format, Ids, Lack, Problem, Ruler, Unit, tokens,
};
use crate::model::plain::Plain;
use crate::model::{Annotation, AnnotationSet, Byte, TextRange};

/// The format.
pub const FORMAT: Format = Format {
    id: "spacy",
    name: "spaCy",
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
pub const CODEC: Codec = Codec { format: &FORMAT, holds, export, import: read::import };

fn holds(set: &AnnotationSet, context: &Context<'_>) -> AnnotationSet {
    unlinked(set, &[BARE, TEXT_ONLY, &[Lack::Note, Lack::Tags]], context.now)
}

fn export(documents: &[KeptDocument<'_>], context: &Context<'_>) -> Result<Vec<File>, Problem> {
    let one = |one: &KeptDocument<'_>| {
        let set = one.set();
        File::new(format!("{}.spacy.json", one.stem()), doc(set, context).to_json())
    };
    Ok(documents.iter().map(one).collect())
}

fn doc<'a>(set: &'a AnnotationSet, context: &'a Context<'_>) -> Plain<'a> {
    let ruler = Ruler::new(set.article(), Unit::CodePoint);
    let range = |range: TextRange| {
        let (start, end) = ruler.range(range);
        [("start", number(start)), ("end", number(end))]
    };
    let sentences = tokenize(set);
    let starts: Vec<Byte> = sentences.iter().map(|sentence| sentence.range().start).collect();
    let words = with_blanks(set.article().text(), &tokens::tokens(&sentences));
    let tokens = words.iter().zip(0..).map(|(word, id)| {
        let [start, end] = range(*word);
        object([("id", number(id)), start, end])
    });
    let sents = sents(&words, &starts).into_iter().map(|sent| object(range(sent)));
    let labelled = |one: &Annotation, fields: [(&'static str, Plain<'a>); 2]| {
        let label = context.options.label_of(one).into_owned();
        let more = [("label", Plain::Text(label.into())), ("kb_id", Plain::text(""))];
        object(fields.into_iter().chain(more))
    };
    let apart = without_overlaps(set);
    let ents = apart.iter().filter_map(|one| {
        // spaCy has entities of whole words only, and none of white space.
        let span = *one.spans.first()?;
        let inside = in_span(&words, span)?;
        let exact = words.get(inside.start)?.start == span.start
            && words.get(inside.end - 1)?.end == span.end;
        exact.then(|| labelled(one, range(span)))
    });
    let spans = set.iter().map(|one| {
        let (start, end) = place(&ruler, one);
        labelled(one, [("start", number(start)), ("end", number(end))])
    });
    object([
        ("text", Plain::text(set.article().text())),
        ("ents", Plain::List(ents.collect())),
        ("sents", Plain::List(sents.collect())),
        ("tokens", Plain::List(tokens.collect())),
        ("spans", object([("sc", Plain::List(spans.collect()))])),
        ("meta", details(set)),
    ])
}

/// Words, and everything between them except single spaces, which spaCy attaches to the word before.
fn with_blanks(text: &str, words: &[TextRange]) -> Vec<TextRange> {
    let mut all = Vec::with_capacity(words.len());
    let mut at = 0;
    let ends = TextRange { start: Byte::at(text.len()), end: Byte::at(text.len()) };
    for word in words.iter().chain([&ends]) {
        let gap = text.get(at..word.start.index()).unwrap_or_default();
        let kept = gap.strip_prefix(' ').filter(|_| at > 0).unwrap_or(gap);
        if !kept.is_empty() {
            let start = word.start.index() - kept.len();
            all.push(TextRange { start: Byte::at(start), end: word.start });
        }
        if !word.is_empty() {
            all.push(*word);
        }
        at = word.end.index();
    }
    all
}

/// The sentences, each with the white space after it.
fn sents(words: &[TextRange], starts: &[Byte]) -> Vec<TextRange> {
    let mut all: Vec<TextRange> = Vec::new();
    for word in words {
        match all.last_mut() {
            Some(last) if starts.binary_search(&word.start).is_err() => last.end = word.end,
            _ => all.push(*word),
        }
    }
    all
}
