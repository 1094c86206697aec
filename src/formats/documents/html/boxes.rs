//! Boxes amid an article that are not of it, known by their label: advertisements and newsletters. A whole box is
//! skipped, and listed (tests/opening/asides.rs).

use dom_query::Node;

use super::labels::{self, BUTTONS, LINKS};
use super::nodes::{attribute, is, is_longer, named, names_of};

/// Longest label, and longest text of a box, in characters.
const LABEL: usize = 60;
const BOX: usize = 600;
/// Most nodes of a box searched for its first words.
const NODES: usize = 40;

/// Longest box with links, longest paragraph in it, and longest card, in characters.
const LINKED: usize = 1500;
const PARAGRAPH: usize = 300;
const CARD: usize = 500;
/// Fewest characters of a card beside its headline.
const BESIDE: usize = 20;

/// Labels of advertisements and newsletters, and of boxes about those who wrote.
const LABELS: [&str; 46] = [
    "about the author",
    "about the authors",
    "sobre la firma",
    "sobre el autor",
    "sobre la autora",
    "sobre o autor",
    "über den autor",
    "über die autorin",
    "zum autor",
    "à propos de l’auteur",
    "à propos de l'auteur",
    "advertisement",
    "advertising",
    "advertiser content",
    "ad",
    "sponsored",
    "sponsored content",
    "sponsored by",
    "paid content",
    "paid post",
    "partner content",
    "promoted",
    "promoted content",
    "anzeige",
    "werbung",
    "publicité",
    "publicidad",
    "publicidade",
    "pubblicità",
    "contenu sponsorisé",
    "artykuł sponsorowany",
    "from our partners",
    "advertentie",
    "annons",
    "annonse",
    "reklama",
    "reklam",
    "реклама",
    "広告",
    "广告",
    "إعلان",
    "zur person",
    "newsletter",
    "newsletters",
    "our newsletter",
    "free newsletter",
];
/// What invitations to a newsletter begin with.
const INVITATIONS: [&str; 14] = [
    "sign up",
    "subscribe",
    "get our",
    "get the",
    "join our",
    "register for",
    "jetzt anmelden",
    "abonnieren sie",
    "inscrivez-vous",
    "abonnez-vous",
    "suscríbete",
    "suscríbase",
    "assine",
    "iscriviti",
];

/// What offers to go on reading begin with.
const OFFERS: [&str; 12] = [
    "jetzt weiterlesen",
    "weiterlesen mit",
    "lesen sie weiter mit",
    "continue reading with",
    "subscribe to continue",
    "subscribe to read",
    "already a subscriber",
    "log in to continue",
    "suscríbete para seguir",
    "abonnez-vous pour lire",
    "lisez la suite",
    "abbonati per leggere",
];

/// Whether an element is such a box: its first words are the label, and there is little more; or a card that leads
/// to another article.
pub(super) fn is_box(node: &Node<'_>) -> bool {
    let is_code = |one: &Node<'_>| one.parent().is_some_and(|it| is(&it, &["script", "style"]));
    let texts = node.descendants_it().take(NODES).filter(|one| one.is_text() && !is_code(one));
    let first = texts.map(|one| one.text().trim().to_lowercase()).find(|text| !text.is_empty());
    first.is_some_and(|first| {
        is_label(&first) && !is_longer(node, BOX)
            || heads_links(&first) && has_links(node, letters(&first))
    }) || is_row_of_cards(node)
        || is_poll(node)
        || is_button(node)
}

/// Whether an element asks readers to choose one of several answers, and has no paragraph of an article.
fn is_poll(node: &Node<'_>) -> bool {
    const LINE: usize = 120;
    let is_choice = |one: &Node<'_>| attribute(one, "type").is_some_and(|is| is == "radio");
    is(node, &["form", "div", "section", "fieldset"])
        && !is_longer(node, BOX)
        && named(node, &["input"]).iter().filter(|one| is_choice(one)).count() > 1
        && !named(node, &["p"]).iter().any(|one| is_longer(one, LINE))
}

