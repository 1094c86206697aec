//! axe-core on every state of the screen, in light and dark, wide and narrow; and accessible names
//! that others rely on.

use anyhow::{Context, Result};
use e2e::{App, Setup, Spot, Told, journey, journey_with, key};
use serde_json::json;

async fn every_state_is_clean(app: &App, look: &str) -> Result<()> {
    app.axe_finds_nothing(&format!("{look}, empty")).await?;
    app.mark_overlapping().await?;
    app.axe_finds_nothing(&format!("{look}, with highlights")).await?;
    app.select("lasting resolution").await?;
    app.control_is_shown(".toolbar", "Person", true).await?;
    app.axe_finds_nothing(&format!("{look}, with the toolbar")).await?;
    app.press(&[key::ESCAPE]).await?;
    app.click_at(Spot::Within("Kirill", 2), 1).await?;
    app.open_card_is("person").await?;
    app.axe_finds_nothing(&format!("{look}, with an open card")).await?;
    app.keys("e Right").await?;
    app.axe_finds_nothing(&format!("{look}, with an end being adjusted")).await?;
    app.keys("Escape Escape Enter Shift+Right").await?;
    app.axe_finds_nothing(&format!("{look}, with the cursor")).await?;
    app.keys("Escape").await?;
    app.click_at(Spot::Within("Kirill", 2), 1).await?;
    app.open_card_is("person").await?;
    app.click("li.card.is-open", "Delete").await?;
    app.says(".toast", "removed").await?;
    app.axe_finds_nothing(&format!("{look}, with a message")).await?;
    for name in ["Open", "Export", "Settings", "Help and keys"] {
        app.click("header", name).await?;
        app.dialog_is_open(name).await?;
        app.axe_finds_nothing(&format!("{look}, with the dialog {name}")).await?;
        app.press(&[key::ESCAPE]).await?;
        app.no_dialog_is_open().await?;
    }
    errors_and_nothing_at_all_are_clean(app, look).await
}

async fn errors_and_nothing_at_all_are_clean(app: &App, look: &str) -> Result<()> {
    let file = app.api("export", json!(["json"])).await?;
    let file = file.as_str().context("the exported file")?.to_owned();
    app.drop_file("broken.json", "application/json", &file.replacen("\"claim\"", "\"clam\"", 1))
        .await?;
    app.says("dialog[open]", "remark").await?;
    app.axe_finds_nothing(&format!("{look}, with the report on a file")).await?;
    app.import_reported().await?;
    app.says(".toast", "remark").await?;
    app.axe_finds_nothing(&format!("{look}, with an error")).await?;
    app.api("load", json!([{ "title": "Another", "text": "Another article." }])).await?;
    app.drop_file("first.json", "application/json", &file).await?;
    app.control_is_shown("dialog[open]", "Open that article", true).await?;
    app.axe_finds_nothing(&format!("{look}, with a file for another text")).await?;
    app.keys("Escape").await?;
    app.no_dialog_is_open().await?;
    app.click("header", "Open").await?;
    app.dialog_is_open("Open").await?;
    app.click("dialog[open]", "Delete Another").await?;
    app.keys("Escape").await?;
    app.no_dialog_is_open().await?;
    app.says("main", "Paste an article to begin").await?;
    app.axe_finds_nothing(&format!("{look}, without an article")).await
}

#[tokio::test]
async fn axe_finds_nothing_in_the_light() -> Told {
    journey("axe-light", async |app| every_state_is_clean(app, "light").await).await
}

#[tokio::test]
async fn axe_finds_nothing_in_the_dark() -> Told {
    journey("axe-dark", async |app| {
        app.prefer("", &[("prefers-color-scheme", "dark")]).await?;
        every_state_is_clean(app, "dark").await
    })
    .await
}

