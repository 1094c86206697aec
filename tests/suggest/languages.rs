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
