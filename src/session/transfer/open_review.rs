//! Reviewing articles before they open: what was found in each, and what the reader decides
//! (tests/native/opening.rs).

use std::rc::Rc;

use crate::formats::common::utf8;
use crate::formats::{File, Manuscript, Passage, Problem};
use crate::model::text::{with_empty_lines, with_line_ends};
use crate::model::{Article, Details};
use crate::session::error::SessionError;
use crate::session::transfer::opening::{Opening, With};

use super::sender::Sender;

pub(in crate::session) type Result<T> = std::result::Result<T, SessionError>;

/// The dialog “Open this article?”: the articles, and the decisions about each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Manuscripts {
    /// The articles that may be opened, in the order they arrived.
    pub prospects: Vec<Rc<Prospect>>,
    /// The index of the one on display.
    pub at: usize,
    /// The problems with the files.
    pub problems: Vec<Problem>,
}

/// A manuscript, and the decisions about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prospect {
    /// As found.
    pub manuscript: Rc<Manuscript>,
    /// Whether to open it.
    pub picked: bool,
    /// Title, byline and so on, with the reader's corrections.
    pub details: Details,
    /// Which passages belong to the article.
    pub kept: Vec<bool>,
    /// Whether broken lines are joined.
    pub join: bool,
    /// Whether passages found to be part of the article are listed too.
    pub all: bool,
    /// Most passages listed.
    pub limit: usize,
    /// The page that sent it, if any.
    pub sender: Option<Sender>,
}

/// The reader's decisions.
#[derive(Debug, Clone)]
pub enum Revise {
    /// Display another one.
    Look(usize),
    /// Select or deselect one.
    Pick(usize, bool),
    /// Correct the title, byline and so on.
    Details(Details),
    /// Include or skip a passage.
    Keep(usize, bool),
    /// Include all passages (true), or those originally found to be part of the article.
    KeepAll(bool),
    /// Join broken lines, or leave them.
    Join(bool),
    /// List all passages, or only skipped ones.
    ListAll(bool),
    /// List more passages.
    More,
    /// Open the selected articles.
    Open,
    /// Look quotes of the open article up in the only one.
    Hold,
}

/// An article that did not arrive as a file: pasted, typed, fetched, or sent by a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    /// The content.
    pub file: File,
    /// The title, if the reader gave one.
    pub title: String,
    /// The address it comes from.
    pub source: Option<String>,
    /// Whether to ask the reader in any case, because somebody else sent it.
    pub ask: bool,
    /// The page that sent it, if any.
    pub sender: Option<Sender>,
}

/// Adjacent listed passages, and the text around them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run<'a> {
    /// The end of the text before them.
    pub before: &'a str,
    /// The passages: index, passage, whether it is included.
    pub passages: Vec<(usize, &'a Passage, bool)>,
    /// The start of the text after them.
    pub after: &'a str,
}

impl Handed {
    /// The name of pasted or typed text, which is not a title.
    pub const PASTED: &'static str = "pasted";

    /// Pasted or typed text.
    pub fn text(title: String, text: String) -> Self {
        let text = with_empty_lines(&with_line_ends(&text)).into_owned();
        let file = File::new(format!("{}.txt", Self::PASTED), text);
        Self { file, title, source: None, ask: false, sender: None }
    }

    /// Part of a page that was pasted or dropped.
    pub fn html(html: String) -> Self {
        let file = File::new(format!("{}.html", Self::PASTED), html);
        Self { file, title: String::new(), source: None, ask: false, sender: None }
    }

    /// A page that sent itself: its HTML, the origin according to the browser, and the address according to
    /// the page.
    pub fn page(html: &str, origin: &str, address: Option<String>) -> Self {
        let (sender, source) = Sender::new(origin, address);
        let name = format!("{}.html", sender.host().unwrap_or("page"));
        // It is UTF-8 by now, whatever it says of itself.
        let file = File::new(name, format!("\u{feff}{html}"));
        Self { file, title: String::new(), source, ask: true, sender: Some(sender) }
    }

    /// The text, if it is plain text that needs no review.
    pub(in crate::session) fn as_it_is(&self) -> Option<&str> {
        let text = utf8::decode(&self.file.content).ok()?;
        let given = self.file.extension() == "txt" && self.source.is_none() && !self.ask;
        let data = text.contains('\0') || text.trim_start().starts_with(['{', '[']);
        (given && !data && !may_be_wrapped(text) && !may_have_rows(text)).then_some(text)
    }
}

/// Whether the lines of a text may be broken: two follow each other without a blank one.
fn may_be_wrapped(text: &str) -> bool {
    const SHORT: std::ops::Range<usize> = 20..400;
    let mut lines = text.lines().map(|line| line.trim().len());
    let mut last = 0;
    lines.any(|line| {
        let found = SHORT.contains(&last) && line > 0;
        last = line;
        found
    })
}

/// Whether a text may have a table: two lines with a tab follow each other.
fn may_have_rows(text: &str) -> bool {
    let mut last = false;
    text.lines().map(|line| line.contains('\t')).any(|tab| std::mem::replace(&mut last, tab) && tab)
}

impl Manuscripts {
    /// The one on display.
    pub fn looked_at(&self) -> Option<&Rc<Prospect>> {
        self.prospects.get(self.at).or(self.prospects.first())
    }

    /// The number of selected articles.
    pub fn picked(&self) -> usize {
        self.prospects.iter().filter(|one| one.picked).count()
    }

    /// Whether the selection can be opened: every article has text.
    pub fn can_open(&self) -> bool {
        self.picked() > 0 && self.prospects.iter().all(|one| !one.picked || one.paragraphs() > 0)
    }

