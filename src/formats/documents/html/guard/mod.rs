//! Makes a page safe for the parser, whose work is quadratic in nested tags and attributes: removes tags
//! nested too deep, tags that multiply, excess attributes, and unclosed tags that would swallow the article.
//! All text stays, visible or handed on beside it (tests/opening/unclosed.rs).

mod swallow;

use std::borrow::Cow;

use dom_query::Document;

use super::tags::{HtmlTag, first_block, is_one_of};
use crate::formats::common::problem::Problem;
use crate::formats::common::spans::short;

/// Deepest nesting of tags; the limit of browsers is 512.
const DEEPEST: usize = 500;
/// Most unclosed formatting tags with attributes of their own; the parser opens each again in every block.
const LEFT_OPEN: usize = 16;
/// Most attributes of a tag, and most bytes of them; pictures may be inside tags.
const ATTRIBUTES: usize = 100;
const TAG: usize = 16 << 10;

const VOID: [&str; 18] = [
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
    "keygen", "link", "meta", "param", "source", "track", "wbr",
];
/// Without `a`, of which the parser keeps only one.
const FORMATTING: [&str; 12] =
    ["b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"];
/// Elements that end where the next of their kind begins.
const ITEMS: [&str; 11] =
    ["p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "option", "optgroup"];
/// Elements whose content is text up to the end tag.
const RAW: [&str; 9] =
    ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext"];

/// Those of them that are never shown.
const CUT: [&str; 5] = ["noscript", "iframe", "noembed", "noframes", "textarea"];
/// Elements whose text is hidden as long as they are closed.
const HOLDS: [&str; 10] = [
    "template", "select", "object", "video", "audio", "canvas", "svg", "map", "datalist", "applet",
];

/// Elements inside which items do not end the items outside.
const SCOPES: [&str; 9] =
    ["table", "ul", "ol", "dl", "select", "div", "section", "article", "blockquote"];

/// A page safe to parse.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Guarded<'a> {
    /// Its source.
    pub html: Cow<'a, str>,
    /// Whether tags were removed.
    pub cut: bool,
    /// Unclosed tags that were removed, so that the text after them is not lost.
    pub unclosed: Vec<Unclosed<'a>>,
    /// The content of elements that browsers never show.
    pub unseen: Vec<&'a str>,
    /// The tags of frames, which may carry a page in an attribute.
    pub frames: Vec<&'a str>,
    /// The sum of all elements' depths, which determines the time of the search.
    pub steps: usize,
}

/// An unclosed tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unclosed<'a> {
    /// Its name.
    name: String,
    /// The source removed with it.
    source: &'a str,
}

impl Unclosed<'_> {
    /// The text removed with it, in one line.
    pub fn words(&self) -> String {
        let mut parts = self.source.split('<');
        let first = parts.next().unwrap_or_default().to_owned();
        // The tags in it are not text; without them it is safe to parse.
        let bare = parts.fold(first, |bare, part| {
            bare + " " + part.split_once('>').map_or(part, |(_, rest)| rest)
        });
        let text = Document::fragment(bare).root().text();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn message(&self) -> String {
        let (name, words) = (&self.name, self.words());
        match words.contains(char::is_alphanumeric) {
            true => format!(
                "{name} is never closed on this page; “{}” after it is left out, and the rest of the page is here",
                short(&words)
            ),
            false => {
                format!("{name} is never closed on this page; the text after it is here anyway")
            }
        }
    }
}

impl Guarded<'_> {
    /// The messages about the changes.
    pub fn problems(&self) -> Vec<Problem> {
        let deep = self.cut.then(|| {
            "the page is nested deeper than any page needs; all its text is here, \
             but its blocks may be divided otherwise"
                .to_owned()
        });
        let unclosed = self.unclosed.iter().map(Unclosed::message);
        deep.into_iter().chain(unclosed).map(Problem::new).collect()
    }
}

