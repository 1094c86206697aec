//! The rules of a style sheet that hold on the screen of a desk: selectors, and what is said of what they name. Rules
//! for print and for phones are passed over (tests/opening/sheets.rs).

/// Width of the screen, in pixels: pages have one copy of a passage for phones, and one for this.
const WIDTH: f32 = 1280.0;
const EM: f32 = 16.0;
/// Most selectors of a rule within another, the longest of them, and most blocks within each other.
const MOST: usize = 64;
const LONGEST: usize = 400;
const DEEPEST: usize = 16;

/// What is open in a style sheet.
enum SheetBlock {
    /// A rule that holds as what is around it does.
    Group,
    /// A rule for what these selectors name, and what it said so far.
    Rule(Vec<String>, String),
}

/// Calls `take` for each rule, with its selectors.
pub(super) fn rules(css: &str, mut take: impl FnMut(&[String], &str)) {
    let css = without_comments(css);
    let (mut rest, mut open) = (css.as_str(), Vec::new());
    while let Some(at) = rest.find(['{', '}']) {
        let (before, after) =
            (rest.get(..at).unwrap_or_default(), rest.get(at + 1..).unwrap_or_default());
        let begins = rest.get(at..).is_some_and(|rest| rest.starts_with('{'));
        rest = after;
        let (said, head) = match before.rfind(';').filter(|_| begins) {
            Some(end) => before.split_at(end + 1),
            None if begins => ("", before),
            None => (before, ""),
        };
        if let Some(SheetBlock::Rule(_, all)) = open.last_mut() {
            all.push_str(said);
        }
        if !begins {
            if let Some(SheetBlock::Rule(selectors, said)) = open.pop() {
                take(&selectors, &said);
            }
            continue;
        }
        let head = head.trim();
        if open.len() == DEEPEST {
            rest = behind_block(after);
        } else if !head.starts_with('@') {
            let around = open.iter().rev().find_map(|block| match block {
                SheetBlock::Rule(selectors, _) => Some(selectors.as_slice()),
                SheetBlock::Group => None,
            });
            open.push(SheetBlock::Rule(selectors(head, around), String::new()));
        } else if holds(head) {
            open.push(SheetBlock::Group);
        } else {
            rest = behind_block(after);
        }
    }
    // A sheet may break off.
    if let Some(SheetBlock::Rule(selectors, said)) = open.pop() {
        take(&selectors, &(said + rest));
    }
}

/// The selectors of a rule, whole: those within another begin with its selectors.
fn selectors(head: &str, around: Option<&[String]>) -> Vec<String> {
    let own = head.split(',').map(str::trim);
    let own = own.filter(|one| !one.is_empty() && one.len() <= LONGEST);
    let Some(around) = around else { return own.map(str::to_owned).collect() };
    let all = own.flat_map(|own| {
        around.iter().map(move |outer| match own.contains('&') {
            true => own.replace('&', outer),
            false => format!("{outer} {own}"),
        })
    });
    all.filter(|one| one.len() <= LONGEST).take(MOST).collect()
}

/// Whether what is in a block holds on our screen.
fn holds(head: &str) -> bool {
    let head = head.to_ascii_lowercase();
    if let Some(condition) = head.strip_prefix("@supports") {
        return !condition.trim_start().starts_with("not");
    }
    let media = head.strip_prefix("@media").map(is_our_screen);
    media.unwrap_or(head.starts_with("@layer"))
}

/// Whether a list of media has one that is ours for certain.
pub(super) fn is_our_screen(media: &str) -> bool {
    media.split(',').any(|one| one.split(" and").all(|part| is_ours(part.trim())))
}

fn is_ours(part: &str) -> bool {
    let inside = part.strip_prefix('(').and_then(|part| part.strip_suffix(')'));
    let Some((name, value)) = inside.and_then(|inside| inside.split_once(':')) else {
        return matches!(part, "all" | "screen" | "only screen" | "only all");
    };
    let value = value.trim();
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let Ok(number) = number.parse::<f32>() else { return false };
    let size = if value.ends_with("em") { number * EM } else { number };
    match name.trim() {
        "min-width" | "min-device-width" => size <= WIDTH,
        "max-width" | "max-device-width" => size >= WIDTH,
        _ => false,
    }
}

/// The text after a block that contains blocks.
fn behind_block(css: &str) -> &str {
    let mut depth = 1_usize;
    for (at, sign) in css.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => continue,
        }
        if depth == 0 {
            return css.get(at + 1..).unwrap_or_default();
        }
    }
    ""
}

/// A style sheet without comments, and without what hides it from old browsers or from XML.
fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    let css =
        parts.fold(first, |css, part| css + part.split_once("*/").map_or("", |(_, rest)| rest));
    let marks = ["<!--", "-->", "<![CDATA[", "]]>"];
    match marks.iter().any(|mark| css.contains(mark)) {
        true => marks.iter().fold(css, |css, mark| css.replace(mark, " ")),
        false => css,
    }
}
