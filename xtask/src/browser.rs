//! The browsers the tests run in: Chromium or Chrome with its driver, Firefox, and WebKitGTK.
//! Installs them only where that needs no password; elsewhere prints the command.

use crate::{Outcome, process};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The browsers on this computer. Firefox's driver is one of the tools.
pub struct Browsers {
    /// Chromium or Google Chrome.
    pub chromium: PathBuf,
    /// Its WebDriver server, of the same version.
    pub chromedriver: PathBuf,
    /// Firefox, if it was requested.
    firefox: Option<PathBuf>,
}

/// Which browsers a step needs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Engines {
    /// Chromium alone.
    One,
    /// Chromium, Firefox and WebKitGTK.
    All,
}

impl Browsers {
    /// Finds them, after installing them if necessary.
    pub fn ensure(engines: Engines) -> Outcome<Self> {
        let missing = missing(engines);
        if !missing.is_empty() {
            install(&missing)?;
        }
        if engines == Engines::All && !has_webkit() {
            println!(
                "WebKitGTK is for Linux: its journeys are left out here, Chromium's and Firefox's are run."
            );
        }
        let gone = "A browser was installed, but is not on PATH. Set CHROMIUM, CHROMEDRIVER and FIREFOX to the programs.";
        let found = Self {
            chromium: chromium().ok_or(gone)?,
            chromedriver: chromedriver().ok_or(gone)?,
            firefox: if engines == Engines::All { Some(firefox().ok_or(gone)?) } else { None },
        };
        found.check_versions()?;
        Ok(found)
    }

    /// A driver refuses a browser of another version, with a message that helps nobody.
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

    /// Tells a command where the browsers are, and which ones to expect.
    pub fn tell(&self, command: &mut Command) {
        command.env("CHROMIUM", &self.chromium).env("CHROMEDRIVER", &self.chromedriver);
        if let Some(firefox) = &self.firefox {
            command.env("FIREFOX", firefox);
        }
        if !has_webkit() {
            command.env("ARTICLE_ANNOTATOR_ENGINES", "chromium,firefox");
        }
    }

