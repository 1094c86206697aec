//! Whether a person is a man or a woman, as far as words, titles and given names tell (tests/suggest/speakers.rs).

use super::models::Bearers;
use super::sensed::Sensed;
use super::senses::Sense;

/// What pronoun a person takes, as far as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Gender {
    /// "He".
    Man,
    /// "She".
    Woman,
    /// Nothing says.
    #[default]
    Unknown,
}

impl Gender {
    /// Whether both can be one person.
    pub fn agrees(self, other: Self) -> bool {
        self == other || self == Self::Unknown || other == Self::Unknown
    }

    /// By what a word says.
    pub fn of(sensed: &Sensed<'_>, token: usize) -> Self {
        let man = sensed.is(token, Sense::MAN.or(Sense::HE));
        let woman = sensed.is(token, Sense::WOMAN.or(Sense::SHE));
        Self::told(man, woman)
    }

    /// By what speaks for a man and for a woman.
    pub fn told(man: bool, woman: bool) -> Self {
        match (man, woman) {
            (true, false) => Self::Man,
            (false, true) => Self::Woman,
            _ => Self::Unknown,
        }
    }

    /// By who bears a given name.
    pub fn of_bearers(bearers: Option<Bearers>) -> Self {
        Self::told(bearers == Some(Bearers::Men), bearers == Some(Bearers::Women))
    }

    /// The first that is known.
    pub fn or(self, other: Self) -> Self {
        if self == Self::Unknown { other } else { self }
    }
}
