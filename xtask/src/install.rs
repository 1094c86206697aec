//! Installs a tool into the project's own folder in the user's cache. Makes it aside and renames it
//! when it is complete, so that half a tool never counts: xtask/tests/first_run.rs.

use crate::{Outcome, process};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The folder of all tools.
pub fn cache() -> Outcome<PathBuf> {
    let set =
        |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(dir) = set("ARTICLE_ANNOTATOR_TOOLS") {
        return std::path::absolute(&dir)
            .map_err(|e| format!("ARTICLE_ANNOTATOR_TOOLS is not a folder: {e}"));
    }
    let home = || std::env::home_dir().filter(|dir| !dir.as_os_str().is_empty());
    let base = if cfg!(windows) {
        set("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        home().map(|dir| dir.join("Library/Caches"))
    } else {
        set("XDG_CACHE_HOME")
            .filter(|dir| dir.is_absolute())
            .or_else(|| home().map(|dir| dir.join(".cache")))
    };
    base.map(|dir| dir.join("article-annotator-tools")).ok_or_else(|| {
        "no cache folder is known here. Set ARTICLE_ANNOTATOR_TOOLS to a folder for the tools."
            .into()
    })
}

/// Waits until no other run installs. The lock ends with the value, or with the process.
pub fn lock(cache: &Path) -> Outcome<File> {
    fs::create_dir_all(cache).map_err(|e| unwritable(cache, &e))?;
    let path = cache.join("lock");
    let file = File::create(&path).map_err(|e| unwritable(&path, &e))?;
    if file.try_lock().is_err() {
        println!("Another run is installing tools; waiting for it.");
        file.lock().map_err(|e| unwritable(&path, &e))?;
    }
    Ok(file)
}

/// Makes `<cache>/<name>` by running `make` in a folder aside, and renames that when it succeeded.
/// Reuses the folder of an interrupted run, so that cargo continues where it stopped.
pub fn into_cache(
    cache: &Path,
    name: &str,
    make: impl FnOnce(&Path) -> Outcome<()>,
) -> Outcome<()> {
    let aside = cache.join(format!(".unfinished-{name}"));
    let done = cache.join(name);
    fs::create_dir_all(&aside).map_err(|e| unwritable(&aside, &e))?;
    make(&aside)?;
    remove(&done)?;
    fs::rename(&aside, &done).map_err(|e| unwritable(&done, &e))
}

/// A package of crates.io.
pub struct Package {
    pub name: &'static str,
    /// The arguments of `cargo install`.
    pub flags: &'static [&'static str],
    /// The crates that determine its speed.
    pub optimised: &'static [&'static str],
}

/// `cargo install` without optimisation or debug information: everyone who wants to see the app
/// compiles the tool, and runs it a few times a day. Prints only errors.
pub fn with_cargo(aside: &Path, package: &Package, version: &str) -> Outcome<()> {
    let build = aside.join("target");
    let mut command = process::cargo("install --quiet --force --root");
    command.arg(aside).args(package.flags).arg(format!("{}@{version}", package.name));
    command.args(package.optimised.iter().flat_map(|name| {
        ["--config".into(), format!("profile.release.package.{name}.opt-level=1")]
    }));
    command.current_dir(aside).env("CARGO_TARGET_DIR", &build).env_remove("CARGO_BUILD_TARGET");
    for (name, value) in
        [("LTO", "off"), ("CODEGEN_UNITS", "16"), ("OPT_LEVEL", "0"), ("DEBUG", "0")]
    {
        command.env(format!("CARGO_PROFILE_RELEASE_{name}"), value);
    }
    process::run(&mut command)?;
    remove(&build)
}

/// `npm install` of one package, without its scripts. Starts from an empty folder each time: npm
/// takes a half-unpacked package for a whole one.
pub fn with_npm(npm: &Path, aside: &Path, package: &str, version: &str) -> Outcome<()> {
    remove(&aside.join("node_modules"))?;
    let mut command = Command::new(npm);
    command.args([
        "install",
        "--no-audit",
        "--no-fund",
        "--ignore-scripts",
        "--loglevel=error",
        "--prefix",
    ]);
    command.arg(aside).arg(format!("{package}@{version}")).current_dir(aside);
    command.stdout(Stdio::null());
    process::run(&mut command)
}

fn remove(dir: &Path) -> Outcome<()> {
    match fs::remove_dir_all(dir) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(unwritable(dir, &e)),
        _ => Ok(()),
    }
}

fn unwritable(path: &Path, error: &std::io::Error) -> String {
    format!(
        "cannot write {}: {error}. Make it writable, or set ARTICLE_ANNOTATOR_TOOLS to another folder.",
        path.display()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tool_whose_making_failed_is_not_there() {
        let cache = std::env::temp_dir().join(format!("xtask-install-{}", std::process::id()));
        let broken = into_cache(&cache, "tool-1", |aside| {
            fs::write(aside.join("half"), "half").unwrap();
            Err("interrupted".into())
        });
        assert!(broken.is_err() && !cache.join("tool-1").exists());
        into_cache(&cache, "tool-1", |aside| {
            fs::write(aside.join("whole"), "whole").map_err(|e| e.to_string())
        })
        .unwrap();
        assert!(cache.join("tool-1/whole").is_file() && !cache.join(".unfinished-tool-1").exists());
        fs::remove_dir_all(&cache).unwrap();
    }
}
