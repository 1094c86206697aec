//! The size budgets of the page's parts and of the worker's programs, compressed as a good host does.
//! Every file of dist/ counts towards the start unless it is excluded by name here, so nothing new
//! slips by.

use crate::stamp::{DATA, WORKERS};
use crate::{Outcome, process};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

// Sizes in bytes, after brotli at quality 11.

/// Everything requested until the app is ready: the article can be read, marked and kept.
const START: u64 = 240_000;

/// What every page loads by itself: the start and the deferred part.
const BY_ITSELF: u64 = 480_000;

/// What a page loads at its first need: the part on demand.
const ON_DEMAND: u64 = 310_000;

/// Each of the worker's programs, fetched for its first task.
const WORKER: u64 = 700_000;

/// The models of the suggestions, fetched for the first one.
const MODELS: u64 = 300_000;

/// Files and folders that a first load does not request.
fn on_demand(name: &str) -> bool {
    name.ends_with(".d.ts")
        || name.ends_with(".schema.json")
        || name == "work.js"
        || name == DATA.1
        || name == "english.md"
        || WORKERS.iter().any(|worker| files_of(worker).iter().any(|file| file == name))
}

/// The files of one of the worker's programs.
fn files_of(worker: &str) -> [String; 2] {
    [format!("{worker}_bg.wasm"), format!("{worker}.js")]
}

/// The style sheet that waits for the deferred part: the first of index.html's with `class="deferred"`, and the others in it.
const STYLE: &str = "labels-";

/// The part that a file belongs to: the start, the deferred one, the one on demand.
fn part_of(path: &Path) -> usize {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    match &*name {
        name if name.ends_with("_deferred.wasm") || name.starts_with(STYLE) => 1,
        name if name.ends_with("_demand.wasm") => 2,
        _ => 0,
    }
}

/// Prints the table, and fails if any budget is exceeded.
pub fn check(dist: &Path) -> Outcome<()> {
    let mut files = Vec::new();
    collect(dist, &mut files)
        .map_err(|e| format!("cannot read {}: {e}. Run `cargo xtask build`.", dist.display()))?;
    // In the order in which the page requests them.
    files.sort_by_key(|path| (part_of(path), path.clone()));
    let fetched = fetched(dist);
    // All at once, so that every processor compresses.
    let all: Vec<_> =
        files.iter().chain(fetched.iter().flat_map(|part| &part.1)).cloned().collect();
    let mut sizes = compressed(&all)?.into_iter();
    println!("{:>9}  {:>9}", "raw", "brotli");
    let mut listed = |files: &[PathBuf]| -> Vec<(u64, u64)> {
        files.iter().zip(sizes.by_ref()).map(|(file, size)| list(dist, file, size)).collect()
    };
    let sizes = listed(&files);
    let of = |parts: std::ops::RangeInclusive<usize>| {
        let all = files.iter().zip(&sizes).filter(|(file, _)| parts.contains(&part_of(file)));
        sum(all.map(|(_, size)| *size))
    };
    let (raw, brotli) = of(0..=2);
    println!("{raw:>9}  {brotli:>9}  the page with all its parts");
    let mut exceeded = vec![
        over("until the app is ready", of(0..=0), START),
        over("with the deferred part, which every page loads", of(0..=1), BY_ITSELF),
        over("the part on demand", of(2..=2), ON_DEMAND),
    ];
    for (what, files, budget) in &fetched {
        let sizes = sum(listed(files).into_iter());
        exceeded.push(over(what, sizes, *budget));
    }
    let exceeded: Vec<String> = exceeded.into_iter().flatten().collect();
    match exceeded.is_empty() {
        true => Ok(()),
        false => Err(format!(
            "{}. The table above says where they are; docs/speed.md says what to do.",
            exceeded.join("; ")
        )),
    }
}

/// What is fetched for a first task: its name, its files and its budget.
fn fetched(dist: &Path) -> Vec<(String, Vec<PathBuf>, u64)> {
    let worker = |name: &str| {
        let files = files_of(name).map(|file| dist.join(file)).to_vec();
        (format!("the worker’s program `{name}`"), files, WORKER)
    };
    let models = ("the models of suggestions".to_owned(), vec![dist.join(DATA.1)], MODELS);
    WORKERS.iter().map(|name| worker(name)).chain([models]).collect()
}

