//! What a structure of a CAS is: an annotation, a relation, a link or something that every text has; and what it
//! says. What it refers to is found by number, through lists and links (tests/formats/layers.rs).

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::formats::common::codec::Context;
use crate::formats::common::layers::holds_words;
use crate::formats::common::links::is_link;
use crate::formats::common::records::{each, offset, text};
use crate::formats::common::spans::{Intake, short};
use crate::formats::common::xml::local;
use crate::model::plain::{Object, Plain};

/// What every text has.
const EVERYWHERE: [&str; 11] = [
    "Token",
    "Sentence",
    "DocumentAnnotation",
    "DocumentMetaData",
    "Paragraph",
    "Div",
    "Heading",
    "Sofa",
    "CASMetadata",
    "TagsetDescription",
    "TagDescription",
];

/// The name of a type without its package.
pub(super) fn sort_of<'p>(one: &'p Object<'_>) -> &'p str {
    let sort = text(one, "%TYPE").unwrap_or_default();
    let sort = local(sort);
    sort.rsplit_once('.').map_or(sort, |(_, sort)| sort)
}

/// Whether every text has such.
pub(super) fn is_everywhere(sort: &str) -> bool {
    EVERYWHERE.contains(&sort)
}

/// Whether it is about a part of a text, wherever that is.
pub(super) fn is_mark(one: &Object<'_>) -> bool {
    let is_placed = ["begin", "end", "^begin", "^end"].iter().any(|name| one.get(name).is_some());
    is_placed && !is_everywhere(sort_of(one))
}

/// Whether somebody annotated a whole text with it; the rest of what has no place holds a CAS together.
pub(super) fn is_of_document(one: &Object<'_>) -> bool {
    let sort = sort_of(one);
    let is_part = ["[]", "Link", "Chain", "Array", "List"].iter().any(|end| sort.ends_with(end));
    let is_built_in = text(one, "%TYPE")
        .is_some_and(|sort| ["uima.", "cas:", "xmi:"].iter().any(|from| sort.starts_with(from)));
    !is_part && !is_built_in && !is_everywhere(sort) && !sort.is_empty()
}

/// The place of an annotation; the specification writes `^begin`, programs write `begin`, or nothing where that
/// is zero.
pub(super) fn range(one: &Object<'_>) -> Option<(u32, u32)> {
    let begin = one.get("begin").or_else(|| one.get("^begin"));
    let end = offset(one.get("end").or_else(|| one.get("^end")))?;
    Some((begin.map_or(Some(0), |begin| offset(Some(begin)))?, end))
}

/// Features that hold labels, in the order looked at.
const USUAL: [&str; 3] = ["value", "label", "kind"];

/// The structures of a CAS by their numbers.
pub(super) struct ByNumber<'p, 'a>(BTreeMap<u32, &'p Object<'a>>);

impl<'p, 'a> ByNumber<'p, 'a> {
    pub(super) fn of(all: &[&'p Object<'a>]) -> Self {
        let mut numbered = BTreeMap::new();
        for one in all {
            offset(one.get("%ID")).and_then(|number| numbered.insert(number, *one));
        }
        Self(numbered)
    }

    /// The texts of a feature: one, several, or those of a list that it refers to.
    fn texts(&self, one: &'p Object<'a>, name: &str) -> Vec<&'p str> {
        let own = one.fields().filter(|(own, _)| own.trim_start_matches('@') == name);
        let texts = own.flat_map(|(_, value)| {
            let list = offset(Some(value)).and_then(|number| self.0.get(&number).copied());
            each(list.and_then(elements).unwrap_or(value))
        });
        texts.filter_map(|it| it.as_text().ok()).filter(|it| !it.is_empty()).collect()
    }

    /// The label in the usual features, a known one before others, and how many more there are.
    pub(super) fn usual(
        &self,
        one: &'p Object<'a>,
        context: &Context<'_>,
    ) -> (Option<&'p str>, usize) {
        let all: Vec<_> = USUAL.iter().map(|name| self.texts(one, name)).collect();
        let mut each = all.iter().flatten().copied();
        let known = each.find(|said| context.options.meaning(said).is_some());
        let more = all.iter().map(|texts| texts.len().saturating_sub(1)).sum();
        (known.or_else(|| all.iter().flatten().next().copied()), more)
    }

    /// The annotations that a feature refers to, by number: at once, or through a list and its links.
    fn targets(&self, value: &Plain<'_>, deep: usize, into: &mut Vec<u32>) {
        for number in numbers(value) {
            if into.len() == MOST_TARGETS {
                return;
            }
            let before = into.len();
            let there = self.0.get(&number).filter(|one| deep > 0 && range(one).is_none());
            let next = there.and_then(|one| elements(one).or_else(|| referring(one, "target")));
            if let Some(next) = next {
                self.targets(next, deep - 1, into);
            }
            if into.len() == before {
                into.push(number);
            }
        }
    }

    /// Adds the links of an annotation with this number to those who say it.
    pub(super) fn link_speakers(&self, own: u32, one: &Object<'_>, intake: &mut Intake<'_>) {
        let mut to = Vec::new();
        let speakers = one.fields().filter(|(name, value)| is_speaker(name, value));
        speakers.for_each(|(_, value)| self.targets(value, DEEPEST, &mut to));
        to.iter().for_each(|to| intake.link(own.to_string(), to.to_string()));
    }

    /// Takes a relation: one that says who said something is a link.
    pub(super) fn relate(&self, one: &'p Object<'a>, intake: &mut Intake<'_>) {
        let said = || USUAL.iter().flat_map(|name| self.texts(one, name));
        let name = said().find(|name| is_link(name)).or_else(|| said().next());
        let end = |name| referring(one, name).and_then(|end| offset(Some(end)));
        let end = |name| end(name).map(|end| end.to_string()).unwrap_or_default();
        intake.relation(name.unwrap_or(sort_of(one)), end("Governor"), end("Dependent"));
    }
}

