//! Which of a file's links say who said something: from a quote or claim to the mention of a person, one from
//! each. The others are counted.

use std::collections::BTreeMap;

use super::Intake;
use crate::model::Kind;

impl Intake<'_> {
    /// The links that say who said something, by the indices of annotations; the others are counted.
    pub(super) fn links_of_speech(&mut self) -> Vec<(usize, usize)> {
        let links = self.name_all();
        (links.len()..self.links.len())
            .for_each(|_| self.skip("a link leads to an annotation that is not here"));
        let mut of: BTreeMap<usize, usize> = BTreeMap::new();
        for (from, to) in links {
            let is_mention =
                |at: usize| self.annotations.get(at).is_some_and(|one| one.kind() == Kind::Person);
            match (is_mention(from), is_mention(to), of.get(&from)) {
                (false, true, None) => drop(of.insert(from, to)),
                (false, true, Some(known)) if *known == to => {}
                (false, true, _) => self.skip("a quote or claim has a second speaker"),
                _ => self.skip("a link does not lead from a quote or claim to a person"),
            }
        }
        of.into_iter().collect()
    }

    /// Gives ids to the annotations without one, now that they are complete; returns the indices of linked
    /// ones.
    pub fn name_all(&mut self) -> Vec<(usize, usize)> {
        let place = |name: &String| self.names.get(name).copied();
        let links = self.links.iter().filter_map(|(from, to)| Some((place(from)?, place(to)?)));
        let links: Vec<(usize, usize)> = links.collect();
        let linked = links.iter().filter_map(|(from, to)| {
            Some((*from, format!("{:?}", self.annotations.get(*to)?.spans)))
        });
        let linked: BTreeMap<usize, String> = linked.collect();
        for (at, one) in self.annotations.iter_mut().enumerate() {
            self.ids.name(one, linked.get(&at).map_or("", String::as_str));
        }
        links
    }
}
