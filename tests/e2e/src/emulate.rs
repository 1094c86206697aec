//! Window sizes and user preferences, emulated as each engine can, without changing the page.

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use crate::{App, Engine};

impl App {
    /// Sets the viewport. WebKit's window is never narrower than its own buttons, about 450 pixels.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn resize(&self, (width, height): (u32, u32), scale: f64) -> Result<()> {
        match self.session.engine() {
            Engine::Chromium => {
                let wanted = json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": false });
                self.session.cdp("Emulation.setDeviceMetricsOverride", wanted).await.map(|_| ())
            }
            Engine::Firefox => {
                self.window(width.max(500), height).await?;
                let size = json!([width, height, if scale == 1.0 { 0.0 } else { scale }]);
                self.session.in_the_browser(FIREFOX_SIZE, vec![size]).await?;
                self.has_size(width, height).await
            }
            Engine::WebKit => {
                ensure!(scale == 1.0, "WebKit has no scale");
                self.window(width, height).await?;
                let narrow = width < WEBKIT_NARROWEST;
                self.has_size(if narrow { 0 } else { width }, height).await
            }
        }
    }

    /// Makes the window so large that its page gets this size; a browser's own bars are above the
    /// page.
    async fn window(&self, width: u32, height: u32) -> Result<()> {
        let web_driver = self.session.web_driver()?;
        web_driver.set_window_rect(0, 0, width, height).await?;
        let bars = self.js("return outerHeight - innerHeight", json!([])).await?;
        let bars = bars.as_u64().and_then(|bars| u32::try_from(bars).ok()).context("no window")?;
        Ok(web_driver.set_window_rect(0, 0, width, height + bars).await?)
    }

    /// Waits until the page has this size; a width of 0 is any.
    async fn has_size(&self, width: u32, height: u32) -> Result<()> {
        let script = "return [arguments[0] === 0 ? 0 : innerWidth, innerHeight]";
        let wanted = json!([width, height]);
        self.expect("the size of the page", script, wanted.clone(), wanted).await
    }

    /// Emulates the user's preferences, such as `[("prefers-color-scheme", "dark")]`, or print.
    /// WebKit takes its preferences from the system when it starts: give them to [`crate::Setup`].
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn prefer(&self, media: &str, features: &[(&str, &str)]) -> Result<()> {
        match self.session.engine() {
            Engine::Chromium => {
                let features: Vec<Value> = features
                    .iter()
                    .map(|(name, value)| json!({ "name": name, "value": value }))
                    .collect();
                let wanted = json!({ "media": media, "features": features });
                self.session.cdp("Emulation.setEmulatedMedia", wanted).await.map(|_| ())
            }
            Engine::Firefox => {
                let features: serde_json::Map<String, Value> = features
                    .iter()
                    .map(|(name, value)| ((*name).to_owned(), json!(value)))
                    .collect();
                let wanted = vec![json!(media), json!(features)];
                self.session.in_the_browser(FIREFOX_PREFERENCES, wanted).await.map(|_| ())
            }
            Engine::WebKit => bail!("WebKit takes preferences only when it starts"),
        }
    }
}

/// The minimum width of WebKit's window, and a margin.
const WEBKIT_NARROWEST: u32 = 460;

/// As Firefox's own tools set the page's size, because its window is never narrower than 500
/// pixels.
const FIREFOX_SIZE: &str = "const [[width, height, scale]] = arguments; const { style, browsingContext } = gBrowser.selectedBrowser; \
    for (const part of ['', 'min-', 'max-']) { style.setProperty(`${part}width`, `${width}px`); style.setProperty(`${part}height`, `${height}px`); } \
    browsingContext.top.overrideDPPX = scale; return true";

/// As Firefox's own tools set preferences.
const FIREFOX_PREFERENCES: &str = "const [media, features] = arguments; const context = gBrowser.selectedBrowser.browsingContext.top; \
    const of = (name) => features[name] ?? 'none'; \
    context.mediumOverride = media; context.prefersColorSchemeOverride = of('prefers-color-scheme'); \
    context.forcedColorsOverride = of('forced-colors'); context.prefersReducedMotionOverride = of('prefers-reduced-motion'); return true";
