//! A class of the style sheets means one thing: the looks of one surface never reach another by a shared name. And no
//! rule makes the browser look through the whole article.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

use crate::layers::rust_files;

/// Classes that several files of the view share on purpose, because they look alike there.
const SHARED: &[&str] = &[
    "band",
    "button",
    "chip",
    "chips",
    "choice",
    "claims",
    "cue-line",
    "decide",
    "desk-row",
    "dialog-body",
    "dialog-foot",
    "empty",
    "field",
    "file",
    "finding",
    "finding-head",
    "findings",
    "footline",
    "help",
    "hidden",
    "hit-row",
    "hit-rows",
    "hits",
    "input",
    "key",
    "label-line",
    "link",
    "muted",
    "n",
    "page",
    "panel-bar",
    "panel-body",
    "panel-item",
    "panel-list",
    "panel-row",
    "picks",
    "places",
    "row",
    "segments",
    "suggest-foot",
    "suggestion",
    "switch",
    "tick",
    "tick-line",
];

/// The classes that a style sheet gives looks wherever they stand.
fn styled_anywhere(sheet: &str) -> BTreeSet<String> {
    let comments = Regex::new(r"(?s)/\*.*?\*/").unwrap();
    let sheet = comments.replace_all(sheet, "");
    let lists = Regex::new(r"([^{}]+)\{").unwrap();
    let class = Regex::new(r"^\.([\w-]+)[^\s>+~]*$").unwrap();
    let selectors = lists
        .captures_iter(&sheet)
        .flat_map(|list| list[1].split(',').map(|one| one.trim().to_owned()).collect::<Vec<_>>());
    selectors.filter_map(|one| Some(class.captures(&one)?[1].to_owned())).collect()
}

/// The classes that a file of the view gives to its elements: the texts in each `class=`, and what the buttons
/// of `parts/button.rs` get.
fn given(code: &str) -> BTreeSet<String> {
    let text = Regex::new(r#""([^"]*)""#).unwrap();
    let button = Regex::new(r#"\b(?:button|pressed|able|hinted)\(\s*"([^"]*)""#).unwrap();
    let buttons = button.captures_iter(code).map(|found| found.extract::<1>().1[0]);
    let mut names: BTreeSet<String> =
        buttons.flat_map(|all| all.split(' ')).map(str::to_owned).collect();
    for value in code.split("class=").skip(1) {
        for found in text.captures_iter(first_value(value)) {
            names.extend(found[1].split(' ').map(str::to_owned));
        }
    }
    names
}

/// The value with which some code begins: a text, or what is in braces.
fn first_value(code: &str) -> &str {
    let mut open = 0;
    let end = code.char_indices().skip(1).find(|(_, letter)| match (code.as_bytes()[0], letter) {
        (b'"', letter) => *letter == '"',
        (_, '{') => {
            open += 1;
            false
        }
        (_, '}') => {
            open -= 1;
            open < 0
        }
        _ => false,
    });
    end.map_or("", |(end, _)| &code[..=end])
}

#[test]
fn no_two_surfaces_share_the_looks_of_a_class_by_chance() {
    let mut files: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, code) in rust_files("src/view") {
        for name in given(&code) {
            files.entry(name).or_default().insert(file.clone());
        }
    }
    let sheets = std::fs::read_dir("assets/styles").unwrap().map(|entry| entry.unwrap().path());
    let sheets = sheets.filter(|path| path.extension().is_some_and(|end| end == "css"));
    let styled = sheets.flat_map(|path| styled_anywhere(&std::fs::read_to_string(path).unwrap()));
    let shared = styled.filter(|name| files.get(name).is_some_and(|files| files.len() > 1));
    let shared: BTreeSet<String> = shared.collect();
    let meant: BTreeSet<String> = SHARED.iter().map(|name| (*name).to_owned()).collect();
    let by_chance = shared.difference(&meant).map(|name| format!(".{name} {:?}", files[name]));
    assert_eq!(by_chance.collect::<Vec<_>>(), <[String; 0]>::default());
    assert_eq!(meant.difference(&shared).collect::<Vec<_>>(), <[&String; 0]>::default());
}

#[test]
fn classes_are_seen_by_this_test() {
    let sheet = "/* .gone {} */ .skip { a: b } @media print { .tally:hover, .list .row { c: d } } p.x, .a > .b {}";
    assert_eq!(styled_anywhere(sheet), ["skip", "tally"].map(str::to_owned).into());
    let code = r#"<p class="one two" /> <b class={if on { "three on" } else { "four" }} />"#;
    assert_eq!(given(code), ["one", "two", "three", "on", "four"].map(str::to_owned).into());
}

/// The selectors of a style sheet by which something that holds the article depends on what stands anywhere in it:
/// each change of the page looks through all highlights for that.
fn far_reaching(sheet: &str) -> Vec<String> {
    let comments = Regex::new(r"(?s)/\*.*?\*/").unwrap();
    let sheet = comments.replace_all(sheet, "");
    let holders = Regex::new(r"(?:^|[\s,(])(?::root|html|body|\.page)[^\s,>+~{]*?:has\(").unwrap();
    let near = Regex::new(r"^\s*[>+~]\s*[^\s>+~,]+(?:\s*[>+~]\s*[^\s>+~,]+)*\s*$").unwrap();
    let mut found = Vec::new();
    for at in holders.find_iter(&sheet).map(|found| found.end()) {
        let mut open = 1;
        let end = sheet[at..].find(|letter| {
            open += match letter {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            open == 0
        });
        let inner = &sheet[at..at + end.unwrap()];
        found.extend(inner.split(',').filter(|one| !near.is_match(one)).map(str::to_owned));
    }
    found
}

#[test]
fn no_rule_looks_for_something_through_the_whole_article() {
    let sheets = std::fs::read_dir("assets/styles").unwrap().map(|entry| entry.unwrap().path());
    let sheets = sheets.map(|path| std::fs::read_to_string(path).unwrap());
    let found: Vec<String> = sheets.flat_map(|sheet| far_reaching(&sheet)).collect();
    assert_eq!(found, <[String; 0]>::default());
}

#[test]
fn rules_that_look_through_the_article_are_seen_by_this_test() {
    let far = ":root:has(.low) .a {} .page:not(:has(> .panel .b, > .c)) {} body:has(> i, u) {}";
    assert_eq!(far_reaching(far), [".low", "> .panel .b", " u"]);
    let near = ".page:has(> .panel > :focus-within:not(ol.x), > .cards > ol > .y) {} li:has(p) {}";
    assert_eq!(far_reaching(near), <[String; 0]>::default());
}
