//! The app as its user sees it: what it shows, what its buttons are called, what its API says.
//! Waits only for conditions a user could see.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use crate::browser::PAGE;
use crate::kept::{self, Browser};
use crate::{Driver, Engine, Server, Session};

/// The app's path: not the root, as on project pages of a shared host.
pub const BASE: &str = "/some/where/";

/// The time a condition may take: what never comes is told late rather than a slow machine taken for a fault.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// The folder of the profile that an app begins with.
const FIRST: &str = "profile-0";

/// The window's settings, and what is special about this browser.
pub struct Setup {
    /// The browser engine.
    pub engine: Engine,
    /// The user's preferences from the start, such as `("prefers-color-scheme", "dark")`.
    pub features: Vec<(&'static str, &'static str)>,
    /// The viewport in CSS pixels.
    pub size: (u32, u32),
    /// Device pixels per CSS pixel: browser zoom is a smaller viewport with more of them.
    pub scale: f64,
    /// Scripts that run before the page's own.
    pub scripts: Vec<&'static str>,
    /// The end of the address, such as `#article=ID`.
    pub hash: &'static str,
    /// Whether a part of the program is loaded only when the page asks for it. Otherwise everything is
    /// there when a journey begins, as for a reader whose pointer has been at the header.
    pub lazy: bool,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            engine: Engine::Chromium,
            features: Vec::new(),
            size: (1280, 900),
            scale: 1.0,
            scripts: Vec::new(),
            hash: "",
            lazy: false,
        }
    }
}

/// The app in a browser of its own.
pub struct App {
    /// The window.
    pub session: Session,
    /// The server.
    pub server: Server,
    /// The driver that started the window.
    pub driver: Driver,
    pub(crate) setup: Setup,
    pub(crate) browser: Browser,
    profiles: u32,
}

impl App {
    /// Serves `dist`, takes a browser without data or starts one, and opens the app.
    ///
    /// # Errors
    /// When any of them does not start, or the app does not become ready.
    pub async fn start(setup: Setup) -> Result<Self> {
        if let Some(driver) = kept::take(setup.engine) {
            let session = driver.session_in_running(FIRST, &setup.scripts).await?;
            return Self::start_with(driver, session, Browser::Kept, setup).await;
        }
        let driver = Driver::start_for(setup.engine)?;
        let session = driver.session_with(FIRST, &setup.scripts, &setup.features).await?;
        Self::start_with(driver, session, Browser::Started, setup).await
    }

    /// The same in a new browser, after `prepare` changed its profile's folder.
    ///
    /// # Errors
    /// As [`App::start`], and those of the change.
    pub async fn start_in(setup: Setup, prepare: impl FnOnce(&Path) -> Result<()>) -> Result<Self> {
        let driver = Driver::start_for(setup.engine)?;
        prepare(&driver.root().join(FIRST))?;
        let session = driver.session_with(FIRST, &setup.scripts, &setup.features).await?;
        Self::start_with(driver, session, Browser::Altered, setup).await
    }

    async fn start_with(
        driver: Driver,
        session: Session,
        browser: Browser,
        setup: Setup,
    ) -> Result<Self> {
        let server = Server::start(&[(BASE, &dist()?)])?;
        if setup.engine != Engine::Chromium {
            server.put_first(&[&[PAGE], &*setup.scripts].concat().join("\n"));
        }
        let app = Self { session, server, driver, setup, browser, profiles: 0 };
        app.open().await?;
        Ok(app)
    }

    /// Applies the settings to a new window, and opens the app in it.
    pub(crate) async fn open(&self) -> Result<()> {
        self.resize(self.setup.size, self.setup.scale).await?;
        if self.setup.engine != Engine::WebKit && !self.setup.features.is_empty() {
            self.prefer("", &self.setup.features).await?;
        }
        self.load_page().await?;
        self.ready().await
    }

    /// Opens the page at the base address without waiting for the app.
    ///
    /// # Errors
    /// When the page cannot be loaded.
    pub async fn load_page(&self) -> Result<()> {
        let url = self.server.url(&format!("{BASE}{}", self.setup.hash));
        Ok(self.session.web_driver()?.goto(url).await?)
    }

    /// Waits until the API says that the app is ready.
    ///
    /// # Errors
    /// When it does not in time.
    pub async fn ready(&self) -> Result<()> {
        let script = "await window.articleAnnotator.ready; return true";
        self.until("the application to be ready", script, json!([])).await?;
        if !self.setup.lazy {
            // Finding needs all parts. What is missing, or no article, is the journey's own matter.
            self.js("await articleAnnotator.find({}).catch(() => null); return 1", json!([]))
                .await?;
        }
        Ok(())
    }

    /// Presses the browser's reload button, and waits.
    ///
    /// # Errors
    /// When the app does not come back.
    pub async fn reload(&self) -> Result<()> {
        self.session.web_driver()?.refresh().await?;
        self.ready().await
    }

