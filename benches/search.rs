//! The time of a key in the search field: in a megabyte of text, in 10,000 annotations, in 1,000 articles.
//! `cargo bench --no-default-features --bench search`. Slowness is no failure: machines differ.

#![allow(clippy::disallowed_methods, reason = "it runs natively, where there is a clock")]
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot start may stop")]

use std::rc::Rc;
use std::time::Instant;

use article_annotator::model::search::{Folded, beside, everywhere};
use article_annotator::model::words::Segmenter;
use article_annotator::model::{
    Actor, Annotation, AnnotationOrder, AnnotationSet, Article, Detail, Details, Facts, Kind, Op,
    Origin, Query, TextRange, TextSearch, Timestamp, Transaction,
};
use article_annotator::session::action::effect::Gather;
use article_annotator::session::library::shelf::Shelve;
use article_annotator::session::storage::schema::Records;
use article_annotator::session::{Action, Dialog, Effect, Entry, Host, Session};

const TEXTS: [(&str, &str, &str); 4] = [
    (
        "English",
        "The council agreed on Tuesday to close the bridge, and nobody knows until when.\n",
        "council",
    ),
    (
        "French",
        "Le Conseil d’État a décidé mardi de fermer le pont « jusqu’à nouvel ordre ».\n",
        "decide",
    ),
    (
        "Russian",
        "Совет решил во вторник закрыть мост, и никто не знает, до каких пор.\n",
        "вторник",
    ),
    ("Chinese", "市议会星期二决定关闭这座桥，没有人知道要关到什么时候。\n", "星期二"),
];

/// The shortest of some runs, in milliseconds.
fn best<T>(mut work: impl FnMut() -> T) -> f64 {
    let time = |_| {
        let start = Instant::now();
        std::hint::black_box(work());
        start.elapsed().as_secs_f64() * 1000.0
    };
    (0..7).map(time).fold(f64::MAX, f64::min)
}

fn annotated(text: &str, count: usize) -> AnnotationSet {
    let article = Rc::new(Article::new(None, text).unwrap());
    let mut set = AnnotationSet::new(article, Details::default());
    let people = (0..500u32).map(|n| {
        Op::AddActor(Actor::person(format!("p{n}").as_str().into(), format!("Ana Ruiz {n}")).into())
    });
    let each = text.len() / count;
    let marks = (0..count).map(|at| {
        let start = text.floor_char_boundary(at * each);
        let end = text.floor_char_boundary(start + each.min(80));
        let kind = Kind::ALL[at % 3];
        let detail = match kind {
            Kind::Person => {
                Detail::Person { actor: Some(format!("p{}", at % 500).as_str().into()) }
            }
            kind => Detail::new(kind),
        };
        Op::Add(Rc::new(Annotation {
            id: format!("a{at}").as_str().into(),
            spans: vec![TextRange::new(start as u32, end as u32)],
            detail,
            label: None,
            note: "Compare with the full recording of Tuesday, and ask the office.".into(),
            tags: vec!["bridge".into()],
            origin: Origin::Hand,
            creator: None,
            created: Timestamp((at * 7919 % 10_007) as i64),
            modified: Timestamp(0),
            source_id: None,
        }))
    });
    set.apply(&Transaction::new(people.chain(marks))).unwrap();
    set
}

/// The world of a session that stores nothing.
#[derive(Debug)]
struct Nowhere;

impl Segmenter for Nowhere {
    fn word_edges(&self, _: &str) -> Option<Vec<usize>> {
        None
    }
}

impl Host for Nowhere {
    fn now(&self) -> Timestamp {
        Timestamp(0)
    }

    fn random(&self) -> [u8; 10] {
        [0; 10]
    }
}

