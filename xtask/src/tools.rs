//! The tools the app is built and tested with, each at one version: found, or installed after saying so.
//! A run that finds them all only looks at files. Never writes to `~/.cargo/bin`; `rustup target add` is the one exception.

use crate::{Outcome, install, process};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const TRUNK: [u32; 3] = [0, 21, 14];
const BINARYEN: u32 = 132;
const BINARYEN_OLDEST: u32 = 123;
const GECKODRIVER: &str = "0.37.1";
/// The first that lets a test into the browser's own window.
const GECKODRIVER_OLDEST: [u32; 2] = [0, 36];
const ESBUILD: &str = "0.28.2";
const ESBUILD_OLDEST: [u32; 2] = [0, 25];
const AXE: &str = "4.14.1";
const WASM: &str = "wasm32-unknown-unknown";

/// What a command is going to do, and so which tools it needs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Need {
    /// Only the wasm target: to check the code.
    Check,
    /// And wasm-bindgen: for tests in a browser.
    Web,
    /// And trunk: a build that is not optimised.
    Serve,
    /// And wasm-opt: what is shipped.
    Build,
    /// And axe-core: journeys in a browser.
    Journeys,
    /// And geckodriver: journeys in Firefox too.
    Engines,
}

/// Each tool, and the first job that takes it.
const TOOLS: [(&str, Need); 6] = [
    ("wasm-bindgen", Need::Web),
    ("trunk", Need::Serve),
    ("binaryen", Need::Build),
    ("esbuild", Need::Build),
    ("axe-core", Need::Journeys),
    ("geckodriver", Need::Engines),
];

impl Need {
    fn takes(self, tool: &str) -> bool {
        TOOLS.iter().any(|(name, first)| *name == tool && self >= *first)
    }
}

/// The tools that are there.
#[derive(Default)]
pub struct Tools {
    /// The folders trunk looks in first.
    dirs: Vec<PathBuf>,
    trunk: PathBuf,
    /// Runs the tests of a wasm file in a browser.
    pub test_runner: PathBuf,
    esbuild: PathBuf,
    /// The version of a wasm-opt that is not ours.
    foreign_wasm_opt: Option<u32>,
    /// The file of axe-core that a page is given.
    pub axe: PathBuf,
    /// The driver of Firefox, if it was asked for.
    pub geckodriver: Option<PathBuf>,
}

impl Tools {
    /// Finds or installs what is needed. The announcement comes before each installation.
    pub fn ensure(need: Need) -> Outcome<Self> {
        let mut tools = Self::default();
        let cache = install::cache()?;
        wasm_target()?;
        if need.takes("wasm-bindgen") {
            let version = wasm_bindgen_version()?;
            let dir = wasm_bindgen(&version).find(&cache, |found| found == numbers(&version))?.dir;
            tools.test_runner =
                process::program_in(&dir, "wasm-bindgen-test-runner").unwrap_or_default();
            tools.dirs.push(dir);
        }
        if need.takes("trunk") {
            let good = |found: &[u32]| found.starts_with(&TRUNK[..2]) && found >= &TRUNK[..];
            let dir = trunk().find(&cache, good)?.dir;
            tools.trunk = process::program_in(&dir, "trunk").unwrap_or_default();
            tools.dirs.push(dir);
        }
        if need.takes("binaryen") {
            let found = wasm_opt().find(&cache, |found| found >= &[BINARYEN_OLDEST][..])?;
            tools.foreign_wasm_opt = found.foreign.and_then(|version| version.first().copied());
            tools.dirs.push(found.dir);
            let dir = esbuild().find(&cache, |found| found >= &ESBUILD_OLDEST[..])?.dir;
            tools.esbuild = process::program_in(&dir, "esbuild").unwrap_or_default();
        }
        if need.takes("axe-core") {
            tools.axe = axe_core().find(&cache, |_| false)?.dir.join("axe.min.js");
        }
        if need.takes("geckodriver") {
            let dir = geckodriver().find(&cache, |found| found >= &GECKODRIVER_OLDEST[..])?.dir;
            tools.geckodriver = process::program_in(&dir, "geckodriver");
        }
        Ok(tools)
    }

    /// `trunk` with the other tools first on its PATH. `--offline`: it finds them there, or says so.
    pub fn trunk_command(&self, args: &str) -> Outcome<Command> {
        let mut command = Command::new(&self.trunk);
        command.args(["--offline", "--skip-version-check"]).args(args.split_whitespace());
        command.current_dir(process::root()).env("PATH", process::path_with(&self.dirs)?);
        if let Some(version) = self.foreign_wasm_opt {
            command.env("TRUNK_TOOLS_WASM_OPT", format!("version_{version}"));
        }
        Ok(command)
    }
}