#[tokio::test]
async fn axe_finds_nothing_on_a_narrow_screen() -> Told {
    let setup = Setup { size: (390, 844), ..Setup::default() };
    journey_with("axe-narrow", setup, async |app| {
        app.axe_finds_nothing("narrow, empty").await?;
        app.mark_overlapping().await?;
        app.click_at(Spot::Within("Kirill", 2), 1).await?;
        app.open_card_is("person").await?;
        app.axe_finds_nothing("narrow, with the sheet").await?;
        app.click_css(".sheet-what").await?;
        app.select("Josh Gruenbaum").await?;
        app.control_is_shown(".toolbar", "Person", true).await?;
        app.axe_finds_nothing("narrow, with the toolbar").await?;
        app.keys("Escape").await?;
        for name in ["Open", "Export", "Settings"] {
            app.click("header", name).await?;
            app.dialog_is_open(name).await?;
            app.axe_finds_nothing(&format!("narrow, with the dialog {name}")).await?;
            app.keys("Escape").await?;
            app.no_dialog_is_open().await?;
        }
        errors_and_nothing_at_all_are_clean(app, "narrow").await
    })
    .await
}

#[tokio::test]
async fn the_names_that_tests_and_assistive_technology_rely_on_are_what_the_browser_computes()
-> Told {
    journey("names", async |app| {
        app.mark("Person", "Steve Witkoff").await?;
        app.select("Vladimir Putin").await?;
        for (scope, names) in [
            (".toolbar", ["Person", "Claim", "Quote"].as_slice()),
            ("header", &["Open", "Undo", "Redo", "Export", "Help and keys", "Settings"]),
            ("section[aria-label=Annotations]", &["Show people", "Show claims", "Show quotes"]),
        ] {
            for name in names {
                app.control_is_shown(scope, name, true).await?;
                let found = app.computed_name(scope, name).await?;
                assert_eq!(&found, name);
            }
        }
        let roles = "return [document.querySelector('.toolbar').getAttribute('role'), document.querySelectorAll('mark[aria-label]').length]";
        app.expect("the roles", roles, json!([]), json!(["toolbar", 0])).await
    })
    .await
}

/// Chromium's accessibility tree, as `role name`.
async fn heard(app: &App) -> Result<Vec<String>> {
    let tree = app.session.cdp("Accessibility.getFullAXTree", json!({})).await?;
    let nodes = tree["nodes"].as_array().cloned().unwrap_or_default();
    let word = |node: &serde_json::Value, of: &str| {
        node[of]["value"].as_str().unwrap_or_default().to_owned()
    };
    let line = |node: &serde_json::Value| format!("{} {}", word(node, "role"), word(node, "name"));
    Ok(nodes.iter().filter(|node| node["ignored"] != json!(true)).map(line).collect())
}

