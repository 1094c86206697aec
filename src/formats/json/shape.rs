//! The shape of the file, field by field, in the order in which they are written.
//! Must never be used as a model: `read` and `write` convert.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::model::{ActorSort, BlockKind, Check, Claimant, Kind, Origin, QuoteForm, Timestamp};

pub const NAME: &str = "article-annotator";
pub const VERSION: u32 = 1;
pub const OFFSETS: &str = "Unicode code points";

#[derive(Serialize)]
pub struct File<'a> {
    pub format: &'a str,
    pub version: u32,
    pub offsets: &'a str,
    pub article: ArticleShape<'a>,
    pub actors: Vec<ActorShape<'a>>,
    pub annotations: Vec<AnnotationShape<'a>>,
}

/// Written only: it is read field by field.
#[derive(Serialize)]
pub struct ArticleShape<'a> {
    pub id: Option<Cow<'a, str>>,
    pub title: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byline: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Cow<'a, str>>,
    pub text: Cow<'a, str>,
    pub sha256: Option<Cow<'a, str>>,
    pub blocks: Vec<BlockShape>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inlines: Vec<InlineShape>,
}

#[derive(Serialize, Deserialize)]
pub struct BlockShape {
    pub kind: BlockKind,
    pub start: u32,
    pub end: u32,
}

#[derive(Serialize, Deserialize)]
pub struct InlineShape {
    pub kind: InlineKindShape,
    pub start: u32,
    pub end: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
}

#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum InlineKindShape {
    Emphasis,
    Strong,
    Link,
}

#[derive(Serialize, Deserialize)]
pub struct ActorShape<'a> {
    #[serde(borrow)]
    pub id: Cow<'a, str>,
    #[serde(borrow)]
    pub name: Cow<'a, str>,
    #[serde(default)]
    pub sort: ActorSort,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    pub role: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub wikidata: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    pub note: Cow<'a, str>,
}

#[derive(Serialize, Deserialize)]
pub struct AnnotationShape<'a> {
    #[serde(borrow)]
    pub id: Cow<'a, str>,
    pub kind: Kind,
    #[serde(borrow)]
    pub spans: Vec<SpanShape<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<SpanShape<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<QuoteForm>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimant: Option<Claimant>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<Check>,
    #[serde(borrow, default)]
    pub note: Cow<'a, str>,
    #[serde(default)]
    pub tags: Vec<String>,
    #[serde(default)]
    pub origin: Origin,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub creator: Option<Cow<'a, str>>,
    #[serde(default)]
    pub created: Timestamp,
    #[serde(default)]
    pub modified: Timestamp,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub source_id: Option<Cow<'a, str>>,
}

#[derive(Serialize, Deserialize)]
pub struct SpanShape<'a> {
    pub start: u32,
    pub end: u32,
    #[serde(borrow, default)]
    pub exact: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    pub prefix: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    pub suffix: Cow<'a, str>,
}
