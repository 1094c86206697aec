//! The words of the page “Who said what”.

use super::people::{form_title, tally};
use super::{counted, grouped, verdict};
use crate::formats::codecs::picture::page::{ShareList, ShareRow, WhoPage, WhoRow, WhoSums};
use crate::model::record::Record as _;
use crate::model::statistics::percent;
use crate::model::{Annotation, AnnotationSet, Detail, Kind, QuoteForm, Verdict, plain::Plain};

pub const WHO_SAID_WHAT: &str = "Who said what";
pub const WHO_SAID_WHAT_HINT: &str = "A picture of the article, every quote, and the numbers";
pub const COUNT_SELECTED_HINT: &str = "Who said how much in the selected articles, and when";
pub const BACK_TO_TEXT: &str = "Back to the text";
pub const PRINT_PAGE: &str = "Print";
pub const NUMBERS_AS_CSV: &str = "Numbers as CSV …";
pub const ROW_ORDER: &str = "Order of the people";
pub const BY_APPEARANCE: &str = "By first appearance";
pub const BY_WORDS: &str = "By words quoted";
pub const LEGEND: [(Kind, &str); 3] = [
    (Kind::Person, "Mention"),
    (Kind::Quote, "Quote, as long as it runs"),
    (Kind::Claim, "Claim, with its verdict"),
];
pub const NOBODY_HERE: &str = "Nothing is marked yet";
pub const NOBODY_HERE_HINT: &str =
    "Mark people, quotes and claims in the article. They then appear here.";
pub const PAGE_GARBLED: &str = "The page could not be read. Close it and open it again.";
pub const WHERE_HEADING: &str = "Where in the article";
pub const ROW_PERSON: &str = "Person";
pub const ROW_ARTICLES: &str = "Articles";
pub const ROW_NUMBERS: [&str; 4] = ["Mentions", "Quotes", "Words", "Claims"];
pub const MARK_KEYS: &str = "Left and right arrows go from mark to mark, up and down from person to person. Enter goes to the text.";
pub const NOBODY_NAMED: &str = "Nobody named yet";
pub const EVERY_QUOTE: &str = "Every quote";
pub const IN_TEXT_ORDER: &str = "in the order of the article";
pub const QUOTE_HEADINGS: [&str; 5] = ["Speaker", "Words", "Introduced by", "Form", "Where"];

/// While the worker counts.
pub fn counting(done: usize, of: usize) -> String {
    match of {
        0 | 1 => "Counting…".to_owned(),
        _ => format!("Counting: {} of {} articles…", grouped(done), grouped(of)),
    }
}

/// "9 people, 3 of them quoted. 6 quotes of 87 words: 27% of the article."
pub fn who_summary(sums: &WhoSums) -> String {
    let people = counted(sums.people, "person", "people");
    let (many, articles) = match sums.articles {
        1 => (String::new(), "article"),
        articles => (format!("{} articles, ", grouped(articles)), "articles"),
    };
    let claims = counted(sums.claims, "claim", "claims");
    if sums.quotes == 0 {
        return format!("{many}{people}, no quotes, {claims}.");
    }
    format!(
        "{many}{people}, {} of them quoted. {} of {}: {} of the {articles}.",
        grouped(sums.speakers),
        counted(sums.quotes, "quote", "quotes"),
        super::words(sums.quoted),
        share(sums.quoted, sums.words),
    )
}

/// The name of a row.
pub fn row_name(row: &WhoRow) -> String {
    match row.owner.as_str() {
        WhoRow::MORE => format!("{} more", grouped(row.count)),
        WhoRow::UNNAMED => counted(row.count, "unnamed source", "unnamed sources"),
        WhoRow::ARTICLE => "The article itself".to_owned(),
        WhoRow::NOBODY => NOBODY_NAMED.to_owned(),
        _ => row.name.clone(),
    }
}