    pub(in crate::session) fn change(&mut self, at: usize, change: impl FnOnce(&mut Prospect)) {
        if let Some(one) = self.prospects.get_mut(at) {
            change(Rc::make_mut(one));
        }
    }
}

impl Prospect {
    /// Most passages listed at once.
    pub const LISTED: usize = 200;

    /// A manuscript as found.
    pub fn of(manuscript: Manuscript) -> Self {
        let mut details = manuscript.details.clone();
        // Without a title, the worker gives it the name of the file.
        if ["", Handed::PASTED].contains(&details.title.trim()) {
            details.title = title_of(&manuscript.name);
        }
        let kept: Vec<_> = manuscript.passages.iter().map(|passage| !passage.left_out).collect();
        Self {
            details,
            picked: true,
            join: false,
            all: !kept.contains(&true),
            kept,
            limit: Self::LISTED,
            sender: None,
            manuscript: Rc::new(manuscript),
        }
    }

    pub(in crate::session) fn take_hint(&mut self, hint: &Handed) {
        if !hint.title.is_empty() {
            self.details.title.clone_from(&hint.title);
        }
        if hint.source.is_some() {
            self.details.source.clone_from(&hint.source);
        }
        if let Some(sender) = &hint.sender {
            // A page's own claim about its address does not count, here or in the hand-over.
            self.details.source.clone_from(&hint.source);
            self.sender = Some(sender.clone());
        }
    }

    /// Whether there is anything the reader has to see before it opens.
    pub(in crate::session) fn is_to_be_decided(&self) -> bool {
        let manuscript = &self.manuscript;
        manuscript.left_out() > 0 || manuscript.is_wrapped() || !manuscript.problems.is_empty()
    }

    /// The number of paragraphs with text the article will have.
    pub fn paragraphs(&self) -> usize {
        let passages = self.manuscript.passages.iter().zip(&self.kept);
        let mut begun = false;
        let lines = passages.filter(|(_, kept)| **kept).map(|(passage, _)| {
            let lines = passage.text.lines().filter(|line| !line.trim().is_empty()).count();
            let joined = std::mem::replace(&mut begun, true) && self.join && passage.continues;
            lines.saturating_sub(usize::from(joined))
        });
        lines.sum()
    }

    /// How the first of its joined lines will look.
    pub fn preview(&self) -> String {
        const LINES: usize = 6;
        let passages = &self.manuscript.passages;
        let first = passages.iter().position(|passage| passage.continues).unwrap_or_default();
        let shown = passages.iter().skip(first.saturating_sub(1)).take(LINES).cloned().collect();
        let part = Manuscript { passages: shown, ..Manuscript::default() };
        let article = part.article(|_, _| true, self.join);
        article.map(|article| article.text().to_string()).unwrap_or_default()
    }

    /// The number of skipped passages.
    pub fn left_out(&self) -> usize {
        self.kept.iter().filter(|kept| !**kept).count()
    }

    /// The number of passages that would be listed without the limit.
    pub fn listed(&self) -> usize {
        (0..self.kept.len()).filter(|index| self.lists(*index)).count()
    }

    /// Lists what was skipped, even if included since, and what the reader asked for.
    fn lists(&self, index: usize) -> bool {
        let passage = self.manuscript.passages.get(index);
        passage.is_some_and(|passage| {
            !passage.text.trim().is_empty()
                && (self.all || passage.left_out || !self.kept.get(index).is_some_and(|kept| *kept))
        })
    }

    /// The listed passages, adjacent ones as one run.
    pub fn runs(&self) -> Vec<Run<'_>> {
        let passages = &self.manuscript.passages;
        let mut runs: Vec<Run<'_>> = Vec::new();
        let (mut left, mut last, mut together) = (self.limit, "", false);
        for (index, passage) in passages.iter().enumerate() {
            if passage.text.trim().is_empty() {
                continue;
            }
            if !self.lists(index) {
                if let (true, Some(run)) = (together, runs.last_mut()) {
                    run.after = &passage.text;
                }
                (last, together) = (&passage.text, false);
                continue;
            }
            if left == 0 {
                break;
            }
            left -= 1;
            let item = (index, passage, self.kept.get(index).is_some_and(|kept| *kept));
            match runs.last_mut().filter(|_| together) {
                Some(run) => run.passages.push(item),
                None => runs.push(Run { before: last, passages: vec![item], after: "" }),
            }
            together = true;
        }
        runs
    }

    pub(in crate::session) fn keep_all(&mut self, on: bool) {
        let found = self.manuscript.passages.iter().map(|passage| on || !passage.left_out);
        self.kept = found.collect();
    }

    /// The article, ready to open.
    pub(in crate::session) fn opening(&self) -> Result<Opening> {
        let kept = |index: usize, _: &Passage| self.kept.get(index).is_some_and(|kept| *kept);
        let article: Article = self
            .manuscript
            .article(kept, self.join)
            .map_err(|error| SessionError::Input(error.to_string()))?;
        if article.text().trim().is_empty() {
            return Err(SessionError::Input(
                "there are no words in this text: paste or type some".to_owned(),
            ));
        }
        let details = self.details.clone();
        Ok(Opening::Text { article: Rc::new(article), details, with: With::Nothing })
    }
}

/// The title of an article without one: the name of its file.
fn title_of(name: &str) -> String {
    match name {
        Handed::PASTED => String::new(),
        // A name with spaces has its hyphens on purpose.
        name if name.contains(' ') => name.trim().to_owned(),
        name => name.replace(['_', '-'], " ").trim().to_owned(),
    }
}
