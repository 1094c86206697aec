//! What a change asked for makes of an annotation and of the register, and what its step is called.

use article_annotator::model::{
    Actor, AnnotationId, Check, Claimant, Detail, Kind, Origin, QuoteForm, Timestamp, Verdict,
};
use article_annotator::session::api::arguments::{Draft, Patch};
use article_annotator::session::document::actors::People;
use article_annotator::session::document::find_all::{How, MarkAll};
use article_annotator::session::{Action, Label, Reply, SessionError};

use crate::notation::find;
use crate::world::Desk;

const TEXT: &str = "“Jobs doubled,” said Ana\nRuiz in May. Ms Ruiz left. So did Bo Li.";

fn by(name: &str) -> Patch {
    Patch { actor: Some(Some(name.to_owned())), ..Patch::default() }
}

fn draft(desk: &Desk, kind: Kind, words: &str, rest: Patch) -> Draft {
    Draft { id: None, kind, spans: vec![find(desk.article(), words)], rest }
}

/// Adds these at once; returns their ids.
fn adds(desk: &mut Desk, drafts: Vec<Draft>) -> Vec<AnnotationId> {
    let Reply::Made(ids) = desk.does(Action::Add(drafts)) else { panic!("they are made") };
    ids.to_vec()
}

/// The name of whom an annotation is about.
fn who(desk: &Desk, id: &AnnotationId) -> Option<String> {
    let actor = desk.set().get(id)?.actor()?;
    Some(desk.set().actor(actor)?.name.clone())
}

#[test]
fn a_step_is_called_by_what_it_changed_most() {
    let tags = || Some(vec!["t".to_owned()]);
    let note = || Some("n".to_owned());
    let spans = |desk: &Desk| Some(vec![find(desk.article(), "Jobs doubled")]);
    let mut desk = Desk::reading(TEXT);
    let id = desk.mark(Kind::Claim, "Jobs");
    let (only, change) = (Patch::default, Label::Change(Kind::Claim));
    let cases = [
        (Patch { note: note(), ..only() }, Label::Note(id.clone())),
        (Patch { note: Some("m".to_owned()), creator: Some(None), ..only() }, change.clone()),
        (Patch { note: note(), origin: Some(Origin::Import), ..only() }, change.clone()),
        (Patch { tags: tags(), note: note(), ..only() }, Label::Tags),
        (Patch { tags: Some(vec![]), spans: spans(&desk), ..only() }, change.clone()),
        (Patch { label: Some(Some("l".to_owned())), ..only() }, change.clone()),
        (Patch { verdict: Some(Some(Verdict::True)), ..only() }, change),
        (Patch { kind: Some(Kind::Quote), tags: tags(), ..only() }, Label::Kind(Kind::Quote)),
    ];
    for (patch, label) in cases {
        desk.world.wait(10_000);
        let told = format!("{patch:?}");
        desk.update(&id, patch);
        assert_eq!(desk.document().history().undoable(), Some(&label), "{told}");
    }
}

#[test]
fn each_value_of_a_change_is_set_and_the_rest_stays_as_it_was() {
    let mut desk = Desk::reading(TEXT);
    let id = desk.mark(Kind::Quote, "“Jobs doubled,”");
    let before = (**desk.set().get(&id).unwrap()).clone();
    desk.world.wait(5_000);
    let patch = Patch {
        spans: Some(vec![find(desk.article(), "Jobs doubled")]),
        label: Some(Some("headline".to_owned())),
        note: Some("n".to_owned()),
        tags: Some(vec!["t".to_owned()]),
        creator: Some(Some("Kim".to_owned())),
        origin: Some(Origin::Import),
        created: Some(Timestamp(1_600_000_000_000)),
        form: Some(Some(QuoteForm::Direct)),
        cue: Some(Some(find(desk.article(), "said"))),
        ..by("Ana Ruiz")
    };
    desk.update(&id, patch.clone());
    let after = (**desk.set().get(&id).unwrap()).clone();
    let Detail::Quote { form, cue, .. } = &after.detail else { panic!("a quote") };
    assert_eq!((Some(*form), Some(*cue)), (patch.form, patch.cue));
    let texts =
        (after.label.clone(), after.note.clone(), after.tags.clone(), after.creator.clone());
    let given =
        (patch.label.unwrap(), patch.note.unwrap(), patch.tags.unwrap(), patch.creator.unwrap());
    assert_eq!(texts, given);
    assert_eq!((Some(after.spans.clone()), Some(after.created)), (patch.spans, patch.created));
    assert_eq!((after.origin, who(&desk, &id)), (Origin::Import, Some("Ana Ruiz".to_owned())));
    assert_eq!((after.id, after.modified.0 - before.modified.0), (before.id, 5_000));
    let wait = Patch { note: Some("m".to_owned()), ..Patch::default() };
    let kept = (**desk.set().get(&id).unwrap()).clone();
    desk.update(&id, wait);
    let changed = (**desk.set().get(&id).unwrap()).clone();
    assert_eq!(changed.note, "m");
    assert_eq!((changed.detail, changed.tags, changed.label), (kept.detail, kept.tags, kept.label));
    // A form and a cue are those of a quote, a check is that of a claim.
    let claim = desk.mark(Kind::Claim, "Bo Li");
    let odd = Patch { form: patch.form, cue: patch.cue, ..Patch::default() };
    desk.update(&claim, odd);
    let Detail::Claim { claimant: None, check: None } = &desk.set().get(&claim).unwrap().detail
    else {
        panic!("a claim about which nothing is known")
    };
}

