//! The page “Who said what”: what the worker lays out, by hand, and how the page opens, is sorted and exported.

use std::rc::Rc;

use article_annotator::formats::Options;
use article_annotator::formats::codecs::picture::layout::laid_out;
use article_annotator::formats::codecs::picture::page::{
    self, ShareList, ShareRow, WhoPage, WhoRow,
};
use article_annotator::model::{AnnotationSet, Details, Kind};
use article_annotator::session::{Action, Destination, Dialog, Effect, Exporting, Made, Message};

use crate::picture::crowd;
use crate::said::{sample, told, with_actor, with_details};
use crate::world::Desk;

fn of(set: &AnnotationSet) -> WhoPage {
    laid_out(&[Rc::new(set.clone())], &|_| {})
}

fn paths(row: &WhoRow) -> Vec<&str> {
    row.paths.iter().map(|path| &**path).collect()
}

fn rows<'a>(page: &'a WhoPage, what: &str) -> Vec<(&'a str, [usize; 3])> {
    let list = page.lists.iter().find(|list| list.what == what);
    let rows = list.map_or(&[][..], |list| &list.rows);
    let row = |row: &'a ShareRow| (row.name.as_str(), [row.part, row.of, row.count]);
    rows.iter().map(row).collect()
}

const JOBS: &str = "[person#p:Ana] said [quote#q:no way]. [claim#c:Jobs doubled].";

#[test]
fn a_row_shows_each_mark_where_its_words_lie_and_counts_them() {
    // 30 characters: Ana at 0 to 3, the quote at 9 to 15, the claim at 17 to 29.
    let who = [("p", "Ana"), ("q", "Ana"), ("c", "Ana")];
    let page = of(&told(JOBS, &who, &[("q", "direct"), ("c", "mixed")]));
    let [row] = &page.rows[..] else { panic!("one row") };
    assert_eq!((row.name.as_str(), row.owner.as_str(), row.count), ("Ana", "", 1));
    assert_eq!(row.numbers, [1, 1, 2, 1], "mentions, quotes, words, claims");
    assert_eq!(paths(row), ["M0 0v18", "M5666 0h4000", "M3000 0h2000"]);
    assert_eq!(row.marks, [0, 1000, 0, 3000, 2000, 5, 5666, 4000, 7]);
    assert_eq!(row.verdicts, [9400, 3, 5], "inside the line, although the claim ends at 9666");
    assert_eq!((&*page.grid, &page.numbers[..]), ("", &[0, 1][..]));
    assert_eq!(rows(&page, ShareList::SPEAKERS), [("Ana", [2, 2, 1])]);
    let forms = [("direct", 1), ("indirect", 0), ("mixed", 0), (ShareList::UNNAMED, 0)];
    assert_eq!(rows(&page, ShareList::FORMS), forms.map(|(name, count)| (name, [0, 0, count])));
    assert_eq!(rows(&page, ShareList::VERDICTS), [("mixed", [3, 5, 1])]);
    assert_eq!(rows(&page, ShareList::PARAGRAPHS), [("1", [21, 30, 0])]);
    assert!(rows(&page, ShareList::ROLES).is_empty() && rows(&page, ShareList::LABELS).is_empty());
}

#[test]
fn the_sample_is_summed_up_as_a_reader_counts_it() {
    let page = of(&sample());
    let sums = &page.sums;
    assert_eq!((sums.people, sums.speakers, sums.quotes, sums.quoted), (9, 3, 6, 87));
    assert_eq!((sums.claims, sums.articles), (8, 1));
    let speakers = [
        ("Volodymyr Zelenskyy", [61, 87, 4]),
        ("Kremlin press service", [20, 87, 1]),
        ("Steve Witkoff", [6, 87, 1]),
    ];
    assert_eq!(rows(&page, ShareList::SPEAKERS), speakers);
    let verdicts = [("true", 2), ("mixed", 1), ("mostly-false", 1), ("unproven", 2), ("", 2)];
    let found = rows(&page, ShareList::VERDICTS);
    assert_eq!(found.iter().map(|(name, row)| (*name, row[2])).collect::<Vec<_>>(), verdicts);
    let order: Vec<_> = page.by_words.iter().map(|at| &*page.rows[*at].name).collect();
    assert_eq!(
        order[..4],
        ["Volodymyr Zelenskyy", "Kremlin press service", "Steve Witkoff", "Vladimir Putin"]
    );
    assert_eq!(page.by_words[9..], [9, 10], "the article and nobody");
    assert_eq!(&*page.grid, "M1945 0v52M3963 0v52M5650 0v52M7451 0v52");
    assert_eq!(page.rows.last().map(|row| row.owner.as_str()), Some(WhoRow::NOBODY));
}

