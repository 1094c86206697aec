//! One tool at one version: where to look for it, how to make it, and a check that it works. A tool
//! that is incomplete or does not start never counts: xtask/tests/first_run.rs.

use crate::{Outcome, install, process};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A tool at one version.
pub struct Tool {
    pub name: &'static str,
    pub version: String,
    /// The versions on PATH that will do.
    pub accepts: Accepts,
    /// The folder of its files within the tool's folder.
    pub inside: &'static str,
    /// The files that must exist. The first one prints the version, if it is a program.
    pub files: &'static [&'static str],
    /// The time it takes on two processors, for the announcement.
    pub time: &'static str,
    pub source: Source,
}

/// The versions on PATH used instead of our own copy.
pub enum Accepts {
    /// None: it is not a program.
    Nothing,
    /// This version only.
    Same,
    /// This version or any newer.
    From(&'static [u32]),
    /// This version, or a newer one that differs only in the last number.
    Patches,
}

pub enum Source {
    /// A package of crates.io, compiled here.
    Cargo(install::Package),
    /// A package of npm, and what the user misses without it.
    Npm(&'static str, &'static str),
}

/// A tool that was found, and its version if it is not ours.
pub struct Found {
    pub dir: PathBuf,
    pub foreign: Option<Vec<u32>>,
}

impl Tool {
    /// Finds it in the cache, or on PATH if its version will do.
    pub fn find(&self, cache: &Path) -> Option<Found> {
        let ours = self.cached(cache).map(|dir| Found { dir, foreign: None });
        ours.or_else(|| {
            let (dir, version) = self.on_path()?;
            self.accepted(&version).then_some(Found { dir, foreign: Some(version) })
        })
    }

    /// Makes it in the cache, after announcing it. The caller holds the lock.
    pub fn install(&self, cache: &Path) -> Outcome<()> {
        let Self { name, version, time, .. } = self;
        let npm = match self.source {
            Source::Npm(_, what_for) => npm(what_for)?,
            Source::Cargo(_) => PathBuf::new(),
        };
        let verb = match self.source {
            Source::Npm(..) => "Downloading",
            Source::Cargo(_) => "Compiling",
        };
        println!("{verb} {name} {version} ({time}, once)…");
        install::into_cache(cache, &self.folder(), |aside| {
            match &self.source {
                Source::Cargo(package) => install::with_cargo(aside, package, version),
                Source::Npm(package, _) => install::with_npm(&npm, aside, package, version),
            }
            .map_err(|e| {
                format!("{name} {version} could not be installed: {e}\n{}", self.advice())
            })?;
            self.works(&aside.join(self.inside))
        })
    }

    fn advice(&self) -> String {
        let Self { name, version, .. } = self;
        match &self.source {
            Source::Cargo(package) => format!(
                "If crates.io could not be reached, check the connection (cargo follows HTTPS_PROXY), then run the same command again: it continues where it stopped.\n\
                 Or install {name} yourself, so that it is on PATH: `cargo install {}@{version}`.",
                package.name
            ),
            Source::Npm(package, _) => format!(
                "If the npm registry could not be reached, check the connection (`npm ping` tells), then run the same command again.{}",
                match self.accepts {
                    Accepts::Nothing => String::new(),
                    _ => format!(
                        "\nOr install {name} yourself, so that it is on PATH: `npm install --global {package}@{version}`."
                    ),
                }
            ),
        }
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
        Some((dir, version_of(&program)?))
    }

    fn accepted(&self, version: &[u32]) -> bool {
        let own = numbers(&self.version);
        match self.accepts {
            Accepts::Nothing => false,
            Accepts::Same => version == own,
            Accepts::From(oldest) => version >= oldest,
            Accepts::Patches => version >= &own[..] && version.starts_with(&own[..own.len() - 1]),
        }
    }

    /// Whether all its files exist and none is empty.
    fn whole(&self, dir: &Path) -> bool {
        let filled =
            |path: &Path| path.metadata().is_ok_and(|file| file.is_file() && file.len() > 0);
        self.files.iter().all(|file| {
            filled(&dir.join(file))
                || process::program_in(dir, file).is_some_and(|path| filled(&path))
        })
    }