#[test]
fn what_a_program_changes_that_is_not_there_is_refused_by_its_id() {
    let mut desk = Desk::reading(TEXT);
    let patch = Box::new(Patch { note: Some("n".to_owned()), ..Patch::default() });
    let refused = desk.tries(Action::Update { id: "nobody".into(), patch });
    let Err(SessionError::Input(words)) = refused else { panic!("{refused:?}") };
    assert_eq!(words, "id: there is no annotation “nobody”");
}

#[test]
fn a_new_annotation_has_the_id_it_came_with_or_a_new_one_and_the_time_it_was_made() {
    let mut desk = Desk::reading(TEXT);
    desk.world.wait(7_000);
    let named =
        Draft { id: Some("mine".into()), ..draft(&desk, Kind::Claim, "Jobs", by("article")) };
    let unnamed = draft(&desk, Kind::Claim, "in May", Patch::default());
    let ids = adds(&mut desk, vec![named, unnamed]);
    assert_eq!(ids[0], "mine".into());
    assert!(!ids[1].0.is_empty() && ids[1] != ids[0]);
    for id in &ids {
        let one = desk.set().get(id).unwrap();
        let at = Timestamp(1_700_000_007_000);
        assert_eq!((one.created, one.modified), (at, at));
    }
    let Detail::Claim { claimant, .. } = &desk.set().get(&ids[0]).unwrap().detail else { panic!() };
    assert_eq!((claimant, desk.actors().len()), (&Some(Claimant::Article), 0));
}

#[test]
fn a_name_over_the_end_of_a_line_is_one_name() {
    let mut desk = Desk::reading(TEXT);
    desk.mark(Kind::Person, "Ana\nRuiz");
    assert_eq!(desk.actors(), ["Ana Ruiz"]);
}

#[test]
fn somebody_known_by_part_of_a_name_gets_all_of_it_unless_more_is_known_of_the_entry() {
    for (note, name) in [("", "Ana Ruiz"), ("Met her.", "Ruiz")] {
        let mut desk = Desk::reading("Ruiz left. Ana Ruiz’s car stayed.");
        let first = desk.mark(Kind::Person, "Ruiz");
        let actor = desk.set().actor_called("Ruiz").map(|known| Actor::clone(known)).unwrap();
        if !note.is_empty() {
            desk.does(Action::People(People::Change(Actor { note: note.to_owned(), ..actor })));
        }
        let second = desk.mark(Kind::Person, "Ana Ruiz’s");
        assert_eq!(desk.actors(), [name]);
        assert_eq!(
            (who(&desk, &first), who(&desk, &second)),
            (Some(name.into()), Some(name.into()))
        );
    }
}

/// Asserts that these come to mean the same people whether they are added at once or one after the other, in
/// an article with these mentions.
#[track_caller]
fn check_at_once(known: &[&str], added: &[(Kind, &str, Option<&str>)]) {
    let words = known.iter().copied().chain(added.iter().map(|(_, words, _)| *words));
    let news = words.map(|words| format!("{words} left. ")).collect::<String>();
    let (mut once, mut each) = (Desk::reading(&news), Desk::reading(&news));
    for desk in [&mut once, &mut each] {
        known.iter().for_each(|words| drop(desk.mark(Kind::Person, words)));
    }
    let drafts = |desk: &Desk| -> Vec<Draft> {
        let rest = |name: &Option<&str>| name.map(by).unwrap_or_default();
        added.iter().map(|(kind, words, name)| draft(desk, *kind, words, rest(name))).collect()
    };
    let (at_once, one_by_one) = (drafts(&once), drafts(&each));
    adds(&mut once, at_once);
    one_by_one.into_iter().for_each(|draft| drop(adds(&mut each, vec![draft])));
    let people = |desk: &Desk| -> Vec<_> {
        let who = |id: &AnnotationId| who(desk, id);
        desk.set()
            .iter()
            .map(|one| (desk.article().slice(one.spans[0]).to_owned(), who(&one.id)))
            .collect()
    };
    assert_eq!(people(&once), people(&each), "{known:?} {added:?}");
    let sorted = |desk: &Desk| {
        let mut names = desk.actors();
        names.sort();
        names
    };
    assert_eq!(sorted(&once), sorted(&each), "{known:?} {added:?}");
}

