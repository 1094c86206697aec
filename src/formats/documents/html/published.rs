//! The day an article was published, as the page says it: in its head, in marked elements, in plain words, in
//! its address. A date that cannot be is none (tests/opening/about.rs).

use std::collections::BTreeSet;

use dom_query::{Document, Node, NodeId};

use super::day_line;
use super::nodes::{attribute, is, is_called, is_longer, is_small, line, names_of};
use super::walk::UNSEEN;
use crate::formats::documents::manuscript::Passage;
use crate::formats::documents::shared::dates;
use crate::model::BlockKind;

/// Words in the names of elements with a date.
const NAMES: [&str; 14] = [
    "date",
    "publish",
    "posted",
    "time",
    "byline",
    "author",
    "meta",
    "datum",
    "fecha",
    "created",
    "submitted",
    "tarih",
    "giorno",
    "dato",
];
/// Words in the names of elements whose dates are those of something else.
const OTHERS: [&str; 17] = [
    "comment",
    "related",
    "sidebar",
    "footer",
    "modified",
    "updated",
    "copyright",
    "widget",
    "nav",
    "recent",
    "tweet",
    "twitter",
    "embed",
    "teaser",
    "popular",
    "latest",
    "event",
];
/// Words before the date of a change.
const UPDATED: [&str; 34] = [
    "updated",
    "last updated",
    "last modified",
    "modified",
    "last edited",
    "edited",
    "aktualisiert",
    "letzte aktualisierung",
    "geändert",
    "mis à jour",
    "mise à jour",
    "modifié",
    "actualizado",
    "actualizada",
    "modificado",
    "aggiornato",
    "aggiornamento",
    "ultima modifica",
    "atualizado",
    "bijgewerkt",
    "laatst bijgewerkt",
    "gewijzigd",
    "aktualizacja",
    "zaktualizowano",
    "aktualizováno",
    "frissítve",
    "güncelleme",
    "güncellendi",
    "обновлено",
    "оновлено",
    "uppdaterad",
    "oppdatert",
    "päivitetty",
    "更新",
];
/// Words before the date of publication.
const PUBLISHED: [&str; 34] = [
    "published",
    "posted on",
    "posted:",
    "date published",
    "publié",
    "publiée",
    "publicado",
    "publicada",
    "pubblicato",
    "pubblicata",
    "veröffentlicht",
    "erstellt am",
    "erschienen am",
    "erschienen:",
    "gepubliceerd",
    "geplaatst",
    "publikacja",
    "opublikowano",
    "data publikacji",
    "publikováno",
    "publicat",
    "publicerad",
    "publisert",
    "publiceret",
    "udgivet",
    "julkaistu",
    "oluşturulma",
    "yayınlanma",
    "yayın tarihi",
    "опубликовано",
    "опубліковано",
    "发布时间",
    "发布于",
    "公開",
];
/// Longest text of an element with a date, in characters.
const LONGEST: usize = 120;
/// Number of passages before the first paragraph of an article that may say its date.
const NEAR: usize = 8;
/// Fewest characters of that paragraph.
const PARAGRAPH: usize = 100;

/// How a page writes its days.
#[derive(Clone, Copy)]
pub(super) struct DayOrder {
    /// Whether the day stands before the month for sure.
    pub day_first: bool,
}

impl DayOrder {
    fn within(self, text: &str) -> Option<String> {
        dates::within(text).or_else(|| self.day_first.then(|| dates::day_first(text))?)
    }
}

