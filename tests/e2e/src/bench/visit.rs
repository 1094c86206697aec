//! One page in one browser, and all measurements in it once the article is there, the same for the
//! floor and the app.

use anyhow::{Context, Result, ensure};
use e2e::{Driver, Session};
use serde_json::{Value, json};

use crate::memory;
use crate::report::{Figures, median};
use crate::{DATA, EDITS, EXPORTS, MIB, number, numbers, size};

/// One page in one browser.
pub struct Visit {
    pub session: Session,
    pub driver: Driver,
}

impl Visit {
    pub async fn ask(&self, script: &str, args: Value) -> Result<Value> {
        self.session.js(script, args).await.with_context(|| format!("asked to {script}"))
    }

    /// Opens the article in the app, and waits until everything that follows is done.
    pub async fn load(&self, data: &str) -> Result<Value> {
        let times = self.ask("return __bench.load(arguments[0])", json!([data])).await?;
        self.ask("await __bench.quiet()", json!([])).await?;
        Ok(times)
    }

    /// All measurements once the article is there, and the number of blocks an edit touched.
    pub async fn figures(&self, middle: usize) -> Result<(Figures, f64)> {
        let mut figures = self.memory().await?;
        let before = self.worked().await?;
        let edits = self.ask("return __bench.edits(...arguments)", json!([middle, EDITS])).await?;
        for (name, key) in [
            ("add", "add"),
            ("add script", "addScript"),
            ("remove", "remove"),
            ("remove script", "removeScript"),
        ] {
            figures.push((name, median(&numbers(&edits[key])?).context("no edits")?));
        }
        figures.push(("edit work", (self.worked().await? - before) / (2 * EDITS) as f64));
        let touched = self.ask("return __bench.touched(arguments[0])", json!([middle])).await?;
        ensure!(
            touched["elsewhere"] == json!(0),
            "an edit changed the article outside of blocks: {touched}"
        );
        figures.extend(self.scrolling().await?);
        figures.extend(self.sweep().await?);
        figures.push(("height", self.heights().await?));
        for (name, format) in [("export", "json"), ("w3c", "w3c")] {
            let given = json!([DATA, EXPORTS, format]);
            let exports = self.ask("return __bench.exports(...arguments)", given).await?;
            figures.push((name, median(&numbers(&exports["times"])?).context("no exports")?));
        }
        Ok((figures, number(&touched["blocks"])?))
    }

    async fn scrolling(&self) -> Result<Figures> {
        let before = self.worked().await?;
        let frames = numbers(&self.ask("return __bench.scroll()", json!([])).await?)?;
        let (count, work) = (frames.len() as f64, self.worked().await? - before);
        Ok(vec![("scroll", frames.iter().sum::<f64>() / count), ("scroll work", work / count)])
    }

    pub async fn sweep(&self) -> Result<Figures> {
        let before = self.worked().await?;
        let dropped = number(&self.ask("return __bench.sweep()", json!([])).await?)?;
        let work = (self.worked().await? - before) / 120.0;
        Ok(vec![("sweep work", work), ("sweep dropped", dropped)])
    }

    async fn heights(&self) -> Result<f64> {
        let before = self.worked().await?;
        for change in 0..EDITS {
            self.session
                .cdp("Emulation.setDeviceMetricsOverride", size((1280, 890 + change % 2 * 10)))
                .await?;
            self.ask("await __bench.frame(); await __bench.frame()", json!([])).await?;
        }
        Ok((self.worked().await? - before) / EDITS as f64)
    }

    pub async fn memory(&self) -> Result<Figures> {
        for _ in 0..3 {
            self.session.cdp("HeapProfiler.collectGarbage", json!({})).await?;
        }
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        let wasm = number(&self.ask("return __bench.wasm()", json!([])).await?)?;
        Ok(vec![
            ("memory", memory::of_page(self.driver.root())?),
            ("heap", self.metric("JSHeapUsedSize").await? / MIB),
            ("wasm", wasm / MIB),
        ])
    }

    /// The main thread's working time since the page was opened, in milliseconds.
    pub async fn worked(&self) -> Result<f64> {
        Ok(self.metric("TaskDuration").await? * 1000.0)
    }

    async fn metric(&self, name: &str) -> Result<f64> {
        let metrics = self.session.cdp("Performance.getMetrics", json!({})).await?;
        let list = metrics["metrics"].as_array().cloned().unwrap_or_default();
        let found = list.iter().find(|metric| metric["name"] == json!(name));
        number(&found.with_context(|| format!("no metric {name}"))?["value"])
    }
}
