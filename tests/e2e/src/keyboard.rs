//! The keyboard, for readers who use nothing else: keys by name, and the announcements they cause.

use anyhow::{Result, bail};
use serde_json::json;

use crate::App;
use crate::gestures::key;

impl App {
    /// Presses keys one after the other, written as `Tab Shift+Right 2`.
    ///
    /// # Errors
    /// For a key of unknown name, or when the browser is gone.
    pub async fn keys(&self, keys: &str) -> Result<()> {
        for chord in keys.split_whitespace() {
            let codes: Result<Vec<char>> = chord.split('+').map(code).collect();
            self.press(&codes?).await?;
        }
        Ok(())
    }

    /// Waits until this is the last announcement of the cursor.
    ///
    /// # Errors
    /// With the last announcement instead.
    pub async fn hears(&self, words: &str) -> Result<()> {
        let said = "return document.querySelector('[aria-live=assertive]').textContent.trim()";
        self.expect("what is said of the cursor", said, json!([]), json!(words)).await
    }

    /// Waits until the annotations are of these kinds, in text order.
    ///
    /// # Errors
    /// With the actual kinds.
    pub async fn shows_kinds(&self, kinds: &[&str]) -> Result<()> {
        let found = "return articleAnnotator.annotations().map((one) => one.kind)";
        self.expect("the kinds", found, json!([]), json!(kinds)).await
    }

    /// Waits until this is the last announcement of the status.
    ///
    /// # Errors
    /// With the last announcement instead.
    pub async fn hears_status(&self, words: &str) -> Result<()> {
        let said = "return document.querySelector('[role=status]').textContent.trim()";
        self.expect("the status", said, json!([]), json!(words)).await
    }
}

fn code(name: &str) -> Result<char> {
    let mut letters = name.chars();
    Ok(match (name, letters.next(), letters.next()) {
        (_, Some(letter), None) => letter,
        ("Tab", ..) => key::TAB,
        ("Enter", ..) => key::ENTER,
        ("Escape", ..) => key::ESCAPE,
        ("Delete", ..) => key::DELETE,
        ("Shift", ..) => key::SHIFT,
        ("Ctrl", ..) => key::CONTROL,
        ("Alt", ..) => key::ALT,
        ("Left", ..) => key::LEFT,
        ("Right", ..) => key::RIGHT,
        ("Up", ..) => '\u{e013}',
        ("Down", ..) => '\u{e015}',
        ("Home", ..) => '\u{e011}',
        ("End", ..) => key::END,
        _ => bail!("there is no key {name}"),
    })
}
