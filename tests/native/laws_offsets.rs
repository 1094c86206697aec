//! The laws of offsets, over hostile text: three units that convert like counting from zero, points
//! of the page, and ranges of gestures.

use article_annotator::model::article::ArticleError;
use article_annotator::model::text::{len_code_points, len_utf16};
use article_annotator::model::{
    Article, BlockIndex, BlockPoint, Byte, CodePoint, QuoteSelector, TextRange, Utf16, words,
};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::notation::article;
use crate::random;
use crate::world::World;

/// The canonical text, made the slow way.
fn naive_text(text: &str) -> String {
    let mut out = String::new();
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        if c == '\r' {
            characters.next_if_eq(&'\n');
        }
        out.push(if c == '\r' { '\n' } else { c });
    }
    out
}

/// Every character's byte, UTF-16 unit, code point, line and unit in the line, and those of the
/// end.
fn naive_places(text: &str) -> Vec<[u32; 5]> {
    let mut place = [0; 5];
    let mut places = vec![place];
    for c in text.chars() {
        let units = c.len_utf16() as u32;
        place = [
            place[0] + c.len_utf8() as u32,
            place[1] + units,
            place[2] + 1,
            place[3],
            place[4] + units,
        ];
        if c == '\n' {
            (place[3], place[4]) = (place[3] + 1, 0);
        }
        places.push(place);
    }
    places
}

fn point(article: &Article, choice: (u16, u16)) -> BlockPoint {
    let block = u32::from(choice.0) % article.blocks().len() as u32;
    let units = len_utf16(article.slice(article.block(BlockIndex(block)).unwrap().range));
    BlockPoint { block: BlockIndex(block), at: Utf16(u32::from(choice.1) % (units + 3)) }
}

/// Where the text's grapheme clusters begin, including its end.
fn cluster_edges(article: &Article) -> Vec<u32> {
    let text = article.text();
    let starts = text.grapheme_indices(true).map(|(at, _)| at as u32);
    starts.chain([text.len() as u32]).collect()
}

/// Whether a gesture may produce this range: whole clusters, and no white space at its ends.
fn is_meant(article: &Article, range: TextRange) -> bool {
    let edges = cluster_edges(article);
    let mut clusters = article.slice(range).graphemes(true);
    let blank = |cluster: Option<&str>| cluster.is_none_or(|cluster| cluster.trim().is_empty());
    edges.contains(&range.start.0)
        && edges.contains(&range.end.0)
        && !blank(clusters.next())
        && !blank(article.slice(range).graphemes(true).next_back())
}

