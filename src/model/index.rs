//! Finds annotations by their place in the text. A look-up costs the same in a text of one line and of a
//! million (tests/native/shapes.rs).

use std::rc::Rc;

use super::annotation::{Annotation, Kind};
use super::text::{Byte, TextRange};

/// Bytes of text per bucket.
const BUCKET: u32 = 1024;

/// The annotations of one text. Each is in every bucket that one of its spans touches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Index {
    /// The annotations that touch each bucket, in text order.
    buckets: Vec<Vec<Rc<Annotation>>>,
    /// For each kind, the number that start in each bucket.
    starts: [BlockTally; 3],
}

impl Index {
    /// An empty index for a text of this many bytes.
    pub fn new(bytes: usize) -> Self {
        let count = bytes / BUCKET as usize + 1;
        Self {
            buckets: vec![Vec::new(); count],
            starts: std::array::from_fn(|_| BlockTally(vec![0; count])),
        }
    }

    pub fn insert(&mut self, annotation: &Rc<Annotation>) {
        for bucket in touched(annotation) {
            if let Some(entries) = self.buckets.get_mut(bucket) {
                let place = match entries.last() {
                    Some(last) if last.text_order(annotation).is_lt() => entries.len(),
                    _ => entries.partition_point(|one| one.text_order(annotation).is_lt()),
                };
                entries.insert(place, annotation.clone());
            }
        }
        self.starts[annotation.kind().index()].add(bucket_of(annotation.start()), 1);
    }

    pub fn remove(&mut self, annotation: &Annotation) {
        for bucket in touched(annotation) {
            if let Some(entries) = self.buckets.get_mut(bucket)
                && let Ok(place) = entries.binary_search_by(|one| one.text_order(annotation))
            {
                entries.remove(place);
            }
        }
        self.starts[annotation.kind().index()].add(bucket_of(annotation.start()), -1);
    }

    /// Those with a span that overlaps a range, in text order.
    pub fn touching(&self, range: TextRange) -> Vec<Rc<Annotation>> {
        let mut found: Vec<Rc<Annotation>> = Vec::new();
        if range.is_empty() {
            return found;
        }
        let first = bucket_of(range.start);
        for bucket in first..=bucket_of(Byte(range.end.0 - 1)) {
            let before = TextRange { start: bucket_start(first), end: bucket_start(bucket) };
            let new = |one: &&Rc<Annotation>| {
                touches(one, range) && (bucket == first || !touches(one, before))
            };
            for one in self.buckets.get(bucket).into_iter().flatten().filter(new) {
                // One that starts before the range may reach into it only with a later span.
                let place = match found.last() {
                    Some(last) if last.text_order(one).is_gt() => {
                        found.partition_point(|other| other.text_order(one).is_lt())
                    }
                    _ => found.len(),
                };
                found.insert(place, one.clone());
            }
        }
        found
    }

    /// Those that start at a place or after it, in text order.
    pub fn starting_from(&self, at: Byte) -> impl Iterator<Item = &Rc<Annotation>> {
        let first = bucket_of(at);
        let buckets = self.buckets.iter().enumerate().skip(first);
        buckets.flat_map(move |(bucket, entries)| {
            let from = bucket_start(bucket).max(at);
            entries.get(entries.partition_point(|one| one.start() < from)..).unwrap_or_default()
        })
    }

    /// Those that start before a place, the last first.
    pub fn starting_before(&self, at: Byte) -> impl Iterator<Item = &Rc<Annotation>> {
        let count = (bucket_of(at) + 1).min(self.buckets.len());
        let buckets = self.buckets.iter().enumerate().take(count).rev();
        buckets.flat_map(move |(bucket, entries)| {
            let from = entries.partition_point(|one| one.start() < bucket_start(bucket));
            let to = entries.partition_point(|one| one.start() < at);
            entries.get(from..to).unwrap_or_default().iter().rev()
        })
    }

    /// How many of some kinds start before a place, by [`Kind::index`].
    pub fn count_before(&self, at: Byte, kinds: [bool; 3]) -> usize {
        let bucket = bucket_of(at);
        let full = Kind::ALL.into_iter().filter(|kind| kinds[kind.index()]);
        let full: usize = full.map(|kind| self.starts[kind.index()].before(bucket)).sum();
        let from = bucket_start(bucket);
        let here = self.buckets.get(bucket).into_iter().flatten();
        let here = here.filter(|one| from <= one.start() && one.start() < at);
        full + here.filter(|one| kinds[one.kind().index()]).count()
    }

    /// The approximate number of pieces of a range.
    pub fn weight(&self, range: TextRange) -> usize {
        let buckets = self.buckets.get(bucket_of(range.start)..=bucket_of(range.end));
        2 * buckets.unwrap_or_default().iter().map(Vec::len).sum::<usize>()
    }
}

/// Counts per bucket, with their sums (a Fenwick tree): both cost the logarithm of their number.
#[derive(Debug, Clone, PartialEq, Eq)]
struct BlockTally(Vec<u32>);

impl BlockTally {
    fn add(&mut self, bucket: usize, more: i32) {
        let mut at = bucket + 1;
        while let Some(sum) = self.0.get_mut(at - 1) {
            *sum = sum.saturating_add_signed(more);
            at += at & at.wrapping_neg();
        }
    }

    fn before(&self, bucket: usize) -> usize {
        let (mut at, mut sum) = (bucket.min(self.0.len()), 0);
        while at > 0 {
            sum += self.0.get(at - 1).map_or(0, |part| *part as usize);
            at -= at & at.wrapping_neg();
        }
        sum
    }
}

fn bucket_of(at: Byte) -> usize {
    (at.0 / BUCKET) as usize
}

fn bucket_start(bucket: usize) -> Byte {
    Byte(u32::try_from(bucket).unwrap_or(u32::MAX).saturating_mul(BUCKET))
}

fn touches(annotation: &Annotation, range: TextRange) -> bool {
    annotation.spans.iter().any(|span| span.overlaps(range))
}

/// The buckets an annotation's spans touch, ascending, each once, because the spans are in text order.
fn touched(annotation: &Annotation) -> Vec<usize> {
    let mut buckets: Vec<usize> = Vec::new();
    for span in annotation.spans.iter().filter(|span| !span.is_empty()) {
        buckets.extend(bucket_of(span.start)..=bucket_of(Byte(span.end.0 - 1)));
    }
    buckets.dedup();
    buckets
}
