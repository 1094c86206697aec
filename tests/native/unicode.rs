//! The character sets in `model/characters.rs`, compared with the Unicode data of the crates'
//! version. Every difference is named, code point by code point.

use std::collections::BTreeSet;

use article_annotator::model::characters::{
    has_no_blanks, is_closing, is_currency, is_format, is_from_right, is_hebrew, is_picture,
    is_quote, is_quote_either_way, is_small_only, is_stop,
};
use article_annotator::model::clusters::{clusters, end, is_edge, start};

const PROPERTIES: &str = include_str!("../data/unicode/properties.txt");
const BREAKS: &str = include_str!("../data/unicode/GraphemeBreakTest.txt");

/// The scripts without blanks between words, according to the Unicode Standard's chapters on them.
const UNSPACED: [&str; 20] = [
    "Ahom",
    "Balinese",
    "Bopomofo",
    "Han",
    "Hiragana",
    "Javanese",
    "Katakana",
    "Khitan_Small_Script",
    "Khmer",
    "Lao",
    "Myanmar",
    "New_Tai_Lue",
    "Nushu",
    "Tai_Le",
    "Tai_Tham",
    "Tai_Viet",
    "Tangut",
    "Thai",
    "Tibetan",
    "Yi",
];

type Set = BTreeSet<char>;

/// The lines of a Unicode file that are not comments.
fn lines(file: &str) -> impl Iterator<Item = &str> {
    file.lines().map(|line| line.split('#').next().unwrap().trim()).filter(|line| !line.is_empty())
}

/// The characters with one of these properties.
fn with(properties: &[&str]) -> Set {
    let mut set = Set::new();
    for line in lines(PROPERTIES) {
        let (range, property) = line.split_once(" ; ").unwrap();
        if properties.contains(&property) {
            let (first, last) = range.split_once("..").unwrap_or((range, range));
            let [first, last] = [first, last].map(|at| u32::from_str_radix(at, 16).unwrap());
            // Surrogates are not characters.
            set.extend((first..=last).filter_map(char::from_u32));
        }
    }
    assert!(!set.is_empty(), "{properties:?} is not in the data");
    set
}

fn has(property: &str) -> Set {
    with(&[property])
}

/// Compares one of our sets with the right one, among these characters.
fn same(ours: impl Fn(char) -> bool, right: &Set, among: &Set) {
    let wrong = among.iter().filter(|c| ours(**c) != right.contains(c));
    let wrong: Vec<_> = wrong
        .map(|&c| {
            let word = if right.contains(&c) { "lacks" } else { "has" };
            format!("{word} U+{:04X} {c}", u32::from(c))
        })
        .collect();
    assert!(wrong.is_empty(), "{} characters differ: {}", wrong.len(), wrong.join(", "));
}

/// Assigned characters; others may fall into a range or not.
fn assigned() -> Set {
    has("Assigned")
}

fn letters() -> Set {
    has("General_Category=Letter")
}

#[test]
fn the_data_are_of_the_version_that_grapheme_clusters_are_of() {
    let (major, minor, patch) = unicode_segmentation::UNICODE_VERSION;
    let version = format!("version {major}.{minor}.{patch}");
    assert!(PROPERTIES.contains(&version), "renew tests/data/unicode: {version}");
    assert!(BREAKS.contains(&version), "renew tests/data/unicode: {version}");
}