proptest! {
    #![proptest_config(random::cases(128))]

    #[test]
    fn the_text_is_as_it_came_but_for_its_line_ends(text in random::text()) {
        let article = article(&text);
        let lines = article.blocks().iter().map(|block| article.slice(block.range));
        prop_assert_eq!(&**article.text(), &naive_text(&text));
        prop_assert_eq!(lines.collect::<Vec<_>>(), article.text().split('\n').collect::<Vec<_>>());
        prop_assert_eq!(article.len_utf16().0 as usize, article.text().encode_utf16().count());
        prop_assert_eq!(article.len_code_points().0, len_code_points(article.text()));
    }

    #[test]
    fn the_three_units_convert_like_counting_from_zero(
        text in random::text(), times in prop_oneof![Just(0_usize), 1..60_usize],
    ) {
        // Very long lines are counted in stretches.
        let long = text.replace(['\n', '\r'], " ").repeat(times);
        let text = long + &text;
        let article = article(&text);
        let places = naive_places(article.text());
        for [byte, utf16, code_point, ..] in &places {
            let byte = Byte(*byte);
            prop_assert_eq!(article.to_utf16(byte), Utf16(*utf16));
            prop_assert_eq!(article.to_code_point(byte), CodePoint(*code_point));
            prop_assert_eq!(article.from_utf16(Utf16(*utf16)), Ok(byte));
            prop_assert_eq!(article.from_code_point(CodePoint(*code_point)), Ok(byte));
        }
        for pair in places.windows(2) {
            for inside in pair[0][0] + 1..pair[1][0] {
                prop_assert_eq!(article.to_utf16(Byte(inside)), Utf16(pair[0][1]));
                prop_assert_eq!(article.to_code_point(Byte(inside)), CodePoint(pair[0][2]));
            }
            for inside in pair[0][1] + 1..pair[1][1] {
                let error = ArticleError::InsideCharacter(inside);
                prop_assert_eq!(article.from_utf16(Utf16(inside)), Err(error));
            }
        }
        let [_, utf16, code_points, ..] = places.last().unwrap();
        for past in [1, 2, 1000, u32::MAX - utf16] {
            let (at, error) = (utf16 + past, ArticleError::PastEnd(utf16 + past, *utf16));
            prop_assert_eq!(article.from_utf16(Utf16(at)), Err(error));
        }
        for past in [1, 2, 1000, u32::MAX - code_points] {
            let error = ArticleError::PastEnd(code_points + past, *code_points);
            prop_assert_eq!(article.from_code_point(CodePoint(code_points + past)), Err(error));
        }
    }

    #[test]
    fn a_point_of_the_page_and_a_place_in_the_text_are_the_same_both_ways(text in random::text()) {
        let article = article(&text);
        let places = naive_places(article.text());
        for pair in places.windows(2).map(|pair| (pair[0], pair[1][1] - pair[0][1])).chain([(*places.last().unwrap(), 1)]) {
            let ([byte, _, _, block, at], units) = pair;
            let block = BlockIndex(block);
            let point = BlockPoint { block, at: Utf16(at) };
            prop_assert_eq!(article.point_of(Byte(byte)), point);
            prop_assert_eq!(article.byte_of(point), Some(Byte(byte)));
            if units == 2 {
                let inside = BlockPoint { block, at: Utf16(at + 1) };
                prop_assert_eq!(article.byte_of(inside), Some(Byte(byte)));
            }
        }
        for (block, index) in article.blocks().iter().zip(0..) {
            let past = BlockPoint { block: BlockIndex(index), at: Utf16(u32::MAX) };
            prop_assert_eq!(article.byte_of(past), Some(block.range.end));
        }
        let nowhere = BlockPoint { block: BlockIndex::at(article.blocks().len()), at: Utf16(0) };
        prop_assert_eq!(article.byte_of(nowhere), None);
    }

    #[test]
    fn a_gesture_means_whole_characters_without_the_white_space_around_them(
        text in random::text(), a in any::<(u16, u16)>(), b in any::<(u16, u16)>(),
    ) {
        let article = article(&text);
        let (a, b) = (point(&article, a), point(&article, b));
        let range = article.range_between(a, b);
        prop_assert_eq!(range, article.range_between(b, a));
        let (a, b) = (article.byte_of(a).unwrap(), article.byte_of(b).unwrap());
        let edges = cluster_edges(&article);
        let from = edges.iter().rev().find(|edge| **edge <= a.min(b).0).copied().unwrap();
        let to = edges.iter().find(|edge| **edge >= a.max(b).0).copied().unwrap();
        match range {
            Some(range) => {
                prop_assert!(is_meant(&article, range), "{:?}", article.slice(range));
                prop_assert!(from <= range.start.0 && range.end.0 <= to);
                let outside = [TextRange::new(from, range.start.0), TextRange::new(range.end.0, to)];
                for gap in outside {
                    prop_assert!(article.slice(gap).trim().is_empty(), "{:?} is left out", article.slice(gap));
                }
            }
            None => prop_assert!(a == b || article.slice(TextRange::new(from, to)).trim().is_empty()),
        }
    }

    #[test]
    fn a_selection_grows_to_words_once_and_keeps_what_was_selected(
        text in random::text(), a in any::<(u16, u16)>(), b in any::<(u16, u16)>(), thai in any::<bool>(),
    ) {
        let article = article(&text);
        let world = if thai { World::knowing(&["สวัสดี", "日本語", "の"]) } else { World::default() };
        let Some(range) = article.range_between(point(&article, a), point(&article, b)) else {
            return Ok(());
        };
        let grown = words::grow(&article, range, &world).unwrap();
        prop_assert_eq!(words::grow(&article, grown, &world), Some(grown));
        prop_assert!(is_meant(&article, grown), "{:?}", article.slice(grown));
        prop_assert!(grown.start <= range.start);
        let lost = article.slice(TextRange { start: grown.end, end: range.end.max(grown.end) });
        let possessives = lost.trim_start_matches("’s").trim_start_matches("'s");
        prop_assert!(["", "’", "'"].contains(&possessives), "{:?} is lost", lost);
        prop_assert_eq!(article.blocks_of(grown), article.blocks_of(range));
    }

    #[test]
    fn the_words_around_a_span_are_those_around_it(text in random::text(), seed in any::<random::Seed>()) {
        let article = article(&text);
        for span in random::spans(&article, seed) {
            let QuoteSelector { exact, prefix, suffix } = QuoteSelector::of(&article, span);
            let (before, after) = (&article.text()[..span.start.index()], &article.text()[span.end.index()..]);
            prop_assert_eq!(exact, article.slice(span));
            prop_assert!(before.ends_with(prefix) && after.starts_with(suffix));
            prop_assert!(prefix.chars().count() <= 32 && suffix.chars().count() <= 32);
            let edges = cluster_edges(&article);
            let whole = |at: u32, edge: u32| at == edge || edges.contains(&at);
            prop_assert!(whole(span.start.0 - prefix.len() as u32, span.start.0));
            prop_assert!(whole(span.end.0 + suffix.len() as u32, span.end.0));
        }
    }
}
