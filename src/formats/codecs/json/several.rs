//! Several documents of ours in one file: one after the other, or in a list (tests/formats/beside.rs).

use super::read::{JsonReader, MOST_PROBLEMS};
use crate::formats::common::lenient::{self, value_end};
use crate::formats::common::{Imported, Lines, Problem, utf8};
use crate::model::order;

/// Most documents read that follow each other in one file.
const MOST_DOCUMENTS: usize = 1000;

/// Reads a file: the document, if there is an article in it, and those behind it, and the problems.
pub fn import(content: &[u8]) -> Imported {
    // Cut off inside a character, or one byte wrong: everything else is still readable.
    let (text, wrong) = utf8::decode_all(content);
    let (text, half_pairs) = lenient::without_half_pairs(&text);
    let mut imported = Imported { problems: wrong.into_iter().collect(), ..Imported::default() };
    let lines = Lines::new(&text);
    let half = "half of a surrogate pair is not a character; read as U+FFFD";
    let halves = half_pairs.iter().take(MOST_PROBLEMS);
    imported.problems.extend(halves.map(|at| lines.problem(*at, half)));
    let more = half_pairs.len().saturating_sub(MOST_PROBLEMS);
    let more = (more > 0).then(|| Problem::new(format!("{more} more such halves were read so")));
    imported.problems.extend(more);
    let list = list_start(&text);
    let mut from = list.unwrap_or(0);
    for count in 1.. {
        let start = text.len() - text[from..].trim_start().len();
        let whole = value_end(&text, start);
        let next = |end: usize| {
            let rest = text[end..].trim_start();
            let rest = list.and_then(|_| rest.strip_prefix(',')).unwrap_or(rest).trim_start();
            rest.starts_with('{').then(|| text.len() - rest.len())
        };
        let end = whole.and_then(next);
        let known = if list.is_some() { whole } else { end };
        let mut read = JsonReader::of(&text[start..known.unwrap_or(text.len())]).read();
        let above = lines.problem(start, "");
        for problem in &mut read.problems {
            let add = |to: Option<u32>, more: Option<u32>| Some(to? + more.unwrap_or(1) - 1);
            if problem.line == Some(1) {
                problem.column = add(problem.column, above.column);
            }
            problem.line = add(problem.line, above.line);
        }
        imported.documents.append(&mut read.documents);
        imported.problems.append(&mut read.problems);
        let Some(end) = end else {
            let rest = whole.filter(|end| list.is_some() && text[*end..].trim() != "]");
            let cut = "from here on the list is cut off or has no more documents; left out";
            imported.problems.extend(rest.map(|end| lines.problem(end, cut)));
            break;
        };
        from = end;
        if count == MOST_DOCUMENTS {
            let more = "more than 1,000 documents follow each other; the others are left out";
            imported.problems.push(Problem::new(more));
            break;
        }
    }
    imported.problems = order::by_key(imported.problems, |problem| {
        (problem.line.is_none(), problem.line, problem.column)
    });
    imported
}

/// Where the first document of a list begins.
pub(super) fn list_start(text: &str) -> Option<usize> {
    let start = text.trim_start_matches('\u{feff}').trim_start().strip_prefix('[')?.trim_start();
    start.starts_with('{').then(|| text.len() - start.len())
}
