//! Web pages and pieces of them: the main text, the skipped rest, and the details. A page is only parsed;
//! nothing in it is run or loaded, and no word is lost (tests/opening/pages.rs).

mod above;
mod article;
mod aside;
mod beside;
mod boxes;
mod byline;
mod byline_beside;
mod byline_words;
mod charset;
mod css;
mod day_line;
mod day_near;
mod details;
mod frames;
mod guard;
mod head;
mod headline;
mod home;
mod kinds;
mod labels;
mod linked_data;
mod main_text;
mod math;
mod nodes;
mod noscript;
mod published;
mod quotes;
mod sheet;
mod signed;
mod signs;
mod site;
mod style;
mod table;
mod tags;
mod walk;

use dom_query::Document;

use self::guard::{Guarded, Unclosed};
use super::manuscript::{Manuscript, Passage};
use super::shared::composer::{crown, is_worth_reading};
use super::text::finished;
use crate::formats::common::file::File;
use crate::formats::common::problem::Problem;
use crate::model::Details;

pub(super) use charset::is_page;
pub(super) use frames::of_page as frame;
pub(super) use math::of_piece as formula;

/// Most steps from all elements to the root; beyond, the search for the article takes minutes.
const MOST_STEPS: usize = 10_000_000;

/// The manuscript of a page: its article included, the rest skipped. Of a copied piece, everything is
/// included.
pub(super) fn read(file: &File) -> Manuscript {
    let decoded = charset::decode(&file.content);
    let mut read = read_text(file, &decoded.text);
    if let Some(html) = noscript::shown(&decoded.text, &read) {
        let other = read_text(file, &html);
        if noscript::letters(&other, false) > noscript::letters(&read, false) {
            read = other;
            read.problems.push(Problem::new(noscript::MESSAGE));
        }
    }
    read.problems.splice(0..0, decoded.problems);
    read
}

/// The manuscript of a decoded page.
fn read_text(file: &File, html: &str) -> Manuscript {
    let guarded = guard::guarded(html, is_xhtml(file, html));
    let mut problems = guarded.problems();
    let document = Document::from(guarded.html.as_ref());
    let head = head::PageHead::of(&document);
    let said = head.get(&["og:title"]).unwrap_or_default();
    let linked = linked_data::LinkedData::of(&head.linked, &[&head.window, &said]);
    let site = site::SiteNames::of(&head, &linked, head.address().as_deref());
    let home = home::Home::of(&document);
    let mut details = details::of(&document, html, &head, &linked, &site, &home);
    let base = details::base(&document, details.source.as_deref());
    let sheet = sheet::StyleSheet::of(&document);
    let page = walk::Page { base: base.as_deref(), sheet: Some(&sheet), ..walk::Page::default() };
    let (mut passages, more) = if is_piece(html) {
        details = Details { language: details.language, ..Details::default() };
        main_text::all(&document, &page)
    } else {
        let searched = !guarded.cut && guarded.steps < MOST_STEPS;
        let (mut passages, mut more, is_found) =
            main_text::read(&document, &page, searched.then_some((&site, &home)), &mut details);
        let body = linked.body.as_deref().unwrap_or_default();
        main_text::agree(&mut passages, body);
        details::add(&mut details, &head, &site, &passages);
        if is_found {
            above::skip(&mut passages, &details);
        }
        if let Some(told) = main_text::told_only(&mut passages, body) {
            // It takes the place of what is said last: that all the page shows is here.
            more.truncate(more.len() - usize::from(!is_found));
            more.extend(told);
        }
        (passages, more)
    };
    problems.extend(more);
    problems.extend(frames::elsewhere(&document));
    passages.extend(unread(&guarded));
    passages.extend(frames::framed(&guarded));
    crown(&mut passages, &details.title);
    finished(file, details, passages, problems)
}

/// Article text in elements that browsers never show, or swallowed by an unclosed tag, as skipped passages.
fn unread(guarded: &Guarded<'_>) -> Vec<Passage> {
    let mut passages: Vec<_> =
        guarded.unseen.iter().flat_map(|html| swallowed(html, beside::WORDS)).collect();
    let words = guarded.unclosed.iter().map(Unclosed::words);
    passages.extend(words.filter(|words| is_worth_reading(words)).map(|text| Passage {
        text,
        left_out: true,
        ..Passage::default()
    }));
    passages
}

