//! What the `style` of an element says about text: hidden, bold, italic, preformatted. Only the element's own
//! style is read (see the tests below).

use dom_query::Element;

/// The properties in a `style`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct HtmlStyle {
    pub hidden: bool,
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
        for line in style.split(';') {
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim().to_ascii_lowercase();
            let value = value.trim_end_matches("!important").trim_end();
            match name.trim().to_ascii_lowercase().as_str() {
                "display" => {
                    read.hidden |= value == "none";
                    read.block =
                        matches!(value, "block" | "list-item" | "table-cell" | "flex" | "grid");
                }
                "visibility" => read.hidden |= value == "hidden",
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
                _ => {}
            }
        }
        read
    }
}

#[cfg(test)]
mod tests {
    use super::HtmlStyle;

    #[test]
    fn what_stands_on_an_element_is_read_and_nothing_else_matters() {
        let nothing = HtmlStyle::default();
        for (style, means) in [
            ("color: red; background: url(x;y)", nothing),
            ("DISPLAY : None !important", HtmlStyle { hidden: true, ..HtmlStyle::default() }),
            (
                "font-weight:700;font-style:italic",
                HtmlStyle { bold: Some(true), italic: Some(true), ..HtmlStyle::default() },
            ),
            ("font-weight:normal", HtmlStyle { bold: Some(false), ..HtmlStyle::default() }),
            ("mso-list:Ignore", HtmlStyle { hidden: true, ..HtmlStyle::default() }),
            ("mso-list:l0 level1 lfo1", HtmlStyle::default()),
            ("vertical-align:super", HtmlStyle { raised: Some(true), ..HtmlStyle::default() }),
            (
                "text-decoration: line-through red",
                HtmlStyle { struck: true, ..HtmlStyle::default() },
            ),
            ("mso-element:comment-list", HtmlStyle { comment: true, ..HtmlStyle::default() }),
            ("white-space: pre", HtmlStyle { exact: Some(true), ..HtmlStyle::default() }),
            (";:;;", HtmlStyle::default()),
        ] {
            assert_eq!(HtmlStyle::read(style), means, "{style}");
        }
    }
}
