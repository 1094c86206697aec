//! Members that an object of JSON has twice: which one counts is left open by JSON, so each name is told
//! (tests/formats/told.rs).

use std::collections::{BTreeMap, BTreeSet};

use super::Problem;
use super::spans::short;
use crate::model::plain::Plain;

/// The names that stand twice in an object of a file, and how often that happens.
#[derive(Debug, Default)]
pub struct Doubled(BTreeMap<String, usize>);

impl Doubled {
    /// Looks through a record.
    pub fn look_at(&mut self, plain: &Plain<'_>) {
        match plain {
            Plain::List(list) => list.iter().for_each(|one| self.look_at(one)),
            Plain::Object(object) => {
                let mut seen = BTreeSet::new();
                for (name, value) in object.fields() {
                    if !seen.insert(name) {
                        *self.0.entry(name.to_owned()).or_default() += 1;
                    }
                    self.look_at(value);
                }
            }
            _ => {}
        }
    }

    /// What is told of them.
    pub fn told(self) -> impl Iterator<Item = Problem> {
        self.0.into_iter().map(|(name, count)| {
            let times = if count == 1 { String::new() } else { format!(" ({count} times)") };
            Problem::new(format!(
                "“{}” stands twice in one object{times}; programs differ in which they read",
                short(&name)
            ))
        })
    }
}
