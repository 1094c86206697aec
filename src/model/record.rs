//! How the types of the model are written as plain data and read back, declared field by field. Every later
//! version reads what every earlier one wrote, so fields are only ever added.

use std::rc::Rc;

use super::plain::{Object, Part, Plain, Wrong};

/// A type that can be written as plain data and read back.
pub trait Record: Sized {
    /// Writes it as plain data.
    fn plain(&self) -> Plain<'_>;

    /// Reads it from plain data.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    fn read(plain: &Plain<'_>) -> Result<Self, Wrong>;
}

/// Declares the fields of a record, and how each is written and read: `must` is required, `or_default` may be
/// missing, `if_some` is an option written if there is something, `if_filled` is a string or list written if
/// it is not empty.
macro_rules! record {
    ($type:ident { $($field:ident: $how:ident),* $(,)? }) => {
        impl $crate::model::record::Record for $type {
            fn plain(&self) -> $crate::model::plain::Plain<'_> {
                let mut object = $crate::model::plain::Object::default();
                $($crate::model::record::$how::put(&mut object, stringify!($field), &self.$field);)*
                object.into()
            }

            fn read(
                plain: &$crate::model::plain::Plain<'_>,
            ) -> Result<Self, $crate::model::plain::Wrong> {
                let object = plain.as_object()?;
                Ok(Self {
                    $($field: $crate::model::record::$how::get(object, stringify!($field))?),*
                })
            }
        }
    };
}

/// Declares the names of the cases of an enum.
macro_rules! names {
    ($type:ident { $($case:ident: $name:literal),* $(,)? }) => {
        impl $crate::model::record::Record for $type {
            fn plain(&self) -> $crate::model::plain::Plain<'_> {
                $crate::model::plain::Plain::text(match self { $(Self::$case => $name),* })
            }

            fn read(
                plain: &$crate::model::plain::Plain<'_>,
            ) -> Result<Self, $crate::model::plain::Wrong> {
                match plain {
                    $($crate::model::plain::Plain::Text(name) if name == $name => Ok(Self::$case),)*
                    _ => Err($crate::model::record::unknown(plain, &[$($name),*])),
                }
            }
        }
    };
}

pub(crate) use {names, record};

/// The error that lists the known names.
pub(crate) fn unknown(plain: &Plain<'_>, names: &[&str]) -> Wrong {
    let mut list = String::new();
    for (index, name) in names.iter().enumerate() {
        list.push_str(match names.len() - index {
            _ if index == 0 => "",
            1 => " or ",
            _ => ", ",
        });
        list.extend(["'", name, "'"]);
    }
    plain.is_not(&list)
}

pub(crate) use super::versions::stored as if_versions;

/// A required field.
pub(crate) mod must {
    use super::{Object, Part, Record, Wrong};

    pub(crate) fn put<'a>(object: &mut Object<'a>, name: &'static str, value: &'a impl Record) {
        object.put(name, value.plain());
    }

    pub(crate) fn get<T: Record>(object: &Object<'_>, name: &'static str) -> Result<T, Wrong> {
        T::read(object.need(name)?).map_err(|wrong| wrong.inside(Part::Field(name)))
    }
}

/// A field that earlier versions, or other programs, may not write.
pub(crate) mod or_default {
    use super::{Object, Record, Wrong, must};

    pub(crate) use must::put;

    pub(crate) fn get<T: Record + Default>(
        object: &Object<'_>,
        name: &'static str,
    ) -> Result<T, Wrong> {
        if object.get(name).is_some() { must::get(object, name) } else { Ok(T::default()) }
    }
}

/// An option.
pub(crate) mod if_some {
    use super::{Object, Plain, Record, Wrong, must};

    pub(crate) fn put<'a, T: Record>(
        object: &mut Object<'a>,
        name: &'static str,
        value: &'a Option<T>,
    ) {
        if let Some(value) = value {
            object.put(name, value.plain());
        }
    }

    pub(crate) fn get<T: Record>(
        object: &Object<'_>,
        name: &'static str,
    ) -> Result<Option<T>, Wrong> {
        match object.get(name) {
            None | Some(Plain::Null) => Ok(None),
            Some(_) => must::get(object, name).map(Some),
        }
    }
}

/// A string or list that may be empty.
pub(crate) mod if_filled {
    use super::{Object, Record};

    pub(crate) use super::or_default::get;

    pub(crate) fn put<'a>(object: &mut Object<'a>, name: &'static str, value: &'a impl Record) {
        object.put_filled(name, value.plain());
    }
}

impl Record for String {
    fn plain(&self) -> Plain<'_> {
        Plain::text(self)
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        plain.as_text().map(str::to_owned)
    }
}

impl Record for Rc<str> {
    fn plain(&self) -> Plain<'_> {
        Plain::text(self)
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        plain.as_text().map(Into::into)
    }
}

impl Record for bool {
    fn plain(&self) -> Plain<'_> {
        Plain::Flag(*self)
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        match plain {
            Plain::Flag(flag) => Ok(*flag),
            _ => Err(plain.is_not("true or false")),
        }
    }
}

/// Numbers here are counts or positions.
macro_rules! counted {
    ($($number:ty)*) => {$(
        impl Record for $number {
            fn plain(&self) -> Plain<'_> {
                // Counts of bytes, saves and steps stay far below the limit.
                Plain::Whole(i64::try_from(*self).unwrap_or(i64::MAX))
            }

            fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
                match plain {
                    Plain::Whole(number) => Self::try_from(*number).ok(),
                    _ => None,
                }
                .ok_or_else(|| plain.is_not("a whole number, 0 or more"))
            }
        }
    )*};
}

counted!(u16 u32 u64 usize);

impl<T: Record> Record for Rc<T> {
    fn plain(&self) -> Plain<'_> {
        T::plain(self)
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        T::read(plain).map(Rc::new)
    }
}

impl<T: Record> Record for Vec<T> {
    fn plain(&self) -> Plain<'_> {
        Plain::List(self.iter().map(T::plain).collect())
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        plain.each(T::read)
    }
}

impl Record for [usize; 3] {
    fn plain(&self) -> Plain<'_> {
        Plain::List(self.iter().map(usize::plain).collect())
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        match plain.as_list()? {
            [a, b, c] => Ok([usize::read(a)?, usize::read(b)?, usize::read(c)?]),
            _ => Err(plain.is_not("a list of three numbers")),
        }
    }
}

impl Record for (u32, usize) {
    fn plain(&self) -> Plain<'_> {
        Plain::List(vec![self.0.plain(), self.1.plain()])
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        match plain.as_list()? {
            [a, b] => Ok((u32::read(a)?, usize::read(b)?)),
            _ => Err(plain.is_not("a list of two numbers")),
        }
    }
}
