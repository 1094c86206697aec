//! The marked-up page: the article with its highlights, numbered notes, claims, people and the picture, to read,
//! send and print. Export only; no scripts, no requests, and no text unescaped (tests/formats/hostile.rs).

mod lists;
mod numbers;
mod parts;
mod text;

use super::picture::svg::{clean, fitted};
use crate::formats::common::codec::{Codec, Context, Imported, KeptDocument};
use crate::formats::common::markup::{escaped, linked};
use crate::formats::common::sentences::{self, count};
use crate::formats::common::{Audience, Choice, File, Format, Ids, Options, Problem};
use crate::model::statistics::Statistics;
use crate::model::{AnnotationSet, Detail, Kind, Timestamp};
use numbers::NoteNumbers;
use parts::{PARTS, PageParts};

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
    choices: &[Choice::Parts(PARTS)],
};

/// Its functions.
pub const CODEC: Codec =
    Codec { format: &FORMAT, holds: parts::holds, export, import: |_, _| Imported::default() };

const STYLE: &str = include_str!("page.css");

fn export(documents: &[KeptDocument<'_>], context: &Context<'_>) -> Result<Vec<File>, Problem> {
    let one = |one: &KeptDocument<'_>| {
        let page = MarkedPage::of(one, context.options).written(context.now);
        File::new(format!("{}.html", one.stem()), page)
    };
    Ok(documents.iter().map(one).collect())
}

/// What every part of the page needs.
struct MarkedPage<'a> {
    set: &'a AnnotationSet,
    /// What the page says if it has only some of the annotations.
    part: Option<String>,
    parts: PageParts,
    counted: Statistics,
    numbers: NoteNumbers<'a>,
}

impl<'a> MarkedPage<'a> {
    fn of(one: &'a KeptDocument<'_>, options: &Options) -> Self {
        let (set, parts) = (one.set(), PageParts::of(options));
        Self {
            set,
            part: sentences::part(one),
            parts,
            counted: Statistics::of(set),
            numbers: NoteNumbers::of(set, parts),
        }
    }

    fn written(&self, now: Timestamp) -> String {
        let title = escaped(sentences::title(self.set));
        let language = escaped(self.set.details().language.as_deref().unwrap_or(""));
        // In a long article each part is long: only the chosen ones are made.
        let parts: [(bool, &dyn Fn() -> String); 5] = [
            (self.parts.text, &|| self.text(&language)),
            (self.parts.notes, &|| self.notes()),
            (self.parts.claims, &|| self.claims()),
            (self.parts.people, &|| self.people()),
            (self.parts.picture, &|| self.picture()),
        ];
        let chosen = parts.iter().filter(|(chosen, _)| *chosen);
        let parts: String = chosen.map(|(_, part)| part()).collect();
        format!(
            "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"text-sha256\" content=\"{}\">\n<title>{title}</title>\n<style>\n{STYLE}{}</style>\n</head>\n<body>\n\
             <main>\n<h1 dir=\"auto\">{title}</h1>\n{}{parts}</main>\n</body>\n</html>\n",
            self.set.article().sha256(),
            foot(self.set, now, "8mm"),
            self.about(),
        )
    }

    /// Where the article is from, its length, what is marked, by whom, and what is checked.
    fn about(&self) -> String {
        let details = self.set.details();
        let source = match details.source.as_deref().filter(|source| !source.is_empty()) {
            None => "Source not given".to_owned(),
            Some(source) => source.to_owned(),
        };
        let byline = [&details.byline, &details.published].into_iter().flatten();
        let from = byline.filter(|part| !part.is_empty()).chain([&source]);
        let from: Vec<_> = from.map(|part| linked(part)).collect();
        let words = count(self.counted.words, "word", "words");
        let mut about = format!("<p class=\"about\">{} · {words}</p>\n", from.join(" · "));
        let summary = (!self.set.is_empty()).then(|| self.summary());
        for line in self.part.iter().chain(&summary) {
            about += &format!("<p class=\"about\">{}</p>\n", escaped(line));
        }
        about
    }

    /// How much is marked, by whom, and how the claims were judged.
    fn summary(&self) -> String {
        let total = &self.counted.total;
        let people = count(self.counted.people.len(), "person", "people");
        let quotes = count(total.quotes, "quote", "quotes");
        let judged = if self.parts.verdicts() { self.judged() } else { String::new() };
        let claims = count(total.claims, "claim", "claims") + &judged;
        let counted =
            [(self.parts.appearing(), people), (self.parts.quotes(), quotes), (true, claims)];
        let counted = counted.into_iter().filter(|(told, _)| *told).map(|(_, count)| count);
        let counted = counted.collect::<Vec<_>>().join(", ");
        let by = self.numbers.creator.map(|creator| format!(" · Annotated by {creator}"));
        let last = self
            .last_check()
            .filter(|_| self.parts.claims)
            .map(|day| format!(" · Last check: {day}"));
        format!("{counted}{}{}", by.unwrap_or_default(), last.unwrap_or_default())
    }

    /// The claims by verdict.
    fn judged(&self) -> String {
        let total = &self.counted.total;
        let verdicts = self.counted.verdicts.iter().map(sentences::verdict);
        let judged = verdicts.zip((0..).map(|at| total.with_verdict(at)));
        let judged =
            judged.chain([("Not checked", total.unchecked)]).filter(|(_, claims)| *claims > 0);
        let judged: Vec<_> =
            judged.map(|(verdict, claims)| format!("{verdict}: {claims}")).collect();
        if judged.is_empty() { String::new() } else { format!(" ({})", judged.join(", ")) }
    }

    /// The day of the latest check.
    fn last_check(&self) -> Option<&str> {
        let days = self.set.iter().filter_map(|one| match &one.detail {
            Detail::Claim { check: Some(check), .. } if check.verdict.is_some() => {
                check.date.as_deref()
            }
            _ => None,
        });
        days.max()
    }

    /// The claims that are printed.
    fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &crate::model::Annotation> {
        self.set.iter().filter(move |one| one.kind() == kind).map(|one| &**one)
    }
}

/// The foot of each sheet, for browsers that print one: title, time of the export, page number; as far from its
/// edges as the text.
pub(super) fn foot(set: &AnnotationSet, now: Timestamp, indent: &str) -> String {
    let title = quoted(&fitted(&clean(sentences::title(set)), 60));
    let now = now.to_string();
    let (day, minute) = (now.get(..10).unwrap_or_default(), now.get(11..16).unwrap_or_default());
    let look = format!("font: 7.5pt system-ui, sans-serif; padding-inline: {indent}");
    format!(
        "@page {{ @bottom-left {{ content: {title}; {look}; }} \
         @bottom-right {{ content: \"Article Annotator, {day}, {minute} UTC · \" counter(page) \" of \" counter(pages); {look}; }} }}\n"
    )
}

/// A text as a string of a style sheet.
fn quoted(text: &str) -> String {
    let sign = |c: char| match c {
        ' ' => " ".to_owned(),
        c if c.is_alphanumeric() => c.to_string(),
        c => format!("\\{:x} ", u32::from(c)),
    };
    format!("\"{}\"", text.chars().map(sign).collect::<String>())
}
