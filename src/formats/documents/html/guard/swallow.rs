//! Elements that may swallow the text after them: comments, scripts, templates and other raw or invisible
//! content. An unclosed one ends where the text of the page begins (tests/opening/unclosed.rs).

use super::{CUT, Scan, Unclosed};
use crate::formats::documents::html::tags::{
    HtmlTag, first_block, is_end_of, is_one_of, next_tag, raw_end,
};
use crate::formats::documents::html::walk::BLOCKS;
use crate::formats::documents::shared::composer::is_worth_reading;

impl<'a> Scan<'a> {
    /// Reads a template that is part of the page as shown; returns whether it is one.
    pub(super) fn shadow(&mut self, tag: &HtmlTag<'a>, rest: &str, at: usize, end: usize) -> bool {
        if tag.is_end {
            let is_shown = self.templates.pop().unwrap_or(false);
            if is_shown {
                self.replace(at, end, "</div>");
                self.end("div", end, end);
            }
            return is_shown;
        }
        let source = rest.get(..tag.length).unwrap_or_default().to_ascii_lowercase();
        // Nothing in a hidden template is shown.
        let inside = self.templates.last().is_none_or(|shown| *shown);
        // Browsers that save a page write `shadowmode`.
        let is_root = |word: &str| word.starts_with("shadowroot") || word.starts_with("shadowmode");
        let is_shown = inside && source.split_ascii_whitespace().any(is_root);
        self.templates.push(is_shown);
        if is_shown {
            self.replace(at, end, "<div>");
            self.start(&HtmlTag { name: "div", ..*tag }, at, end);
        }
        is_shown
    }

    /// The end of a comment. An unclosed one swallows no text.
    pub(super) fn comment(&mut self, at: usize, rest: &'a str) -> usize {
        let end =
            if self.comments_end { rest.get(2..).and_then(|rest| rest.find("-->")) } else { None };
        if let Some(end) = end.map(|end| end + 2) {
            // The parser accepts one more ending.
            let odd = rest.get(4..end).and_then(|inside| inside.find("--!>"));
            let inside = rest.get(4..odd.map_or(end, |odd| odd + 4)).unwrap_or_default();
            // It ends with another that began inside it.
            if inside.contains("<!--") && first_block(inside).is_some() {
                self.unseen.push(inside);
            }
            return at + odd.map_or(end + 3, |odd| odd + 8);
        }
        self.comments_end = false;
        let odd = rest.get(4..).filter(|_| self.odd_ends).and_then(|rest| rest.find("--!>"));
        if let Some(odd) = odd {
            return at + odd + 8;
        }
        self.odd_ends = false;
        let line = rest.find('\n').map(|end| at + end);
        self.cut_to_block("<!--", at, at + 4, line)
    }

    /// Removes what begins here and never ends, up to where the text of the page resumes: at a block, or else
    /// from `or` on. The text in it is handed on.
    fn cut_to_block(&mut self, name: &str, at: usize, end: usize, or: Option<usize>) -> usize {
        let to = self.block_from(end).or(or).unwrap_or(self.html.len());
        if end == self.html.len() {
            return to;
        }
        self.unclosed(name, self.html.get(end..to).unwrap_or_default());
        self.replace(at, to, "");
        to
    }

    /// A tag without its end, because of an unclosed quotation mark or because the page breaks off. It would
    /// swallow text of the page.
    pub(super) fn unended(&mut self, at: usize, rest: &'a str, tag: &HtmlTag<'a>) -> usize {
        let name = if tag.closed || rest.contains(['"', '\'']) {
            "a quotation mark in a tag"
        } else {
            "a tag"
        };
        if let Some(end) = rest.find('>').map(|end| at + end + 1) {
            self.unclosed(name, "");
            self.replace(at, end, "");
            return end;
        }
        let from = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let behind = rest.get(from..).unwrap_or_default();
        if rest.contains('=') || is_one_of(tag.name, &BLOCKS) {
            if is_worth_reading(behind) {
                self.unclosed(name, behind);
                self.replace(at, self.html.len(), "");
            }
            return self.html.len();
        }
        if !behind.contains(char::is_alphanumeric) {
            return self.html.len();
        }
        self.words(at, rest)
    }

    /// Text to the end, because nothing in it ends a tag: `5 <b and more`.
    fn words(&mut self, at: usize, rest: &str) -> usize {
        if rest.contains(char::is_alphanumeric) {
            self.replace(at, self.html.len(), &rest.replace('<', "&lt;"));
        }
        self.html.len()
    }

    /// Something that begins like a tag; the parser reads some of it as a comment up to the next `>`.
    pub(super) fn no_tag(&mut self, at: usize, rest: &'a str) -> usize {
        if !["<!", "<?", "</"].iter().any(|start| rest.starts_with(start)) {
            return at + 1;
        }
        if let Some(end) = self.literal(at, rest) {
            return end;
        }
        if self.bracket.is_some_and(|bracket| bracket < at) {
            self.bracket = rest.find('>').map(|end| at + end);
        }
        let Some(end) = self.bracket else { return self.words(at, rest) };
        if self.block_from(at + 1).is_some_and(|block| block < end) {
            self.replace(at, at + 1, "&lt;");
        }
        at + 1
    }