#[test]
fn mentions_that_come_at_once_mean_whom_they_would_mean_one_by_one() {
    let mentions = |words: &[&'static str]| -> Vec<(Kind, &str, Option<&str>)> {
        words.iter().map(|words| (Kind::Person, *words, None)).collect()
    };
    let all =
        ["Ruiz", "Ana Ruiz’s", "Ms Ruiz", "Bo Li", "Mr Li", "Cy Ruiz", "Mrs Ruiz", "Ana M. Ruiz"];
    for known in 0..all.len() {
        for to in known + 1..=all.len() {
            check_at_once(&all[..known], &mentions(&all[known..to]));
        }
    }
    let bodies = ["Labour Ministry", "the Ministry", "Ministry"];
    check_at_once(&[], &mentions(&bodies));
    check_at_once(&bodies[..1], &mentions(&bodies[1..]));
}

#[test]
fn speakers_named_with_mentions_of_them_are_whom_they_would_be_one_by_one() {
    let (person, quote) = (Kind::Person, Kind::Quote);
    check_at_once(&[], &[(quote, "“Yes”", Some("Bo Li")), (person, "Mr Li", None)]);
    check_at_once(
        &[],
        &[(person, "Cy", None), (quote, "“Yes”", Some("Bo Li")), (person, "Mr Li", None)],
    );
    let group = (quote, "“Yes”", Some("Li Group"));
    check_at_once(&[], &[group, (person, "Li", None), (person, "Li Group", None)]);
    for known in [&["Ruiz"][..], &["Ruiz", "Bo"]] {
        let full = (person, "Ana Ruiz", None);
        check_at_once(
            known,
            &[full, (quote, "“Yes”", Some("Ana Ruiz")), (quote, "“No”", Some("ana  ruiz"))],
        );
        check_at_once(known, &[full, (quote, "“Yes”", Some("Ruiz")), (person, "Ms Ruiz", None)]);
        check_at_once(
            known,
            &[full, (person, "Ana Maria Ruiz", None), (quote, "“Yes”", Some("Ana Ruiz"))],
        );
    }
    check_at_once(
        &[],
        &[(person, "Ruiz", None), (person, "Ana Ruiz", None), (quote, "“Yes”", Some("Ruiz"))],
    );
}

#[test]
fn a_fuller_name_takes_no_place_of_somebody_else_who_came_with_it() {
    let mut desk = Desk::reading("“Yes,” they said. Li left. Li Group’s car.");
    let by_group = draft(&desk, Kind::Quote, "“Yes,”", by("Li Group"));
    let mentions =
        ["Li", "Li Group’s"].map(|words| draft(&desk, Kind::Person, words, Patch::default()));
    let ids = adds(&mut desk, [vec![by_group], mentions.to_vec()].concat());
    assert_eq!(who(&desk, &ids[0]).as_deref(), Some("Li Group"));
    assert!(ids.iter().all(|id| who(&desk, id).is_some()));
}

#[test]
fn a_mention_of_whom_it_is_said_who_is_meant_enters_nobody_of_its_own_words() {
    let mut desk = Desk::reading("Ana Ruiz met the senator. The senator left. Ana Maria Ruiz too.");
    let ana = desk.mark(Kind::Person, "Ana Ruiz");
    let drafts = ["the senator", "Ana Maria Ruiz"];
    let drafts = drafts.map(|words| draft(&desk, Kind::Person, words, by("Ana Ruiz")));
    let ids = adds(&mut desk, drafts.to_vec());
    let nobody = Patch { actor: Some(None), ..Patch::default() };
    let unknown = draft(&desk, Kind::Person, "The senator", nobody);
    adds(&mut desk, vec![unknown]);
    assert_eq!(desk.actors(), ["Ana Ruiz"]);
    assert!(ids.iter().all(|id| who(&desk, id) == who(&desk, &ana)));
    let claim = desk.mark(Kind::Claim, "met");
    desk.update(&claim, Patch { kind: Some(Kind::Person), ..by("Ana Ruiz") });
    assert_eq!((desk.actors().len(), who(&desk, &claim)), (1, who(&desk, &ana)));
}

