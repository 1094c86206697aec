//! Files as the users of other programs have them, in the many shapes of tests/data/cases/relatives.json: each marks
//! exactly the words that it means, and tells exactly what it leaves out.

use std::rc::Rc;

use article_annotator::formats::File;
use serde_json::Value;

use crate::cases::{Came, dropped, folder};
use crate::records::marked;

/// What is wrong with what came of a case; `wanted` is the case, or an alternative it allows.
fn faults(came: &Came, wanted: &Value) -> Vec<String> {
    let texts = |name: &str| {
        let list = wanted[name].as_array()?.iter();
        Some(list.map(|it| it.as_str().unwrap().to_owned()).collect::<Vec<_>>())
    };
    let mut wrong = Vec::new();
    let mut expect = |name: &str, wanted: Option<Vec<String>>, found: Vec<String>| {
        if let Some(wanted) = wanted.filter(|wanted| *wanted != found) {
            wrong.push(format!("{name} {found:?}, not {wanted:?}"));
        }
    };
    let (mut own, mut found) = (texts("marked").unwrap_or_default(), marked(came));
    if wanted["unordered"] == true {
        own.sort();
        found.sort();
    }
    expect("marked", Some(own), found);
    expect("texts", texts("texts"), came.texts.clone());
    expect("notes", texts("notes"), came.notes());
    let starts = wanted["starts"].as_array().map(|all| all.iter().map(ToString::to_string));
    let found = came.annotations().into_iter().map(|(_, _, start)| start.to_string());
    expect("starts", starts.map(Iterator::collect), found.collect());
    let all = || came.sets.iter().flat_map(|set| set.iter().map(move |one| (set, Rc::clone(one))));
    let tags = all().flat_map(|(_, one)| one.tags.clone());
    expect("tags", texts("tags"), tags.collect());
    let who = all().filter_map(|(set, one)| Some(set.actor(one.actor()?)?.name.clone()));
    expect("who", texts("who"), who.collect());
    let told = texts("told").unwrap_or_default();
    let is_told = |words: &String| came.told.iter().any(|line| line.contains(words));
    if !told.iter().all(is_told) || (wanted["told_any"] != true && told.len() != came.told.len()) {
        wrong.push(format!("told {:?}, not {told:?}", came.told));
    }
    wrong
}

fn cases() -> Vec<Value> {
    let cases = std::fs::read_to_string(folder().join("relatives.json")).unwrap();
    serde_json::from_str(&cases).unwrap()
}

fn files(case: &Value) -> Vec<File> {
    let hex = |digits: &str| -> Vec<u8> {
        let pairs = (0..digits.len()).step_by(2).map(|at| &digits[at..at + 2]);
        pairs.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect()
    };
    let files = case["files"].as_array().unwrap().iter().map(|file| {
        let name = file["name"].as_str().unwrap();
        match (file["text"].as_str(), file["hex"].as_str()) {
            (Some(text), _) => File::new(name, text),
            (_, Some(digits)) => File::new(name, hex(digits)),
            _ => panic!("{case}"),
        }
    });
    files.collect()
}

#[test]
fn files_cut_off_or_damaged_anywhere_give_words_of_their_text_or_are_told() {
    for case in cases() {
        let files = files(&case);
        let length = files[0].content.len();
        let step = std::env::var("CUT_STEP").map_or(length / 8, |step| step.parse().unwrap());
        for at in (0..length).step_by(step.max(1)) {
            let mut cut = files.clone();
            cut[0].content.truncate(at);
            let mut wrong = files.clone();
            wrong[0].content[at] ^= 0x15;
            for files in [cut, wrong] {
                let came = dropped(files, case["first"].as_str());
                let is_told = !came.told.is_empty() || !came.texts.is_empty();
                assert!(is_told, "{} at {at}", case["id"]);
            }
        }
    }
}

#[test]
fn files_as_people_have_them_mark_what_they_mean_and_tell_what_they_leave_out() {
    let cases = cases();
    let mut wrong = Vec::new();
    for case in &cases {
        let came = dropped(files(case), case["first"].as_str());
        let others = case["alternatives"].as_array().into_iter().flatten();
        let mut ways = std::iter::once(case).chain(others).map(|way| faults(&came, way));
        let first = ways.next().unwrap();
        if !first.is_empty() && !ways.any(|faults| faults.is_empty()) {
            wrong.push(format!("{}: {} (texts {:?})", case["id"], first.join("; "), came.texts));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} are wrong:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}
