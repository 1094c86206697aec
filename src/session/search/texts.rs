//! The texts of a stored article, made from its records a piece at a time and kept folded, so that a key
//! searches a thousand articles at once (tests/native/library_search.rs).

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::model::search::{Folded, HitPlace, Strict, Texts, texts_about, texts_of};
use crate::model::{Actor, Annotation, ArticleId, Byte, Kind, TextRange, TextSearch, order};
use crate::session::document::excerpt::around;
use crate::session::storage::schema::{PackRecord, Stored, TextRecord, parse};

use super::rows::HitRow;

/// Rows for each article.
const ROWS_EACH: usize = 3;

/// Most hits counted in an article.
pub const MOST_HITS: usize = 100;

/// Annotations read without a pause.
const AT_ONCE: usize = 200;

/// All texts of an article and of what is said about it, one per line, the article's own first.
#[derive(Debug)]
pub(in crate::session) struct ArticleTexts {
    pub id: ArticleId,
    /// The revision that was read.
    pub revision: u64,
    /// The number of records that cannot be read.
    pub unreadable: usize,
    text: String,
    /// The length of the article's own text.
    own: usize,
    parts: Vec<TextPart>,
    how: Strict,
    folded: Folded,
}

/// A text about the article.
#[derive(Debug)]
struct TextPart {
    /// Where it begins.
    from: usize,
    place: HitPlace,
    /// The kind of the annotation it belongs to.
    kind: Option<Kind>,
}

/// What was found in an article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HitsIn {
    /// The number of hits, at most [`MOST_HITS`].
    pub count: usize,
    /// Whether there are more.
    pub more: bool,
    /// The first ones.
    pub rows: Vec<HitRow>,
}

impl ArticleTexts {
    /// The bytes of its texts.
    pub fn bytes(&self) -> usize {
        self.text.len()
    }

    /// The bytes it takes in memory, about.
    pub fn size(&self) -> usize {
        self.text.len() + self.folded.size()
    }

    /// Folds the texts for a search, unless they are; true if that had to be done.
    pub fn fold(&mut self, how: Strict) -> bool {
        let folds = self.how != how || self.folded.size() == 0;
        if folds {
            (self.how, self.folded) = (how, Folded::new(&self.text, how));
        }
        folds
    }

    /// What a search finds; each text about the article is found once.
    pub fn find(&self, search: &TextSearch) -> HitsIn {
        let mut found = HitsIn::default();
        if search.is_blank() {
            return found;
        }
        let ranges = search.find_some(&self.text, &self.folded, MOST_HITS + 1);
        let mut last = 0;
        for range in ranges {
            let part = self.parts.partition_point(|part| part.from <= range.start.index());
            if part > 0 && part == last {
                continue;
            }
            last = part;
            if found.count == MOST_HITS {
                found.more = true;
                break;
            }
            found.count += 1;
            if found.rows.len() < ROWS_EACH {
                found.rows.push(self.row(part.checked_sub(1), range));
            }
        }
        found
    }

    /// The row of a hit: in the article's own text, or in a part.
    fn row(&self, part: Option<usize>, range: TextRange) -> HitRow {
        let end = part.map_or(self.own, |part| {
            self.parts.get(part + 1).map_or(self.text.len(), |next| next.from - 1)
        });
        let part = part.and_then(|part| self.parts.get(part));
        let before = self.text.get(..range.start.index()).unwrap_or_default();
        let lines = before.rsplit_once('\n').map(|(lines, _)| lines.split('\n'));
        let paragraph = || 1 + lines.into_iter().flatten().filter(|line| !line.is_empty()).count();
        let start = Byte::at(part.map_or(0, |part| part.from));
        HitRow {
            place: part.map_or(HitPlace::Text, |part| part.place.clone()),
            paragraph: part.is_none().then(paragraph),
            excerpt: around(&self.text, TextRange { start, end: Byte::at(end) }, range),
            kind: part.and_then(|part| part.kind),
            name: String::new(),
            by_article: false,
            current: false,
        }
    }
}

