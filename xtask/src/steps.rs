//! `test` and `bench`: the steps, in order, each with its name and its time.
//! Stops at the first failure, and never changes a file of the repository.

use crate::browser::{Browsers, Engines};
use crate::tools::{Need, Tools};
use crate::{Outcome, process, programs, serve, size};
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

const WASM: &str = "wasm32-unknown-unknown";

/// The names `cargo xtask test` takes, in the order they run.
const STEPS: [(&str, Step, Need); 7] = [
    ("lint", lint, Need::Check),
    ("native", native, Need::Check),
    ("view", view, Need::Check),
    ("web", web, Need::Web),
    ("size", size_budget, Need::Build),
    ("e2e", e2e, Need::Engines),
    ("programs", programs, Need::Check),
];

type Step = fn(&mut Run<'_>) -> Outcome<()>;

/// One run of the tests: what it needs and what it has done.
struct Run<'a> {
    tools: Tools,
    browsers: Option<Browsers>,
    /// Passed on to the test runners.
    args: &'a [String],
    built: Option<PathBuf>,
    done: Vec<(&'static str, Duration)>,
}

/// All steps, or the one that is named.
pub fn test(args: &[String]) -> Outcome<()> {
    let (steps, rest) = match args.split_first() {
        None => (&STEPS[..], args),
        Some((name, rest)) => (one(name)?, rest),
    };
    let need = steps.iter().map(|step| step.2).max().unwrap_or(Need::Check);
    let engines = steps.iter().filter_map(|step| engines_of(step.0)).max();
    let browsers = engines.map(Browsers::ensure).transpose()?;
    let mut run =
        Run { tools: Tools::ensure(need)?, browsers, args: rest, built: None, done: Vec::new() };
    let outcome = steps.iter().try_for_each(|(_, step, _)| step(&mut run));
    run.summary(outcome.is_ok());
    outcome
}

/// The browsers a step runs in.
fn engines_of(step: &str) -> Option<Engines> {
    match step {
        "web" => Some(Engines::One),
        "e2e" => Some(Engines::All),
        _ => None,
    }
}

fn one(name: &str) -> Outcome<&'static [(&'static str, Step, Need)]> {
    let at = STEPS.iter().position(|step| step.0 == name);
    at.and_then(|at| STEPS.get(at..=at)).ok_or_else(|| {
        let names = STEPS.map(|step| step.0).join(", ");
        format!("there is no step `{name}`. The steps are: {names}. `cargo xtask test` alone runs them all.")
    })
}

/// The benchmark in a real browser, on the optimised app.
pub fn bench(args: &[String]) -> Outcome<()> {
    by_hand("bench", (Engines::One, Need::Journeys), args)
}

/// The storage's real faults in real browsers: a full disk, kills, tabs that crash.
pub fn faults(args: &[String]) -> Outcome<()> {
    by_hand("faults", (Engines::All, Need::Engines), args)
}

/// A program of the package `e2e` that takes minutes, on the optimised app.
fn by_hand(name: &str, (engines, need): (Engines, Need), args: &[String]) -> Outcome<()> {
    let browsers = Some(Browsers::ensure(engines)?);
    let tools = Tools::ensure(need)?;
    let mut run = Run { tools, browsers, args, built: None, done: Vec::new() };
    let mut command = process::cargo(&format!("run --release --package e2e --bin {name} --"));
    command.args(args);
    // The driver of the benchmark only waits: optimising it as the app is would take minutes.
    command
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    run.journeys(&mut command)?;
    process::run(&mut command)
}

fn lint(run: &mut Run<'_>) -> Outcome<()> {
    run.timed("formatting", |_| {
        process::run(&mut process::cargo("fmt --all --check"))
            .map_err(|e| format!("{e}\nRun `cargo fmt --all`."))
    })?;
    run.clippy("clippy, host", "--workspace --all-targets --all-features")?;
    run.clippy(
        "clippy, wasm",
        &format!("--target {WASM} --package article-annotator --lib --bins --test web"),
    )
}

fn native(run: &mut Run<'_>) -> Outcome<()> {
    run.cargo_test("native", "--no-default-features")?;
    run.cargo_test("xtask", "--package xtask")
}

fn view(run: &mut Run<'_>) -> Outcome<()> {
    run.cargo_test("view", "--features view-tests --lib --test view")?;
    run.cargo_test("examples in the documentation", "--features view-tests --doc")
}

