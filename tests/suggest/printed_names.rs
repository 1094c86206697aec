//! Names by the manner in which papers print them: who is found, how long the name is, and what only looks like one.

use crate::people::shows;

#[test]
fn initials_with_a_surname_that_no_list_has_are_a_person() {
    shows(&[
        "Senior counsel [N.G.R. Venkataraghavan] submitted that the lake had shrunk.",
        "Local MLA [M. Selvaperumal] (DMK) denied the charge.",
        "In Charlotte, N.C. Hall of Fame members met. The U.S.S. Cole sailed. E. coli spread.",
    ]);
}

#[test]
fn the_players_of_a_team_in_its_formation_are_people() {
    shows(&[
        "Rovers (4-3-3): [Hargreaves]; [Mbaye], [Stanić], [Ferreira]; [Ito].",
        "The score (3-2): nobody knew.",
    ]);
}

#[test]
fn who_gives_only_one_name_is_somebody() {
    shows(&[
        "A fisherman who gave his name only as [Edmond] lost his nets.",
        "He leaves three children, including 11-year-old [Ruan], who ran to fetch a neighbour.",
        "[Halima]*, 34, fled El Fasher in November.",
        "A 34-year-old Italian and a 45-year-old Brit were held.",
    ]);
}

#[test]
fn a_name_is_as_long_as_it_is_spelt_with_particles_apostrophes_and_ages() {
    shows(&[
        "[Pieter-Steyn du Preez], 46, was killed on Monday.",
        "Finance chief [Luca Dell'Orto] said the strike was costing the company millions.",
        "The park is named for [Earl Whitcomb Sr.], who gave the land.",
        "His son, [Tom Whitcomb Jr.], 83, was first.",
        "According to [Julio César Paredes], a geologist, slides are more common.",
        "Yesterday [Osian Madar], 34, fled.",
    ]);
}

#[test]
fn titles_of_other_countries_stay_outside() {
    shows(&[
        "Mallam [Danjuma Tanko] and Alhaji [Sani Bello] spoke. Aunty [Keelen Fogarty] agreed.",
        "Coun [Pat Marsh-Kowalski] left.",
    ]);
}

#[test]
fn what_is_named_after_somebody_is_nobody_in_any_piece() {
    shows(&[
        "Nelson Mandela Bay police spokesperson Captain [Sandisiwe Ngxokolo] said no.",
        "The George Stephenson Hotel offered to host it. The Bobby Charlton Stand sang.",
        "She worked at the Bernard Matthews plant. Ministers told [Ana Ruiz] hotel prices rose.",
        "Aston Villa defender [Marco van den Heuvel] left.",
        "German auto supplier Keller Voss cut its forecast. Keller Voss, founded in 1921, has 61,000 workers.",
        "The lender [Tom Hall] used was closed.",
    ]);
}
