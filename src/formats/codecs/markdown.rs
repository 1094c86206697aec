//! Markdown: the article with the annotations as footnotes. Export only; no character of the article or a
//! note becomes markup (tests/formats/hostile.rs).

use std::collections::BTreeMap;

use crate::formats::common::codec::{Codec, Context, Imported, KeptDocument};
use crate::formats::common::{Audience, File, Format, Ids, Problem, sentences};
use crate::model::{AnnotationSet, Block, BlockKind, Byte};

/// The format.
pub const FORMAT: Format = Format {
    id: "markdown",
    name: "Markdown",
    extension: "md",
    media_type: "text/markdown",
    unit: "",
    audience: Audience::Read,
    reads: false,
    text: true,
    ids: Ids::None,
    many: false,
    choices: &[],
};

/// Its functions.
pub const CODEC: Codec =
    Codec { format: &FORMAT, holds: sentences::holds, export, import: |_, _| Imported::default() };

fn export(documents: &[KeptDocument<'_>], _: &Context<'_>) -> Result<Vec<File>, Problem> {
    let one = |one: &KeptDocument<'_>| File::new(format!("{}.md", one.stem()), written(one));
    Ok(documents.iter().map(one).collect())
}

fn written(one: &KeptDocument<'_>) -> String {
    let set = one.set();
    // The mark of a footnote comes at the end of its annotation.
    let mut ends: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (one, number) in set.iter().zip(1..) {
        ends.entry(one.end().0).or_default().push(number);
    }
    let mut file = format!("# {}\n", escaped(sentences::title(set)));
    let heading = sentences::heading(one);
    if !heading.is_empty() {
        file.push_str(&format!("\n*{}*\n", escaped(&heading.join(" · "))));
    }
    let is_row = |block: &Block| block.kind.is_row();
    for blocks in set.article().blocks().chunk_by(|one, next| is_row(one) == is_row(next)) {
        match blocks.first().is_some_and(is_row) {
            true => file.push_str(&table(set, blocks, &ends)),
            false => blocks.iter().for_each(|one| file.push_str(&paragraph(set, one, &ends))),
        }
    }
    if !set.is_empty() {
        file.push_str("\n---\n");
    }
    for (one, number) in set.iter().zip(1..) {
        let facts: Vec<_> = sentences::facts(set, one).iter().map(|fact| escaped(fact)).collect();
        let words = escaped(&sentences::words(set, one));
        let facts =
            if facts.is_empty() { String::new() } else { format!(" — {}", facts.join(" · ")) };
        file.push_str(&format!(
            "\n[^{number}]: **{}:** {words}{facts}\n",
            sentences::kind(one.kind())
        ));
    }
    file.push_str(&format!("\n<!-- Text SHA-256: {} -->\n", set.article().sha256()));
    file
}

fn paragraph(set: &AnnotationSet, block: &Block, ends: &BTreeMap<u32, Vec<usize>>) -> String {
    let text = set.article().slice(block.range);
    if text.trim().is_empty() {
        return String::new();
    }
    let mark = match block.kind {
        BlockKind::ListItem => "- ".to_owned(),
        BlockKind::BlockQuote => "> ".to_owned(),
        kind => match kind.heading_level() {
            // Only the title of the article is a first-level heading.
            Some(level) => format!("{} ", "#".repeat(usize::from(level.min(5)) + 1)),
            None => String::new(),
        },
    };
    format!("\n{mark}{}\n", at_start(&marked(text, block.range.start, ends)))
}

/// The rows of a table. It has a first row that heads the columns, if only an empty one.
fn table(set: &AnnotationSet, rows: &[Block], ends: &BTreeMap<u32, Vec<usize>>) -> String {
    let text = |row: &Block| set.article().slice(row.range);
    let columns = rows.iter().map(|row| text(row).matches('\t').count() + 1).max().unwrap_or(1);
    let mut file = "\n".to_owned();
    let divider = format!("|{}\n", " --- |".repeat(columns));
    let has_head = rows.first().is_some_and(|row| row.kind == BlockKind::TableHead);
    if !has_head {
        file.push_str(&format!("|{}\n{divider}", "  |".repeat(columns)));
    }
    for (at, row) in rows.iter().enumerate() {
        file.push('|');
        let mut start = row.range.start;
        for cell in text(row).split_inclusive('\t') {
            file.push_str(&format!(" {} |", marked(cell, start, ends).replace('\t', "")));
            start = Byte::at(start.index() + cell.len());
        }
        let cells = text(row).split_inclusive('\t').count();
        file.push_str(&"  |".repeat(columns.saturating_sub(cells)));
        file.push('\n');
        if at == 0 && has_head {
            file.push_str(&divider);
        }
    }
    file
}

/// A part of the text from a place on, with the marks of the footnotes that end in it.
fn marked(text: &str, start: Byte, ends: &BTreeMap<u32, Vec<usize>>) -> String {
    let from = start.0;
    let mut line = String::new();
    let mut at = 0;
    for (end, numbers) in ends.range(from + 1..=from + Byte::at(text.len()).0) {
        let to = (end - from) as usize;
        line.push_str(&escaped(text.get(at..to).unwrap_or_default()));
        numbers.iter().for_each(|number| line.push_str(&format!("[^{number}]")));
        at = to;
    }
    line.push_str(&escaped(text.get(at..).unwrap_or_default()));
    line
}

/// A text on one line in which no character is markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            // Number signs at its end would be those of a heading.
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '$' | '^' | '#' => {
                out.extend(['\\', sign]);
            }
            '&' => out.push_str("&amp;"),
            '\n' | '\r' => out.push(' '),
            _ => out.push(sign),
        }
    }
    out
}

/// The same for what is markup only at the start of a line.
fn at_start(line: &str) -> String {
    let line = line.trim_start_matches([' ', '\t']);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let marks = line.starts_with(['+', '-', '=', ':']);
    match line.get(digits..digits + 1) {
        _ if marks => format!("\\{line}"),
        Some(sign @ ("." | ")")) if digits > 0 => {
            format!("{}\\{sign}{}", &line[..digits], &line[digits + 1..])
        }
        _ => line.to_owned(),
    }
}
