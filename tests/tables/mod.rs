//! Tables of real cases: the words and the sentences of a block, as a news reader sees them.
//! Checked natively with a dictionary of the table's own words, and in a browser with the
//! browser's.

use article_annotator::model::words::{Segmenter, sentences, words};

const WORDS: &str = include_str!("../data/words/words.txt");
const SENTENCES: &str = include_str!("../data/words/sentences.txt");

fn cases(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with("# "))
}

fn report(wrong: &[(&str, String)]) {
    let lines: String =
        wrong.iter().map(|(want, got)| format!("  want {want}\n  got  {got}\n")).collect();
    assert!(wrong.is_empty(), "{} are wrong:\n{lines}", wrong.len());
}

/// Checks the table of words; `knowing` makes a dictionary of a line's words.
pub fn check_words<S: Segmenter>(knowing: impl Fn(&[&'static str]) -> S) {
    let mut wrong = Vec::new();
    for want in cases(WORDS) {
        let block = want.replace(['[', ']'], "");
        let dictionary: Vec<_> = want.split(['[', ']']).filter(|part| !part.is_empty()).collect();
        let (mut got, mut end) = (String::new(), 0);
        for word in words(&block, &knowing(&dictionary)) {
            got += &format!("{}[{}]", &block[end..word.start], &block[word.clone()]);
            end = word.end;
        }
        got += &block[end..];
        if got != want {
            wrong.push((want, got));
        }
    }
    report(&wrong);
}

/// Checks the table of sentences.
pub fn check_sentences() {
    let mut wrong = Vec::new();
    for want in cases(SENTENCES) {
        let block = want.replace(" ‖ ", " ").replace('‖', "");
        let (mut got, mut end) = (String::new(), 0);
        for sentence in sentences(&block) {
            let between = &block[end..sentence.start];
            got += &if end == 0 { String::new() } else { format!("{between}‖{between}") };
            got += &block[sentence.clone()];
            end = sentence.end;
        }
        if got != want {
            wrong.push((want, got));
        }
    }
    report(&wrong);
}
