//! The architecture's rules: who may import whom, how files begin, how long they are, and what no
//! file may contain. A new exception belongs in ARCHITECTURE.md first.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Each layer, and which of our layers it may import.
const ARROWS: [(&str, &[&str]); 8] = [
    ("model", &["model"]),
    ("formats", &["formats", "model"]),
    ("session", &["session", "formats", "model"]),
    ("wire", &["wire", "session"]),
    ("view", &["view", "session", "formats", "model"]),
    ("browser", &["browser", "model"]),
    ("app", &["app", "api", "wire", "view", "browser", "session", "formats", "model"]),
    ("api", &["api", "app", "session", "formats", "model"]),
];

/// The rooms of the session, from the ground up: each may import those before it, so that no imports
/// form a circle. The session itself and its screen, above them all, may import every room.
const FLOORS: [&str; 19] = [
    "host",
    "error",
    "program_part",
    "api",
    "document",
    "storage",
    "selection",
    "sync",
    "worker",
    "library",
    "transfer",
    "notices",
    "search",
    "render",
    "suggest",
    "versions",
    "sources",
    "action",
    "commands",
];

/// The folders of the formats, and which of them each may import. The files beside them list all
/// formats, and import every folder.
const FOLDERS: [(&str, &[&str]); 3] = [
    ("common", &["common"]),
    ("codecs", &["codecs", "common"]),
    ("documents", &["documents", "common"]),
];

