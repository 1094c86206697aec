//! Texts of any shape: one line of a megabyte, hundreds of thousands of lines, and everything
//! between. Counts what an edit rebuilds and what a look-up visits.

use std::rc::Rc;

use article_annotator::model::stretches::{LONG, stretches};
use article_annotator::model::{
    AnnotationSet, Article, BlockIndex, BlockPoint, Byte, Kind, TextRange, Utf16,
};
use article_annotator::session::document::ledger::Ledger;
use article_annotator::session::render::blocks::{Section, Stretch};
use article_annotator::session::render::minimap::Minimap;
use article_annotator::session::render::tree::{Below, Node, Tree};
use article_annotator::session::{Action, Document, History};
use proptest::prelude::*;

use crate::notation::annotated;
use crate::random;
use crate::world::Desk;

const SENTENCE: &str = "Ana met Bo at noon. ";

/// This many sentences, in one paragraph or one per line, with every tenth name marked.
fn reading(sentences: u32, in_lines: bool) -> Desk {
    let text = SENTENCE.repeat(sentences as usize);
    let text = if in_lines { text.replace(". ", ".\n") } else { text };
    let mut desk = Desk::reading(text.trim_end());
    for at in (0..sentences).step_by(10) {
        desk.mark_range(Kind::Person, TextRange::new(at * 20, at * 20 + 3)).unwrap();
    }
    desk
}

/// The number of nodes, sections, blocks and stretches of a tree that another does not share.
fn made_anew(old: &Document, new: &Tree<Section>) -> usize {
    nodes(old.sections().root(), new.root(), &mut |old, new| {
        let blocks = old.blocks.iter().zip(&new.blocks).filter(|(old, new)| !Rc::ptr_eq(old, new));
        let stretches = match (old.stretches(), new.stretches()) {
            (Some(old), Some(new)) => nodes(old.root(), new.root(), &mut |_: &Stretch, _| 0),
            _ => 0,
        };
        blocks.count() + stretches
    })
}

fn nodes<T>(
    old: &Rc<Node<T>>,
    new: &Rc<Node<T>>,
    deeper: &mut impl FnMut(&T, &T) -> usize,
) -> usize {
    if Rc::ptr_eq(old, new) {
        return 0;
    }
    let below: usize = match (&old.below, &new.below) {
        (Below::Leaves(old), Below::Leaves(new)) => {
            let differ = old.iter().zip(new).filter(|(old, new)| !Rc::ptr_eq(old, new));
            differ.map(|(old, new)| 1 + deeper(old, new)).sum()
        }
        (Below::Nodes(old), Below::Nodes(new)) => {
            old.iter().zip(new).map(|(old, new)| nodes(old, new, deeper)).sum()
        }
        _ => panic!("the shape of a tree never changes"),
    };
    below + 1
}

/// Marks something in the middle, and counts what is redrawn.
fn edited(desk: &mut Desk) -> usize {
    let before = desk.document().sections().clone();
    let middle = desk.article().text().len() as u32 / 40 * 20;
    desk.mark_range(Kind::Claim, TextRange::new(middle, middle + 18)).unwrap();
    made_anew(desk.document(), &before)
}

#[test]
fn an_edit_makes_a_handful_anew_in_a_text_of_any_shape_and_length() {
    for in_lines in [true, false] {
        for sentences in [100, 3_000, 40_000] {
            let made = edited(&mut reading(sentences, in_lines));
            assert!((1..=8).contains(&made), "{made} of {sentences}, in lines: {in_lines}");
        }
    }
}

#[test]
fn no_node_has_so_many_children_that_each_frame_takes_notice() {
    fn widest<T>(node: &Node<T>) -> usize {
        match &node.below {
            Below::Leaves(leaves) => leaves.len(),
            Below::Nodes(nodes) => {
                nodes.iter().map(|node| widest(node)).max().unwrap_or(0).max(nodes.len())
            }
        }
    }
    for lines in [1, 31, 2_000, 3_000, 200_000] {
        let desk = Desk::reading(&vec!["a line"; lines].join("\n"));
        assert!(widest(desk.document().sections().root()) <= 64, "{lines} lines");
    }
}

#[test]
fn a_tree_holds_its_list_in_order_and_a_change_copies_only_the_way_to_it() {
    for count in [0, 1, 63, 64, 65, 4096, 4097, 20_000] {
        let mut tree = Tree::new((0..count).map(Rc::new).collect());
        let old = tree.clone();
        assert!(tree.iter().map(|one| **one).eq(0..count), "{count}");
        tree.change(count / 2, |one| *one = Rc::new(usize::MAX));
        let mut differ = Vec::new();
        tree.root().differing(old.root(), 0, &mut |at, _| differ.push(at));
        let wanted: &[usize] = if count == 0 { &[] } else { &[count / 2] };
        assert_eq!(differ, wanted);
        assert!(nodes(old.root(), tree.root(), &mut |_, _| 0) <= 5, "{count}");
    }
}

