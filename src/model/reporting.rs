//! The commonest words with which articles report speech, for the page and for the suggestions, which know more
//! (`suggest/language`): none is listed twice (tests/suggest/languages.rs).

/// Verbs of saying, beside a quotation or before a clause with "that".
pub const VERBS: &[&str] = &[
    "acknowledged",
    "acknowledging",
    "added",
    "adding",
    "adds",
    "admitted",
    "admitting",
    "alleged",
    "alleging",
    "announced",
    "announcing",
    "answered",
    "argued",
    "argues",
    "arguing",
    "asked",
    "asserted",
    "asserting",
    "claimed",
    "claiming",
    "commented",
    "complained",
    "concluded",
    "concluding",
    "confirmed",
    "confirming",
    "continued",
    "declared",
    "declaring",
    "denied",
    "denying",
    "emphasised",
    "emphasising",
    "emphasized",
    "emphasizing",
    "explained",
    "explaining",
    "insisted",
    "insisting",
    "insists",
    "noted",
    "noting",
    "promised",
    "promising",
    "recalled",
    "remarked",
    "replied",
    "replying",
    "reported",
    "responded",
    "said",
    "say",
    "saying",
    "says",
    "stated",
    "stating",
    "stressed",
    "stressing",
    "suggested",
    "telling",
    "tells",
    "testified",
    "told",
    "tweeted",
    "urged",
    "urging",
    "vowed",
    "vowing",
    "warned",
    "warning",
    "writes",
    "wrote",
];

/// Nouns of saying: "the announcement that".
pub const NOUNS: &[&str] = &[
    "accusation",
    "acknowledgement",
    "acknowledgment",
    "admission",
    "allegation",
    "announcement",
    "assertion",
    "statement",
];

/// Words that may introduce speech, but have other meanings.
pub const SAYS_TOO: &[&str] = &[
    "accused",
    "called",
    "claims",
    "describing",
    "notes",
    "posted",
    "states",
    "suggesting",
    "writing",
];

/// Further words that report what a reader marked as a quote, in other languages too.
pub const ELSEWHERE: &[&str] = &[
    "detailed",
    "according",
    "sagte",
    "erklärte",
    "dit",
    "déclaré",
    "dijo",
    "afirmó",
    "disse",
    "сказал",
    "сказала",
    "заявил",
    "заявила",
    "сказав",
    "заявив",
];

/// Pronouns for somebody named before.
pub const PRONOUNS: &[&str] =
    &["he", "she", "they", "who", "er", "sie", "il", "elle", "él", "ella", "он", "она"];

/// Further words that begin a sentence with a capital and name nobody.
pub const NOBODY: &[&str] = &[
    "however",
    "meanwhile",
    "there",
    "according",
    "what",
    "how",
    "why",
    "whose",
    "unless",
    "once",
    "also",
    "then",
    "today",
    "yesterday",
    "tomorrow",
    "not",
    "nothing",
    "nobody",
    "none",
    "everyone",
    "everybody",
    "everything",
    "someone",
    "somebody",
    "something",
    "anyone",
    "here",
    "earlier",
    "later",
    "instead",
    "nevertheless",
    "finally",
    "therefore",
    "perhaps",
    "asked",
    "speaking",
    "may",
];

/// Nouns that make an institution of the name before them, alone or as the second of two.
pub const HEADS: &[&str] = &[
    "service",
    "government",
    "ministry",
    "office",
    "police",
    "administration",
    "agency",
    "department",
    "foundation",
    "party",
    "union",
    "court",
    "council",
    "committee",
    "commission",
    "university",
    "institute",
    "bank",
    "company",
    "newspaper",
];

/// Whether a word is in a list of words, in any case.
fn is_listed(list: &str, word: &str) -> bool {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).any(|listed| listed.eq_ignore_ascii_case(word))
}

/// Declares what asks whether a word is in a list of the suggestions.
macro_rules! listed {
    ($($(#[$about:meta])* $name:ident $file:literal,)*) => {
        $($(#[$about])* pub fn $name(word: &str) -> bool {
            is_listed(include_str!(concat!("suggest/language/en/", $file, ".txt")), word)
        })*
    };
}

listed! {
    /// Whether a pronoun can be a subject.
    is_subject "subjects",
    /// Whether a word begins a noun phrase.
    is_determiner "determiners",
    /// Whether the noun behind a word is no subject.
    is_preposition "prepositions",
    /// Whether a word begins another clause.
    is_conjunction "conjunctions",
    /// Whether it is a day or a month.
    is_day "days",
    /// Whether a word stands between a subject and its verb.
    is_adverb "auxiliaries",
}
