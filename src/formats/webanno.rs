//! WebAnno TSV 3.3: a word a line with its offsets in UTF-16 code units, and a column for the label.
//! It holds words and where they stand, not what lies between. Must never leave a sign unescaped.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::codec::{Codec, Context, Imported, Written};
use super::spans::{BARE, Intake, article_of, unlinked};
use super::tokens::{self, in_span, on_tokens, tokenize};
use super::{Choice, File, Format, Group, Ids, Lack, Problem, Ruler, Unit};
use crate::model::text::len_utf16;
use crate::model::{AnnotationSet, Article, Byte, Details, TextRange};

/// What it is.
pub const FORMAT: Format = Format {
    id: "webanno",
    name: "WebAnno TSV",
    extension: "tsv",
    media_type: "text/tab-separated-values",
    unit: Unit::Utf16.words(),
    group: Group::Language,
    reads: true,
    text: true,
    ids: Ids::None,
    many: false,
    choices: &[Choice::Labels],
};

/// How it is written and read.
pub const CODEC: Codec = Codec { format: &FORMAT, holds, export, import, recognises };

const HEADER: &str = "#FORMAT=WebAnno TSV 3.";

fn holds(set: &AnnotationSet, context: &Context<'_>) -> AnnotationSet {
    const LACKS: &[Lack] = &[
        Lack::Note,
        Lack::Tags,
        Lack::Title,
        Lack::Byline,
        Lack::Source,
        Lack::Published,
        Lack::Language,
    ];
    on_tokens(&unlinked(set, &[BARE, LACKS], context.now))
}

fn export(documents: &[Written<'_>], context: &Context<'_>) -> Result<Vec<File>, Problem> {
    let one = |one: &Written<'_>| {
        let set = one.held(holds, context);
        File::new(format!("{}.tsv", one.stem), written(&set, context))
    };
    Ok(documents.iter().map(one).collect())
}

fn written(set: &AnnotationSet, context: &Context<'_>) -> String {
    let ruler = Ruler::new(set.article(), Unit::Utf16);
    let sentences = tokenize(set);
    let all = tokens::tokens(&sentences);
    let mut labels: Vec<Vec<String>> = vec![Vec::new(); all.len()];
    for (one, id) in set.iter().zip(1..) {
        let inside = one.spans.first().and_then(|span| in_span(&all, *span)).unwrap_or(0..0);
        let label = format!("{}[{id}]", escaped(&context.options.label_of(one)));
        // By its index: a document has many words, and each span few.
        labels.get_mut(inside).into_iter().flatten().for_each(|at| at.push(label.clone()));
    }
    let mut file = format!("{HEADER}3\n#T_SP=webanno.custom.Span|value\n\n");
    let mut labels = labels.into_iter();
    for (sentence, number) in sentences.iter().zip(1..) {
        file.push('\n');
        for line in set.article().slice(sentence.range()).split('\n') {
            file.push_str(&format!("#Text={}\n", escaped(line)));
        }
        for (token, at) in sentence.tokens.iter().zip(1..) {
            let (start, end) = ruler.range(*token);
            let word = escaped(set.article().slice(*token));
            let label = labels.next().filter(|labels| !labels.is_empty());
            let label = label.map_or("_".to_owned(), |labels| labels.join("|"));
            file.push_str(&format!("{number}-{at}\t{start}-{end}\t{word}\t{label}\t\n"));
        }
    }
    file
}

/// With a backslash before every sign that means something.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '\\' | '[' | ']' | '|' | '_' | ';' | '*' => out.extend(['\\', sign]),
            '>' if out.ends_with('-') => {
                out.pop();
                out.push_str("\\->");
            }
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            _ => out.push(sign),
        }
    }
    out
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        match (sign, signs.clone().next()) {
            ('\\', Some(next)) => {
                signs.next();
                out.push(match next {
                    't' => '\t',
                    'n' => '\n',
                    other => other,
                });
            }
            _ => out.push(sign),
        }
    }
    out
}

/// The pieces between signs that no backslash stands before.
fn pieces(text: &str, divider: char) -> Vec<&str> {
    let (mut pieces, mut from, mut behind) = (Vec::new(), 0, false);
    for (at, sign) in text.char_indices() {
        if sign == divider && !behind {
            pieces.push(&text[from..at]);
            from = at + sign.len_utf8();
        }
        behind = sign == '\\' && !behind;
    }
    pieces.push(&text[from..]);
    pieces
}

/// A row of the file.
struct Row {
    line: usize,
    sentence: String,
    /// Whether it is a part of a word, which stands in a row of its own before.
    part: bool,
    range: (u32, u32),
    word: String,
    /// The label and, if it has one, the number of each annotation on it.
    labels: Vec<(String, Option<u32>)>,
}

fn import(files: &[File], context: &Context<'_>) -> Imported {
    let mut imported = Imported::default();
    for file in files {
        let (content, wrong) = super::plain::decode_all(&file.content);
        imported.problems.extend(wrong);
        let (rows, problems) = rows(&content);
        imported.problems.extend(problems);
        read(&rows, context, &mut imported);
    }
    imported
}

