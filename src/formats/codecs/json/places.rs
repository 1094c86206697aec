//! The places in our own format, and what is at them: annotations, blocks, inlines. The words in the file must be
//! there (tests/native/damage.rs, tests/formats/ours.rs).

use super::read::{JsonReader, find};
use crate::formats::common::counting::{Counting, Stated};
use crate::formats::common::lenient::{Members, elements};
use crate::formats::common::records::{items, offset, text};
use crate::formats::common::spans::short;
use crate::formats::common::{Problem, Ruler, Unit};
use crate::model::article::hash;
use crate::model::plain::{Object, Part, Plain, Wrong};
use crate::model::record::{if_some, must, or_default, unknown};
use crate::model::text::canonical;
use crate::model::{
    ActorId, Annotation, AnnotationId, Article, BlockKind, Detail, Inline, InlineKind, Kind,
    SubLabel, TextRange,
};

/// The places of a text.
pub(super) struct StatedPlaces<'a> {
    pub article: &'a Article,
    pub ruler: Ruler<'a>,
    /// Whether the file was made for another text, so that offsets alone say nothing.
    pub is_other: bool,
}

impl StatedPlaces<'_> {
    /// A place with its words, which must be there; programs change line ends.
    pub fn anchored(&self, plain: &Plain<'_>) -> Result<TextRange, Wrong> {
        let object = plain.as_object()?;
        let range = self.range(object)?;
        let (start, end) = offsets(object)?;
        // The context is for programs that have another text.
        object.text("prefix").and(object.text("suffix"))?;
        let there = self.article.slice(range);
        match object.text("exact")? {
            Some(exact) if canonical(exact) != there => Err(Wrong::new(format!(
                "at {start}-{end} the text is “{}”, not “{}”",
                shortened(there),
                shortened(exact)
            ))),
            None if self.is_other => {
                Err(Wrong::new(format!("nothing says which words were at {start}-{end}")))
            }
            _ => Ok(range),
        }
    }

    fn range(&self, object: &Object<'_>) -> Result<TextRange, Wrong> {
        let byte = |field: &'static str, at: u32| {
            let found = self.ruler.from(at);
            found.map_err(|error| Wrong::new(error.to_string()).inside(Part::Field(field)))
        };
        let (start, end) = offsets(object)?;
        Ok(TextRange { start: byte("start", start)?, end: byte("end", end)? })
    }
}

/// Most annotations examined to find out how a file counts.
const EXAMINED: usize = 200;

impl<'a> JsonReader<'a> {
    /// How the offsets of the file count: as it says, unless its words are there in another way.
    pub(super) fn counting(
        &mut self,
        members: &Members<'a>,
        article: &Article,
        raw: &str,
    ) -> Counting {
        const UNITS: [(&str, Unit); 3] =
            [("16", Unit::Utf16), ("point", Unit::CodePoint), ("byte", Unit::Utf8)];
        let said = self.words(members, "offsets").unwrap_or_default();
        let unit = UNITS.iter().find(|(sign, _)| said.to_lowercase().contains(sign));
        if unit.is_none() && !said.is_empty() {
            let what = format!("“{}” is not a unit of offsets that this app knows", short(&said));
            self.problems
                .push(Problem::new(format!("{what}; they were read as {}", super::OFFSETS)));
        }
        let stated = Counting::usual(unit.map_or(Unit::CodePoint, |(_, unit)| *unit));
        let list = find(members, "annotations");
        let list = list.map(|list| elements(self.text, list, None)).unwrap_or_default();
        let plains = list.iter().take(EXAMINED).filter_map(|place| self.plain(place).ok());
        let plains: Vec<_> = plains.collect();
        let spans = plains.iter().filter_map(|one| one.as_object().ok());
        let spans = spans.flat_map(|one| items(one, "spans")).filter_map(|span| {
            let span = span.as_object().ok()?;
            let place = offset(span.get("start")).zip(offset(span.get("end")));
            place.zip(text(span, "exact")).map(|((start, end), exact)| (start, end, Some(exact)))
        });
        let spans: Vec<Stated<'_>> = spans.collect();
        let other = stated.corrected(article, Some(raw), &spans);
        self.problems.extend(other.map(|way| way.message(stated)));
        other.unwrap_or(stated)
    }

