//! The test vector for formats: one emoji, one person who speaks, a claim in a quote.

use std::rc::Rc;

use article_annotator::model::{
    Actor, AnnotationSet, Article, Claimant, Detail, Details, Kind, Op, QuoteForm, Scheme,
    SubLabel, TextRange, Timestamp,
};

use crate::notation::annotated;

/// Its text: 43 code points, 44 UTF-16 units, 50 UTF-8 bytes.
pub const TEXT: &str = "😀 Ana Ruiz said: “Jobs doubled.” She left.\n";

/// The vector with bare annotations.
pub fn plain() -> AnnotationSet {
    annotated(
        "😀 [person#p1:Ana Ruiz] said: [quote#q1:“[claim#c1:Jobs doubled].”] [person#p2:She] left.\n",
    )
}

/// The vector with every field filled: title, speaker, claimant, note, tags, and so on.
pub fn rich() -> AnnotationSet {
    let details = Details {
        title: "Jobs \"doubled\", she says".to_owned(),
        byline: Some("By Bo Li".to_owned()),
        source: Some("https://example.org/article".to_owned()),
        published: Some("2026-01-01".to_owned()),
        language: Some("en".to_owned()),
        scheme: Rc::new(Scheme {
            labels: vec![SubLabel {
                kind: Kind::Claim,
                name: "statistical".to_owned(),
                hue: 2,
                key: Some("4".to_owned()),
            }],
            scale: Vec::new(),
        }),
        rejected: Rc::default(),
    };
    let mut set = AnnotationSet::new(Rc::new(Article::new(None, TEXT).unwrap()), details);
    let mut ana = Actor::person("ana".into(), "Ana Ruiz");
    ana.role = "minister".to_owned();
    ana.wikidata = Some("Q42".to_owned());
    set.apply(&Op::AddActor(Rc::new(ana)).into()).unwrap();
    for one in plain().iter() {
        let mut one = one.as_ref().clone();
        match &mut one.detail {
            Detail::Person { actor } => *actor = Some("ana".into()),
            Detail::Quote { speaker, cue, form, .. } => {
                *speaker = Some("ana".into());
                *cue = Some(TextRange::new(14, 18));
                *form = Some(QuoteForm::Direct);
            }
            Detail::Claim { claimant, .. } => {
                *claimant = Some(Claimant::Actor("ana".into()));
                one.label = Some("statistical".to_owned());
            }
        }
        one.note = "=1+1, \"why\"?\nsecond\tline".to_owned();
        one.tags = vec!["to verify".to_owned(), "jobs,work".to_owned()];
        one.creator = Some("Bo Li".to_owned());
        one.created = Timestamp(1_767_225_600_000);
        one.modified = Timestamp(1_767_225_661_000);
        set.apply(&Op::Add(Rc::new(one)).into()).unwrap();
    }
    set
}
