//! The time of each panel with 10,000 annotations of 500 people: to open it, to draw it again after the pointer moved,
//! and after an edit. `cargo bench --no-default-features --bench panels`. Slowness is no failure: machines differ.

#![allow(clippy::disallowed_methods, reason = "it runs natively, where there is a clock")]
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot start may stop")]

use std::rc::Rc;
use std::time::Instant;

use article_annotator::formats::Options;
use article_annotator::formats::codecs::picture::layout;
use article_annotator::formats::codecs::picture::page::{ID, WhoPage};
use article_annotator::model::plain::Plain;
use article_annotator::model::record::Record as _;
use article_annotator::model::words::Segmenter;
use article_annotator::model::{
    Actor, Annotation, AnnotationId, AnnotationSet, Article, Check, Claimant, Detail, Details,
    Kind, Op, Origin, TextRange, Timestamp, Transaction, Verdict,
};
use article_annotator::session::api::arguments::Patch;
use article_annotator::session::document::actors::People;
use article_annotator::session::transfer::opening::With;
use article_annotator::session::{Action, Effect, Host, Many, Opening, Panel, Panels, Session};

const FILLER: &str = "The council agreed to close the bridge.";

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

/// The name of a person.
fn name(person: usize) -> String {
    format!("Ana{person} Ruiz{person}")
}

