//! People in sentences of real news: who is found, where the name ends, and why.

use article_annotator::model::suggest::{Because, suggest};
use article_annotator::model::{Detail, Kind, TextRange};

use crate::desk::{add, annotation, article, models, people, suggested};

/// A text with the names that are found in brackets.
fn bracketed(text: &str) -> String {
    let mut marked = text.to_owned();
    let found = suggested(text).list;
    for one in found.iter().rev().filter(|one| one.kind == Kind::Person && one.score >= 0.5) {
        marked.insert(one.spans[0].end.index(), ']');
        marked.insert(one.spans[0].start.index(), '[');
    }
    marked
}

#[track_caller]
pub fn shows(cases: &[&str]) {
    for expected in cases {
        let text = expected.replace(['[', ']'], "");
        assert_eq!(bracketed(&text), *expected);
    }
}

#[test]
fn titles_and_possessives_stay_outside() {
    shows(&[
        "President [Emmanuel Macron] met Chancellor [Angela Merkel] in Paris on Monday.",
        "Dr. [Jane Goodall]’s work and Mr [Smith]'s reply were read to the court.",
        "Cllr [Peter Marland] met Capt [Jane Holt]. Sgt [Marland] and Madame [Holt] said that Insp [Reed] had left.",
        "Prime Minister [Justin Trudeau] told reporters that he would resign.",
    ]);
}

#[test]
fn judges_peers_and_clerics_have_names_behind_their_titles() {
    shows(&[
        "Mrs Justice [Aldous] held that the closure was lawful. Mr Justice [Fenwick] agreed.",
        "Her opposite number, Baroness [Whitlock], disagreed with Dame [Fiona Hartley].",
        "Chief Constable [Rhys Pritchard] told a press conference that officers had acted lawfully.",
        "Pastor [Deon Marland] prayed. “We will rebuild,” Pastor [Marland] said.",
        "“Good riddance,” wrote Sen. [Tucker Vance-Hill] of Idaho. Sen. [Ana Ruiz], D-Ga., laughed.",
        "[Elizabeth Bishop] wrote. [Priya Nair] KC asked why. “Nobody knew,” [Nair] said.",
    ]);
}

#[test]
fn a_name_found_once_is_found_everywhere() {
    shows(&[
        "[Robert Lindqvist] resigned on Tuesday. Nobody knew why [Lindqvist] had left.\n\nIn a letter, \
         [Robert Lindqvist] thanked voters. “[Lindqvist] was tired,” a friend said.",
    ]);
}

#[test]
fn whoever_has_an_age_is_somebody_even_with_a_name_that_no_list_has() {
    shows(&[
        "Whale watcher [Hori Parata] was seven when he saw his first stranding in Northland.\n\n[Parata], 75, has \
         overseen more than 500 strandings. “Greed is hurting the whales,” says [Parata], an elder.",
    ]);
}

#[test]
fn whoever_says_something_is_somebody_even_with_a_name_that_no_list_has() {
    shows(&[
        "Whale whisperer [Oumar Ouedra] attended his first stranding in Northland. “Greed in the ocean is hurting the \
         whales,” says [Ouedra].\n\nBut for [Ouedra] and his family the deaths are personal.",
        "In the village, [Marama Awa] keeps bees. “Nobody listens to us,” [Awa] said. Farmers near [Awa] agree.",
    ]);
}

#[test]
fn whoever_has_an_office_or_a_relative_is_somebody_even_with_a_name_that_no_list_has() {
    shows(&[
        "Local MLA [Ameen Patanwala] met filmmaker [Zuleica dos Anjos] and Senator [David Wafula ole Sankale].",
        "The accused came with his lawyer, [Noro Andriantsitohaina]. The agency's head, [Suharyadi], left.",
        "They were handed to [Osaretin Igbinoba], a 68-year-old sculptor from Benin City.",
        "He lost his wife, [Nafisa], and came with [Torbjørn Eikeland], a surgeon.",
        "Defence KC [Torquil Baillie-Hamilton] rose. Historian [Ambrose Whitcomb-Eze] says so.",
        "“Tidy,” said PC [Ruaridh Gunn]. [Gunn] left. Seismologist [Rahma Hanifati] of Bandung wrote to him.",
    ]);
}

