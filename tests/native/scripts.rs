//! Texts in 34 languages and scripts, annotated across their whole length: what is marked between
//! any two points is exactly the text there, in every unit and in the file.

use article_annotator::model::{BlockIndex, BlockPoint, Kind, Utf16};
use article_annotator::session::Pointed;
use article_annotator::session::{Action, Reply};

use crate::world::Desk;

#[test]
fn every_text_is_annotated_across_its_whole_length_with_exact_offsets() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/texts");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        annotate(&path.display().to_string(), &text);
        count += 1;
    }
    assert_eq!(count, 34);
}

/// Marks from a place in each block to one further on, and compares by counting.
fn annotate(name: &str, text: &str) {
    let mut desk = Desk::reading(text);
    let units: Vec<u16> = desk.article().text().encode_utf16().collect();
    let blocks = u32::try_from(desk.article().blocks().len()).unwrap();
    for block in 0..blocks {
        let length = desk.article().block(BlockIndex(block)).unwrap().range.len();
        let anchor = BlockPoint { block: BlockIndex(block), at: Utf16(block * 7 % (length + 1)) };
        let last = BlockIndex((block + block % 3).min(blocks - 1));
        let focus = BlockPoint { block: last, at: Utf16(length / 2 + block % 5 * 3) };
        let pointed = Some(Pointed { anchor, focus, exact: true });
        let kind = Kind::ALL[block as usize % 3];
        let Reply::Made(ids) = desk.does(Action::Mark { kind, label: None, pointed }) else {
            panic!("{name}: marking makes annotations");
        };
        for id in ids {
            let (set, article) = (desk.set(), desk.article());
            let span = set.get(&id).unwrap().spans[0];
            let (start, end) = (article.to_utf16(span.start).0, article.to_utf16(span.end).0);
            let there = String::from_utf16(&units[start as usize..end as usize]).unwrap();
            assert_eq!(there, article.slice(span), "{name}, block {block}");
            let (first, end) = (article.to_code_point(span.start), article.to_code_point(span.end));
            let count = (end.0 - first.0) as usize;
            let there: String = article.text().chars().skip(first.0 as usize).take(count).collect();
            assert_eq!(there, article.slice(span), "{name}, block {block}");
        }
    }
    assert!(desk.set().len() > blocks as usize / 4, "{name}: {} annotations", desk.set().len());
    let before = desk.set().clone();
    for format in ["json", "doccano", "uima-cas"] {
        desk.exports(format).unwrap_or_else(|error| panic!("{name}, {format}: {error}"));
    }
    assert_eq!(desk.restarted().set(), &before, "{name}: what is stored is what was marked");
}
