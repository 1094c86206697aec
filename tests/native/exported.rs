//! The calls of the JavaScript API are listed three times, by what each list is for: typed in
//! `assets/article-annotator.d.ts`, exported in `src/main.rs`, done in `src/api`. All three are the same.

use std::collections::BTreeSet;

use crate::layers::rust_files;

/// The names of the methods in code.
fn methods(code: &str) -> BTreeSet<&str> {
    let name = |(at, start): (usize, &str)| {
        let (name, rest) = code[at + start.len()..].split_once('(')?;
        rest.starts_with("&self").then_some(name)
    };
    code.match_indices("pub fn ").filter_map(name).collect()
}

/// The names of what the type of `window.articleAnnotator` has.
fn typed(types: &str) -> BTreeSet<&str> {
    let (_, own) = types.split_once("export interface ArticleAnnotator {\n").unwrap();
    let (own, _) = own.split_once("\n}").unwrap();
    let lines = own.lines().map(str::trim).filter(|line| !line.starts_with(['*', '/']));
    lines
        .filter_map(|line| line.trim_start_matches("readonly ").split(['(', '<', ':']).next())
        .collect()
}

#[test]
fn what_is_typed_is_exported_and_done_and_nothing_else_is() {
    let files = rust_files("src");
    let api = files.iter().filter(|(name, _)| name == "src/api.rs" || name.starts_with("src/api/"));
    let done: BTreeSet<&str> = api.flat_map(|(_, code)| methods(code)).collect();
    let (_, main) = files.iter().find(|(name, _)| name == "src/main.rs").unwrap();
    let types = include_str!("../../assets/article-annotator.d.ts");
    assert!(done.contains("load") && done.contains("suggest"), "{done:?}");
    assert_eq!(methods(main), done);
    assert_eq!(typed(types), done);
}