fn web(run: &mut Run<'_>) -> Outcome<()> {
    let runner = run.tools.test_runner.clone();
    let capabilities = run.browsers()?.capabilities()?;
    run.timed("web, in a browser", |run| {
        let mut command = run.test_command(&format!("--target {WASM} --test web"));
        run.browsers()?.tell(&mut command);
        command
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
            .env("WASM_BINDGEN_TEST_ONLY_WEB", "1");
        command.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities);
        if std::env::var_os("WASM_BINDGEN_TEST_TIMEOUT").is_none() {
            command.env("WASM_BINDGEN_TEST_TIMEOUT", "120");
        }
        process::run(&mut command)
    })
}

fn size_budget(run: &mut Run<'_>) -> Outcome<()> {
    let dist = run.dist()?;
    run.timed("size budget", |_| size::check(&dist))
}

fn e2e(run: &mut Run<'_>) -> Outcome<()> {
    let mut command = run.test_command("--package e2e");
    run.journeys(&mut command)?;
    // What is left of an earlier run says nothing of this one.
    let exports = programs::exports();
    if exports.exists() {
        std::fs::remove_dir_all(&exports).map_err(|e| format!("{}: {e}", exports.display()))?;
    }
    command.env("ARTICLE_ANNOTATOR_EXPORTS", exports);
    run.timed("e2e, in browsers", |_| process::run(&mut command))
}

fn programs(run: &mut Run<'_>) -> Outcome<()> {
    run.timed("the exported files in their programs", |_| programs::check())
}

impl Run<'_> {
    /// The built app, the browsers, their drivers and axe-core, in the environment of a command of the package `e2e`.
    fn journeys(&mut self, command: &mut Command) -> Outcome<()> {
        command.env("ARTICLE_ANNOTATOR_DIST", self.dist()?).env("AXE_JS", &self.tools.axe);
        if let Some(geckodriver) = &self.tools.geckodriver {
            command.env("GECKODRIVER", geckodriver);
        }
        self.browsers()?.tell(command);
        Ok(())
    }

    fn browsers(&self) -> Outcome<&Browsers> {
        self.browsers
            .as_ref()
            .ok_or_else(|| "this step needs a browser, and none was looked for.".into())
    }

    /// The optimised app, built once per run.
    fn dist(&mut self) -> Outcome<PathBuf> {
        if self.built.is_none() {
            self.timed("build", |run| {
                serve::release(&run.tools).map(|dist| run.built = Some(dist))
            })?;
        }
        self.built.clone().ok_or_else(|| "the app was not built.".into())
    }

    fn test_command(&self, args: &str) -> Command {
        let mut command = process::cargo(&format!("test {args}"));
        command.args(self.args);
        command
    }

    fn cargo_test(&mut self, name: &'static str, args: &str) -> Outcome<()> {
        self.timed(name, |run| process::run(&mut run.test_command(args)))
    }

    /// Shows what cargo is doing only to somebody who watches.
    fn clippy(&mut self, name: &'static str, args: &str) -> Outcome<()> {
        let quiet = if std::io::stderr().is_terminal() { "" } else { "--quiet" };
        let line = format!("clippy {quiet} {args} -- -D warnings");
        self.timed(name, |_| process::run(&mut process::cargo(&line)))
    }

    fn timed(
        &mut self,
        name: &'static str,
        step: impl FnOnce(&mut Self) -> Outcome<()>,
    ) -> Outcome<()> {
        println!("\n━━ {name}");
        let start = Instant::now();
        let outcome = step(self);
        self.done.push((name, start.elapsed()));
        outcome.map_err(|e| format!("{name}: {e}"))
    }

    fn summary(&self, passed: bool) {
        println!();
        for (at, (name, time)) in self.done.iter().enumerate() {
            let word = if passed || at + 1 < self.done.len() { "passed" } else { "FAILED" };
            println!("{word}  {:>6.1} s  {name}", time.as_secs_f64());
        }
        let total: Duration = self.done.iter().map(|step| step.1).sum();
        println!(
            "{}  {:>6.1} s  in all",
            if passed { "passed" } else { "FAILED" },
            total.as_secs_f64()
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_found_by_its_name_and_an_unknown_one_lists_them() {
        assert_eq!(one("web").unwrap().iter().map(|step| step.0).collect::<Vec<_>>(), ["web"]);
        assert!(one("wbe").unwrap_err().contains("lint, native, view, web, size, e2e, programs"));
    }
}
