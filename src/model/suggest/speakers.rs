//! Who says each quotation: the cue beside it, else the cue of its sentence or paragraph, else the grammar of
//! turns. What stays in doubt has no speaker (tests/suggest/speakers.rs).

use std::ops::Range;

use super::cast::Cast;
use super::cues::{Narration, SpokenCue};
use super::gender::Gender;
use super::grammar::is_subject;
use super::known_as;
use super::mentions::MentionSort;
use super::pronouns::{Meant, acts};
use super::quotations::QuotePart;
use super::sensed::Sensed;
use super::senses::Sense;
use super::turns::{TurnStyle, Voice, decide};
use super::voices::{Speaking, Voices};

/// Who says a quotation, and how that is known.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Utterance {
    /// The speaker's fullest name, or the words of the text for them.
    pub name: String,
    /// The tokens of the mention beside the verb.
    pub mention: Option<Range<usize>>,
    /// The cue, if there is one in the paragraph.
    pub cue: Option<SpokenCue>,
    /// Whether the cue is the quotation's own.
    pub own: bool,
    /// How sure it is, from 0 to 1.
    pub score: f32,
}

/// What the search for speakers reads.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scene<'a> {
    pub narration: Narration<'a>,
    pub cast: &'a Cast,
    /// Whom each mention means.
    pub meant: &'a [Option<Meant>],
    /// The names of people inside quotations, in order.
    pub addressed: &'a [Range<usize>],
}

/// Rounds in which those who speak often gain in likelihood.
const ROUNDS: usize = 2;

/// Least probability of a speaker that is suggested.
const SURE: f32 = 0.5;

/// The same in a conversation: of 100 speakers suggested by it, more than 90 are right.
const SURE_IN_STORY: f32 = 0.55;

/// Words that only stand for whoever it is: they name nobody.
pub(super) const STANDS_FOR: [&str; 3] = ["who", "which", "that"];

/// Quotations beside each other that have one speaker.
#[derive(Debug, Clone)]
pub(super) struct SpokenRun {
    pub parts: Vec<usize>,
    /// The first of their cues.
    pub cue: Option<SpokenCue>,
    /// The paragraphs of the first and of the last.
    pub first: usize,
    pub last: usize,
}

/// Who says each quotation, by its number; `None` where that stays in doubt.
pub(super) fn speakers(scene: &Scene<'_>) -> Vec<Option<Utterance>> {
    let parts = scene.narration.parts;
    let narration = scene.narration;
    let cue = |part: usize| {
        let cue = narration.cue(part)?;
        let names = narration.story || scene.is_somebody(&cue);
        (!narration.is_carried(part) && names).then_some(cue)
    };
    let cues: Vec<Option<SpokenCue>> = (0..parts.len()).map(cue).collect();
    let runs = runs(scene, &cues);
    let voices = Voices::of(scene);
    let style = narration.style;
    // In a conversation somebody of it speaks; in a report, a quotation without a cue may be anybody's.
    let doubt = if style == TurnStyle::Dialogue { -1.2 } else { 0.8 };
    let trust = if style == TurnStyle::Dialogue { 1.8 } else { 3.0 };
    let mut speaking = Speaking { scene: *scene, cues, runs, voices, doubt, trust };
    let turns = speaking.turns();
    let mut shares = decide(&turns, style);
    if style == TurnStyle::Dialogue {
        for _ in 0..ROUNDS {
            let liker = speaking.with_parties(&turns, &shares);
            shares = decide(&liker, style);
        }
    }
    let decided: Vec<(Option<Voice>, f32)> =
        turns.iter().zip(&shares).map(|(turn, shares)| turn.best(shares)).collect();
    let mut spoken = speaking.utterances(&decided);
    for one in &mut spoken {
        one.take_if(|one| STANDS_FOR.contains(&one.name.as_str()));
    }
    spoken
}

/// Whether a text is a conversation or a report.
pub(super) fn style(sensed: &Sensed<'_>, parts: &[QuotePart], story: bool) -> TurnStyle {
    let opens = |part: &&QuotePart| {
        let paragraph = sensed.paragraphs.get(part.paragraph);
        !part.continues && paragraph.is_some_and(|paragraph| paragraph.start == part.tokens.start)
    };
    let opening: Vec<&QuotePart> = parts.iter().filter(opens).collect();
    let pairs = opening.windows(2);
    let beside = pairs.filter(|pair| pair[0].paragraph + 1 == pair[1].paragraph).count();
    let asks = opening.iter().filter(|part| matches!(part.last, '?' | '!')).count();
    let is_dialogue = beside >= 3 && 3 * beside >= opening.len() && 8 * asks >= opening.len();
    if is_dialogue || story { TurnStyle::Dialogue } else { TurnStyle::Report }
}