#[test]
fn what_stands_beside_a_role_may_be_a_firm_a_place_or_a_thing() {
    shows(&[
        "The broadcaster Channel Seven Network and its partner, Blue Harbour, said nothing.",
        "In Palm Springs, the driver of a bus was hurt. At Red Bull, the driver said so.",
        "The Teacher Training Agency met the Chief Inspector of Prisons.",
        "Shares in miner Rio Tinto rose 3%. Child Protective Services took the boy.",
        "She was the first driver Red Bull Racing had signed since 2019.",
        "Outside Old Trafford, the player and his agent signed autographs.",
        "His father, Italian, and his mother, Irish, met in Leeds.",
        "She played Captain America. Image: Kite Studios. Prime Minister Designate resigned.",
    ]);
}

#[test]
fn a_role_is_no_name_by_itself() {
    let found = people(
        "Gov. Ana Ruiz spoke. The Democrat left. The two-time All-Star grinned. An MCA came.",
        0.0,
    );
    assert_eq!(found, ["Ana Ruiz"]);
}

#[test]
fn places_organisations_and_days_are_no_people() {
    shows(&[
        "The University of Washington and the Johnson Foundation will meet in Geneva in May.",
        "The United Nations said on Thursday that Sudan had agreed to talks in Addis Ababa.",
    ]);
}

#[test]
fn what_the_reader_marked_is_found_elsewhere() {
    let text =
        "The mayor of Ravenna is known as Il Falco. Voters like Il Falco, and he likes them.";
    assert!(people(text, 0.5).iter().all(|name| name != "Il Falco"));
    let mut set = article(text, Some("en"));
    let at = text.find("Il Falco").unwrap() as u32;
    let marked = TextRange::new(at, at + 8);
    add(&mut set, annotation(Detail::Person { actor: None }, vec![marked], 0));
    let found = suggest(&set, models()).list;
    let other = found.iter().find(|one| &text[one.spans[0].indices()] == "Il Falco").unwrap();
    assert!(other.score > 0.8 && other.reason.contains(&Because::MarkedElsewhere(marked)));
}

#[test]
fn an_article_before_what_the_reader_marked_names_nobody() {
    let text = "The council met. The river rose on Monday. The mayor left, and This is all.";
    let mut set = article(text, Some("en"));
    add(&mut set, annotation(Detail::Person { actor: None }, vec![TextRange::new(0, 11)], 0));
    let found = suggest(&set, models()).list;
    let words: Vec<_> = found.iter().map(|one| &text[one.spans[0].indices()]).collect();
    assert!(!words.contains(&"The"), "{words:?}");
}

#[test]
fn each_says_why() {
    let text =
        "Minister Wanjiru Otieno-Smith said little. James Miller laughed. Otieno-Smith left.";
    let found = suggested(text).list;
    let why = |name: &str| {
        let people = found.iter().filter(|one| one.kind == Kind::Person);
        let mut named = people.filter(|one| &text[one.spans[0].indices()] == name);
        named.next().unwrap().reason.clone()
    };
    let place = |words: &str| {
        let at = text.find(words).unwrap() as u32;
        TextRange::new(at, at + words.len() as u32)
    };
    let full = place("Wanjiru Otieno-Smith");
    assert_eq!(
        why("Wanjiru Otieno-Smith"),
        [Because::Title(place("Minister")), Because::Surname, Because::Saying(place("said"))]
    );
    assert_eq!(why("James Miller"), [Because::GivenName, Because::Surname]);
    assert_eq!(why("Otieno-Smith"), [Because::NamedInFull(full)]);
}

#[test]
fn whoever_is_called_mr_or_has_an_office_is_a_person_wherever_the_name_stands_alone() {
    shows(&[
        "Mr. [Trump] has called for spending, but Congress has not taken up that idea.",
        "Mr. [Biden] left. Mr. [Biden] said no. Mr. [Putin] met Mr. [Zelensky]. Ms. [Ardern] agreed.",
        "President [Obama] left. Few leaders stand up to [Obama]. [Obama] said no.",
        "Mr. Speaker, Mr. President, Mr. Chairman: the motion fails.",
    ]);
}

