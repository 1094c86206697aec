//! Opens files for the tests and shows the result.

use article_annotator::formats::{File, Manuscript, Problem, documents};
use article_annotator::model::{BlockKind, Inline, InlineKind};

/// What a file of this name holds.
pub fn open(name: &str, content: impl Into<Vec<u8>>) -> Result<Vec<Manuscript>, Problem> {
    documents::open(&File::new(name, content))
}

/// The only manuscript of a file.
#[track_caller]
pub fn one(name: &str, content: impl Into<Vec<u8>>) -> Manuscript {
    let mut all = open(name, content).unwrap();
    assert_eq!(all.len(), 1);
    all.pop().unwrap()
}

/// The text of an article from all passages, lines not joined.
pub fn text(manuscript: &Manuscript) -> String {
    manuscript.article(|_, _| true, false).unwrap().text().to_string()
}

/// The text of an article without what was left out, lines joined.
pub fn joined(manuscript: &Manuscript) -> String {
    manuscript.article(|_, one| !one.left_out, true).unwrap().text().to_string()
}

/// What was guessed, or could not be read.
pub fn said(manuscript: &Manuscript) -> String {
    manuscript.problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Passages as lines: `h1 text`, with `*emphasis*`, `**strong**`, `[links](to)`; `-` before those
/// left out.
pub fn shown(manuscript: &Manuscript) -> String {
    let mut lines = Vec::new();
    for passage in &manuscript.passages {
        let text = marked(&passage.text, &passage.inlines);
        let out = if passage.left_out { "- " } else { "" };
        lines.push(format!("{out}{} {}", kind(passage.kind), text.replace('\n', "⏎")));
    }
    lines.join("\n")
}

/// A text with its emphasis and links; what begins first ends last.
fn marked(text: &str, inlines: &[Inline]) -> String {
    let mut out = String::new();
    for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
        let mut ends: Vec<_> = inlines.iter().filter(|one| one.range.end.index() == at).collect();
        ends.sort_by_key(|one| std::cmp::Reverse((one.range.start, sort(one))));
        out.extend(ends.iter().map(|one| match &one.kind {
            InlineKind::Emphasis => "*".to_owned(),
            InlineKind::Strong => "**".to_owned(),
            InlineKind::Link(to) => format!("]({to})"),
        }));
        let mut starts: Vec<_> =
            inlines.iter().filter(|one| one.range.start.index() == at).collect();
        starts.sort_by_key(|one| (std::cmp::Reverse(one.range.end), sort(one)));
        out.extend(starts.iter().map(|one| match one.kind {
            InlineKind::Emphasis => "*",
            InlineKind::Strong => "**",
            InlineKind::Link(_) => "[",
        }));
        out.extend(text[at..].chars().next());
    }
    out
}

fn sort(inline: &Inline) -> u8 {
    match inline.kind {
        InlineKind::Link(_) => 0,
        InlineKind::Emphasis => 1,
        InlineKind::Strong => 2,
    }
}

fn kind(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Heading1 => "h1",
        BlockKind::Heading2 => "h2",
        BlockKind::Heading3 => "h3",
        BlockKind::Heading4 => "h4",
        BlockKind::Heading5 => "h5",
        BlockKind::Heading6 => "h6",
        BlockKind::Paragraph => "p",
        BlockKind::ListItem => "li",
        BlockKind::BlockQuote => "q",
        BlockKind::Preformatted => "pre",
        BlockKind::Caption => "cap",
        BlockKind::TableHead => "th",
        BlockKind::TableRow => "tr",
        BlockKind::HeadedRow => "thr",
    }
}
