//! Colours, as far as they tell whether letters have the colour of what is behind them.

use hayro_font::hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_font::hayro_syntax::page::Resources;

use super::paints::Coat;

/// What the numbers of a colour mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum InkSpace {
    Gray,
    Rgb,
    Cmyk,
    /// How much of each ink there is; paper without any.
    Inks,
    /// Something else.
    Other,
    /// A pattern, which may have gaps.
    Pattern,
}

/// A colour, and the space that its next one is in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ink {
    pub(super) space: InkSpace,
    pub(super) coat: Coat,
}

impl Ink {
    pub(super) const BLACK: Self = Self { space: InkSpace::Gray, coat: Coat::Colour([0; 3]) };

    /// The first colour of a space.
    pub(super) fn first(space: InkSpace) -> Self {
        let coat = match space {
            InkSpace::Gray | InkSpace::Rgb | InkSpace::Cmyk => Coat::Colour([0; 3]),
            InkSpace::Inks | InkSpace::Other => Coat::Plain,
            InkSpace::Pattern => Coat::Loose,
        };
        Self { space, coat }
    }

    /// A colour of a space.
    pub(super) fn of(space: InkSpace, numbers: &[f64]) -> Self {
        let part = |number: f64| (number * 255.0).round() as u8;
        let coat = match (space, numbers) {
            (InkSpace::Gray, [gray]) => Coat::Colour([part(*gray); 3]),
            (InkSpace::Rgb, [red, green, blue]) => {
                Coat::Colour([red, green, blue].map(|one| part(*one)))
            }
            (InkSpace::Cmyk, [cyan, magenta, yellow, black]) => {
                Coat::Colour([cyan, magenta, yellow].map(|ink| part((1.0 - ink) * (1.0 - black))))
            }
            (InkSpace::Inks, inks) if inks.iter().all(|ink| *ink == 0.0) => Coat::Colour([255; 3]),
            (InkSpace::Pattern, _) => Coat::Loose,
            _ => Coat::Plain,
        };
        Self { space, coat }
    }
}

/// The space of a name.
pub(super) fn space(name: &Name<'_>, resources: &Resources<'_>) -> InkSpace {
    match name.as_ref() {
        b"DeviceGray" | b"G" => return InkSpace::Gray,
        b"DeviceRGB" | b"RGB" => return InkSpace::Rgb,
        b"DeviceCMYK" | b"CMYK" => return InkSpace::Cmyk,
        b"Pattern" => return InkSpace::Pattern,
        _ => {}
    }
    let list = match resources.get_color_space(name) {
        Some(Object::Array(list)) => list,
        Some(Object::Name(other)) if other.as_ref() != name.as_ref() => {
            return space(&other, &Resources::new(Dict::empty()));
        }
        _ => return InkSpace::Other,
    };
    of_list(&list)
}

fn of_list(list: &Array<'_>) -> InkSpace {
    let mut items = list.flex_iter();
    let Some(kind) = items.next::<Name<'_>>() else { return InkSpace::Other };
    match kind.as_ref() {
        b"DeviceGray" | b"CalGray" => InkSpace::Gray,
        b"DeviceRGB" | b"CalRGB" => InkSpace::Rgb,
        b"DeviceCMYK" => InkSpace::Cmyk,
        b"Separation" | b"DeviceN" => InkSpace::Inks,
        b"Pattern" => InkSpace::Pattern,
        b"ICCBased" => {
            let profile = items.next::<Stream<'_>>();
            match profile.and_then(|profile| profile.dict().get::<u8>("N")) {
                Some(1) => InkSpace::Gray,
                Some(3) => InkSpace::Rgb,
                Some(4) => InkSpace::Cmyk,
                _ => InkSpace::Other,
            }
        }
        _ => InkSpace::Other,
    }
}

/// Most that two colours differ which nobody tells apart, of 255.
const SAME: u8 = 4;

/// Whether two colours are certainly the same to everybody.
pub(super) fn are_same(one: Coat, other: Coat) -> bool {
    match (one, other) {
        (Coat::Colour(one), Coat::Colour(other)) => {
            one.iter().zip(other).all(|(a, b)| a.abs_diff(b) <= SAME)
        }
        _ => false,
    }
}
