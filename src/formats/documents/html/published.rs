//! The day an article was published, as the page says it: in its head, in marked elements, in plain words, in
//! its address. A date that cannot be is none (tests/opening/about.rs).

use std::collections::BTreeSet;

use dom_query::{Document, Node, NodeId};

use super::day_line;
use super::home::{self, Home};
use super::nodes::{attribute, is, is_called, is_longer, is_small, line, names_of};
use super::walk::UNSEEN;
use crate::formats::documents::shared::dates;

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
const OTHERS: [&str; 20] = [
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
    "today",
    "current-date",
    "weather",
];
/// Words before the date of a change.
const UPDATED: [&str; 45] = [
    "עודכן",
    "آخر تحديث",
    "به‌روزرسانی",
    "अपडेट",
    "อัปเดต",
    "atnaujinta",
    "atjaunināts",
    "uuendatud",
    "ažurirano",
    "aktualizované",
    "ажурирано",
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
const PUBLISHED: [&str; 46] = [
    "פורסם",
    "تاريخ النشر",
    "تاریخ انتشار",
    "प्रकाशित",
    "เผยแพร่",
    "paskelbta",
    "publikuota",
    "publicēts",
    "avaldatud",
    "objavljeno",
    "publikované",
    "објављено",
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
pub(super) const LONGEST: usize = 120;
/// Longest day with its label.
const LABELLED: usize = 60;

/// How a page writes its days.
#[derive(Clone, Copy)]
pub(super) struct DayOrder {
    /// Whether the day stands before the month for sure.
    day_first: bool,
    /// Whether the year stands first: then of `24.05.17`, it is the 24.
    year_first: bool,
    /// Whether either may stand first: `12.09.16` of an American page is a day in December.
    is_open: bool,
}

impl DayOrder {
    /// The order in a language.
    pub fn of(language: Option<&str>) -> Self {
        const YEAR_FIRST: [&str; 5] = ["ko", "zh", "ja", "hu", "lt"];
        let first = language.and_then(|tag| tag.split(['-', '_']).next()).unwrap_or_default();
        let year_first = YEAR_FIRST.contains(&&*first.to_ascii_lowercase());
        let day_first = language.is_some_and(dates::is_day_first);
        Self { day_first, year_first, is_open: !day_first && first.eq_ignore_ascii_case("en") }
    }

    /// The first day in a text.
    pub fn within(self, text: &str) -> Option<String> {
        let day_first = || dates::day_first(text).or_else(|| dates::dotted(text));
        dates::within(text).or_else(|| self.day_first.then(day_first)?)
    }

    /// The first day in a text whose year has two digits, of a page that says whose day it is.
    fn dotted(self, text: &str) -> Option<String> {
        let is_one = |found: &String| {
            let (month, day) = (found.get(5..7), found.get(8..));
            day > Some("12") || day == month
        };
        let found = (!self.year_first).then(|| dates::dotted(text))?;
        found.filter(|found| !self.is_open || is_one(found))
    }
}

/// The date in the elements of a page.
pub(super) fn on_page(document: &Document, order: DayOrder, known: &Home) -> Option<String> {
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
        says && !is_called(node, &["comment", "related"]) && !known.is_elsewhere(node)
    };
    let is_own = |node: &&Node<'_>| {
        !known.is_elsewhere(node)
            && (!known.is_known() || known.holds(node))
            && !home::is_beside_link(node)
    };
    let is_time = |node: &&Node<'_>| {
        is(node, &["time"])
            && !is_called(node, &OTHERS)
            && !is_modified(node)
            && !is_updated(node)
            && !is_amid_sentence(node)
            && is_own(node)
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
        .or_else(|| nodes.iter().find_map(|one| behind_label(one, order, known)))
        .or_else(|| all.iter().filter(is_time).filter(in_article).find_map(|one| said(one, order)))
        .or_else(|| all.iter().filter(is_time).find_map(|one| said(one, order)))
        .or_else(|| all.iter().find_map(|one| in_words(one, order).filter(|_| is_own(&one))))
        .or_else(|| bare(&nodes, order, known))
}

/// The date in the first element below the headline that says nothing else.
fn bare(all: &[Node<'_>], order: DayOrder, known: &Home) -> Option<String> {
    const AROUND: [&str; 6] = ["nav", "aside", "footer", "li", "form", "blockquote"];
    let below = all.iter().position(|one| is(one, &["h1"]))?;
    all.iter().skip(below).filter(|one| one.is_text()).find_map(|node| {
        let text = node.text();
        let text = text.trim();
        let is_date = text.len() <= LONGEST
            && is_only_date(text)
            && !is_update(text)
            && !day_line::is_of_other(text);
        let around = node.parent().filter(|_| is_date)?;
        let is_bare = !known.is_elsewhere(&around)
            && !known.is_behind(&around)
            && !is_longer(&around, text.chars().count())
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
    let around = node.ancestors(None);
    let first = around.iter().find(|one| is(one, &AROUND));
    first.is_some_and(|one| !is_small(one, MOST) || day_line::is_sentence(&line(one)))
        || around.iter().any(|one| is(one, &["blockquote"]))
}

/// The date of publication behind a label of it, wherever it is but in a paragraph.
fn behind_label(node: &Node<'_>, order: DayOrder, known: &Home) -> Option<String> {
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
    let is_own = |one: &Node<'_>| !is_called(one, &OTHERS) && !known.is_elsewhere(one);
    around.first().is_some_and(is_own).then_some(found)
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
    order.within(near).or_else(|| order.dotted(near)).or_else(|| {
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
    // “Published on 29 June”: what is printed holds, whenever the page was stored.
    let printed = || {
        let text = line(node);
        let is_label = text.len() <= LABELLED && !is_labelled_as(&text, &UPDATED);
        is_label.then(|| dates_behind(&text, order))?
    };
    let written = || attributes.iter().find_map(|name| dates::day(&attribute(node, name)?));
    let written = is(node, &["time"]).then(printed).flatten().or_else(written);
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
    said(node, order).or_else(|| order.dotted(&text)).filter(|_| !is_other)
}

/// Whether a text says when something was changed, and not when it was published.
pub(super) fn is_update(text: &str) -> bool {
    let text = text.to_lowercase();
    UPDATED.iter().any(|word| text.trim_start().starts_with(word))
        && !PUBLISHED.iter().any(|word| text.contains(word))
}

/// The date that a text says, of several the one of its publication.
pub(super) fn within(text: &str, order: DayOrder) -> Option<String> {
    let lower = text.to_lowercase();
    let is_update = UPDATED.iter().any(|word| lower.contains(word));
    let behind = is_update.then(|| dates_behind(text, order)).flatten();
    behind.or_else(|| order.within(text))
}
