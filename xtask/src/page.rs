//! The page as it is published: one style sheet for the first picture, one for the deferred part, which
//! compress better than many, and no comments.

use crate::Outcome;
use crate::shrink::{read, text, write};
use std::fs;
use std::path::Path;

/// A style sheet that waits for the deferred part (index.html, assets/boot.js).
const DEFERRED: &str = "class=\"deferred\"";

/// Joins the style sheets of the page, in its order, and removes its comments.
pub fn tidy(folder: &Path) -> Outcome<()> {
    let path = folder.join("index.html");
    let (page, sheets) = joined(&text(&path)?);
    for (first, others) in sheets {
        let mut whole = read(&folder.join(&first))?;
        for other in others {
            let other = folder.join(other);
            whole.extend(read(&other)?);
            fs::remove_file(&other)
                .map_err(|e| format!("cannot remove {}: {e}", other.display()))?;
        }
        write(&folder.join(first), &whole)?;
    }
    write(&path, without_comments(&page).as_bytes())
}

/// The page with the first of its style sheets of each sort, and what is to be added to each.
fn joined(page: &str) -> (String, Vec<(String, Vec<String>)>) {
    let mut sheets: Vec<(bool, (String, Vec<String>))> = Vec::new();
    let stays = |line: &&str| {
        let Some(name) = sheet(line) else { return true };
        let deferred = line.contains(DEFERRED);
        match sheets.iter_mut().find(|(sort, _)| *sort == deferred) {
            Some((_, (_, others))) => others.push(name.to_owned()),
            None => {
                sheets.push((deferred, (name.to_owned(), Vec::new())));
                return true;
            }
        }
        false
    };
    let page = page.split_inclusive('\n').filter(stays).collect();
    (page, sheets.into_iter().map(|(_, sheets)| sheets).collect())
}

/// The file that a line of the page asks for as a style sheet.
fn sheet(line: &str) -> Option<&str> {
    let (_, named) = line.split_once("<link rel=\"stylesheet\" href=\"./")?;
    Some(named.split_once('"')?.0)
}

fn without_comments(page: &str) -> String {
    let mut parts = page.split("<!--");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(part.split_once("-->").map_or("", |(_, rest)| rest));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_one_style_sheet_for_the_first_picture_and_one_that_waits() {
        let link = |name: &str, more: &str| {
            format!("<link rel=\"stylesheet\" href=\"./{name}.css\"{more}/>\n")
        };
        let wait = |name: &str| link(name, " class=\"deferred\" media=\"not&#x20;all\"");
        let page = format!(
            "<!-- Why. -->\n{}{}<title>A</title>\n{}{}",
            link("a", ""),
            link("b", ""),
            wait("c"),
            wait("d")
        );
        let folder = std::env::temp_dir().join(format!("page-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        write(&folder.join("index.html"), page.as_bytes()).unwrap();
        for name in ["a", "b", "c", "d"] {
            write(&folder.join(format!("{name}.css")), format!("{name}{{}}").as_bytes()).unwrap();
        }
        tidy(&folder).unwrap();
        let told = text(&folder.join("index.html")).unwrap();
        assert_eq!(told, format!("\n{}<title>A</title>\n{}", link("a", ""), wait("c")));
        let sheets = ["a", "c"].map(|name| text(&folder.join(format!("{name}.css"))).unwrap());
        assert_eq!(sheets, ["a{}b{}", "c{}d{}"], "in the order of the page");
        assert!(!folder.join("b.css").exists() && !folder.join("d.css").exists());
        fs::remove_dir_all(&folder).unwrap();
    }
}
