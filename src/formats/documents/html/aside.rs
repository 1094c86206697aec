//! Passages amid an article that are not of it: links to other articles, buttons to share it, credits of
//! pictures, rights. They are skipped, and listed (tests/opening/asides.rs).

use super::labels::{
    self, ADVERTS, AGENCIES, BUTTONS, BY_MACHINE, CALLS, CALLS_WITH, COUNTED, CREDITS, LINKS, MADE,
    NETWORKS, RIGHTS, SHARE, SOURCES, VERBS,
};
use super::signs::is_east_asian;
use crate::formats::documents::manuscript::Passage;
use crate::formats::documents::shared::composer::is_same;
use crate::model::{BlockKind, InlineKind};

/// Longest label, longest label of an advertisement, and longest line with a credit or rights, in characters.
const LABEL: usize = 60;
const ADVERT: usize = 40;
const LINE: usize = 200;
/// Longest counter of pictures.
const SIGNS: usize = 9;
const BUTTONS_BEFORE: usize = 14;

/// Skips the passages of an article that are not of it.
pub(super) fn skip(passages: &mut [Passage]) {
    let mut in_links = false;
    let mut last_caption = String::new();
    let mut in_captions = false;
    let mut begun = false;
    // Whether what is above says that links follow.
    let mut announced = false;
    let below: Vec<PassageBelow> = passages.iter().skip(1).map(PassageBelow::of).collect();
    let kept = passages.iter_mut().enumerate().filter(|(_, one)| !one.left_out);
    for (at, passage) in kept {
        if passage.kind.is_row() {
            // A label in a table is a cell of it.
            in_links = in_links && share_of_links(passage) > 0.8;
            passage.left_out = in_links;
            continue;
        }
        let text = passage.text.trim().to_lowercase();
        let length = text.chars().count();
        let linked = share_of_links(passage);
        let label = if is_said(&text) { "" } else { bare(&text) };
        let label: &str = &label.replace('’', "'");
        let heads_links = length <= LABEL && labels::is_one(label, LINKS);
        let is_link = linked > 0.5 && !ends_sentence(&text);
        in_links = heads_links || in_links && is_link;
        let leads_away = linked > 0.2 && length <= LINE && begins_as_link(&text);
        let is_caption = passage.kind == BlockKind::Caption;
        let again = in_captions && is_caption_again(&last_caption, &text);
        let is_twice = is_caption && is_same(&last_caption, &text) || again;
        in_captions = is_caption || again;
        if is_caption {
            last_caption.clone_from(&text);
        }
        begun |= length > LABEL && ends_sentence(&text);
        let is_listed = announced;
        let is_heading = passage.kind.heading_level().is_some();
        announced = announces(passage, &text) || announced && linked > 0.5;
        let below = below.get(at).copied().unwrap_or_default();
        let is_alone = linked > 0.8 || below.left_out;
        let heads_text = is_heading && below.is_text;
        passage.left_out = in_links
            || leads_away
            || is_alone && heads_more(passage, &text)
            || is_twice
            || is_data(passage)
            || is_pager(&text, linked)
            || asks_for_consent(&text)
            || length <= LINE && (is_call(&text, linked) || invites(&text, linked))
            || begun && !is_listed && is_lone_link(passage, linked)
            || length <= LABEL
                && labels::is_one(label, BUTTONS)
                && (!heads_text || label.contains(' '))
            || length <= ADVERT && !heads_text && is_advert(&text)
            || length <= LINE && (is_credit(&text, length) || is_rights(&text))
            || !begun && (is_trail(passage) || is_menu(passage, linked))
            || !is_heading
                && (length <= SIGNS + BUTTONS_BEFORE && is_counter(&text)
                    || length <= LABEL && is_count(&text));
    }
    skip_end(passages);
}

/// What stands below a passage.
#[derive(Clone, Copy, Default)]
struct PassageBelow {
    left_out: bool,
    /// Whether it is a paragraph of sentences.
    is_text: bool,
}

impl PassageBelow {
    fn of(passage: &Passage) -> Self {
        let text = passage.text.trim();
        let is_text = passage.kind == BlockKind::Paragraph
            && text.chars().count() > LABEL
            && ends_sentence(text)
            && share_of_links(passage) < 0.5;
        Self { left_out: passage.left_out, is_text: is_text && !passage.left_out }
    }
}