/// The line below the name: the role, or that somebody speaks but is not marked.
pub fn row_detail(page: &WhoPage, row: &WhoRow) -> String {
    let unmarked = row.numbers.first() == Some(&0) && row.owner.is_empty();
    match row.role.as_str() {
        "" if unmarked && page.sums.articles == 1 => "Not marked in the text".to_owned(),
        role => role.to_owned(),
    }
}

/// The accessible name of a row whose marks nobody looks at.
pub fn row_told(row: &WhoRow) -> String {
    let [mentions, quotes, _, claims] = row.numbers[..] else { return row_name(row) };
    let counts = [(Kind::Person, mentions), (Kind::Quote, quotes), (Kind::Claim, claims)];
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    let counts: Vec<_> = counts.map(|(kind, count)| tally(kind, count)).collect();
    format!("{}: {}", row_name(row), counts.join(", "))
}

/// A mark, told: whose, what, where, and which of how many of the row.
pub fn mark_told(
    row: &WhoRow,
    set: &AnnotationSet,
    one: &Annotation,
    (number, all): (usize, usize),
) -> String {
    let article = set.article();
    let paragraph = article.paragraph(article.block_at(one.start())).max(1);
    let verdict = match &one.detail {
        Detail::Claim { check, .. } => {
            let found = check.as_ref().and_then(|check| check.verdict.as_ref());
            format!(" · {}", verdict(found))
        }
        _ => String::new(),
    };
    let words = super::start_of(set, one);
    format!("{} · {words} · ¶ {paragraph}{verdict} · {number} of {all}", row_name(row))
}

pub fn share_title(what: &str) -> &'static str {
    match what {
        ShareList::SPEAKERS => "Share of quoted words",
        ShareList::ROLES => "By role",
        ShareList::LABELS => "By label of the quote",
        ShareList::FORMS => "Quotes",
        ShareList::VERDICTS => "Claims",
        ShareList::TIME => "Quoted words over time",
        _ => "Annotated text by paragraph",
    }
}

/// The name of a row of a list.
pub fn share_name(what: &str, row: &ShareRow) -> String {
    match (what, row.name.as_str()) {
        (ShareList::FORMS, "") => "Form not set".to_owned(),
        (ShareList::FORMS, ShareList::UNNAMED) => "By unnamed sources".to_owned(),
        (ShareList::FORMS, name) => match QuoteForm::read(&Plain::text(name)) {
            Ok(form) => form_title(form).to_owned(),
            Err(_) => name.to_owned(),
        },
        (ShareList::VERDICTS, "") => verdict(None).to_owned(),
        (ShareList::VERDICTS, name) => verdict(Some(&Verdict::named(name))).to_owned(),
        (ShareList::SPEAKERS, "") => NOBODY_NAMED.to_owned(),
        (ShareList::SPEAKERS, ShareList::UNNAMED) => "Unnamed sources".to_owned(),
        (ShareList::ROLES, "") => "No role".to_owned(),
        (ShareList::LABELS, "") => "No label".to_owned(),
        (ShareList::TIME, "") => "No date".to_owned(),
        (ShareList::PARAGRAPHS, number) => format!("¶\u{a0}{number}"),
        (_, name) => name.to_owned(),
    }
}

/// "61 words, 70%".
/// A share in percent; a small one is not nothing.
fn share(part: usize, of: usize) -> String {
    match percent(part, of) {
        0 if part > 0 => "less than 1%".to_owned(),
        percent => format!("{percent}%"),
    }
}

pub fn share_text(what: &str, row: &ShareRow) -> String {
    let share = share(row.part, row.of);
    let words = super::words(row.part);
    match what {
        ShareList::PARAGRAPHS => share,
        ShareList::TIME => format!("{words} in {}", counted(row.count, "article", "articles")),
        _ => format!("{words}, {share}"),
    }
}

pub fn show_rest(left: usize) -> String {
    format!("Show more ({} left)", grouped(left))
}

/// "¶ 3"
pub fn place(paragraph: usize) -> String {
    format!("¶\u{a0}{paragraph}")
}

/// The accessible name of the button that leads to a quote.
pub fn to_quote(paragraph: usize, words: &str) -> String {
    format!("{}: {words}", place(paragraph))
}
