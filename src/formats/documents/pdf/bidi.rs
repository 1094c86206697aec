//! From the order in which letters stand on a line to the order in which they are read: right-to-left text is
//! turned around, numbers and foreign words in it are not (Unicode, UAX #9).

use unicode_bidi::{BidiInfo, Level};

use crate::model::characters::is_from_right;

/// The order in which the clusters of a line are read, as places among them; none if it is the order in which
/// they stand. `from_right` if the text around runs from right to left.
pub fn reading_order(clusters: &[&str], from_right: bool) -> Option<Vec<usize>> {
    if !clusters.iter().any(|cluster| cluster.chars().any(is_from_right)) {
        return None;
    }
    let mut text = String::new();
    let mut starts = Vec::with_capacity(clusters.len());
    for cluster in clusters {
        starts.push(text.len());
        text.push_str(cluster);
    }
    let level = if from_right { Level::rtl() } else { Level::ltr() };
    // Reordering is its own inverse, except for signs at the edges of numbers.
    let info = BidiInfo::new(&text, Some(level));
    let levels: Vec<Level> =
        starts.iter().map(|start| info.levels.get(*start).copied().unwrap_or(level)).collect();
    Some(BidiInfo::reorder_visual(&levels))
}

/// A text whose brackets are turned around, if all of them stand the wrong way round: the drawing of a bracket in
/// right-to-left text looks like the other one.
pub fn with_brackets(text: String) -> String {
    const PAIRS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('{', '}'), ('«', '»')];
    let wrong = |(open, close): &(char, char)| {
        let (mut depth, mut turned, mut right) = (0_i32, 0, 0);
        for c in text.chars() {
            if c == *open {
                depth += 1;
            } else if c == *close {
                depth -= 1;
                if depth < 0 { turned += 1 } else { right += 1 }
            }
        }
        turned > right && text.contains(*open)
    };
    let turned: Vec<_> = PAIRS.into_iter().filter(wrong).collect();
    if turned.is_empty() || !text.chars().any(is_from_right) {
        return text;
    }
    let other = |c: char| {
        let found = turned.iter().find_map(|(open, close)| match c {
            _ if c == *open => Some(*close),
            _ if c == *close => Some(*open),
            _ => None,
        });
        found.unwrap_or(c)
    };
    text.chars().map(other).collect()
}

#[cfg(test)]
mod tests {
    use super::{reading_order, with_brackets};

    fn read(visual: &str, from_right: bool) -> String {
        let clusters: Vec<String> = visual.chars().map(String::from).collect();
        let clusters: Vec<&str> = clusters.iter().map(String::as_str).collect();
        match reading_order(&clusters, from_right) {
            Some(order) => order.into_iter().map(|at| clusters[at]).collect(),
            None => visual.to_owned(),
        }
    }

    #[test]
    fn lines_are_read_from_the_side_where_their_script_begins() {
        for (visual, from_right, text) in [
            ("plain 12", false, "plain 12"),
            ("plain 12", true, "plain 12"),
            ("םולש", true, "שלום"),
            ("1948 תנש", true, "שנת 1948"),
            ("UN ם\"ואה", true, "האו\"ם UN"),
            ("see םולש there", false, "see שלום there"),
            ("ملاس 25,5 ٪", true, "٪ 25,5 سالم"),
        ] {
            assert_eq!(read(visual, from_right), text, "{visual}");
        }
    }

    #[test]
    fn brackets_open_before_they_close() {
        for (text, right) in [
            ("שלום )רב(", "שלום (רב)"),
            ("שלום (רב)", "שלום (רב)"),
            ("a) one b) two", "a) one b) two"),
            ("א) one", "א) one"),
        ] {
            assert_eq!(with_brackets(text.to_owned()), right);
        }
    }
}