/// The date in the elements of a page.
pub(super) fn on_page(document: &Document, order: DayOrder) -> Option<String> {
    let nodes = document.root().descendants();
    let all: Vec<Node<'_>> = nodes.iter().filter(|one| one.is_element()).copied().collect();
    let is_named = |value: &str| {
        let names = ["datepublished", "dc:date", "dc:created", "dcterms:created", "published_time"];
        names.iter().any(|name| value.to_ascii_lowercase().contains(name))
    };
    let is_marked = |node: &&Node<'_>| {
        let says = ["itemprop", "property"]
            .iter()
            .any(|name| attribute(node, name).is_some_and(|is| is_named(&is)))
            || is(node, &["time"]) && node.has_attr("pubdate");
        says && !is_called(node, &["comment", "related"])
    };
    let is_time = |node: &&Node<'_>| {
        is(node, &["time"])
            && !is_called(node, &OTHERS)
            && !is_modified(node)
            && !is_updated(node)
            && !is_amid_sentence(node)
    };
    let in_article =
        |node: &&Node<'_>| node.ancestors(None).iter().any(|one| is(one, &["article", "main"]));
    // Teasers before the article are articles, too.
    let home = |node: &Node<'_>| {
        let around = node.ancestors(None);
        around.into_iter().find(|one| is(one, &["article", "main"])).map(|one| one.id)
    };
    let headlines = all.iter().filter(|one| is(one, &["h1"]));
    let homes: BTreeSet<NodeId> = headlines.filter_map(home).collect();
    let at_home = |node: &&Node<'_>| home(node).is_some_and(|home| homes.contains(&home));
    all.iter()
        .filter(is_marked)
        .find_map(|one| said(one, order))
        .or_else(|| all.iter().filter(is_time).filter(at_home).find_map(|one| said(one, order)))
        .or_else(|| nodes.iter().find_map(|one| behind_label(one, order)))
        .or_else(|| all.iter().filter(is_time).filter(in_article).find_map(|one| said(one, order)))
        .or_else(|| all.iter().filter(is_time).find_map(|one| said(one, order)))
        .or_else(|| all.iter().find_map(|one| in_words(one, order)))
        .or_else(|| bare(&nodes, order))
}

