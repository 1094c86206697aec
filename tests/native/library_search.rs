//! The search in the texts of the library: what it finds and where, what it could not read, how it
//! goes on and stops, and the way to a hit.

use article_annotator::model::search::HitPlace;
use article_annotator::model::{Actor, ArticleId, Check, Kind, Source, TextSearch, Verdict};
use article_annotator::session::action::effect::Gather;
use article_annotator::session::api::arguments::Patch;
use article_annotator::session::document::actors::People;
use article_annotator::session::library::shelf::Shelve;
use article_annotator::session::search::Search;
use article_annotator::session::search::library::{LibraryFound, Unsearched};
use article_annotator::session::search::texts::HitsIn;
use article_annotator::session::storage::schema::Records;
use article_annotator::session::{
    Action, Dialog, Effect, Failure, Message, PageEffect, Panel, Why,
};

use crate::library::{id_of, library, listed, shelve};
use crate::world::{Desk, on_page};

/// Searches the library, and returns the hits by the names of the articles, in the list's order.
fn finds(desk: &mut Desk, search: TextSearch) -> Vec<(String, Vec<String>)> {
    shelve(desk, Shelve::Find(search));
    hits(desk)
}

fn hits(desk: &mut Desk) -> Vec<(String, Vec<String>)> {
    let screen = desk.session.screen();
    let lists = desk.lists();
    let names: Vec<_> = lists.shelf.found.iter().map(|at| screen.library[*at].clone()).collect();
    found(desk, |found| {
        let of = |id| found.hits.get(id).map(shown).unwrap_or_default();
        names.iter().map(|entry| (entry.name().to_owned(), of(&entry.id))).collect()
    })
}

fn shown(hits: &std::rc::Rc<HitsIn>) -> Vec<String> {
    let row = |row: &article_annotator::session::search::rows::HitRow| {
        format!("{}[{}]{}", row.excerpt.before, row.excerpt.words, row.excerpt.after)
    };
    hits.rows.iter().map(row).collect()
}

fn found<T>(desk: &mut Desk, look: impl FnOnce(&LibraryFound) -> T) -> T {
    look(desk.lists().library_found.expect("the texts are searched").value())
}

fn words(words: &str) -> TextSearch {
    TextSearch::of(words)
}

/// Performs an action, and returns its effects instead of running them.
fn asks(desk: &mut Desk, action: Action) -> Vec<Effect> {
    desk.passes(action).unwrap();
    desk.session.take_effects()
}

/// The articles whose records are asked for.
fn reads(effects: &[Effect]) -> Vec<(Vec<ArticleId>, u32)> {
    let asked = effects.iter().filter_map(|effect| match effect {
        Effect::Gather(ids, Gather::Texts(serial)) => Some((ids.clone(), *serial)),
        _ => None,
    });
    asked.collect()
}

/// An article of everything that can be said about a text, with “4.2” in each part.
fn everything() -> Desk {
    let mut desk = Desk::reading("Costs rose to 4.2 billion.\n\nNobody asked why, said Ana.");
    let claim = desk.mark(Kind::Claim, "Costs rose");
    let ana = desk.mark(Kind::Person, "Ana");
    let source = Source {
        title: "Table 4.2".to_owned(),
        url: "https://example.org/4.2".to_owned(),
        quotation: "in all 4.2".to_owned(),
        date: None,
    };
    let check = Check {
        verdict: Some(Verdict::named("true")),
        explanation: "It was 4.2 indeed".to_owned(),
        sources: vec![source],
        ..Check::default()
    };
    let patch = Patch {
        label: Some(Some("figure".to_owned())),
        note: Some("Ask about the 4.2\nand the rest".to_owned()),
        tags: Some(vec!["v4.2".to_owned()]),
        check: Some(check),
        ..Patch::default()
    };
    desk.update(&claim, patch);
    let id = desk.set().get(&ana).unwrap().actor().unwrap().clone();
    let actor = Actor {
        role: "head of section 4.2".to_owned(),
        note: "Phone 4.2".to_owned(),
        ..Actor::person(id, "Ana 4.2")
    };
    desk.does(Action::People(People::Change(actor)));
    desk.does(Action::Show(Some(Dialog::Open.into())));
    desk
}

