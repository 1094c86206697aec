//! What the `style` of an element says about text: hidden, bold, italic, preformatted. Only the element's own
//! style is read (see the tests below).

use dom_query::Element;

/// The properties in a `style`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct HtmlStyle {
    pub hidden: bool,
    /// Whether nothing of it is seen for its opacity, and not because it fades in.
    pub clear: Option<bool>,
    /// Whether it is folded to no height, with nothing that sticks out, and not because it unfolds.
    pub flat: Option<bool>,
    /// Whether its letters have no size.
    pub tiny: Option<bool>,
    /// Whether its letters have no colour, and nothing else that shows them.
    pub pale: Option<bool>,
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub exact: Option<bool>,
    pub block: bool,
    /// Whether it is raised (true) or lowered (false).
    pub raised: Option<bool>,
    pub struck: bool,
    /// Whether it is an editor's comment, as word processors mark it.
    pub comment: bool,
}

impl HtmlStyle {
    pub fn of(element: &Element) -> Self {
        element.attr("style").map_or_else(Self::default, |style| Self::read(&style))
    }

    /// Reads these rules.
    pub fn read(style: &str) -> Self {
        let mut read = Self::default();
        // Lifted out of the text, and moved or cut away.
        let (mut lifted, mut away) = (false, false);
        let mut moves = false;
        // Whether it has no height, and may have none.
        let mut heights = [None, None];
        let (mut cut, mut padded) = (false, false);
        // Letters without colour are seen by their shadow, or by what is behind them.
        let mut painted = false;
        // A first letter over several lines is of its paragraph.
        let mut floats = false;
        // Of several values the last counts.
        let mut unseen = [false; 2];
        for line in style.split(';') {
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim().to_ascii_lowercase();
            let value = value.trim_end_matches("!important").trim_end();
            match name.trim().to_ascii_lowercase().as_str() {
                "display" => {
                    unseen[0] = value == "none";
                    read.block =
                        matches!(value, "block" | "list-item" | "table-cell" | "flex" | "grid");
                }
                "float" => floats = matches!(value, "left" | "right"),
                "position" => lifted = matches!(value, "absolute" | "fixed"),
                "left" | "top" | "right" => away |= is_far(value),
                "clip" => away |= is_nothing(value),
                "clip-path" => read.hidden |= matches!(value, "inset(50%)" | "inset(100%)"),
                "height" => heights[0] = Some(is_zero(value)),
                "max-height" => heights[1] = Some(is_zero(value)),
                "overflow" | "overflow-y" => cut = matches!(value, "hidden" | "clip"),
                // A box as high as its padding, for what lies over it.
                "padding" | "padding-top" | "padding-bottom" | "min-height" => {
                    padded |= !is_zero(value);
                }
                "color" => read.pale = Some(is_no_colour(value)),
                "text-indent" => read.hidden |= is_far(value),
                "visibility" => unseen[1] = matches!(value, "hidden" | "collapse"),
                "opacity" => read.clear = Some(is_zero(value)),
                "transform" if scales_to_nothing(value) => read.clear = Some(true),
                "scale" if is_zero(value) => read.clear = Some(true),
                "font-size" => read.tiny = Some(is_zero(value)),
                "font" => {
                    let sizes = value.split_whitespace().filter_map(|word| word.split('/').next());
                    read.tiny = Some(sizes.into_iter().any(is_zero));
                }
                // Word: text that is not printed, and the bullet before an item.
                "mso-hide" => read.hidden |= value == "all",
                "mso-element" => read.comment |= value.starts_with("comment"),
                "mso-special-character" => read.comment |= value == "comment",
                "vertical-align" => {
                    read.raised = match value {
                        "super" => Some(true),
                        "sub" => Some(false),
                        _ => None,
                    };
                }
                "text-decoration" | "text-decoration-line" => {
                    read.struck |= value.contains("line-through");
                }
                "mso-list" => read.hidden |= value == "ignore",
                "font-weight" => {
                    read.bold = Some(
                        value.starts_with("bold") || value.parse::<u16>().is_ok_and(|n| n >= 600),
                    );
                }
                "font-style" => {
                    read.italic = Some(value == "italic" || value.starts_with("oblique"));
                }
                "white-space" => read.exact = Some(matches!(value, "pre" | "break-spaces")),
                name => {
                    moves |= MOVES.iter().any(|word| name.contains(word));
                    painted |= value != "none" && PAINTS.iter().any(|word| name.contains(word));
                }
            }
        }
        read.hidden |= unseen.contains(&true) || lifted && away;
        read.clear = read.clear.map(|clear| clear && !moves);
        let flat = heights.contains(&Some(true)) && cut && !padded && !moves;
        read.flat = (heights != [None, None]).then_some(flat);
        if painted {
            read.pale = Some(false);
        }
        read.block &= !floats;
        read
    }
}

/// Properties of what fades in.
const MOVES: [&str; 4] = ["animation", "transition", "transform", "will-change"];

/// Properties that show letters without a colour.
const PAINTS: [&str; 3] = ["background-clip", "text-shadow", "text-fill-color"];

fn is_no_colour(value: &str) -> bool {
    let inside = value.strip_prefix("rgba(").and_then(|rest| rest.strip_suffix(')'));
    let alpha = inside.and_then(|inside| inside.rsplit(',').next());
    value == "transparent" || alpha.is_some_and(|alpha| is_zero(alpha.trim()))
}

/// Whether a size or an opacity is none: `0`, `0px`, `0.0`, `0%`.
fn is_zero(value: &str) -> bool {
    let number = value.trim_end_matches(|sign: char| sign.is_ascii_alphabetic() || sign == '%');
    number.parse::<f32>() == Ok(0.0)
}

