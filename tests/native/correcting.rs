//! The text of an open article is corrected while nothing in it is marked; what was not changed keeps its look.

use std::rc::Rc;

use article_annotator::model::{
    Article, BlockKind, Details, Inline, InlineKind, Kind, Rejected, TextRange,
};
use article_annotator::session::action::dialog::WhyNot;
use article_annotator::session::{Action, Dialog, Message};
use proptest::prelude::*;

use crate::notation::find;
use crate::random;
use crate::world::Desk;

const TEXT: &str =
    "The mayor says no\nShe said it on Monday.\nAdvertisement\nThe council\nmeets again.";

/// A corrected article: a letter for the kind of each line, and the words in emphasis.
fn corrected(new: &str) -> (String, Vec<String>) {
    use BlockKind::{BlockQuote, Heading1, ListItem, Paragraph};
    let article = Article::new(None, TEXT).unwrap();
    let inlines = ["said it", "council"].map(|words| find(&article, words));
    let inlines = inlines.map(|range| Inline { range, kind: InlineKind::Emphasis }).to_vec();
    let kinds = [Heading1, BlockQuote, ListItem, Paragraph, BlockQuote];
    let new = article.with_kinds(&kinds).with_inlines(inlines).corrected(new).unwrap();
    let kinds = new.blocks().iter().map(|block| match block.kind {
        Heading1 => 'h',
        BlockQuote => 'q',
        ListItem => 'l',
        _ => 'p',
    });
    let words = new.inlines().iter().map(|one| new.slice(one.range).to_owned());
    (kinds.collect(), words.collect())
}

#[test]
fn lines_keep_their_kinds_and_emphasis_outside_of_what_changed() {
    let both = ["said it", "council"].as_slice();
    for (new, kinds, words) in [
        (TEXT.to_owned(), "hqlpq", both),
        (TEXT.replace("Advertisement\n", ""), "hqpq", both),
        (TEXT.replace("Monday", "Tuesday"), "hqlpq", both),
        (TEXT.replace("mayor", "Mayor of Springfield"), "hqlpq", both),
        (TEXT.replace("council\nmeets", "council meets"), "hqlp", both),
        (TEXT.replace("said it", "said that it"), "hqlpq", ["said that it", "council"].as_slice()),
        (TEXT.replace("it on", "nothing on"), "hqlpq", ["said nothing", "council"].as_slice()),
        (format!("Before\n{TEXT}\nAfter"), "phqlpqp", both),
        (TEXT.replace("\nAdvertisement\n", "\n\n"), "hqppq", both),
        ("Something else".to_owned(), "h", [].as_slice()),
    ] {
        let (has, emphasised) = corrected(&new);
        assert_eq!(
            (has.as_str(), emphasised),
            (kinds, words.iter().map(|one| (*one).to_owned()).collect()),
            "{new}"
        );
    }
}

fn corrects(desk: &mut Desk, text: &str) {
    desk.does(Action::Correct(None));
    let Some(Dialog::Correct { text: shown, why_not: None }) = desk.session.dialog() else {
        panic!("the text is shown")
    };
    assert_eq!(shown, desk.article().text());
    desk.does(Action::Correct(Some(text.to_owned())));
}

#[test]
fn a_corrected_text_takes_the_place_of_the_earlier_one_which_can_be_had_back() {
    let mut desk = Desk::reading(TEXT);
    let details =
        Details { byline: Some("Ana Ruiz".to_owned()), ..Details::clone(desk.set().details()) };
    desk.does(Action::SetDetails(details));
    let old = desk.article().id().clone();
    let new = TEXT.replace("Advertisement\n", "");
    corrects(&mut desk, &new);
    assert_eq!(&**desk.article().text(), new);
    assert_eq!(desk.set().details().byline.as_deref(), Some("Ana Ruiz"));
    assert!(desk.session.dialog().is_none());
    assert!(matches!(desk.toast(), Some(Message::TextCorrected(id)) if id == old));
    // It can be marked, and is what opens again.
    desk.mark(Kind::Claim, "The council");
    assert_eq!(&**desk.restarted().article().text(), new);
    desk.does(Action::RestoreArticle(old.clone()));
    assert_eq!(&**desk.article().text(), new);
}

#[test]
fn suggestions_stay_rejected_where_their_words_are_unchanged() {
    let text = "Advertisement\nThe council met.\nAna Ruiz met Bo Lund.\n“We are late,\nvery late,” she said.";
    let mut desk = Desk::reading(text);
    let words = ["Ana Ruiz", "Bo Lund", "“We are late,\nvery late,”"];
    let spans = words.map(|words| find(desk.article(), words));
    let kinds = [Kind::Person, Kind::Person, Kind::Quote];
    let rejected = kinds.into_iter().zip(spans);
    let rejected = rejected.map(|(kind, span)| Rejected { kind, spans: vec![span] }).collect();
    let details = Details { rejected: Rc::new(rejected), ..Details::clone(desk.set().details()) };
    desk.does(Action::SetDetails(details));
    corrects(&mut desk, &text.replace("Advertisement\n", "").replace("Bo Lund", "Bob Lund"));
    let kept = desk.set().details().rejected.clone();
    let kept: Vec<_> = kept.iter().map(|one| desk.article().words_of(&one.spans)).collect();
    assert_eq!(kept, [words[0], words[2]]);
}

#[test]
fn once_something_is_marked_the_text_stays_and_the_dialog_says_why() {
    let mut desk = Desk::reading(TEXT);
    let id = desk.mark(Kind::Claim, "The council");
    for asked in [None, Some("Something else".to_owned())] {
        desk.does(Action::Correct(asked));
        let dialog = desk.session.dialog();
        assert!(matches!(
            dialog,
            Some(Dialog::Correct { why_not: Some(WhyNot::Annotated(1)), .. })
        ));
        assert_eq!(&**desk.article().text(), TEXT);
    }
    desk.does(Action::Remove(id));
    corrects(&mut desk, "Something else");
    assert_eq!(&**desk.article().text(), "Something else");
}

#[test]
fn a_text_without_words_is_refused_and_one_without_changes_changes_nothing() {
    let mut desk = Desk::reading(TEXT);
    assert!(desk.tries(Action::Correct(Some(" \n".to_owned()))).is_err());
    let id = desk.article().id().clone();
    corrects(&mut desk, TEXT);
    assert_eq!(*desk.article().id(), id);
}

proptest! {
    #![proptest_config(random::cases(64))]

    #[test]
    fn any_correction_is_the_text_that_was_typed(old in random::text(), new in random::text(), seed in any::<random::Seed>()) {
        let article = random::article(&old, seed).corrected(&new).unwrap();
        let plain = Article::new(None, &new).unwrap();
        prop_assert_eq!(article.text(), plain.text());
        let whole = TextRange::new(0, plain.text().len() as u32);
        for one in article.inlines() {
            prop_assert!(article.get(one.range).is_some() && one.range.end <= whole.end);
        }
    }
}
