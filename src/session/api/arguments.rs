//! What programs pass in through the API, checked field by field before anything happens with it. An error
//! names the field (tests/native/input.rs).

use std::rc::Rc;

use crate::formats::{Choice, Options, catalog};
use crate::model::plain::{Object, Plain};
use crate::model::record::Record;
use crate::model::sources::SourceLink;
use crate::model::{
    AnnotationId, Article, ArticleId, Check, Details, Kind, Origin, QuoteForm, Scheme, SubLabel,
    TextRange, Timestamp, Utf16, Verdict, order,
};
use crate::session::error::SessionError;

/// An annotation to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its id, if it is to have a certain one.
    pub id: Option<AnnotationId>,
    /// Its kind.
    pub kind: Kind,
    /// Its spans.
    pub spans: Vec<TextRange>,
    /// Its other fields.
    pub rest: Patch,
}

/// Changes to an annotation; `None` leaves a field as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Patch {
    /// Another kind.
    pub kind: Option<Kind>,
    /// Other spans.
    pub spans: Option<Vec<TextRange>>,
    /// Another label, or none.
    pub label: Option<Option<String>>,
    /// Another note.
    pub note: Option<String>,
    /// Other tags.
    pub tags: Option<Vec<String>>,
    /// Another creator, or none.
    pub creator: Option<Option<String>>,
    /// Another origin.
    pub origin: Option<Origin>,
    /// Another time of creation.
    pub created: Option<Timestamp>,
    /// The person of a mention, the speaker or the claimant: an id or name of the register, a new name, or
    /// nobody.
    pub actor: Option<Option<String>>,
    /// The form of a quote, or unknown.
    pub form: Option<Option<QuoteForm>>,
    /// The cue, or unknown.
    pub cue: Option<Option<TextRange>>,
    /// The place of a quote in its source, or none.
    pub source: Option<Option<Rc<SourceLink>>>,
    /// The check of a claim, empty for none. It is stored as given.
    pub check: Option<Check>,
    /// The verdict that a reader sets or removes now: it gets the current day and the publisher. Programs
    /// never pass one in this way, since nobody knows when theirs was given, or by whom.
    pub verdict: Option<Option<Verdict>>,
}

pub(in crate::session) type Result<T> = std::result::Result<T, SessionError>;

/// Reads the article alone, because a long text is enough work for one moment.
///
/// # Errors
/// The field that cannot be used, and why.
pub fn article(given: &Plain<'_>) -> Result<(Rc<Article>, Details)> {
    let fields = Fields::of(given, "article.")?;
    let text = fields.text("text")?.ok_or_else(|| fields.wrong("text", "a string"))?;
    let id = match fields.text("id")? {
        Some("") => return Err(fields.wrong("id", "a string that is not empty")),
        id => id.map(ArticleId::from),
    };
    let made = Article::new(id, text);
    let made = made.map_err(|error| SessionError::Input(format!("article.text: {error}")))?;
    let owned = |name: &str| -> Result<_> { Ok(fields.text(name)?.map(str::to_owned)) };
    let details = Details {
        title: owned("title")?.unwrap_or_default(),
        byline: owned("byline")?,
        source: owned("source")?,
        published: owned("published")?,
        language: owned("language")?,
        scheme: Rc::new(match fields.get("scheme") {
            None => Scheme::default(),
            Some(scheme) => Scheme::read(scheme)
                .map_err(|wrong| SessionError::Input(format!("article.scheme: {wrong}")))?,
        }),
        rejected: Rc::default(),
    };
    Ok((Rc::new(made), details))
}

/// Reads annotations to make for `article`; offsets are UTF-16 units of its text.
///
/// # Errors
/// The field that cannot be used, and why.
pub fn drafts(article: &Article, value: &Plain<'_>) -> Result<Vec<Draft>> {
    match value {
        Plain::Null => Ok(Vec::new()),
        Plain::List(list) => list
            .iter()
            .enumerate()
            .map(|(index, value)| draft(article, value, &format!("annotations[{index}].")))
            .collect(),
        _ => Err(wrong("annotations", "a list")),
    }
}

/// Reads one annotation to make for `article`. `place` precedes the name of a field in errors.
///
/// # Errors
/// The field that cannot be used, and why.
pub fn draft(article: &Article, value: &Plain<'_>, place: &str) -> Result<Draft> {
    let fields = Fields::of(value, place)?;
    let id = match fields.text("id")? {
        Some(id) if AnnotationId::is_valid(id) => Some(AnnotationId::from(id)),
        Some(_) => return Err(fields.wrong("id", "1 to 200 characters without blanks")),
        None => None,
    };
    let rest = patch_of(article, &fields)?;
    let kind = rest.kind.ok_or_else(|| fields.wrong("kind", "'person', 'claim' or 'quote'"))?;
    let spans = rest.spans.clone().ok_or_else(|| fields.wrong("start", "a whole number"))?;
    Ok(Draft { id, kind, spans, rest: Patch { kind: None, spans: None, ..rest } })
}

