//! What is reported without quotation marks: which words, by whom, and what is none. In the texts, names of people stand
//! in square brackets.

use article_annotator::model::suggest::{Prose, TextLanguage, said};
use article_annotator::model::{Kind, QuoteForm};

use crate::desk::marked;
use crate::speakers::{check, given, suggested};

#[test]
fn that_stays_in_a_report_where_it_stands_for_something() {
    let (plain, all) =
        suggested("Experts say that isn’t likely because the dollar is used.", QuoteForm::Indirect);
    assert_eq!(&plain[all[0].spans[0].indices()], "that isn’t likely because the dollar is used");
}

#[test]
fn indirect_speech_is_suggested_below_any_quotation() {
    let table = [
        ("[Ana Ruiz] said that jobs had doubled in May.", "jobs had doubled in May", "Ana Ruiz"),
        ("Jobs had doubled in May, [Ana Ruiz] said.", "Jobs had doubled in May", "Ana Ruiz"),
        (
            "According to [Ana Ruiz], jobs had doubled in May.",
            "jobs had doubled in May",
            "Ana Ruiz",
        ),
        (
            "The ministry confirmed on Monday that jobs had doubled.",
            "jobs had doubled",
            "The ministry",
        ),
        ("[Ana Ruiz] said jobs were lost in May.", "jobs were lost in May", "Ana Ruiz"),
        (
            "The clerk, who said that jobs had doubled in May, told Reuters the rest.",
            "jobs had doubled in May",
            "The clerk",
        ),
        (
            "[Ana Ruiz] said jobs had doubled in May and that wages had followed.",
            "jobs had doubled in May and that wages had followed",
            "Ana Ruiz",
        ),
        (
            "[Ana Ruiz] told The Herald the jobs had doubled and that wages had followed.",
            "the jobs had doubled and that wages had followed",
            "Ana Ruiz",
        ),
        ("[Ana Ruiz] told reporters they had doubled.", "they had doubled", "Ana Ruiz"),
        (
            "[Ana Ruiz] said the ward had been two nurses short that night.",
            "the ward had been two nurses short that night",
            "Ana Ruiz",
        ),
        ("[Ana Ruiz] said turnout was 62%.", "turnout was 62%", "Ana Ruiz"),
        ("[Ana Ruiz] said vaccines cause autism.", "vaccines cause autism", "Ana Ruiz"),
        ("[Ana Ruiz] accepted that jobs were lost.", "jobs were lost", "Ana Ruiz"),
        (
            "[Ana Ruiz] told the coroner’s inquest that jobs had doubled in May.",
            "jobs had doubled in May",
            "Ana Ruiz",
        ),
        ("[Tom Hall] swore he would resign in May.", "he would resign in May", "Tom Hall"),
        (
            "At the Port of Nogales, agents said they were bracing for arrivals.",
            "they were bracing for arrivals",
            "agents",
        ),
        ("Mrs Justice [Ruiz] held that the sale was void.", "the sale was void", "Ruiz"),
        (
            "[Ana Ruiz]’s announcement that jobs had doubled was wrong.",
            "jobs had doubled was wrong",
            "Ana Ruiz",
        ),
    ];
    for (text, expected, speaker) in table {
        let (plain, all) = suggested(text, QuoteForm::Indirect);
        let found: Vec<&str> = all.iter().map(|one| &plain[one.spans[0].indices()]).collect();
        assert_eq!(found, [expected], "in: {text}");
        assert_eq!(all[0].speaker.as_ref().map(|it| it.name.as_str()), Some(speaker), "in: {text}");
        assert!(all[0].score < 0.5, "in: {text}");
    }
}

#[test]
fn whoever_is_told_something_else_reports_nothing() {
    for text in [
        "[Ana Ruiz] told the truth.",
        "[Ana Ruiz] told them to leave their homes.",
        "[Ana Ruiz] told the children stories of the sea.",
        "[Ana Ruiz] told reporters in the hall what had happened.",
    ] {
        assert_eq!(suggested(text, QuoteForm::Indirect).1, [], "in: {text}");
    }
}

#[test]
fn what_somebody_denies_is_neither_their_words_nor_their_claim() {
    for text in [
        "[Ana Ruiz] denied that jobs had doubled in May.",
        "[Ana Ruiz], denied that any report had been hidden.",
        "[Ana Ruiz] has never said that jobs had doubled in May.",
        "[Ana Ruiz] didn’t say that jobs had doubled in May.",
        "[Ana Ruiz] did not say jobs had doubled in May.",
        "[Ana Ruiz] declined to say that jobs had doubled in May.",
        "[Ana Ruiz] disputes that jobs doubled last year.",
    ] {
        let (plain, people) = marked(text);
        let all = said(&Prose::of(&plain), TextLanguage::English, &people, &given);
        let hers = all.iter().filter(|one| one.speaker.is_some());
        let words: Vec<_> = hers.map(|one| &plain[one.spans[0].indices()]).collect();
        assert_eq!(words, [""; 0], "in: {text}");
    }
    let firm = "AT&T said that it would cut 300 jobs.";
    let all = said(&Prose::of(firm), TextLanguage::English, &[], &given);
    assert!(all.iter().any(|one| one.kind == Kind::Quote), "the T of a name denies nothing");
}

