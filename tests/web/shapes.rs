//! DOM points and back in texts of unusual shapes.

use article_annotator::browser::mutations::NodePlace;
use article_annotator::browser::{dom, dom_points};
use article_annotator::model::{BlockIndex, BlockPoint, Utf16};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{HOSTILE, is_whole, is_whole_at, show};

#[wasm_bindgen_test]
async fn in_a_paragraph_as_long_as_a_book_and_in_thousands_of_lines_every_point_is_found_too() {
    let book = "Ana Ruiz said: “Jobs 😀 doubled.” ".repeat(2000);
    let lines = "a line\n".repeat(3000);
    let (session, page) = show(&format!("{HOSTILE}{book}\n{lines}")).await;
    let article = session.document().unwrap().article().clone();
    for (at, of) in (0..).zip(article.blocks()) {
        let block = BlockIndex(at);
        let units = u32::try_from(article.slice(of.range).encode_utf16().count()).unwrap();
        if units < 100 && at % 97 != 0 {
            continue;
        }
        assert!(is_whole(&session, at), "block {at}");
        let element = dom::block(block).unwrap();
        assert!(element.text_content().unwrap() == article.slice(of.range), "block {at}");
        for unit in (0..=units).step_by(if units < 100 { 1 } else { 53 }) {
            let point = BlockPoint { block, at: Utf16(unit) };
            let range = dom_points::range(point, point).unwrap();
            let found =
                dom_points::point(&range.start_container().unwrap(), range.start_offset().unwrap());
            assert_eq!(found, Some(point));
        }
    }
    let root = dom::article().unwrap();
    let (first, last) =
        (dom_points::point(&root, 0), dom_points::point(&root, root.child_nodes().length()));
    assert_eq!(first, Some(BlockPoint { block: BlockIndex(0), at: Utf16(0) }));
    assert_eq!(last.unwrap().block.plus(1), BlockIndex::at(article.blocks().len()));
    page.destroy();
}

#[wasm_bindgen_test]
async fn in_a_paragraph_as_long_as_a_book_only_the_stretch_that_a_translator_changed_is_noticed() {
    let (session, page) = show(&"Ana Ruiz said: “Jobs 😀 doubled.” ".repeat(2000)).await;
    let leaves = dom::block(BlockIndex(0)).unwrap().query_selector_all(".stretch").unwrap();
    let leaf = |at| leaves.item(at).unwrap().unchecked_into::<web_sys::Element>();
    let starts: Vec<_> =
        (0..leaves.length()).map(|at| dom::number(&leaf(at), "data-at").unwrap()).collect();
    assert!(starts.len() > 4);
    let whole =
        |at: u32| is_whole_at(&session, NodePlace { block: BlockIndex(0), stretch: Some(at) });
    assert!(starts.iter().all(|at| whole(*at)));
    leaf(2).set_text_content(Some("Something else."));
    let changed: Vec<_> = starts.iter().filter(|at| !whole(**at)).collect();
    assert_eq!(changed, [&starts[2]]);
    assert!(!is_whole(&session, 0));
    page.destroy();
}
