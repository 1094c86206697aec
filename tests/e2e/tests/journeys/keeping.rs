//! Nothing is lost: a reload, a killed browser, refused storage, a second tab.

use std::time::Duration;

use e2e::{Setup, Told, journey, journey_with};

#[tokio::test]
async fn an_edit_is_there_after_the_browser_is_killed_300_ms_later() -> Told {
    journey("kill", async |app| {
        app.mark("Person", "Vladimir Putin").await?;
        app.is_saved().await?;
        for (round, words) in ["Jared Kushner", "Yuri Ushakov", "Josh Gruenbaum"].iter().enumerate()
        {
            app.select(words).await?;
            app.press(&['1']).await?;
            // Every edit is in IndexedDB within 300 ms.
            tokio::time::sleep(Duration::from_millis(300)).await;
            app.kill_and_restart().await?;
            let all = ["Vladimir Putin", "Jared Kushner", "Yuri Ushakov", "Josh Gruenbaum"];
            let wanted: Vec<String> =
                all[..round + 2].iter().map(|name| format!("person: {name}")).collect();
            app.shows(&wanted.iter().map(String::as_str).collect::<Vec<_>>()).await?;
        }
        app.click("header", "Undo").await?;
        app.shows(&["person: Vladimir Putin", "person: Jared Kushner", "person: Yuri Ushakov"])
            .await
    })
    .await
}

/// As in some browsers' private windows.
const REFUSED: &str = "IDBFactory.prototype.open = function () { throw new DOMException('The operation is insecure.', 'SecurityError'); };";

/// The other refusal: a request that fails later.
const REFUSED_LATER: &str = "IDBFactory.prototype.open = function () { const request = new EventTarget(); \
    request.error = new DOMException('full', 'QuotaExceededError'); request.readyState = 'done'; \
    queueMicrotask(() => { const e = new Event('error'); request.dispatchEvent(e); if (request.onerror) request.onerror(e); }); return request; };";

#[tokio::test]
async fn when_storage_is_refused_it_says_so_at_once_and_offers_the_file() -> Told {
    for (name, script) in [("refused", REFUSED), ("refused-later", REFUSED_LATER)] {
        let setup = Setup { scripts: vec![script], ..Setup::default() };
        journey_with(name, setup, async |app| {
            app.says(".saved", "not saved").await?;
            app.mark("Person", "Vladimir Putin").await?;
            app.shows(&["person: Vladimir Putin"]).await?;
            app.says(".saved", "not saved").await?;
            let downloads = app.allow_downloads().await?;
            app.click_css(".saved :is(button, a), .saved:is(button, a)").await?;
            let (_, file) = app.downloaded(&downloads).await?;
            assert!(file.contains("Vladimir Putin"));
            Ok(())
        })
        .await?;
    }
    Ok(())
}

/// As on a page served over an insecure connection.
const NO_LOCKS: &str = "Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });";

#[tokio::test]
async fn without_locks_a_second_tab_never_writes_over_the_first_and_loads_its_work_in_one_click()
-> Told {
    let setup = Setup { scripts: vec![NO_LOCKS], ..Setup::default() };
    journey_with("no-locks", setup, async |app| {
        app.mark("Person", "Vladimir Putin").await?;
        app.is_saved().await?;
        let first = app.this_tab().await?;
        let second = app.open_tab().await?;
        app.shows(&["person: Vladimir Putin"]).await?;
        app.turn_to(&first).await?;
        app.select("Jared Kushner").await?;
        app.press(&['1']).await?;
        app.shows(&["person: Vladimir Putin", "person: Jared Kushner"]).await?;
        app.is_saved().await?;
        app.turn_to(&second).await?;
        app.select("Donald Trump").await?;
        app.press(&['1']).await?;
        app.says(".saved", "changed in another tab").await?;
        app.click(".saved", "Load it and edit here").await?;
        app.click("#dialog", "Keep yours as a copy and load the other").await?;
        app.shows(&["person: Vladimir Putin", "person: Jared Kushner"]).await?;
        app.select("Yuri Ushakov").await?;
        app.press(&['1']).await?;
        let three = ["person: Vladimir Putin", "person: Jared Kushner", "person: Yuri Ushakov"];
        app.shows(&three).await?;
        app.is_saved().await?;
        app.turn_to(&first).await?;
        app.reload().await?;
        app.shows(&three).await
    })
    .await
}
