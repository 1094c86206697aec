//! Whom a mention means, by tables of real cases; merging, splitting and showing people in the
//! register.

use article_annotator::model::names::{Match, Name, Register, alike, sort_of};
use article_annotator::model::{Actor, ActorSort, Check, Detail, Kind, Publisher, Source, Verdict};
use article_annotator::session::Action;
use article_annotator::session::api::arguments::Patch;
use article_annotator::session::document::actors::People;
use article_annotator::session::render::cards::Who;
use article_annotator::session::selection::pick_mode::Pick;

use crate::world::Desk;

/// The marked words, the people in the register, and who is meant; empty for a new person.
const MENTIONS: &[(&str, &[&str], &str)] = &[
    ("Zelenskyy", &["Volodymyr Zelenskyy"], "Volodymyr Zelenskyy"),
    ("President Zelenskyy", &["Volodymyr Zelenskyy"], "Volodymyr Zelenskyy"),
    ("President Volodymyr Zelenskyy", &["Volodymyr Zelenskyy"], "Volodymyr Zelenskyy"),
    ("Mr. Zelenskyy", &["Volodymyr Zelenskyy"], "Volodymyr Zelenskyy"),
    ("Zelenskyy’s", &["Volodymyr Zelenskyy"], "Volodymyr Zelenskyy"),
    ("Zelenskyy", &["President Volodymyr Zelenskyy"], "President Volodymyr Zelenskyy"),
    ("Volodymyr Zelenskyy", &["Zelenskyy"], "Zelenskyy"),
    ("US Special Envoy Steve Witkoff", &["Steve Witkoff"], "Steve Witkoff"),
    ("the Kushner family", &["Jared Kushner"], ""),
    ("the Kushners", &["Jared Kushner"], ""),
    ("Kushner", &["Jared Kushner"], "Jared Kushner"),
    ("Josh Kushner", &["Jared Kushner"], ""),
    ("Charles Kushner", &["Jared Kushner", "the Kushner family"], ""),
    ("J. Kushner", &["Jared Kushner"], "Jared Kushner"),
    ("Donald J. Trump", &["Donald Trump"], "Donald Trump"),
    ("Donald Trump Jr.", &["Donald Trump"], ""),
    ("Trump Jr.", &["Donald Trump", "Donald Trump Jr."], "Donald Trump Jr."),
    ("Clinton", &["Bill Clinton", "Hillary Clinton"], ""),
    ("Hillary Clinton", &["Bill Clinton", "Hillary Rodham Clinton"], "Hillary Rodham Clinton"),
    ("von der Leyen", &["Ursula von der Leyen"], "Ursula von der Leyen"),
    ("Xi", &["Xi Jinping"], "Xi Jinping"),
    ("Boris", &["Boris Johnson"], ""),
    ("Johnson", &["Boris Johnson"], "Boris Johnson"),
    ("ZELENSKYY", &["Volodymyr Zelenskyy"], "Volodymyr Zelenskyy"),
    ("Путин", &["Владимир Путин"], "Владимир Путин"),
    ("普京", &["弗拉基米尔·普京"], "弗拉基米尔·普京"),
    ("习近平主席", &["习近平"], "习近平"),
    ("محمد بن سلمان", &["محمد بن سلمان"], "محمد بن سلمان"),
    ("Moon", &["Keith Moon", "Moon Jae-in"], ""),
    ("Smith", &["Smithson"], ""),
];

#[test]
fn a_mention_joins_the_one_person_it_can_mean() {
    for (mention, known, expected) in MENTIONS {
        let actors: Vec<Actor> =
            known.iter().map(|name| Actor::person((*name).into(), *name)).collect();
        let register = Register::of(actors.iter());
        let found = register.find(mention).map_or("", |(id, _)| &*id.0);
        assert_eq!(found, *expected, "“{mention}” among {known:?}");
    }
}

