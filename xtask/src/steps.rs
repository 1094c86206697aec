//! `test`, `bench` and `faults`: the steps, in order, each with its name and its time. Stops at the first
//! failure.

use crate::browser::{Browsers, Engines};
use crate::process::{self, Unheard};
use crate::tools::{Need, Tools, WASM};
use crate::{Outcome, programs, serve, size};
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

/// Cargo's arguments for all tests that run without a browser. Together, because with two sets of features the library
/// and half of what it needs are compiled twice.
const HOST: &str = "--features view-tests --tests";
/// Those for the step `native` by itself, which needs no more than it tests, and for the journeys.
const NATIVE: &str = "--no-default-features";
const E2E: &str = "--package e2e";
const XTASK: &str = "--package xtask";

/// The names `cargo xtask test` takes, in the order they run.
const STEPS: [NamedStep; 7] = [
    ("lint", lint, Need::Check),
    ("native", native, Need::Check),
    ("view", view, Need::Check),
    ("web", web, Need::Web),
    ("size", size_budget, Need::Build),
    ("e2e", e2e, Need::Engines),
    ("programs", programs, Need::Check),
];

type Step = fn(&mut Run<'_>) -> Outcome<()>;
type NamedStep = (&'static str, Step, Need);

/// One run of the tests: what it needs and what it has done.
struct Run<'a> {
    tools: Tools,
    browsers: Option<Browsers>,
    /// Arguments for the test runners.
    args: &'a [String],
    /// Whether all steps run, not one that is named.
    whole: bool,
    building: Option<Unheard>,
    built: Option<PathBuf>,
    done: Vec<Part>,
}

/// The time a part of the run took.
struct Part {
    name: &'static str,
    /// The compiler's share, where it is known.
    compiling: Option<Duration>,
    took: Duration,
}

/// All steps, or the one that is named.
pub fn test(args: &[String]) -> Outcome<()> {
    let (steps, rest) = match args.split_first() {
        None => (&STEPS[..], args),
        Some((name, rest)) => (one(name)?, rest),
    };
    let need = steps.iter().map(|step| step.2).max().unwrap_or(Need::Check);
    let engines = steps.iter().filter_map(|step| engines_of(step.0)).max();
    let mut run = Run::new(rest);
    run.whole = steps.len() > 1;
    let outcome = run
        .timed("tools and browsers", |run| run.prepare(need, engines, steps))
        .and_then(|()| steps.iter().try_for_each(|(_, step, _)| step(&mut run)));
    run.summary(outcome.is_ok());
    outcome
}

/// The browsers a step needs.
fn engines_of(step: &str) -> Option<Engines> {
    match step {
        "web" => Some(Engines::One),
        "e2e" => Some(Engines::All),
        _ => None,
    }
}

/// What can be compiled for a step before its tools are there.
fn compiled_early(step: &str, whole: bool) -> Option<&'static str> {
    match step {
        "native" => Some(if whole { HOST } else { NATIVE }),
        "e2e" => Some(E2E),
        _ => None,
    }
}

/// Whether clippy compiles these tests when all steps run. It compiles as rustc does and refuses what it warns of, so that
/// nothing is compiled once to be checked and once to be run. What it compiles is half as fast, which the tests on the host
/// would feel.
fn by_clippy(args: &str) -> bool {
    args.contains(WASM) || [E2E, XTASK].contains(&args)
}

fn one(name: &str) -> Outcome<&'static [NamedStep]> {
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

/// Real storage faults in real browsers: a full disk, kills, tabs that crash.
pub fn faults(args: &[String]) -> Outcome<()> {
    by_hand("faults", (Engines::All, Need::Engines), args)
}

