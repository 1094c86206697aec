//! Writing and reading for the tests.

use article_annotator::formats::registry;
use std::rc::Rc;

use article_annotator::formats::common::codec::{self, Codec, Proved};
use article_annotator::formats::{Choice, Context, File, Imported, Options, Problem, Written};
use article_annotator::model::{AnnotationSet, Article, Detail, Timestamp};

/// The time at which the tests write and read.
pub const NOW: Timestamp = Timestamp(1_790_000_000_000);

/// The format of this id.
pub fn format(id: &str) -> &'static Codec {
    registry::all().find(|codec| codec.format.id == id).unwrap()
}

/// A document's files in a format, read back and compared, and its losses.
pub fn proved(codec: &Codec, set: &AnnotationSet, options: &Options) -> Result<Proved, Problem> {
    codec::export_proved(codec, &[Written::new(set, "paper")], options, NOW)
}

/// The first of these files, as text.
#[track_caller]
pub fn file(id: &str, set: &AnnotationSet, options: &Options) -> String {
    let mut files = proved(format(id), set, options).unwrap().files;
    String::from_utf8(files.remove(0).content).unwrap()
}

/// Reads files that belong together, with this article open.
pub fn read(codec: &Codec, files: &[File], article: Option<&Rc<Article>>) -> Imported {
    let options = Options::default();
    (codec.import)(
        files,
        &Context { options: &options, article, source: None, now: NOW, shift: Default::default() },
    )
}

/// Asserts that all words read are in the text, and every offset lies between two characters.
#[track_caller]
pub fn is_sound(what: &str, read: &Imported) {
    for set in &read.documents {
        let text = set.article().text();
        for one in set.iter() {
            let cue = match &one.detail {
                Detail::Quote { cue, .. } => *cue,
                _ => None,
            };
            for span in one.spans.iter().chain(&cue) {
                let words = text.get(span.start.0 as usize..span.end.0 as usize);
                assert!(words.is_some_and(|words| !words.is_empty()), "{what}: {one:?}");
            }
        }
    }
}

/// Every option of a format: each shape, other labels, a byte order mark.
pub fn ways(codec: &Codec) -> Vec<Options> {
    let mut ways = vec![Options::default()];
    for choice in codec.format.choices {
        match choice {
            Choice::Labels => {
                // The second set hides labels inside the first kind: "A-B-X" is also the kind's
                // name.
                let called = [["Name", "Behauptung", "Zitat"], ["A", "A-B", "A-B-X"]];
                ways.extend(called.map(|labels| Options {
                    labels: labels.map(str::to_owned).into(),
                    ..Options::default()
                }));
            }
            Choice::ByteOrderMark => ways.push(Options { bom: true, ..Options::default() }),
            Choice::Shape(shapes) => ways.extend(
                shapes
                    .iter()
                    .map(|(id, _)| Options { shape: (*id).to_owned(), ..Options::default() }),
            ),
            // Every choice of parts.
            Choice::Parts(parts) => ways.extend((1..1 << parts.len()).map(|chosen: usize| {
                let chosen = parts.iter().enumerate().filter(|(at, _)| chosen >> at & 1 == 1);
                let ids: Vec<&str> = chosen.map(|(_, (id, _))| *id).collect();
                Options { shape: ids.join(" "), ..Options::default() }
            })),
        }
    }
    ways
}
