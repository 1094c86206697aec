//! The three engines: their programs, and the capabilities to request a browser of each.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

/// A browser engine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Engine {
    /// Chromium or Chrome, by chromedriver.
    #[default]
    Chromium,
    /// Firefox, by geckodriver.
    Firefox,
    /// WebKitGTK's own small browser, by WebKitWebDriver, on a display of its own.
    WebKit,
}

impl Engine {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// Its name, for people and for the names of pictures.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// Whether to run journeys in this engine. Where an engine does not exist at all, `cargo xtask`
    /// says so and leaves it out of `ARTICLE_ANNOTATOR_ENGINES`. Without that list all are wanted,
    /// and a missing one is an error.
    #[must_use]
    pub fn is_wanted(self) -> bool {
        let list = std::env::var("ARTICLE_ANNOTATOR_ENGINES").unwrap_or_default();
        list.is_empty() || list.split(',').any(|name| name == self.name())
    }

    /// The driver, and the variable that may name another.
    pub(crate) fn driver(self) -> (&'static str, String) {
        let (variable, usual) = match self {
            Self::Chromium => ("CHROMEDRIVER", "chromedriver"),
            Self::Firefox => ("GECKODRIVER", "geckodriver"),
            Self::WebKit => ("WEBKIT_DRIVER", "WebKitWebDriver"),
        };
        (variable, std::env::var(variable).unwrap_or_else(|_| usual.to_owned()))
    }

    /// Arguments besides the port.
    pub(crate) fn driver_args(self) -> &'static [&'static str] {
        match self {
            // The page's size and the user's preferences can only be set by the browser's own
            // scripts.
            Self::Firefox => &["--allow-system-access"],
            Self::Chromium | Self::WebKit => &[],
        }
    }

    /// The port in a line of the driver's output; WebKit's writes none.
    pub(crate) fn port_in(self, line: &str) -> Option<u16> {
        let port = match self {
            Self::Chromium => line.split_once("successfully on port ")?.1.trim_end_matches('.'),
            Self::Firefox => line.split_once("Listening on 127.0.0.1:")?.1.trim_end(),
            Self::WebKit => return None,
        };
        port.parse().ok()
    }

    /// The capabilities of a browser whose profile and downloads lie in `root`.
    ///
    /// # Errors
    /// When the browser is not installed.
    pub(crate) fn wanted(
        self,
        root: &Path,
        profile: &str,
        dark: bool,
    ) -> Result<Map<String, Value>> {
        let binary = self.browser()?;
        let profile = root.join(profile);
        let mut wanted = Map::new();
        let mut say = |name: &str, value: Value| wanted.insert(name.to_owned(), value);
        match self {
            Self::Chromium => {
                let data = format!("--user-data-dir={}", profile.display());
                let args: Vec<&str> = CHROMIUM_FLAGS.into_iter().chain([data.as_str()]).collect();
                say("browserName", json!("chrome"));
                say("goog:chromeOptions", json!({ "binary": binary, "args": args }));
                say("goog:loggingPrefs", json!({ "browser": "ALL" }));
            }
            Self::Firefox => {
                // Firefox does not create a missing folder for its profile.
                std::fs::create_dir_all(&profile)?;
                let args = json!(["-headless", "-profile", profile]);
                let prefs = firefox_prefs(&downloads(root));
                say("browserName", json!("firefox"));
                say(
                    "moz:firefoxOptions",
                    json!({ "binary": binary, "args": args, "prefs": prefs }),
                );
            }
            Self::WebKit => {
                let look = dark.then_some("--dark-mode");
                let args: Vec<&str> = ["--automation"].into_iter().chain(look).collect();
                say("webkitgtk:browserOptions", json!({ "binary": binary, "args": args }));
            }
        }
        Ok(wanted)
    }

    fn browser(self) -> Result<PathBuf> {
        match self {
            Self::Chromium => {
                let names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
                given("CHROMIUM").or_else(|| on_path(&names)).context(
                    "no Chromium on the PATH; install it or set CHROMIUM to one",
                )
            }
            Self::Firefox => given("FIREFOX").or_else(|| on_path(&["firefox", "firefox-esr"])).context(
                "no Firefox on the PATH; install it (Debian: apt-get install firefox-esr) or set FIREFOX to one",
            ),
            Self::WebKit => given("WEBKIT_BROWSER").or_else(mini_browser).context(
                "WebKitGTK's MiniBrowser is not here; install it (Debian: apt-get install webkit2gtk-driver) or set WEBKIT_BROWSER to it",
            ),
        }
    }
}

/// The capabilities of a session in Chromium's browser that runs with this profile: it writes there where it listens.
pub(crate) fn running(profile: &Path) -> Result<Map<String, Value>> {
    let said = std::fs::read_to_string(profile.join("DevToolsActivePort"))?;
    let address = format!("127.0.0.1:{}", said.lines().next().unwrap_or_default());
    let wanted = json!({
        "browserName": "chrome",
        "goog:chromeOptions": { "debuggerAddress": address },
        "goog:loggingPrefs": { "browser": "ALL" },
    });
    wanted.as_object().cloned().context("capabilities are an object")
}

/// The download folder of a browser with this folder.
pub(crate) fn downloads(root: &Path) -> PathBuf {
    root.join("downloads")
}

/// Chromium's flags; `--disable-dev-shm-usage` is for containers with a small `/dev/shm`.
const CHROMIUM_FLAGS: [&str; 12] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--disable-breakpad",
    "--window-size=1440,1000",
    "--hide-scrollbars=false",
];

/// No question about downloads, no pages or requests of Firefox's own.
fn firefox_prefs(downloads: &Path) -> Value {
    json!({
        "browser.download.folderList": 2,
        "browser.download.dir": downloads,
        "browser.download.alwaysOpenPanel": false,
        "browser.aboutwelcome.enabled": false,
        "datareporting.policy.dataSubmissionEnabled": false,
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
    })
}

fn given(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}

fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .flat_map(|folder| names.iter().map(move |name| folder.join(name)))
        .find(|file| file.is_file())
}

/// It lies with the libraries' helpers, in a folder named after the architecture on Debian.
fn mini_browser() -> Option<PathBuf> {
    let kinds = std::fs::read_dir("/usr/lib").ok()?.flatten().map(|entry| entry.path());
    let folders = ["/usr/libexec", "/usr/lib"].map(PathBuf::from).into_iter().chain(kinds);
    folders.map(|folder| folder.join("webkit2gtk-4.1/MiniBrowser")).find(|file| file.is_file())
}
