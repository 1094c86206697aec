//! The review of a newer text, read closely: nothing is put where the reader was not shown it, every count is true,
//! the focus is kept, and what is lost is said.

use article_annotator::model::Kind;
use article_annotator::model::anchoring::Fate;
use article_annotator::model::versions::{CarriedOver, Comparison};
use article_annotator::session::api::arguments::Patch;
use article_annotator::session::commands::keymap::Place;
use article_annotator::session::document::excerpt::Excerpt;
use article_annotator::session::versions::places::EnteredPlaces;
use article_annotator::session::versions::rows::{ComparedRows, PairRow, WordPiece};
use article_annotator::session::versions::{ChangeChoice, Versions};
use article_annotator::session::{Action, Dialog, Effect, Handed, Message, PageEffect};

use crate::notation::{annotated, find, written};
use crate::tabs::shows;
use crate::tabs_world::Browser;
use crate::world::{Desk, on_page};

pub fn reading(notation: &str, new: &str) -> Desk {
    let set = annotated(notation);
    let mut desk = Desk::reading(set.article().text());
    for one in set.iter() {
        desk.mark_range(one.kind(), one.spans[0]);
    }
    does(&mut desk, Versions::Paste { title: String::new(), text: new.to_owned() });
    desk
}

pub fn does(desk: &mut Desk, asked: Versions) {
    desk.does(Action::Versions(asked));
}

pub fn comparison(desk: &mut Desk) -> ComparedRows {
    desk.lists().compared.unwrap().value().comparison.clone().unwrap()
}

/// Whether the focus goes to the panel with what is done.
fn focuses(desk: &mut Desk, asked: Versions) -> bool {
    desk.heard.clear();
    does(desk, asked);
    on_page(&desk.heard).any(|it| matches!(it, PageEffect::FocusPanel))
}

#[test]
fn words_that_were_not_shown_are_never_used() {
    let new = "Nobody came to the harbour.\nThe ferries lay still, and the wind blew from the west all night.";
    let mut desk =
        reading("Nobody came to the harbour.\n[claim:Prices doubled within a year.]", new);
    let found = comparison(&mut desk);
    assert_eq!((found.changes[0].fate, &found.changes[0].elsewhere), (Fate::Gone, &None));
    assert!(desk.key("1", Place::Panel));
    assert_eq!(comparison(&mut desk).open, 1, "there is nothing to use");
    assert_eq!(desk.toast(), Some(Message::WordsAreGone));
    assert!(desk.key("2", Place::Panel));
    assert_eq!(comparison(&mut desk).open, 0);
}

#[test]
fn words_replaced_as_a_whole_are_asked_about_with_both_wordings() {
    let mut desk = reading(
        "The contract with [person:Government Procurement Agency] was signed on Monday. [person:Holt] left.",
        "The contract with General Services Administration was signed on Monday. Holt left.",
    );
    let found = comparison(&mut desk);
    assert_eq!((found.open, found.fates), (1, [1, 0, 1, 0]));
    let [change] = found.changes.as_slice() else { panic!("{:?}", found.changes) };
    let words = |pieces: &[WordPiece]| -> String {
        pieces.iter().map(|piece| piece.text.as_str()).collect()
    };
    assert_eq!(words(&change.old), "Government Procurement Agency");
    assert_eq!(words(&change.new), "General Services Administration");
    assert!(change.doubtful && change.likeness < 50, "{}", change.likeness);
    assert!(desk.key("1", Place::Panel));
    does(&mut desk, Versions::Adopt);
    let persons: Vec<_> =
        desk.set().iter().map(|one| desk.article().words_of(&one.spans)).collect();
    assert_eq!(persons, ["General Services Administration", "Holt"]);
}

/// Enters words that the annotation under review became.
fn enters(desk: &mut Desk, words: &str) -> EnteredPlaces {
    does(desk, Versions::Decide(ChangeChoice::Words(words.to_owned())));
    comparison(desk).changes[0].places.clone()
}

