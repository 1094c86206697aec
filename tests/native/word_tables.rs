//! Tables of real cases: the words and the sentences of a block, as a reader of the news sees them.
//! The tables are in `tests/data/words`.

use article_annotator::model::words::{sentences, words};

use crate::world::World;

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

#[test]
fn the_words_of_the_table_are_found() {
    let mut wrong = Vec::new();
    for want in cases(WORDS) {
        let block = want.replace(['[', ']', '='], "");
        let block = if want.contains("://") || want.contains("=f") {
            want.replace(['[', ']'], "")
        } else {
            block
        };
        let dictionary: Vec<&str> =
            want.split(['[', ']', '=']).filter(|part| !part.is_empty()).collect();
        let mut got = String::new();
        let mut end = 0;
        for word in words(&block, &World::knowing(&dictionary)) {
            let between = if want.contains('=') && end == word.start && end > 0 {
                ""
            } else {
                &block[end..word.start]
            };
            got += &format!("{between}[{}]", &block[word.clone()]);
            end = word.end;
        }
        got += &block[end..];
        // In a dictionary’s word the table says `=` where a word ends and the next begins.
        if got.replace("][", "=") != want.replace("][", "=") {
            wrong.push((want, got));
        }
    }
    report(&wrong);
}

#[test]
fn the_sentences_of_the_table_are_found() {
    let mut wrong = Vec::new();
    for want in cases(SENTENCES) {
        let block = want.replace(" ‖ ", " ").replace('‖', "");
        let mut got = String::new();
        let mut end = 0;
        for sentence in sentences(&block, &World::default()) {
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
