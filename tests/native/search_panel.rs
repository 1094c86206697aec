//! The search of the open article: its panel, the way from hit to hit, marking hits, and `find` of the API.

use article_annotator::model::plain::Plain;
use article_annotator::model::search::HitPlace;
use article_annotator::model::{BlockIndex, BlockPoint, Kind, TextRange, TextSearch};
use article_annotator::session::api::arguments::Patch;
use article_annotator::session::document::excerpt::around;
use article_annotator::session::render::minimap::Minimap;
use article_annotator::session::search::find::{found, query};
use article_annotator::session::search::rows::{HitRow, SearchScreen};
use article_annotator::session::search::{HitGroup, Search};
use article_annotator::session::selection::caret::{Did, Steer};
use article_annotator::session::{Action, Message, PageEffect, Reply, SessionError};

use crate::notation::find;
use crate::world::{Desk, on_page};

const TEXT: &str = "The need for compromise is plain.\n\nA Compromise, she said, is no COMPROMISE at all.\nNobody knows.";

fn searches(desk: &mut Desk, words: &str) -> SearchScreen {
    desk.does(Action::Search(Search::For(TextSearch::of(words))));
    screen(desk)
}

fn screen(desk: &mut Desk) -> SearchScreen {
    (*desk.lists().search.expect("somebody searches")).clone()
}

fn shown(row: &HitRow) -> String {
    format!("{}[{}]{}", row.excerpt.before, row.excerpt.words, row.excerpt.after)
}

fn update(desk: &mut Desk, id: &str, patch: Patch) {
    desk.does(Action::Update { id: id.into(), patch: Box::new(patch) });
}

fn steps(desk: &mut Desk, forward: bool) -> Option<usize> {
    desk.does(Action::Search(Search::Step { forward, from: Some(BlockPoint::START) }));
    screen(desk).current
}

#[test]
fn each_hit_has_a_row_with_its_paragraph_and_the_words_around_it() {
    let mut desk = Desk::reading(TEXT);
    assert_eq!(desk.lists().search, None);
    let panel = searches(&mut desk, "compromise");
    assert_eq!((panel.counts, panel.total, panel.current), ([3, 0, 0, 0], 3, None));
    let rows: Vec<_> = panel.rows.iter().map(|row| (row.paragraph.unwrap(), shown(row))).collect();
    assert_eq!(
        rows,
        [
            (1, "The need for [compromise] is plain.".to_owned()),
            (2, "A [Compromise], she said, is no COMPROMISE at all.".to_owned()),
            (2, "A Compromise, she said, is no [COMPROMISE] at all.".to_owned()),
        ]
    );
    desk.does(Action::Search(Search::Close));
    assert_eq!(desk.lists().search, None);
}

#[test]
fn notes_tags_and_people_are_found_under_their_own_heads() {
    let mut desk = Desk::reading(TEXT);
    let quote = desk.mark(Kind::Quote, "A Compromise, she said");
    let patch = Patch {
        actor: Some(Some("Ana Compromise".to_owned())),
        note: Some("Which compromise?".to_owned()),
        tags: Some(vec!["compromise".to_owned()]),
        ..Patch::default()
    };
    update(&mut desk, &quote.0, patch);
    let panel = searches(&mut desk, "compromise");
    assert_eq!((panel.counts, panel.total), ([3, 1, 1, 1], 6));
    let [.., annotation, note, person] = &panel.rows[..] else { panic!("{panel:?}") };
    assert_eq!(annotation.place, HitPlace::Words(quote.clone()));
    // What surrounds an annotation is not part of it.
    assert_eq!(shown(annotation), "A [Compromise], she said");
    assert_eq!((annotation.kind, &*annotation.name), (Some(Kind::Quote), "Ana Compromise"));
    assert_eq!((note.paragraph, shown(note).as_str()), (Some(2), "Which [compromise]?"));
    assert_eq!((person.paragraph, shown(person).as_str()), (None, "Ana [Compromise]"));

    desk.does(Action::Search(Search::In(Some(HitGroup::Notes))));
    let panel = screen(&mut desk);
    assert_eq!((panel.total, panel.rows.len()), (1, 1));
    assert_eq!(panel.rows[0].place, HitPlace::Note(quote.clone()));
    desk.does(Action::Search(Search::Show(0)));
    assert_eq!(desk.session.focused(), Some(&quote));
    // An edit is searched at once.
    update(&mut desk, &quote.0, Patch { note: Some("Other words".to_owned()), ..Patch::default() });
    assert_eq!(screen(&mut desk).counts, [3, 1, 0, 1]);
    desk.does(Action::Remove(quote));
    assert_eq!(screen(&mut desk).counts, [3, 0, 0, 0]);
}

