//! The words of the list of annotations, and of changing many at once.

use crate::model::plain::Plain;
use crate::model::query::AnnotationOrder;
use crate::model::record::Record;
use crate::model::{CheckStatus, Kind, Origin, Term, Verdict, Worthy};
use crate::session::document::lints::Lint;
use crate::session::document::many::{LostWithKind, ManyForm};
use crate::session::render::cards::{Card, Who};

use super::{
    NO_CLAIMANT, THE_ARTICLE, annotations, claim_order, count, counted, lint_name, status,
    underway, verdict, verdict_or_open,
};

pub const AS_LIST: &str = "As a list";
pub const AS_LIST_HINT: &str = "All annotations as a list, to filter and to change many at once";
pub const AS_CARDS: &str = "As cards";
pub const SORT_ANNOTATIONS: &str = "Sort annotations";
pub const FILTERED_BY: &str = "Filtered by";
pub const FILTER_BY: &str = "Filter …";
pub const FILTER: &str = "Filter";
pub const NOTHING_LISTED: &str = "No annotation fits";
pub const NOTHING_LISTED_HINT: &str = "Remove a filter to see more.";
pub const SELECTED: &str = "Selected annotations";
pub const SELECT_LISTED: &str = "Select all listed (Ctrl+A)";
pub const SELECT_NONE: &str = "Clear the selection (Esc)";
pub const DELETE_SELECTED_HINT: &str =
    "Delete the selected annotations (Delete). Undo restores them.";
pub const CHOOSE_LABEL: &str = "Choose a label";
pub const CHOOSE_KIND: &str = "Choose a kind";
pub const CHOOSE_TAG: &str = "Remove a tag";
pub const NO_LABELS: &str = "There are no labels for these.";
pub const WHO_HINT: &str = "A name; leave empty for nobody";
pub const SET_WHO: &str = "Set speaker or claimant";
pub const TAG_HINT: &str = "A tag";

pub fn annotation_order(order: AnnotationOrder) -> &'static str {
    match order {
        AnnotationOrder::Person => "By person",
        other => claim_order(other),
    }
}

/// What a row says at its end, and whether that is something missing.
pub fn row_state(card: &Card) -> (String, bool) {
    match (card.kind, &card.who) {
        (Kind::Claim, Who::Unknown) if card.verdict.is_none() => (NO_CLAIMANT.to_owned(), true),
        (Kind::Claim, _) if card.underway.is_some() => {
            let check = card.underway.as_deref();
            (check.map(|(status, name)| underway(*status, name)).unwrap_or_default(), false)
        }
        (Kind::Claim, _) => (verdict_or_open(card.verdict.as_ref(), card.shared), false),
        (Kind::Quote, Who::Unknown) => ("No speaker".to_owned(), true),
        (_, Who::Named(name)) => (name.clone(), false),
        _ => (card.label.as_ref().map_or_else(String::new, |(name, _)| name.clone()), false),
    }
}

/// What is listed.
pub fn listed(listed: usize, all: usize) -> String {
    if listed == all { annotations(all) } else { format!("{listed} of {all}") }
}

pub fn selected(count: usize, unlisted: usize) -> String {
    match unlisted {
        0 => format!("{count} selected"),
        unlisted => format!("{count} selected, {unlisted} not listed"),
    }
}

pub fn many_form(form: ManyForm) -> &'static str {
    match form {
        ManyForm::Who => "Speaker",
        ManyForm::Label => "Label",
        ManyForm::Tag => "Tag",
        ManyForm::Kind => "Kind",
    }
}

/// What a filter filters by.
pub fn filter_term(term: Term) -> &'static str {
    match term {
        Term::Text => "Words",
        Term::Kinds => "Kind",
        Term::Labels => "Label",
        Term::People => "Person",
        Term::Tags => "Tag",
        Term::Issues => "To do",
        Term::Checked | Term::Statuses => "Check",
        Term::Worthy => "Worth checking",
        Term::Verdicts | Term::Decided => "Verdict",
        Term::Origins => "Origin",
        Term::Creators => "Made by",
        Term::From | Term::To => "Made on",
    }
}