/// Most annotations that one feature refers to, and most structures on the way to each.
const MOST_TARGETS: usize = 16;
const DEEPEST: usize = 3;

/// Whether a feature refers to who said something.
fn is_speaker(name: &str, value: &Plain<'_>) -> bool {
    is_link(name.trim_start_matches('@')) && numbers(value).next().is_some()
}

/// Whether it leads from one annotation to another, and has its place only from them.
pub(super) fn is_relation(one: &Object<'_>) -> bool {
    ["Governor", "Dependent"].iter().any(|name| referring(one, name).is_some())
}

/// Whether it is one of a chain of mentions, as of coreference; what these have is no label.
pub(super) fn is_of_chain(one: &Object<'_>) -> bool {
    ["referenceType", "referenceRelation"].iter().any(|name| one.get(name).is_some())
        || sort_of(one) == "CoreferenceLink"
}

/// A feature that refers to other structures; JSON writes `@` before its name.
fn referring<'p, 'a>(one: &'p Object<'a>, feature: &str) -> Option<&'p Plain<'a>> {
    let mut fields = one.fields();
    fields.find(|(name, _)| name.trim_start_matches('@') == feature).map(|(_, value)| value)
}

/// What is in a list of the CAS.
fn elements<'p, 'a>(one: &'p Object<'a>) -> Option<&'p Plain<'a>> {
    one.get("%ELEMENTS").or_else(|| one.get("elements"))
}

/// The numbers in a feature; XMI has several in one text.
fn numbers<'p>(value: &'p Plain<'_>) -> impl Iterator<Item = u32> + 'p {
    let text = value.as_text().unwrap_or_default();
    let listed = each(value).iter().filter_map(|one| offset(Some(one)));
    let several = text.split_whitespace().skip_while(move |_| !text.contains(' '));
    listed.chain(several.filter_map(|number| number.parse().ok()))
}

/// The label of an annotation: its usual one if that, or its layer, says what this app knows; without a usual one
/// any feature that does; or else the name of its layer, with the usual label within that.
pub(super) fn label<'p>(
    one: &'p Object<'_>,
    usual: Option<&'p str>,
    context: &Context<'_>,
) -> Option<Cow<'p, str>> {
    let sort = sort_of(one);
    let is_known = |said: &&str| context.options.meaning(said).is_some();
    let features = one.fields().filter(|(name, _)| !name.starts_with(['%', '@']));
    let features = features.filter(|(name, _)| usual.is_none() && !holds_words(name));
    let mut features = features.filter_map(|(_, value)| value.as_text().ok());
    let known = usual.filter(is_known).or_else(|| features.find(is_known));
    let known = known.or_else(|| Some(sort).filter(is_known)).map(Cow::from);
    match usual.filter(|_| known.as_deref() == Some(sort)) {
        Some(usual) => {
            let both = format!("{sort}-{usual}");
            is_known(&&*both).then(|| both.into()).or(known)
        }
        None => known.or(usual.map(Cow::from)),
    }
}

/// Features that are read, or say only where an annotation is.
const READ: [&str; 10] =
    ["begin", "end", "^begin", "^end", "sofa", "@sofa", "_type", "note", "identifier", "xmi:id"];

/// Whether what a feature says is read, or is no more than that.
pub(super) fn is_read(name: &str, value: &Plain<'_>) -> bool {
    READ.contains(&name) || USUAL.contains(&name.trim_start_matches('@')) || is_speaker(name, value)
}

/// Counts an annotation that is not taken, and why.
pub(super) fn skip(one: &Object<'_>, why: &str, intake: &mut Intake<'_>) {
    let sort = sort_of(one);
    let layer = if sort.starts_with("POS_") { "POS" } else { sort };
    intake.skip(format!("an annotation of the layer “{}” {why}", short(layer)));
}
