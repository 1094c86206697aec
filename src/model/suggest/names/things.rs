//! What bears the name of a person and is none: ships, airports, bridges, parks (tests/suggest/people.rs).

use std::sync::LazyLock;

use foldhash::HashSet;

use crate::model::suggest::prose::Prose;
use crate::model::suggest::senses::{Sense, WordSenses, words};

use super::forms::{FormId, WordForms};
use super::offices::FIRMS_TOO;
use super::register::NameMention;

/// Places that are named after somebody, and what stands before the name of a ship.
static NAMED_AFTER: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words(include_str!("../language/en/named_after.txt")).collect());
static VESSELS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words(include_str!("../language/en/vessels.txt")).collect());

/// What stands before the name of a storm or of an animal.
static CREATURES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words(include_str!("../language/en/creatures.txt")).collect());

/// What stands before the name of a firm.
static FIRMS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words(include_str!("../language/en/firms.txt")).collect());

/// What names of firms end with.
static FIRM_ENDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words(include_str!("../language/en/firm_ends.txt")).collect());

/// What stands between the name of a club or a university and that of somebody of it.
const OF_CLUBS: [&str; 9] = [
    "defender",
    "midfielder",
    "striker",
    "goalkeeper",
    "winger",
    "researcher",
    "researchers",
    "scientist",
    "scientists",
];

/// What has a name before it also without a capital.
const PLAIN: [&str; 4] = ["airport", "bridge", "museum", "stadium"];

/// The same behind a name with an article: "the Bernard Matthews plant".
const PLAIN_WITH_ARTICLE: [&str; 10] = [
    "award",
    "campus",
    "factory",
    "fellowship",
    "hotel",
    "plant",
    "prize",
    "programme",
    "scholarship",
    "trophy",
];

/// What a name comes behind that is given: "a robot named Icefin".
const CALLED: [&str; 4] = ["named", "called", "dubbed", "nicknamed"];

/// Whether a word tells what somebody is in a firm.
fn is_employed(word: &str) -> bool {
    let is_role = WordSenses::english().sense(word).is(Sense::ROLE);
    is_role && !["guest", "fan", "visitor", "critic", "child"].contains(&word)
}

/// Places that are hardly anybody's surname.
const STREETS: [&str; 6] = ["street", "road", "avenue", "gardens", "stadium", "arena"];

/// What comes before a place.
const AT: [&str; 9] = ["on", "in", "at", "off", "along", "of", "from", "near", "outside"];

/// What may stand between a name and such a place.
const BETWEEN: [&str; 4] = ["international", "memorial", "national", "regional"];

/// What stands behind the name of a ship with an article: what it did, or where.
const BEHIND_SHIP: [&str; 16] = [
    "had", "has", "was", "is", "will", "would", "could", "sank", "sailed", "in", "at", "on", "to",
    "from", "off", "and",
];

/// The mentions without those within the name of a thing: "John F. Kennedy airport", "St James's Park", "the trawler
/// Anna Lee". What the reader marked stays.
pub(super) fn without_things(
    prose: &Prose<'_>,
    forms: &WordForms<'_>,
    mut mentions: Vec<NameMention>,
) -> Vec<NameMention> {
    let finder = Things { prose, forms };
    let name = |one: &NameMention| &forms.of_tokens[one.tokens.clone()];
    let ships: HashSet<&[FormId]> =
        mentions.iter().filter(|one| finder.is_ship(one)).map(name).collect();
    let storms: HashSet<&[FormId]> =
        mentions.iter().filter(|one| finder.is_creature(one)).map(name).collect();
    let is_fixed = |one: &&NameMention| finder.is_firm(one) || finder.is_venue(one);
    let firms: HashSet<&[FormId]> = mentions.iter().filter(is_fixed).map(name).collect();
    let is_thing = |one: &NameMention| {
        // "Storm Bert" is Bert later, too, and so is a firm, and "at Eden Gardens" what stands at it.
        let is_known = storms.contains(name(one)) || firms.contains(name(one));
        if is_known && !one.marked {
            return true;
        }
        let is_known = finder.has_article(one) && ships.contains(name(one));
        !one.marked
            && (is_known
                || finder.is_ship(one)
                || finder.is_named_after(one)
                || finder.ends_firm(one.tokens.end)
                || finder.is_club(one))
    };
    mentions.retain(|one| !is_thing(one));
    mentions
}

