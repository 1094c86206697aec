//! The notation of annotated text in these tests: `[person:Ana] said`, with nested brackets;
//! `[quote#q:…]` twice is one quote in two parts. `{…}` is a selection, `|` a point.

use std::collections::BTreeMap;
use std::rc::Rc;

use article_annotator::model::{
    Annotation, AnnotationSet, Article, BlockPoint, Byte, Detail, Details, Kind, Op, Origin,
    TextRange, Timestamp, Transaction,
};

/// The article of a notation with its annotations, named `a1`, `a2` … in the order they begin,
/// unless they have names.
pub fn annotated(notation: &str) -> AnnotationSet {
    let (text, marks) = read(notation);
    let mut set = AnnotationSet::new(article(&text), Details::default());
    let ops = marks.iter().map(|(id, kind, spans)| Op::Add(Rc::new(annotation(id, *kind, spans))));
    set.apply(&Transaction::new(ops)).unwrap();
    set
}

/// A whole set in this notation, without ids.
pub fn written(set: &AnnotationSet) -> String {
    let mut opens: BTreeMap<Byte, Vec<String>> = BTreeMap::new();
    let mut closes: BTreeMap<Byte, usize> = BTreeMap::new();
    let mut spans: Vec<_> =
        set.iter().flat_map(|one| one.spans.iter().map(move |span| (*span, one.kind()))).collect();
    spans.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    for (span, kind) in spans {
        opens.entry(span.start).or_default().push(format!("[{}:", kind.name()));
        *closes.entry(span.end).or_default() += 1;
    }
    let text = set.article().text();
    let mut out = String::new();
    for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
        out.push_str(&"]".repeat(closes.get(&Byte::at(at)).copied().unwrap_or_default()));
        out.push_str(&opens.get(&Byte::at(at)).map(|opens| opens.concat()).unwrap_or_default());
        out.extend(text[at..].chars().next());
    }
    out
}

/// A plain annotation.
pub fn annotation(id: &str, kind: Kind, spans: &[TextRange]) -> Annotation {
    Annotation {
        id: id.into(),
        spans: spans.to_vec(),
        detail: Detail::new(kind),
        label: None,
        note: String::new(),
        tags: Vec::new(),
        origin: Origin::Hand,
        creator: None,
        created: Timestamp(0),
        modified: Timestamp(0),
        source_id: None,
    }
}

/// An article of plain text.
pub fn article(text: &str) -> Rc<Article> {
    Rc::new(Article::new(None, text).unwrap())
}

/// A text with a selection in braces: the article, and the selection.
pub fn selected(notation: &str) -> (Rc<Article>, TextRange) {
    let start = notation.find('{').unwrap();
    let end = notation.find('}').unwrap() - 1;
    (article(&notation.replace(['{', '}'], "")), TextRange::new(start as u32, end as u32))
}

/// The text with braces around a range.
pub fn with_selection(article: &Article, range: Option<TextRange>) -> String {
    let text = article.text();
    range.map_or_else(
        || text.to_string(),
        |range| {
            let (start, end) = (range.start.index(), range.end.index());
            format!("{}{{{}}}{}", &text[..start], &text[start..end], &text[end..])
        },
    )
}

/// A text with a point in it: the article, and the point as the DOM has it.
pub fn pointed(notation: &str) -> (Rc<Article>, BlockPoint) {
    let at = notation.find('|').unwrap();
    let article = article(&notation.replacen('|', "", 1));
    let point = article.point_of(Byte::at(at));
    (article, point)
}

/// The first occurrence of some words.
pub fn find(article: &Article, words: &str) -> TextRange {
    let start = article.text().find(words).unwrap_or_else(|| panic!("“{words}” is in the text"));
    TextRange { start: Byte::at(start), end: Byte::at(start + words.len()) }
}

type Marks = Vec<(String, Kind, Vec<TextRange>)>;

fn read(notation: &str) -> (String, Marks) {
    let (mut text, mut marks, mut open) = (String::new(), Marks::new(), Vec::new());
    let mut rest = notation;
    while let Some(c) = rest.chars().next() {
        if let Some((kind, name, length)) = opening(rest) {
            let id = name.unwrap_or_else(|| format!("a{}", marks.len() + 1));
            let known = marks.iter().position(|(known, ..)| *known == id);
            let index = known.unwrap_or(marks.len());
            if known.is_none() {
                marks.push((id, kind, Vec::new()));
            }
            open.push((index, Byte::at(text.len())));
            rest = &rest[length..];
            continue;
        }
        if let (']', Some((index, start))) = (c, open.last().copied()) {
            open.pop();
            marks[index].2.push(TextRange { start, end: Byte::at(text.len()) });
        } else {
            text.push(c);
        }
        rest = &rest[c.len_utf8()..];
    }
    (text, marks)
}

fn opening(rest: &str) -> Option<(Kind, Option<String>, usize)> {
    let (head, _) = rest.strip_prefix('[')?.split_once(':')?;
    let (kind, name) = head.split_once('#').map_or((head, None), |(kind, name)| (kind, Some(name)));
    Some((Kind::named(kind)?, name.map(str::to_owned), head.len() + 2))
}