    /// Continues in another browser that has never opened the app.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn move_to_a_fresh_browser(&mut self) -> Result<()> {
        self.profiles += 1;
        self.restart().await
    }

    /// Kills the browser as a power cut would, and starts it again with the same profile.
    ///
    /// # Errors
    /// When it does not start again.
    pub async fn kill_and_restart(&mut self) -> Result<()> {
        ensure!(self.setup.engine != Engine::WebKit, "WebKit keeps nothing when it is automated");
        self.driver.kill_browsers()?;
        self.restart().await
    }

    async fn restart(&mut self) -> Result<()> {
        if self.setup.engine != Engine::Chromium {
            // Their drivers run one browser at a time. A killed one cannot end properly.
            self.session.end().await.ok();
        }
        self.browser = Browser::Altered;
        let profile = format!("profile-{}", self.profiles);
        let (scripts, features) = (&self.setup.scripts, &self.setup.features);
        self.session = self.driver.session_with(&profile, scripts, features).await?;
        self.open().await
    }

    /// Runs the body of an async function in the page; see [`Session::js`].
    ///
    /// # Errors
    /// What the script threw.
    pub async fn js(&self, body: &str, args: Value) -> Result<Value> {
        self.session.js(body, args).await
    }

    /// Waits until a script returns something that is not false, null or an exception.
    ///
    /// # Errors
    /// When it does not in time, with the condition and the last value.
    pub async fn until(&self, what: &str, script: &str, args: Value) -> Result<Value> {
        self.wait(what, script, args, |seen| !matches!(seen, Value::Null | Value::Bool(false)))
            .await
    }

    /// Waits until a script returns exactly this value.
    ///
    /// # Errors
    /// When it does not in time, with the condition and the last value.
    pub async fn expect(&self, what: &str, script: &str, args: Value, wanted: Value) -> Result<()> {
        let what = format!("{what} to be {wanted:#}");
        self.wait(&what, script, args, |seen| *seen == wanted).await.map(|_| ())
    }

    async fn wait(
        &self,
        what: &str,
        script: &str,
        args: Value,
        enough: impl Fn(&Value) -> bool,
    ) -> Result<Value> {
        let start = Instant::now();
        loop {
            let seen = self.js(script, args.clone()).await;
            match &seen {
                Ok(value) if enough(value) => return seen,
                _ if start.elapsed() < PATIENCE => {}
                Ok(value) => bail!("waited for {what}, but saw {value:#}"),
                Err(error) => bail!("waited for {what}, but: {error:#}"),
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }

    /// Calls the JavaScript API and returns its result. Bytes come as a list of numbers.
    ///
    /// # Errors
    /// What it threw.
    pub async fn api(&self, method: &str, args: Value) -> Result<Value> {
        let script = "const [method, args] = arguments; \
            const answer = await window.articleAnnotator[method](...args); \
            return answer instanceof window.Uint8Array ? [...answer] : answer";
        self.js(script, json!([method, args])).await.with_context(|| format!("API {method}"))
    }

    /// The canonical text of the open article.
    ///
    /// # Errors
    /// When the API has none.
    pub async fn article_text(&self) -> Result<String> {
        let article = self.api("article", json!([])).await?;
        Ok(article["text"].as_str().context("article().text is no string")?.to_owned())
    }

    /// Waits until the article shows exactly these annotations, in text order, each as `kind:
    /// words`, in its marks and through the API.
    ///
    /// # Errors
    /// When it does not in time.
    pub async fn shows(&self, wanted: &[&str]) -> Result<()> {
        let script = "await window.articleAnnotator.ready; return __e2e.shown()";
        self.expect("what is marked", script, json!([]), json!(wanted)).await
    }

    /// The cards in view: `{kind, text, open}`.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn cards(&self) -> Result<Value> {
        self.js("return __e2e.cards()", json!([])).await
    }

    /// Waits until one card is open, and returns `[kind, text in the list]`.
    ///
    /// # Errors
    /// When it is not this kind in time.
    pub async fn open_card_is(&self, kind: &str) -> Result<()> {
        let script = "return __e2e.cards().filter((c) => c.open).map((c) => c.kind)";
        self.expect("the open card", script, json!([]), json!([kind])).await
    }

    /// Waits until a control of this name is visible, or is not.
    ///
    /// # Errors
    /// When that does not happen in time.
    pub async fn control_is_shown(&self, scope: &str, name: &str, shown: bool) -> Result<()> {
        let what = format!("whether a control `{name}` is shown in {scope}");
        let script = "return __e2e.control(...arguments) !== null";
        self.expect(&what, script, json!([scope, name]), json!(shown)).await
    }

    /// Waits until this element's text, without extra blanks, contains this text.
    ///
    /// # Errors
    /// When that does not happen in time.
    pub async fn says(&self, css: &str, words: &str) -> Result<()> {
        let script = "const [css, words] = arguments; \
            const said = [...document.querySelectorAll(css)].filter((el) => el.matches('[role=status], [aria-live]') || __e2e.visible(el)) \
                .map((el) => __e2e.tidy(el.textContent)); \
            return said.some((s) => s.toLowerCase().includes(words.toLowerCase())) || { said }";
        let what = format!("{css} to say `{words}`");
        self.wait(&what, script, json!([css, words]), |seen| *seen == json!(true)).await.map(|_| ())
    }

    /// Waits until the tooltip of a button in the header contains this text.
    ///
    /// # Errors
    /// When it does not in time.
    pub async fn hint_says(&self, name: &str, words: &str) -> Result<()> {
        let script = "const [name, words] = arguments; const hint = __e2e.control('header', name).title; \
            return hint.includes(words) || { hint }";
        let what = format!("the hint of {name} to say `{words}`");
        self.wait(&what, script, json!([name, words]), |seen| *seen == json!(true))
            .await
            .map(|_| ())
    }

    /// Waits until the header says that everything is saved, and the API that the last change is
    /// stored.
    ///
    /// # Errors
    /// When it does not in time.
    pub async fn is_saved(&self) -> Result<()> {
        let script = "const said = __e2e.tidy(document.querySelector('.saved').textContent); \
            return (/^saved/i.test(said) && !__e2e.unsaved()) || { said, unsaved: __e2e.unsaved() }";
        self.wait("the header to say that all is saved", script, json!([]), |seen| {
            *seen == json!(true)
        })
        .await
        .map(|_| ())
    }

    /// Waits until a dialog with this heading is open.
    ///
    /// # Errors
    /// When it is not in time.
    pub async fn dialog_is_open(&self, heading: &str) -> Result<()> {
        let script = "return [...document.querySelectorAll('dialog[open] :is(h1, h2, h3)')].filter(__e2e.visible) \
            .map((h) => __e2e.tidy(h.textContent)).includes(arguments[0])";
        self.until(&format!("the dialog `{heading}`"), script, json!([heading])).await.map(|_| ())
    }

    /// Opens a list of the panel by its tab.
    ///
    /// # Errors
    /// When it is not open in time.
    pub async fn open_list(&self, name: &str) -> Result<()> {
        let narrow = "return innerWidth < 1080 && !document.querySelector('.panel[data-lists]')";
        if self.js(narrow, json!([])).await? == json!(true) {
            self.click("header", "Panel").await?;
        }
        let script = "const tab = [...document.querySelectorAll('.tab')].find((tab) => tab.ariaLabel === arguments[0] && __e2e.visible(tab)); \
            tab.classList.add('e2e-tab')";
        self.js(script, json!([name])).await?;
        self.click_css(".tab.e2e-tab").await?;
        self.js("document.querySelector('.e2e-tab').classList.remove('e2e-tab')", json!([]))
            .await?;
        self.list_is_open(name).await
    }

    /// Waits until this list of the panel is open.
    ///
    /// # Errors
    /// When it is not in time.
    pub async fn list_is_open(&self, name: &str) -> Result<()> {
        let script = "const tab = document.querySelector('.tab[aria-selected=true]'); return tab && tab.ariaLabel === arguments[0]";
        self.until(&format!("the list `{name}`"), script, json!([name])).await.map(|_| ())
    }

    /// Waits until no dialog is open.
    ///
    /// # Errors
    /// When one still is in time.
    pub async fn no_dialog_is_open(&self) -> Result<()> {
        let script = "return document.querySelectorAll('dialog[open]').length";
        self.expect("the number of open dialogs", script, json!([]), json!(0)).await
    }

    /// Marks what a busy page has: neighbours, and a person in a claim in a quote.
    ///
    /// # Errors
    /// When the app does not show them.
    pub async fn mark_overlapping(&self) -> Result<()> {
        let advisor = "included Russian presidential foreign policy advisor Yuri Ushakov and Kirill Dmitriev, \
            head of the Russian Direct Investment Fund";
        for (kind, words) in [
            ("person", "Vladimir Putin"),
            ("person", "Steve Witkoff"),
            ("quote", "peace proposals are nearly ready"),
            ("quote", advisor),
            ("claim", "Kirill Dmitriev, head of the Russian Direct Investment Fund"),
            ("person", "Kirill Dmitriev"),
            ("claim", "one major issue is still unresolved"),
            ("quote", "compromise must be mutual"),
        ] {
            let add = "const [kind, words] = arguments; const start = window.articleAnnotator.article().text.indexOf(words); \
                return window.articleAnnotator.add({ kind, start, end: start + words.length })";
            self.js(add, json!([kind, words])).await?;
        }
        Ok(())
    }
}

/// The folder to serve: `ARTICLE_ANNOTATOR_DIST`, or `dist` at the top of the repository.
///
/// # Errors
/// When the app is not in it.
pub fn dist() -> Result<PathBuf> {
    let given = std::env::var_os("ARTICLE_ANNOTATOR_DIST").map(PathBuf::from);
    let dist = given.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dist"));
    ensure!(
        dist.join("index.html").is_file(),
        "{} holds no index.html: run `cargo xtask build`, or set ARTICLE_ANNOTATOR_DIST",
        dist.display()
    );
    Ok(dist)
}