#[test]
fn names_meet_from_both_sides() {
    for (mention, known, _) in MENTIONS {
        for other in *known {
            let (one, two) = (Name::of(mention), Name::of(other));
            let mirrored = two.meets(&one).map(|how| match how {
                Match::Same => Match::Same,
                Match::Shorter => Match::Fuller,
                Match::Fuller => Match::Shorter,
            });
            // Of a father and his son, only one side may be in doubt.
            if !mention.contains("Jr") {
                assert_eq!(one.meets(&two), mirrored, "{mention} and {other}");
            }
        }
    }
}

#[test]
fn a_name_that_is_part_of_another_is_told() {
    let actors = ["Clinton", "Bill Clinton", "Hillary Clinton", "Steve Witkoff"];
    let actors: Vec<Actor> =
        actors.iter().map(|name| Actor::person((*name).into(), *name)).collect();
    let found = alike(actors.iter());
    let found: Vec<(&str, &str)> = found.iter().map(|(one, two)| (&*one.0, &*two.0)).collect();
    assert_eq!(found, [("Clinton", "Bill Clinton"), ("Clinton", "Hillary Clinton")]);
}

#[test]
fn what_is_typed_is_of_the_sort_it_says() {
    let sorts = [
        ("a senior official", ActorSort::Unnamed),
        ("Kremlin press service", ActorSort::Organisation),
        ("the Kushner family", ActorSort::Group),
        ("Steve Witkoff", ActorSort::Person),
        ("House", ActorSort::Person),
    ];
    for (name, sort) in sorts {
        assert_eq!(sort_of(name), sort, "{name}");
    }
}

#[test]
fn a_mention_joins_who_is_meant_and_the_card_says_whom_and_it_is_mended_in_one_step() {
    let mut desk =
        Desk::reading("Volodymyr Zelenskyy came. President Zelenskyy spoke. Ms Zelenskyy left.");
    desk.mark(Kind::Person, "Volodymyr Zelenskyy");
    let second = desk.mark(Kind::Person, "President Zelenskyy");
    let third = desk.mark(Kind::Person, "Ms Zelenskyy");
    assert_eq!(desk.actors(), ["Volodymyr Zelenskyy"]);
    let cards = desk.session.screen().article.unwrap().cards;
    let who: Vec<_> = cards.cards.iter().map(|card| card.who.clone()).collect();
    let named = Who::Named("Volodymyr Zelenskyy".to_owned());
    assert_eq!(who, [Who::NotAsked, named.clone(), named]);
    desk.update(
        &third,
        Patch { actor: Some(Some("Olena Zelenska".to_owned())), ..Patch::default() },
    );
    assert_eq!(desk.actors(), ["Volodymyr Zelenskyy", "Olena Zelenska"]);
    assert!(desk.undo());
    assert_eq!(desk.actors(), ["Volodymyr Zelenskyy"]);
    assert_eq!(desk.set().references_to(desk.set().get(&second).unwrap().actor().unwrap()), 3);
}

#[test]
fn a_fuller_name_becomes_the_name_and_what_the_reader_wrote_stays() {
    let mut desk = Desk::reading("Zelenskyy came. President Volodymyr Zelenskyy’s plan is known.");
    desk.mark(Kind::Person, "Zelenskyy");
    desk.mark(Kind::Person, "Volodymyr Zelenskyy");
    assert_eq!(desk.actors(), ["Volodymyr Zelenskyy"]);
    assert!(desk.undo());
    assert_eq!(desk.actors(), ["Zelenskyy"]);
}

fn the_actor(desk: &Desk, name: &str) -> Actor {
    Actor::clone(desk.set().actor_called(name).unwrap())
}

