//! Our own files for the tests: written, proved, read.

use article_annotator::formats::codecs::json;
use article_annotator::formats::common::codec;
use article_annotator::formats::common::file::File;
use article_annotator::formats::{Codec, Context, Imported, Options, Written};
use article_annotator::model::{AnnotationSet, Timestamp};

use article_annotator::formats::recognise::recognise;

/// The time at which the tests write and read.
const NOW: Timestamp = Timestamp(1_790_000_000_000);

/// A document in our own format, read back and compared.
pub fn proved(set: &AnnotationSet) -> String {
    proved_by(&json::CODEC, set).unwrap()
}

/// The same by other functions; an error in words.
pub fn proved_by(codec: &Codec, set: &AnnotationSet) -> Result<String, String> {
    let written = [Written::new(set, "paper")];
    let proved = codec::export_proved(codec, &written, &Options::default(), NOW);
    let mut files = proved.map_err(|problem| problem.to_string())?.files;
    Ok(String::from_utf8(files.remove(0).content).unwrap())
}

/// What a file in our own format says.
pub fn read(content: &[u8]) -> Imported {
    let options = Options::default();
    let context = Context {
        options: &options,
        article: None,
        source: None,
        now: NOW,
        shift: Default::default(),
    };
    (json::CODEC.import)(&[File::new("paper.json", content)], &context)
}

/// The format a file looks like.
pub fn recognised(content: &[u8]) -> Option<&'static str> {
    recognise(&File::new("", content)).map(|format| format.id)
}
