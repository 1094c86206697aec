//! What reports call people by instead of their names: by what they are, by their title, by their children.

use crate::speakers::check;

#[test]
fn whoever_is_of_a_party_or_a_place_is_the_only_one_the_sentence_before_names() {
    check(&[
        (
            "Gov. [Ana Ruiz] asked for money on Monday.\n\n“I told them no,” the Democrat said.",
            &["Ana Ruiz (the Democrat)"],
        ),
        (
            "[Ana Ruiz] never thought of it.\n\n“He told me,” said the two-time All-Star, grinning.",
            &["Ana Ruiz (the two-time All-Star)"],
        ),
        ("[Ana Ruiz] won in May. “I was tired,” the Swede said.", &["Ana Ruiz (the Swede)"]),
        // Of two, nothing says which.
        (
            "Republican [Tom Hall] debated Democrat [Ana Ruiz] on Monday. “It was ugly,” the Republican said.",
            &["the Republican"],
        ),
        // Offices have holders whom the text may not know.
        (
            "[Ana Ruiz] runs a clinic. “I will look into it,” the Taoiseach said.",
            &["the Taoiseach"],
        ),
        ("“It rained envelopes,” an MCA who sought anonymity told the Star.", &["an MCA"]),
    ]);
}

#[test]
fn a_title_before_the_name_says_what_the_report_calls_them_later() {
    check(&[
        (
            "Sen. [Ana Ruiz] met Undersecretary [Tom Hall] on Monday. “Where did it go?” the senator asked.",
            &["Ana Ruiz (the senator)"],
        ),
        (
            "The court saw PC [Tom Hall] speak to [Ana Ruiz] on the pier. “Where is she?” the officer asked.",
            &["Tom Hall (the officer)"],
        ),
        (
            "Gen. [Tom Hall] spoke on Monday. “No one is above the law,” the attorney general said.",
            &["the attorney general"],
        ),
        (
            "Rep. [Tom Hall] said no. A lawmaker from Ohio walked out. “I am done,” the lawmaker said.",
            &["A lawmaker from Ohio (the lawmaker)"],
        ),
        (
            "Minister for Health [Ana Ruiz] urged women to go. “It is horrible,” the Minister said.",
            &["Ana Ruiz (the Minister)"],
        ),
    ]);
}

#[test]
fn parents_are_called_by_the_number_of_their_children() {
    check(&[
        (
            "[Ana Ruiz] was pulled out by [Tom Hall].\n\n“He was calm,” the mother of three said.",
            &["Ana Ruiz (the mother)"],
        ),
        (
            "[Ana Ruiz] bought one in May. “It hissed,” the mum-of-two said.",
            &["Ana Ruiz (the mum-of-two)"],
        ),
    ]);
}