/// Fewest words of narration by which a story is known.
const SHORTEST_STORY: usize = 200;

/// Whether a text tells a story: its narration has people in plenty, and hardly a figure or a date. In a story
/// words in marks that nobody says are the writer's.
pub(super) fn is_story(sensed: &Sensed<'_>) -> bool {
    let (mut words, mut people, mut facts) = (0_usize, 0_usize, 0_usize);
    for token in (0..sensed.len()).filter(|token| !sensed.is(*token, Sense::QUOTED)) {
        words += usize::from(sensed.is(token, Sense::WORD));
        people += usize::from(sensed.is(token, Sense::HE.or(Sense::SHE).or(Sense::MEMORY)));
        people += usize::from(sensed.has(token, "i"));
        facts += usize::from(sensed.is(token, Sense::FIGURE.or(Sense::DAY)));
    }
    words >= SHORTEST_STORY && 40 * people > words && 300 * facts < words
}

/// The quotations in runs of one speaker. Words in marks without a cue in their sentence are in none.
fn runs(scene: &Scene<'_>, cues: &[Option<SpokenCue>]) -> Vec<SpokenRun> {
    let parts = scene.narration.parts;
    let mut runs: Vec<SpokenRun> = Vec::new();
    for (number, part) in parts.iter().enumerate() {
        let own = cues.get(number).and_then(Option::as_ref);
        let narration = scene.narration;
        if narration.is_carried(number) || own.is_none() && narration.is_anothers(number) {
            continue;
        }
        let whole = scene.narration.is_whole(part);
        let last = runs.last_mut().filter(|run| run.last == part.paragraph || part.continues);
        if let Some(run) = last {
            let beside = run.parts.last().and_then(|last| parts.get(*last));
            let sensed = scene.narration.sensed;
            let one_sentence = beside.is_some_and(|last| {
                let end = last.tokens.end.saturating_sub(1);
                sensed.sentence_number(end) == sensed.sentence_number(part.tokens.start)
            });
            let differs =
                own.zip(run.cue.as_ref()).is_some_and(|(own, cue)| scene.differ(cue, own));
            let belongs = own.is_some() || whole || one_sentence || part.continues;
            if belongs && !differs {
                run.parts.push(number);
                run.last = part.paragraph;
                run.cue = run.cue.take().or_else(|| own.cloned());
                continue;
            }
        }
        if own.is_some() || whole {
            let (first, last) = (part.paragraph, part.paragraph);
            runs.push(SpokenRun { parts: vec![number], cue: own.cloned(), first, last });
        }
    }
    runs
}

impl Scene<'_> {
    /// Whether two cues of one paragraph name different speakers.
    fn differ(&self, one: &SpokenCue, other: &SpokenCue) -> bool {
        let sensed = self.narration.sensed;
        if one.subject == other.subject {
            return false;
        }
        let member = |cue: &SpokenCue| {
            let meant = cue.mention.and_then(|mention| self.meant.get(mention));
            meant.copied().flatten().map(|meant| meant.member)
        };
        let is_pronoun = other.subject.len() == 1;
        if is_pronoun && sensed.is(other.subject.start, Sense::HE.or(Sense::SHE).or(Sense::THEY)) {
            // "He" is no report, and no ministry.
            let things = Sense::WORK.or(Sense::SAYING_NOUN).or(Sense::BODY);
            let is_thing = || sensed.is(one.subject.end.saturating_sub(1), things);
            let person = Sense::HE.or(Sense::SHE);
            return match member(one) {
                Some(member) => self.is_another(member, one, other),
                None => sensed.is(other.subject.start, person) && is_thing(),
            };
        }
        match (member(one), member(other)) {
            (Some(one), Some(other)) => one != other,
            _ => {
                let text = |cue: &SpokenCue| sensed.text(cue.subject.clone());
                !text(one).eq_ignore_ascii_case(text(other))
            }
        }
    }
}

impl Scene<'_> {
    /// Whether a pronoun does not mean whoever spoke before it in the paragraph: “…,” said Ana Ruiz. Tom Hall
    /// laughed. “No,” he said.
    fn is_another(&self, member: Voice, one: &SpokenCue, other: &SpokenCue) -> bool {
        let sensed = self.narration.sensed;
        let gender = Gender::of(sensed, other.subject.start);
        let of =
            |member: Voice| self.cast.members.get(member).map_or(Gender::Unknown, |it| it.gender);
        let between = one.verb.max(one.subject.end)..other.subject.start.min(other.verb);
        let mut named = self.narration.mentions_in(between);
        let subject = named.any(|(number, mention)| {
            let meant = self.meant.get(number).copied().flatten().map(|meant| meant.member);
            let theirs = meant.filter(|theirs| *theirs != member);
            let acts = mention.sort == MentionSort::Described && acts(sensed, mention);
            (acts || matches!(mention.sort, MentionSort::Person(_)))
                && is_subject(sensed, mention)
                && theirs.is_some_and(|theirs| of(theirs).agrees(gender))
        });
        subject || !of(member).agrees(gender)
    }
}

