//! Names the program's files by their final content, and writes the build's id into each. A page
//! and a file of two builds refuse each other by it: assets/boot.js,
//! tests/e2e/tests/journeys/deferred.rs.

use crate::shrink::{read, text, write};
use crate::{Outcome, split};
use std::fs;
use std::hash::{DefaultHasher, Hasher as _};
use std::path::{Path, PathBuf};
use wasm_encoder::{CustomSection, Section as _};

/// The worker's programs, as `src/bin/` and `Program::name` call them.
pub const WORKERS: [&str; 4] = ["files", "documents", "pdf", "analysis"];

/// What a program of the worker fetches itself: the program, and the file.
pub const DATA: (&str, &str) = ("analysis", "english.bin");

/// The name of the section and the export with the build's id.
const SECTION: &str = "build";

/// The line in a script with the build's id.
const OWN: &str = "const own = '';";

/// The files of a program in parts, and its style sheets.
pub struct Files {
    pub first: PathBuf,
    /// The later parts, with their names.
    pub later: Vec<(&'static str, PathBuf)>,
    pub glue: PathBuf,
    pub styles: Vec<PathBuf>,
}

/// Stamps and names all of them once nothing else changes, and updates the page.
pub fn stamp(folder: &Path, files: &Files) -> Outcome<()> {
    let page = folder.join("index.html");
    let workers = WORKERS.map(|name| stamp_worker(folder, name).map(|build| (name, build)));
    let workers: Vec<_> = workers.into_iter().collect::<Outcome<_>>()?;
    let boot = folder.join("boot.js");
    let parts = || files.later.iter().map(|(_, path)| path).chain([&files.first]);
    let contents: Vec<_> =
        parts().chain([&files.glue, &boot]).map(|path| read(path)).collect::<Outcome<_>>()?;
    let build = hash(&(contents, &workers));
    for path in parts() {
        write(path, &with_section(&read(path)?, &build))?;
    }
    split::fits(&files.first, &files.later)?;
    let (old, first) = rename(&files.first)?;
    let named = |(part, path): &(&'static str, PathBuf)| Ok((*part, rename(path)?.1));
    let later: Vec<_> = files.later.iter().map(named).collect::<Outcome<_>>()?;
    let glue = text(&files.glue)?.replace(&old, &first);
    write(&files.glue, exporting(&glue, &build).as_bytes())?;
    let (old_glue, glue) = rename(&files.glue)?;
    write(&boot, owned(&text(&boot)?, &build)?.as_bytes())?;
    let mut told = text(&page)?.replace(&old, &first).replace(&old_glue, &glue);
    for style in &files.styles {
        let (old, style) = rename(style)?;
        told = told.replace(&old, &style);
    }
    write(&page, told_of(&told, &later, &build, &workers)?.as_bytes())
}

/// Trunk puts no hash into the worker's file names, so the page gets an id to request them by, and the program
/// its data.
fn stamp_worker(folder: &Path, name: &str) -> Outcome<String> {
    let (program, glue) =
        (folder.join(format!("{name}_bg.wasm")), folder.join(format!("{name}.js")));
    let data = if name == DATA.0 { read(&folder.join(DATA.1))? } else { Vec::new() };
    let build = hash(&(read(&program)?, text(&glue)?, read(&folder.join("work.js"))?, data));
    write(&program, &with_section(&read(&program)?, &build))?;
    write(&glue, exporting(&text(&glue)?, &build).as_bytes())?;
    Ok(build)
}

/// The page with its build's id, the paths of the later parts, and the ids of the worker's programs.
fn told_of(
    page: &str,
    later: &[(&str, String)],
    build: &str,
    workers: &[(&str, String)],
) -> Outcome<String> {
    let (tag, boot) = ("data-wasm=", "boot.js\"");
    if page.matches(tag).count() != 1 || page.matches(boot).count() != 1 {
        return Err("index.html has not one script of Trunk.toml's `pattern_script`.".into());
    }
    let all = later.iter().chain(workers);
    let named: String = all.map(|(name, value)| format!("data-{name}=\"{value}\" ")).collect();
    let told = format!("data-build=\"{build}\" {named}data-wasm=");
    Ok(page.replace(tag, &told).replace(boot, &format!("boot.js?v={build}\"")))
}

fn owned(script: &str, build: &str) -> Outcome<String> {
    match script.matches(OWN).count() {
        1 => Ok(script.replace(OWN, &format!("const own = '{build}';"))),
        _ => Err(format!("boot.js has no line `{OWN}`, which says of which build it is.")),
    }
}

fn exporting(glue: &str, build: &str) -> String {
    format!("{}\nexport const build = '{build}';\n", glue.trim_end())
}

/// A module with a custom section for the build's id, which does not affect running it.
fn with_section(module: &[u8], build: &str) -> Vec<u8> {
    let section = CustomSection { name: SECTION.into(), data: build.as_bytes().into() };
    let mut stamped = module.to_vec();
    section.append_to(&mut stamped);
    stamped
}

/// Replaces trunk's hash, made before the file changed, by the hash of its content. Returns the old
/// and the new name.
fn rename(path: &Path) -> Outcome<(String, String)> {
    let old = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let new = renamed(&old, &hash(&read(path)?))
        .ok_or_else(|| format!("{old} is not named as trunk names files"))?;
    fs::rename(path, path.with_file_name(&new))
        .map_err(|e| format!("cannot rename {}: {e}", path.display()))?;
    Ok((old, new))
}

/// `name-HASH_bg.wasm` with another hash.
fn renamed(name: &str, hash: &str) -> Option<String> {
    let (base, rest) = name.rsplit_once('-')?;
    let end = rest.find(['_', '.'])?;
    Some(format!("{base}-{hash}{}", rest.get(end..)?))
}

fn hash(content: &impl std::hash::Hash) -> String {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_by_its_content_and_not_by_what_it_was_made_of() {
        let named = |name: &str| renamed(name, "0123");
        assert_eq!(
            named("article-annotator-1b2c_bg.wasm").as_deref(),
            Some("article-annotator-0123_bg.wasm")
        );
        assert_eq!(
            named("article-annotator-1b2c.js").as_deref(),
            Some("article-annotator-0123.js")
        );
        assert_eq!(named("files.js"), None);
        assert_ne!(hash(&b"one"), hash(&b"two"));
    }

    const PAGE: &str = r#"<link rel="stylesheet" href="./look-1.css"><script type="module" src="./boot.js" data-js="./a-1.js" data-wasm="./a-1_bg.wasm"></script>"#;

    /// The stamped page, for files as trunk leaves them, one of them changed.
    fn stamped(name: &str, changed: &str) -> String {
        let folder = std::env::temp_dir().join(format!("{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let program = "\0asm\u{1}\0\0\0";
        let files = [
            ("index.html", PAGE),
            ("look-1.css", "p{}"),
            ("boot.js", "const own = '';"),
            ("a-1.js", "load('a-1_bg.wasm')"),
            ("a-1_bg.wasm", program),
            ("a-1_deferred.wasm", program),
            ("files.js", ""),
            ("files_bg.wasm", program),
            ("documents.js", ""),
            ("documents_bg.wasm", program),
            ("pdf.js", ""),
            ("pdf_bg.wasm", program),
            ("analysis.js", ""),
            ("analysis_bg.wasm", program),
            ("english.bin", ""),
            ("work.js", ""),
        ];
        for (name, content) in files {
            let more = if name == changed { "\n// More." } else { "" };
            write(&folder.join(name), format!("{content}{more}").as_bytes()).unwrap();
        }
        let [first, deferred, glue, style] =
            ["a-1_bg.wasm", "a-1_deferred.wasm", "a-1.js", "look-1.css"].map(|it| folder.join(it));
        let later = vec![("deferred", deferred)];
        stamp(&folder, &Files { first, later, glue, styles: vec![style] }).unwrap();
        let page = text(&folder.join("index.html")).unwrap();
        for name in page.split('"').filter_map(|name| name.strip_prefix("./")) {
            let file = name.split('?').next().unwrap_or_default();
            assert!(folder.join(file).exists(), "the page asks for {file}");
        }
        fs::remove_dir_all(&folder).unwrap();
        page
    }

    #[test]
    fn whichever_file_changes_no_browser_takes_the_one_it_kept_of_an_earlier_build() {
        let page = stamped("stamp", "");
        assert_eq!(stamped("stamp-same", ""), page, "the same files have the same names");
        for changed in [
            "look-1.css",
            "boot.js",
            "a-1.js",
            "files.js",
            "documents.js",
            "pdf.js",
            "analysis.js",
            "english.bin",
            "work.js",
        ] {
            assert_ne!(stamped("stamp-other", changed), page, "{changed}");
        }
    }

    #[test]
    fn the_page_is_told_of_all_parts_their_build_and_the_programs_of_the_worker() {
        let page = r#"<script type="module" src="./boot.js" data-js="./a.js" data-wasm="./a.wasm"></script>"#;
        let workers = [("files", "f1".to_owned()), ("documents", "d1".to_owned())];
        let later = [("deferred", "a_deferred.wasm".to_owned())];
        let told = told_of(page, &later, "b1", &workers).unwrap();
        assert_eq!(
            told,
            r#"<script type="module" src="./boot.js?v=b1" data-js="./a.js" data-build="b1" data-deferred="a_deferred.wasm" data-files="f1" data-documents="d1" data-wasm="./a.wasm"></script>"#
        );
        assert!(told_of("<p>", &[], "b", &[]).is_err());
    }

    #[test]
    fn a_stamped_file_says_its_build_and_one_that_cannot_is_refused() {
        let stamped = with_section(b"\0asm\x01\0\0\0", "b1");
        let mut sections = wasmparser::Parser::new(0).parse_all(&stamped).filter_map(|payload| {
            match payload.unwrap() {
                wasmparser::Payload::CustomSection(one) => Some((one.name(), one.data())),
                _ => None,
            }
        });
        assert_eq!(sections.next(), Some(("build", &b"b1"[..])));
        assert_eq!(owned("const own = '';", "b1").as_deref(), Ok("const own = 'b1';"));
        assert!(owned("const mine = '';", "b1").unwrap_err().contains("const own"));
        assert!(exporting("let a;\n\n", "b1").ends_with("let a;\nexport const build = 'b1';\n"));
    }
}