#[test]
fn a_number_is_found_in_every_text_about_an_article() {
    let mut desk = everything();
    shelve(&mut desk, Shelve::Find(words("4.2")));
    found(&mut desk, |found| {
        let hits = found.hits.values().next().unwrap();
        assert_eq!((hits.count, hits.more, hits.rows.len()), (10, false, 3));
        assert_eq!(shown(hits)[0], "Costs rose to [4.2] billion.");
        assert_eq!((hits.rows[0].place.clone(), hits.rows[0].paragraph), (HitPlace::Text, Some(1)));
        assert_eq!(hits.rows[1].kind, Some(Kind::Claim));
        assert_eq!((found.searched, found.total, found.goes_on), (1, 1, false));
    });
    for (search, excerpt) in [
        ("figure", "[figure]"),
        ("v4", "[v4].2"),
        ("and the rest", "[and the rest]"),
        ("indeed", "It was 4.2 [indeed]"),
        ("table", "[Table] 4.2"),
        ("example.org", "https://[example.org]/4.2"),
        ("in all", "[in all] 4.2"),
        ("head of", "[head of] section 4.2"),
        ("phone", "[Phone] 4.2"),
        ("said ana", "Nobody asked why, [said Ana]."),
    ] {
        let found = finds(&mut desk, words(search));
        assert_eq!(found[0].1, [excerpt], "{search}");
    }
    assert_eq!(finds(&mut desk, words("billion.\nAsk")), [], "from one text into the next");
    let ana = finds(&mut desk, words("ana"));
    assert_eq!(ana[0].1, ["Nobody asked why, said [Ana].", "[Ana] 4.2"]);
}

#[test]
fn all_articles_are_searched_and_listed_in_their_order_with_those_found_by_their_details() {
    let mut desk = library();
    let found = finds(&mut desk, words("in"));
    let wanted = [
        ("Mice in the house".to_owned(), vec!["Mice [in] the house".to_owned()]),
        ("Ärger".to_owned(), vec!["Trouble aga[in].".to_owned()]),
    ];
    assert_eq!(found, wanted);
    let found = finds(&mut desk, words("zoo"));
    assert_eq!(found, [("Zoo".to_owned(), vec![])], "by its title alone");
    assert_eq!(finds(&mut desk, words("Trouble again"))[0].0, "Ärger");
    let arger = finds(&mut desk, words("arger"));
    assert_eq!(arger, [("Ärger".to_owned(), vec![])], "accents are folded in details, too");
    assert_eq!(finds(&mut desk, words("not here")), []);
    shelve(&mut desk, Shelve::Find(words("in")));
    shelve(&mut desk, Shelve::SelectAll(true));
    assert_eq!(desk.lists().shelf.selected.len(), 2, "what was found is selected");
}

#[test]
fn case_accents_and_whole_words_count_when_they_are_asked_for() {
    let mut desk = Desk::reading("Le décideur décide. Der Rat. Rates of İstanbul, straße.");
    desk.does(Action::Show(Some(Dialog::Open.into())));
    let count = |desk: &mut Desk, search: TextSearch| {
        shelve(desk, Shelve::Find(search));
        found(desk, |found| found.hits.values().map(|hits| hits.count).sum::<usize>())
    };
    let plain = words("DECIDE");
    assert_eq!(count(&mut desk, plain.clone()), 2);
    assert_eq!(count(&mut desk, TextSearch { accents: true, ..plain.clone() }), 0);
    assert_eq!(count(&mut desk, TextSearch { whole_words: true, ..plain.clone() }), 1);
    assert_eq!(count(&mut desk, TextSearch { case: true, ..plain }), 0);
    assert_eq!(count(&mut desk, TextSearch { case: true, ..words("Rat") }), 2);
    assert_eq!(count(&mut desk, words("istanbul")), 1);
    assert_eq!(count(&mut desk, words("STRASSE")), 1);
}

