//! What only a real browser can tell: DOM points and back, foreign changes, the storage.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::rc::Rc;

use article_annotator::browser::{dom, dom_points, mutations, segmenter};
use article_annotator::model::plain::Plain;
use article_annotator::model::words::Segmenter;
use article_annotator::model::{
    BlockIndex, BlockPoint, Byte, Inline, InlineKind, TextRange, Timestamp, Utf16,
};
use article_annotator::session::transfer::opening;
use article_annotator::session::{Action, Host, Opening, Screen, Session};
use article_annotator::view::{PageProps, page};
use gloo_timers::callback::Timeout;
use js_sys::Promise;
use serde_json::{Value, json};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::{AppHandle, Callback};

#[path = "web/locks.rs"]
mod locks;
#[path = "web/picking.rs"]
mod picking;
#[path = "web/shapes.rs"]
mod shapes;
#[path = "web/storage.rs"]
mod storage;
#[path = "tables/mod.rs"]
mod tables;

wasm_bindgen_test_configure!(run_in_browser);

/// A program's argument, as the API passes it on.
fn plain(given: Value) -> Plain<'static> {
    Plain::of(given).unwrap()
}

struct TestHost;

impl Host for TestHost {
    fn now(&self) -> Timestamp {
        Timestamp(0)
    }

    fn random(&self) -> [u8; 10] {
        [1; 10]
    }
}

impl Segmenter for TestHost {
    fn word_edges(&self, text: &str) -> Option<Vec<usize>> {
        segmenter::edges(text)
    }
}

/// The page as a component, as in the app.
#[derive(yew::Properties, PartialEq)]
struct ShownProps {
    screen: Screen,
}

#[yew::component]
fn Shown(props: &ShownProps) -> yew::Html {
    page(&PageProps {
        screen: &props.screen,
        dragging: false,
        touch: false,
        dropping: false,
        sheet_up: false,
        act: &Callback::noop(),
        choose: &Callback::noop(),
        bookmarklet: String::new,
        sheet: &Callback::noop(),
        estimate: &Callback::noop(),
    })
}

const HOSTILE: &str =
    "😀 Ana Ruiz said: “Jobs doubled.”\n\n👩‍👩‍👧 e\u{301}tude שלום עולם\r\nmañana\tend\n";

/// The next turn of the event loop, when everything drawn so far is on the page.
async fn turn() {
    let promise = Promise::new(&mut |resolve, _| {
        Timeout::new(0, move || {
            resolve.call0(&wasm_bindgen::JsValue::UNDEFINED).unwrap();
        })
        .forget();
    });
    JsFuture::from(promise).await.unwrap();
}

/// The same article with emphasis and links that cross its highlights and each other.
fn with_inlines(opening: Opening) -> Opening {
    let Opening::Text { article, details, with } = opening else { return opening };
    let kinds = [
        ("😀 Ana Ru", InlineKind::Link("https://a.example/".to_owned())),
        ("Ruiz said: “Jobs", InlineKind::Strong),
        ("a Ruiz", InlineKind::Emphasis),
        ("e\u{301}tude שלום", InlineKind::Link("javascript:alert(1)".to_owned())),
        ("tude שלום עו", InlineKind::Emphasis),
    ];
    let inline = |(words, kind): (&str, InlineKind)| {
        let start = article.text().find(words)?;
        let range = TextRange { start: Byte::at(start), end: Byte::at(start + words.len()) };
        Some(Inline { range, kind })
    };
    let inlines = kinds.into_iter().filter_map(inline).collect();
    Opening::Text {
        article: Rc::new(article.as_ref().clone().with_inlines(inlines)),
        details,
        with,
    }
}

/// Shows an article with overlapping annotations on a page of its own.
async fn show(text: &str) -> (Session, AppHandle<Shown>) {
    let mut session = Session::new();
    let annotations = json!([
        {"id": "q", "kind": "quote", "start": 3, "end": 33},
        {"id": "p", "kind": "person", "start": 3, "end": 11},
        {"id": "c", "kind": "claim", "start": 19, "end": 45},
    ]);
    let opening =
        opening::opening(&plain(json!({ "text": text })), &plain(annotations), &Plain::Null)
            .unwrap();
    let opening = Box::new(with_inlines(opening));
    let open = Action::Open { opening, stored: None };
    session.perform(open, &TestHost).unwrap();
    while session.is_behind() {
        session.perform(Action::DrawOn, &TestHost).unwrap();
    }
    let root = dom::document().create_element("div").unwrap();
    dom::document().body().unwrap().append_child(&root).unwrap();
    let props = ShownProps { screen: session.screen() };
    let handle = yew::Renderer::<Shown>::with_root_and_props(root, props).render();
    turn().await;
    (session, handle)
}

#[wasm_bindgen_test]
async fn every_point_of_the_text_is_found_in_the_dom_and_back() {
    let (session, page) = show(HOSTILE).await;
    let article = session.document().unwrap().article().clone();
    for (block, of) in (0..).map(BlockIndex).zip(article.blocks()) {
        let units = article.slice(of.range).encode_utf16().count();
        for at in 0..=u32::try_from(units).unwrap() {
            let point = BlockPoint { block, at: Utf16(at) };
            let end = BlockPoint { block, at: Utf16(u32::try_from(units).unwrap()) };
            let range = dom_points::range(point, end).unwrap();
            let found =
                dom_points::point(&range.start_container().unwrap(), range.start_offset().unwrap());
            assert_eq!(found, Some(point));
        }
    }
    page.destroy();
}