/// Most lines of a file.
const LINES: usize = 420;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The names and texts of the Rust files in a folder, and in those inside it.
pub fn rust_files(folder: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            let name = path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push(path);
            } else if name.ends_with(".rs") {
                files.push((name, std::fs::read_to_string(path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

/// A file's layer: `view` for `src/view/cards/card.rs` and `src/wire.rs`.
fn layer(name: &str) -> Option<&str> {
    let name = name.strip_prefix("src/")?;
    let first = name.split('/').next()?;
    let first = first.strip_suffix(".rs").unwrap_or(first);
    ARROWS.iter().map(|(layer, _)| *layer).find(|layer| *layer == first)
}

/// A file's code without its comments, which may name other layers.
pub fn code(text: &str) -> String {
    let lines = text.lines().map(|line| line.split_once("//").map_or(line, |(code, _)| code));
    lines.collect::<Vec<_>>().join("\n")
}

/// The modules of this crate that code names: after `crate::`, also in braces.
fn imported(code: &str) -> BTreeSet<String> {
    let word = |text: &str| -> String {
        text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    let mut found = BTreeSet::new();
    for (at, path) in code.match_indices("crate::").chain(code.match_indices("article_annotator::"))
    {
        let rest = &code[at + path.len()..];
        match rest.strip_prefix('{') {
            Some(list) => {
                found.extend(heads(list).into_iter().map(word));
            }
            None => {
                found.insert(word(rest));
            }
        }
    }
    found.retain(|module| ARROWS.iter().any(|(layer, _)| layer == module));
    found
}

/// The entries of a list in braces; of a list inside it, only the path before it.
fn heads(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut all) = (0_usize, 0, Vec::new());
    for (at, sign) in list.match_indices(['{', '}', ',']) {
        match (sign, depth) {
            ("{", _) => depth += 1,
            ("}", 1..) => depth -= 1,
            (_, 0) => {
                all.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
        if sign == "}" && depth == 0 && start > at {
            break;
        }
    }
    all
}

#[test]
fn what_follows_a_list_within_a_list_is_an_import_too() {
    let found = imported("use crate::{session::{Action, Screen}, view::page, model}; app::run(a);");
    assert!(found.into_iter().eq(["model", "session", "view"]));
}

#[test]
fn nobody_imports_against_the_arrows() {
    for (name, text) in rust_files("src") {
        let Some(layer) = layer(&name) else { continue };
        let (_, allowed) = ARROWS.iter().find(|(known, _)| *known == layer).unwrap();
        for module in imported(&code(&text)) {
            assert!(allowed.contains(&module.as_str()), "{name} imports {module}");
        }
    }
}

/// The room of the session a file lies in, and its floor.
fn room(name: &str) -> Option<(&str, usize)> {
    let name = name.strip_prefix("src/session/")?;
    let room = name.split('/').next()?;
    let room = room.strip_suffix(".rs").unwrap_or(room);
    FLOORS.iter().position(|floor| *floor == room).map(|floor| (room, floor))
}

/// The first name after each `path` in code, also in braces: of `crate::session::` a room, or
/// something the session exports.
fn named_after(path: &str, code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in code.match_indices(path) {
        let (mut depth, mut is_first) = (0, true);
        for word in
            code[at + path.len()..].split_inclusive(|c: char| !c.is_alphanumeric() && c != '_')
        {
            let name = word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '_');
            if !name.is_empty() && is_first {
                names.push(name.to_owned());
                is_first = false;
            }
            match word.chars().last() {
                Some('{') => depth += 1,
                Some('}') => depth -= 1,
                Some(',') => is_first = depth == 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    names
}

#[test]
fn a_room_of_the_session_imports_only_rooms_below_it_so_no_circle_crosses_one() {
    for (name, text) in rust_files("src/session") {
        let Some((own, floor)) = room(&name) else { continue };
        for other in named_after("crate::session::", &code(&text)) {
            let below = FLOORS.iter().position(|floor| *floor == other);
            // Commands act on the session itself; anything else it exports has its own room.
            let is_session = own == "commands" && other == "Session";
            assert!(
                is_session || other == own || below.is_some_and(|below| below < floor),
                "{name} imports {other}"
            );
        }
        assert!(!code(&text).contains("super::super"), "{name} reaches past its room by `super`");
    }
}

#[test]
fn every_room_of_the_session_is_known_to_this_test() {
    for (name, _) in rust_files("src/session") {
        let is_top = matches!(name.as_str(), "src/session/mod.rs" | "src/session/screen.rs");
        assert!(is_top || room(&name).is_some(), "{name} stands on no floor");
    }
}

/// The folder of the formats a file lies in, and which folders it may import.
fn folder(name: &str) -> Option<(&'static str, &'static [&'static str])> {
    let first = name.strip_prefix("src/formats/")?.split('/').next()?;
    FOLDERS.into_iter().find(|(folder, _)| *folder == first)
}

#[test]
fn formats_and_ways_in_share_what_is_common_and_never_import_each_other() {
    for (name, text) in rust_files("src/formats") {
        let Some((own, allowed)) = folder(&name) else { continue };
        for other in named_after("crate::formats::", &code(&text)) {
            assert!(allowed.contains(&other.as_str()), "{name} imports {other}");
        }
        let out = if name.ends_with(&format!("{own}/mod.rs")) { "super::" } else { "super::super" };
        assert!(!code(&text).contains(out), "{name} reaches past its folder by `super`");
    }
}

#[test]
fn every_file_of_the_formats_lies_in_a_folder_or_lists_them_all() {
    let lists =
        ["mod", "catalog", "recognise", "registry"].map(|it| format!("src/formats/{it}.rs"));
    for (name, _) in rust_files("src/formats") {
        assert!(lists.contains(&name) || folder(&name).is_some(), "{name} lies in no folder");
    }
}

#[test]
fn only_commands_change_the_session() {
    for (name, text) in rust_files("src/session") {
        let is_top = matches!(name.as_str(), "src/session/mod.rs" | "src/session/screen.rs");
        let changes = code(&text).contains("impl Session");
        assert!(is_top || name.starts_with("src/session/commands/") || !changes, "{name}");
    }
}

#[test]
fn the_page_never_names_what_writes_and_reads_files_so_that_the_first_load_does_not_carry_it() {
    let heavy = [
        ("formats::", "registry"),
        ("formats::", "recognise"),
        ("formats::", "documents"),
        ("formats::common::", "codec"),
        ("worker::", "files"),
        ("worker::", "documents"),
        ("worker::", "pdf"),
        ("worker::", "analysis"),
        ("suggest::", "suggest"),
        ("suggest::", "Models"),
        ("worker::", "perform"),
        ("json::", "CODEC"),
        ("picture::", "drawing"),
        ("picture::", "layout"),
        ("picture::", "svg"),
        ("picture::", "PICTURE_CODEC"),
        ("picture::", "NUMBERS_CODEC"),
    ];
    let may = ["src/formats/", "src/session/worker/", "src/bin/", "src/model/suggest/"];
    for (name, text) in rust_files("src") {
        if may.iter().any(|folder| name.starts_with(folder)) {
            continue;
        }
        for (path, module) in heavy {
            let names = named_after(path, &code(&text)).iter().any(|name| name == module);
            assert!(!names, "{name} names {path}{module}");
        }
        let counts = code(&text).contains("Statistics::of") && !name.starts_with("src/model/");
        assert!(!counts, "{name} counts by itself");
    }
}

#[test]
fn the_pure_layers_name_no_browser_no_clock_and_no_framework() {
    for (name, text) in rust_files("src") {
        if !matches!(layer(&name), Some("model" | "formats" | "session")) {
            continue;
        }
        for foreign in [
            "web_sys",
            "js_sys",
            "wasm_bindgen",
            "yew",
            "gloo",
            "std::time",
            "SystemTime",
            "std::fs",
        ] {
            assert!(!code(&text).contains(foreign), "{name} names {foreign}");
        }
    }
}

#[test]
fn every_file_begins_with_one_to_four_lines_that_say_what_it_is() {
    for folder in ["src", "tests", "xtask", "benches"] {
        if !root().join(folder).is_dir() {
            continue;
        }
        for (name, text) in rust_files(folder) {
            let header = text.lines().take_while(|line| line.starts_with("//!")).count();
            assert!((1..=4).contains(&header), "{name} begins with {header} lines of //!");
        }
    }
}

/// The files of tests that text names: `tests/native/layers.rs`, `journeys/deferred.rs`.
fn tests_named(text: &str) -> Vec<String> {
    let is_of_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | '/' | '.' | '-');
    let paths = text.split(|c: char| !is_of_path(c)).map(|path| path.trim_end_matches('.'));
    let paths = paths.filter(|path| path.ends_with(".rs"));
    let named = paths.filter_map(|path| match path.strip_prefix("journeys/") {
        Some(journey) => Some(format!("tests/e2e/tests/journeys/{journey}")),
        None => path.starts_with("tests/").then(|| path.to_owned()),
    });
    named.collect()
}

#[test]
fn a_test_that_is_said_to_hold_a_rule_exists() {
    for folder in ["src", "tests", "xtask", "benches"] {
        for (name, text) in rust_files(folder) {
            let comments: Vec<_> =
                text.lines().filter(|line| line.trim_start().starts_with("//")).collect();
            for test in tests_named(&comments.join("\n")) {
                assert!(root().join(&test).is_file(), "{name} names {test}");
            }
        }
    }
    let map = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    for test in tests_named(&map) {
        assert!(root().join(&test).is_file(), "ARCHITECTURE.md names {test}");
    }
}

#[test]
fn no_file_is_too_long_to_read() {
    for folder in ["src", "tests", "xtask"] {
        for (name, text) in rust_files(folder) {
            let lines = text.lines().count();
            assert!(lines <= LINES, "{name} has {lines} lines");
        }
    }
}

#[test]
fn article_text_is_never_html_and_no_component_writes_a_style_attribute() {
    for (name, text) in rust_files("src") {
        let code = code(&text);
        for html in [
            "inner_html",
            "outer_html",
            "insert_adjacent_html",
            "from_html_unchecked",
            "Trusted",
            "eval(",
        ] {
            assert!(!code.contains(html), "{name} uses {html}");
        }
        if layer(&name) == Some("view") {
            // The page's policy blocks it; `browser` sets positions and sizes through CSSOM.
            assert!(!code.replace(' ', "").contains("style="), "{name} writes a style attribute");
        }
    }
}

#[test]
fn no_file_knows_the_machine_it_was_written_on() {
    let paths = [["/wo", "rk/"], ["/ro", "ot/"], ["/ho", "me/"], ["/Use", "rs/"]]
        .map(|parts| parts.concat());
    let listed = std::process::Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output();
    // An unpacked archive has no git, and nothing of a machine in it either.
    let Ok(listed) = listed.map(|output| output.stdout) else { return };
    for name in listed.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
        let name = String::from_utf8_lossy(name);
        let Ok(content) = std::fs::read(root().join(&*name)) else { continue };
        let content = String::from_utf8_lossy(&content);
        for path in &paths {
            assert!(
                name.starts_with("tests/data/") || !content.contains(path),
                "{name} names {path}"
            );
        }
    }
}

#[test]
fn the_walls_are_seen_by_this_test() {
    let modules = |code: &str| imported(code).into_iter().collect::<Vec<_>>().join(" ");
    assert_eq!(modules("use crate::model::Kind;"), "model");
    assert_eq!(modules("use crate::{formats::Problem, view};"), "formats view");
    assert_eq!(modules("fn f() -> crate::browser::Clock {}"), "browser");
    let rooms = |code: &str| named_after("crate::session::", code).join(" ");
    assert_eq!(rooms("use crate::session::{Session, storage::batch::Batch};"), "Session storage");
    assert_eq!(rooms("fn f() -> crate::session::render::tree::Tree {}"), "render");
    let formats = |code: &str| named_after("crate::formats::", code).join(" ");
    assert_eq!(formats("use crate::formats::{File, codecs::{json, w3c}, zip};"), "File codecs zip");
    assert_eq!(folder("src/formats/codecs/json/read.rs").map(|(own, _)| own), Some("codecs"));
    assert_eq!(
        tests_named("held (tests/native/cards.rs, `journeys/deferred.rs`). See src/lib.rs."),
        ["tests/native/cards.rs", "tests/e2e/tests/journeys/deferred.rs"]
    );
    assert_eq!(modules(&code("/// as crate::view does\nfn f() {} // crate::app")), "");
    assert_eq!(
        (layer("src/view/cards/card.rs"), layer("src/api.rs"), layer("src/lib.rs")),
        (Some("view"), Some("api"), None)
    );
}
