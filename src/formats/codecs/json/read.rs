//! Reads our own format, piece by piece, so that a broken piece affects no other. A span whose text is not
//! there is skipped and reported, and never moved (tests/native/damage.rs).

use std::ops::Range;
use std::rc::Rc;

use super::places::{StatedPlaces, annotation, inline, kinds};
use super::several::list_start;
use super::{NAME, VERSION, rejected};
use crate::formats::common::counting::Counting;
use crate::formats::common::lenient::{self, Members, cut_member, elements};
use crate::formats::common::records::text;
use crate::formats::common::spans::short;
use crate::formats::common::{Imported, Lines, Problem, Unit, utf8};
use crate::model::article::hash;
use crate::model::plain::{Part, Plain, Wrong};
use crate::model::record::Record;
use crate::model::{
    Actor, Annotation, AnnotationSet, Article, ArticleId, Details, Kind, Op, Rejected, Scheme,
};

/// Whether a file claims to be ours.
pub fn recognises(content: &[u8]) -> bool {
    let (text, _) = utf8::decode_all(content);
    let quoted = format!("\"{NAME}\"");
    let text = list_start(&text).and_then(|start| text.get(start..)).unwrap_or(&text);
    lenient::members(text, 0)
        .iter()
        .any(|(key, value)| *key == "format" && text.get(value.clone()) == Some(quoted.as_str()))
        // Cut off or damaged before the first member ends: the name near the top still identifies it.
        || text.trim_start().starts_with('{') && head(text).contains(&quoted)
}

fn head(text: &str) -> &str {
    let end = (0..=text.len().min(200)).rev().find(|end| text.is_char_boundary(*end));
    text.get(..end.unwrap_or_default()).unwrap_or_default()
}

pub(super) struct JsonReader<'a> {
    pub(super) text: &'a str,
    lines: Lines<'a>,
    /// Whether it is invalid JSON as a whole.
    damaged: bool,
    /// How its offsets count.
    pub(super) counting: Counting,
    pub(super) problems: Vec<Problem>,
    /// The number of problems beyond those listed.
    more: usize,
}

/// Most problems listed: more than anybody reads, and finding the column of each takes time.
pub(super) const MOST_PROBLEMS: usize = 300;

