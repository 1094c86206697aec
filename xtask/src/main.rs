//! The project's commands: `cargo xtask serve | build | test | bench | faults`. Each announces the
//! tools it needs and installs them first.

mod browser;
mod imports;
mod install;
mod order;
mod page;
mod process;
mod programs;
mod serve;
mod shrink;
mod size;
mod split;
mod stamp;
mod steps;
mod tool;
mod tools;

use std::process::ExitCode;

/// A failure is a message to the user: what happened, where, and what to do.
pub type Outcome<T> = Result<T, String>;

const HELP: &str = "\
Article Annotator: the project's commands

  cargo xtask serve [--port N] [--open]   build the app and serve it, again after each change (Ctrl+C stops)
  cargo xtask build                       build dist/, ready for any static host and any path
  cargo xtask test                        all checks and tests, as in CI
  cargo xtask test STEP [ARGS]            one of: lint native view web size e2e programs; ARGS go to the test runner
  cargo xtask bench [ARGS]                speed in a real browser against plain HTML
  cargo xtask faults full|kills|tabs [chromium|firefox] [TIMES]
                                          the storage on a full disk, killed, in tabs that crash
  cargo xtask help                        this page

The first run installs what is missing into a folder of its own and says so. Environment:
  ARTICLE_ANNOTATOR_TOOLS   where trunk, wasm-bindgen and the like are kept (default: the user's cache folder)
  CHROMIUM, CHROMEDRIVER, FIREFOX, WEBKIT_DRIVER, WEBKIT_BROWSER
                            browsers and drivers, if they are not to be searched for
  CARGO_TARGET_DIR          respected";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\nerror: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[String]) -> Outcome<()> {
    let (command, rest) = match args.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", args),
    };
    match command {
        "serve" => serve::serve(&serve::Options::parse(rest)?),
        "build" => nothing_after("build", rest).and_then(|()| serve::build()),
        "test" => steps::test(rest),
        "bench" => steps::bench(rest),
        "faults" => steps::faults(rest),
        "shrink" => shrink::hook(),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(format!("there is no command `{other}`.\n\n{HELP}")),
    }
}

fn nothing_after(command: &str, rest: &[String]) -> Outcome<()> {
    match rest.first() {
        None => Ok(()),
        Some(extra) => {
            Err(format!("`cargo xtask {command}` takes no `{extra}`. See `cargo xtask help`."))
        }
    }
}