struct Things<'a> {
    prose: &'a Prose<'a>,
    forms: &'a WordForms<'a>,
}

impl Things<'_> {
    fn lower(&self, token: usize) -> Option<&str> {
        (token < self.prose.tokens.len()).then(|| self.forms.form(token).lower.as_ref())
    }

    fn names_thing(&self, token: usize) -> bool {
        self.lower(token).is_some_and(|word| NAMED_AFTER.contains(word))
    }

    /// "The retailer Keller Voss", "Keller Voss, founded in 1921,". Whoever has a given name may be meant: "the lender Tom
    /// Hall used".
    fn is_firm(&self, one: &NameMention) -> bool {
        let (start, end) = (one.tokens.start, one.tokens.end);
        let is_told = start.checked_sub(1).and_then(|before| self.lower(before));
        let is_told = is_told.is_some_and(|word| FIRMS.contains(word));
        let is_founded = self.prose.has(end, ",")
            && self.prose.has(end + 1, "founded")
            && self.prose.has(end + 2, "in");
        // "Investors including Sequoia Capital", "Marsh Parsons, which had valued it"
        let before = |by: usize| start.checked_sub(by).and_then(|at| self.lower(at));
        let listed = ["including", "like", "as"].iter().any(|word| before(1) == Some(word));
        let as_one_of = |noun: &str| ["investors", "firms", "companies", "brands"].contains(&noun);
        let noun = if before(1) == Some("as") { before(3) } else { before(2) };
        let is_listed = listed && noun.is_some_and(as_one_of);
        let is_which = self.prose.has(end, ",") && self.prose.has(end + 1, "which");
        let either = || before(1).is_some_and(|word| FIRMS_TOO.contains(&word));
        // "An analyst at Morgan Keegan", though not "a guest at Tom Hall's wedding"
        let owns = ["'", "’", "'s", "’s"].iter().any(|sign| self.prose.has(end, sign));
        let is_at = before(1) == Some("at") && !owns && before(2).is_some_and(is_employed);
        let is_told = is_told || is_listed;
        let is_one = is_founded || is_at || is_which && either();
        one.tokens.len() > 1 && (is_one || is_told && !self.forms.form(start).given)
            || one.tokens.len() == 2 && self.ends_firm(end - 1) && !self.is_surname(start, end - 1)
    }

    /// Whether the last of two words may be somebody's surname: "Frank Steel".
    fn is_surname(&self, first: usize, last: usize) -> bool {
        self.forms.form(first).given && self.forms.form(last).surname.is_some()
    }

    /// Whether a word ends the name of a firm, with a capital: "Gilhooly Logistics", though not "Hall Energy Plan".
    fn ends_firm(&self, token: usize) -> bool {
        let business = ["inc", "ltd", "corp", "plc", "llc"];
        let business = business.iter().any(|word| self.prose.has(token + 1, word));
        let goes_on = self.forms.is_capital(token + 1) && !business;
        self.forms.is_capital(token)
            && !goes_on
            && self.lower(token).is_some_and(|word| FIRM_ENDS.contains(word))
    }

    /// "Aston Villa defender Marco Ruiz"
    fn is_club(&self, one: &NameMention) -> bool {
        let end = one.tokens.end;
        let is_told = self.lower(end).is_some_and(|word| OF_CLUBS.contains(&word));
        one.tokens.len() > 1 && is_told && self.forms.is_capital(end + 1)
    }

    /// "Charles de Gaulle Airport", "George Washington Bridge", "St James's Park".
    fn is_named_after(&self, one: &NameMention) -> bool {
        let (last, end) = (one.tokens.end - 1, one.tokens.end);
        let owned = match (self.lower(end), self.lower(end + 1)) {
            (Some("'" | "’"), Some("s")) => Some(end + 2),
            (Some("'" | "’"), _) | (Some("'s" | "’s"), _) => Some(end + 1),
            _ => None,
        };
        let is_capital = |token: usize| self.forms.is_capital(token);
        // Of "Mary Jane Field" the last word may be her name.
        let surname = self.forms.form(last).surname.is_some();
        let is_plain = self.lower(end).is_some_and(|word| {
            PLAIN.contains(&word) || PLAIN_WITH_ARTICLE.contains(&word) && self.has_article(one)
        });
        let between = self.lower(end).is_some_and(|word| BETWEEN.contains(&word));
        let place = end + usize::from(between);
        // Of "Nelson Mandela Bay" no piece is a person.
        let mut further = (end + 1..end + 3).take_while(|at| is_capital(at - 1) && is_capital(*at));
        let is_piece = one.tokens.len() == 1 && further.any(|at| self.names_thing(at));
        is_plain
            || is_piece
            || self.names_thing(place) && is_capital(end)
            || owned.is_some_and(|at| is_capital(at) && self.names_thing(at))
            || one.tokens.len() > 2 && self.names_thing(last) && !surname
            // "Nathan Hale Court", though "King Arthur's Court" names him.
            || one.tokens.len() > 2 && self.lower(last) == Some("court")
    }

    /// "Storm Bert", "Police dog Rex", "a robot named Icefin", "her dog, Max,": one word, or two of which the first is no
    /// given name.
    fn is_creature(&self, one: &NameMention) -> bool {
        let lower = |by: usize| {
            one.tokens.start.checked_sub(by).and_then(|at| self.lower(at)).unwrap_or_default()
        };
        let is_person = one.tokens.len() > 1 && self.forms.form(one.tokens.start).given;
        let closes = [",", ".", ";"].iter().any(|sign| self.prose.has(one.tokens.end, sign));
        let apposed = one.tokens.len() == 1 && closes && lower(1) == ",";
        let called = CALLED.contains(&lower(1));
        let noun = if called || apposed { lower(2) } else { lower(1) };
        CREATURES.contains(noun) && !is_person
    }

    /// "On Jackson Street", "at Eden Gardens", though neither "Jackson Street said" nor "a book on David Lodge".
    fn is_venue(&self, one: &NameMention) -> bool {
        let before = one.tokens.start.checked_sub(1).and_then(|at| self.lower(at));
        let is_at = before.is_some_and(|word| AT.contains(&word));
        let last = one.tokens.end - 1;
        let is_place = self.lower(last).is_some_and(|word| STREETS.contains(&word))
            || self.names_thing(last) && !self.is_surname(one.tokens.start, last);
        is_at && one.tokens.len() == 2 && is_place
    }

    /// Whether an article stands before a name: "the Anna Lee".
    fn has_article(&self, one: &NameMention) -> bool {
        let before = one.tokens.start.checked_sub(1).and_then(|before| self.lower(before));
        before == Some("the")
    }

    /// "The trawler Anna Lee", "the Anna Lee had sailed".
    fn is_ship(&self, one: &NameMention) -> bool {
        let (start, end) = (one.tokens.start, one.tokens.end);
        let before = start.checked_sub(1).and_then(|before| self.lower(before));
        let is_full = one.tokens.len() > 1 && self.forms.form(start).given;
        let behind = self.lower(end).is_none_or(|word| {
            BEHIND_SHIP.contains(&word) || [",", ".", ";", ":", ")"].contains(&word)
        });
        // "The lifeboat, Tom Sanderson, sailed"
        let noun =
            start.checked_sub(2).filter(|_| before == Some(",") && self.lower(end) == Some(","));
        let is_told =
            noun.and_then(|noun| self.lower(noun)).is_some_and(|word| VESSELS.contains(word));
        // "The boat Tom Hall bought" is not he.
        let any = before.is_some_and(|word| ["boat", "ship"].contains(&word));
        is_told
            || before.is_some_and(|word| VESSELS.contains(word))
            || (any || is_full && self.has_article(one)) && behind
    }
}
