//! The browser the tests run in: Chromium or Chrome, and the driver that belongs to it.
//! Installs them only where that asks for no password; elsewhere it says which command does.

use crate::{Outcome, process};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A browser and its driver, of one version.
pub struct Browser {
    /// Chromium or Google Chrome.
    pub chromium: PathBuf,
    /// The WebDriver server for it.
    pub chromedriver: PathBuf,
}

impl Browser {
    /// Finds them, or installs them and then finds them.
    pub fn ensure() -> Outcome<Self> {
        let found = match Self::find() {
            Some(found) => found,
            None => {
                install()?;
                Self::find().ok_or("Chromium was installed, but is not on PATH. Set CHROMIUM and CHROMEDRIVER to the two programs.")?
            }
        };
        found.check_versions()?;
        Ok(found)
    }

    fn find() -> Option<Self> {
        let chromedriver = given("CHROMEDRIVER").or_else(|| process::on_path(&["chromedriver"]))?;
        let names =
            ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
        let chromium = given("CHROMIUM").or_else(|| process::on_path(&names)).or_else(on_a_mac)?;
        Some(Self { chromium, chromedriver })
    }

    /// A driver refuses a browser of another version, in words that help nobody.
    fn check_versions(&self) -> Outcome<()> {
        let (browser, driver) = (major(&self.chromium), major(&self.chromedriver));
        match (browser, driver) {
            (Some(browser), Some(driver)) if browser != driver => Err(format!(
                "{} is version {browser}, but {} is version {driver}.\nInstall the two from one source, or set CHROMIUM and CHROMEDRIVER to two that match.",
                self.chromium.display(),
                self.chromedriver.display()
            )),
            _ => Ok(()),
        }
    }

    /// Tells a command where the browser and the driver are.
    pub fn tell(&self, command: &mut Command) {
        command.env("CHROMIUM", &self.chromium).env("CHROMEDRIVER", &self.chromedriver);
    }

    /// `webdriver.json` of the repository with this browser written in, for wasm-bindgen's test runner.
    pub fn capabilities(&self) -> Outcome<PathBuf> {
        let common = process::root().join("webdriver.json");
        let made = process::target_dir().join("webdriver.json");
        let text = fs::read_to_string(&common)
            .map_err(|e| format!("cannot read {}: {e}", common.display()))?;
        fs::create_dir_all(process::target_dir())
            .and_then(|()| fs::write(&made, with_binary(&text, &self.chromium)))
            .map_err(|e| format!("cannot write {}: {e}", made.display()))?;
        Ok(made)
    }
}

/// The path in an environment variable, if there is one.
fn given(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

fn on_a_mac() -> Option<PathBuf> {
    let apps = ["Google Chrome", "Chromium"];
    apps.iter()
        .map(|app| PathBuf::from(format!("/Applications/{app}.app/Contents/MacOS/{app}")))
        .find(|file| file.is_file())
}

fn major(program: &Path) -> Option<u32> {
    // Chrome for Windows opens a window instead of answering.
    if cfg!(windows) {
        return None;
    }
    major_in(&process::answer(Command::new(program).arg("--version"))?)
}

/// 156 of "Chromium 156.0.8078.79 built on Debian", 156 of "ChromeDriver 156.0.8078.79 (…)".
fn major_in(answer: &str) -> Option<u32> {
    answer.split_whitespace().find_map(|word| word.split_once('.')?.0.parse().ok())
}

fn with_binary(json: &str, chromium: &Path) -> String {
    let path = chromium.display().to_string().replace('\\', "\\\\").replace('"', "\\\"");
    json.replacen("\"args\":", &format!("\"binary\": \"{path}\",\n    \"args\":"), 1)
}

fn install() -> Outcome<()> {
    let Some(apt) = process::on_path(&["apt-get"]) else {
        return Err(format!(
            "the tests need Chromium (or Chrome) and its driver, and not both are here. Install them:\n    {}",
            by_hand()
        ));
    };
    if process::answer(Command::new("id").arg("-u")).as_deref() != Some("0") {
        return Err("the tests need Chromium and its driver, and not both are here. Install them:\n    sudo apt-get update && sudo apt-get install -y chromium chromium-driver".into());
    }
    println!(
        "Installing Chromium and its driver (about a minute): apt-get install chromium chromium-driver"
    );
    apt_get(&apt, &["update", "-qq"])?;
    apt_get(&apt, &["install", "-y", "-qq", "chromium", "chromium-driver"])
}

fn apt_get(apt: &Path, args: &[&str]) -> Outcome<()> {
    process::run(Command::new(apt).args(args).env("DEBIAN_FRONTEND", "noninteractive"))
}

fn by_hand() -> &'static str {
    if cfg!(target_os = "macos") {
        "brew install --cask chromium chromedriver"
    } else if cfg!(windows) {
        "Google Chrome, and the chromedriver of the same version from https://googlechromelabs.github.io/chrome-for-testing/ on PATH"
    } else {
        "your system's packages of chromium and chromedriver (`dnf install chromium chromedriver`, `pacman -S chromium`), or set CHROMIUM and CHROMEDRIVER"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_what_the_programs_say() {
        assert_eq!(
            major_in("Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)"),
            Some(156)
        );
        assert_eq!(
            major_in("ChromeDriver 156.0.8078.79 (a21ce95c-refs/branch-heads/8078@{#1704})"),
            Some(156)
        );
        assert_eq!(major_in("no version"), None);
    }

    #[test]
    fn the_browser_is_written_into_the_capabilities() {
        let json = with_binary(
            "{ \"goog:chromeOptions\": { \"args\": [] } }",
            Path::new("/a \"b\"/chrome"),
        );
        assert!(json.contains(r#""binary": "/a \"b\"/chrome","#), "{json}");
    }
}