#[test]
fn every_leaf_is_drawn_in_the_end_and_together_they_are_the_text() {
    let shapes = [
        SENTENCE.repeat(3000),
        SENTENCE.repeat(3000).replace(". ", ".\n"),
        format!("a\n\n{}\nb\n{}\n", SENTENCE.repeat(1000), SENTENCE.repeat(2000)),
        "\n".repeat(5000),
    ];
    for text in shapes {
        let desk = Desk::reading(&format!("x{text}"));
        let mut drawn = Vec::new();
        for block in desk.document().sections().iter().flat_map(|section| &section.blocks) {
            assert_eq!(block.index.index(), drawn.len());
            let pieces = block.pieces().map(|piece| desk.article().slice(piece.range));
            drawn.push(pieces.collect::<String>());
        }
        let drawn = drawn.join("\n");
        assert!(drawn == **desk.article().text(), "all of it, once, in order");
    }
}

#[test]
fn of_a_long_article_only_what_is_near_the_view_is_drawn_at_first() {
    for in_lines in [true, false] {
        let desk = reading(20_000, in_lines);
        let document = Document::new(
            Ledger::new(desk.set().clone(), desk.document().history().clone()),
            [false; 3],
        );
        assert!(document.is_behind());
        let blocks = document.sections().iter().flat_map(|section| &section.blocks);
        let pieces = blocks.flat_map(|block| block.pieces());
        let drawn: u32 = pieces.map(|piece| piece.range.len()).sum();
        assert!((4_000..40_000).contains(&drawn), "{drawn} bytes, in lines: {in_lines}");
        assert_eq!(document.drawn().sections(), desk.document().sections());
    }
}

#[test]
fn who_scrolls_into_the_middle_of_a_book_in_one_line_sees_its_highlights_at_once() {
    let mut desk = reading(20_000, false);
    desk.does(Action::Filter(Kind::Claim));
    let set = desk.set().clone();
    let marked = |desk: &Desk, at: u32| {
        let block = desk.document().block(BlockIndex(0)).unwrap();
        let found = block.pieces().find(|piece| piece.range.contains(Byte(at)));
        found.is_some_and(|piece| piece.mark.is_some())
    };
    desk.passes(Action::Filter(Kind::Person)).unwrap();
    assert!(!marked(&desk, 0) && marked(&desk, 200_000), "the far ones come later");
    let point = |at| BlockPoint { block: BlockIndex(0), at: Utf16(at) };
    let window = Action::Window { first: point(199_000), last: point(201_000) };
    desk.passes(window).unwrap();
    assert!(!marked(&desk, 200_000) && desk.session.is_behind());
    assert_eq!(set.len(), desk.set().len());
}

#[test]
fn the_strip_looks_only_at_what_an_edit_drew_anew() {
    for in_lines in [true, false] {
        let mut desk = reading(20_000, in_lines);
        let mut minimap = Minimap::default();
        minimap.follow(desk.document());
        let before = minimap.looked;
        edited(&mut desk);
        minimap.follow(desk.document());
        assert_eq!(minimap.looked - before, 1, "in lines: {in_lines}");
    }
}

#[test]
fn a_long_paragraph_is_cut_behind_sentences_else_blanks_else_characters() {
    let long = |text: &str| text.repeat(LONG / text.len() + 200);
    let ends = |text: &str| -> Vec<String> {
        let starts = stretches(text);
        assert!(starts.len() > 3, "it is cut");
        assert!(starts.windows(2).all(|pair| pair[1] - pair[0] <= 4096 && pair[1] > pair[0]));
        let before = |at: &usize| text[..*at].chars().rev().take(2).collect::<String>();
        starts[1..].iter().map(before).collect()
    };
    assert!(ends(&long("Ana met “Bo.” And so on ")).iter().all(|end| end == " ”"));
    assert!(ends(&long("no stop in it ")).iter().all(|end| end.starts_with(' ')));
    assert!(ends(&long("今日は雨です。")).iter().all(|end| end.starts_with('。')));
    assert!(ends(&long("nothing")).iter().all(|end| end.len() == 2));
    // A family emoji is one character.
    assert!(ends(&long("👩‍👩‍👧")).iter().all(|end| end.starts_with('👧')));
    assert_eq!(stretches(&"a".repeat(LONG)), [0], "what is not long is not cut");
}

#[test]
fn a_point_far_into_a_book_in_one_line_is_found_whatever_stands_before_it() {
    let text = "né 😀 ".repeat(20_000);
    let desk = Desk::reading(&text);
    let article = desk.article();
    for (nth, (byte, _)) in text.match_indices('😀').enumerate().step_by(777) {
        let at = nth as u32 * 6 + 3;
        let byte_of = |at| article.byte_of(BlockPoint { block: BlockIndex(0), at: Utf16(at) });
        assert_eq!(byte_of(at), Some(Byte(byte as u32)));
        assert_eq!(byte_of(at + 1), byte_of(at), "inside a character is its start");
        assert_eq!(byte_of(at + 2), Some(Byte(byte as u32 + 4)));
    }
    let end = article.byte_of(BlockPoint { block: BlockIndex(0), at: Utf16(u32::MAX) });
    assert_eq!(end, Some(Byte(article.text().len() as u32)), "past the end is the end");
}