/// Makes a page safe to parse. In `xhtml`, empty tags end as in XML.
pub(super) fn guarded(html: &str, xhtml: bool) -> Guarded<'_> {
    let mut scan = Scan {
        html,
        xhtml,
        out: String::new(),
        copied: 0,
        open: Vec::new(),
        left_open: 0,
        dropped: 0,
        cut: false,
        steps: 0,
        unclosed: Vec::new(),
        unseen: Vec::new(),
        frames: Vec::new(),
        last_ends: Vec::new(),
        comments_end: true,
        odd_ends: true,
        block: (usize::MAX, None),
        bracket: html.find('>'),
        templates: Vec::new(),
        close: ("", 0),
    };
    let mut at = 0;
    while let Some(found) = html.get(at..).and_then(|rest| rest.find('<')) {
        at = scan.tag(at + found);
    }
    let html = match scan.copied {
        0 => Cow::Borrowed(html),
        copied => {
            scan.out.push_str(html.get(copied..).unwrap_or_default());
            Cow::Owned(scan.out)
        }
    };
    let Scan { cut, steps, unclosed, unseen, frames, .. } = scan;
    Guarded { html, cut, steps, unclosed, unseen, frames }
}

struct Scan<'a> {
    html: &'a str,
    xhtml: bool,
    out: String,
    /// The source is copied up to here.
    copied: usize,
    open: Vec<OpenTag<'a>>,
    left_open: usize,
    /// The number of removed start tags whose end tags are still to come.
    dropped: usize,
    cut: bool,
    steps: usize,
    unclosed: Vec<Unclosed<'a>>,
    unseen: Vec<&'a str>,
    frames: Vec<&'a str>,
    /// The start of the last end tag of each of these names, once needed.
    last_ends: Vec<(&'static str, Option<usize>)>,
    /// Whether comments still end: properly, and as the parser allows.
    comments_end: bool,
    odd_ends: bool,
    /// The place of the last search for a block, and its result.
    block: (usize, Option<usize>),
    /// The next `>`, as far as known; `None` if there are no more.
    bracket: Option<usize>,
    /// The open templates, and whether each is part of the page as shown.
    templates: Vec<bool>,
    /// The last end tag searched for, and its start.
    close: (&'static str, usize),
}

/// An open element.
#[derive(Clone, Copy)]
struct OpenTag<'a> {
    name: &'a str,
    /// Whether the parser opens it again when it is left open; without attributes it does so only three
    /// times.
    swells: bool,
}

impl<'a> Scan<'a> {
    /// Handles a `<` at this byte; returns where to continue.
    fn tag(&mut self, at: usize) -> usize {
        let rest = self.html.get(at..).unwrap_or_default();
        if rest.starts_with("<!--") {
            return self.comment(at, rest);
        }
        let Some(tag) = HtmlTag::of(rest) else { return self.no_tag(at, rest) };
        let swallows = tag.length > TAG && rest.get(..tag.length).and_then(first_block).is_some();
        if !tag.closed || swallows {
            return self.unended(at, rest, &tag);
        }
        let end = at + tag.length;
        if tag.name.eq_ignore_ascii_case("template") && self.shadow(&tag, rest, at, end) {
            return end;
        }
        let is = |names: &[&str]| is_one_of(tag.name, names);
        if tag.is_end {
            self.end(tag.name, at, end);
        } else if self.xhtml && tag.is_empty && !is(&VOID) {
            let open = rest.get(..tag.length).unwrap_or_default().trim_end_matches(['/', '>']);
            self.replace(at, end, &format!("{open}></{}>", tag.name));
        } else {
            if tag.attributes > ATTRIBUTES || tag.length > TAG {
                self.replace(at, end, &format!("<{}>", tag.name));
                self.cut |= tag.attributes > ATTRIBUTES;
            }
            if let Some(name) =
                RAW.iter().chain(&CUT).find(|name| tag.name.eq_ignore_ascii_case(name))
            {
                return self.raw(name, &tag, at, end);
            }
            if let Some(name) = HOLDS.iter().find(|name| tag.name.eq_ignore_ascii_case(name))
                && let Some(end) = self.held(name, &tag, at, end)
            {
                return end;
            }
            if !is(&VOID) {
                self.start(&tag, at, end);
            }
        }
        end
    }

