//! The main job: mark people, claims and quotes, add details, change one's mind.

use e2e::{Spot, Told, journey, key};
use serde_json::json;

const HURDLE: &str = "one major issue is still unresolved";
const WITKOFF: &str = "US Envoy Steve Witkoff confirmed that one major issue is still unresolved";

#[tokio::test]
async fn people_claims_and_quotes_are_marked_by_button_and_by_key_also_over_each_other() -> Told {
    journey("marking", async |app| {
        app.mark("Person", "Vladimir Putin").await?;
        app.shows(&["person: Vladimir Putin"]).await?;
        app.control_is_shown(".toolbar", "Person", false).await?;
        app.select(WITKOFF).await?;
        app.press(&['2']).await?;
        app.select(HURDLE).await?;
        app.press(&['q']).await?;
        app.select("Jared Kushner").await?;
        app.press(&['p']).await?;
        app.select("The diverse range of officials").await?;
        app.press(&['c']).await?;
        // The key of the 3 on a French keyboard, where it types a quotation mark.
        app.select("compromise must be mutual").await?;
        for kind in ["keyDown", "keyUp"] {
            let key =
                json!({ "type": kind, "key": "\"", "code": "Digit3", "windowsVirtualKeyCode": 51 });
            app.session.cdp("Input.dispatchKeyEvent", key).await?;
        }
        let claim = format!("claim: {WITKOFF}");
        let quote = format!("quote: {HURDLE}");
        app.shows(&[
            "person: Vladimir Putin",
            "person: Jared Kushner",
            "claim: The diverse range of officials",
            &claim,
            &quote,
            "quote: compromise must be mutual",
        ])
        .await?;
        let flat = "return [document.querySelectorAll('article mark mark').length, \
            __e2e.marks().filter((m) => m.text === arguments[0]).map((m) => m.kinds.join(' '))]";
        app.expect("the overlap", flat, json!([HURDLE]), json!([0, ["claim quote"]])).await?;
        app.says("section[aria-label=Annotations]", "6 annotations").await?;
        app.js("window.scrollTo(0, 0)", json!([])).await?;
        let kinds = "return __e2e.cards().map((c) => c.kind).slice(0, 3)";
        app.expect("the first cards", kinds, json!([]), json!(["person", "person", "claim"])).await
    })
    .await
}

#[tokio::test]
async fn a_note_and_another_kind_are_given_on_the_card_and_survive_a_reload_with_the_history()
-> Told {
    journey("card", async |app| {
        app.mark("Quote", "peace proposals are nearly ready").await?;
        app.shows(&["quote: peace proposals are nearly ready"]).await?;
        app.click_at(Spot::Within("peace proposals", 3), 1).await?;
        app.open_card_is("quote").await?;
        app.click_css("li.card.is-open textarea").await?;
        app.type_text("Who says so? 1 2 3 p").await?;
        app.shows(&["quote: peace proposals are nearly ready"]).await?;
        app.click("li.card.is-open [role=radiogroup]", "Claim").await?;
        app.shows(&["claim: peace proposals are nearly ready"]).await?;
        app.open_card_is("claim").await?;
        app.is_saved().await?;
        app.reload().await?;
        app.shows(&["claim: peace proposals are nearly ready"]).await?;
        let note = "return window.articleAnnotator.annotations()[0].note";
        app.expect("the note", note, json!([]), json!("Who says so? 1 2 3 p")).await?;
        app.click("header", "Undo").await?;
        app.shows(&["quote: peace proposals are nearly ready"]).await?;
        app.click("header", "Undo").await?;
        app.expect(
            "the note",
            "return window.articleAnnotator.annotations()[0].note || ''",
            json!([]),
            json!(""),
        )
        .await?;
        app.click("header", "Undo").await?;
        app.shows(&[]).await?;
        for _ in 0..3 {
            app.click("header", "Redo").await?;
        }
        app.shows(&["claim: peace proposals are nearly ready"]).await?;
        app.expect("the note", note, json!([]), json!("Who says so? 1 2 3 p")).await
    })
    .await
}

