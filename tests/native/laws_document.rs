//! The laws of the document, over hostile text: a change can be undone exactly, a refused one
//! changes nothing, every visible change is redrawn, and a block's pieces tile it.

use std::collections::BTreeSet;
use std::rc::Rc;

use article_annotator::model::{
    Actor, Annotation, AnnotationId, AnnotationSet, Applying, BlockIndex, Detail, Kind, Op,
    Segment, TextRange, Transaction, TransactionError, segments,
};
use proptest::prelude::*;

use crate::notation::annotation;
use crate::random::{self, Seed};

/// A set, and a transaction that is valid for it.
fn set_and_change(text: &str, before: &[Seed], change: &[Seed]) -> (AnnotationSet, Transaction) {
    let set = random::set(text, before);
    let ops = random::ops(&mut set.clone(), change, "y");
    (set, Transaction::new(ops))
}

/// The drawing of every block.
fn drawn(set: &AnnotationSet) -> Vec<Vec<Segment>> {
    let blocks = set.article().blocks().iter().zip(0..);
    blocks.map(|(block, index)| segments(block.range, &set.in_block(BlockIndex(index)))).collect()
}

/// Operations that are always refused, and why.
fn refused(set: &AnnotationSet) -> Vec<(Op, TransactionError)> {
    let end = set.article().text().len() as u32;
    let id = AnnotationId::from("nobody");
    let add = |one: Annotation| Op::Add(Rc::new(one));
    let spanning = |spans: &[TextRange]| add(annotation("nobody", Kind::Claim, spans));
    let bad = |range| TransactionError::BadSpan { id: "nobody".into(), range };
    let past = TextRange::new(end, end + 1);
    let empty = TextRange::new(0, 0);
    let nameless = Rc::new(Actor::person("z".into(), " "));
    let mut refused = vec![
        (Op::Remove(id.clone()), TransactionError::Missing(id.clone())),
        (spanning(&[past]), bad(past)),
        (spanning(&[empty]), bad(empty)),
        (spanning(&[]), TransactionError::NoSpans(id)),
        (add(annotation("a b", Kind::Claim, &[past])), TransactionError::BadId("a b".into())),
        (Op::AddActor(nameless), TransactionError::ActorNameless("z".into())),
        (Op::RemoveActor("nobody".into()), TransactionError::ActorMissing("nobody".into())),
    ];
    if let Some(first) = set.article().text().chars().next() {
        let range = TextRange::new(0, first.len_utf8() as u32);
        let twice = [range, range];
        refused.push((spanning(&twice), bad(range)));
        refused.push((
            Op::Replace(Rc::new(annotation("nobody", Kind::Claim, &[range]))),
            TransactionError::Missing("nobody".into()),
        ));
        let detail = Detail::Person { actor: Some("nobody".into()) };
        let stranger = Annotation { detail, ..annotation("nobody", Kind::Claim, &[range]) };
        refused.push((add(stranger), TransactionError::ActorMissing("nobody".into())));
        if first.len_utf8() > 1 {
            let inside = TextRange::new(1, first.len_utf8() as u32);
            refused.push((spanning(&[inside]), bad(inside)));
        }
    }
    refused
}

