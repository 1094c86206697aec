//! A chromedriver and its browsers, with a home folder of their own that holds profiles, downloads and caches.
//! It must never touch the user's browser or profile, and nothing of it outlives its value, not even after SIGKILL.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use hyper::Method;
use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::{Capabilities, RequestData, SessionId, WebDriver};

/// What runs in every page first.
pub const PAGE: &str = include_str!("page.js");

/// A running chromedriver. Dropping it ends it and all its browsers, and removes its folder.
pub struct Driver {
    watchdog: Child,
    url: String,
    mark: String,
    root: PathBuf,
}

impl Driver {
    /// Starts `CHROMEDRIVER` (else `chromedriver`) on a free port.
    ///
    /// # Errors
    /// When it is not installed or does not answer within 20 s.
    pub fn start() -> Result<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let mark = format!("{}-{count}", std::process::id());
        let root = std::env::temp_dir().join(format!("article-annotator-e2e-{mark}"));
        let program = std::env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
        let mut watchdog = Command::new("sh")
            .args(["-c", include_str!("watchdog.sh"), "watchdog", &mark])
            .arg(&root)
            .args([&program, "--port=0"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("no shell to start the driver with")?;
        let stdout = watchdog.stdout.take().context("the driver has no output")?;
        let mut driver = Self { watchdog, url: String::new(), mark, root };
        let port = port_in(stdout).with_context(|| {
            let log = std::fs::read_to_string(driver.root.join("driver.log")).unwrap_or_default();
            format!("`{program}` (set CHROMEDRIVER to use another) did not start. {log}")
        })?;
        driver.url = format!("http://localhost:{port}");
        Ok(driver)
    }

    /// The folder that vanishes with this driver.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A browser with the named profile, kept in this driver's folder: the same name finds the same storage.
    ///
    /// # Errors
    /// When the browser does not start.
    pub async fn session(&self, profile: &str, scripts: &[&str]) -> Result<Session> {
        let mut args: Vec<String> = FLAGS.iter().map(|flag| (*flag).to_owned()).collect();
        args.push(format!("--user-data-dir={}", self.root.join(profile).display()));
        let options = json!({ "binary": chromium()?, "args": args });
        let mut wanted = serde_json::Map::new();
        wanted.insert("browserName".to_owned(), json!("chrome"));
        wanted.insert("goog:chromeOptions".to_owned(), options);
        wanted.insert("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL" }));
        let web_driver = WebDriver::new(&self.url, Capabilities::from(wanted))
            .await
            .map_err(|error| anyhow!("the browser did not start: {error}"))?;
        let session = Session { web_driver: Some(web_driver) };
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
        let pids = self.processes()?;
        if pids.is_empty() {
            bail!("no browser process to kill");
        }
        Command::new("kill").arg("-9").args(&pids).status()?;
        Ok(())
    }

    /// The browser's processes: those that carry our mark and are not the driver itself.
    fn processes(&self) -> Result<Vec<String>> {
        let mark = format!("ARTICLE_ANNOTATOR_E2E={}", self.mark).into_bytes();
        let mut pids = Vec::new();
        for entry in std::fs::read_dir("/proc")?.flatten() {
            let read = |name| std::fs::read(entry.path().join(name)).unwrap_or_default();
            let ours = read("environ").split(|byte| *byte == 0).any(|line| line == mark);
            if ours && !read("comm").starts_with(b"chromedriver") {
                pids.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
        Ok(pids)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        drop(self.watchdog.stdin.take());
        self.watchdog.wait().ok();
    }
}

/// Reads the port that the driver announces, then keeps emptying its output so that it never waits.
fn port_in(output: impl std::io::Read + Send + 'static) -> Result<u16> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if let Some((_, port)) = line.split_once("successfully on port ") {
                sender.send(port.trim_end_matches('.').parse::<u16>()).ok();
            }
        }
    });
    let port = receiver.recv_timeout(Duration::from_secs(20)).context("no port was announced")?;
    Ok(port?)
}