    /// The places of a text; `raw` is what the file has of it.
    pub(super) fn places<'p>(
        &self,
        article: &'p Article,
        raw: &str,
        is_other: bool,
    ) -> StatedPlaces<'p> {
        StatedPlaces { article, ruler: self.counting.ruler(article, Some(raw)), is_other }
    }
}

/// The kinds of the blocks. The text itself determines their places.
pub(super) fn kinds(plain: &Plain<'_>) -> Result<Vec<BlockKind>, Wrong> {
    let kind = |block: &Plain<'_>| {
        let block = block.as_object()?;
        offsets(block)?;
        must::get(block, "kind")
    };
    plain.each(kind)
}

pub(super) fn inline(places: &StatedPlaces<'_>, plain: &Plain<'_>) -> Result<Inline, Wrong> {
    let object = plain.as_object()?;
    let href = if_some::get(object, "href")?;
    let name = object.need("kind")?;
    let kind = match name.as_text() {
        Ok("emphasis") => InlineKind::Emphasis,
        Ok("strong") => InlineKind::Strong,
        Ok("link") => InlineKind::Link(href.unwrap_or_default()),
        _ => {
            let wrong = unknown(name, &["emphasis", "strong", "link"]);
            return Err(wrong.inside(Part::Field("kind")));
        }
    };
    Ok(Inline { range: places.range(object)?, kind })
}

pub(super) fn annotation(
    places: &StatedPlaces<'_>,
    plain: &Plain<'_>,
) -> Result<Annotation, Wrong> {
    let object = plain.as_object()?;
    let span = |span: &Plain<'_>| places.anchored(span);
    let spans = object.need("spans")?.each(span);
    let spans = spans.map_err(|wrong| wrong.inside(Part::Field("spans")))?;
    let actor = |name: &'static str| -> Result<_, Wrong> {
        Ok(object.text(name)?.filter(|id| !id.is_empty()).map(ActorId::from))
    };
    let detail = match must::get(object, "kind")? {
        Kind::Person => Detail::Person { actor: actor("actor")? },
        Kind::Claim => Detail::Claim {
            claimant: if_some::get(object, "claimant")?,
            check: if_some::get(object, "check")?,
        },
        Kind::Quote => Detail::Quote {
            speaker: actor("speaker")?,
            cue: match object.get("cue") {
                None | Some(Plain::Null) => None,
                Some(cue) => Some(span(cue).map_err(|wrong| wrong.inside(Part::Field("cue")))?),
            },
            form: if_some::get(object, "form")?,
            source: if_some::get(object, "source")?,
        },
    };
    let (id, source_id) = usable_id(&must::get::<String>(object, "id")?);
    Ok(Annotation {
        id,
        spans,
        detail,
        label: if_some::get(object, "label")?.filter(|name: &String| SubLabel::is_name(name)),
        note: or_default::get(object, "note")?,
        tags: or_default::get(object, "tags")?,
        origin: or_default::get(object, "origin")?,
        creator: if_some::get(object, "creator")?,
        created: or_default::get(object, "created")?,
        modified: or_default::get(object, "modified")?,
        source_id: source_id.or(if_some::get(object, "source_id")?),
    })
}

/// An invalid id is kept as `source_id`; its replacement is made from it, so that reading the file again
/// changes nothing.
fn usable_id(id: &str) -> (AnnotationId, Option<String>) {
    if AnnotationId::is_valid(id) {
        return (id.into(), None);
    }
    (hash(id).as_str().into(), Some(id.to_owned()))
}

/// The place of something, in the unit of the file.
fn offsets(object: &Object<'_>) -> Result<(u32, u32), Wrong> {
    Ok((must::get(object, "start")?, must::get(object, "end")?))
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
