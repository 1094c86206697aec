//! Suggestions in the page: asked for, reviewed and decided by mouse and by keys, and what becomes of them.

use e2e::app::BASE;
use e2e::{App, Setup, Spot, Told, journey, journey_with};
use serde_json::json;

use crate::deferred::forget_problems;

/// What is listed now, as the number before “suggestions”.
async fn open(app: &App) -> anyhow::Result<i64> {
    let tab = "return [...document.querySelectorAll('.tab')].find((tab) => tab.getAttribute('aria-label') === 'Suggested') \
        ?.querySelector('.n').dataset.n ?? '0'";
    let count = app.js(tab, json!([])).await?;
    Ok(count.as_str().unwrap_or_default().parse()?)
}

/// Waits until the status says this.
async fn hears(app: &App, words: &str) -> anyhow::Result<()> {
    let said = "return document.querySelector('[role=status]').textContent.includes(arguments[0])";
    app.until("the status", said, json!([words])).await.map(drop)
}

/// Whether anything is listed.
const ROW: &str = "return document.querySelector('.suggestions .panel-row') !== null";

/// The tab of the suggestions.
const TAB: &str =
    "return document.querySelector('[role=tab][aria-label=Suggested]')?.tagName ?? null";

/// Whether suggestions are on the minimap.
const DOTS: &str =
    "return /^M\\d/.test(document.querySelector('#minimap .o-hit').getAttribute('d') ?? '')";

/// The origins of the annotations, in text order.
const ORIGINS: &str = "return articleAnnotator.annotations().map((a) => a.origin)";

#[tokio::test]
async fn suggestions_are_shown_in_the_text_and_decided_one_by_one_with_the_mouse() -> Told {
    journey("suggest-mouse", async |app| {
        let painted =
            "return typeof Highlight === 'undefined' || CSS.highlights.has('suggested-person')";
        app.expect(
            "no paint before",
            "return CSS.highlights?.has('suggested-person') ?? false",
            json!([]),
            json!(false),
        )
        .await?;
        app.click("header", "Suggest").await?;
        app.until("suggestions", ROW, json!([])).await?;
        app.expect("paint", painted, json!([]), json!(true)).await?;
        app.until("dots on the minimap", DOTS, json!([])).await?;
        app.axe_finds_nothing("with suggestions").await?;
        let all = open(app).await?;
        app.click_css(".suggestions .panel-row").await?;
        app.says(".suggestions .why", "Why").await?;
        app.axe_finds_nothing("with a suggestion under review").await?;
        app.click(".suggestions .decide", "Accept: …").await?;
        app.expect("the origin", ORIGINS, json!([]), json!(["suggestion"])).await?;
        anyhow::ensure!(open(app).await? == all - 1, "one is decided");
        app.click(".suggestions .decide", "Reject: …").await?;
        app.says(".suggest-foot", "1 rejected, 1 accepted").await?;
        app.hint_says("Undo", "rejecting a suggestion").await?;
        app.is_saved().await?;
        app.reload().await?;
        // Nothing until somebody asks; then the rejected one stays rejected.
        app.expect("the origin", ORIGINS, json!([]), json!(["suggestion"])).await?;
        app.expect("no tab", TAB, json!([]), json!(null)).await?;
        app.click("header", "Suggest").await?;
        app.says(".suggest-foot", "1 rejected, 1 accepted").await?;
        anyhow::ensure!(open(app).await? == all - 2, "both stay decided");
        app.until("dots on the minimap", DOTS, json!([])).await?;
        app.open_list("People").await?;
        app.expect("the dots, with another list", DOTS, json!([]), json!(false)).await?;
        app.open_list("Suggested").await?;
        app.until("dots on the minimap", DOTS, json!([])).await?;
        app.click(".suggest-foot", "Stop suggesting").await?;
        app.expect("the dots, without suggestions", DOTS, json!([]), json!(false)).await?;
        app.expect("no tab", TAB, json!([]), json!(null)).await
    })
    .await
}

