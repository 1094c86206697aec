//! What stands in an e-mail beside its text: the e-mail that it answers, the signature, what newsletters say about
//! themselves. It is skipped, and listed (tests/opening/letters.rs).

use crate::formats::documents::manuscript::Passage;
use crate::model::InlineKind;

/// Most lines of a signature, and its longest line, in characters.
const LINES: usize = 12;
const LINE: usize = 90;
/// Longest line about a newsletter.
const NOTICE: usize = 240;

/// Ends of the line above an e-mail that is answered.
const WROTE: [&str; 10] = [
    "wrote:",
    "schrieb:",
    "geschrieben:",
    "a écrit :",
    "a écrit:",
    "escribió:",
    "ha scritto:",
    "escreveu:",
    "schreef:",
    "skrev:",
];
/// Beginnings of the lines of its head: who sent it, and when.
const HEADS: [(&str, &str); 7] = [
    ("from:", "sent:"),
    ("from:", "date:"),
    ("von:", "gesendet:"),
    ("de :", "envoyé :"),
    ("de:", "enviado"),
    ("da:", "inviato:"),
    ("van:", "verzonden:"),
];
/// Beginnings of the last line, which a program adds.
const ADDED: [&str; 8] = [
    "sent from my ",
    "sent from outlook",
    "get outlook for ",
    "von meinem ",
    "gesendet von ",
    "envoyé de mon ",
    "enviado desde mi ",
    "inviato da ",
];
/// What leads to a newsletter as a page, and what ends it.
const VIEWS: [&str; 7] = [
    "view in browser",
    "view this email in your browser",
    "view online",
    "im browser ansehen",
    "im browser anzeigen",
    "voir dans le navigateur",
    "ver en el navegador",
];
const ENDS: [&str; 8] = [
    "unsubscribe",
    "abmelden",
    "abbestellen",
    "désabonner",
    "désinscrire",
    "darse de baja",
    "annulla l’iscrizione",
    "uitschrijven",
];
const NETWORKS: [&str; 8] =
    ["facebook", "twitter", "x", "instagram", "linkedin", "youtube", "tiktok", "whatsapp"];

/// Beginnings of the subject of an e-mail that was sent on.
const SENT_ON: [&str; 9] = ["fwd:", "fw:", "wg:", "tr:", "rv:", "enc:", "doorst:", "vl:", "pd:"];

/// Whether an e-mail was sent on, by its subject: what it holds is there to be read.
pub(super) fn is_sent_on(subject: &str) -> bool {
    let subject = subject.trim_start().to_lowercase();
    SENT_ON.iter().any(|start| subject.starts_with(start))
}

/// Skips what stands beside the text, unless there is nothing else; of one that answers none, no other e-mail.
pub(super) fn skip(passages: &mut [Passage], answers: bool) {
    let before: Vec<bool> = passages.iter().map(|one| one.left_out).collect();
    let answered = answered(passages).filter(|_| answers).unwrap_or(passages.len());
    let signed = signature(passages, answered).unwrap_or(answered);
    passages.iter_mut().skip(signed).for_each(|one| one.left_out = true);
    passages
        .iter_mut()
        .take(signed)
        .filter(|one| is_notice(one))
        .for_each(|one| one.left_out = true);
    let has_words = |one: &Passage| !one.left_out && one.text.contains(char::is_alphanumeric);
    if !passages.iter().any(has_words) {
        passages.iter_mut().zip(before).for_each(|(one, was)| one.left_out = was);
    }
}

fn lower(passage: &Passage) -> String {
    passage.text.trim().to_lowercase()
}

fn is_blank(passage: &Passage) -> bool {
    passage.text.trim().is_empty()
}

/// Where the e-mail begins that is answered: nothing follows it but itself.
fn answered(passages: &[Passage]) -> Option<usize> {
    let is_quoted = |one: &Passage| one.left_out || is_blank(one) || one.text.starts_with('>');
    let quoted = passages.iter().rev().take_while(|one| is_quoted(one)).count();
    let from = passages.len() - quoted;
    let behind = passages.get(from..).unwrap_or_default();
    if behind.iter().any(|one| one.text.starts_with('>')) {
        return Some(from - lines_above(passages.get(..from).unwrap_or_default()));
    }
    (0..passages.len()).find(|at| begins_head(passages.get(*at..).unwrap_or_default()))
}

/// The number of lines right above a quoted e-mail that say who wrote it: it may take two.
fn lines_above(above: &[Passage]) -> usize {
    let [rest @ .., last] = above else { return 0 };
    if !WROTE.iter().any(|end| lower(last).ends_with(end)) {
        return 0;
    }
    let is_short = |one: &&Passage| !is_blank(one) && one.text.chars().count() <= LINE;
    let begins = |one: &Passage| one.text.starts_with(|c: char| c.is_uppercase());
    match rest.last().filter(is_short) {
        Some(before) if last.continues && begins(before) => 2,
        _ => 1,
    }
}

/// Whether the head of an answered e-mail begins here, in one passage or in a line each.
fn begins_head(passages: &[Passage]) -> bool {
    const NEAR: usize = 4;
    let Some(first) = passages.first().filter(|one| !one.left_out) else { return false };
    let lines = passages.iter().take(NEAR).flat_map(|one| one.text.lines());
    let mut lines = lines.map(|line| line.trim().trim_matches('*').to_lowercase());
    let line = lines.next().unwrap_or_default();
    let rest: Vec<String> = lines.take(NEAR).collect();
    let is_mark =
        first.text.starts_with("-----Original") || first.text.starts_with("-----Ursprüng");
    is_mark
        || HEADS.iter().any(|(from, sent)| {
            line.starts_with(from) && rest.iter().any(|line| line.starts_with(sent))
        }) && !is_forwarded(passages)
}

/// Whether what follows is all there is: then somebody sent it on.
fn is_forwarded(passages: &[Passage]) -> bool {
    passages.first().is_none_or(|one| one.text.trim_start().starts_with("-----"))
}

/// Where the signature before this passage begins: at two dashes on a line of their own, or with what a program added.
fn signature(passages: &[Passage], end: usize) -> Option<usize> {
    let own = passages.get(..end)?;
    let from = own.iter().rposition(|one| one.text.trim_end() == "--");
    let is_short = |one: &Passage| one.text.lines().all(|line| line.chars().count() <= LINE);
    let dashes = from.filter(|from| {
        let rest = own.get(*from..).unwrap_or_default();
        rest.len() <= LINES && rest.iter().all(is_short)
    });
    let last = own.iter().rposition(|one| !one.left_out && !is_blank(one));
    let added = last.filter(|at| {
        own.get(*at).is_some_and(|one| {
            let said = lower(one);
            said.chars().count() <= LINE && ADDED.iter().any(|start| said.starts_with(start))
        })
    });
    dashes.or(added)
}

/// Whether a passage is about the newsletter itself: a link to it as a page, away from it, or to a network.
fn is_notice(passage: &Passage) -> bool {
    let said = lower(passage);
    let is_linked = passage.inlines.iter().any(|one| matches!(one.kind, InlineKind::Link(_)));
    is_linked
        && said.chars().count() <= NOTICE
        && (VIEWS.iter().any(|start| said.starts_with(start))
            || ENDS.iter().any(|end| said.contains(end))
            || NETWORKS.contains(&said.as_str()))
}
