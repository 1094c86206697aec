//! One browser window, by WebDriver: scripts, input, log, prints. Knows nothing of the app.

use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail, ensure};
use hyper::Method;
use serde_json::{Map, Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::{Capabilities, RequestData, SessionId, TimeoutConfiguration, WebDriver};

use crate::Engine;

/// The longest a script or the loading of a page may take: only for what never ends. A slow machine, shared with
/// others, needs a minute for the largest loads. Set once the window is open: the client sets its own minute over what
/// the capabilities say.
const LONGEST: Duration = Duration::from_secs(300);

/// Runs first in every page.
pub const PAGE: &str = include_str!("page.js");

/// One browser window. Dropping it lets go of it; the driver ends it.
pub struct Session {
    engine: Engine,
    web_driver: Option<WebDriver>,
}

impl Session {
    /// Opens a window by the driver at this address.
    ///
    /// # Errors
    /// When the browser does not start.
    pub(crate) async fn open(
        engine: Engine,
        url: &str,
        wanted: Map<String, Value>,
    ) -> Result<Self> {
        let starting = WebDriver::builder(url, Capabilities::from(wanted))
            .request_timeout(LONGEST + Duration::from_secs(30));
        let web_driver =
            starting.await.map_err(|error| anyhow!("{} did not start: {error}", engine.name()))?;
        web_driver
            .update_timeouts(TimeoutConfiguration::new(Some(LONGEST), Some(LONGEST), None))
            .await?;
        Ok(Self { engine, web_driver: Some(web_driver) })
    }

    /// The engine of this browser.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The WebDriver client, for anything without a method here.
    ///
    /// # Errors
    /// Never while the session lives.
    pub fn web_driver(&self) -> Result<&WebDriver> {
        self.web_driver.as_ref().context("the session has ended")
    }

    /// Ends the browser properly.
    ///
    /// # Errors
    /// When the browser is gone already.
    pub async fn quit(mut self) -> Result<()> {
        self.end().await
    }

    /// The same, for a session whose log is still needed.
    ///
    /// # Errors
    /// When the browser is gone already.
    pub(crate) async fn end(&mut self) -> Result<()> {
        if let Some(web_driver) = self.web_driver.take() {
            web_driver.quit().await?;
        }
        Ok(())
    }

    /// Runs the body of an async function in the page; `args` are its `arguments`.
    ///
    /// # Errors
    /// The script's exception, or the browser's failure.
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
        ensure!(self.engine == Engine::Chromium, "{method}: only Chromium has this protocol");
        let answer = self.web_driver()?.cdp().send_raw(method, params).await;
        answer.map_err(|error| short(&error).context(method.to_owned()))
    }

    /// Runs a script in Firefox's own window, where `gBrowser` is; the page does not see it.
    ///
    /// # Errors
    /// When it throws, and in another engine.
    pub async fn in_the_browser(&self, script: &str, args: Vec<Value>) -> Result<Value> {
        ensure!(self.engine == Engine::Firefox, "only Firefox has scripts of its own");
        let context = |name: &str| Request::post("moz/context", json!({ "context": name }));
        let web_driver = self.web_driver()?;
        web_driver.cmd(context("chrome")).await.map_err(|error| short(&error))?;
        let answer = web_driver.execute(script, args).await;
        web_driver.cmd(context("content")).await.map_err(|error| short(&error))?;
        Ok(answer.map_err(|error| short(&error))?.json().clone())
    }

    /// Runs a script in every page of this window before the page's own. Only Chromium has a
    /// command for it; for other engines the server inserts the scripts, see
    /// [`crate::Server::put_first`].
    ///
    /// # Errors
    /// When the browser refuses it.
    pub async fn before_page(&self, script: &str) -> Result<()> {
        if self.engine != Engine::Chromium {
            return Ok(());
        }
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

    /// The page, or some of its pages, printed as a PDF. WebKit's driver has no such command.
    ///
    /// # Errors
    /// When the browser refuses it.
    pub async fn print(&self, pages: &[&str]) -> Result<Vec<u8>> {
        let request = Request::post("print", json!({ "pageRanges": pages }));
        let answer = self.web_driver()?.cmd(request).await.map_err(|error| short(&error))?;
        let answer = answer.value_json()?;
        let pdf = thirtyfour::support::base64_decode(answer.as_str().unwrap_or_default());
        pdf.map_err(|error| short(&error))
    }

    /// The browser's console messages since the last call: level and message. Only Chromium's
    /// driver keeps such a log; for the others, the listeners of `page.js` have to do.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn log(&self) -> Result<Vec<(String, String)>> {
        if self.engine != Engine::Chromium {
            return Ok(Vec::new());
        }
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