#[test]
fn whoever_does_a_thing_says_what_is_told_behind_it() {
    check(&[
        (
            "A federal judge blocked a law requiring the Ten Commandments to be shown, saying it was “against all law.”",
            &["A federal judge"],
        ),
        (
            "[Ana Ruiz] left [Tom Hall] to the council, calling it “a mess of their own making.”",
            &["Ana Ruiz"],
        ),
        (
            "Ms [Ruiz]’s family said in a statement that she was “the heart of our home”.",
            &["Ms Ruiz’s family"],
        ),
        (
            "President [Ruiz] spoke. She struck a firm tone, emphasizing that talks must go on, saying, “Be ready.”",
            &["Ruiz (She)"],
        ),
        ("Ms [Ruiz] held a press conference, saying it was “a mess”.", &["Ruiz"]),
        (
            "Spotify, whose complaint led to the inquiry, hailed it as “a powerful message”.",
            &["Spotify"],
        ),
        (
            "[Ana Ruiz] has called the dean’s predecessor, [Tom Hall], “a failure in every way”.",
            &["Ana Ruiz"],
        ),
    ]);
}

#[test]
fn what_is_cut_off_from_its_subject_is_no_report() {
    for text in [
        "The city lost 40,000 jobs last year, which economists say was caused by tariffs.",
        "A painting thought lost in the war sold for £4m.",
        "A suspect said to be armed left on foot.",
        "The chairwoman, Ana Ruiz, said as the clock ran down.",
        "Hall smiled, said nothing and left through the wrong door.",
        "Ana Ruiz said in an interview in her office, where a painting still hangs.",
    ] {
        let (plain, all) = suggested(text, QuoteForm::Indirect);
        assert!(all.is_empty(), "in: {plain}");
    }
}

#[test]
fn a_report_may_have_any_verb() {
    for text in [
        "Spending on roads fell by 12 per cent last year, [Ana Ruiz] said.",
        "[Ana Ruiz] said the dredger cost £4.2m.",
        "[Ana Ruiz] said prices shot up in May.",
        "[Ana Ruiz] says the ride takes 41 minutes, about half as long as the bus.",
        "[Ana Ruiz] retorted that the late minister had said so.",
        "[Ana Ruiz] said nothing would change before the vote.",
        "[Ana Ruiz] told NPR's [Tom Hall] he paid the bill himself.",
        "According to [Ana Ruiz], owners account for 23 percent of new firms.",
    ] {
        let (plain, all) = suggested(text, QuoteForm::Indirect);
        let whose: Vec<_> =
            all.iter().filter_map(|one| one.speaker.as_ref()).map(|one| &one.name).collect();
        assert_eq!(whose, ["Ana Ruiz"], "in: {plain}");
    }
}

#[test]
fn a_report_ends_where_its_source_or_its_verb_is_put_into_the_sentence() {
    for (text, said, who) in [
        (
            "Some 87% of the members backed a walkout, according to its president, [Ana Ruiz].",
            "Some 87% of the members backed a walkout",
            "Ana Ruiz",
        ),
        (
            "Workers voted on Monday to reject the offer, union leaders said, raising the prospect of a strike.",
            "Workers voted on Monday to reject the offer",
            "union leaders",
        ),
        ("Troopers said alcohol was not a factor.", "alcohol was not a factor", "Troopers"),
    ] {
        let (plain, all) = suggested(text, QuoteForm::Indirect);
        let found: Vec<_> = all
            .iter()
            .map(|one| {
                (&plain[one.spans[0].indices()], one.speaker.as_ref().unwrap().name.as_str())
            })
            .collect();
        assert_eq!(found, [(said, who)], "in: {plain}");
    }
    for text in [
        "They were taken to an airfield where, according to a lawsuit, they were held for 16 days.",
        "Ana Ruiz asked that her name be withheld because the case is open.",
        "The suspect's older brother, according to police, fled to Ohio in May.",
        "By the end of the year, according to Goldman Sachs, oil will cost $90.",
        "The film cost $200m, according to Variety, and took $50m, according to Deadline.",
        "Tom Hall was convicted of murder, but his wife said nothing.",
        "Asked if he was guilty, Tom Hall said nothing.",
        "Usain Bolt claimed the gold medal in the 100m in Beijing.",
        "The priest said a blessing over the coffin on Monday.",
        "Ana Ruiz continued that tradition when she became mayor in 2010.",
        "Tom Hall is not, his lawyer said, a flight risk.",
        "The man who shot him, police said, fled on foot and was caught.",
        "Savings claimed by ministers were false.",
    ] {
        assert!(suggested(text, QuoteForm::Indirect).1.is_empty(), "in: {text}");
    }
}

#[test]
fn what_tells_more_of_a_speaker_is_no_report() {
    for (text, said, who) in [
        (
            "[Ana Ruiz], who disclosed this on Monday, said the mayor had ignored three letters.",
            "the mayor had ignored three letters",
            "Ana Ruiz",
        ),
        (
            "The chairman, [Tom Hall], who disclosed this, said roads would be mended by May.",
            "roads would be mended by May",
            "Tom Hall",
        ),
    ] {
        let (plain, all) = suggested(text, QuoteForm::Indirect);
        let found: Vec<_> = all
            .iter()
            .map(|one| {
                (&plain[one.spans[0].indices()], one.speaker.as_ref().unwrap().name.as_str())
            })
            .collect();
        assert_eq!(found, [(said, who)], "in: {plain}");
    }
    let text = "“Help is on the way,” [Ana Ruiz] said in a televised address.";
    assert!(suggested(text, QuoteForm::Indirect).1.is_empty());
}
