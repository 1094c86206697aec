//! Why something is suggested, as plain data: the words for it are those of the interface.

use crate::model::text::TextRange;

/// The causes of a suggestion, the strongest first.
pub type Reason = Vec<Because>;

/// One cause of a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    // Of people.
    /// It begins with a common given name.
    GivenName,
    /// It ends with a common surname.
    Surname,
    /// A title stands before it: "President".
    Title(TextRange),
    /// A verb of saying stands beside it.
    Saying(TextRange),
    /// This person is named in full elsewhere, here.
    NamedInFull(TextRange),
    /// The reader marked this person elsewhere, here.
    MarkedElsewhere(TextRange),
    /// The words around it are those around names.
    Surroundings,
    // Of quotes. `Saying` is the verb of the cue.
    /// It stands in quotation marks.
    Marks,
    /// The speaker is known by the turns: who spoke before, and who is spoken to.
    Turn,
    // Of claims.
    /// A figure or a number.
    Figure(TextRange),
    /// A comparison, or a change of something.
    Comparison(TextRange),
    /// A cause or an effect.
    Cause(TextRange),
    /// A record or a rank: the first, ever.
    Record(TextRange),
    /// A law, or a vote on one.
    Law(TextRange),
    /// Something that happened.
    Event(TextRange),
}
