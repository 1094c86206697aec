//! The tools that build and test the app, each at one version: found, or installed after announcing
//! it. Installs into a folder of its own, except for `rustup target add`.

use crate::install::Package;
use crate::process::Beside;
use crate::tool::{Accepts, Found, Source, Tool};
use crate::{Outcome, install, process};
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

const TRUNK: &str = "0.21.14";
const BINARYEN: &str = "132";
const ESBUILD: &str = "0.28.2";
const AXE: &str = "4.14.1";
const GECKODRIVER: &str = "0.37.1";
/// The target the app is compiled for.
pub const WASM: &str = "wasm32-unknown-unknown";

/// What a command is about to do, which determines the tools it needs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Need {
    /// Only the wasm target: to check the code.
    Check,
    /// And wasm-bindgen: for tests in a browser.
    Web,
    /// And trunk: a build without optimisation.
    Serve,
    /// And wasm-opt: a release build.
    Build,
    /// And axe-core: journeys in a browser.
    Journeys,
    /// And geckodriver: journeys in Firefox too.
    Engines,
}

type Make = fn() -> Outcome<Tool>;

/// Each tool, and the first job that needs it.
const TOOLS: [(Make, Need); 6] = [
    (wasm_bindgen, Need::Web),
    (trunk, Need::Serve),
    (binaryen, Need::Build),
    (esbuild, Need::Build),
    (axe_core, Need::Journeys),
    (geckodriver, Need::Engines),
];

/// The tools that were found.
#[derive(Default)]
pub struct Tools {
    /// The folders that trunk searches first.
    dirs: Vec<PathBuf>,
    trunk: PathBuf,
    /// Runs the tests of a wasm file in a browser.
    pub test_runner: PathBuf,
    esbuild: PathBuf,
    /// The version of a wasm-opt that is not ours.
    foreign_wasm_opt: Option<u32>,
    /// The axe-core script for the tested page.
    pub axe: PathBuf,
    /// The driver of Firefox, if it was requested.
    pub geckodriver: Option<PathBuf>,
}

impl Tools {
    /// Finds or installs the tools for a job, and announces each installation.
    pub fn ensure(need: Need) -> Outcome<Self> {
        Self::ensure_while(need, || None)
    }

    /// The same. If a tool has to be made, starts `meanwhile` beside it: compiling one tool after
    /// the other does not keep two processors busy. It only saves time, so its result is checked by
    /// whoever uses it next.
    pub fn ensure_while(need: Need, meanwhile: impl FnOnce() -> Option<Command>) -> Outcome<Self> {
        let (cache, wanted) = (install::cache()?, wanted(need)?);
        wasm_target()?;
        if wanted.iter().any(|tool| tool.find(&cache).is_none()) {
            let start = Instant::now();
            let _lock = install::lock(&cache)?;
            println!("Missing tools are made once and kept in {}", cache.display());
            let meanwhile = meanwhile().map(Beside::start).transpose()?;
            for tool in wanted.iter().filter(|tool| tool.find(&cache).is_none()) {
                tool.install(&cache)?;
            }
            println!("The tools are there after {}.", process::spoken(start.elapsed()));
            if let Some(compiler) = meanwhile {
                println!("Finishing what was begun beside them…");
                compiler.finish()?;
            }
        }
        let mut tools = Self::default();
        for tool in &wanted {
            let found = tool.find(&cache).ok_or_else(|| gone(tool.name))?;
            tools.put(tool.name, found);
        }
        Ok(tools)
    }

    fn put(&mut self, name: &str, Found { dir, foreign }: Found) {
        let program = |name| process::program_in(&dir, name);
        match name {
            "wasm-bindgen" => {
                self.test_runner = program("wasm-bindgen-test-runner").unwrap_or_default();
            }
            "trunk" => self.trunk = program("trunk").unwrap_or_default(),
            "binaryen" => {
                self.foreign_wasm_opt = foreign.and_then(|version| version.first().copied());
            }
            "esbuild" => self.esbuild = program("esbuild").unwrap_or_default(),
            "axe-core" => self.axe = dir.join("axe.min.js"),
            _ => self.geckodriver = program("geckodriver"),
        }
        if ["wasm-bindgen", "trunk", "binaryen"].contains(&name) {
            self.dirs.push(dir);
        }
    }

