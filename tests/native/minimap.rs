//! The minimap beside the scrollbar: where highlights lie on it, which one a press selects, where its
//! keys go, and what it announces. The strips here are 100 pixels high.

use article_annotator::model::{BlockIndex, Byte, Kind, TextRange};
use article_annotator::session::render::minimap::Minimap;
use article_annotator::session::{Action, InView};

use crate::notation::find;
use crate::world::Desk;

/// Ten paragraphs of one line each, equally high on the page: ten rows of the minimap each.
const LINES: &str = "Ana 0\nBo 1\nCy 2\nAna 3\nBo 4\nCy 5\nAna 6\nBo 7\nCy 8\nAna 9";

fn laid(desk: &Desk) -> Minimap {
    let mut minimap = Minimap::default();
    minimap.follow(desk.document());
    let stops: Vec<f64> = (0..=10).map(|line| f64::from(line) * 33.0).collect();
    minimap.lay(&stops, 100);
    minimap
}

fn lanes(minimap: &Minimap) -> [Vec<(u32, u32)>; 3] {
    Kind::ALL.map(|kind| minimap.stretches(kind))
}

/// A text of this many paragraphs, and where its page's boxes begin, all equally high.
fn long(paragraphs: usize) -> (Desk, Vec<f64>) {
    let lines: Vec<String> = (0..paragraphs).map(|line| format!("line {line} here")).collect();
    let desk = Desk::reading(&lines.join("\n"));
    let boxes = desk.document().sections().root().width();
    let stops = (0..=boxes).map(|at| at as f64 * 1000.0).collect();
    (desk, stops)
}

#[test]
fn a_highlight_lies_in_the_lane_of_its_kind_where_its_line_lies_on_the_page() {
    let mut desk = Desk::reading(LINES);
    desk.mark(Kind::Person, "Cy 2");
    desk.mark(Kind::Claim, "Ana 6");
    desk.mark(Kind::Quote, "Bo 7\nCy 8");
    assert_eq!(lanes(&laid(&desk)), [vec![(20, 4)], vec![(60, 4)], vec![(70, 4), (80, 4)]]);
}

#[test]
fn a_paragraph_that_is_higher_on_the_page_is_higher_on_the_minimap() {
    let long = "word ".repeat(100);
    let mut desk = Desk::reading(&format!("Ana\n{}\nBo", long.trim_end()));
    desk.mark(Kind::Quote, long.trim_end());
    desk.mark(Kind::Person, "Bo");
    let mut minimap = Minimap::default();
    minimap.follow(desk.document());
    // As measured: nine tenths of the page are that paragraph.
    minimap.lay(&[0.0, 50.0, 950.0, 1000.0], 100);
    let [people, _, quotes] = lanes(&minimap);
    assert_eq!(people, [(95, 4)]);
    let [(5, height)] = quotes[..] else { panic!("one stretch from row 5, not {quotes:?}") };
    assert!((75..=90).contains(&height), "{height} rows");
}

#[test]
fn the_last_highlight_shows_whole() {
    let (mut desk, stops) = long(3200);
    desk.mark(Kind::Person, "line 3199 here");
    let mut minimap = Minimap::default();
    minimap.follow(desk.document());
    minimap.lay(&stops, 100);
    assert_eq!(lanes(&minimap)[0], [(96, 4)]);
}

#[test]
fn a_hidden_kind_has_an_empty_lane() {
    let mut desk = Desk::reading(LINES);
    desk.mark(Kind::Person, "Cy 2");
    desk.mark(Kind::Claim, "Ana 6");
    let mut minimap = laid(&desk);
    desk.does(Action::Filter(Kind::Person));
    assert!(minimap.follow(desk.document()));
    assert_eq!(lanes(&minimap), [vec![], vec![(60, 4)], vec![]]);
    desk.does(Action::Filter(Kind::Person));
    assert!(minimap.follow(desk.document()));
    assert_eq!(lanes(&minimap)[0], [(20, 4)]);
}

#[test]
fn after_any_edits_the_minimap_is_as_if_it_were_painted_anew() {
    let (mut desk, stops) = long(200);
    let mut minimap = Minimap::default();
    minimap.follow(desk.document());
    minimap.lay(&stops, 90);
    for step in 0..60 {
        let words = format!("line {} here", (step * 37) % 200);
        if step % 5 == 4 {
            desk.undo();
        } else {
            desk.mark(Kind::ALL[step % 3], &words);
        }
        minimap.follow(desk.document());
        let mut anew = Minimap::default();
        anew.follow(desk.document());
        anew.lay(&stops, 90);
        assert_eq!(lanes(&minimap), lanes(&anew), "after step {step}");
    }
}

#[test]
fn what_changes_no_lane_paints_nothing() {
    let mut desk = Desk::reading(LINES);
    let cy = desk.mark(Kind::Person, "Cy 2");
    let mut minimap = laid(&desk);
    desk.does(Action::Hover(Some(cy.clone())));
    assert!(!minimap.follow(desk.document()));
    desk.does(Action::OpenCard(cy));
    assert!(!minimap.follow(desk.document()));
    desk.mark(Kind::Person, "Bo 4");
    assert!(minimap.follow(desk.document()));
}

