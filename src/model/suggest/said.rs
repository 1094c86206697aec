//! What is said in a text: its quotes, direct and indirect, with their speakers, and its claims. One reading of
//! the text serves all of them.

use std::ops::Range;

use super::Suggestion;
use super::cast::Cast;
use super::claims::claims;
use super::cues::Narration;
use super::indirect::indirect;
use super::known_as::name_described;
use super::language::TextLanguage;
use super::mentions::mentions;
use super::models::Bearers;
use super::pronouns::resolve;
use super::prose::Prose;
use super::quotations::quote_parts;
use super::quotes::quotes;
use super::sensed::Sensed;
use super::senses::{Sense, WordSenses};
use super::speakers::{Scene, is_story, speakers, style};
use super::voices::narrator;
use crate::model::text::TextRange;

/// The quotes and claims of a text. `people` are the places of names, in order and disjoint; `given` says whose
/// given name a word is. In another language than English only what stands in quotation marks is suggested.
pub fn said(
    prose: &Prose<'_>,
    language: TextLanguage,
    people: &[TextRange],
    given: &dyn Fn(&str) -> Option<Bearers>,
) -> Vec<Suggestion> {
    let is_english = language == TextLanguage::English;
    let senses = if is_english { WordSenses::english() } else { WordSenses::none() };
    let mut sensed = Sensed::of(prose, senses);
    let parts = quote_parts(&mut sensed, senses, people);
    let sensed = &sensed;
    let is_apart = |range: &&TextRange| {
        let tokens = sensed.tokens(**range);
        // Of "Dwight Reed Jr." the last token is the full stop.
        let stop = tokens.len() > 1 && sensed.is_sign(tokens.end - 1, ".");
        let last = tokens.end.saturating_sub(if stop { 2 } else { 1 });
        sensed.is(tokens.start, Sense::WORD) && sensed.is(last, Sense::WORD)
    };
    let people: Vec<TextRange> = people.iter().filter(is_apart).copied().collect();
    let people = people.as_slice();
    let story = is_story(sensed);
    let style = style(sensed, &parts, story);
    let mentions = if is_english { mentions(sensed, people, style) } else { Vec::new() };
    let names = people.iter().map(|range| sensed.tokens(*range));
    let addressed: Vec<Range<usize>> =
        names.filter(|name| is_english && sensed.is(name.start, Sense::QUOTED)).collect();
    let mut cast = Cast::of(sensed, &mentions, &addressed, style, given);
    let narration = Narration { sensed, mentions: &mentions, parts: &parts, story, style };
    let mut meant = resolve(&narration, &mut cast);
    let scene = Scene { narration, cast: &cast, meant: &meant, addressed: &addressed };
    let narrator = narrator(&scene);
    name_described(&narration, &mut cast, &mut meant, &addressed, narrator);
    cast.index_roles();
    let scene = Scene { narration, cast: &cast, meant: &meant, addressed: &addressed };
    if !is_english {
        let nobody = vec![None; parts.len()];
        return quotes(&scene, &nobody);
    }
    let spoken = speakers(&scene);
    let reported = indirect(&scene);
    let claims = claims(&scene, &spoken, &reported);
    let mut all = quotes(&scene, &spoken);
    all.extend(reported.into_iter().map(|reported| reported.suggestion));
    all.extend(claims);
    all
}
