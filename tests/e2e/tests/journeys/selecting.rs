//! Selections as people make them: half words, backwards, across everything, in every script, at
//! any zoom.

use e2e::{Setup, Spot, Told, journey, journey_with, key};
use serde_json::json;

#[tokio::test]
async fn a_selection_grows_to_whole_words_which_hyphenated_parts_are_and_a_possessive_is_not()
-> Told {
    journey("words", async |app| {
        app.drag(Spot::Within("Vladimir", 3), Spot::Within("Putin", 2), &[]).await?;
        app.press(&['1']).await?;
        app.drag(Spot::Within("Donald", 2), Spot::After("Trump’s"), &[]).await?;
        app.press(&['1']).await?;
        app.drag(Spot::Within("late-night", 1), Spot::Within("late-night", 3), &[]).await?;
        app.press(&['2']).await?;
        app.drag(Spot::Before("in a significant"), Spot::After("development. "), &[]).await?;
        app.press(&['2']).await?;
        app.shows(&[
            "person: Vladimir Putin",
            "claim: late",
            "person: Donald Trump",
            "claim: in a significant diplomatic development.",
        ])
        .await
    })
    .await
}

#[tokio::test]
async fn exact_and_alt_take_the_very_characters() -> Told {
    journey("exact", async |app| {
        app.drag(Spot::Within("Vladimir", 4), Spot::Within("Putin", 2), &[key::ALT]).await?;
        app.press(&['1']).await?;
        app.shows(&["person: imir Pu"]).await?;
        app.drag(Spot::Within("Kushner", 1), Spot::Within("Kushner", 5), &[]).await?;
        app.click(".toolbar", "Exact characters").await?;
        let pressed =
            "return __e2e.control('.toolbar', 'Exact characters').getAttribute('aria-pressed')";
        app.expect("Exact", pressed, json!([]), json!("true")).await?;
        app.click(".toolbar", "Person").await?;
        app.shows(&["person: imir Pu", "person: ushn"]).await
    })
    .await
}

#[tokio::test]
async fn a_double_click_takes_a_word_and_a_triple_click_a_sentence() -> Told {
    journey("clicks", async |app| {
        app.click_at(Spot::Within("Trump’s", 2), 2).await?;
        app.click(".toolbar", "Person").await?;
        app.shows(&["person: Trump"]).await?;
        app.click_at(Spot::Within("Notably", 2), 3).await?;
        app.press(&['2']).await?;
        app.shows(&[
            "person: Trump",
            "claim: Notably, Josh Gruenbaum of the US Government Procurement Agency also participated, \
             marking his first involvement in such high-level emissary talks with Putin.",
        ])
        .await
    })
    .await
}

#[tokio::test]
async fn a_selection_may_run_backwards_across_blocks_and_highlights() -> Told {
    journey("across", async |app| {
        // Beside the text, the line goes on to its end, and no further.
        app.drag_past(Spot::Before("Vladimir"), 700.0).await?;
        let line = "const s = getSelection(), box = s.getRangeAt(0).getClientRects(); \
            return s.toString().startsWith('Vladimir') && new Set([...box].map(one => one.top)).size";
        app.expect("the lines selected", line, json!([]), json!(1)).await?;
        app.keys("Escape").await?;
        // Over the foot, too: the text goes on below it.
        app.drag_down(Spot::Before("Vladimir"), "footer").await?;
        let short = "return getSelection().toString().length < document.querySelector('article').textContent.length / 2 || getSelection().toString().length";
        app.expect("no more than what is in view", short, json!([]), json!(true)).await?;
        app.keys("Escape").await?;
        app.js("scrollTo(0, 0)", json!([])).await?;
        app.drag(Spot::After("Steve Witkoff"), Spot::Before("US Special Envoy"), &[]).await?;
        app.press(&['1']).await?;
        app.drag(Spot::Within("Witkoff", 1), Spot::Within("Witkoff", 4), &[]).await?;
        app.press(&['2']).await?;
        app.drag(Spot::Within("with US Special", 2), Spot::Within("Envoy", 2), &[]).await?;
        app.press(&['3']).await?;
        app.drag(Spot::After("the ongoing negotiations."), Spot::After("While progress"), &[])
            .await?;
        app.press(&['2']).await?;
        app.drag(Spot::After("While progress"), Spot::Within("ongoing negotiations", 2), &[])
            .await?;
        app.press(&['3']).await?;
        app.shows(&[
            "quote: with US Special Envoy",
            "person: US Special Envoy Steve Witkoff",
            "claim: Witkoff",
            "quote: ongoing negotiations.\nWhile progress",
            "claim: While progress",
        ])
        .await
    })
    .await
}

