//! When two names in the news mean the same person: "President Volodymyr Zelenskyy", "Mr Zelenskyy",
//! "Zelenskyy’s". If two people are possible, the names stay apart (tests/native/people.rs).

use std::collections::BTreeMap;

use super::actor::{Actor, ActorId, ActorSort};
use super::characters::lower;
use super::name_words::{
    BODIES, COURTESIES, FIRST_SURNAMES, GROUPS, HONORIFICS, PARTICLES, SUFFIXES, TITLES,
};
use super::reporting::PRONOUNS;

/// A name in its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its words without titles, in lower case and without full stops.
    words: Vec<String>,
    /// "jr", "sr", "iii" and so on, which distinguish father and son.
    suffix: Option<String>,
    /// "the Kushner family": several people, and none of them in particular.
    group: bool,
}

/// How a name relates to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// Both are the same.
    Same,
    /// A shorter form of the other: a surname, or with an initial.
    Shorter,
    /// A fuller form of the other.
    Fuller,
}

impl Name {
    /// The parts of a name as it stands in a text.
    pub fn of(text: &str) -> Self {
        let mut words: Vec<String> = Vec::new();
        let separated = |c: char| c.is_whitespace() || matches!(c, '·' | '・' | '.' | ',');
        let text = without_possessive(text.trim());
        for word in text.split(separated).map(bare).filter(|word| !word.is_empty()) {
            words.push(lower(word));
        }
        let article = words.first().is_some_and(|word| word == "the");
        let last = words.last().cloned().unwrap_or_default();
        let plural = words.len() == 2 && last.ends_with('s') && !last.ends_with("ss");
        let group = GROUPS.contains(&last.as_str()) && words.len() > 1 || article && plural;
        while words.len() > 1 && begins_with_title(&words) {
            words.remove(0);
        }
        let ends = words.len() > 1 && SUFFIXES.contains(&last.as_str());
        let suffix = if ends { words.pop() } else { None };
        if let [only] = words.as_mut_slice() {
            *only = without_honorific(only).to_owned();
        }
        Self { words, suffix, group }
    }

    /// How it relates to another name; `None` if they are different people.
    pub fn meets(&self, other: &Self) -> Option<Match> {
        if self.words.is_empty() || self.group || other.group {
            return (self == other).then_some(Match::Same);
        }
        let (mine, theirs) = (self.words.as_slice(), other.words.as_slice());
        // Suffixes count if one of the two is a full name.
        if self.suffix != other.suffix && (self.suffix.is_some() || mine.len() > 1) {
            return None;
        }
        if mine == theirs {
            return Some(Match::Same);
        }
        if is_part(mine, theirs) {
            return Some(Match::Shorter);
        }
        is_part(theirs, mine).then_some(Match::Fuller)
    }

    /// What matching names share: the last word, and the first where that may be the surname.
    fn keys(&self) -> impl Iterator<Item = &str> {
        let first = self.words.first().filter(|_| self.words.len() > 1);
        let first = first.filter(|word| is_first_surname(word));
        self.words.last().into_iter().chain(first).map(String::as_str)
    }
}

/// The register by name, to find the person of a mention.
#[derive(Debug, Default)]
pub struct Register {
    by_word: BTreeMap<String, Vec<(Name, ActorId)>>,
}

impl Register {
    /// The people of a register.
    pub fn of<'a>(actors: impl Iterator<Item = &'a Actor>) -> Self {
        let mut register = Self::default();
        for actor in actors.filter(|actor| actor.sort == ActorSort::Person) {
            register.enter(actor);
        }
        register
    }

    /// Everybody in a register with a name, organisations and groups included.
    pub fn of_all<'a>(actors: impl Iterator<Item = &'a Actor>) -> Self {
        let mut register = Self::default();
        for actor in actors.filter(|actor| actor.sort != ActorSort::Unnamed) {
            register.enter(actor);
        }
        register
    }

    /// Adds one more.
    pub fn enter(&mut self, actor: &Actor) {
        let name = Name::of(&actor.name);
        for key in name.keys() {
            let entries = self.by_word.entry(key.to_owned()).or_default();
            entries.push((name.clone(), actor.id.clone()));
        }
    }

    /// Removes one, before it gets another name.
    pub fn leave(&mut self, actor: &Actor) {
        for key in Name::of(&actor.name).keys() {
            if let Some(entries) = self.by_word.get_mut(key) {
                entries.retain(|(_, id)| *id != actor.id);
            }
        }
    }

    /// The only person `text` can mean, and how the names relate. `None` for nobody or several.
    pub fn find(&self, text: &str) -> Option<(&ActorId, Match)> {
        let name = Name::of(text);
        let mut found: Vec<(&ActorId, Match)> = Vec::new();
        for key in name.keys() {
            for (other, id) in self.by_word.get(key).into_iter().flatten() {
                if let Some(how) = name.meets(other)
                    && found.iter().all(|(known, _)| *known != id)
                {
                    found.push((id, how));
                }
            }
        }
        match found.as_slice() {
            [one] => Some(*one),
            several => {
                let mut same = several.iter().filter(|(_, how)| *how == Match::Same);
                same.next().filter(|_| same.next().is_none()).copied()
            }
        }
    }
}

