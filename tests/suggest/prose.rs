//! Tokens, sentences and paragraphs, as real texts have them.

use article_annotator::model::suggest::Prose;

fn tokens(text: &str) -> String {
    let prose = Prose::of(text);
    (0..prose.tokens.len()).map(|at| prose.token(at)).collect::<Vec<_>>().join(" ")
}

/// The sentences of a text, with a bar between two of a paragraph and two between paragraphs.
fn sentences(text: &str) -> String {
    let prose = Prose::of(text);
    let sentence = |number: usize| {
        let tokens = prose.sentences[number].clone();
        let range =
            prose.tokens[tokens.start].start.index()..prose.tokens[tokens.end - 1].end.index();
        text[range].to_owned()
    };
    let paragraph = |paragraph: &std::ops::Range<usize>| {
        paragraph.clone().map(sentence).collect::<Vec<_>>().join(" | ")
    };
    prose.paragraphs.iter().map(paragraph).collect::<Vec<_>>().join(" || ")
}

#[test]
fn a_token_is_a_word_a_number_initials_or_one_sign() {
    for (text, expected) in [
        ("It's O'Brien’s.", "It ' s O ' Brien ’ s ."),
        ("J. K. Rowling, the U.S. envoy", "J. K. Rowling , the U.S. envoy"),
        ("Otieno-Smith -- half-time-", "Otieno-Smith - - half-time -"),
        ("3,000.50 at 10:30, 3.", "3,000.50 at 10:30 , 3 ."),
        ("A2 2A 7th", "A 2 2 A 7 th"),
        ("a_b @you #tag", "a _ b @ you # tag"),
        ("José Jose\u{301} co\u{ad}op", "José Jose\u{301} co\u{ad}op"),
        ("👩‍👩‍👧 Ann 🇺🇦🇺🇦", "👩‍👩‍👧 Ann 🇺🇦 🇺🇦"),
        ("\u{a0}Ann\u{2003}Lee\t", "Ann Lee"),
        ("J. K.\u{200d} x", "J. K.\u{200d} x"),
        ("", ""),
    ] {
        assert_eq!(tokens(text), expected, "{text:?}");
    }
}

#[test]
fn a_sentence_ends_with_a_stop_before_a_capital_and_with_its_paragraph() {
    for (text, expected) in [
        ("She left. He stayed.", "She left. | He stayed."),
        ("It cost 3.5 dollars. maybe", "It cost 3.5 dollars. maybe"),
        ("“Go.” She went. “Now!” he said.", "“Go.” She went. | “Now!” he said."),
        ("Mayor quits\nAnn Lee has left.", "Mayor quits || Ann Lee has left."),
        ("Mayor quits\n\nAnn Lee has left.", "Mayor quits || Ann Lee has left."),
    ] {
        assert_eq!(sentences(text), expected, "{text:?}");
    }
}

#[test]
fn a_line_broken_at_a_width_ends_no_paragraph() {
    let text = "It was the best of times\nand the worst of times for Mr\nMicawber, who had been\n\
        waiting since the morning\nof that day.\n\nThen he\nleft.";
    let expected = "It was the best of times\nand the worst of times for Mr\nMicawber, who had been\n\
        waiting since the morning\nof that day. || Then he\nleft.";
    assert_eq!(sentences(text), expected);
}
