//! What a source has of a quote: in cases that each show one thing, as they occur in newspapers. The laws are in
//! laws_sources.rs.

use article_annotator::model::QuoteForm;
use article_annotator::model::TextRange;
use article_annotator::model::sources::{Fidelity, LookedUp, SoughtQuote, hold, look_up};

use crate::anchoring::range;

/// A text whose marked parts are between ⟦ and ⟧.
fn marked(notation: &str) -> (String, Vec<TextRange>) {
    let (mut text, mut spans, mut start) = (String::new(), Vec::new(), 0);
    for c in notation.chars() {
        match c {
            '⟦' => start = text.len(),
            '⟧' => spans.push(range(start, text.len())),
            c => text.push(c),
        }
    }
    (text, spans)
}

fn find(article: &str, source: &str, form: Option<QuoteForm>) -> LookedUp {
    let (text, spans) = marked(article);
    let quote = SoughtQuote { text: &text, spans: &spans, form };
    look_up(&[quote], source).remove(0)
}

/// The passages that were chosen, divided by “ | ”.
fn words(source: &str, places: &[TextRange]) -> String {
    let words: Vec<&str> = places.iter().map(|place| &source[place.indices()]).collect();
    words.join(" | ")
}

const REMARKS: &str = "Thank you. On the guarantees I can be short. The guarantees are agreed with the \
    American side, the text is finished, and now it must go to Congress and to our parliament before anyone can \
    say that it is in force.\nYou ask me about territory. I have said it many times, it is the difficult \
    question, and we speak about it openly.\nAnd Russians, they have to be ready for compromises because, you \
    know, everybody has to be ready, not only Ukraine. And this is important for us. It cannot be that one side \
    moves and the other waits.\nI hope that the Emirates will help us. The teams will meet there for two days, \
    I think tomorrow and after tomorrow, America, Ukraine and the Russians. I do not know yet who will come.";

#[test]
fn each_quote_is_held_against_the_words_of_its_source() {
    use Fidelity::{Altered, NotFound, Spliced, Trimmed, Verbatim};
    for (article, fidelity, passages) in [
        // The very words; a comma of the writer's before the closing mark, a capital at the beginning.
        (
            "⟦“It cannot be that one side moves and the other waits,”⟧ he said.",
            Verbatim,
            "It cannot be that one side moves and the other waits",
        ),
        ("⟦“The text is finished”⟧", Verbatim, "the text is finished"),
        ("He called it ⟦“the difficult question”⟧.", Verbatim, "the difficult question"),
        // A quote of one word, where the source has it once.
        ("They spoke ⟦“openly”⟧.", Verbatim, "openly"),
        // White space, soft hyphens, dashes, marks inside, another Unicode form.
        ("⟦“the  com\u{AD}promises”⟧", NotFound, ""),
        (
            "⟦“ready for com\u{AD}pro\u{AD}mises\nbecause, you know”⟧",
            Verbatim,
            "ready for compromises because, you know",
        ),
        // Broken by “he said”: the words go on.
        (
            "⟦“I hope,”⟧ he said, ⟦“that the Emirates will help us.”⟧",
            Verbatim,
            "I hope that the Emirates will help us",
        ),
        (
            "⟦“I hope,” he said, “that the Emirates will help us.”⟧",
            Verbatim,
            "I hope that the Emirates will help us",
        ),
        // Something is left out where the article breaks off, or where a sign says so.
        (
            "⟦“The guarantees are agreed,”⟧ he said, ⟦“the text is finished.”⟧",
            Trimmed,
            "The guarantees are agreed | the text is finished",
        ),
        (
            "⟦“The guarantees are agreed … the text is finished.”⟧",
            Trimmed,
            "The guarantees are agreed | the text is finished",
        ),
        (
            "⟦“The guarantees are agreed […] now it must go to Congress”⟧",
            Trimmed,
            "The guarantees are agreed | now it must go to Congress",
        ),
        (
            "⟦“The guarantees are agreed . . . it must go to Congress”⟧",
            Trimmed,
            "The guarantees are agreed | it must go to Congress",
        ),
        ("⟦“… everybody has to be ready …”⟧", Trimmed, "everybody has to be ready"),
        // From different places, and nothing says so.
        (
            "⟦“It cannot be that one side moves, it is the difficult question.”⟧",
            Spliced,
            "It cannot be that one side moves | it is the difficult question",
        ),
        // Sentences in another order.
        (
            "⟦“It cannot be that one side moves and the other waits. And this is important for us.”⟧",
            Spliced,
            "It cannot be that one side moves and the other waits | And this is important for us",
        ),
        // Left out inside the marks.
        (
            "⟦“Russians have to be ready for compromises because, you know, everybody has to be ready, not only \
          Ukraine.”⟧",
            Altered,
            "Russians, they have to be ready for compromises because, you know, everybody has to be ready, not only \
          Ukraine",
        ),
        // The tense, a number, a denial.
        ("⟦“the teams met there for two days”⟧", Altered, "The teams will meet there for two days"),
        (
            "⟦“The teams will meet there for ten days”⟧",
            Altered,
            "The teams will meet there for two days",
        ),
        ("⟦“I do know now who will come.”⟧", Altered, "I do not know yet who will come"),
        // The writer's own words in brackets.
        (
            "⟦“now [the text] must go to Congress and to our parliament”⟧",
            Verbatim,
            "now | must go to Congress and to our parliament",
        ),
        ("⟦“[T]he text is finished”⟧", Verbatim, "the text is finished"),
        ("⟦“we [talk] about it openly”⟧", Verbatim, "we | about it openly"),
        ("⟦“we sp[oke] about it openly”⟧", Verbatim, "we | about it openly"),
        ("⟦“everybody has [sic] to be ready”⟧", Verbatim, "everybody has to be ready"),
        (
            "⟦“[The leaders] have to be ready for compromises”⟧",
            Verbatim,
            "have to be ready for compromises",
        ),
        // Nowhere.
        ("⟦“Peace proposals are nearly ready.”⟧", NotFound, ""),
        ("⟦“We will never surrender, and we shall fight on the beaches.”⟧", NotFound, ""),
        ("⟦“”⟧", NotFound, ""),
    ] {
        let found = find(article, REMARKS, None);
        let told = (found.fidelity, words(REMARKS, &found.passages));
        assert_eq!(told, (fidelity, passages.to_owned()), "{article}: {found:?}");
    }
}