impl Tools {
    /// `wasm-opt`, as small as it can.
    pub fn wasm_opt(&self) -> Outcome<Command> {
        let found = self.dirs.iter().find_map(|dir| process::program_in(dir, "wasm-opt"));
        let mut command = Command::new(found.ok_or("there is no wasm-opt.")?);
        command.arg("-Oz");
        Ok(command)
    }
}

impl Tools {
    /// `esbuild`, which makes scripts and style sheets small.
    pub fn esbuild(&self) -> Outcome<Command> {
        match self.esbuild.as_os_str().is_empty() {
            true => Err("there is no esbuild.".into()),
            false => Ok(Command::new(&self.esbuild)),
        }
    }
}

/// A tool at one version: where it is looked for, and how it is made.
struct Tool {
    name: &'static str,
    version: String,
    /// Where in the tool's folder its files lie.
    inside: &'static str,
    /// The files that must be there; the first says its version.
    files: &'static [&'static str],
    /// How long it takes, for the announcement.
    time: &'static str,
    source: Source,
}

enum Source {
    /// A package of crates.io, and flags for `cargo install`.
    Cargo(&'static str, &'static [&'static str]),
    /// A package of npm, and what the user misses without it.
    Npm(&'static str, &'static str),
}

/// A tool that was found, and its version if it is not one of ours.
struct Found {
    dir: PathBuf,
    foreign: Option<Vec<u32>>,
}

fn wasm_bindgen(version: &str) -> Tool {
    Tool {
        name: "wasm-bindgen",
        version: version.to_owned(),
        inside: "bin",
        files: &["wasm-bindgen", "wasm-bindgen-test-runner"],
        time: "2 to 3 minutes",
        // Without --locked: one dependency in its lock file is not in the registry.
        source: Source::Cargo("wasm-bindgen-cli", &[]),
    }
}

fn trunk() -> Tool {
    Tool {
        name: "trunk",
        version: TRUNK.map(|n| n.to_string()).join("."),
        inside: "bin",
        files: &["trunk"],
        time: "about 5 minutes",
        source: Source::Cargo("trunk", &["--locked"]),
    }
}

fn wasm_opt() -> Tool {
    Tool {
        name: "binaryen",
        version: BINARYEN.to_string(),
        inside: "node_modules/.bin",
        files: &["wasm-opt"],
        time: "100 MB, some seconds",
        source: Source::Npm(
            "binaryen",
            "wasm-opt, which makes the app small (or put wasm-opt 123 or newer on PATH, for example by `brew install binaryen`)",
        ),
    }
}

fn esbuild() -> Tool {
    Tool {
        name: "esbuild",
        version: ESBUILD.to_owned(),
        inside: "node_modules/.bin",
        files: &["esbuild"],
        time: "10 MB, some seconds",
        source: Source::Npm("esbuild", "esbuild, which makes scripts and style sheets small"),
    }
}

fn axe_core() -> Tool {
    Tool {
        name: "axe-core",
        version: AXE.to_owned(),
        inside: "node_modules/axe-core",
        files: &["axe.min.js"],
        time: "a second",
        source: Source::Npm("axe-core", "axe-core, which checks accessibility"),
    }
}

fn geckodriver() -> Tool {
    Tool {
        name: "geckodriver",
        version: GECKODRIVER.to_owned(),
        inside: "bin",
        files: &["geckodriver"],
        time: "2 to 3 minutes",
        source: Source::Cargo("geckodriver", &["--locked"]),
    }
}

impl Tool {
    /// In the cache, else on PATH if its version is good, else installed into the cache.
    fn find(&self, cache: &Path, good: impl Fn(&[u32]) -> bool) -> Outcome<Found> {
        if let Some(dir) = self.cached(cache) {
            return Ok(Found { dir, foreign: None });
        }
        if let Some((dir, version)) = self.on_path().filter(|(_, version)| good(version)) {
            return Ok(Found { dir, foreign: Some(version) });
        }
        let _lock = install::lock(cache)?;
        if self.cached(cache).is_none() {
            self.install(cache)?;
        }
        let dir = self.cached(cache).ok_or_else(|| {
            let folder = cache.join(self.folder());
            format!(
                "{} was installed, but lacks a file. Remove {} and run the command again.",
                self.name,
                folder.display()
            )
        })?;
        Ok(Found { dir, foreign: None })
    }

    fn folder(&self) -> String {
        format!("{}-{}", self.name, self.version)
    }

    fn cached(&self, cache: &Path) -> Option<PathBuf> {
        let dir = cache.join(self.folder()).join(self.inside);
        self.whole(&dir).then_some(dir)
    }

    fn on_path(&self) -> Option<(PathBuf, Vec<u32>)> {
        let program = process::on_path(&self.files[..1])?;
        let dir = program.parent().filter(|dir| self.whole(dir))?.to_path_buf();
        let answer = process::answer(Command::new(&program).arg("--version"))?;
        Some((dir, version_in(&answer)?))
    }

    fn whole(&self, dir: &Path) -> bool {
        self.files
            .iter()
            .all(|file| dir.join(file).is_file() || process::program_in(dir, file).is_some())
    }

    fn install(&self, cache: &Path) -> Outcome<()> {
        let npm = match self.source {
            Source::Npm(_, what_for) => npm(what_for)?,
            Source::Cargo(..) => PathBuf::new(),
        };
        println!(
            "Installing {} {} ({}, once) into {}",
            self.name,
            self.version,
            self.time,
            cache.display()
        );
        install::into_cache(cache, &self.folder(), |aside| match self.source {
            Source::Cargo(package, flags) => {
                install::with_cargo(aside, &format!("{package}@{}", self.version), flags)
            }
            Source::Npm(package, _) => {
                install::with_npm(&npm, aside, &format!("{package}@{}", self.version))
            }
        })
    }
}

/// The version in what a program answers to `--version`.
fn version_in(answer: &str) -> Option<Vec<u32>> {
    answer
        .split_whitespace()
        .find(|word| word.starts_with(|c: char| c.is_ascii_digit()))
        .map(numbers)
}

fn npm(what_for: &str) -> Outcome<PathBuf> {
    process::on_path(&["npm"]).ok_or_else(|| {
        format!("npm is not installed. It is needed for {what_for}.\nInstall Node.js (https://nodejs.org, `apt-get install npm`, `brew install node`), then run the command again.")
    })
}

fn wasm_target() -> Outcome<()> {
    if has_wasm_target() {
        return Ok(());
    }
    let Some(rustup) = process::on_path(&["rustup"]) else {
        return Err(format!(
            "the Rust installed here cannot build for {WASM}, and there is no rustup to add it.\nInstall Rust by https://rustup.rs, or your system's package of the Rust standard library for {WASM}, then run the command again."
        ));
    };
    println!("Installing the Rust target {WASM} (some seconds, once): rustup target add {WASM}");
    process::run(Command::new(rustup).args(["target", "add", WASM]).current_dir(process::root()))
}

fn has_wasm_target() -> bool {
    let mut rustc = Command::new("rustc");
    rustc.args(["--print", "target-libdir", "--target", WASM]).current_dir(process::root());
    process::answer(&mut rustc)
        .is_some_and(|dir| fs::read_dir(dir).is_ok_and(|mut files| files.next().is_some()))
}

/// The wasm-bindgen tool must be exactly the version of the library the app is built with.
fn wasm_bindgen_version() -> Outcome<String> {
    let path = process::root().join("Cargo.lock");
    let lock =
        fs::read_to_string(&path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
    locked_version(&lock, "wasm-bindgen").ok_or_else(|| {
        format!(
            "{} names no version of wasm-bindgen. Run `cargo generate-lockfile`.",
            path.display()
        )
    })
}

/// The version of a package in a `Cargo.lock`.
fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"').map(str::to_owned)
}

fn numbers(version: &str) -> Vec<u32> {
    version.split('.').map_while(|part| part.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locked_version_is_that_of_the_package_itself() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\ndependencies = [\n \"cfg-if\",\n]\n";
        assert_eq!(locked_version(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }

    #[test]
    fn versions_are_compared_as_numbers() {
        assert!(numbers("0.21.14") > numbers("0.21.9"));
        assert_eq!(version_in("wasm-opt version 132 (version_132)"), Some(vec![132]));
        assert_eq!(version_in("trunk 0.21.14"), Some(vec![0, 21, 14]));
        assert_eq!(numbers("0.22.0-beta.1"), [0, 22]);
    }

    #[test]
    fn the_real_lock_file_names_wasm_bindgen() {
        assert!(wasm_bindgen_version().unwrap().starts_with("0.2."));
    }

    #[test]
    fn each_job_brings_the_tools_that_it_runs_and_no_others() {
        let taken = |need: Need| {
            let names = TOOLS.iter().map(|(name, _)| *name).filter(|name| need.takes(name));
            names.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(taken(Need::Check), "");
        assert_eq!(taken(Need::Serve), "wasm-bindgen trunk");
        assert_eq!(taken(Need::Build), "wasm-bindgen trunk binaryen esbuild");
        assert_eq!(
            taken(Need::Engines),
            "wasm-bindgen trunk binaryen esbuild axe-core geckodriver"
        );
    }
}
