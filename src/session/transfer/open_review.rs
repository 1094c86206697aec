//! Articles to be opened: what was found of each, and what the reader decides about it. Reads no file.

use std::rc::Rc;

use crate::formats::{File, Manuscript, Passage, Problem, plain};
use crate::model::{Article, Details};
use crate::session::error::SessionError;
use crate::session::transfer::opening::{Opening, With};

use super::sender::Sender;

pub(in crate::session) type Result<T> = std::result::Result<T, SessionError>;

/// The dialog “Open this article?”: all that is to be opened, and what is decided about each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Manuscripts {
    /// What may be opened, in the order it came.
    pub prospects: Vec<Rc<Prospect>>,
    /// The one that is looked at, by its place.
    pub at: usize,
    /// What could not be read of the files.
    pub problems: Vec<Problem>,
}

/// A manuscript, and what is decided about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prospect {
    /// As it was found.
    pub manuscript: Rc<Manuscript>,
    /// Whether it is to be opened.
    pub picked: bool,
    /// Title, byline and so on, as the reader corrected them.
    pub details: Details,
    /// Which of its passages become the article.
    pub kept: Vec<bool>,
    /// Whether broken lines are joined.
    pub join: bool,
    /// Whether passages that were never left out are listed too.
    pub all: bool,
    /// How many passages are listed at most.
    pub limit: usize,
    /// The page that sent it, if one did.
    pub sender: Option<Sender>,
}

/// What the reader decides about articles that are to be opened.
#[derive(Debug, Clone)]
pub enum Revise {
    /// Another one is looked at.
    Look(usize),
    /// One is to be opened, or not.
    Pick(usize, bool),
    /// Its title, byline and so on are these.
    Details(Details),
    /// A passage becomes a part of the article, or does not.
    Keep(usize, bool),
    /// All passages become a part of the article; or those again that were found to be.
    KeepAll(bool),
    /// Broken lines are joined, or are not.
    Join(bool),
    /// All passages are listed, or what was left out alone.
    ListAll(bool),
    /// More passages are listed.
    More,
    /// What is picked is opened.
    Open,
}

/// An article that came by another way than as a file: pasted, typed, fetched, handed over by a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    /// What came.
    pub file: File,
    /// Its title, if the reader gave one.
    pub title: String,
    /// Where it comes from.
    pub source: Option<String>,
    /// Whether the reader is asked whatever it is, as it was not they who handed it over.
    pub ask: bool,
    /// The page that sent it, if one did.
    pub sender: Option<Sender>,
}

/// Passages that lie together and are listed, and the words around them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run<'a> {
    /// The end of what stands before it in the article.
    pub before: &'a str,
    /// The passages: place, passage, whether it is kept.
    pub passages: Vec<(usize, &'a Passage, bool)>,
    /// The start of what follows it in the article.
    pub after: &'a str,
}

impl Handed {
    /// The name of what was pasted or typed, which is no title.
    pub const PASTED: &'static str = "pasted";

    /// Text that was pasted or typed.
    pub fn text(title: String, text: String) -> Self {
        let file = File::new(format!("{}.txt", Self::PASTED), text);
        Self { file, title, source: None, ask: false, sender: None }
    }

    /// A part of a page that was pasted or dropped.
    pub fn html(html: String) -> Self {
        let file = File::new(format!("{}.html", Self::PASTED), html);
        Self { file, title: String::new(), source: None, ask: false, sender: None }
    }

    /// A page that sent itself: its HTML, the origin that the browser names, and the address it says it has.
    pub fn page(html: &str, origin: &str, address: Option<String>) -> Self {
        let (sender, source) = Sender::new(origin, address);
        let name = format!("{}.html", sender.host().unwrap_or("page"));
        // It is UTF-8 by now, whatever it says of itself.
        let file = File::new(name, format!("\u{feff}{html}"));
        Self { file, title: String::new(), source, ask: true, sender: Some(sender) }
    }

