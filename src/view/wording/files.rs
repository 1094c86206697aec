//! The words about files that come and go. As in all of `wording`: plain, short, exact.

use super::{annotations, counted, grouped, or_untitled};
use crate::formats::{Format, Group, Lack, Loss};
use crate::model::record::Record as _;
use crate::model::{Annotation, AnnotationSet, Kind};

// Taking away.
pub(in super::super) const PREVIEW: &str = "Preview";
pub(in super::super) const COPY: &str = "Copy";
pub(in super::super) const DOWNLOAD: &str = "Download";
pub(in super::super) const SAVE_TO: &str = "Save to a file";
pub(in super::super) const NOT_MADE: &str = "No file";
pub(in super::super) const LOSSES: &str = "What this format cannot hold";
pub(in super::super) const LOSSES_LATER: &str = "The file is being made and compared.";
pub(in super::super) const NO_LOSS: &str = "Nothing: it holds all that you did here.";
pub(in super::super) const LOSSES_ARE_HERE: &str = "Your work here keeps all of it.";
pub(in super::super) const BYTE_ORDER_MARK: &str = "With a byte order mark, for Excel";
pub(in super::super) const SHAPE: &str = "Shape of the file";

pub(in super::super) const EXPORT_TICKED: &str = "Export the ticked";

pub(in super::super) fn tick(title: &str) -> String {
    format!("Tick {title}")
}

// Bringing in.
pub(in super::super) const IMPORT: &str = "Import";
pub(in super::super) const WILL_BE_ADDED: &str = "will be added";
pub(in super::super) const ARE_THERE: &str = "are here already";
pub(in super::super) const DIFFER: &str = "are here, but differ";
pub(in super::super) const WHERE_THEY_DIFFER: &str = "Where they differ";
pub(in super::super) const THEIRS: &str = "Take the file’s";
pub(in super::super) const MINE: &str = "Keep mine";
pub(in super::super) const BOTH: &str = "Keep both";
pub(in super::super) const TO_KEEP: &str = "To keep";
pub(in super::super) const SHOW_MORE: &str = "Show more";
pub(in super::super) const HERE: &str = "Here";
pub(in super::super) const IN_THE_FILE: &str = "In the file";

/// What is said if the worker is gone and gave no reason.
pub const WORKER_BROKE: &str = "the part of the program that reads and writes files stopped";

/// What a program is told that asks for something that needs the deferred part, if that cannot be loaded.
pub fn part_missing(reason: &str) -> String {
    format!(
        "a part of the program could not be loaded ({reason}), so nothing was done; check the connection and try again"
    )
}

/// What is said if the worker cannot be started, or breaks.
pub fn worker_broke(reason: &str) -> String {
    let reason = if reason.is_empty() { String::new() } else { format!(" ({reason})") };
    format!("{WORKER_BROKE}{reason}; check the connection and try again. Your work is not affected")
}

/// A file is being made, of so many articles up to now.
pub(in super::super) fn making(done: usize, of: usize) -> String {
    match of {
        0 | 1 => "Making the file…".to_owned(),
        _ => format!("Making the file: {} of {} articles…", grouped(done), grouped(of)),
    }
}

pub(in super::super) fn group(group: Group) -> &'static str {
    match group {
        Group::Read => "To read",
        Group::Publish => "To publish",
        Group::Keep => "To keep and hand on",
        Group::Spreadsheet => "For a spreadsheet",
        Group::Language => "For language tools",
    }
}