/// Two people with two mentions, a quote and a claim between them.
fn two_people() -> Desk {
    let mut desk = Desk::reading("“Jobs doubled,” said Ana Ruiz. Bo Li said no. Ana left.");
    desk.mark(Kind::Person, "Ana Ruiz");
    desk.mark(Kind::Person, "Bo Li");
    let last = desk.mark(Kind::Person, "Ana");
    let quote = desk.mark(Kind::Quote, "“Jobs doubled,”");
    desk.update(&last, Patch { actor: Some(Some("Ana".to_owned())), ..Patch::default() });
    desk.update(&quote, Patch { actor: Some(Some("Ana".to_owned())), ..Patch::default() });
    desk
}

#[test]
fn two_entries_become_one_and_an_undo_is_as_if_nothing_had_been() {
    let mut desk = two_people();
    let before = desk.exported();
    let (from, into) = (the_actor(&desk, "Ana"), the_actor(&desk, "Ana Ruiz"));
    let named = Actor { role: "Minister".to_owned(), ..from.clone() };
    desk.does(Action::People(People::Change(named)));
    desk.does(Action::People(People::Merge { from: from.id.clone(), into: into.id.clone() }));
    assert_eq!(desk.actors(), ["Ana Ruiz", "Bo Li"]);
    assert_eq!(desk.set().references_to(&into.id), 3);
    assert_eq!(the_actor(&desk, "Ana Ruiz").role, "Minister", "what was known of her is kept");
    assert!(desk.undo() && desk.undo());
    assert_eq!(desk.exported(), before);
}

#[test]
fn who_is_removed_leaves_what_was_marked() {
    let mut desk = two_people();
    let (before, count) = (desk.exported(), desk.set().len());
    let gone = the_actor(&desk, "Ana");
    desk.does(Action::People(People::Remove(gone.id.clone())));
    assert_eq!((desk.set().len(), desk.set().references_to(&gone.id)), (count, 0));
    assert!(desk.undo());
    assert_eq!(desk.exported(), before);
}

#[test]
fn the_list_counts_and_says_where_somebody_comes_up_first_and_who_may_be_one() {
    let mut desk = two_people();
    desk.does(Action::People(People::Pick(None)));
    desk.does(Action::People(People::Enter("Labour Ministry".to_owned())));
    let people = desk.lists().people;
    let lines: Vec<String> = people
        .iter()
        .map(|one| format!("{} {:?} {:?}", one.actor.name, one.counts, one.actor.sort))
        .collect();
    assert_eq!(
        lines,
        [
            "Ana [1, 0, 1] Person",
            "Ana Ruiz [1, 0, 0] Person",
            "Bo Li [1, 0, 0] Person",
            "Labour Ministry [0, 0, 0] Organisation",
        ]
    );
    assert!(people[3].first.is_none());
}

#[test]
fn an_open_entry_lists_what_is_about_somebody_and_a_name_comes_with_the_words_around_it() {
    let mut desk = two_people();
    let ana = the_actor(&desk, "Ana").id;
    desk.does(Action::People(People::Pick(Some(ana))));
    let people = desk.lists().people;
    let shown = |one: &(_, Kind, String)| format!("{:?} {}", one.1, one.2);
    let about: Vec<Vec<String>> =
        people.iter().map(|one| one.about.iter().map(shown).collect()).collect();
    let around = "“Jobs doubled,” said Ana Ruiz. Bo Li said no. Ana left.";
    let of_ana = vec!["Quote “Jobs doubled,”".to_owned(), format!("Person {around}")];
    assert_eq!(about, [of_ana, vec![], vec![]], "nothing of the entries that are closed");
}

