//! Divides a text into its lines, each with its place in all three units. Counting an offset never reads more
//! than some hundred bytes (tests/native/laws_offsets.rs).

use super::article::{Block, BlockKind, Start};
use super::text::{Byte, CodePoint, TextRange, Utf16, width_utf16};

/// The blocks of a text, the places where counting of offsets starts, and its length in UTF-16 units and in
/// code points.
pub(super) fn divide(text: &str) -> (Vec<Block>, Vec<Start>, (u32, u32)) {
    let (mut blocks, mut starts) = (Vec::new(), Vec::new());
    let mut at = Start { byte: Byte(0), utf16: Utf16(0), code_point: CodePoint(0), ascii: true };
    let mut paragraph = 0;
    for line in text.split('\n') {
        at.ascii = line.is_ascii();
        starts.push(at);
        paragraph += u32::from(!line.is_empty());
        blocks.push(Block {
            kind: BlockKind::Paragraph,
            range: TextRange::new(at.byte.0, at.byte.0 + Byte::at(line.len()).0),
            start_utf16: at.utf16,
            start_code_point: at.code_point,
            ascii: at.ascii,
            paragraph,
        });
        at = behind(line, at, &mut starts);
    }
    (blocks, starts, (at.utf16.0 - 1, at.code_point.0 - 1))
}

/// The start of the line after one that starts at `at`. In a line beyond ASCII, counting starts again at
/// intervals, because a line can be a whole book.
fn behind(line: &str, mut at: Start, starts: &mut Vec<Start>) -> Start {
    const STEP: u32 = 256;
    let len = Byte::at(line.len()).0;
    if at.ascii {
        (at.utf16.0, at.code_point.0) = (at.utf16.0 + len, at.code_point.0 + len);
    } else {
        let (line_start, mut next) = (at.byte.0, STEP);
        for (index, character) in line.char_indices() {
            if index >= next as usize {
                at.byte = Byte(line_start + Byte::at(index).0);
                starts.push(at);
                next = Byte::at(index).0 + STEP;
            }
            at.utf16.0 += width_utf16(character);
            at.code_point.0 += 1;
        }
        at.byte.0 = line_start;
    }
    (at.byte.0, at.utf16.0, at.code_point.0) =
        (at.byte.0 + len + 1, at.utf16.0 + 1, at.code_point.0 + 1);
    at
}