/// What the index should find, searched one by one.
fn touching(set: &AnnotationSet, range: TextRange) -> Vec<String> {
    let touch = set.iter().filter(|one| one.spans.iter().any(|span| span.overlaps(range)));
    touch.map(|one| one.id.0.to_string()).collect()
}

proptest! {
    #![proptest_config(random::cases(48))]

    #[test]
    fn annotations_are_found_by_place_as_if_each_was_looked_at(
        text in random::text(), seeds in random::seeds(24), copies in 1..40_usize,
        places in prop::collection::vec((any::<u32>(), any::<u32>()), 8),
    ) {
        let set = random::set(&vec![text; copies].join("\n"), &seeds);
        let length = set.article().text().len() as u32;
        for (a, b) in places {
            let (a, b) = (a % (length + 1), b % (length + 1));
            let range = TextRange::new(a.min(b), a.max(b));
            let found: Vec<_> = set.touching(range).iter().map(|one| one.id.0.to_string()).collect();
            prop_assert_eq!(found, if range.is_empty() { Vec::new() } else { touching(&set, range) });
            let at = Byte(a);
            let from: Vec<_> = set.starting_from(at).map(|one| one.id.clone()).collect();
            let all = || set.iter().filter(|one| one.start() >= at).map(|one| one.id.clone());
            prop_assert!(from.into_iter().eq(all()));
            let mut before: Vec<_> = set.starting_before(at).map(|one| one.id.clone()).collect();
            before.reverse();
            let all = set.iter().filter(|one| one.start() < at);
            prop_assert_eq!(&before, &all.map(|one| one.id.clone()).collect::<Vec<_>>());
            for kinds in [[true, true, true], [true, false, true], [false; 3]] {
                let counted = set.iter().filter(|one| one.start() < at && kinds[one.kind().index()]);
                prop_assert_eq!(set.count_before(at, kinds), counted.count());
            }
        }
    }
}

#[test]
fn a_long_text_is_stored_and_counted_part_by_part_and_comes_back_to_the_letter() {
    let text = format!("He said “it’s \"fine\" \\ 😀”.\u{1}\t{}", "x".repeat(10)).repeat(30_000);
    let mut desk = Desk::reading(&text);
    assert!(text.len() > 1 << 20 && !desk.session.is_behind());
    let again = desk.restarted();
    assert!(again.article() == desk.article());
    let words = desk.session.screen().article.unwrap().words;
    let counted = |word: &&str| word.contains(char::is_alphanumeric);
    assert_eq!(words, Some(text.split_whitespace().filter(counted).count()));
}

#[test]
fn the_number_of_words_is_there_at_once_for_a_short_text_and_never_before_all_are_counted() {
    let opened =
        |text: &str| Document::new(Ledger::new(annotated(text), History::default()), [false; 3]);
    assert_eq!(opened("Ana left. So – did Bo.").words(), Some(5));
    assert_eq!(opened("大統領 left").words(), Some(4));
    let most = "ab ".repeat(Article::WORDS_AT_ONCE / 3);
    let all = most.split(' ').count() - 1;
    assert_eq!(opened(&most).words(), Some(all));
    let mut long = opened(&format!("{}and more", "ab\n".repeat(all)));
    assert!((0..3).all(|_| long.words().is_none()), "asking counts nothing");
    assert_eq!(long.drawn().words(), Some(all + 2));
}

#[test]
fn a_stretch_ends_with_the_last_sentence_near_its_end_else_with_the_last_word_before_it() {
    // A text with these ends in otherwise unbroken letters: where its first stretch ends.
    let cut = |ends: &[(usize, &str)]| {
        let mut text = "x".repeat(3 * LONG);
        ends.iter().for_each(|(at, end)| text.replace_range(at..&(at + end.len()), end));
        stretches(&text)[1]
    };
    assert_eq!(cut(&[(3500, ". "), (3800, ". "), (3900, " "), (4100, ". ")]), 3802);
    assert_eq!(cut(&[(3072, ". ")]), 3074);
    assert_eq!(
        cut(&[(3000, ". "), (3900, " "), (4095, " ")]),
        4096,
        "that sentence ends too early"
    );
    assert_eq!(cut(&[(3000, ". ")]), 3002, "but it is better than the middle of a word");
    assert_eq!(cut(&[(10, " ")]), 11);
    assert_eq!(cut(&[(3800, ".”  "), (3900, "? x")]), 3902);
    assert_eq!(cut(&[(3800, ".”  ")]), 3806, "with all that closes it, and all spaces");
    assert_eq!(cut(&[(3800, ".x "), (3900, "!")]), 3803, "a stop inside a word ends nothing");
    assert_eq!(cut(&[(3800, "。")]), 3803);
    assert_eq!(cut(&[]), 4096);
    // A short rest is no stretch of its own.
    assert_eq!(stretches(&"x".repeat(LONG + 1)), [0, 4096, 8192, 12288]);
    assert_eq!(stretches(&"x".repeat(4096 * 4 + 1024)), [0, 4096, 8192, 12288]);
    assert_eq!(stretches(&"x".repeat(4096 * 4 + 1025)), [0, 4096, 8192, 12288, 16384]);
}
