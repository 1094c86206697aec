//! Searching the article beside its text: by keys and by mouse, and marking what was found.

use e2e::{App, Spot, Told, journey, key};
use serde_json::json;

const COUNT: &str = "return document.getElementById('search-count')?.textContent";
const PAINTED: &str =
    "const n = (name) => CSS.highlights.get(name)?.size ?? 0; return [n('hits'), n('hit')]";
const FOCUS: &str = "return document.activeElement.id";
/// Whether the browser pastes into the field, and nobody else takes it.
const PASTED: &str = "const data = new DataTransfer(); data.setData('text/plain', 'Pasted.'); \
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }); \
    return document.getElementById('search-words').dispatchEvent(event)";
const CARD: &str = "return getComputedStyle(document.querySelector('li.card.is-open')).visibility";

async fn counts(app: &App, words: &str) -> anyhow::Result<()> {
    app.expect("how many hits there are", COUNT, json!([]), json!(words)).await
}

#[tokio::test]
async fn a_word_is_searched_gone_through_and_marked_everywhere_without_leaving_the_text() -> Told {
    journey("search", async |app| {
        app.pointer_away().await?;
        app.press(&['/']).await?;
        app.expect("the field has the focus", FOCUS, json!([]), json!("search-words")).await?;
        app.expect("what is pasted is the field's own", PASTED, json!([]), json!(true)).await?;
        app.type_text("COMPROMISE").await?;
        counts(app, "4 hits").await?;
        app.hears("4 hits").await?;
        app.expect("hits are painted", PAINTED, json!([]), json!([4, 0])).await?;
        app.axe_finds_nothing("the search").await?;
        app.press(&[key::ENTER]).await?;
        counts(app, "1 of 4").await?;
        app.hears("Hit 1 of 4, paragraph 4. … Zelenskyy emphasized the need for mutual compromise, stating that postwar security guarantees, …").await?;
        app.expect("the current hit is, too", PAINTED, json!([]), json!([3, 1])).await?;
        app.press(&[key::SHIFT, key::ENTER]).await?;
        counts(app, "4 of 4").await?;
        app.click_css("#search .hit-rows li:nth-child(2) button").await?;
        counts(app, "2 of 4").await?;
        app.click("#search", "Mark all hits as Claim").await?;
        app.shows(&[
            "claim: compromise",
            "claim: compromise",
            "claim: compromise",
            "claim: compromise",
        ])
        .await?;
        app.click_at(Spot::Within("emphasizing that compromise", 20), 1).await?;
        app.open_card_is("claim").await?;
        app.expect("the card is seen", CARD, json!([]), json!("visible")).await?;
        app.keys("Escape").await?;
        app.click("#header", "Undo").await?;
        app.shows(&[]).await?;
        app.click("#search", "Whole words").await?;
        counts(app, "2 of 3").await?;
        app.click_css("#search-words").await?;
        app.press(&[key::ESCAPE]).await?;
        app.expect("the focus is in the article", FOCUS, json!([]), json!("article")).await?;
        let caret = "return document.getElementById('caret') !== null";
        app.expect("the cursor is at the hit", caret, json!([]), json!(true)).await?;
        app.hears("Paragraph 4. compromise").await?;
        app.expect("nothing is painted", PAINTED, json!([]), json!([0, 0])).await?;
        let gone = "return document.getElementById('search') === null";
        app.expect("the panel is gone", gone, json!([]), json!(true)).await
    })
    .await
}

#[tokio::test]
async fn a_regular_expression_is_searched_corrected_and_marked() -> Told {
    journey("search-pattern", async |app| {
        app.pointer_away().await?;
        app.press(&['/']).await?;
        app.click("#search", "Regular expression").await?;
        app.click_css("#search-words").await?;
        app.type_text("(com").await?;
        let fault =
            "return document.getElementById('search-fault')?.querySelector('b')?.textContent";
        app.expect("the faulty part", fault, json!([]), json!("(")).await?;
        app.hears_status("This bracket is never closed. To find a bracket, write \\(").await?;
        app.axe_finds_nothing("a wrong expression").await?;
        app.type_text(r"|\bm)\w+ise\b").await?;
        counts(app, "3 hits").await?;
        app.hears("3 hits").await?;
        app.expect("hits are painted", PAINTED, json!([]), json!([3, 0])).await?;
        app.press(&[key::ENTER]).await?;
        counts(app, "1 of 3").await?;
        app.click("#search", "Mark all hits as Claim").await?;
        app.shows(&["claim: compromise"; 3]).await?;
        app.click("#header", "Undo").await?;
        app.shows(&[]).await?;
        app.axe_finds_nothing("a regular expression").await
    })
    .await
}
