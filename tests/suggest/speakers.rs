//! Who says a quote, by tables of real ways to say so; in stories: stories.rs. In the texts, names of people stand in square brackets.

use article_annotator::model::suggest::{Bearers, Prose, Suggestion, TextLanguage, said};
use article_annotator::model::{Kind, QuoteForm};

use crate::desk::marked;

/// Some given names, as a model knows them.
pub fn given(word: &str) -> Option<Bearers> {
    match word.to_lowercase().as_str() {
        "ana" | "mary" | "jane" | "yvette" | "maria" | "emma" => Some(Bearers::Women),
        "john" | "robert" | "paul" | "tom" | "enver" | "rishi" => Some(Bearers::Men),
        _ => None,
    }
}

/// What is suggested about a marked text, in one form.
pub fn suggested(text: &str, form: QuoteForm) -> (String, Vec<Suggestion>) {
    let (plain, people) = marked(text);
    let mut all = said(&Prose::of(&plain), TextLanguage::English, &people, &given);
    all.retain(|one| one.kind == Kind::Quote && one.form == Some(form));
    (plain, all)
}

/// The speakers of the direct quotes: the name, and in brackets the mention if it reads differently.
pub fn speakers(text: &str) -> Vec<String> {
    let (plain, all) = suggested(text, QuoteForm::Direct);
    let shown = |one: &Suggestion| {
        let Some(speaker) = &one.speaker else { return "nobody".to_owned() };
        let mention = speaker.mention.map_or("", |range| &plain[range.indices()]);
        if mention == speaker.name {
            mention.to_owned()
        } else {
            format!("{} ({mention})", speaker.name)
        }
    };
    all.iter().map(shown).collect()
}

#[track_caller]
pub fn check(table: &[(&str, &[&str])]) {
    for (text, expected) in table {
        assert_eq!(speakers(text), *expected, "in: {text}");
    }
}

#[test]
fn the_cue_stands_before_behind_or_inverted() {
    check(&[
        ("“Jobs doubled,” said [Ana Ruiz].", &["Ana Ruiz"]),
        ("“Jobs doubled,” [Ana Ruiz] said.", &["Ana Ruiz"]),
        ("[Ana Ruiz] said: “Jobs doubled.”", &["Ana Ruiz"]),
        ("[Ana Ruiz] told reporters in Geneva on Monday, “Jobs doubled.”", &["Ana Ruiz"]),
        ("According to [Ana Ruiz], “jobs doubled twice in May”.", &["Ana Ruiz"]),
        ("“Jobs doubled,” said Professor [Ana Ruiz], who leads the study.", &["Ana Ruiz"]),
        ("“Jobs doubled,” a visibly tired [Ana Ruiz] told the council.", &["Ana Ruiz"]),
        ("“Did jobs double?” asked [Ana Ruiz].", &["Ana Ruiz"]),
        ("[Ana Ruiz]: “Jobs doubled.”", &["Ana Ruiz"]),
        ("“Jobs doubled,” [Ana Ruiz] later added.", &["Ana Ruiz"]),
        ("“Jobs doubled,” quietly admitted [Ana Ruiz].", &["Ana Ruiz"]),
        ("“Jobs doubled,” said Mrs. [Ruiz] on Monday.", &["Ruiz"]),
        ("“Jobs doubled,” said Sen. [Ana Ruiz] on Monday.", &["Ana Ruiz"]),
        ("It was, said [Ana Ruiz], “the best May in years”.", &["Ana Ruiz"]),
        ("[Ana Ruiz] blamed [Tom Hall] and said the plan “doubled jobs”.", &["Ana Ruiz"]),
        (
            "[Ana Ruiz] said that [Tom Hall] “walked in slowly” and told the police “a great lie”.",
            &["Ana Ruiz", "Tom Hall"],
        ),
        ("According to Spain's [Ana Ruiz], “jobs doubled twice in May”.", &["Ana Ruiz"]),
    ]);
}

