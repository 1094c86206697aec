//! A newer text over the open article: what is compared, decided and adopted, by keys too; what undo, a restart
//! and our own file bring back. The laws are in laws_versions.rs.

use article_annotator::model::anchoring::Fate;
use article_annotator::model::{Kind, QuoteForm};
use article_annotator::session::api::arguments::Patch;
use article_annotator::session::commands::keymap::Place;
use article_annotator::session::versions::rows::{ChangesRows, ComparedRows, PairRow};
use article_annotator::session::versions::{ChangeChoice, Versions};
use article_annotator::session::{
    Action, Dialog, Effect, Handed, Message, PageEffect, Panel, Panels,
};

use crate::world::Desk;

const OLD: &str = "Mira Holt spoke on Monday about the bridge over the river.\n“We will open it in May,” she said \
                   to the council.\nThe bridge cost nine million euros, the city says.\nRain fell all day long.";
const NEW: &str = "Mira Holt spoke on Monday about the bridge over the river.\n“We will open it in June,” she said \
                   to the council.\nThe bridge cost ten million euros, the city says.\nNothing more is known.";

/// A reader with the old text marked, and the new one pasted.
fn compared() -> Desk {
    let mut desk = Desk::reading(OLD);
    desk.mark(Kind::Person, "Mira Holt");
    desk.mark(Kind::Quote, "We will open it in May");
    desk.mark(Kind::Claim, "The bridge cost nine million euros");
    desk.mark(Kind::Claim, "Rain fell all day long.");
    desk.does(Action::Versions(Versions::Paste { title: String::new(), text: NEW.to_owned() }));
    desk
}

fn rows(desk: &mut Desk) -> ChangesRows {
    desk.lists().compared.unwrap().value().clone()
}

fn comparison(desk: &mut Desk) -> ComparedRows {
    rows(desk).comparison.unwrap()
}

fn does(desk: &mut Desk, asked: Versions) {
    desk.does(Action::Versions(asked));
}

fn listed(desk: &mut Desk) -> Vec<String> {
    let row = |row: &article_annotator::session::versions::rows::ChangeRow| {
        let words = |pieces: &[article_annotator::session::versions::rows::WordPiece]| {
            let piece = |piece: &article_annotator::session::versions::rows::WordPiece| {
                if piece.changed { format!("[{}]", piece.text) } else { piece.text.clone() }
            };
            pieces.iter().map(piece).collect::<String>()
        };
        let sign = if row.current { ">" } else { "" };
        format!("{sign}{} {} | {}", row.kind.name(), words(&row.old), words(&row.new))
    };
    comparison(desk).changes.iter().map(row).collect()
}

#[test]
fn a_newer_text_is_compared_word_by_word_and_lists_what_to_decide_about() {
    let mut desk = compared();
    assert_eq!(*desk.session.panel(), Panel::Changes);
    let is_seen =
        desk.heard.iter().any(|one| matches!(one, Effect::OnPage(PageEffect::RevealBeside)));
    assert!(is_seen, "the first change is scrolled into view");
    let found = comparison(&mut desk);
    assert_eq!((found.fates, found.open), ([1, 0, 2, 1], 3));
    assert_eq!((found.words, found.paragraphs), ((7, 6), (3, 4)));
    assert!(matches!(found.rows[0], PairRow::Same(0, 1, 1)));
    assert_eq!(
        listed(&mut desk),
        [
            ">quote We will open it in [May] | We will open it in [June]",
            "claim The bridge cost [nine] million euros | The bridge cost [ten] million euros",
            "claim Rain fell all day long. | ",
        ]
    );
    assert_eq!(desk.lists().changes, Some(3));
    assert_eq!(&**desk.article().text(), OLD, "nothing changes before it is adopted");
}