/// One plain sentence on a format: who needs it.
pub(in super::super) fn about(format: &str) -> &'static str {
    match format {
        "json" => "Everything, in one file: to keep, to send to a colleague, to open here again.",
        "w3c" => "The standard for annotations on the web, for archives and annotation servers.",
        "hypothesis" => "For Hypothesis: import it in its sidebar on the article’s page.",
        "recogito" => "For Recogito and tools built on Annotorious.",
        "brat" => "For brat: text, annotations and its configuration in one ZIP.",
        "conll" => "One word a line with its label, for training named entity recognisers.",
        "doccano" => "For doccano: one article a line.",
        "label-studio" => "For Label Studio: tasks, with the labelling configuration.",
        "prodigy" => "For Prodigy and spaCy: one article a line.",
        "spacy" => "spaCy’s own form of a document, read by Doc.from_json.",
        "uima-cas" => "For INCEpTION and other UIMA programs.",
        "webanno" => "For WebAnno and older versions of INCEpTION.",
        "csv" => "One annotation a row, for Excel, LibreOffice and Numbers.",
        "tsv" => "One annotation a row, divided by tabs.",
        "markdown" => "The article with your annotations as footnotes.",
        "html" => "The marked-up page, to read, to send and to print.",
        "schema-org" => "Checked claims and quotes for search engines, to put into your page.",
        "vetting" => "Every claim with verdict and sources, to print or as CSV.",
        "report" => "Who said what, as plain text.",
        _ => "",
    }
}

pub(in super::super) fn label_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "People are called",
        Kind::Claim => "Claims are called",
        Kind::Quote => "Quotes are called",
    }
}

pub(in super::super) fn preview(lines: usize, shown: usize) -> String {
    match lines {
        0 => String::new(),
        _ if lines <= shown => counted(lines, "line", "lines"),
        _ => format!("first {shown} of {} lines", grouped(lines)),
    }
}

/// What is in a ZIP.
pub(in super::super) fn inside(names: &[String]) -> String {
    match names {
        [one] => one.clone(),
        [first, second, third] => format!("{first}, {second}, {third}"),
        [first, second] => format!("{first}, {second}"),
        [first, ..] => format!("{} files, the first is {first}", grouped(names.len())),
        [] => String::new(),
    }
}

pub(in super::super) fn proved(count: usize, format: &Format, sha256: &str) -> String {
    let all = match count {
        0 => "the text matches, and nothing is marked yet".to_owned(),
        1 => "the one annotation matches".to_owned(),
        _ => format!("all {} match", annotations(count)),
    };
    let unit = match format.unit {
        "" => String::new(),
        unit => format!(" Offsets in {unit}."),
    };
    let text = match sha256.get(..8) {
        Some(start) => format!(" Text SHA-256 {start}…"),
        None => String::new(),
    };
    match format.reads {
        true => format!("Read back and compared: {all}.{unit}{text}"),
        false => format!("Made of {}.{text}", annotations(count)),
    }
}

/// The name of a loss for tests and style sheets.
pub(in super::super) fn loss_name(lack: Lack) -> String {
    lack.plain().as_text().unwrap_or_default().to_owned()
}

/// What is lost, and how often.
pub(in super::super) fn loss(loss: &Loss) -> String {
    let count = loss.count as usize;
    let n = |one: &str, many: &str| counted(count, one, many);
    match loss.what {
        Lack::Annotation => n("annotation is left out", "annotations are left out"),
        Lack::Span => n("annotation lies elsewhere", "annotations lie elsewhere"),
        Lack::Label => n("label inside its kind", "labels inside their kinds"),
        Lack::Note => n("note", "notes"),
        Lack::Tags => n("annotation’s tags", "annotations’ tags"),
        Lack::Actor => n("link to a person or speaker", "links to people and speakers"),
        Lack::ArticleClaims => n("claim by the article itself", "claims by the article itself"),
        Lack::Cue => n("cue (“he said”)", "cues (“he said”)"),
        Lack::Form => n("form of a quote (direct, indirect)", "forms of quotes (direct, indirect)"),
        Lack::Check => n("check of a claim", "checks of claims"),
        Lack::ActorName => n(
            "name: the words of the mention stand for it",
            "names: the words of the mentions stand for them",
        ),
        Lack::ActorSort => n(
            "sort of speaker (person, organisation …)",
            "sorts of speakers (person, organisation …)",
        ),
        Lack::ActorRole => n("person’s role", "people’s roles"),
        Lack::ActorWikidata => n("Wikidata id", "Wikidata ids"),
        Lack::ActorNote => n("note on a person", "notes on people"),
        Lack::ActorAlone => n("person nobody refers to", "people nobody refers to"),
        Lack::Creator => n("annotation’s creator", "annotations’ creators"),
        Lack::Created => n("time of making", "times of making"),
        Lack::Modified => n("time of the last change", "times of the last change"),
        Lack::Origin => n("origin (by hand, by suggestion)", "origins (by hand, by suggestion)"),
        Lack::SourceId => n("id from an earlier file", "ids from earlier files"),
        Lack::Id => n("id", "ids"),
        Lack::ArticleId => "the article’s id".to_owned(),
        Lack::Title => "the title".to_owned(),
        Lack::Byline => "the byline".to_owned(),
        Lack::Source => "the article’s address".to_owned(),
        Lack::Published => "the date of publication".to_owned(),
        Lack::Language => "the language".to_owned(),
        Lack::Scheme => "colours and keys of labels, and the scale of verdicts".to_owned(),
        Lack::Blocks => "headings, lists and quotations of the article".to_owned(),
        Lack::Inlines => "emphasis and links of the article".to_owned(),
        Lack::Address => n(
            "address that is neither http, https, mailto nor DOI",
            "addresses that are neither http, https, mailto nor DOI",
        ),
    }
}

