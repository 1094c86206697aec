//! Which stretches between quotation marks are suggested as quotes, by tables of real conventions.

use article_annotator::model::suggest::{Prose, Suggestion, TextLanguage, said};
use article_annotator::model::{Kind, QuoteForm};

/// The direct quotes of a text, sure ones alone, their parts joined by " … ".
fn quoted(text: &str, language: TextLanguage) -> Vec<String> {
    let all = said(&Prose::of(text), language, &[], &|_| None);
    let direct = |one: &&Suggestion| {
        one.kind == Kind::Quote && one.form == Some(QuoteForm::Direct) && one.score >= 0.5
    };
    let parts = |one: &Suggestion| -> String {
        let parts: Vec<&str> = one.spans.iter().map(|span| &text[span.indices()]).collect();
        parts.join(" … ")
    };
    all.iter().filter(direct).map(parts).collect()
}

#[track_caller]
fn check(language: TextLanguage, table: &[(&str, &[&str])]) {
    for (text, expected) in table {
        assert_eq!(quoted(text, language), *expected, "in: {text}");
    }
}

#[test]
fn every_convention_of_english_marks_is_read() {
    check(
        TextLanguage::English,
        &[
            ("\"We will appeal,\" she said.", &["\"We will appeal,\""]),
            ("“We will appeal,” she said.", &["“We will appeal,”"]),
            ("‘We will appeal,’ she said.", &["‘We will appeal,’"]),
            ("'We will appeal,' she said.", &["'We will appeal,'"]),
            ("She said: «We will appeal.»", &["«We will appeal.»"]),
            ("She said, „We will appeal.“", &["„We will appeal.“"]),
            ("She told the court (\"We will appeal.\") on Monday.", &["\"We will appeal.\""]),
            ("“We will—” he said. “No.”", &["“We will—”", "“No.”"]),
            ("\"...and that was all,\" he said.", &["\"...and that was all,\""]),
        ],
    );
}

#[test]
fn marks_inside_a_quotation_belong_to_it() {
    check(
        TextLanguage::English,
        &[
            (
                "“He told me ‘never again’ and left,” she said.",
                &["“He told me ‘never again’ and left,”"],
            ),
            (
                "\"He told me 'never again' and left,\" she said.",
                &["\"He told me 'never again' and left,\""],
            ),
            (
                "‘He told me “never again” and left,’ she said.",
                &["‘He told me “never again” and left,’"],
            ),
            (
                "She said: “It’s the workers’ money, and they’ll get it.”",
                &["“It’s the workers’ money, and they’ll get it.”"],
            ),
            (
                "‘It’s the workers’ money, and they’ll get it,’ she said.",
                &["‘It’s the workers’ money, and they’ll get it,’"],
            ),
            (
                "'It's the workers' money, and they'll get it,' she said.",
                &["'It's the workers' money, and they'll get it,'"],
            ),
            ("“Say, ‘What do you want?’” he answered.", &["“Say, ‘What do you want?’”"]),
        ],
    );
}

#[test]
fn who_says_it_may_be_unknown_where_a_verb_of_saying_stands_beside_a_quotation() {
    let story = "The man shut the gate behind his horse, and his wife ran to meet him. ".repeat(20);
    check(
        TextLanguage::English,
        &[(
            &format!("{story}\n\n“That's a handsome maid” he said to his wife."),
            &["“That's a handsome maid”"],
        )],
    );
}

#[test]
fn in_a_story_verses_and_letters_set_apart_are_nobodys_words() {
    let story =
        "The man shut the gate behind his horse, and his wife ran to meet him.\n\n".repeat(20);
    let verse = "“The wind is high, the moon is low,\n   And home across the hill we go.”";
    let table = [
        (format!("{story}There was a stone.\n\n   {verse}\n\n“So,” said he."), vec!["“So,”"]),
        (
            format!(
                "{story}The note was short.\n\n   “Come to the gate at ten,” it said.\n\n“So,” said he."
            ),
            vec!["“So,”"],
        ),
        (
            format!("{story}The note was short.\n\n   “Come to the gate at ten,” said the man.")
                .replace("\n\nThe", "\n\n   The"),
            vec!["“Come to the gate at ten,”"],
        ),
    ];
    for (text, expected) in table {
        assert_eq!(quoted(&text, TextLanguage::English), expected, "in: {text}");
    }
}

#[test]
fn in_a_story_calls_and_songs_are_said_without_a_verb_behind_them() {
    let story = "The man shut the gate behind his horse, and his wife ran to meet him. ".repeat(20);
    let table = [
        ("The woman's “Halt!” rang across the yard.", vec!["“Halt!”"]),
        ("The woman's “Halt” was what they called it.", vec![]),
        (
            "“Hush ... hush,” a voice sang, and “Oh sleep!”, and all was still.",
            vec!["“Hush ... hush,”", "“Oh sleep!”"],
        ),
    ];
    for (text, expected) in table {
        let text = format!("{story}\n\n{text}");
        assert_eq!(quoted(&text, TextLanguage::English), expected, "in: {text}");
    }
}

