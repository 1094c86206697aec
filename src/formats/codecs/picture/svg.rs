//! The picture of who said what as an SVG file: black on white, with nothing loaded from outside. Article text is escaped
//! (tests/native/picture.rs).

mod marks;
mod words;

use std::fmt::Write as _;

use super::shapes::{Density, Extent, Picture, Row, RowOwner};
use crate::formats::common::markup::escaped;
use crate::formats::common::sentences::{self, count};
use crate::model::statistics::{Statistics, percent};
use crate::model::{Annotation, AnnotationSet, Kind};
use marks::{Pixels, claim, mention, quote};
use words::Text;
pub(in crate::formats::codecs) use words::{clean, fitted};

/// The width of the file, in pixels.
pub const WIDTH: u32 = 1000;
/// Where names begin.
const MARGIN: u32 = 16;
/// Where the article begins, and its length.
const PLOT: (u32, u32) = (236, 520);
/// Where the columns of numbers end: mentions, quotes, words, claims.
const COLUMNS: [(&str, u32); 4] =
    [("Mentions", 830), ("Quotes", 880), ("Words", 932), ("Claims", 984)];
/// Where the rows begin.
const TOP: u32 = 104;
/// Most characters of a name, and of a role after it.
const LONGEST: usize = 30;

/// The heights of a row, in pixels from its top.
#[derive(Debug, Clone, Copy)]
struct Heights {
    row: u32,
    /// The line on which mentions and quotes stand.
    base: u32,
    /// The height of a mention.
    bar: u32,
    /// The dashes of a claim.
    dash: u32,
    name: u32,
}

const FULL: Heights = Heights { row: 40, base: 24, bar: 16, dash: 31, name: 17 };
const LOW: Heights = Heights { row: 20, base: 12, bar: 9, dash: 16, name: 14 };

/// A picture as the text of an SVG file.
pub fn svg(set: &AnnotationSet, counted: &Statistics, picture: &Picture) -> String {
    let heights = if picture.compact { LOW } else { FULL };
    let rows = u32::try_from(picture.rows.len()).unwrap_or(u32::MAX);
    let bottom = TOP.saturating_add(rows.saturating_mul(heights.row));
    let mut drawing = Drawing { set, picture, heights, bottom, out: String::new() };
    drawing.begin(counted);
    drawing.head(counted);
    drawing.hairlines();
    drawing.rows();
    drawing.shapes();
    drawing.densities();
    drawing.out.push_str("</svg>\n");
    drawing.out
}

/// What the picture shows, in one sentence.
pub fn summary(counted: &Statistics) -> String {
    let people = count(counted.people.len(), "person", "people");
    if counted.total.quotes == 0 {
        return format!("{people}, {}, no quotes.", count(counted.total.claims, "claim", "claims"));
    }
    format!(
        "{people}, {} of them quoted; {} of {}, {}% of the article.",
        counted.speakers(),
        count(counted.total.quotes, "quote", "quotes"),
        count(counted.quoted, "word", "words"),
        percent(counted.quoted, counted.words),
    )
}

struct Drawing<'a> {
    set: &'a AnnotationSet,
    picture: &'a Picture,
    heights: Heights,
    bottom: u32,
    out: String,
}