#[test]
fn another_article_has_to_be_laid_out_first() {
    let mut desk = Desk::reading(LINES);
    let mut minimap = laid(&desk);
    assert!(minimap.is_laid());
    desk.does(Action::OpenText { title: String::new(), text: "Another\narticle".to_owned() });
    minimap.follow(desk.document());
    assert!(!minimap.is_laid());
}

#[test]
fn a_press_means_the_highlight_beside_it_in_its_lane_first() {
    let mut desk = Desk::reading(LINES);
    let person = desk.mark(Kind::Person, "Cy 2");
    let claim = desk.mark(Kind::Claim, "Cy 2");
    let minimap = laid(&desk);
    let at = |row: f64, lane: Kind| {
        let (kind, at) = minimap.near(row, lane)?;
        desk.session.highlight_at(kind, at)
    };
    assert_eq!(at(21.0, Kind::Person), Some(person.clone()));
    assert_eq!(at(27.0, Kind::Claim), Some(claim));
    assert!(at(17.0, Kind::Quote).is_some());
    assert_eq!(at(50.0, Kind::Person), None);
}

#[test]
fn ten_thousand_highlights_are_no_more_stretches_than_the_minimap_has_rows() {
    let (mut desk, stops) = long(3200);
    let texts = (0..3200).flat_map(|line| [(line, "line"), (line, "here")]);
    let ranges: Vec<_> = texts
        .map(|(line, word)| {
            let block = desk.article().block(BlockIndex(line)).unwrap().range;
            let start = if word == "line" { block.start.0 } else { block.end.0 - 4 };
            TextRange::new(start, start + 4)
        })
        .collect();
    for range in ranges.iter().step_by(8) {
        desk.mark_range(Kind::Person, *range);
    }
    let mut minimap = Minimap::default();
    minimap.follow(desk.document());
    minimap.lay(&stops, 100);
    let people = minimap.stretches(Kind::Person);
    assert!(people.len() <= 100 && people.iter().map(|(_, rows)| rows).sum::<u32>() == 100);
}

/// A view of these lines, from the middle of the first to the middle of the last.
fn view(desk: &Desk, first: &str, last: &str) -> TextRange {
    let block = |words: &str| desk.article().block_at(find(desk.article(), words).start);
    desk.session.stretch((block(first), 0.5), (block(last), 0.5)).unwrap()
}

#[test]
fn what_is_in_view_is_counted() {
    let mut desk = Desk::reading("Ana 0\n\nBo 1\nCy 2\nAna 3");
    desk.mark(Kind::Quote, "Ana 0\n\nBo 1\nCy");
    desk.mark(Kind::Person, "Cy");
    desk.mark(Kind::Claim, "Cy 2");
    desk.mark(Kind::Person, "Ana 3");
    let seen = view(&desk, "Bo 1", "Cy 2");
    let told = InView { paragraph: 2, paragraphs: 4, highlights: 3 };
    assert_eq!(desk.session.in_view(seen), Some(told));
    desk.does(Action::Filter(Kind::Person));
    assert_eq!(desk.session.in_view(seen), Some(InView { highlights: 2, ..told }));
}

/// Presses a key on the minimap, and says whose card is open then.
fn press(desk: &mut Desk, key: &str, view: TextRange) -> Option<String> {
    let action = desk.session.jump(key, view)?;
    desk.does(action);
    desk.open()
}

#[test]
fn arrows_go_on_from_the_open_highlight_if_it_is_in_view_and_else_from_the_view() {
    let mut desk = Desk::reading(LINES);
    for words in ["Bo 1", "Bo 4", "Cy 5", "Cy 8"] {
        desk.mark(Kind::Person, words);
    }
    desk.does(Action::CloseCard);
    let middle = view(&desk, "Ana 3", "Cy 5");
    assert_eq!(press(&mut desk, "ArrowDown", middle).as_deref(), Some("Bo 4"));
    assert_eq!(press(&mut desk, "ArrowDown", middle).as_deref(), Some("Cy 5"));
    assert_eq!(press(&mut desk, "ArrowUp", middle).as_deref(), Some("Bo 4"));
    let end = view(&desk, "Bo 7", "Ana 9");
    assert_eq!(press(&mut desk, "ArrowDown", end).as_deref(), Some("Cy 8"));
    assert_eq!(press(&mut desk, "ArrowDown", end), None, "there is none behind the last");
    assert_eq!(press(&mut desk, "a", end), None);
}

#[test]
fn a_jump_skips_hidden_kinds_and_leaves_the_focus_where_it_is() {
    let mut desk = Desk::reading(LINES);
    desk.mark(Kind::Claim, "Bo 1");
    desk.mark(Kind::Person, "Bo 4");
    desk.does(Action::Filter(Kind::Claim));
    desk.heard.clear();
    let all = TextRange { start: Byte(0), end: Byte(40) };
    assert_eq!(press(&mut desk, "ArrowDown", all).as_deref(), Some("Bo 4"));
    let heard = format!("{:?}", desk.heard);
    assert!(heard.contains("Reveal") && !heard.contains("FocusCard"), "{heard}");
}
