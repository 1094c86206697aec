//! The same in Chromium, Firefox and WebKit: the main job, and what an engine or a reader's system may change about it.
//! What an engine cannot do is said where it is left out, with what is checked in its stead.

use anyhow::Result;
use e2e::{App, Engine, Setup, Spot, Told, journey_with};
use serde_json::{Value, json};

const HURDLE: &str = "one major issue is still unresolved";
const WITKOFF: &str = "US Envoy Steve Witkoff confirmed that one major issue is still unresolved";
const NOTE: &str = "Who says so? “1, 2, 3” 😀";

async fn main_job(engine: Engine) -> Told {
    let setup = Setup { engine, ..Setup::default() };
    journey_with(&format!("main-{}", engine.name()), setup, async |app| {
        mark(app).await?;
        open_what_lies_on_each_other(app).await?;
        say_something(app).await?;
        change_ones_mind(app).await?;
        app.is_saved().await?;
        app.reload().await?;
        app.shows(&kept()).await?;
        take_away_and_bring_back(app).await
    })
    .await
}

/// What the journey ends with.
fn kept() -> [&'static str; 4] {
    [
        "person: Vladimir Putin",
        "person: Jared Kushner",
        "claim: US Envoy Steve Witkoff confirmed that one major issue is still unresolved",
        "claim: one major issue is still unresolved",
    ]
}

async fn mark(app: &App) -> Result<()> {
    app.mark("Person", "Vladimir Putin").await?;
    app.shows(&["person: Vladimir Putin"]).await?;
    app.control_is_shown(".toolbar", "Person", false).await?;
    app.select(WITKOFF).await?;
    app.press(&['2']).await?;
    app.drag(Spot::Within(HURDLE, 1), Spot::Within("unresolved", 4), &[]).await?;
    app.press(&['3']).await?;
    app.select("Jared Kushner").await?;
    app.press(&['1']).await?;
    let [putin, kushner, witkoff, _] = kept();
    app.shows(&[putin, kushner, witkoff, &format!("quote: {HURDLE}")]).await?;
    let flat = "return [document.querySelectorAll('article mark mark').length, \
        __e2e.marks().filter((m) => m.text === arguments[0]).map((m) => m.kinds.join(' '))]";
    app.expect("the overlap", flat, json!([HURDLE]), json!([0, ["claim quote"]])).await
}

async fn open_what_lies_on_each_other(app: &App) -> Result<()> {
    // Each click at another letter: two at one place would be a double click.
    for (letter, kind) in [(2, "quote"), (8, "claim"), (14, "quote")] {
        app.click_at(Spot::Within(HURDLE, letter), 1).await?;
        app.open_card_is(kind).await?;
    }
    Ok(())
}

async fn say_something(app: &App) -> Result<()> {
    app.click_css("li.card.is-open textarea").await?;
    app.type_text(NOTE).await?;
    app.click("li.card.is-open [role=radiogroup]", "Claim").await?;
    app.shows(&kept()).await?;
    app.open_card_is("claim").await?;
    app.click("li.card.is-open", "Close").await?;
    let open = "return __e2e.cards().filter((c) => c.open).length";
    app.expect("the number of open cards", open, json!([]), json!(0)).await
}

async fn change_ones_mind(app: &App) -> Result<()> {
    let [putin, kushner, witkoff, _] = kept();
    let before = [putin, kushner, witkoff, &format!("quote: {HURDLE}")];
    app.click("header", "Undo").await?;
    app.shows(&before).await?;
    app.click("header", "Undo").await?;
    let notes = "return window.articleAnnotator.annotations().map((a) => a.note || '')";
    app.expect("the notes", notes, json!([]), json!(["", "", "", ""])).await?;
    app.click("header", "Redo").await?;
    app.press(&[e2e::key::CONTROL, 'y']).await?;
    app.shows(&kept()).await?;
    app.expect("the notes", notes, json!([]), json!(["", "", "", NOTE])).await
}

async fn take_away_and_bring_back(app: &mut App) -> Result<()> {
    let downloads = app.allow_downloads().await?;
    app.click("header", "Export").await?;
    app.dialog_is_open("Export").await?;
    app.click("dialog[open]", "Download").await?;
    let (name, file) = app.downloaded(&downloads).await?;
    assert!(name.ends_with(".json"), "{name}");
    let all = app.api("annotations", json!([])).await?;
    assert_eq!(told(&serde_json::from_str::<Value>(&file)?["annotations"]), told(&all));
    app.nothing_went_wrong().await?;

    app.move_to_a_fresh_browser().await?;
    app.shows(&[]).await?;
    app.click("header", "Open").await?;
    app.dialog_is_open("Open").await?;
    app.choose_file("mine.json", &file).await?;
    app.no_dialog_is_open().await?;
    app.shows(&kept()).await?;
    assert_eq!(app.api("annotations", json!([])).await?, all);
    Ok(())
}

/// What annotations say, in a file as through the API: kind, words, note.
fn told(annotations: &Value) -> Vec<[Value; 3]> {
    let list = annotations.as_array().cloned().unwrap_or_default();
    let told = |a: &Value| [a["kind"].clone(), a["spans"][0]["exact"].clone(), a["note"].clone()];
    list.iter().map(told).collect()
}

#[tokio::test]
async fn the_main_job_is_done_in_chromium() -> Told {
    main_job(Engine::Chromium).await
}

#[tokio::test]
async fn the_main_job_is_done_in_firefox() -> Told {
    main_job(Engine::Firefox).await
}

#[tokio::test]
async fn the_main_job_is_done_in_webkit() -> Told {
    main_job(Engine::WebKit).await
}
