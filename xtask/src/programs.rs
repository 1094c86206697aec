//! Other programs that load our exported files: spaCy, dkpro-cassis, standoffconverter, bconv, a
//! JSON-LD processor. Installed beside the other tools, in a virtual environment of their own.

use crate::{Outcome, install, process};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the journeys leave the exported files.
pub fn exports() -> PathBuf {
    process::target_dir().join("exports")
}

/// Loads every exported file in its program, and compares.
pub fn check() -> Outcome<()> {
    let exports = exports();
    if !exports.join("expected.json").is_file() {
        return Err("there are no exported files to load. `cargo xtask test e2e` makes them; `cargo xtask test` does both.".into());
    }
    let python = environment()?;
    process::run(Command::new(python).arg(folder().join("check.py")).arg(exports))
}

fn folder() -> PathBuf {
    process::root().join("tests/programs")
}

/// The environment's Python. Makes the environment if it is missing or has other versions.
fn environment() -> Outcome<PathBuf> {
    // The second list is of programs that name older libraries than others need, and work with both.
    let lists = ["requirements.txt", "requirements-alone.txt"].map(|name| folder().join(name));
    let mut hasher = DefaultHasher::new();
    for list in &lists {
        let wanted =
            std::fs::read(list).map_err(|e| format!("cannot read {}: {e}", list.display()))?;
        wanted.hash(&mut hasher);
    }
    let cache = install::cache()?;
    let place = cache.join(format!("programs-{:x}", hasher.finish()));
    let done = place.join("installed");
    if !done.is_file() {
        let _lock = install::lock(&cache)?;
        // Another run may have made it while this one waited.
        if !done.is_file() {
            println!(
                "Downloading spaCy and other programs that load the exported files (350 MB on disk, about a minute, once)…"
            );
            make(&place, &lists)?;
            std::fs::write(&done, "")
                .map_err(|e| format!("cannot write {}: {e}", done.display()))?;
        }
    }
    Ok(python_in(&place))
}

fn make(place: &Path, [list, alone]: &[PathBuf; 2]) -> Outcome<()> {
    let python = process::on_path(&["python3", "python"]).ok_or(
        "Python 3.10 or newer is missing: install it (Debian: `apt install python3 python3-venv`).",
    )?;
    process::run(Command::new(python).args(["-m", "venv", "--clear"]).arg(place)).map_err(|e| {
        format!("{e}\nPython's module venv is needed (Debian: `apt install python3-venv`).")
    })?;
    install_listed(place, &[], list)?;
    install_listed(place, &["--no-deps"], alone)
}

fn install_listed(place: &Path, how: &[&str], list: &Path) -> Outcome<()> {
    process::run(
        Command::new(python_in(place))
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
            .args(how)
            .arg("--requirement")
            .arg(list),
    )
    .map_err(|e| {
        format!("spaCy and the other programs could not be installed: {e}\nIf PyPI could not be reached, check the connection, then run the same command again.")
    })
}

fn python_in(place: &Path) -> PathBuf {
    if cfg!(windows) { place.join("Scripts/python.exe") } else { place.join("bin/python") }
}