#[tokio::test]
async fn title_and_tags_are_given_in_place_taken_back_and_survive_a_reload() -> Told {
    journey("title", async |app| {
        let tags = "return window.articleAnnotator.annotations().map((a) => a.tags)";
        let title = "return [window.articleAnnotator.article().title, __e2e.control('h1', 'Article title').value, \
            document.querySelector('header .doc-title').textContent, document.title.split(' — ')[0]]";
        let name = "Talks in Abu Dhabi “go on” 😀";
        app.click("h1", "Article title").await?;
        app.type_text("A first title").await?;
        app.press(&[key::ENTER]).await?;
        let first = "A first title";
        app.expect("the title", title, json!([]), json!([first, first, first, first])).await?;
        app.click("h1", "Article title").await?;
        app.press(&[key::CONTROL, 'a']).await?;
        app.type_text(&format!("{name} ")).await?;
        app.click_css(".cards-head h2").await?;
        app.expect("the title", title, json!([]), json!([name, name, name, name])).await?;
        app.mark("Quote", "compromise must be mutual").await?;
        app.click_at(Spot::Within("compromise must", 3), 1).await?;
        app.open_card_is("quote").await?;
        for tag in ["key 1", "unverified", "key 1"] {
            app.click("li.card.is-open", "Add a tag").await?;
            app.type_text(tag).await?;
            app.press(&[key::ENTER]).await?;
        }
        app.expect("the tags", tags, json!([]), json!([["key 1", "unverified"]])).await?;
        app.click("li.card.is-open", "Remove tag key 1").await?;
        app.expect("the tags", tags, json!([]), json!([["unverified"]])).await?;
        app.is_saved().await?;
        app.reload().await?;
        app.expect("the title", title, json!([]), json!([name, name, name, name])).await?;
        app.expect("the tags", tags, json!([]), json!([["unverified"]])).await?;
        for (label, left) in [("changing tags", json!(["key 1", "unverified"])), ("changing tags", json!(["key 1"])), ("changing tags", json!([]))] {
            app.hint_says("Undo", label).await?;
            app.click("header", "Undo").await?;
            app.expect("the tags", tags, json!([]), json!([left])).await?;
        }
        app.click("header", "Undo").await?;
        app.shows(&[]).await?;
        app.hint_says("Undo", "changing the article’s details").await?;
        app.click("header", "Undo").await?;
        let name = "Russian President Vladimir Putin recently held a late-night …";
        let none = json!(["", "", name, name]);
        app.expect("the title", title, json!([]), none).await
    })
    .await
}

#[tokio::test]
async fn what_was_deleted_comes_back_from_the_toast_and_keys_undo_and_redo() -> Told {
    journey("undo", async |app| {
        app.mark("Person", "Yuri Ushakov").await?;
        app.mark("Claim", "a substantial hurdle remains").await?;
        let both = ["person: Yuri Ushakov", "claim: a substantial hurdle remains"];
        app.shows(&both).await?;
        app.click_at(Spot::Within("substantial", 3), 1).await?;
        app.open_card_is("claim").await?;
        app.click("li.card.is-open", "Delete").await?;
        app.shows(&both[..1]).await?;
        app.says(".toast", "removed").await?;
        app.says("[role=status]", "removed").await?;
        app.click(".toast", "Undo").await?;
        app.shows(&both).await?;
        app.press(&[key::CONTROL, 'z']).await?;
        app.shows(&both[..1]).await?;
        app.press(&[key::CONTROL, 'z']).await?;
        app.shows(&[]).await?;
        app.press(&[key::CONTROL, key::SHIFT, 'z']).await?;
        app.shows(&both[..1]).await?;
        app.press(&[key::CONTROL, 'y']).await?;
        app.shows(&both).await?;
        app.click("header", "Redo").await?;
        app.shows(&both[..1]).await?;
        let redo = "return __e2e.control('header', 'Redo').disabled || __e2e.control('header', 'Redo').getAttribute('aria-disabled') === 'true'";
        app.expect("Redo being off", redo, json!([]), json!(true)).await
    })
    .await
}

#[tokio::test]
async fn inside_the_note_undo_belongs_to_the_field() -> Told {
    journey("note-undo", async |app| {
        app.mark("Claim", "a substantial hurdle remains").await?;
        app.click_at(Spot::Within("substantial", 3), 1).await?;
        app.open_card_is("claim").await?;
        app.click_css("li.card.is-open textarea").await?;
        app.type_text("abc").await?;
        let field = "return document.querySelector('.is-open textarea').value";
        app.expect("the note field", field, json!([]), json!("abc")).await?;
        app.press(&[key::CONTROL, 'z']).await?;
        let shorter = "return document.querySelector('.is-open textarea').value.length < 3";
        app.until("the field to take its typing back", shorter, json!([])).await?;
        app.shows(&["claim: a substantial hurdle remains"]).await?;
        let same = "return document.querySelector('.is-open textarea').value === (window.articleAnnotator.annotations()[0].note || '')";
        app.until("the note to be what the field shows", same, json!([])).await?;
        app.press(&[key::DELETE]).await?;
        app.press(&['1']).await?;
        app.shows(&["claim: a substantial hurdle remains"]).await
    })
    .await
}