#[test]
fn words_between_the_name_and_its_verb_are_no_speaker() {
    check(&[
        ("[Ana Ruiz], a critic of the mayor [Tom Hall], said: “Jobs doubled.”", &["Ana Ruiz"]),
        ("[Ana Ruiz], of the University of Leeds, said: “Jobs doubled.”", &["Ana Ruiz"]),
        (
            "A spokesman for [Tom Hall] said: “Jobs doubled.”",
            &["A spokesman for Tom Hall (A spokesman)"],
        ),
        (
            "A spokesman for the county council said: “Jobs doubled.”",
            &["A spokesman for the county council (A spokesman)"],
        ),
        (
            "“Jobs doubled,” said a lawyer for the parents on Monday.",
            &["a lawyer for the parents (a lawyer)"],
        ),
        (
            "A lawyer for the family of [Ana Ruiz] said: “Jobs doubled.”",
            &["A lawyer for the family of Ana Ruiz (A lawyer)"],
        ),
        (
            "[Tom Hall] laughed. [Ruiz]’s dental hygienist said she had “never missed a day in ten years”.",
            &["Ruiz’s dental hygienist"],
        ),
        ("A spokesman for Monday said: “Jobs doubled.”", &["A spokesman"]),
        ("[Ana Ruiz] left, but in an email to staff wrote: “Jobs doubled.”", &["Ana Ruiz"]),
        (
            "[Tom Hall] won. As a young admirer once said of him: “Jobs doubled.”",
            &["a young admirer"],
        ),
        ("[Ana Ruiz] held a placard that read “Jobs have doubled”.", &["nobody"]),
        ("[Ana Ruiz] stood by a sign saying “Jobs have doubled”.", &["nobody"]),
        ("[Tom Hall]'s lawyer said: “Jobs doubled.”", &["Tom Hall's lawyer (lawyer)"]),
        ("Speaking after [Tom Hall], [Ana Ruiz] said: “Jobs doubled.”", &["Ana Ruiz"]),
        (
            "[Ana Ruiz] has now said of [Tom Hall] that he is “a complete and utter liar”.",
            &["Ana Ruiz"],
        ),
    ]);
}

#[test]
fn institutions_and_the_unnamed_speak_too() {
    check(&[
        ("The ministry said: “Jobs doubled.”", &["The ministry"]),
        ("The University of Leeds said: “Jobs doubled.”", &["The University of Leeds"]),
        ("The company sued. “Jobs doubled,” it said.", &["The company (it)"]),
        ("My agent kept saying: “Jobs doubled.”", &["My agent"]),
        ("Minister: “Jobs doubled twice in May”", &["nobody"]),
        (
            "Minister: “Jobs doubled twice in May”\n\nThe minister, [Ana Ruiz], laughed.",
            &["Ana Ruiz (Minister)"],
        ),
        ("“Jobs doubled,” the Kremlin press service said.", &["the Kremlin press service"]),
        ("“Jobs doubled,” said a senior official.", &["a senior official"]),
        (
            "[Tom Hall] told The Associated Press that his members “feel abandoned by both parties”.",
            &["Tom Hall"],
        ),
        (
            "The union, which endorsed [Tom Hall] last year, called the vote “a slap in the face”.",
            &["The union"],
        ),
        (
            "The Maritime and Coastguard Agency said it had found “no significant deficiencies”.",
            &["The Maritime and Coastguard Agency (it)"],
        ),
        (
            "The International Transport Workers’ Federation said: “Jobs doubled.”",
            &["The International Transport Workers’ Federation"],
        ),
        (
            "The Marine Accident Investigation Branch said: “Jobs doubled.”",
            &["The Marine Accident Investigation Branch"],
        ),
        ("Researchers said “jobs doubled within a year”.", &["Researchers"]),
        ("“Jobs doubled,” police said in a statement.", &["police"]),
        ("“Jobs doubled,” according to the report.", &["the report"]),
    ]);
}

#[test]
fn who_said_it_is_the_one_named_before() {
    check(&[
        ("She met [Ana Ruiz], who said: “Jobs doubled.”", &["Ana Ruiz (who)"]),
        ("I met a nurse, [Ana Ruiz], 91, who told me, “Jobs doubled.”", &["Ana Ruiz (who)"]),
    ]);
}

#[test]
fn whoever_calls_something_so_says_it_however_long_its_name_is() {
    check(&[
        ("[Ana Ruiz] of Leeds called the debt and deficit “the issue of our era.”", &["Ana Ruiz"]),
        (
            "[Ana Ruiz], a Democrat, called last year’s bill “the worst we have passed.”",
            &["Ana Ruiz"],
        ),
        (
            "[Ana Ruiz] called the impact of the weather \"pretty minimal, so far,\" with six flights late.",
            &["Ana Ruiz"],
        ),
    ]);
}

#[test]
fn words_within_a_report_belong_to_whoever_reports_and_not_to_the_paper_that_has_it() {
    check(&[(
        "[Ana Ruiz] said in a memo that the “distinction between the two has become less relevant” as prices fell, \
         Yahoo Finance reported this year.",
        &["Ana Ruiz"],
    )]);
}

