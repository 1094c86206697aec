//! The JavaScript API as other programs use it: its promises, its units, and its errors.

use e2e::{Told, journey};
use serde_json::{Value, json};

const EMOJI: &str = "😀 The mayor 👩‍👩‍👧 said “no”.\nSecond 🇺🇦 line";

/// The UTF-16 offsets of words in a text.
fn place(text: &str, words: &str) -> Value {
    let before = text.split_once(words).map_or("", |(before, _)| before);
    let start = before.encode_utf16().count();
    json!({ "start": start, "end": start + words.encode_utf16().count() })
}

fn new(kind: &str, words: &str) -> Value {
    let mut annotation = place(EMOJI, words);
    annotation["kind"] = json!(kind);
    annotation
}

#[tokio::test]
async fn the_api_announces_itself_and_its_promises_resolve_after_the_change_is_to_be_seen() -> Told
{
    journey("api", async |app| {
        let announced = "return __e2e.events";
        app.expect("the announcement", announced, json!([]), json!(["article-annotator:ready"])).await?;
        let story = "const api = window.articleAnnotator; const [text, mayor, said] = arguments; const seen = []; \
            const heard = []; for (const name of ['change', 'select', 'load', 'save']) api.on(name, () => heard.push(name)); \
            await api.load({ id: 'emoji', title: 'Emoji', text }); \
            seen.push(__e2e.text() === text, api.article().id, api.article().title, api.article().blocks.length); \
            seen.push(api.article().blocks.every((b, i) => api.article().text.slice(b.start, b.end) === __e2e.blocks()[i].textContent)); \
            const id = await api.add(mayor); \
            seen.push(__e2e.marks().map((m) => m.text)); \
            const other = await api.add({ ...said, id: 'mine', note: 'n', tags: ['a', 'b'] }); \
            const own = api.annotations().find((a) => a.id === 'mine'); \
            seen.push(other, own.note, own.tags, api.annotations().every((a) => a.spans.every((s) => text.slice(s.start, s.end) === s.exact))); \
            await api.update(id, { kind: 'claim', note: 'changed' }); \
            seen.push(__e2e.marks().filter((m) => m.ids.includes(id)).every((m) => m.kinds.includes('claim'))); \
            await api.remove('mine'); seen.push(__e2e.marks().some((m) => m.ids.includes('mine'))); \
            seen.push(await api.undo(), __e2e.marks().some((m) => m.ids.includes('mine'))); \
            seen.push(await api.redo(), __e2e.marks().some((m) => m.ids.includes('mine')), await api.redo()); \
            while (await api.undo()); seen.push(api.annotations().length, __e2e.marks().length); \
            seen.push(heard.includes('load'), heard.includes('change')); return seen";
        let seen = app.js(story, json!([EMOJI, new("person", "mayor 👩‍👩‍👧"), new("quote", "“no”")])).await?;
        let wanted = json!([
            true, "emoji", "Emoji", 2, true, ["mayor 👩‍👩‍👧"], "mine", "n", ["a", "b"], true, true, false, true,
            true, true, false, false, 0, 0, true, true
        ]);
        assert_eq!(seen, wanted);
        let saved = "return new Promise((done) => { const off = window.articleAnnotator.on('save', () => { off(); done(true); }); \
            window.articleAnnotator.add(arguments[0]); })";
        app.until("a save event", saved, json!([new("claim", "Second 🇺🇦 line")])).await.map(|_| ())
    })
    .await
}

#[tokio::test]
async fn spans_come_in_text_order_and_listeners_can_be_taken_off() -> Told {
    journey("api-spans", async |app| {
        app.api("load", json!([{ "text": EMOJI }])).await?;
        let spans = json!([place(EMOJI, "Second"), place(EMOJI, "“no”")]);
        let story = "const api = window.articleAnnotator; let heard = 0; const off = api.on('change', () => { heard += 1; }); \
            await api.add({ kind: 'quote', spans: arguments[0] }); const once = heard; off(); \
            await api.add(arguments[1]); return [once > 0, heard === once, api.annotations().map((a) => a.spans.map((s) => s.exact))]";
        let seen = app.js(story, json!([spans, new("person", "The mayor")])).await?;
        assert_eq!(seen, json!([true, true, [["The mayor"], ["“no”", "Second"]]]));
        app.shows(&["person: The mayor", "quote: “no” … Second"]).await
    })
    .await
}