#[test]
fn a_quote_that_is_there_twice_is_verbatim_but_its_place_is_the_readers_choice() {
    let source = "We will win. They asked again. We will win.";
    let found = find("⟦“We will win”⟧", source, None);
    assert_eq!(found.fidelity, Fidelity::Verbatim);
    assert!(!found.is_certain());
    assert_eq!(words(source, &found.offered), "We will win | We will win");
}

#[test]
fn of_two_passages_about_as_like_a_quote_none_is_chosen() {
    let source = "The bridge opens in May next year.\nThe bridge opens in June next year.";
    let found = find("⟦“The bridge opens in July next year.”⟧", source, None);
    assert_eq!((found.fidelity, found.is_certain()), (Fidelity::NotFound, false), "{found:?}");
    assert!(!found.offered.is_empty());
}

#[test]
fn words_are_compared_whole() {
    for (article, source) in
        [("⟦“art is long”⟧", "The smart is longer."), ("⟦“the rapist”⟧", "He is a therapist.")]
    {
        assert_ne!(find(article, source, None).fidelity, Fidelity::Verbatim, "{article}");
    }
}

#[test]
fn numbers_and_signs_that_tell_count() {
    for (article, source, fidelity) in [
        ("⟦“it cost 3,000 euros”⟧", "It cost 3000 euros.", Fidelity::Verbatim),
        ("⟦“it grew by 1.5 percent”⟧", "It grew by 15 percent.", Fidelity::Altered),
        ("⟦“it was -5 degrees there”⟧", "It was 5 degrees there.", Fidelity::Altered),
        ("⟦“the U.S. will not go”⟧", "The US will not go.", Fidelity::Verbatim),
        ("⟦“a twenty-one-year-old man”⟧", "A twenty one year old man.", Fidelity::Verbatim),
        ("⟦“these guarantees are firm”⟧", "these guaran-\ntees are firm", Fidelity::Verbatim),
        ("⟦“We didn't know”⟧", "We didn’t know.", Fidelity::Verbatim),
        ("⟦“caf\u{e9} au lait”⟧", "cafe\u{301} au lait", Fidelity::Verbatim),
        (
            "⟦「私たちは平和を求めています」⟧",
            "はい、私たちは平和を求めています。",
            Fidelity::Verbatim,
        ),
        ("⟦„Wir schaffen das“⟧", "Ich sage: Wir schaffen das.", Fidelity::Verbatim),
    ] {
        assert_eq!(find(article, source, None).fidelity, fidelity, "{article}");
    }
}

