//! Boxes amid an article that are not of it, known by their label: advertisements and newsletters. A whole box is
//! skipped, and listed (tests/opening/asides.rs).

use dom_query::Node;

use super::nodes::{is, is_longer};

/// Longest label, and longest text of a box, in characters.
const LABEL: usize = 60;
const BOX: usize = 600;
/// Most nodes of a box searched for its first words.
const NODES: usize = 40;

/// Labels of advertisements and newsletters.
const LABELS: [&str; 22] = [
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

/// Whether an element is such a box: its first words are the label, and there is little more.
pub(super) fn is_box(node: &Node<'_>) -> bool {
    let is_code = |one: &Node<'_>| one.parent().is_some_and(|it| is(&it, &["script", "style"]));
    let texts = node.descendants_it().take(NODES).filter(|one| one.is_text() && !is_code(one));
    let first = texts.map(|one| one.text().trim().to_lowercase()).find(|text| !text.is_empty());
    first.is_some_and(|first| is_label(&first)) && !is_longer(node, BOX)
}

fn is_label(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    let invites =
        || bare.contains("newsletter") && INVITATIONS.iter().any(|begin| bare.starts_with(begin));
    text.chars().count() <= LABEL && (LABELS.contains(&bare) || invites())
}