#[test]
fn what_is_separated_is_about_the_other_and_an_empty_entry_goes_unless_something_is_known_of_it() {
    for (note, moves_all, left) in [
        ("", true, ["Ana Ruiz", "Bo Li", "Carl"].as_slice()),
        ("", false, &["Ana", "Ana Ruiz", "Bo Li", "Carl"]),
        ("Met her.", true, &["Ana", "Ana Ruiz", "Bo Li", "Carl"]),
    ] {
        let mut desk = two_people();
        let from = Actor { note: note.to_owned(), ..the_actor(&desk, "Ana") };
        desk.does(Action::People(People::Change(from.clone())));
        let about = desk.set().iter().filter(|one| one.actor() == Some(&from.id));
        let annotations: Vec<_> =
            about.map(|one| one.id.clone()).take(if moves_all { 2 } else { 1 }).collect();
        let (count, name) = (annotations.len(), "Carl".to_owned());
        desk.does(Action::People(People::Split { from: from.id.clone(), annotations, name }));
        assert_eq!(desk.set().references_to(&the_actor(&desk, "Carl").id), count);
        let mut names = desk.actors();
        names.sort();
        assert_eq!(names, left, "{note:?} {moves_all}");
        assert_eq!(desk.set().references_to(&from.id), 2 - count);
    }
}

#[test]
fn a_wikidata_item_is_an_id_or_a_link_and_nothing_else_is_kept() {
    let mut desk = two_people();
    let ana = the_actor(&desk, "Ana Ruiz");
    let with = |item: &str| Actor { wikidata: Some(item.to_owned()), ..ana.clone() };
    for (given, kept) in [
        ("Q42", Some("Q42")),
        ("https://www.wikidata.org/wiki/Q3874799", Some("Q3874799")),
        ("Ana", Some("Q3874799")),
        ("<script>", Some("Q3874799")),
        ("", None),
    ] {
        desk.does(Action::People(People::Change(with(given))));
        assert_eq!(the_actor(&desk, "Ana Ruiz").wikidata.as_deref(), kept, "{given}");
    }
}

#[test]
fn everything_about_somebody_lights_up_until_the_reader_goes_elsewhere() {
    let mut desk = two_people();
    let ana = the_actor(&desk, "Ana");
    desk.does(Action::People(People::Light(ana.id)));
    let lit = |desk: &mut Desk| {
        let article = desk.session.screen().article.unwrap();
        let blocks = article.sections.iter().flat_map(|section| &section.blocks);
        let marks = blocks.flat_map(|block| block.pieces());
        marks.filter(|piece| piece.mark.as_ref().is_some_and(|mark| mark.hover.is_some())).count()
    };
    assert_eq!(lit(&mut desk), 2);
    assert!(desk.session.dialog().is_none(), "the text is seen");
    desk.click("Bo Li");
    assert_eq!(lit(&mut desk), 0);
}

#[test]
fn what_is_selected_next_becomes_a_part_of_the_quote_or_its_cue() {
    let mut desk = Desk::reading("“Jobs doubled,” said Ana Ruiz, “and wages too.” It rained.");
    let quote = desk.mark(Kind::Quote, "“Jobs doubled,”");
    desk.does(Action::OpenCard(quote.clone()));
    desk.does(Action::PickInText(Some(Pick::Part)));
    desk.mark(Kind::Person, "“and wages too.”");
    assert_eq!(
        desk.shows(),
        "[quote:“Jobs doubled,”] said Ana Ruiz, [quote:“and wages too.”] It rained."
    );
    assert_eq!((desk.set().len(), desk.session.picking()), (1, None));
    desk.does(Action::PickInText(Some(Pick::Part)));
    desk.mark(Kind::Quote, "wages too.” It");
    assert_eq!(
        desk.shows(),
        "[quote:“Jobs doubled,”] said Ana Ruiz, [quote:“and wages too.” It] rained."
    );
    assert!(desk.undo());
    desk.does(Action::PickInText(Some(Pick::Cue)));
    desk.mark(Kind::Claim, "said Ana Ruiz");
    let cue = |desk: &Desk| match &desk.set().get(&quote).unwrap().detail {
        Detail::Quote { cue, .. } => cue.map(|cue| desk.article().slice(cue).to_owned()),
        _ => None,
    };
    assert_eq!(cue(&desk).as_deref(), Some("said Ana Ruiz"));
    assert!(desk.undo() && desk.undo());
    assert_eq!(desk.shows(), "[quote:“Jobs doubled,”] said Ana Ruiz, “and wages too.” It rained.");
}

