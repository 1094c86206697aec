//! People are suggested in English alone, and the result says so.

use article_annotator::model::Kind;
use article_annotator::model::suggest::{TextLanguage, suggest};

use crate::desk::{article, file, models};

#[test]
fn a_text_is_english_by_its_words_unless_the_article_names_a_language() {
    use TextLanguage::{English, Other};
    let english = "The mayor said on Tuesday that she would not stand again, and left the room.";
    let german = "Die Bürgermeisterin sagte am Dienstag, sie werde nicht mehr antreten, und ging.";
    let dutch =
        "De burgemeester zei dinsdag dat ze niet meer in de race was en op haar post bleef.";
    for (named, text, expected) in [
        (None, english, English),
        (Some("en"), english, English),
        (Some("en-GB"), english, English),
        (Some("EN_us"), german, English),
        (Some("de"), english, Other),
        (Some(""), english, English),
        (Some("und"), german, Other),
        (None, german, Other),
        (None, dutch, Other),
        (None, "", Other),
        (None, "Ann Lee", Other),
        (None, "12 345, 67!", Other),
    ] {
        let found = suggest(&article(text, named), models());
        assert_eq!(found.language, expected, "{named:?} {text}");
        let people = found.list.iter().filter(|one| one.kind == Kind::Person).count();
        assert!(expected == English || people == 0, "{named:?} {text}");
    }
}

#[test]
fn of_34_declarations_the_english_one_is_english() {
    let mut seen = 0;
    for entry in std::fs::read_dir(file("tests/data/texts")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !name.starts_with("udhr-") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let found = suggest(&article(&text, None), models());
        let is_english = found.language == TextLanguage::English;
        assert_eq!(is_english, name == "udhr-eng.txt", "{name}");
        let people = found.list.iter().filter(|one| one.kind == Kind::Person).count();
        assert!(is_english || people == 0, "{name}");
        seen += 1;
    }
    assert_eq!(seen, 34);
}

/// The words between quotation marks in a constant of a source file.
fn constant<'a>(source: &'a str, name: &str) -> Vec<&'a str> {
    let start = source.find(&format!("pub const {name}:")).unwrap();
    let end = start + source[start..].find("];").unwrap();
    source[start..end].split('"').skip(1).step_by(2).collect()
}

#[test]
fn no_word_of_saying_is_listed_for_the_page_and_again_for_the_suggestions() {
    let read = |path: &str| std::fs::read_to_string(file(path)).unwrap();
    let source = read("src/model/reporting.rs");
    for (name, list) in [
        ("VERBS", "says"),
        ("NOUNS", "saying_nouns"),
        ("SAYS_TOO", "says_too"),
        ("HEADS", "bodies"),
    ] {
        let list = read(&format!("src/model/suggest/language/en/{list}.txt"));
        let lines = list.lines().filter(|line| !line.starts_with('#'));
        let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
        let listed = |word: &&str| words.contains(word);
        let twice: Vec<&str> = constant(&source, name).into_iter().filter(listed).collect();
        assert!(twice.is_empty(), "{name}: {twice:?}");
    }
}