    fn start(&mut self, tag: &HtmlTag<'a>, at: usize, end: usize) {
        self.steps += self.open.len();
        let swells = tag.attributes > 0 && is_one_of(tag.name, &FORMATTING);
        if is_one_of(tag.name, &ITEMS) {
            let inside = self.open.iter().rev().take_while(|one| !is_one_of(one.name, &SCOPES));
            let near = inside.take(8).position(|one| one.name.eq_ignore_ascii_case(tag.name));
            let from = near.map_or(self.open.len(), |back| self.open.len() - back - 1);
            if self.has_link(from, tag.name) {
                self.replace(at, at, "</a>");
            }
            self.close(from);
        }
        if self.open.len() >= DEEPEST || swells && self.left_open > LEFT_OPEN {
            self.dropped += 1;
            self.cut = true;
            // Blocks still remain separate.
            let formatting = is_one_of(tag.name, &FORMATTING);
            self.replace(at, end, if formatting { "" } else { "<br><br>" });
        } else {
            self.open.push(OpenTag { name: tag.name, swells });
        }
    }

    fn end(&mut self, name: &str, at: usize, end: usize) {
        let found = self.open.iter().rposition(|one| one.name.eq_ignore_ascii_case(name));
        if self.dropped > 0 && (self.open.len() >= DEEPEST || found.is_none()) {
            self.dropped -= 1;
            self.replace(at, end, "");
        } else if let Some(found) = found {
            if self.has_link(found, name) {
                self.replace(at, end, "</a></p>");
            }
            self.close(found);
        }
    }

    /// Whether a link is left open in the paragraph that ends: the parser would open it again in all that follow.
    fn has_link(&self, from: usize, name: &str) -> bool {
        let mut inside = self.open.iter().skip(from + 1);
        name.eq_ignore_ascii_case("p") && inside.any(|one| one.name.eq_ignore_ascii_case("a"))
    }

    /// Closes the elements open from this index on; all but the first were unclosed.
    fn close(&mut self, from: usize) {
        let inside = self.open.drain(from..).skip(1);
        self.left_open += inside.filter(|one| one.swells).count();
    }

    /// Replaces a part of the source, unless it was replaced already.
    fn replace(&mut self, at: usize, end: usize, with: &str) {
        if let Some(before) = self.html.get(self.copied..at) {
            self.out.push_str(before);
            self.out.push_str(with);
            self.copied = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::guarded;

    fn taken(page: &str, xhtml: bool) -> (String, bool) {
        let guarded = guarded(page, xhtml);
        (guarded.html.into_owned(), guarded.cut)
    }

    #[test]
    fn a_page_that_anybody_would_write_is_left_as_it_is() {
        let items = "<li>item<p>par<p>par <b>bold".repeat(2000);
        let rows = format!("<table>{}</table>", "<tr><td>a<td>b".repeat(2000));
        for page in [
            "<!doctype html><p class='a>b' hidden>x &lt; y < z<br><!-- <p> --><script>\"<div>\"</script>",
            &format!("<ul>{items}</ul>"),
            &rows,
            "<img src=\"data:x\" alt='\">'><a\nhref = \"x\">y</a>",
            "<",
            "</",
            "<p",
            "<p a",
            "<p a=",
            "<p a=\"",
            "<!--",
            "<script>",
            "</p>",
        ] {
            assert_eq!(taken(page, false), (page.to_owned(), false));
        }
    }

    #[test]
    fn endless_nesting_and_endless_attributes_are_cut_and_the_words_stay() {
        let deep = format!("{}core{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
        let (page, cut) = taken(&deep, false);
        assert!(
            cut && page.matches("<div>").count() == 500 && page.matches("</div>").count() == 500
        );
        let tables = "<table><tr><td>".repeat(10_000);
        assert!(taken(&tables, false).0.matches("<table>").count() < 500);
        let many: String = (0..1000).map(|n| format!(" a{n}=\"x\"")).collect();
        assert_eq!(taken(&format!("<p{many}>x"), false), ("<p>x".to_owned(), true));
        let swelling: String = (0..1000).map(|n| format!("<div><b a={n}></div>x")).collect();
        assert!(taken(&swelling, false).0.matches("<b").count() < 100);
    }

    #[test]
    fn empty_tags_of_a_book_end_where_they_stand() {
        let page = "<title/><p><a id=\"x\"/>text<br/></p><script src=\"y\" />";
        let open = "<title></title><p><a id=\"x\"></a>text<br/></p><script src=\"y\" ></script>";
        assert_eq!(taken(page, true), (open.to_owned(), false));
    }
}
