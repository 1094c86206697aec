//! Any bytes as the parts of a Word document, an OpenDocument text or an e-book, in a container that is whole: the
//! first byte picks which, zero bytes part the parts. Must never panic, hang, or take more memory than a small
//! multiple of its input.
#![no_main]

use std::io::{Cursor, Write as _};

use article_annotator::formats::{File, documents};
use libfuzzer_sys::fuzz_target;
use zip::write::{SimpleFileOptions, ZipWriter};

/// The files of a container by what they are called, and what the fuzzer writes into each in its turn.
type Container = (&'static str, &'static [(&'static str, &'static str)], &'static [&'static str]);

const CONTAINERS: [Container; 3] = [
    (
        "a.docx",
        &[],
        &["word/document.xml", "word/footnotes.xml", "word/styles.xml", "word/_rels/document.xml.rels", "docProps/core.xml"],
    ),
    (
        "a.odt",
        &[
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            ("META-INF/manifest.xml", "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>"),
        ],
        &["content.xml", "styles.xml", "meta.xml"],
    ),
    (
        "a.epub",
        &[(
            "META-INF/container.xml",
            "<container><rootfiles><rootfile full-path=\"o.opf\"/></rootfiles></container>",
        )],
        &["o.opf", "a.xhtml", "b.xhtml", "toc.ncx"],
    ),
];

fuzz_target!(|input: &[u8]| {
    let Some((which, content)) = input.split_first() else { return };
    let (name, fixed, written) = CONTAINERS[usize::from(*which) % CONTAINERS.len()];
    let mut container = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let fixed = fixed.iter().map(|(name, content)| (*name, content.as_bytes()));
    for (name, content) in fixed.chain(written.iter().copied().zip(content.split(|byte| *byte == 0))) {
        container.start_file(name, stored).unwrap();
        container.write_all(content).unwrap();
    }
    let file = File::new(name, container.finish().unwrap().into_inner());
    for manuscript in documents::open(&file).unwrap_or_default() {
        let _ = manuscript.article(|_, _| true, true);
    }
});
