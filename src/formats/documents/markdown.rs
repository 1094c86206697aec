//! Markdown according to CommonMark, with the details before the text; its HTML is read as HTML. No word is
//! lost: what is not understood stays as written (tests/opening/markdown.rs).

mod front;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use self::front::front_matter;
use super::html;
use super::manuscript::{Manuscript, Passage};
use super::shared::address::absolute;
use super::shared::composer::{Composer, crown, heading};
use super::shared::tables::{CellPlace, TableUse};
use super::text::{finished, without_end_mark};
use crate::formats::common::encoding::Decoded;
use crate::formats::common::file::File;
use crate::formats::common::problem::Problem;
use crate::model::text::canonical;
use crate::model::{BlockKind, Byte, InlineKind};

/// The manuscript of a Markdown text.
pub(super) fn read(file: &File, decoded: Decoded<'_>) -> Manuscript {
    let text = canonical(&decoded.text);
    let (mut details, text) = front_matter(without_end_mark(&text));
    let (mut passages, problems) = passages(text);
    if details.title.is_empty() {
        let inside = || passages.iter().find(|one| one.kind == BlockKind::Heading1);
        let title = heading(&passages).or_else(|| Some(inside()?.text.replace('\n', " ")));
        details.title = title.unwrap_or_default();
    } else {
        crown(&mut passages, &details.title);
    }
    let problems = decoded.problems.into_iter().chain(problems).collect();
    finished(file, details, passages, problems)
}

/// Most times a text is resumed after an unclosed comment; then it stays as written.
const RESUMED: usize = 100;

/// The passages of a text, and the messages about what was skipped.
fn passages(text: &str) -> (Vec<Passage>, Vec<Problem>) {
    let mut page = MarkdownPage::default();
    let more = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let mut rest = Some(text.to_owned());
    for _ in 0..RESUMED {
        let Some(text) = rest.take() else { break };
        for event in Parser::new_ext(&text, more) {
            page.take(event);
        }
        rest = page.rest.take();
    }
    if let Some(rest) = rest {
        page.composer.begin(BlockKind::Paragraph);
        page.composer.exact(&rest);
    }
    let mut problems = page.composer.omitted.problems();
    problems.append(&mut page.problems);
    let mut passages = page.composer.finish();
    passages.iter_mut().for_each(without_attributes);
    (passages, problems)
}

/// Cuts the name off that Pandoc, Hugo and others give a heading: `{#bridge .lead}`.
fn without_attributes(passage: &mut Passage) {
    let is_heading = passage.kind.heading_level().is_some();
    let inside = || passage.text.strip_suffix('}')?.rsplit_once('{');
    let Some((text, name)) = inside().filter(|_| is_heading) else { return };
    let is_named = |one: &str| one == "-" || one.len() > 1 && one.starts_with(['#', '.']);
    let mut parts = name.trim_start_matches(':').split_whitespace();
    let end = text.trim_end().len();
    if end == 0
        || !parts.next().is_some_and(is_named)
        || !parts.all(|one| is_named(one) || one.contains('='))
    {
        return;
    }
    passage.text.truncate(end);
    passage.inlines.retain(|inline| inline.range.start.index() < end);
    passage.inlines.iter_mut().for_each(|one| one.range.end = one.range.end.min(Byte::at(end)));
}

/// A page being read.
#[derive(Default)]
struct MarkdownPage {
    composer: Composer,
    /// The kinds of plain paragraphs in the open lists and quotations, outermost first.
    within: Vec<BlockKind>,
    /// Raw HTML not yet complete.
    html: Option<String>,
    code: bool,
    /// The mark of a footnote, which goes before its first words.
    mark: Option<String>,
    /// Struck-out, raised or lowered text, as it comes.
    beside: Option<(Tagged, String)>,
    /// The HTML of a formula not yet complete.
    formula: Option<String>,
    /// The text after an unclosed comment, from its next line on.
    rest: Option<String>,
    problems: Vec<Problem>,
}

