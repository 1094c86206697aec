//! A first command without a network: what it says, and that it leaves no half-made tool.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Separate folders for tools and downloaded crates, removed when the test ends.
struct Nothing(PathBuf);

impl Nothing {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
        fs::create_dir_all(folder.join("tools")).unwrap();
        Self(folder)
    }

    fn tools(&self) -> PathBuf {
        self.0.join("tools")
    }

    /// The command with only Rust on PATH, and no network.
    fn xtask(&self, args: &[&str]) -> Output {
        let rust = Path::new(env!("CARGO")).parent().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(args).env("PATH", rust).env("CARGO", env!("CARGO"));
        command
            .env("ARTICLE_ANNOTATOR_TOOLS", self.tools())
            .env("CARGO_HOME", self.0.join("cargo"));
        // Nothing listens there, so connections are refused, as without a network.
        for proxy in ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"] {
            command.env(proxy, "http://127.0.0.1:9");
        }
        command.env("NO_PROXY", "").env("no_proxy", "").env("CARGO_NET_RETRY", "0");
        command.output().unwrap()
    }
}

impl Drop for Nothing {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn without_a_network_it_says_which_tool_is_missing_and_what_to_do_and_leaves_no_half_tool() {
    let nothing = Nothing::new("offline");
    let answer = nothing.xtask(&["build"]);
    let (told, failed) = (
        String::from_utf8_lossy(&answer.stdout).into_owned(),
        String::from_utf8_lossy(&answer.stderr).into_owned(),
    );
    assert!(!answer.status.success());
    assert!(told.contains("Compiling wasm-bindgen ") && told.contains("minutes, once)…"), "{told}");
    for words in [
        "wasm-bindgen 0.2.",
        "could not be installed",
        "check the connection",
        "run the same command again",
        "so that it is on PATH: `cargo install wasm-bindgen-cli@0.2.",
    ] {
        assert!(failed.contains(words), "no “{words}” in: {failed}");
    }
    let left = fs::read_dir(nothing.tools()).unwrap();
    let whole: Vec<_> = left
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with('.') && name != "lock")
        .collect();
    assert_eq!(whole, [""; 0]);
}
