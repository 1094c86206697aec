//! Past bugs, one test each. What a law covers needs no test here.

use article_annotator::model::{Kind, Timestamp};
use article_annotator::session::render::card_layout;
use article_annotator::session::{Action, Effect, Event, Message};
use proptest::prelude::*;

use crate::world::Desk;

const TEXT: &str = "Putin met Trump’s envoy. Ana said “yes”.";

fn selections(desk: &Desk) -> Vec<Option<String>> {
    let told = desk.heard.iter().filter_map(|effect| match effect {
        Effect::Emit(Event::Select(id)) => Some(id.as_ref().map(ToString::to_string)),
        _ => None,
    });
    told.collect()
}

#[test]
fn a_click_elsewhere_in_the_same_highlights_begins_again_with_the_smallest() {
    let mut desk = Desk::reading(TEXT);
    desk.mark(Kind::Quote, "Putin met Trump’s envoy.");
    desk.mark(Kind::Claim, "Trump’s envoy");
    desk.click("met");
    assert_eq!(desk.open().unwrap(), "Putin met Trump’s envoy.");
    desk.click("envoy");
    assert_eq!(desk.open().unwrap(), "Trump’s envoy", "not the next larger: it is another place");
}

#[test]
fn listeners_hear_that_a_card_closed_also_when_its_kind_was_hidden() {
    let mut desk = Desk::reading(TEXT);
    let id = desk.mark(Kind::Claim, "Trump’s envoy");
    desk.click("envoy");
    desk.does(Action::Filter(Kind::Claim));
    assert_eq!(selections(&desk), [Some(id.to_string()), None]);
}

#[test]
fn pasting_an_article_whose_entry_is_damaged_brings_its_annotations_back() {
    for damaged in ["entry", "text"] {
        let mut desk = Desk::reading(TEXT);
        desk.mark(Kind::Person, "Ana");
        desk.store.damage(damaged, "");
        let mut again = Desk { store: desk.store.clone(), ..Desk::default() };
        again.world.drawn.set(99);
        again.does(Action::OpenText { title: String::new(), text: TEXT.to_owned() });
        assert_eq!(again.shows(), "Putin met Trump’s envoy. [person:Ana] said “yes”.");
        assert!(matches!(again.toast(), Some(Message::SetAside(_))));
        again.mark(Kind::Claim, "yes");
        let third = again.restarted();
        assert_eq!(third.shows(), "Putin met Trump’s envoy. [person:Ana] said “[claim:yes]”.");
    }
}

#[test]
fn two_readers_files_about_one_text_have_one_actor_of_a_name() {
    let mut mine = Desk::reading(TEXT);
    mine.mark(Kind::Person, "Ana");
    let mut theirs = Desk::reading(TEXT);
    theirs.world.drawn.set(99);
    theirs.mark(Kind::Person, "Ana");
    theirs.mark(Kind::Person, "Putin");
    let file = theirs.exported();
    mine.drops(file.as_bytes());
    assert_eq!(mine.actors(), ["Ana", "Putin"]);
    assert_eq!(mine.set().len(), 3);
}

#[test]
fn the_page_is_about_as_long_before_it_was_seen_as_afterwards() {
    // 64 paragraphs of five lines each, with a gap of half a line.
    let text = vec!["x".repeat(300); 64].join("\n");
    let desk = Desk::reading(&text);
    let sections = desk.document().sections().iter();
    let lines: u32 = sections.map(|section| card_layout::lines(section.extent)).sum();
    assert_eq!(lines, 64 * 5 + 32);
}

proptest! {
    #[test]
    fn dates_are_those_of_a_library_for_dates(millis in -62_135_596_800_000_i64..253_402_300_799_999) {
        let time = Timestamp(millis);
        let known = jiff::Timestamp::from_millisecond(millis).unwrap();
        prop_assert_eq!(time.to_string(), format!("{known:.3}"));
        prop_assert_eq!(time.to_string().parse(), Ok(time));
    }
}

#[test]
fn dates_are_read_with_offsets_and_refused_where_there_is_no_such_day() {
    let read = |text: &str| text.parse::<Timestamp>().ok().map(|time| time.to_string());
    for (text, wanted) in [
        ("2026-01-31T14:05:00+02:00", Some("2026-01-31T12:05:00.000Z")),
        ("2024-02-29T00:00:00.5Z", Some("2024-02-29T00:00:00.500Z")),
        ("2026-01-31t14:05:00.123456z", Some("2026-01-31T14:05:00.123Z")),
        ("2026-02-29T00:00:00Z", None),
        ("2026-13-01T00:00:00Z", None),
        ("2026-01-31T24:00:00Z", None),
        ("2026-01-31T9:05:00Z", None),
        ("226-01-31T14:05:00Z", None),
        ("2026-01-31T14:0x:00Z", None),
        ("2026-01-31", None),
        ("2026-01-31T14:05Z", None),
        ("２０２６-01-31T14:05:00Z", None),
        ("", None),
    ] {
        assert_eq!(read(text).as_deref(), wanted, "{text}");
    }
}
