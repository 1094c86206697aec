//! Splits the program: what the start needs, and what only the functions of boundary.rs lead to, part by
//! part. All parts share one memory and one table: split/tests.rs.

mod boundary;
mod cut;
mod memory;
mod plan;
mod program;
mod reach;
#[cfg(test)]
mod tests;

use crate::shrink::read;
use crate::{Outcome, process};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasmparser::{BinaryReader, Name, NameSectionReader, Validator};

/// The name of the part the page starts with, by which the others import from it.
pub const FIRST: &str = "first";

/// The part the page starts with, and those loaded into it, with their names, in this order.
#[derive(Debug)]
pub struct Parts {
    pub first: Vec<u8>,
    pub later: Vec<(&'static str, Vec<u8>)>,
}

/// Cuts a module as wasm-bindgen leaves it, with its names, by the linker's relocations.
pub fn split(linked: &[u8], bound: &[u8]) -> Outcome<Parts> {
    let later = reach::later(linked)?;
    same_memory(linked, bound)?;
    cut::cut(bound, &later)
}

/// The linker's addresses hold only while everything stays where it put it.
fn same_memory(linked: &[u8], bound: &[u8]) -> Outcome<()> {
    match memory::of(linked)? == memory::of(bound)? {
        true => Ok(()),
        false => Err(wrong("its data lies elsewhere than the linker put it")),
    }
}

/// Checks that all parts are valid, and fit when they are instantiated together.
pub fn fits(first: &Path, later: &[(&str, PathBuf)]) -> Outcome<()> {
    for part in later.iter().map(|(_, path)| &**path).chain([first]) {
        let valid = Validator::new().validate_all(&read(part)?);
        valid.map_err(|e| format!("{} is not valid WebAssembly: {e}", part.display()))?;
    }
    let node = process::on_path(&["node", "nodejs"]).ok_or("Node.js is not installed; it makes sure that the parts of the program fit. Install it (https://nodejs.org) and run the command again.")?;
    let script = process::root().join("xtask/src/split/check.mjs");
    let mut check = Command::new(node);
    check.arg(script).arg(first);
    for (name, path) in later {
        check.arg(name).arg(path);
    }
    process::run(&mut check)
}

pub fn wrong(error: impl std::fmt::Display) -> String {
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
