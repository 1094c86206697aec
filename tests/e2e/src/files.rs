//! Files into the page and out of it: chosen, dropped, downloaded.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};
use serde_json::json;

use crate::app::PATIENCE;
use crate::engine::downloads;
use crate::{App, Engine};

impl App {
    /// Gives a file to the page's file chooser, as if the user had picked it.
    ///
    /// # Errors
    /// When there is no chooser.
    pub async fn choose_file(&self, name: &str, content: &str) -> Result<()> {
        let path = self.file(name);
        std::fs::write(&path, content)?;
        self.choose_path(&path).await
    }

    /// Drops a file on the page.
    ///
    /// # Errors
    /// When the page does not take it.
    pub async fn drop_file(&self, name: &str, media_type: &str, content: &str) -> Result<()> {
        let script = "const [name, type, content] = arguments; \
            const dataTransfer = new DataTransfer(); \
            dataTransfer.items.add(new File([content], name, { type })); \
            const target = document.querySelector('main') || document.body; \
            let taken = false; \
            for (const kind of ['dragenter', 'dragover', 'drop']) { \
                const event = new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true, composed: true }); \
                taken = !target.dispatchEvent(event); \
            } \
            return taken";
        let taken = self.js(script, json!([name, media_type, content])).await?;
        ensure!(taken == json!(true), "the page left the dropped file to the browser");
        Ok(())
    }

    /// Confirms the Import dialog.
    ///
    /// # Errors
    /// When it does not open, or does not close.
    pub async fn import_reported(&self) -> Result<()> {
        self.dialog_is_open("Import").await?;
        self.click("dialog[open]", "Import").await?;
        self.no_dialog_is_open().await
    }

    /// Exports the document through the dialog; returns the file's name and content.
    ///
    /// # Errors
    /// When no file arrives in time.
    pub async fn take_away(&self) -> Result<(String, String)> {
        let downloads = self.allow_downloads().await?;
        self.click("header", "Export").await?;
        self.dialog_is_open("Export").await?;
        self.click("dialog[open]", "Download").await?;
        let file = self.downloaded(&downloads).await?;
        self.click("dialog[open]", "Close").await?;
        Ok(file)
    }

    /// Directs downloads to a folder of this test, and returns its path.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn allow_downloads(&self) -> Result<PathBuf> {
        let folder = downloads(self.driver.root());
        std::fs::create_dir_all(&folder)?;
        // The others were told when they started.
        if self.session.engine() != Engine::Chromium {
            return Ok(folder);
        }
        let wanted = json!({ "behavior": "allow", "downloadPath": folder });
        self.session.cdp("Browser.setDownloadBehavior", wanted).await?;
        Ok(folder)
    }

    /// Waits for the only finished download in a folder; returns its name and content.
    ///
    /// # Errors
    /// When there is none in time.
    pub async fn downloaded(&self, folder: &Path) -> Result<(String, String)> {
        let file = self.downloaded_file(folder).await?;
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
        Ok((name.unwrap_or_default(), std::fs::read_to_string(&file)?))
    }

    /// Waits for the only finished download in a folder; returns its path.
    ///
    /// # Errors
    /// When there is none in time.
    pub async fn downloaded_file(&self, folder: &Path) -> Result<PathBuf> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            let names = std::fs::read_dir(folder)?.flatten().map(|entry| entry.file_name());
            let names: Vec<String> =
                names.map(|name| name.to_string_lossy().into_owned()).collect();
            if let [name] = names.as_slice()
                && ![".crdownload", ".part", ".wkdownload"].iter().any(|end| name.ends_with(end))
                && !name.starts_with('.')
                // Firefox first makes an empty file, then renames the whole one over it.
                && std::fs::metadata(folder.join(name)).is_ok_and(|file| file.len() > 0)
            {
                return Ok(folder.join(name));
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        bail!("no download arrived in {}", folder.display())
    }

    /// Gives a file of any type to the page's file chooser.
    ///
    /// # Errors
    /// When there is no chooser.
    pub async fn choose_path(&self, path: &Path) -> Result<()> {
        let script = "return document.querySelectorAll('input[type=file]').length > 0";
        self.until("a file chooser", script, json!([])).await?;
        let css = thirtyfour::By::Css("dialog[open] input[type=file], input[type=file]");
        let chooser = self.session.web_driver()?.find(css).await?;
        Ok(chooser.send_keys(path.display().to_string()).await?)
    }

    /// A path in the folder that is removed with this test.
    fn file(&self, name: &str) -> PathBuf {
        self.driver.root().join(name)
    }
}