impl<'a> JsonReader<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let counting = Counting::usual(Unit::CodePoint);
        let (lines, problems) = (Lines::new(text), Vec::new());
        Self { text, lines, damaged: false, counting, problems, more: 0 }
    }

    pub(super) fn read(mut self) -> Imported {
        self.check_syntax();
        let members = lenient::members(self.text, 0);
        self.check_version(&members);
        let document = self.article(&members);
        if self.more > 0 {
            self.problems.push(Problem::new(format!("{} more items could not be read", self.more)));
        }
        let documents = document.into_iter().collect();
        Imported { documents, problems: self.problems, ..Imported::default() }
    }

    /// Reports the first syntax error; intact pieces are read all the same.
    fn check_syntax(&mut self) {
        if let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(self.text) {
            self.damaged = true;
            let at = self.lines.offset(0, error.line(), error.column());
            self.report(
                at,
                format!("this is not valid JSON ({}); the intact parts were read", reason(&error)),
            );
        }
    }

    fn check_version(&mut self, members: &Members<'a>) {
        let version = find(members, "version").and_then(|value| {
            let number = self.text.get(value.clone())?.parse::<u32>().ok()?;
            Some((value, number))
        });
        if let Some((value, number)) = version
            && number > VERSION
        {
            self.report(
                value.start,
                format!("a later version of this program wrote this file (format {number}; this version knows {VERSION}); the parts it knows were read"),
            );
        }
    }

    fn article(&mut self, members: &Members<'a>) -> Option<AnnotationSet> {
        let Some(place) = self.find(members, "article") else {
            self.problems.push(Problem::new("there is no article in this file"));
            return None;
        };
        // Field by field, so that a damaged title does not lose the text.
        let fields = lenient::members(self.text, place.start);
        let Some(text) =
            find(&fields, "text").and_then(|place| self.read_with(place, String::read))
        else {
            self.report(place.start, "the article’s text is missing or incomplete");
            return None;
        };
        let id = self.words(&fields, "id").filter(|id| !id.is_empty());
        let article = Article::new(id.as_deref().map(ArticleId::from), &text);
        let article = article.map_err(|error| self.report(place.start, error.to_string())).ok()?;
        self.counting = self.counting(members, &article, &text);
        let sha256 = self.words(&fields, "sha256");
        let is_other = sha256.is_some_and(|sha256| sha256 != article.sha256());
        if is_other {
            self.report(
                place.start,
                "the text is not the one this file was made for (its SHA-256 differs); only spans whose words are still in place were read",
            );
        }
        let article = self.divided(article, &text, &fields, place.start);
        let versions = self.versions(members, article.id());
        let article = Rc::new(article.with_versions(Rc::new(versions)));
        let places = self.places(&article, &text, is_other);
        let details = Details {
            title: self.words(&fields, "title").unwrap_or_default(),
            byline: self.words(&fields, "byline"),
            source: self.words(&fields, "source"),
            published: self.words(&fields, "published"),
            language: self.words(&fields, "language"),
            scheme: self.scheme(members).into(),
            rejected: self.rejected(members, &places).into(),
        };
        let mut set = AnnotationSet::new(article.clone(), details);
        self.actors(members, &mut set);
        self.annotations(members, &places, &mut set);
        Some(set)
    }

    /// The article with the kinds of its blocks, emphasis and links.
    pub(super) fn divided(
        &mut self,
        article: Article,
        raw: &str,
        fields: &Members<'a>,
        at: usize,
    ) -> Article {
        let mut kinds = find(fields, "blocks")
            .and_then(|place| self.read_with(place, kinds))
            .unwrap_or_default();
        if !kinds.is_empty() && kinds.len() != article.blocks().len() {
            self.report(
                at,
                "the blocks don’t match the lines of the text; every line was read as a paragraph",
            );
            kinds.clear();
        }
        let mut inlines = Vec::new();
        let places = self.places(&article, raw, false);
        for place in self.parts(fields, "inlines") {
            inlines.extend(self.read_with(place, |plain| inline(&places, plain)));
        }
        article.with_kinds(&kinds).with_inlines(inlines)
    }

    fn scheme(&mut self, members: &Members<'a>) -> Scheme {
        let place = find(members, "scheme");
        place.and_then(|place| self.read_with(place, Scheme::read)).unwrap_or_default()
    }

    fn rejected(&mut self, members: &Members<'a>, places: &StatedPlaces<'_>) -> Vec<Rejected> {
        let all = self.list("rejected", members).into_iter();
        all.filter_map(|one| self.read_with(one, |one| rejected::read(places, one))).collect()
    }

    fn actors(&mut self, members: &Members<'a>, set: &mut AnnotationSet) {
        for place in self.list("actors", members) {
            let start = place.start;
            let Some(actor) = self.actor(place) else { continue };
            if let Err(error) = set.apply(&Op::AddActor(Rc::new(actor)).into()) {
                self.report(start, format!("{error}; left out"));
            }
        }
    }

    pub(super) fn actor(&mut self, place: Range<usize>) -> Option<Actor> {
        self.read_most(place, &["id", "name"], Actor::read)
    }

    pub(super) fn annotation(
        &mut self,
        place: Range<usize>,
        places: &StatedPlaces<'_>,
    ) -> Option<Annotation> {
        self.read_most(place, &["id", "kind", "spans"], |plain| annotation(places, plain))
    }

    fn annotations(
        &mut self,
        members: &Members<'a>,
        places: &StatedPlaces<'_>,
        set: &mut AnnotationSet,
    ) {
        let mut read: Vec<(usize, Annotation)> = Vec::new();
        for place in self.list("annotations", members) {
            let start = place.start;
            let one = self.annotation(place, places);
            read.extend(one.map(|annotation| (start, annotation)));
        }
        // Mentions first: they give names to missing actors.
        let (mentions, others): (Vec<_>, Vec<_>) =
            read.into_iter().partition(|(_, annotation)| annotation.kind() == Kind::Person);
        for (start, annotation) in mentions.into_iter().chain(others) {
            self.add(set, start, annotation);
        }
    }

    fn add(&mut self, set: &mut AnnotationSet, at: usize, mut annotation: Annotation) {
        if let Some(known) = set.get(&annotation.id) {
            if **known == annotation {
                return self
                    .report(at, format!("the annotation “{}” appears twice; read once", known.id));
            }
            self.report(
                at,
                format!("two annotations have the id “{}”; this one got a new id", known.id),
            );
            // Made of its content, so that reading the file again changes nothing.
            let says = annotation.plain().to_json();
            annotation.source_id.get_or_insert(annotation.id.to_string());
            annotation.id = hash(&says).as_str().into();
        }
        if let Some(missing) = annotation.actor().filter(|id| set.actor(id).is_none()) {
            self.report(at, format!("this file has no actor “{missing}”; one was added"));
        }
        if let Err(error) = set.apply(&set.adding(annotation.into())) {
            self.report(at, format!("{error}; left out"));
        }
    }

    /// The places of the elements of a member, which is reported if it is no list.
    pub(super) fn parts(&mut self, fields: &Members<'a>, key: &str) -> Vec<Range<usize>> {
        let list = find(fields, key).filter(|place| self.text.get(place.clone()) != Some("null"));
        let Some(list) = list else { return Vec::new() };
        let places = elements(self.text, list.clone(), None);
        if places.is_empty() {
            let is_list = |plain: &Plain<'_>| plain.as_list().map(|_| ());
            let named = |wrong: Wrong| Wrong::new(format!("“{key}” {wrong}"));
            self.read_with(list, |plain| is_list(plain).map_err(named));
        }
        places
    }

    /// The place of a member, even if the file is damaged before it or ends inside it.
    pub(super) fn find(&self, members: &Members<'a>, key: &str) -> Option<Range<usize>> {
        find(members, key).or_else(|| cut_member(self.text, key, members))
    }

    /// The places of the elements of a member that is a list.
    fn list(&mut self, key: &str, members: &Members<'a>) -> Vec<Range<usize>> {
        if !self.damaged {
            return self.parts(members, key);
        }
        let Some(place) = self.find(members, key) else { return Vec::new() };
        // A damaged list has no end of its own; it ends where the next one begins.
        let others = ["actors", "annotations", "versions"]
            .into_iter()
            .filter_map(|key| self.find(members, key));
        let next = others.map(|other| other.start).filter(|start| *start > place.start).min();
        elements(self.text, place.start..next.unwrap_or(self.text.len()), Some("id"))
    }

    pub(super) fn words(&mut self, fields: &Members<'a>, key: &str) -> Option<String> {
        let place =
            find(fields, key).filter(|place| self.text.get(place.clone()) != Some("null"))?;
        self.read_with(place, String::read)
    }

    /// Reads a piece of the file, or reports what is wrong with it and where.
    pub(super) fn read_with<T>(
        &mut self,
        place: Range<usize>,
        read: impl FnOnce(&Plain<'a>) -> Result<T, Wrong>,
    ) -> Option<T> {
        let plain = self.piece(&place)?;
        read(&plain).map_err(|wrong| self.report_wrong(&place, &wrong)).ok()
    }

    /// The same without what is wrong inside it, if it is none of the needed fields.
    fn read_most<T>(
        &mut self,
        place: Range<usize>,
        needed: &[&str],
        read: impl Fn(&Plain<'_>) -> Result<T, Wrong>,
    ) -> Option<T> {
        let mut plain = self.piece(&place)?;
        loop {
            match read(&plain) {
                Ok(one) => return Some(one),
                Err(wrong) => self.without(&mut plain, &wrong, &place, needed)?,
            }
        }
    }

    /// Removes what is wrong inside a piece, or reports that all of it is left out.
    fn without(
        &mut self,
        plain: &mut Plain<'a>,
        wrong: &Wrong,
        place: &Range<usize>,
        needed: &[&str],
    ) -> Option<()> {
        let id = plain.as_object().ok().and_then(|one| text(one, "id"));
        let whose = id.map_or(String::new(), |id| format!("“{}”: ", short(id)));
        let path: Vec<Part> = wrong.path().collect();
        let is_needed = matches!(path.first(), Some(Part::Field(name)) if needed.contains(name));
        let is_kept = !is_needed && plain.remove(&path);
        let what = if is_kept { "only this is left out" } else { "left out" };
        self.report(self.place_of(place, wrong), format!("{whose}{wrong}; {what}"));
        is_kept.then_some(())
    }

    /// A piece of the file, unless it is broken, which is reported.
    fn piece(&mut self, place: &Range<usize>) -> Option<Plain<'a>> {
        self.plain(place)
            .map_err(|(at, message)| self.report(at, format!("{message}; left out")))
            .ok()
    }

    fn report_wrong(&mut self, place: &Range<usize>, wrong: &Wrong) {
        self.report(self.place_of(place, wrong), format!("{wrong}; left out"));
    }

    pub(super) fn plain(&self, place: &Range<usize>) -> Result<Plain<'a>, (usize, String)> {
        let piece = self.text.get(place.clone()).unwrap_or_default();
        Plain::from_json(piece).map_err(|error| {
            (self.lines.offset(place.start, error.line(), error.column()), reason(&error))
        })
    }

    /// The place of the wrong part, as closely as its path can be followed.
    fn place_of(&self, piece: &Range<usize>, wrong: &Wrong) -> usize {
        let mut at = piece.clone();
        for part in wrong.path() {
            let inner = match part {
                Part::Field(name) => find(&lenient::members(self.text, at.start), name),
                Part::Item(index) => elements(self.text, at.clone(), None).into_iter().nth(index),
            };
            let Some(inner) = inner else { break };
            at = inner;
        }
        at.start
    }

    pub(super) fn report(&mut self, at: usize, message: impl Into<String>) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(self.lines.problem(at, message));
        } else {
            self.more += 1;
        }
    }
}

pub(super) fn find(members: &Members<'_>, key: &str) -> Option<Range<usize>> {
    members.iter().find(|(name, _)| *name == key).map(|(_, value)| value.clone())
}

/// serde_json's message without its place, which is given in lines of the whole file.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(reason, _)| reason.to_owned())
}
