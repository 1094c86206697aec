//! Any bytes through any importer: the first byte picks the format, the rest is the file.
//! Must never panic, hang, or take more memory than a small multiple of its input.
#![no_main]

use std::rc::Rc;

use article_annotator::formats::{Context, File, Options, registry};
use article_annotator::model::{Article, Timestamp};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Some((which, content)) = input.split_first() else { return };
    let codecs: Vec<_> = registry::READ.to_vec();
    let codec = codecs[usize::from(*which) % codecs.len()];
    let article = Rc::new(Article::new(None, "😀 Ana Ruiz said: “Jobs doubled.” She left.\n").unwrap());
    let options = Options::default();
    let context = Context { options: &options, article: Some(&article), source: None, now: Timestamp(0), shift: Default::default() };
    (codec.import)(&[File::new("fuzz.ann", content)], &context);
});
