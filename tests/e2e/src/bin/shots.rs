//! Takes pictures of the app for people to look at: `cargo run -p e2e --bin shots -- OUTDIR
//! [--browser chromium|firefox|webkit]`. Names a picture it cannot take, and continues.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use e2e::{App, Engine, Setup, Spot, key};
use serde_json::json;

/// The article that the app opens with.
const SAMPLE: &str = include_str!("../../../../assets/sample-article.txt");

/// Adds people, quotes, and claims with verdicts.
const CHECKED: &str = "const api = articleAnnotator, { text } = api.article(); \
    const at = (words, from) => { const start = text.indexOf(words, text.indexOf(from)); return { start, end: start + words.length }; }; \
    const all = [['person', 'Vladimir Putin', 'Russian', 'Vladimir Putin'], ['person', 'Donald Trump', 'Russian', 'Donald Trump'], \
        ['person', 'Volodymyr Zelenskyy', 'Russian', 'Volodymyr Zelenskyy'], ['person', 'Zelenskyy', 'This echoes', 'Volodymyr Zelenskyy'], \
        ['person', 'Zelenskyy', 'President Zelenskyy emphasized', 'Volodymyr Zelenskyy'], ['person', 'Yuri Ushakov', 'The meeting', 'Yuri Ushakov'], \
        ['quote', 'peace proposals are nearly ready', 'Russian', 'Volodymyr Zelenskyy', 'indirect'], \
        ['quote', 'Russians have to be ready for compromises because, you know, everybody has to be ready, not only Ukraine.', 'President Zelenskyy emphasized', 'Volodymyr Zelenskyy', 'direct'], \
        ['quote', 'Yuri Ushakov and Kirill Dmitriev, head of the Russian Direct Investment Fund', 'The meeting', 'Kremlin press service', 'indirect'], \
        ['claim', 'crucial for Ukraine, are already agreed', 'postwar', 'Volodymyr Zelenskyy', 'unproven'], \
        ['claim', 'Kirill Dmitriev, head of the Russian Direct Investment Fund', 'The meeting', 'Kremlin press service', 'true']]; \
    for (const [kind, words, from, who, how] of all) { \
        const more = kind === 'quote' ? { speaker: who, form: how } : kind === 'claim' ? { claimant: who, check: { verdict: how } } : { actor: who }; \
        await api.add({ kind, ...at(words, from), ...more }); \
    }";

const WIDE: (u32, u32) = (1440, 900);
const NARROW: (u32, u32) = (390, 844);

struct Look {
    name: &'static str,
    size: (u32, u32),
    features: &'static [(&'static str, &'static str)],
}

const LOOKS: [Look; 5] = [
    Look { name: "wide-light", size: WIDE, features: &[] },
    Look { name: "wide-dark", size: WIDE, features: &[("prefers-color-scheme", "dark")] },
    Look { name: "narrow-light", size: NARROW, features: &[] },
    Look { name: "narrow-dark", size: NARROW, features: &[("prefers-color-scheme", "dark")] },
    Look { name: "wide-forced", size: WIDE, features: &[("forced-colors", "active")] },
];

#[tokio::main]
async fn main() -> Result<()> {
    let (folder, engine) = wanted(std::env::args().skip(1))?;
    let mut failed = Vec::new();
    for look in LOOKS {
        if engine == Engine::WebKit && look.name == "wide-forced" {
            println!("WebKit has no forced colours: no pictures of them");
            continue;
        }
        let features = look.features.to_vec();
        let setup = Setup { engine, features, size: look.size, ..Setup::default() };
        let app = App::start(setup).await?;
        let mut album = Album { app, folder: folder.clone(), look: look.name, failed: Vec::new() };
        album.fill().await;
        failed.append(&mut album.failed);
    }
    println!("pictures are in {}", folder.display());
    if !failed.is_empty() {
        bail!("not taken:\n{}", failed.join("\n"));
    }
    Ok(())
}