#[tokio::test]
async fn a_suggestion_is_reviewed_from_its_words_and_a_second_quick_click_accepts_no_other_group()
-> Told {
    journey("suggest-in-text", async |app| {
        app.click("header", "Suggest").await?;
        app.until("suggestions", ROW, json!([])).await?;
        // Of a key that is held down, only the first press counts.
        app.js("document.querySelector('.suggest-group .band button').focus()", json!([])).await?;
        let groups = "await __e2e.frame(); return document.querySelectorAll('.suggest-group').length";
        let before = app.js(groups, json!([])).await?.as_i64().unwrap_or_default();
        for held in [false, true, true] {
            let key = json!({ "type": "keyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r", "autoRepeat": held });
            app.session.cdp("Input.dispatchKeyEvent", key).await?;
            app.expect("the groups left", groups, json!([]), json!(before - 1)).await?;
        }
        app.keys("Ctrl+z").await?;
        app.click_at(Spot::Within("Jared Kushner", 3), 1).await?;
        let under = "return document.querySelector('#under-review .words')?.textContent ?? ''";
        app.expect("what is under review", under, json!([]), json!("Jared Kushner")).await?;
        let focus = "return document.activeElement.id";
        app.expect("the focus", focus, json!([]), json!("under-review")).await?;
        // Something missed is marked by hand, and the review goes on.
        app.select("lasting resolution").await?;
        app.press(&['2']).await?;
        app.shows(&["claim: lasting resolution"]).await?;
        app.keys("s").await?;
        app.expect("the focus", focus, json!([]), json!("under-review")).await?;
        let all = open(app).await?;
        let click = "const button = document.querySelector('.suggest-group .band button'); \
            button.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: arguments[0] })); await __e2e.frame(); return true";
        app.js(click, json!([2])).await?;
        anyhow::ensure!(open(app).await? == all, "the second of two clicks decides nothing");
        app.js(click, json!([1])).await?;
        hears(app, "accepted").await?;
        anyhow::ensure!(open(app).await? < all, "the first does");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn suggestions_are_reviewed_by_keys_alone_and_said() -> Told {
    journey("suggest-keys", async |app| {
        // The page has just loaded: nothing has the focus.
        app.keys("s").await?;
        app.until("suggestions", ROW, json!([])).await?;
        hears(app, "suggestion").await?;
        let all = open(app).await?;
        app.keys("j").await?;
        let described = "return document.getElementById(document.activeElement.getAttribute('aria-describedby'))?.textContent ?? ''";
        app.until("the reason of the focused one", &format!("return ((() => {{ {described} }})()).includes('Why')"), json!([])).await?;
        app.keys("Enter").await?;
        hears(app, "accepted").await?;
        app.keys("Delete").await?;
        hears(app, "rejected").await?;
        app.keys("j").await?;
        app.keys("k").await?;
        app.expect("the origin", ORIGINS, json!([]), json!(["suggestion"])).await?;
        anyhow::ensure!(open(app).await? == all - 2, "two are decided");
        app.keys("Ctrl+z").await?;
        app.keys("Ctrl+z").await?;
        app.expect("nothing is marked", ORIGINS, json!([]), json!([])).await?;
        anyhow::ensure!(open(app).await? == all, "both are back");
        // The foot has the keys of the list, and in a card below it those of the text.
        let foot = "return ['of-list', 'of-text'].filter((name) => document.querySelector(`.footline .${name} > *`).getClientRects().length)";
        app.keys("j").await?;
        app.expect("the keys", foot, json!([]), json!(["of-list"])).await?;
        app.keys("e").await?;
        app.until("the card", "return document.activeElement.closest('ol.panel-item') !== null", json!([])).await?;
        app.expect("the keys", foot, json!([]), json!(["of-text"])).await?;
        app.keys("Escape").await?;
        app.keys("Ctrl+z").await?;
        anyhow::ensure!(open(app).await? == all, "it is back");
        // As they stand in the text, a paragraph at a time.
        app.click(".suggestions", "By place").await?;
        app.axe_finds_nothing("with suggestions by place").await?;
        let group = "const first = document.querySelector('.suggest-group'); return [first.querySelector('h3').textContent, \
            first.querySelector('.band button').textContent, document.activeElement.id]";
        app.keys("j").await?;
        let first = app.js(group, json!([])).await?;
        anyhow::ensure!(first[0] == "Paragraph 1" && first[2] == "under-review", "{first}");
        app.keys("Shift+Enter").await?;
        hears(app, "suggestions accepted").await?;
        let next = app.js(group, json!([])).await?;
        anyhow::ensure!(next[0] != first[0] || next[1] != first[1], "{next} after {first}");
        anyhow::ensure!(next[2] == "under-review", "the review goes on: {next}");
        app.keys("Escape").await?;
        app.expect("the focus", "return document.activeElement.matches('article[data-annotator]')", json!([]), json!(true)).await
    })
    .await
}

#[tokio::test]
async fn where_the_tabs_have_no_room_the_search_can_still_be_pressed() -> Told {
    for size in [(1100, 900), (390, 844)] {
        let setup = Setup { size, ..Setup::default() };
        journey_with("suggest-tabs", setup, async |app| {
            app.click("header", "Suggest").await?;
            app.until("suggestions", ROW, json!([])).await?;
            let seen = "const tab = document.querySelector('.tab.find').getBoundingClientRect(); \
                return document.elementFromPoint(tab.left + tab.width / 2, tab.top + tab.height / 2)?.closest('.tab')?.ariaLabel";
            app.expect("what is where the search is", seen, json!([]), json!("Search")).await?;
            app.click_css(".tab.find").await?;
            app.list_is_open("Search").await
        })
        .await?;
    }
    Ok(())
}

/// What the rows of the library say waits in each article.
const WAITING: &str = "return [...document.querySelectorAll('dialog[open] .library li')].map((row) => \
    row.querySelector('.meta strong')?.textContent.replace(/\\d+/, 'N') ?? '')";

#[tokio::test]
async fn suggestions_for_the_selected_articles_wait_in_each_until_it_is_opened() -> Told {
    journey("suggest-many", async |app| {
        let text = "Mayor Ana Ruiz met Bo Lund. “We are late,” Ruiz said. Prices fell by 4 per cent in May.";
        app.api("load", json!([{ "id": "mayor", "title": "The mayor", "text": text }])).await?;
        app.api("load", json!([{ "id": "rain", "title": "Rain", "text": "It rained." }])).await?;
        app.is_saved().await?;
        app.click("header", "Open").await?;
        app.dialog_is_open("Open").await?;
        app.expect("nothing waits", WAITING, json!([]), json!(["", "", ""])).await?;
        app.click("dialog[open]", "Select The mayor").await?;
        app.click("dialog[open]", "Select Rain").await?;
        app.click("dialog[open]", "Suggest for the selected").await?;
        app.says("dialog[open] .toast", "Suggestions wait in 1 article. Nothing was found in 1 article.").await?;
        app.dialog_is_open("Open").await?;
        let waits = json!(["", "N suggestions waiting", ""]);
        app.expect("what waits", WAITING, json!([]), waits.clone()).await?;
        app.axe_finds_nothing("with suggestions waiting").await?;
        let lost = "return document.activeElement === document.body";
        app.expect("that the focus is lost", lost, json!([]), json!(false)).await?;

        // Over a reload, and without marking anything.
        app.reload().await?;
        app.expect("no tab", TAB, json!([]), json!(null)).await?;
        app.click("header", "Open").await?;
        app.dialog_is_open("Open").await?;
        app.expect("what waits", WAITING, json!([]), waits).await?;
        app.click_css("dialog[open] .library li:nth-child(2) .stored-title").await?;
        app.no_dialog_is_open().await?;
        app.until("suggestions", ROW, json!([])).await?;
        app.shows(&[]).await?;
        app.expect("that the focus is lost", lost, json!([]), json!(false)).await?;
        let all = open(app).await?;

        // An article with which the page starts shows them by itself, too.
        app.is_saved().await?;
        app.reload().await?;
        app.until("suggestions", ROW, json!([])).await?;
        anyhow::ensure!(open(app).await? == all, "the same wait");

        // What is decided is counted off when the list opens.
        app.click_css(".suggestions .panel-row").await?;
        app.click(".suggestions .decide", "Accept: …").await?;
        app.is_saved().await?;
        app.click("header", "Open").await?;
        app.dialog_is_open("Open").await?;
        app.says("dialog[open] .library strong", &format!("{} suggestions waiting", all - 1)).await?;
        app.keys("Escape").await?;
        app.no_dialog_is_open().await?;
        app.click(".suggest-foot", "Stop suggesting").await?;
        app.expect("no tab", TAB, json!([]), json!(null)).await?;
        app.click("header", "Open").await?;
        app.dialog_is_open("Open").await?;
        app.expect("nothing waits", WAITING, json!([]), json!(["", "", ""])).await
    })
    .await
}

#[tokio::test]
async fn a_program_is_told_of_suggestions_and_changes_nothing_by_asking() -> Told {
    journey("suggest-api", async |app| {
        let fits = "const { text } = articleAnnotator.article(); const all = await articleAnnotator.suggest(); \
            return all.length > 0 && all.every((one) => one.reason !== '' && one.score > 0 && one.score <= 1 \
            && one.spans.every((span) => text.slice(span.start, span.end) === span.exact))";
        app.expect("what is told", fits, json!([]), json!(true)).await?;
        app.shows(&[]).await?;
        app.expect("no tab", TAB, json!([]), json!(null)).await
    })
    .await
}

#[tokio::test]
async fn models_that_do_not_load_are_said_and_fetched_again_on_the_next_try() -> Told {
    journey("suggest-models", async |app| {
        let models = format!("{BASE}english.bin");
        app.server.take_away(&models);
        app.click("header", "Suggest").await?;
        app.says("#panel", "Nothing could be suggested").await?;
        app.axe_finds_nothing("with a failure of the suggestions").await?;
        app.server.put_back(&models);
        app.click("#panel", "Try again").await?;
        app.until("suggestions", ROW, json!([])).await?;
        forget_problems(app).await.map(drop)
    })
    .await
}