/// Whether an element is a link drawn as a button, and nothing else.
fn is_button(node: &Node<'_>) -> bool {
    const CLASSES: [&str; 4] = ["button", "btn", "wp-block-button__link", "kg-btn"];
    let is_drawn = |link: &Node<'_>| {
        attribute(link, "role").is_some_and(|role| role == "button")
            || names_of(link).split(' ').any(|name| CLASSES.contains(&name))
    };
    if !is(node, &["p", "div"]) || is_longer(node, LABEL) {
        return false;
    }
    let links = named(node, &["a"]);
    let [link] = links.as_slice() else { return false };
    let text = node.text();
    is_drawn(link) && text.trim() == link.text().trim() && !text.trim().ends_with(['.', '!', '?'])
}

/// Whether an element is a button within a caption: to see the picture larger, or to buy it.
pub(super) fn is_caption_button(node: &Node<'_>) -> bool {
    if !is(node, &["a", "button", "b"])
        || !node.ancestors(Some(3)).iter().any(|one| is(one, &["figcaption"]))
        || is_longer(node, LABEL)
    {
        return false;
    }
    // “…, opens new tab”
    let text = node.text().to_lowercase();
    labels::is_one(text.split(',').next().unwrap_or_default().trim(), BUTTONS)
}

/// Whether an element is a heading with links below it that have pictures, and nothing else.
fn is_row_of_cards(node: &Node<'_>) -> bool {
    const CARDS: usize = 2;
    if !is(node, &["section", "div", "aside"]) || is_longer(node, LINKED) {
        return false;
    }
    let length = |one: &Node<'_>| letters(&one.text());
    let is_head =
        node.first_element_child().is_some_and(|one| is(&one, &["h2", "h3", "h4", "header"]));
    let links = if is_head { named(node, &["a"]) } else { Vec::new() };
    let cards = links.iter().filter(|one| !named(one, &["img"]).is_empty()).count();
    let heads: usize = node.first_element_child().map_or(0, |one| length(&one));
    let linked: usize = links.iter().map(length).sum();
    cards >= CARDS && linked * 10 >= length(node).saturating_sub(heads) * 9
}

fn is_label(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    let invites =
        || bare.contains("newsletter") && INVITATIONS.iter().any(|begin| bare.starts_with(begin));
    let offers = || OFFERS.iter().any(|begin| bare.starts_with(begin));
    text.chars().count() <= LABEL && (LABELS.contains(&bare) || invites() || offers())
}

fn heads_links(text: &str) -> bool {
    labels::is_one(text.trim_matches(|c: char| !c.is_alphanumeric()), LINKS)
}

/// Whether a box has links below its label, and no paragraphs of an article. A line has nothing but links behind it.
fn has_links(node: &Node<'_>, label: usize) -> bool {
    const LINES: [&str; 5] = ["p", "li", "blockquote", "dd", "td"];
    const PARTS: [&str; 9] = ["p", "div", "ul", "ol", "h2", "h3", "h4", "h5", "h6"];
    let links = named(node, &["a"]);
    if links.is_empty() || is_longer(node, LINKED) {
        return false;
    }
    let linked: usize = links.iter().map(|one| letters(&one.text())).sum();
    let is_line = is(node, &LINES) || named(node, &PARTS).is_empty();
    !named(node, &["p"]).iter().any(|one| is_longer(one, PARAGRAPH))
        && (!is_line || linked * 10 >= letters(&node.text()).saturating_sub(label) * 9)
}

/// The number of characters of a text, spaces aside.
fn letters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Whether a link is a card with the headline of another article and what it is about.
pub(super) fn is_card(node: &Node<'_>) -> bool {
    const HEADLINES: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];
    if !is(node, &["a"]) || attribute(node, "href").is_none() || is_longer(node, CARD) {
        return false;
    }
    let length = |one: &Node<'_>| letters(&one.text());
    let blocks = named(node, &["h2", "h3", "h4", "h5", "h6", "p", "div"]);
    let with_text =
        blocks.iter().filter(|one| named(one, &["p", "div"]).is_empty() && length(one) > 0);
    let heads: usize = named(node, &HEADLINES).iter().map(length).sum();
    let is_headline = named(node, &["h1"]).is_empty();
    let is_title =
        |one: &Node<'_>| ["title", "headline"].iter().any(|it| names_of(one).contains(it));
    is_headline
        && (heads > 0 || blocks.iter().any(is_title))
        && with_text.count() > 1
        && length(node) >= heads + BESIDE
}
