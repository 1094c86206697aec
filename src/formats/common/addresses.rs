//! Addresses that may leave the program, and what happens to the others. No exported address runs a script or
//! leads into somebody's computer (tests/formats/addresses.rs).

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::rc::Rc;

use super::loss::{Lack, Loss, rebuilt};
use crate::model::sources::SourceLink;
use crate::model::{
    Actor, Annotation, AnnotationId, AnnotationSet, Article, ArticleVersion, Check, Detail,
    InlineKind, Source,
};

/// Schemes a link may have.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "doi"];

/// The address as a browser resolves it, if it may leave the program: a page, an e-mail or a DOI. `None` for
/// all others, and for text that is not an address.
pub fn outgoing(text: &str) -> Option<String> {
    let address = as_browsers_read(text);
    let scheme = scheme(&address)?.to_ascii_lowercase();
    let rest = address.get(scheme.len() + 1..)?;
    let leads = match scheme.as_str() {
        "http" | "https" => {
            // Browsers read a backslash as a slash, and a host cannot begin with either.
            let host = rest.strip_prefix("//");
            host.is_some_and(|host| !host.is_empty() && !host.starts_with(['/', '\\']))
        }
        _ => !rest.is_empty(),
    };
    let clean = !address.contains(|c: char| c.is_control() || c.is_whitespace() || is_unseen(c));
    (SCHEMES.contains(&scheme.as_str()) && leads && clean)
        .then(|| format!("{scheme}:{}", encoded(rest)))
}

/// Encodes the characters that end an address in a page or a text, as browsers do.
fn encoded(address: &str) -> String {
    let signs = [("<", "%3C"), (">", "%3E"), ("\"", "%22"), ("`", "%60")];
    signs.iter().fold(address.to_owned(), |text, (sign, code)| text.replace(sign, code))
}

/// Whether a text is an address that must not leave: its scheme is not an allowed one. Words that name a
/// source (“Lund Post, 3 May”, “Interview: Mira Holt”) are not addresses.
pub fn is_held_back(text: &str) -> bool {
    let address = as_browsers_read(text);
    let Some(scheme) = scheme(&address) else { return false };
    let rest = address.get(scheme.len() + 1..).unwrap_or_default();
    if RUNS.contains(&scheme.to_ascii_lowercase().as_str()) {
        return true;
    }
    let is_words = rest.is_empty() || rest.starts_with(char::is_whitespace);
    !is_words
        && outgoing(text).is_none()
        && !SCHEMES.contains(&scheme.to_ascii_lowercase().as_str())
}

/// Schemes that run what follows, or show it as if it were a page of ours.
const RUNS: [&str; 6] = ["javascript", "vbscript", "livescript", "data", "blob", "view-source"];

/// The text as browsers read an address: without surrounding control characters and spaces, and without tabs
/// and line ends inside.
pub fn as_browsers_read(text: &str) -> String {
    let inside: String = text.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let around = |c: char| c <= ' ' || c.is_whitespace() || is_unseen(c);
    inside.trim_matches(around).to_owned()
}

/// Whether a character is invisible. In an address such ones hide the scheme from readers, and from careless
/// programs.
pub fn is_unseen(c: char) -> bool {
    c.is_control() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// The scheme of an address, if it has one.
pub fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let fits = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    let is_scheme =
        scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(fits);
    is_scheme.then_some(scheme)
}

/// A document without the addresses that must not leave, and the losses; the document itself if there are
/// none.
pub fn without_unsafe(set: &AnnotationSet) -> (Cow<'_, AnnotationSet>, Option<Loss>) {
    if !holds_any(set) {
        return (Cow::Borrowed(set), None);
    }
    let mut taken = Taken::default();
    let mut details = (**set.details()).clone();
    if details.source.as_deref().is_some_and(is_held_back) {
        details.source = None;
        taken.count += 1;
    }
    let annotations: Vec<Annotation> = set.iter().map(|one| taken.annotation(one)).collect();
    let article = taken.article(set.article());
    let article = taken.versions(article);
    let actors = set.actors().map(|actor| Actor::clone(actor)).collect();
    let annotations_of = set.iter().map(|one| &one.id).filter(|id| taken.of.contains(*id));
    let loss = Loss {
        what: Lack::Address,
        count: taken.count,
        annotations: annotations_of.cloned().collect(),
    };
    (Cow::Owned(rebuilt(article, details, actors, annotations)), Some(loss))
}