#[test]
fn of_words_that_stand_in_several_places_the_reader_chooses_one_and_none_is_taken_for_being_near() {
    let new = "The mayor left.\nIt opens in May. Later she met the mayor\nThe mayors of Lund, and the mayor, slept.";
    let mut desk = reading("It opens in May. [claim:The bridge cost nine million.]", new);
    assert!(desk.key("3", Place::Panel));
    desk.heard.clear();
    let places = enters(&mut desk, " mayor ");
    assert_eq!(comparison(&mut desk).open, 1, "nothing is decided");
    let shown = places.offered.iter().map(|place| {
        let Excerpt { before, words, after } = &place.excerpt;
        (place.paragraph, format!("{before}[{words}]{after}"))
    });
    assert_eq!(
        shown.collect::<Vec<_>>(),
        [
            (1, "The [mayor] left.".to_owned()),
            (2, "It opens in May. Later she met the [mayor]".to_owned()),
            (3, "The mayors of Lund, and the [mayor], slept.".to_owned()),
        ]
    );
    let focus =
        |effect: &Effect| matches!(effect, Effect::OnPage(PageEffect::FocusField("other-place")));
    assert!(desk.heard.iter().any(focus));
    does(&mut desk, Versions::Decide(ChangeChoice::Selected(Some(places.offered[1].points))));
    does(&mut desk, Versions::Adopt);
    let start = desk.set().iter().next().unwrap().spans[0].start.index();
    assert_eq!(start, new.find("mayor\n").unwrap());
}

#[test]
fn of_many_places_the_nearest_are_offered_and_the_others_counted() {
    let rest = "It opens in May, and the mayor of Lund is glad. ".repeat(40);
    let mut desk = reading("Rain fell. [claim:The bridge cost nine million.]", &rest);
    assert!(desk.key("3", Place::Panel));
    let places = enters(&mut desk, "mayor");
    assert_eq!((places.all, places.offered.len()), (40, 12));
    assert!(places.offered.iter().map(|place| place.points).is_sorted());
    // Words that are nowhere end the choice, and so does asking anew.
    assert_eq!(enters(&mut desk, "mayoress"), EnteredPlaces::default());
    assert_eq!(enters(&mut desk, "glad").all, 40);
    assert!(desk.key("3", Place::Panel));
    assert_eq!(comparison(&mut desk).changes[0].places, EnteredPlaces::default());
    // Where they cut words only, they are still found.
    assert_eq!(enters(&mut desk, "ayor").all, 40);
}

#[test]
fn of_words_that_are_gone_the_places_nearest_to_where_they_stood_are_offered() {
    let rest = "It opens in May, and the mayor of Lund is glad.\n".repeat(40);
    // All of the paragraph is gone, or a part.
    for (stays, nearest) in [("", [34, 45]), (" Rain fell on Lund.", [35, 47])] {
        let old = format!("{rest}[claim:The bridge cost nine million.]{stays}\n{rest}");
        let new = format!("{rest}{}\n{rest}", stays.trim()).replace("\n\n", "\n");
        let mut desk = reading(&old, &new);
        assert!(desk.key("3", Place::Panel));
        let places = enters(&mut desk, "mayor").offered;
        assert_eq!([places[0].paragraph, places[11].paragraph], nearest, "{stays}");
    }
}

#[test]
fn places_offered_for_one_annotation_are_none_of_the_next_one() {
    let new = "It opens in May. The mayor met the mayor. They cost a lot.";
    let old =
        "It opens in May. [claim:The bridge cost nine million.] [quote:They cost nothing at all.]";
    let mut desk = reading(old, new);
    assert!(desk.key("3", Place::Panel));
    assert_eq!(enters(&mut desk, "mayor").all, 2);
    does(&mut desk, Versions::Only(Some(Fate::Reworded)));
    let shown = comparison(&mut desk);
    assert!(shown.changes.iter().all(|one| one.places == EnteredPlaces::default() && !one.asks));
}

#[test]
fn parts_that_changed_places_are_other_words_to_decide_about() {
    let parts =
        ["the engineers have not checked the bridge", "the mayor has never seen the papers"];
    let other = "and that is why, they say, the council of Lund waits for the report of the spring";
    let set = annotated(&format!(
        "It is said that [quote#q:{}].\n{other}.\nIt is said that [quote#q:{}].",
        parts[0], parts[1]
    ));
    let new = format!("It is said that {}.\n{other}.\nIt is said that {}.", parts[1], parts[0]);
    let found = Comparison::between(&set, &new);
    assert!(!found.carried[0].is_safe(), "{:?}", found.carried);
}