/// Words not in normal position.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tagged {
    Struck,
    Above,
    Below,
    Reading,
}

impl Tagged {
    /// The position that an HTML tag gives the words up to its end.
    fn of(tag: &str) -> Option<Self> {
        match name_of(tag).as_str() {
            "sup" => Some(Self::Above),
            "sub" => Some(Self::Below),
            "del" | "s" | "strike" => Some(Self::Struck),
            "rt" | "rp" => Some(Self::Reading),
            _ => None,
        }
    }
}

impl MarkdownPage {
    fn take(&mut self, event: Event<'_>) {
        if self.beside.is_some() && self.take_beside(&event) {
            return;
        }
        if self.formula.is_some() && self.take_formula(&event) {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.code => self.composer.exact(&text),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.composer.words(&text);
            }
            Event::Code(text) => self.composer.exact(&text),
            Event::Html(html) => self.html.get_or_insert_default().push_str(&html),
            Event::InlineHtml(tag) if is_line_break(&tag) => self.composer.line_end(),
            Event::InlineHtml(tag) if !tag.starts_with("</") && Tagged::of(&tag).is_some() => {
                self.beside = Tagged::of(&tag).map(|tagged| (tagged, String::new()));
            }
            Event::InlineHtml(tag) if !tag.starts_with("</") && name_of(&tag) == "math" => {
                self.formula = Some(tag.into_string());
            }
            Event::InlineHtml(_) | Event::TaskListMarker(_) => {}
            Event::FootnoteReference(name) => self.composer.omitted.mark(&format!("[^{name}]")),
            Event::SoftBreak => self.composer.soft_end(),
            Event::HardBreak => self.composer.line_end(),
            Event::Rule => self.composer.end(),
        }
    }

    /// Reads a formula up to its end; `false` if that does not come.
    fn take_formula(&mut self, event: &Event<'_>) -> bool {
        let Some(html) = &mut self.formula else { return false };
        match event {
            Event::Text(text) | Event::Code(text) => html.push_str(&text.replace('<', "&lt;")),
            Event::SoftBreak | Event::HardBreak => html.push(' '),
            Event::InlineHtml(tag) => html.push_str(tag),
            _ => {}
        }
        let goes_on =
            matches!(event, Event::Text(_) | Event::Code(_) | Event::SoftBreak | Event::HardBreak)
                || matches!(event, Event::InlineHtml(tag) if !tag.starts_with("</math"));
        if !goes_on {
            let formula = self.formula.take().and_then(|html| html::formula(&html));
            formula.into_iter().for_each(|formula| self.composer.formula(&formula));
        }
        goes_on || matches!(event, Event::InlineHtml(_))
    }

    /// Reads struck-out, raised or lowered text up to its end; `false` if that does not come.
    fn take_beside(&mut self, event: &Event<'_>) -> bool {
        let Some((tagged, words)) = &mut self.beside else { return false };
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) => words.push_str(text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::FootnoteReference(name) => words.push_str(&format!("[^{name}]")),
            Event::InlineHtml(tag) if !tag.starts_with("</") => {}
            Event::InlineHtml(tag) if Tagged::of(tag) == Some(*tagged) => self.end_beside(),
            Event::End(TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript) => {
                self.end_beside();
            }
            Event::InlineHtml(_) => {}
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link) => {}
            // Not closed in its paragraph: it is normal text.
            _ => {
                let words = std::mem::take(words);
                self.beside = None;
                self.composer.words(&words);
                return false;
            }
        }
        true
    }

    fn end_beside(&mut self) {
        let Some((tagged, words)) = self.beside.take() else { return };
        match tagged {
            Tagged::Struck => self.composer.strike(&words),
            Tagged::Reading if words.chars().any(char::is_alphanumeric) => {
                self.composer.omitted.read();
            }
            Tagged::Reading => {}
            Tagged::Above | Tagged::Below => {
                if !self.composer.raise(&words, tagged == Tagged::Above, false) {
                    self.composer.words(&words);
                }
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let usual = self.within.last().copied().unwrap_or_default();
        match tag {
            Tag::Heading { level, .. } => self.composer.begin(heading_of(level)),
            Tag::CodeBlock(_) => {
                self.composer.begin(BlockKind::Preformatted);
                self.code = true;
            }
            Tag::FootnoteDefinition(name) => {
                self.composer.begin(usual);
                self.mark = Some(format!("[{name}] "));
            }
            Tag::BlockQuote(_) => self.enter(BlockKind::BlockQuote),
            Tag::Item => self.enter(BlockKind::ListItem),
            Tag::Emphasis => self.composer.open(Some(InlineKind::Emphasis)),
            Tag::Strong => self.composer.open(Some(InlineKind::Strong)),
            Tag::Link { dest_url, .. } => {
                self.composer.open(absolute(&dest_url, None).map(InlineKind::Link));
            }
            // Its alternative text follows as text.
            Tag::Image { .. } => {}
            Tag::Strikethrough => self.beside = Some((Tagged::Struck, String::new())),
            Tag::Superscript => self.beside = Some((Tagged::Above, String::new())),
            Tag::Subscript => self.beside = Some((Tagged::Below, String::new())),
            Tag::HtmlBlock => {
                self.composer.begin(usual);
                self.html = Some(String::new());
            }
            Tag::Table(_) => self.composer.enter_table(TableUse::Data),
            Tag::TableHead => self.composer.enter_row(true),
            Tag::TableRow => self.composer.enter_row(false),
            Tag::TableCell => {
                self.composer.begin(usual);
                self.composer.enter_cell(CellPlace::default());
            }
            _ => {
                self.composer.begin(usual);
                if let Some(mark) = self.mark.take() {
                    self.composer.words(&mark);
                }
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) | TagEnd::Item => {
                self.within.pop();
                self.composer.begin(self.within.last().copied().unwrap_or_default());
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link => self.composer.close(),
            TagEnd::Image | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::HtmlBlock => {
                let mut html = self.html.take().unwrap_or_default();
                if let Some(end) = end_of_open_comment(&html) {
                    self.rest = Some(html.split_off(end));
                }
                let (passages, problems) = html::fragment(&html);
                self.composer.append(passages);
                self.problems.extend(problems);
            }
            TagEnd::TableCell => self.composer.leave_cell(),
            TagEnd::TableHead | TagEnd::TableRow => {}
            TagEnd::Table => drop(self.composer.leave_table()),
            _ => {
                self.code = false;
                self.composer.begin(self.within.last().copied().unwrap_or_default());
            }
        }
    }

    fn enter(&mut self, kind: BlockKind) {
        self.within.push(kind);
        self.composer.begin(kind);
    }
}

fn heading_of(level: HeadingLevel) -> BlockKind {
    match level {
        HeadingLevel::H1 => BlockKind::Heading1,
        HeadingLevel::H2 => BlockKind::Heading2,
        HeadingLevel::H3 => BlockKind::Heading3,
        HeadingLevel::H4 => BlockKind::Heading4,
        HeadingLevel::H5 => BlockKind::Heading5,
        HeadingLevel::H6 => BlockKind::Heading6,
    }
}

fn is_line_break(tag: &str) -> bool {
    name_of(tag) == "br"
}

/// The end of the first line of an unclosed comment, which would swallow the rest.
fn end_of_open_comment(html: &str) -> Option<usize> {
    let closed = html.rfind("-->").map_or(0, |at| at + 3);
    let open = html.get(closed..)?.find("<!--")? + closed;
    let is_comment = html.trim_start().starts_with("<!--");
    html.get(open..)?.find('\n').filter(|_| is_comment).map(|end| open + end)
}

/// The name of a tag, in lower case.
fn name_of(tag: &str) -> String {
    let name = tag.trim_matches(['<', '>', '/']).split_whitespace().next().unwrap_or_default();
    name.to_lowercase()
}
