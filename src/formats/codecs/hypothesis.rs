//! Hypothesis: the file of its client, and the answer of its API; positions in UTF-16 code units. Without the
//! page itself there are no ranges, only positions and text.

use crate::formats::codecs::table::TableText;
use crate::formats::common::addresses::outgoing;
use crate::formats::common::anchors::Finder;
use crate::formats::common::beside::{BesideArticle, beside_open};
use crate::formats::common::codec::{Codec, Context, Imported, KeptDocument};
use crate::formats::common::pretty::Pretty;
use crate::formats::common::records::{FirstRecord, each, items, object, records, text};
use crate::formats::common::selectors::in_order;
use crate::formats::common::spans::unlinked;
use crate::formats::common::{Audience, Choice, File, Format, Ids, Lack, Problem, Unit, utf8};
use crate::model::plain::{Object, Plain};
use crate::model::{Annotation, AnnotationSet, Details};

/// The format.
pub const FORMAT: Format = Format {
    id: "hypothesis",
    name: "Hypothesis",
    extension: "json",
    media_type: "application/json",
    unit: Unit::Utf16.words(),
    audience: Audience::Keep,
    reads: true,
    text: false,
    ids: Ids::Annotations,
    many: false,
    choices: &[Choice::Labels],
};

/// Its functions.
pub const CODEC: Codec = Codec { format: &FORMAT, holds, export, import };

const LACKS: &[Lack] = &[
    Lack::ArticleClaims,
    Lack::Cue,
    Lack::Form,
    Lack::QuoteSource,
    Lack::Check,
    Lack::Origin,
    Lack::SourceId,
    Lack::Title,
    Lack::Byline,
    Lack::Source,
    Lack::Published,
    Lack::Language,
    Lack::Scheme,
];

fn holds(set: &AnnotationSet, context: &Context<'_>) -> AnnotationSet {
    unlinked(set, &[LACKS], context.now)
}

fn export(documents: &[KeptDocument<'_>], context: &Context<'_>) -> Result<Vec<File>, Problem> {
    let one = |one: &KeptDocument<'_>| {
        let set = one.set();
        let finder = Finder::new(set.article(), Unit::Utf16);
        let details = one.about();
        let mut json = Pretty::default();
        json.begin('{');
        json.put("export_date", &owned(context.now.to_string()));
        json.put("export_userid", &Plain::text(USER));
        let version = concat!("article-annotator-", env!("CARGO_PKG_VERSION"));
        json.put("client_version", &Plain::text(version));
        json.field("annotations");
        json.begin('[');
        for one in set.iter() {
            json.item();
            json.value(&row(set, one, details, &finder, context));
        }
        json.end(']');
        json.end('}');
        Ok(File::new(format!("{}.hypothesis.json", one.stem()), json.finish()))
    };
    documents.iter().map(one).collect()
}

/// Everybody's account in a file: the names are separate, because we have no server.
const USER: &str = "acct:article-annotator@localhost";

fn owned<'a>(text: String) -> Plain<'a> {
    Plain::Text(text.into())
}

fn row<'a>(
    set: &'a AnnotationSet,
    one: &'a Annotation,
    details: &'a Details,
    finder: &Finder<'a>,
    context: &'a Context<'_>,
) -> Plain<'a> {
    let sha256 = set.article().sha256();
    let address = details.source.as_deref().and_then(outgoing);
    let address = address.unwrap_or_else(|| format!("urn:x-article-annotator:text:{sha256}"));
    let label = context.options.label_of(one);
    let tags = [Plain::Text(label)].into_iter().chain(one.tags.iter().map(|tag| Plain::text(tag)));
    let selectors = one.spans.first().map(|span| finder.selectors(*span).to_vec());
    let target = object([
        ("source", owned(address.clone())),
        ("selector", Plain::List(selectors.unwrap_or_default())),
    ]);
    let mut fields = vec![("id", Plain::text(&one.id.0))];
    let times = [("created", one.created), ("updated", one.modified)].into_iter();
    let times = times.filter(|(_, time)| time.is_known());
    fields.extend(times.map(|(name, time)| (name, owned(time.to_string()))));
    fields.extend([
        ("user", Plain::text(USER)),
        ("uri", owned(address)),
        ("text", Plain::text(&one.note)),
        ("tags", Plain::List(tags.collect())),
        ("group", Plain::text("__world__")),
        ("permissions", object([("read", Plain::List(vec![Plain::text("group:__world__")]))])),
        ("document", object([("title", Plain::text(&details.title))])),
        ("references", Plain::List(Vec::new())),
        ("target", Plain::List(vec![target])),
    ]);
    if let Some(creator) = &one.creator {
        fields.push(("user_info", object([("display_name", Plain::text(creator))])));
    }
    object(fields)
}

