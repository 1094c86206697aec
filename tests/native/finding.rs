//! What Mark all finds, and which problems the to-do list names: tables of texts.

use article_annotator::model::{Actor, ActorSort, AnnotationSet, Detail, Kind, Op};
use article_annotator::session::api::arguments::{Draft, Patch};
use article_annotator::session::document::excerpt::excerpt;
use article_annotator::session::document::find_all::{How, MarkAll, find, names_of};
use article_annotator::session::document::lints::{Finding, Lint, findings};
use article_annotator::session::document::todo::Fix;
use article_annotator::session::{Action, Dialog, Panel, Panels};

use crate::notation::annotated;
use crate::world::Desk;

/// The places of some words, in brackets.
fn found(text: &str, words: &str, how: How) -> String {
    let words: Vec<&str> = words.split('/').collect();
    let mut out = text.to_owned();
    for range in find(text, &words, how).iter().rev() {
        out.insert(range.end.index(), ']');
        out.insert(range.start.index(), '[');
    }
    out
}

#[test]
fn words_are_found_where_they_stand_alone_the_longest_first_and_never_twice() {
    let exact = How::default();
    let part = How { whole: false, ..exact };
    let any_case = How { case: false, ..exact };
    let bare = How { possessive: false, ..exact };
    for (words, how, expected) in [
        ("Roy", exact, "[Roy], Royal, McRoy, 2Roy, Roy2, [Roy]-al, ([Roy]) [Roy]"),
        ("Roy", part, "[Roy], [Roy]al, Mc[Roy], 2[Roy], [Roy]2"),
        ("aa", part, "[aa][aa]a"),
        ("Ana/Ana Roy/Roy", exact, "[Ana Roy] and [Roy] and [Ana]"),
        ("Ana / Ana Roy", exact, "[Ana Roy]"),
        ("Roy", any_case, "[ROY] [roy] [rOy] royal"),
        ("ROY", exact, "[ROY] roy"),
        ("Roy", exact, "[Roy]’s [Roy]'s [Roy]’S [Roy]’sy [Roy]’"),
        ("Roy", bare, "Roy’s Roy's Roy’S [Roy]’sy [Roy]’ [Roy]’d"),
        ("the  end", exact, "the end"),
        ("the end", exact, "[the end] [the\tend] the\nend"),
        ("U.S.", exact, "[U.S.] and [U.S.]A"),
        ("- ", exact, "a [-] b"),
        ("北京", exact, "在[北京]市"),
        ("İ", any_case, "[İ] i"),
    ] {
        let text = expected.replace(['[', ']'], "");
        assert_eq!(found(&text, words, how), expected, "{words}");
    }
    assert_eq!(found("abc", "", part), "abc");
    assert_eq!(found("", "a", part), "");
}

/// The names under which somebody is searched.
fn names(set: &AnnotationSet, actor: &str) -> Vec<String> {
    names_of(set, &actor.into())
}

#[test]
fn somebody_is_searched_by_the_name_of_the_entry_by_those_marked_and_by_a_surname_of_their_own() {
    let mut set = annotated(
        "[person#a:President Ruiz’s] car, [person#b:Ana Ruiz], [person#c:Ana][person#c:Ruiz] [person#d:Bo Li]",
    );
    let enter = |set: &mut AnnotationSet, id: &str, name: &str| {
        set.apply(&Op::AddActor(Actor::person(id.into(), name).into()).into()).unwrap();
    };
    enter(&mut set, "ana", "Ana Ruiz");
    enter(&mut set, "bo", "Bo Li");
    for (id, actor) in [("a", "ana"), ("b", "ana"), ("c", "ana"), ("d", "bo")] {
        let mut one = (**set.get(&id.into()).unwrap()).clone();
        one.detail = Detail::Person { actor: Some(actor.into()) };
        set.apply(&Op::Replace(one.into()).into()).unwrap();
    }
    assert_eq!(names(&set, "ana"), ["Ana Ruiz", "President Ruiz", "Ruiz"]);
    assert_eq!(names(&set, "bo"), ["Bo Li", "Li"]);
    enter(&mut set, "cy", "Cy Ruiz");
    assert_eq!(names(&set, "ana"), ["Ana Ruiz", "President Ruiz"], "another has that surname too");
    assert_eq!(names(&set, "nobody"), [""; 0]);
}

