//! The names of those who wrote an article: without labels, roles, places and dates. What is no name is no
//! byline (tests/opening/about.rs).

use dom_query::{Document, Node};

use super::nodes::{attribute, is, is_called, is_longer, line, named, names_of, next};
use crate::formats::documents::shared::address::absolute;
use crate::formats::documents::shared::dates;

/// Longest byline, and longest text of an element that may hold one, in characters.
const LONGEST: usize = 200;
const ELEMENT: usize = 160;

/// What stands before names, the longer first.
const LABELS: [&str; 62] = [
    "veröffentlicht von",
    "geschrieben von",
    "ein artikel von",
    "verfasst von",
    "publicado por",
    "escrito por",
    "publié par",
    "rédigé par",
    "écrit par",
    "pubblicato da",
    "scritto da",
    "a cura di",
    "tekst av",
    "geschreven door",
    "written by",
    "posted by",
    "published by",
    "reported by",
    "reporting by",
    "story by",
    "words by",
    "text by",
    "submitted by",
    "article by",
    "skrevet av",
    "skrivet av",
    "skrevet af",
    "autorinnen",
    "autorin",
    "autoren",
    "auteurs",
    "auteur",
    "autores",
    "autore",
    "autora",
    "authors",
    "author",
    "autor",
    "автор",
    "авторы",
    "yazan",
    "tekst",
    "texte",
    "texto",
    "text",
    "door",
    "von",
    "par",
    "por",
    "by",
    "di",
    "av",
    "af",
    "od",
    "作者",
    "记者",
    "記者",
    "撰文",
    "文",
    "كتبت",
    "كتب",
    "بقلم",
];
/// Words of those who write, of what they write about and for, which are no names.
const ROLES: [&str; 62] = [
    "writer",
    "reporter",
    "reporters",
    "reporterin",
    "editor",
    "correspondent",
    "columnist",
    "journalist",
    "journalistin",
    "contributor",
    "producer",
    "photographer",
    "staff",
    "freelance",
    "senior",
    "chief",
    "political",
    "foreign",
    "special",
    "associate",
    "assistant",
    "executive",
    "managing",
    "deputy",
    "bureau",
    "news",
    "newsroom",
    "media",
    "published",
    "updated",
    "posted",
    "editorial",
    "associated",
    "follow",
    "share",
    "email",
    "subscribe",
    "view",
    "redakteur",
    "redakteurin",
    "redaktion",
    "korrespondent",
    "korrespondentin",
    "journaliste",
    "rédacteur",
    "rédactrice",
    "rédaction",
    "correspondant",
    "correspondante",
    "periodista",
    "redactor",
    "redactora",
    "redacción",
    "corresponsal",
    "giornalista",
    "redazione",
    "inviato",
    "corrispondente",
    "redactie",
    "verslaggever",
    "jornalista",
    "redação",
];
/// Small words within names, and between them.
const PARTICLES: [&str; 27] = [
    "de", "da", "do", "dos", "das", "del", "della", "der", "den", "di", "du", "la", "le", "van",
    "von", "zu", "bin", "bint", "al", "el", "ter", "ten", "af", "av", "ibn", "abu", "st",
];
const AND: [&str; 13] =
    ["and", "und", "et", "y", "e", "en", "og", "och", "i", "und", "&", "и", "with"];
/// Words before and within dates.
const BEFORE_DATES: [&str; 25] = [
    "on",
    "at",
    "am",
    "um",
    "le",
    "el",
    "il",
    "op",
    "den",
    "the",
    "last",
    "published",
    "updated",
    "posted",
    "veröffentlicht",
    "aktualisiert",
    "publié",
    "publicado",
    "pubblicato",
    "gepubliceerd",
    "date",
    "datum",
    "-",
    "–",
    "for",
];
/// What stands before the names of those who took the pictures.
const CREDITS: [&str; 7] = ["foto", "photo", "picture", "bild", "image", "video", "illustration"];
/// Words that follow names, glued to them where a page only draws them apart.
const GLUED: [&str; 5] = ["Published", "Updated", "Posted", "Published:", "Updated:"];
/// What forms and programs say where a name would stand.
const NO_NAMES: [&str; 17] = [
    "about",
    "contact",
    "contributors",
    "admin",
    "administrator",
    "author",
    "autor",
    "name",
    "your name",
    "username",
    "user",
    "guest",
    "anonymous",
    "editor",
    "root",
    "unknown",
    "webmaster",
];