/// Pairs of entries that may mean one: of people one name is part of the other, organisations and groups have
/// the same.
pub fn alike<'a>(actors: impl Iterator<Item = &'a Actor>) -> Vec<(ActorId, ActorId)> {
    let all: Vec<&Actor> = actors.collect();
    let mut pairs = Vec::new();
    for sort in [ActorSort::Person, ActorSort::Organisation, ActorSort::Group] {
        let mut register = Register::default();
        all.iter().filter(|actor| actor.sort == sort).for_each(|actor| register.enter(actor));
        for (word, entries) in &register.by_word {
            for (at, (name, id)) in entries.iter().enumerate() {
                for (other, theirs) in entries.iter().skip(at + 1).filter(|(_, them)| them != id) {
                    // Two that share the last word as well were met by that.
                    let last = name.words.last();
                    if last != Some(word) && last == other.words.last() {
                        continue;
                    }
                    let pair = match name.meets(other) {
                        None => continue,
                        Some(Match::Same) => (id.clone(), theirs.clone()),
                        Some(_) if sort != ActorSort::Person => continue,
                        Some(Match::Fuller) => (theirs.clone(), id.clone()),
                        Some(Match::Shorter) => (id.clone(), theirs.clone()),
                    };
                    pairs.push(pair);
                }
            }
        }
    }
    pairs
}

/// A name without its titles: of "US Envoy Steve Witkoff" the name, of "President" alone everything.
pub fn untitled(name: &str) -> &str {
    let words = name.split_whitespace();
    let mut last = words.filter(|word| is_title(word));
    let behind = last.next_back().map(|title| {
        let at = title.as_ptr() as usize - name.as_ptr() as usize + title.len();
        name.get(at..).unwrap_or_default().trim()
    });
    behind.filter(|rest| !rest.is_empty()).unwrap_or(name)
}

/// Whether words only describe somebody ("he", "a spokesman", "the man", "the President"): the next who is
/// called so may be another.
pub fn is_anybody(words: &str) -> bool {
    const WORDS: [&str; 8] = ["i", "it", "one", "we", "you", "another", "others", "some"];
    let all = lower(words);
    let bare = all.strip_prefix("the ").map_or(words, |_| words.get(4..).unwrap_or_default());
    // Where letters have no case, none tells.
    let small = bare.contains(char::is_lowercase) && !bare.contains(char::is_uppercase);
    WORDS.contains(&all.as_str())
        || PRONOUNS.contains(&all.as_str())
        || all.starts_with("a ")
        || all.starts_with("an ")
        || bare.split_whitespace().all(is_title)
        || small
}

/// Whether a word is a title, with or without its full stop.
pub fn is_title(word: &str) -> bool {
    let bare = lower(word.trim_end_matches('.'));
    TITLES.contains(&bare.as_str())
}

/// Whether a name has a title before it: "President Ruiz", but not "The Hague".
pub fn is_titled(name: &str) -> bool {
    let title = name.strip_suffix(untitled(name)).unwrap_or_default();
    title.split_whitespace().next_back().is_some_and(|word| !word.eq_ignore_ascii_case("the"))
}

/// Whether a name is a surname alone with a title that tells the gender: "Mrs Ruiz".
pub fn tells_gender(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let title = words.next().map(|word| lower(word.trim_end_matches('.')));
    let told = title.is_some_and(|title| COURTESIES.contains(&title.as_str()));
    told && words.next().is_some() && words.next().is_none()
}

/// A mention as a name for the register: without a possessive at its end.
pub fn plain(mention: &str) -> &str {
    without_possessive(mention.trim()).trim()
}

/// The likely sort of actor of a name that a reader typed or marked.
pub fn sort_of(name: &str) -> ActorSort {
    let words: Vec<String> = name.split_whitespace().map(lower).collect();
    let first = words.first().map_or("", String::as_str);
    let last = words.last().map_or("", String::as_str);
    let body = |word: &String| BODIES.contains(&word.as_str());
    if matches!(first, "a" | "an" | "one" | "unnamed" | "anonymous") {
        ActorSort::Unnamed
    } else if Name::of(name).group || matches!(last, "residents" | "officials" | "protesters") {
        ActorSort::Group
    } else if words.len() > 1 && words.iter().any(body) {
        ActorSort::Organisation
    } else {
        ActorSort::Person
    }
}

/// Whether `part` is how the news refers to somebody already named as `full`.
fn is_part(part: &[String], full: &[String]) -> bool {
    match (part, full) {
        ([only], [first, .., last]) => {
            only == last || only == first && is_first_surname(first) && full.len() <= 3
        }
        ([first, .., last], [full_first, .., full_last]) if last == full_last => {
            // The surname with its particles, with or without the first name or its initial.
            let surname = full.ends_with(part) && is_particle(first);
            let short = is_initial(first) || part.len() <= full.len();
            surname || short && is_first(first, full_first)
        }
        _ => false,
    }
}

/// Whether a first name is another, or its initial.
fn is_first(short: &str, full: &str) -> bool {
    short == full || is_initial(short) && full.starts_with(short)
}

fn is_initial(word: &str) -> bool {
    word.chars().count() == 1
}

fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

fn is_first_surname(word: &str) -> bool {
    FIRST_SURNAMES.contains(&word)
}

/// "Don Lemon" is no don and "Major" alone is a name: a title needs a name after it.
fn begins_with_title(words: &[String]) -> bool {
    let first = words.first().map_or("", String::as_str);
    let next = words.get(1).map_or("", String::as_str);
    TITLES.contains(&first) && !SUFFIXES.contains(&next)
}

fn without_possessive(text: &str) -> &str {
    let cut = ["’s", "'s", "’S", "'S"].iter().find_map(|end| text.strip_suffix(end));
    cut.unwrap_or_else(|| text.trim_end_matches(['’', '\'']))
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn without_honorific(word: &str) -> &str {
    let cut = HONORIFICS.iter().find_map(|end| word.strip_suffix(end));
    cut.filter(|rest| !rest.is_empty()).unwrap_or(word)
}