fn import(files: &[File], context: &Context<'_>) -> Imported {
    let what = "a Hypothesis file doesn’t contain";
    beside_open(Unit::Utf16, context, what, &|beside, imported| {
        for file in files {
            let mut one = |row: &Object<'_>| {
                if let Err(reason) = take(row, beside, context) {
                    let id = text(row, "id").unwrap_or("without an id");
                    let message = format!("annotation {id}: {reason}; left out");
                    beside.intake.report(Problem::new(message));
                }
            };
            if is_table(file) {
                table(&file.content, imported, one);
                continue;
            }
            records(&file.content, imported, |plain, _| {
                let rows = rows(plain).iter().chain(replies(plain));
                rows.filter_map(|row| row.as_object().ok()).for_each(&mut one);
            });
        }
    })
}

/// Columns of the client’s CSV, and how its first versions called them.
const EARLIER: [(&str, &str); 3] =
    [("Comment", "Body"), ("Author", "User"), ("Created at", "Creation Date")];

/// The rows of the client’s CSV, as its JSON has them.
fn table(content: &[u8], into: &mut Imported, mut take: impl FnMut(&Object<'_>)) {
    let sheet = TableText::of(content);
    into.problems.extend(sheet.problems.iter().cloned());
    let mut table = sheet.reader();
    let names = table.headers().cloned().unwrap_or_default();
    for (row, at) in table.records().zip(1..) {
        let Ok(row) = row else {
            into.problems.push(Problem::new(format!("row {at} cannot be read; left out")));
            continue;
        };
        let cell = |name: &str| {
            let is_named = |own: &str| {
                let own = own.trim();
                own.eq_ignore_ascii_case(name)
                    || EARLIER
                        .iter()
                        .any(|(now, before)| *now == name && own.eq_ignore_ascii_case(before))
            };
            let at = names.iter().position(is_named);
            at.and_then(|at| row.get(at)).filter(|cell| !cell.is_empty())
        };
        let quote = cell("Quote").map(|quote| {
            let (sort, exact) = (Plain::text("TextQuoteSelector"), Plain::text(quote));
            let selector = object([("type", sort), ("exact", exact)]);
            let source = Plain::text(cell("URL").unwrap_or_default());
            object([("source", source), ("selector", Plain::List(vec![selector]))])
        });
        let tags = cell("Tags").unwrap_or_default().split(',').map(str::trim);
        let tags = tags.filter(|tag| !tag.is_empty()).map(Plain::text);
        let mut one = Object::default();
        one.put("target", Plain::List(quote.into_iter().collect()));
        one.put("tags", Plain::List(tags.collect()));
        for (name, column) in
            [("text", "Comment"), ("user", "Author"), ("created", "Created at"), ("uri", "URL")]
        {
            if let Some(cell) = cell(column) {
                one.put(name, Plain::text(cell));
            }
        }
        take(&one);
    }
}

/// Whether it is the client’s export as CSV.
fn is_table(file: &File) -> bool {
    let sheet = TableText::of(file.content.get(..400).unwrap_or(&file.content));
    let first = sheet.rows().lines().next().unwrap_or_default().to_lowercase();
    let names: Vec<_> = first
        .split(char::from(sheet.delimiter))
        .map(|name| name.trim_matches(['"', '\u{feff}', ' ']))
        .collect();
    ["url", "quote", "tags"].iter().all(|name| names.contains(name))
        && (names.contains(&"comment") || names.contains(&"body"))
}

/// The annotations of an export or an API answer, or a list of annotations.
fn rows<'p, 'a>(plain: &'p Plain<'a>) -> &'p [Plain<'a>] {
    match plain {
        Plain::List(list) => list,
        Plain::Object(file) if file.get("target").is_none() => ["annotations", "rows"]
            .iter()
            .map(|name| items(file, name))
            .find(|rows| !rows.is_empty())
            .unwrap_or_default(),
        _ => std::slice::from_ref(plain),
    }
}

