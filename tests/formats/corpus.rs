//! The fuzzer's corpus as ordinary tests: each file goes through every importer. `cargo +nightly
//! fuzz run import` adds to it.

use crate::desk::{is_sound, proved, read, ways};
use crate::vector;
use article_annotator::formats::File;
use article_annotator::formats::registry;

fn folder() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/import")
}

#[test]
fn no_file_of_the_corpus_does_harm_to_any_importer() {
    let article = vector::plain().article().clone();
    let mut files = 0;
    for entry in std::fs::read_dir(folder()).unwrap() {
        let content = std::fs::read(entry.unwrap().path()).unwrap();
        for codec in registry::READ {
            let file = File::new("corpus.ann", content.get(1..).unwrap_or_default());
            is_sound(codec.format.id, &read(codec, &[file], Some(&article)));
        }
        files += 1;
    }
    assert!(files >= 14, "every format has a seed");
}

/// Writes the seeds: the vector in every format and shape. Run it after changing a format.
#[test]
#[ignore = "it writes files of the repository"]
fn write_the_seeds() {
    let codecs: Vec<_> = registry::READ.to_vec();
    for (which, codec) in (0_u8..).zip(codecs) {
        for (way, options) in ways(codec).iter().enumerate() {
            let files = proved(codec, &vector::rich(), options).unwrap().files;
            let seed = [&[which], files[0].content.as_slice()].concat();
            std::fs::write(folder().join(format!("{}-{way}", codec.format.id)), seed).unwrap();
        }
    }
}
