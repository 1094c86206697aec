//! A journey: one user, one browser without data, and final checks that hold for every journey. Never repeats a
//! failed one; a failure leaves a picture and says what was seen.

use std::io::Write;
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use futures_util::FutureExt;
use serde_json::json;
use tokio::sync::Semaphore;

use crate::{App, Setup};

/// Two browsers at a time: more would only wait for each other.
static BROWSERS: Semaphore = Semaphore::const_new(2);

/// A journey's result; failures are told in words, without the harness's stack.
pub type Told = Result<(), Failure>;

/// What failed, what was seen, and where its picture is.
pub struct Failure(String);

impl std::fmt::Debug for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self(format!("{error:#}"))
    }
}

/// Runs a journey in an ordinary window; `name` names the picture if it fails.
///
/// # Errors
/// The failure of the journey or of the final checks.
pub async fn journey(name: &str, story: impl AsyncFnOnce(&mut App) -> Result<()>) -> Told {
    journey_with(name, Setup::default(), story).await
}

/// Runs a journey in a window with these settings.
///
/// # Errors
/// The failure of the journey or of the final checks.
pub async fn journey_with(
    name: &str,
    setup: Setup,
    story: impl AsyncFnOnce(&mut App) -> Result<()>,
) -> Told {
    if !setup.engine.is_wanted() {
        // Not by a macro: the test runner would capture it.
        writeln!(
            std::io::stderr(),
            "journey `{name}` is left out: this system has no such browser"
        )
        .ok();
        return Ok(());
    }
    let _turn = BROWSERS.acquire().await.context("no turn")?;
    let mut app = App::start(setup).await?;
    let told = AssertUnwindSafe(async {
        story(&mut app).await?;
        app.nothing_went_wrong().await
    });
    match told.catch_unwind().await {
        Ok(Ok(())) => {
            app.leave().await;
            Ok(())
        }
        Ok(Err(error)) => Err(error.context(app.evidence(name).await).into()),
        Err(panic) => {
            let evidence = app.evidence(name).await;
            eprintln!("{evidence}");
            std::panic::resume_unwind(panic)
        }
    }
}

impl App {
    /// The checks of every journey: no policy violation, no console error, no panic, no request to
    /// another origin, and none for a missing file.
    ///
    /// # Errors
    /// When one fails.
    pub async fn nothing_went_wrong(&self) -> Result<()> {
        let problems = self.problems().await?;
        ensure!(problems.is_empty(), "the page had problems:\n{}", problems.join("\n"));
        let strangers = self.js("return __e2e.strangers()", json!([])).await?;
        ensure!(strangers == json!([]), "requests went to another origin: {strangers}");
        let missing: Vec<_> = self
            .server
            .requests()
            .into_iter()
            .filter(|(path, status)| *status != 200 && !path.ends_with("favicon.ico"))
            .collect();
        ensure!(missing.is_empty(), "asked for what is not there: {missing:?}");
        Ok(())
    }

    /// The complaints of the page and of the browser's log.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn problems(&self) -> Result<Vec<String>> {
        let kept = self.js("return __e2e.problems()", json!([])).await?;
        let kept = kept.as_array().cloned().unwrap_or_default();
        let mut problems: Vec<String> =
            kept.iter().filter_map(|line| Some(line.as_str()?.to_owned())).collect();
        let log = self.session.log().await?;
        let bad = log
            .into_iter()
            .filter(|(level, line)| level == "SEVERE" && !line.contains("favicon.ico"));
        problems.extend(bad.map(|(_, line)| format!("browser log: {line}")));
        Ok(problems)
    }

    /// Takes a picture of a failure and says where it is, with the page's own complaints.
    async fn evidence(&self, name: &str) -> String {
        let picture = screenshots().join(format!("{name}.png"));
        let taken = match self.picture(&picture).await {
            Ok(()) => picture.display().to_string(),
            Err(error) => format!("none ({error:#})"),
        };
        let problems = self.problems().await.unwrap_or_default().join("\n  ");
        let aim = self.js("return `${__e2e.aim.at}, met: ${__e2e.aim.met}`", json!([])).await;
        let aim = aim.unwrap_or_default();
        format!(
            "journey `{name}`; picture: {taken}; the last click was aimed at: {aim}; the page's problems: [{problems}]"
        )
    }

    /// Writes a picture of the viewport.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn picture(&self, path: &Path) -> Result<()> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let picture = self.session.web_driver()?.screenshot_as_png().await?;
        std::fs::write(path, picture).with_context(|| format!("cannot write {}", path.display()))
    }
}

/// The folder for pictures of failures; git ignores it.
fn screenshots() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("screenshots")
}
