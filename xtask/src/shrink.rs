//! What trunk leaves larger than it need be: called by trunk (Trunk.toml, `[[hooks]]`) on every release build.
//! Must never change what a file does: only names nobody sees, comments and blanks go.

use crate::tools::{Need, Tools};
use crate::{Outcome, process, split, stamp};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Shrinks the files that trunk is about to publish.
pub fn hook() -> Outcome<()> {
    // In a debug build names and comments are of use.
    if std::env::var("TRUNK_PROFILE").as_deref() != Ok("release") {
        return Ok(());
    }
    let folder = std::env::var_os("TRUNK_STAGING_DIR")
        .ok_or("`shrink` is called by trunk while it builds, not by hand.")?;
    folder_of(Path::new(&folder))
}

fn folder_of(folder: &Path) -> Outcome<()> {
    let files =
        fs::read_dir(folder).map_err(|e| format!("cannot read {}: {e}", folder.display()))?;
    let files: Vec<PathBuf> = files.filter_map(|entry| Some(entry.ok()?.path())).collect();
    let is = |path: &Path, end: &str| path.to_string_lossy().ends_with(end);
    let program = files.iter().find(|path| is(path, "_bg.wasm") && !is(path, "worker_bg.wasm"));
    let program = program.ok_or("trunk built no program.")?;
    let tools = Tools::ensure(Need::Build)?;
    let deferred = cut(program, &tools)?;
    for wasm in files.iter().filter(|path| is(path, "_bg.wasm")) {
        let glue = PathBuf::from(wasm.to_string_lossy().replace("_bg.wasm", ".js"));
        let (short, names) = with_short_imports(&read(wasm)?).ok_or_else(|| {
            format!("{} is not the WebAssembly that is known here", wasm.display())
        })?;
        write(wasm, &short)?;
        write(&glue, renamed(&text(&glue)?, &names).as_bytes())?;
    }
    // The boot script comes last: it is told its build first.
    let small = |path: &&PathBuf| is(path, ".css") || (is(path, ".js") && !is(path, "boot.js"));
    for path in files.iter().filter(small) {
        minify(&tools, path)?;
    }
    let glue = PathBuf::from(program.to_string_lossy().replace("_bg.wasm", ".js"));
    let parts = stamp::Files { first: program.clone(), deferred, glue };
    stamp::stamp(folder, &parts)?;
    minify(&tools, &folder.join("boot.js"))
}

