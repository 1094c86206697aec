//! Lists and groups of buttons: a value that arrow keys previewed is put back, whichever way the
//! reader moves on.

use std::cell::RefCell;
use std::rc::Rc;

use article_annotator::browser::dom;
use article_annotator::model::Verdict;
use article_annotator::session::transfer::opening;
use article_annotator::session::{Action, Panel, Panels, Screen, Session};
use article_annotator::view::{PageProps, page};
use js_sys::JsString;
use serde_json::{Value, json};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use yew::{AppHandle, Callback};

use super::{TestHost, plain, run, turn};

/// The page, with the actions it sent.
#[derive(yew::Properties, PartialEq)]
struct AskingProps {
    screen: Screen,
    act: Callback<Action>,
}

#[yew::component]
fn Asking(props: &AskingProps) -> yew::Html {
    page(&PageProps {
        screen: &props.screen,
        dragging: false,
        touch: false,
        dropping: false,
        sheet_up: false,
        act: &props.act,
        choose: &Callback::noop(),
        bookmarklet: String::new,
        sheet: &Callback::noop(),
        estimate: &Callback::noop(),
    })
}

/// The actions sent.
type Asked = Rc<RefCell<Vec<Action>>>;

/// A claim whose card is open, in an element of this id.
async fn open_claim(id: &str) -> (Asked, AppHandle<Asking>) {
    let annotations = json!([{"id": "c", "kind": "claim", "start": 0, "end": 12}]);
    page_with(id, annotations, Action::OpenCard("c".into())).await
}

/// A page with these annotations after an action, in an element of this id.
async fn page_with(id: &str, annotations: Value, then: Action) -> (Asked, AppHandle<Asking>) {
    let mut session = Session::new();
    let text = plain(json!({ "text": "Jobs doubled." }));
    let opening = opening::opening(&text, &plain(annotations), &plain(json!(null))).unwrap();
    let open = Action::Open { opening: Box::new(opening), stored: None };
    session.perform(open, &TestHost).unwrap();
    session.perform(then, &TestHost).unwrap();
    let root = dom::document().create_element("div").unwrap();
    root.set_id(id);
    dom::document().body().unwrap().append_child(&root).unwrap();
    let asked = Asked::default();
    let told = asked.clone();
    let act = Callback::from(move |action| told.borrow_mut().push(action));
    let props = AskingProps { screen: session.screen(), act };
    let page = yew::Renderer::<Asking>::with_root_and_props(root, props).render();
    turn().await;
    (asked, page)
}

/// Uses the claim's list of verdicts (`list`) or its kinds (`kind(…)`) like this.
async fn uses(id: &str, script: &str) -> String {
    let told = run(&format!(
        "return (() => {{ const root = document.getElementById('{id}');
        const list = root.querySelector('#verdict');
        const kind = (name) => root.querySelector(`.kinds input[value=${{name}}]`);
        const said = (css) => root.querySelector(css + ' [aria-live]').textContent;
        const on = () => [...root.querySelectorAll('.kinds input')].filter((it) => it.checked).map((it) => it.value).join();
        const key = (to, key) => to.dispatchEvent(new KeyboardEvent('keydown', {{ key, bubbles: true, cancelable: true }}));
        const press = (to) => to.dispatchEvent(new PointerEvent('pointerdown', {{ bubbles: true }}));
        const set = (value) => {{ list.value = value; list.dispatchEvent(new Event('change', {{ bubbles: true }})); }};
        const leave = (to) => {{ to.dispatchEvent(new FocusEvent('blur')); to.dispatchEvent(new FocusEvent('focusout', {{ bubbles: true }})); }};
        {script} }})()"
    ));
    turn().await;
    told.dyn_into::<JsString>().map(String::from).unwrap_or_default()
}

fn verdicts(asked: &Asked) -> Vec<Option<Verdict>> {
    let given = asked.borrow();
    let patches = given.iter().filter_map(|action| match action {
        Action::Update { patch, .. } => patch.verdict.clone(),
        _ => None,
    });
    patches.collect()
}