#[test]
fn a_key_searches_what_was_read_and_reads_nothing_again() {
    let mut desk = library();
    let effects = asks(&mut desk, Shelve::Find(words("m")).into());
    let (ids, serial) = reads(&effects).remove(0);
    assert_eq!(ids.len(), 3);
    // The next key comes before the records do: the former search is over.
    let effects = asks(&mut desk, Shelve::Find(words("mi")).into());
    assert_eq!(reads(&effects), [], "they are on their way already");
    assert!(desk.session.is_searching_library());
    let records = desk.store.texts_of(&ids);
    asks(&mut desk, Shelve::Records(serial, Ok(records)).into());
    assert!(!desk.session.is_searching_library());
    assert_eq!(
        hits(&mut desk),
        [("Mice in the house".to_owned(), vec!["[Mi]ce in the house".to_owned()])]
    );
    let mut effects = asks(&mut desk, Shelve::Find(words("met")).into());
    while let Some((ids, serial)) = reads(&effects).pop() {
        assert_eq!(ids, [], "only a pause");
        effects = asks(&mut desk, Shelve::Records(serial, Ok(Records::new())).into());
    }
    assert_eq!(hits(&mut desk)[0].1, ["Ana [met] Bo."]);
}

#[test]
fn changed_articles_are_read_again_and_deleted_ones_are_not_found() {
    let mut desk = library();
    assert_eq!(finds(&mut desk, words("trouble")).len(), 1);
    let id = id_of(&desk, "Ärger");
    desk.does(Action::DeleteArticle(id.clone()));
    assert_eq!(hits(&mut desk), []);
    desk.does(Action::RestoreArticle(id.clone()));
    assert_eq!(hits(&mut desk)[0].1, ["[Trouble] again."]);
    // Another tab adds a note.
    let mut other = Desk { store: desk.store.clone(), ..Desk::default() };
    other.does(article_annotator::session::Opening::Stored(id.clone()).into());
    let claim = other.set().iter().next().unwrap().id.clone();
    other.note(&claim, "What trouble?");
    desk.store = other.store;
    shelve(&mut desk, Shelve::ChangedElsewhere(id));
    assert_eq!(hits(&mut desk)[0].1, ["[Trouble] again.", "What [trouble]?"]);
}

#[test]
fn what_cannot_be_read_is_counted_and_named_and_hides_nothing_else() {
    let mut desk = library();
    let (zoo, trouble) = (id_of(&desk, "Zoo"), id_of(&desk, "Ärger"));
    let ana = crate::library::set_of(&desk, &zoo).iter().next().unwrap().id.clone();
    desk.store.damage("annotation", &ana.0);
    desk.store.damage("text", "Trouble");
    let later = desk.store.library().into_iter().find(|entry| entry.bytes == 17).unwrap();
    let mut entries = desk.store.library();
    for entry in &mut entries {
        entry.schema += 9 * u32::from(entry.id == later.id);
    }
    asks(&mut desk, Action::Library(entries));
    shelve(&mut desk, Shelve::Find(words("met")));
    assert_eq!(hits(&mut desk)[0].1, ["Ana [met] Bo."]);
    found(&mut desk, |found| {
        let of = |id: &ArticleId| {
            let mut all = found.unsearched.iter();
            all.find(|(of, _)| of == id).map(|(_, what)| what.clone()).unwrap()
        };
        assert_eq!(of(&zoo), Unsearched::Records(1));
        assert!(matches!(of(&trouble), Unsearched::Article(_)));
        assert_eq!(of(&later.id), Unsearched::Later);
        assert_eq!((found.searched, found.total, found.goes_on), (3, 3, false));
    });
    shelve(&mut desk, Shelve::Find(words("trouble")));
    assert_eq!(hits(&mut desk), [("Ärger".to_owned(), vec![])], "by the beginning in its entry");
}

