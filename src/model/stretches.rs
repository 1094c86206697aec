//! Cuts a book-length paragraph into stretches that are drawn separately. No cut falls inside a character, or
//! inside a word between spaces (tests/native/shapes.rs).

use super::clusters;

/// Longest paragraph drawn in one piece, in bytes: about 250 lines.
pub const LONG: usize = 16 << 10;

/// Usual length of a stretch, in bytes: about 65 lines.
const STRETCH: usize = 4 << 10;

/// Farthest before its usual end that a stretch may end with a sentence, in bytes.
const SENTENCE: usize = 1 << 10;

/// The starts of the stretches of a paragraph, in bytes, ascending: 0 first, and only 0 unless it is longer
/// than [`LONG`]. Each ends after a sentence if one ends near, otherwise after a space, otherwise after a
/// character.
pub fn stretches(text: &str) -> Vec<usize> {
    match text.len() <= LONG {
        true => vec![0],
        false => cuts(text),
    }
}

#[inline(never)]
fn cuts(text: &str) -> Vec<usize> {
    let (mut starts, mut at) = (vec![0], 0);
    // A short remainder joins the last stretch.
    while text.len() - at > STRETCH + SENTENCE {
        at = cut(text, at);
        starts.push(at);
    }
    starts
}

fn cut(text: &str, start: usize) -> usize {
    let usual = text.floor_char_boundary(start + STRETCH);
    let early = text.floor_char_boundary(start + STRETCH - SENTENCE);
    let (near, all) = (text.get(early..usual), text.get(start + 1..usual));
    let place = near.and_then(behind_sentence).map(|at| early + at);
    let place = place.or_else(|| near.and_then(behind_blank).map(|at| early + at));
    let place = place.or_else(|| all.and_then(behind_blank).map(|at| start + 1 + at));
    let place = place.unwrap_or(usual);
    // After letters with endless combining marks there may be no edge near.
    let edge = clusters::start(text, place);
    if edge > start { edge } else { place }
}

/// The last place after the spaces that follow a full stop, or after a stop that needs none.
fn behind_sentence(text: &str) -> Option<usize> {
    let wide = |c: char| matches!(c, '。' | '！' | '？' | '．');
    let stop = |c: char| matches!(c, '.' | '!' | '?' | '…' | '؟' | '۔' | '।') || wide(c);
    let closes = |c: char| matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '」');
    text.char_indices().rev().find_map(|(at, c)| {
        let after = text.get(at..)?.strip_prefix(c)?;
        let rest = after.trim_start_matches(closes);
        let next = rest.trim_start();
        let ends = stop(c) && !next.is_empty() && (next.len() < rest.len() || wide(c));
        ends.then(|| text.len() - next.len())
    })
}

fn behind_blank(text: &str) -> Option<usize> {
    let (at, blank) = text.char_indices().rev().find(|(_, c)| c.is_whitespace())?;
    Some(at + blank.len_utf8())
}