impl Drawing<'_> {
    fn begin(&mut self, counted: &Statistics) {
        let height = self.bottom.saturating_add(MARGIN);
        let title = escaped(&clean(sentences::title(self.set)));
        self.put(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" \
             role=\"img\" font-family=\"system-ui, sans-serif\" font-size=\"12\" fill=\"#000\">\n\
             <title>Who said what: {title}</title>\n<desc>{}</desc>\n\
             <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#fff\"/>\n",
            escaped(&self.described(counted)),
        ));
    }

    /// What can be seen, for those who cannot see it.
    fn described(&self, counted: &Statistics) -> String {
        let row = |row: &Row| {
            let quotes = count(row.quotes, "quote", "quotes");
            let quotes = format!("{quotes} of {}", count(row.words, "word", "words"));
            let numbers = [
                (row.mentions, count(row.mentions, "mention", "mentions")),
                (row.quotes, quotes),
                (row.claims, count(row.claims, "claim", "claims")),
            ];
            let numbers = numbers.into_iter().filter(|(number, _)| *number > 0);
            let numbers: Vec<_> = numbers.map(|(_, words)| words).collect();
            format!("{}: {}.", clean(&name_of(row)), numbers.join(", "))
        };
        let rows: Vec<_> = self.picture.rows.iter().map(row).collect();
        format!("{} {}", summary(counted), rows.join(" "))
    }

    fn head(&mut self, counted: &Statistics) {
        let title = fitted(sentences::title(self.set), 90);
        self.text(Text { x: MARGIN, y: 32, size: 18, bold: true, ..Text::new(&title) });
        self.text(Text { x: MARGIN, y: 54, ..Text::new(&summary(counted)) });
        let y = 78;
        for (x, words) in
            [(257, "Mention"), (352, "Quote, as long as it runs"), (539, "Claim, with its verdict")]
        {
            self.text(Text { x, y, ..Text::new(words) });
        }
        mention(&mut self.out, (240, y - 10), 12);
        quote(&mut self.out, (324, 22), y + 1, 11);
        claim(&mut self.out, (510, 22), y - 3);
        self.text(Text { x: MARGIN, y: 98, bold: true, ..Text::new("Person") });
        for (words, x) in COLUMNS {
            self.text(Text { x, y: 98, end: true, ..Text::new(words) });
        }
    }

    fn hairlines(&mut self) {
        let (from, to) = (TOP, self.bottom);
        for line in &self.picture.paragraphs {
            let x = self.across(line.x);
            self.put(format_args!(
                "<path d=\"M{x} {from}V{to}\" stroke=\"#000\" stroke-opacity=\".2\"/>\n"
            ));
            if line.labelled {
                let words = format!("¶ {}", line.number);
                let (x, end) = (x.round_whole(), self.picture.rtl);
                self.text(Text { x, y: 98, end, ..Text::new(&words) });
            }
        }
    }

    fn rows(&mut self) {
        let Heights { row: height, base, name, .. } = self.heights;
        for (row, at) in self.picture.rows.iter().zip(0..) {
            let top = TOP + at * height;
            self.put(format_args!(
                "<path d=\"M{MARGIN} {top}H{}\" stroke=\"#000\" stroke-opacity=\".35\"/>\n\
                 <path d=\"M{} {y}h{}\" stroke=\"#000\" stroke-opacity=\".6\"/>\n",
                WIDTH - MARGIN,
                PLOT.0,
                PLOT.1,
                y = top + base,
            ));
            let words = fitted(&name_of(row), LONGEST);
            self.text(Text { x: MARGIN, y: top + name, bold: true, ..Text::new(&words) });
            if !self.picture.compact && !row.role.is_empty() {
                let role = fitted(&row.role, LONGEST + 4);
                self.text(Text { x: MARGIN, y: top + name + 15, size: 11, ..Text::new(&role) });
            }
            let numbers = [row.mentions, row.quotes, row.words, row.claims];
            for (number, (_, x)) in numbers.into_iter().zip(COLUMNS) {
                let words = if number == 0 { "–".to_owned() } else { number.to_string() };
                self.text(Text { x, y: top + name, end: true, ..Text::new(&words) });
            }
        }
    }

    fn shapes(&mut self) {
        let mut free = marks::Room::default();
        // From the right, because verdicts stand on the right of claims.
        let mut shapes: Vec<_> = self.picture.shapes.iter().collect();
        if !self.picture.rtl {
            shapes.reverse();
        }
        for shape in shapes {
            let Some(one) = self.set.get(&shape.annotation) else { continue };
            let top = TOP + shape.row * self.heights.row;
            self.out.push_str("<g>");
            self.told(one, shape.paragraph);
            for part in &shape.parts {
                self.part(shape.kind, *part, top);
            }
            let ends = shape.parts.iter().map(|part| self.placed(*part));
            let ends: Vec<(Pixels, Pixels)> = ends.collect();
            let y = top + self.heights.dash;
            free.mark(&mut self.out, shape, &ends, y);
            self.out.push_str("</g>\n");
        }
    }

    fn part(&mut self, kind: Kind, part: Extent, top: u32) {
        let (x, width) = self.placed(part);
        let Heights { base, bar, dash, .. } = self.heights;
        match kind {
            Kind::Person => {
                // At the right end of the picture a bar would stick out.
                let x = x.min(Pixels::of(PLOT.0 + PLOT.1 - marks::BAR));
                mention(&mut self.out, (x, top + base - bar), bar);
            }
            Kind::Quote => quote(&mut self.out, (x, width), top + base, bar - 3),
            Kind::Claim => claim(&mut self.out, (x, width), top + dash),
        }
    }

    /// What pointing at an annotation tells.
    fn told(&mut self, one: &Annotation, paragraph: u32) {
        let words = fitted(&sentences::words_up_to(self.set, one, 400), 120);
        let kind = sentences::kind(one.kind());
        let verdict = sentences::verdict_of(one).map(|verdict| format!(" ({verdict})"));
        let verdict = verdict.unwrap_or_default();
        let words = escaped(&clean(&format!("{kind}{verdict}, ¶ {paragraph}: {words}")));
        self.put(format_args!("<title>{words}</title>"));
    }

    fn densities(&mut self) {
        for density in &self.picture.densities {
            let most = density.most().max(1);
            for (column, count) in &density.columns {
                self.column(density, *column, *count, most);
            }
        }
    }

    fn column(&mut self, density: &Density, column: u32, count: usize, most: usize) {
        let part = Extent { x: column * Density::COLUMN, width: Density::COLUMN };
        let (x, width) = self.placed(part);
        let top = TOP + density.row * self.heights.row;
        let Heights { base, bar, dash, .. } = self.heights;
        let (y, height) = match density.kind {
            Kind::Claim => (top + dash - 2, 4),
            _ => (top + base - bar, bar),
        };
        // From a tenth for one to full ink for the most.
        let ink = 10 + 90 * count / most;
        let kind = sentences::kind(density.kind).to_lowercase();
        self.put(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill-opacity=\"{}\"><title>{count} × {kind}</title></rect>\n",
            Pixels::hundredths(u32::try_from(ink.min(100)).unwrap_or(100)),
        ));
    }

    /// Where a part lies, and its width; from the right in an article that is right-to-left.
    fn placed(&self, part: Extent) -> (Pixels, Pixels) {
        let (from, to) = (self.across(part.x), self.across(part.x + part.width));
        (from.min(to), Pixels::between(from, to))
    }

    fn across(&self, x: u32) -> Pixels {
        let x = x.min(Picture::ACROSS);
        let x = if self.picture.rtl { Picture::ACROSS - x } else { x };
        Pixels::hundredths(PLOT.0 * 100 + x * PLOT.1 / (Picture::ACROSS / 100))
    }

    fn text(&mut self, text: Text<'_>) {
        text.write(&mut self.out);
    }

    fn put(&mut self, words: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.out.write_fmt(words);
    }
}

/// The words at the beginning of a row.
fn name_of(row: &Row) -> String {
    match &row.who {
        RowOwner::Actor(_) => row.name.clone(),
        RowOwner::More(people) => format!("{people} more"),
        RowOwner::Article => "The article itself".to_owned(),
        RowOwner::Nobody => "Nobody named yet".to_owned(),
    }
}
