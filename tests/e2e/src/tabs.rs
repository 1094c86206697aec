//! Several tabs of one browser. All that is done goes to the tab that was turned to last.

use anyhow::Result;
use serde_json::json;
use thirtyfour::WindowHandle;

use crate::App;
use crate::browser::PAGE;

impl App {
    /// The tab that is turned to.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn this_tab(&self) -> Result<WindowHandle> {
        Ok(self.session.web_driver()?.window().await?)
    }

    /// Opens the application in another tab of the same kind, and turns to it.
    ///
    /// # Errors
    /// When the application does not become ready there.
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

    /// Turns to a tab.
    ///
    /// # Errors
    /// When it is gone.
    pub async fn turn_to(&self, tab: &WindowHandle) -> Result<()> {
        Ok(self.session.web_driver()?.switch_to_window(tab.clone()).await?)
    }

    /// Closes the tab that is turned to, after the promises that hold for every journey, and turns
    /// to another.
    ///
    /// # Errors
    /// When something went wrong in it.
    pub async fn close_tab(&self, next: &WindowHandle) -> Result<()> {
        self.nothing_went_wrong().await?;
        self.session.web_driver()?.close_window().await?;
        self.turn_to(next).await
    }

    /// Waits until this tab says that another one writes the article, or no longer says so.
    ///
    /// # Errors
    /// When it does not come true within 10 s.
    pub async fn follows(&self, follows: bool) -> Result<()> {
        let script = "const told = [...document.querySelectorAll('.following')].filter(__e2e.visible).map((el) => el.textContent); \
            return told.length > 0 && (told.some((text) => text.includes('Another tab is editing this article')) || { told })";
        self.expect("whether this tab follows", script, json!([]), json!(follows)).await
    }
}
