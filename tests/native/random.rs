//! Hostile text and annotations for the laws, the same cases in every run; to search further, set
//! `PROPTEST_RNG_SEED` and `PROPTEST_CASES`.

use std::rc::Rc;

use article_annotator::model::sources::{Fidelity, LinkedPassage, SourceLink, SourceText};
use article_annotator::model::{
    Actor, ActorId, ActorSort, Annotation, AnnotationId, AnnotationSet, Article, ArticleId,
    BlockKind, Byte, Check, CheckStatus, Claimant, Detail, Details, Grade, Inline, InlineKind,
    Kind, Op, Origin, Publisher, PublisherSort, QuoteForm, Rejected, Scheme, Source, SubLabel,
    TextRange, Timestamp, Verdict, Worthy,
};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngSeed};

/// The random choices for one operation.
pub type Seed = (u8, u16, u16, u16);

/// This many cases, the same in every run unless the environment says otherwise.
pub fn cases(cases: u32) -> Config {
    let mut config = Config { failure_persistence: None, ..Config::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = cases;
    }
    if std::env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = RngSeed::Fixed(2);
    }
    config
}

const PIECES: &[&str] = &[
    "Ana Ruiz",
    "said",
    "“Jobs",
    "doubled.”",
    "Trump’s",
    "it’s",
    "son-in-law",
    "U.S.",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "\u{a0}",
    "\u{2003}",
    "\u{3000}",
    "’s",
    "'s",
    "\u{200b}",
    "\u{200d}",
    "\u{301}",
    " \u{301}",
    "e\u{301}",
    "Z̴͑a̷̾l̶g̵ö̸",
    "\u{202e}",
    "\u{feff}",
    "\0",
    "😀",
    "👨‍👩‍👧‍👦",
    "🇺🇦🇷🇺",
    "🇺",
    "👍🏽",
    "🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "𝒜𝒷",
    "\u{10ffff}",
    "שלום",
    "‏(עולם)‏",
    "مرحبا",
    "日本語の文",
    "新聞",
    "สวัสดีกำ",
    "ພາສາລາວ",
    "မြန်မာ",
    "क्षि",
    "각",
    "\u{1100}\u{1161}",
    "ﬁ",
    "ß",
    "…",
    "—",
    "\"",
    "\\",
    "<b>",
    "&amp;",
    "[person:",
    "]",
    "{",
    "}",
    "1.5",
    "$",
    ".",
    ",",
    "?!",
];

/// Text with everything in it that has broken such programs.
pub fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Choices for up to this many operations.
pub fn seeds(most: usize) -> impl Strategy<Value = Vec<Seed>> {
    prop::collection::vec(any::<Seed>(), 0..most)
}

/// An article of this text with blocks of all kinds, emphasis and links.
pub fn article(text: &str, seed: Seed) -> Article {
    const KINDS: [BlockKind; 7] = [
        BlockKind::Heading1,
        BlockKind::Paragraph,
        BlockKind::ListItem,
        BlockKind::BlockQuote,
        BlockKind::Preformatted,
        BlockKind::TableHead,
        BlockKind::TableRow,
    ];
    let id = seed.0.is_multiple_of(2).then(|| ArticleId::from("given “id” 😀"));
    let article = Article::new(id, text).unwrap();
    let kinds: Vec<_> = (0..usize::from(seed.1 % 9)).map(|index| KINDS[index % 7]).collect();
    let spans = spans(&article, seed);
    let kinds_of_inline = [
        InlineKind::Emphasis,
        InlineKind::Strong,
        InlineKind::Link("https://x.example/?a=\"b\"".into()),
    ];
    let inlines = spans
        .into_iter()
        .zip(kinds_of_inline)
        .map(|(range, kind)| Inline { range, kind })
        .collect();
    article.with_kinds(&kinds).with_inlines(inlines)
}

/// A set about this text, built by valid operations.
pub fn set(text: &str, seeds: &[Seed]) -> AnnotationSet {
    let first = seeds.first().copied().unwrap_or_default();
    let mut set = AnnotationSet::new(Rc::new(article(text, first)), Details::default());
    let details = details(set.article(), first);
    set.apply(&Op::SetDetails(Rc::new(details)).into()).unwrap();
    ops(&mut set, seeds, "x");
    set
}

