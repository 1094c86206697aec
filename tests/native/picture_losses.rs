//! What the file of the picture leaves out, where there is too much for it.

use article_annotator::formats::common::loss::rebuilt;
use article_annotator::formats::common::{Lack, codec};
use article_annotator::formats::{Options, Written, registry};
use article_annotator::model::{Annotation, AnnotationSet, Check, Detail, Timestamp, Verdict};

use crate::picture::crowd;
use crate::said::told;

#[test]
fn what_is_not_seen_in_a_crowded_picture_is_said_to_be_left_out() {
    let lost = |set: &AnnotationSet, what: Lack| {
        let documents = [Written::new(set, "x")];
        let way = Options::default();
        let codec = registry::all().find(|codec| codec.format.id == "picture").unwrap();
        let proved = codec::export_proved(codec, &documents, &way, Timestamp::default()).unwrap();
        let losses = proved.losses.iter().flatten().filter(|loss| loss.what == what);
        losses.map(|loss| loss.count).sum::<u32>()
    };
    let names = |people| lost(&crowd(people, 10), Lack::ActorName);
    assert_eq!((names(40), names(41) > 0), (0, true), "those who share a row have no names");
    let judged = |claims: usize| {
        let set = told(&"[claim:Jobs] and ".repeat(claims), &[], &[]);
        let all = set.iter().map(|one| {
            let check = Check { verdict: Some(Verdict::True), ..Check::default() };
            let detail = Detail::Claim { claimant: None, check: Some(check) };
            Annotation { detail, ..Annotation::clone(one) }
        });
        let all = all.collect();
        rebuilt(set.article().clone(), (**set.details()).clone(), Vec::new(), all)
    };
    assert_eq!(lost(&judged(400), Lack::Check), 0);
    assert_eq!(lost(&judged(401), Lack::Check), 401, "a density has no verdicts");
}
