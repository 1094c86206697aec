//! Short lists, or lists that come nearly in order, put in order by insertion.
//! Must never be used on long lists in any order: there the standard library's sorts are faster,
//! but each type sorted by them costs 3 to 8 KB of the program before compression.

/// A list in the order of a key; items with the same key stay in the order they come in.
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

/// A set, or a map, of these items. Not by `collect`: that sorts them first, by a sort of its own
/// for each type.
pub fn gathered<T, C: Default + Extend<T>>(items: impl IntoIterator<Item = T>) -> C {
    let mut all = C::default();
    all.extend(items);
    all
}
