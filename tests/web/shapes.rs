//! Points of the DOM and back in a text of other shapes than paragraphs.

use article_annotator::browser::{dom, heal, points};
use article_annotator::model::{BlockPoint, Utf16};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{HOSTILE, show};

#[wasm_bindgen_test]
async fn in_a_paragraph_as_long_as_a_book_and_in_thousands_of_lines_every_point_is_found_too() {
    let book = "Ana Ruiz said: “Jobs 😀 doubled.” ".repeat(2000);
    let lines = "a line\n".repeat(3000);
    let (session, page) = show(&format!("{HOSTILE}{book}\n{lines}")).await;
    let article = session.document().unwrap().article().clone();
    for (block, of) in (0..).zip(article.blocks()) {
        let units = u32::try_from(article.slice(of.range).encode_utf16().count()).unwrap();
        if units < 100 && block % 97 != 0 {
            continue;
        }
        assert!(session.pieces(block, heal::is_whole), "block {block}");
        let element = dom::block(block).unwrap();
        assert!(element.text_content().unwrap() == article.slice(of.range), "block {block}");
        for at in (0..=units).step_by(if units < 100 { 1 } else { 53 }) {
            let point = BlockPoint { block, at: Utf16(at) };
            let range = points::range(point, point).unwrap();
            let found =
                points::point(&range.start_container().unwrap(), range.start_offset().unwrap());
            assert_eq!(found, Some(point));
        }
    }
    let root = dom::article().unwrap();
    let (first, last) =
        (points::point(&root, 0), points::point(&root, root.child_nodes().length()));
    assert_eq!(first, Some(BlockPoint { block: 0, at: Utf16(0) }));
    assert_eq!(last.unwrap().block + 1, u32::try_from(article.blocks().len()).unwrap());
    page.destroy();
}
