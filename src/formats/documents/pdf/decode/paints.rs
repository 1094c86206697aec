//! What a page draws beside letters, by place: what is behind a letter, and what is over it. Of each place the
//! last few things are known; where more was drawn, nothing is certain.

use std::ops::Range;

use super::limits::Limits;
use crate::formats::documents::pdf::area::PageArea;

/// What something that is drawn hides what is behind it with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Coat {
    /// One colour: red, green and blue.
    Colour([u8; 3]),
    /// One colour that is not known.
    Plain,
    /// A picture.
    Picture,
    /// Nothing that is certain: it has another shape, or something is seen through it.
    Loose,
}

/// The colour of paper.
pub(super) const WHITE: [u8; 3] = [255; 3];

/// Most thin things under a letter that do not count: lines, and no background of strips.
const STRIPS: usize = 4;

/// Most places of a letter that is looked at; of a wider one nothing is certain.
const WIDEST: usize = 512;

/// Number of places across and down a page, most things kept of each, and most of a page.
pub(super) const ACROSS: usize = 64;
const DEEPEST: usize = 32;
const MOST: usize = 1 << 16;
/// What stands for things that are not kept.
const LOST: u32 = u32::MAX;

/// The things that a page draws.
#[derive(Debug, Default)]
pub(super) struct Paints {
    size: (f32, f32),
    all: Vec<(PageArea, Coat)>,
    /// The numbers of things at each place, newest last.
    places: Vec<Vec<u32>>,
    /// Whether something is missing.
    lost: bool,
}

impl Paints {
    pub(super) fn new(size: (f32, f32)) -> Self {
        Self { size, ..Self::default() }
    }

    /// The number of things so far.
    pub(super) fn count(&self) -> u32 {
        self.all.len() as u32
    }

    /// Says that something was drawn nobody knows where.
    pub(super) fn lose(&mut self) {
        self.lost = true;
    }

    /// Adds something that is drawn over all before it.
    pub(super) fn add(&mut self, area: PageArea, coat: Coat, limits: &mut Limits) {
        let (columns, rows) = columns_and_rows(self.size, area);
        if self.all.len() >= MOST || !limits.places(columns.len() * rows.len()) {
            self.lost = true;
            return;
        }
        let number = self.count();
        self.all.push((area, coat));
        self.places.resize(ACROSS * ACROSS, Vec::new());
        for at in places_of(self.size, area) {
            let whole = self.area_of(at);
            let Some(list) = self.places.get_mut(at) else { continue };
            if coat != Coat::Loose && area.holds(whole) {
                list.clear();
            } else if list.len() >= DEEPEST {
                list.remove(0);
                list.first_mut().into_iter().for_each(|oldest| *oldest = LOST);
            }
            list.push(number);
        }
    }

    /// What is seen behind an area, if it is the same everywhere; things thinner than `thin` do not count.
    pub(super) fn behind(&self, area: PageArea, thin: f32) -> Coat {
        if self.lost || self.is_wide(area) {
            return Coat::Loose;
        }
        let mut tops = self.parts(area).map(|(at, part)| self.top(at, part, thin));
        let first = tops.next().unwrap_or(Coat::Loose);
        if tops.all(|one| one == first) { first } else { Coat::Loose }
    }

    fn top(&self, at: usize, mut part: PageArea, thin: f32) -> Coat {
        let mut found = None;
        let (mut strip, mut strips) = (None, 0);
        for number in self.places.get(at).into_iter().flatten().rev() {
            let Some((area, coat)) = self.all.get(*number as usize) else { return Coat::Loose };
            if !area.meets(part) {
                continue;
            }
            if area.breadth() < thin {
                strips += usize::from(strip.replace(*area) != Some(*area));
                // Many of them are a background.
                if strips > STRIPS {
                    return Coat::Loose;
                }
                continue;
            }
            // Boxes side by side are one.
            let rest = part.without(*area);
            if *coat == Coat::Loose || rest == part || found.is_some_and(|found| found != *coat) {
                return Coat::Loose;
            }
            if rest.is_empty() {
                return *coat;
            }
            (found, part) = (Some(*coat), rest);
        }
        let paper = Coat::Colour(WHITE);
        if found.is_none_or(|found| found == paper) { paper } else { Coat::Loose }
    }

    /// Whether all of an area is hidden by what was drawn after the first `since` things.
    pub(super) fn cover(&self, area: PageArea, since: u32) -> bool {
        let is_over = |at: usize, mut part: PageArea| {
            let newest = || {
                let list = self.places.get(at).into_iter().flatten().rev();
                list.take_while(|number| **number >= since)
            };
            // Boxes side by side are one: each cuts off what it covers from side to side.
            newest().chain(newest()).any(|number| {
                if let Some((area, coat)) = self.all.get(*number as usize)
                    && *coat != Coat::Loose
                {
                    part = part.without(*area);
                }
                part.is_empty()
            })
        };
        let mut parts = self.parts(area).peekable();
        !self.is_wide(area) && parts.peek().is_some() && parts.all(|(at, part)| is_over(at, part))
    }

    /// Whether a picture is the last opaque thing everywhere in an area.
    pub(super) fn is_under_picture(&self, area: PageArea) -> bool {
        let is_last = |at: usize, part: PageArea| {
            let newest = self.places.get(at).into_iter().flatten().rev();
            let mut newest = newest.filter_map(|number| self.all.get(*number as usize));
            let last = newest.find(|(area, coat)| *coat != Coat::Loose && area.meets(part));
            last.is_some_and(|(_, coat)| *coat == Coat::Picture)
        };
        !self.is_wide(area) && self.parts(area).all(|(at, part)| is_last(at, part))
    }

    /// Whether an area is too wide to look at all of it.
    fn is_wide(&self, area: PageArea) -> bool {
        let (columns, rows) = columns_and_rows(self.size, area);
        columns.len() * rows.len() > WIDEST
    }

    /// The parts of an area in each place.
    fn parts(&self, area: PageArea) -> impl Iterator<Item = (usize, PageArea)> {
        let parts = places_of(self.size, area).map(move |at| (at, area.within(self.area_of(at))));
        parts.filter(|(_, part)| !part.is_empty())
    }

    fn area_of(&self, at: usize) -> PageArea {
        let (x, y) = (self.size.0 / ACROSS as f32, self.size.1 / ACROSS as f32);
        let (column, row) = ((at % ACROSS) as f32, (at / ACROSS) as f32);
        PageArea {
            left: column * x,
            top: row * y,
            right: (column + 1.0) * x,
            bottom: (row + 1.0) * y,
        }
    }
}

/// The numbers of the places of a page of this size that an area is in.
pub(super) fn places_of(size: (f32, f32), area: PageArea) -> impl Iterator<Item = usize> + Clone {
    let (columns, rows) = columns_and_rows(size, area);
    rows.flat_map(move |row| columns.clone().map(move |column| row * ACROSS + column))
}

fn columns_and_rows(size: (f32, f32), area: PageArea) -> (Range<usize>, Range<usize>) {
    let page = PageArea { left: 0.0, top: 0.0, right: size.0, bottom: size.1 };
    if !area.meets(page) {
        return (0..0, 0..0);
    }
    let place = |at: f32, size: f32| ((at / size * ACROSS as f32) as usize).min(ACROSS - 1);
    (
        place(area.left, size.0)..place(area.right, size.0) + 1,
        place(area.top, size.1)..place(area.bottom, size.1) + 1,
    )
}