/// The folder and the engine in the arguments.
fn wanted(mut args: impl Iterator<Item = String>) -> Result<(PathBuf, Engine)> {
    let usage = "usage: shots OUTDIR [--browser chromium|firefox|webkit]";
    let folder = args.next().map(PathBuf::from).context(usage)?;
    let engine = match args.next().as_deref() {
        None => Some(Engine::default()),
        Some("--browser") => {
            let name = args.next().context(usage)?;
            Engine::ALL.into_iter().find(|engine| engine.name() == name)
        }
        Some(_) => None,
    };
    Ok((folder, engine.context(usage)?))
}

struct Album {
    app: App,
    folder: PathBuf,
    look: &'static str,
    failed: Vec<String>,
}

impl Album {
    /// Every state once; each begins where the one before ended.
    async fn fill(&mut self) {
        let app = &self.app;
        let mut taken = vec![self.take("1-empty", async { Ok(()) }).await];
        taken.push(self.take("2-overlaps", app.mark_overlapping()).await);
        let toolbar = async {
            app.select("Notably, Josh Gruenbaum").await?;
            app.control_is_shown(".toolbar", "Person", true).await
        };
        taken.push(self.take("3-toolbar", toolbar).await);
        let card = async {
            app.press(&[key::ESCAPE]).await?;
            app.click_at(Spot::Within("Kirill", 2), 1).await?;
            app.open_card_is("person").await
        };
        taken.push(self.take("4-card", card).await);
        let claim = async {
            app.click_at(Spot::Within("major issue", 3), 1).await?;
            app.open_card_is("claim").await
        };
        taken.push(self.take("5-claim-card", claim).await);
        let toast = async {
            app.click("li.card.is-open", "Delete").await?;
            app.says(".toast", "removed").await
        };
        taken.push(self.take("6-toast", toast).await);
        for (number, name) in
            ["Open", "Export", "Settings", "Help and keys"].into_iter().enumerate()
        {
            let file = format!("{}-{}", number + 7, name.to_lowercase().replace(' ', "-"));
            taken.push(self.take(&file, self.dialog(name)).await);
        }
        for name in ["People", "Claims", "To do"] {
            let file = format!("21-{}", name.to_lowercase().replace(' ', "-"));
            taken.push(self.take(&file, self.list(name)).await);
        }
        taken.push(self.take("30-annotations", self.annotations()).await);
        taken.push(self.take("22-scheme", self.scheme()).await);
        taken.push(self.take("23-mark-all", self.mark_all()).await);
        taken.push(self.take("25-search", self.search()).await);
        taken.push(self.take("28-print", self.parts_to_print()).await);
        taken.push(self.take("26-who-said-what", self.who_said_what()).await);
        taken.push(self.take("27-every-quote", self.every_quote()).await);
        taken.push(self.take("29-library-hits", self.library_hits()).await);
        taken.push(self.take("24-page-to-open", self.page_to_open()).await);
        taken.push(self.take("11-wrong-file", self.wrong_file()).await);
        taken.push(self.take("12-right-to-left", self.right_to_left(false)).await);
        taken.push(self.take("13-right-to-left-toolbar", self.right_to_left(true)).await);
        taken.push(self.print().await);
        taken.push(self.by_hand().await);
        taken.push(self.following().await);
        self.failed
            .extend(taken.into_iter().filter_map(|taken| taken.err().map(|e| format!("{e:#}"))));
    }

    async fn dialog(&self, name: &str) -> Result<()> {
        self.app.press(&[key::ESCAPE]).await?;
        self.app.no_dialog_is_open().await?;
        self.app.click("header", name).await?;
        self.app.dialog_is_open(name).await
    }

    /// One of the lists beside the article, with its first entry open.
    async fn list(&self, name: &str) -> Result<()> {
        let app = &self.app;
        app.press(&[key::ESCAPE]).await?;
        app.no_dialog_is_open().await?;
        app.open_list(name).await?;
        match name {
            "People" => app.click_css(".people-rows li:first-child .person-line").await,
            "Claims" => app.click_css(".claims li:first-child .panel-row").await,
            _ => Ok(()),
        }
    }