#[test]
fn decisions_are_made_by_keys_and_adopting_is_one_step_that_undoes_and_survives_a_restart() {
    let mut desk = compared();
    let before = desk.exported();
    assert!(desk.key("j", Place::Panel));
    assert!(desk.key("k", Place::Panel));
    does(&mut desk, Versions::Adopt);
    assert_eq!(&**desk.article().text(), OLD, "not before all is decided");
    for key in ["1", "1", "2"] {
        assert!(desk.session.would_lose_work(), "closing the page asks");
        assert!(desk.key(key, Place::Panel));
    }
    assert_eq!(comparison(&mut desk).open, 0);
    does(&mut desk, Versions::Adopt);
    assert_eq!(desk.toast(), Some(Message::Adopted { changed: 2, gone: 1 }));
    assert!(!desk.session.would_lose_work());
    assert_eq!(&**desk.article().text(), NEW);
    let words: Vec<_> = desk.set().iter().map(|one| desk.article().words_of(&one.spans)).collect();
    assert_eq!(
        words,
        ["Mira Holt", "We will open it in June", "The bridge cost ten million euros"]
    );
    assert_eq!(desk.set().len(), 3);
    let adopted = desk.exported();
    desk.does(Action::Panel(Panels::Show(Panel::Todo(None))));
    assert!(desk.undo());
    assert_eq!(desk.exported(), before);
    assert_eq!(*desk.session.panel(), Panel::Todo(None), "the list that the reader was in stays");
    assert!(desk.redo());
    assert_eq!(desk.exported(), adopted);
    let mut again = desk.restarted();
    assert_eq!(again.exported(), adopted);
    assert!(again.undo(), "the step is stored");
    assert_eq!(again.exported(), before);
    assert_eq!(again.restarted().exported(), before);
}

#[test]
fn versions_and_unannounced_changes_stay_listed_and_can_be_compared() {
    let mut desk = compared();
    for key in ["1", "1", "2"] {
        desk.key(key, Place::Panel);
    }
    does(&mut desk, Versions::Adopt);
    does(&mut desk, Versions::Show);
    let shown = rows(&mut desk);
    assert_eq!(shown.versions.len(), 2);
    let changed: Vec<_> = shown
        .unannounced
        .iter()
        .map(|one| (one.change.old.as_str(), one.change.new.as_deref()))
        .collect();
    assert_eq!(
        changed,
        [
            ("We will open it in May", Some("We will open it in June")),
            ("The bridge cost nine million euros", Some("The bridge cost ten million euros")),
            ("Rain fell all day long.", None),
        ]
    );
    does(&mut desk, Versions::Look { old: 0, new: 1 });
    let found = comparison(&mut desk);
    assert!(!found.adopts);
    assert_eq!((found.fates, found.open), ([1, 0, 2, 1], 0));
    // A colleague opens the file, and has the versions too.
    let file = desk.exported();
    let mut other = Desk::default();
    other.drops(file.as_bytes());
    assert_eq!(other.exported(), file);
}

#[test]
fn other_words_are_taken_from_the_newer_text_and_from_nowhere_else() {
    let mut desk = compared();
    assert!(desk.key("3", Place::Panel));
    assert!(comparison(&mut desk).changes[0].asks);
    let words = |words: &str| Versions::Decide(ChangeChoice::Words(words.to_owned()));
    does(&mut desk, words("in July"));
    assert_eq!(desk.toast(), Some(Message::NotInNewer("in July".to_owned())));
    does(&mut desk, words(" open it in June "));
    assert_eq!(comparison(&mut desk).open, 2);
    assert!(desk.key("1", Place::Panel));
    assert!(desk.key("2", Place::Panel));
    does(&mut desk, Versions::Adopt);
    assert!(desk.set().iter().any(|one| desk.article().words_of(&one.spans) == "open it in June"));
}

#[test]
fn what_changes_during_a_comparison_is_compared_again_and_decisions_stay() {
    let mut desk = compared();
    assert!(desk.key("1", Place::Panel));
    let person = desk.set().iter().next().unwrap().id.clone();
    desk.does(Action::Remove(person));
    let found = comparison(&mut desk);
    assert_eq!((found.fates, found.open), ([0, 0, 2, 1], 2));
    does(&mut desk, Versions::Only(Some(Fate::Gone)));
    assert_eq!(listed(&mut desk), [">claim Rain fell all day long. | "]);
    does(&mut desk, Versions::Stop);
    assert_eq!(desk.lists().changes, None);
}

#[test]
fn texts_of_a_few_words_are_not_taken_for_versions_of_each_other() {
    let mut desk = Desk::reading("Chosen text");
    let text = "First line\nSecond line\nThird".to_owned();
    desk.does(Action::Hand(Handed::text(String::new(), text.clone()).into()));
    assert!(desk.session.dialog().is_none());
    assert_eq!(**desk.article().text(), *text);
}