/// Reads the changes to an annotation of `article`.
///
/// # Errors
/// The field that cannot be used, and why.
pub fn patch(article: &Article, value: &Plain<'_>) -> Result<Patch> {
    patch_of(article, &Fields::of(value, "")?)
}

fn patch_of(article: &Article, fields: &Fields<'_>) -> Result<Patch> {
    let kind = match fields.text("kind")? {
        Some(name) => Some(
            Kind::named(name)
                .ok_or_else(|| fields.wrong("kind", "'person', 'claim' or 'quote'"))?,
        ),
        None => None,
    };
    let mut actor = None;
    for field in ["actor", "speaker", "claimant"] {
        actor = actor.or(fields.clearable(field)?);
    }
    Ok(Patch {
        kind,
        spans: fields.spans(article)?,
        label: fields.label("label")?,
        note: fields.text("note")?.map(str::to_owned),
        tags: fields.texts("tags")?,
        creator: fields.clearable("creator")?,
        origin: fields.origin("origin")?,
        created: fields.time("created")?,
        actor,
        form: fields.form("form")?,
        cue: fields.cue(article)?,
        source: fields.source("source")?,
        check: fields.check("check")?,
        verdict: None,
    })
}

/// The fields of an object, and the prefix of their names in errors.
pub(in crate::session) struct Fields<'a> {
    object: &'a Object<'a>,
    place: &'a str,
}

impl<'a> Fields<'a> {
    pub(in crate::session) fn of(value: &'a Plain<'a>, place: &'a str) -> Result<Self> {
        match value {
            Plain::Object(object) => Ok(Self { object, place }),
            _ => Err(wrong(place.strip_suffix('.').unwrap_or("annotation"), "an object")),
        }
    }

    pub(in crate::session) fn get(&self, name: &str) -> Option<&'a Plain<'a>> {
        self.object.get(name).filter(|value| **value != Plain::Null)
    }

