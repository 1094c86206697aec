//! Annotations as bytes, to pass thousands of them between the page and its worker. Only the build that wrote
//! them reads them, and they are never stored; records are JSON (`storage/schema.rs`).

use crate::model::plain::Plain;
use crate::model::record::Record;
use crate::model::{
    ActorId, Annotation, AnnotationId, Byte, Claimant, Detail, Kind, Origin, QuoteForm, TextRange,
    Timestamp,
};

use super::protocol::Garbled;

/// Writes annotations one after the other.
#[derive(Debug, Default)]
pub(in crate::session) struct Packer(Vec<u8>);

/// Reads what [`Packer`] wrote.
#[derive(Debug)]
pub(in crate::session) struct Unpacker<'a>(&'a [u8]);

const FORMS: [QuoteForm; 3] = [QuoteForm::Direct, QuoteForm::Indirect, QuoteForm::Mixed];

const ORIGINS: [Origin; 3] = [Origin::Hand, Origin::Suggestion, Origin::Import];

impl Packer {
    /// What was written.
    pub fn finish(self) -> Vec<u8> {
        self.0
    }

    /// Writes an annotation.
    pub fn annotation(&mut self, one: &Annotation) {
        self.text(&one.id.0);
        self.number(one.spans.len() as u64);
        one.spans.iter().for_each(|span| self.span(*span));
        self.number(one.kind().index() as u64);
        match &one.detail {
            Detail::Person { actor } => self.maybe(actor.as_ref(), |to, id| to.text(&id.0)),
            Detail::Claim { claimant, check } => {
                self.maybe(claimant.as_ref(), |to, claimant| match claimant {
                    Claimant::Article => to.maybe(None::<&ActorId>, |_, _| {}),
                    Claimant::Actor(id) => to.maybe(Some(id), |to, id| to.text(&id.0)),
                });
                self.maybe(check.as_ref(), |to, check| to.text(&check.plain().to_json()));
            }
            Detail::Quote { speaker, cue, form, source } => {
                self.maybe(speaker.as_ref(), |to, id| to.text(&id.0));
                self.maybe(*cue, Self::span);
                self.maybe(*form, |to, form| to.number(place(&FORMS, form)));
                self.maybe(source.as_ref(), |to, source| to.text(&source.plain().to_json()));
            }
        }
        self.maybe(one.label.as_deref(), Self::text);
        self.text(&one.note);
        self.number(one.tags.len() as u64);
        one.tags.iter().for_each(|tag| self.text(tag));
        self.number(place(&ORIGINS, one.origin));
        self.maybe(one.creator.as_deref(), Self::text);
        self.0.extend(one.created.0.to_le_bytes());
        self.0.extend(one.modified.0.to_le_bytes());
        self.maybe(one.source_id.as_deref(), Self::text);
    }

    fn maybe<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.0.push(u8::from(value.is_some()));
        if let Some(value) = value {
            write(self, value);
        }
    }

    /// Seven bits per byte, lowest first; the eighth says that more follow.
    fn number(&mut self, mut number: u64) {
        while number > 0x7f {
            self.0.push(number.to_le_bytes()[0] | 0x80);
            number >>= 7;
        }
        self.0.push(number.to_le_bytes()[0]);
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.extend_from_slice(text.as_bytes());
    }

    fn span(&mut self, span: TextRange) {
        self.number(span.start.0.into());
        self.number(span.end.0.into());
    }
}

fn place<T: PartialEq>(all: &[T], one: T) -> u64 {
    all.iter().position(|other| *other == one).unwrap_or_default() as u64
}

type Result<T> = std::result::Result<T, Garbled>;

impl<'a> Unpacker<'a> {
    /// A reader of these bytes.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// Whether everything was read.
    pub fn is_done(&self) -> bool {
        self.0.is_empty()
    }

    /// Reads the next annotation.
    ///
    /// # Errors
    /// If these bytes are not an annotation.
    pub fn annotation(&mut self) -> Result<Annotation> {
        Ok(Annotation {
            id: AnnotationId::from(self.text()?),
            spans: self.list(Self::span)?,
            detail: self.detail()?,
            label: self.maybe(Self::owned)?,
            note: self.owned()?,
            tags: self.list(Self::owned)?,
            origin: self.one_of(&ORIGINS)?,
            creator: self.maybe(Self::owned)?,
            created: self.time()?,
            modified: self.time()?,
            source_id: self.maybe(Self::owned)?,
        })
    }

    fn detail(&mut self) -> Result<Detail> {
        Ok(match self.one_of(&Kind::ALL)? {
            Kind::Person => Detail::Person { actor: self.maybe(Self::actor)? },
            Kind::Claim => Detail::Claim {
                claimant: self.maybe(|from| {
                    Ok(from.maybe(Self::actor)?.map_or(Claimant::Article, Claimant::Actor))
                })?,
                check: self.maybe(Self::record)?,
            },
            Kind::Quote => Detail::Quote {
                speaker: self.maybe(Self::actor)?,
                cue: self.maybe(Self::span)?,
                form: self.maybe(|from| from.one_of(&FORMS))?,
                source: self.maybe(Self::record)?,
            },
        })
    }

    fn record<T: Record>(&mut self) -> Result<T> {
        let plain = Plain::from_json(self.text()?).map_err(|error| error.to_string())?;
        T::read(&plain).map_err(|wrong| wrong.to_string())
    }

    fn actor(&mut self) -> Result<ActorId> {
        self.text().map(ActorId::from)
    }

    fn maybe<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T>) -> Result<Option<T>> {
        match self.take(1)? {
            [0] => Ok(None),
            _ => read(self).map(Some),
        }
    }

    fn list<T>(&mut self, read: impl Fn(&mut Self) -> Result<T>) -> Result<Vec<T>> {
        let count = self.number()?;
        (0..count).map(|_| read(self)).collect()
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> Result<T> {
        let place = self.number()?;
        let place = usize::try_from(place).ok();
        place.and_then(|place| all.get(place)).copied().ok_or_else(broken)
    }

    fn number(&mut self) -> Result<u64> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let [byte] = *self.take(1)? else { return Err(broken()) };
            if shift > 56 {
                return Err(broken());
            }
            number |= u64::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 {
                return Ok(number);
            }
        }
    }

    fn span(&mut self) -> Result<TextRange> {
        let mut end = || u32::try_from(self.number()?).map(Byte).map_err(|_| broken());
        Ok(TextRange { start: end()?, end: end()? })
    }

    fn time(&mut self) -> Result<Timestamp> {
        let bytes = self.take(8)?.try_into().map_err(|_| broken())?;
        Ok(Timestamp(i64::from_le_bytes(bytes)))
    }

    fn owned(&mut self) -> Result<String> {
        self.text().map(str::to_owned)
    }

    fn text(&mut self) -> Result<&'a str> {
        let length = usize::try_from(self.number()?).map_err(|_| broken())?;
        str::from_utf8(self.take(length)?).map_err(|_| broken())
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or_else(broken)?;
        self.0 = rest;
        Ok(taken)
    }
}

fn broken() -> Garbled {
    "annotations that cannot be read".to_owned()
}
