//! Regular expressions: what they match, as another program matches it; what is wrong with them, and where; and
//! that none takes longer than its steps.

use std::cell::RefCell;

use article_annotator::model::search::FaultKind::{self, *};
use article_annotator::model::search::PatternFault;
use article_annotator::model::search::pattern::{MOST_STEPS, Pattern, PatternMatches, StepBudget};
use article_annotator::model::{TextRange, TextSearch};
use article_annotator::session::worker::arriving::Arriving;
use article_annotator::session::worker::matching::{MatchTask, Matched};
use article_annotator::session::worker::{
    self,
    protocol::{Outcome, Task},
};

fn pattern(words: &str) -> TextSearch {
    TextSearch { words: words.to_owned(), case: true, pattern: true, ..TextSearch::default() }
}

fn matches(search: &TextSearch, text: &str) -> Result<PatternMatches, PatternFault> {
    Pattern::new(search)?.find(text, &mut StepBudget::new(MOST_STEPS, &|_| {}))
}

fn found<'a>(search: &TextSearch, text: &'a str) -> Vec<&'a str> {
    let matches = matches(search, text).unwrap();
    matches.ranges.iter().map(|range| &text[range.indices()]).collect()
}

#[test]
fn a_pattern_matches_what_it_matches_elsewhere() {
    const TEXTS: [&str; 11] = [
        "",
        "a",
        "aab baa\nfoo bar\n\nx",
        "Größe und Maße, 3,5 %\nstraße 12",
        "ab12cd345 6",
        "日本語 テスト",
        "“Yes,” she said. “No.”",
        "aaaaabaaaab",
        "foofoobarfoo",
        "\n\n",
        "a\u{a0}b\tc",
    ];
    const PATTERNS: [&str; 28] = [
        "a*",
        "a+",
        "a|ab",
        "ab|a",
        "a*?b",
        "(a|b)*b",
        r"\d+",
        r"\b\w+\b",
        r"^\w+$",
        "(?s).+",
        "^",
        "$",
        r"\s+",
        r"\p{L}+",
        "[^a-z]+",
        "foo(bar)?",
        "(foo)+",
        "(foo)+?",
        "“[^”]*”",
        "a{2,3}",
        "a{2,3}?",
        r"\B.",
        "(?i)GRÖSSE|größe",
        ".",
        "(?:a|aa)+$",
        "x*",
        r"\p{Greek}|\p{Han}+",
        r"(?x) \w+ # words",
    ];
    for pattern_words in PATTERNS {
        let oracle = regex::RegexBuilder::new(pattern_words).multi_line(true).build().unwrap();
        for text in TEXTS {
            let expected: Vec<_> =
                oracle.find_iter(text).map(|it| it.as_str()).filter(|it| !it.is_empty()).collect();
            assert_eq!(
                found(&pattern(pattern_words), text),
                expected,
                "{pattern_words} in {text:?}"
            );
        }
    }
}

#[test]
fn case_counts_only_if_asked_for_and_whole_words_end_where_words_do() {
    let loose = TextSearch { case: false, ..pattern("straße|ana") };
    assert_eq!(found(&loose, "Ana, STRAßE, Anabel"), ["Ana", "STRAßE", "Ana"]);
    let whole = TextSearch { whole_words: true, ..loose };
    assert_eq!(found(&whole, "Ana, STRAßE, Anabel"), ["Ana", "STRAßE"]);
}

#[test]
fn what_a_reader_sees_as_one_character_is_found_as_a_whole_and_once() {
    // An accent of its own, a flag of two letters, a family of four.
    assert_eq!(found(&pattern("caf."), "cafe\u{301} noir"), ["cafe\u{301}"]);
    assert_eq!(found(&pattern("."), "🇺🇦👩‍👩‍👧x"), ["🇺🇦", "👩‍👩‍👧", "x"]);
}

#[test]
fn a_pattern_that_also_matches_nothing_says_so_and_lists_the_rest() {
    let matches = |words, text| {
        let matches = matches(&pattern(words), text).unwrap();
        (matches.ranges.len(), matches.empty)
    };
    assert_eq!(matches("a*", "baab"), (1, true));
    assert_eq!(matches("^", "one\ntwo"), (0, true));
    assert_eq!(matches("b", "baab"), (2, false));
    assert_eq!(matches("ü*", "über"), (1, true));
}

