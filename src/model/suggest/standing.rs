//! How a mention stands to a verb of saying, and which verbs have a speaker: the rules for the subject that the
//! open card and the suggestions share (tests/suggest/one_answer.rs).

/// What a mention in the clause of a verb is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SubjectSort {
    /// Somebody by name.
    Person,
    /// "He", "it".
    Pronoun,
    /// Any other name or description.
    Other,
}

/// A mention before a verb of saying.
#[derive(Debug, Clone, Copy)]
pub(super) struct SubjectStanding {
    pub sort: SubjectSort,
    /// Tokens between it and the verb, adverbs not counted.
    pub gap: usize,
    /// Whether it is the first mention of the clause.
    pub first: bool,
    /// Whether only what is said about it stands before the verb: "Smith, the mayor, said".
    pub apposed: bool,
    /// Whether it hangs on a preposition.
    pub object: bool,
    /// Whether it only owns something: "Smith's lawyer".
    pub owner: bool,
}

/// Least weight of a subject.
const LEAST: f32 = 0.55;

impl SubjectStanding {
    /// What speaks for it as the subject of the verb.
    fn weight(self) -> f32 {
        let base = match self.sort {
            SubjectSort::Person => 1.3,
            SubjectSort::Pronoun => 1.1,
            SubjectSort::Other => 0.8,
        };
        let gap = u16::try_from(self.gap).unwrap_or(u16::MAX);
        let mut weight: f32 = base - 0.04 * f32::from(gap);
        weight += match (self.gap, self.object) {
            (0, false) => 1.0,
            (0, true) => 0.4,
            _ => 0.0,
        };
        weight += if self.apposed && !self.object { 0.6 } else { 0.0 };
        weight += if self.first { 0.4 } else { 0.0 };
        weight -= if self.object { 0.9 } else { 0.0 };
        weight - if self.owner { 1.0 } else { 0.0 }
    }
}

/// The number of the likeliest subject of a verb, of mentions in their order; of equals the nearest.
pub(super) fn likeliest(mentions: impl Iterator<Item = SubjectStanding>) -> Option<usize> {
    let mut best: Option<(f32, usize)> = None;
    for (number, standing) in mentions.enumerate() {
        let weight = standing.weight();
        if weight > LEAST && best.is_none_or(|(known, _)| weight >= known) {
            best = Some((weight, number));
        }
    }
    best.map(|(_, number)| number)
}

/// Whether a verb of saying behind this word has a speaker as its subject: not "was told", not "to say".
pub(super) fn has_speaker(before: &str, verb: &str) -> bool {
    let is = |word: &&str| before.eq_ignore_ascii_case(word);
    let passive = ["was", "were", "been", "being", "be", "is", "are"].iter().any(is);
    (!passive || verb.ends_with("ing")) && !is(&"to")
}

/// Nouns that look like adverbs.
const NOUNS: [&str; 7] = ["family", "assembly", "supply", "monopoly", "reply", "rally", "anomaly"];

/// Whether a word looks like an adverb: "quietly".
pub(super) fn is_manner(word: &str) -> bool {
    word.len() > 4
        && !NOUNS.contains(&word)
        && word.ends_with("ly")
        && !word.starts_with(char::is_uppercase)
}
