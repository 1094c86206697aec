//! WebAnno TSV 3.3: one word per line with its offsets in UTF-16 code units, and a column for the label. It
//! has words and their places, but not the white space between them.

mod columns;
mod rows;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use self::rows::{WebAnnoRow, WebAnnoRows};
use crate::formats::common::codec::{Codec, Context, Imported, KeptDocument};
use crate::formats::common::encoding::text_of_annotations;
use crate::formats::common::spans::{BARE, Intake, article_of, short, unlinked};
use crate::formats::common::tokens::{self, in_span, on_tokens, tokenize};
use crate::formats::common::{Audience, Choice, File, Format, Ids, Lack, Problem, Ruler, Unit};
use crate::model::text::canonical;
use crate::model::{AnnotationSet, Article, Details, TextRange};

/// The format.
pub const FORMAT: Format = Format {
    id: "webanno",
    name: "WebAnno TSV",
    extension: "tsv",
    media_type: "text/tab-separated-values",
    unit: Unit::Utf16.words(),
    audience: Audience::Language,
    reads: true,
    text: true,
    ids: Ids::None,
    many: false,
    choices: &[Choice::Labels],
};

/// Its functions.
pub const CODEC: Codec = Codec { format: &FORMAT, holds, export, import };

const HEADER: &str = "#FORMAT=WebAnno TSV 3";

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

fn export(documents: &[KeptDocument<'_>], context: &Context<'_>) -> Result<Vec<File>, Problem> {
    let one = |one: &KeptDocument<'_>| {
        let set = one.set();
        File::new(format!("{}.webanno.tsv", one.stem()), written(set, context))
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
        // By index: a document has many words, and each span few.
        labels.get_mut(inside).into_iter().flatten().for_each(|at| at.push(label.clone()));
    }
    let mut file = format!("{HEADER}.3\n#T_SP=webanno.custom.Span|value\n\n");
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

/// With a backslash before every special character.
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

fn import(files: &[File], context: &Context<'_>) -> Imported {
    let mut imported = Imported::default();
    for file in files {
        let (content, wrong) = text_of_annotations(&file.content);
        let content = canonical(&content);
        imported.problems.extend(wrong);
        let WebAnnoRows { rows, problems, others } =
            rows::rows(&content, &|label| context.options.meaning(label).is_some());
        imported.problems.extend(problems);
        read(&rows, context, &mut imported);
        for (what, count) in others {
            let times = if count == 1 { String::new() } else { format!(" ({count} times)") };
            imported
                .problems
                .push(Problem::new(format!("{what}{times} has no place here; left out")));
        }
    }
    imported
}

fn read(rows: &[WebAnnoRow], context: &Context<'_>, into: &mut Imported) {
    let there = context.article.and_then(|open| Some((open.clone(), rows::about(rows, open)?)));
    let (article, places) = match there {
        Some(there) => there,
        None => {
            let built = rows::built(rows);
            let Some(article) = article_of(&built.text, into) else { return };
            into.problems.extend(built.guessed.map(Problem::new));
            (article, built.places)
        }
    };
    take(rows, &places, &article, context, into);
}

/// The number of an annotation in the file, and how often it stopped and went on behind another word.
type Run = (u32, usize);

fn take(
    rows: &[WebAnnoRow],
    places: &[Option<TextRange>],
    article: &Rc<Article>,
    context: &Context<'_>,
    into: &mut Imported,
) {
    let mut intake = Intake::new(article, Unit::Utf16, context);
    // By label, number, and how often such an annotation stopped before a word and went on behind it.
    let mut numbered: BTreeMap<(&str, u32, usize), TextRange> = BTreeMap::new();
    let mut broken: BTreeSet<(&str, u32)> = BTreeSet::new();
    let mut order: Vec<(&str, Option<Run>, TextRange)> = Vec::new();
    let mut last: BTreeMap<(&str, u32), (usize, usize)> = BTreeMap::new();
    let mut word = 0;
    for (row, place) in rows.iter().zip(places) {
        word += usize::from(!row.part);
        let keys = row.labels.iter().filter_map(|(label, number)| Some((&**label, (*number)?)));
        let Some(range) = *place else {
            intake.report(row.misplaced());
            broken.extend(keys);
            continue;
        };
        for (label, number) in &row.labels {
            match number.map(|number| (&**label, number)) {
                Some(key) => {
                    let (before, times) = last.entry(key).or_insert((word, 0));
                    *times += usize::from(word > *before + 1);
                    *before = word;
                    let times = *times;
                    let known = numbered.entry((key.0, key.1, times)).or_insert_with(|| {
                        order.push((label, Some((key.1, times)), range));
                        range
                    });
                    known.end = known.end.max(range.end);
                }
                None => order.push((label, None, range)),
            }
        }
    }
    for (label, number, first) in order {
        let key = number.map(|(number, times)| (label, number, times));
        if key.is_some_and(|(label, number, _)| broken.contains(&(label, number))) {
            let words = short(article.slice(first));
            intake.report(Problem::new(format!(
                "{label} at “{words}” continues on a word that is out of place; left out"
            )));
            continue;
        }
        let whole = key.and_then(|key| numbered.get(&key).copied());
        intake.ranges(label, vec![whole.unwrap_or(first)], None);
    }
    intake.finish(&Details::default(), into);
}

/// Whether a file looks like this format.
pub fn recognises(file: &File) -> bool {
    file.begins_with(HEADER)
}