#[tokio::test]
async fn a_selection_that_begins_or_ends_outside_the_article_is_cut_at_its_edge() -> Told {
    journey("outside", async |app| {
        app.drag(Spot::After("Vladimir Putin"), Spot::At(".byline"), &[]).await?;
        app.press(&['1']).await?;
        app.shows(&["person: Russian President Vladimir Putin"]).await?;
        app.js("scrollTo(0, document.documentElement.scrollHeight)", json!([])).await?;
        let below = "await __e2e.frame(); const box = __e2e.article().getBoundingClientRect(); \
            return [box.left + 300, Math.min(box.bottom + 20, innerHeight - 4)]";
        let below = app.js(below, json!([])).await?;
        let (x, y) = (below[0].as_f64().unwrap(), below[1].as_f64().unwrap());
        app.drag(Spot::Before("a lasting resolution"), Spot::Point(x, y), &[]).await?;
        app.press(&['2']).await?;
        app.shows(&["person: Russian President Vladimir Putin", "claim: a lasting resolution."])
            .await?;
        app.select("Jared Kushner").await?;
        app.control_is_shown(".toolbar", "Person", true).await?;
        app.press(&[key::ESCAPE]).await?;
        app.control_is_shown(".toolbar", "Person", false).await
    })
    .await
}

#[tokio::test]
async fn at_every_zoom_the_words_under_the_pointer_are_marked() -> Told {
    let setup = Setup { size: (853, 600), scale: 1.5, ..Setup::default() };
    journey_with("zoom", setup, async |app| {
        app.select("Kirill Dmitriev").await?;
        app.press(&['1']).await?;
        app.resize((2560, 1800), 0.5).await?;
        app.mark("Claim", "a substantial hurdle remains").await?;
        app.resize((427, 300), 3.0).await?;
        app.select("Josh Gruenbaum").await?;
        app.click(".toolbar", "Person").await?;
        app.shows(&[
            "person: Kirill Dmitriev",
            "person: Josh Gruenbaum",
            "claim: a substantial hurdle remains",
        ])
        .await
    })
    .await
}

#[tokio::test]
async fn emoji_combining_marks_and_right_to_left_text_keep_their_characters() -> Told {
    journey("scripts", async |app| {
        let text = "👩‍👩‍👧 says 😀 “hi” 👍🏽 to José\u{301} and 🇺🇦 friends\n\n\
            אמר ראש הממשלה בנימין נתניהו כי שלום קרוב\nقال الرئيس محمود عباس إن السلام قريب\n東京の首相は昨日発言した。";
        app.api("load", json!([{ "title": "Scripts", "text": text }])).await?;
        app.select("says 😀 “hi” 👍🏽").await?;
        app.press(&['3']).await?;
        app.select("בנימין נתניהו").await?;
        app.press(&['1']).await?;
        app.drag(Spot::After("محمود عباس"), Spot::Before("محمود عباس"), &[]).await?;
        app.press(&['1']).await?;
        app.drag(Spot::Within("👩‍👩‍👧", 0), Spot::After("says"), &[key::ALT]).await?;
        app.press(&['2']).await?;
        app.select("東京の首相").await?;
        app.press(&['1']).await?;
        app.shows(&[
            "claim: 👩‍👩‍👧 says",
            "quote: says 😀 “hi” 👍🏽",
            "person: בנימין נתניהו",
            "person: محمود عباس",
            "person: 東京の首相",
        ])
        .await
    })
    .await
}
