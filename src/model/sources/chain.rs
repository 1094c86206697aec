//! Words of a quote that stand together in a source: of all their places those nearest to each other, in the
//! order of the quote (tests/native/sources.rs).

/// Words in a row of the quote that the source has in a row.
#[derive(Debug, Clone)]
pub(super) struct FoundRun {
    /// The number of the first in the quote.
    pub at: usize,
    /// How many they are.
    pub length: usize,
    /// The words of the source at which they begin, ascending; at least one.
    pub places: Vec<u32>,
}

/// A place for each run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RunChain {
    /// The words of the source at which the runs begin.
    pub starts: Vec<u32>,
    /// Other chains that are as short.
    pub others: Vec<Vec<u32>>,
}

/// Most other chains that are told.
const OTHERS: usize = 4;

/// The shortest chain of runs in their order; `None` if they are nowhere in order.
pub(super) fn chain(runs: &[FoundRun]) -> Option<RunChain> {
    let (first, rest) = runs.split_first()?;
    let mut best: Option<(u32, RunChain)> = None;
    for start in &first.places {
        let Some((starts, length)) = from(*start, first.length, rest) else { continue };
        match &mut best {
            Some((shortest, _)) if *shortest < length => {}
            Some((shortest, chain)) if *shortest == length => {
                if chain.others.len() < OTHERS {
                    chain.others.push(starts);
                }
            }
            _ => best = Some((length, RunChain { starts, others: Vec::new() })),
        }
    }
    best.map(|(_, chain)| chain)
}

/// The chain that begins at a word, and how far it reaches.
fn from(start: u32, length: usize, rest: &[FoundRun]) -> Option<(Vec<u32>, u32)> {
    let mut starts = vec![start];
    let mut end = after(start, length);
    for run in rest {
        let next = run.places.get(run.places.partition_point(|place| *place < end))?;
        starts.push(*next);
        end = after(*next, run.length);
    }
    Some((starts, end - start))
}

/// The word after some words.
pub(super) fn after(start: u32, length: usize) -> u32 {
    start.saturating_add(u32::try_from(length).unwrap_or(u32::MAX))
}