/// Whether a passage says that links of the article follow: by a colon, or as the heading of its sources.
fn announces(passage: &Passage, text: &str) -> bool {
    const WORDS: usize = 4;
    let label = bare(text);
    let first = label.split(' ').next().unwrap_or_default();
    let is_short = label.split(' ').count() <= WORDS;
    text.ends_with([':', '：'])
        || passage.kind.heading_level().is_some()
            && (labels::is_one(label, SOURCES) || is_short && labels::is_one(first, SOURCES))
}

/// Whether a short text is the label of an advertisement, and no sentence about one.
fn is_advert(text: &str) -> bool {
    let label = bare(text);
    let is_sentence = is_said(text) && label.contains(' ');
    ADVERTS.iter().any(|words| {
        text.contains(words)
            && (words.contains(' ')
                || text.contains("continue")
                || !is_sentence && (label.starts_with(words) || label.ends_with(words)))
    })
}

/// Skips links and headings at the end, below which there is nothing. Links that the article announces stay, and if
/// there is nothing else, all does.
fn skip_end(passages: &mut [Passage]) {
    let mut kept: Vec<&mut Passage> = passages.iter_mut().filter(|one| !one.left_out).collect();
    let mut from = kept.len();
    loop {
        let rest = kept.get(..from).unwrap_or_default();
        let links = rest.iter().rev().take_while(|one| is_link_at_end(one)).count();
        let above = rest.get(..from - links).and_then(|above| above.last());
        if links > 0 && above.is_some_and(|one| announces(one, &one.text.trim().to_lowercase())) {
            break;
        }
        let is_heading = links == 0 && above.is_some_and(|one| is_heading_at_end(one));
        if links == 0 && !is_heading {
            break;
        }
        from -= links.max(1);
    }
    if kept.iter().take(from).any(|one| one.kind.heading_level() != Some(1)) {
        kept.iter_mut().skip(from).for_each(|one| one.left_out = true);
    }
}

fn is_link_at_end(passage: &Passage) -> bool {
    let text = passage.text.trim();
    matches!(passage.kind, BlockKind::Paragraph | BlockKind::ListItem)
        && share_of_links(passage) > 0.9
        && !is_address(text)
        && !ends_sentence(text)
        && text.chars().count() <= LINE
}

fn is_heading_at_end(passage: &Passage) -> bool {
    let text = passage.text.trim();
    passage.kind.heading_level().is_some_and(|level| level > 1)
        && !ends_sentence(text)
        && text.chars().count() <= LINE
}

/// Whether a passage is one of a few words of a menu, above the text.
fn is_menu(passage: &Passage, linked: f32) -> bool {
    const WORDS: usize = 3;
    let text = passage.text.trim();
    let is_line = matches!(passage.kind, BlockKind::Paragraph | BlockKind::ListItem);
    let is_short = |line: &str| line.split_whitespace().count() <= WORDS;
    let is_word = linked > 0.8 && text.lines().all(is_short) && !ends_sentence(text);
    let is_sign = text.chars().count() <= WORDS && !text.contains(char::is_alphabetic);
    is_line && (is_word || is_sign)
}

/// Whether a passage says which of several pictures it is below: `1 / 12`.
fn is_counter(text: &str) -> bool {
    // The buttons to the others may stand right before it.
    let text = ["previous", "prev", "next"]
        .iter()
        .fold(text, |text, button| text.strip_prefix(button).unwrap_or(text).trim_start());
    let text = text.replace(" of ", "/");
    let parts: Vec<&str> = text.split(['/', '|']).map(str::trim).collect();
    let is_number = |part: &&str| {
        !part.is_empty() && part.bytes().all(|one| one.is_ascii_digit() || one == b':')
    };
    parts.len() == 2 && parts.iter().all(is_number)
}

/// Whether a passage says how often the page was read, shared or commented on.
fn is_count(text: &str) -> bool {
    let words = text.trim_matches(|c: char| !c.is_alphabetic());
    text.contains(|c: char| c.is_ascii_digit()) && labels::is_one(words, COUNTED)
}

fn is_address(text: &str) -> bool {
    text.contains("://") || text.contains("www.") || text.contains('@')
}

