//! Any bytes as a PDF. Must never panic, hang, or take more memory than a small multiple of its input.
#![no_main]

use article_annotator::formats::{File, documents};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    if let Ok(manuscript) = documents::open_pdf(&File::new("a.pdf", input)) {
        let _ = manuscript.article(|_, _| true, true);
    }
});
