//! Cuts the program in two: what its start needs, and what is asked for through `late` (src/late.rs).
//! Both parts together must be the program that was linked, and share one memory and one table.

mod cut;
mod plan;
mod program;
mod reach;
#[cfg(test)]
mod tests;

use crate::Outcome;
use std::collections::BTreeMap;
use wasmparser::{BinaryReader, Name, NameSectionReader};

/// The two parts: the one the page starts with, and the one that is loaded into it.
pub struct Parts {
    pub first: Vec<u8>,
    pub late: Vec<u8>,
}

/// Cuts a module as wasm-bindgen leaves it, names and all, by what the linker said of it.
pub fn split(linked: &[u8], bound: &[u8]) -> Outcome<Parts> {
    cut::cut(bound, &reach::Late::of(linked)?)
}

fn wrong(error: impl std::fmt::Display) -> String {
    format!("the program is not the WebAssembly that is known here: {error}")
}

/// The names of functions in a name section.
fn names(section: BinaryReader<'_>) -> Outcome<BTreeMap<u32, String>> {
    let mut names = BTreeMap::new();
    for part in NameSectionReader::new(section) {
        if let Name::Function(list) = part.map_err(wrong)? {
            for naming in list {
                let naming = naming.map_err(wrong)?;
                names.insert(naming.index, naming.name.to_owned());
            }
        }
    }
    Ok(names)
}
