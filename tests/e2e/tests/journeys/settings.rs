//! Settings take effect at once, and stay after a reload.

use e2e::{Setup, Told, journey, journey_with};
use serde_json::json;

#[tokio::test]
async fn name_keys_colours_and_size_act_at_once_and_survive_a_reload() -> Told {
    journey("settings", async |app| {
        let looks = "const box = __e2e.blocks()[0]; const paper = getComputedStyle(document.documentElement).backgroundColor; \
            const [r, g, b] = paper.match(/[\\d.]+/g).map(Number); \
            return [r + g + b < 200 ? 'dark' : 'light', Math.round(parseFloat(getComputedStyle(box).fontSize) * 100 / arguments[0])]";
        let size = "return parseFloat(getComputedStyle(__e2e.blocks()[0]).fontSize)";
        let usual = app.js(size, json!([])).await?;
        app.expect("how it looks", looks, json!([usual]), json!(["light", 100])).await?;
        app.click("header", "Settings").await?;
        app.dialog_is_open("Settings").await?;
        app.click("dialog[open]", "Your name …").await?;
        app.type_text("Ada Lovelace").await?;
        app.click("dialog[open]", "Dark").await?;
        app.click("dialog[open]", "130 %").await?;
        app.click("dialog[open]", "Single-key shortcuts …").await?;
        app.click("dialog[open]", "Exact characters …").await?;
        app.expect("how it looks", looks, json!([usual]), json!(["dark", 130])).await?;
        app.click("dialog[open]", "Close").await?;
        app.no_dialog_is_open().await?;
        app.is_saved().await?;
        app.reload().await?;
        app.expect("how it looks", looks, json!([usual]), json!(["dark", 130])).await?;
        app.drag(e2e::Spot::Within("Kushner", 1), e2e::Spot::Within("Kushner", 5), &[]).await?;
        app.control_is_shown(".toolbar", "Person", true).await?;
        app.press(&['1']).await?;
        app.press(&['?']).await?;
        app.no_dialog_is_open().await?;
        app.shows(&[]).await?;
        app.click(".toolbar", "Person").await?;
        app.shows(&["person: ushn"]).await?;
        let creator = "return window.articleAnnotator.annotations()[0].creator";
        app.expect("the creator", creator, json!([]), json!("Ada Lovelace")).await?;
        app.click("header", "Settings").await?;
        let set = "return ['Your name …', 'Dark', '130 %', 'Single-key shortcuts …', 'Exact characters …'] \
            .map((name) => __e2e.control('dialog[open]', name)).map((el) => el.type === 'text' ? el.value : el.checked)";
        let wanted = json!(["Ada Lovelace", true, true, false, true]);
        app.expect("the settings", set, json!([]), wanted).await
    })
    .await
}

/// A browser that agrees to keep the stored work, and counts how often it was asked.
const PROMISES: &str = "StorageManager.prototype.persisted = async () => Boolean(sessionStorage.asked); \
    StorageManager.prototype.persist = async () => { sessionStorage.asked = Number(sessionStorage.asked || 0) + 1; return true; };";

#[tokio::test]
async fn the_browser_is_asked_once_to_keep_the_work_and_its_answer_and_the_last_file_are_told()
-> Told {
    journey("not-promised", async |app| {
        // The answer of a headless Chromium for a site that nobody has visited before.
        let persisted = "return navigator.storage.persisted()";
        assert_eq!(app.js(persisted, json!([])).await?, json!(false));
        app.mark("Person", "Vladimir Putin").await?;
        app.shows(&["person: Vladimir Putin"]).await?;
        app.click("header", "Settings").await?;
        app.says("dialog[open]", "may clear them when space is short").await?;
        app.says("dialog[open]", "Safari").await
    })
    .await?;
    let setup = Setup { scripts: vec![PROMISES], ..Setup::default() };
    journey_with("promised", setup, async |app| {
        app.click("header", "Settings").await?;
        app.says("dialog[open]", "at your first annotation").await?;
        app.says("dialog[open]", "You haven’t exported this article yet").await?;
        app.click("dialog[open]", "Close").await?;
        app.mark("Person", "Vladimir Putin").await?;
        app.mark("Claim", "a substantial hurdle remains").await?;
        let downloads = app.allow_downloads().await?;
        app.click("header", "Export").await?;
        app.click("dialog[open]", "Download").await?;
        app.downloaded(&downloads).await?;
        app.is_saved().await?;
        app.reload().await?;
        app.click("header", "Settings").await?;
        app.says("dialog[open]", "promised not to clear it").await?;
        let today = app.js("return new Date().toISOString().slice(0, 10)", json!([])).await?;
        let today = today.as_str().unwrap_or_default();
        app.says("dialog[open]", &format!("last exported this article on {today}")).await?;
        app.expect("how often it was asked", "return sessionStorage.asked", json!([]), json!("1"))
            .await
    })
    .await
}

#[tokio::test]
async fn what_is_set_in_one_tab_is_so_in_the_others_and_undoes_nothing_set_there() -> Told {
    journey("settings-tabs", async |app| {
        let theme = "return document.documentElement.dataset.theme ?? null";
        let first = app.this_tab().await?;
        let second = app.open_tab().await?;
        app.click("header", "Settings").await?;
        app.click("dialog[open]", "Your name …").await?;
        app.type_text("Ada Lovelace").await?;
        app.click("dialog[open]", "Close").await?;
        app.turn_to(&first).await?;
        app.click("header", "Settings").await?;
        app.click("dialog[open]", "Dark").await?;
        app.expect("the theme", theme, json!([]), json!("dark")).await?;
        let name = "return __e2e.control('dialog[open]', 'Your name …').value";
        app.expect("the name of the other tab", name, json!([]), json!("Ada Lovelace")).await?;
        app.click("dialog[open]", "Close").await?;
        app.turn_to(&second).await?;
        app.expect("the theme", theme, json!([]), json!("dark")).await?;
        app.reload().await?;
        app.expect("the theme", theme, json!([]), json!("dark")).await?;
        app.click("header", "Settings").await?;
        app.expect("the name", name, json!([]), json!("Ada Lovelace")).await
    })
    .await
}