/// Whether a box is made as small as nothing: `scale(0)`, `scale(0, 0)`.
fn scales_to_nothing(value: &str) -> bool {
    let inside = value.strip_prefix("scale(").and_then(|rest| rest.strip_suffix(')'));
    inside.is_some_and(|inside| inside.split(',').all(|by| is_zero(by.trim())))
}

/// Whether a length leads out of every screen: `-9999px`.
fn is_far(value: &str) -> bool {
    let number = value.trim_end_matches(|sign: char| sign.is_ascii_alphabetic() || sign == '%');
    let most = if value.ends_with("em") { -99.0 } else { -990.0 };
    number.parse::<f32>().is_ok_and(|number| number <= most)
}

/// Whether a clip leaves nothing, or a dot: `rect(0, 0, 0, 0)`, `rect(1px 1px 1px 1px)`.
fn is_nothing(value: &str) -> bool {
    let inside = value.strip_prefix("rect(").and_then(|rest| rest.strip_suffix(')'));
    let mut sides = inside.unwrap_or("auto").split([',', ' ']).filter(|side| !side.is_empty());
    sides.all(|side| matches!(side, "0" | "0px" | "1px"))
}

#[cfg(test)]
mod tests {
    use super::HtmlStyle;

    #[test]
    fn what_stands_on_an_element_is_read_and_nothing_else_matters() {
        let nothing = HtmlStyle::default();
        for (style, means) in [
            ("background: url(x;y)", nothing),
            ("color: red", HtmlStyle { pale: Some(false), ..HtmlStyle::default() }),
            ("DISPLAY : None !important", HtmlStyle { hidden: true, ..HtmlStyle::default() }),
            (
                "font-weight:700;font-style:italic",
                HtmlStyle { bold: Some(true), italic: Some(true), ..HtmlStyle::default() },
            ),
            ("font-weight:normal", HtmlStyle { bold: Some(false), ..HtmlStyle::default() }),
            ("position:absolute; left:-9999px", HtmlStyle { hidden: true, ..HtmlStyle::default() }),
            ("position:relative; left:-9999px", HtmlStyle::default()),
            ("position:absolute; left:-20px", HtmlStyle::default()),
            (
                "position:absolute;width:1px;clip:rect(0, 0, 0, 0)",
                HtmlStyle { hidden: true, ..HtmlStyle::default() },
            ),
            ("position:absolute; clip:rect(0 20px 20px 0)", HtmlStyle::default()),
            ("clip-path: inset(100%)", HtmlStyle { hidden: true, ..HtmlStyle::default() }),
            ("clip-path: inset(10%)", HtmlStyle::default()),
            ("text-indent:-999em", HtmlStyle { hidden: true, ..HtmlStyle::default() }),
            ("text-indent:-2em", HtmlStyle::default()),
            ("mso-list:Ignore", HtmlStyle { hidden: true, ..HtmlStyle::default() }),
            ("mso-list:l0 level1 lfo1", HtmlStyle::default()),
            ("vertical-align:super", HtmlStyle { raised: Some(true), ..HtmlStyle::default() }),
            (
                "text-decoration: line-through red",
                HtmlStyle { struck: true, ..HtmlStyle::default() },
            ),
            ("mso-element:comment-list", HtmlStyle { comment: true, ..HtmlStyle::default() }),
            ("white-space: pre", HtmlStyle { exact: Some(true), ..HtmlStyle::default() }),
            ("opacity:0", HtmlStyle { clear: Some(true), ..HtmlStyle::default() }),
            ("opacity: 0.00", HtmlStyle { clear: Some(true), ..HtmlStyle::default() }),
            ("transform:scale(0)", HtmlStyle { clear: Some(true), ..HtmlStyle::default() }),
            ("transform:scale(0, 0)", HtmlStyle { clear: Some(true), ..HtmlStyle::default() }),
            ("transform:scale(1, 0.5)", HtmlStyle::default()),
            ("opacity:.2", HtmlStyle { clear: Some(false), ..HtmlStyle::default() }),
            (
                "opacity:0;transform:translateY(9px)",
                HtmlStyle { clear: Some(false), ..HtmlStyle::default() },
            ),
            ("font-size:0px", HtmlStyle { tiny: Some(true), ..HtmlStyle::default() }),
            ("font-size:0.5em", HtmlStyle { tiny: Some(false), ..HtmlStyle::default() }),
            ("font:0/0 a", HtmlStyle { tiny: Some(true), ..HtmlStyle::default() }),
            ("font: italic 12px/0 a", HtmlStyle { tiny: Some(false), ..HtmlStyle::default() }),
            ("height:0;overflow:hidden", HtmlStyle { flat: Some(true), ..HtmlStyle::default() }),
            ("height:0", HtmlStyle { flat: Some(false), ..HtmlStyle::default() }),
            (
                "padding:0 0 56%;height:0;overflow:hidden",
                HtmlStyle { flat: Some(false), ..HtmlStyle::default() },
            ),
            ("color:transparent", HtmlStyle { pale: Some(true), ..HtmlStyle::default() }),
            ("color:rgba(0, 0, 0, 0)", HtmlStyle { pale: Some(true), ..HtmlStyle::default() }),
            ("color:rgba(0,0,0,.5)", HtmlStyle { pale: Some(false), ..HtmlStyle::default() }),
            (
                "font-size:0;color:transparent;text-shadow:0 0 9px black",
                HtmlStyle { tiny: Some(true), pale: Some(false), ..HtmlStyle::default() },
            ),
            (";:;;", HtmlStyle::default()),
        ] {
            assert_eq!(HtmlStyle::read(style), means, "{style}");
        }
    }
}