#[test]
fn a_place_is_offered_with_its_line_around_it_unless_it_is_marked_as_this_already() {
    let mut desk = Desk::reading(
        "Ana Roy sat.\nThen, because it was late and had rained since the morning, Roy left the house, and nobody saw where he went or with whom.\nRoy.",
    );
    let id = desk.mark(Kind::Person, "Ana Roy");
    desk.mark(Kind::Claim, "Roy left");
    desk.does(Action::MarkAll(MarkAll::Like(id)));
    let Some(Dialog::MarkAll(open)) = desk.session.dialog() else { panic!("a preview") };
    let shown: Vec<_> =
        open.hits.iter().map(|hit| format!("{}[{}]{}", hit.before, hit.words, hit.after)).collect();
    let long = "… it was late and had rained since the morning, [Roy] left the house, and nobody saw where he went …";
    assert_eq!(shown, [long, "[Roy]."]);
    assert!(!open.more && open.hits.iter().all(|hit| hit.on));
}

#[test]
fn at_most_three_hundred_places_are_offered_and_that_there_are_more_is_said() {
    for (count, offered, more) in [(301, 300, false), (302, 300, true)] {
        let mut desk = Desk::reading(&"Roy ".repeat(count));
        let id = desk.mark(Kind::Person, "Roy");
        desk.does(Action::MarkAll(MarkAll::Like(id)));
        let Some(Dialog::MarkAll(open)) = desk.session.dialog() else { panic!("a preview") };
        assert_eq!((open.hits.len(), open.more), (offered, more), "{count}");
    }
}

#[test]
fn a_place_inside_a_long_mark_of_this_kind_is_not_offered_after_a_short_one_ended() {
    let mut desk = Desk::reading("Ana Roy met Ana and Roy. Ana left.");
    for words in ["Ana Roy met Ana and Roy", "met", "Ana Roy"] {
        desk.mark(Kind::Person, words);
    }
    let id = desk.mark(Kind::Claim, "Ana left");
    desk.does(Action::MarkAll(MarkAll::Like(id.clone())));
    let find = MarkAll::Find("Ana".to_owned(), How::default());
    desk.does(Action::MarkAll(find.clone()));
    let hits = |desk: &Desk| {
        let Some(Dialog::MarkAll(open)) = desk.session.dialog() else { panic!("a preview") };
        open.hits.iter().map(|hit| hit.range.start.index()).collect::<Vec<_>>()
    };
    assert_eq!(hits(&desk), [0, 12], "a claim is found beside people, but not in a claim");
    let person = desk.set().iter().find(|one| one.kind() == Kind::Person).unwrap().id.clone();
    desk.does(Action::MarkAll(MarkAll::Like(person)));
    desk.does(Action::MarkAll(find));
    assert_eq!(hits(&desk), [25]);
}

/// The types of the problems of these two quotes, whose speaker is named and never in doubt.
fn of_two(text: &str) -> Vec<Lint> {
    let set = annotated(text);
    let found = findings(&set).into_iter().map(|one| one.lint);
    found.filter(|lint| !matches!(lint, Lint::NoSpeaker | Lint::NoClaimant)).collect()
}

#[test]
fn two_quotes_differ_if_they_share_half_of_their_words_in_a_row_and_neither_holds_the_other() {
    let differ = vec![Lint::Differently];
    for (text, expected) in [
        ("[quote:we will win the next vote] then [quote:we will win the last vote]", &differ),
        ("[quote:We WILL win, the next vote] then [quote:we will “win” the last vote]", &differ),
        ("[quote:we will win the vote] then [quote:we will win the vote]", &vec![]),
        ("[quote:we will win the vote] then [quote:so we will win the vote again]", &vec![]),
        ("[quote:so we will win the vote again] then [quote:we will win the vote]", &vec![]),
        ("[quote:we will win] then [quote:we will lose]", &vec![]),
        ("[quote:a b c x] then [quote:a b c y]", &differ),
        ("[quote:a b c x y z] then [quote:a b c q r s]", &vec![]),
        ("[quote:a b c d x y] then [quote:a b c d q r]", &differ),
        ("[quote:it’s a b x] then [quote:it’s a b y]", &differ),
        ("[claim:we will win the next vote] then [claim:we will win the last vote]", &vec![]),
        ("[quote#a:we will win] the next [quote#b:vote] and [quote#a:the last]", &vec![]),
        ("[quote:we will [quote:win the next vote] then] we", &vec![]),
    ] {
        assert_eq!(of_two(text), *expected, "{text}");
    }
    // Of two earlier quotes the one that shares more is named.
    let set =
        annotated("[quote#a:a b c d one] [quote#b:p q r s t u two] [quote#c:a b c p q r s t u x]");
    let other: Vec<_> = findings(&set).into_iter().filter_map(|one| one.other).collect();
    assert_eq!(other, ["b".into()]);
}

