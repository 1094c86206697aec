//! The details before a Markdown text, in YAML or TOML: as far as those who write articles, and programs that clip
//! or publish them, write them (tests/opening/markdown.rs).

use crate::formats::documents::shared::{address::absolute, dates};
use crate::model::Details;

/// The details before a text between lines of `---` or `+++`, and the text after them.
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
    found.unwrap_or_else(|| (Details::default(), text))
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
    fields.iter().for_each(|field| put(&mut details, field, mark));
    Some(details)
}

/// A value without the remark behind it.
fn without_remark(said: &str) -> &str {
    let quote = said.chars().next().filter(|first| ['"', '\''].contains(first));
    let from = quote.and_then(|quote| said.rfind(quote)).unwrap_or(0);
    let end = said.get(from..).and_then(|rest| rest.find(" #")).map_or(said.len(), |at| from + at);
    said.get(..end).unwrap_or(said).trim_end()
}

fn put(details: &mut Details, field: &FrontField<'_>, mark: char) {
    let all = || values(field, mark);
    let one = || all().into_iter().next().filter(|said| !said.is_empty());
    match field.name.as_str() {
        "title" if details.title.is_empty() => details.title = one().unwrap_or_default(),
        "author" | "authors" | "byline" if details.byline.is_none() => {
            let names: Vec<String> = all().iter().map(|said| person(said)).collect();
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
