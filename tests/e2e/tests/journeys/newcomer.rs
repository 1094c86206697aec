//! A newcomer's job against the clock: everybody in the sample article marked, the quote's speaker
//! and the claimants named, one claim checked with a source, and a ClaimReview exported. By mouse,
//! and by keys alone.

use std::cell::Cell;
use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};
use e2e::{App, Told, journey};
use serde_json::{Value, json};

use crate::PEOPLE;

const CLAIMS: [&str; 3] = [
    "peace proposals are nearly ready",
    "one major issue is still unresolved",
    "postwar security guarantees, crucial for Ukraine, are already agreed upon with the United States",
];

const QUOTE: &str = "“Russians have to be ready for compromises because, you know, everybody has to be ready, not only Ukraine.”";

/// A person's time, by the usual measures of the keystroke-level model.
#[derive(Default)]
struct Hand {
    /// In tenths of a second.
    tenths: Cell<u64>,
}

impl Hand {
    fn points(&self) {
        self.tenths.set(self.tenths.get() + 13);
    }

    /// Over some words, and onto the toolbar.
    fn drags_and_clicks(&self) {
        (0..3).for_each(|_| self.points());
    }

    fn keys(&self, count: usize) {
        self.tenths.set(self.tenths.get() + 2 * u64::try_from(count).unwrap_or(u64::MAX));
    }

    fn thinks(&self) {
        self.tenths.set(self.tenths.get() + 12);
    }

    /// Under four of five minutes for the hand: how long the program itself takes is told, and decides nothing, as that
    /// depends on the machine.
    fn was_quick(&self, by: &str, start: Instant) -> Result<()> {
        let hand = Duration::from_millis(100 * self.tenths.get());
        println!(
            "newcomer {by}: {:.0} s of a hand, {:.0} s with the program's",
            hand.as_secs_f64(),
            (hand + start.elapsed()).as_secs_f64()
        );
        ensure!(hand < Duration::from_secs(240), "it took {hand:?}");
        Ok(())
    }
}

/// Checks the result.
fn is_done(file: &str, annotations: &Value) -> Result<()> {
    let read: Value = serde_json::from_str(file)?;
    let reviews = read["@graph"].as_array().into_iter().flatten();
    let reviews: Vec<_> = reviews.filter(|one| one["@type"] == "ClaimReview").collect();
    ensure!(reviews.len() == 1, "one claim was checked: {file}");
    let review = reviews[0];
    ensure!(review["claimReviewed"] == CLAIMS[0], "{review}");
    ensure!(review["reviewRating"]["alternateName"] == "Unproven", "{review}");
    ensure!(review["citation"][0]["url"] == "https://example.org/talks", "{review}");
    ensure!(review["itemReviewed"]["author"]["name"] == "Volodymyr Zelenskyy", "{review}");
    let all = annotations.as_array().into_iter().flatten();
    let all: Vec<_> = all.collect();
    for name in PEOPLE {
        let is = |one: &&&Value| one["kind"] == "person" && one["actor"] == name;
        ensure!(all.iter().any(|one| is(&one)), "{name} is marked: {annotations}");
    }
    let quote = all.iter().find(|one| one["kind"] == "quote");
    let speaker = quote.map(|one| one["speaker"].clone());
    ensure!(speaker == Some(json!("Volodymyr Zelenskyy")), "{annotations}");
    Ok(())
}

