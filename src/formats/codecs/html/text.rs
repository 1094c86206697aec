//! The article of the page: highlights as lines and letters, and the numbers of their notes.

use super::MarkedPage;
use crate::formats::common::markup::escaped;
use crate::model::{Block, BlockIndex, BlockKind, Byte, Kind, Segment, TextRange, segments};

impl MarkedPage<'_> {
    pub(super) fn text(&self, language: &str) -> String {
        let mut body = String::new();
        let mut at = BlockIndex(0);
        let is_row = |block: &Block| block.kind.is_row();
        for some in self.set.article().blocks().chunk_by(|one, next| is_row(one) == is_row(next)) {
            let rows = some.first().is_some_and(is_row);
            body += if rows { "<table>\n" } else { "" };
            for block in some {
                body += &if rows { self.row(block, at) } else { self.paragraph(block, at) };
                at = at.plus(1);
            }
            body += if rows { "</table>\n" } else { "" };
        }
        format!("<article translate=\"no\" lang=\"{language}\">\n{body}</article>\n")
    }

    fn paragraph(&self, block: &Block, index: BlockIndex) -> String {
        let pieces = segments(block.range, &self.set.in_block(index));
        let inside: String = pieces.iter().map(|piece| self.segment(piece)).collect();
        let tag = match block.kind {
            BlockKind::Preformatted => "pre".to_owned(),
            BlockKind::BlockQuote => "blockquote".to_owned(),
            kind => {
                kind.heading_level().map_or("p".to_owned(), |level| format!("h{}", level.max(2)))
            }
        };
        let text = self.set.article().slice(block.range);
        // Elsewhere, a blank at the end of a line would be underlined with the words before it.
        let spaced = text.contains('\t') || text.contains("  ");
        let class = match (block.kind == BlockKind::ListItem, spaced) {
            (true, true) => " class=\"item spaced\"",
            (true, false) => " class=\"item\"",
            (false, true) => " class=\"spaced\"",
            (false, false) => "",
        };
        let number = match block.range.is_empty() {
            true => String::new(),
            false => format!(" data-n=\"{}\"", block.paragraph),
        };
        format!("<{tag} dir=\"auto\"{class}{number}>{inside}</{tag}>\n")
    }

    /// A row of a table: each cell with the tab behind it.
    fn row(&self, block: &Block, index: BlockIndex) -> String {
        let mut cells = vec![String::new()];
        for piece in segments(block.range, &self.set.in_block(index)) {
            let mut start = piece.range.start;
            for text in self.set.article().slice(piece.range).split_inclusive('\t') {
                let end = Byte::at(start.index() + text.len());
                let part = piece.part(TextRange { start, end });
                start = end;
                cells.last_mut().into_iter().for_each(|cell| *cell += &self.segment(&part));
                if text.ends_with('\t') {
                    cells.push(String::new());
                }
            }
        }
        let scope = if block.kind == BlockKind::TableHead { "col" } else { "row" };
        let cell = |(at, inside): (usize, String)| match block.kind.heads(at == 0) {
            true => format!("<th scope=\"{scope}\" dir=\"auto\">{inside}</th>"),
            false => format!("<td dir=\"auto\">{inside}</td>"),
        };
        let cells: String = cells.into_iter().enumerate().map(cell).collect();
        format!("<tr data-n=\"{}\">{cells}</tr>\n", block.paragraph)
    }

    /// A piece of text inside a mark of each of its kinds, the quote's outermost: each has a line of its own.
    fn segment(&self, piece: &Segment) -> String {
        let mut out = escaped(self.set.article().slice(piece.range));
        let mut starts = String::new();
        let has = |kind: Kind| piece.covers.iter().any(|cover| cover.kind == kind);
        let outermost =
            [Kind::Quote, Kind::Claim, Kind::Person].into_iter().find(|kind| has(*kind));
        for kind in [Kind::Person, Kind::Claim, Kind::Quote] {
            if piece.covers.iter().any(|cover| cover.kind == kind && cover.starts) {
                starts.insert(0, letter(kind));
            }
            let letters = match outermost == Some(kind) && !starts.is_empty() {
                true => format!(" data-k=\"{starts}\""),
                false => String::new(),
            };
            if has(kind) {
                out = format!("<mark class=\"{}\"{letters}>{out}</mark>", kind.name());
            }
            if kind == Kind::Person {
                out += &self.ends(piece);
            }
        }
        out
    }

    /// The numbers of the annotations of which a part ends here.
    fn ends(&self, piece: &Segment) -> String {
        let ends = piece.covers.iter().filter(|cover| cover.ends).filter_map(|cover| {
            let number = self.numbers.get(&cover.id)?;
            // A note leads back to the last part.
            let last = self.set.get(&cover.id)?.end() == piece.range.end;
            let id = if last { format!(" id=\"to-{number}\"") } else { String::new() };
            let list = if self.parts.notes { "note" } else { "claim" };
            Some((number, format!("<a{id} href=\"#{list}-{number}\">{number}</a>")))
        });
        let mut ends: Vec<_> = ends.collect();
        ends.sort();
        match ends.is_empty() {
            true => String::new(),
            false => {
                let ends: Vec<_> = ends.into_iter().map(|(_, link)| link).collect();
                format!("<sup>{}</sup>", ends.join(","))
            }
        }
    }
}

fn letter(kind: Kind) -> char {
    match kind {
        Kind::Person => 'P',
        Kind::Claim => 'C',
        Kind::Quote => 'Q',
    }
}
