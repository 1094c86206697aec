//! What a reader meets first: the sample article, under the page's policy, where no foreign code
//! runs.

use e2e::{Told, journey};
use serde_json::json;

/// The policy, to the letter.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; \
    base-uri 'none'; form-action 'none'";

const SAMPLE: &str = include_str!("../../../../assets/sample-article.txt");

#[tokio::test]
async fn the_sample_article_is_there_to_be_read() -> Told {
    journey("sample", async |app| {
        assert_eq!(app.article_text().await?, SAMPLE.trim_end());
        let read = "const blocks = __e2e.blocks(); return [blocks.length, blocks.every((b, i) => b.dataset.block === String(i)), \
            __e2e.text() === window.articleAnnotator.article().text, __e2e.article().textContent.replace(/\\n/g, '').length, \
            __e2e.article().getAttribute('translate'), __e2e.marks().length]";
        let letters = SAMPLE.trim_end().replace('\n', "").encode_utf16().count();
        app.expect("the article", read, json!([]), json!([5, true, true, letters, "no", 0])).await?;
        app.says("body", "328 words").await?;
        app.says("body", "Nothing marked yet").await?;
        let status = "return document.querySelectorAll('[role=status]').length";
        app.expect("the number of status regions", status, json!([]), json!(1)).await?;
        for name in ["Open", "Undo", "Redo", "Export", "Help and keys"] {
            app.control_is_shown("header", name, true).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_page_carries_the_strict_policy_before_anything_else() -> Told {
    journey("policy", async |app| {
        let script = "const first = [...document.head.children].find((el) => !el.hasAttribute('charset')); \
            return [first.httpEquiv, first.content.trim()]";
        let found = app.js(script, json!([])).await?;
        assert_eq!(found, json!(["Content-Security-Policy", POLICY]));
        let source = app.js("return (await fetch('')).text()", json!([])).await?;
        let source = source.as_str().unwrap_or_default();
        assert!(!source.contains(" style=") && !source.contains(" onclick="), "inline code in the page");
        let types = "return (await Promise.all(performance.getEntriesByType('resource').map((e) => e.name) \
            .filter((url) => url.endsWith('.wasm')).map((url) => fetch(url)))).map((r) => r.headers.get('content-type'))";
        let types = app.js(types, json!([])).await?;
        let all = types.as_array().cloned().unwrap_or_default();
        assert!(!all.is_empty() && all.iter().all(|kind| kind == "application/wasm"), "{types}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_article_full_of_markup_is_shown_as_text_and_nothing_runs() -> Told {
    journey("hostile", async |app| {
        let bad = "<script>window.ran = 1</script><img src=x onerror=\"window.ran = 2\">\n\
            <svg onload=alert(1)><style>body{display:none}</style></article><iframe src=//evil.example>\n\
            &lt;b&gt; &amp; javascript:alert(1) \u{0} \u{202e}reversed {{7*7}} ${window.ran=3}\n\n\
            <a href=\"javascript:window.ran=4\" style=\"color:red\">here</a>";
        let title = "<img src=x onerror=window.ran=5>";
        app.api("load", json!([{ "title": title, "text": bad }])).await?;
        assert_eq!(app.article_text().await?, bad);
        let note = "</textarea><script>window.ran = 6</script>";
        app.api("add", json!([{ "kind": "claim", "start": 0, "end": 30, "note": note }])).await?;
        app.click_at(e2e::Spot::Before("<script>"), 1).await?;
        app.open_card_is("claim").await?;
        let seen = "return [__e2e.text() === window.articleAnnotator.article().text, window.ran === undefined, \
            document.querySelectorAll('article img, article script, article svg, article iframe, article a, iframe').length, \
            __e2e.visible(document.body), document.querySelector('.is-open textarea').value]";
        app.expect("the page", seen, json!([]), json!([true, true, 0, true, note])).await?;
        app.says("body", title).await?;
        app.click("header", "Open").await?;
        app.dialog_is_open("Open").await?;
        app.says("dialog[open] .library", title).await?;
        app.expect("that nothing ran", "return window.ran === undefined", json!([]), json!(true)).await
    })
    .await
}

#[tokio::test]
async fn all_cards_of_a_long_article_are_printed_and_only_those_near_the_view_drawn_otherwise()
-> Told {
    journey("print", async |app| {
        let text = vec!["Ana met Bo and said what she had to say about it."; 300].join("\n");
        let marks: Vec<_> = (0..300)
            .map(|line| json!({ "kind": "person", "start": line * 50, "end": line * 50 + 3 }))
            .collect();
        app.api("load", json!([{ "text": text }, marks])).await?;
        let all = "return document.querySelectorAll('li.card').length === 300";
        app.expect("that not all cards are drawn", all, json!([]), json!(false)).await?;
        app.js("window.dispatchEvent(new Event('beforeprint')); return 1", json!([])).await?;
        app.expect("that all cards are drawn", all, json!([]), json!(true)).await?;
        app.js("window.dispatchEvent(new Event('afterprint')); return 1", json!([])).await?;
        app.expect("that not all cards are drawn", all, json!([]), json!(false)).await
    })
    .await
}