/// Whether a passage is the headline of another article, as a link, and nothing else.
fn is_lone_link(passage: &Passage, linked: f32) -> bool {
    const WORDS: usize = 4;
    let text = passage.text.trim();
    matches!(passage.kind, BlockKind::Paragraph | BlockKind::ListItem)
        && linked > 0.9
        && text.chars().count() <= LINE
        && (text.split_whitespace().count() >= WORDS || text.contains(is_east_asian))
        && !ends_sentence(text)
        && !is_address(text)
}

/// Whether a heading says that more articles follow: `More on bridges`.
fn heads_more(passage: &Passage, text: &str) -> bool {
    const STARTS: [&str; 8] = [
        "read more ",
        "more on ",
        "more from ",
        "mehr zu ",
        "mehr von ",
        "plus sur ",
        "más sobre ",
        "altri articoli ",
    ];
    passage.kind.heading_level().is_some_and(|level| level > 1)
        && text.chars().count() <= LABEL
        && STARTS.iter().any(|start| text.starts_with(start))
}

/// Whether a passage asks readers for something.
fn is_call(text: &str, linked: f32) -> bool {
    let has = |words: &str| match words {
        "<a>" => linked > 0.0,
        "social" => NETWORKS.iter().any(|name| text.contains(name)),
        _ => text.contains(words),
    };
    text.contains("reader-supported publication") && text.contains("subscri")
        || asks_to_share(text)
        || MADE.iter().any(|start| text.starts_with(start))
            && BY_MACHINE.iter().any(|words| text.contains(words))
        || CALLS.iter().any(|start| text.starts_with(start))
        || CALLS_WITH.iter().any(|(start, more)| {
            let rest = text.strip_prefix(start);
            rest.is_some() && more.split('|').any(has)
        })
}

/// Whether a few words ask readers to share the article on a network, or to follow its site there.
fn asks_to_share(text: &str) -> bool {
    const WORDS: usize = 5;
    let mut words = text.split_whitespace();
    let asks = words.next().is_some_and(|first| labels::is_one(first, SHARE));
    let is_network =
        || NETWORKS.iter().any(|name| text.ends_with(name)) || text.ends_with("פייסבוק");
    asks && words.count() < WORDS && is_network()
}

/// Whether a passage invites readers to a newsletter.
fn invites(text: &str, linked: f32) -> bool {
    const STARTS: [&str; 14] = [
        "sign up",
        "subscribe",
        "get our",
        "get the",
        "join our",
        "register for",
        "melden sie sich",
        "abonnieren sie",
        "jetzt abonnieren",
        "inscrivez-vous",
        "abonnez-vous",
        "suscríbete",
        "suscríbase",
        "iscriviti",
    ];
    const THINGS: [&str; 6] =
        ["newsletter", "inbox", "postfach", "boletín", "infolettre", "mailbox"];
    let is_about = THINGS.iter().any(|thing| text.contains(thing));
    // “Want more of this? Sign up for the newsletter.”
    let mut sentences = text.split(['?', ':', '.', '!']).map(str::trim_start);
    is_about
        && (sentences.any(|one| STARTS.iter().any(|start| one.starts_with(start)))
            || linked > 0.0
                && ["sign up here.", "sign up now.", "sign up here"]
                    .iter()
                    .any(|end| text.ends_with(end)))
}

/// Whether a passage is the way to the article before or after: `« Bridge closed`. Quotations have both marks.
fn is_pager(text: &str, linked: f32) -> bool {
    let (begins, ends) = (text.starts_with(['«', '‹', '←']), text.ends_with(['»', '›', '→']));
    begins != ends
        && linked > 0.7
        && text.chars().count() <= LINE
        && !text.trim_matches(['«', '»', '‹', '›']).contains(['«', '»', '‹', '›'])
}

/// Whether a passage is data of the page's program, out of an attribute that a quotation mark ended too early.
fn is_data(passage: &Passage) -> bool {
    const FEWEST: usize = 8;
    const APART: usize = 100;
    let text = &passage.text;
    let keys = || text.matches("\":").count();
    passage.kind == BlockKind::Paragraph
        && !text.contains('\n')
        && text.contains("\",\"")
        && keys() >= FEWEST
        && keys() * APART >= text.len()
}

