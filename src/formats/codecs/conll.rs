//! CoNLL-2003, as used to train named-entity recognisers: one word per line, IOB2, four columns, the document
//! line exactly as spaCy needs it. It has no offsets, and one label per word.

mod layout;
mod listed;

use self::layout::{
    BEGIN, Layout, are_layered, are_universal, columns, first_rows, is_comment, is_empty_or_tag,
    is_numbered, is_tagged_first, layers, sentence_in,
};

use crate::formats::common::codec::{Codec, Context, Imported, KeptDocument};
use crate::formats::common::encoding::text_of_annotations;
use crate::formats::common::layers::is_grammar;
use crate::formats::common::spans::{BARE, Intake, article_of, short, unlinked};
use crate::formats::common::tagged::{self, TaggedWord, is_tag};
use crate::formats::common::tokens::{
    aligned, in_span, on_tokens, tokenize, tokens, without_overlaps,
};
use crate::formats::common::{Audience, Choice, File, Format, Ids, Lack, Problem, Unit, utf8};
use crate::model::text::canonical;
use crate::model::{AnnotationSet, Details, TextRange};

/// The format.
pub const FORMAT: Format = Format {
    id: "conll",
    name: "CoNLL-2003",
    extension: "conll",
    media_type: "text/plain",
    unit: "",
    audience: Audience::Language,
    reads: true,
    text: true,
    ids: Ids::None,
    many: false,
    choices: &[Choice::Labels],
};

/// Its functions.
pub const CODEC: Codec = Codec { format: &FORMAT, holds, export, import };

/// spaCy starts a document at exactly this line.
const DOCUMENT: &str = "-DOCSTART- -X- O O";

const LACKS: &[Lack] = &[
    Lack::Note,
    Lack::Tags,
    Lack::Title,
    Lack::Byline,
    Lack::Source,
    Lack::Published,
    Lack::Language,
];

/// Of overlapping annotations the longest stays, because a word has one label.
fn holds(set: &AnnotationSet, context: &Context<'_>) -> AnnotationSet {
    without_overlaps(&on_tokens(&unlinked(set, &[BARE, LACKS], context.now)))
}

fn export(documents: &[KeptDocument<'_>], context: &Context<'_>) -> Result<Vec<File>, Problem> {
    let one = |one: &KeptDocument<'_>| {
        let set = one.set();
        File::new(format!("{}.conll", one.stem()), written(set, context))
    };
    Ok(documents.iter().map(one).collect())
}

fn written(set: &AnnotationSet, context: &Context<'_>) -> String {
    let sentences = tokenize(set);
    let all = tokens(&sentences);
    let mut tags = vec![String::from("O"); all.len()];
    for one in set.iter() {
        let label = context.options.label_of(one);
        let inside = one.spans.first().and_then(|span| in_span(&all, *span)).unwrap_or(0..0);
        for (at, tag) in tags.get_mut(inside).into_iter().flatten().enumerate() {
            *tag = format!("{}-{label}", if at == 0 { "B" } else { "I" });
        }
    }
    let mut file = format!("{DOCUMENT}\n");
    let mut tags = tags.iter();
    for sentence in &sentences {
        file.push('\n');
        for token in &sentence.tokens {
            let tag = tags.next().map_or("O", String::as_str);
            file.push_str(&format!("{} -X- _ {tag}\n", set.article().slice(*token)));
        }
    }
    file
}

fn import(files: &[File], context: &Context<'_>) -> Imported {
    let mut imported = Imported::default();
    for file in files {
        let (content, problems) = text_of_annotations(&file.content);
        let content = canonical(&content);
        let (content, lines) = match listed::rows(&content) {
            Some((rows, lines)) => (rows.into(), lines),
            None => (content, Vec::new()),
        };
        imported.problems.extend(problems);
        let layout = Layout::of(&content);
        let mut sheet = Sheet {
            layout,
            layers: layers(&content),
            began: Some(1),
            rows: Vec::new(),
            said: None,
            told: 0,
            spaced: false,
            inside: 0,
            unread: 0,
            others: 0,
            context,
        };
        for (at, line) in content.split('\n').enumerate() {
            // Files that were joined have a mark where each began; elsewhere it is a word.
            let joined = line.strip_prefix('\u{feff}').filter(|it| it.starts_with("-DOCSTART-"));
            let line = joined.unwrap_or(line);
            let before = imported.problems.len();
            let own = lines.get(at).copied().or(u32::try_from(at + 1).ok());
            sheet.line(line, own, &mut imported);
            at_line(own, imported.problems.iter_mut().skip(before));
        }
        if imported.documents.is_empty() || sheet.has_words() {
            let (before, several) = (imported.problems.len(), !imported.documents.is_empty());
            sheet.finish(&mut imported);
            let began = sheet.began.filter(|_| several);
            at_line(began, imported.problems.iter_mut().skip(before));
        }
    }
    imported
}

