//! A WebDriver server and its browsers, with a home folder of their own for profiles, downloads and
//! caches. Apart from the user's browsers, and removed with the value, even after SIGKILL.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Map, Value};

use crate::browser::{PAGE, Session};
use crate::engine::{self, Engine};
use crate::watched::{self, Watched};

/// A running driver. Dropping it ends it and all its browsers, and removes its folder.
pub struct Driver {
    engine: Engine,
    watched: Watched,
    url: String,
    /// WebKit's display, which ends after the browser.
    _display: Option<Watched>,
}

impl Driver {
    /// Starts Chromium's driver on a free port.
    ///
    /// # Errors
    /// When it is not installed or does not answer within 20 s.
    pub fn start() -> Result<Self> {
        Self::start_for(Engine::Chromium)
    }

    /// Starts the driver of an engine on a free port.
    ///
    /// # Errors
    /// When it is not installed or does not answer within 20 s.
    pub fn start_for(engine: Engine) -> Result<Self> {
        for _ in 0..2 {
            match Self::start_once(engine) {
                // A driver listens at two addresses, and a port free at one may be taken at the
                // other.
                Err(error) if format!("{error:#}").contains("Address already in use") => {}
                started => return started,
            }
        }
        Self::start_once(engine)
    }

    fn start_once(engine: Engine) -> Result<Self> {
        let (variable, program) = engine.driver();
        let display = if engine == Engine::WebKit { Some(display()?) } else { None };
        let name = display.as_ref().map_or_else(String::new, |(_, name)| name.clone());
        // WebKit's driver cannot choose a free port, and does not say when it listens.
        let port = if engine == Engine::WebKit { free_port()? } else { 0 };
        let flag = format!("--port={port}");
        let args: Vec<&str> = engine.driver_args().iter().copied().chain([&*flag]).collect();
        let watched = Watched::start(&program, &args, &on_display(&name), 0)?;
        let port = match engine {
            Engine::WebKit => listening(port).map(|()| port),
            _ => watched.announced(|line| engine.port_in(line)),
        }
        .with_context(|| {
            let (name, log) = (engine.name(), watched.log());
            format!("`{program}`, the driver of {name}, did not start (set {variable} to use another; `cargo xtask test e2e` brings what is missing): {log}")
        })?;
        let url = format!("http://127.0.0.1:{port}");
        Ok(Self { engine, watched, url, _display: display.map(|(display, _)| display) })
    }

    /// Its engine.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The folder removed with this driver.
    #[must_use]
    pub fn root(&self) -> &Path {
        self.watched.root()
    }

    /// A browser with the named profile in this driver's folder; the same name has the same
    /// storage. Only Chromium's driver runs several browsers at a time, and WebKit keeps no storage
    /// after it ends. The scripts run first in Chromium; for other engines the server has to insert
    /// them.
    ///
    /// # Errors
    /// When the browser does not start.
    pub async fn session(&self, profile: &str, scripts: &[&str]) -> Result<Session> {
        self.session_with(profile, scripts, &[]).await
    }

    /// A browser for a user with these preferences, where they must be set before it starts.
    ///
    /// # Errors
    /// When the browser does not start.
    pub async fn session_with(
        &self,
        profile: &str,
        scripts: &[&str],
        features: &[(&str, &str)],
    ) -> Result<Session> {
        let has = |wanted: (&str, &str)| features.contains(&wanted);
        if self.engine == Engine::WebKit {
            let home = self.root().join("home/.config");
            write_settings(&home, self.root(), has(("prefers-reduced-motion", "reduce")))?;
        }
        let dark = has(("prefers-color-scheme", "dark"));
        self.begin(self.engine.wanted(self.root(), profile, dark)?, scripts).await
    }

    /// A session in Chromium's browser that runs with this profile.
    pub(crate) async fn session_in_running(
        &self,
        profile: &str,
        scripts: &[&str],
    ) -> Result<Session> {
        self.begin(engine::running(&self.root().join(profile))?, scripts).await
    }

    async fn begin(&self, wanted: Map<String, Value>, scripts: &[&str]) -> Result<Session> {
        let session = Session::open(self.engine, &self.url, wanted).await;
        let session = session.with_context(|| self.watched.log())?;
        for script in std::iter::once(&PAGE).chain(scripts) {
            session.before_page(script).await?;
        }
        Ok(session)
    }

    /// Kills every browser process as a power cut would, and leaves the driver and the profiles.
    ///
    /// # Errors
    /// When no browser process is found.
    pub fn kill_browsers(&self) -> Result<()> {
        let pids = self.watched.processes(&["chromedriver", "geckodriver", "WebKitWebDriver"])?;
        ensure!(!pids.is_empty(), "no browser process to kill");
        Command::new("kill").arg("-9").args(&pids).status()?;
        Ok(())
    }
}

/// An invisible display, and its name. The user's own has a window manager that resizes windows,
/// and a user who takes the focus away.
fn display() -> Result<(Watched, String)> {
    // Each gets a new number: an ending display removes its number's socket, even if another has
    // just begun to listen there.
    static COUNT: AtomicU32 = AtomicU32::new(0);
    for _ in 0..20 {
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!(":{}", 100 + std::process::id() % 500 * 100 + count);
        // Without `-noreset` it starts anew when a program that drew on it ends, and refuses the next
        // one meanwhile.
        let screen = ["-screen", "0", "1600x1200x24"];
        let fixed = ["-displayfd", "1", "-noreset", "-nolisten", "tcp"];
        let args: Vec<&str> = [name.as_str()].into_iter().chain(screen).chain(fixed).collect();
        // Its socket lies outside its folder; it removes it when asked to end.
        let display = Watched::start("Xvfb", &args, &[], 100)?;
        if display.announced(|line| line.trim().parse::<u32>().ok()).is_ok() {
            return Ok((display, name));
        }
    }
    bail!(
        "`Xvfb`, the display that WebKitGTK draws on, did not start (Debian: apt-get install xvfb)"
    )
}

/// Keeps a GTK program on this display and away from the user's session.
fn on_display(name: &str) -> Vec<(&'static str, &str)> {
    if name.is_empty() {
        return Vec::new();
    }
    vec![
        ("DISPLAY", name),
        ("GDK_BACKEND", "x11"),
        ("GSETTINGS_BACKEND", "memory"),
        ("GTK_USE_PORTAL", "0"),
        ("NO_AT_BRIDGE", "1"),
    ]
}

/// The GTK settings at a browser's start: animation, and the download folder.
fn write_settings(config: &Path, root: &Path, still: bool) -> Result<()> {
    let downloads = engine::downloads(root);
    std::fs::create_dir_all(config.join("gtk-3.0"))?;
    std::fs::create_dir_all(&downloads)?;
    let animations = format!("[Settings]\ngtk-enable-animations={}\n", i32::from(!still));
    std::fs::write(config.join("gtk-3.0/settings.ini"), animations)?;
    let folders = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", downloads.display());
    Ok(std::fs::write(config.join("user-dirs.dirs"), folders)?)
}

fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("no free port for the driver")?;
    Ok(listener.local_addr()?.port())
}

/// Waits until somebody listens there.
fn listening(port: u16) -> Result<()> {
    let start = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        ensure!(start.elapsed() < watched::START, "nobody listens on port {port}");
        std::thread::sleep(Duration::from_millis(10));
    }
    Ok(())
}