/// The flags of TOOLCHAIN.md; `--disable-dev-shm-usage` for containers with a small `/dev/shm`.
const FLAGS: [&str; 12] = [
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

/// `CHROMIUM`, else the first Chromium on the PATH.
fn chromium() -> Result<PathBuf> {
    if let Some(given) = std::env::var_os("CHROMIUM") {
        return Ok(given.into());
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    std::env::split_paths(&path)
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .find(|file| file.is_file())
        .context("no Chromium on the PATH; set CHROMIUM to one")
}

/// One browser window. Dropping it lets go of it; the driver ends it.
pub struct Session {
    web_driver: Option<WebDriver>,
}

impl Session {
    /// The WebDriver client, for what has no shorter word here.
    ///
    /// # Errors
    /// Never while the session lives.
    pub fn web_driver(&self) -> Result<&WebDriver> {
        self.web_driver.as_ref().context("the session has ended")
    }

    /// Ends the browser in good order.
    ///
    /// # Errors
    /// When the browser is gone already.
    pub async fn quit(mut self) -> Result<()> {
        if let Some(web_driver) = self.web_driver.take() {
            web_driver.quit().await?;
        }
        Ok(())
    }

    /// Runs the body of an async function in the page; `args` are its `arguments`.
    ///
    /// # Errors
    /// What the script threw, or what became of the browser.
    pub async fn js(&self, body: &str, args: Value) -> Result<Value> {
        let script = format!(
            "const given = arguments[0]; return (async () => {{ try {{ \
             return {{ ok: await (async function () {{ {body} }}).apply(null, given) }}; \
             }} catch (e) {{ return {{ error: String(e && e.stack || e) }}; }} }})();"
        );
        let answer =
            self.web_driver()?.execute(script, vec![args]).await.map_err(|error| short(&error))?;
        match answer.json().get("error") {
            Some(error) => bail!("{}", error.as_str().unwrap_or("the script failed")),
            None => Ok(answer.json().get("ok").cloned().unwrap_or(Value::Null)),
        }
    }

    /// One command of the DevTools protocol.
    ///
    /// # Errors
    /// When the browser refuses it.
    pub async fn cdp(&self, method: &str, params: Value) -> Result<Value> {
        let answer = self.web_driver()?.cdp().send_raw(method, params).await;
        answer.map_err(|error| short(&error).context(method.to_owned()))
    }

    /// Has a script run in every page of this window before the page's own.
    ///
    /// # Errors
    /// When the browser refuses it.
    pub async fn before_page(&self, script: &str) -> Result<()> {
        let params = json!({ "source": script });
        self.cdp("Page.addScriptToEvaluateOnNewDocument", params).await.map(|_| ())
    }

    /// Performs W3C input actions.
    ///
    /// # Errors
    /// When a place lies outside the window.
    pub async fn actions(&self, actions: Value) -> Result<()> {
        let request = Request::post("actions", json!({ "actions": actions }));
        self.web_driver()?.cmd(request).await.map(|_| ()).map_err(|error| short(&error))
    }

    /// The accessible name that the browser computes for an element.
    ///
    /// # Errors
    /// When the element is gone.
    pub async fn computed_label(&self, element: &str) -> Result<String> {
        let request = Request::get(format!("element/{element}/computedlabel"));
        let answer = self.web_driver()?.cmd(request).await.map_err(|error| short(&error))?;
        Ok(answer.value_json()?.as_str().unwrap_or_default().to_owned())
    }

    /// What the browser wrote to its console since the last call: level and message.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn log(&self) -> Result<Vec<(String, String)>> {
        let request = Request::post("se/log", json!({ "type": "browser" }));
        let answer =
            self.web_driver()?.cmd(request).await.map_err(|error| short(&error))?.value_json()?;
        let lines = answer.as_array().cloned().unwrap_or_default();
        let word = |line: &Value, name: &str| line[name].as_str().unwrap_or_default().to_owned();
        Ok(lines.iter().map(|line| (word(line, "level"), word(line, "message"))).collect())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if let Some(web_driver) = self.web_driver.take() {
            web_driver.leak().ok();
        }
    }
}

/// The first line of a WebDriver error; the rest is the driver's own stack.
fn short(error: &thirtyfour::error::WebDriverError) -> anyhow::Error {
    let text = error.to_string();
    let lines: Vec<&str> =
        text.lines().filter(|line| !line.trim().starts_with('#')).take(4).collect();
    anyhow!("{}", lines.join(" "))
}

/// A WebDriver command given as path and body; without a body it is a GET.
#[derive(Debug)]
struct Request {
    path: String,
    body: Option<Value>,
}

impl Request {
    fn get(path: String) -> Self {
        Self { path, body: None }
    }

    fn post(path: &str, body: Value) -> Self {
        Self { path: path.to_owned(), body: Some(body) }
    }
}

impl FormatRequestData for Request {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let path = format!("session/{session}/{}", self.path);
        match &self.body {
            Some(body) => RequestData::new(Method::POST, path).add_body(body.clone()),
            None => RequestData::new(Method::GET, path),
        }
    }
}