#[test]
fn an_article_that_was_stored_whole_is_found_as_it_is_now() {
    let mut desk = everything();
    let file = crate::library::exported(&mut desk);
    let mut desk = Desk::default();
    crate::library::receives(&mut desk, &file, Default::default());
    if desk.session.document().is_none() {
        let id = desk.store.library()[0].id.clone();
        desk.does(article_annotator::session::Opening::Stored(id).into());
    }
    let claim = desk.set().iter().find(|one| one.kind() == Kind::Claim).unwrap().id.clone();
    let ana = desk.set().iter().find(|one| one.kind() == Kind::Person).unwrap().id.clone();
    desk.note(&ana, "Later note");
    desk.note(&claim, "Another");
    desk.does(Action::Show(Some(Dialog::Open.into())));
    assert_eq!(finds(&mut desk, words("ask about")), [], "the former note is gone");
    assert_eq!(finds(&mut desk, words("later note"))[0].1, ["[Later note]"]);
    assert_eq!(finds(&mut desk, words("v4.2"))[0].1, ["[v4.2]"]);
    desk.does(Action::Remove(claim));
    desk.does(Action::Show(Some(Dialog::Open.into())));
    assert_eq!(finds(&mut desk, words("v4.2")), [], "deleted with its annotation");
}

#[test]
fn a_hit_opens_its_article_searched_for_the_same_and_goes_there() {
    let mut desk = library();
    let (zoo, mice) = (id_of(&desk, "Zoo"), desk.article().id().clone());
    desk.does(Action::Show(Some(Dialog::Open.into())));
    shelve(&mut desk, Shelve::Find(words("m")));
    shelve(&mut desk, Shelve::ShowHit(zoo.clone(), 0));
    let screen = desk.session.screen();
    let lists = desk.lists();
    assert_eq!((desk.article().id(), screen.dialog), (&zoo, None));
    assert!(lists.library_found.is_none(), "what was read is dropped with the list");
    let panel = lists.search.unwrap();
    assert_eq!((panel.search.words.as_str(), panel.current, panel.counts[0]), ("m", Some(0), 1));
    let range = crate::notation::find(desk.article(), "m");
    assert!(
        desk.heard.iter().any(
            |effect| matches!(effect, Effect::OnPage(PageEffect::ShowText(to)) if *to == range)
        )
    );
    assert!(on_page(&desk.heard).any(|it| matches!(it, PageEffect::FocusSearch)));
    // The same in the article that is open already.
    desk.does(Action::Show(Some(Dialog::Open.into())));
    shelve(&mut desk, Shelve::Find(words("e")));
    shelve(&mut desk, Shelve::ShowHit(zoo, 0));
    let screen = desk.session.screen();
    let lists = desk.lists();
    assert_eq!((screen.dialog, lists.search.unwrap().current), (None, Some(0)));
    // Without a certain hit, all of them are listed.
    desk.does(Action::Show(Some(Dialog::Open.into())));
    shelve(&mut desk, Shelve::Find(words("e")));
    shelve(&mut desk, Shelve::ShowHit(mice.clone(), 3));
    let panel = desk.lists().search.unwrap();
    assert_eq!((desk.article().id(), panel.current, panel.counts[0]), (&mice, None, 3));
}

#[test]
fn a_hit_in_a_note_opens_its_card_and_one_in_a_name_the_person() {
    let mut desk = everything();
    let (all, id) = (desk.set().clone(), desk.article().id().clone());
    let claim = all.iter().find(|one| one.kind() == Kind::Claim).unwrap().id.clone();
    shelve(&mut desk, Shelve::Find(words("the rest")));
    shelve(&mut desk, Shelve::ShowHit(id.clone(), 0));
    assert_eq!(desk.session.focused(), Some(&claim));
    desk.does(Action::Show(Some(Dialog::Open.into())));
    shelve(&mut desk, Shelve::Find(words("head of")));
    shelve(&mut desk, Shelve::ShowHit(id, 0));
    assert!(matches!(desk.session.panel(), Panel::People(Some(_))));
}

#[test]
fn a_search_that_finds_nothing_in_an_article_goes_on_in_all_of_them() {
    let mut desk = library();
    desk.does(Action::Show(None));
    desk.does(Action::Search(Search::For(words("trouble"))));
    desk.does(Action::Search(Search::Everywhere));
    assert!(matches!(desk.session.dialog(), Some(Dialog::Open)));
    assert_eq!(hits(&mut desk), [("Ärger".to_owned(), vec!["[Trouble] again.".to_owned()])]);
    assert!(on_page(&desk.heard).any(|it| matches!(it, PageEffect::FocusSearch)));
}