/// The passages of a piece of HTML with at least so many letters, as skipped ones.
fn swallowed(html: &str, least: usize) -> Vec<Passage> {
    let (mut passages, _) = fragment(html);
    let letters = |one: &Passage| one.text.chars().filter(|c| c.is_alphanumeric()).count();
    if passages.iter().map(letters).sum::<usize>() < least {
        return Vec::new();
    }
    passages.iter_mut().for_each(|one| one.left_out = true);
    passages
}

/// The passages of a piece of HTML: only invisible text is skipped, with a message.
pub(super) fn fragment(html: &str) -> (Vec<Passage>, Vec<Problem>) {
    piece(html, false, false)
}

/// The passages of an e-mail: the signature and, if it `answers` one, that are skipped.
pub(super) fn letter(html: &str, answers: bool) -> (Vec<Passage>, Vec<Problem>) {
    piece(html, true, answers)
}

fn piece(html: &str, letter: bool, answers: bool) -> (Vec<Passage>, Vec<Problem>) {
    let guarded = guard::guarded(html, false);
    let document = Document::from(guarded.html.as_ref());
    let sheet = sheet::StyleSheet::of(&document);
    let page = walk::Page {
        sheet: Some(&sheet),
        letter: answers,
        every_link: letter,
        ..walk::Page::default()
    };
    let (mut passages, mut problems) = walk::passages(document.root(), &page);
    problems.extend(guarded.problems());
    passages.extend(unread(&guarded));
    if letter {
        passages.extend(frames::framed(&guarded));
    }
    (passages, problems)
}

/// The passages of a book's chapter in XHTML, and what was guessed or skipped.
pub(super) fn chapter(content: &[u8]) -> (Vec<Passage>, Vec<Problem>) {
    let decoded = charset::decode(content);
    let guarded = guard::guarded(&decoded.text, true);
    let document = Document::from(guarded.html.as_ref());
    let (mut passages, problems) = main_text::all(&document, &walk::Page::default());
    passages.extend(unread(&guarded));
    (passages, decoded.problems.into_iter().chain(guarded.problems()).chain(problems).collect())
}

fn is_xhtml(file: &File, html: &str) -> bool {
    matches!(file.extension().as_str(), "xhtml" | "xht")
        || html.trim_start_matches('\u{feff}').trim_start().starts_with("<?xml")
}

/// Most style sheets of a page that came with it, and most bytes of all of them.
const SHEETS: usize = 100;
const SHEET_BYTES: usize = 8 << 20;

/// A page with the style sheets that came with it, where it refers to them. `sheet` has the one at an address.
pub(super) fn with_sheets(html: &str, sheet: &dyn Fn(&str) -> Option<String>) -> String {
    let (mut whole, mut copied) = (String::new(), 0);
    let mut left = SHEET_BYTES;
    for _ in 0..SHEETS {
        let Some((_, at)) = tags::next_tag(html, copied, "link") else { break };
        let rest = html.get(at..).unwrap_or_default();
        let length = tags::HtmlTag::of(rest).map_or(1, |tag| tag.length);
        let source = rest.get(..length).unwrap_or_default();
        let document = Document::fragment(source);
        let links = nodes::named(&document.root(), &["link"]);
        let said = |name: &str| links.first().and_then(|link| nodes::attribute(link, name));
        let is_sheet = said("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("stylesheet"));
        let css = said("href").filter(|_| is_sheet).and_then(|to| sheet(&to));
        whole.push_str(html.get(copied..at + length).unwrap_or_default());
        copied = at + length;
        if let Some(css) = css.filter(|css| css.len() <= left) {
            left -= css.len();
            let media = said("media").unwrap_or_default().replace('"', "");
            let css = css.replace("</", "");
            whole.push_str(&format!("<style media=\"{media}\">{css}</style>"));
        }
    }
    whole.push_str(html.get(copied..).unwrap_or_default());
    whole
}

/// Whether it was copied out of a page or a document: then nothing in it is a menu.
fn is_piece(html: &str) -> bool {
    let head: String = html.chars().take(20_000).collect::<String>().to_ascii_lowercase();
    let copied = ["<!--startfragment", "docs-internal-guid", "urn:schemas-microsoft-com:office"];
    let made = [
        "content=\"microsoft word",
        "content=word.document",
        "content=\"libreoffice",
        "content=\"openoffice",
    ];
    copied.iter().chain(&made).any(|sign| head.contains(sign))
        || !["<html", "<body", "<head", "<!doctype"].iter().any(|tag| head.contains(tag))
}