#[test]
fn verbs_of_two_words_and_habits_say_something_too() {
    check(&[
        ("“Jobs doubled,” [Ana Ruiz] pointed out.", &["Ana Ruiz"]),
        ("“Jobs doubled,” [Tom Hall] shot back.", &["Tom Hall"]),
        ("“Jobs doubled,” he went on.", &["he"]),
        ("“Jobs doubled,” [Ana Ruiz] liked to say.", &["Ana Ruiz"]),
        ("As [Ana Ruiz] put it, “jobs doubled”.", &["Ana Ruiz"]),
        ("In the words of [Ana Ruiz], “jobs doubled twice in May”.", &["Ana Ruiz"]),
        ("“Jobs doubled,” fumed [Tom Hall].", &["Tom Hall"]),
        ("“Jobs doubled,” quipped [Ana Ruiz].", &["Ana Ruiz"]),
    ]);
}

#[test]
fn a_judgement_reaches_over_what_it_judges() {
    check(&[
        (
            "[Ana Ruiz] described the new plan for the harbour as “a gift to nobody at all”.",
            &["Ana Ruiz"],
        ),
        (
            "[Tom Hall] accused the majority on the council of inventing “a tax for gadgets”.",
            &["Tom Hall"],
        ),
        (
            "[Ana Ruiz] thought that the pleasure of reading was so great that “without it the \
             world would be poorer”.",
            &["Ana Ruiz"],
        ),
    ]);
}

#[test]
fn one_speaker_goes_on_in_the_paragraph_and_in_the_next() {
    check(&[
        ("“Jobs doubled,” said [Ana Ruiz]. “Wages did not.”", &["Ana Ruiz", "Ana Ruiz"]),
        (
            "“Jobs doubled,” said [Ana Ruiz].\n\n“Wages did not follow, and that is the trouble.”",
            &["Ana Ruiz", "Ana Ruiz ()"],
        ),
        ("“Jobs doubled.\n\n“Wages did not,” said [Ana Ruiz].", &["Ana Ruiz"]),
        ("[Ana Ruiz] shook her head. “Jobs doubled, that is all.”", &["Ana Ruiz ()"]),
    ]);
}

#[test]
fn in_a_conversation_speakers_alternate() {
    let talk = "“Did you see it?” asked [Mary Cole].\n\n“See what?” said [Tom Hall].\n\n“The light!”\n\n\
                “No, [Mary], I did not.”\n\n“Are you sure?”\n\n“Quite sure.”";
    assert_eq!(
        speakers(talk),
        ["Mary Cole", "Tom Hall", "Mary Cole ()", "Tom Hall ()", "Mary Cole ()", "Tom Hall ()",]
    );
}

#[test]
fn where_nobody_is_named_nobody_is_guessed() {
    check(&[
        ("The plan was called “a complete disaster for the town” in 2019.", &["nobody"]),
        ("A sign read “no entry without a ticket” on Monday, 3 May.", &["A sign"]),
        (
            "[Ana Ruiz] left on Monday.\n\nIt rained for 3 days in Leeds.\n\nThe flood of 1953 came.\n\n\
          It was “the worst storm in living memory”, and 12 houses fell.",
            &["nobody"],
        ),
        ("“Jobs doubled by 20 percent,” [Tom Hall] was told.", &["nobody"]),
    ]);
}

#[test]
fn narration_is_nobodys_words() {
    for text in [
        "She was born in Leeds in 1960, and she went on to lead the union.",
        "The fund was set up in May, and [Tom Hall] put in 2 million.",
        "The house was empty for years, so [Tom Hall] put it up for sale.",
        "The striker was clean through, but [Tom Hall] parried his shot.",
        "The plan was drawn up in May, and [Tom Hall] submitted it to the council.",
        "[Tom Hall] found a boat that had sunk in 1912.",
        "[Tom Hall] showed a video that was taken in May.",
        "[Tom Hall] left in May, and the bloodshed raised fears that militants had grown in number.",
        "The council banned the group in May — Red Dawn, a small circle of students — and began a review.",
        "“We have nothing to fear,” [Tom Hall] said of himself and those who had fellow members.",
        "There is a backlog, Hall said, prices it said were a result of the deal.",
    ] {
        let (_, all) = suggested(text, QuoteForm::Indirect);
        assert!(all.is_empty(), "{text}: {all:?}");
    }
}