#[test]
fn the_next_hit_is_shown_and_after_the_last_one_comes_the_first() {
    let mut desk = Desk::reading(TEXT);
    searches(&mut desk, "compromise");
    assert_eq!(steps(&mut desk, true), Some(0));
    assert_eq!(steps(&mut desk, true), Some(1));
    let second = find(desk.article(), "Compromise");
    assert!(on_page(&desk.heard).any(|e| matches!(e, PageEffect::ShowText(to) if *to == second)));
    assert!(screen(&mut desk).rows[1].current);
    assert_eq!(steps(&mut desk, true), Some(2));
    assert_eq!(steps(&mut desk, true), Some(0));
    assert_eq!(steps(&mut desk, false), Some(2));
    // Typing on keeps the hit, if it is still one.
    assert_eq!(searches(&mut desk, "compromise at").current, Some(0));
    assert_eq!(searches(&mut desk, "nobody").current, None);
    assert_eq!(searches(&mut desk, "not here").counts, [0; 4]);
    assert_eq!(steps(&mut desk, true), None);
    desk.does(Action::Search(Search::For(TextSearch::of("compromise"))));
    desk.does(Action::Search(Search::Show(1)));
    assert_eq!(screen(&mut desk).current, Some(1));
}

#[test]
fn the_current_hit_is_marked_to_the_character() {
    let mut desk = Desk::reading("Ana knows compromises, and a compromise.");
    searches(&mut desk, "compromise");
    steps(&mut desk, true);
    desk.does(Action::Search(Search::Mark { kind: Kind::Claim, label: Some("x".to_owned()) }));
    assert_eq!(desk.shows(), "Ana knows [claim:compromise]s, and a compromise.");
    steps(&mut desk, true);
    desk.does(Action::Search(Search::Mark { kind: Kind::Person, label: None }));
    assert_eq!(desk.shows(), "Ana knows [claim:compromise]s, and a [person:compromise].");
}

#[test]
fn all_hits_are_marked_in_one_step_but_for_those_that_are() {
    let mut desk = Desk::reading("Ana met Ana. ANA said Ana knows.");
    desk.mark(Kind::Person, "Ana met");
    desk.mark(Kind::Quote, "ANA said Ana knows.");
    searches(&mut desk, "ana");
    let all = Search::MarkAll { kind: Kind::Person, label: Some("x".to_owned()) };
    let Reply::Made(ids) = desk.does(Action::Search(all.clone())) else { panic!("three are made") };
    assert_eq!(ids.len(), 3);
    let label = |id| desk.set().get(id).unwrap().label.clone();
    assert!(ids.iter().all(|id| label(id).as_deref() == Some("x")));
    assert_eq!(
        desk.shows(),
        "[person:Ana met] [person:Ana]. [quote:[person:ANA] said [person:Ana] knows.]"
    );
    assert_eq!(desk.does(Action::Search(all)), Reply::Made(Vec::new()));
    desk.does(Action::Undo);
    assert_eq!(desk.shows(), "[person:Ana met] Ana. [quote:ANA said Ana knows.]");
}

#[test]
fn thousands_of_hits_are_marked_in_parts_and_still_one_step() {
    let mut desk = Desk::reading(&"Ana met Bo.\n".repeat(3000));
    let panel = searches(&mut desk, "ana");
    assert_eq!((panel.counts[0], panel.total), (3000, 3000));
    assert!(panel.rows.len() < 100, "only rows near the view are made: {}", panel.rows.len());
    desk.does(Action::Search(Search::Window(2990..3100)));
    let panel = screen(&mut desk);
    assert_eq!((panel.first, panel.rows.len()), (2990, 10));
    assert_eq!(panel.rows[9].paragraph, Some(3000));
    desk.does(Action::Search(Search::MarkAll { kind: Kind::Person, label: None }));
    desk.does(Action::FinishStep);
    assert_eq!(desk.set().len(), 3000);
    desk.does(Action::Undo);
    desk.does(Action::FinishStep);
    assert_eq!(desk.set().len(), 0);
}