/// Cuts the program in two, and makes both parts small. Gives back where the deferred one is.
fn cut(program: &Path, tools: &Tools) -> Outcome<PathBuf> {
    let linked =
        process::target_dir().join("wasm32-unknown-unknown/release/article-annotator.wasm");
    let parts = split::split(&read(&linked)?, &read(program)?)?;
    let late = PathBuf::from(program.to_string_lossy().replace("_bg.wasm", "_deferred.wasm"));
    for (path, part) in [(program, parts.first), (&late, parts.late)] {
        write(path, &part)?;
        process::run(tools.wasm_opt()?.arg(path).arg("-o").arg(path))?;
    }
    Ok(late)
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

/// The section of a module that lists what it imports.
const IMPORTS: u8 = 2;

/// A module whose imports have short names, and which they were. wasm-bindgen writes a hash of 16 digits into each
/// name, which no compression makes smaller.
fn with_short_imports(module: &[u8]) -> Option<(Vec<u8>, BTreeMap<String, String>)> {
    let (head, mut rest) = module.split_at_checked(8)?;
    let (mut short, mut names) = (head.to_vec(), BTreeMap::new());
    while let Some((&id, after)) = rest.split_first() {
        rest = after;
        let content = sized(&mut rest)?;
        let content = if id == IMPORTS { imports(content, &mut names)? } else { content.to_vec() };
        short.push(id);
        put_sized(&mut short, &content);
    }
    Some((short, names))
}

fn imports(mut list: &[u8], names: &mut BTreeMap<String, String>) -> Option<Vec<u8>> {
    let count = number(&mut list)?;
    let mut short = Vec::new();
    put_number(&mut short, count);
    for at in 0..count {
        put_sized(&mut short, sized(&mut list)?);
        let name = std::str::from_utf8(sized(&mut list)?).ok()?;
        let own = letters(at);
        put_sized(&mut short, own.as_bytes());
        names.insert(name.to_owned(), own);
        let before = list;
        skip_description(&mut list)?;
        short.extend_from_slice(before.get(..before.len() - list.len())?);
    }
    list.is_empty().then_some(short)
}

/// Goes over what an import is: a function, a table, a memory, a global or a tag.
fn skip_description(list: &mut &[u8]) -> Option<()> {
    match byte(list)? {
        0 => number(list).map(|_| ()),
        kind @ (1 | 2) => {
            if kind == 1 {
                byte(list)?;
            }
            let has_maximum = number(list)? & 1 == 1;
            number(list)?;
            if has_maximum { number(list).map(|_| ()) } else { Some(()) }
        }
        3 | 4 => byte(list).and_then(|_| byte(list)).map(|_| ()),
        _ => None,
    }
}

/// a, b, … z, ba, bb …
pub fn letters(number: u32) -> String {
    let last = char::from_digit(10 + number % 26, 36).unwrap_or_default();
    if number < 26 { last.into() } else { letters(number / 26) + &last.to_string() }
}

fn byte(from: &mut &[u8]) -> Option<u8> {
    let (first, rest) = from.split_first()?;
    *from = rest;
    Some(*first)
}

/// A number as WebAssembly writes it: seven bits to a byte, the lowest first.
fn number(from: &mut &[u8]) -> Option<u32> {
    let mut number = 0;
    for shift in (0..32).step_by(7) {
        let next = byte(from)?;
        number |= u32::from(next & 127) << shift;
        if next < 128 {
            return Some(number);
        }
    }
    None
}

pub fn put_number(into: &mut Vec<u8>, mut number: u32) {
    while number > 127 {
        into.push(number as u8 | 128);
        number >>= 7;
    }
    into.push(number as u8);
}

fn sized<'a>(from: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = number(from)?;
    let (content, rest) = from.split_at_checked(length as usize)?;
    *from = rest;
    Some(content)
}

pub fn put_sized(into: &mut Vec<u8>, content: &[u8]) {
    put_number(into, u32::try_from(content.len()).unwrap_or(u32::MAX));
    into.extend_from_slice(content);
}

/// A script with these names exchanged, wherever they stand as a whole word.
fn renamed(script: &str, names: &BTreeMap<String, String>) -> String {
    let of_word = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let mut out = String::new();
    let mut rest = script;
    while let Some(start) = rest.find(of_word) {
        let (before, from) = rest.split_at(start);
        let (word, behind) = from.split_at(from.find(|c| !of_word(c)).unwrap_or(from.len()));
        out.push_str(before);
        out.push_str(names.get(word).map_or(word, String::as_str));
        rest = behind;
    }
    out + rest
}

/// Makes a script or a style sheet small. esbuild knows what is quoted, and leaves that alone.
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
    fn imports_get_short_names_and_nothing_else_of_the_module_changes() {
        let import = |name: &str| {
            [&b"\x02./"[..], &[name.len() as u8], name.as_bytes(), b"\x00\x05"].concat()
        };
        let module = |names: [&str; 2]| {
            let list = [b"\x02".to_vec(), import(names[0]), import(names[1])].concat();
            [b"\0asm\x01\0\0\0\x01\x02ab\x02", &[list.len() as u8][..], &list, b"\x0a\x01c"]
                .concat()
        };
        let (short, names) = with_short_imports(&module(["__wbg_now_0123", "__wbg_x"])).unwrap();
        assert_eq!(short, module(["a", "b"]));
        let script = "imports = { __wbg_now_0123: () => __wbg_now_01234, './': __wbg_x };";
        assert_eq!(renamed(script, &names), "imports = { a: () => __wbg_now_01234, './': b };");
        assert_eq!(with_short_imports(&module(["a", "b"])[..20]), None);
        assert_eq!([letters(0), letters(25), letters(26), letters(700)], ["a", "z", "ba", "bay"]);
    }
}