#[test]
fn a_search_that_is_stopped_says_how_far_it_came_and_the_next_one_goes_on() {
    let mut desk = library();
    let effects = asks(&mut desk, Shelve::Find(words("trouble")).into());
    let (ids, serial) = reads(&effects).remove(0);
    shelve(&mut desk, Shelve::StopSearch);
    assert!(!desk.session.is_searching_library());
    found(&mut desk, |found| assert_eq!((found.searched, found.total), (0, 3)));
    let records = desk.store.texts_of(&ids);
    let effects = asks(&mut desk, Shelve::Records(serial, Ok(records)).into());
    assert_eq!(reads(&effects), []);
    shelve(&mut desk, Shelve::Find(words("troubl")));
    assert_eq!(hits(&mut desk).len(), 1);
}

#[test]
fn records_that_cannot_be_read_now_are_told_of_and_read_at_the_next_key() {
    let mut desk = library();
    let effects = asks(&mut desk, Shelve::Find(words("troubl")).into());
    let (_, serial) = reads(&effects).remove(0);
    let failed = Err(Failure::from(Why::NoAnswer));
    asks(&mut desk, Shelve::Records(serial, failed).into());
    assert!(matches!(desk.toast(), Some(Message::StorageNotRead(_))));
    found(&mut desk, |found| assert_eq!((found.searched, found.goes_on), (0, false)));
    assert_eq!(finds(&mut desk, words("trouble")).len(), 1);
}

#[test]
fn a_search_ends_when_the_list_closes_and_late_records_change_nothing() {
    let mut desk = library();
    let effects = asks(&mut desk, Shelve::Find(words("trouble")).into());
    let (ids, serial) = reads(&effects).remove(0);
    desk.does(Action::Show(None));
    assert!(desk.lists().library_found.is_none());
    let records = desk.store.texts_of(&ids);
    let effects = asks(&mut desk, Shelve::Records(serial, Ok(records.clone())).into());
    assert_eq!(reads(&effects), []);
    // The words are still there when the list opens again, and are searched.
    desk.does(Action::Show(Some(Dialog::Open.into())));
    assert_eq!(hits(&mut desk).len(), 1);
    let effects = asks(&mut desk, Shelve::Records(serial, Ok(records)).into());
    assert_eq!(reads(&effects), [], "of another search");
    assert_eq!(listed(&mut desk), ["Ärger"]);
}

#[test]
fn a_large_library_is_searched_in_slices_and_common_words_are_counted_up_to_a_hundred() {
    let mut desk = Desk::default();
    let text = "The council agreed on Tuesday.\n".repeat(2000);
    for n in 0..60 {
        let text = format!("Number {n}. {text}");
        desk.does(Action::OpenText { title: n.to_string(), text });
    }
    desk.does(Action::Show(Some(Dialog::Open.into())));
    let mut effects = asks(&mut desk, Shelve::Find(words("number 5")).into());
    let (mut most, mut rounds) = (0, 0);
    while let Some((ids, serial)) = reads(&effects).pop() {
        most = most.max(ids.len());
        rounds += 1;
        let records = Ok(desk.store.texts_of(&ids));
        effects = asks(&mut desk, Shelve::Records(serial, records).into());
    }
    assert!(most < 20 && rounds > 5, "{most} articles at once, {rounds} slices");
    found(&mut desk, |found| assert_eq!(found.hits.len(), 11));
    shelve(&mut desk, Shelve::Find(words("tuesday")));
    found(&mut desk, |found| {
        assert!(found.hits.values().all(|hits| (hits.count, hits.more) == (100, true)));
        assert_eq!(found.hits.len(), 60);
    });
}

#[test]
fn what_was_found_stays_in_view_until_the_next_key_has_searched_all() {
    let mut desk = library();
    shelve(&mut desk, Shelve::Find(words("trouble a")));
    let before = hits(&mut desk);
    let effects = asks(&mut desk, Shelve::Find(words("trouble ag")).into());
    assert_eq!(hits(&mut desk), before, "the rows of the former words");
    let (_, serial) = reads(&effects).remove(0);
    asks(&mut desk, Shelve::Records(serial, Ok(Records::new())).into());
    assert_eq!(hits(&mut desk)[0].1, ["[Trouble ag]ain."]);
}
