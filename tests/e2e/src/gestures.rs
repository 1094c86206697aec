//! A user's gestures: real pointer and key events, at places in the text or at controls found by
//! name.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::App;

/// The W3C codes of keys without a character.
#[allow(missing_docs)]
pub mod key {
    pub const BACKSPACE: char = '\u{e003}';
    pub const TAB: char = '\u{e004}';
    pub const ENTER: char = '\u{e007}';
    pub const SHIFT: char = '\u{e008}';
    pub const CONTROL: char = '\u{e009}';
    pub const ALT: char = '\u{e00a}';
    pub const ESCAPE: char = '\u{e00c}';
    pub const END: char = '\u{e010}';
    pub const HOME: char = '\u{e011}';
    pub const LEFT: char = '\u{e012}';
    pub const UP: char = '\u{e013}';
    pub const RIGHT: char = '\u{e014}';
    pub const DOWN: char = '\u{e015}';
    pub const DELETE: char = '\u{e017}';
}

/// A place on the screen, given by words of the article.
#[derive(Clone, Copy, Debug)]
pub enum Spot<'a> {
    /// At the beginning of these words.
    Before(&'a str),
    /// At the end of these words.
    After(&'a str),
    /// Within these words, before the character at this UTF-16 offset.
    Within(&'a str, usize),
    /// In the middle of the element that this selector finds.
    At(&'a str),
    /// In the viewport, in CSS pixels.
    Point(f64, f64),
}

/// One step of a gesture.
#[derive(Clone, Copy)]
enum Step {
    Move(f64, f64),
    Press,
    Release,
    KeyDown(char),
    KeyUp(char),
}

impl App {
    /// Selects words with the mouse, by dragging from beginning to end.
    ///
    /// # Errors
    /// When they are not in the article.
    pub async fn select(&self, words: &str) -> Result<()> {
        self.drag(Spot::Before(words), Spot::After(words), &[]).await
    }

    /// Selects words with the mouse and marks them with a button of the toolbar.
    ///
    /// # Errors
    /// When the toolbar does not appear.
    pub async fn mark(&self, kind: &str, words: &str) -> Result<()> {
        self.select(words).await?;
        self.click(".toolbar", kind).await
    }

    /// Drags from one place to another while keys are held.
    ///
    /// # Errors
    /// When a place is not there.
    pub async fn drag(&self, from: Spot<'_>, to: Spot<'_>, held: &[char]) -> Result<()> {
        let places = self.places(&[from, to]).await?;
        let [(x1, y1), (x2, y2)] = places[..] else { anyhow::bail!("two places") };
        let mut steps: Vec<Step> = held.iter().map(|key| Step::KeyDown(*key)).collect();
        steps.extend([Step::Move(x1, y1), Step::Press]);
        steps.extend([Step::Move((x1 + x2) / 2.0, (y1 + y2) / 2.0), Step::Move(x2, y2)]);
        steps.push(Step::Release);
        steps.extend(held.iter().map(|key| Step::KeyUp(*key)));
        self.perform(&steps).await
    }

    /// Drags from a place in the text to the right, by so many CSS pixels.
    ///
    /// # Errors
    /// When the place is not there.
    pub async fn drag_past(&self, from: Spot<'_>, across: f64) -> Result<()> {
        let places = self.places(&[from]).await?;
        let (x, y) = *places.first().context("a place")?;
        let to = |share: f64| Step::Move(x + across * share, y);
        self.perform(&[to(0.0), Step::Press, to(0.5), to(1.0), Step::Release]).await
    }

    /// Drags from a place in the text down to the middle of an element.
    ///
    /// # Errors
    /// When the place or the element is not there.
    pub async fn drag_down(&self, from: Spot<'_>, css: &str) -> Result<()> {
        let places = self.places(&[from]).await?;
        let (x, y) = *places.first().context("a place")?;
        let middle = "const box = document.querySelector(arguments[0]).getBoundingClientRect(); \
            return { x: box.left, y: box.top + box.height / 2 }";
        let (_, below) = point(&self.js(middle, json!([css])).await?)?;
        let to = |share: f64| Step::Move(x + 40.0, y + (below - y) * share);
        self.perform(&[Step::Move(x, y), Step::Press, to(0.5), to(1.0), Step::Release]).await
    }

    /// Clicks this many times at one place, in quick succession.
    ///
    /// # Errors
    /// When the place is not there.
    pub async fn click_at(&self, spot: Spot<'_>, times: usize) -> Result<()> {
        let places = self.places(&[spot]).await?;
        let (x, y) = *places.first().context("a place")?;
        let mut steps = vec![Step::Move(x, y)];
        steps.extend((0..times).flat_map(|_| [Step::Press, Step::Release]));
        self.perform(&steps).await
    }

    /// Clicks the control of this name, once it can be clicked.
    ///
    /// # Errors
    /// When it cannot be clicked in time, with the reason.
    pub async fn click(&self, scope: &str, name: &str) -> Result<()> {
        let in_menu = "const more = document.querySelector('.more-button'); \
            if (more && __e2e.visible(more) && !__e2e.control(...arguments)) return __e2e.hidden(...arguments); return false";
        if self.js(in_menu, json!([scope, name])).await? == json!(true) {
            self.click_css(".more-button").await?;
        }
        let script = "return await __e2e.spot(__e2e.control(...arguments))";
        self.click_found(&format!("`{name}` in {scope}"), script, json!([scope, name])).await
    }

    /// Clicks the first element of this selector, once it can be clicked.
    ///
    /// # Errors
    /// When it cannot be clicked in time, with the reason.
    pub async fn click_css(&self, css: &str) -> Result<()> {
        let script = "return await __e2e.spot([...document.querySelectorAll(arguments[0])].find(__e2e.visible))";
        self.click_found(css, script, json!([css])).await
    }

    async fn click_found(&self, what: &str, script: &str, args: Value) -> Result<()> {
        let script = format!(
            "const at = await (async function () {{ {script} }}).apply(null, arguments); \
             if (typeof at === 'string') throw at; return at"
        );
        let place = self.until(&format!("{what} to be clickable"), &script, args).await?;
        let (x, y) = point(&place)?;
        self.perform(&[Step::Move(x, y), Step::Press, Step::Release]).await
    }

    /// Drags an element sideways, by so many CSS pixels.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn drag_by(&self, css: &str, across: f64) -> Result<()> {
        let script = "const box = document.querySelector(arguments[0]).getBoundingClientRect(); \
            return { x: box.left + box.width / 2, y: box.top + box.height / 3 }";
        let (x, y) = point(&self.js(script, json!([css])).await?)?;
        let to = |share: f64| Step::Move(x + across * share, y);
        self.perform(&[to(0.0), Step::Press, to(0.5), to(1.0), Step::Release]).await
    }

    /// Moves the pointer away from everything.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn pointer_away(&self) -> Result<()> {
        self.perform(&[Step::Move(2.0, 400.0)]).await
    }

    /// Presses keys together, the last one while the others are held.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn press(&self, keys: &[char]) -> Result<()> {
        let down = keys.iter().map(|key| Step::KeyDown(*key));
        let up = keys.iter().rev().map(|key| Step::KeyUp(*key));
        self.perform(&down.chain(up).collect::<Vec<_>>()).await
    }

    /// Types text, character by character.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn type_text(&self, text: &str) -> Result<()> {
        let steps = text.chars().flat_map(|char| [Step::KeyDown(char), Step::KeyUp(char)]);
        self.perform(&steps.collect::<Vec<_>>()).await
    }

    async fn perform(&self, steps: &[Step]) -> Result<()> {
        let pause = json!({ "type": "pause", "duration": 0 });
        let mut pointer = Vec::new();
        let mut keyboard = Vec::new();
        for step in steps {
            let (on_pointer, action) = action(*step);
            let (busy, idle) = if on_pointer {
                (&mut pointer, &mut keyboard)
            } else {
                (&mut keyboard, &mut pointer)
            };
            busy.push(action);
            idle.push(pause.clone());
        }
        let mouse = json!({ "pointerType": "mouse" });
        self.session
            .actions(json!([
                { "type": "pointer", "id": "mouse", "parameters": mouse, "actions": pointer },
                { "type": "key", "id": "keyboard", "actions": keyboard },
            ]))
            .await
    }

    /// The screen positions of places in the text, after any necessary scrolling.
    pub(crate) async fn places(&self, spots: &[Spot<'_>]) -> Result<Vec<(f64, f64)>> {
        let wanted: Vec<Value> = spots.iter().map(wish).collect();
        let places = self.until("words to be free to the pointer", PLACES, json!([wanted])).await?;
        places.as_array().context("a list of places")?.iter().map(point).collect()
    }
}

