//! The three kinds in the picture's file, as they look in print: lines and letters, no colour.

use std::fmt::{self, Write as _};

use crate::formats::codecs::picture::shapes::{Shape, VerdictMark};
use crate::model::Kind;

/// The width of a mention, in pixels.
pub(super) const BAR: u32 = 3;
/// The room that dots take: each, and before the first.
const DOT: (u32, u32) = (700, 400);
/// The same where there is little room.
const SMALL: (u32, u32) = (350, 200);

/// A length in hundredths of a pixel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pixels(u32);

impl Pixels {
    pub(super) fn of(pixels: u32) -> Self {
        Self(pixels * 100)
    }

    pub(super) fn hundredths(hundredths: u32) -> Self {
        Self(hundredths)
    }

    pub(super) fn between(a: Self, b: Self) -> Self {
        Self(a.0.abs_diff(b.0))
    }

    pub(super) fn round_whole(self) -> u32 {
        (self.0 + 50) / 100
    }
}

impl From<u32> for Pixels {
    fn from(pixels: u32) -> Self {
        Self::of(pixels)
    }
}

impl fmt::Display for Pixels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0 / 100, self.0 % 100) {
            (whole, 0) => write!(f, "{whole}"),
            (whole, rest) => write!(f, "{whole}.{rest:02}"),
        }
    }
}

/// A mention: a bar from a place downward.
pub(super) fn mention(out: &mut String, at: (impl Into<Pixels>, u32), height: u32) {
    let (x, y) = (at.0.into(), at.1);
    // Writing to a string cannot fail.
    let _ = write!(out, "<rect x=\"{x}\" y=\"{y}\" width=\"{BAR}\" height=\"{height}\"/>");
}

/// A quote: a band on a double line that ends at `base`.
pub(super) fn quote(
    out: &mut String,
    at: (impl Into<Pixels>, impl Into<Pixels>),
    base: u32,
    height: u32,
) {
    let (x, width) = (at.0.into(), at.1.into());
    let _ = write!(
        out,
        "<rect x=\"{x}\" y=\"{}\" width=\"{width}\" height=\"{height}\" fill-opacity=\".15\"/>\
         <rect x=\"{x}\" y=\"{}\" width=\"{width}\" height=\"1\"/>\
         <rect x=\"{x}\" y=\"{}\" width=\"{width}\" height=\"1\"/>",
        base - height,
        base - 3,
        base - 1,
    );
}

/// A claim: a dashed line.
pub(super) fn claim(out: &mut String, at: (impl Into<Pixels>, impl Into<Pixels>), y: u32) {
    let (x, width) = (at.0.into(), at.1.into());
    let _ = write!(
        out,
        "<path d=\"M{x} {y}h{width}\" stroke=\"#000\" stroke-width=\"2\" stroke-dasharray=\"5 3\"/>"
    );
}

/// The room for verdicts, while claims are drawn from the right to the left of each row.
#[derive(Debug, Default)]
pub(super) struct Room {
    row: Option<u32>,
    /// Where the next claim on the right begins.
    claim: Option<u32>,
    /// Where the next verdict below the claims begins.
    below: Option<u32>,
}

/// The end of the room: the first column of numbers begins a little further.
const END: u32 = 77_500;

impl Room {
    /// Writes the verdict of a claim: behind it, or small behind it or below it where there is little room.
    /// Where there is none it is not written, but pointing at the claim tells it.
    pub(super) fn mark(
        &mut self,
        out: &mut String,
        shape: &Shape,
        parts: &[(Pixels, Pixels)],
        y: u32,
    ) {
        if shape.kind != Kind::Claim {
            return;
        }
        if self.row != Some(shape.row) {
            *self = Self { row: Some(shape.row), ..Self::default() };
        }
        let start = parts.iter().map(|(x, _)| x.0).min().unwrap_or_default();
        let end = parts.iter().map(|(x, width)| x.0 + width.0).max().unwrap_or_default();
        let behind = self.claim.unwrap_or(END).saturating_sub(end);
        let below = self.below.unwrap_or(END).saturating_sub(start);
        match shape.mark {
            VerdictMark::Dots(filled, of) => {
                let needed = |(each, before): (u32, u32)| before + each.saturating_mul(of);
                if let Some(size) = [DOT, SMALL].into_iter().find(|size| needed(*size) <= behind) {
                    dots(out, (end + size.1, Pixels::of(y)), size.0, (filled, of));
                } else if needed(SMALL) <= below {
                    dots(out, (start, Pixels(y * 100 + 320)), SMALL.0, (filled, of));
                    self.below = Some(start);
                }
            }
            VerdictMark::Apart if behind >= SIGN => sign(out, (end + 300, y + 4), 11),
            VerdictMark::Apart if below >= SIGN => {
                sign(out, (start, y + 8), 8);
                self.below = Some(start);
            }
            VerdictMark::Apart | VerdictMark::Unchecked => {}
        }
        self.claim = Some(self.claim.map_or(start, |next| next.min(start)));
    }
}

/// The room that a question mark takes.
const SIGN: u32 = 1000;

fn sign(out: &mut String, (x, y): (u32, u32), size: u32) {
    let x = Pixels(x);
    // Writing to a string cannot fail.
    let _ =
        write!(out, "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" font-weight=\"600\">?</text>");
}

fn dots(out: &mut String, (x, y): (u32, Pixels), each: u32, (filled, of): (u32, u32)) {
    let radius = Pixels(each * 2 / 7);
    for dot in 0..of {
        let fill = if dot < filled { "" } else { " fill=\"#fff\"" };
        let x = Pixels(x + each * dot + each / 2);
        let _ = write!(
            out,
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" stroke=\"#000\" stroke-width=\".6\"{fill}/>"
        );
    }
}
