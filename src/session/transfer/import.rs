//! Files to import: what the worker read in them, and what the reader selects.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::formats::{File, Problem};
use crate::model::{
    Annotation, AnnotationId, AnnotationSet, Details, Op, SubLabel, Transaction, order,
};
use crate::session::document::merge::{Report, meet};
use crate::session::error::SessionError;
use crate::session::host::Host;
use crate::session::library::deeds::Clash;
use crate::session::transfer::opening::{Opening, With};
use crate::session::worker::protocol::{FoundArticle, Reading};

use super::open_review::Handed;

pub(in crate::session) type Result<T> = std::result::Result<T, SessionError>;

/// The import dialog: the content of the files, and the selection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Importing {
    /// The worker's result.
    pub reading: Rc<Reading>,
    /// The files, kept to be read again as another format.
    pub files: Rc<[File]>,
    /// The format the reader chose for them.
    pub format: Option<String>,
    /// Which of their articles are selected.
    pub picked: Vec<bool>,
    /// What to do where an existing annotation differs from the file's.
    pub keep: Keep,
    /// Exceptions from that, by the index of the article and the id of the annotation.
    pub kept: BTreeMap<(usize, AnnotationId), Keep>,
    /// The number of differing annotations shown.
    pub shown: usize,
    /// What to do with articles that are stored already and not open.
    pub clash: Clash,
}

/// What the worker is reading.
#[derive(Debug)]
pub(in crate::session) struct Received {
    /// The files.
    pub(in crate::session) files: Rc<[File]>,
    /// The format the reader chose for them.
    pub(in crate::session) format: Option<String>,
    /// What is known beside the file, if it did not arrive as one.
    pub(in crate::session) handed: Option<Handed>,
    /// Whether the reader already chose Import, and the document had changed by then.
    pub(in crate::session) again: bool,
}

/// What to do where an existing annotation differs from the file's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Keep {
    /// Use the file's version.
    #[default]
    Theirs,
    /// Keep the existing one.
    Mine,
    /// Keep both.
    Both,
}

impl Importing {
    /// Differing annotations shown at first, and added each time more are asked for.
    pub const SHOWN: usize = 50;

    /// What to do with an existing annotation that differs from the file's.
    pub fn keep_of(&self, article: usize, id: &AnnotationId) -> Keep {
        let own = self.kept.get(&(article, id.clone()));
        own.copied().unwrap_or(self.keep)
    }

    /// The choice for all of them, if it is the same.
    pub fn keep_of_all(&self) -> Option<Keep> {
        self.kept.values().all(|keep| *keep == self.keep).then_some(self.keep)
    }

    /// Chooses for one of them, or for all.
    pub(in crate::session) fn pick_keep(
        &mut self,
        which: Option<(usize, AnnotationId)>,
        keep: Keep,
    ) {
        if let Some(which) = which {
            self.kept.insert(which, keep);
        } else {
            self.kept.clear();
            self.keep = keep;
        }
    }
}

/// The opening of a file's article, with its annotations.
pub fn opening_of(set: &Rc<AnnotationSet>, problems: Vec<Problem>) -> Opening {
    Opening::Text {
        article: set.article().clone(),
        details: Details::clone(set.details()),
        with: With::File(set.clone(), problems),
    }
}

/// The step that imports an article of a file, with conflicts resolved the reader's way; and how many
/// annotations stay unchanged.
pub(in crate::session) fn step_of(
    set: &AnnotationSet,
    found: &FoundArticle,
    keep: &dyn Fn(&AnnotationId) -> Keep,
    report: &mut Report,
    host: &dyn Host,
) -> (Transaction, usize) {
    let Some(compared) = &found.compared else { return Default::default() };
    let own = compared.changed.iter().map(|id| (id, keep(id)));
    let own: BTreeMap<_, _> = order::gathered(own.filter(|(_, keep)| *keep != Keep::Theirs));
    let mut left = 0;
    let mut annotations = Vec::new();
    for one in &found.brings {
        match own.get(&one.id) {
            None | Some(Keep::Theirs) => annotations.push(one.clone()),
            Some(Keep::Both) => annotations.push(Rc::new(another(one, host))),
            Some(Keep::Mine) => left += 1,
        }
    }
    let mut ops = compared.ops.clone();
    if !own.is_empty() {
        ops.retain_mut(|op| is_wanted(op, set, &compared.labels, &annotations));
    }
    report.same = compared.same;
    ops.extend(annotations.iter().filter_map(|one| meet(set, one, report)));
    (Transaction { ops }, left)
}

/// Whether an operation is needed although some annotations of the file stay out: nobody's entry in the register
/// changes, and no label comes, except through what is new.
fn is_wanted(
    op: &mut Op,
    set: &AnnotationSet,
    labels: &[SubLabel],
    annotations: &[Rc<Annotation>],
) -> bool {
    match op {
        Op::AddActor(actor) | Op::ReplaceActor(actor) => {
            annotations.iter().any(|one| one.actor() == Some(&actor.id))
        }
        Op::SetDetails(details) => {
            let has = |label: &SubLabel| {
                let has = |one: &Rc<Annotation>| {
                    one.kind() == label.kind && one.label.as_ref() == Some(&label.name)
                };
                !labels.contains(label) || annotations.iter().any(has)
            };
            let scheme = &mut Rc::make_mut(details).scheme;
            Rc::make_mut(scheme).labels.retain(has);
            **scheme != *set.details().scheme
        }
        _ => true,
    }
}

/// The same annotation under an id of its own.
pub(in crate::session) fn another(one: &Annotation, host: &dyn Host) -> Annotation {
    Annotation {
        id: host.new_id().as_str().into(),
        source_id: Some(one.id.to_string()),
        ..one.clone()
    }
}