/// Whether a document has an address that must not leave.
fn holds_any(set: &AnnotationSet) -> bool {
    let of_claim = |one: &Rc<Annotation>| match &one.detail {
        Detail::Claim { check: Some(check), .. } => addresses(check).any(|it| is_held_back(it)),
        Detail::Quote { source: Some(source), .. } => is_held_back(&source.url),
        _ => false,
    };
    set.details().source.as_deref().is_some_and(is_held_back)
        || set.article().inlines().iter().any(|one| !leads_out(&one.kind))
        || set.iter().any(of_claim)
        || set.article().versions().iter().any(|version| holds_any(&version.document()))
}

/// The addresses in a check: of its sources, its page and its publisher.
fn addresses(check: &Check) -> impl Iterator<Item = &String> {
    let publisher = check.publisher.iter().map(|publisher| &publisher.url);
    check.sources.iter().map(|source| &source.url).chain([&check.page]).chain(publisher)
}

/// Whether it is not a link, or a link that may leave.
fn leads_out(kind: &InlineKind) -> bool {
    match kind {
        InlineKind::Link(to) => outgoing(to).is_some(),
        InlineKind::Emphasis | InlineKind::Strong => true,
    }
}

/// What was removed so far.
#[derive(Default)]
struct Taken {
    count: u32,
    of: BTreeSet<AnnotationId>,
}

impl Taken {
    fn annotation(&mut self, one: &Rc<Annotation>) -> Annotation {
        let mut one = Annotation::clone(one);
        if let Detail::Claim { check: Some(check), .. } = &mut one.detail {
            let held: u32 = addresses(check).map(|it| u32::from(is_held_back(it))).sum();
            if held > 0 {
                self.count += held;
                self.of.insert(one.id.clone());
                clear(check);
            }
        }
        if let Detail::Quote { source: Some(source), .. } = &mut one.detail
            && is_held_back(&source.url)
        {
            self.count += 1;
            self.of.insert(one.id.clone());
            *source = Rc::new(SourceLink { url: String::new(), ..SourceLink::clone(source) });
        }
        one
    }

    /// An article with only the links that may leave.
    fn article(&mut self, article: &Rc<Article>) -> Rc<Article> {
        let inlines = article.inlines();
        let kept: Vec<_> = inlines.iter().filter(|one| leads_out(&one.kind)).cloned().collect();
        if kept.len() == inlines.len() {
            return article.clone();
        }
        self.count += u32::try_from(inlines.len() - kept.len()).unwrap_or(u32::MAX);
        Rc::new(Article::clone(article).with_inlines(kept))
    }

    /// An article whose earlier versions have only what may leave.
    fn versions(&mut self, article: Rc<Article>) -> Rc<Article> {
        if article.versions().is_empty() {
            return article;
        }
        let kept = article.versions().iter().map(|version| {
            let whole = version.document();
            let (left, Some(loss)) = without_unsafe(&whole) else { return version.clone() };
            self.count += loss.count;
            Rc::new(ArticleVersion {
                article: left.article().clone(),
                source: left.details().source.clone(),
                annotations: left.iter().cloned().collect(),
                ..ArticleVersion::clone(version)
            })
        });
        let kept = Rc::new(kept.collect());
        Rc::new(Article::clone(&article).with_versions(kept))
    }
}

/// Clears the addresses that must not leave; a source with nothing else is removed.
fn clear(check: &mut Check) {
    for source in check.sources.iter_mut().filter(|source| is_held_back(&source.url)) {
        source.url.clear();
    }
    check.sources.retain(|source| *source != Source::default());
    let publisher = check.publisher.iter_mut().map(|publisher| &mut publisher.url);
    for address in publisher.chain([&mut check.page]).filter(|it| is_held_back(it)) {
        address.clear();
    }
}
