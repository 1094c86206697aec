//! A verdict given by the reader gets its date and its publisher then, and at no other time.

use article_annotator::formats::codecs::schema_org::review::Advised;
use article_annotator::model::{Check, Imprint, Kind, Publisher, Verdict};
use article_annotator::session::api::arguments::{Draft, Patch};
use article_annotator::session::{Action, Reply};

use crate::deciding::{TEXT, at_desk, check_of, checks, imprint, reviewed, settles};
use crate::notation::find;
use crate::world::Desk;

#[test]
fn a_check_stays_with_who_published_it_when_the_settings_change() {
    let mut desk = Desk::reading(TEXT);
    let [early, first, second] =
        ["Rain falls", "It rains", "It is raining"].map(|words| desk.mark(Kind::Claim, words));
    checks(&mut desk, &early, Verdict::False);
    settles(&mut desk, imprint());
    checks(&mut desk, &first, Verdict::False);
    assert_eq!(check_of(&desk, &early).publisher, None, "nobody was named");
    let other = Publisher { name: "Jane Porter".to_owned(), ..Publisher::default() };
    settles(&mut desk, Imprint { publisher: other, ..imprint() });
    checks(&mut desk, &second, Verdict::True);
    // Another verdict on the same claim keeps its publisher.
    checks(&mut desk, &first, Verdict::Mixed);
    let by: Vec<_> = reviewed(&desk).into_iter().map(|(claim, by, _)| (claim, by)).collect();
    let by: Vec<_> = by.iter().map(|(claim, by)| (claim.as_str(), by.as_str())).collect();
    let wanted = [
        ("It rains", "Harbour Desk"),
        ("It is raining", "Jane Porter"),
        ("Rain falls", "Jane Porter"),
    ];
    assert_eq!(by, wanted);
    desk.update(&second, Patch { verdict: Some(None), ..Patch::default() });
    assert_eq!(check_of(&desk, &second).publisher, None, "without a verdict nothing is published");
    desk.does(Action::Undo);
    // A program's values are kept as they are.
    let given = Check { verdict: Some(Verdict::False), ..Check::default() };
    desk.update(&early, Patch { check: Some(given.clone()), ..Patch::default() });
    assert_eq!(check_of(&desk, &early), given);
}

#[test]
fn a_date_is_set_with_a_verdict_and_not_put_back_when_it_is_taken_out() {
    let mut desk = Desk::reading(TEXT);
    let first = desk.mark(Kind::Claim, "It rains");
    checks(&mut desk, &first, Verdict::False);
    assert_eq!(check_of(&desk, &first).date.as_deref(), Some("2023-11-14"));
    let undated = Check { date: None, ..check_of(&desk, &first) };
    desk.update(&first, Patch { check: Some(undated), ..Patch::default() });
    assert_eq!(check_of(&desk, &first).date, None, "nobody said when");
}

#[test]
fn a_verdict_that_a_program_or_a_file_gives_without_a_day_has_none_and_the_desk_says_so() {
    let mut desk = Desk::reading(TEXT);
    let check = Some(Check { verdict: Some(Verdict::False), ..Check::default() });
    let undated = Patch { check, ..Patch::default() };
    let changed = desk.mark(Kind::Claim, "It rains");
    desk.update(&changed, undated.clone());
    let kind = Kind::Claim;
    let spans = vec![find(desk.article(), "Rain falls")];
    let Reply::Made(added) =
        desk.does(Action::Add(vec![Draft { id: None, kind, spans, rest: undated }]))
    else {
        panic!("made")
    };
    for id in [&changed, &added[0]] {
        assert_eq!(check_of(&desk, id).date, None);
        assert!(at_desk(&mut desk, id).advised.contains(&Advised::Date));
    }
    settles(&mut desk, imprint());
    let file = desk.exports("schema-org").expect("a file");
    assert!(!file.contains("datePublished"), "{file}");
    // Once a reader gives the verdict, it has that day's date.
    desk.update(&changed, Patch { verdict: Some(Some(Verdict::True)), ..Patch::default() });
    assert_eq!(check_of(&desk, &changed).date.as_deref(), Some("2023-11-14"));
}

#[test]
fn a_date_that_is_none_is_told_before_it_stays_unpublished() {
    let mut desk = Desk::reading(TEXT);
    settles(&mut desk, imprint());
    let id = desk.mark(Kind::Claim, "It rains");
    checks(&mut desk, &id, Verdict::False);
    let with = |said: &str, sourced: &str| {
        let mut check = check_of(&desk, &id);
        check.said = Some(said.to_owned());
        check.sources[0].date = Some(sourced.to_owned());
        Patch { check: Some(check), ..Patch::default() }
    };
    let cases = [
        (with("2026-13-45", "2026-01"), true),
        (with("last Tuesday", "2026-01"), true),
        (with("2026", "31.1.2026"), true),
        (with("2026-02-29", "2026"), true),
        (with("2024-02-29", "2026"), false),
    ];
    for (patch, told) in cases {
        desk.update(&id, patch.clone());
        let advised = at_desk(&mut desk, &id).advised;
        assert_eq!(advised.contains(&Advised::OtherDates), told, "{:?}", patch.check);
        let check = check_of(&desk, &id);
        let (said, sourced) = (check.said.unwrap(), check.sources[0].date.clone().unwrap());
        let file = desk.exports("schema-org").expect("a file");
        let is_out = |date: &str| file.contains(&format!("\"{date}\""));
        assert_eq!(is_out(&said) && is_out(&sourced), !told, "{file}");
    }
}
