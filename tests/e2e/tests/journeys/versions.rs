//! The review of a newer text: compared, decided about by mouse and by keys, adopted in one step, and what it leaves.

use e2e::{App, Setup, Told, journey, journey_with};
use serde_json::json;

/// The sample with a claim changed, a claim taken out, and a sentence put in.
const NEWER: &str = "return articleAnnotator.article().text \
    .replace('his first involvement', 'his second involvement') \
    .replace('While progress is hinted at, a substantial hurdle remains. ', '') + '\\nNothing more is known.'";

/// The words of all annotations, in text order.
const WORDS: &str = "return articleAnnotator.annotations().map((one) => one.spans.map((span) => span.exact).join(' … '))";

/// Whether the focus is in the panel or on something in it.
const IN_PANEL: &str = "return document.activeElement.closest('.panel') !== null";

/// Whether the head of the change under review is in sight, and the buttons that decide about it.
const IN_SIGHT: &str = "const row = document.activeElement.closest('#panel [data-on]'); \
    return [document.activeElement, row?.querySelector('.decide button')].map((part) => { \
        const box = part.getBoundingClientRect(); \
        return part.contains(document.elementFromPoint(box.left + 9, box.top + box.height / 2)); \
    })";

/// Whether a message leaves the text above the sheet free.
const BELOW_TEXT: &str = "const top = (part) => document.querySelector(part).getBoundingClientRect().top; \
    return top('.toast') >= top('.panel')";

/// Selects the last paragraph of the newer text.
const SELECT_LAST: &str = "const last = [...document.querySelectorAll('.compared [data-paragraph]')].pop(); \
    getSelection().selectAllChildren(last)";

/// Marks a person, a claim that will be changed and one that will be taken out, and pastes the newer text.
async fn compare(app: &App) -> anyhow::Result<String> {
    app.mark("Person", "Josh Gruenbaum").await?;
    app.mark("Claim", "marking his first involvement in such").await?;
    app.mark("Claim", "While progress is hinted at").await?;
    let newer = app.js(NEWER, json!([])).await?.as_str().unwrap_or_default().to_owned();
    app.click("header", "Open").await?;
    app.dialog_is_open("Open").await?;
    app.js("document.querySelector('dialog textarea').value = arguments[0]", json!([newer]))
        .await?;
    app.click_css("#compare-pasted").await?;
    app.no_dialog_is_open().await?;
    app.says(".changes .panel-bar", "2 to decide").await?;
    app.expect("the focus", IN_PANEL, json!([]), json!(true)).await?;
    Ok(newer)
}