/// The texts of an article in the making.
#[derive(Debug)]
pub(in crate::session) struct TextsInMaking {
    pub texts: ArticleTexts,
    stored: Stored,
    is_begun: bool,
    is_done: bool,
}

impl TextsInMaking {
    /// Of an article whose records were read.
    pub fn new(id: ArticleId, revision: u64, stored: Stored) -> Self {
        let texts = ArticleTexts {
            id,
            revision,
            unreadable: 0,
            text: String::new(),
            own: 0,
            parts: Vec::new(),
            how: Strict::default(),
            folded: Folded::default(),
        };
        Self { texts, stored, is_begun: false, is_done: false }
    }

    /// Whether all of it is made.
    pub fn is_done(&self) -> bool {
        self.is_done
    }

    /// Makes the next piece; returns the bytes that were read.
    ///
    /// # Errors
    /// A description of the damage, if the text cannot be read.
    pub fn go_on(&mut self) -> Result<usize, String> {
        if !self.is_begun {
            self.is_begun = true;
            let record = std::mem::take(&mut self.stored.text);
            let read: TextRecord = parse(&record)?;
            self.texts.text.push_str(&read.text);
            self.texts.own = read.text.len();
            return Ok(record.len());
        }
        if let Some(pack) = self.stored.pack.take() {
            self.add_pack(&pack);
            return Ok(pack.len());
        }
        let left = self.stored.annotations.len();
        let mut read = 0;
        for (_, record) in self.stored.annotations.split_off(left.saturating_sub(AT_ONCE)) {
            read += record.len();
            let one = parse::<Annotation>(&record);
            self.add_record(&record, one, |texts, one| texts.add_annotation(&one));
        }
        if left > 0 {
            return Ok(read);
        }
        for (_, record) in std::mem::take(&mut self.stored.actors) {
            read += record.len();
            let actor = parse::<Actor>(&record);
            self.add_record(&record, actor, |texts, actor| {
                texts.add_all(None, texts_about(&actor));
            });
        }
        self.is_done = true;
        Ok(read)
    }

    /// What the pack holds, but for what newer records replace.
    fn add_pack(&mut self, pack: &str) {
        let Ok(pack) = parse::<PackRecord>(pack) else {
            self.texts.unreadable += 1;
            return;
        };
        let is_newer = |newer: &BTreeSet<&str>, id: &Rc<str>| newer.contains(&**id);
        let newer = ids(&self.stored.annotations);
        for one in pack.annotations.iter().filter(|one| !is_newer(&newer, &one.id.0)) {
            self.texts.add_annotation(one);
        }
        let newer = ids(&self.stored.actors);
        for actor in pack.actors.iter().filter(|actor| !is_newer(&newer, &actor.id.0)) {
            self.texts.add_all(None, texts_about(actor));
        }
    }

    /// An empty record means deleted.
    fn add_record<T>(
        &mut self,
        record: &str,
        read: Result<T, String>,
        add: impl Fn(&mut ArticleTexts, T),
    ) {
        match read {
            Ok(read) => add(&mut self.texts, read),
            Err(_) if record.is_empty() => {}
            Err(_) => self.texts.unreadable += 1,
        }
    }
}

impl ArticleTexts {
    fn add_annotation(&mut self, one: &Annotation) {
        self.add_all(Some(one.kind()), texts_of(one));
    }

    fn add_all(&mut self, kind: Option<Kind>, texts: Texts<'_>) {
        for (place, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
            self.text.push('\n');
            self.parts.push(TextPart { from: self.text.len(), place, kind });
            self.text.push_str(text);
        }
    }
}

fn ids(records: &[(String, String)]) -> BTreeSet<&str> {
    order::gathered(records.iter().map(|(id, _)| id.as_str()))
}
