//! Several tabs of one browser. All commands go to the tab focused last.

use anyhow::Result;
use serde_json::json;
use thirtyfour::WindowHandle;

use crate::App;
use crate::browser::PAGE;

impl App {
    /// The focused tab.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn this_tab(&self) -> Result<WindowHandle> {
        Ok(self.session.web_driver()?.window().await?)
    }

    /// Opens the app in another tab with the same settings, and focuses it.
    ///
    /// # Errors
    /// When the app does not become ready there.
    pub async fn open_tab(&self) -> Result<WindowHandle> {
        let browser = self.session.web_driver()?;
        let tab = browser.new_tab().await?;
        browser.switch_to_window(tab.clone()).await?;
        for script in std::iter::once(PAGE).chain(self.setup.scripts.iter().copied()) {
            self.session.before_page(script).await?;
        }
        self.open().await?;
        Ok(tab)
    }

    /// Focuses a tab.
    ///
    /// # Errors
    /// When it is gone.
    pub async fn turn_to(&self, tab: &WindowHandle) -> Result<()> {
        Ok(self.session.web_driver()?.switch_to_window(tab.clone()).await?)
    }

    /// Closes the focused tab after the checks of every journey, and focuses another.
    ///
    /// # Errors
    /// When something went wrong in it.
    pub async fn close_tab(&self, next: &WindowHandle) -> Result<()> {
        self.nothing_went_wrong().await?;
        self.session.web_driver()?.close_window().await?;
        self.turn_to(next).await
    }

    /// Waits until this tab says that another one is editing, or no longer says so.
    ///
    /// # Errors
    /// When that does not happen in time.
    pub async fn follows(&self, follows: bool) -> Result<()> {
        let script = "const told = [...document.querySelectorAll('.following')].filter(__e2e.visible).map((el) => el.textContent); \
            return told.length > 0 && (told.some((text) => text.includes('Another tab is editing this article')) || { told })";
        self.expect("whether this tab follows", script, json!([]), json!(follows)).await
    }

    /// Waits until the browser would ask before this page goes, or would let it go.
    ///
    /// # Errors
    /// When that does not happen in time.
    pub async fn asks_before_it_goes(&self, asks: bool) -> Result<()> {
        let script = "return !dispatchEvent(new Event('beforeunload', { cancelable: true }))";
        self.expect("whether the browser asks", script, json!([]), json!(asks)).await
    }
}
