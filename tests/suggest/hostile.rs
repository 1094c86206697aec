//! Texts that are none, and very long ones: nothing silly is suggested, and each is answered in linear time.

use article_annotator::model::suggest::suggest;

use crate::desk::{article, file, models, people, suggested};

#[test]
fn of_the_naughty_strings_only_what_looks_like_a_name_is_suggested() {
    let strings = std::fs::read_to_string(file("tests/data/blns.json")).unwrap();
    let strings: Vec<String> = serde_json::from_str(&strings).unwrap();
    let mut found: Vec<String> = strings.iter().flat_map(|text| people(text, 0.5)).collect();
    found.extend(people(&strings.join("\n"), 0.5));
    found.sort_unstable();
    found.dedup();
    let names = [
        "Craig Cockburn",
        "Dick Van Dyke",
        "Herman I. Libshitz",
        "Jimmy Clitheroe",
        "Linda Callahan",
        "Tyson Gay",
    ];
    assert_eq!(found, names);
}

#[test]
fn letters_signs_and_blanks_without_end_are_answered() {
    let many = 50_000;
    for piece in [
        "A",
        "A.",
        "Ann ",
        "Ann-",
        "’s",
        "\u{301}",
        "\u{200d}",
        "👩‍👩‍👧",
        "🇺🇦",
        "\n",
        "9,",
        "said ",
        "Xq Zw, 40, ",
    ] {
        suggested(&piece.repeat(many / piece.len()));
    }
}

#[test]
#[allow(clippy::disallowed_methods, reason = "natively there is a clock")]
fn a_sentence_without_end_takes_no_more_than_in_proportion() {
    let time = |piece: &str, letters: usize| {
        let text = piece.repeat(letters / piece.len());
        let start = std::time::Instant::now();
        suggested(&text);
        start.elapsed().as_secs_f64()
    };
    for piece in [
        "Jim \"Mad Dog\" Lee ",
        "Ana Ruiz said Tom Hall whose ",
        "Marva St. Aubyn asked Tom Hall ",
        "@kev99 wrote N'Golo Vaka'uta ",
    ] {
        let (less, more) = (time(piece, 40_000), time(piece, 320_000));
        assert!(more < 30.0 * less, "{piece}: {less} s, and {more} s for eight times as much");
    }
}

#[test]
fn each_of_many_people_with_one_given_name_is_found() {
    let letters = |number: usize| {
        let letter = |digit: usize| char::from(b'a' + (digit % 26) as u8);
        [letter(number / 676), letter(number / 26), letter(number)].iter().collect::<String>()
    };
    let text: String =
        (0..5000).map(|at| format!("John Mac{} said that it was late. ", letters(at))).collect();
    let found = people(&text, 0.5).len();
    assert!(found > 4500, "{found}");
}

#[test]
fn an_article_of_three_megabytes_has_the_suggestions_of_its_parts() {
    let part = "President Wanjiru Otieno met Ann Lee on Tuesday. “We agreed,” said Otieno.\n";
    let text = part.repeat(3 * 1024 * 1024 / part.len());
    let set = article(&text, Some("en"));
    let found = suggest(&set, models()).list;
    let names = people(part, 0.5).len();
    assert!(found.len() >= names * (text.len() / part.len()), "{}", found.len());
}
