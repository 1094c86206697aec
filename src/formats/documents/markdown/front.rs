//! The details before a Markdown text, in YAML or TOML, in JSON, as Pandoc and as MultiMarkdown write them: as far as
//! those who write articles, and programs that clip or publish them, do (tests/opening/markdown.rs).

use crate::formats::documents::shared::{address::absolute, dates};
use crate::model::Details;
use crate::model::plain::{Object, Plain};

/// The details before a text, and the text after them.
pub(super) fn front_matter(text: &str) -> (Details, &str) {
    let found = [("---", ':', "..."), ("+++", '=', "+++")].into_iter().find_map(|one| {
        let (fence, mark, other) = one;
        let rest = text.strip_prefix(fence)?.trim_start_matches([' ', '\t']).strip_prefix('\n')?;
        let mut at = 0;
        for line in rest.split_inclusive('\n') {
            if [fence, other].contains(&line.trim_end()) {
                let body = rest.get(at + line.len()..).unwrap_or_default();
                return details(rest.get(..at)?, mark).map(|details| (details, body));
            }
            at += line.len();
        }
        None
    });
    let found = found.or_else(|| of_json(text)).or_else(|| of_pandoc(text));
    found.or_else(|| of_multimarkdown(text)).unwrap_or_else(|| (Details::default(), text))
}

/// The details in an object of JSON before the text, as Hugo takes them.
fn of_json(text: &str) -> Option<(Details, &str)> {
    let end = end_of_object(text)?;
    let (head, body) = text.split_at_checked(end)?;
    let Plain::Object(object) = Plain::from_json(head).ok()? else { return None };
    object.get("title")?;
    let mut details = Details::default();
    for name in ["title", "author", "authors", "byline", "date", "publishDate", "language", "url"] {
        let values = object.get(name).map(texts).unwrap_or_default();
        put(&mut details, &name.to_lowercase(), &values);
    }
    body.is_empty().then_some(()).or_else(|| body.starts_with('\n').then_some(()))?;
    Some((details, body))
}

/// The end of the object with which a text begins.
fn end_of_object(text: &str) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    if !text.starts_with('{') {
        return None;
    }
    for (at, sign) in text.char_indices() {
        match sign {
            _ if escaped => {}
            '"' => quoted = !quoted,
            '{' if !quoted => depth += 1,
            '}' if !quoted => depth -= 1,
            _ => {}
        }
        escaped = quoted && sign == '\\' && !escaped;
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}

/// The texts in a value: itself, those of a list, or the name in an object.
fn texts(plain: &Plain<'_>) -> Vec<String> {
    let name = |object: &Object<'_>| object.get("name").map(texts).unwrap_or_default();
    match plain {
        Plain::Text(text) => vec![text.to_string()],
        Plain::List(all) => all.iter().flat_map(texts).collect(),
        Plain::Object(object) => name(object),
        _ => Vec::new(),
    }
}

/// The title, the authors and the day on up to three lines that begin with `%`, each with lines that go on with it.
fn of_pandoc(text: &str) -> Option<(Details, &str)> {
    let (mut said, mut at): (Vec<String>, usize) = Default::default();
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        match bare.strip_prefix('%').filter(|rest| rest.is_empty() || rest.starts_with(' ')) {
            Some(first) if said.len() < 3 => said.push(first.trim().to_owned()),
            None if bare.starts_with([' ', '\t']) => {
                // Each line may have an author of its own.
                let divider = if said.len() == 2 { ";" } else { " " };
                let last = said.last_mut().filter(|_| !bare.trim().is_empty())?;
                *last = format!("{last}{divider}{}", bare.trim());
            }
            None if bare.is_empty() => break,
            _ => return None,
        }
        at += line.len();
    }
    let mut details = Details::default();
    for (name, said) in ["title", "author", "date"].iter().zip(&said) {
        let values: Vec<String> = said.split(';').map(|one| one.trim().to_owned()).collect();
        put(
            &mut details,
            name,
            if *name == "author" { &values } else { std::slice::from_ref(said) },
        );
    }
    (!details.title.is_empty()).then_some((details, text.get(at..)?))
}

/// Lines with a name and a value up to the first blank one, the title among them.
fn of_multimarkdown(text: &str) -> Option<(Details, &str)> {
    let end = text.find("\n\n").unwrap_or(text.len());
    let (head, body) = text.split_at_checked(end)?;
    if head.lines().any(|line| line.starts_with(['#', '-', '[', ']', '}'])) {
        return None;
    }
    let details = details(head, ':').filter(|details| !details.title.is_empty())?;
    Some((details, body))
}

/// A name with its value, and the lines that go on with that.
struct FrontField<'a> {
    name: String,
    said: &'a str,
    more: Vec<&'a str>,
}

/// Details from lines with a name and a value; `None` if the lines are different.
fn details(head: &str, mark: char) -> Option<Details> {
    let mut fields: Vec<FrontField<'_>> = Vec::new();
    for line in head.lines() {
        let bare = line.trim();
        if bare.is_empty() || bare.starts_with('#') || line.starts_with('[') {
            continue;
        }
        if line.starts_with([' ', '\t', ']', '}']) || bare == "-" || line.starts_with("- ") {
            fields.last_mut().into_iter().for_each(|last| last.more.push(bare));
            continue;
        }
        let (name, said) = line.split_once(mark)?;
        if !name.trim().chars().all(|c| c.is_alphanumeric() || "-_ ".contains(c)) {
            return None;
        }
        let name = name.trim().to_lowercase();
        fields.push(FrontField { name, said: without_remark(said.trim()), more: Vec::new() });
    }
    let mut details = Details::default();
    fields.iter().for_each(|field| put(&mut details, &field.name, &values(field, mark)));
    Some(details)
}