/// The date in the first element below the headline that says nothing else.
fn bare(all: &[Node<'_>], order: DayOrder) -> Option<String> {
    const AROUND: [&str; 5] = ["nav", "aside", "footer", "li", "form"];
    let below = all.iter().position(|one| is(one, &["h1"]))?;
    all.iter().skip(below).filter(|one| one.is_text()).find_map(|node| {
        let text = node.text();
        let text = text.trim();
        let is_date = text.len() <= LONGEST
            && is_only_date(text)
            && !is_update(text)
            && !day_line::is_of_other(text);
        let around = node.parent().filter(|_| is_date)?;
        let is_bare = !is_longer(&around, text.chars().count())
            && !is(&around, &UNSEEN)
            && !around.ancestors(None).iter().any(|one| is(one, &AROUND))
            && !is_called(&around, &OTHERS);
        is_bare.then(|| order.within(text))?
    })
}

/// Whether a text is a date, with the hour and the name of the day at most.
pub(super) fn is_only_date(text: &str) -> bool {
    let is_word = |word: &&str| {
        let letters = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        letters.chars().filter(|c| c.is_alphabetic()).count() > 2
            && !letters.contains(|c: char| c.is_numeric())
            && !dates::is_month(&letters)
    };
    text.starts_with(|c: char| c.is_alphanumeric())
        && text.contains(|c: char| c.is_ascii_digit())
        && text.split_whitespace().filter(is_word).count() <= 1
        && dates::within(text).or_else(|| dates::day_first(text)).is_some()
}

/// Whether what stands before an element says that its date is that of a change, or of something else.
fn is_updated(node: &Node<'_>) -> bool {
    let before = node.prev_sibling().map(|one| one.text().trim().to_lowercase());
    let before = before.filter(|text| !text.is_empty());
    let around = || {
        let parent = node.parent()?;
        is_small(&parent, LONGEST).then(|| line(&parent).to_lowercase())
    };
    let said = before.or_else(around).unwrap_or_default();
    let label = said.trim_end_matches(|c: char| !c.is_alphanumeric());
    UPDATED.iter().any(|word| label.ends_with(word))
        || is_update(&said)
        || day_line::is_of_other(&said)
}

/// Whether an element is amid a sentence about what happens that day.
fn is_amid_sentence(node: &Node<'_>) -> bool {
    const AROUND: [&str; 4] = ["p", "li", "blockquote", "figcaption"];
    const MOST: usize = 2000;
    let around = node.ancestors(None).into_iter().find(|one| is(one, &AROUND));
    around.is_some_and(|one| !is_small(&one, MOST) || day_line::is_sentence(&line(&one)))
}

/// The date of publication behind a label of it, wherever it is but in a paragraph.
fn behind_label(node: &Node<'_>, order: DayOrder) -> Option<String> {
    const OTHERS: [&str; 6] = ["comment", "related", "recent", "tweet", "teaser", "popular"];
    const PARAGRAPHS: [&str; 3] = ["p", "li", "blockquote"];
    if !node.is_text() {
        return None;
    }
    let text = node.text();
    if text.len() > 2 * LONGEST || !is_labelled_as(&text, &PUBLISHED) {
        return None;
    }
    let around = node.ancestors(Some(2));
    let all = node.ancestors(None);
    let in_paragraph = all.iter().find(|one| is(one, &PARAGRAPHS));
    if around.first().is_some_and(|one| is(one, &UNSEEN))
        || in_paragraph.is_some_and(|one| is_longer(one, LONGEST))
    {
        return None;
    }
    let short = around.iter().take_while(|one| !is_longer(one, LONGEST));
    let found = dates_behind(&text, order)
        .or_else(|| short.into_iter().find_map(|one| dates_behind(&line(one), order)))?;
    around.first().is_some_and(|one| !is_called(one, &OTHERS)).then_some(found)
}

fn is_labelled_as(text: &str, labels: &[&str]) -> bool {
    let lower = text.to_lowercase();
    labels.iter().any(|label| lower.contains(label))
}

fn dates_behind(text: &str, order: DayOrder) -> Option<String> {
    const NEAR: usize = 40;
    let lower = text.to_lowercase();
    let (before, behind) = PUBLISHED.iter().find_map(|word| lower.split_once(word))?;
    let near = behind.get(..behind.floor_char_boundary(NEAR)).unwrap_or(behind);
    order.within(near).or_else(|| dates::dotted(near)).or_else(|| {
        (!behind.contains(|c: char| c.is_ascii_digit())).then(|| order.within(before))?
    })
}

/// Whether a text is nothing but the label of a day: `Published`, `Updated:`.
pub(super) fn is_label(text: &str) -> bool {
    let label = text.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    PUBLISHED.iter().chain(&UPDATED).any(|word| label == word.trim_end_matches(':'))
}

/// Whether a text says that a day is that of publication, or of a change.
pub(super) fn is_labelled(text: &str) -> bool {
    is_labelled_as(text, &PUBLISHED)
        || is_labelled_as(text, &UPDATED)
        || text.to_lowercase().starts_with("stand:")
}

/// Whether a text begins with the label of a day.
pub(super) fn begins_as_label(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let mut labels = PUBLISHED.iter().chain(&UPDATED).chain(&["stand:"]);
    labels.any(|label| text.starts_with(label))
}

/// Whether a text says when the article was published.
pub(super) fn is_publication(text: &str) -> bool {
    is_labelled_as(text, &PUBLISHED)
}

fn is_modified(node: &Node<'_>) -> bool {
    attribute(node, "itemprop").is_some_and(|is| is.contains("odified"))
}

/// The date that an element says: in its attributes, or in its text.
fn said(node: &Node<'_>, order: DayOrder) -> Option<String> {
    let attributes = ["datetime", "content", "title", "data-date", "data-datetime"];
    let written = attributes.iter().find_map(|name| dates::day(&attribute(node, name)?));
    let is_short = written.is_none() && !is_longer(node, LONGEST);
    written.or_else(|| is_short.then(|| within(&line(node), order))?)
}

/// The date in an element that is called one.
fn in_words(node: &Node<'_>, order: DayOrder) -> Option<String> {
    if !is(
        node,
        &["p", "div", "span", "abbr", "em", "i", "small", "li", "a", "h4", "h5", "h6", "dd"],
    ) {
        return None;
    }
    let names = names_of(node);
    let has = |words: &[&str]| words.iter().any(|word| names.contains(word));
    if !has(&NAMES) || is_longer(node, LONGEST) || is_called(node, &OTHERS) {
        return None;
    }
    let text = line(node);
    let is_other = is_update(&text) || day_line::is_sentence(&text) || day_line::is_of_other(&text);
    said(node, order).or_else(|| dates::dotted(&text)).filter(|_| !is_other)
}

/// Whether a text says when something was changed, and not when it was published.
fn is_update(text: &str) -> bool {
    let text = text.to_lowercase();
    UPDATED.iter().any(|word| text.trim_start().starts_with(word))
        && !PUBLISHED.iter().any(|word| text.contains(word))
}

/// The date that a text says, of several the one of its publication.
fn within(text: &str, order: DayOrder) -> Option<String> {
    let lower = text.to_lowercase();
    let is_update = UPDATED.iter().any(|word| lower.contains(word));
    let behind = is_update.then(|| dates_behind(text, order)).flatten();
    behind.or_else(|| order.within(text))
}

/// The date that a short passage near the beginning of the article says.
pub(super) fn near_the_text(passages: &[Passage], order: DayOrder) -> Option<String> {
    let is_text = |one: &Passage| !one.left_out && width(&one.text) > PARAGRAPH;
    let first = passages.iter().position(is_text)?;
    let before = passages.iter().take(first).skip(first.saturating_sub(NEAR));
    // Further down, dates are those of posts that the article quotes, or of comments.
    let after = passages.iter().skip(first).take(2).filter(|one| !one.left_out);
    let near = before.chain(after);
    // One that tells what happened then says nothing of the article, nor does that of a picture.
    let says = |line: &str| line.contains(char::is_numeric) && !day_line::tells(line);
    let is_line = |one: &&Passage| {
        one.kind != BlockKind::Caption
            && one.text.chars().count() <= LONGEST / 2
            && one.text.lines().any(says)
    };
    let short = || near.clone().filter(is_line);
    let found =
        short().filter(|one| !is_update(&one.text)).find_map(|one| within(&one.text, order));
    // `LONDON, May 17, 2024 —`
    let line = || passages.get(first).and_then(|one| one.text.split(['—', '–']).next());
    found
        .or_else(|| {
            line().filter(|line| line.len() <= LONGEST / 2).and_then(|line| order.within(line))
        })
        .or_else(|| short().find_map(|one| within(&one.text, order)))
}

/// The length of a text; a sign of Chinese or Japanese says as much as two letters.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c >= '\u{3040}' { 2 } else { 1 }).sum()
}

/// The date in an address: `/2024/05/17/`, `/2015/may/18/`, `-2015-08-21`.
pub(super) fn in_address(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next()?.split("://").nth(1)?;
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let three = parts.windows(3).find_map(|three| {
        let is_year = three.first().is_some_and(|year| year.len() == 4);
        let date = three.join("-");
        let worded = || dates::within(&three.iter().rev().copied().collect::<Vec<_>>().join(" "));
        is_year.then(|| dates::day(&date).filter(|day| day.len() == 10).or_else(worded)).flatten()
    });
    three.or_else(|| {
        parts.iter().find_map(|part| {
            let starts = part.char_indices().map(|(at, _)| at);
            let mut dashed = starts.filter_map(|at| part.get(at..at + 10));
            dashed.find_map(|date| dates::day(date).filter(|day| day == date))
        })
    })
}
