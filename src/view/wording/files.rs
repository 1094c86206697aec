//! The words about exporting and importing files.

use super::{THE_ARTICLE, annotations, counted, form_title, grouped, or_untitled, verdict};
use crate::formats::{Audience, Format, Lack, Loss};
use crate::model::record::Record as _;
use crate::model::{Annotation, AnnotationSet, Claimant, Detail, Kind};
use crate::session::worker::protocol::FoundArticle;

// Export.
pub(in super::super) const PREVIEW: &str = "Preview";
pub(in super::super) const COPY: &str = "Copy";
pub(in super::super) const DOWNLOAD: &str = "Download";
pub(in super::super) const SAVE_TO: &str = "Save as …";
pub(in super::super) const PRINT: &str = "Print";
pub(in super::super) const TO_PRINT: &str = "Print …";
pub(in super::super) const NOT_MADE: &str = "No file";
pub(in super::super) const LOSSES: &str = "What this format leaves out";
pub(in super::super) const NO_FILE_MADE: &str = "No file was made.";
pub(in super::super) const LOSSES_LATER: &str = "Making and checking the file…";
pub(in super::super) const NO_LOSS: &str = "Nothing is lost in this format.";
pub(in super::super) const LOSSES_ARE_HERE: &str = "Your work in the app is not affected.";
pub(in super::super) const BYTE_ORDER_MARK: &str = "Add a byte order mark (for Excel)";
pub(in super::super) const SHAPE: &str = "File layout";
pub(in super::super) const PAGE_PARTS: &str = "Parts of the page";

pub(in super::super) const EXPORT_SELECTED: &str = "Export selected";
pub(in super::super) const DELETE_SELECTED: &str = "Delete selected";

pub(in super::super) fn select(title: &str) -> String {
    format!("Select {title}")
}

// Import.
pub(in super::super) const IMPORT: &str = "Import";
pub(in super::super) const WILL_BE_ADDED: &str = "new";
pub(in super::super) const ARE_THERE: &str = "already here";
pub(in super::super) const DIFFER: &str = "different";
pub(in super::super) const WHERE_THEY_DIFFER: &str = "Differences";
pub(in super::super) const THEIRS: &str = "Use the file’s version";
pub(in super::super) const MINE: &str = "Keep yours";
pub(in super::super) const BOTH: &str = "Keep both";
pub(in super::super) const TO_KEEP: &str = "Version to keep";
pub(in super::super) const SHOW_MORE: &str = "Show more";
pub(in super::super) const HERE: &str = "Here";
pub(in super::super) const IN_THE_FILE: &str = "In the file";

/// The error when the worker is gone and gave no reason.
pub const WORKER_BROKE: &str = "the part of the program that reads and writes files stopped";

/// The API’s error when the rest of the program cannot be loaded.
pub fn part_missing(reason: &str) -> String {
    format!(
        "a part of the program could not be loaded ({reason}), so nothing was done; check the connection and try again"
    )
}

/// The error when the worker cannot be started, or breaks.
pub fn worker_broke(reason: &str) -> String {
    let reason = if reason.is_empty() { String::new() } else { format!(" ({reason})") };
    format!("{WORKER_BROKE}{reason}; check the connection and try again. Your work is not affected")
}

/// A file is being made: articles done, and all of them.
pub(in super::super) fn making(done: usize, of: usize) -> String {
    match of {
        0 | 1 => "Making the file…".to_owned(),
        _ => format!("Making the file: {} of {} articles…", grouped(done), grouped(of)),
    }
}

pub(in super::super) fn audience(audience: Audience) -> &'static str {
    match audience {
        Audience::Read => "To read",
        Audience::Publish => "To publish",
        Audience::Keep => "To keep and share",
        Audience::Spreadsheet => "For spreadsheets",
        Audience::Language => "For language tools",
    }
}

