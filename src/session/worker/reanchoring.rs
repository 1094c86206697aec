//! What became of an article's annotations in another text, as a program or the page asks for it; changes nothing
//! (tests/native/reanchoring.rs).

use crate::formats::Problem;
use crate::model::anchoring::{Fate, Likeness, Revision};
use crate::model::plain::{Object, Plain};
use crate::model::record::Record;
use crate::model::sources::FoundQuote;
use crate::model::versions::Comparison;
use crate::model::{Annotation, AnnotationSet, TextRange};
use crate::session::api::results::spans;

use super::exporting::for_screen;
use super::protocol::{ExportTask, Exported};

/// A report for each annotation of the first document, in text order.
pub(super) fn reanchored(task: &ExportTask) -> Result<Exported, Problem> {
    let [old, new] = task.documents.as_slice() else {
        return Err(Problem::new("two texts are needed"));
    };
    let revision = Revision::between(old.article().text(), new.article().text());
    let reports = old.iter().map(|one| report(&revision, one, new));
    Ok(for_screen(task, &Plain::List(reports.collect())))
}

/// The first document compared with the text of the second.
pub(super) fn compared(task: &ExportTask) -> Result<Exported, Problem> {
    let [old, new] = task.documents.as_slice() else {
        return Err(Problem::new("two texts are needed"));
    };
    Ok(for_screen(task, &Comparison::between(old, new.article().text()).plain()))
}

/// The quotes of the first document, held against the text of the second, or against what is marked in it.
pub(super) fn sought(task: &ExportTask) -> Result<Exported, Problem> {
    let [document, source] = task.documents.as_slice() else {
        return Err(Problem::new("two texts are needed"));
    };
    let found = match source.is_empty() {
        true => FoundQuote::all(document, source.article().text()),
        false => FoundQuote::held(document, source),
    };
    Ok(for_screen(task, &found.plain()))
}

fn report<'a>(revision: &Revision<'_>, one: &'a Annotation, new: &'a AnnotationSet) -> Plain<'a> {
    let found = revision.reanchor(&one.spans);
    let mut out = Object::default();
    out.put("id", Plain::text(&one.id.0));
    out.put("status", Plain::text(status(found.fate)));
    out.put("score", share(found.score));
    out.put("spans", spans(new, &found.spans));
    if let Some(other) = found.runner_up {
        let mut place = Object::default();
        place.put("score", share(other.likeness));
        place.put("spans", spans(new, &[TextRange::clone(&other.range)]));
        out.put("runnerUp", place.into());
    }
    out.into()
}

fn status(fate: Fate) -> &'static str {
    match fate {
        Fate::Unchanged => "unchanged",
        Fate::Moved => "moved",
        Fate::Reworded => "reworded",
        Fate::Gone => "gone",
    }
}

fn share<'a>(likeness: Likeness) -> Plain<'a> {
    Plain::Fraction(f64::from(likeness.0) / 1000.0)
}
