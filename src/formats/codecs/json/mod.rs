//! Our own format: one article with everything about it, complete in one JSON file. Offsets are code points.
//! Every later version reads every earlier file, so fields are only ever added.

mod places;
mod read;
mod rejected;
mod several;
mod versions;
mod write;

use crate::formats::common::codec::{Codec, Context, Imported, KeptDocument};
use crate::formats::common::{Audience, File, Format, Ids, Problem, Unit};

const NAME: &str = "article-annotator";
const VERSION: u32 = 1;
const OFFSETS: &str = Unit::CodePoint.words();

/// The format.
pub const FORMAT: Format = Format {
    id: "json",
    name: "Article Annotator",
    extension: "json",
    media_type: "application/json",
    unit: OFFSETS,
    audience: Audience::Keep,
    reads: true,
    text: true,
    ids: Ids::All,
    many: false,
    choices: &[],
};

/// Its functions. It keeps everything.
pub const CODEC: Codec = Codec { format: &FORMAT, holds: |set, _| set.clone(), export, import };

/// Whether a file looks like this format.
pub fn recognises(file: &File) -> bool {
    read::recognises(&file.content)
}

fn export(documents: &[KeptDocument<'_>], _: &Context<'_>) -> Result<Vec<File>, Problem> {
    let one = |one: &KeptDocument<'_>| {
        Ok(File::new(format!("{}.{}", one.stem(), FORMAT.extension), write::export(one.set())))
    };
    documents.iter().map(one).collect()
}

fn import(files: &[File], _: &Context<'_>) -> Imported {
    files.first().map_or_else(Imported::default, |file| several::import(&file.content))
}