#[test]
fn the_same_words_marked_twice_as_the_same_kind_are_named_with_the_first() {
    let set = annotated("[claim#a:[claim#b:[quote#c:it rains]]]");
    let named: Vec<_> = findings(&set)
        .into_iter()
        .filter(|one| one.lint == Lint::Identical)
        .map(|one| (one.annotation.unwrap().0.to_string(), one.other.unwrap().to_string()))
        .collect();
    assert_eq!(named, [("b".to_owned(), "a".to_owned())]);
}

#[test]
fn a_speaker_who_is_never_marked_is_a_problem_but_an_organisation_or_somebody_marked_is_not() {
    let mut desk =
        Desk::reading("“Yes,” said Ana. “No,” said Bo. “Oh,” said the press service. Cy.");
    for (quote, name) in [("“Yes,”", "Ana"), ("“No,”", "Bo"), ("“Oh,”", "the press service")]
    {
        let id = desk.mark(Kind::Quote, quote);
        desk.update(&id, Patch { actor: Some(Some(name.to_owned())), ..Patch::default() });
    }
    for words in ["Ana", "Cy"] {
        desk.mark(Kind::Person, words);
    }
    let never: Vec<_> =
        findings(desk.set()).into_iter().filter(|one| one.lint == Lint::NeverMarked).collect();
    let name = |one: &Finding| desk.set().actor(one.actor.as_ref().unwrap()).unwrap().name.clone();
    assert_eq!(never.iter().map(name).collect::<Vec<_>>(), ["Bo"]);
    let press = desk.set().actor_called("the press service").unwrap();
    assert_eq!(press.sort, ActorSort::Organisation);
}

#[test]
fn problems_are_listed_by_type_and_then_in_the_order_of_the_text() {
    let mut desk = Desk::reading("Ruiz said “yes. It rains. Ana Ruiz said no. It snows.");
    for (kind, words) in [
        (Kind::Claim, "It rains"),
        (Kind::Quote, "“yes."),
        (Kind::Quote, "no"),
        (Kind::Claim, "It snows"),
        (Kind::Person, "Ruiz"),
    ] {
        desk.mark(kind, words);
    }
    desk.does(Action::People(article_annotator::session::document::actors::People::Enter(
        "Ana Ruiz".to_owned(),
    )));
    desk.does(Action::Panel(Panels::Show(Panel::Todo(None))));
    let todo = desk.session.screen().todo.unwrap();
    let rows: Vec<_> = todo
        .rows
        .iter()
        .map(|one| format!("{:?} {:?} {} | {}", one.finding.lint, one.kind, one.words, one.other))
        .collect();
    assert_eq!(
        rows,
        [
            "Marks Quote “yes. | ",
            "NoClaimant Claim It rains | ",
            "NoClaimant Claim It snows | ",
            "Alike Person Ruiz | Ana Ruiz",
        ]
    );
    assert_eq!((todo.counts, todo.total()), ([2, 0, 0, 1, 0, 0, 2, 0, 0, 1, 0], 6));
    let fixes: Vec<_> = todo.rows.iter().map(|one| one.fixes.len()).collect();
    assert_eq!(fixes, [1, 1, 1, 1]);
    let suggested: Vec<_> = todo.suggested.iter().map(|one| one.words.as_str()).collect();
    assert_eq!(suggested, ["“yes.", "no"], "listed apart, to accept together");
    let ana = desk.set().actor_called("Ana Ruiz").unwrap().id.clone();
    assert_eq!(todo.rows[3].fixes, [Fix::Merge(ana)]);
}

#[test]
fn a_problem_of_two_annotations_shows_the_words_of_both() {
    let mut desk = Desk::reading("we will win the next vote then we will win the last vote");
    let next = desk.mark(Kind::Quote, "we will win the next vote");
    desk.mark(Kind::Quote, "we will win the last vote");
    let spans = desk.set().get(&next).unwrap().spans.clone();
    let again = Draft { id: None, kind: Kind::Quote, spans, rest: Patch::default() };
    desk.does(Action::Add(vec![again]));
    desk.does(Action::Panel(Panels::Show(Panel::Todo(None))));
    let todo = desk.session.screen().todo.unwrap();
    let two = todo.rows.iter().filter(|one| one.finding.other.is_some());
    let two: Vec<_> =
        two.map(|one| format!("{:?} {} | {}", one.finding.lint, one.words, one.other)).collect();
    let (next, last) = ("we will win the next vote", "we will win the last vote");
    let expected = [format!("Differently {last} | {next}"), format!("Identical {next} | {next}")];
    assert_eq!(two, expected);
}

