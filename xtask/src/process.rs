//! Running other programs, without a shell.

use crate::Outcome;
use std::ffi::{OsStr, OsString};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::JoinHandle;
use std::time::Duration;

/// The repository's folder, wherever the command was called from.
pub fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    here.parent().map(Path::to_path_buf).unwrap_or(here)
}

/// Cargo's target folder, as an absolute path.
pub fn target_dir() -> PathBuf {
    root().join(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

/// The `cargo` that runs us, in the repository; arguments are separated by blanks.
pub fn cargo(args: &str) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(args.split_whitespace()).current_dir(root());
    command
}

/// Runs a command to its end with our own input and output; an error names the command line.
pub fn run(command: &mut Command) -> Outcome<()> {
    let shown = line(command);
    let status = command.status().map_err(|e| format!("could not start `{shown}`: {e}"))?;
    if status.success() { Ok(()) } else { Err(failed(&shown, status)) }
}

fn failed(shown: &str, status: ExitStatus) -> String {
    format!("`{shown}` failed ({status}); its own words are above.")
}

/// Replaces this process by the command, so that whoever stops us stops it.
#[cfg(unix)]
pub fn become_it(command: &mut Command) -> Outcome<()> {
    let error = std::os::unix::process::CommandExt::exec(command);
    Err(format!("could not start `{}`: {error}", line(command)))
}

/// Runs it to its end.
#[cfg(not(unix))]
pub fn become_it(command: &mut Command) -> Outcome<()> {
    run(command)
}

/// A program that runs while we do something else. Killed if we give up before it ends.
pub struct Beside(Child);

impl Beside {
    pub fn start(mut command: Command) -> Outcome<Self> {
        let child = command.stdin(Stdio::null()).spawn();
        child.map(Self).map_err(|e| format!("could not start `{}`: {e}", line(&command)))
    }

    /// Waits for its end, successful or not.
    pub fn finish(mut self) -> Outcome<()> {
        self.0.wait().map(|_| ()).map_err(|e| format!("a program was lost: {e}"))
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // Both fail only if it has ended, and then there is nothing to stop.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The same, with its output kept until it is waited for. If we give up before, what it has started
/// stops at its next word, which nobody reads.
pub struct Unheard {
    program: Beside,
    shown: String,
    said: JoinHandle<String>,
}

impl Unheard {
    pub fn start(mut command: Command) -> Outcome<Self> {
        let shown = line(&command);
        let lost = |e: std::io::Error| format!("could not start `{shown}`: {e}");
        let (mut output, input) = std::io::pipe().map_err(lost)?;
        command.stdout(input.try_clone().map_err(lost)?).stderr(input);
        let program = Beside::start(command)?;
        let said = std::thread::spawn(move || {
            let mut said = Vec::new();
            // What was said before a fault is worth showing.
            let _ = output.read_to_end(&mut said);
            String::from_utf8_lossy(&said).into_owned()
        });
        Ok(Self { program, shown, said })
    }

    /// Waits for its end and prints what it said; an error names the command line.
    pub fn finish(mut self) -> Outcome<()> {
        let status = self.program.0.wait();
        print!("{}", self.said.join().unwrap_or_default());
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(failed(&self.shown, status)),
            Err(e) => Err(format!("`{}` was lost: {e}", self.shown)),
        }
    }
}

/// A duration in words, rounded for somebody who waited.
pub fn spoken(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 0..60 => format!("{seconds} s"),
        seconds => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

/// What the command prints, or `None` if it cannot be run or fails.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The command as the user could type it.
pub fn line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let program = program.file_name().unwrap_or(program.as_os_str());
    std::iter::once(program)
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The first program of one of these names on PATH.
pub fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    names
        .iter()
        .find_map(|name| std::env::split_paths(&path).find_map(|dir| program_in(&dir, name)))
}

/// The program of this name in a folder, with the system's file extension.
pub fn program_in(dir: &Path, name: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd", ".bat"] } else { &[""] };
    endings.iter().map(|ending| dir.join(format!("{name}{ending}"))).find(|file| file.is_file())
}

/// PATH with these folders in front.
pub fn path_with(dirs: &[PathBuf]) -> Outcome<OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(dirs.iter().cloned().chain(std::env::split_paths(&path)))
        .map_err(|e| format!("a folder of the tools cannot stand on PATH: {e}. Set ARTICLE_ANNOTATOR_TOOLS to another folder."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_command_is_named_as_the_user_would_type_it() {
        let mut command = Command::new("/somewhere/no-such-program");
        command.args(["--flag", "value"]);
        assert_eq!(line(&command), "no-such-program --flag value");
        assert!(run(&mut command).unwrap_err().contains("`no-such-program --flag value`"));
        assert_eq!(answer(&mut command), None);
    }

    #[test]
    fn a_time_is_told_in_minutes_and_seconds() {
        assert_eq!(spoken(Duration::from_millis(59_900)), "59 s");
        assert_eq!(spoken(Duration::from_secs(421)), "7 min 01 s");
    }

    #[cfg(unix)]
    #[test]
    fn what_runs_beside_a_failure_is_stopped_with_it() {
        let mut sleeps = Command::new("sleep");
        sleeps.arg("1000");
        let started = std::time::Instant::now();
        drop(Beside::start(sleeps).unwrap());
        assert!(started.elapsed() < Duration::from_secs(500));
    }

    #[cfg(unix)]
    #[test]
    fn what_runs_unheard_is_waited_for_and_its_failure_is_told() {
        let shell = |script: &str| {
            let mut command = Command::new("sh");
            command.args(["-c", script]);
            Unheard::start(command).unwrap().finish()
        };
        // More than a pipe holds: it must not wait for us.
        assert_eq!(shell("seq 1 30000"), Ok(()));
        assert!(shell("echo no room >&2; exit 3").unwrap_err().contains("exit status: 3"));
    }

    #[test]
    fn the_root_holds_the_workspace() {
        assert!(root().join("Cargo.lock").is_file());
    }
}