#[wasm_bindgen_test]
async fn what_is_selected_in_the_page_is_the_slice_of_the_text() {
    let (session, page) = show(HOSTILE).await;
    let article = session.document().unwrap().article().clone();
    let (from, to) = (
        BlockPoint { block: BlockIndex(0), at: Utf16(3) },
        BlockPoint { block: BlockIndex(0), at: Utf16(33) },
    );
    dom_points::select(from, to);
    assert_eq!(dom_points::selection(), Some((from, to)));
    let range = article.range_between(from, to).unwrap();
    let native = dom_points::native().unwrap();
    assert_eq!(String::from(native.to_string()), article.slice(range));
    dom_points::clear();
    assert_eq!(dom_points::selection(), None);
    page.destroy();
}

#[wasm_bindgen_test]
async fn a_selection_from_outside_the_article_is_cut_to_it() {
    let (session, page) = show(HOSTILE).await;
    let last = BlockIndex::at(session.document().unwrap().article().blocks().len() - 1);
    let body = dom::document().body().unwrap();
    let children = body.child_nodes().length();
    dom_points::native().unwrap().set_base_and_extent(&body, 0, &body, children).unwrap();
    let (from, to) = dom_points::selection().unwrap();
    assert_eq!(from, BlockPoint { block: BlockIndex(0), at: Utf16(0) });
    assert_eq!(to.block, last);
    dom_points::clear();
    page.destroy();
}

/// Whether a block shows what it should.
fn is_whole(session: &Session, block: u32) -> bool {
    is_whole_at(session, mutations::NodePlace { block: BlockIndex(block), stretch: None })
}

fn is_whole_at(session: &Session, place: mutations::NodePlace) -> bool {
    session.pieces(place.block, place.stretch, |pieces| mutations::is_whole(place, pieces))
}

#[wasm_bindgen_test]
async fn a_block_that_a_translator_changed_is_noticed() {
    let (session, page) = show(HOSTILE).await;
    assert!(is_whole(&session, 0));
    let mark = dom::block(BlockIndex(0)).unwrap().query_selector("mark").unwrap().unwrap();
    let font = dom::document().create_element("font").unwrap();
    let text = mark.first_child().unwrap();
    mark.replace_child(&font, &text).unwrap();
    font.append_child(&text).unwrap();
    assert!(!is_whole(&session, 0), "the text is the same, but it lies elsewhere");
    page.destroy();
}

#[wasm_bindgen_test]
async fn a_highlight_is_found_by_the_id_of_its_annotation() {
    let (session, page) = show(HOSTILE).await;
    let first = session.document().unwrap().set().iter().next().unwrap().clone();
    let mark =
        dom::mark_in(BlockPoint { block: BlockIndex(0), at: Utf16(3) }, &first.id.0).unwrap();
    assert_eq!(
        dom_points::start_of(&mark),
        Some(BlockPoint { block: BlockIndex(0), at: Utf16(3) })
    );
    assert!(mark.has_attribute("data-start"));
    page.destroy();
}

#[wasm_bindgen_test]
fn the_words_of_the_table_are_found_with_the_dictionary_of_the_browser() {
    tables::check_words(|_| TestHost);
}

#[wasm_bindgen_test]
fn the_sentences_of_the_table_are_found_here_too() {
    tables::check_sentences();
}

#[wasm_bindgen_test]
fn where_words_end_is_told_in_bytes_whatever_stands_before() {
    for text in ["私は学生です", "𠮷野家は好き", "สวัสดีครับ", ""]
    {
        let edges = segmenter::edges(text).unwrap();
        assert_eq!(edges.first(), Some(&0));
        assert_eq!(edges.last(), Some(&text.len()));
        assert!(edges.is_sorted() && edges.iter().all(|edge| text.is_char_boundary(*edge)));
    }
}

fn run(script: &str) -> JsValue {
    js_sys::Function::new_no_args(script).call0(&JsValue::UNDEFINED).unwrap()
}

fn key(parts: &[&str]) -> Vec<String> {
    parts.iter().map(|part| (*part).to_owned()).collect()
}

#[wasm_bindgen_test]
async fn a_change_by_something_else_is_told_and_our_own_is_not() {
    let (_session, page) = show(HOSTILE).await;
    let told = Rc::new(std::cell::RefCell::new(Vec::new()));
    let into = told.clone();
    let watch = mutations::Watch::new(move |changes| {
        let into = into.clone();
        mutations::look(changes, move |place| {
            into.borrow_mut().push(place);
            true
        });
    });
    let watch = watch.unwrap();
    let mark = dom::block(BlockIndex(2)).unwrap().first_child().unwrap();
    let text: web_sys::Text = mark.first_child().unwrap().dyn_into().unwrap();
    text.set_data("ours");
    watch.forgive();
    turn().await;
    assert!(told.borrow().is_empty());
    text.set_data("theirs");
    turn().await;
    assert_eq!(*told.borrow(), [mutations::NodePlace { block: BlockIndex(2), stretch: None }]);
    page.destroy();
}