#[test]
fn paragraphs_that_only_one_text_has_are_counted() {
    let old = "[person:Mira Holt] spoke on Monday.\nRain fell all day.";
    let text = "Mira Holt spoke on Monday.\nRain fell all day.\nA fair was held in the town.";
    let found = comparison(&mut reading(old, text));
    assert_eq!((found.words, found.paragraphs), ((0, 7), (1, 3)));
    let found = comparison(&mut reading(old, "Mira Holt spoke on Monday."));
    assert_eq!((found.words, found.paragraphs), ((4, 0), (1, 2)));
}

#[test]
fn what_is_told_of_two_versions_counts_what_changed() {
    let mut desk =
        reading("[person:Mira Holt] [claim:opens it in May].", "Mira Holt opens it in June.");
    assert!(desk.key("1", Place::Panel));
    does(&mut desk, Versions::Adopt);
    assert_eq!(desk.toast(), Some(Message::Adopted { changed: 1, gone: 0 }));
    does(&mut desk, Versions::Look { old: 0, new: 1 });
    let found = comparison(&mut desk);
    assert_eq!((found.open, found.listed, found.fates), (0, (1, 0), [1, 0, 1, 0]));
    let told = desk.session.screen().status.map(|said| (*said.what).clone());
    assert_eq!(told, Some(Message::Compared { open: 0, changed: 1, safe: 1 }));
}

#[test]
fn the_focus_goes_to_the_panel_when_what_had_it_is_gone() {
    let mut desk = reading("Mira Holt [claim:opens it in May].", "Mira Holt opens it in June.");
    assert!(desk.key("1", Place::Panel));
    assert!(focuses(&mut desk, Versions::Adopt));
    assert!(focuses(&mut desk, Versions::Look { old: 0, new: 1 }));
    assert!(focuses(&mut desk, Versions::More), "all is shown");
    assert!(focuses(&mut desk, Versions::Stop));
    let text = "Mira Holt opens it in July.".to_owned();
    assert!(focuses(&mut desk, Versions::Paste { title: String::new(), text }));
}

#[test]
fn the_words_that_introduce_a_quote_are_kept_as_they_are_or_counted_as_lost() {
    let cue_after = |new: &str| {
        let mut desk = Desk::reading("“We open it in May,” she said to the council.");
        let quote = desk.mark(Kind::Quote, "We open it in May");
        let cue = Some(Some(find(desk.article(), "said")));
        desk.update(&quote, Patch { cue, ..Patch::default() });
        does(&mut desk, Versions::Paste { title: String::new(), text: new.to_owned() });
        let found = comparison(&mut desk);
        assert_eq!((found.open, found.fates), (0, [1, 0, 0, 0]));
        does(&mut desk, Versions::Adopt);
        let one = desk.set().get(&quote).unwrap().clone();
        let article_annotator::model::Detail::Quote { cue, .. } = one.detail else { panic!() };
        (cue.map(|cue| desk.article().slice(cue).to_owned()), found.cues)
    };
    assert_eq!(
        cue_after("On Monday: “We open it in May,” she said to the council."),
        (Some("said".to_owned()), 0)
    );
    assert_eq!(cue_after("“We open it in May,” she admitted to the council."), (None, 1));
}

#[test]
fn decisions_that_are_lost_with_the_article_are_told() {
    let mut desk =
        reading("Mira Holt opens [person:it] [claim:in May].", "Mira Holt opens in June.");
    assert!(desk.key("2", Place::Panel));
    desk.does(Action::OpenText { title: String::new(), text: "Another article.".to_owned() });
    assert!(!desk.session.is_comparing());
    assert_eq!(desk.toast(), Some(Message::ComparisonEnded(1)));
}

#[test]
fn when_the_annotation_under_review_is_removed_the_next_one_is_under_review() {
    let mut desk = reading(
        "Mira Holt opens it [claim:in May]. It cost [claim:nine million].",
        "Mira Holt opens it in June. It cost ten million.",
    );
    let first = comparison(&mut desk).changes[0].id.clone();
    assert!(comparison(&mut desk).changes[0].current);
    desk.does(Action::Remove(first));
    let found = comparison(&mut desk);
    assert_eq!((found.changes.len(), found.changes[0].current), (1, true));
}