#[test]
fn somebody_of_the_same_surname_keeps_the_first_name() {
    shows(&[
        "Senators met [Rand Paul] on Monday. [Ron Paul] replied. [Paul] left.",
        "[Rand Paul] spoke. [Ron Paul] replied.",
        "On Monday [Merkel] spoke. [Angela Merkel] had said no. Republican [Merkel] fans left.",
    ]);
}

#[test]
fn the_name_of_a_firm_is_nobody_in_it() {
    shows(&[
        "Castell & Sons closed. Marks & Spencer reported profits, and Johnson & Johnson paid.",
        "Holt Brothers employed 300 people. Arden Sykes & Partners cut 40 jobs.",
        "[Boris Johnson] left. Johnson & Johnson said it would pay.",
        "Thomas Castell & Sons closed.",
        "Mr. [Holt] & Mrs. [Reed] left.",
    ]);
    let text = "They heard the Wright Brothers. Later the Wright Brothers left.";
    let mut set = article(text, Some("en"));
    let at = text.find("Wright").unwrap() as u32;
    add(&mut set, annotation(Detail::Person { actor: None }, vec![TextRange::new(at, at + 15)], 0));
    let again = text.rfind("Wright").unwrap();
    let found = suggest(&set, models()).list;
    assert!(
        found.iter().any(|one| one.spans[0].indices().start == again),
        "what is marked is a name"
    );
}

#[test]
fn what_is_named_after_somebody_is_nobody() {
    shows(&[
        "Flights from John F. Kennedy airport were late. [Tom Hall] waited at John F. Kennedy International Airport.",
        "The George Washington Bridge was shut, as was Penn Station.",
        "St James’s Park was full. [Ana Ruiz] played for it. She is in Sam’s Academy.",
        "The trawler Anna Lee sank off Holyhead. The Anna Lee had been built in Brixham, said [Tom Ellis], who owned the \
         Anna Lee.",
        "The Stornoway lifeboat, Tom Sanderson, reached the scene. Minch Seafoods Ltd owned it. So did Tom Hall Ltd.",
        "HMS Edith Cavell sailed on Monday. Her crew saw the ship Mary Holt in the fog.",
        "[Anna Lee] had a boat. In the [Anna Lee] case, the court found for her.",
        "[Tom Hall]’s bridge fell. The [Tom Hall] of those days was shy, and [Mary Jane Field] laughed.",
    ]);
}

#[test]
fn the_first_word_of_a_business_and_the_party_of_a_case_are_not_sure_to_be_people() {
    shows(&[
        "He ran Taylor International Corp. of Las Vegas. In 2007, Taylor employed 500 people.",
        "The court, in a ruling known as Abbott v. Burke, ordered more money for poor towns.",
    ]);
}

#[test]
fn names_are_whole_however_they_are_spelt() {
    shows(&[
        "“Go,” said [Jim \"Mad Dog\" Kowalski]. [Kowalski] left.",
        "“We know,” said [Barry ‘Bazza’ Flint] to [Bill (Macca) McIntyre].",
        "Works Minister [Marva St. Aubyn] said so. Mr. [St. Aubyn] left.",
        "The winger [N'Golo Kanté] scored. Coach [Darren \"Daz\" O'Halloran] left.",
        "State Emergency Service (SES) Superintendent [Karen Whitford] said so.",
        "Mum-of-two [Kirsty-Leigh Bamforth] said so. Rookie [Zhou Kaiwen] added 18.",
        "Sheriff [Bo Dupree] and Lee County Sheriff [Carmine Marcello] met.",
        "[Emre Yilmaz], whose wife [Susan] died in the fire, was calmer.",
    ]);
}

#[test]
fn storms_and_animals_are_nobody_and_stay_so() {
    shows(&[
        "Storm Bert killed five people. Bert brought winds of 100mph.",
        "Hurricane Helene made landfall. Helene killed 200.",
        "Police dog Rex found him. Rex is four.",
        "Officers went to St. Luke's with a resident of Nathan Hale Court.",
    ]);
}