fn rows(content: &str) -> (Vec<Row>, Vec<Problem>) {
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    let mut columns: Vec<bool> = Vec::new();
    for (at, line) in content.split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        if let Some(layer) = line.strip_prefix("#T_SP=") {
            columns.extend(label_columns(layer));
        } else if let Some(layer) =
            line.strip_prefix("#T_RL=").or_else(|| line.strip_prefix("#T_CH="))
        {
            columns.extend(layer.split('|').skip(1).map(|_| false));
        } else if !line.is_empty() && !line.starts_with('#') {
            match row(at + 1, line, &columns) {
                Some(row) => rows.push(row),
                None => problems.push(Problem {
                    line: u32::try_from(at + 1).ok(),
                    column: Some(1),
                    message: "this is no row of a word with its offsets; left out".to_owned(),
                }),
            }
        }
    }
    (rows, problems)
}

/// Which columns of a layer hold labels: the one called so, else the first.
fn label_columns(layer: &str) -> Vec<bool> {
    let features: Vec<_> = layer.split('|').skip(1).collect();
    let called = features.iter().position(|name| matches!(*name, "value" | "label")).unwrap_or(0);
    (0..features.len()).map(|at| at == called).collect()
}

fn row(number: usize, line: &str, columns: &[bool]) -> Option<Row> {
    let mut fields = line.split('\t');
    let (sentence, token) = fields.next()?.split_once('-')?;
    let (start, end) = fields.next()?.split_once('-')?;
    let word = unescaped(fields.next()?);
    let cells = fields.zip(columns).filter(|(_, holds)| **holds);
    let labels = cells.flat_map(|(cell, _)| pieces(cell, '|')).filter_map(label).collect();
    Some(Row {
        line: number,
        sentence: sentence.to_owned(),
        part: token.contains('.'),
        range: (start.parse().ok()?, end.parse().ok()?),
        word,
        labels,
    })
}

/// A label and its number, of `PERSON[1]`; nothing of `_`.
fn label(cell: &str) -> Option<(String, Option<u32>)> {
    if cell.is_empty() || cell == "_" {
        return None;
    }
    let number = cell.strip_suffix(']').and_then(|cell| cell.rsplit_once('['));
    match number.and_then(|(label, number)| Some((label, number.parse().ok()?))) {
        Some((label, number)) => Some((unescaped(label), Some(number))),
        None => Some((unescaped(cell), None)),
    }
}

fn read(rows: &[Row], context: &Context<'_>, into: &mut Imported) {
    let open = context.article.filter(|article| is_about(rows, article));
    let article = match open {
        Some(article) => article.clone(),
        None => {
            let Some(article) = article_of(&text_of(rows), into) else { return };
            if !rows.is_empty() {
                into.problems.push(Problem::new(
                    "WebAnno TSV holds words and where they stand: what lay between them was taken as blanks",
                ));
            }
            article
        }
    };
    take(rows, &article, context, into);
}

/// Whether every word stands in a text where the file says, and nothing but blanks between them.
fn is_about(rows: &[Row], article: &Article) -> bool {
    let ruler = Ruler::new(article, Unit::Utf16);
    let mut at = Byte(0);
    let is_blank = |from: Byte, to: Byte| {
        let between = article.get(TextRange { start: from, end: to });
        between.is_some_and(|between| between.chars().all(tokens::is_blank))
    };
    let words = rows.iter().filter(|row| !row.part).all(|row| {
        let there = ruler.span(row.range.0, row.range.1).ok();
        there.is_some_and(|range| {
            let follows = is_blank(at, range.start) && article.slice(range) == row.word;
            at = range.end;
            follows
        })
    });
    words && is_blank(at, Byte::at(article.text().len()))
}

/// The words where they stand, with blanks between, and a line end before each sentence.
fn text_of(rows: &[Row]) -> String {
    let (mut text, mut at, mut sentence) = (String::new(), 0, None);
    for row in rows.iter().filter(|row| !row.part) {
        let gap = row.range.0.saturating_sub(at).min(1_000_000);
        let new = sentence.is_some_and(|last: &str| last != row.sentence);
        for place in 1..=gap {
            text.push(if new && place == gap { '\n' } else { ' ' });
        }
        text.push_str(&row.word);
        at = at + gap + len_utf16(&row.word);
        sentence = Some(&row.sentence);
    }
    text
}

fn take(rows: &[Row], article: &Rc<Article>, context: &Context<'_>, into: &mut Imported) {
    let mut intake = Intake::new(article, Unit::Utf16, context);
    let mut numbered: BTreeMap<(String, u32), TextRange> = BTreeMap::new();
    let mut order: Vec<(String, Option<u32>, TextRange)> = Vec::new();
    for row in rows {
        let range = match intake.ruler.span(row.range.0, row.range.1) {
            Ok(range) => range,
            Err(reason) => {
                let line = u32::try_from(row.line).ok();
                intake.tell(Problem {
                    line,
                    column: Some(1),
                    message: format!("{reason}; left out"),
                });
                continue;
            }
        };
        for (label, number) in &row.labels {
            match number.map(|number| (label.clone(), number)) {
                Some(key) => {
                    let known = numbered.entry(key).or_insert_with(|| {
                        order.push((label.clone(), *number, range));
                        range
                    });
                    known.end = known.end.max(range.end);
                }
                None => order.push((label.clone(), None, range)),
            }
        }
    }
    for (label, number, first) in order {
        let whole = number.and_then(|number| numbered.get(&(label.clone(), number)).copied());
        intake.ranges(&label, vec![whole.unwrap_or(first)], None);
    }
    intake.finish(&Details::default(), into);
}

fn recognises(file: &File) -> bool {
    file.begins_with(HEADER)
}