#[test]
fn every_annotation_can_be_reached_once_also_in_a_row_of_many() {
    let dense = told(&"[person:Ana] and ".repeat(401), &[], &[]);
    let page = of(&dense);
    let [row] = &page.rows[..] else { panic!("one row") };
    assert_eq!(paths(row)[..3], ["", "", ""]);
    assert_eq!(row.paths.len(), 3 + 3 * WhoRow::LEVELS);
    let columns: usize = row.paths.iter().map(|path| path.matches("h50").count()).sum();
    assert_eq!(columns, 200);
    for set in [dense, crowd(500, 20), sample()] {
        let page = of(&set);
        let marks = page.rows.iter().flat_map(|row| row.marks.chunks(3));
        let mut reached: Vec<_> = marks.clone().map(|mark| mark[2]).collect();
        reached.sort_unstable();
        reached.dedup();
        let all: Vec<_> =
            set.iter().zip(0..).map(|(one, at)| 3 * at + one.kind().index()).collect();
        assert_eq!(reached, all);
        assert!(marks.clone().all(|mark| mark[0] + mark[1] <= 10_000 && mark[1] > 0));
    }
    let crowd = of(&crowd(500, 20));
    assert!(crowd.compact);
    assert_eq!(crowd.rows.len(), 21);
    assert_eq!((crowd.rows[20].owner.as_str(), crowd.rows[20].count), (WhoRow::MORE, 480));
}

#[test]
fn an_article_written_from_right_to_left_begins_on_the_right() {
    let page = of(&told("[person#p:אנה] אמרה לא", &[("p", "אנה")], &[]));
    // 3 of 11 characters, seen from the right: 10,000 - 2,727.
    assert!(page.rtl);
    assert_eq!(paths(&page.rows[0])[0], "M7273 0v18");
    assert_eq!(page.numbers, [10_000, 1]);
}

#[test]
fn a_verdict_without_room_before_the_next_claim_is_not_shown() {
    let who = [("a", "Ana"), ("b", "Ana")];
    let set = told(
        "[claim#a:one] [claim#b:two], and then a lot more",
        &who,
        &[("a", "true"), ("b", "unproven")],
    );
    // “two” ends at 7 of 28 characters; “one” has no room before it.
    assert_eq!(of(&set).rows[0].verdicts, [2500, 0, 0]);
}

#[test]
fn in_a_very_long_article_numbers_keep_apart_and_the_shortest_quote_is_seen() {
    let notation = format!("[quote#q:No]{}", "\nA paragraph of words.".repeat(2999));
    let page = of(&told(&notation, &[("q", "Ana")], &[]));
    assert_eq!(paths(&page.rows[0])[2], "M0 0h20", "two of 63,000 characters are no length at all");
    let numbers: Vec<_> = page.numbers.chunks(2).map(|pair| (pair[0], pair[1])).collect();
    // A hairline every 50 paragraphs; “¶ 151” needs 640 of 10,000, and “¶ 1051” 770.
    assert_eq!(numbers[0].1, 1);
    assert!(numbers.windows(2).all(|pair| {
        let digits = pair[0].1.to_string().len();
        pair[1].0 - pair[0].0 >= 250 + 130 * digits
    }));
    assert!(numbers.iter().all(|(x, _)| *x <= 9400), "{numbers:?}");
}

