//! Plain data, as in JSON and JavaScript. Everything stored, exported or passed to programs becomes plain
//! data first, so that serde is compiled for one type instead of for each of ours. [`super::record`] gives it
//! meaning.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// Plain data; its strings are borrowed from the source where they stand there unescaped.
#[derive(Debug, Clone, PartialEq)]
pub enum Plain<'a> {
    /// Nothing.
    Null,
    /// True or false.
    Flag(bool),
    /// A whole number.
    Whole(i64),
    /// Any other number.
    Fraction(f64),
    /// A string.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Plain<'a>>),
    /// An object.
    Object(Object<'a>),
}

/// The fields of an object, in the order written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Object<'a>(pub(super) Vec<(Cow<'a, str>, Plain<'a>)>);

/// An error in plain data, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The path to it, from the innermost part out.
    path: Vec<Part>,
    message: String,
}

/// A part of plain data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The field of an object.
    Field(&'static str),
    /// An item of a list, from 0.
    Item(usize),
}

/// Deepest level that is read; anything deeper is skipped, so that no depth exhausts the stack.
const DEEPEST: u8 = 32;

/// Below this, every whole number is exact as a floating-point number: 2⁵³.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl<'a> Plain<'a> {
    /// Reads JSON.
    ///
    /// # Errors
    /// Where it is not JSON, and why.
    pub fn from_json(text: &'a str) -> Result<Self, serde_json::Error> {
        let mut reader = serde_json::Deserializer::from_str(text);
        let plain = Self::of(&mut reader)?;
        reader.end()?;
        Ok(plain)
    }

    /// Reads whatever serde can read.
    ///
    /// # Errors
    /// If something is not plain data.
    pub fn of<D: Deserializer<'a>>(source: D) -> Result<Self, D::Error> {
        PlainReader { depth: 0 }.deserialize(source)
    }

    /// Writes JSON without white space.
    pub fn to_json(&self) -> String {
        // The keys are strings and the medium is memory: nothing can fail.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// A borrowed string.
    pub fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    /// An object of one field: how we write one of several alternatives with its content.
    pub fn tagged(tag: &'a str, of: Self) -> Self {
        let mut object = Object::default();
        object.put(tag, of);
        Self::Object(object)
    }

    /// Reads what [`Self::tagged`] wrote; a string alone is a tag without content.
    ///
    /// # Errors
    /// If it is something else.
    pub fn tag(&self) -> Result<(&str, &Self), Wrong> {
        match self {
            Self::Text(tag) => Ok((tag, &Self::Null)),
            Self::Object(Object(fields)) => match fields.as_slice() {
                [(tag, of)] => Ok((tag, of)),
                _ => Err(self.is_not("an object of one field")),
            },
            _ => Err(self.is_not("a text or an object")),
        }
    }

    /// The string.
    ///
    /// # Errors
    /// If it is something else.
    pub fn as_text(&self) -> Result<&str, Wrong> {
        match self {
            Self::Text(text) => Ok(text),
            _ => Err(self.is_not("a text")),
        }
    }

    /// The items of the list.
    ///
    /// # Errors
    /// If it is something else.
    pub fn as_list(&self) -> Result<&[Self], Wrong> {
        match self {
            Self::List(list) => Ok(list),
            _ => Err(self.is_not("a list")),
        }
    }

    /// Reads each item of the list.
    ///
    /// # Errors
    /// If it is something else, or for the first item that cannot be read.
    pub fn each<T>(&self, read: impl Fn(&Self) -> Result<T, Wrong>) -> Result<Vec<T>, Wrong> {
        let items = self.as_list()?.iter().enumerate();
        items.map(|(at, item)| read(item).map_err(|wrong| wrong.inside(Part::Item(at)))).collect()
    }

    /// The object.
    ///
    /// # Errors
    /// If it is something else.
    pub fn as_object(&self) -> Result<&Object<'a>, Wrong> {
        match self {
            Self::Object(object) => Ok(object),
            _ => Err(self.is_not("an object")),
        }
    }

    /// The error that something else was expected here.
    pub fn is_not(&self, wanted: &str) -> Wrong {
        let found = match self {
            Self::Null => "nothing".to_owned(),
            Self::Flag(flag) => flag.to_string(),
            Self::Whole(number) => number.to_string(),
            Self::Fraction(_) => "a number of another sort".to_owned(),
            Self::Text(text) => {
                let end = text.char_indices().nth(40).map_or(text.len(), |(end, _)| end);
                format!("“{}{}”", &text[..end], if end < text.len() { "…" } else { "" })
            }
            Self::List(_) => "a list".to_owned(),
            Self::Object(_) => "an object".to_owned(),
        };
        Wrong::new(format!("must be {wanted}, not {found}"))
    }

    /// Removes what is at the end of a path, or, if it is missing, what should have it; false if that is all of this.
    pub fn remove(&mut self, path: &[Part]) -> bool {
        let Some((first, rest)) = path.split_first() else { return false };
        match (self, *first) {
            (Self::Object(Object(fields)), Part::Field(name)) => {
                let Some(at) = fields.iter().position(|(own, _)| own == name) else { return false };
                if !fields[at].1.remove(rest) {
                    fields.remove(at);
                }
                true
            }
            (Self::List(list), Part::Item(at)) if at < list.len() => {
                if !list[at].remove(rest) {
                    list.remove(at);
                }
                true
            }
            _ => false,
        }
    }

    fn is_empty(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Text(text) => text.is_empty(),
            Self::List(list) => list.is_empty(),
            _ => false,
        }
    }
}