#[test]
fn a_text_much_like_the_open_one_offers_to_compare_and_another_text_just_opens() {
    let mut desk = Desk::reading(OLD);
    let hand = |text: &str| Action::Hand(Handed::text(String::new(), text.to_owned()).into());
    desk.does(hand(NEW));
    let Some(Dialog::Newer(newer)) = desk.session.dialog().cloned() else { panic!("it asks") };
    desk.does(Action::Versions(Versions::Compare(newer)));
    assert!(desk.session.dialog().is_none());
    assert_eq!(comparison(&mut desk).fates, [0; 4]);
    desk.does(hand(NEW));
    desk.heard.clear();
    desk.does(Action::OpenNewer);
    assert!(
        desk.heard.iter().any(|one| matches!(one, Effect::OnPage(PageEffect::ReturnToArticle))),
        "the focus is lost"
    );
    assert_eq!(&**desk.article().text(), NEW, "as an article of its own");
    desk.does(hand("Something else was said about quite another thing today."));
    assert!(desk.session.dialog().is_none());
}

#[test]
fn the_old_text_opens_the_article_that_has_it_as_a_version() {
    let mut desk = compared();
    for key in ["1", "1", "2"] {
        desk.key(key, Place::Panel);
    }
    does(&mut desk, Versions::Adopt);
    let adopted = desk.exported();
    desk.does(Action::OpenText { title: String::new(), text: "Another article.".to_owned() });
    desk.does(Action::OpenText { title: String::new(), text: OLD.to_owned() });
    assert_eq!(desk.exported(), adopted);
    assert_eq!(desk.toast(), Some(Message::EarlierVersion));
}

#[test]
fn the_report_and_the_vetting_sheet_list_unannounced_changes_with_both_wordings() {
    let mut desk = compared();
    for key in ["1", "1", "2"] {
        desk.key(key, Place::Panel);
    }
    does(&mut desk, Versions::Adopt);
    for (format, heading) in [("report", "UNANNOUNCED CHANGES"), ("vetting", "Unannounced changes")]
    {
        let file = desk.exports(format).unwrap();
        let (_, listed) = file.split_once(heading).unwrap();
        for words in ["We will open it in May”", "“We will open it in June”", "taken out"] {
            assert!(listed.contains(words), "{format}: {listed}");
        }
    }
}

#[test]
fn formats_that_cannot_hold_versions_say_so() {
    let mut desk = compared();
    for key in ["1", "1", "2"] {
        desk.key(key, Place::Panel);
    }
    does(&mut desk, Versions::Adopt);
    use article_annotator::formats::common::codec::{Written, export_proved};
    use article_annotator::formats::common::loss::Lack;
    use article_annotator::formats::{Options, registry};
    for codec in registry::all() {
        let written = [Written::new(desk.set(), "article")];
        let proved =
            export_proved(codec, &written, &Options::default(), Default::default()).unwrap();
        let lost = proved.losses[0].iter().any(|loss| loss.what == Lack::Versions);
        assert_eq!(lost, codec.format.id != "json", "{}", codec.format.id);
    }
}

#[test]
fn versions_that_were_read_on_the_same_day_are_told_apart_by_the_time() {
    let mut desk = compared();
    for key in ["1", "1", "2"] {
        desk.key(key, Place::Panel);
    }
    does(&mut desk, Versions::Adopt);
    let text = format!("{}\nMore is known.", desk.set().article().text());
    does(&mut desk, Versions::Paste { title: String::new(), text });
    does(&mut desk, Versions::Adopt);
    does(&mut desk, Versions::Show);
    let versions = rows(&mut desk).versions;
    let same: Vec<_> = versions.iter().map(|row| (row.read.is_some(), row.same_day)).collect();
    assert_eq!(same, [(false, false), (true, true), (true, true)]);
}

#[test]
fn nobody_is_held_to_two_wordings_of_what_the_article_reports_in_its_own_words() {
    let told = |quote: &str, form: QuoteForm| {
        let old = format!("Mira Holt spoke. {quote}, she said.");
        let mut desk = Desk::reading(&old);
        let id = desk.mark(Kind::Quote, quote);
        let patch = Patch {
            actor: Some(Some("Mira Holt".to_owned())),
            form: Some(Some(form)),
            ..Patch::default()
        };
        desk.does(Action::Update { id, patch: Box::new(patch) });
        let text = old.replace("May", "June");
        does(&mut desk, Versions::Paste { title: String::new(), text });
        comparison(&mut desk).changes[0].who.clone()
    };
    let direct = told("“The bridge opens in May”", QuoteForm::Direct);
    assert_eq!(direct.as_deref(), Some("Mira Holt"));
    assert_eq!(told("The bridge opens in May", QuoteForm::Indirect), None);
}