impl Speaking<'_> {
    /// Whether a report leaves open whom "he" or "she" means.
    fn is_in_doubt(&self, run: &SpokenRun, probability: f32) -> bool {
        let sensed = self.scene.narration.sensed;
        let is_pronoun = |cue: &SpokenCue| {
            sensed.is(cue.subject.start, Sense::HE.or(Sense::SHE)) && cue.subject.len() == 1
        };
        self.scene.narration.style == TurnStyle::Report
            && probability < SURE
            && run.cue.as_ref().is_some_and(is_pronoun)
    }

    fn utterances(&self, decided: &[(Option<Voice>, f32)]) -> Vec<Option<Utterance>> {
        let sensed = self.scene.narration.sensed;
        let mut all = vec![None; self.scene.narration.parts.len()];
        for (run, (voice, probability)) in self.runs.iter().zip(decided) {
            let named = voice.and_then(|voice| self.voices.names.get(voice));
            let named = named.filter(|_| !self.is_in_doubt(run, *probability));
            for part in &run.parts {
                let own = self.cues.get(*part).and_then(Option::as_ref);
                let cue = own.or(run.cue.as_ref());
                let heard =
                    cue.map_or(0.9, |cue| if own.is_some() { cue.score } else { 0.9 * cue.score });
                let name = match (named, cue) {
                    (Some(name), _) => name.clone(),
                    (None, Some(cue)) => {
                        let institution = self.scene.narration.institution(cue);
                        plain(sensed.text(institution.unwrap_or_else(|| cue.subject.clone())))
                    }
                    (None, None) => continue,
                };
                let score = heard * if named.is_some() { *probability } else { 0.6 };
                // In a report a cue is sure of its mention, even where nobody knows whom it means.
                let sure = match self.scene.narration.style {
                    TurnStyle::Dialogue => {
                        voice.is_some_and(|voice| self.tells(voice))
                            && *probability >= SURE_IN_STORY
                    }
                    TurnStyle::Report => score >= SURE || cue.is_some(),
                };
                if sure && let Some(slot) = all.get_mut(*part) {
                    *slot = Some(Utterance {
                        name,
                        mention: cue.map(|cue| cue.subject.clone()),
                        cue: cue.cloned(),
                        own: own.is_some(),
                        score,
                    });
                }
            }
        }
        all
    }
}

/// Most people of one role among whom one is sought.
const BEARERS: usize = 64;

/// Institutions that have no article before them.
const BARE: [&str; 9] = [
    "parliament",
    "congress",
    "kremlin",
    "pentagon",
    "vatican",
    "treasury",
    "cabinet",
    "senate",
    "police",
];

impl Scene<'_> {
    /// Whether a cue names somebody: in "Minister: “…”", as in headlines, only the one minister whom the text
    /// names.
    fn is_somebody(&self, cue: &SpokenCue) -> bool {
        !self.is_bare(&cue.subject) || self.only_one(cue.subject.start).is_some()
    }

    /// Whether a subject is no more than a role, or the noun of an institution, without an article.
    fn is_bare(&self, subject: &Range<usize>) -> bool {
        let sensed = self.narration.sensed;
        let word = sensed.word(subject.start);
        let noun = Sense::ROLE.or(Sense::MAN).or(Sense::WOMAN).or(Sense::BODY);
        let mut mentions = self.narration.mentions_in(subject.clone());
        let named = mentions.any(|(_, one)| matches!(one.sort, MentionSort::Person(_)));
        let is_known = BARE.iter().any(|bare| word.eq_ignore_ascii_case(bare));
        let is_loud = word.chars().all(char::is_uppercase);
        let alone = subject.len() == 1 && !sensed.is_owned(subject.start);
        alone && sensed.is(subject.start, noun) && !named && !is_known && !is_loud
    }

    /// The only person whom the text names with the role that a word is.
    pub fn only_one(&self, role: usize) -> Option<Voice> {
        let role = known_as::role(self.narration.sensed.word(role));
        let places = self.cast.by_role.get(&role).filter(|places| places.len() <= BEARERS)?;
        let named = |(_, member): &&(usize, usize)| {
            self.cast.members.get(*member).is_some_and(|member| !member.described)
        };
        let mut named = places.iter().filter(named);
        let (_, member) = named.next()?;
        named.next().is_none().then_some(*member)
    }
}

/// Words of the text as a name: in one line.
pub(super) fn plain(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
