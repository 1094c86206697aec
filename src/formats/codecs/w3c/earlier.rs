//! Web Annotations in other words: Open Annotation of before the standard, names with the prefix `oa:` or written
//! out, and nodes that refer to each other. They become those of today (tests/formats/cases.rs).

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::formats::common::records::text;
use crate::model::plain::{Object, Plain};

/// Most levels of what is in, or referred to.
const DEEPEST: u8 = 12;

/// The names of vocabularies, as prefixes and written out.
const VOCABULARIES: [&str; 12] = [
    "http://www.w3.org/ns/oa#",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://www.w3.org/2011/content#",
    "http://purl.org/dc/terms/",
    "http://www.w3.org/ns/activitystreams#",
    "http://xmlns.com/foaf/0.1/",
    "oa:",
    "rdf:",
    "cnt:",
    "dcterms:",
    "as:",
    "foaf:",
];

/// Whether a file may have annotations in such words, or nodes that refer to each other.
pub(super) fn is_earlier(content: &str) -> bool {
    ["hasTarget\"", "@graph\"", "\"_:"].iter().any(|sign| content.contains(sign))
}

/// The same in the words of today.
pub(super) fn in_words_of_today<'a>(plain: &'a Plain<'_>) -> Plain<'a> {
    let graph = match plain {
        Plain::Object(file) => file.get("@graph"),
        Plain::List(_) => Some(plain),
        _ => None,
    };
    let nodes: &[Plain<'_>] = graph.and_then(|graph| graph.as_list().ok()).unwrap_or_default();
    let nodes: Vec<_> = nodes.iter().filter_map(|node| node.as_object().ok()).collect();
    let by_name = nodes.iter().filter_map(|node| Some((named(node)?, *node)));
    // What refers to itself, or to many that do, ends somewhere.
    let left = nodes.len().saturating_mul(8).saturating_add(1000);
    Rewriting { nodes: by_name.collect(), left }.of(plain, 0)
}

fn named<'p>(node: &'p Object<'_>) -> Option<&'p str> {
    text(node, "@id").or_else(|| text(node, "id"))
}

struct Rewriting<'p, 'a> {
    /// The nodes of a graph by their names.
    nodes: BTreeMap<&'p str, &'p Object<'a>>,
    /// How many nodes may still be put in the place of their names.
    left: usize,
}

impl<'p> Rewriting<'p, '_> {
    fn of(&mut self, plain: &'p Plain<'_>, depth: u8) -> Plain<'p> {
        if depth > DEEPEST {
            return Plain::Null;
        }
        match plain {
            Plain::List(list) => {
                Plain::List(list.iter().map(|one| self.of(one, depth + 1)).collect())
            }
            Plain::Object(object) => match (object.get("@value"), object.get("@list")) {
                (Some(inner), _) | (None, Some(inner)) => self.of(inner, depth + 1),
                (None, None) => self.node(object, depth),
            },
            Plain::Text(said) => Plain::text(said),
            Plain::Null => Plain::Null,
            Plain::Flag(is) => Plain::Flag(*is),
            Plain::Whole(number) => Plain::Whole(*number),
            Plain::Fraction(number) => Plain::Fraction(*number),
        }
    }

    fn node(&mut self, object: &'p Object<'_>, depth: u8) -> Plain<'p> {
        // A name alone refers to a node, or is all there is of it.
        if let (Some(name), true) = (named(object), object.fields().count() == 1) {
            return Plain::text(name);
        }
        let mut node = Object::default();
        for (name, value) in object.fields() {
            let name = today(name);
            let value = self.of(value, depth + 1);
            let value = match name {
                "@graph" | "items" | "@context" => value,
                "type" | "purpose" | "motivation" => bare(alone(value)),
                "target" | "body" | "source" | "selector" | "refinedBy" | "startSelector"
                | "endSelector" | "creator" => self.followed(alone(value), depth),
                _ => alone(value),
            };
            node.put(name, value);
        }
        let is_tag = node.get("type").is_some_and(|sort| match sort {
            Plain::List(list) => list.iter().any(is_tag),
            sort => is_tag(sort),
        });
        if is_tag && node.get("purpose").is_none() {
            node.put("purpose", Plain::text("tagging"));
        }
        node.into()
    }

    /// A value with the nodes it refers to.
    fn followed(&mut self, value: Plain<'p>, depth: u8) -> Plain<'p> {
        match value {
            Plain::List(list) => {
                Plain::List(list.into_iter().map(|one| self.followed(one, depth + 1)).collect())
            }
            Plain::Text(name) => {
                let node = self.nodes.get(&*name).copied().filter(|_| self.left > 0);
                let Some(node) = node.filter(|_| depth < DEEPEST) else { return Plain::Text(name) };
                self.left -= 1;
                self.node(node, depth + 1)
            }
            value => value,
        }
    }
}

/// The one value of a list of one, as JSON-LD writes every value when it is written out.
fn alone(value: Plain<'_>) -> Plain<'_> {
    match value {
        Plain::List(mut list) if list.len() == 1 => list.pop().unwrap_or(Plain::Null),
        value => value,
    }
}

/// A name, or each of several, without its vocabulary.
fn bare(value: Plain<'_>) -> Plain<'_> {
    match value {
        Plain::Text(Cow::Borrowed(name)) => Plain::text(without_vocabulary(name)),
        Plain::List(list) => Plain::List(list.into_iter().map(bare).collect()),
        value => value,
    }
}

fn is_tag(sort: &Plain<'_>) -> bool {
    matches!(sort.as_text(), Ok("Tag" | "SemanticTag"))
}

/// A name of a vocabulary, bare.
pub(super) fn without_vocabulary(name: &str) -> &str {
    VOCABULARIES.iter().find_map(|before| name.strip_prefix(before)).unwrap_or(name)
}

/// The name of today of a member.
fn today(name: &str) -> &str {
    match without_vocabulary(name) {
        "@id" => "id",
        "@type" => "type",
        "hasTarget" => "target",
        "hasBody" => "body",
        "hasSource" => "source",
        "hasSelector" => "selector",
        "hasStartSelector" => "startSelector",
        "hasEndSelector" => "endSelector",
        "hasState" => "state",
        "hasScope" => "scope",
        "item" => "items",
        "hasPurpose" => "purpose",
        "motivatedBy" => "motivation",
        "annotatedBy" => "creator",
        "annotatedAt" => "created",
        "chars" => "value",
        name => name,
    }
}
