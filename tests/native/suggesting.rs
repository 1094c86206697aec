//! Somebody who is shown suggestions: what is found is given here, since the engine has tests of its own.

use std::rc::Rc;

use article_annotator::model::suggest::{
    Because, SuggestedAll, SuggestedSpeaker, Suggestion, TextLanguage,
};
use article_annotator::model::{BlockPoint, Byte, Kind, QuoteForm, TextRange};
use article_annotator::session::suggest::rows::{SuggestionRow, SuggestionRows};
use article_annotator::session::{Action, Effect, Outcome, Suggest, SuggestionGroup, Task};

use crate::notation::find;
use crate::world::Desk;

pub const TEXT: &str = "Mayor Ana Ruiz met Bo Lund. “We are late,” Ruiz said. He said that the budget grew by 12 per cent. Ruiz left.";

/// The suggestions for [`TEXT`]: two people in full, one by her surname, a quote and a claim.
pub fn found(desk: &Desk) -> Vec<Suggestion> {
    let at = |words: &str| find(desk.article(), words);
    let full = at("Ana Ruiz");
    let of = |kind, words: &str, score, reason| Suggestion {
        kind,
        spans: vec![at(words)],
        score,
        reason,
        speaker: None,
        cue: None,
        form: None,
    };
    let speaker = |name: &str| Some(SuggestedSpeaker { name: name.to_owned(), mention: None });
    let quote = of(Kind::Quote, "“We are late,”", 0.8, vec![Because::Saying(at("said"))]);
    let claim = of(Kind::Claim, "the budget grew by 12 per cent", 0.5, vec![]);
    let last = at("Ruiz left");
    let ruiz = TextRange::new(last.start.0, last.start.0 + 4);
    vec![
        of(Kind::Person, "Ana Ruiz", 0.97, vec![Because::GivenName, Because::Title(at("Mayor"))]),
        of(Kind::Person, "Bo Lund", 0.95, vec![Because::GivenName]),
        Suggestion {
            speaker: speaker("Ana Ruiz"),
            cue: Some(at("Ruiz said")),
            form: Some(QuoteForm::Direct),
            ..quote
        },
        Suggestion { speaker: speaker("Bo Lund"), ..claim },
        Suggestion {
            spans: vec![ruiz],
            ..of(Kind::Person, "Ana Ruiz", 0.92, vec![Because::NamedInFull(full)])
        },
    ]
}

/// Somebody who reads [`TEXT`] and asked for suggestions.
pub fn asked() -> Desk {
    let mut desk = Desk::reading(TEXT);
    ask(&mut desk, TextLanguage::English);
    desk
}

pub fn ask(desk: &mut Desk, language: TextLanguage) {
    let list = found(desk);
    answer(desk, Suggest::Ask, Outcome::Suggested(SuggestedAll { list, language }));
}

/// Asks, and gives this in place of the worker's answer; returns the other effects.
pub fn answer(desk: &mut Desk, asked: Suggest, outcome: Outcome) -> Vec<Effect> {
    desk.passes(Action::Suggest(asked)).unwrap();
    let mut effects = desk.session.take_effects();
    let at = effects.iter().position(|effect| matches!(effect, Effect::Work(..)));
    let Effect::Work(ticket, task) = effects.remove(at.expect("the worker is asked")) else {
        unreachable!()
    };
    assert!(matches!(*task, Task::Suggest(_)));
    desk.does(Action::Worked { ticket, outcome: Rc::new(outcome) });
    effects
}

pub fn does(desk: &mut Desk, asked: Suggest) {
    desk.heard.clear();
    desk.does(Action::Suggest(asked));
}

pub fn rows(desk: &mut Desk) -> SuggestionRows {
    desk.lists().suggested.expect("the panel is open").value().clone()
}

/// The listed suggestions, a line each: the group where one begins, then kind and words.
pub fn listed(desk: &mut Desk) -> Vec<String> {
    let rows = rows(desk);
    let mut lines = Vec::new();
    for group in &rows.groups {
        lines.push(format!("{} {}", group_name(&group.group), group.count));
        lines.extend(group.rows.iter().map(|row| format!("{} {}", row.kind.name(), row.words)));
    }
    lines
}

pub fn group_name(group: &SuggestionGroup) -> String {
    match group {
        SuggestionGroup::Confidence(confidence) => format!("{confidence:?}"),
        SuggestionGroup::Person(name) => name.as_deref().unwrap_or("nobody").to_owned(),
        SuggestionGroup::Kind(kind) => kind.name().to_owned(),
        SuggestionGroup::Paragraph(number) => format!("¶ {number}"),
    }
}

pub fn under_review(desk: &mut Desk) -> Option<SuggestionRow> {
    let rows = rows(desk);
    rows.groups.into_iter().flat_map(|group| group.rows).find(|row| row.review.is_some())
}

/// The kinds and words that are painted in the text.
pub fn painted(desk: &Desk) -> Vec<(Kind, String)> {
    let article = desk.article();
    let end = article.point_of(Byte::at(article.text().len()));
    let spans = desk.session.suggestion_spans(BlockPoint::START, end);
    spans.into_iter().map(|one| (one.kind, article.slice(one.range).to_owned())).collect()
}