#[test]
fn other_words_for_somebody_that_the_reader_looks_for_are_marked_as_that_person_alone() {
    let mut desk = Desk::reading("Ana Ruiz met Bo. Then the senator left.");
    let ana = desk.mark(Kind::Person, "Ana Ruiz");
    desk.does(Action::MarkAll(MarkAll::Like(ana)));
    desk.does(Action::MarkAll(MarkAll::Find("the senator".to_owned(), How::default())));
    desk.does(Action::MarkAll(MarkAll::Mark));
    assert_eq!((desk.actors(), desk.set().len()), (vec!["Ana Ruiz".to_owned()], 2));
}

#[test]
fn somebody_is_meant_by_id_or_by_name_and_a_name_of_nothing_is_nobody() {
    let mut desk = Desk::reading(TEXT);
    let quote = desk.mark(Kind::Quote, "“Jobs doubled,”");
    desk.update(&quote, by(" the Labour Ministry "));
    let ministry = desk.set().actors().next().unwrap().clone();
    assert_eq!(ministry.name, "the Labour Ministry");
    assert_eq!(ministry.sort, article_annotator::model::ActorSort::Organisation);
    let claim = desk.mark(Kind::Claim, "in May");
    for given in [ministry.id.to_string(), "The labour  ministry".to_owned()] {
        desk.update(&claim, by(&given));
        assert_eq!(desk.set().get(&claim).unwrap().actor(), Some(&ministry.id), "{given}");
        desk.update(&claim, by("  "));
        assert_eq!(desk.set().get(&claim).unwrap().actor(), None, "{given}");
    }
    assert_eq!(desk.actors(), ["the Labour Ministry"]);
    // Only a claim is the article’s own: for a quote it is a name.
    desk.update(&quote, by("article"));
    assert_eq!(who(&desk, &quote), Some("article".to_owned()));
}

#[test]
fn an_entry_goes_with_its_last_annotation_only_if_nothing_more_is_known_of_it() {
    for (role, is_left) in [("", false), ("Minister", true)] {
        let mut desk = Desk::reading(TEXT);
        let person = desk.mark(Kind::Person, "Bo Li");
        let entry = Actor::clone(desk.set().actor_called("Bo Li").unwrap());
        desk.does(Action::People(People::Change(Actor { role: role.to_owned(), ..entry })));
        let quote = desk.mark(Kind::Quote, "“Jobs doubled,”");
        desk.update(&quote, by("Bo Li"));
        // The same again is no loss.
        desk.update(&quote, Patch { note: Some("n".to_owned()), ..by("Bo Li") });
        desk.does(Action::Remove(person));
        assert_eq!(desk.actors(), ["Bo Li"], "the quote is still his");
        desk.update(&quote, Patch { note: Some("m".to_owned()), ..by("Bo Li") });
        assert_eq!(desk.actors(), ["Bo Li"]);
        desk.does(Action::Remove(quote));
        assert_eq!(desk.actors().len(), usize::from(is_left), "{role:?}");
    }
}

#[test]
fn a_check_is_dated_only_with_a_verdict_and_one_of_nothing_is_none() {
    let check_of = |desk: &Desk, id: &AnnotationId| match &desk.set().get(id).unwrap().detail {
        Detail::Claim { check, .. } => check.clone(),
        _ => None,
    };
    let mut desk = Desk::reading(TEXT);
    let claim = desk.mark(Kind::Claim, "Jobs doubled");
    let date = || Some("2026-01-31".to_owned());
    let gives = |desk: &mut Desk, check: Check| {
        desk.update(&claim, Patch { check: Some(check), ..Patch::default() });
        check_of(desk, &claim)
    };
    assert_eq!(gives(&mut desk, Check { date: date(), ..Check::default() }), None);
    let given = Check { verdict: Some(Verdict::True), date: date(), ..Check::default() };
    assert_eq!(gives(&mut desk, given.clone()), Some(given.clone()));
    // The same verdict once more is no new verdict, and none takes the day along.
    let verdict = |verdict| Patch { verdict: Some(verdict), ..Patch::default() };
    desk.update(&claim, verdict(Some(Verdict::True)));
    assert_eq!(check_of(&desk, &claim), Some(given));
    desk.update(&claim, verdict(None));
    assert_eq!(check_of(&desk, &claim), None);
}
