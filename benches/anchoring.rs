//! The time to carry 10,000 spans over between two versions of 1 MB, to find them by their quotations alone,
//! beside the npm package by which Hypothesis does that, and to align what has nothing to go by.
//! `cargo bench --no-default-features --bench anchoring`. Slowness is no failure.

#![allow(clippy::disallowed_methods, reason = "it runs natively, where there is a clock")]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use article_annotator::model::anchoring::{Anchor, QuotationFinder, Revision};
use article_annotator::model::{Byte, TextRange};

const BYTES: usize = 1_000_000;
const SPANS: usize = 10_000;
/// The package by which Hypothesis finds quotations, and its version.
const PEER: (&str, &str) = ("approx-string-match", "2.0.0");

/// Numbers that look random and are the same in every run (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap_or(0)
    }
}

/// A text of words as often as they are in news, with `line` words to a line.
fn text(random: &mut Random, line: usize) -> String {
    let mut text = String::new();
    while text.len() < BYTES {
        // A few words are everywhere, most are rare.
        let most = 1 << (4 + random.below(10));
        let word = random.below(most);
        text.push_str(&format!("{}{word}", ["to", "bri", "the", "mo"][word % 4]));
        text.push(if random.below(line) == 0 { '\n' } else { ' ' });
    }
    text
}

/// The same text with about one change in 130 words.
fn edited(random: &mut Random, text: &str) -> String {
    let mut words = text.split_inclusive([' ', '\n']);
    let mut new = String::new();
    while let Some(word) = words.next() {
        match random.below(400) {
            0 => new.push_str("another "),
            1 => words.by_ref().take(random.below(30)).for_each(drop),
            2 => {
                new.push_str("and so they added ");
                new.push_str(word);
            }
            _ => new.push_str(word),
        }
    }
    new
}

fn spans(random: &mut Random, text: &str) -> Vec<TextRange> {
    let edges: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
    let one = |_| {
        let from = random.below(edges.len() - 40);
        let to = from + 1 + random.below(30);
        TextRange { start: Byte::at(edges[from] + 1), end: Byte::at(edges[to]) }
    };
    (0..SPANS).map(one).collect()
}

/// How many of these quotations the [`PEER`] finds, and in how many milliseconds. `None` if it cannot be
/// installed or run.
fn by_the_peer(text: &str, quotations: &[&str]) -> Option<(usize, u128)> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let mut npm = Command::new("npm");
    npm.args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"]).arg(folder);
    npm.arg(format!("{}@{}", PEER.0, PEER.1)).stdout(Stdio::null());
    npm.status().ok().filter(std::process::ExitStatus::success)?;
    let file = folder.join("quotations.json");
    std::fs::write(&file, serde_json::to_vec(&(text, quotations)).ok()?).ok()?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/approx_string_match.mjs");
    let mut node = Command::new("node");
    node.arg(script).arg(folder.join("node_modules").join(PEER.0)).arg(file);
    let answer = String::from_utf8(node.output().ok()?.stdout).ok()?;
    let (found, took) = answer.trim().split_once(' ')?;
    Some((found.parse().ok()?, took.parse().ok()?))
}

fn main() {
    let mut random = Random(1);
    for (name, line) in [("1 MB in paragraphs", 80), ("1 MB in one paragraph", usize::MAX)] {
        let old = text(&mut random, line);
        let new = edited(&mut random, &old);
        let spans = spans(&mut random, &old);
        let start = Instant::now();
        let revision = Revision::between(&old, &new);
        let aligned = start.elapsed();
        let mut fates = [0; 4];
        for span in &spans {
            fates[revision.reanchor(&[*span]).fate as usize] += 1;
        }
        println!(
            "{name}: aligned in {} ms, with {SPANS} spans {} ms (unchanged, moved, reworded, gone: {fates:?})",
            aligned.as_millis(),
            start.elapsed().as_millis()
        );
        let start = Instant::now();
        let finder = QuotationFinder::new(&new);
        let mut found = 0;
        for span in &spans {
            let around =
                |from: usize, to: usize| old.get(from..to.min(old.len())).unwrap_or_default();
            let (from, to) = (span.start.index(), span.end.index());
            let anchor = Anchor {
                exact: around(from, to),
                prefix: around(from.saturating_sub(32), from),
                suffix: around(to, to + 32),
                near: None,
            };
            found += usize::from(!finder.reanchor(&anchor).spans.is_empty());
        }
        let took = start.elapsed().as_millis();
        println!("  by quotations alone: {found} found in {took} ms");
        let quotations: Vec<&str> =
            spans.iter().filter_map(|span| old.get(span.start.index()..span.end.index())).collect();
        match by_the_peer(&new, &quotations) {
            Some((found, peers)) => println!(
                "  by {} {} in the same run: {found} found in {peers} ms, {} times as long",
                PEER.0,
                PEER.1,
                peers / took.max(1)
            ),
            None => println!(
                "  {} could not be installed or run: it needs npm, Node and a network",
                PEER.0
            ),
        }
    }
    for (old, new) in
        [("a", "b"), ("a ", "b "), ("ab", "ba"), ("中文字", "中字文"), ("e\u{301}", "e\u{302}")]
    {
        let [old, new] = [old, new].map(|piece| piece.repeat(BYTES / piece.len()));
        let start = Instant::now();
        let revision = Revision::between(&old, &new);
        let aligned = start.elapsed();
        for at in (0..BYTES - 200).step_by(1_000) {
            let at = [at, at + 100].map(|at| Byte::at(old.floor_char_boundary(at)));
            revision.reanchor(&[TextRange { start: at[0], end: at[1] }]);
        }
        let head: String = old.chars().take(6).collect();
        println!(
            "1 MB of {head:?}: aligned in {} ms, with 1,000 spans {} ms",
            aligned.as_millis(),
            start.elapsed().as_millis()
        );
    }
}