/// The replies in an API answer, if it has them apart from what they reply to.
fn replies<'p, 'a>(plain: &'p Plain<'a>) -> &'p [Plain<'a>] {
    plain.as_object().ok().map_or(&[], |answer| items(answer, "replies"))
}

fn take(
    row: &Object<'_>,
    BesideArticle { finder, pages, intake }: &mut BesideArticle<'_>,
    context: &Context<'_>,
) -> Result<(), String> {
    let mut ranges = Vec::new();
    for target in row.get("target").into_iter().flat_map(each) {
        let target = target.as_object().ok();
        let selector = target.and_then(|target| target.get("selector"));
        let selector =
            selector.ok_or("it is about the whole page or replies to another annotation")?;
        let found = finder.find(selector)?;
        let source = target.and_then(|target| text(target, "source"));
        let addresses: Vec<_> = source.into_iter().chain(text(row, "uri")).collect();
        pages.meet(&found, &addresses)?;
        found.moved.into_iter().for_each(|moved| intake.report(Problem::new(moved)));
        ranges.push(found.range);
    }
    if ranges.is_empty() {
        return Err("it is about the whole page or replies to another annotation".to_owned());
    }
    let ranges = in_order(ranges)?;
    let tags = items(row, "tags").iter().filter_map(|tag| tag.as_text().ok());
    let mut tags: Vec<String> = tags.map(str::to_owned).collect();
    let at = tags.iter().position(|tag| context.options.meaning(tag).is_some());
    let at = at.ok_or("no tag says whether it is a person, a claim or a quote")?;
    let label = tags.remove(at);
    let Some(made) = intake.ranges(&label, ranges, None) else { return Ok(()) };
    made.tags = tags;
    made.note = text(row, "text").unwrap_or_default().to_owned();
    made.creator = creator(row);
    let time = |name| text(row, name).unwrap_or_default();
    intake.dated(time("created"), time("updated"));
    if let Some(id) = text(row, "id") {
        intake.called(id);
    }
    Ok(())
}

/// The creator: the display name, otherwise the account.
fn creator(row: &Object<'_>) -> Option<String> {
    let info = row.get("user_info").and_then(|info| info.as_object().ok());
    let name = info.and_then(|info| text(info, "display_name"));
    let user = text(row, "user").filter(|user| *user != USER);
    let user = user.map(|user| user.strip_prefix("acct:").unwrap_or(user));
    name.or(user).map(str::to_owned)
}

/// Whether a file looks like this format.
pub fn recognises(file: &File) -> bool {
    let (content, _) = utf8::decode_all(&file.content);
    let head = FirstRecord::of(&content);
    let said = |names: &[&str]| names.iter().all(|name| head.has(name));
    // Of an answer of the API, or a list of annotations, the rows say it.
    let rows = head.get("rows").or(head.get("annotations")).map(FirstRecord::of);
    // Who wrote is taken out of some before they are shared.
    let is_row = |row: &FirstRecord<'_>| {
        ["uri", "target"].iter().all(|name| row.has(name)) && (row.has("user") || row.has("tags"))
    };
    is_table(file)
        || (file.begins_with("{") || file.begins_with("["))
            && (said(&["export_userid", "annotations"])
                || is_row(&head)
                || rows.is_some_and(|rows| is_row(&rows)))
}