#[test]
fn several_articles_are_added_up_by_person_with_progress() {
    let article = |date: &str, notation: &str| {
        let set = told(notation, &[("q", "ana"), ("r", "source")], &[]);
        let set = with_actor(&set, "ana", |actor| actor.name = "Ana Ruiz".to_owned());
        let set = with_actor(&set, "source", |actor| {
            actor.sort = article_annotator::model::ActorSort::Unnamed;
        });
        let details = Details { published: Some(date.to_owned()), ..Details::default() };
        Rc::new(with_details(&set, details))
    };
    let sets = [
        article("2026-01-03", "[quote#q:yes and no] he said"),
        article("2026-02-01", "[quote#q:never] and [quote#r:they left]"),
    ];
    let done = std::cell::RefCell::new(Vec::new());
    let page = laid_out(&sets, &|count| done.borrow_mut().push(count));
    assert_eq!(done.into_inner(), [1, 2]);
    let found: Vec<_> = page
        .rows
        .iter()
        .map(|row| (&*row.owner, &*row.name, row.count, &row.numbers[..]))
        .collect();
    let wanted: [(&str, &str, usize, &[usize]); 2] =
        [("", "Ana Ruiz", 2, &[0, 2, 4, 0]), (WhoRow::UNNAMED, "", 1, &[0, 1, 2, 0])];
    assert_eq!(found, wanted);
    assert_eq!(rows(&page, ShareList::TIME), [("2026-01", [3, 6, 1]), ("2026-02", [3, 6, 1])]);
    let speakers = [("Ana Ruiz", [4, 6, 2]), (ShareList::UNNAMED, [2, 6, 1])];
    assert_eq!(rows(&page, ShareList::SPEAKERS), speakers, "all quoted words are somebody's");
    // “yes and no he said” and “never and they left”.
    assert_eq!((page.sums.articles, page.sums.words, page.sums.quoted), (2, 9, 6));
}

/// The open page, and what the worker laid out.
fn opened(desk: &Desk) -> (&Exporting, WhoPage) {
    let Some(Dialog::Export(open)) = desk.session.dialog() else { panic!("a page is open") };
    let Made::Ready(exported) = &open.made else { panic!("it is ready") };
    (open, WhoPage::of(&exported.file.content).expect("it can be read"))
}

fn show(shape: &str) -> Action {
    let options = Some(Options { shape: shape.to_owned(), ..Options::default() });
    Action::ShowExport { format: Some(page::ID.to_owned()), options }
}

#[test]
fn the_page_opens_with_what_the_worker_laid_out_and_is_sorted_without_asking_it_again() {
    let mut desk = Desk::reading("Ana said no way. Jobs doubled.");
    desk.mark(Kind::Quote, "no way");
    desk.does(show(""));
    let (open, page) = opened(&desk);
    assert!(open.is_page());
    assert_eq!(page, of(desk.set()));
    let asked = |desk: &Desk| desk.heard.iter().filter(|it| matches!(it, Effect::Work(..))).count();
    let before = asked(&desk);
    desk.does(show("words"));
    assert_eq!(opened(&desk).0.options.shape, "words");
    assert_eq!(asked(&desk), before);
    // The numbers open in the Export dialog, and what was exported last is not the page.
    desk.does(Action::ShowExport { format: Some("numbers".to_owned()), options: None });
    let Some(Dialog::Export(open)) = desk.session.dialog() else { panic!("open") };
    assert_eq!((open.format.as_str(), open.is_page()), ("numbers", false));
}

#[test]
fn the_page_hands_out_its_picture_as_svg_and_png_and_stays_open() {
    let mut desk = Desk::reading("Ana said no way. Jobs doubled.");
    desk.mark(Kind::Quote, "no way");
    desk.does(show(""));
    desk.does(Action::ExportTo(Destination::Download));
    let file = desk.heard.iter().find_map(|effect| match effect {
        Effect::Download(exported) => Some(exported.file.clone()),
        _ => None,
    });
    let file = file.expect("it is downloaded");
    assert_eq!(desk.toast(), Some(Message::Downloaded(file.name.clone())));
    assert!(file.name.ends_with(".svg") && file.content.starts_with(b"<svg"), "{}", file.name);
    desk.does(Action::ExportTo(Destination::Png));
    let same = |effect: &Effect| matches!(effect, Effect::DownloadPng(made) if made.file == file);
    assert!(desk.heard.iter().any(same));
    assert!(opened(&desk).0.is_page());
    assert_eq!(desk.document().exported(), None, "a picture is no copy of the work");
    assert_eq!(desk.session.settings().export, None);
}

#[test]
fn what_the_worker_sends_is_read_back_as_it_was() {
    use article_annotator::model::record::Record as _;
    for set in [sample(), crowd(41, 30), told("Nothing.", &[], &[])] {
        let page = of(&set);
        assert_eq!(WhoPage::of(page.plain().to_json().as_bytes()), Some(page));
    }
    assert_eq!(WhoPage::of(b"{}"), None);
}
