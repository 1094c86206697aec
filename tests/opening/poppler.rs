//! PDFs beside poppler's `pdftotext`: the same letters, in the same order. `cargo xtask test programs` runs it.

use std::collections::HashMap;
use std::process::Command;

use article_annotator::formats::File;
use article_annotator::formats::documents::open_pdf;
use article_annotator::model::search::without_forms;

/// Fewest letters that are the same, and fewest that stand behind the same five, of a thousand.
const LETTERS: usize = 995;
const ORDER: usize = 950;

fn letters(text: &str) -> Vec<char> {
    without_forms(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// How many stretches of this many letters are in both texts, of a thousand in the first.
fn shared(one: &[char], other: &[char], length: usize) -> usize {
    let mut all: HashMap<&[char], usize> = HashMap::new();
    other.windows(length).for_each(|part| *all.entry(part).or_default() += 1);
    let found = one.windows(length).filter(|part| match all.get_mut(part) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    });
    1000 * found.count() / (one.len() + 1 - length).max(1)
}

#[test]
#[ignore = "needs poppler's pdftotext"]
fn letters_and_their_order_are_those_of_poppler() {
    let mut compared = 0;
    for entry in std::fs::read_dir("tests/data/pdf").unwrap() {
        let path = entry.unwrap().path();
        let content = std::fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some(read) = Some(File::new(name.clone(), content)).filter(|_| name.ends_with(".pdf"))
        else {
            continue;
        };
        let Ok(ours) = open_pdf(&read) else { continue };
        let done = Command::new("pdftotext").arg(&path).arg("-").output().unwrap();
        assert!(done.status.success(), "{name}: {}", String::from_utf8_lossy(&done.stderr));
        let theirs = letters(&String::from_utf8_lossy(&done.stdout));
        let whole = |left_out: Option<bool>| -> Vec<char> {
            let passages = ours.passages.iter();
            let passages = passages.filter(|one| left_out.is_none_or(|it| one.left_out == it));
            letters(&passages.map(|one| one.text.as_str()).collect::<String>())
        };
        let (all, text) = (whole(None), whole(Some(false)));
        let (same, known) = (shared(&theirs, &all, 1), shared(&text, &theirs, 1));
        let order = shared(&text, &theirs, 6);
        println!("{name}: {same} ‰ of poppler's letters, {order} ‰ in its order");
        // A running head is listed once, and stands on each page.
        assert!(same >= LETTERS || name == "notes.pdf" && same >= 980, "{name}: {same} ‰");
        assert!(known >= LETTERS && order >= ORDER, "{name}: {order} ‰");
        compared += 1;
    }
    assert!(compared >= 8, "{compared} files");
}
