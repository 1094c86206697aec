//! Walks a parsed page for what a reader sees of it: blocks, emphasis, links, white space as in a browser. It
//! does not recurse, because pages can be nested without end (tests/opening/pieces.rs).

use dom_query::{Element, Node, NodeData};

use super::beside::{self, Beside};
use super::quotes::Quotes;
use super::sheet::{self, StyleSheet};
use super::style::HtmlStyle;
use super::table::{self, TablePart};
use super::{boxes, kinds, math, nodes};
use crate::formats::common::problem::Problem;
use crate::formats::documents::manuscript::Passage;
use crate::formats::documents::shared::address::absolute;
use crate::formats::documents::shared::composer::{Composer, is_blank, is_worth_reading};
use crate::formats::documents::shared::formula::FormulaTree;
use crate::model::{BlockKind, InlineKind};

/// Elements that no reader sees, or that are controls rather than text.
pub(super) const UNSEEN: [&str; 23] = [
    "script", "style", "noscript", "template", "head", "title", "meta", "link", "iframe", "object",
    "embed", "audio", "video", "canvas", "svg", "select", "datalist", "textarea", "noframes",
    "noembed", "applet", "map", "rp",
];
/// Elements on lines of their own.
pub(super) const BLOCKS: [&str; 49] = [
    "address",
    "article",
    "aside",
    "body",
    "blockquote",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// The attribute that numbers the texts of a page, to recognise them in its main text.
pub(super) const NUMBER: &str = "data-annotator-number";

/// What is known of a page before the walk.
#[derive(Default)]
pub(super) struct Page<'a> {
    /// The base address of links.
    pub base: Option<&'a str>,
    /// Whether each numbered text is in the article; without it, all are.
    pub kept: Option<&'a [bool]>,
    /// What its style sheet hides.
    pub sheet: Option<&'a StyleSheet>,
    /// Whether hidden text is read like the rest.
    pub reveal: bool,
    /// Whether links that lead nowhere from here are marked, too, without an address.
    pub every_link: bool,
    /// Whether it is an e-mail that answers another one.
    pub letter: bool,
}

/// What a reader sees of a page, and the messages about what was skipped.
pub(super) fn passages(root: Node<'_>, page: &Page<'_>) -> (Vec<Passage>, Vec<Problem>) {
    let mut walk = PageWalk {
        page,
        composer: Composer::default(),
        stack: Vec::new(),
        pulled: nodes::PulledQuotes::default(),
    };
    let mut node = root;
    loop {
        let entered = walk.enter(&node);
        if let Some(child) = node.first_child().filter(|_| entered) {
            node = child;
            continue;
        }
        if entered {
            walk.leave();
        }
        loop {
            if node.id == root.id {
                return walk.finish();
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else { return walk.finish() };
            walk.leave();
            node = parent;
        }
    }
}

struct PageWalk<'a> {
    page: &'a Page<'a>,
    composer: Composer,
    stack: Vec<Frame>,
    pulled: nodes::PulledQuotes,
}

/// An open element, with its state.
#[derive(Clone, Copy, Default)]
struct Frame {
    /// The kind of a plain block in it.
    kind: BlockKind,
    /// Whether white space is kept.
    exact: bool,
    /// Whether it is on lines of its own.
    block: bool,
    /// The number of emphases and links it began.
    opened: usize,
    /// The quotation marks that browsers put around it.
    quoted: Option<(&'static str, &'static str)>,
    /// Those of what is in it.
    quotes: Quotes,
    /// Whether its text is in the article.
    kept: Option<bool>,
    /// Whether everything in it is skipped in any case.
    out: bool,
    /// Which part of a table it is.
    part: Option<TablePart>,
}