proptest! {
    #![proptest_config(random::cases(128))]

    #[test]
    fn a_change_is_taken_back_and_taken_again_to_the_letter(
        text in random::text(), before in random::seeds(16), change in random::seeds(12),
    ) {
        let (mut set, change) = set_and_change(&text, &before, &change);
        let start = set.clone();
        let done = set.apply(&change).unwrap();
        let end = set.clone();
        let undone = set.apply(&done.inverse).unwrap();
        prop_assert_eq!(&set, &start);
        prop_assert_eq!(&undone.dirty, &done.dirty);
        set.apply(&undone.inverse).unwrap();
        prop_assert_eq!(&set, &end);
    }

    #[test]
    fn a_change_applied_part_by_part_is_the_change_applied_at_once(
        text in random::text(), before in random::seeds(16), change in random::seeds(12),
        parts in prop::collection::vec(0..4_usize, 0..8), bad in any::<Option<(u16, u16)>>(),
    ) {
        let (set, mut change) = set_and_change(&text, &before, &change);
        if let Some((place, which)) = bad {
            let (bad, _) = random::pick(&refused(&set), which).unwrap();
            change.ops.insert(usize::from(place) % (change.ops.len() + 1), bad);
        }
        let mut whole = set.clone();
        let at_once = whole.apply(&change).map(|applied| (whole, Rc::new(change.clone()), applied));
        let mut applying = Applying::new(&set, Rc::new(change));
        let refused = parts.into_iter().find_map(|part| applying.go_on(part).err());
        prop_assert_eq!(refused.map_or_else(|| applying.finish(), Err), at_once);
    }

    #[test]
    fn a_change_that_is_refused_changes_nothing(
        text in random::text(), before in random::seeds(12), change in random::seeds(8),
        place in any::<u16>(), which in any::<u16>(),
    ) {
        let (mut set, mut change) = set_and_change(&text, &before, &change);
        let start = set.clone();
        let (bad, why) = random::pick(&refused(&set), which).unwrap();
        let place = usize::from(place) % (change.ops.len() + 1);
        change.ops.insert(place, bad);
        prop_assert_eq!(set.apply(&change), Err(why));
        prop_assert_eq!(set, start);
    }

    #[test]
    fn every_block_that_looks_different_after_a_change_is_redrawn(
        text in random::text(), before in random::seeds(16), change in random::seeds(6),
    ) {
        let (mut set, change) = set_and_change(&text, &before, &change);
        let old = drawn(&set);
        let dirty = set.apply(&change).unwrap().dirty;
        for (index, (old, new)) in old.iter().zip(drawn(&set)).enumerate() {
            let block = set.article().block_with_end(BlockIndex::at(index));
            prop_assert!(*old == new || dirty.iter().any(|range| range.overlaps(block)), "block {index}");
        }
    }

    #[test]
    fn the_pieces_of_a_block_tile_it_and_know_what_covers_them(
        text in random::text(), seeds in random::seeds(24),
    ) {
        let set = random::set(&text, &seeds);
        for (block, pieces) in set.article().blocks().iter().zip(drawn(&set)) {
            let mut at = block.range.start;
            for piece in &pieces {
                prop_assert_eq!(piece.range.start, at);
                prop_assert!(!piece.range.is_empty());
                at = piece.range.end;
                check_covers(&set, piece);
            }
            prop_assert_eq!(at, block.range.end);
        }
    }

    #[test]
    fn what_is_found_by_block_by_order_and_by_count_is_what_is_there(
        text in random::text(), seeds in random::seeds(24),
    ) {
        let set = random::set(&text, &seeds);
        let all: Vec<_> = set.iter().cloned().collect();
        prop_assert_eq!(all.len(), set.len());
        prop_assert!(all.is_sorted_by(|a, b| a.text_order(b).is_lt()));
        for index in 0..set.article().blocks().len() as u32 {
            let touches = |one: &&Rc<Annotation>| one.spans.iter().any(|span| {
                (span.start.0..span.end.0).any(|at| naive_block(&set, at) == index)
            });
            let naive: Vec<_> = all.iter().filter(touches).cloned().collect();
            prop_assert_eq!(set.in_block(BlockIndex(index)), naive);
        }
        for kind in Kind::ALL {
            prop_assert_eq!(set.counts().of(kind), all.iter().filter(|one| one.kind() == kind).count());
        }
        for actor in set.actors() {
            let referring = all.iter().filter(|one| one.actor() == Some(&actor.id)).count();
            prop_assert_eq!(set.references_to(&actor.id), referring);
            prop_assert_eq!(
                Actor::key(&set.actor_called(&actor.name).unwrap().name), Actor::key(&actor.name)
            );
        }
    }
}

/// Checks every annotation against every character of a piece.
fn check_covers(set: &AnnotationSet, piece: &Segment) {
    let ids: BTreeSet<_> = piece.covers.iter().map(|cover| cover.id.clone()).collect();
    assert_eq!(ids.len(), piece.covers.len(), "nothing covers a piece twice");
    for at in piece.range.start.0..piece.range.end.0 {
        let covers =
            |one: &&Rc<Annotation>| one.spans.iter().any(|s| s.start.0 <= at && at < s.end.0);
        let naive: BTreeSet<_> = set.iter().filter(covers).map(|one| one.id.clone()).collect();
        assert_eq!(ids, naive, "at byte {at}");
    }
    for cover in &piece.covers {
        let spans = &set.get(&cover.id).unwrap().spans;
        assert_eq!(cover.kind, set.get(&cover.id).unwrap().kind());
        assert_eq!(cover.starts, spans.iter().any(|span| span.start == piece.range.start));
        assert_eq!(cover.ends, spans.iter().any(|span| span.end == piece.range.end));
    }
}

fn naive_block(set: &AnnotationSet, at: u32) -> u32 {
    set.article().text().as_bytes()[..at as usize].iter().filter(|byte| **byte == b'\n').count()
        as u32
}