#[tokio::test]
async fn a_newcomer_is_done_in_under_five_minutes_by_mouse() -> Told {
    journey("newcomer-mouse", async |app| {
        let (hand, start) = (Hand::default(), Instant::now());
        let downloads = app.allow_downloads().await?;
        let click = async |css: &str| -> Result<()> {
            hand.points();
            app.click_css(css).await
        };
        for (kind, words) in
            PEOPLE.map(|name| ("Person", name)).into_iter().chain(CLAIMS.map(|it| ("Claim", it)))
        {
            hand.thinks();
            hand.drags_and_clicks();
            app.mark(kind, words).await?;
        }
        hand.thinks();
        hand.drags_and_clicks();
        app.mark("Quote", QUOTE).await?;
        // The quote's card suggests the speaker.
        click("li.card.quote .card-line").await?;
        app.says(".suggestion span", "Zelenskyy").await?;
        click("li.card.is-open .suggestion .framed").await?;
        hand.thinks();
        click("li.card.claim .card-line").await?;
        app.open_card_is("claim").await?;
        let claimant =
            "return document.querySelector('li.card.is-open .suggestion span')?.textContent || ''";
        let proposed = app.js(claimant, json!([])).await?;
        if proposed.as_str().is_some_and(|it| it.contains("Zelenskyy")) {
            click("li.card.is-open .suggestion .framed").await?;
        } else {
            click("#who").await?;
            app.type_text("Volodymyr Zelenskyy").await?;
            hand.keys(20);
            app.keys("Enter").await?;
        }
        hand.thinks();
        click("#verdict").await?;
        app.type_text("Unp").await?;
        hand.keys(4);
        app.keys("Enter").await?;
        click("#add-source").await?;
        app.type_text("https://example.org/talks").await?;
        hand.keys(26);
        app.keys("Enter").await?;
        hand.thinks();
        hand.points();
        app.click("header", "Export").await?;
        app.dialog_is_open("Export").await?;
        click("dialog[open] label.format:has([value='schema-org'])").await?;
        // The claim asks once who publishes the check.
        app.says("dialog[open] .not-ready", "the name of the publisher is missing").await?;
        click("dialog[open] .not-ready .link").await?;
        app.list_is_open("Claims").await?;
        for (field, words) in [("#publisher", "Harbour Desk"), ("#check-page", "desk.example/1")] {
            click(field).await?;
            app.type_text(words).await?;
            hand.keys(words.len() + 1);
            app.keys("Enter").await?;
        }
        hand.points();
        app.click("header", "Export").await?;
        app.dialog_is_open("Export").await?;
        click("dialog[open] label.format:has([value='schema-org'])").await?;
        app.says("dialog[open] .preview", "ClaimReview").await?;
        hand.points();
        app.click("dialog[open]", "Download").await?;
        let (_, content) = app.downloaded(&downloads).await?;
        let annotations = app.api("annotations", json!([])).await?;
        hand.was_quick("by mouse", start)?;
        is_done(&content, &annotations)
    })
    .await
}

/// The keyboard, and the cursor's announcements.
struct Keyboard<'a> {
    app: &'a App,
    hand: &'a Hand,
}

impl Keyboard<'_> {
    async fn press(&self, keys: &str) -> Result<()> {
        self.hand.keys(keys.split_whitespace().map(|chord| chord.split('+').count()).sum());
        self.app.keys(keys).await
    }

    async fn types(&self, words: &str) -> Result<()> {
        self.hand.keys(words.chars().count());
        self.app.type_text(words).await
    }

    /// Presses a key until a script returns true.
    async fn until(&self, key: &str, what: &str, script: &str, args: Value) -> Result<()> {
        for _ in 0..400 {
            if self.app.js(script, args.clone()).await? == json!(true) {
                return Ok(());
            }
            self.press(key).await?;
            self.app.js("await __e2e.frame()", json!([])).await?;
        }
        bail!("{key} does not lead to {what}")
    }

    /// To the sentence with these words, word by word to the first, then extends the selection over
    /// all.
    async fn selects(&self, words: &str) -> Result<()> {
        self.hand.thinks();
        // The announcement at the cursor: a word, or a paragraph's number and its first word.
        let said = "const said = document.querySelector('[aria-live=assertive]').textContent.trim(); \
            return said === arguments[0] || said.endsWith(`. ${arguments[0]}`)";
        let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        let all: Vec<String> = words.split_whitespace().map(bare).collect();
        for _ in 0..40 {
            self.until("Right", &all[0], said, json!([all[0]])).await?;
            for _ in 1..all.len() {
                self.press("Shift+Right").await?;
            }
            self.app.js("await __e2e.frame()", json!([])).await?;
            let script = "const words = (text) => text.match(/[\\p{L}\\p{N}]+/gu).join(' '); \
                const said = document.querySelector('.footline .words b')?.textContent || ''; \
                return [words(said), words(arguments[0])]";
            let seen = self.app.js(script, json!([words])).await?;
            if seen[0] == seen[1] {
                return Ok(());
            }
            // Another place with that first word: continues from there.
            self.press("Right").await?;
        }
        bail!("“{words}” is not there")
    }
}