    pub(in crate::session) fn text(&self, name: &str) -> Result<Option<&'a str>> {
        match self.get(name) {
            None => Ok(None),
            Some(Plain::Text(text)) => Ok(Some(text)),
            Some(_) => Err(self.wrong(name, "a string")),
        }
    }

    /// `None` if it is missing, `Some(None)` if it is null, which clears it.
    fn clearable(&self, name: &str) -> Result<Option<Option<String>>> {
        match self.object.get(name) {
            None => Ok(None),
            Some(Plain::Null) => Ok(Some(None)),
            Some(Plain::Text(text)) => Ok(Some(Some(text.to_string()))),
            Some(_) => Err(self.wrong(name, "a string or null")),
        }
    }

    /// Null clears it.
    fn label(&self, name: &str) -> Result<Option<Option<String>>> {
        let label = self.clearable(name)?;
        match &label {
            Some(Some(text)) if !SubLabel::is_name(text) => {
                Err(self.wrong(name, "1 to 60 characters without blanks"))
            }
            _ => Ok(label),
        }
    }

    pub(in crate::session) fn texts(&self, name: &str) -> Result<Option<Vec<String>>> {
        let Some(value) = self.get(name) else { return Ok(None) };
        Vec::read(value).map(Some).map_err(|_| self.wrong(name, "a list of strings"))
    }

    pub(in crate::session) fn time(&self, name: &str) -> Result<Option<Timestamp>> {
        let time = self.text(name)?.map(str::parse::<Timestamp>).transpose();
        time.map_err(|_| self.wrong(name, "a date and time like 2026-01-31T14:05:00Z"))
    }

    fn form(&self, name: &str) -> Result<Option<Option<QuoteForm>>> {
        match self.object.get(name) {
            None => Ok(None),
            Some(Plain::Null) => Ok(Some(None)),
            Some(form) => QuoteForm::read(form)
                .map(|form| Some(Some(form)))
                .map_err(|_| self.wrong(name, "'direct', 'indirect' or 'mixed'")),
        }
    }

    fn origin(&self, name: &str) -> Result<Option<Origin>> {
        let origin = self.get(name).map(Origin::read).transpose();
        origin.map_err(|_| self.wrong(name, "'hand', 'suggestion' or 'import'"))
    }

    /// Null clears it.
    fn cue(&self, article: &Article) -> Result<Option<Option<TextRange>>> {
        match self.object.get("cue") {
            None => Ok(None),
            Some(Plain::Null) => Ok(Some(None)),
            Some(cue) => {
                let place = format!("{}cue.", self.place);
                Fields::of(cue, &place)?.range(article).map(|range| Some(Some(range)))
            }
        }
    }

    /// Null clears it.
    fn source(&self, name: &str) -> Result<Option<Option<Rc<SourceLink>>>> {
        match self.object.get(name) {
            None => Ok(None),
            Some(Plain::Null) => Ok(Some(None)),
            Some(source) => Rc::read(source)
                .map(|source| Some(Some(source)))
                .map_err(|wrong| SessionError::Input(format!("{}{name}: {wrong}", self.place))),
        }
    }

    /// Null clears it.
    fn check(&self, name: &str) -> Result<Option<Check>> {
        match self.object.get(name) {
            None => Ok(None),
            Some(Plain::Null) => Ok(Some(Check::default())),
            Some(check) => Check::read(check)
                .map(Some)
                .map_err(|wrong| SessionError::Input(format!("{}{name}: {wrong}", self.place))),
        }
    }

    fn spans(&self, article: &Article) -> Result<Option<Vec<TextRange>>> {
        match self.get("spans") {
            Some(Plain::List(list)) => {
                let spans = list.iter().enumerate().map(|(index, value)| {
                    let place = format!("{}spans[{index}].", self.place);
                    Fields::of(value, &place)?.range(article)
                });
                let spans = order::by_key(spans.collect::<Result<Vec<_>>>()?, |span| span.start);
                if spans.is_empty() || spans.windows(2).any(|two| two[0].end > two[1].start) {
                    return Err(self.wrong("spans", "one or more that do not overlap"));
                }
                Ok(Some(spans))
            }
            Some(_) => Err(self.wrong("spans", "a list")),
            None if self.get("start").is_none() && self.get("end").is_none() => Ok(None),
            None => Ok(Some(vec![self.range(article)?])),
        }
    }

    fn range(&self, article: &Article) -> Result<TextRange> {
        let offset = |name: &str| {
            let at = self.get(name).and_then(|number| u32::read(number).ok());
            let at = at.ok_or_else(|| self.wrong(name, "a whole number, 0 or more"))?;
            article
                .from_utf16(Utf16(at))
                .map_err(|error| SessionError::Input(format!("{}{name}: {error}", self.place)))
        };
        let range = TextRange { start: offset("start")?, end: offset("end")? };
        if range.is_empty() {
            return Err(self.wrong("end", "greater than start"));
        }
        Ok(range)
    }

    pub(in crate::session) fn wrong(&self, name: &str, wanted: &str) -> SessionError {
        wrong(&format!("{}{name}", self.place), wanted)
    }
}

pub(in crate::session) fn wrong(field: &str, wanted: &str) -> SessionError {
    SessionError::Input(format!("{field}: must be {wanted}"))
}

/// Reads the options of the API's `export`.
///
/// # Errors
/// The field that cannot be used, and why.
pub fn export_options(format: &str, options: &Plain<'_>) -> Result<Options> {
    let mut chosen = Options::default();
    if *options == Plain::Null {
        return Ok(chosen);
    }
    let fields = Fields::of(options, "options.")?;
    let choices = catalog::named(format).map_or(&[][..], |format| format.choices);
    if let Some(shape) = fields.text("shape")? {
        let known = choices.iter().any(|choice| match choice {
            Choice::Shape(shapes) => shapes.iter().any(|(id, _)| *id == shape),
            Choice::Parts(parts) => {
                shape.split(' ').all(|one| parts.iter().any(|(id, _)| *id == one))
            }
            _ => false,
        });
        if !known {
            return Err(fields.wrong("shape", "one of the shapes this format has"));
        }
        chosen.shape = shape.to_owned();
    }
    match fields.get("bom") {
        None | Some(Plain::Null) => {}
        Some(Plain::Flag(bom)) => chosen.bom = *bom,
        Some(_) => return Err(fields.wrong("bom", "true or false")),
    }
    if let Some(labels) = fields.get("labels").filter(|labels| **labels != Plain::Null) {
        let labels = Fields::of(labels, "options.labels.")?;
        for kind in Kind::ALL {
            let Some(label) = labels.text(kind.name())? else { continue };
            if label.is_empty() || label.contains(char::is_whitespace) {
                return Err(labels.wrong(kind.name(), "a word without blanks"));
            }
            if let Some(own) = chosen.labels.get_mut(kind.index()) {
                label.clone_into(own);
            }
        }
    }
    Ok(chosen)
}
