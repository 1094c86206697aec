//! Any bytes as any file that a reader may open: the first byte picks its name.
//! Must never panic, hang, or take more memory than a small multiple of its input.
#![no_main]

use article_annotator::formats::{File, documents};
use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 6] = ["a.txt", "a.md", "a.html", "a.eml", "a.mht", "a.fodt"];

fuzz_target!(|input: &[u8]| {
    let Some((which, content)) = input.split_first() else { return };
    let file = File::new(NAMES[usize::from(*which) % NAMES.len()], content);
    for manuscript in documents::open(&file).unwrap_or_default() {
        let _ = manuscript.article(|_, _| true, true);
    }
});
