//! Our files as other programs write them anew: with their members in another order, in another encoding, with
//! numbers as texts, with members of their own. They mean the same, and nothing is told.

use article_annotator::formats::{File, Options, registry};
use serde_json::Value;

use crate::cases::dropped;
use crate::desk::{format, proved};
use crate::vector;

/// A JSON value as text: members in the order of their names, or against it; `write` writes strings.
fn written(value: &Value, backwards: bool, write: &dyn Fn(&str) -> String) -> String {
    let list = |parts: Vec<String>| parts.join(", ");
    match value {
        Value::Object(members) => {
            let mut parts: Vec<_> = members
                .iter()
                .map(|(name, value)| {
                    format!("{}: {}", write(name), written(value, backwards, write))
                })
                .collect();
            if backwards {
                parts.reverse();
            }
            format!("{{{}}}", list(parts))
        }
        Value::Array(items) => {
            format!("[{}]", list(items.iter().map(|it| written(it, backwards, write)).collect()))
        }
        Value::String(text) => write(text),
        other => other.to_string(),
    }
}

fn plain(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// A string with nothing but ASCII, as many programs write it.
fn escaped(text: &str) -> String {
    let text = plain(text);
    let signs = text.chars().flat_map(|sign| match sign.is_ascii() {
        true => vec![sign.to_string()],
        false => {
            sign.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect()
        }
    });
    let signs: Vec<String> = signs.collect();
    signs.concat()
}

/// Each number as a text, or with a fraction of zero.
fn renumbered(value: &Value, as_text: bool) -> Value {
    match value {
        Value::Number(number) if as_text => Value::String(number.to_string()),
        Value::Number(number) => number.as_f64().into(),
        Value::Array(items) => items.iter().map(|it| renumbered(it, as_text)).collect(),
        Value::Object(members) => {
            members.iter().map(|(name, it)| (name.clone(), renumbered(it, as_text))).collect()
        }
        other => other.clone(),
    }
}

/// Each object with members that no format has.
fn with_more(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(with_more).collect(),
        Value::Object(members) => {
            let own = members.iter().map(|(name, it)| (name.clone(), with_more(it)));
            let more = [("x_own", Value::Null), ("x-more", serde_json::json!({"a": [1, "b"]}))];
            own.chain(more.map(|(name, value)| (name.to_owned(), value))).collect()
        }
        other => other.clone(),
    }
}

/// A way of writing lines anew, with its name.
type LineChange<'a> = (&'a str, &'a dyn Fn(&str) -> Vec<u8>);

/// A file's JSON values, one to a line, each changed.
fn each_line(content: &str, change: &dyn Fn(&Value) -> String) -> String {
    match serde_json::from_str::<Value>(content) {
        Ok(whole) => change(&whole),
        Err(_) => {
            let lines = content.lines().map(|line| change(&serde_json::from_str(line).unwrap()));
            lines.collect::<Vec<_>>().join("\n") + "\n"
        }
    }
}

fn sixteen(text: &str) -> Vec<u8> {
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

/// What the files mean and what is told, beside the open text.
fn meant(files: Vec<File>) -> (Vec<(String, String, u32)>, Vec<String>) {
    let came = dropped(files, Some(vector::TEXT));
    (came.annotations(), came.told)
}

#[test]
fn json_means_the_same_however_it_is_written() {
    for id in [
        "w3c",
        "hypothesis",
        "recogito",
        "doccano",
        "label-studio",
        "prodigy",
        "pubannotation",
        "spacy",
        "uima-cas",
    ] {
        let mut files = proved(format(id), &vector::plain(), &Options::default()).unwrap().files;
        files.truncate(1);
        let name = files[0].name.clone();
        let content = String::from_utf8(files[0].content.clone()).unwrap();
        let wanted = meant(files);
        assert!(!wanted.0.is_empty() && wanted.1.is_empty(), "{id}: {wanted:?}");
        let json = |change: &dyn Fn(&Value) -> String| each_line(&content, change);
        let ways: Vec<(&str, Vec<u8>)> = vec![
            ("sorted", json(&|it| written(it, false, &plain)).into_bytes()),
            ("backwards", json(&|it| written(it, true, &plain)).into_bytes()),
            ("escaped", json(&|it| written(it, false, &escaped)).into_bytes()),
            ("indented", json(&|it| serde_json::to_string_pretty(it).unwrap()).into_bytes()),
            ("numbers as texts", json(&|it| renumbered(it, true).to_string()).into_bytes()),
            ("fractions", json(&|it| renumbered(it, false).to_string()).into_bytes()),
            ("more members", json(&|it| with_more(it).to_string()).into_bytes()),
            ("in a list", json(&|it| format!("[{it}]")).into_bytes()),
            ("marked", format!("\u{feff}{content}").into_bytes()),
            ("lines of Windows", content.replace('\n', "\r\n").into_bytes()),
            ("UTF-16", sixteen(&content)),
            ("no last line end", content.trim_end().as_bytes().to_vec()),
        ];
        for (way, content) in ways {
            let is_listed = way == "in a list" && content.starts_with(b"[[");
            if is_listed || (way == "in a list" && id == "uima-cas") {
                continue;
            }
            let mut found = meant(vec![File::new(name.clone(), content)]);
            // What is said under a name that nobody knows may be counted by that name.
            found.1.retain(|told| !told.contains("x-more"));
            assert_eq!(found, wanted, "{id}, {way}");
        }
    }
}

#[test]
fn lines_mean_the_same_in_every_encoding_and_with_every_line_end() {
    for codec in registry::READ {
        let id = codec.format.id;
        if !["csv", "tsv", "brat", "conll", "tei", "webanno"].contains(&id) {
            continue;
        }
        let files = proved(codec, &vector::plain(), &Options::default()).unwrap().files;
        let files: Vec<File> =
            files.into_iter().filter(|file| file.extension() != "conf").collect();
        let wanted = meant(files.clone());
        assert!(!wanted.0.is_empty() && wanted.1.is_empty(), "{id}: {wanted:?}");
        let ways: [LineChange<'_>; 5] = [
            ("marked", &|text| format!("\u{feff}{text}").into_bytes()),
            ("lines of Windows", &|text| text.replace('\n', "\r\n").into_bytes()),
            ("UTF-16", &sixteen),
            ("no last line end", &|text| text.trim_end_matches('\n').as_bytes().to_vec()),
            ("more last line ends", &|text| format!("{text}\n\n").into_bytes()),
        ];
        for (way, change) in ways {
            // The text of brat is the article; only its marks are written anew here.
            let changed = files.iter().map(|file| match file.extension() == "txt" {
                true => file.clone(),
                false => {
                    let content = String::from_utf8(file.content.clone()).unwrap();
                    File::new(file.name.clone(), change(&content))
                }
            });
            let found = meant(changed.collect());
            assert_eq!(found, wanted, "{id}, {way}");
        }
    }
}