/// A program of the package `e2e` that takes minutes, on the optimised app.
fn by_hand(name: &str, (engines, need): (Engines, Need), args: &[String]) -> Outcome<()> {
    let mut run = Run::new(args);
    run.prepare(need, Some(engines), &[])?;
    let mut command = process::cargo(&format!("run --release --package e2e --bin {name} --"));
    command.args(args);
    // The benchmark's driver only waits; optimising it like the app would take minutes.
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
    if run.whole {
        // Clippy looks at the rest when it is compiled: see `by_clippy`.
        return run.clippy("clippy, host", "--all-targets --all-features");
    }
    run.clippy("clippy, host", "--workspace --all-targets --all-features")?;
    run.clippy(
        "clippy, wasm",
        &format!("--target {WASM} --package article-annotator --lib --bins --test web"),
    )
}

fn native(run: &mut Run<'_>) -> Outcome<()> {
    if run.whole {
        run.timed("start of the build", Run::build_beside)?;
        run.cargo_test("native and view", HOST)?;
    } else {
        run.cargo_test("native", NATIVE)?;
    }
    run.cargo_test("xtask", XTASK)
}

fn view(run: &mut Run<'_>) -> Outcome<()> {
    if !run.whole {
        run.cargo_test("view", "--features view-tests --lib --test view")?;
    }
    // Each doc example is compiled when its turn comes.
    let mut examples = run.test_command("--features view-tests --doc");
    run.timed("examples in the documentation", |_| process::run(&mut examples))
}