impl PageWalk<'_> {
    fn finish(self) -> (Vec<Passage>, Vec<Problem>) {
        let problems = self.composer.omitted.problems();
        (self.composer.finish(), problems)
    }

    /// Reads a node; returns whether to read its content.
    fn enter(&mut self, node: &Node<'_>) -> bool {
        node.query_or(false, |inner| match &inner.data {
            NodeData::Text { contents } => {
                self.text(contents);
                false
            }
            NodeData::Element(element) => self.element(element, node),
            NodeData::Document | NodeData::Fragment => {
                self.stack.push(Frame::default());
                true
            }
            _ => false,
        })
    }

    fn text(&mut self, text: &str) {
        let frame = self.stack.last().copied().unwrap_or_default();
        let kept = if frame.out { Some(false) } else { frame.kept };
        if let Some(kept) = kept.filter(|_| !text.chars().all(is_blank)) {
            self.composer.keep(kept);
        }
        if frame.exact {
            self.composer.exact(text);
        } else {
            self.composer.words(text);
        }
    }

    fn element(&mut self, element: &Element, node: &Node<'_>) -> bool {
        let name: &str = &element.name.local;
        let style = HtmlStyle::of(element);
        if let Some(formula) = math::formula(name, element, node) {
            self.formula(&formula, element, node);
            return false;
        }
        if name == "img" {
            let said = element.attr("alt").unwrap_or_default();
            match nodes::is_first_letter(node, &said) {
                true => self.text(&said),
                false => self.sign(&said),
            }
            return false;
        }
        let around = self.stack.last().copied().unwrap_or_default();
        if !around.out && nodes::is_not_of_line(node, around.kind.heading_level().is_some()) {
            self.composer.set_aside(&node.text());
            return false;
        }
        let by_sheet = || sheet::hides(self.page.sheet, element, node, &style);
        let counts = !self.page.reveal && !around.out;
        let hidden = counts
            && (style.hidden
                || is_hidden(name, element)
                || beside::is_for_screen_readers(element, node)
                || by_sheet())
            && !nodes::is_panel(node);
        if hidden && !self.is_offered(name, node) {
            return false;
        }
        let out = match beside::of(name, element, &style, node) {
            Some(beside) => match self.beside(&beside, node) {
                Some(out) => out,
                None => return false,
            },
            None if UNSEEN.contains(&name) => return false,
            None => false,
        };
        let is_block = BLOCKS.contains(&name)
            || nodes::is_paragraph_of_a_kind(name, node)
            || self.page.sheet.is_some_and(|sheet| sheet.sets_apart(element));
        let out = out
            || hidden
            || nodes::is_stand_in(node)
            || self.page.letter && nodes::is_of_other_letter(node)
            || self.page.kept.is_some()
                && (is_block && boxes::is_box(node)
                    || name == "a" && boxes::is_card(node)
                    || nodes::is_credit(node)
                    || boxes::is_caption_button(node)
                    || self.pulled.stand_again(node));
        let own = kinds::of(name, element);
        let mut frame = Frame {
            kind: own.unwrap_or(around.kind),
            exact: style.exact.unwrap_or(around.exact || name == "pre"),
            // Skipped content takes no text before or after it along.
            block: own.is_some() || is_block || style.block || out,
            opened: 0,
            quoted: (name == "q").then(|| around.quotes.around()),
            quotes: around.quotes.within(name, element),
            kept: self.is_kept(element),
            out: out || around.out,
            part: TablePart::of(name),
        };
        match name {
            "br" if around.exact => self.composer.exact("\n"),
            "br" => self.composer.line_end(),
            _ if frame.block => self.composer.begin(frame.kind),
            _ if nodes::is_apart(frame.kind, node) => self.composer.words(" "),
            _ => {}
        }
        if let Some((mark, _)) = frame.quoted {
            self.composer.exact(mark);
        }
        self.open(name, element, &style, &mut frame);
        match frame.part {
            Some(TablePart::Table) => self.composer.enter_table(table::used(element)),
            Some(TablePart::Group(_)) => self.composer.table().group(),
            Some(TablePart::Row) => {
                self.composer.enter_row(around.part == Some(TablePart::Group(true)));
            }
            Some(TablePart::Cell) => self.composer.enter_cell(table::cell(name, element)),
            None => {}
        }
        self.stack.push(frame);
        true
    }

    /// Reads a picture that stands for a sign of the text, such as an emoji.
    fn sign(&mut self, said: &str) {
        let is_sign = |sign: char| !sign.is_alphanumeric() && !sign.is_whitespace();
        let is_picture = |sign: char| u32::from(sign) >= 0x2190;
        let is_short = said.chars().count() <= 8;
        if is_short && said.chars().all(is_sign) && said.chars().any(is_picture) {
            self.text(said);
        }
    }

    /// Whether to read hidden content: paragraphs worth reading are skipped one by one, hidden words within
    /// others are set aside.
    fn is_offered(&mut self, name: &str, node: &Node<'_>) -> bool {
        if UNSEEN.contains(&name) {
            return false;
        }
        let text = node.text();
        if BLOCKS.contains(&name) || beside::has_blocks(node) {
            return is_worth_reading(&text);
        }
        self.composer.hide(&text);
        self.composer.hide(" ");
        false
    }

    /// Reads a formula, which may be on a line of its own.
    fn formula(&mut self, formula: &FormulaTree, element: &Element, node: &Node<'_>) {
        let frame = self.stack.last().copied().unwrap_or_default();
        let block = element.attr("display").is_some_and(|display| &*display == "block");
        if block {
            self.composer.begin(frame.kind);
        }
        let number = math::number(node);
        let kept = number.and_then(|at| self.page.kept.map(|kept| kept.get(at) == Some(&true)));
        if let Some(kept) = if frame.out { Some(false) } else { kept.or(frame.kept) } {
            self.composer.keep(kept);
        }
        self.composer.formula(formula);
        if block {
            self.composer.begin(frame.kind);
        }
    }

    /// Reads an element that accompanies the text. Returns whether its content is skipped, if it still has to
    /// be read; `None` if it is handled.
    fn beside(&mut self, beside: &Beside, node: &Node<'_>) -> Option<bool> {
        match beside {
            Beside::Raised { up, linked } => {
                (!self.composer.raise(&node.text(), *up, *linked)).then_some(false)
            }
            Beside::Reading => {
                self.composer.omitted.read();
                None
            }
            Beside::Comment => {
                self.composer.omitted.remark();
                None
            }
            Beside::Label => {
                self.composer.omitted.label(&node.text());
                None
            }
            Beside::WayBack => {
                self.composer.omitted.mark(&node.text());
                None
            }
            Beside::PageNumber => {
                self.composer.omitted.page();
                None
            }
            Beside::Struck { whole: false } => {
                self.composer.strike(&node.text());
                None
            }
            Beside::Struck { whole: true } | Beside::Swallowed => Some(true),
        }
    }

    fn open(&mut self, name: &str, element: &Element, style: &HtmlStyle, frame: &mut Frame) {
        let mut begin = |kind: InlineKind| {
            self.composer.open(Some(kind));
            frame.opened += 1;
        };
        let address = || absolute(&element.attr("href")?, self.page.base);
        if style.italic.unwrap_or(matches!(name, "em" | "i")) {
            begin(InlineKind::Emphasis);
        }
        if style.bold.unwrap_or(matches!(name, "strong" | "b")) && !frame.block {
            begin(InlineKind::Strong);
        }
        let nowhere = || (self.page.every_link && element.attr("href").is_some()).then(String::new);
        if let Some(to) =
            Some(name).filter(|name| *name == "a").and_then(|_| address().or_else(nowhere))
        {
            begin(InlineKind::Link(to));
        }
    }

    fn is_kept(&self, element: &Element) -> Option<bool> {
        let number: usize = element.attr(NUMBER)?.parse().ok()?;
        self.page.kept.map(|kept| kept.get(number).copied().unwrap_or(false))
    }

    fn leave(&mut self) {
        let Some(frame) = self.stack.pop() else { return };
        if let Some((_, mark)) = frame.quoted {
            self.composer.exact(mark);
        }
        for _ in 0..frame.opened {
            self.composer.close();
        }
        if frame.block {
            self.composer.begin(self.stack.last().map(|around| around.kind).unwrap_or_default());
        }
        match frame.part {
            Some(TablePart::Table) => drop(self.composer.leave_table()),
            Some(TablePart::Cell) => self.composer.leave_cell(),
            _ => {}
        }
    }
}

fn is_hidden(name: &str, element: &Element) -> bool {
    element.attr("hidden").is_some()
        || name == "dialog" && element.attr("open").is_none()
        // What AMP shows to those who may not read the rest.
        || element.attr("amp-access").is_some_and(|who| who.trim_start().starts_with("NOT "))
}