/// Operations that are valid one after the other; `set` gets them applied.
pub fn ops(set: &mut AnnotationSet, seeds: &[Seed], name: &str) -> Vec<Op> {
    let mut ops = Vec::new();
    for (index, seed) in seeds.iter().enumerate() {
        let Some(op) = op(set, *seed, &format!("{name}{index}")) else { continue };
        set.apply(&op.clone().into()).unwrap_or_else(|error| panic!("{op:?}: {error}"));
        ops.push(op);
    }
    ops
}

fn op(set: &AnnotationSet, seed: Seed, name: &str) -> Option<Op> {
    let actors: Vec<&Rc<Actor>> = set.actors().collect();
    let known = pick(&set.iter().collect::<Vec<_>>(), seed.3).map(|one| one.id.clone());
    match seed.0 % 12 {
        0..=4 => {
            let id = [name.to_owned(), format!("\"\\é😀{name}"), "z".repeat(197) + &name[..2]];
            let id = AnnotationId::from(id[usize::from(seed.3 % 20 / 9)].as_str());
            let new = set.get(&id).is_none();
            new.then(|| annotation(set, seed, id))?.map(|one| Op::Add(Rc::new(one)))
        }
        5 | 6 => annotation(set, seed, known?).map(|one| Op::Replace(Rc::new(one))),
        7 => Some(Op::Remove(known?)),
        8 => Some(Op::AddActor(Rc::new(actor(seed, name.into())))),
        9 => {
            let id = pick(&actors, seed.1)?.id.clone();
            Some(Op::ReplaceActor(Rc::new(actor(seed, id))))
        }
        10 => {
            let unused = actors.iter().find(|actor| set.references_to(&actor.id) == 0)?;
            Some(Op::RemoveActor(unused.id.clone()))
        }
        _ => Some(Op::SetDetails(Rc::new(details(set.article(), seed)))),
    }
}

/// One of a list; `None` for an empty one.
pub fn pick<T: Clone>(list: &[T], choice: u16) -> Option<T> {
    list.get(usize::from(choice) % list.len().max(1)).cloned()
}

/// One to three disjoint spans, in text order, on code points; none in an empty text.
pub fn spans(article: &Article, seed: Seed) -> Vec<TextRange> {
    let text = article.text();
    let edges: Vec<_> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
    let choices = [seed.1, seed.2, seed.1 ^ seed.3, seed.2 ^ seed.3, seed.3, seed.1 ^ seed.2];
    let count = if seed.0 > 200 { 6 } else { 2 };
    let mut ends: Vec<_> = choices[..count].iter().filter_map(|at| pick(&edges, *at)).collect();
    ends.sort_unstable();
    let spans = ends.chunks_exact(2).filter(|pair| pair[0] < pair[1]);
    spans.map(|pair| TextRange { start: Byte::at(pair[0]), end: Byte::at(pair[1]) }).collect()
}

fn annotation(set: &AnnotationSet, seed: Seed, id: AnnotationId) -> Option<Annotation> {
    let spans = spans(set.article(), seed);
    let cue = spans.last().copied().filter(|_| seed.3.is_multiple_of(3));
    let actor = pick(&set.actors().map(|actor| actor.id.clone()).collect::<Vec<_>>(), seed.3);
    let words = pick(PIECES, seed.3).unwrap_or_default().to_owned();
    let detail = match Kind::ALL[usize::from(seed.2 % 3)] {
        Kind::Person => Detail::Person { actor },
        Kind::Claim => Detail::Claim {
            claimant: actor.map(Claimant::Actor).or(Some(Claimant::Article)),
            check: seed.3.is_multiple_of(2).then(|| check(words.clone())),
        },
        Kind::Quote => {
            let form = pick(&[QuoteForm::Direct, QuoteForm::Indirect, QuoteForm::Mixed], seed.1);
            let form = form.filter(|_| seed.2.is_multiple_of(2));
            let source = (seed.1 % 3 == 1).then(|| Rc::new(source_link(seed, &words)));
            Detail::Quote { speaker: actor, cue, form, source }
        }
    };
    (!spans.is_empty()).then(|| Annotation {
        id,
        spans,
        detail,
        label: pick(LABELS, seed.2 ^ seed.3).flatten().map(str::to_owned),
        note: words.clone(),
        tags: if seed.1.is_multiple_of(4) {
            vec![words.clone(), String::new()]
        } else {
            Vec::new()
        },
        origin: [Origin::Hand, Origin::Suggestion, Origin::Import][usize::from(seed.3 % 3)],
        creator: seed.1.is_multiple_of(3).then(|| words.clone()),
        created: Timestamp(i64::from(seed.1) * 77_777_777),
        modified: Timestamp(i64::from(seed.2) * 77_777_777 - 1),
        source_id: seed.1.is_multiple_of(5).then_some(words),
    })
}