/// The records of an article of 5 KB with 20 annotations, and its entry.
fn records(number: usize) -> (Entry, Records) {
    let id = format!("article-{number}");
    let line = TEXTS[0].1.trim_end();
    let text = format!("{line}\\n").repeat(62) + &format!("This was number {number}.");
    let annotation = |at: usize| {
        format!(
            r#"{{"id":"a{at}","spans":[{{"start":{},"end":{}}}],"detail":{{"claim":{{}}}},"note":"Compare with the full recording of Tuesday, and ask the office.","tags":["bridge"],"origin":"hand","created":"2024-05-17T10:00:00.000Z","modified":"2024-05-17T10:00:00.000Z"}}"#,
            at * 80,
            at * 80 + 11
        )
    };
    let key = |sort: &str| vec![sort.to_owned(), id.clone()];
    let annotations =
        (0..20).map(|at| ([key("annotation"), vec![format!("a{at}")]].concat(), annotation(at)));
    let text = (key("text"), format!(r#"{{"text":"{text}"}}"#));
    let entry = Entry {
        id: id.as_str().into(),
        schema: 1,
        revision: 1,
        details: Details::default(),
        begins: String::new(),
        counts: [0, 20, 0],
        bytes: 5000,
        used: Timestamp(0),
        exported: None,
        deleted: None,
        history: (0, 0),
    };
    (entry, std::iter::once(text).chain(annotations).collect())
}

/// A search in the library until all of it is searched: the time it takes without the storage, the longest
/// slice, and the articles found.
fn search_library(session: &mut Session, all: &[(Entry, Records)], words: &str) {
    let (mut sum, mut longest) = (0.0, 0.0_f64);
    let mut action = Action::from(Shelve::Find(TextSearch::of(words)));
    loop {
        let start = Instant::now();
        session.perform(action, &Nowhere).unwrap();
        let effects = session.take_effects();
        let time = start.elapsed().as_secs_f64() * 1000.0;
        (sum, longest) = (sum + time, longest.max(time));
        let asked = effects.into_iter().find_map(|effect| match effect {
            Effect::Gather(ids, Gather::Texts(serial)) => Some((ids, serial)),
            _ => None,
        });
        let Some((ids, serial)) = asked else { break };
        let asked = all.iter().filter(|(entry, _)| ids.contains(&entry.id));
        let read = asked.flat_map(|(_, records)| records.clone()).collect();
        action = Shelve::Records(serial, Ok(read)).into();
    }
    let found = session.screen().lists().map_or(0, |lists| lists.shelf.found.len());
    println!("library, “{words}”: {sum:.0} ms, at most {longest:.1} ms at once; {found} articles");
}

fn main() {
    let all: Vec<_> = (0..1000).map(records).collect();
    let mut session = Session::new();
    let entries = all.iter().map(|(entry, _)| entry.clone()).collect();
    session.perform(Action::Library(entries), &Nowhere).unwrap();
    session.perform(Action::Show(Some(Dialog::Open.into())), &Nowhere).unwrap();
    drop(session.take_effects());
    println!("1,000 articles of 5 KB with 20 annotations; the first search reads their records");
    for words in ["number 7", "number 77", "number 777", "full recording", "council", "nowhere"] {
        search_library(&mut session, &all, words);
    }
    for (name, line, words) in TEXTS {
        let text = line.repeat(1_000_000 / line.len());
        let search = TextSearch::of(words);
        let folded = Folded::new(&text, search.strict());
        let once = best(|| Folded::new(&text, search.strict()));
        let mut keys = Vec::new();
        for (end, c) in words.char_indices() {
            let search = TextSearch::of(&words[..end + c.len_utf8()]);
            let hits = search.find_in(&text, &folded).len();
            keys.push(format!("{:.1} ms ({hits})", best(|| search.find_in(&text, &folded))));
        }
        println!("{name}: folded once {once:.1} ms; per key, with hits: {}", keys.join(", "));
    }
    let text = TEXTS[0].1.repeat(1_000_000 / TEXTS[0].1.len());
    let set = annotated(&text, 10_000);
    let search = TextSearch::of("council");
    let hits = search.find(&text);
    println!("10,000 annotations, all searched: {:.1} ms", best(|| beside(&set, &search, &hits)));
    let query = Query { text: "recording".into(), ..Query::default() };
    println!("10,000 annotations, by text: {:.1} ms", best(|| query.find(&set, &Facts::default())));
    let query = Query { kinds: vec![Kind::Claim], tags: vec!["bridge".into()], ..Query::default() };
    println!(
        "10,000 annotations, by kind and tag: {:.1} ms",
        best(|| query.find(&set, &Facts::default()))
    );
    let all = Query::default().find(&set, &Facts::default());
    for order in AnnotationOrder::ALL {
        println!(
            "10,000 annotations sorted, {order:?}: {:.1} ms",
            best(|| order.sort(&set, all.clone()))
        );
    }
    let line = TEXTS[0].1;
    let sets: Vec<_> = (0..1000).map(|_| annotated(&line.repeat(5000 / line.len()), 20)).collect();
    let search = TextSearch::of("Tuesday");
    let all = || sets.iter().map(|set| everywhere(set, &search).len()).sum::<usize>();
    println!("1,000 articles of 5 KB with 20 annotations: {:.0} ms", best(all));
}