    /// Checks that a tool just installed is complete and starts. npm, for one, succeeds without
    /// esbuild's actual program.
    fn works(&self, dir: &Path) -> Outcome<()> {
        let starts = || match self.accepts {
            Accepts::Nothing => true,
            _ => process::program_in(dir, self.files[0])
                .and_then(|program| version_of(&program))
                .is_some_and(|version| version == numbers(&self.version)),
        };
        if self.whole(dir) && starts() {
            return Ok(());
        }
        Err(format!(
            "{} {} was installed, but does not start. Run the same command again; if that does not help, remove {} first.",
            self.name,
            self.version,
            dir.display()
        ))
    }
}

fn npm(what_for: &str) -> Outcome<PathBuf> {
    process::on_path(&["npm"]).ok_or_else(|| {
        format!("npm is not installed. It is needed for {what_for}.\nInstall Node.js (https://nodejs.org, `apt-get install npm`, `brew install node`), then run the command again.")
    })
}

fn version_of(program: &Path) -> Option<Vec<u32>> {
    version_in(&process::answer(Command::new(program).arg("--version"))?)
}

/// The version in a program's answer to `--version`.
fn version_in(answer: &str) -> Option<Vec<u32>> {
    answer
        .split_whitespace()
        .find(|word| word.starts_with(|c: char| c.is_ascii_digit()))
        .map(numbers)
}

fn numbers(version: &str) -> Vec<u32> {
    version.split('.').map_while(|part| part.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn tool(accepts: Accepts) -> Tool {
        Tool {
            name: "esbuild",
            version: "0.28.2".into(),
            accepts,
            inside: "bin",
            files: &["esbuild"],
            time: "seconds",
            source: Source::Npm("esbuild", "nothing"),
        }
    }

    #[test]
    fn versions_are_compared_as_numbers() {
        assert!(numbers("0.21.14") > numbers("0.21.9"));
        assert_eq!(version_in("wasm-opt version 132 (version_132)"), Some(vec![132]));
        assert_eq!(version_in("trunk 0.21.14"), Some(vec![0, 21, 14]));
        assert_eq!(numbers("0.22.0-beta.1"), [0, 22]);
    }

    #[test]
    fn a_program_of_the_users_own_is_taken_if_its_version_does_the_work() {
        let takes = |accepts, version| tool(accepts).accepted(&numbers(version));
        assert!(takes(Accepts::Same, "0.28.2") && !takes(Accepts::Same, "0.28.3"));
        assert!(
            takes(Accepts::From(&[0, 25]), "1.0.0") && !takes(Accepts::From(&[0, 25]), "0.24.9")
        );
        assert!(takes(Accepts::Patches, "0.28.10") && takes(Accepts::Patches, "0.28.2"));
        assert!(!takes(Accepts::Patches, "0.28.1") && !takes(Accepts::Patches, "0.29.0"));
        assert!(!takes(Accepts::Nothing, "0.28.2"));
    }

    #[cfg(unix)]
    #[test]
    fn a_tool_counts_as_there_only_when_it_is_whole_and_starts() {
        use std::os::unix::fs::PermissionsExt as _;
        let cache = std::env::temp_dir().join(format!("xtask-tool-{}", std::process::id()));
        let (tool, dir) = (tool(Accepts::Same), cache.join("esbuild-0.28.2/bin"));
        fs::create_dir_all(cache.join(".unfinished-esbuild-0.28.2/bin")).unwrap();
        fs::write(cache.join(".unfinished-esbuild-0.28.2/bin/esbuild"), "half").unwrap();
        assert!(tool.find(&cache).is_none_or(|found| found.foreign.is_some()), "interrupted");
        fs::create_dir_all(&dir).unwrap();
        let put = |text: &str| {
            fs::write(dir.join("esbuild"), text).unwrap();
            fs::set_permissions(dir.join("esbuild"), fs::Permissions::from_mode(0o755)).unwrap();
        };
        put("");
        assert!(tool.cached(&cache).is_none(), "an empty file");
        // esbuild's own script fails like this when npm left out the package with the program.
        put(
            "#!/bin/sh\necho 'The package \"@esbuild/linux-x64\" could not be found' >&2\nexit 1\n",
        );
        assert!(
            tool.works(&dir)
                .unwrap_err()
                .contains("esbuild 0.28.2 was installed, but does not start")
        );
        put("#!/bin/sh\necho 0.27.0\n");
        assert!(tool.works(&dir).is_err(), "another version than was asked for");
        put("#!/bin/sh\necho 0.28.2\n");
        assert_eq!(tool.works(&dir), Ok(()));
        assert_eq!(tool.cached(&cache), Some(dir));
        fs::remove_dir_all(&cache).unwrap();
    }
}
