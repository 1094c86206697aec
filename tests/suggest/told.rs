//! Whose words they are where a sentence is about several people: who says, who is only told about, who was asked,
//! and whose relative is meant.

use crate::speakers::check;

#[test]
fn he_is_whoever_says_something_and_not_the_one_it_is_about() {
    check(&[
        (
            "Manager [Paul Hall] said [Kevin Reed] had trained well. “He looks sharp,” he said.",
            &["Paul Hall (he)"],
        ),
        (
            "The judge, [Paul Hall], said [Kevin Reed] had shown none. “You are a coward,” he told him.",
            &["Paul Hall (he)"],
        ),
        (
            "[Paul Hall] claimed that [Reed] broke the law. “I have proof,” he said.",
            &["Paul Hall (he)"],
        ),
        (
            "[Ana Hall] said [Jane Reed] had been a friend. “We spoke on Monday,” she said.",
            &["Ana Hall (she)"],
        ),
        (
            "“No,” [Ana Reed] said.\n\n[Jane Kelly], whose brother [Tom] died, was calmer. “People know,” she said.",
            &["Ana Reed", "Jane Kelly (she)"],
        ),
    ]);
}

#[test]
fn whoever_is_asked_answers() {
    check(&[
        (
            "Inspector [Paul Lamb] asked [Kevin Marsh] where he had been. “At home,” he replied.",
            &["Kevin Marsh (he)"],
        ),
        (
            "A reporter asked [Kevin Reed] if he was sorry. “Of course,” he said.",
            &["Kevin Reed (he)"],
        ),
        (
            "[Ana Hall] asked [Tom Reed] whether he was sorry. “I need to know,” she said.",
            &["Ana Hall (she)"],
        ),
    ]);
}

#[test]
fn a_surname_alone_is_no_relative_of_whom_the_text_tells() {
    check(&[
        (
            "[Paul Hall], 60, runs the clinic. “We cope,” [Hall] added. His son [Tom Hall] is a nurse.",
            &["Paul Hall (Hall)"],
        ),
        (
            "[Tom Hall], 40, runs the farm with his brother, [Jack Hall]. “It’s hard,” [Hall] said.",
            &["Tom Hall (Hall)"],
        ),
        ("[Bill Hall] left. [Ana Hall] stayed. “It’s hard,” [Hall] said.", &["Ana Hall (Hall)"]),
    ]);
}

#[test]
fn a_relative_or_a_lawyer_with_a_name_speaks_and_without_one_is_described() {
    check(&[
        (
            "“I’m fine,” [Ana Reed] said. “She’s not,” said her brother, [Jim Cole].",
            &["Ana Reed", "Jim Cole (her brother)"],
        ),
        (
            "“I’m fine,” [Paul Reed] said. “He’s not,” his friend [Tom Peel] said.",
            &["Paul Reed", "Tom Peel"],
        ),
        (
            "“I agree,” said [Sue Cole]’s sister. “He lied,” said Mr [Reed]’s lawyer.",
            &["Sue Cole’s sister", "Mr Reed’s lawyer"],
        ),
    ]);
}

#[test]
fn an_answer_is_not_joined_to_the_words_before_it() {
    check(&[
        (
            "[Tom Hall] asked: “Where is he?” [Sue Cole] answered, “In bed.”",
            &["Tom Hall", "Sue Cole"],
        ),
        ("[Tom Hall] said, “Yes!” The judge replied, “sit down.”", &["Tom Hall", "The judge"]),
        ("“Where is he?” [Sue Cole] asked, “and why?”", &["Sue Cole"]),
    ]);
}

#[test]
fn two_who_speak_together_are_not_one_of_them_and_a_place_before_a_colon_is_nobody() {
    check(&[
        ("[Tom Hall] and [Sue Cole] said: “We love our son.”", &["Tom Hall and Sue Cole"]),
        ("“We love our son,” said [Tom Hall] and [Sue Cole].", &["Tom Hall and Sue Cole"]),
        (
            "Bengaluru: The High Court stayed it, observing that “the bulldozer cannot be the first resort”.",
            &["The High Court"],
        ),
        (
            "“I did,” [Tom Hall] began. “No,” [Sue Cole] cut in. “Stop,” the judge broke in.",
            &["Tom Hall", "Sue Cole", "the judge"],
        ),
    ]);
}
