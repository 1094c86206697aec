//! Suggestions on their way from the worker: some at a time, because reading thousands at once would freeze the
//! page (tests/native/two_programs.rs).

use crate::model::TextRange;
use crate::model::plain::{Object, Plain, Wrong};
use crate::model::record::{Record, if_some, must, record, unknown};
use crate::model::suggest::{Because, SuggestedSpeaker, Suggestion};

use super::protocol::{Chunk, Garbled, of_json};

/// Suggestions in one chunk.
const TOGETHER: usize = 200;

/// The number of chunks that suggestions take.
pub(super) fn chunks(list: &[Suggestion]) -> usize {
    list.len().div_ceil(TOGETHER)
}

/// Suggestions in chunks.
pub(super) fn parts(list: Vec<Suggestion>) -> impl Iterator<Item = Chunk> {
    let all = chunks(&list);
    (0..all).map(move |at| {
        let some = list.iter().skip(at * TOGETHER).take(TOGETHER);
        Chunk::Text(Plain::List(some.map(Record::plain).collect()).to_json())
    })
}

/// The suggestions of a chunk.
pub(super) fn of_chunk(text: &str) -> Result<Vec<Suggestion>, Garbled> {
    of_json(text)
}

impl Record for Suggestion {
    fn plain(&self) -> Plain<'_> {
        let mut object = Object::default();
        must::put(&mut object, "kind", &self.kind);
        must::put(&mut object, "spans", &self.spans);
        object.put("score", Plain::Whole(per_mille(self.score).into()));
        must::put(&mut object, "reason", &self.reason);
        if_some::put(&mut object, "speaker", &self.speaker);
        if_some::put(&mut object, "cue", &self.cue);
        if_some::put(&mut object, "form", &self.form);
        object.into()
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        let object = plain.as_object()?;
        Ok(Self {
            kind: must::get(object, "kind")?,
            spans: must::get(object, "spans")?,
            score: f32::from(must::get::<u16>(object, "score")?) / 1000.0,
            reason: must::get(object, "reason")?,
            speaker: if_some::get(object, "speaker")?,
            cue: if_some::get(object, "cue")?,
            form: if_some::get(object, "form")?,
        })
    }
}

/// A score in thousandths.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 1000")]
fn per_mille(score: f32) -> u16 {
    (score.clamp(0.0, 1.0) * 1000.0).round() as u16
}

record! { SuggestedSpeaker { name: must, mention: if_some } }

impl Record for Because {
    fn plain(&self) -> Plain<'_> {
        let (name, place) = parts_of(self);
        place.map_or_else(|| Plain::text(name), |place| Plain::tagged(name, place.plain()))
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        let (name, place) = plain.tag()?;
        let at = || TextRange::read(place);
        Ok(match name {
            "given-name" => Self::GivenName,
            "surname" => Self::Surname,
            "title" => Self::Title(at()?),
            "saying" => Self::Saying(at()?),
            "named-in-full" => Self::NamedInFull(at()?),
            "marked-elsewhere" => Self::MarkedElsewhere(at()?),
            "surroundings" => Self::Surroundings,
            "marks" => Self::Marks,
            "turn" => Self::Turn,
            "figure" => Self::Figure(at()?),
            "comparison" => Self::Comparison(at()?),
            "cause" => Self::Cause(at()?),
            "record" => Self::Record(at()?),
            "law" => Self::Law(at()?),
            "event" => Self::Event(at()?),
            _ => return Err(unknown(plain, &["given-name", "surname", "…"])),
        })
    }
}

/// Its name, and the place it is about.
fn parts_of(because: &Because) -> (&'static str, Option<&TextRange>) {
    match because {
        Because::GivenName => ("given-name", None),
        Because::Surname => ("surname", None),
        Because::Title(at) => ("title", Some(at)),
        Because::Saying(at) => ("saying", Some(at)),
        Because::NamedInFull(at) => ("named-in-full", Some(at)),
        Because::MarkedElsewhere(at) => ("marked-elsewhere", Some(at)),
        Because::Surroundings => ("surroundings", None),
        Because::Marks => ("marks", None),
        Because::Turn => ("turn", None),
        Because::Figure(at) => ("figure", Some(at)),
        Because::Comparison(at) => ("comparison", Some(at)),
        Because::Cause(at) => ("cause", Some(at)),
        Because::Record(at) => ("record", Some(at)),
        Because::Law(at) => ("law", Some(at)),
        Because::Event(at) => ("event", Some(at)),
    }
}