    /// Text that XML takes as it stands, without tags. Returns where to continue.
    fn literal(&mut self, at: usize, rest: &str) -> Option<usize> {
        let inside = rest.strip_prefix("<![CDATA[").filter(|_| self.xhtml)?;
        let length = inside.find("]]>")?;
        let text = inside.get(..length)?.replace('&', "&amp;").replace('<', "&lt;");
        let end = at + (rest.len() - inside.len()) + length + "]]>".len();
        self.replace(at, end, &text);
        Some(end)
    }

    /// The start of the first tag of a paragraph, a heading and so on from this byte on.
    fn block_from(&mut self, from: usize) -> Option<usize> {
        let (asked, found) = self.block;
        if !(asked <= from && found.is_none_or(|found| found >= from)) || asked == usize::MAX {
            let next = self.html.get(from..).and_then(first_block);
            self.block = (from, next.map(|at| from + at));
        }
        self.block.1
    }

    fn unclosed(&mut self, name: &str, source: &'a str) {
        let said = |known: &Unclosed<'_>| known.name == name && source.is_empty();
        if !self.unclosed.iter().any(said) {
            self.unclosed.push(Unclosed { name: name.to_owned(), source });
        }
    }

    /// An element whose content is text up to the end tag. Returns where to continue.
    pub(super) fn raw(
        &mut self,
        name: &'static str,
        tag: &HtmlTag<'a>,
        at: usize,
        end: usize,
    ) -> usize {
        if name == "plaintext" {
            return self.html.len();
        }
        let shown = format!("<{name}>");
        let close = match self.last_end(name).filter(|last| *last >= at) {
            Some(_) => self.next_end(name, end),
            None => self.html.len(),
        };
        let inner = self.html.get(end..close).unwrap_or_default();
        // An address without quotation marks may end in a slash, too.
        let is_empty = tag.is_empty && self.block_from(end).is_some_and(|block| block < close);
        if is_empty || close == self.html.len() {
            return match name {
                "script" | "style" if !is_empty => self.cut_to_block(&shown, at, end, None),
                "xmp" if self.block_from(end).is_none() => self.html.len(),
                "title" if self.block_from(end).is_none() => {
                    self.unclosed(&shown, inner);
                    self.html.len()
                }
                _ => {
                    self.unclosed(&shown, "");
                    self.replace(at, end, "");
                    end
                }
            };
        }
        if CUT.contains(&name) {
            self.unseen.push(inner);
            if name == "iframe" {
                self.frames.extend(self.html.get(at..end));
            }
            let rest = self.html.get(close..).unwrap_or_default();
            let after = close + rest.find('>').map_or(rest.len(), |at| at + 1);
            self.replace(at, after, "");
            return after;
        }
        // In a script, a comment hides end tags from the parser.
        if name == "script" && inner.contains("<!--") {
            self.replace(end, close, &inner.replace("<!--", "\\u003c!--"));
        }
        close
    }

    /// An element that hides its text. Returns where to continue if it was removed: because it is unclosed,
    /// or has no text.
    pub(super) fn held(
        &mut self,
        name: &'static str,
        tag: &HtmlTag<'a>,
        at: usize,
        end: usize,
    ) -> Option<usize> {
        let is_open = self.last_end(name).is_none_or(|last| last < at);
        let next = if is_open { None } else { next_tag(self.html, end, name) };
        let inner = next.and_then(|(_, to)| self.html.get(end..to)).unwrap_or_default();
        if tag.is_empty && name == "svg" {
            return None;
        }
        let is_twice = next.is_some_and(|(is_end, _)| !is_end)
            && !["template", "object", "applet", "svg"].contains(&name)
            && first_block(inner).is_some();
        if is_open || is_twice {
            if name == "template" {
                self.templates.pop();
            }
            self.unclosed(&format!("<{name}>"), "");
            self.replace(at, end, "");
            return Some(end);
        }
        let (_, close) = next.filter(|(is_end, _)| *is_end && name == "svg")?;
        if first_block(inner).is_some() {
            return None;
        }
        let rest = self.html.get(close..).unwrap_or_default();
        let after = close + rest.find('>').map_or(rest.len(), |at| at + 1);
        self.replace(at, after, "");
        Some(after)
    }

    /// The start of the next end tag of this name, from a byte on.
    fn next_end(&mut self, name: &'static str, from: usize) -> usize {
        if self.close.0 != name || self.close.1 < from {
            self.close = (name, raw_end(self.html, from, name));
        }
        self.close.1
    }

    /// The start of the last end tag of this name.
    fn last_end(&mut self, name: &'static str) -> Option<usize> {
        if let Some((_, at)) = self.last_ends.iter().find(|(known, _)| *known == name) {
            return *at;
        }
        let ends = self.html.match_indices("</").filter(|(at, _)| is_end_of(self.html, *at, name));
        let last = ends.last().map(|(at, _)| at);
        self.last_ends.push((name, last));
        last
    }
}