#[test]
fn what_is_wrong_with_a_pattern_is_known_with_its_place() {
    const WRONG: [(&str, FaultKind, &str); 17] = [
        ("a(b", OpenBracket, "("),
        ("ab)", CloseBracket, ")"),
        ("x[ab", OpenSquare, "["),
        ("[z-a]", Range, "z-a"),
        ("*a", NothingToRepeat, "*"),
        ("ü*(+", NothingToRepeat, "+"),
        ("a{3,2}", Count, "{3,2}"),
        ("a{ü}", Count, "ü"),
        (r"ü\q", Escape, r"\q"),
        ("\\", Escape, "\\"),
        (r"\p{Foo}", Property, r"\p{Foo}"),
        ("(?=a)", LookAround, "(?="),
        ("(?<!a)b", LookAround, "(?<!"),
        (r"(a)\1", BackReference, r"\1"),
        ("(?P<1>a)", Other, "1"),
        ("((a{1000}){1000}){1000}", TooLarge, ""),
        (r"\w{1000}{1000}", TooLarge, ""),
    ];
    for (words, kind, place) in WRONG {
        let fault = Pattern::new(&pattern(words)).expect_err(words);
        assert_eq!((fault.kind, &words[fault.from..fault.to]), (kind, place), "{words}");
    }
    // Deeper than a stack would go.
    for deep in ["(", "[", "(?:", "a|("] {
        assert!(Pattern::new(&pattern(&deep.repeat(50_000))).is_err(), "{deep}");
    }
    let closed = "(".repeat(50_000) + &")".repeat(50_000);
    assert_eq!(Pattern::new(&pattern(&closed)).unwrap_err().kind, TooLarge);
}

#[test]
fn a_pattern_that_would_take_ages_ends_with_that_and_tells_how_far_it_is_on_the_way() {
    for (words, text) in [
        ("(?:a{0,100}){0,20}b", "a".repeat(100_000)),
        (".*[^A-Z]|[A-Z]", "A".repeat(50_000)),
        ("(?:a?){300}b", "a".repeat(100_000)),
    ] {
        let told = RefCell::new(Vec::new());
        let tell = |done| told.borrow_mut().push(done);
        let pattern = Pattern::new(&pattern(words)).unwrap();
        let mut budget = StepBudget::new(MOST_STEPS / 50, &tell);
        let fault = pattern.find(&text, &mut budget).unwrap_err();
        assert_eq!((fault.kind, fault.from, fault.to), (TooLong, 0, 0), "{words}");
        assert!(!told.borrow().is_empty() && told.borrow().is_sorted(), "{words}: {told:?}");
    }
}

#[test]
fn usual_patterns_take_few_steps_even_in_a_text_as_long_as_a_book() {
    let text =
        "The minister said that 3.5 million people, “or more”, had left in 2021.\n".repeat(14_000);
    for words in
        ["minister", r"\d+", r"\w+", "(?i)minister|people", ".", r"\b\w+\s+\w+\b", "“[^”]+”"]
    {
        let mut budget = StepBudget::new(MOST_STEPS / 20, &|_| {});
        let found = Pattern::new(&pattern(words)).unwrap().find(&text, &mut budget);
        assert!(found.is_ok(), "{words}: {found:?}");
    }
}

#[test]
fn the_worker_is_asked_and_answers_in_pieces_that_say_the_same() {
    let mut task = MatchTask::new(pattern("ü|a*"), true);
    ["süß aa", "", "xyz", "für"].into_iter().for_each(|text| task.add(text));
    let arrived = Task::read(Task::Match(task.clone()).parts().collect()).unwrap();
    assert!(matches!(&arrived, Task::Match(same) if *same == task));
    let outcome = worker::perform(&arrived, &|_| {});
    let Outcome::Matched(Ok(Matched { all, empty, firsts })) = &outcome else {
        panic!("{outcome:?}")
    };
    let places: Vec<_> = all.iter().map(|range| range.indices()).collect();
    assert_eq!((places, *empty), (vec![1..3, 6..8], true));
    let firsts: Vec<_> = firsts.iter().map(|first| first.map(TextRange::indices)).collect();
    assert_eq!(firsts, [None, None, Some(1..3)]);
    for outcome in
        [outcome, worker::perform(&Task::Match(MatchTask::new(pattern("("), true)), &|_| {})]
    {
        let Outcome::Matched(said) = outcome.clone() else { panic!("{outcome:?}") };
        let mut answer = Arriving::default();
        outcome.parts().for_each(|part| answer.take(part));
        assert!(matches!(answer.outcome(), Ok(Outcome::Matched(heard)) if heard == said));
    }
}
