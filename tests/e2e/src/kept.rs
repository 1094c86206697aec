//! A browser that one journey leaves to the next: starting one takes three times as long as opening the app in one that
//! runs. The rule: the next journey finds nothing of the one before. Only Chromium can be cleared that well, and only a
//! browser whose journey succeeded and that was never killed is kept.

use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result};
use serde_json::json;

use crate::engine::downloads;
use crate::{App, Driver, Engine};

static WAITING: Mutex<Vec<Driver>> = Mutex::new(Vec::new());

/// How an app came to its browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Browser {
    /// It was started for this app.
    Started,
    /// It ran already.
    Kept,
    /// It was changed, replaced or killed, and ends with this app.
    Altered,
}

/// A driver whose browser runs and waits for a journey.
pub(crate) fn take(engine: Engine) -> Option<Driver> {
    let mut waiting = WAITING.lock().unwrap_or_else(PoisonError::into_inner);
    if engine == Engine::Chromium { waiting.pop() } else { None }
}

impl App {
    /// Leaves the browser to the next journey, or ends it.
    pub(crate) async fn leave(mut self) {
        let keep = self.setup.engine == Engine::Chromium && self.browser != Browser::Altered;
        // One that cannot be cleared ends here, with its driver.
        if keep && self.clear().await.is_ok() {
            WAITING.lock().unwrap_or_else(PoisonError::into_inner).push(self.driver);
        }
    }

    /// An empty tab instead of the journey's, with all that was set for them, and nothing stored.
    async fn clear(&mut self) -> Result<()> {
        let browser = self.session.web_driver()?;
        let old = browser.windows().await?;
        let empty = browser.new_tab().await?;
        for window in old {
            browser.switch_to_window(window).await?;
            browser.close_window().await?;
        }
        browser.switch_to_window(empty).await?;
        // Another server may get this one's port, and with it the origin.
        let stored = json!({ "origin": self.server.url(""), "storageTypes": "all" });
        self.session.cdp("Storage.clearDataForOrigin", stored).await?;
        self.session.cdp("Network.clearBrowserCache", json!({})).await?;
        self.session.cdp("Browser.resetPermissions", json!({})).await?;
        let downloads = downloads(self.driver.root());
        if downloads.exists() {
            std::fs::remove_dir_all(&downloads).context("the downloads cannot be removed")?;
        }
        // The session that started the browser would end it.
        if self.browser == Browser::Kept { self.session.end().await } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use anyhow::{Context, Result};
    use serde_json::json;

    use super::{App, Browser};
    use crate::Setup;

    /// The bytes this browser stores for an address.
    async fn stored(app: &App, origin: &str) -> Result<f64> {
        let asked = json!({ "origin": origin });
        let answer = app.session.cdp("Storage.getUsageAndQuota", asked).await?;
        answer["usage"].as_f64().context("no usage")
    }

    #[tokio::test]
    async fn the_next_journey_finds_neither_work_nor_tabs_nor_downloads_of_the_one_before()
    -> Result<()> {
        let dark = Setup { features: vec![("prefers-color-scheme", "dark")], ..Setup::default() };
        let before = App::start(dark).await?;
        assert_eq!(before.browser, Browser::Started);
        before.mark_overlapping().await?;
        before.is_saved().await?;
        before.open_tab().await?;
        std::fs::write(before.allow_downloads().await?.join("an export"), "")?;
        let origin = before.server.url("");
        assert_ne!(stored(&before, &origin).await?, 0.0);
        before.leave().await;

        let after = App::start(Setup::default()).await?;
        assert_eq!(after.browser, Browser::Kept);
        assert_eq!(stored(&after, &origin).await?, 0.0);
        assert_eq!(after.session.web_driver()?.windows().await?.len(), 1);
        let dark = "return matchMedia('(prefers-color-scheme: dark)').matches";
        assert_eq!(after.js(dark, json!([])).await?, json!(false));
        assert_eq!(std::fs::read_dir(after.allow_downloads().await?)?.count(), 0);
        after.nothing_went_wrong().await
    }
}
