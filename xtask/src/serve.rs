//! `serve` and `build`: the app by trunk, with the project's own tools.
//! Never installs a browser, and never lets the app built for `serve` overwrite dist/.

use crate::tools::{Need, Tools};
use crate::{Outcome, process};
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;

const PORT: u16 = 8080;

/// What `serve` was asked for.
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

/// Builds the app, serves it, and builds it again when a file changes.
pub fn serve(options: &Options) -> Outcome<()> {
    let port = options.port;
    // Not another port by itself: what a browser keeps belongs to the address, port included.
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|e| {
        format!("port {port} cannot be used: {e}.\nStop the program that uses it, or take another: cargo xtask serve --port {}", port.wrapping_add(1).max(1024))
    })?;
    let tools = Tools::ensure(Need::Serve)?;
    fetch()?;
    let dist = process::target_dir().join("serve");
    std::fs::create_dir_all(&dist).map_err(|e| format!("cannot write {}: {e}", dist.display()))?;
    let mut trunk =
        tools.trunk_command(&format!("serve --address 127.0.0.1 --port {port} --dist"))?;
    trunk.arg(&dist);
    if options.open {
        trunk.arg("--open");
    }
    // Debug code without any optimisation is felt on long articles; this costs a few seconds, once.
    if std::env::var_os("CARGO_PROFILE_DEV_OPT_LEVEL").is_none() {
        trunk.env("CARGO_PROFILE_DEV_OPT_LEVEL", "1");
    }
    println!(
        "Building. When it is ready the app is at http://127.0.0.1:{port}/   (Ctrl+C stops it)"
    );
    process::become_it(&mut trunk)
}

/// Builds dist/ and says what to do with it.
pub fn build() -> Outcome<()> {
    let dist = release(&Tools::ensure(Need::Build)?)?;
    println!("\nBuilt {}: copy its content to any static host, at any path.", dist.display());
    Ok(())
}

/// The optimised app; returns the absolute path of dist/.
pub fn release(tools: &Tools) -> Outcome<PathBuf> {
    fetch()?;
    process::run(&mut tools.trunk_command("build --release")?)?;
    Ok(process::root().join("dist"))
}

/// Trunk is told to stay offline and tells cargo so: what it builds from has to be there before.
fn fetch() -> Outcome<()> {
    process::run(&mut process::cargo("fetch --quiet --locked --target wasm32-unknown-unknown")).map_err(|e| {
        format!("{e}\nIf Cargo.toml was changed, run `cargo check` once to bring Cargo.lock up to date; else check the connection to crates.io.")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Outcome<Options> {
        Options::parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
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
