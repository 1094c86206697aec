//! Transcripts: who speaks in paragraphs that begin with a name and a colon, "GOV. HALL: …", so that what is
//! claimed there is theirs and not the article's (tests/suggest/claims.rs).

use std::collections::BTreeSet;
use std::ops::Range;

use super::SuggestedSpeaker;
use super::mentions::MentionSort;
use super::sensed::Sensed;
use super::senses::Sense;
use super::speakers::{Scene, plain};
use super::statements::LABELS;

/// The turns of a transcript; none in other texts.
#[derive(Debug, Default)]
pub(super) struct Transcript {
    turns: Vec<LabelledTurn>,
}

/// A paragraph with a label, and those that follow without one.
#[derive(Debug)]
struct LabelledTurn {
    /// The first token of the paragraph, and the first behind the colon.
    start: usize,
    text: usize,
    /// Who speaks; `None` behind "Q:".
    speaker: Option<SuggestedSpeaker>,
}

impl LabelledTurn {
    fn name(&self) -> Option<&str> {
        Some(&self.speaker.as_ref()?.name)
    }
}

/// Farthest the colon stands from the beginning of a paragraph, in tokens.
const LABEL: usize = 24;

/// Most words of a label that are in no brackets.
const WORDS: usize = 8;

/// Fewest labels of a transcript.
const FEWEST: usize = 3;

impl Transcript {
    /// The turns of a text, if every fourth paragraph of it has a label.
    pub fn of(scene: &Scene<'_>) -> Self {
        let paragraphs = &scene.narration.sensed.paragraphs;
        let turns: Vec<LabelledTurn> =
            paragraphs.iter().filter_map(|paragraph| scene.labelled(paragraph)).collect();
        let named: Vec<&str> = turns.iter().filter_map(LabelledTurn::name).collect();
        // Somebody has the word again, or is asked: "Hall: 9,000 votes" is no turn.
        let people: BTreeSet<&str> = named.iter().copied().collect();
        let answers = people.len() < named.len() || named.len() < turns.len();
        let is_one = named.len() >= FEWEST && answers && 4 * turns.len() >= paragraphs.len();
        if is_one { Self { turns } } else { Self::default() }
    }

    /// Who speaks at a token.
    pub fn speaker(&self, token: usize) -> Option<&SuggestedSpeaker> {
        self.turn(token)?.speaker.as_ref()
    }

    /// Some tokens without the label before them.
    pub fn unlabelled(&self, tokens: Range<usize>) -> Range<usize> {
        let label = self.turn(tokens.start).map_or(0, |turn| turn.text);
        tokens.start.max(label).min(tokens.end)..tokens.end
    }

    fn turn(&self, token: usize) -> Option<&LabelledTurn> {
        let next = self.turns.partition_point(|turn| turn.start <= token);
        self.turns.get(next.checked_sub(1)?)
    }
}

impl Scene<'_> {
    fn labelled(&self, paragraph: &Range<usize>) -> Option<LabelledTurn> {
        let sensed = self.narration.sensed;
        let near = paragraph.start..paragraph.end.min(paragraph.start + LABEL);
        let colon = near.clone().find(|at| sensed.is_sign(*at, ":"))?;
        let label = outside_brackets(sensed, paragraph.start..colon);
        let speaker = self.label(&label)?;
        Some(LabelledTurn { start: paragraph.start, text: colon + 1, speaker })
    }

    /// Whom the words of a label name; `None` if they are none, nobody behind "Q".
    fn label(&self, label: &[usize]) -> Option<Option<SuggestedSpeaker>> {
        let sensed = self.narration.sensed;
        let words: Vec<usize> =
            label.iter().copied().filter(|at| sensed.is(*at, Sense::WORD)).collect();
        let (first, last) = (*words.first()?, *words.last()?);
        let inner = Sense::PREPOSITION.or(Sense::DETERMINER).or(Sense::ROLE);
        let fits = |at: &usize| sensed.is(*at, Sense::CAPITAL.or(inner));
        let signs = label.iter().all(|at| {
            sensed.is(*at, Sense::WORD.or(Sense::FIGURE)) || sensed.is_sign(*at, ".,’'-–—")
        });
        if words.len() > WORDS || !signs || !words.iter().all(fits) {
            return None;
        }
        if let [only] = words.as_slice()
            && matches!(sensed.word(*only), "Q" | "A")
        {
            return Some(None);
        }
        let range = first..last + 1;
        let named = self.narration.mentions_in(range.clone());
        let named = named.filter_map(|(number, mention)| match &mention.sort {
            MentionSort::Person(name) => Some((self.cast.member(number)?, name.clone())),
            _ => None,
        });
        let named = named.last().or_else(|| {
            let known = self.cast.called(sensed.word(last)).or_else(|| self.initials(&words));
            known.map(|member| (member, last..last + 1))
        });
        let speaker = |name: String, tokens: Range<usize>| {
            let mention = Some(sensed.bytes(tokens));
            Some(Some(SuggestedSpeaker { name, mention }))
        };
        if let Some((member, tokens)) = named {
            return speaker(self.cast.members.get(member)?.name.clone(), tokens);
        }
        // "MODERATOR", "The Home Secretary"; of "Update" nobody speaks.
        let is_loud = sensed.word(last).chars().all(|c| !c.is_lowercase());
        let role = sensed.is(last, Sense::ROLE.or(Sense::MAN).or(Sense::WOMAN));
        // "KAPLAN": somebody whom the text does not name, but nobody of before.
        if is_loud && !role && !named_label(sensed, &words) {
            return Some(None);
        }
        (role && (is_loud || words.len() > 1))
            .then(|| speaker(plain(sensed.text(range.clone())), range))
            .flatten()
    }

    /// The only person whose initials a word is: "TV" in a talk with Theodora Vance.
    fn initials(&self, words: &[usize]) -> Option<usize> {
        let [only] = words else { return None };
        let letters = self.narration.sensed.word(*only);
        if letters.len() < 2 || !letters.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return None;
        }
        let has = |name: &str| {
            let mut firsts = name.split_whitespace().filter_map(|word| word.chars().next());
            letters.chars().all(|letter| firsts.next() == Some(letter)) && firsts.next().is_none()
        };
        let mut members =
            self.cast.members.iter().enumerate().filter(|(_, member)| has(&member.name));
        let (number, _) = members.next()?;
        members.next().is_none().then_some(number)
    }
}

/// Whether words before a colon name what follows rather than who says it: "UPDATE".
fn named_label(sensed: &Sensed<'_>, words: &[usize]) -> bool {
    words.iter().any(|at| LABELS.iter().any(|label| sensed.has(*at, label)))
}

/// The tokens that are in no brackets: of "Ann Lee (Leeds North) (Lab)" the name.
fn outside_brackets(sensed: &Sensed<'_>, tokens: Range<usize>) -> Vec<usize> {
    let mut depth = 0_usize;
    let mut outside = Vec::new();
    for at in tokens {
        if sensed.is_sign(at, "([") {
            depth += 1;
        } else if sensed.is_sign(at, ")]") {
            depth = depth.saturating_sub(1);
        } else if depth == 0 {
            outside.push(at);
        }
    }
    outside
}
