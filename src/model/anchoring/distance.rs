//! How many signs must be inserted, removed or replaced to make one text of another: 64 at a time, after
//! Myers and Hyyrö. tests/native/laws_anchoring.rs compares it with the table of the textbooks.

/// Where a text may begin to be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Begin {
    /// At its first sign.
    First,
    /// Anywhere: what is before costs nothing.
    Anywhere,
}

/// For each sign the places in a pattern where it stands, as bits.
struct SignPlaces {
    ascii: [u32; 128],
    others: Vec<(char, u32)>,
    bits: Vec<u64>,
    blocks: usize,
}

/// A part of a column: the differences from row to row.
#[derive(Clone, Copy)]
struct BitColumn {
    plus: u64,
    minus: u64,
}

/// The distances between all of `pattern` and the text up to each place: one more than the text has signs.
pub(super) fn distances(pattern: &[char], text: &[char], begin: Begin) -> Vec<u32> {
    let length = u32::try_from(pattern.len()).unwrap_or(u32::MAX);
    let mut found = Vec::with_capacity(text.len() + 1);
    found.push(length);
    if pattern.is_empty() {
        let each = u32::from(begin == Begin::First);
        found.extend((1..).take(text.len()).map(|at: u32| at * each));
        return found;
    }
    let places = SignPlaces::of(pattern);
    let mut columns = vec![BitColumn { plus: u64::MAX, minus: 0 }; places.blocks];
    let last = 1_u64 << ((pattern.len() - 1) % 64);
    let mut distance = length;
    for sign in text {
        let mut carry = i32::from(begin == Begin::First);
        let bits = places.bits(*sign);
        let (rest, end) = columns.split_at_mut(places.blocks - 1);
        for (column, equal) in rest.iter_mut().zip(bits) {
            carry = column.step(*equal, carry, 1 << 63);
        }
        if let (Some(column), Some(equal)) = (end.first_mut(), bits.last()) {
            distance = distance.saturating_add_signed(column.step(*equal, carry, last));
        }
        found.push(distance);
    }
    found
}

/// The distance between two texts.
pub(super) fn distance(one: &[char], other: &[char]) -> u32 {
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[same..], &other[same..]);
    let same = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[..one.len() - same], &other[..other.len() - same]);
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    distances(short, long, Begin::First).last().copied().unwrap_or_default()
}

impl BitColumn {
    /// The next column: `carry` is the difference on top, `last` the row whose difference is returned.
    fn step(&mut self, mut equal: u64, carry: i32, last: u64) -> i32 {
        let across = equal | self.minus;
        equal |= u64::from(carry < 0);
        let down = ((equal & self.plus).wrapping_add(self.plus) ^ self.plus) | equal;
        let mut plus = self.minus | !(down | self.plus);
        let mut minus = self.plus & down;
        let out = i32::from(plus & last != 0) - i32::from(minus & last != 0);
        plus = plus << 1 | u64::from(carry > 0);
        minus = minus << 1 | u64::from(carry < 0);
        self.plus = minus | !(across | plus);
        self.minus = plus & across;
        out
    }
}

impl SignPlaces {
    fn of(pattern: &[char]) -> Self {
        let mut others: Vec<(char, u32)> =
            pattern.iter().filter(|sign| !sign.is_ascii()).map(|sign| (*sign, 0)).collect();
        others.sort_unstable();
        others.dedup();
        let blocks = pattern.len().div_ceil(64);
        // Row 0 is that of signs the pattern does not have.
        let mut rows: u32 = 1;
        let mut ascii = [0; 128];
        for sign in pattern.iter().filter(|sign| sign.is_ascii()) {
            let row = &mut ascii[*sign as usize % 128];
            if *row == 0 {
                *row = rows;
                rows += 1;
            }
        }
        for (_, row) in &mut others {
            *row = rows;
            rows += 1;
        }
        let bits = vec![0; rows as usize * blocks];
        let mut places = Self { ascii, others, bits, blocks };
        for (at, sign) in pattern.iter().enumerate() {
            let row = places.row(*sign);
            if let Some(block) = places.bits.get_mut(row * blocks + at / 64) {
                *block |= 1 << (at % 64);
            }
        }
        places
    }

    fn row(&self, sign: char) -> usize {
        if sign.is_ascii() {
            return self.ascii[sign as usize % 128] as usize;
        }
        let at = self.others.binary_search_by_key(&sign, |(other, _)| *other);
        at.ok().and_then(|at| self.others.get(at)).map_or(0, |(_, row)| *row as usize)
    }

    fn bits(&self, sign: char) -> &[u64] {
        let from = self.row(sign) * self.blocks;
        self.bits.get(from..from + self.blocks).unwrap_or_default()
    }
}