#[test]
fn a_newer_text_is_recognised_in_scripts_without_spaces_too() {
    let texts = [
        (
            "市议会周一决定，新桥将于五月开放。\n市长说，这座桥花费了九百万欧元。",
            "市议会周一决定，新桥将于六月开放。\n市长说，这座桥花费了一千万欧元。",
        ),
        (
            "สภาเมืองตัดสินใจเมื่อวันจันทร์ว่าสะพานใหม่จะเปิดในเดือนพฤษภาคม",
            "สภาเมืองตัดสินใจเมื่อวันจันทร์ว่าสะพานใหม่จะเปิดในเดือนมิถุนายน",
        ),
    ];
    let hand = |text: &str| Action::Hand(Handed::text(String::new(), text.to_owned()).into());
    for (old, new) in texts {
        let mut desk = Desk::reading(old);
        desk.does(hand(new));
        assert!(matches!(desk.session.dialog(), Some(Dialog::Newer(_))), "{old}");
    }
    let mut desk = Desk::reading(texts[0].0);
    desk.does(hand("春天来了，孩子们在河边放风筝，老人们坐在长椅上晒太阳，谈论着过去的日子。"));
    assert!(desk.session.dialog().is_none());
}

#[test]
fn a_long_list_of_changes_shows_those_around_the_one_under_review() {
    let old: Vec<String> =
        (0..250).map(|at| format!("Town {at} has [claim:nine bridges]")).collect();
    let new: Vec<String> = (0..250).map(|at| format!("Town {at} has six bridges")).collect();
    let mut desk = reading(&old.join(".\n"), &new.join(".\n"));
    let found = comparison(&mut desk);
    assert_eq!((found.open, found.listed, found.changes.len()), (250, (250, 0), 100));
    does(&mut desk, Versions::Step { forward: false });
    let found = comparison(&mut desk);
    assert_eq!((found.place, found.listed, found.changes.len()), (Some(250), (250, 200), 50));
    assert!(found.changes.last().unwrap().current);
}

#[test]
fn a_paragraph_with_highlights_over_each_other_shows_each_where_it_is() {
    let old = "Ana [claim:said [person:Bo Lund] left [quote:the [person:town] now]] in May.";
    let found = comparison(&mut reading(old, "Ana said Bo Lund left the town now in June."));
    let PairRow::Both(_, new) = &found.rows[0] else { panic!() };
    let shown = |piece: &WordPiece| {
        let kinds = Kind::ALL.iter().filter(|kind| piece.kinds[kind.index()]);
        let kinds: String = kinds.map(|kind| &kind.name()[..1]).collect();
        format!("{}{{{kinds}}}", piece.text)
    };
    assert_eq!(
        new[0].pieces.iter().map(shown).collect::<String>(),
        "Ana {}said {c}Bo Lund{pc} left {c}the {cq}town{pcq} now{cq} in {}June{}.{}"
    );
}

/// The notation of a text, and what every annotation became: reviewed as an editor would.
fn fates(old: &str, new: &str) -> String {
    let set = annotated(old);
    let found = Comparison::between(&set, new);
    let one = |one: &CarriedOver| format!("{:?}", one.fate).to_lowercase();
    found.carried.iter().map(one).collect::<Vec<_>>().join(" ")
}

#[test]
fn letters_of_every_script_keep_their_annotations() {
    for (old, new, expected) in [
        // Right to left.
        (
            "[person:מירה הולט] אמרה ביום שני כי [claim:הגשר ייפתח במאי].",
            "מירה הולט אמרה ביום שני כי הגשר ייפתח ביוני.",
            "unchanged reworded",
        ),
        (
            "قالت [person:ميرا هولت] إن الجسر سيفتح.",
            "في بيان: قالت ميرا هولت إن الجسر سيفتح.",
            "unchanged",
        ),
        // Emoji of several characters, and a combining accent.
        (
            "[person:👩‍🚒 Ana] came, [person:Jose\u{301}] left.",
            "👩‍🚒 Ana came late, Jose\u{301} left.",
            "unchanged unchanged",
        ),
        // Line ends of Windows become those of the article.
        ("One.\n[claim:Two came.]", "One.\r\nTwo came.", "unchanged"),
        // Nothing is left.
        ("[person:Ana] [claim:left].", "", "gone gone"),
        ("[person:Ana] [claim:left].", "Ana left.", "unchanged unchanged"),
    ] {
        assert_eq!(fates(old, &new.replace("\r\n", "\n")), expected, "{old}");
    }
}

