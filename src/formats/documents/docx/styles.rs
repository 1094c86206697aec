//! The styles of a Word document, which say what kind each paragraph is and what is hidden (tests/opening/documents.rs).

use std::collections::BTreeMap;

use super::run::{is_on, raised};
use crate::formats::documents::shared::office;
use crate::formats::documents::shared::package::{XmlPiece, each};
use crate::model::BlockKind;

/// What a paragraph says of itself.
#[derive(Default)]
pub(super) struct Properties {
    pub style: String,
    pub level: Option<u8>,
    pub item: Option<bool>,
}

/// Styles by their ids, as far as they determine the kind of a paragraph.
#[derive(Default)]
pub(super) struct Styles {
    all: BTreeMap<String, DocxStyle>,
    pub language: Option<String>,
}

#[derive(Default)]
struct DocxStyle {
    /// In lower case; English whatever the language of the program.
    name: String,
    based_on: String,
    level: Option<u8>,
    item: Option<bool>,
    run: StyledRun,
}

/// How a style has its words stand, as far as it says so.
#[derive(Default, Clone, Copy)]
pub(super) struct StyledRun {
    pub hidden: Option<bool>,
    pub struck: Option<bool>,
    pub raised: Option<bool>,
}

impl Styles {
    pub fn of(xml: &str) -> Self {
        let mut styles = Self::default();
        let mut id = String::new();
        each(xml, |piece| {
            let XmlPiece::Start(tag) = piece else { return };
            let value = || tag.get("val").unwrap_or_default();
            match tag.name.as_str() {
                "style" => id = tag.get("styleId").unwrap_or_default(),
                "lang" if styles.language.is_none() => styles.language = tag.get("val"),
                "name" => styles.style(&id).name = value().to_lowercase(),
                "basedOn" => styles.style(&id).based_on = value(),
                "outlineLvl" => styles.style(&id).level = value().parse().ok(),
                "vanish" => styles.style(&id).run.hidden = Some(is_on(&tag)),
                "strike" => styles.style(&id).run.struck = Some(is_on(&tag)),
                "vertAlign" | "position" => styles.style(&id).run.raised = raised(&tag),
                "numId" => styles.style(&id).item = Some(value() != "0"),
                _ => {}
            }
        });
        styles
    }

    fn style(&mut self, id: &str) -> &mut DocxStyle {
        self.all.entry(id.to_owned()).or_default()
    }

    pub fn named(&self, id: &str) -> Option<String> {
        self.all.get(id).map(|style| style.name.clone())
    }

    /// How a style has its words stand.
    pub fn stand(&self, id: &str) -> StyledRun {
        if id.is_empty() {
            return StyledRun::default();
        }
        let chain = office::chain(id, |id| self.all.get(id).map(|one| one.based_on.as_str()));
        let styles = chain.iter().filter_map(|id| self.all.get(*id));
        styles.fold(StyledRun::default(), |own, based_on| StyledRun {
            hidden: own.hidden.or(based_on.run.hidden),
            struck: own.struck.or(based_on.run.struck),
            raised: own.raised.or(based_on.run.raised),
        })
    }

    /// The kind of a paragraph: from itself, its style, or the style that is based on.
    pub fn kind(&self, paragraph: &Properties) -> BlockKind {
        if let Some(level) = paragraph.level.filter(|level| *level < 9) {
            return office::heading_of(level + 1);
        }
        let chain =
            office::chain(&paragraph.style, |id| self.all.get(id).map(|one| one.based_on.as_str()));
        let styles: Vec<&DocxStyle> = chain.iter().filter_map(|id| self.all.get(*id)).collect();
        let named = styles.iter().find_map(|style| office::kind_of(&style.name));
        let level = styles.iter().find_map(|style| style.level).filter(|level| *level < 9);
        let item = paragraph.item.or_else(|| styles.iter().find_map(|style| style.item));
        match (named, level) {
            (Some(kind), _) if kind != BlockKind::ListItem || item != Some(false) => kind,
            (_, Some(level)) => office::heading_of(level + 1),
            _ if item == Some(true) => BlockKind::ListItem,
            _ => BlockKind::Paragraph,
        }
    }
}