/// 10,000 annotations of all kinds in a megabyte in which 500 people are named and say something.
fn annotated() -> AnnotationSet {
    let who = |at: usize| at * 7 % 500;
    let line = |at: usize| {
        let said = format!("said that figure {at} rose by {} percent in the year.", at % 97);
        (name(who(at)), said)
    };
    let lines: Vec<(String, String)> = (0..10_000).map(line).collect();
    let text: Vec<String> =
        lines.iter().map(|(who, said)| format!("{who} {said} {FILLER}")).collect();
    let article = Rc::new(Article::new(None, &text.join("\n")).unwrap());
    let mut set = AnnotationSet::new(article, Details::default());
    let id = |person: usize| format!("p{person}").as_str().into();
    let people =
        (0..500).map(|person| Op::AddActor(Actor::person(id(person), name(person)).into()));
    let mut start = 0;
    let marks = lines.iter().zip(&text).enumerate().map(|(at, ((name, said), line))| {
        let from = start;
        start += line.len() + 1;
        let said = (from + name.len() + 1, from + name.len() + 1 + said.len());
        let check = Check { verdict: Some(Verdict::False), ..Check::default() };
        let ((start, end), detail) = match Kind::ALL[at % 3] {
            Kind::Person => {
                ((from, from + name.len()), Detail::Person { actor: Some(id(who(at))) })
            }
            Kind::Quote => {
                let speaker = (at % 5 > 0).then(|| id(who(at)));
                (said, Detail::Quote { speaker, cue: None, form: None, source: None })
            }
            Kind::Claim => {
                let claimant = (at % 7 > 0).then(|| Claimant::Actor(id(who(at))));
                (said, Detail::Claim { claimant, check: (at % 2 == 0).then_some(check) })
            }
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

/// A session with this document open.
fn opened(set: &Rc<AnnotationSet>) -> Session {
    let mut session = Session::new();
    let (article, details) = (set.article().clone(), Details::clone(set.details()));
    let with = With::File(set.clone(), Vec::new());
    let opening = Box::new(Opening::Text { article, details, with });
    session.perform(Action::Open { opening, stored: None }, &Nowhere).unwrap();
    session.perform(Action::FinishStep, &Nowhere).unwrap();
    drop((session.take_effects(), session.screen()));
    while session.is_behind() {
        session.perform(Action::DrawOn, &Nowhere).unwrap();
    }
    // As the page does once the part on demand is there.
    drop((session.take_effects(), session.screen()));
    session
}

/// The milliseconds of some work.
fn timed<T>(work: impl FnOnce() -> T) -> f64 {
    let start = Instant::now();
    std::hint::black_box(work());
    start.elapsed().as_secs_f64() * 1000.0
}

/// A panel: its name, and how it is opened.
type Shown = (&'static str, Vec<Action>);

fn panels(set: &AnnotationSet) -> Vec<Shown> {
    let claim = set.iter().filter(|one| one.kind() == Kind::Claim).nth(1_700).unwrap().id.clone();
    let show = |panel| Action::Panel(Panels::Show(panel));
    let every = Action::Panel(Panels::Many(Many::All));
    vec![
        ("to do, first time", vec![show(Panel::Todo(None))]),
        ("cards", vec![show(Panel::Annotations)]),
        ("rows", vec![show(Panel::Rows(0))]),
        ("rows, all selected", vec![show(Panel::Rows(0)), every]),
        ("people", vec![show(Panel::People(None))]),
        ("people, one open", vec![Action::People(People::Pick(Some("p7".into())))]),
        ("claims", vec![show(Panel::Claims(0))]),
        ("claims, one open", vec![Action::Panel(Panels::Claim(claim))]),
        ("to do", vec![show(Panel::Todo(None))]),
    ]
}

/// Opens a panel, moves the pointer, and edits: the milliseconds of each with the drawing.
fn measured(session: &mut Session, asked: Vec<Action>, note: usize) -> [f64; 4] {
    let drawn = |session: &mut Session, action: Action| {
        timed(|| {
            session.perform(action, &Nowhere).unwrap();
            drop(session.take_effects());
            session.screen()
        })
    };
    let open = asked.into_iter().map(|action| drawn(session, action)).sum();
    let hover = drawn(session, Action::Hover(Some("a5000".into())));
    let patch = |note: String| Box::new(Patch { note: Some(note), ..Patch::default() });
    let id: AnnotationId = "a5000".into();
    let update = Action::Update { id: id.clone(), patch: patch(format!("Another {note}")) };
    let acted = timed(|| session.perform(update, &Nowhere).unwrap());
    let after = timed(|| session.screen());
    drop(session.take_effects());
    [open, hover, acted, after]
}

fn main() {
    let set = Rc::new(annotated());
    println!("10,000 annotations, 500 people, 1 MB; milliseconds");
    println!("{:20} {:>8} {:>8} {:>8} {:>8}", "panel", "open", "pointer", "edit", "drawn");
    let mut session = opened(&set);
    for (at, (name, asked)) in panels(&set).into_iter().enumerate() {
        let [open, hover, acted, after] = measured(&mut session, asked, at);
        println!("{name:20} {open:8.1} {hover:8.1} {acted:8.1} {after:8.1}");
    }
    who_said_what(&mut session, &set);
}

/// What the page does for the picture: it asks, sends the document, and reads the answer.
fn who_said_what(session: &mut Session, set: &Rc<AnnotationSet>) {
    let options = Some(Options::default());
    let open = Action::ShowExport { format: Some(ID.to_owned()), options };
    let asked = timed(|| session.perform(open, &Nowhere).unwrap());
    let effects = session.take_effects();
    let task = effects.iter().find_map(|effect| match effect {
        Effect::Work(_, task) => Some(task.clone()),
        _ => None,
    });
    let sent = timed(|| task.unwrap().parts().map(|part| part.size()).sum::<usize>());
    let drawn = timed(|| session.screen());
    println!("who said what: asked {asked:.1}, sent {sent:.1}, drawn {drawn:.1}");
    let told = |_: usize| {};
    let page = layout::laid_out(std::slice::from_ref(set), &told);
    println!(
        "who said what: laid out {:.1}",
        timed(|| layout::laid_out(std::slice::from_ref(set), &told))
    );
    let json = page.plain().to_json();
    let read = timed(|| WhoPage::read(&Plain::from_json(&json).unwrap()).unwrap());
    println!("who said what: {} KB of answer, read in {read:.1}", json.len() / 1000);
}