#[test]
fn hits_are_painted_where_they_stand_in_their_blocks() {
    let mut desk = Desk::reading("é compromise\nnone\na compromise");
    searches(&mut desk, "compromise");
    steps(&mut desk, true);
    let boxes = |desk: &Desk, blocks: std::ops::Range<u32>| {
        let point = |block| BlockPoint { block: BlockIndex(block), ..BlockPoint::START };
        let end = if blocks.end == 3 { BlockPoint::END } else { point(blocks.end) };
        let boxes = desk.session.hit_boxes(point(blocks.start), end);
        let place = |hit: article_annotator::session::search::HitBox| {
            assert_eq!(hit.from.block, hit.to.block);
            (hit.from.block.0, hit.from.at.0, hit.to.at.0, hit.current)
        };
        boxes.into_iter().map(place).collect::<Vec<_>>()
    };
    assert_eq!(boxes(&desk, 0..3), [(0, 2, 12, true), (2, 2, 12, false)]);
    assert_eq!(boxes(&desk, 1..3), [(2, 2, 12, false)]);
    assert_eq!(boxes(&desk, 1..2), []);
}

#[test]
fn hits_lie_on_the_minimap_where_their_lines_lie_on_the_page() {
    let lines: Vec<String> = (0..10).map(|line| format!("Line {line}")).collect();
    let mut desk = Desk::reading(&lines.join("\n"));
    searches(&mut desk, "line 3");
    let mut overview = Minimap::default();
    overview.follow(desk.document());
    let stops: Vec<f64> = (0..=10).map(|line| f64::from(line) * 33.0).collect();
    overview.lay(&stops, 100);
    assert_eq!(overview.rows_of(&desk.session.hits().unwrap()), [(30, 4)]);
    searches(&mut desk, "line");
    assert_eq!(overview.rows_of(&desk.session.hits().unwrap()).len(), 10);

    let mut desk = Desk::reading(&"word\n".repeat(2000));
    searches(&mut desk, "word");
    let mut overview = Minimap::default();
    overview.follow(desk.document());
    let boxes = desk.document().sections().root().width();
    let stops: Vec<f64> = (0..=boxes).map(|at| at as f64 * 1000.0).collect();
    overview.lay(&stops, 200);
    let rows = overview.rows_of(&desk.session.hits().unwrap());
    assert_eq!(rows, [(0, 200)], "hits everywhere are one stretch");
    let last = TextRange::new(1999 * 5, 1999 * 5 + 4);
    let [(row, _)] = overview.rows_of(&[last])[..] else { panic!("one hit, one stretch") };
    assert!((190..200).contains(&row), "{row}");
}

#[test]
fn the_first_step_begins_at_the_caret_or_the_selection_else_at_the_first_line_in_view() {
    let mut desk = Desk::reading(TEXT);
    searches(&mut desk, "compromise");
    desk.does(Action::Search(Search::Step { forward: true, from: None }));
    assert!(matches!(on_page(&desk.heard).last(), Some(PageEffect::StepFromView { .. })));
    assert_eq!(screen(&mut desk).current, None, "until the page has said what is in view");
    let seen = desk.point(find(desk.article(), "COMPROMISE").start);
    desk.does(Action::Search(Search::Step { forward: true, from: Some(seen) }));
    assert_eq!(screen(&mut desk).current, Some(2));
    let mut desk = Desk::reading(TEXT);
    let pointed = desk.pointed(find(desk.article(), "she"), true);
    desk.does(Action::Select(Some(pointed)));
    searches(&mut desk, "compromise");
    desk.does(Action::Search(Search::Step { forward: true, from: None }));
    assert_eq!(screen(&mut desk).current, Some(2));
    desk.does(Action::Search(Search::Close));
    let pointed = desk.pointed(find(desk.article(), "compromise"), true);
    desk.does(Action::Select(Some(pointed)));
    searches(&mut desk, "compromise");
    desk.does(Action::Search(Search::Step { forward: true, from: None }));
    assert_eq!(screen(&mut desk).current, Some(1), "from the words of a hit to the next");
}

#[test]
fn a_screen_reader_hears_how_many_hits_there_are_and_each_with_its_place() {
    let mut desk = Desk::reading(TEXT);
    searches(&mut desk, "compromise");
    assert_eq!(desk.said().did, Did::Hits(3));
    steps(&mut desk, true);
    steps(&mut desk, true);
    let said = desk.said();
    assert_eq!((said.did, said.paragraph), (Did::Hit(2, 3), Some(2)));
    assert_eq!(said.words, "A Compromise, she said, is no COMPROMISE at all.");
}

