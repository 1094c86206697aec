//! What the tests of suggestions share: the models that are shipped, articles, and their suggestions.

use std::path::PathBuf;
use std::rc::Rc;
use std::sync::OnceLock;

use article_annotator::model::suggest::{Models, SuggestedAll, Suggestion, suggest};
use article_annotator::model::{
    Annotation, AnnotationId, AnnotationSet, Article, Detail, Details, Kind, Origin, TextRange,
    Timestamp,
};
use serde_json::Value;

/// A file of the repository.
pub fn file(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The models that are shipped, packed.
pub fn packed() -> Vec<u8> {
    std::fs::read(file("assets/suggest/english.bin")).unwrap()
}

/// The models that are shipped.
pub fn models() -> &'static Models {
    static MODELS: OnceLock<Models> = OnceLock::new();
    MODELS.get_or_init(|| Models::read(&packed()).unwrap())
}

/// An article without annotations, of this language.
pub fn article(text: &str, language: Option<&str>) -> AnnotationSet {
    let article = Rc::new(Article::new(None, text).unwrap());
    let language = language.map(str::to_owned);
    AnnotationSet::new(article, Details { language, ..Details::default() })
}

/// A text without its brackets, and the places that were in them.
pub fn marked(text: &str) -> (String, Vec<TextRange>) {
    let (mut plain, mut people) = (String::new(), Vec::new());
    let mut start = 0;
    for c in text.chars() {
        let at = u32::try_from(plain.len()).unwrap();
        match c {
            '[' => start = at,
            ']' => people.push(TextRange::new(start, at)),
            c => plain.push(c),
        }
    }
    (plain, people)
}

/// Everything suggested in an English text.
pub fn suggested(text: &str) -> SuggestedAll {
    suggest(&article(text, Some("en")), models())
}

/// The people suggested in an English text, at least this sure.
pub fn people(text: &str, sure: f32) -> Vec<String> {
    let found = suggested(text).list;
    let people = found.iter().filter(|one| one.kind == Kind::Person && one.score >= sure);
    people.map(|one| text[one.spans[0].indices()].to_owned()).collect()
}

/// The annotation that accepting a suggestion makes, as far as suggestions look at it.
pub fn accepted(suggestion: &Suggestion, number: usize) -> Annotation {
    let detail = match suggestion.kind {
        Kind::Person => Detail::Person { actor: None },
        Kind::Claim => Detail::Claim { claimant: None, check: None },
        Kind::Quote => Detail::Quote {
            speaker: None,
            cue: suggestion.cue,
            form: suggestion.form,
            source: None,
        },
    };
    let annotation = annotation(detail, suggestion.spans.clone(), number);
    Annotation { origin: Origin::Suggestion, ..annotation }
}

/// An annotation by hand with these details.
pub fn annotation(detail: Detail, spans: Vec<TextRange>, number: usize) -> Annotation {
    Annotation {
        id: AnnotationId(format!("a{number}").into()),
        spans,
        detail,
        label: None,
        note: String::new(),
        tags: Vec::new(),
        origin: Origin::Hand,
        creator: None,
        created: Timestamp::default(),
        modified: Timestamp::default(),
        source_id: None,
    }
}

/// Adds an annotation.
pub fn add(set: &mut AnnotationSet, annotation: Annotation) {
    let transaction = set.adding(Rc::new(annotation));
    set.apply(&transaction).unwrap();
}

/// The values of a file with one on each line.
pub fn lines(path: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(file(path)).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}