#[test]
fn apostrophes_feet_and_inches_are_no_quotation_marks() {
    check(
        TextLanguage::English,
        &[
            ("It's the Joneses' car, and it isn't Smith's.", &[]),
            ("In the '90s rock 'n' roll was king, and '68 was long ago.", &[]),
            ("He is 6'2\" tall and she is 5'11\" tall, he said.", &[]),
            ("“He is 6'2\" tall,” she said.", &["“He is 6'2\" tall,”"]),
            ("Get 'em while they're hot, 'cause they won't last.", &[]),
            ("The farmers’ market and the players’ union agreed.", &[]),
        ],
    );
}

#[test]
fn a_quotation_broken_by_its_cue_is_one() {
    check(
        TextLanguage::English,
        &[
            (
                "“I did it,” Ana Ruiz said, “because nobody else would.”",
                &["“I did it,” … “because nobody else would.”"],
            ),
            (
                "\"We knew,\" said the mayor, \"that it would rain.\"",
                &["\"We knew,\" … \"that it would rain.\""],
            ),
            // A full stop behind the cue: two sentences, two quotes.
            (
                "“I did it,” she said. “Nobody else would.”",
                &["“I did it,”", "“Nobody else would.”"],
            ),
            // Two fragments are two.
            (
                "She called it “a complete disgrace” and “the end of the road”.",
                &["“a complete disgrace”", "“the end of the road”"],
            ),
        ],
    );
}

#[test]
fn a_quotation_of_several_paragraphs_is_one() {
    check(
        TextLanguage::English,
        &[
            (
                "“The first is done.\n\n“The second begins now,” she said.",
                &["“The first is done. … “The second begins now,”"],
            ),
            (
                "\"The first is done.\n\n\"The second begins now,\" she said.",
                &["\"The first is done. … \"The second begins now,\""],
            ),
            (
                "He said, \"It felt good out there.\n\nWe could have scored early.\" Then he left.",
                &["\"It felt good out there. … We could have scored early.\""],
            ),
        ],
    );
}

#[test]
fn titles_names_and_words_at_arms_length_are_left_out() {
    check(
        TextLanguage::English,
        &[
            ("Her new film, titled “The Long Night”, opens in May 2024.", &[]),
            ("They called the boat \"Sunrise\" and the dog “Rex”.", &[]),
            ("The novel \"War and Peace\" was sold out on Monday.", &[]),
            ("The word “nice” once meant something else.", &[]),
            ("The so-called “experts” met in 2019.", &[]),
            ("They are held at Hall's \"Blue House\" compound in Leeds, the mayor said.", &[]),
            ("His brother, nicknamed ‘the Fox’, was 42.", &[]),
        ],
    );
}

#[test]
fn marks_of_other_languages_are_paired_by_their_own_rules() {
    check(
        TextLanguage::Other,
        &[
            ("„Wir werden klagen“, sagte sie am Montag.", &["„Wir werden klagen“"]),
            ("»Wir werden klagen«, sagte sie am Montag.", &["»Wir werden klagen«"]),
            ("« Nous ferons appel », a-t-elle déclaré.", &["« Nous ferons appel »"]),
            ("«Presentaremos un recurso», dijo la ministra.", &["«Presentaremos un recurso»"]),
            ("”Vi kommer att överklaga”, sade hon.", &["”Vi kommer att överklaga”"]),
            ("„Złożymy apelację jutro”, powiedziała.", &["„Złożymy apelację jutro”"]),
            ("«Мы подадим апелляцию», — сказала она.", &["«Мы подадим апелляцию»"]),
            ("「控訴するつもりです」と彼女は言った。", &["「控訴するつもりです」"]),
            ("她说：“我们将提出上诉。”", &["“我们将提出上诉。”"]),
        ],
    );
}

#[test]
fn a_missing_mark_loses_no_other_quotation() {
    check(
        TextLanguage::English,
        &[
            (
                "He wrote: \"It was late. She said: \"We will appeal.\" They did.",
                &["\"We will appeal.\""],
            ),
            ("We will appeal,\" she said.\n\n“They were late,” he said.", &["“They were late,”"]),
        ],
    );
}

#[test]
fn a_comma_outside_the_marks_goes_on_with_one_quotation() {
    check(
        TextLanguage::English,
        &[
            ("“Yes, it is”, the lawyer said, “and we will”.", &["“Yes, it is” … “and we will”"]),
            (
                "“There was little left”, the lawyer said, “of sixty years of savings”.",
                &["“There was little left” … “of sixty years of savings”"],
            ),
            (
                "He was “tired of it all”, the lawyer said, and “angry about the delay”.",
                &["“tired of it all”", "“angry about the delay”"],
            ),
        ],
    );
}

#[test]
fn a_song_that_is_sung_is_nobody_s_words() {
    check(
        TextLanguage::English,
        &[
            ("She sang “Moonlight in Vermont” at the wedding.", &[]),
            ("Her first novel came late. She wrote “Best Before Dead” in 2004.", &[]),
            ("“We shall never leave,” she sang.", &["“We shall never leave,”"]),
        ],
    );
}