#[wasm_bindgen_test]
async fn a_list_puts_back_what_arrow_keys_passed_over_when_the_reader_goes_on() {
    let (asked, page) = open_claim("passed").await;
    uses("passed", "key(list, 'ArrowDown'); set('true');").await;
    let shown = uses("passed", "return list.value + ': ' + said('.field:has(#verdict)');").await;
    assert_eq!(verdicts(&asked), []);
    assert_eq!(shown, "true: Press Enter to keep this, Esc to put it back.");
    uses("passed", "key(list, 'Tab'); leave(list);").await;
    assert_eq!(verdicts(&asked), [], "going on takes nothing");
    assert_eq!(uses("passed", "return list.value;").await, "");
    // Before the next drawing, as in a browser that reports a change at the end.
    uses("passed", "key(list, 'ArrowDown'); set('true'); leave(list);").await;
    assert_eq!(verdicts(&asked), []);
    assert_eq!(uses("passed", "return list.value;").await, "");
    uses("passed", "key(list, 'ArrowDown'); set('true');").await;
    uses("passed", "key(list, 'Enter');").await;
    assert_eq!(verdicts(&asked), [Some(Verdict::True)]);
    page.destroy();
}

#[wasm_bindgen_test]
async fn a_choice_by_hand_counts_at_once_also_of_what_keys_passed_over() {
    let (asked, page) = open_claim("by-hand").await;
    uses("by-hand", "press(list); set('false');").await;
    assert_eq!(verdicts(&asked), [Some(Verdict::False)]);
    uses("by-hand", "key(list, 'ArrowDown'); set('true');").await;
    uses("by-hand", "press(list);").await;
    assert_eq!(uses("by-hand", "return list.value;").await, "", "it begins with what is known");
    uses("by-hand", "set('true');").await;
    assert_eq!(verdicts(&asked), [Some(Verdict::False), Some(Verdict::True)]);
    page.destroy();
}

#[wasm_bindgen_test]
async fn buttons_put_back_what_arrow_keys_passed_over_when_the_reader_goes_on() {
    let (asked, page) = open_claim("buttons").await;
    uses("buttons", "key(kind('claim'), 'ArrowRight'); kind('quote').click();").await;
    assert_eq!(uses("buttons", "return on();").await, "quote");
    uses("buttons", "key(kind('quote'), 'Tab'); leave(kind('quote'));").await;
    assert_eq!(uses("buttons", "return on();").await, "claim");
    assert_eq!(
        uses("buttons", "return said('.kinds');").await,
        "Not changed: press Enter to keep a choice."
    );
    assert!(!asked.borrow().iter().any(|action| matches!(action, Action::Update { .. })));
    uses("buttons", "press(kind('quote')); kind('quote').click();").await;
    assert!(asked.borrow().iter().any(|action| matches!(action, Action::Update { .. })));
    page.destroy();
}

#[wasm_bindgen_test]
async fn a_long_list_has_its_options_as_soon_as_the_pointer_or_the_focus_is_there() {
    for reached in ["focusin", "pointerover"] {
        let tags: Vec<String> = (0..40).map(|at| format!("tag {at}")).collect();
        let annotations =
            json!([{"id": "c", "kind": "claim", "start": 0, "end": 12, "tags": tags}]);
        let rows = Action::Panel(Panels::Show(Panel::Rows(0)));
        let (_, page) = page_with(reached, annotations, rows).await;
        let count = "return String(root.querySelectorAll('#filter-rows option').length);";
        assert_eq!(uses(reached, count).await, "1", "only what it is for");
        uses(reached, &format!("root.querySelector('#filter-rows').dispatchEvent(new Event('{reached}', {{ bubbles: true }}));")).await;
        let filled = uses(reached, count).await.parse::<usize>().unwrap();
        assert!(filled > 40, "{filled}");
        page.destroy();
    }
}

#[wasm_bindgen_test]
async fn a_filter_picked_with_the_pointer_needs_no_button_and_one_that_keys_pass_over_needs_it() {
    let annotations = json!([{"id": "c", "kind": "claim", "start": 0, "end": 12}]);
    let rows = Action::Panel(Panels::Show(Panel::Rows(0)));
    let (asked, page) = page_with("filtering", annotations, rows).await;
    let list = "const filter = root.querySelector('#filter-rows');
        const picks = () => { filter.value = '0'; filter.dispatchEvent(new Event('change', { bubbles: true })); };";
    let button = format!("{list} return String(root.querySelector('#filter-rows-do') !== null);");
    let count = || asked.borrow().len();
    uses("filtering", &format!("{list} press(filter); key(filter, 'ArrowDown'); picks();")).await;
    assert_eq!((uses("filtering", &button).await.as_str(), count()), ("true", 0));
    uses("filtering", &format!("{list} key(filter, 'Escape'); press(filter); picks();")).await;
    assert_eq!((uses("filtering", &button).await.as_str(), count()), ("false", 1));
    page.destroy();
}