#[test]
fn who_closes_the_search_is_at_the_hit() {
    let mut desk = Desk::reading(TEXT);
    searches(&mut desk, "compromise");
    steps(&mut desk, true);
    steps(&mut desk, true);
    desk.does(Action::Search(Search::Close));
    assert!(matches!(on_page(&desk.heard).last(), Some(PageEffect::ReturnToArticle)));
    desk.does(Action::Steer(Steer::Show(BlockPoint::START)));
    assert_eq!(desk.stands_on(), "Compromise");
}

#[test]
fn after_a_search_by_keys_the_next_key_marks_the_words_of_the_hit() {
    // Whether the caret shows before the search or not, and even if only parts of words were typed.
    for (before, words) in [("Enter", "said, is"), ("Enter", "aid, i"), ("", "aid, is")] {
        let mut desk = Desk::reading(TEXT);
        desk.keys(before);
        searches(&mut desk, words);
        steps(&mut desk, true);
        desk.does(Action::Search(Search::Close));
        assert_eq!(desk.session.caret().is_some(), !before.is_empty());
        desk.does(Action::Steer(Steer::Show(BlockPoint::START)));
        assert_eq!(desk.stands_on(), "said, is");
        desk.keys("3");
        assert!(desk.shows().contains("[quote:said, is]"), "{}", desk.shows());
    }
}

#[test]
fn a_group_without_hits_shows_the_others_and_a_page_that_is_gone_the_last_one() {
    let mut desk = Desk::reading(&"Ana left.\n".repeat(81));
    desk.mark(Kind::Person, "Ana");
    searches(&mut desk, "an");
    desk.does(Action::Search(Search::In(Some(HitGroup::People))));
    assert_eq!((screen(&mut desk).only, screen(&mut desk).total), (Some(HitGroup::People), 1));
    let all = searches(&mut desk, "left");
    assert_eq!((all.only, all.total), (None, 81));
    desk.does(Action::Search(Search::Window(80..120)));
    assert_eq!((screen(&mut desk).first, screen(&mut desk).rows.len()), (80, 1));
    searches(&mut desk, "ana");
    desk.does(Action::Search(Search::In(None)));
    assert_eq!(screen(&mut desk).total, 83, "with the annotation and the person");
    desk.does(Action::Search(Search::Window(120..160)));
    assert_eq!((screen(&mut desk).first, screen(&mut desk).rows.len()), (80, 3));
    // The page follows the current hit.
    desk.does(Action::Search(Search::Show(1)));
    assert_eq!((screen(&mut desk).first, screen(&mut desk).current), (0, Some(1)));
    assert_eq!(steps(&mut desk, false), Some(0));
    assert_eq!(steps(&mut desk, false), Some(80));
    assert_eq!(screen(&mut desk).first, 80);
}

#[test]
fn a_hit_in_what_is_hidden_is_shown_and_where_all_are_marked_the_reader_is_told() {
    let mut desk = Desk::reading("Ana met Ana.");
    let id = desk.mark(Kind::Claim, "met");
    update(&mut desk, &id.0, Patch { note: Some("bridge".to_owned()), ..Patch::default() });
    desk.does(Action::Filter(Kind::Claim));
    searches(&mut desk, "bridge");
    desk.does(Action::Search(Search::Show(0)));
    assert_eq!(desk.session.screen().hidden, [false; 3]);
    assert_eq!(desk.session.focused(), Some(&id));
    searches(&mut desk, "ana");
    for message in [Message::MarkedAll(2), Message::AllMarked] {
        desk.does(Action::Search(Search::MarkAll { kind: Kind::Person, label: None }));
        assert_eq!(desk.toast(), Some(message));
    }
}

#[test]
fn another_article_is_searched_for_the_same_words() {
    let mut desk = Desk::reading(TEXT);
    searches(&mut desk, "compromise");
    steps(&mut desk, true);
    let text = "One compromise. Two compromises.".to_owned();
    desk.does(Action::OpenText { title: String::new(), text });
    assert_eq!(desk.session.hits().unwrap().len(), 2);
    let panel = screen(&mut desk);
    assert_eq!((panel.counts[0], panel.current), (2, None));
    desk.does(Action::CloseArticle);
    assert_eq!(desk.session.hits().unwrap().len(), 0);
    assert_eq!(desk.lists().search, None);
    let none = desk.tries(Action::Search(Search::Step { forward: true, from: None }));
    assert!(matches!(none, Err(SessionError::NoArticle)));
}

