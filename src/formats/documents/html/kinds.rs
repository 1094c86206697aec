//! The kind of block that an element is, by its name, or by its class as word processors and systems for blogs write it
//! (tests/opening/pieces.rs).

use dom_query::Element;

use crate::model::BlockKind;

/// The kind of a block of this name; `None` for that of the element around it.
pub(super) fn of(name: &str, element: &Element) -> Option<BlockKind> {
    Some(match name {
        "h1" => BlockKind::Heading1,
        "h2" => BlockKind::Heading2,
        "h3" => BlockKind::Heading3,
        "h4" => BlockKind::Heading4,
        "h5" => BlockKind::Heading5,
        "h6" => BlockKind::Heading6,
        "li" => BlockKind::ListItem,
        "blockquote" => BlockKind::BlockQuote,
        "pre" => BlockKind::Preformatted,
        "figcaption" | "caption" => BlockKind::Caption,
        "p" => return by_class(&element.attr("class")?),
        _ => return None,
    })
}

/// The kind of a paragraph by its class, as word processors write it.
fn by_class(class: &str) -> Option<BlockKind> {
    match class {
        "MsoTitle" => Some(BlockKind::Heading1),
        "MsoCaption" => Some(BlockKind::Caption),
        "MsoQuote" | "MsoIntenseQuote" => Some(BlockKind::BlockQuote),
        "caption" | "wp-caption-text" | "image-caption" | "photo-caption" => {
            Some(BlockKind::Caption)
        }
        _ if class.starts_with("MsoList") => Some(BlockKind::ListItem),
        _ if is_title_of_google(class) => Some(BlockKind::Heading1),
        _ => None,
    }
}

/// Whether a class is that of a title, beside one with a number, as Google Docs names the looks of paragraphs.
fn is_title_of_google(class: &str) -> bool {
    let mut classes = class.split_ascii_whitespace();
    let is_number = |name: &str| {
        let number = name.strip_prefix('c').unwrap_or_default();
        !number.is_empty() && number.bytes().all(|one| one.is_ascii_digit())
    };
    classes.clone().any(|name| name == "title") && classes.any(is_number)
}
