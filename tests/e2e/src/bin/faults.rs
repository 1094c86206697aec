//! Real storage faults in real browsers: a full disk, kills at any moment, tabs that crash. What
//! was shown as saved is there after a restart. By hand, as it takes minutes: `cargo xtask faults
//! full|kills|tabs [chromium|firefox] [TIMES]` (`full` needs root, for a small disk of its own).

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Context, Result, bail, ensure};
use e2e::{App, Engine, Setup};
use serde_json::json;

/// The size of the small disk: just enough for a profile.
const DISK: &str = "size=300m";

#[tokio::main]
async fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let word = |at: usize| args.get(at).map(String::as_str);
    let engine = match word(1) {
        None | Some("chromium") => Engine::Chromium,
        Some("firefox") => Engine::Firefox,
        Some(other) => bail!("there is no browser `{other}` here: chromium or firefox"),
    };
    let times = word(2).map_or(Ok(20), str::parse).context("TIMES is a number")?;
    match word(0) {
        Some("full") => full(engine).await,
        Some("kills") => kills(engine, times).await,
        Some("tabs") => tabs(engine, times).await,
        _ => bail!("say which: full, kills or tabs"),
    }
}

fn setup(engine: Engine) -> Setup {
    Setup { engine, ..Setup::default() }
}

/// Adds an annotation at a place of its own; resolves once it is shown.
async fn add(app: &App, number: usize) -> Result<()> {
    let script = "const [number] = arguments, start = number % 900; \
        await articleAnnotator.add({ kind: 'claim', start, end: start + 3, note: 'note ' + number + ' ' + 'x'.repeat(4000) })";
    app.session.js(script, json!([number])).await.map(|_| ())
}

/// The number of annotations shown, and what the header says about them.
async fn seen(app: &App) -> Result<(usize, String)> {
    let script = "return [articleAnnotator.annotations().length, document.querySelector('.saved').textContent + ' ' + document.querySelector('.saved').title]";
    let seen = app.session.js(script, json!([])).await?;
    let count = seen[0].as_u64().context("a number")?;
    Ok((usize::try_from(count)?, seen[1].as_str().unwrap_or_default().to_owned()))
}

/// Waits until the header says something.
async fn says(app: &App, words: &str, patience: Duration) -> Result<()> {
    let start = Instant::now();
    loop {
        let (count, said) = seen(app).await?;
        if said.contains(words) {
            println!("  {count} annotations: “{}”", said.trim());
            return Ok(());
        }
        ensure!(start.elapsed() < patience, "it says “{said}” and never “{words}”");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// A small disk for the browser's profile, removed on drop.
struct Disk(PathBuf);

impl Disk {
    fn mount(at: &Path) -> Result<Self> {
        std::fs::create_dir_all(at)?;
        let done =
            Command::new("mount").args(["-t", "tmpfs", "-o", DISK, "tmpfs"]).arg(at).status()?;
        ensure!(done.success(), "no small disk can be mounted here: it needs root");
        Ok(Self(at.to_owned()))
    }

    /// Fills it to the last byte.
    fn fill(&self) -> Result<PathBuf> {
        let ballast = self.0.join("ballast");
        let done = Command::new("dd")
            .args(["if=/dev/zero", "bs=4k", &format!("of={}", ballast.display())])
            .output()?;
        ensure!(!done.status.success(), "the disk is not full");
        Ok(ballast)
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        Command::new("umount").args(["-l"]).arg(&self.0).status().ok();
    }
}

/// The disk fills up, work continues, room is made, and everything is stored.
async fn full(engine: Engine) -> Result<()> {
    let mut disk = None;
    let prepare = |profile: &Path| Disk::mount(profile).map(|mounted| disk = Some(mounted));
    let mut app = App::start_in(setup(engine), prepare).await?;
    let disk = disk.context("the disk was mounted")?;
    add(&app, 0).await?;
    says(&app, "Saved", Duration::from_secs(10)).await?;
    let ballast = disk.fill()?;
    let mut number = 0;
    let said = loop {
        number += 1;
        add(&app, number).await?;
        let (_, said) = seen(&app).await?;
        if said.contains("Not saved") {
            break said;
        }
        ensure!(number < 2000, "the disk never fills up");
    };
    println!("  full at annotation {number}: “{}”", said.trim());
    for _ in 0..3 {
        number += 1;
        add(&app, number).await?;
    }
    says(&app, "Not saved", Duration::from_secs(10)).await?;
    std::fs::remove_file(ballast)?;
    says(&app, "Saved in", Duration::from_secs(90)).await?;
    app.reload().await?;
    let (count, said) = seen(&app).await?;
    println!("  {count} after a reload: “{}”", said.trim());
    app.kill_and_restart().await?;
    let (count, said) = seen(&app).await?;
    ensure!(count == number + 1, "{count} of {} came back: “{said}”", number + 1);
    println!("{}: all {count} annotations are back after the disk was full", engine.name());
    Ok(())
}

/// Kills the browser 0 to 300 ms after an edit; everything shown as saved is there, and every edit
/// is whole.
async fn kills(engine: Engine, times: usize) -> Result<()> {
    let mut app = App::start(setup(engine)).await?;
    let clock = SystemTime::UNIX_EPOCH.elapsed()?.as_nanos();
    let (mut pauses, mut lost) = (u64::try_from(clock & 0xffff_ffff)? | 1, 0);
    for time in 0..times {
        add(&app, 2 * time).await?;
        let before = seen(&app).await?;
        add(&app, 2 * time + 1).await?;
        pauses = pauses.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        tokio::time::sleep(Duration::from_millis((pauses >> 33) % 300)).await;
        let (count, said) = seen(&app).await?;
        let shown = if said.contains("Saved in") {
            count
        } else if before.1.contains("Saved in") {
            before.0
        } else {
            0
        };
        app.kill_and_restart().await?;
        let (back, _) = seen(&app).await?;
        ensure!(
            back >= shown && back <= count,
            "kill {time}: {shown} were saved of {count}, {back} came back"
        );
        lost += count - back;
    }
    println!(
        "{}: {times} kills, nothing lost that was shown as saved ({lost} edits under way were)",
        engine.name()
    );
    Ok(())
}

/// Three tabs of one article; the writing tab crashes again and again.
async fn tabs(engine: Engine, times: usize) -> Result<()> {
    let app = App::start(setup(engine)).await?;
    let mut open = vec![app.this_tab().await?];
    for time in 0..times {
        while open.len() < 3 {
            open.push(app.open_tab().await?);
        }
        app.turn_to(&open[0]).await?;
        app.follows(false).await?;
        add(&app, time).await?;
        says(&app, "Saved in", Duration::from_secs(10)).await?;
        let (count, _) = seen(&app).await?;
        add(&app, time + 450).await?;
        app.session.web_driver()?.close_window().await?;
        open.remove(0);
        app.turn_to(&open[0]).await?;
        app.follows(false).await?;
        let (there, said) = seen(&app).await?;
        ensure!(there >= count, "crash {time}: {count} were saved, {there} are there: “{said}”");
    }
    println!(
        "{}: {times} tabs gone in the middle of an edit, nothing lost that was shown as saved",
        engine.name()
    );
    Ok(())
}