#[test]
fn a_click_on_a_mention_says_who_speaks_and_the_quotes_card_stays_open() {
    let mut desk = two_people();
    let quote = desk.set().iter().find(|one| one.kind() == Kind::Quote).unwrap().id.clone();
    desk.does(Action::OpenCard(quote.clone()));
    desk.does(Action::PickInText(Some(Pick::Speaker)));
    desk.click("Bo Li");
    let speaker = desk.set().get(&quote).unwrap().actor().cloned().unwrap();
    assert_eq!(desk.set().actor(&speaker).unwrap().name, "Bo Li");
    assert_eq!((desk.session.focused(), desk.session.picking()), (Some(&quote), None));
    desk.does(Action::PickInText(Some(Pick::Speaker)));
    desk.does(Action::CloseCard);
    assert_eq!((desk.session.focused(), desk.session.picking()), (Some(&quote), None), "given up");
    desk.click("Bo Li");
    assert_ne!(desk.session.focused(), Some(&quote), "a click is a click again");
}

#[test]
fn a_claim_is_checked_with_a_source_and_goes_out_as_a_claim_review() {
    let mut desk = Desk::reading("Jobs doubled in May, said Ana Ruiz.");
    let claim = desk.mark(Kind::Claim, "Jobs doubled in May");
    desk.update(&claim, Patch { actor: Some(Some("Ana Ruiz".to_owned())), ..Patch::default() });
    let before = desk.exported();
    let source = Source { url: "https://example.org/jobs".to_owned(), ..Source::default() };
    let check = Check {
        explanation: "They rose by a third.".to_owned(),
        sources: vec![source],
        publisher: Some(Publisher { name: "Desk".to_owned(), ..Publisher::default() }),
        page: "https://desk.example/jobs".to_owned(),
        ..Check::default()
    };
    let verdict = Some(Some(Verdict::MostlyFalse));
    desk.update(&claim, Patch { check: Some(check), verdict, ..Patch::default() });
    let Detail::Claim { check: Some(kept), .. } = &desk.set().get(&claim).unwrap().detail else {
        panic!()
    };
    assert_eq!(kept.date.as_ref().map(String::len), Some(10), "a verdict has its day");
    let review = desk.exports("schema-org").unwrap();
    for words in ["ClaimReview", "Jobs doubled in May", "Ana Ruiz", "https://example.org/jobs"] {
        assert!(review.contains(words), "{words} in {review}");
    }
    desk.update(&claim, Patch { check: Some(Check::default()), ..Patch::default() });
    assert!(desk.undo() && desk.undo());
    assert_eq!(desk.exported(), before);
}

#[test]
fn the_line_beside_a_name_says_where_in_the_article_each_annotation_lies_and_how_far_it_runs() {
    let mut desk = Desk::reading("Ana Ruiz came. “Rain is good,” she said. Ana left.");
    desk.mark(Kind::Person, "Ana Ruiz");
    let quote = desk.mark(Kind::Quote, "“Rain is good,”");
    let speaker = Patch { actor: Some(Some("Ana Ruiz".to_owned())), ..Patch::default() };
    desk.update(&quote, speaker);
    desk.does(Action::People(People::Pick(None)));
    let people = desk.lists().people;
    let length = desk.article().text().len();
    let places: Vec<_> =
        people[0].places.iter().map(|one| (one.kind, one.start, one.length)).collect();
    let share = |bytes: usize| u32::try_from(bytes * 1000 / length).expect("small");
    let (start, end) = (share(15), share(15 + "“Rain is good,”".len()));
    assert_eq!(places, [(Kind::Person, 0, share(8)), (Kind::Quote, start, end - start)]);
    assert!(places.iter().all(|(_, start, length)| start + length <= 1000));
}
