//! `serve` and `build`: the app, built by trunk and the project's own tools. `serve` builds into a
//! folder of its own, not into dist/.

use crate::tools::{Need, Tools, WASM};
use crate::{Outcome, process};
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::process::Command;

const PORT: u16 = 8080;
/// Cargo's profile for what is served.
const PROFILE: &str = "serving";

/// The options of `serve`.
#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    port: u16,
    open: bool,
}

impl Options {
    /// Reads `--port N` and `--open`.
    pub fn parse(args: &[String]) -> Outcome<Self> {
        let mut options = Self { port: PORT, open: false };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            let (name, value) = match arg.split_once('=') {
                Some((name, value)) => (name, Some(value)),
                None => (arg.as_str(), None),
            };
            match (name, value) {
                ("--open", None) => options.open = true,
                ("--port", value) => {
                    let value = value.or_else(|| args.next().map(String::as_str));
                    options.port = port(value)?;
                }
                _ => {
                    return Err(format!(
                        "`cargo xtask serve` takes no `{arg}`, only --port N and --open."
                    ));
                }
            }
        }
        Ok(options)
    }
}

fn port(value: Option<&str>) -> Outcome<u16> {
    let number = value.and_then(|value| value.parse().ok()).filter(|port| *port > 0);
    number.ok_or_else(|| {
        "--port takes a number from 1 to 65535, for example `cargo xtask serve --port 8081`.".into()
    })
}

/// Builds the app, serves it, and rebuilds it when a file changes.
pub fn serve(options: &Options) -> Outcome<()> {
    let port = options.port;
    // Never picks another port: the browser stores work per address, and the port is part of it.
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|e| {
        format!("port {port} cannot be used: {e}.\nStop the program that uses it, or take another: cargo xtask serve --port {}", port.wrapping_add(1).max(1024))
    })?;
    fetch()?;
    let tools = Tools::ensure_while(Need::Serve, || {
        println!("Compiling the app beside them (about 5 minutes, the first time)…");
        Some(process::cargo(&format!(
            "build --quiet --offline --bins --profile {PROFILE} --target {WASM}"
        )))
    })?;
    let dist = process::target_dir().join("serve");
    std::fs::create_dir_all(&dist).map_err(|e| format!("cannot write {}: {e}", dist.display()))?;
    let mut trunk = tools.trunk_command(&format!(
        "serve --cargo-profile {PROFILE} --address 127.0.0.1 --port {port} --dist"
    ))?;
    trunk.arg(&dist);
    if options.open {
        trunk.arg("--open");
    }
    println!(
        "Building. When it is ready the app is at http://127.0.0.1:{port}/   (Ctrl+C stops it)"
    );
    process::become_it(&mut trunk)
}

/// Builds dist/ and says what to do with it.
pub fn build() -> Outcome<()> {
    process::run(&mut release(&Tools::ensure(Need::Build)?)?)?;
    let dist = dist();
    println!("\nBuilt {}: copy its content to any static host, at any path.", dist.display());
    Ok(())
}

/// Builds the optimised app into [`dist`].
pub fn release(tools: &Tools) -> Outcome<Command> {
    fetch()?;
    tools.trunk_command("build --release")
}

/// The absolute path of dist/.
pub fn dist() -> PathBuf {
    process::root().join("dist")
}

/// Trunk runs offline and tells cargo to, so everything it builds from has to be fetched first.
fn fetch() -> Outcome<()> {
    let args = what_to_fetch()?;
    if process::answer(process::cargo(&args).arg("--offline")).is_some() {
        return Ok(());
    }
    println!("Downloading the libraries the app is made of (some seconds, once)…");
    process::run(&mut process::cargo(&args)).map_err(|e| {
        format!("the libraries could not be downloaded: {e}\nIf Cargo.toml was changed, run `cargo check` once to bring Cargo.lock up to date; else check the connection to crates.io.")
    })
}

/// Fetches the app's libraries, and those of macros and build scripts, which run on this computer.
fn what_to_fetch() -> Outcome<String> {
    let host = process::answer(Command::new("rustc").args(["--print", "host-tuple"]))
        .ok_or("rustc does not answer. Install Rust by https://rustup.rs.")?;
    Ok(format!("fetch --quiet --locked --target {WASM} --target {host}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Outcome<Options> {
        Options::parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn a_first_build_also_finds_what_only_this_computer_runs() {
        // With an empty CARGO_HOME, and only what is for wasm fetched, `cargo build --offline`
        // failed at `core_detect`.
        let args = what_to_fetch().unwrap();
        let host = if cfg!(target_os = "linux") { "linux" } else { std::env::consts::ARCH };
        assert!(args.contains(WASM) && args.matches("--target").count() == 2, "{args}");
        assert!(args.contains(host), "{args}");
    }

    #[test]
    fn the_options_of_serve() {
        assert_eq!(parse(""), Ok(Options { port: 8080, open: false }));
        assert_eq!(parse("--port 9000 --open"), Ok(Options { port: 9000, open: true }));
        assert_eq!(parse("--port=9000"), Ok(Options { port: 9000, open: false }));
    }

    #[test]
    fn a_wrong_option_names_itself_and_the_right_ones() {
        assert!(parse("--prot 1").unwrap_err().contains("--prot"));
        for wrong in ["--port", "--port 0", "--port 70000", "--port x"] {
            assert!(parse(wrong).unwrap_err().contains("--port 8081"), "{wrong}");
        }
    }
}
