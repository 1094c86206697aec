//! Several files as one ZIP, and back. What is unpacked is limited in size, and no two files get one name
//! (tests/formats/addresses.rs).

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::file::{folded, portable};
use super::{File, Problem};

/// Most bytes unpacked from an archive.
const MOST: u64 = 512 << 20;

/// A ZIP of these files, with names that every system can unpack. Equal files give equal bytes, because it
/// has no times.
///
/// # Errors
/// Why it could not be written.
pub fn packed(name: String, files: &[File]) -> Result<File, Problem> {
    let wrong = |error: String| Problem::new(format!("the ZIP could not be written: {error}"));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let mut taken = BTreeSet::new();
    for file in files {
        let own = own_name(&file.name, &mut taken);
        archive.start_file(own.as_str(), options).map_err(|e| wrong(e.to_string()))?;
        archive.write_all(&file.content).map_err(|e| wrong(e.to_string()))?;
    }
    let content = archive.finish().map_err(|e| wrong(e.to_string()))?;
    Ok(File { name, content: content.into_inner() })
}

/// A name that no other file in the archive has on any system.
fn own_name(name: &str, taken: &mut BTreeSet<String>) -> String {
    let name = portable(name);
    let mut own = name.clone();
    let mut number = 1;
    while !taken.insert(folded(&own)) {
        number += 1;
        own = match name.rsplit_once('/') {
            Some((folder, base)) => format!("{folder}/{number}-{base}"),
            None => format!("{number}-{name}"),
        };
    }
    own
}

/// Whether a file is a ZIP.
pub fn is_zip(file: &File) -> bool {
    file.content.starts_with(b"PK\x03\x04") || file.content.starts_with(b"PK\x05\x06")
}

/// Whether a file is packed in another way: gzip, as in `.tar.gz`, bzip2, XZ, 7z or RAR.
pub fn is_packed_otherwise(file: &File) -> bool {
    const SIGNS: [&[u8]; 5] = [&[0x1f, 0x8b], b"BZh91AY", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!\x1a"];
    SIGNS.iter().any(|sign| file.content.starts_with(sign))
}

/// The files in a ZIP, and the problems. Folders and system files are skipped.
pub fn unpacked(file: &File) -> (Vec<File>, Vec<Problem>) {
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    let mut archive = match ZipArchive::new(Cursor::new(&file.content)) {
        Ok(archive) => archive,
        Err(error) => {
            let problem = format!("this ZIP cannot be opened ({error})");
            return (files, vec![Problem::new(problem)]);
        }
    };
    let mut left = MOST;
    for at in 0..archive.len() {
        match read(&mut archive, at, &mut left) {
            Ok(Some(file)) => files.push(file),
            Ok(None) => {}
            Err(problem) => problems.push(problem),
        }
    }
    (files, problems)
}

fn read(
    archive: &mut ZipArchive<Cursor<&Vec<u8>>>,
    at: usize,
    left: &mut u64,
) -> Result<Option<File>, Problem> {
    let wrong = |error: String| Problem::new(format!("a file of the ZIP cannot be read: {error}"));
    let entry = archive.by_index(at).map_err(|error| wrong(error.to_string()))?;
    let name = entry.name().map_err(|error| wrong(error.to_string()))?.replace('\\', "/");
    let hidden = name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX");
    if entry.is_dir() || hidden {
        return Ok(None);
    }
    let mut content = Vec::new();
    // The size an entry claims is not reliable.
    let read = entry.take(*left + 1).read_to_end(&mut content);
    read.map_err(|error| wrong(format!("{name}: {error}")))?;
    *left = left.checked_sub(content.len() as u64).ok_or_else(|| {
        Problem::new(format!("{name}: unpacked, this ZIP is too large; left out"))
    })?;
    Ok(Some(File { name, content }))
}