/// The byline of a page: the element that names those who wrote, and what it says.
pub(super) fn on_page<'a>(
    document: &'a Document,
    site: Option<&str>,
) -> Option<(Node<'a>, String)> {
    let mut following = next(&document.body()?, false);
    while let Some(node) = following {
        let found = Some(&node).filter(|node| is_byline(node)).and_then(|node| {
            let inside = node.descendants();
            let named =
                inside.iter().find(|one| attribute(one, "itemprop").is_some_and(|is| is == "name"));
            names(&line(named.unwrap_or(node)), site)
        });
        if let Some(found) = found {
            return Some((node, found));
        }
        following = next(&node, false);
    }
    None
}

/// Whether an element may hold the byline, and not the name of somebody who comments or is to fill in a form.
fn is_byline(node: &Node<'_>) -> bool {
    let says = |name: &str, word: &str| attribute(node, name).is_some_and(|is| is.contains(word));
    let called = || {
        let names = names_of(node);
        ["byline", "author", "dateline", "writtenby"].iter().any(|word| names.contains(word))
    };
    let marked = attribute(node, "rel").is_some_and(|is| is == "author")
        || says("itemprop", "author")
        || called()
        || is_said_below(node);
    marked
        && !is_longer(node, ELEMENT)
        && !is(node, &["form", "label", "input", "textarea"])
        && !is_called(node, &["comment", "related", "sidebar", "respond"])
        && !node.ancestors(None).iter().any(|one| is(one, &["form", "aside"]))
        && named(node, &["label"]).is_empty()
}

/// Whether it says “By Ana Ruiz” right below the headline.
fn is_said_below(node: &Node<'_>) -> bool {
    const SHORT: usize = 60;
    const BY: [&str; 6] = ["By ", "Von ", "Par ", "Por ", "Door ", "By: "];
    let is_below = || {
        node.prev_element_sibling().is_some_and(|above| is(&above, &["h1", "h2"]))
            || node
                .parent()
                .and_then(|around| around.prev_element_sibling())
                .is_some_and(|above| is(&above, &["h1"]))
    };
    if !is(node, &["p", "div", "span", "h3", "h4", "h5"]) || is_longer(node, SHORT) || !is_below() {
        return false;
    }
    let said = line(node);
    let Some(rest) = BY.iter().find_map(|by| said.strip_prefix(by)) else { return false };
    // “By The Numbers”, “Von Der Leyen Warns”.
    const NO_NAMES: [&str; 8] = ["The", "Der", "Den", "Die", "Das", "A", "An", "All"];
    if rest.split(' ').next().is_some_and(|word| NO_NAMES.contains(&word)) {
        return false;
    }
    let first = rest.split(' ').take(2);
    first.filter(|word| word.starts_with(char::is_uppercase)).count() == 2
        && !said.ends_with(['.', '!', '?', ':'])
}

/// The names in what a page says of those who wrote it.
pub(super) fn names(said: &str, site: Option<&str>) -> Option<String> {
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    if absolute(&said, None).is_some() {
        return None;
    }
    let said = apart(&said);
    let text = without_labels(&said);
    let ends = |c: char| "|·•—(<[@\"“".contains(c);
    let text = text.split(ends).map(str::trim).find(|part| part.contains(char::is_alphabetic))?;
    let text = text.split(" - ").next().and_then(|text| text.split(" – ").next())?;
    let mut kept: Vec<&str> = Vec::new();
    for part in text.split([',', ';', '/']) {
        if CREDITS.iter().any(|credit| prefix(part.trim(), credit).is_some()) {
            break;
        }
        let Some(name) = without_rest(part.trim(), text) else { break };
        let is_first = kept.is_empty();
        let several = |name: &str| name.contains(' ') || !name.is_ascii();
        // A single word behind a name is where it was written, or for whom.
        if !is_first && kept.iter().all(|one| several(one)) && !several(name) && !is_suffix(name) {
            break;
        }
        kept.push(name);
    }
    let found = kept.join(", ");
    let found = found.trim_matches(|c: char| " .:-–*".contains(c) && c != '.').to_owned();
    // A name above what is said about the same person.
    let words: Vec<&str> = found.split(' ').collect();
    let (one, two) = words.split_at(words.len() / 2);
    let found = if one == two { one.join(" ") } else { found };
    let lower = found.to_lowercase();
    let is_site = site.is_some_and(|site| site.to_lowercase() == lower);
    let good = found.contains(char::is_alphabetic)
        && found.chars().count() <= LONGEST
        && !NO_NAMES.contains(&lower.as_str())
        && !LABELS.contains(&lower.as_str())
        && !is_site;
    good.then_some(found)
}

