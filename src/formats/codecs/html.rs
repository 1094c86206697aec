//! A stand-alone page: the article with its marks, and the notes after it. Export only; no scripts, no
//! requests, and no text unescaped (tests/formats/hostile.rs).

use std::collections::BTreeMap;

use crate::formats::common::codec::{Codec, Context, Imported, KeptDocument};
use crate::formats::common::markup::escaped;
use crate::formats::common::{Audience, File, Format, Ids, Problem, sentences};
use crate::model::statistics::Statistics;
use crate::model::{
    Annotation, AnnotationId, AnnotationSet, Block, BlockIndex, BlockKind, Kind, Segment, segments,
};

/// The format.
pub const FORMAT: Format = Format {
    id: "html",
    name: "Marked-up page",
    extension: "html",
    media_type: "text/html",
    unit: "",
    audience: Audience::Read,
    reads: false,
    text: true,
    ids: Ids::None,
    many: false,
    choices: &[],
};

/// Its functions.
pub const CODEC: Codec =
    Codec { format: &FORMAT, holds: sentences::holds, export, import: |_, _| Imported::default() };

const STYLE: &str = include_str!("html.css");

fn export(documents: &[KeptDocument<'_>], _: &Context<'_>) -> Result<Vec<File>, Problem> {
    let one = |one: &KeptDocument<'_>| File::new(format!("{}.html", one.stem()), page(one.set()));
    Ok(documents.iter().map(one).collect())
}

/// The number of each annotation in text order, from 1.
type Numbers<'a> = BTreeMap<&'a AnnotationId, usize>;

fn page(set: &AnnotationSet) -> String {
    let numbers: Numbers<'_> = set.iter().map(|one| &one.id).zip(1..).collect();
    let details = set.details();
    let language = details.language.as_deref().unwrap_or("");
    let title = escaped(sentences::title(set));
    let heading =
        sentences::heading(set).iter().map(|part| escaped(part)).collect::<Vec<_>>().join(" · ");
    let body: String = set
        .article()
        .blocks()
        .iter()
        .zip((0..).map(BlockIndex))
        .map(|(block, at)| paragraph(set, &numbers, block, at))
        .collect();
    let notes: String = set.iter().zip(1..).map(|(one, number)| note(set, one, number)).collect();
    let summary = summary(set);
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"text-sha256\" content=\"{}\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <main>\n<h1>{title}</h1>\n<p class=\"byline\">{heading}</p>\n{summary}<article translate=\"no\">\n{body}</article>\n\
         <section>\n<h2>Annotations</h2>\n<ol>\n{notes}</ol>\n</section>\n</main>\n</body>\n</html>\n",
        escaped(language),
        set.article().sha256(),
    )
}

fn paragraph(
    set: &AnnotationSet,
    numbers: &Numbers<'_>,
    block: &Block,
    index: BlockIndex,
) -> String {
    let inside: String = segments(block.range, &set.in_block(index))
        .iter()
        .map(|piece| segment(set, numbers, piece))
        .collect();
    let tag = match block.kind {
        BlockKind::Preformatted => "pre".to_owned(),
        BlockKind::BlockQuote => "blockquote".to_owned(),
        kind => kind.heading_level().map_or("p".to_owned(), |level| format!("h{}", level.max(2))),
    };
    let class = if block.kind == BlockKind::ListItem { " class=\"item\"" } else { "" };
    format!("<{tag} dir=\"auto\"{class}>{inside}</{tag}>\n")
}

fn segment(set: &AnnotationSet, numbers: &Numbers<'_>, piece: &Segment) -> String {
    let text = escaped(set.article().slice(piece.range));
    if piece.covers.is_empty() {
        return text;
    }
    let kinds = Kind::ALL.into_iter().filter(|kind| piece.covers.iter().any(|c| c.kind == *kind));
    let classes: Vec<_> = kinds.map(Kind::name).collect();
    let ends = piece.covers.iter().filter(|cover| cover.ends).filter_map(|cover| {
        let one = set.get(&cover.id)?;
        // Only the last part of a split quote links to the note.
        let number = numbers.get(&cover.id)?;
        (one.end() == piece.range.end).then_some(number)
    });
    let links: String =
        ends.map(|n| format!("<sup><a id=\"to-{n}\" href=\"#note-{n}\">{n}</a></sup>")).collect();
    format!("<mark class=\"{}\">{text}</mark>{links}", classes.join(" "))
}

/// How many people, quotes and claims there are, and how the claims were judged; empty without annotations.
fn summary(set: &AnnotationSet) -> String {
    if set.is_empty() {
        return String::new();
    }
    let counted = Statistics::of(set);
    let total = &counted.total;
    let judged = counted
        .verdicts
        .iter()
        .zip(0..)
        .map(|(verdict, at)| (sentences::verdict(verdict), total.with_verdict(at)));
    let judged = judged.chain([("Not checked", total.unchecked)]).filter(|(_, claims)| *claims > 0);
    let judged: Vec<_> = judged.map(|(verdict, claims)| format!("{verdict}: {claims}")).collect();
    let claims = sentences::count(total.claims, "claim", "claims");
    let claims = match judged.is_empty() {
        true => claims,
        false => format!("{claims} ({})", judged.join(", ")),
    };
    let people = sentences::count(counted.people.len(), "person", "people");
    let quotes = sentences::count(total.quotes, "quote", "quotes");
    format!("<p class=\"summary\">{}</p>\n", escaped(&format!("{people}, {quotes}, {claims}")))
}

fn note(set: &AnnotationSet, one: &Annotation, number: usize) -> String {
    let words = sentences::words(set, one);
    let mut facts = sentences::facts(set, one);
    // A mention by the person's own name says nothing else.
    if one.kind() == Kind::Person && sentences::who(set, one) == words {
        let name = facts.iter().position(|fact| *fact == words);
        name.map(|at| facts.remove(at));
    }
    let facts: String = facts.iter().map(|fact| format!("<li>{}</li>", escaped(fact))).collect();
    let facts = if facts.is_empty() { facts } else { format!("<ul>{facts}</ul>") };
    format!(
        "<li id=\"note-{number}\"><a href=\"#to-{number}\"><b>{}</b></a> <span dir=\"auto\">{}</span>{facts}</li>\n",
        sentences::kind(one.kind()),
        escaped(&words),
    )
}