#[tokio::test]
async fn assistive_technology_is_given_headings_article_marks_with_their_kind_cards_and_toolbar()
-> Told {
    journey("tree", async |app| {
        app.mark("Person", "Vladimir Putin").await?;
        app.select("late-night meeting").await?;
        app.control_is_shown(".toolbar", "Claim", true).await?;
        let heard_now = heard(app).await?;
        for wanted in [
            "heading Untitled article",
            "article Article text",
            "mark ",
            "StaticText person: ",
            "StaticText Vladimir Putin",
            "toolbar Mark the selection",
            "button Claim",
            "region Annotations",
            "heading 1 annotation",
            "listitem ",
            "button Person: Vladimir Putin",
            "slider Overview of the article",
            "status ",
        ] {
            assert!(heard_now.iter().any(|line| line == wanted), "{wanted} in {heard_now:#?}");
        }
        assert!(!heard_now.iter().any(|line| line == "StaticText P"), "letters are for the eye");
        app.keys("Escape").await?;
        app.click("header", "Export").await?;
        app.dialog_is_open("Export").await?;
        let heard_now = heard(app).await?;
        assert!(heard_now.iter().any(|line| line == "dialog Export"), "{heard_now:#?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn overlaps_are_heard_where_they_begin_go_on_and_end_and_the_text_stays_as_it_is() -> Told {
    journey("overlaps", async |app| {
        let text = app.article_text().await?;
        let add = "const whole = articleAnnotator.article().text; \
            for (const [kind, words] of arguments[0]) { const start = whole.indexOf(words); \
                await articleAnnotator.add({ kind, start, end: start + words.length }); }";
        let marks = json!([[
            ["quote", "one major issue is still unresolved"],
            ["claim", "issue is still"],
            ["person", "Jared Kushner"],
        ]]);
        app.js(add, marks).await?;
        let all = heard(app).await?;
        let from = all.iter().position(|line| line == "StaticText quote: ").context("a quote")?;
        let said = all[from..].iter().filter_map(|line| line.strip_prefix("StaticText "));
        let said: Vec<_> = said.take(7).collect();
        let wanted = [
            "quote: ",
            "one major ",
            "claim in quote: ",
            "issue is still",
            ", end of claim, ",
            " unresolved",
            ", end of quote, ",
        ];
        assert_eq!(said, wanted);
        let person =
            all.iter().position(|line| line == "StaticText person: ").context("a person")?;
        assert_eq!(all[person + 1], "StaticText Jared Kushner");
        assert!(!all[person + 2].contains("end of"), "the mark itself ends: {}", all[person + 2]);
        assert_eq!(app.article_text().await?, text);
        let shown = "return __e2e.text() === articleAnnotator.article().text";
        app.expect("that the page shows the text", shown, json!([]), json!(true)).await
    })
    .await
}

#[tokio::test]
async fn what_is_earlier_lies_to_the_right_in_an_article_from_right_to_left() -> Told {
    journey("ends-rtl", async |app| {
        let text = "قال الرئيس إنه سيأتي غدا.";
        app.api("load", json!([{ "text": text }, [{ "kind": "claim", "start": 4, "end": 10 }]])).await?;
        app.click_css("mark").await?;
        app.open_card_is("claim").await?;
        let order = "const left = (name) => document.querySelector(`[aria-label=\"${name}\"]`).getBoundingClientRect().left; \
            return [left('Start earlier') > left('Start later'), left('End earlier') > left('End later'), left('Start later') > left('End earlier')]";
        app.expect("the order of the buttons", order, json!([]), json!([true, true, true])).await?;
        let mirrored = "return getComputedStyle(document.querySelector('.ends .i')).scale";
        app.expect("the arrows", mirrored, json!([]), json!("-1 1")).await
    })
    .await
}

#[tokio::test]
async fn a_hidden_kind_looks_hidden_and_the_cards_that_are_left_are_counted() -> Told {
    journey("filters", async |app| {
        app.mark_overlapping().await?;
        app.says(".cards-head h2", "8 annotations").await?;
        app.click(".filters", "Show people").await?;
        app.says(".cards-head h2", "5 of 8").await?;
        let struck = "return [...document.querySelectorAll('.filters button')].map((it) => getComputedStyle(it).textDecorationLine)";
        app.expect("the filters", struck, json!([]), json!(["line-through", "none", "none"])).await
    })
    .await
}

#[tokio::test]
async fn in_a_low_window_nothing_of_a_dialog_stays_in_place_and_the_text_has_half_of_the_height()
-> Told {
    let setup = Setup { size: (320, 225), ..Setup::default() };
    journey_with("low", setup, async |app| {
        app.click("header", "Export").await?;
        app.dialog_is_open("Export").await?;
        let fixed = "return ['.dialog-head', '.dialog-foot'].map((css) => getComputedStyle(document.querySelector(css)).position)";
        app.expect("what stays in place", fixed, json!([]), json!(["static", "static"])).await?;
        app.keys("Escape").await?;
        app.no_dialog_is_open().await?;
        app.mark_overlapping().await?;
        app.click_at(e2e::Spot::Within("Vladimir", 2), 1).await?;
        app.open_card_is("person").await?;
        let free = "return document.getElementById('cards').getBoundingClientRect().top >= innerHeight / 2";
        app.expect("that half of the height is left", free, json!([]), json!(true)).await
    })
    .await
}

#[tokio::test]
async fn screen_readers_hear_the_kind_before_the_words_with_a_pause_between() -> Told {
    journey("said", async |app| {
        app.mark("Person", "Vladimir Putin").await?;
        let said = "const mark = document.querySelector('article mark'); return getComputedStyle(mark).getPropertyValue('--say').trim()";
        app.expect("what is said", said, json!([]), json!("\"person: \"")).await
    })
    .await
}
