//! Whom a report means by an office, and who only hears what is said. In the texts, names of people stand in square
//! brackets.

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
fn whoever_is_told_something_does_not_say_it() {
    check(&[
        ("Consultants told her: “You are fine.”", &["nobody"]),
        ("[Ana Ruiz] said the crowd chanted “Out, out!”", &["the crowd"]),
        ("Ovo Power said its prices reflected “the cost of gas”.", &["Ovo Power"]),
        (
            "[Tom Hall] put his head round the door. He thinks it is “a bit sad”.",
            &["Tom Hall (He)"],
        ),
        ("[Ana Ruiz] left. @bigkev99 wrote: “Who pays for that?”", &["@bigkev99"]),
        ("A local user called @bigkev wrote: “Who pays for that?”", &["@bigkev"]),
    ]);
}