    /// `trunk` with the other tools first on its PATH, and `--offline`: it finds them there, or
    /// says so.
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
    /// `wasm-opt`.
    pub fn wasm_opt(&self) -> Outcome<Command> {
        let found = self.dirs.iter().find_map(|dir| process::program_in(dir, "wasm-opt"));
        Ok(Command::new(found.ok_or("there is no wasm-opt.")?))
    }
}

impl Tools {
    /// `esbuild`, which minifies scripts and style sheets.
    pub fn esbuild(&self) -> Outcome<Command> {
        match self.esbuild.as_os_str().is_empty() {
            true => Err("there is no esbuild.".into()),
            false => Ok(Command::new(&self.esbuild)),
        }
    }
}

fn gone(name: &str) -> String {
    format!("{name} was there, and is gone. Run the command again.")
}

/// The tools of a job, in the order they are made.
fn wanted(need: Need) -> Outcome<Vec<Tool>> {
    TOOLS.iter().filter(|(_, first)| need >= *first).map(|(make, _)| make()).collect()
}

fn wasm_bindgen() -> Outcome<Tool> {
    Ok(Tool {
        name: "wasm-bindgen",
        version: wasm_bindgen_version()?,
        accepts: Accepts::Same,
        inside: "bin",
        files: &["wasm-bindgen", "wasm-bindgen-test-runner"],
        time: "about 2 minutes",
        source: Source::Cargo(Package {
            name: "wasm-bindgen-cli",
            // Without --locked: its lock file names a dependency that was withdrawn. Without
            // TLS: it only talks to this computer.
            flags: &["--no-default-features"],
            // Run twice in each rebuild of `serve`, and four times as fast with these optimised.
            optimised: &["walrus", "wasmparser", "wasm-bindgen-cli-support"],
        }),
    })
}

fn trunk() -> Outcome<Tool> {
    Ok(Tool {
        name: "trunk",
        version: TRUNK.into(),
        accepts: Accepts::Patches,
        inside: "bin",
        files: &["trunk"],
        time: "about 4 minutes",
        source: Source::Cargo(Package {
            name: "trunk",
            // Without TLS: it always runs offline.
            flags: &["--locked", "--no-default-features"],
            optimised: &[],
        }),
    })
}

fn binaryen() -> Outcome<Tool> {
    Ok(Tool {
        name: "binaryen",
        version: BINARYEN.into(),
        accepts: Accepts::From(&[123]),
        inside: "node_modules/.bin",
        files: &["wasm-opt"],
        time: "100 MB, some seconds",
        source: Source::Npm(
            "binaryen",
            "wasm-opt, which makes the app small (or put wasm-opt 123 or newer on PATH, for example by `brew install binaryen`)",
        ),
    })
}

fn esbuild() -> Outcome<Tool> {
    Ok(Tool {
        name: "esbuild",
        version: ESBUILD.into(),
        accepts: Accepts::From(&[0, 25]),
        inside: "node_modules/.bin",
        files: &["esbuild"],
        time: "10 MB, some seconds",
        source: Source::Npm("esbuild", "esbuild, which makes scripts and style sheets small"),
    })
}

fn axe_core() -> Outcome<Tool> {
    Ok(Tool {
        name: "axe-core",
        version: AXE.into(),
        accepts: Accepts::Nothing,
        inside: "node_modules/axe-core",
        files: &["axe.min.js"],
        time: "3 MB, a second",
        source: Source::Npm("axe-core", "axe-core, which checks accessibility"),
    })
}

fn geckodriver() -> Outcome<Tool> {
    Ok(Tool {
        name: "geckodriver",
        version: GECKODRIVER.into(),
        // The first version that lets a test into the browser's own window.
        accepts: Accepts::From(&[0, 36]),
        inside: "bin",
        files: &["geckodriver"],
        time: "about 2 minutes",
        source: Source::Cargo(Package {
            name: "geckodriver",
            flags: &["--locked"],
            optimised: &[],
        }),
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

/// The wasm-bindgen tool must have exactly the version of the library in the app.
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
    fn the_real_lock_file_names_wasm_bindgen() {
        assert!(wasm_bindgen_version().unwrap().starts_with("0.2."));
    }

    #[test]
    fn each_job_brings_the_tools_that_it_runs_and_no_others() {
        let taken = |need: Need| {
            let names: Vec<_> = wanted(need).unwrap().iter().map(|tool| tool.name).collect();
            names.join(" ")
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
