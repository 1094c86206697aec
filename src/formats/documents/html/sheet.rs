//! What a page's own style sheet hides: rules for a single class or id, as pages hide summaries and comments.
//! Rules that hide most of the page are ignored, because scripts show it (tests/opening/hidden.rs).

use std::collections::BTreeSet;

use dom_query::{Document, Element, Node};

use super::nodes::named;
use super::style::HtmlStyle;
use super::walk::UNSEEN;

/// The classes and ids that a page hides.
#[derive(Debug, Default)]
pub(super) struct StyleSheet {
    /// Each with its prefix: `.class`, `#id`.
    names: BTreeSet<String>,
    /// Those that it puts on lines of their own.
    blocks: BTreeSet<String>,
    /// The number of letters of the page.
    letters: usize,
}

impl StyleSheet {
    /// What the style sheets in a page hide.
    pub fn of(document: &Document) -> Self {
        let mut sheet = Self::default();
        for style in named(&document.root(), &["style"]) {
            let media = style.attr("media").unwrap_or_default();
            if ["", "all", "screen"].contains(&media.trim()) {
                sheet.read(&without_comments(&style.text()));
            }
        }
        if !sheet.names.is_empty() {
            let is_seen = |text: &Node<'_>| {
                let parent = text.parent().and_then(|parent| parent.node_name());
                text.is_text() && !parent.is_some_and(|name| UNSEEN.contains(&&*name))
            };
            let texts = document.root().descendants().into_iter().filter(is_seen);
            sheet.letters = texts.map(|text| letters(&text)).sum();
        }
        sheet
    }

    /// Whether an element is hidden.
    pub fn hides(&self, element: &Element, node: &Node<'_>) -> bool {
        is_among(&self.names, element) && letters(node) * 2 < self.letters
    }

    /// Whether an element is on lines of its own.
    pub fn sets_apart(&self, element: &Element) -> bool {
        is_among(&self.blocks, element)
    }

    fn read(&mut self, css: &str) {
        let mut rest = css;
        while let Some((names, after)) = rest.split_once('{') {
            // The end of a block that was entered.
            let names = names.trim_start_matches(|sign: char| sign == '}' || sign.is_whitespace());
            // Rules for certain screens or for print do not count.
            if names.starts_with('@') {
                rest = if is_for_all(names) { after } else { behind_block(after) };
                continue;
            }
            let (rules, after) = after.split_once('}').unwrap_or((after, ""));
            rest = after;
            let HtmlStyle { hidden, block, .. } = HtmlStyle::read(rules);
            let shown = !hidden && ["display", "visibility"].iter().any(|it| rules.contains(it));
            for name in names.split(',').map(str::trim).filter(|name| is_simple(name)) {
                if block {
                    self.blocks.insert(name.to_owned());
                } else if rules.contains("display") {
                    self.blocks.remove(name);
                }
                if hidden {
                    self.names.insert(name.to_owned());
                } else if shown {
                    self.names.remove(name);
                }
            }
        }
    }
}

/// Whether a class or the id of an element is one of these.
fn is_among(names: &BTreeSet<String>, element: &Element) -> bool {
    if names.is_empty() {
        return false;
    }
    let classes = element.attr("class").unwrap_or_default();
    let classes = classes.split_whitespace().map(|name| format!(".{name}"));
    let id = element.attr("id").map(|name| format!("#{name}"));
    classes.chain(id).any(|name| names.contains(&name))
}

/// Whether the rules in a block are for every screen.
fn is_for_all(head: &str) -> bool {
    let head = head.to_ascii_lowercase();
    let media = head.strip_prefix("@media").map(str::trim);
    media.is_some_and(|media| ["all", "screen", "only screen"].contains(&media))
        || head.starts_with("@layer")
}

fn letters(node: &Node<'_>) -> usize {
    node.text().chars().filter(|c| c.is_alphanumeric()).count()
}

fn is_simple(name: &str) -> bool {
    let bare = name.strip_prefix(['.', '#']).unwrap_or_default();
    !bare.is_empty() && bare.chars().all(|c| c.is_alphanumeric() || "-_".contains(c))
}

/// The text after a block that contains blocks.
fn behind_block(css: &str) -> &str {
    let mut depth = 1_usize;
    for (at, sign) in css.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => continue,
        }
        if depth == 0 {
            return css.get(at + 1..).unwrap_or_default();
        }
    }
    ""
}

fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |css, part| css + part.split_once("*/").map_or("", |(_, rest)| rest))
}