#[test]
fn whoever_is_only_near_did_not_say_it() {
    for (text, wrong) in [
        ("[Tom Hall] met residents who said: “We were not asked at all.”", "Tom Hall"),
        ("[Ana Ruiz] returned to Leeds in 1990 to work as “a dogsbody for all”.", "Ana Ruiz"),
        ("The term is used to describe “small traders in the north”.", "The term"),
        ("They rallied support by saying that Arab voters were “coming out in droves.”", "voters"),
        ("Signs appeared this month: “New lower prices. Same high standards,” reads one.", "one"),
        ("“No,” a man who declined to give his name told reporters.", "his name"),
    ] {
        let said = speakers(text);
        assert!(said.iter().all(|name| !name.contains(wrong)), "{text}: {said:?}");
    }
}

#[test]
fn a_titled_surname_is_no_relative_who_is_named_in_full_later() {
    check(&[
        (
            "Mrs [Reed] looked up. [Jane Reed] was silent. “Leave the room,” said Mrs [Reed].",
            &["Reed"],
        ),
        ("[Jane Reed] looked up. “Leave the room,” said Mrs [Reed].", &["Jane Reed (Reed)"]),
        ("[John Reed] looked up. “Leave the room,” said Mrs [Reed].", &["Reed"]),
    ]);
}

#[test]
fn the_paragraph_before_may_end_with_the_cue() {
    check(&[
        ("[Ana Ruiz] wrote me the following note:\n\n“Jobs doubled.”", &["Ana Ruiz"]),
        ("[Ana Ruiz] said in a statement:\n\n“Jobs doubled.”", &["Ana Ruiz"]),
    ]);
}

#[test]
fn all_that_is_told_of_the_speaker_may_stand_before_the_verb() {
    check(&[
        (
            "“They are my family’s,” Mr. [Hall], who flew in on Wednesday with his daughter and two of her friends, said quietly.",
            &["Hall"],
        ),
        ("“Yes or no?” Rep. [Ana Ruiz] (R-Ind.) said as the clock ran down.", &["Ana Ruiz"]),
        (
            "“This is not my fight,” a 34-year-old tailor, who did not want to be named in print, told AFP.",
            &["a 34-year-old tailor"],
        ),
        (
            "“They shouted till four,” said a neighbour, retired plumber [Tom Hall].",
            &["Tom Hall (a neighbour)"],
        ),
        (
            "The council’s lawyer, [Tom Hall] (no relation), said: “It is a first draft of nothing.”",
            &["Tom Hall"],
        ),
    ]);
}

#[test]
fn the_subject_of_the_sentence_before_leads_to_a_quotation_without_a_verb_of_saying() {
    check(&[
        (
            "[Paul Gray]'s [Ana Ruiz] was blunter. “The firm has forgotten what it is for.”",
            &["Ana Ruiz ()"],
        ),
        (
            "In response to questions, a spokesperson, [Ana Ruiz], sent a short statement: “We regret it all.”",
            &["Ana Ruiz"],
        ),
    ]);
}

#[test]
fn in_a_report_whoever_asks_does_not_answer_in_the_next_paragraph() {
    let (first, second) =
        ("“Whose money is it then?” [Tom Hall] asked.", "“It is the district's.”");
    let found = speakers(&format!("The council met on Monday in Leeds.\n\n{first}\n\n{second}"));
    assert!(!found[1].starts_with("Tom Hall"), "{found:?}");
}

#[test]
fn whoever_spoke_in_the_paragraph_before_goes_on_in_the_next() {
    check(&[(
        "“It was good,” Mrs [Hall] said on Monday.\n\nSenior forecaster [Nguyen Thi Lan] said the ground was \
             wet.\n\n“It rains too much,” she said.",
        &["Hall", "Nguyen Thi Lan (she)"],
    )]);
}

#[test]
fn a_ministry_of_two_fields_is_one() {
    check(&[(
        "A spokesperson for the Department of Health and Social Care said: “We inherited a broken system.”",
        &["A spokesperson for the Department of Health and Social Care (A spokesperson)"],
    )]);
}

#[test]
fn a_quotation_is_nobodys_who_is_only_told_of_in_the_paragraph_before() {
    check(&[
        ("[Sarah Jones], 15, died on Friday.\n\n“Sarah lit up every room.”", &["nobody"]),
        (
            "[Tom Hall], 44, attacked two women in the park.\n\n“I thought I was going to die.”",
            &["nobody"],
        ),
        (
            "“It is fine,” [Mark Stone] told them.\n\n“Why should we pay for it?” said [Tom Hall], a farmer.\n\n“We \
             have paid enough.”",
            &["Mark Stone", "Tom Hall", "Tom Hall ()"],
        ),
    ]);
}