#[test]
fn an_excerpt_is_cut_between_words_and_says_that_there_is_more() {
    let text = "The meeting in the capital of the country was long, and everybody who had been there, \
                or nearly, said that it had been useful for all of them.\nNext.";
    let place = |words: &str| {
        let start = text.find(words).unwrap();
        let whole = TextRange::new(0, text.len() as u32);
        let hit = TextRange::new(start as u32, (start + words.len()) as u32);
        let excerpt = around(text, whole, hit);
        format!("{}[{}]{}", excerpt.before, excerpt.words, excerpt.after)
    };
    assert_eq!(
        place("everybody"),
        "… in the capital of the country was long, and [everybody] who had been there, or nearly, said that it …"
    );
    assert_eq!(place("The"), "[The] meeting in the capital of the country was …");
    assert_eq!(place("them"), "… said that it had been useful for all of [them].");
    let long = "é".repeat(200);
    let excerpt = around(&long, TextRange::new(0, 400), TextRange::new(200, 202));
    assert!(excerpt.before.starts_with("… é") && excerpt.after.ends_with("é …"));
}

fn json(desk: &Desk, given: &str) -> Result<String, String> {
    let given = Plain::from_json(given).unwrap();
    let query = query(desk.set(), &given).map_err(|error| error.to_string())?;
    Ok(found(desk.set(), &query).to_json())
}

#[test]
fn programs_find_annotations_by_query_and_places_by_text() {
    let mut desk = Desk::reading("Ana said 😀 it rains. Bo knows it.");
    let draft = |id: &str, kind, words: &str| article_annotator::session::api::arguments::Draft {
        id: Some(id.into()),
        kind,
        spans: vec![find(desk.article(), words)],
        rest: Patch { actor: Some(Some("Ana Roy".to_owned())), ..Patch::default() },
    };
    let drafts = vec![
        draft("a", Kind::Person, "Ana"),
        draft("q", Kind::Quote, "it rains"),
        article_annotator::session::api::arguments::Draft {
            rest: Patch::default(),
            ..draft("c", Kind::Claim, "it.")
        },
    ];
    desk.does(Action::Add(drafts));
    for (asked, ids) in [
        ("{}", "a q c"),
        (r#"{"kinds": ["claim", "quote"]}"#, "q c"),
        (r#"{"people": ["ana  roy"]}"#, "a q"),
        (r#"{"people": ["nobody"]}"#, ""),
        (r#"{"issues": ["no-claimant"]}"#, "c"),
        (r#"{"checked": false}"#, "c"),
        (r#"{"text": "it", "kinds": ["quote"]}"#, "q"),
        (r#"{"from": "2000-01-01T00:00:00Z", "origins": ["import"]}"#, ""),
    ] {
        let found = json(&desk, asked).unwrap();
        let found = Plain::from_json(&found).unwrap();
        let id = |one: &Plain<'_>| {
            one.as_object().unwrap().get("id").unwrap().as_text().unwrap().to_owned()
        };
        let found: Vec<String> = found.as_list().unwrap().iter().map(id).collect();
        assert_eq!(found.join(" "), ids, "{asked}");
    }
    assert_eq!(
        json(&desk, r#"{"text": "IT"}"#).unwrap(),
        concat!(
            r#"[{"spans":[{"start":12,"end":14,"exact":"it"}]},{"spans":[{"start":31,"end":33,"exact":"it"}]},"#,
            r#"{"id":"q","spans":[{"start":12,"end":20,"exact":"it rains"}]},"#,
            r#"{"id":"c","spans":[{"start":31,"end":34,"exact":"it."}]}]"#
        )
    );
    for (asked, reason) in [
        (r#""x""#, "query: must be an object"),
        (r#"{"text": 1}"#, "query.text: must be a string"),
        (r#"{"kinds": ["verb"]}"#, "query.kinds: must be a list of 'person', 'claim' and 'quote'"),
        (r#"{"tags": "x"}"#, "query.tags: must be a list of strings"),
        (r#"{"issues": ["x"]}"#, "query.issues: must be a list of names of problems"),
        (r#"{"checked": 1}"#, "query.checked: must be true or false"),
        (r#"{"from": "x"}"#, "query.from: must be a date and time like 2026-01-31T14:05:00Z"),
    ] {
        assert_eq!(json(&desk, asked), Err(reason.to_owned()), "{asked}");
    }
}