/// Whether a passage repeats the caption right before it without its credit, or with it.
fn is_caption_again(caption: &str, text: &str) -> bool {
    const WORDS: usize = 3;
    let (short, long) = if caption.len() < text.len() { (caption, text) } else { (text, caption) };
    let rest = long.strip_prefix(short.trim_end());
    let is_credit = rest.is_some_and(|rest| rest.chars().count() <= LABEL);
    is_credit && ends_sentence(short) && short.split_whitespace().count() >= WORDS
}

/// Whether a passage asks readers to agree to what a page keeps of them.
fn asks_for_consent(text: &str) -> bool {
    const USES: [&str; 8] = [
        "we use cookies",
        "this site uses cookies",
        "this website uses cookies",
        "wir verwenden cookies",
        "nous utilisons des cookies",
        "utilizamos cookies",
        "utilizziamo i cookie",
        "wij gebruiken cookies",
    ];
    const PARTNERS: [(&str, &str); 5] = [
        ("we and our ", "partners"),
        ("wir und unsere ", "partner"),
        ("nous et nos ", "partenaires"),
        ("nosotros y nuestros ", "socios"),
        ("noi e i nostri ", "partner"),
    ];
    USES.iter().any(|words| text.starts_with(words))
        || PARTNERS.iter().any(|(start, who)| {
            text.strip_prefix(start).is_some_and(|rest| {
                rest.split_whitespace().take(4).any(|word| word.starts_with(who))
            })
        })
}

/// Whether a text is a sentence or a quotation, and no label.
fn is_said(text: &str) -> bool {
    text.ends_with(['.', '。']) && !text.ends_with("...")
        || text.ends_with(['!', '！']) && !text.contains(' ')
        || text.starts_with(['"', '“', '„', '«', '»'])
}

/// A label without what marks it as one.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric())
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '»', ')']).ends_with(['.', '!', '?', '。'])
}

/// Whether a passage begins with what stands before a link to another article: `Read more: …`.
fn begins_as_link(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric()).replace('’', "'");
    labels::all(LINKS).chain(labels::all(VERBS)).any(|label| {
        let rest = text.strip_prefix(label);
        rest.is_some_and(|rest| {
            rest.trim_start().starts_with([':', '：', '|', '–', '—', '»', '>', '→', '▶', '►'])
        })
    })
}

fn is_credit(text: &str, length: usize) -> bool {
    const SHORT: usize = 100;
    let bare = text.trim_start_matches(['(', '[']);
    let begins = CREDITS.iter().any(|start| bare.starts_with(start));
    let ends = length <= LABEL && AGENCIES.iter().any(|end| text.ends_with(end));
    length <= SHORT && !ends_sentence(text) && (begins || ends && !has_sentence(text))
}

/// Whether a sentence ends before the end of a text, as that of a caption before its credit. Initials end none.
fn has_sentence(text: &str) -> bool {
    text.split_inclusive(". ").any(|part| {
        let word = part.strip_suffix(". ").and_then(|part| part.split_whitespace().next_back());
        word.is_some_and(|word| word.chars().filter(|sign| sign.is_alphabetic()).count() > 2)
    })
}

fn is_rights(text: &str) -> bool {
    let begins = ["©", "(c) ", "copyright ©", "copyright (c)", "copyright 1", "copyright 2"];
    begins.iter().any(|start| text.starts_with(start))
        || RIGHTS.iter().any(|words| text.contains(words))
}

/// Whether a passage is a way from the front page to the article: `News › World › Europe`.
fn is_trail(passage: &Passage) -> bool {
    let text = passage.text.trim();
    let marks =
        text.split_whitespace().filter(|word| ["›", "»", ">", "/", "→"].contains(word)).count();
    // The article itself, which is no link, may be the longest part.
    let least = if marks > 1 { 0.0 } else { 0.3 };
    marks > 0
        && text.chars().count() <= LINE
        && share_of_links(passage) > least
        && !ends_sentence(text)
}

/// How much of a passage are links, from 0 to 1.
fn share_of_links(passage: &Passage) -> f32 {
    let is_link = |kind: &InlineKind| matches!(kind, InlineKind::Link(_));
    let links = passage.inlines.iter().filter(|one| is_link(&one.kind));
    let linked: u32 = links.map(|one| one.range.len()).sum();
    linked as f32 / passage.text.len().max(1) as f32
}
