//! A chain of similar functions: each is followed by the one that has most in common with it and the
//! ones before. Found by their instructions, so the same program always comes out the same.

use crate::Outcome;
use crate::split::wrong;
use std::collections::BTreeMap;
use wasmparser::FunctionBody;

/// How functions are compared.
#[derive(Debug, Clone, Copy)]
pub struct Likeness {
    /// How much a function counts for each that came after it.
    fades: f64,
    /// How much less what many functions have counts: this power of their number.
    common: f64,
    /// How much less a long function counts: this power of its length.
    length: f64,
}

// Chosen by what the programs of this project take, compressed: docs/speed.md.

/// For the parts of the page.
pub const PAGE: Likeness = Likeness { fades: 0.6, common: -0.35, length: -0.8 };
/// For the worker's programs.
pub const WORKER: Likeness = Likeness { fades: 0.75, common: -0.3, length: -0.85 };

/// The places of functions, in their new order.
pub fn of(bodies: &[FunctionBody<'_>], likeness: Likeness) -> Outcome<Vec<usize>> {
    let pairs = pairs(bodies)?;
    let mut having: Vec<Vec<usize>> = Vec::new();
    for (at, pairs) in pairs.iter().enumerate() {
        for &pair in pairs {
            if having.len() <= pair {
                having.resize(pair + 1, Vec::new());
            }
            if let Some(list) = having.get_mut(pair) {
                list.push(at);
            }
        }
    }
    Ok(chained(&pairs, &having, likeness))
}

fn chained(pairs: &[Vec<usize>], having: &[Vec<usize>], by: Likeness) -> Vec<usize> {
    let scale: Vec<f64> =
        pairs.iter().map(|own| (1.0 + own.len() as f64).powf(by.length)).collect();
    let mut likeness = vec![0.0; pairs.len()];
    let mut left: Vec<usize> = (0..pairs.len()).collect();
    let mut chain = Vec::with_capacity(pairs.len());
    // The longest has most in common with others.
    let mut next = left.iter().copied().max_by_key(|at| pairs.get(*at).map(Vec::len));
    while let Some(at) = next {
        chain.push(at);
        left.retain(|other| *other != at);
        likeness.iter_mut().for_each(|it| *it *= by.fades);
        for list in pairs.get(at).into_iter().flatten().filter_map(|pair| having.get(*pair)) {
            let weight = (list.len() as f64).powf(by.common);
            for it in list {
                if let Some(it) = likeness.get_mut(*it) {
                    *it += weight;
                }
            }
        }
        let worth = |at: &usize| likeness.get(*at).zip(scale.get(*at)).map_or(0.0, |(a, b)| a * b);
        next = left.iter().copied().max_by(|a, b| worth(a).total_cmp(&worth(b)).then(b.cmp(a)));
    }
    chain
}

/// The pairs of neighbouring instructions that each function has, by numbers.
fn pairs(bodies: &[FunctionBody<'_>]) -> Outcome<Vec<Vec<usize>>> {
    let mut known: BTreeMap<[&[u8]; 2], usize> = BTreeMap::new();
    let mut all = Vec::with_capacity(bodies.len());
    for body in bodies {
        let instructions = instructions(body)?;
        let mut own: Vec<usize> = instructions
            .array_windows::<2>()
            .map(|pair| {
                let next = known.len();
                *known.entry(*pair).or_insert(next)
            })
            .collect();
        own.sort_unstable();
        own.dedup();
        all.push(own);
    }
    Ok(all)
}

/// A function's instructions, as bytes.
fn instructions<'a>(body: &FunctionBody<'a>) -> Outcome<Vec<&'a [u8]>> {
    let mut reader = body.get_operators_reader().map_err(wrong)?;
    let (bytes, start) = (body.as_bytes(), body.range().start);
    let mut list = Vec::new();
    while !reader.eof() {
        let from = reader.original_position();
        reader.read().map_err(wrong)?;
        let range = (from - start) as usize..(reader.original_position() - start) as usize;
        list.push(bytes.get(range).unwrap_or_default());
    }
    Ok(list)
}
