//! Elements made by a function: a third of what `html!` adds to the program, for pages of many small ones.

use std::fmt::Display;

use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, VTag, VText};

/// An element with these attributes.
pub fn element(
    tag: &'static str,
    keys: &'static [&'static str],
    values: &[&dyn Display],
    inside: Vec<Html>,
) -> Html {
    let value =
        |value: &&dyn Display| Some(AttributeOrProperty::Attribute(value.to_string().into()));
    let mut made = VTag::new(tag);
    made.set_attributes(Attributes::Dynamic { keys, values: values.iter().map(value).collect() });
    made.add_children(inside);
    made.into()
}

/// Words.
pub fn words(words: &dyn Display) -> Html {
    VText::new(words.to_string()).into()
}

/// An element of a class with nothing but words in it, in whatever direction they run.
pub fn leaf(tag: &'static str, class: &'static str, inside: &dyn Display) -> Html {
    element(tag, &["class", "dir"], &[&class, &"auto"], vec![words(inside)])
}

/// An element of a class.
pub fn part(tag: &'static str, class: &'static str, inside: Vec<Html>) -> Html {
    element(tag, &["class"], &[&class], inside)
}