    /// A word found in the texts and notes of several articles.
    async fn library_hits(&self) -> Result<()> {
        let app = &self.app;
        let note = json!({ "id": "n", "kind": "claim", "start": 4, "end": 11, "note": "A compromise with whom?" });
        let bridge = json!({ "id": "bridge", "title": "The bridge", "byline": "Cy Di", "text": "The council found a compromise.\nRepairs cost 4.2 million." });
        app.api("load", json!([bridge, [note]])).await?;
        self.dialog("Open").await?;
        app.click("dialog[open]", "Search the articles").await?;
        app.type_text("compromise").await?;
        app.says("#stored-sum", "hits").await
    }

    async fn scheme(&self) -> Result<()> {
        let app = &self.app;
        app.press(&[key::ESCAPE]).await?;
        app.no_dialog_is_open().await?;
        app.click("header", "Settings").await?;
        app.click("#dialog", "Labels and verdicts …").await?;
        app.dialog_is_open("Labels and verdicts").await?;
        for name in ["prediction", "statistical"] {
            app.click_css("[aria-label='New label for claims']").await?;
            app.type_text(name).await?;
            app.keys("Enter").await?;
        }
        Ok(())
    }

    async fn mark_all(&self) -> Result<()> {
        let app = &self.app;
        app.press(&[key::ESCAPE]).await?;
        app.no_dialog_is_open().await?;
        app.click_at(Spot::Within("Witkoff", 2), 1).await?;
        app.click("li.card.is-open", "Mark all …").await?;
        app.dialog_is_open("Mark all places").await
    }

    /// The search, at its second hit.
    async fn search(&self) -> Result<()> {
        let app = &self.app;
        app.press(&[key::ESCAPE]).await?;
        app.no_dialog_is_open().await?;
        app.open_list("Search").await?;
        app.type_text("compromise").await?;
        app.keys("Enter Enter").await?;
        app.says("#search-count", "2 of 4").await
    }

    /// The picture of who said what, with a mark told.
    async fn who_said_what(&self) -> Result<()> {
        let app = &self.app;
        app.press(&[key::ESCAPE]).await?;
        app.no_dialog_is_open().await?;
        app.js(CHECKED, json!([])).await?;
        app.open_list("People").await?;
        app.click("#panel", "Who said what").await?;
        app.dialog_is_open("Who said what").await?;
        app.js("document.querySelector('.time-line').focus()", json!([])).await?;
        app.keys("Down Down Down Right").await
    }

    /// The same page, scrolled to its table.
    async fn every_quote(&self) -> Result<()> {
        let script = "document.querySelector('.shares').scrollIntoView()";
        self.app.js(script, json!([])).await.map(|_| ())
    }

    /// All annotations as a list, two of them selected, and a change prepared.
    async fn annotations(&self) -> Result<()> {
        let app = &self.app;
        app.press(&[key::ESCAPE]).await?;
        app.no_dialog_is_open().await?;
        app.open_list("Annotations").await?;
        let rows =
            "if (!document.querySelector('.many-rows')) document.querySelector('.as-list').click()";
        app.js(rows, json!([])).await?;
        app.click_css(".many-rows li:nth-child(1) input").await?;
        app.click_css(".many-rows li:nth-child(3) input").await?;
        app.click("#panel", "Speaker").await
    }

    async fn parts_to_print(&self) -> Result<()> {
        let app = &self.app;
        app.press(&[key::ESCAPE]).await?;
        app.no_dialog_is_open().await?;
        app.keys("Ctrl+p").await?;
        app.dialog_is_open("Export").await?;
        app.click_css("dialog[open] [name=part][value=picture]").await
    }

    async fn page_to_open(&self) -> Result<()> {
        self.app.press(&[key::ESCAPE]).await?;
        self.app.no_dialog_is_open().await?;
        let page = include_str!("../../../data/pages/broadsheet.html");
        self.app.drop_file("page.html", "text/html", page).await?;
        self.app.dialog_is_open("Open this article?").await
    }