/// A value without the remark behind it.
fn without_remark(said: &str) -> &str {
    let quote = said.chars().next().filter(|first| ['"', '\''].contains(first));
    let from = quote.and_then(|quote| said.rfind(quote)).unwrap_or(0);
    let end = said.get(from..).and_then(|rest| rest.find(" #")).map_or(said.len(), |at| from + at);
    said.get(..end).unwrap_or(said).trim_end()
}

fn put(details: &mut Details, name: &str, all: &[String]) {
    let one = || all.first().filter(|said| !said.is_empty()).cloned();
    match name {
        "title" if details.title.is_empty() => details.title = one().unwrap_or_default(),
        "author" | "authors" | "byline" if details.byline.is_none() => {
            let names: Vec<String> = all.iter().map(|said| person(said)).collect();
            let names = names.iter().filter(|name| !name.is_empty()).cloned();
            details.byline =
                Some(names.collect::<Vec<_>>().join(", ")).filter(|all| !all.is_empty());
        }
        // Elsewhere “published” says whether it is, not when.
        "date" => details.published = one().and_then(|said| dates::day(&said)),
        "published" | "pubdate" | "publishdate" | "date_published" | "datepublished"
            if details.published.is_none() =>
        {
            details.published = one().and_then(|said| dates::day(&said));
        }
        "lang" | "language" => details.language = one().and_then(|said| dates::language(&said)),
        "source" | "url" | "canonical" | "link" if details.source.is_none() => {
            details.source = one().and_then(|said| absolute(&said, None));
        }
        _ => {}
    }
}

/// Somebody's name without the address behind it, or what makes it a link in a collection of notes.
fn person(said: &str) -> String {
    let name = said.trim_matches(['[', ']']);
    let name = name.split('|').next().unwrap_or(name);
    match name.split_once('<') {
        Some((name, _)) if !name.trim().is_empty() => name.trim().to_owned(),
        _ => name.trim().to_owned(),
    }
}

/// The values of a field: one, or those of a list.
fn values(field: &FrontField<'_>, mark: char) -> Vec<String> {
    let FrontField { said, more, .. } = field;
    // A text below, whose line ends are kept or not.
    if said.starts_with(['|', '>']) && said.len() <= 3 {
        return vec![more.join(" ")];
    }
    if said.is_empty() {
        return listed(more, mark);
    }
    let more = more.iter().map(|line| without_remark(line));
    let whole = std::iter::once(*said).chain(more).collect::<Vec<_>>().join(" ");
    match whole.strip_prefix('[').and_then(|list| list.trim_end().strip_suffix(']')) {
        Some(list) => pieces(list).into_iter().map(|one| value(one, mark)).collect(),
        None => vec![value(&whole, mark)],
    }
}

/// The values of a list with a line or more for each, or of one value with several members.
fn listed(lines: &[&str], mark: char) -> Vec<String> {
    let mut items: Vec<Vec<&str>> = Vec::new();
    for line in lines {
        match line.strip_prefix('-').filter(|rest| rest.is_empty() || rest.starts_with(' ')) {
            Some(first) => items.push(vec![first.trim()]),
            None if items.is_empty() => items.push(vec![*line]),
            None => items.last_mut().into_iter().for_each(|item| item.push(*line)),
        }
    }
    let called = |item: &Vec<&str>| {
        let named = item.iter().find_map(|line| named(line, mark));
        let is_map = item.iter().all(|line| line.contains(": "));
        let whole = || if is_map { String::new() } else { value(&item.join(" "), mark) };
        named.map_or_else(whole, |name| value(without_remark(name), mark))
    };
    items.iter().map(called).collect()
}

/// The name in a member of somebody’s details: `name: Mira Holt`.
fn named(member: &str, mark: char) -> Option<&str> {
    let rest = member.trim().strip_prefix("name")?.trim_start();
    rest.strip_prefix(mark).map(str::trim)
}

/// The pieces of a list between commas that are not in quotation marks or brackets.
fn pieces(list: &str) -> Vec<&str> {
    let (mut all, mut from, mut quote, mut depth) = (Vec::new(), 0, None, 0_u32);
    for (at, sign) in list.char_indices() {
        match (sign, quote) {
            (_, Some(open)) if sign == open => quote = None,
            (_, Some(_)) => {}
            // Within a word it is an apostrophe.
            ('"' | '\'', None) if list.get(from..at).is_some_and(|it| it.trim().is_empty()) => {
                quote = Some(sign);
            }
            ('{' | '[', None) => depth += 1,
            ('}' | ']', None) => depth = depth.saturating_sub(1),
            (',', None) if depth == 0 => {
                all.push(list.get(from..at).unwrap_or_default());
                from = at + 1;
            }
            _ => {}
        }
    }
    all.push(list.get(from..).unwrap_or_default());
    all.retain(|piece| !piece.trim().is_empty());
    all
}

/// A value without its quotation marks, or the name in one that has members.
fn value(said: &str, mark: char) -> String {
    let said = said.trim();
    if let Some(members) = said.strip_prefix('{').and_then(|said| said.strip_suffix('}')) {
        let name = pieces(members).into_iter().find_map(|member| named(member, mark));
        return name.map(|name| value(name, mark)).unwrap_or_default();
    }
    let quoted = |mark: char| said.strip_prefix(mark)?.strip_suffix(mark);
    let inner = quoted('"').map(|inner| inner.replace("\\\"", "\""));
    let inner = inner.or_else(|| quoted('\'').map(|inner| inner.replace("''", "'")));
    inner.unwrap_or_else(|| said.to_owned())
}
