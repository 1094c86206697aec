//! A type's name is used once in the program, so that a reader who meets it knows which one is meant.

use std::collections::BTreeMap;

use crate::layers::{code, rust_files};

/// The type that a line of code declares. Types inside functions and inner modules are indented, and do
/// not count.
fn declared(line: &str) -> Option<&str> {
    let mut words =
        line.split_whitespace().skip_while(|word| word.starts_with("pub") || word.ends_with(')'));
    let is_type =
        !line.starts_with(' ') && matches!(words.next(), Some("struct" | "enum" | "trait"));
    let name = words.next().filter(|_| is_type)?;
    name.split(|c: char| !c.is_alphanumeric() && c != '_').next()
}

#[test]
fn no_two_types_have_the_same_name() {
    let mut seen = BTreeMap::new();
    for (file, text) in rust_files("src") {
        for name in code(&text).lines().filter_map(declared) {
            let other = seen.insert(name.to_owned(), file.clone());
            assert_eq!(other, None, "{name} is declared there and in {file}");
        }
    }
}

#[test]
fn declared_types_are_seen_by_this_test() {
    let lines = "struct Left;\npub enum Kind {\npub(in crate::session) trait Next<T>: Copy {}";
    assert!(lines.lines().filter_map(declared).eq(["Left", "Kind", "Next"]));
    let others = "use crate::Kind;\n    struct Inner;\nfn of(kind: Kind) {}\nimpl Kind {";
    assert_eq!(others.lines().filter_map(declared).next(), None);
}