/// The words of a byline, apart where only the page's style keeps them so: “ByAna Ruiz”, “Ana RuizPublished”.
fn apart(said: &str) -> String {
    let is_name = |rest: &str| {
        let mut signs = rest.chars();
        signs.next().is_some_and(char::is_uppercase) && signs.next().is_some_and(char::is_lowercase)
    };
    let said = match said.strip_prefix("By").filter(|rest| is_name(rest)) {
        Some(rest) => format!("By {rest}"),
        None => said.to_owned(),
    };
    let words = said.split(' ').map(|word| {
        let glued = GLUED.iter().find_map(|glued| Some((word.strip_suffix(glued)?, *glued)));
        match glued.filter(|(name, _)| name.ends_with(char::is_lowercase)) {
            Some((name, glued)) => format!("{name} {glued}"),
            None => word.to_owned(),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

fn is_suffix(name: &str) -> bool {
    ["Jr", "Jr.", "Sr", "Sr.", "II", "III", "MD", "PhD", "Ph.D."].contains(&name)
}

fn without_labels(said: &str) -> &str {
    let mut rest = said.trim();
    loop {
        let found = LABELS.iter().find_map(|label| {
            let length = prefix(rest, label)?;
            let after = rest.get(length..)?;
            let bare = after.trim_start_matches([' ', ':', '：', '・', '-', '–', '/']);
            let apart = after.starts_with([' ', ':', '：', '・', '/']) && !bare.is_empty();
            // `von der Leyen` is a name.
            let is_name = bare.starts_with(char::is_lowercase) && label.len() <= 4;
            (apart && !is_name).then_some(bare)
        });
        match found {
            Some(bare) => rest = bare,
            None => return rest,
        }
    }
}

/// The length of a text's beginning that says this, whatever the case.
fn prefix(text: &str, said: &str) -> Option<usize> {
    let mut letters = text.char_indices();
    for wanted in said.chars() {
        let (_, letter) = letters.next()?;
        if letter != wanted && !letter.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    Some(letters.next().map_or(text.len(), |(at, _)| at))
}

/// A name without the role, the place or the date behind it; `None` if it begins with one.
fn without_rest<'a>(part: &'a str, whole: &str) -> Option<&'a str> {
    let lower = |word: &str| word.trim_matches(['.', ',', ':']).to_lowercase();
    let is_role = |word: &str| ROLES.contains(&lower(word).as_str());
    let words: Vec<&str> = part.split(' ').collect();
    let mut kept = 0;
    for (at, word) in words.iter().enumerate() {
        let small = word.starts_with(char::is_lowercase);
        let joins =
            AND.contains(&lower(word).as_str()) || PARTICLES.contains(&lower(word).as_str());
        let is_out = word.contains(|c: char| c.is_numeric())
            || is_role(word) && (at > 0 || part != whole || words.len() > 1)
            || small && !joins && at > 0;
        if is_out {
            break;
        }
        kept = at + 1;
    }
    while let Some(last) = kept.checked_sub(1).and_then(|at| words.get(at)) {
        let last = lower(last);
        let of_date = kept < words.len() && dates::is_month(&last);
        if !of_date && !BEFORE_DATES.contains(&last.as_str()) && !AND.contains(&last.as_str()) {
            break;
        }
        kept -= 1;
    }
    let length = words.get(..kept)?.iter().map(|word| word.len() + 1).sum::<usize>();
    part.get(..length.checked_sub(1)?).map(|name| name.trim_end_matches(['-', ':', ' ']))
}
