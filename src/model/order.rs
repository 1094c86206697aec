//! Lists in order, and the places in them. Short or nearly sorted lists are sorted by insertion, long ones by a
//! number: for others the standard library's sorts are faster, but each type sorted by them adds 3 to 8 KB to the
//! program before compression.

use super::text::TextRange;

/// A list sorted by a key; items with equal keys keep their order.
pub fn by_key<T, K: Ord>(items: impl IntoIterator<Item = T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut list: Vec<T> = Vec::new();
    for item in items {
        let own = key(&item);
        let place = match list.last() {
            Some(last) if key(last) > own => list.partition_point(|other| key(other) <= own),
            _ => list.len(),
        };
        list.insert(place, item);
    }
    list
}

/// A set or map of these items. Not by `collect`, which sorts them first, with a sort of its own for each
/// type.
pub fn gathered<T, C: Default + Extend<T>>(items: impl IntoIterator<Item = T>) -> C {
    let mut all = C::default();
    all.extend(items);
    all
}

/// A list sorted by a number, however long it is and in whatever order; items with equal numbers keep theirs.
pub fn by_number<T>(items: impl IntoIterator<Item = T>, number: impl Fn(&T) -> u64) -> Vec<T> {
    let items: Vec<T> = items.into_iter().collect();
    let keys: Vec<u64> = items.iter().map(number).collect();
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    ranked(&keys).into_iter().filter_map(|at| items.get_mut(at)?.take()).collect()
}

/// Spans in text order.
pub fn spans(spans: Vec<TextRange>) -> Vec<TextRange> {
    by_number(spans, |span| u64::from(span.start.0) << 32 | u64::from(span.end.0))
}

/// The places of some keys in ascending order; equal keys keep theirs. Merges, so that a long list costs
/// little in whatever order it is.
pub fn ranked(keys: &[u64]) -> Vec<usize> {
    let key = |place: &usize| keys.get(*place);
    let mut places: Vec<usize> = (0..keys.len()).collect();
    let mut run = 1;
    while run < keys.len() {
        let mut merged = Vec::with_capacity(keys.len());
        for pair in places.chunks(2 * run) {
            let (mut first, mut second) = pair.split_at(run.min(pair.len()));
            while let (Some((one, ones)), Some((two, twos))) =
                (first.split_first(), second.split_first())
            {
                if key(two) < key(one) {
                    merged.push(*two);
                    second = twos;
                } else {
                    merged.push(*one);
                    first = ones;
                }
            }
            merged.extend_from_slice(first);
            merged.extend_from_slice(second);
        }
        (places, run) = (merged, 2 * run);
    }
    places
}

/// The place after or before one in a list of this length; after the last comes the first.
pub fn place_beside(at: Option<usize>, length: usize, forward: bool) -> usize {
    let last = length.saturating_sub(1);
    match (at, forward) {
        (Some(at), true) if at < last => at + 1,
        (Some(at), false) if at > 0 => at - 1,
        (_, true) => 0,
        (_, false) => last,
    }
}
