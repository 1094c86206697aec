//! A program that cannot outlive us: a watchdog kills it and all it started, and removes its
//! folder. Signals only processes that carry its mark.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Context, Result, bail};

/// Time a program has to become ready, on a machine that does much else.
pub const START: Duration = Duration::from_secs(60);

/// Variables of the user's own session, hidden from programs under test.
const PRIVATE: [&str; 7] = [
    "DBUS_SESSION_BUS_ADDRESS",
    "WAYLAND_DISPLAY",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_DOWNLOAD_DIR",
    "XDG_STATE_HOME",
];

/// A running program with a home folder of its own. Dropping it ends it and removes the folder.
pub struct Watched {
    watchdog: Child,
    mark: String,
    root: PathBuf,
    told: mpsc::Receiver<String>,
}

impl Watched {
    /// Starts a program. `grace` is the time it has to tidy up before it is killed, in units of 20
    /// ms.
    ///
    /// # Errors
    /// When there is no shell. If the program itself did not start, [`Watched::log`] says so.
    pub fn start(program: &str, args: &[&str], env: &[(&str, &str)], grace: u32) -> Result<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let mark = format!("{}-{count}", std::process::id());
        let root = std::env::temp_dir().join(format!("article-annotator-e2e-{mark}"));
        let mut command = Command::new("sh");
        command.args(["-c", include_str!("watchdog.sh"), "watchdog", &mark]).arg(&root);
        command.arg(grace.to_string()).arg(program).args(args).envs(env.iter().copied());
        PRIVATE.iter().for_each(|name| {
            command.env_remove(name);
        });
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut watchdog = command.spawn().context("no shell to start the program with")?;
        let stdout = watchdog.stdout.take().context("the program has no output")?;
        Ok(Self { watchdog, mark, root, told: read(stdout) })
    }

    /// The folder that is removed with it.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Waits until it writes a line that contains this.
    ///
    /// # Errors
    /// When it does not within 20 s.
    pub fn announced<T>(&self, find: impl Fn(&str) -> Option<T>) -> Result<T> {
        let start = std::time::Instant::now();
        while let Some(left) = START.checked_sub(start.elapsed()) {
            let Ok(line) = self.told.recv_timeout(left) else { break };
            if let Some(found) = find(&line) {
                return Ok(found);
            }
        }
        bail!("it announced nothing")
    }

    /// Its error output.
    #[must_use]
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.root.join("driver.log")).unwrap_or_default()
    }

    /// Its processes, except those of these names.
    ///
    /// # Errors
    /// When the system has no list of processes.
    pub fn processes(&self, but: &[&str]) -> Result<Vec<String>> {
        let mark = format!("ARTICLE_ANNOTATOR_E2E={}", self.mark).into_bytes();
        let mut pids = Vec::new();
        for entry in std::fs::read_dir("/proc")?.flatten() {
            let read = |name| std::fs::read(entry.path().join(name)).unwrap_or_default();
            let ours = read("environ").split(|byte| *byte == 0).any(|line| line == mark);
            let name = String::from_utf8_lossy(&read("comm")).trim_end().to_owned();
            if ours && !but.contains(&name.as_str()) {
                pids.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
        Ok(pids)
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        drop(self.watchdog.stdin.take());
        self.watchdog.wait().ok();
    }
}

/// Keeps reading an output, so that the program never blocks.
fn read(output: impl std::io::Read + Send + 'static) -> mpsc::Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            sender.send(line).ok();
        }
    });
    receiver
}
