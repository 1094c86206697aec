//! Whom a report means by an office, and by "he" and "she" where a name tells something else. In the texts, names of
//! people stand in square brackets.

use crate::speakers::check;

#[test]
fn an_office_means_whoever_was_introduced_with_it_and_what_it_is_of() {
    check(&[
        (
            "The House called the commissioner for education in Kwara, [Tom Hall], on Monday. It rained. “I have nothing \
             to hide,” the commissioner said.",
            &["Tom Hall (the commissioner)"],
        ),
        (
            "The senator representing Kwara South, [Ana Ruiz], left. It rained. “My school has no roof,” the senator said.",
            &["Ana Ruiz (the senator)"],
        ),
        // It may be the victim.
        (
            "A friend of the victim, [Tom Hall], left. It rained. “He was kind,” the friend said.",
            &["A friend of the victim (the friend)"],
        ),
    ]);
}

#[test]
fn what_the_text_says_of_somebody_counts_more_than_what_the_name_does() {
    check(&[
        (
            "[Mary Reed], the coach, said he was pleased, and he thanked the fans. “We won,” he said.",
            &["Mary Reed (he)"],
        ),
        ("[Mary Reed] met [Tom Hall] on Monday. “We won,” he said.", &["Tom Hall (he)"]),
    ]);
}

#[test]
fn whoever_is_told_something_does_not_say_it() {
    check(&[
        ("Consultants told her: “You are fine.”", &["nobody"]),
        ("Ovo Power said its prices reflected “the cost of gas”.", &["Ovo Power"]),
        (
            "[Tom Hall] put his head round the door. He thinks it is “a bit sad”.",
            &["Tom Hall (He)"],
        ),
        ("[Ana Ruiz] left. @bigkev99 wrote: “Who pays for that?”", &["@bigkev99"]),
        ("A local user called @bigkev wrote: “Who pays for that?”", &["@bigkev"]),
    ]);
}