/// One plain sentence on a format: who needs it.
pub(in super::super) fn about(format: &str) -> &'static str {
    match format {
        "json" => "Everything in one file. Keep it, send it to a colleague, or open it here again.",
        "w3c" => "The web standard for annotations, for archives and annotation servers.",
        "hypothesis" => "For Hypothesis. Import it in the sidebar on the article’s page.",
        "recogito" => "For Recogito and tools built on Annotorious.",
        "brat" => "For brat: text, annotations and its configuration in one ZIP.",
        "conll" => "One word per line with its label, for training named-entity recognisers.",
        "doccano" => "For doccano: one article per line.",
        "label-studio" => "For Label Studio: tasks and the labelling configuration.",
        "prodigy" => "For Prodigy and spaCy: one article per line.",
        "pubannotation" => "For PubAnnotation and its editor TextAE.",
        "spacy" => "spaCy’s own document format, read by Doc.from_json.",
        "tei" => "The standard for editions and archives: people, quotes and claims in the text.",
        "uima-cas" => "For INCEpTION and other UIMA programs.",
        "webanno" => "For WebAnno and older versions of INCEpTION.",
        "csv" => "One annotation per row, for Excel, LibreOffice and Numbers.",
        "tsv" => "One annotation per row, separated by tabs.",
        "markdown" => "The article with your annotations as footnotes.",
        "html" => "The annotated article as one page to print, send and read. Choose its parts:",
        "schema-org" => "Checked claims and quotes for search engines, to put on your page.",
        "vetting" => "Every claim with its verdict and sources, to print or as CSV.",
        "report" => "Who said what, as plain text.",
        "picture" => "Who said what along the article, drawn in black on white for print.",
        "numbers" => "Who said how much: people, quotes, shares and paragraphs, counted.",
        _ => "",
    }
}

pub(in super::super) fn label_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "Label for people",
        Kind::Claim => "Label for claims",
        Kind::Quote => "Label for quotes",
    }
}

pub(in super::super) fn preview(lines: usize, shown: usize) -> String {
    match lines {
        0 => String::new(),
        _ if lines <= shown => counted(lines, "line", "lines"),
        _ => format!("first {shown} of {} lines", grouped(lines)),
    }
}

/// The files of a ZIP.
pub(in super::super) fn inside(names: &[String]) -> String {
    match names {
        [one] => one.clone(),
        [first, second, third] => format!("{first}, {second}, {third}"),
        [first, second] => format!("{first}, {second}"),
        [first, ..] => format!("{} files, starting with {first}", grouped(names.len())),
        [] => String::new(),
    }
}

pub(in super::super) fn proved(count: usize, format: &Format, sha256: &str) -> String {
    let all = match count {
        0 => "the text matches; there are no annotations yet".to_owned(),
        1 => "the annotation matches".to_owned(),
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
        false => format!("Made from {}.{text}", annotations(count)),
    }
}

/// The name of a loss for tests and style sheets.
pub(in super::super) fn loss_name(lack: Lack) -> String {
    lack.plain().as_text().unwrap_or_default().to_owned()
}

/// A loss and its count.
pub(in super::super) fn loss(loss: &Loss) -> String {
    let count = loss.count as usize;
    let n = |one: &str, many: &str| counted(count, one, many);
    match loss.what {
        Lack::Annotation => n("annotation", "annotations"),
        Lack::Span => n("annotation lies elsewhere", "annotations lie elsewhere"),
        Lack::Label => n("label", "labels"),
        Lack::Note => n("note", "notes"),
        Lack::Tags => n("annotation’s tags", "annotations’ tags"),
        Lack::Actor => {
            n("link to a person, speaker or claimant", "links to people, speakers and claimants")
        }
        Lack::ArticleClaims => n("claim by the article itself", "claims by the article itself"),
        Lack::Cue => n(
            "phrase that introduces a quote (“he said”)",
            "phrases that introduce quotes (“he said”)",
        ),
        Lack::Form => n("type of quote (direct, indirect)", "types of quote (direct, indirect)"),
        Lack::QuoteSource => {
            n("link from a quote to its source", "links from quotes to their sources")
        }
        Lack::Check => n("fact check", "fact checks"),
        Lack::ActorName => {
            n("name (other words stand in the file)", "names (other words stand in the file)")
        }
        Lack::ActorSort => {
            n("type of person (person, organisation …)", "types of people (person, organisation …)")
        }
        Lack::ActorRole => n("person’s role", "people’s roles"),
        Lack::ActorWikidata => n("Wikidata id", "Wikidata ids"),
        Lack::ActorNote => n("note on a person", "notes on people"),
        Lack::ActorAlone => n("person without annotations", "people without annotations"),
        Lack::Creator => format!("the creator of {}", annotations(count)),
        Lack::Created => n("creation date", "creation dates"),
        Lack::Modified => n("date of last change", "dates of last change"),
        Lack::Origin => match count {
            1 => "how 1 annotation was made (by hand or suggested)".to_owned(),
            _ => format!("how {} were made (by hand or suggested)", annotations(count)),
        },
        Lack::SourceId => n("id from an earlier file", "ids from earlier files"),
        Lack::Id => n("id", "ids"),
        Lack::ArticleId => "the article’s id".to_owned(),
        Lack::Title => "the title".to_owned(),
        Lack::Byline => "the byline".to_owned(),
        Lack::Source => "the article’s address".to_owned(),
        Lack::Published => "the date of publication".to_owned(),
        Lack::Language => "the language".to_owned(),
        Lack::Scheme => "label colours and keys, and the scale of verdicts".to_owned(),
        Lack::Versions => "earlier versions of the text".to_owned(),
        Lack::Rejected => "which suggestions were rejected".to_owned(),
        Lack::Blocks => "the article’s layout (headings, lists, tables …)".to_owned(),
        Lack::Inlines => "the article’s emphasis and links".to_owned(),
        Lack::Address => n(
            "address that isn’t http, https, mailto or DOI",
            "addresses that aren’t http, https, mailto or DOI",
        ),
    }
}

