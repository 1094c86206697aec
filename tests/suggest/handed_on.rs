//! Who speaks in a paragraph of a report that is only a quotation: it goes on from the one before. In the texts, names of
//! people stand in square brackets.

use crate::speakers::check;

#[test]
fn a_quotation_goes_on_with_whoever_spoke_before_and_not_with_whoever_is_named_later() {
    check(&[
        (
            "“We lost it all,” [Ana Ruiz] said on Monday.\n\n“My father built that house.”\n\n\
             “It will be rebuilt,” [Tom Hall], the mayor, said.",
            &["Ana Ruiz", "Ana Ruiz ()", "Tom Hall"],
        ),
        (
            "“We lost it all,” [Ana Ruiz] said of the fire in Leeds on Monday.\n\n“My father built that house.”\n\n\
             [Tom Hall], the mayor, said: “It will be rebuilt.”",
            &["Ana Ruiz", "Ana Ruiz ()", "Tom Hall"],
        ),
    ]);
}

#[test]
fn whoever_says_something_without_marks_at_the_end_of_a_paragraph_speaks_in_the_next() {
    check(&[
        (
            "“We lost it all,” [Ana Ruiz] said.\n\n[Tom Hall], the mayor, said the town would rebuild the house.\n\n\
             “It will take a year.”",
            &["Ana Ruiz", "Tom Hall ()"],
        ),
        (
            "“We lost it all,” [Ana Ruiz] said.\n\nThe mayor, [Tom Hall], pleaded for water.\n\n“We have none left.”",
            &["Ana Ruiz", "Tom Hall ()"],
        ),
    ]);
}

#[test]
fn whoever_laughs_or_is_unmoved_speaks_next() {
    check(&[
        (
            "“You lost,” [Ana Ruiz] said.\n\n[Tom Hall] laughed.\n\n“Let her try.”",
            &["Ana Ruiz", "Tom Hall ()"],
        ),
        (
            "“You lost,” [Ana Ruiz] said.\n\n[Tom Hall] shrugged when told of it.\n\n“Let her try.”",
            &["Ana Ruiz", "Tom Hall ()"],
        ),
        (
            "“You lost,” [Ana Ruiz] said.\n\nBut [Tom Hall] was unmoved.\n\n“Let her try.”",
            &["Ana Ruiz", "Tom Hall ()"],
        ),
        (
            "“You lost,” [Ana Ruiz] said.\n\n[Tom Hall] agreed to pay for it in May.\n\n“Let it rest.”",
            &["Ana Ruiz", "nobody"],
        ),
        (
            "“You lost,” [Ana Ruiz] said.\n\n[Tom Hall] apologised to the town.\n\n“It was wrong.”",
            &["Ana Ruiz", "Tom Hall ()"],
        ),
        (
            "“You lost,” [Ana Ruiz] said.\n\n[Tom Hall] laughed.\n\n“Let her try,” [Eva Cole] said.",
            &["Ana Ruiz", "Eva Cole"],
        ),
    ]);
}

#[test]
fn a_quotation_goes_on_over_narration_that_turns_to_nobody() {
    check(&[
        (
            "“We expected worse,” [Ana Ruiz] said.\n\nThe team used a robot for 11 weeks. It found channels as tall as \
             a house.\n\n“It is like cheese down there.”",
            &["Ana Ruiz", "Ana Ruiz ()"],
        ),
        // Whoever is named is not told to speak.
        (
            "“We expected worse,” [Ana Ruiz] said.\n\n[Tom Hall], who owned the farm, died in 2009 and left it to the \
             town.\n\n“Nobody wanted it.”",
            &["Ana Ruiz", "nobody"],
        ),
    ]);
}

#[test]
fn who_asks_no_questions_in_a_clause_takes_nobody_s_words() {
    check(&[(
        "[Tom Hall] said dealers who asked no questions were to blame.\n\n“If they come at night, you know.”",
        &["Tom Hall ()"],
    )]);
}
