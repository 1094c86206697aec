//! The laws of the register: merging, splitting and removing people neither loses nor wrongly
//! shares an annotation, and undo restores everything.

use std::collections::BTreeMap;

use article_annotator::model::{ActorId, AnnotationId, AnnotationSet, Kind, Op};
use article_annotator::session::Action;
use article_annotator::session::document::actors::People;
use proptest::prelude::*;

use crate::random::{self, Seed};
use crate::world::Desk;

fn whose(set: &AnnotationSet) -> BTreeMap<AnnotationId, Option<ActorId>> {
    set.iter().map(|one| (one.id.clone(), one.actor().cloned())).collect()
}

/// The request, the person it moves annotations from and, if any, to.
fn asked(set: &AnnotationSet, (what, one, other, more): Seed) -> Option<(People, ActorId)> {
    let actors: Vec<_> = set.actors().map(|actor| actor.id.clone()).collect();
    let from = random::pick(&actors, one)?;
    let about: Vec<_> = set
        .iter()
        .filter(|one| one.actor() == Some(&from))
        .enumerate()
        .filter(|(at, _)| more >> (at % 16) & 1 == 1)
        .map(|(_, one)| one.id.clone())
        .collect();
    let asked = match what % 3 {
        0 => People::Merge { from: from.clone(), into: random::pick(&actors, other)? },
        1 => {
            let name = format!("Somebody {}", other % 3);
            People::Split { from: from.clone(), annotations: about, name }
        }
        _ => People::Remove(from.clone()),
    };
    Some((asked, from))
}

proptest! {
    #![proptest_config(random::cases(96))]

    #[test]
    fn merging_splitting_and_removing_turn_only_what_is_asked_and_an_undo_takes_it_back(
        text in random::text(), seeds in random::seeds(16), steps in random::seeds(8),
    ) {
        prop_assume!(!text.trim().is_empty());
        let mut desk = Desk::reading(&text);
        let set = random::set(desk.article().text(), &seeds);
        let drawn = set.iter().map(|one| one.kind()).collect::<Vec<Kind>>();
        let ops: Vec<_> = set.actors().cloned().map(Op::AddActor).collect();
        let mut bare = desk.set().clone();
        for op in ops.into_iter().chain(set.iter().cloned().map(Op::Add)) {
            bare.apply(&op.into()).unwrap();
        }
        let file = article_annotator::formats::common::codec::export_proved(
            &article_annotator::formats::codecs::json::CODEC,
            &[article_annotator::formats::common::Written::new(&bare, "all")],
            &Default::default(),
            article_annotator::session::Host::now(&desk.world),
        );
        desk.imports(&file.unwrap().files[0].content, None).unwrap();
        prop_assert_eq!(desk.set().len(), drawn.len());
        for step in steps {
            let Some((asked, from)) = asked(desk.set(), step) else { continue };
            let (before, was) = (desk.set().clone(), whose(desk.set()));
            desk.does(Action::People(asked.clone()));
            let now = whose(desk.set());
            prop_assert_eq!(now.len(), was.len(), "no annotation is lost");
            for (id, actor) in &now {
                let own = was[id].clone();
                prop_assert!(actor.iter().all(|actor| desk.set().actor(actor).is_some()));
                let expected = match &asked {
                    _ if own.as_ref() != Some(&from) => own,
                    People::Merge { into, .. } => Some(into.clone()),
                    People::Split { annotations, .. } if annotations.contains(id) => {
                        prop_assert_ne!(actor, &own, "{} was to turn", id);
                        actor.clone()
                    }
                    People::Split { .. } => own,
                    _ => None,
                };
                prop_assert_eq!(actor, &expected, "{}: {:?}", id, asked);
            }
            if *desk.set() != before {
                let after = desk.set().clone();
                prop_assert!(desk.undo());
                prop_assert_eq!(whose(desk.set()), was);
                prop_assert!(desk.set().actors().eq(before.actors()));
                desk.redo();
                prop_assert_eq!(desk.set(), &after);
            }
        }
    }
}
