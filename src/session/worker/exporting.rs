//! Writes documents in a format of the program that is asked, and proves them (tests/native/two_programs.rs).

use std::collections::BTreeMap;

use crate::formats::catalog;
use crate::formats::common::codec::{self, Codec, Proved};
use crate::formats::common::zip;
use crate::formats::{File, Problem, Written};
use crate::model::plain::Plain;

use super::protocol::{ExportTask, Exported};

/// Writes the documents of a task in one of the `codecs`: a file, or a ZIP of several. `done` receives the number
/// of finished articles.
pub(super) fn export(
    codecs: &[&'static Codec],
    task: &ExportTask,
    done: &dyn Fn(usize),
) -> Result<Exported, Problem> {
    let codec = named(codecs, &task.format)?;
    let each = task.documents.iter().zip(&task.stems);
    let documents: Vec<_> =
        each.map(|(set, stem)| Written { set, stem, part_of: task.part_of }).collect();
    let Proved { mut files, losses } =
        codec::export_all(codec, &documents, &task.options, task.now, done)?;
    let shown = files.iter().find(|file| file.extension() != "zip");
    let (preview, lines) = shown.map(|file| head(&file.content)).unwrap_or_default();
    let inside: Vec<_> = files.iter().map(|file| file.name.clone()).collect();
    let name = |extension: &str| catalog::file_name(codec.format, &task.name, extension);
    let file = match files.len() {
        1 => File { name: name(&files[0].extension()), ..files.remove(0) },
        _ => {
            in_folders(&mut files, documents.len());
            zip::packed(name("zip"), &files)?
        }
    };
    Ok(Exported { file, inside, preview, lines, losses })
}

/// The functions of the format of this id, of those of a program.
pub(super) fn named(codecs: &[&'static Codec], id: &str) -> Result<&'static Codec, Problem> {
    let found = codecs.iter().copied().find(|codec| codec.format.id == id);
    found.ok_or_else(|| Problem::new(format!("there is no format “{id}”")))
}

/// Data that is no file of a reader's.
pub(super) fn for_screen(task: &ExportTask, data: &Plain<'_>) -> Exported {
    Exported {
        file: File { name: task.name.clone(), content: data.to_json().into_bytes() },
        inside: Vec::new(),
        preview: String::new(),
        lines: 0,
        losses: Vec::new(),
    }
}

/// Files of one name, such as a configuration per article, are merged if they are equal, and numbered
/// otherwise.
fn in_folders(files: &mut Vec<File>, documents: usize) {
    if documents < 2 {
        return;
    }
    let mut seen: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    files.retain_mut(|file| {
        let mut number = 1;
        let name = file.name.clone();
        while let Some(known) = seen.get(&file.name) {
            if *known == file.content {
                return false;
            }
            number += 1;
            file.name = format!("{number}-{name}");
        }
        seen.insert(file.name.clone(), file.content.clone());
        true
    });
}

/// Most of a file shown as a preview: lines, and bytes.
const SHOWN: (usize, usize) = (200, 60_000);

/// The beginning of a text, and the number of its lines.
fn head(content: &[u8]) -> (String, usize) {
    // A character cut at the end becomes a replacement character beyond what is shown.
    let start = String::from_utf8_lossy(content.get(..SHOWN.1 + 8).unwrap_or(content));
    let end = start.match_indices('\n').nth(SHOWN.0 - 1).map_or(start.len(), |(index, _)| index);
    let start = start.get(..start.floor_char_boundary(end.min(SHOWN.1))).unwrap_or_default();
    let ends = content.iter().filter(|byte| **byte == b'\n').count();
    let open = content.last().is_some_and(|last| *last != b'\n');
    (start.to_owned(), ends + usize::from(open))
}