fn web(run: &mut Run<'_>) -> Outcome<()> {
    let runner = run.tools.test_runner.clone();
    let capabilities = run.browsers()?.capabilities()?;
    let args = format!("--target {WASM} --test web");
    run.compiled_first("web, in a browser", &args, |run| {
        let mut command = run.test_command(&args);
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
    if run.whole {
        // The end of the build keeps one processor busy.
        run.timed("compiling the journeys", |run| run.compile(E2E))?;
    }
    let dist = run.dist()?;
    run.timed("size budget", |_| size::check(&dist))
}

fn e2e(run: &mut Run<'_>) -> Outcome<()> {
    let mut command = run.test_command(E2E);
    run.journeys(&mut command)?;
    // Removes an earlier run's files, which say nothing about this one.
    let exports = programs::exports();
    if exports.exists() {
        std::fs::remove_dir_all(&exports).map_err(|e| format!("{}: {e}", exports.display()))?;
    }
    command.env("ARTICLE_ANNOTATOR_EXPORTS", exports);
    run.compiled_first("e2e, in browsers", E2E, |_| process::run(&mut command))
}

fn programs(run: &mut Run<'_>) -> Outcome<()> {
    run.timed("the exported files in their programs", |_| programs::check())?;
    if process::on_path(&["pdftotext"]).is_none() {
        println!(
            "pdftotext is missing, so PDFs are not compared with poppler. Install it (Debian: `apt install poppler-utils`)."
        );
        return Ok(());
    }
    run.timed("PDFs beside poppler", |run| {
        let features = if run.whole { "--features view-tests" } else { NATIVE };
        let tests = format!("test {features} --test opening -- --ignored poppler");
        process::run(&mut process::cargo(&tests))
    })
}

impl<'a> Run<'a> {
    fn new(args: &'a [String]) -> Self {
        Self {
            tools: Tools::default(),
            browsers: None,
            args,
            whole: false,
            building: None,
            built: None,
            done: Vec::new(),
        }
    }

    /// Installs browsers and tools. If tools have to be compiled, starts compiling the steps beside
    /// them.
    fn prepare(
        &mut self,
        need: Need,
        engines: Option<Engines>,
        steps: &[NamedStep],
    ) -> Outcome<()> {
        self.browsers = engines.map(Browsers::ensure).transpose()?;
        self.tools = Tools::ensure_while(need, || {
            let args = steps.iter().find_map(|step| compiled_early(step.0, self.whole))?;
            println!("Compiling the first tests beside them…");
            Some(process::cargo(&format!("test --no-run --quiet {args}")))
        })?;
        Ok(())
    }

    /// Sets the built app, the browsers, their drivers and axe-core in the environment of a command
    /// of the package `e2e`.
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

    /// Starts building the app beside the tests that do not need it: linking it as a whole keeps one
    /// processor busy, and so do their last compilations.
    fn build_beside(&mut self) -> Outcome<()> {
        self.building = Some(Unheard::start(serve::release(&self.tools)?)?);
        Ok(())
    }

    /// The optimised app, built once per run.
    fn dist(&mut self) -> Outcome<PathBuf> {
        if self.built.is_none() {
            let name = if self.building.is_some() { "rest of the build" } else { "build" };
            self.timed(name, |run| match run.building.take() {
                Some(building) => building.finish(),
                None => process::run(&mut serve::release(&run.tools)?),
            })?;
            self.built = Some(serve::dist());
        }
        self.built.clone().ok_or_else(|| "the app was not built.".into())
    }

    fn test_command(&self, args: &str) -> Command {
        let mut command = self.cargo_of(&format!("test {args}"), args);
        command.args(self.args);
        command
    }

    fn compile(&self, args: &str) -> Outcome<()> {
        process::run(&mut self.cargo_of(&format!("test --no-run {} {args}", quiet()), args))
    }

    /// Cargo with this line, for the tests of these arguments.
    fn cargo_of(&self, line: &str, args: &str) -> Command {
        let mut command = process::cargo(line);
        if self.whole && by_clippy(args) {
            // As `cargo clippy -- -D warnings` sets them.
            command.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");
            command.env("CLIPPY_ARGS", "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__");
        }
        command
    }

    fn cargo_test(&mut self, name: &'static str, args: &str) -> Outcome<()> {
        self.compiled_first(name, args, |run| process::run(&mut run.test_command(args)))
    }

    /// Runs tests, and separates the compiler's time from theirs.
    fn compiled_first(
        &mut self,
        name: &'static str,
        args: &str,
        tests: impl FnOnce(&mut Self) -> Outcome<()>,
    ) -> Outcome<()> {
        let mut compiling = Duration::ZERO;
        let outcome = self.timed(name, |run| {
            let start = Instant::now();
            run.compile(args)?;
            compiling = start.elapsed();
            tests(run)
        });
        if let Some(part) = self.done.last_mut() {
            part.compiling = Some(compiling);
        }
        outcome
    }

    fn clippy(&mut self, name: &'static str, args: &str) -> Outcome<()> {
        let line = format!("clippy {} {args} -- -D warnings", quiet());
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
        self.done.push(Part { name, compiling: None, took: start.elapsed() });
        outcome.map_err(|e| format!("{name}: {e}"))
    }

    fn summary(&self, passed: bool) {
        println!();
        for (at, part) in self.done.iter().enumerate() {
            let passed = passed || at + 1 < self.done.len();
            println!("{}", row(passed, part));
        }
        let took = self.done.iter().map(|part| part.took).sum();
        println!("{}", row(passed, &Part { name: "in all", compiling: None, took }));
    }
}

/// `--quiet`, unless somebody watches cargo.
fn quiet() -> &'static str {
    if std::io::stderr().is_terminal() { "" } else { "--quiet" }
}

fn row(passed: bool, part: &Part) -> String {
    let word = if passed { "passed" } else { "FAILED" };
    let compiling = part.compiling.map_or_else(String::new, |time| {
        format!(" ({:.1} s of it to compile)", time.as_secs_f64())
    });
    format!("{word}  {:>7.1} s  {}{compiling}", part.took.as_secs_f64(), part.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_found_by_its_name_and_an_unknown_one_lists_them() {
        assert_eq!(one("web").unwrap().iter().map(|step| step.0).collect::<Vec<_>>(), ["web"]);
        assert!(one("wbe").unwrap_err().contains("lint, native, view, web, size, e2e, programs"));
    }

    #[test]
    fn the_summary_tells_how_long_each_part_took_and_how_much_of_it_was_compiling() {
        let part =
            |compiling| Part { name: "native", compiling, took: Duration::from_millis(71_240) };
        assert_eq!(row(true, &part(None)), "passed     71.2 s  native");
        assert_eq!(
            row(false, &part(Some(Duration::from_secs(60)))),
            "FAILED     71.2 s  native (60.0 s of it to compile)"
        );
    }
}
