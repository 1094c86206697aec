//! Reads JSON and hands over its annotations one by one, so that a file of thousands is never in memory
//! whole. It accepts what [`Plain::from_json`] accepts (tests/formats/samples.rs).

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::plain::{Object, Plain, PlainReader};

impl<'a> Plain<'a> {
    /// Reads JSON, and hands over the items of the list at this place one by one, as soon as each is read.
    /// They are not in the returned value. Items handed over before an error must be dropped.
    ///
    /// # Errors
    /// Where it is not JSON, and why.
    pub fn from_json_with(
        text: &'a str,
        place: &[&str],
        take: &mut dyn FnMut(Self),
    ) -> Result<Self, serde_json::Error> {
        let mut reader = serde_json::Deserializer::from_str(text);
        let plain = Handing { place, take, depth: 0 }.deserialize(&mut reader)?;
        reader.end()?;
        Ok(plain)
    }
}

/// Reads plain data and hands over the items of the list at a place below.
struct Handing<'h, 'de> {
    /// The names of the fields on the way.
    place: &'h [&'h str],
    take: &'h mut dyn FnMut(Plain<'de>),
    depth: u8,
}

impl<'de> DeserializeSeed<'de> for Handing<'_, 'de> {
    type Value = Plain<'de>;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Plain<'de>, D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Handing<'_, 'de> {
    type Value = Plain<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("plain data")
    }

    fn visit_unit<E>(self) -> Result<Plain<'de>, E> {
        Ok(Plain::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Plain<'de>, E> {
        Ok(Plain::Flag(flag))
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Plain<'de>, E> {
        PlainReader { depth: self.depth }.visit_i64(number)
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Plain<'de>, E> {
        PlainReader { depth: self.depth }.visit_u64(number)
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<Plain<'de>, E> {
        PlainReader { depth: self.depth }.visit_f64(number)
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Plain<'de>, E> {
        Ok(Plain::text(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Plain<'de>, E> {
        Ok(Plain::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Plain<'de>, A::Error> {
        let mut list = Vec::new();
        let deeper = PlainReader { depth: self.depth + 1 };
        while let Some(item) = items.next_element_seed(deeper)? {
            match self.place {
                [] => (self.take)(item),
                _ => list.push(item),
            }
        }
        Ok(Plain::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Plain<'de>, A::Error> {
        let mut object = Object::default();
        let depth = self.depth + 1;
        while let Some(Plain::Text(name)) = fields.next_key_seed(PlainReader { depth: 0 })? {
            let plain = match self.place {
                [next, place @ ..] if *next == name => {
                    fields.next_value_seed(Handing { place, take: &mut *self.take, depth })?
                }
                _ => fields.next_value_seed(PlainReader { depth })?,
            };
            object.0.push((name, plain));
        }
        Ok(Plain::Object(object))
    }
}
