//! The time of a key in the search field: in a megabyte of text, in 10,000 annotations, in 1,000 articles.
//! `cargo bench --no-default-features --bench search`. Slowness is no failure: machines differ.

#![allow(clippy::disallowed_methods, reason = "it runs natively, where there is a clock")]
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot start may stop")]

use std::rc::Rc;
use std::time::Instant;

use article_annotator::model::search::{Folded, beside, everywhere};
use article_annotator::model::{
    Actor, Annotation, AnnotationOrder, AnnotationSet, Article, Detail, Details, Facts, Kind, Op,
    Origin, Query, TextRange, TextSearch, Timestamp, Transaction,
};

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

fn main() {
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