/// Resolves places to screen positions: places in the text first, so that all see the same
/// scrolling.
const PLACES: &str = "const wishes = arguments[0]; \
    const offsets = wishes.map((w) => w.words === undefined ? [null] : \
        [__e2e.find(w.words) + w.at, w.edge]); \
    const found = __e2e.ends(offsets); \
    return wishes.map((w, i) => { \
        if (w.css) { const b = document.querySelector(w.css).getBoundingClientRect(); \
            return { x: b.left + b.width / 2, y: b.top + b.height / 2 }; } \
        return found[i] || w; })";

/// A place as the page's helper takes it.
fn wish(spot: &Spot<'_>) -> Value {
    match *spot {
        Spot::Before(words) => json!({ "words": words, "at": 0, "edge": "start" }),
        Spot::Within(words, at) => json!({ "words": words, "at": at, "edge": "start" }),
        Spot::After(words) => {
            let last = words.chars().next_back().map_or(0, char::len_utf16);
            let at = words.encode_utf16().count() - last;
            json!({ "words": words, "at": at, "edge": "end" })
        }
        Spot::At(css) => json!({ "css": css }),
        Spot::Point(x, y) => json!({ "x": x, "y": y }),
    }
}

/// Whether a step is the pointer's, and its W3C action.
fn action(step: Step) -> (bool, Value) {
    match step {
        Step::Move(x, y) => (
            true,
            json!({ "type": "pointerMove", "duration": 0, "x": x, "y": y, "origin": "viewport" }),
        ),
        Step::Press => (true, json!({ "type": "pointerDown", "button": 0 })),
        Step::Release => (true, json!({ "type": "pointerUp", "button": 0 })),
        Step::KeyDown(key) => (false, json!({ "type": "keyDown", "value": key })),
        Step::KeyUp(key) => (false, json!({ "type": "keyUp", "value": key })),
    }
}

fn point(place: &Value) -> Result<(f64, f64)> {
    let number = |name: &str| place[name].as_f64().with_context(|| format!("no place in {place}"));
    Ok((number("x")?, number("y")?))
}