/// Gives problems this line, unless they have their own.
fn at_line<'p>(line: Option<u32>, problems: impl Iterator<Item = &'p mut Problem>) {
    for problem in problems.filter(|it| it.line.is_none() && line.is_some()) {
        (problem.line, problem.column) = (line, Some(1));
    }
}

/// Collects the rows of a document.
struct Sheet<'a> {
    layout: Layout,
    /// The layer of each column, if the file names them.
    layers: Vec<&'a str>,
    /// The line where the document begins.
    began: Option<u32>,
    rows: Vec<TaggedWord<'a>>,
    /// What a comment says the sentence is, and the row at which that begins.
    said: Option<(&'a str, usize)>,
    /// The number of sentences whose gaps such comments tell.
    told: usize,
    /// Whether words say that no space follows them, so that one follows the others.
    spaced: bool,
    /// The last number of the words inside the word before.
    inside: usize,
    /// The number of words with names in another notation.
    unread: usize,
    /// The number of mentions that are no names.
    others: usize,
    context: &'a Context<'a>,
}

impl<'a> Sheet<'a> {
    fn line(&mut self, line: &'a str, own: Option<u32>, into: &mut Imported) {
        let columns = columns(line);
        let first = columns.first().copied().unwrap_or_default();
        let begins = ["# newdoc", BEGIN, "#end document"].iter().any(|sign| line.starts_with(sign));
        if first == "-DOCSTART-" || begins {
            if self.has_words() {
                let before = into.problems.len();
                self.finish(into);
                at_line(self.began, into.problems.iter_mut().skip(before));
            }
            self.began = own;
            self.rows.clear();
            self.said = None;
        } else if columns.iter().all(|column| column.is_empty()) {
            // Of several empty lines, one ends the sentence.
            if self.rows.last().is_some_and(|row| !row.word.is_empty()) {
                self.rows.push(TaggedWord::default());
            }
            self.end_of_sentence();
            self.inside = 0;
        } else if let Some(said) = sentence_in(line) {
            self.end_of_sentence();
            self.said = Some((said, self.rows.len()));
        } else if !is_comment(line) && line.trim() != "#" {
            self.word(&columns, into);
        }
    }

    /// Takes over from the comment above where the words of the sentence are apart.
    fn end_of_sentence(&mut self) {
        let Some((said, from)) = self.said.take() else { return };
        let end =
            self.rows.len() - usize::from(self.rows.last().is_some_and(|row| row.word.is_empty()));
        if let Some(rows) = self.rows.get_mut(from..end)
            && tagged::glue(rows, said)
        {
            self.told += tagged::sentences(rows).1;
        }
    }