#[test]
fn an_empty_text_is_refused_and_the_same_one_is_named() {
    let mut desk = Desk::reading("Ana left.");
    let paste = |text: &str| Versions::Paste { title: String::new(), text: text.to_owned() };
    assert!(desk.tries(Action::Versions(paste(" \n"))).is_err());
    does(&mut desk, paste("Ana left.\r\n"));
    assert!(!desk.session.is_comparing());
    assert_eq!(desk.toast(), Some(Message::SameText));
}

#[test]
fn another_tab_follows_an_adoption_and_its_undo_and_another_adoption() {
    let mut browser = Browser::with(2);
    browser.marks(0, "Ana").unwrap();
    browser.settle();
    let text = "On Monday Ana met Bo in Lund.".to_owned();
    let asks = [Versions::Paste { title: String::new(), text: text.clone() }, Versions::Adopt];
    for asked in asks {
        browser.does(0, Action::Versions(asked)).unwrap();
        browser.settle();
    }
    assert_eq!(**browser.tabs[0].set().unwrap().article().text(), *text);
    assert_eq!(shows(&browser, 1), "On Monday [person:Ana] met Bo in Lund.");
    assert_eq!(browser.tabs[1].export(), browser.tabs[0].export());
    browser.does(0, Action::Undo).unwrap();
    let text = "Today Ana met Bo.".to_owned();
    for asked in [Versions::Paste { title: String::new(), text }, Versions::Adopt] {
        browser.does(0, Action::Versions(asked)).unwrap();
        browser.does(0, Action::Undo).ok();
        browser.does(0, Action::Redo).ok();
    }
    browser.settle();
    assert_eq!(shows(&browser, 1), written(browser.tabs[0].set().unwrap()).lines().next().unwrap());
    assert_eq!(browser.tabs[1].export(), browser.tabs[0].export());
    assert_eq!(browser.broken, Vec::<String>::new());
}

#[test]
fn thousands_of_highlights_in_one_paragraph_are_shown_and_decided_about() {
    const MANY: usize = 4_000;
    let old: String = (0..MANY).map(|at| format!("Town {at} has [claim:nine bridges]. ")).collect();
    let new: String = (0..MANY).map(|at| format!("Town {at} has six bridges. ")).collect();
    let set = annotated(&old);
    let mut desk = Desk::default();
    let file = crate::paper::proved(&set);
    desk.drops(file.as_bytes());
    does(&mut desk, Versions::Paste { title: String::new(), text: new });
    let found = comparison(&mut desk);
    assert_eq!((found.open, found.changes.len()), (MANY, 100));
    let PairRow::Both(old, new) = &found.rows[0] else { panic!() };
    for side in [old, new] {
        assert_eq!(side[0].pieces.iter().filter(|piece| piece.current).count(), 2);
    }
    for left in (MANY - 20..MANY).rev() {
        assert!(desk.key("1", Place::Panel));
        assert_eq!(comparison(&mut desk).open, left);
    }
}

#[test]
fn other_quotation_marks_and_line_breaks_are_no_other_words() {
    let mut desk = reading(
        "Holt: [quote:“It’s  open in May,\nnot in June,” she said.] [claim:Us in May.] He left.",
        "Holt: \"It's open in May, not in June,\" she said. US in May. He left. It rained.",
    );
    let found = comparison(&mut desk);
    assert_eq!((found.fates, found.open), ([1, 0, 1, 0], 1), "case is another word: {found:?}");
    assert!(desk.key("1", Place::Panel));
    does(&mut desk, Versions::Adopt);
    assert_eq!(desk.toast(), Some(Message::Adopted { changed: 1, gone: 0 }));
    assert_eq!(desk.article().unannounced_count(), 1);
}
