//! Finishes trunk's release output: cuts the program into its parts, shrinks each, and stamps the files
//! with the build's id. Called by trunk (Trunk.toml, `[[hooks]]`).

use crate::order::{self, Shared, chain};
use crate::stamp::{self, WORKERS};
use crate::tools::{Need, Tools};
use crate::{Outcome, imports, page, process, split};
use std::fs;
use std::path::{Path, PathBuf};

/// Nothing lies in the first 1,024 bytes of memory, the last of the stack: so an address and what is added to it
/// are one instruction.
const LOW: &str = "--low-memory-unused";
/// Data stays in one piece: cut at each short run of zeros it is shorter, but compresses worse. For the worker's programs,
/// also in index.html; the first part gets larger by it.
const WHOLE: &str = "--skip-pass=memory-packing";

/// What makes each part of the page smaller, in order. To write the jumps anew from flat code, and to optimize that once
/// more, takes 0.6 to 0.7 % from what is sent.
const PASSES: [&[&str]; 5] = [
    &["-Oz", LOW],
    &["--flatten", "--rereloop", "-Os", LOW],
    &["-Oz", LOW],
    &["--flatten", "--rereloop", "-Os", LOW],
    &["-Oz", LOW],
];

/// What makes the two largest of the worker's programs smaller, again: 0.6 % of what is sent.
const AGAIN: [&[&str]; 2] = [&["--flatten", "--rereloop", "-Os", LOW, WHOLE], &["-Os", LOW, WHOLE]];

/// Shrinks the files that trunk is about to publish.
pub fn hook() -> Outcome<()> {
    // A debug build needs its names and comments.
    if std::env::var("TRUNK_PROFILE").as_deref() != Ok("release") {
        return Ok(());
    }
    let folder = std::env::var_os("TRUNK_STAGING_DIR")
        .ok_or("`shrink` is called by trunk while it builds, not by hand.")?;
    folder_of(Path::new(&folder))
}

fn folder_of(folder: &Path) -> Outcome<()> {
    page::tidy(folder)?;
    let files =
        fs::read_dir(folder).map_err(|e| format!("cannot read {}: {e}", folder.display()))?;
    let files: Vec<PathBuf> = files.filter_map(|entry| Some(entry.ok()?.path())).collect();
    let is = |path: &Path, end: &str| path.to_string_lossy().ends_with(end);
    let program = files.iter().find(|path| is(path, "_bg.wasm") && !is_of_worker(path));
    let program = program.ok_or("trunk built no program.")?;
    let tools = Tools::ensure(Need::Build)?;
    let later = cut(program, &tools)?;
    let gains = ["files_bg.wasm", "documents_bg.wasm"];
    for worker in files.iter().filter(|path| gains.iter().any(|name| path.ends_with(name))) {
        for how in AGAIN {
            optimize(worker, how, &tools)?;
        }
    }
    let mut shared = Shared::new();
    for wasm in files.iter().filter(|path| is(path, "_bg.wasm")) {
        let glue = PathBuf::from(wasm.to_string_lossy().replace("_bg.wasm", ".js"));
        let (short, names) =
            imports::shortened(&read(wasm)?).map_err(|e| format!("{}: {e}", wasm.display()))?;
        write(&glue, imports::renamed(&text(&glue)?, &names).as_bytes())?;
        shared.extend(arrange(wasm, &short, split::FIRST, &Shared::new())?);
    }
    for (name, path) in &later {
        let exported = arrange(path, &read(path)?, name, &shared)?;
        shared.extend(exported);
    }
    // The boot script comes last, after its build's id was written into it.
    let small = |path: &&PathBuf| is(path, ".css") || (is(path, ".js") && !is(path, "boot.js"));
    for path in files.iter().filter(small) {
        minify(&tools, path)?;
    }
    let glue = PathBuf::from(program.to_string_lossy().replace("_bg.wasm", ".js"));
    let styles = files.iter().filter(|path| is(path, ".css")).cloned().collect();
    let parts = stamp::Files { first: program.clone(), later, glue, styles };
    stamp::stamp(folder, &parts)?;
    minify(&tools, &folder.join("boot.js"))
}

/// Runs `wasm-opt` on a program, in its place.
fn optimize(program: &Path, how: &[&str], tools: &Tools) -> Outcome<()> {
    process::run(tools.wasm_opt()?.args(how).arg(program).arg("-o").arg(program))
}

/// Splits the program and shrinks its parts. Returns the names and paths of the later ones.
fn cut(program: &Path, tools: &Tools) -> Outcome<Vec<(&'static str, PathBuf)>> {
    let linked =
        process::target_dir().join("wasm32-unknown-unknown/release/article-annotator.wasm");
    let parts = split::split(&read(&linked)?, &read(program)?)?;
    let small = |path: &Path, part: &[u8]| {
        write(path, part)?;
        PASSES.iter().try_for_each(|how| optimize(path, how, tools))
    };
    small(program, &parts.first)?;
    let mut later = Vec::new();
    for (name, part) in parts.later {
        let file = program.to_string_lossy().replace("_bg.wasm", &format!("_{name}.wasm"));
        let path = PathBuf::from(file);
        small(&path, &part)?;
        later.push((name, path));
    }
    Ok(later)
}

fn is_of_worker(path: &Path) -> bool {
    WORKERS.iter().any(|name| path.ends_with(format!("{name}_bg.wasm")))
}

/// Writes a program in its order, and returns the new names of what later parts import from it.
fn arrange(path: &Path, program: &[u8], name: &str, shared: &Shared) -> Outcome<Shared> {
    let likeness = if is_of_worker(path) { chain::WORKER } else { chain::PAGE };
    let (arranged, exported) = order::arranged(program, name, shared, likeness)
        .map_err(|e| format!("{}: {e}", path.display()))?;
    write(path, &arranged)?;
    Ok(exported)
}

pub fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|e| format!("cannot read {}: {e}", path.display()))
}

pub fn text(path: &Path) -> Outcome<String> {
    String::from_utf8(read(path)?).map_err(|e| format!("{}: {e}", path.display()))
}

pub fn write(path: &Path, content: &[u8]) -> Outcome<()> {
    fs::write(path, content).map_err(|e| format!("cannot write {}: {e}", path.display()))
}

/// Minifies a script or a style sheet with esbuild, which leaves quoted text alone.
pub fn minify(tools: &Tools, path: &Path) -> Outcome<()> {
    let mut command = tools.esbuild()?;
    command.args(["--minify", "--target=esnext", "--log-level=warning", "--allow-overwrite"]);
    if path.extension().is_some_and(|end| end == "js") {
        command.arg("--format=esm");
    }
    process::run(command.arg(format!("--outfile={}", path.display())).arg(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_of_the_workers_programs_stays_in_one_piece_in_each_run() {
        let page = text(&process::root().join("index.html")).unwrap();
        let how = format!("data-wasm-opt-params=\"{LOW} {WHOLE}\"");
        for worker in WORKERS {
            let program = format!("data-bin=\"{worker}\"");
            assert!(page.lines().any(|l| l.contains(&program) && l.contains(&how)), "{worker}");
        }
    }
}