    fn word(&mut self, columns: &[&'a str], into: &mut Imported) {
        let cell = |at: usize| columns.get(at).copied().unwrap_or_default();
        let last = columns.len() - 1;
        let (word, tags) = match self.layout {
            Layout::Plain if last == 0 => {
                into.problems.push(Problem::new("a word without a tag; read without one"));
                (cell(0), Vec::new())
            }
            // The last column, and before it others that may be tags too.
            Layout::Plain => (cell(0), columns.iter().skip(1).rev().copied().collect()),
            Layout::Bracketed => (cell(3), vec![cell(10)]),
            Layout::Numbered(tags) => (
                cell(1),
                (0..tags).map(|tag| cell((last + 1 + tag).saturating_sub(tags).max(2))).collect(),
            ),
            Layout::Layered => (cell(1), columns.iter().skip(2).copied().collect()),
            Layout::Universal => {
                let said = |name| Some(feature(cell(9), name)).filter(|tag| !tag.is_empty());
                // In Danish it is called a name. Elsewhere any may say anything; tags are tags.
                let danish = || said("name").filter(|tag| is_tag(tag));
                let tag = said("NER").or_else(|| said("NE")).or_else(danish);
                let tag = tag.or_else(|| self.tag_in(cell(9)));
                // What a line end cut off has no number.
                let word = if is_numbered(columns) { cell(1) } else { "" };
                (word, vec![tag.unwrap_or_default()])
            }
            Layout::Named(word, tag) => (cell(word), vec![cell(tag)]),
        };
        let (mut tags, mut part, mut glued, mut blanks) = (tags, false, false, "");
        if matches!(self.layout, Layout::Universal | Layout::Named(..)) {
            // “1-2” is a word whose parts follow, “1.1” one that is not in the text.
            if cell(0).contains('.') {
                return;
            }
            match cell(0).split_once('-') {
                Some((_, end)) => {
                    self.inside = end.parse().unwrap_or_default();
                    tags.clear();
                }
                None => part = cell(0).parse().is_ok_and(|number: usize| number <= self.inside),
            }
            glued = feature(cell(9), "SpaceAfter") == "No";
            blanks = feature(cell(9), "SpacesAfter");
            self.spaced |= glued || !blanks.is_empty();
            self.unread += usize::from(!feature(cell(9), "Entity").is_empty());
        }
        if self.layout == Layout::Bracketed {
            self.others += cell(last).matches('(').count();
        }
        if word.is_empty() {
            return into.problems.push(Problem::new("a row without a word; left out"));
        }
        self.rows.push(TaggedWord { word, tags, glued, blanks, part });
    }

    /// The tag of something this app knows among features, whatever it is called, or else one without a name.
    fn tag_in(&self, cell: &'a str) -> Option<&'a str> {
        let mut tags = features(cell).map(|(_, tag)| tag).filter(|tag| is_tag(tag));
        let known = tags.find(|tag| self.context.options.meaning(tagged::label_in(tag)).is_some());
        known.or_else(|| cell.split('|').find(|feature| is_tag(feature)))
    }

    /// Whether a column has tags: the last one, or one whose every cell is one and that names what this app
    /// knows. Others are parts of speech and phrases.
    fn is_layer(&self, rows: &[TaggedWord<'_>], layer: usize) -> bool {
        let cells =
            || rows.iter().filter(|row| !row.word.is_empty()).map(|row| row.tags.get(layer));
        if self.layout == Layout::Layered {
            return cells().flatten().all(|cell| is_empty_or_tag(cell));
        }
        if layer == 0 || self.layout != Layout::Plain {
            return true;
        }
        let means = |tag: &str| self.context.options.meaning(tagged::label_in(tag)).is_some();
        cells().all(|tag| tag.is_some_and(|tag| is_tag(tag)))
            && cells().flatten().any(|tag| means(tag))
    }

    /// Counts what a layer of WebAnno says otherwise than with tags, unless it is grammar.
    fn skip_column(&self, rows: &[TaggedWord<'_>], layer: usize, intake: &mut Intake<'_>) {
        let name = self.layers.get(layer).copied().unwrap_or_default();
        if self.layout != Layout::Layered || is_grammar(name) {
            return;
        }
        let name = short(name.rsplit('.').next().unwrap_or(name));
        let cells = rows.iter().filter_map(|row| row.tags.get(layer));
        for _ in cells.filter(|cell| !matches!(**cell, "" | "_" | "O")) {
            intake.skip(format!("a value of the layer “{name}” has no place here"));
        }
    }

    /// What is between the words, if the file does not tell all of it.
    fn guessed(&mut self) -> Option<&'static str> {
        let (sentences, with_gaps) = tagged::sentences(&self.rows);
        let (told, spaced) = (std::mem::take(&mut self.told), std::mem::take(&mut self.spaced));
        match told >= with_gaps || spaced {
            false => Some(
                "CoNLL files have words but no text; the words were joined by spaces, the sentences by line breaks",
            ),
            true if sentences > 1 => Some(
                "CoNLL files do not say what is between two sentences; it was read as a line break",
            ),
            true => None,
        }
    }

    fn has_words(&self) -> bool {
        self.rows.iter().any(|row| !row.word.is_empty())
    }

    fn finish(&mut self, into: &mut Imported) {
        self.end_of_sentence();
        let guessed = self.guessed();
        let rows = std::mem::take(&mut self.rows);
        let open = self.context.article.and_then(|open| {
            let whole = rows.iter().filter(|row| !row.word.is_empty() && !row.part);
            let words: Vec<&str> = whole.map(|row| row.word).collect();
            let places = tagged::with_parts(&rows, &aligned(open, &words)?);
            Some((open.clone(), places))
        });
        let (article, places) = match open {
            Some(found) => found,
            None => {
                let (text, places) = tagged::text_of(&rows);
                let Some(article) = article_of(&text, into) else { return };
                into.problems.extend(guessed.map(Problem::new));
                (article, places)
            }
        };
        let mut intake = Intake::new(&article, Unit::CodePoint, self.context);
        let mut places = places.into_iter();
        // No name goes on in the next sentence.
        let words: Vec<_> = rows
            .iter()
            .map(|row| (row, if row.word.is_empty() { None } else { places.next() }))
            .collect();
        let layers = words.iter().map(|(row, _)| row.tags.len()).max().unwrap_or_default();
        for layer in 0..layers {
            if !self.is_layer(&rows, layer) {
                self.skip_column(&rows, layer, &mut intake);
                continue;
            }
            // A word whose parts follow has no tag of its own, and ends no span.
            let tagged = words.iter().filter_map(|(row, place)| match place {
                Some(place) => Some((row.tags.get(layer).copied()?, *place)),
                None => Some(("O", TextRange::new(0, 0))),
            });
            for (label, range) in tagged::spans(&tagged.collect::<Vec<_>>()) {
                intake.ranges(label, vec![range], None);
            }
        }
        for _ in 0..std::mem::take(&mut self.others) {
            intake.skip("a mention of a coreference chain has no place here");
        }
        for _ in 0..std::mem::take(&mut self.unread) {
            intake.skip("a name in “Entity=” is in a notation that this app cannot read");
        }
        intake.finish(&Details::default(), into);
    }
}

/// The features of a word with their values, as in `NER=B-PER|SpaceAfter=No`; some files have blanks between them.
fn features(cell: &str) -> impl Iterator<Item = (&str, &str)> {
    cell.split(['|', ' ']).filter_map(|feature| feature.split_once('='))
}

/// The value of a feature; empty if there is none.
fn feature<'a>(cell: &'a str, name: &str) -> &'a str {
    let mut own = features(cell).filter(|(own, _)| own.eq_ignore_ascii_case(name));
    own.next().map_or("", |(_, value)| value)
}

/// Most bytes of a table looked at.
const HEAD: usize = 4000;

/// Whether a file looks like this format.
pub fn recognises(file: &File) -> bool {
    let (content, _) = utf8::decode_all(&file.content);
    let content = canonical(content.trim_start_matches('\u{feff}'));
    if ["-DOCSTART-", "# global.columns =", BEGIN].iter().any(|sign| content.starts_with(sign)) {
        return true;
    }
    if listed::rows(content.get(..content.floor_char_boundary(HEAD)).unwrap_or_default()).is_some()
    {
        return true;
    }
    let rows: Vec<_> = first_rows(&content).collect();
    let tagged =
        |row: &Vec<&str>| (2..=6).contains(&row.len()) && row.last().is_some_and(|tag| is_tag(tag));
    // A few words may have lost their tags.
    let bare = rows.iter().filter(|row| row.len() == 1).count();
    let most = |row: &Vec<&str>| tagged(row) || row.len() == 1 && bare * 4 <= rows.len();
    !rows.is_empty()
        && (listed::has_labels_alone(&rows)
            || rows.iter().all(most)
            || are_layered(&rows)
            || rows.iter().all(|row| is_tagged_first(row))
            || are_universal(&rows))
}
