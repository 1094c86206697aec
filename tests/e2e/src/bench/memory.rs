//! The memory of the process that renders a page, from the kernel.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result};

/// The proportional share of memory (Pss), in MiB, of the largest renderer process of the browser
/// with its profile in `root`. A browser keeps a spare renderer ready; the page's is larger.
///
/// # Errors
/// When there is no such process.
pub fn of_page(root: &Path) -> Result<f64> {
    let processes = processes()?;
    let root = root.to_string_lossy().into_owned();
    let ours = |mut pid: u32| {
        while let Some(process) = processes.get(&pid) {
            if process.command.contains(&root) {
                return true;
            }
            pid = process.parent;
        }
        false
    };
    let renderers = processes
        .iter()
        .filter(|(pid, process)| process.command.contains("--type=renderer") && ours(**pid));
    let sizes = renderers.filter_map(|(pid, _)| pss(*pid));
    sizes.max_by(f64::total_cmp).context("the browser has no renderer process")
}

struct Process {
    parent: u32,
    command: String,
}

fn processes() -> Result<HashMap<u32, Process>> {
    let mut all = HashMap::new();
    for entry in
        std::fs::read_dir("/proc").context("memory is measured where there is /proc")?.flatten()
    {
        let Ok(pid) = entry.file_name().to_string_lossy().parse() else { continue };
        let read = |name| std::fs::read(entry.path().join(name)).unwrap_or_default();
        let command = String::from_utf8_lossy(&read("cmdline")).replace('\0', " ");
        let stat = String::from_utf8_lossy(&read("stat")).into_owned();
        // After the name, which stands in brackets: the state, then the parent.
        let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
        let parent = after.split_whitespace().nth(1).and_then(|parent| parent.parse().ok());
        all.insert(pid, Process { parent: parent.unwrap_or(0), command });
    }
    Ok(all)
}

fn pss(pid: u32) -> Option<f64> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).ok()?;
    let line = text.lines().find(|line| line.starts_with("Pss:"))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1024.0)
}
