//! PubTator's lists: the title and the abstract of a paper, and a line for each name in them with its place, its
//! words and its sort (tests/formats/others.rs). Offsets run on from the title to the abstract.

use super::PaperMarks;
use crate::formats::common::codec::{Context, Imported};
use crate::formats::common::spans::short;
use crate::formats::common::{File, Problem, utf8};

/// A paper, as far as read.
#[derive(Default)]
struct PubtatorPaper<'a> {
    id: &'a str,
    texts: Vec<&'a str>,
    /// The lines about it, with their numbers.
    lines: Vec<(u32, &'a str)>,
}

/// Reads all papers of a file.
pub(super) fn import(content: &str, context: &Context<'_>, into: &mut Imported) {
    let mut paper: Option<PubtatorPaper<'_>> = None;
    for (line, at) in content.lines().zip(1..) {
        let line = line.strip_suffix('\r').unwrap_or(line);
        if let Some((id, text)) = text_line(line) {
            let same = paper.take_if(|paper| paper.id == id);
            paper.take().into_iter().for_each(|paper| read(&paper, context, into));
            let mut same = same.unwrap_or(PubtatorPaper { id, ..PubtatorPaper::default() });
            same.texts.push(text);
            paper = Some(same);
        } else if !line.trim().is_empty() {
            match &mut paper {
                Some(paper) => paper.lines.push((at, line)),
                None => into.problems.push(problem(at, "no text comes before this line; left out")),
            }
        }
    }
    paper.into_iter().for_each(|paper| read(&paper, context, into));
}

fn problem(at: u32, message: impl Into<String>) -> Problem {
    Problem { line: Some(at), column: Some(1), message: message.into() }
}

fn read(paper: &PubtatorPaper<'_>, context: &Context<'_>, into: &mut Imported) {
    let text = paper.texts.join("\n");
    let text = text.trim_end_matches('\n');
    let title = paper.texts.first().filter(|_| paper.texts.len() > 1);
    let mut taken = PaperMarks { title: title.map(|it| (*it).to_owned()), ..PaperMarks::default() };
    for (at, line) in &paper.lines {
        let cells: Vec<&str> = line.split('\t').collect();
        let offset = |at: usize| -> Option<u32> { cells.get(at)?.trim().parse().ok() };
        match (cells.as_slice(), offset(1), offset(2)) {
            ([id, ..], ..) if *id != paper.id => {
                taken.problems.push(problem(
                    *at,
                    format!(
                        "this line is about “{}”, whose text is elsewhere; left out",
                        short(id)
                    ),
                ));
            }
            ([_, _, _, words, label, rest @ ..], Some(start), Some(end)) => {
                taken.spans.push((label.trim().to_owned(), start, end, Some((*words).to_owned())));
                let entry = rest.first().map_or("", |entry| entry.trim());
                if !matches!(entry, "" | "-" | "-1") {
                    taken.skip("the reference to an entry of a database is not kept here");
                }
            }
            ([_, name, _, _, ..], None, _) => {
                let name =
                    format!("the relation “{}” does not say who said something", short(name));
                taken.skip(&name);
            }
            _ => taken.problems.push(problem(
                *at,
                "this line is not a place with its words and its sort; left out",
            )),
        }
    }
    taken.into_document(text, context, into);
}

/// The number of a paper and a text of it: `123|t|A title`.
fn text_line(line: &str) -> Option<(&str, &str)> {
    let (id, rest) = line.split_once('|')?;
    let text = rest.strip_prefix("t|").or_else(|| rest.strip_prefix("a|"))?;
    let is_id = !id.is_empty() && !id.contains(char::is_whitespace);
    is_id.then_some((id, text))
}

/// Whether a file begins with the title of a paper.
pub(super) fn recognises(file: &File) -> bool {
    let (content, _) = utf8::decode_all(file.content.get(..4000).unwrap_or(&file.content));
    let content = content.trim_start_matches('\u{feff}');
    content
        .lines()
        .find(|line| !line.trim().is_empty())
        .is_some_and(|line| text_line(line).is_some())
}