impl<'a> Object<'a> {
    /// Adds a field.
    pub fn put(&mut self, name: &'a str, plain: Plain<'a>) {
        self.0.push((Cow::Borrowed(name), plain));
    }

    /// Adds a field, unless it is an empty string or list.
    pub fn put_filled(&mut self, name: &'a str, plain: Plain<'a>) {
        if !plain.is_empty() {
            self.put(name, plain);
        }
    }

    /// A field, even if it is null.
    pub fn get(&self, name: &str) -> Option<&Plain<'a>> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, plain)| plain)
    }

    /// Its fields with their names, in order.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &Plain<'a>)> {
        self.0.iter().map(|(name, plain)| (&**name, plain))
    }

    /// The values of its fields.
    pub fn values(&self) -> impl Iterator<Item = &Plain<'a>> {
        self.0.iter().map(|(_, plain)| plain)
    }

    /// A required field.
    ///
    /// # Errors
    /// If it is missing.
    pub fn need(&self, name: &'static str) -> Result<&Plain<'a>, Wrong> {
        let missing = || Wrong::new("is missing").inside(Part::Field(name));
        self.get(name).ok_or_else(missing)
    }

    /// A string, if it is there.
    ///
    /// # Errors
    /// If it is something else.
    pub fn text(&self, name: &'static str) -> Result<Option<&str>, Wrong> {
        match self.get(name) {
            None | Some(Plain::Null) => Ok(None),
            Some(plain) => {
                plain.as_text().map(Some).map_err(|wrong| wrong.inside(Part::Field(name)))
            }
        }
    }
}

impl<'a> From<Object<'a>> for Plain<'a> {
    fn from(object: Object<'a>) -> Self {
        Self::Object(object)
    }
}

impl Wrong {
    /// An error here.
    pub fn new(message: impl Into<String>) -> Self {
        Self { path: Vec::new(), message: message.into() }
    }

    /// The same, seen from the part around.
    #[must_use]
    pub fn inside(mut self, part: Part) -> Self {
        self.path.push(part);
        self
    }

    /// The path to it, from the outermost part in.
    pub fn path(&self) -> impl Iterator<Item = Part> {
        self.path.iter().rev().copied()
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, part) in self.path().enumerate() {
            match part {
                Part::Field(name) if index == 0 => f.write_str(name)?,
                Part::Field(name) => write!(f, ".{name}")?,
                Part::Item(item) => write!(f, "[{item}]")?,
            }
        }
        f.write_str(if self.path.is_empty() { "" } else { ": " })?;
        f.write_str(&self.message)
    }
}

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Whole(number) => serializer.serialize_i64(*number),
            Self::Fraction(number) => serializer.serialize_f64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(list) => serializer.collect_seq(list),
            Self::Object(Object(fields)) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (name, plain) in fields {
                    map.serialize_entry(&**name, plain)?;
                }
                map.end()
            }
        }
    }
}

/// Reads plain data at this depth.
#[derive(Clone, Copy)]
pub(super) struct PlainReader {
    pub(super) depth: u8,
}

impl<'de> DeserializeSeed<'de> for PlainReader {
    type Value = Plain<'de>;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Plain<'de>, D::Error> {
        if self.depth > DEEPEST {
            return source.deserialize_ignored_any(IgnoredAny).map(|_| Plain::Null);
        }
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for PlainReader {
    type Value = Plain<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("plain data")
    }

    fn visit_unit<E>(self) -> Result<Plain<'de>, E> {
        Ok(Plain::Null)
    }

    fn visit_none<E>(self) -> Result<Plain<'de>, E> {
        Ok(Plain::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Plain<'de>, E> {
        Ok(Plain::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Plain<'de>, E> {
        Ok(Plain::Whole(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Plain<'de>, E> {
        // Larger than anything counted here; a fraction is refused wherever it stands.
        #[expect(clippy::cast_precision_loss)]
        Ok(i64::try_from(number).map_or(Plain::Fraction(number as f64), Plain::Whole))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Plain<'de>, E> {
        // However it is written: 11.0 is 11. JavaScript, too, has only one type of number.
        let whole = number.fract() == 0.0 && number.abs() < EXACT;
        #[expect(clippy::cast_possible_truncation)]
        Ok(if whole { Plain::Whole(number as i64) } else { Plain::Fraction(number) })
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Plain<'de>, E> {
        Ok(Plain::text(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Plain<'de>, E> {
        Ok(Plain::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Plain<'de>, E> {
        Ok(Plain::Text(Cow::Owned(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Plain<'de>, A::Error> {
        let mut list = Vec::new();
        let deeper = Self { depth: self.depth + 1 };
        while let Some(item) = items.next_element_seed(deeper)? {
            list.push(item);
        }
        Ok(Plain::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Plain<'de>, A::Error> {
        let mut object = Object::default();
        let deeper = Self { depth: self.depth + 1 };
        while let Some(Plain::Text(name)) = fields.next_key_seed(Self { depth: 0 })? {
            object.0.push((name, fields.next_value_seed(deeper)?));
        }
        Ok(Plain::Object(object))
    }
}