#[test]
fn what_a_transcript_has_in_brackets_or_with_dots_may_be_quoted_as_it_stands() {
    for (article, source) in [
        ("⟦“Well … I don’t know”⟧", "Well … I don’t know, he said."),
        ("⟦“We [laughs] will see”⟧", "We [laughs] will see."),
        ("⟦“We … will see”⟧", "We will see."),
    ] {
        let found = find(article, source, None);
        assert_eq!(found.fidelity, Fidelity::Verbatim, "{article}: {found:?}");
    }
}

#[test]
fn only_the_words_between_marks_of_a_mixed_quote_are_held_against_the_source() {
    let article = "He said ⟦that the guarantees were “agreed with the American side” and would soon be “in force”⟧.";
    let found = find(article, REMARKS, Some(QuoteForm::Mixed));
    assert_eq!(found.fidelity, Fidelity::Verbatim, "{found:?}");
    assert_eq!(words(REMARKS, &found.passages), "agreed with the American side | in force");
    let changed = article.replace("agreed with", "signed with");
    assert_eq!(find(&changed, REMARKS, None).fidelity, Fidelity::Altered);
}

#[test]
fn an_indirect_quote_is_a_paraphrase_of_what_says_most_of_it() {
    use Fidelity::{NotFound, Paraphrase, Verbatim};
    for (article, fidelity, passages) in [
        (
            "He said ⟦the teams would meet for two days in the Emirates⟧.",
            Paraphrase,
            "I hope that the Emirates will help us. The teams will meet there for two days, I think tomorrow and \
          after tomorrow, America, Ukraine and the Russians.",
        ),
        (
            "He said that ⟦Russians must be ready for compromises, not only Ukraine⟧.",
            Paraphrase,
            "And Russians, they have to be ready for compromises because, you know, everybody has to be ready, not \
          only Ukraine.",
        ),
        ("He said that ⟦the text is finished⟧.", Verbatim, "the text is finished"),
        (
            "He said that ⟦the agreement must still pass Congress and the Ukrainian parliament⟧.",
            Paraphrase,
            "The guarantees are agreed with the American side, the text is finished, and now it must go to Congress \
          and to our parliament before anyone can say that it is in force.",
        ),
        ("He said that ⟦taxes on wine would rise by a third in the autumn⟧.", NotFound, ""),
        ("He said that ⟦peace proposals are nearly ready⟧.", NotFound, ""),
    ] {
        let found = find(article, REMARKS, None);
        let told = (found.fidelity, words(REMARKS, &found.passages));
        assert_eq!(told, (fidelity, passages.to_owned()), "{article}: {found:?}");
    }
}

#[test]
fn a_direct_quote_is_never_a_paraphrase() {
    let article = "⟦“The teams would meet for two days in the Emirates”⟧";
    assert_ne!(find(article, REMARKS, None).fidelity, Fidelity::Paraphrase);
}

#[test]
fn a_passage_that_the_reader_selected_is_the_one() {
    let place = |words: &str| {
        let at = REMARKS.find(words).unwrap();
        range(at, at + words.len())
    };
    for (article, passage, fidelity) in [
        ("⟦“the text is finished”⟧", "the text is finished, and", Fidelity::Verbatim),
        ("⟦“proposals are nearly ready”⟧", "the text is finished", Fidelity::Altered),
        (
            "⟦the future of the territories is open⟧",
            "it is the difficult question",
            Fidelity::Paraphrase,
        ),
    ] {
        let (text, spans) = marked(article);
        let quote = SoughtQuote { text: &text, spans: &spans, form: None };
        let found = hold(&quote, REMARKS, place(passage));
        assert_eq!((found.fidelity, found.passages), (fidelity, vec![place(passage)]), "{article}");
    }
}
