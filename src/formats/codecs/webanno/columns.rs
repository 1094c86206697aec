//! The columns of WebAnno TSV: which of a layer holds its labels, and what a cell says (tests/formats/words.rs).

use crate::formats::common::layers::{feature_name, holds_words, is_grammar};
use crate::formats::common::spans::short;

/// What a column holds.
pub(super) enum Column {
    /// The labels of a layer, in a feature of this name; one of remarks or words `says` none, and stands for the
    /// layer.
    Labels { layer: String, feature: String, says: bool },
    /// Something else, described for a message.
    Other(String),
    /// A part of what another column says.
    Part,
}

/// A layer's name without its package.
pub(super) fn layer_name(layer: &str) -> &str {
    let name = layer.split('|').next().unwrap_or_default();
    name.rsplit('.').next().unwrap_or(name)
}

/// Of each column, whether it says anywhere what this app knows.
pub(super) fn known_columns(content: &str, means: &dyn Fn(&str) -> bool) -> Vec<bool> {
    let mut known = Vec::new();
    for row in content.lines().filter(|line| !line.starts_with('#')) {
        for (at, cell) in row.split('\t').skip(3).enumerate() {
            if known.len() <= at {
                known.push(false);
            }
            let is_known = known.get_mut(at).filter(|is_known| !**is_known);
            if let Some(is_known) = is_known {
                let mut labels = pieces(cell, '|').into_iter().filter_map(label);
                *is_known = labels.any(|(label, _)| means(&label));
            }
        }
    }
    known
}

/// The columns of a layer of spans: the one with that name holds the labels, otherwise the first that says a kind,
/// or the first. What holds words or remarks says no kind: if all do, a layer that is called by a kind says it.
pub(super) fn span_columns(
    layer: &str,
    known: &[bool],
    means: &dyn Fn(&str) -> bool,
) -> Vec<Column> {
    let features: Vec<_> = layer.split('|').skip(1).collect();
    if is_grammar(layer.split('|').next().unwrap_or_default()) {
        let what = format!("a value of the layer “{}” of grammar", short(layer_name(layer)));
        return features.iter().map(|_| Column::Other(what.clone())).collect();
    }
    let called = features.iter().position(|name| matches!(*name, "value" | "label"));
    let says = |(at, name): (usize, &&str)| (!holds_words(name)).then_some(at);
    let others: Vec<usize> = features.iter().enumerate().filter_map(says).collect();
    let known = others.iter().find(|at| known.get(**at) == Some(&true));
    let called = called.or_else(|| known.or(others.first()).copied());
    let layer = layer_name(layer);
    let column = |(at, name): (usize, &&str)| {
        let feature = format!("a value of “{}”", short(feature_name(name)));
        let says = called == Some(at);
        match says || called.is_none() && means(layer) {
            true => Column::Labels { layer: layer.to_owned(), feature, says },
            false => Column::Other(feature),
        }
    };
    features.iter().enumerate().map(column).collect()
}

/// The filled cells of a row that hold something else than labels.
pub(super) fn others_in<'l, 'c>(
    line: &'l str,
    columns: &'c [Column],
    means: &dyn Fn(&str) -> bool,
) -> impl Iterator<Item = (usize, &'c str, &'l str)> {
    let cells = line.split('\t').skip(3).zip(columns).enumerate();
    cells.filter_map(move |(at, (cell, column))| match column {
        Column::Labels { layer, feature, says } => {
            let mut labels = pieces(cell, '|').into_iter().filter_map(label);
            let is_lost = labels.any(|(label, _)| {
                label != "*"
                    && label != *layer
                    && means(layer)
                    && (!says || of_layer(&label, layer, means) == *layer)
            });
            is_lost.then_some((at, feature.as_str(), cell))
        }
        Column::Other(what) if !matches!(cell, "" | "_") && !cell.starts_with("*[") => {
            Some((at, what.as_str(), cell))
        }
        _ => None,
    })
}

/// What a label in a layer says: what it says by itself, or else the kind that the layer is called by, with the
/// label within that. “*” stands for the layer.
pub(super) fn of_layer(label: &str, layer: &str, means: &dyn Fn(&str) -> bool) -> String {
    let both = || format!("{layer}-{label}");
    match () {
        () if label != "*" && (means(label) || !means(layer)) => label.to_owned(),
        () if label != "*" && means(&both()) => both(),
        () => layer.to_owned(),
    }
}

/// A label and its number, from `PERSON[1]`; `None` for `_`.
pub(super) fn label(cell: &str) -> Option<(String, Option<u32>)> {
    if cell.is_empty() || cell == "_" {
        return None;
    }
    let number = cell.strip_suffix(']').and_then(|cell| cell.rsplit_once('['));
    match number.and_then(|(label, number)| Some((label, number.parse().ok()?))) {
        Some((label, number)) => Some((unescaped(label), Some(number))),
        None => Some((unescaped(cell), None)),
    }
}

pub(super) fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        match (sign, signs.clone().next()) {
            ('\\', Some(next)) => {
                signs.next();
                out.push(match next {
                    't' => '\t',
                    'n' => '\n',
                    'r' => '\r',
                    'f' => '\x0C',
                    'b' => '\x08',
                    other => other,
                });
            }
            _ => out.push(sign),
        }
    }
    out
}

/// The pieces between separators without a backslash before them.
pub(super) fn pieces(text: &str, divider: char) -> Vec<&str> {
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