#[tokio::test]
async fn a_newer_text_is_reviewed_with_the_mouse_adopted_and_undone() -> Told {
    journey("versions-mouse", async |app| {
        let before = app.article_text().await?;
        let newer = compare(app).await?;
        app.says(".compared .ver-head", "The article has changed").await?;
        app.says(".compared", "second").await?;
        app.axe_finds_nothing("two texts beside each other").await?;
        app.click(".changes .decide", "Use the new words").await?;
        app.says(".changes .panel-bar", "1 to decide").await?;
        // The button above takes the decision back, and no annotation behind the list.
        let undo = "document.querySelector('header [aria-label^=Undo]').click()";
        app.js(undo, json!([])).await?;
        app.says(".changes .panel-bar", "2 to decide").await?;
        app.shows_kinds(&["person", "claim", "claim"]).await?;
        app.click(".changes .decide", "Use the new words").await?;
        app.says(".changes .panel-bar", "1 to decide").await?;
        app.click(".changes .decide", "Other words…").await?;
        app.click(".changes .other-words", "Use the selected text").await?;
        app.says(".toast", "Nothing is selected in the newer text.").await?;
        app.js(SELECT_LAST, json!([])).await?;
        app.click(".changes .other-words", "Use the selected text").await?;
        app.says(".changes .panel-bar", "All decided").await?;
        app.says(".compared mark[data-on]", "Nothing more is known.").await?;
        app.click(".changes .decide", "Mark as gone").await?;
        app.click_css(".compared .unchanged button").await?;
        app.says(".compared", "Josh Gruenbaum").await?;
        app.expect("the focus", IN_PANEL, json!([]), json!(true)).await?;
        assert_eq!(app.article_text().await?, before, "nothing changes before it is adopted");
        app.click_css("#adopt").await?;
        app.says(".toast", "You adopted the newer text: 1 annotation with other words, 1 gone.")
            .await?;
        assert_eq!(app.article_text().await?, newer);
        let words = json!(["Josh Gruenbaum", "marking his second involvement in such"]);
        app.expect("the words", WORDS, json!([]), words.clone()).await?;
        app.expect("the focus", IN_PANEL, json!([]), json!(true)).await?;
        app.open_list("Changes").await?;
        app.says(".changes", "Unannounced changes").await?;
        app.axe_finds_nothing("the list of versions").await?;
        app.is_saved().await?;
        app.reload().await?;
        app.expect("the words", WORDS, json!([]), words).await?;
        app.open_list("To do").await?;
        app.says(".panel", "The article changed the words of a claim").await?;
        app.says(".panel", "A claim was taken out of the article").await?;
        app.axe_finds_nothing("unannounced changes to do").await?;
        app.keys("Ctrl+z").await?;
        // After a restart the step has to be read first.
        app.shows_kinds(&["person", "claim", "claim"]).await?;
        assert_eq!(app.article_text().await?, before);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_newer_text_is_reviewed_by_keys_alone() -> Told {
    journey("versions-keys", async |app| {
        let newer = compare(app).await?;
        app.keys("j k").await?;
        app.expect(
            "the focus",
            "return document.activeElement.id",
            json!([]),
            json!("change-under-review"),
        )
        .await?;
        app.keys("1").await?;
        app.hears_status("Decided. 1 left.").await?;
        app.keys("3").await?;
        app.expect(
            "the focus",
            "return document.activeElement.id",
            json!([]),
            json!("other-words"),
        )
        .await?;
        app.type_text("Nothing more is known").await?;
        app.keys("Enter").await?;
        app.hears_status("Decided. Nothing is left to decide.").await?;
        app.expect("the focus", "return document.activeElement.id", json!([]), json!("adopt"))
            .await?;
        app.keys("Enter").await?;
        app.expect("the focus", IN_PANEL, json!([]), json!(true)).await?;
        assert_eq!(app.article_text().await?, newer);
        app.expect(
            "the words",
            WORDS,
            json!([]),
            json!([
                "Josh Gruenbaum",
                "marking his second involvement in such",
                "Nothing more is known"
            ]),
        )
        .await
    })
    .await
}

#[tokio::test]
async fn on_a_phone_all_of_a_change_is_seen_before_anybody_decides_about_it() -> Told {
    let setup = Setup { size: (390, 760), ..Setup::default() };
    journey_with("versions-phone", setup, async |app| {
        compare(app).await?;
        for keys in ["j", "k", "j"] {
            app.keys(keys).await?;
            app.expect("its first and its last line", IN_SIGHT, json!([]), json!([true, true]))
                .await?;
        }
        app.click(".changes .decide", "Other words…").await?;
        app.click(".changes .other-words", "Use the selected text").await?;
        app.says(".toast", "Nothing is selected in the newer text.").await?;
        app.expect("the message over the sheet", BELOW_TEXT, json!([]), json!(true)).await
    })
    .await
}

#[tokio::test]
async fn of_words_that_stand_in_several_places_one_is_chosen_by_keys() -> Told {
    journey("versions-places", async |app| {
        compare(app).await?;
        app.keys("1").await?;
        app.hears_status("Decided. 1 left.").await?;
        app.keys("3").await?;
        app.type_text("the").await?;
        app.keys("Enter").await?;
        app.says(".changes .places", "Which place is it?").await?;
        app.says(".changes .panel-bar", "1 to decide").await?;
        let focus = "return document.activeElement.id";
        app.expect("the focus", focus, json!([]), json!("other-place")).await?;
        app.axe_finds_nothing("words in several places").await?;
        app.keys("Enter").await?;
        app.hears_status("Decided. Nothing is left to decide.").await?;
        app.expect("the focus", focus, json!([]), json!("adopt")).await
    })
    .await
}
