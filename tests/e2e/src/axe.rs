//! axe-core, run in the page as it is at this moment, with every rule; and the names that the browser computes.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::App;

impl App {
    /// Checks the current page with the `axe.min.js` that `AXE_JS` names.
    ///
    /// # Errors
    /// A line for each finding: rule, place, problem.
    pub async fn axe_finds_nothing(&self, state: &str) -> Result<()> {
        let path = std::env::var("AXE_JS")
            .context("AXE_JS must name axe.min.js, of the npm package axe-core")?;
        if self.js("return typeof window.axe", json!([])).await? != json!("object") {
            let axe =
                std::fs::read_to_string(&path).with_context(|| format!("cannot read {path}"))?;
            self.session.web_driver()?.execute(axe, Vec::new()).await?;
        }
        let found = self.js(RUN, json!([])).await?;
        let lines: Vec<&str> =
            found.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        ensure!(lines.is_empty(), "axe, {state}:\n{}", lines.join("\n"));
        Ok(())
    }

    /// The accessible name that the browser computes for the control of this name.
    ///
    /// # Errors
    /// When there is none.
    pub async fn computed_name(&self, scope: &str, name: &str) -> Result<String> {
        let script = "return window.__e2e.control(...arguments)";
        let arguments = vec![json!(scope), json!(name)];
        let element = self.session.web_driver()?.execute(script, arguments).await?.element()?;
        self.session.computed_label(&element.element_id().to_string()).await
    }
}

/// Waits until nothing moves, then checks every rule; a line for each violating element.
const RUN: &str = "await Promise.all(document.getAnimations().map((a) => a.finished.catch(() => {}))); \
    const found = await axe.run(document, { resultTypes: ['violations'] }); \
    return found.violations.flatMap((rule) => rule.nodes.map((node) => \
        `${rule.id}: ${node.target.join(' ')}: ${(node.failureSummary || rule.help).replace(/\\s+/g, ' ')}`))";
