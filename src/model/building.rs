//! Sets built from parts, as when a file is read, without inverses. The rules are those of
//! [`AnnotationSet::apply`] (tests/formats/laws.rs).

use std::rc::Rc;

use super::actor::Actor;
use super::annotation::Annotation;
use super::set::{AnnotationSet, check};

impl AnnotationSet {
    /// Adds an annotation to a set under construction, without an inverse; false, and nothing is added, if it
    /// does not fit the text, refers to nobody in the register, or its id is taken.
    pub fn admit(&mut self, annotation: &Rc<Annotation>) -> bool {
        let known = annotation.actor().is_none_or(|id| self.actor(id).is_some());
        let fits = known
            && self.get(&annotation.id).is_none()
            && check(self.article(), annotation).is_ok();
        if fits {
            self.insert(annotation, None);
        }
        fits
    }

    /// Adds an actor to the register of a set under construction; false if it has no name, or its id is
    /// taken.
    pub fn admit_actor(&mut self, actor: &Rc<Actor>) -> bool {
        self.enter(actor).is_ok()
    }
}
