//! What the words of English can be: one look-up gives all their senses. The lists are data, one file each,
//! in a folder per language (tests/suggest/speakers.rs).

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

use super::lexicon::Hashed;
use crate::model::reporting;

/// The lines of a list, without its comment.
pub(super) fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#'))
}

/// The words of a list.
pub(super) fn words(list: &'static str) -> impl Iterator<Item = &'static str> {
    lines(list).flat_map(str::split_whitespace)
}

/// What a word can be, or what stands at its place: a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sense(u64);

/// Declares the senses that have a list of words, and the lists.
macro_rules! senses {
    ($($bit:literal $name:ident $file:literal,)*) => {
        impl Sense {
            $(#[doc = concat!("Words of `", $file, ".txt`.")] pub const $name: Self = Self(1 << $bit);)*
        }
        const ENGLISH: &[(Sense, &str)] =
            &[$((Sense::$name, include_str!(concat!("language/en/", $file, ".txt")))),*];
    };
}

senses! {
    0 SAYS "says",
    1 SAYS_TOO "says_too",
    2 SAYS_THAT "says_that",
    3 SAYING_NOUN "saying_nouns",
    4 HE "he",
    5 SHE "she",
    6 THEY "they",
    7 SUBJECT "subjects",
    8 PREPOSITION "prepositions",
    9 DETERMINER "determiners",
    10 AUXILIARY "auxiliaries",
    11 CONJUNCTION "conjunctions",
    12 MANNER "manner",
    13 MAN "men",
    14 WOMAN "women",
    15 ROLE "roles",
    16 GROUP "groups",
    17 BODY "bodies",
    18 WORK "works",
    19 WORD_MEANT "words_meant",
    20 ELISION "elisions",
    21 NUMBER "numbers",
    22 UNIT "units",
    23 COMPARISON "comparisons",
    24 CAUSE "causes",
    25 RECORD "records",
    26 LAW "laws",
    27 EVENT "events",
    28 STATE "states",
    29 OPINION "opinions",
    30 PROMISE "promises",
    31 COURTESY "greetings",
    32 MEMORY "memories",
    33 HEDGE "hedges",
    34 NEGATION "negations",
    35 DAY "days",
    36 SOUND "sounds",
    37 SAYS_PLAIN "says_plain",
    38 ANYBODY "anybody",
    39 SAYS_TWO "says_two",
    40 DENIAL "denials",
    41 REFUSAL "refusals",
    42 PAST "pasts",
    43 NATIVE "natives",
    44 REACTS "reacts",
    45 REACTION "reactions",
}

/// The words that the page knows too.
const COMMON: &[(Sense, &[&str])] = &[
    (Sense::SAYS, reporting::VERBS),
    (Sense::SAYING_NOUN, reporting::NOUNS),
    (Sense::SAYS_TOO, reporting::SAYS_TOO),
    (Sense::BODY, reporting::HEADS),
];

impl Sense {
    /// No sense.
    pub const NONE: Self = Self(0);
    /// It begins with a capital.
    pub const CAPITAL: Self = Self(1 << 50);
    /// A figure.
    pub const FIGURE: Self = Self(1 << 51);
    /// A word: letters.
    pub const WORD: Self = Self(1 << 52);
    /// A verb, as far as it is listed.
    pub const VERB: Self = Self::AUXILIARY.or(Self::STATE).or(Self::EVENT).or(Self::PAST);
    /// Inside a quotation, its marks included.
    pub const QUOTED: Self = Self(1 << 54);
    /// The first word of a sentence.
    pub const FIRST: Self = Self(1 << 55);

    /// Whether it has one of these.
    pub fn is(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// Both sets.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The words of a language with their senses.
#[derive(Debug, Default)]
pub struct WordSenses {
    words: HashMap<&'static str, Sense, BuildHasherDefault<Hashed>>,
}

/// The longest word of a list in bytes, and more.
const LONGEST: usize = 24;

impl WordSenses {
    /// The words of English.
    pub fn english() -> &'static Self {
        static WORDS: LazyLock<WordSenses> = LazyLock::new(|| {
            let listed =
                ENGLISH.iter().flat_map(|(sense, list)| words(list).map(|word| (word, *sense)));
            let common =
                COMMON.iter().flat_map(|(sense, list)| list.iter().map(|word| (*word, *sense)));
            let mut all = WordSenses::default();
            for (word, sense) in listed.chain(common) {
                let known = all.words.entry(word).or_default();
                *known = known.or(sense);
            }
            all
        });
        &WORDS
    }

    /// No words, for languages without lists.
    pub fn none() -> &'static Self {
        static NONE: LazyLock<WordSenses> = LazyLock::new(WordSenses::default);
        &NONE
    }

    /// The senses of a word, in any case, and whether it is a word, a figure, capitalised.
    pub fn sense(&self, word: &str) -> Sense {
        let Some(first) = word.chars().next() else { return Sense::NONE };
        if first.is_numeric() {
            return Sense::FIGURE;
        }
        if !first.is_alphabetic() {
            return Sense::NONE;
        }
        let capital = if first.is_uppercase() { Sense::CAPITAL } else { Sense::NONE };
        self.listed(word).or(capital).or(Sense::WORD)
    }

    fn listed(&self, word: &str) -> Sense {
        if word.len() > LONGEST {
            return Sense::NONE;
        }
        if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return self.find(word);
        }
        if word.is_ascii() {
            // Without memory of its own: most words of a text come by here.
            let mut small = [0; LONGEST];
            let small = small.get_mut(..word.len()).unwrap_or_default();
            small.copy_from_slice(word.as_bytes());
            small.make_ascii_lowercase();
            return self.find(std::str::from_utf8(small).unwrap_or_default());
        }
        self.find(&word.to_lowercase())
    }

    fn find(&self, word: &str) -> Sense {
        self.words.get(word).copied().unwrap_or_default()
    }
}
