//! Text in the picture's file: cut to fit, and escaped.

use std::fmt::Write as _;

use crate::formats::common::markup::escaped;
use crate::model::clusters::clusters;

/// A line of text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'a> {
    pub words: &'a str,
    pub x: u32,
    pub y: u32,
    pub size: u32,
    pub bold: bool,
    /// Whether it ends at `x`.
    pub end: bool,
}

impl<'a> Text<'a> {
    pub(super) fn new(words: &'a str) -> Self {
        Self { words, x: 0, y: 0, size: 12, bold: false, end: false }
    }

    pub(super) fn write(self, out: &mut String) {
        let Self { words, x, y, size, bold, end } = self;
        let weight = if bold { " font-weight=\"600\"" } else { "" };
        let anchor = if end { " text-anchor=\"end\"" } else { "" };
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{weight}{anchor}>{}</text>",
            escaped(&clean(words))
        );
    }
}

/// A text of at most this many columns, cut between characters; wide characters take two.
pub(in crate::formats::codecs) fn fitted(text: &str, most: usize) -> String {
    let (mut columns, mut fits, mut signs) = (0, 0, 0);
    for (at, cluster) in clusters(text) {
        let wide = cluster.chars().next().is_some_and(is_wide);
        columns += if wide { 2 } else { 1 };
        // A letter may carry thousands of accents.
        signs += cluster.chars().count();
        if columns > most || signs > 4 * most {
            return format!("{}…", text.get(..fits).unwrap_or_default().trim_end());
        }
        if columns < most {
            fits = at + cluster.len();
        }
    }
    text.to_owned()
}

/// Whether a character is as wide as two Latin letters: those of East Asia, and pictures.
fn is_wide(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe6f
        | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f300..=0x1faff | 0x20000..=0x3fffd)
}

/// A text in one line that XML can hold, without characters that turn around what follows them.
pub(in crate::formats::codecs) fn clean(text: &str) -> String {
    let sign = |c: char| match c {
        '\n' | '\t' => Some(' '),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        '\u{fffe}' | '\u{ffff}' => Some('\u{fffd}'),
        c if c.is_control() => Some('\u{fffd}'),
        c => Some(c),
    };
    text.chars().filter_map(sign).collect()
}
