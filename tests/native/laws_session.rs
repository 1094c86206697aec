//! The laws of a working day, over hostile text: everything can be undone and redone, and what was
//! stored step by step comes back equal after a restart.

use article_annotator::model::{AnnotationId, Details, Kind, QuoteForm};
use article_annotator::session::api::arguments::{Draft, Patch};
use article_annotator::session::document::ledger::Ledger;
use article_annotator::session::{Action, Batch, Document};
use proptest::prelude::*;

use crate::random::{self, Seed};
use crate::store::Store;
use crate::world::Desk;

/// Does what a seed stands for, as far as it is possible now.
fn act(desk: &mut Desk, seed: Seed) {
    let known: Vec<AnnotationId> = desk.set().iter().map(|one| one.id.clone()).collect();
    let (spans, one) = (random::spans(desk.article(), seed), random::pick(&known, seed.3));
    let words = format!("note {}", seed.1);
    desk.world.wait(i64::from(seed.3 % 6000));
    match (seed.0 % 16, one) {
        (0..=3, _) => {
            if let Some(span) = spans.first() {
                desk.mark_range(Kind::ALL[usize::from(seed.3 % 3)], *span);
            }
        }
        (4, _) => {
            let rest = Patch { actor: Some(Some(words)), ..Patch::default() };
            let draft = Draft { id: None, kind: Kind::Quote, spans, rest };
            let drafts = if draft.spans.is_empty() { vec![] } else { vec![draft.clone(), draft] };
            desk.does(Action::Add(drafts));
        }
        (5, _) => {
            let title = words;
            desk.does(Action::SetDetails(Details { title, ..Details::default() }));
        }
        (6, _) => drop(desk.undo()),
        (7, _) => drop(desk.redo()),
        (8, Some(one)) => drop(desk.does(Action::Remove(one))),
        (9..=11, Some(one)) => desk.note(&one, &words),
        (_, Some(one)) => drop(desk.update(&one, patch(desk, seed, words))),
        (_, None) => {}
    }
}

fn patch(desk: &Desk, seed: Seed, words: String) -> Patch {
    let spans = Some(random::spans(desk.article(), seed)).filter(|spans| !spans.is_empty());
    let nothing = Patch::default();
    match seed.2 % 6 {
        0 => Patch { tags: Some(vec![words]), ..nothing },
        1 => Patch { kind: Some(Kind::ALL[usize::from(seed.1 % 3)]), ..nothing },
        2 => Patch { spans, ..nothing },
        3 => Patch { actor: Some(Some(words).filter(|_| !seed.1.is_multiple_of(3))), ..nothing },
        4 => Patch { note: Some(words.clone()), actor: Some(Some(words)), ..nothing },
        _ => Patch { note: Some(words), form: Some(Some(QuoteForm::Mixed)), ..nothing },
    }
}

fn is_kept(desk: &mut Desk) -> Result<Desk, TestCaseError> {
    desk.does(Action::CloseCard);
    let again = desk.restarted();
    prop_assert_eq!(again.set(), desk.set());
    prop_assert_eq!(again.document().history(), desk.document().history());
    let sections = Document::new(
        Ledger::new(desk.set().clone(), desk.document().history().clone()),
        [false; 3],
    );
    prop_assert_eq!(desk.document().sections(), sections.sections());
    Ok(again)
}

proptest! {
    #![proptest_config(random::cases(64))]

    #[test]
    fn undoing_all_is_the_start_and_redoing_all_the_end_also_after_a_restart(
        text in random::text(), acts in random::seeds(30),
    ) {
        let mut desk = Desk::reading(&format!("x{text}"));
        let start = desk.set().clone();
        acts.iter().for_each(|seed| act(&mut desk, *seed));
        while desk.redo() {}
        let end = desk.set().clone();
        let mut again = is_kept(&mut desk)?;
        for desk in [&mut desk, &mut again] {
            while desk.undo() {}
            prop_assert_eq!(desk.set(), &start);
            while desk.redo() {}
            prop_assert_eq!(desk.set(), &end);
        }
    }

    #[test]
    fn batches_that_waited_and_were_joined_keep_what_each_of_them_would_have(
        text in random::text(), acts in random::seeds(30), waited in prop::collection::vec(any::<bool>(), 80),
    ) {
        let mut desk = Desk::reading(&format!("x{text}"));
        acts.iter().for_each(|seed| act(&mut desk, *seed));
        let mut store = Store::default();
        let mut batches = desk.saves.iter().map(|batch| Batch::clone(batch)).zip(waited.into_iter().cycle());
        let Some((mut under_way, _)) = batches.next() else { return Ok(()) };
        for (next, waited) in batches {
            let next = if waited { under_way.join(next) } else { Some(next) };
            if let Some(next) = next {
                prop_assert_eq!(store.write(&under_way), Ok(()));
                under_way = next;
            }
        }
        prop_assert_eq!(store.write(&under_way), Ok(()));
        prop_assert_eq!(store, desk.store);
    }

    #[test]
    fn whatever_was_done_last_is_kept(text in random::text(), acts in random::seeds(12)) {
        let mut desk = Desk::reading(&format!("x{text}"));
        for seed in acts {
            act(&mut desk, seed);
            is_kept(&mut desk)?;
        }
    }
}