    /// The text, if it is nothing but text that needs no looking at.
    pub(in crate::session) fn as_it_is(&self) -> Option<&str> {
        let text = plain::decode(&self.file.content).ok()?;
        let given = self.file.extension() == "txt" && self.source.is_none() && !self.ask;
        let data = text.contains('\0') || text.trim_start().starts_with(['{', '[']);
        (given && !data && !may_be_wrapped(text)).then_some(text)
    }
}

/// Whether a look at the lines of a text is worth it: two follow each other without a blank one.
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

impl Manuscripts {
    /// The one that is looked at.
    pub fn looked_at(&self) -> Option<&Rc<Prospect>> {
        self.prospects.get(self.at).or(self.prospects.first())
    }

    /// How many are to be opened.
    pub fn picked(&self) -> usize {
        self.prospects.iter().filter(|one| one.picked).count()
    }

    /// Whether what is picked can be opened: there are words in all of it.
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
    /// So many passages are listed at once.
    pub const LISTED: usize = 200;

    /// A manuscript as it was found.
    pub fn of(manuscript: Manuscript) -> Self {
        let mut details = manuscript.details.clone();
        // Readers fall back on the name of the file.
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
            // What a page says of its own address counts as little as what it says here.
            self.details.source.clone_from(&hint.source);
            self.sender = Some(sender.clone());
        }
    }

    /// Whether there is anything the reader has to see before it is opened.
    pub(in crate::session) fn is_to_be_decided(&self) -> bool {
        let manuscript = &self.manuscript;
        manuscript.left_out() > 0 || manuscript.is_wrapped() || !manuscript.problems.is_empty()
    }

    /// How many paragraphs with words the article will have.
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

    /// How the first of its broken lines will look.
    pub fn preview(&self) -> String {
        const LINES: usize = 6;
        let passages = &self.manuscript.passages;
        let first = passages.iter().position(|passage| passage.continues).unwrap_or_default();
        let shown = passages.iter().skip(first.saturating_sub(1)).take(LINES).cloned().collect();
        let part = Manuscript { passages: shown, ..Manuscript::default() };
        let article = part.article(|_, _| true, self.join);
        article.map(|article| article.text().to_string()).unwrap_or_default()
    }

    /// How many passages were left out and still are.
    pub fn left_out(&self) -> usize {
        self.kept.iter().filter(|kept| !**kept).count()
    }

    /// How many passages are listed, if none were too many.
    pub fn listed(&self) -> usize {
        (0..self.kept.len()).filter(|index| self.lists(*index)).count()
    }

    /// What was left out is listed, also once it was taken back in; and what the reader asked for.
    fn lists(&self, index: usize) -> bool {
        let passage = self.manuscript.passages.get(index);
        passage.is_some_and(|passage| {
            !passage.text.trim().is_empty()
                && (self.all || passage.left_out || !self.kept.get(index).is_some_and(|kept| *kept))
        })
    }

    /// The passages that are listed, those that lie together in one run.
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

    /// The article, to be opened.
    pub(in crate::session) fn opening(&self) -> Result<Opening> {
        let kept = |index: usize, _: &Passage| self.kept.get(index).is_some_and(|kept| *kept);
        let article: Article = self
            .manuscript
            .article(kept, self.join)
            .map_err(|error| SessionError::Input(error.to_string()))?;
        if article.text().trim().is_empty() {
            return Err(SessionError::Input("text: there are no words in it".to_owned()));
        }
        let details = self.details.clone();
        Ok(Opening::Text { article: Rc::new(article), details, with: With::Nothing })
    }
}

/// The title of an article that has none: what its file is called.
fn title_of(name: &str) -> String {
    match name {
        Handed::PASTED => String::new(),
        // A name that has blanks has its hyphens where they belong.
        name if name.contains(' ') => name.trim().to_owned(),
        name => name.replace(['_', '-'], " ").trim().to_owned(),
    }
}