    async fn wrong_file(&self) -> Result<()> {
        self.app.press(&[key::ESCAPE]).await?;
        self.app.no_dialog_is_open().await?;
        let file = self.app.api("export", json!(["json"])).await?;
        self.app.api("load", json!([{ "title": "Another", "text": "Another article." }])).await?;
        let file = file.as_str().context("the exported file")?;
        self.app.drop_file("first.json", "application/json", file).await?;
        self.app.control_is_shown("dialog[open]", "Open that article", true).await
    }

    /// An Arabic article with a card open, or with a selection.
    async fn right_to_left(&self, selecting: bool) -> Result<()> {
        if selecting {
            self.app.select("والعدل والسلام").await?;
            return self.app.control_is_shown(".toolbar", "Person", true).await;
        }
        self.app.click("dialog[open]", "Open that article").await?;
        self.app.no_dialog_is_open().await?;
        let text = include_str!("../../../data/texts/udhr-arb.txt");
        self.app.api("load", json!([{ "text": text, "language": "ar" }])).await?;
        for (kind, words) in [
            ("quote", "الاعتراف بالكرامة المتأصلة في جميع أعضاء الأسرة البشرية"),
            ("claim", "بالكرامة المتأصلة في جميع"),
            ("person", "شعوب الأمم المتحدة"),
        ] {
            let start = text.split(words).next().unwrap_or_default().encode_utf16().count();
            let end = start + words.encode_utf16().count();
            let annotation = json!({ "kind": kind, "start": start, "end": end });
            self.app.api("add", json!([annotation])).await?;
        }
        self.app.click_at(Spot::Within("المتأصلة", 3), 1).await?;
        self.app.open_card_is("claim").await
    }

    /// The article with its highlights in print. WebKit has no command to emulate print.
    async fn print(&self) -> Result<()> {
        if self.app.session.engine() == Engine::WebKit {
            return Ok(());
        }
        self.app.prefer("print", &[]).await?;
        self.take("14-print", async { Ok(()) }).await
    }

    /// The keyboard cursor, an end being adjusted, and a held pen.
    async fn by_hand(&self) -> Result<()> {
        let app = &self.app;
        app.prefer(
            "screen",
            LOOKS.iter().find(|look| look.name == self.look).map_or(&[], |look| look.features),
        )
        .await?;
        app.api("load", json!([{ "text": SAMPLE }])).await?;
        let cursor = async {
            app.mark("Quote", "peace proposals are nearly ready").await?;
            app.click_at(Spot::Within("development", 2), 1).await?;
            app.keys("Enter Right Right Right Shift+Right Shift+Right").await
        };
        self.take("18-cursor", cursor).await?;
        let adjusting = async { app.keys("n e Right Right").await };
        self.take("19-adjusting", adjusting).await?;
        let pen = async {
            app.keys("Escape Escape Escape").await?;
            app.click("header", "Claim pen").await
        };
        self.take("20-pen", pen).await
    }

    /// A second tab with the same article, before and after an attempt to edit there.
    async fn following(&self) -> Result<()> {
        let app = &self.app;
        let follows = async {
            app.keys("Escape").await?;
            app.api("load", json!([{ "id": "two tabs", "text": SAMPLE }])).await?;
            app.mark_overlapping().await?;
            app.is_saved().await?;
            app.open_tab().await?;
            app.follows(true).await
        };
        self.take("16-following", follows).await?;
        let refused = async {
            app.click_at(Spot::Within("major issue", 3), 1).await?;
            app.open_card_is("claim").await?;
            app.press(&[key::DELETE]).await?;
            app.says(".toast", "Another tab is editing this article").await
        };
        self.take("17-following-refused", refused).await
    }

    /// Sets up a state, waits until nothing moves, and takes the picture.
    async fn take(&self, name: &str, state: impl Future<Output = Result<()>>) -> Result<()> {
        let what = format!("{}-{name}", self.look);
        let reached = state.await.with_context(|| what.clone());
        let still =
            "await Promise.all(document.getAnimations().map((a) => a.finished.catch(() => {})))";
        self.app.pointer_away().await.ok();
        self.app.js(still, json!([])).await?;
        self.app.picture(&self.folder.join(format!("{what}.png"))).await?;
        reached
    }
}
