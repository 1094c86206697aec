//! Documents and pages from bug reports of other programs: their text, title, byline and date are right.

use std::path::Path;

use article_annotator::formats::Manuscript;
use serde_json::Value;

use crate::desk::{joined, open, said};

/// What came of a file.
struct Opened {
    manuscripts: Vec<Manuscript>,
    told: String,
}

impl Opened {
    fn of(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/cases/inputs");
        match open(name, std::fs::read(folder.join(name)).unwrap()) {
            Ok(manuscripts) => {
                let told = manuscripts.iter().map(said).collect::<Vec<_>>().join("\n");
                Self { manuscripts, told }
            }
            Err(problem) => Self { manuscripts: Vec::new(), told: problem.to_string() },
        }
    }

    fn text(&self) -> String {
        self.manuscripts.iter().map(joined).collect::<Vec<_>>().join("\n")
    }

    /// The difference from what the case expects.
    fn fault(&self, name: &str, value: &Value) -> Option<String> {
        let all = self.text();
        let list = || value.as_array().unwrap().iter().map(|one| one.as_str().unwrap());
        let is = |found: Option<&String>| found.map(String::as_str) == value.as_str();
        let details = self.manuscripts.first().map(|one| &one.details);
        let good = match name {
            "text_has" => list().all(|words| all.contains(words)),
            "text_has_shy" => {
                let plain = all.replace('\u{ad}', "");
                list().all(|words| plain.contains(words))
            }
            "text_not" => list().all(|words| !all.contains(words)),
            "once" => list().all(|words| all.matches(words).count() == 1),
            "lines" => list().all(|line| all.lines().any(|own| own == line)),
            "order" => {
                let places: Vec<_> = list().map(|words| all.find(words)).collect();
                places.iter().all(Option::is_some) && places.is_sorted()
            }
            "epub" => {
                let named = self.manuscripts.iter().map(|one| one.details.title.as_str());
                named.eq(list())
            }
            "title" => is(details.map(|one| &one.title)),
            "byline" => is(details.and_then(|one| one.byline.as_ref())),
            "published" => is(details.and_then(|one| one.published.as_ref())),
            other => panic!("no test knows “{other}”"),
        };
        (!good).then(|| {
            let names = self.manuscripts.iter().map(|one| &one.details).collect::<Vec<_>>();
            let named = names.iter().map(|one| (&one.title, &one.byline, &one.published));
            format!("{name} {value}: {:?}, told {:?}\n{all}", named.collect::<Vec<_>>(), self.told)
        })
    }
}

#[test]
fn every_reported_page_and_document_opens_with_the_right_words() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/cases/opening.json");
    let cases: Value = serde_json::from_str(&std::fs::read_to_string(cases).unwrap()).unwrap();
    let mut wrong = Vec::new();
    for case in cases.as_array().unwrap() {
        let opened = Opened::of(case["files"][0].as_str().unwrap());
        let faults = case["expect"].as_object().unwrap().iter();
        let faults = faults.filter_map(|(name, value)| opened.fault(name, value));
        wrong.extend(faults.map(|fault| format!("{}: {fault}", case["id"])));
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_file_that_breaks_off_anywhere_does_no_harm() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/cases/inputs");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let content = std::fs::read(&path).unwrap();
        // Some sixty places; all of them take minutes.
        for end in (0..content.len()).step_by(1 + content.len() / 60) {
            let _ = open(&name, &content[..end]);
        }
    }
}