/// Labels inside a kind, some with characters that formats use as separators.
const LABELS: &[Option<&str>] =
    &[None, None, Some("causal"), Some("B-X"), Some("é|[1]_;\"'"), Some("-"), Some("CLAIM")];

/// How some source has a quote.
fn source_link(seed: Seed, words: &str) -> SourceLink {
    let text = format!("Before it. {words} After it.");
    let end = 11 + words.len();
    let source = SourceText { title: words.to_owned(), ..SourceText::new(&*text) };
    let fidelity = pick(&Fidelity::ALL, seed.3).unwrap_or_default();
    let passage =
        LinkedPassage::of(&Article::new(None, &text).unwrap(), TextRange::new(11, end as u32));
    source.link(fidelity, passage.into_iter().collect())
}

fn check(words: String) -> Check {
    let own = words.len().is_multiple_of(3) && !words.trim().is_empty();
    Check {
        verdict: Some(if own { Verdict::named(&words) } else { Verdict::MostlyFalse }),
        explanation: words.clone(),
        sources: vec![Source {
            url: "https://x.example".to_owned(),
            title: words.clone(),
            ..Source::default()
        }],
        date: Some("2026-01".to_owned()),
        said: Some("2025".to_owned()),
        place: "Abu Dhabi".to_owned(),
        worthy: Some(Worthy::Unsure),
        status: Some(CheckStatus::SecondReader),
        assignee: "Ben Okri".to_owned(),
        same: Some("the-first".into()),
        made_for: Some("the-second".into()).filter(|_| words.len().is_multiple_of(2)),
        publisher: Some(Publisher {
            sort: PublisherSort::ALL[words.len() % 2],
            url: "https://desk.example".to_owned(),
            name: words.clone(),
        })
        .filter(|_| words.len().is_multiple_of(5)),
        page: if own { String::new() } else { format!("https://desk.example/{words}") },
    }
}

fn actor(seed: Seed, id: ActorId) -> Actor {
    let name = format!("{} {}", pick(PIECES, seed.1).unwrap_or_default(), seed.2 % 3);
    let sorts = [ActorSort::Person, ActorSort::Organisation, ActorSort::Group, ActorSort::Unnamed];
    Actor {
        sort: sorts[usize::from(seed.2 % 4)],
        wikidata: seed.2.is_multiple_of(2).then(|| "Q42".to_owned()),
        note: pick(PIECES, seed.3)
            .filter(|_| seed.1.is_multiple_of(2))
            .unwrap_or_default()
            .to_owned(),
        ..Actor::person(id, name)
    }
}

fn details(article: &Article, seed: Seed) -> Details {
    let words = |choice: u16| pick(PIECES, choice).map(str::to_owned);
    Details {
        title: words(seed.1).unwrap_or_default(),
        byline: words(seed.2).filter(|_| seed.3.is_multiple_of(2)),
        source: seed.3.is_multiple_of(3).then(|| "https://news.example/a?b=\"c\"".to_owned()),
        published: seed.3.is_multiple_of(4).then(|| "2026-01".to_owned()),
        language: seed.3.is_multiple_of(5).then(|| "en-GB".to_owned()),
        scheme: Rc::new(if seed.2.is_multiple_of(3) { scheme(seed) } else { Scheme::default() }),
        rejected: Rc::new(rejected(article, seed)),
    }
}

fn rejected(article: &Article, seed: Seed) -> Vec<Rejected> {
    let spans = Some(spans(article, seed)).filter(|spans| !spans.is_empty());
    let kind = Kind::ALL[usize::from(seed.1) % 3];
    let one = spans.filter(|_| seed.2.is_multiple_of(4)).map(|spans| Rejected { kind, spans });
    one.into_iter().collect()
}

fn scheme(seed: Seed) -> Scheme {
    let label = |(name, kind): (&str, Kind)| SubLabel {
        kind,
        name: name.to_owned(),
        hue: u32::from(seed.1 % 7),
        key: seed.3.is_multiple_of(2).then(|| "4".to_owned()),
    };
    let grade = |name: &str| Grade { name: name.into(), apart: seed.2.is_multiple_of(2) };
    Scheme {
        labels: [("causal", Kind::Claim), ("é|[1]_;", Kind::Quote)].map(label).into(),
        scale: if seed.1.is_multiple_of(2) {
            vec![grade("Holds up"), grade("false")]
        } else {
            Vec::new()
        },
    }
}