#[test]
fn each_problem_that_is_dismissed_is_told_from_every_other() {
    let set = annotated("[quote#a:“yes] [quote#b:“yes] [claim#c:[claim#d:no]]");
    let found = findings(&set);
    let keys: std::collections::BTreeSet<_> = found.iter().map(Finding::key).collect();
    assert_eq!(keys.len(), found.len(), "{keys:?}");
    assert!(keys.contains("no-speaker a") && keys.contains("identical d  c"), "{keys:?}");
}

#[test]
fn a_card_shows_the_first_words_of_all_parts_and_no_more_than_it_has_room_for() {
    let excerpt = |text: &str| {
        let set = annotated(text);
        excerpt(&set, set.iter().next().unwrap())
    };
    assert_eq!(excerpt("[quote#a:one] two [quote#a:three]"), "one … three");
    let long = "é".repeat(170);
    assert_eq!(excerpt(&format!("[quote:{long}]")), format!("{}…", "é".repeat(160)));
    assert_eq!(excerpt(&format!("[quote:{}]", &long[..320])), "é".repeat(160), "all of it");
    let words = excerpt(&format!("[quote:{} Trump’s son-in-law]", "é".repeat(150)));
    assert_eq!(words, format!("{} Trump’s …", "é".repeat(150)), "no part of a word");
    let parts = excerpt(&format!("[quote#a:{}] x [quote#a:yz] x [quote#a:w]", "é".repeat(156)));
    assert_eq!(parts, format!("{} … …", "é".repeat(156)));
}

#[test]
fn the_toolbar_says_in_how_many_places_the_selected_name_stands_and_marks_them_after_a_look() {
    let mut desk =
        Desk::reading("Roy met Ana.\nRoyal Roy left. Roy’s car stayed. ROY! Ana/Bo, Ana/Bo.");
    let places = |desk: &mut Desk| desk.session.screen().selection.map(|selected| selected.places);
    let select = |desk: &mut Desk, words: &str| {
        let pointed = desk.pointed(crate::notation::find(desk.article(), words), true);
        desk.does(Action::Select(Some(pointed)));
    };
    select(&mut desk, "Roy");
    assert_eq!(places(&mut desk), Some(3), "whole words of the same case");
    desk.does(Action::MarkAll(MarkAll::Selected));
    let Some(Dialog::MarkAll(open)) = desk.session.dialog().cloned() else { panic!("a preview") };
    assert_eq!((open.hits.len(), open.kind), (3, Kind::Person), "as many as the button said");
    desk.does(Action::MarkAll(MarkAll::As(Kind::Claim)));
    let Some(Dialog::MarkAll(open)) = desk.session.dialog().cloned() else { panic!("a preview") };
    assert_eq!((open.hits.len(), open.kind), (3, Kind::Claim));
    desk.does(Action::MarkAll(MarkAll::As(Kind::Person)));
    desk.does(Action::MarkAll(MarkAll::Mark));
    assert_eq!(desk.set().iter().filter(|one| one.kind() == Kind::Person).count(), 3);
    select(&mut desk, "Roy");
    assert_eq!(places(&mut desk), Some(0), "all are marked");
    select(&mut desk, "Ana");
    assert_eq!(places(&mut desk), Some(3));
    for (words, why) in [("left", "it stands once"), ("Ana/Bo", "a slash divides alternatives")] {
        select(&mut desk, words);
        assert_eq!(places(&mut desk), Some(0), "{words}: {why}");
    }
    desk.does(Action::Undo);
    assert_eq!(desk.set().len(), 0, "one step");
}

#[test]
fn a_text_as_long_as_a_book_is_not_searched_at_every_change_of_a_selection() {
    let mut desk = Desk::reading(&format!("Roy met Roy. {}", "A word or two. ".repeat(14_000)));
    let pointed = desk.pointed(crate::notation::find(desk.article(), "Roy"), true);
    desk.does(Action::Select(Some(pointed)));
    let selected = desk.session.screen().selection.expect("it is selected");
    assert_eq!(selected.places, 0, "the card’s Mark all … looks when it is asked");
}

#[test]
fn the_toolbar_counts_a_name_however_it_is_written() {
    for (text, name) in [
        ("Zoë left. Zoe\u{308} came.", "Zoë"),
        ("Mira Holt left. Mi\u{ad}ra Holt came.", "Mira Holt"),
        ("Andrei\u{306} left. Андрей и Андреи\u{306}.", "Андрей"),
    ] {
        let mut desk = Desk::reading(text);
        let pointed = desk.pointed(crate::notation::find(desk.article(), name), true);
        desk.does(Action::Select(Some(pointed)));
        let places = desk.session.screen().selection.map(|selected| selected.places);
        assert_eq!(places, Some(2), "{name}");
    }
}
