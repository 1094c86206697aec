//! Names that are known by how the text introduces them, and those of firms, places, animals and machines. In the texts,
//! names of people stand in square brackets.

use crate::people::shows;

#[test]
fn whoever_is_identified_by_name_is_somebody() {
    shows(&[
        "Among the dead was a girl identified as [Krysta Baladad].",
        "A driver, who identified himself simply as [Emekus], said the queue was long.",
        "The dead man was named locally as [Osgar Prothero], of Mill Lane.",
        "The powder was identified as Novichok. The men were identified as Boko Haram fighters.",
        "His brother [Junu] drowned. Her mother English was proud.",
        "It was named as Capital of Culture in May.",
    ]);
}

#[test]
fn a_given_name_that_is_cut_short_is_part_of_the_name() {
    shows(&[
        "Former pacer [Mohd. Ashfaq] praised him. Curator [Md. Salim], 61, agreed.",
        "A study from Bethesda, Md. Friday’s vote was lost.",
    ]);
}

#[test]
fn firms_prizes_and_streets_are_nobody() {
    shows(&[
        "Shares of Gilhooly Logistics fell. [Frank Gilhooly] founded Gilhooly Logistics Inc. in 1974.",
        "The estate agent Marsh Parsons, which had valued the site, stopped work.",
        "Investors including Sequoia Capital and investors such as [Warren Buffett] sold.",
        "Her novel won the Booker prize in May.",
        "The library on Jackson Street closed. Batting at Eden Gardens was hard. The worn Eden Gardens pitch broke up.",
        "[Grace Park] said she was well. The death of [Grace Park] shocked the town. A book on [David Lodge] sold well.",
        "An analyst at Morgan Keegan, a guest at [Tom Hall]’s house and a fan of [Ana Ruiz] agreed.",
    ]);
}

#[test]
fn an_animal_or_a_machine_with_a_name_is_nobody() {
    shows(&[
        "The team used a robot named Icefin. Icefin found channels.",
        "Her dog, Max, ran off. Max came back.",
        "A boy named [Tom Hall] fed the horse. She fed the horse, [Ana Ruiz] said.",
    ]);
}