#[tokio::test]
async fn kinds_are_counted_and_can_be_hidden() -> Told {
    journey("filter", async |app| {
        app.mark("Person", "Vladimir Putin").await?;
        app.mark("Person", "Steve Witkoff").await?;
        app.mark("Claim", "Jared Kushner, former President Donald Trump").await?;
        app.says("section[aria-label=Annotations]", "3 annotations").await?;
        let filter = "return ['Show people', 'Show claims', 'Show quotes'].map((name) => __e2e.control('section[aria-label=Annotations]', name)) \
            .map((b) => [b.title, b.getAttribute('aria-pressed')])";
        let all = json!([["Hide 2 people", "true"], ["Hide 1 claim", "true"], ["Hide 0 quotes", "true"]]);
        app.expect("the filters", filter, json!([]), all).await?;
        app.click("section[aria-label=Annotations]", "Show people").await?;
        let left = "return [__e2e.cards().map((c) => c.kind), __e2e.marks().flatMap((m) => m.kinds)]";
        app.expect("what is left", left, json!([]), json!([["claim"], ["claim"]])).await?;
        let count = app.api("annotations", json!([])).await?;
        assert_eq!(count.as_array().map(Vec::len), Some(3), "hiding removes nothing");
        app.click("section[aria-label=Annotations]", "Show people").await?;
        app.shows(&[
            "person: Vladimir Putin",
            "person: Steve Witkoff",
            "claim: Jared Kushner, former President Donald Trump",
        ])
        .await
    })
    .await
}

#[tokio::test]
async fn a_click_opens_the_smallest_annotation_and_the_next_click_the_next_larger() -> Told {
    journey("nested", async |app| {
        app.mark("Quote", "included Russian presidential foreign policy advisor Yuri Ushakov")
            .await?;
        app.mark("Claim", "foreign policy advisor Yuri Ushakov").await?;
        app.mark("Person", "Yuri Ushakov").await?;
        // Each click at another letter: two at one place would be a double click.
        for (letter, kind) in [(1, "person"), (6, "claim"), (10, "quote"), (2, "person")] {
            app.click_at(Spot::Within("Yuri Ushakov", letter), 1).await?;
            app.open_card_is(kind).await?;
        }
        app.click_at(Spot::Within("foreign", 2), 1).await?;
        app.open_card_is("claim").await?;
        app.click("li.card.is-open", "Close").await?;
        let none = "return __e2e.cards().filter((c) => c.open).length";
        app.expect("the number of open cards", none, json!([]), json!(0)).await
    })
    .await
}

#[tokio::test]
async fn marking_does_not_move_the_text_and_redraws_one_block() -> Told {
    journey("still", async |app| {
        app.mark("Claim", "a substantial hurdle remains").await?;
        app.select(HURDLE).await?;
        let watch = "const article = __e2e.article(); window.touched = new Set(); \
            window.watcher = new MutationObserver((all) => all.forEach(({ target }) => { \
                const el = target.nodeType === 1 ? target : target.parentElement; \
                const block = el && el.closest('[data-block]'); \
                window.touched.add(block ? `block ${block.dataset.block}` : `outside: ${el && el.outerHTML.slice(0, 80)}`); })); \
            window.watcher.observe(article, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['class', 'data-ids', 'data-start'] }); \
            window.rects = () => JSON.stringify(__e2e.blocks().map((b) => { const r = b.getBoundingClientRect(); return [r.top, r.left, r.height]; })); \
            window.before = [scrollY, window.rects()]; return true";
        app.js(watch, json!([])).await?;
        app.press(&['3']).await?;
        app.shows(&["claim: a substantial hurdle remains", &format!("quote: {HURDLE}")]).await?;
        let seen = "await __e2e.frame(); return [[...window.touched], JSON.stringify(window.before) === JSON.stringify([scrollY, window.rects()])]";
        app.expect("what was redrawn", seen, json!([]), json!([["block 2"], true])).await
    })
    .await
}