/// One value of a filter; `None` for the article as claimant.
pub fn filter_value(term: Term, name: Option<&str>) -> String {
    let Some(name) = name else { return THE_ARTICLE.to_owned() };
    if name.is_empty() {
        return "Somebody deleted".to_owned();
    }
    let plain = Plain::text(name);
    let known = match term {
        Term::Kinds => Kind::named(name).map(|kind| match kind {
            Kind::Person => "People",
            Kind::Claim => "Claims",
            Kind::Quote => "Quotes",
        }),
        Term::Checked if name == "true" => Some("With a result"),
        Term::Checked => Some("Without a result"),
        Term::Decided if name == "true" => Some("With a verdict"),
        Term::Decided => Some("Without a verdict"),
        Term::Statuses => CheckStatus::read(&plain).ok().map(|one| status(Some(one))),
        Term::Worthy => Worthy::read(&plain).ok().map(|worthy| match worthy {
            Worthy::Yes => "Worth checking",
            Worthy::No => "Not worth checking",
            Worthy::Unsure => "Perhaps worth checking",
        }),
        Term::Verdicts => return verdict(Some(&Verdict::named(name))).to_owned(),
        // What To do counts by person is counted by annotation here.
        Term::Issues => Lint::read(&plain).ok().map(|lint| match lint {
            Lint::NeverMarked => "By people not marked in the text",
            Lint::Unmarked => "Of people named in more places",
            Lint::Alike => "Of people who may be the same",
            _ => lint_name(lint),
        }),
        Term::Origins => Origin::read(&plain).ok().map(|origin| match origin {
            Origin::Hand => "By hand",
            Origin::Suggestion => "Suggested",
            Origin::Import => "Imported",
        }),
        _ => None,
    };
    known.unwrap_or(name).to_owned()
}

pub fn filter_choice(term: Term, name: Option<&str>, count: usize) -> String {
    format!("{}: {} ({count})", filter_term(term), filter_value(term, name))
}

/// The values of one term of the filter.
pub fn filter_chip(term: Term, names: &[Option<String>]) -> String {
    let names = names.iter().map(|name| filter_value(term, name.as_deref()));
    names.collect::<Vec<_>>().join(" or ")
}

pub fn remove_filter(chip: &str) -> String {
    format!("Remove filter: {chip}")
}

/// The name of a row’s checkbox.
pub fn select_row(of: Kind, paragraph: usize, words: &str) -> String {
    format!("{}, paragraph {paragraph}: {words}", super::kind(of))
}

pub fn remove_tag_from(tag: &str, count: usize) -> String {
    format!("Remove “{tag}” from {}", annotations(count))
}

pub fn set_label(name: &str, of: Kind, number: usize) -> String {
    format!("Set “{name}” for {}", count(of, number))
}

pub fn no_label_for(count: usize) -> String {
    format!("No label for {}", annotations(count))
}

pub fn turn_into(of: Kind, number: usize) -> String {
    let (one, many) = match of {
        Kind::Person => ("a person", "people"),
        Kind::Claim => ("a claim", "claims"),
        Kind::Quote => ("a quote", "quotes"),
    };
    match number {
        1 => format!("Turn 1 into {one}"),
        number => format!("Turn {number} into {many}"),
    }
}

/// What is lost with the kind, or nothing.
pub fn lost_with_kind(lost: &LostWithKind) -> String {
    match lost_parts(lost).as_str() {
        "" => String::new(),
        parts => format!("This drops {parts}. Undo restores all of it."),
    }
}

/// What is lost with the kind, in the words of the cards.
pub(super) fn lost_parts(lost: &LostWithKind) -> String {
    let all = [
        (lost.checks, "fact check", "fact checks"),
        (lost.forms, "type of quote or introduction", "types of quotes or introductions"),
        (lost.links, "link to a source", "links to sources"),
        (lost.people, "name", "names"),
        (lost.labels, "label", "labels"),
    ];
    let lost = all.into_iter().filter(|(number, ..)| *number > 0);
    let lost: Vec<_> = lost.map(|(number, one, many)| counted(number, one, many)).collect();
    lost.join(", ")
}

pub fn delete_selected(count: usize) -> String {
    format!("Delete {count}")
}

pub fn only_some(some: usize, all: usize) -> String {
    format!("Only {some} of {} in this article.", annotations(all))
}
