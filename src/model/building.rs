//! Sets that are built from parts, as when a file is read: no inverse is kept, as nothing is taken back. Holds the same
//! rules as [`AnnotationSet::apply`]: the laws of all formats compare the two.

use std::rc::Rc;

use super::actor::Actor;
use super::annotation::Annotation;
use super::set::{AnnotationSet, check};

impl AnnotationSet {
    /// Adds an annotation to a set that is being built, without an inverse; false, and nothing is added, if it is none
    /// of this text, refers to nobody in the register, or there is one of its id.
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

    /// Enters an actor into the register of a set that is being built; false if it has no name, or there is one of
    /// its id.
    pub fn admit_actor(&mut self, actor: &Rc<Actor>) -> bool {
        self.enter(actor).is_ok()
    }
}