#[test]
fn words_are_looked_up_in_a_dictionary_in_exactly_the_scripts_without_blanks() {
    let scripts = UNSPACED.map(|script| format!("Script={script}"));
    let mut right = with(&scripts.each_ref().map(String::as_str));
    // A character of several scripts counts if all of them lack blanks: the Japanese long vowel.
    let shared = lines(PROPERTIES)
        .filter_map(|line| line.split_once(" ; Script_Extensions=").map(|(_, script)| script));
    let (without, spaced): (BTreeSet<_>, BTreeSet<_>) =
        shared.partition(|script| UNSPACED.contains(script));
    let extended = |scripts: BTreeSet<&str>| {
        let names: Vec<_> =
            scripts.iter().map(|script| format!("Script_Extensions={script}")).collect();
        with(&names.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let (without, spaced) = (extended(without), extended(spaced));
    right.extend(without.difference(&spaced));
    let words = with(&["Alphabetic", "General_Category=Mark", "General_Category=Number"]);
    same(has_no_blanks, &right, &words);
}

#[test]
fn no_script_that_unicode_breaks_by_a_dictionary_is_forgotten() {
    let letters = letters();
    let complex = has("Line_Break=Complex_Context");
    same(has_no_blanks, &complex, &letters.intersection(&complex).copied().collect());
}

#[test]
fn a_letter_is_from_the_right_where_unicode_says_so() {
    let right = with(&["Bidi_Class=Right_To_Left", "Bidi_Class=Arabic_Letter"]);
    same(is_from_right, &right, &letters());
}

#[test]
fn every_emoji_that_is_shown_as_a_picture_is_one() {
    let shown = has("Emoji_Presentation");
    let emoji = has("Emoji");
    let among = |c: &char| ('\u{2600}'..='\u{27bf}').contains(c);
    let right: Set = shown.into_iter().chain(emoji.into_iter().filter(among)).collect();
    let (near, far): (Set, Set) = assigned().into_iter().partition(|c| *c < '\u{10000}');
    same(is_picture, &right, &near);
    // Beyond them, the blocks of pictographs are included whole.
    let pictures = with(&["Emoji", "Extended_Pictographic"]);
    same(is_picture, &pictures, &far.intersection(&pictures).copied().collect());
}

#[test]
fn the_sign_of_every_currency_belongs_to_its_number() {
    same(is_currency, &has("General_Category=Currency_Symbol"), &assigned());
}

#[test]
fn what_is_not_seen_parts_no_word() {
    same(is_format, &has("Word_Break=Format"), &assigned());
}

#[test]
fn every_hebrew_letter_is_one_whatever_points_it_bears() {
    same(is_hebrew, &has("Word_Break=Hebrew_Letter"), &assigned());
}

#[test]
fn only_georgian_has_small_letters_without_capitals() {
    let georgian = has("Script=Georgian");
    let small = has("Lowercase");
    // The ecclesiastical ones have capitals.
    let right: Set = georgian.intersection(&small).copied().filter(|c| *c < '\u{2d00}').collect();
    same(is_small_only, &right, &letters());
}

#[test]
fn every_stop_of_unicode_ends_a_sentence() {
    let mut right = has("Sentence_Terminal");
    right.extend(['…', '\u{37e}']);
    same(is_stop, &right, &assigned());
}

#[test]
fn every_quotation_mark_of_unicode_is_one_and_what_closes_is_told_from_what_opens() {
    let (all, quotes) = (assigned(), has("Quotation_Mark"));
    same(is_quote, &quotes, &all);
    let mut closes =
        with(&["General_Category=Close_Punctuation", "General_Category=Final_Punctuation"]);
    // These open a quotation in German.
    closes.retain(|c| !"»›".contains(*c));
    same(is_closing, &closes, &all);
    let opens = has("General_Category=Open_Punctuation");
    let mut either = quotes;
    either.retain(|c| !opens.contains(c) && !closes.contains(c));
    same(is_quote_either_way, &either, &all);
}

#[test]
fn clusters_are_those_of_unicodes_own_test() {
    let mut count = 0;
    for line in lines(BREAKS) {
        let parts: Vec<String> =
            line.split('÷').map(str::trim).filter(|part| !part.is_empty()).map(cluster).collect();
        let text = parts.concat();
        let ours: Vec<&str> = clusters(&text).map(|(_, cluster)| cluster).collect();
        assert_eq!(ours, parts, "{line}");
        let mut from = 0;
        for part in &parts {
            let to = from + part.len();
            assert!(is_edge(&text, from) && is_edge(&text, to), "{line}");
            for (inside, _) in part.char_indices().skip(1) {
                let at = from + inside;
                assert!(!is_edge(&text, at), "{line}");
                assert_eq!((start(&text, at), end(&text, at)), (from, to), "{line}");
            }
            from = to;
        }
        count += 1;
    }
    assert!(count > 700, "{count}");
}

/// Code points as Unicode's tests write them: `0061 × 0308`.
fn cluster(part: &str) -> String {
    let code =
        |point: &str| char::from_u32(u32::from_str_radix(point.trim(), 16).unwrap()).unwrap();
    part.split('×').map(code).collect()
}
