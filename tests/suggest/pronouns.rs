//! Whom “he”, “she” and “the minister” mean in reports, by tables. In the texts, names of people stand in square brackets.

use crate::speakers::{check, speakers};

#[test]
fn pronouns_and_roles_mean_the_person_named_before() {
    check(&[
        ("[Ana Ruiz] met [Tom Hall]. “Jobs doubled,” she said.", &["Ana Ruiz (she)"]),
        ("[Ana Ruiz] met [Tom Hall]. “Jobs doubled,” he said.", &["Tom Hall (he)"]),
        (
            "[Ana Ruiz] spoke first. [Ruiz] was brief. “Jobs doubled,” she said.",
            &["Ana Ruiz (she)"],
        ),
        ("Mr [Hall] met Mrs [Ruiz]. “Jobs doubled,” she said.", &["Ruiz (she)"]),
        (
            "Minister of Labour [Ana Ruiz] met the mayor, [Tom Hall]. “Jobs doubled,” the minister said.",
            &["Ana Ruiz (the minister)"],
        ),
        (
            "[Tom Hall], the head coach, was pleased. “We won,” the coach said.",
            &["Tom Hall (the coach)"],
        ),
        ("“Jobs doubled,” [Ruiz] said. [Ana Ruiz] is a minister.", &["Ana Ruiz (Ruiz)"]),
        (
            "The housing minister, [Ana Ruiz], resigned. “Jobs doubled,” the minister said.",
            &["Ana Ruiz (the minister)"],
        ),
        (
            "[Tom Hall] scored twice. “We won,” the 23-year-old told reporters.",
            &["Tom Hall (the 23-year-old)"],
        ),
        ("“She sang,” recalled his daughter, Morwenna.", &["Morwenna (his daughter)"]),
        (
            "“I fell,” said [Ana Ruiz]. Her brother [Tom Hall] wept. “She did,” he said.",
            &["Ana Ruiz", "Tom Hall (he)"],
        ),
        (
            "[Paul Dean] was cross. Asked if he would go, [Tom Hall] laughed. “No,” he said.",
            &["Tom Hall (he)"],
        ),
    ]);
}

#[test]
fn he_and_she_are_the_last_subject_of_their_paragraph() {
    let before = "“Jobs doubled,” [Tom Hall] said. “We all know it,” [Hall] added.\n\n";
    for (text, expected) in [
        ("His rival, [Paul Dean], does not mind. “Let him talk,” he said.", "Paul Dean (he)"),
        ("One of the workers, [Enver Kaya], laughed. “Let him talk,” he said.", "Enver Kaya (he)"),
        (
            "[Robert Roe], a former farmer, waited outside. “Let him talk,” he told them.",
            "Robert Roe (he)",
        ),
    ] {
        let all = speakers(&format!("{before}{text}"));
        assert_eq!(all.last().map(String::as_str), Some(expected), "in: {text}");
    }
}

#[test]
fn he_and_she_are_the_unnamed_person_to_whom_the_report_has_turned() {
    check(&[
        (
            "[Ana Ruiz] opened the school. A lawyer for the parents disagreed. “It is unsafe,” she said.",
            &["A lawyer for the parents (she)"],
        ),
        (
            "[Tom Hall], the harbour master, signed in May. He said it was right.\n\nCounsel for the company rejected \
             that. “We did what we were asked to do,” he said. “Nobody was misled.”",
            &["Counsel (he)", "Counsel (he)"],
        ),
        (
            "[Tom Hall] opened the school.\n\nTheir barrister laughed. “It should never have been opened,” he said.",
            &["Their barrister (he)"],
        ),
        (
            "[Tom Hall] opened it. Another witness laughed. “I was told nothing,” he said.",
            &["Another witness (he)"],
        ),
        (
            "[Ana Ruiz] found a gun. “He was here,” [Ruiz] said. One of them, who asked not to be named, said she ran. “I was scared,” she said.",
            &["Ana Ruiz (Ruiz)", "One of them (she)"],
        ),
        (
            "Mrs [Reed] wept. [Ana Ruiz] wrote that her brother had been ill. “He fell,” she wrote.",
            &["Ana Ruiz (she)"],
        ),
        // What happened to somebody says nothing of who speaks.
        ("[Ana Ruiz] saw it all. The driver was not hurt. “I ran,” she said.", &["Ana Ruiz (she)"]),
        // Somebody is described again, not somebody else.
        ("[Tom Hall], a lawyer from Leeds, opened it. “It is safe,” he said.", &["Tom Hall (he)"]),
        ("[Tom Hall], the harbour master, opened it. “It is safe,” he said.", &["Tom Hall (he)"]),
        (
            "A report by the agency found it “does not provide value for money”. [Tom Hall] voted no. In a post on X, he              wrote: “They would rather we drown.”",
            &["A report", "Tom Hall (he)"],
        ),
        // Who has been named is meant by the same words later.
        (
            "[Ana Ruiz] moved. Her mother, [Jane Hall], lives in Leeds. “She was always running,” her mother said.",
            &["Jane Hall (her mother)"],
        ),
        // The other one is no subject.
        ("[Tom Hall] spoke to a lawyer. “It is safe,” he said.", &["Tom Hall (he)"]),
        ("[Tom Hall] met a lawyer for the parents. “It is safe,” he said.", &["Tom Hall (he)"]),
    ]);
}
