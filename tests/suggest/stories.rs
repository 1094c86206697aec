//! Who says a quotation in a story, by tables of invented scenes. In the texts, names of people stand in square
//! brackets.

use crate::speakers::speakers;

/// Narration of a story, so that what follows is read as one.
const STORY: &str = "[Mary Cole] walked along the shore that evening, and she thought of her brother, who had \
    gone away so long before that she could hardly remember how he had looked when he stood beside her on the \
    hill and laughed at the ships. He had been tall, she knew, and he had carried her on his shoulders when she \
    was tired of walking, and he had told her the names of all the stars that he could find for her. She had \
    never forgotten him, though she had tried, and he had never written to her, though he had promised that he \
    would, and so she had grown used to the thought that he was dead, and that she would walk here by herself. \
    She stopped and listened to the water, and she felt that somebody was near her, and she turned and saw that \
    he stood there on the path behind her as he had stood there years before, when they were young and he was \
    still her brother, and she could not speak, for she was afraid that he might vanish if she moved towards \
    him, and he seemed to be as much afraid of her as she was of him.\n\n";

#[track_caller]
fn check_stories(table: &[(&str, &[&str])]) {
    for (text, expected) in table {
        assert_eq!(speakers(&format!("{STORY}{text}")), *expected, "in: {text}");
    }
}

#[test]
fn in_a_story_whoever_is_called_by_name_answers() {
    check_stories(&[
        (
            "[Tom Hall] came in.\n\n“Sit down, [Tom],” said [Mary].\n\n“I will.”\n\n“And tell me.”\n\n“What?”",
            &["Mary Cole (Mary)", "Tom Hall ()", "Mary Cole ()", "Tom Hall ()"],
        ),
        (
            "A parson came by with [Tom Hall].\n\n“Good night, parson,” said [Tom].\n\n“Good night.”",
            &["Tom Hall (Tom)", "A parson ()"],
        ),
        (
            "A parson came by.\n\n“Good night,” said the parson. “I am [Paul Dean].”",
            &["A parson (the parson)", "A parson (the parson)"],
        ),
    ]);
}

#[test]
fn in_a_story_the_apostrophe_of_a_name_calls_nobody() {
    check_stories(&[(
        "[Tom Hall] came in.\n\n“It was a gift of d'[Orsay], I fear,” said [Tom].\n\n“Are you sure?”",
        &["Tom Hall (Tom)", "nobody"],
    )]);
}

#[test]
fn in_a_story_the_last_subject_before_a_quotation_says_it() {
    check_stories(&[
        (
            "[Tom Hall] sat with [Paul Dean].\n\n[Paul Dean] shut the door.\n\n“It will freeze tonight.”",
            &["Paul Dean ()"],
        ),
        (
            "[Tom Hall] sat with [Paul Dean].\n\n[Tom Hall] put out the lamp.\n\n“It will freeze tonight.”",
            &["Tom Hall ()"],
        ),
    ]);
}

#[test]
fn in_a_story_whoever_is_only_described_has_the_name_by_which_others_call_them() {
    check_stories(&[
        (
            "[Tom Hall] met a youth.\n\n“Carry this, [Walter],” said [Tom].\n\nThe lad frowned.\n\n\
             “I will not,” said the lad.",
            &["Tom Hall (Tom)", "Walter (the lad)"],
        ),
        (
            "[Tom Hall] met a youth.\n\n“Good night, lad,” said [Tom].\n\n“Good night.”\n\n“Call me [Tom].”",
            &["Tom Hall (Tom)", "nobody", "Tom Hall ()"],
        ),
        // Whoever calls is not the one who is called.
        ("[Tom Hall] met a youth.\n\n“Come here, [Walter],” said the youth.", &["nobody"]),
        // A list calls nobody.
        (
            "[Tom Hall] met a youth.\n\n“I saw [Paul Dean], [Walter], and [Enver],” said [Tom].\n\n\
             “So did I,” said the youth.",
            &["Tom Hall (Tom)", "nobody"],
        ),
    ]);
}

#[test]
fn in_a_story_those_who_are_only_described_can_be_meant_by_he() {
    check_stories(&[
        (
            "An old parson met a maid.\n\nThe parson rode nearer.\n\n“It was a whim,” he said.",
            &["An old parson (he)"],
        ),
        (
            "[Robert Dean] sat by the fire.\n\nAt this moment [Tom Hall] returned.\n\n“It rains,” he said.",
            &["Tom Hall (he)"],
        ),
        ("[Mary Cole] wept. “He is kind,” [Tom Hall] heard her say.", &["Mary Cole (her)"]),
    ]);
}

#[test]
fn in_a_story_nobody_is_a_guess() {
    check_stories(&[
        ("“Come in,” said one. “It rains.”", &["nobody", "nobody"]),
        ("“Come in,” it said.", &["nobody"]),
        ("“Who is there?” called a voice from the darkness.", &["nobody"]),
        ("“Come in,” said the man with the basket.", &["nobody"]),
        (
            "[Tom Hall] sat there.\n\n“Come in,” replied the man who had come.\n\n“No,” said [Tom Hall].",
            &["nobody", "Tom Hall"],
        ),
    ]);
}