/// Whose choice it is, for those who do not see the row.
pub(in super::super) fn choice_for(here: &str) -> String {
    format!("To keep of {here}")
}

/// That only some of what differs is in the table.
pub(in super::super) fn of_them_shown(shown: usize, all: usize) -> String {
    format!(
        "{} of {} are shown. The others follow the choice for all.",
        grouped(shown),
        grouped(all)
    )
}

pub(in super::super) fn and_more(count: usize) -> String {
    format!("and {} more", grouped(count))
}

/// How an annotation begins: its kind and its first words.
pub(in super::super) fn start_of(set: &AnnotationSet, one: &Annotation) -> String {
    let words = one.spans.first().map_or("", |span| set.article().slice(*span));
    let end = words.char_indices().nth(60).map_or(words.len(), |(end, _)| end);
    let more = if end < words.len() || one.spans.len() > 1 { " …" } else { "" };
    format!("{}: {}{more}", kind_name(one.kind()), words.get(..end).unwrap_or_default())
}

/// An annotation with what a reader may have changed about it.
pub(in super::super) fn said_of(set: &AnnotationSet, one: &Annotation) -> String {
    let mut said = start_of(set, one);
    let actor = one.actor().and_then(|id| set.actor(id));
    if let Some(actor) = actor.filter(|actor| !said.ends_with(&actor.name)) {
        said.push_str(&format!(" · {}", actor.name));
    }
    for more in [&one.note, &one.tags.join(", ")] {
        if !more.is_empty() {
            said.push_str(&format!(" · {more}"));
        }
    }
    said
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "Person",
        Kind::Claim => "Claim",
        Kind::Quote => "Quote",
    }
}

pub(in super::super) fn read_as(names: &[String]) -> String {
    match names {
        [one] => format!("{one} was read as"),
        _ => format!("{} were read as", counted(names.len(), "file", "files")),
    }
}

pub(in super::super) fn documents(count: usize) -> String {
    format!("{} in it: pick those to bring in", counted(count, "article", "articles"))
}

/// An article in a file.
pub(in super::super) fn document(set: &AnnotationSet, open: bool, stored: bool) -> String {
    let title = or_untitled(&set.details().title);
    let begins = set.article().text().trim_start().chars().take(60).collect::<String>();
    let title = if set.details().title.is_empty() && !begins.is_empty() { &begins } else { title };
    let place = match (open, stored) {
        (true, _) => "the open article",
        (false, true) => super::IS_STORED,
        (false, false) => "a new article",
    };
    format!("{title} · {} · {place}", annotations(set.len()))
}

pub(in super::super) fn import_is_one_step() -> &'static str {
    "Nothing has changed yet. Undo takes the import back in one step."
}
