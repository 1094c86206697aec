//! Passages amid an article that are not of it: links to other articles, buttons to share it, credits of
//! pictures, rights. They are skipped, and listed (tests/opening/asides.rs).

use crate::formats::documents::manuscript::Passage;
use crate::formats::documents::shared::composer::is_same;
use crate::model::{BlockKind, InlineKind};

/// Longest label, longest label of an advertisement, and longest line with a credit or rights, in characters.
const LABEL: usize = 60;
const ADVERT: usize = 40;
const LINE: usize = 200;

/// What stands above or before links to other articles.
const LINKS: [&str; 50] = [
    "read more",
    "read also",
    "read next",
    "also read",
    "see also",
    "see more",
    "show more",
    "view more",
    "more on this",
    "more on this story",
    "more stories",
    "more from",
    "related",
    "related articles",
    "related stories",
    "related topics",
    "related news",
    "related content",
    "related coverage",
    "related posts",
    "recommended",
    "recommended for you",
    "recommended stories",
    "you may also like",
    "you might also like",
    "you may also be interested in",
    "don't miss",
    "trending",
    "most read",
    "most popular",
    "mehr zum thema",
    "lesen sie auch",
    "lesen sie mehr",
    "auch interessant",
    "das könnte sie auch interessieren",
    "zum thema",
    "à lire aussi",
    "lire aussi",
    "voir aussi",
    "sur le même sujet",
    "lee también",
    "lea también",
    "te puede interesar",
    "leia também",
    "leia mais",
    "leggi anche",
    "lees ook",
    "läs också",
    "czytaj także",
    "читайте также",
];
/// Other labels of what is no text.
const BUTTONS: [&str; 55] = [
    "advertisement",
    "advertising",
    "skip advertisement",
    "ad",
    "story continues below advertisement",
    "share",
    "share this",
    "share this article",
    "share this story",
    "share this page",
    "share on facebook",
    "share on twitter",
    "share on x",
    "share on whatsapp",
    "share on linkedin",
    "share via email",
    "copy link",
    "link copied",
    "facebook",
    "twitter",
    "whatsapp",
    "linkedin",
    "pinterest",
    "tweet",
    "email",
    "print",
    "follow us",
    "follow us on",
    "subscribe",
    "subscribe now",
    "sign up",
    "sign in",
    "log in",
    "continue reading",
    "keep reading",
    "load more",
    "comments",
    "leave a comment",
    "add a comment",
    "join the conversation",
    "image caption",
    "image source",
    "media caption",
    "hide caption",
    "toggle caption",
    "enlarge this image",
    "teilen",
    "anzeige",
    "weiterlesen",
    "partager",
    "publicité",
    "lire la suite",
    "compartir",
    "publicidad",
    "compartilhe",
];
/// Words of labels of advertisements.
const ADVERTS: [&str; 8] = [
    "advertisement",
    "advertising",
    "sponsored",
    "scroll to continue",
    "continues below",
    "anzeige",
    "publicité",
    "publicidad",
];
/// What credits of pictures begin with, and agencies they end with.
const CREDITS: [&str; 22] = [
    "photo:",
    "photo by",
    "photos:",
    "photos by",
    "photograph:",
    "photograph by",
    "photo credit",
    "photo ©",
    "picture:",
    "image:",
    "image by",
    "image credit",
    "images:",
    "credit:",
    "foto:",
    "fotos:",
    "bild:",
    "crédit",
    "photo :",
    "imagen:",
    "fotografía:",
    "immagine:",
];
const AGENCIES: [&str; 8] = [
    "getty images",
    "afp via getty images",
    "/reuters",
    "/afp",
    "/ap",
    "/dpa",
    "/epa",
    "shutterstock",
];
/// What says who has the rights.
const RIGHTS: [&str; 8] = [
    "all rights reserved",
    "alle rechte vorbehalten",
    "tous droits réservés",
    "todos los derechos reservados",
    "todos os direitos reservados",
    "tutti i diritti riservati",
    "alle rechten voorbehouden",
    "все права защищены",
];

/// Skips the passages of an article that are not of it.
pub(super) fn skip(passages: &mut [Passage]) {
    let mut in_links = false;
    let mut last_caption = String::new();
    let mut in_captions = false;
    let mut begun = false;
    for passage in passages.iter_mut().filter(|one| !one.left_out) {
        if passage.kind.is_row() {
            // A label in a table is a cell of it.
            in_links = in_links && share_of_links(passage) > 0.8;
            passage.left_out = in_links;
            continue;
        }
        let text = passage.text.trim().to_lowercase();
        let length = text.chars().count();
        let linked = share_of_links(passage);
        let label = bare(&text);
        let heads_links = length <= LABEL && LINKS.contains(&label);
        let is_link = linked > 0.8 && !ends_sentence(&text);
        in_links = heads_links || in_links && is_link;
        let leads_away = linked > 0.4 && length <= LINE && begins_as_link(&text);
        let is_caption = passage.kind == BlockKind::Caption;
        let again = in_captions && is_caption_again(&last_caption, &text);
        let is_twice = is_caption && is_same(&last_caption, &text) || again;
        in_captions = is_caption || again;
        if is_caption {
            last_caption.clone_from(&text);
        }
        begun |= length > LABEL && ends_sentence(&text);
        passage.left_out = in_links
            || leads_away
            || is_twice
            || asks_for_consent(&text)
            || length <= LABEL && BUTTONS.contains(&label)
            || length <= ADVERT && ADVERTS.iter().any(|words| text.contains(words))
            || length <= LINE && (is_credit(&text, length) || is_rights(&text))
            || !begun && is_trail(passage);
    }
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

/// A label without what marks it as one.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric())
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '»', ')']).ends_with(['.', '!', '?', '。'])
}

/// Whether a passage begins with what stands before a link to another article: `Read more: …`.
fn begins_as_link(text: &str) -> bool {
    LINKS.iter().chain(&["more", "mehr", "plus"]).any(|label| {
        let rest = text.trim_start_matches(|c: char| !c.is_alphanumeric()).strip_prefix(label);
        rest.is_some_and(|rest| rest.trim_start().starts_with([':', '|', '–', '—', '»', '>', '→']))
    })
}

fn is_credit(text: &str, length: usize) -> bool {
    const SHORT: usize = 100;
    let begins = CREDITS.iter().any(|start| text.starts_with(start));
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
    marks > 0
        && text.chars().count() <= LINE
        && share_of_links(passage) > 0.3
        && !ends_sentence(text)
}

/// How much of a passage are links, from 0 to 1.
fn share_of_links(passage: &Passage) -> f32 {
    let is_link = |kind: &InlineKind| matches!(kind, InlineKind::Link(_));
    let links = passage.inlines.iter().filter(|one| is_link(&one.kind));
    let linked: u32 = links.map(|one| one.range.len()).sum();
    linked as f32 / passage.text.len().max(1) as f32
}