    /// The repository's `webdriver.json` with Chromium's path, for wasm-bindgen's test runner.
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

/// A missing program: its name, and Debian's packages for it, of which the first available is
/// installed.
struct Missing(&'static str, &'static [&'static str]);

fn missing(engines: Engines) -> Vec<Missing> {
    let mut missing = Vec::new();
    let mut need = |there: bool, what, packages| {
        if !there {
            missing.push(Missing(what, packages));
        }
    };
    need(chromium().is_some(), "Chromium or Chrome", &["chromium"]);
    need(chromedriver().is_some(), "its driver", &["chromium-driver"]);
    if engines == Engines::All {
        need(firefox().is_some(), "Firefox", &["firefox-esr", "firefox"]);
    }
    if engines == Engines::All && has_webkit() {
        let driver = given("WEBKIT_DRIVER").or_else(|| process::on_path(&["WebKitWebDriver"]));
        need(driver.is_some(), "WebKitGTK with its driver", &["webkit2gtk-driver"]);
        need(process::on_path(&["Xvfb"]).is_some(), "a display for WebKitGTK", &["xvfb"]);
    }
    missing
}

fn chromium() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    let on_a_mac = || on_a_mac(&["Google Chrome", "Chromium"], None);
    given("CHROMIUM").or_else(|| process::on_path(&names)).or_else(on_a_mac)
}

fn chromedriver() -> Option<PathBuf> {
    given("CHROMEDRIVER").or_else(|| process::on_path(&["chromedriver"]))
}

fn firefox() -> Option<PathBuf> {
    let names = ["firefox", "firefox-esr"];
    let on_a_mac = || on_a_mac(&["Firefox"], Some("firefox"));
    given("FIREFOX").or_else(|| process::on_path(&names)).or_else(on_a_mac)
}

/// WebKitGTK, which has its own driver, runs on Linux only; Safari is another program.
fn has_webkit() -> bool {
    cfg!(target_os = "linux")
}

/// The path in an environment variable, if it is set.
fn given(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// The program in one of these application folders; it has the application's name if no other is
/// given.
fn on_a_mac(apps: &[&str], program: Option<&str>) -> Option<PathBuf> {
    let path =
        |app: &str| format!("/Applications/{app}.app/Contents/MacOS/{}", program.unwrap_or(app));
    apps.iter().map(|app| PathBuf::from(path(app))).find(|file| file.is_file())
}

fn major(program: &Path) -> Option<u32> {
    // Chrome for Windows opens a window instead of printing its version.
    if cfg!(windows) {
        return None;
    }
    major_in(&process::answer(Command::new(program).arg("--version"))?)
}

/// 156 of "Chromium 156.0.8078.79 built on Debian" or "ChromeDriver 156.0.8078.79 (…)".
fn major_in(answer: &str) -> Option<u32> {
    answer.split_whitespace().find_map(|word| word.split_once('.')?.0.parse().ok())
}

fn with_binary(json: &str, chromium: &Path) -> String {
    let path = chromium.display().to_string().replace('\\', "\\\\").replace('"', "\\\"");
    json.replacen("\"args\":", &format!("\"binary\": \"{path}\",\n    \"args\":"), 1)
}

fn install(missing: &[Missing]) -> Outcome<()> {
    let what = missing.iter().map(|Missing(what, _)| *what).collect::<Vec<_>>().join(", ");
    let Some(apt) = process::on_path(&["apt-get"]) else {
        return Err(format!("the tests need {what}. Install them:\n    {}", by_hand()));
    };
    if process::answer(Command::new("id").arg("-u")).as_deref() != Some("0") {
        let packages = names(missing, |packages| packages.first().copied());
        return Err(format!(
            "the tests need {what}. Install them:\n    sudo apt-get update && sudo apt-get install -y {}",
            packages.join(" ")
        ));
    }
    println!("Installing {what} (about a minute)");
    apt_get(&apt, &["update", "-qq"])?;
    let mut args = vec!["install", "-y", "-qq"];
    args.extend(names(missing, |packages| {
        packages.iter().copied().find(|name| is_packaged(name)).or(packages.first().copied())
    }));
    println!("apt-get {}", args.join(" "));
    apt_get(&apt, &args)
}

fn names(
    missing: &[Missing],
    choose: impl Fn(&[&'static str]) -> Option<&'static str>,
) -> Vec<&'static str> {
    missing.iter().filter_map(|Missing(_, packages)| choose(packages)).collect()
}

/// Whether the system has a package of this name: Debian's Firefox is `firefox-esr`, others' is
/// `firefox`.
fn is_packaged(name: &str) -> bool {
    process::answer(Command::new("apt-cache").args(["show", name])).is_some()
}

fn apt_get(apt: &Path, args: &[&str]) -> Outcome<()> {
    process::run(Command::new(apt).args(args).env("DEBIAN_FRONTEND", "noninteractive"))
}

fn by_hand() -> &'static str {
    if cfg!(target_os = "macos") {
        "brew install --cask chromium chromedriver firefox"
    } else if cfg!(windows) {
        "Firefox and Google Chrome, and the chromedriver of the same version from https://googlechromelabs.github.io/chrome-for-testing/ on PATH"
    } else {
        "your system's packages of them: chromium, chromedriver, firefox, WebKitGTK 4.1 with WebKitWebDriver and MiniBrowser, Xvfb; or set CHROMIUM, CHROMEDRIVER, FIREFOX, WEBKIT_DRIVER and WEBKIT_BROWSER"
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
    fn one_browser_is_less_to_look_for_than_all() {
        assert!(Engines::One < Engines::All);
        assert!(missing(Engines::One).len() <= missing(Engines::All).len());
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
