//! The floor: what the app shows, as a static page marked up beforehand. One element per paragraph,
//! with marks cut here from the same annotations; only the frame around the article is the app's.

use std::cmp::Reverse;
use std::fmt::Write as _;

use crate::news::{News, Note};

const KINDS: [&str; 3] = ["person", "claim", "quote"];

/// One element for each block, with flat marks.
#[must_use]
pub fn article(news: &News) -> String {
    let mut html = String::new();
    let (mut start, mut rest) = (0, news.notes.as_slice());
    for (index, line) in news.lines.iter().enumerate() {
        let units: Vec<u16> = line.encode_utf16().collect();
        let end = start + units.len();
        let here = rest.partition_point(|note| note.start < end);
        let (notes, later) = rest.split_at(here);
        let _ = write!(html, "<p data-block=\"{index}\" dir=\"auto\">");
        block(&mut html, &units, start, notes);
        html.push_str("</p>");
        (start, rest) = (end + 1, later);
    }
    html
}

/// The pieces of a block that begins at `start`, each covered by the same annotations throughout.
fn block(html: &mut String, units: &[u16], start: usize, notes: &[Note]) {
    let mut edges: Vec<usize> = notes.iter().flat_map(|note| [note.start, note.end]).collect();
    edges.extend([start, start + units.len()]);
    edges.sort_unstable();
    edges.dedup();
    for pair in edges.windows(2) {
        let &[from, to] = pair else { continue };
        let text = escaped(&String::from_utf16_lossy(
            units.get(from - start..to - start).unwrap_or_default(),
        ));
        let mut covers: Vec<&Note> =
            notes.iter().filter(|note| note.start < to && from < note.end).collect();
        covers.sort_by_key(|note| (note.start, Reverse(note.end)));
        match covers.is_empty() {
            true => html.push_str(&text),
            false => mark(html, &covers, from, &text),
        }
    }
}

fn mark(html: &mut String, covers: &[&Note], from: usize, text: &str) {
    let count = |kind: &str| covers.iter().filter(|note| note.kind == kind).count();
    let ids: Vec<&str> = covers.iter().map(|note| note.id.as_str()).collect();
    let kinds: Vec<&str> = KINDS.into_iter().filter(|kind| count(kind) > 0).collect();
    let starts: Vec<&str> =
        covers.iter().filter(|note| note.start == from).map(|note| note.kind).collect();
    let twice: Vec<&str> = KINDS.into_iter().filter(|kind| count(kind) > 1).collect();
    let _ = write!(html, "<mark class=\"{}\" data-ids=\"{}\"", kinds.join(" "), ids.join(" "));
    for (name, list) in [("data-start", starts), ("data-twice", twice)] {
        if !list.is_empty() {
            let _ = write!(html, " {name}=\"{}\"", list.join(" "));
        }
    }
    let _ = write!(html, ">{text}</mark>");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// A page with this article in the app's frame: its style sheets and its header, no script. `body`
/// holds one empty `<article>` element.
#[must_use]
pub fn page(styles: &[String], body: &str, article: &str) -> String {
    let mut html =
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Floor</title>\n\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            .to_owned();
    for style in styles {
        let _ = writeln!(html, "<link rel=\"stylesheet\" href=\"{style}\">");
    }
    let _ =
        write!(html, "</head>\n{}", body.replace("</article>", &format!("{article}</article>")));
    html.push_str("</html>\n");
    html
}
