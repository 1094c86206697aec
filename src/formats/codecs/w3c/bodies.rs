//! The bodies of a Web Annotation by their purposes: its kind, its notes, its tags and what it refers to.

use std::borrow::Cow;

use super::earlier::without_vocabulary;
use crate::formats::common::Unit;
use crate::formats::common::codec::Context;
use crate::formats::common::page_text::PageText;
use crate::formats::common::records::{each, text};
use crate::model::Kind;
use crate::model::plain::{Object, Plain};

/// The bodies of an annotation.
pub(super) struct Bodies<'p>(Vec<(&'p str, &'p Plain<'p>)>);

impl<'p> Bodies<'p> {
    pub fn of(one: &'p Object<'p>) -> Self {
        let Some(body) = one.get("body").or_else(|| one.get("bodyValue")) else {
            return Self(Vec::new());
        };
        let motivation = reason(one, "motivation").unwrap_or_default();
        let mut all = Vec::new();
        for body in each(body) {
            let object = body.as_object().ok();
            let own = object.and_then(|body| reason(body, "purpose"));
            all.push((own.unwrap_or(motivation), body));
            // Readium gives the highlight's kind beside the note.
            all.extend(object.and_then(|body| Some(("tagging", body.get("tag")?))));
        }
        Self(all)
    }

    /// The notes: all texts without a field of their own.
    pub fn notes(&self, context: &Context<'_>) -> Vec<Cow<'p, str>> {
        let is_note = |(purpose, said): &(&str, &'p str)| match *purpose {
            "tagging" | "identifying" | "assessing" | "linking" => false,
            "classifying" => context.options.meaning(said).is_none(),
            _ => !said.is_empty(),
        };
        let is_page = |(_, body): &(&str, &'p Plain<'p>)| {
            let format = body.as_object().ok().and_then(|body| text(body, "format"));
            format == Some("text/html")
        };
        let noted = self.0.iter().filter_map(|one| {
            let said = value_of(one.1)?;
            is_note(&(one.0, said)).then(|| match is_page(one) {
                true => PageText::of(said, Unit::CodePoint, true).text.into(),
                false => Cow::from(said),
            })
        });
        noted.collect()
    }

    /// The message about what is skipped.
    pub fn unread(&self, context: &Context<'_>) -> Vec<String> {
        let kinds = self.said().filter(|(purpose, said)| {
            *purpose == "classifying" && context.options.meaning(said).is_some()
        });
        let kinds = kinds.skip(1).map(|(_, said)| format!("it is also classified as {said}"));
        let known = ["linking", "identifying"];
        let others = self
            .0
            .iter()
            .filter(|(purpose, body)| !known.contains(purpose) && value_of(body).is_none());
        kinds.chain(others.map(|_| "one of its bodies is not text".to_owned())).collect()
    }

    /// Texts with their purposes.
    fn said(&self) -> impl Iterator<Item = (&'p str, &'p str)> {
        self.0.iter().filter_map(|(purpose, body)| Some((*purpose, value_of(body)?)))
    }

    pub fn texts(&self, purposes: &[&str]) -> Vec<&'p str> {
        let of = self.0.iter().filter(|(purpose, _)| purposes.contains(purpose));
        of.filter_map(|(_, body)| value_of(body)).collect()
    }

    pub fn source(&self, purpose: &str) -> Option<&'p str> {
        let of = self.0.iter().filter(|(own, _)| *own == purpose);
        of.filter_map(|(_, body)| body.as_object().ok())
            .find_map(|body| text(body, "source").or_else(|| text(body, "id")))
    }

    /// The label, by a classifying body or by a tag.
    pub fn label(&self, context: &Context<'_>) -> Option<Called> {
        let said = |purpose: &str| {
            let mut labels = self.texts(&[purpose]).into_iter().enumerate();
            labels.find_map(|(at, label)| Some((at, context.options.meaning(label)?)))
        };
        let called = |(kind, inside), tag| Called { kind, inside, tag };
        said("classifying")
            .map(|(_, meaning)| called(meaning, None))
            .or_else(|| said("tagging").map(|(at, meaning)| called(meaning, Some(at))))
    }
}

/// The text of a body.
fn value_of<'p>(body: &'p Plain<'_>) -> Option<&'p str> {
    match body {
        Plain::Text(text) => Some(text),
        body => text(body.as_object().ok()?, "value"),
    }
}

/// The motivation of an annotation, or the purpose of a body; a body without one has the motivation. Of several,
/// the one that classifies it.
fn reason<'p>(of: &'p Object<'_>, name: &str) -> Option<&'p str> {
    let all = each(of.get(name)?).iter().filter_map(|one| one.as_text().ok());
    let all: Vec<&str> = all.map(without_vocabulary).collect();
    let known = ["classifying", "tagging"].into_iter().find(|known| all.contains(known));
    known.or(all.first().copied())
}

/// The kind and label of an annotation.
pub(super) struct Called {
    pub kind: Kind,
    /// The label.
    pub inside: Option<String>,
    /// The index of the tag it was in, if any.
    pub tag: Option<usize>,
}