const HAS_FOCUS: &str = "const el = document.activeElement; const name = __e2e.name(el); \
    return el.id === arguments[0] || name === arguments[0]";

#[tokio::test]
async fn a_newcomer_is_done_in_under_five_minutes_by_keys_alone() -> Told {
    journey("newcomer-keys", async |app| {
        let (hand, start) = (Hand::default(), Instant::now());
        let downloads = app.allow_downloads().await?;
        let keyboard = Keyboard { app, hand: &hand };
        keyboard.until("Tab", "the article", HAS_FOCUS, json!(["article"])).await?;
        let mut all: Vec<(&str, &str)> =
            PEOPLE.map(|name| ("1", name)).into_iter().chain(CLAIMS.map(|it| ("2", it))).collect();
        all.push(("3", QUOTE.trim_matches(['“', '”'])));
        let text = app.article_text().await?;
        all.sort_by_key(|(_, words)| text.find(words));
        for (key, words) in all {
            keyboard.selects(words).await?;
            keyboard.press(key).await?;
        }
        // The quote's card: N goes on from the cursor, which stands on it.
        hand.thinks();
        keyboard.press("Home").await?;
        let on = "return __e2e.cards().filter((card) => card.open).map((card) => card.kind)[0] === arguments[0]";
        keyboard.until("n", "the quote", on, json!(["quote"])).await?;
        keyboard.press("Enter").await?;
        keyboard.until("Tab", "the proposal", HAS_FOCUS, json!(["Accept"])).await?;
        keyboard.press("Enter Escape").await?;
        hand.thinks();
        keyboard.press("Home").await?;
        keyboard.until("n", "the claim", on, json!(["claim"])).await?;
        keyboard.press("Enter").await?;
        keyboard.until("Tab", "the claimant", HAS_FOCUS, json!(["who"])).await?;
        keyboard.types("Volodymyr Zelenskyy").await?;
        keyboard.press("Enter").await?;
        hand.thinks();
        keyboard.until("Tab", "the verdict", HAS_FOCUS, json!(["verdict"])).await?;
        keyboard.types("Unp").await?;
        keyboard.press("Enter").await?;
        keyboard.until("Tab", "the sources", HAS_FOCUS, json!(["add-source"])).await?;
        keyboard.types("https://example.org/talks").await?;
        keyboard.press("Enter Escape").await?;
        hand.thinks();
        keyboard.until("Shift+Tab", "Export", HAS_FOCUS, json!(["Export"])).await?;
        keyboard.press("Enter").await?;
        app.dialog_is_open("Export").await?;
        let format = "return document.activeElement.type === 'radio' && document.activeElement.name === 'format'";
        keyboard.until("Tab", "the formats", format, json!([])).await?;
        let chosen = "return document.activeElement.value === 'schema-org'";
        keyboard.until("Down", "ClaimReview", chosen, json!([])).await?;
        // The claim asks once who publishes the check.
        app.says("dialog[open] .not-ready", "the name of the publisher is missing").await?;
        let claim = "return document.activeElement.closest('.not-ready') !== null";
        keyboard.until("Tab", "the claim that is not ready", claim, json!([])).await?;
        keyboard.press("Enter").await?;
        app.list_is_open("Claims").await?;
        for (field, words) in [("publisher", "Harbour Desk"), ("check-page", "desk.example/1")] {
            keyboard.until("Tab", "the field", HAS_FOCUS, json!([field])).await?;
            keyboard.types(words).await?;
            keyboard.press("Enter").await?;
        }
        keyboard.press("Escape").await?;
        app.no_dialog_is_open().await?;
        keyboard.until("Shift+Tab", "Export", HAS_FOCUS, json!(["Export"])).await?;
        keyboard.press("Enter").await?;
        app.dialog_is_open("Export").await?;
        keyboard.until("Tab", "the formats", format, json!([])).await?;
        keyboard.until("Down", "ClaimReview", chosen, json!([])).await?;
        app.says("dialog[open] .preview", "ClaimReview").await?;
        keyboard.until("Tab", "Download", HAS_FOCUS, json!(["Download"])).await?;
        keyboard.press("Enter").await?;
        let (_, content) = app.downloaded(&downloads).await?;
        let annotations = app.api("annotations", json!([])).await?;
        hand.was_quick("by keys", start)?;
        is_done(&content, &annotations)
    })
    .await
}
