//! The styles of an OpenDocument text: what kind a paragraph is, how letters look, what is hidden or struck out
//! (tests/opening/word.rs).

use std::collections::BTreeMap;

use crate::formats::documents::shared::office;
use crate::formats::documents::shared::package::XmlPiece;
use crate::model::BlockKind;

/// The styles by their names.
#[derive(Default)]
pub(super) struct OdtStyles {
    all: BTreeMap<String, OdtStyle>,
    /// The name of the one being read.
    open: String,
    pub language: Option<String>,
}

#[derive(Default)]
struct OdtStyle {
    parent: String,
    bold: bool,
    italic: bool,
    stand: Stand,
}

/// Whether text is struck out or hidden, and whether it is raised (true) or lowered (false), as far as said.
#[derive(Clone, Copy, Default)]
pub(super) struct Stand {
    pub struck: Option<bool>,
    pub hidden: Option<bool>,
    pub raised: Option<bool>,
}

impl Stand {
    /// What it says, and for the rest what is around it says.
    pub fn within(self, around: Self) -> Self {
        Self {
            struck: self.struck.or(around.struck),
            hidden: self.hidden.or(around.hidden),
            raised: self.raised.or(around.raised),
        }
    }
}

impl OdtStyles {
    /// Reads what a piece of a file says of them.
    pub fn take(&mut self, piece: &XmlPiece<'_>) {
        let tag = match piece {
            XmlPiece::Start(tag) => tag,
            // The style of a list may follow.
            XmlPiece::End(name) if name == "style" => return self.open.clear(),
            _ => return,
        };
        match tag.name.as_str() {
            "style" => {
                self.open = tag.get("name").unwrap_or_default();
                let parent = tag.get("parent-style-name").unwrap_or_default();
                self.all.insert(self.open.clone(), OdtStyle { parent, ..OdtStyle::default() });
            }
            "text-properties" => {
                if self.language.is_none() {
                    let language = tag.get("language").filter(|tag| tag != "none");
                    self.language = language.map(|language| match tag.get("country") {
                        Some(country) if country != "none" => format!("{language}-{country}"),
                        _ => language,
                    });
                }
                if let Some(style) = self.all.get_mut(&self.open) {
                    style.bold = tag.get("font-weight").is_some_and(|weight| weight == "bold");
                    style.italic = tag.get("font-style").is_some_and(|slope| slope == "italic");
                    let line = tag.get("text-line-through-style");
                    let position = tag.get("text-position").unwrap_or_default();
                    style.stand = Stand {
                        struck: line.map(|line| line != "none"),
                        hidden: tag.get("display").map(|display| display == "none"),
                        raised: raised(position.split(' ').next().unwrap_or_default()),
                    };
                }
            }
            _ => {}
        }
    }

    /// How a style has text stand: as it says, or one that it is based on.
    pub fn stand_of(&self, style: &str) -> Stand {
        let chain = office::chain(style, |id| self.all.get(id).map(|one| one.parent.as_str()));
        let all = chain.iter().filter_map(|id| self.all.get(*id));
        all.fold(Stand::default(), |own, style| own.within(style.stand))
    }

    /// The kind of a paragraph of a style, if its name says it.
    pub fn kind(&self, style: &str) -> Option<BlockKind> {
        let chain = office::chain(style, |id| self.all.get(id).map(|one| one.parent.as_str()));
        chain.iter().find_map(|id| {
            // `_20_` is a space in the names of styles.
            office::kind_of(&id.replace("_20_", " ").to_lowercase())
        })
    }

    /// Whether a style is bold, and whether it is italic.
    pub fn emphasis(&self, style: &str) -> (bool, bool) {
        let chain = office::chain(style, |id| self.all.get(id).map(|one| one.parent.as_str()));
        let any =
            |is: fn(&OdtStyle) -> bool| chain.iter().filter_map(|id| self.all.get(*id)).any(is);
        let named =
            |name: &str| chain.iter().any(|id| id.to_lowercase().replace("_20_", " ") == name);
        (
            any(|one| one.bold) || named("strong emphasis"),
            any(|one| one.italic) || named("emphasis"),
        )
    }
}

/// The position that a text attribute gives: `super`, `sub`, `33%`, `-33%`.
fn raised(position: &str) -> Option<bool> {
    let percent = || position.strip_suffix('%')?.parse::<f32>().ok();
    match position {
        "super" => Some(true),
        "sub" => Some(false),
        _ => percent().filter(|moved| *moved != 0.0).map(|moved| moved > 0.0),
    }
}