/// The accessible name of the choice in a row.
pub(in super::super) fn choice_for(here: &str) -> String {
    format!("Version to keep: {here}")
}

/// How many of the differences are in the table.
pub(in super::super) fn of_them_shown(shown: usize, all: usize) -> String {
    format!(
        "Showing {} of {}. The choice for all applies to the rest.",
        grouped(shown),
        grouped(all)
    )
}

pub(in super::super) fn and_more(count: usize) -> String {
    format!("and {} more", grouped(count))
}

/// An annotation’s kind and first words.
pub(in super::super) fn start_of(set: &AnnotationSet, one: &Annotation) -> String {
    let words = one.spans.first().map_or("", |span| set.article().slice(*span));
    let end = words.char_indices().nth(60).map_or(words.len(), |(end, _)| end);
    let more = if end < words.len() || one.spans.len() > 1 { " …" } else { "" };
    format!("{}: {}{more}", kind_name(one.kind()), words.get(..end).unwrap_or_default())
}

/// An annotation with everything a reader can change about it.
pub(in super::super) fn said_of(set: &AnnotationSet, one: &Annotation) -> String {
    let mut said = vec![start_of(set, one)];
    said.extend(one.label.clone());
    said.extend(one.actor().and_then(|id| set.actor(id)).map(|actor| actor.name.clone()));
    match &one.detail {
        Detail::Quote { form, cue, source, .. } => {
            said.extend(form.map(|form| form_title(form).to_owned()));
            said.extend(cue.map(|cue| format!("Introduced by “{}”", set.article().slice(cue))));
            said.extend(source.as_ref().map(|_| "linked with its source".to_owned()));
        }
        Detail::Claim { claimant, check } => {
            let article = *claimant == Some(Claimant::Article);
            said.extend(article.then(|| THE_ARTICLE.to_owned()));
            if let Some(check) = check {
                said.push(verdict(check.verdict.as_ref()).to_owned());
                said.push(check.explanation.clone());
                said.push(counted(check.sources.len(), "source", "sources"));
            }
        }
        Detail::Person { .. } => {}
    }
    said.extend([one.note.clone(), one.tags.join(", "), one.creator.clone().unwrap_or_default()]);
    said.retain(|part| !part.is_empty());
    said.join(" · ")
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "Person",
        Kind::Claim => "Claim",
        Kind::Quote => "Quote",
    }
}

pub(in super::super) const WITH_PREDICTIONS: &str = "Label Studio, with its predictions";

pub(in super::super) fn read_as(names: &[String]) -> String {
    match names {
        [one] => format!("Read {one} as"),
        _ => format!("Read {} as", counted(names.len(), "file", "files")),
    }
}

pub(in super::super) fn documents(count: usize) -> String {
    format!("{} in this file. Select those to import", counted(count, "article", "articles"))
}

/// An article in a file.
pub(in super::super) fn document(found: &FoundArticle, stored: bool) -> String {
    let set = &found.set;
    let name = set.name();
    let title = or_untitled(&name);
    let place = match (found.compared.is_some(), stored) {
        (true, _) => "the open article",
        (false, true) => super::IS_STORED,
        (false, false) => "a new article",
    };
    format!("{title} · {} · {place}", annotations(set.len() + found.brings.len()))
}

/// What an import can take back: what goes into the open article is a step there, and other articles are stored.
pub(in super::super) fn what_undo_takes_back(opened: bool, others: bool) -> &'static str {
    match (opened, others) {
        (true, false) => "Nothing has changed yet. You can undo the import in one step.",
        (true, true) => {
            "Nothing has changed yet. Undo takes back what goes into the open article; the others go to your library."
        }
        (false, _) => "Nothing has changed yet. The articles go to your library.",
    }
}