/// Prints a file with its sizes, raw and compressed.
fn list(dist: &Path, file: &Path, (raw, brotli): (u64, u64)) -> (u64, u64) {
    let name = file.strip_prefix(dist).unwrap_or(file);
    println!("{raw:>9}  {brotli:>9}  {}", name.display());
    (raw, brotli)
}

fn sum(sizes: impl Iterator<Item = (u64, u64)>) -> (u64, u64) {
    sizes.fold((0, 0), |(raw, brotli), size| (raw + size.0, brotli + size.1))
}

/// Prints a line of the table, and says by how much a budget is exceeded.
fn over(what: &str, (raw, brotli): (u64, u64), budget: u64) -> Option<String> {
    let share = brotli * 100 / budget;
    println!("{raw:>9}  {brotli:>9}  {what}: {share}% of the budget of {budget} bytes");
    let over = brotli.checked_sub(budget).filter(|over| *over > 0);
    over.map(|over| format!("{what}: {over} bytes over the budget"))
}

fn collect(dir: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if on_demand(&entry.file_name().to_string_lossy()) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), files)?;
        } else {
            files.push(entry.path());
        }
    }
    Ok(())
}

/// Node takes a second. A brotli crate would have to be compiled by everyone who only wants to
/// serve.
fn compressed(files: &[PathBuf]) -> Outcome<Vec<(u64, u64)>> {
    let node = process::on_path(&["node", "nodejs"]).ok_or("Node.js is not installed; it measures the size of the app. Install it (https://nodejs.org) and run the command again.")?;
    let script = process::root().join("xtask/src/brotli.mjs");
    let answer = process::answer(Command::new(node).arg(script).args(files))
        .ok_or("Node.js could not compress the files of dist/. Run `cargo xtask build`.")?;
    let sizes: Vec<_> = answer.lines().filter_map(pair).collect();
    if sizes.len() == files.len() {
        Ok(sizes)
    } else {
        Err(format!("Node.js answered what is not a list of sizes:\n{answer}"))
    }
}

fn pair(line: &str) -> Option<(u64, u64)> {
    let (raw, brotli) = line.split_once(' ')?;
    Some((raw.parse().ok()?, brotli.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_named_is_left_out_of_the_first_load() {
        for name in [
            "work.js",
            "files.js",
            "files_bg.wasm",
            "documents.js",
            "documents_bg.wasm",
            "pdf.js",
            "pdf_bg.wasm",
            "analysis.js",
            "analysis_bg.wasm",
            "english.bin",
            "article-annotator.d.ts",
            "article-annotator.schema.json",
        ] {
            assert!(on_demand(name), "{name}");
        }
        for name in
            ["index.html", "article-annotator-0f3_bg.wasm", "sample-article.txt", "worker_bg.wasm"]
        {
            assert!(!on_demand(name), "{name}");
        }
    }

    #[test]
    fn each_file_counts_towards_its_part_and_unknown_ones_towards_the_start() {
        let part = |name: &str| part_of(&Path::new("dist").join(name));
        assert_eq!(part("article-annotator-0f3_bg.wasm"), 0);
        assert_eq!(part("article-annotator-0f3_new.wasm"), 0);
        assert_eq!(part("article-annotator-0f3_deferred.wasm"), 1);
        assert_eq!(part("article-annotator-0f3_demand.wasm"), 2);
        for part in ["deferred", "demand"] {
            let name = format!("article-annotator-0f3_{part}.wasm");
            assert!(!on_demand(&name), "it has its line in the table");
        }
        assert_eq!(over("ready", (9, 5), 5), None);
        assert_eq!(over("ready", (9, 7), 5).as_deref(), Some("ready: 2 bytes over the budget"));
    }

    #[test]
    fn the_style_sheet_that_waits_is_known_by_the_name_that_the_page_gives_it() {
        let page = fs::read_to_string(process::root().join("index.html")).unwrap();
        let first = page.lines().find(|line| line.contains("class=\"deferred\"")).unwrap();
        let name = first.split_once("assets/styles/").and_then(|(_, rest)| rest.split_once(".css"));
        assert_eq!(name.map(|(name, _)| format!("{name}-")).as_deref(), Some(STYLE));
        assert_eq!(part_of(Path::new("dist/labels-0f3.css")), 1);
        assert_eq!(part_of(Path::new("dist/tokens-0f3.css")), 0);
    }

    #[test]
    fn sizes_are_read_or_refused() {
        assert_eq!(pair("10 7"), Some((10, 7)));
        assert_eq!(pair("Error: nothing"), None);
    }
}