#[tokio::test]
async fn wrong_input_is_refused_by_the_name_of_its_field_and_changes_nothing() -> Told {
    journey("api-wrong", async |app| {
        app.api("load", json!([{ "text": EMOJI }, [new("person", "The mayor")]])).await?;
        let wrong = [
            ("kind", "add", json!([{ "kind": "rumour", "start": 0, "end": 2 }])),
            ("kind", "add", json!([{ "start": 0, "end": 2 }])),
            ("start", "add", json!([{ "kind": "claim", "start": 1, "end": 4 }])),
            ("start", "add", json!([{ "kind": "claim", "start": -1, "end": 4 }])),
            ("start", "add", json!([{ "kind": "claim", "start": 0.5, "end": 4 }])),
            ("start", "add", json!([{ "kind": "claim", "start": "0", "end": 4 }])),
            ("end", "add", json!([{ "kind": "claim", "start": 3, "end": 3 }])),
            ("end", "add", json!([{ "kind": "claim", "start": 5, "end": 4 }])),
            ("end", "add", json!([{ "kind": "claim", "start": 0, "end": 9999 }])),
            ("end", "add", json!([{ "kind": "claim", "start": 0 }])),
            ("spans", "add", json!([{ "kind": "claim", "spans": [] }])),
            ("id", "add", json!([{ "kind": "claim", "start": 0, "end": 2, "id": "with space" }])),
            ("note", "add", json!([{ "kind": "claim", "start": 0, "end": 2, "note": 7 }])),
            ("tags", "add", json!([{ "kind": "claim", "start": 0, "end": 2, "tags": "x" }])),
            ("id", "update", json!(["nobody", { "note": "x" }])),
            ("id", "remove", json!(["nobody"])),
            ("text", "load", json!([{ "title": "no text" }])),
            ("text", "load", json!([{ "text": 5 }])),
            ("kind", "load", json!([{ "text": "new text" }, [{ "kind": "x", "start": 0, "end": 2 }]])),
            ("format", "export", json!(["docx"])),
            ("format", "import", json!(["{}", "docx"])),
            ("event", "on", json!(["nothing", null])),
        ];
        let before = app.js("return JSON.stringify([window.articleAnnotator.article(), window.articleAnnotator.annotations()])", json!([])).await?;
        let call = "const [method, args] = arguments; try { await window.articleAnnotator[method](...args); return ['no error', '']; } \
            catch (e) { return [e instanceof Error ? 'error' : typeof e, String(e && e.message)]; }";
        let mut complaints = Vec::new();
        for (field, method, args) in wrong {
            let seen = app.js(call, json!([method, args])).await?;
            let message = seen[1].as_str().unwrap_or_default();
            if seen[0] != "error" || !message.contains(field) {
                complaints.push(format!("{method}({args}) should name `{field}`: {seen}"));
            }
        }
        assert!(complaints.is_empty(), "{}", complaints.join("\n"));
        let after = app.js("return JSON.stringify([window.articleAnnotator.article(), window.articleAnnotator.annotations()])", json!([])).await?;
        assert_eq!(before, after);
        app.shows(&["person: The mayor"]).await
    })
    .await
}

#[tokio::test]
async fn loading_an_article_again_brings_back_its_annotations_and_replace_is_one_undoable_step()
-> Told {
    journey("api-load", async |app| {
        let article = json!({ "id": "emoji", "title": "Emoji", "text": EMOJI });
        let mut own = new("person", "The mayor");
        own["id"] = json!("own");
        app.api("load", json!([article, [own]])).await?;
        app.api("load", json!([{ "id": "other", "text": "Something else" }])).await?;
        app.shows(&[]).await?;
        let mut given = new("quote", "“no”");
        given["id"] = json!("given");
        app.api("load", json!([article, [given]])).await?;
        app.shows(&["person: The mayor", "quote: “no”"]).await?;
        app.api("load", json!([article, [new("claim", "Second")], { "replace": true }])).await?;
        app.shows(&["claim: Second"]).await?;
        assert_eq!(app.api("undo", json!([])).await?, json!(true));
        app.shows(&["person: The mayor", "quote: “no”"]).await?;
        let formats = app.api("formats", json!([])).await?;
        let json_format =
            formats.as_array().unwrap().iter().find(|format| format["id"] == "json").unwrap();
        assert_eq!(json_format["canImport"], json!(true));
        assert_eq!(
            json_format["extension"].as_str().map(|e| e.trim_start_matches('.')),
            Some("json")
        );
        let file = app.api("export", json!(["json"])).await?;
        app.api("load", json!([article, [], { "replace": true }])).await?;
        app.shows(&[]).await?;
        let report = app.api("import", json!([file])).await?;
        assert_eq!((&report["added"], &report["problems"]), (&json!(2), &json!([])));
        let report = app.api("import", json!([file, "json"])).await?;
        assert_eq!((&report["added"], &report["same"]), (&json!(0), &json!(2)));
        app.shows(&["person: The mayor", "quote: “no”"]).await
    })
    .await
}

#[tokio::test]
async fn two_articles_that_a_program_loads_at_once_are_opened_one_after_the_other() -> Told {
    journey("at-once", async |app| {
        let script = "const api = articleAnnotator, heard = []; api.on('load', (e) => heard.push(e.id)); \
            await Promise.all([api.load({ id: 'a', text: 'Ana met Bo.' }, [{ kind: 'person', start: 0, end: 3 }]), \
                api.load({ id: 'b', text: 'Cy left.' }, [{ kind: 'person', start: 0, end: 2 }])]); return heard";
        assert_eq!(app.js(script, json!([])).await?, json!(["a", "b"]));
        app.shows(&["person: Cy"]).await?;
        app.is_saved().await?;
        app.js("history.back()", json!([])).await?;
        app.shows(&["person: Ana"]).await
    })
    .await
}
