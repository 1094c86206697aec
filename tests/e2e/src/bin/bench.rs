//! The speed of the application in real Chromium against the floor: the same page as static HTML that was
//! marked up beforehand. `cargo run --release -p e2e --bin bench [-- --json PATH] [--runs N]`;
//! `--input PATH` only writes what is loaded, `--files FORMAT` only measures files of a format going out and in.
//! It must never measure the two differently, or let one of them keep anything from an earlier run.

// What is measured: 1 MB of news with 10,000 annotations ([`news`]). Both pages are opened in turn, floor,
// application, floor, application …, each time in a browser with an empty profile; figures are medians of the
// runs, bars are held against ratios of medians. The floor links the application's own style sheets and has
// the same header, columns and sections, but no cards and no script, and its blocks are always laid out
// (`content-visibility: visible`). Before any run both pages are compared mark by mark.
//
// What "to the paint" means: to the first task after the frame that shows the change; that frame's style,
// layout, paint and commit are done then. Edits begin in a frame's callback, so that no time is spent on
// waiting for a frame: two frames' callbacks would measure the screen's 16.7 ms, not the page.
//
// * Load. The floor: from the first byte of the answer (before it only the server and the network work) to
//   the paint of the first frame after the whole document is there. The application: from calling `load`
//   with the text and the annotations to the paint of the first frame after its promise. Both begin with
//   an open, empty page and the data at hand, and end with the same page seen. Told beside it: the floor's
//   marked-up article written by `innerHTML` into a page that is open, style sheets and all.
// * Add, remove: 20 of each, one after the other, on the same ten or more characters in the middle of what is
//   in view, halfway down. The floor sets the `innerHTML` of the one paragraph to a text made before. "Script
//   alone" ends when the promise is resolved: before the frame, but with the layout that measuring forces.
// * Scrolling: 120 frames of 200 pixels each, from three places; the mean time from frame to frame. And the
//   main thread's time on the processor for each of them, which the fixed rate of the screen hides.
// * Change of the height: of the window by 10 pixels, 20 times; the application lays out and paints its strip
//   of all highlights anew each time, the floor has none.
// * Memory: the renderer process (Pss) after the load, once nothing moves and garbage is collected.
// * Export: `export(…)`, which reads the file back and compares it, against `JSON.stringify` of the same
//   annotations with their words. Import: from calling `import` to its promise; there is no floor for it.

#[path = "../bench/floor.rs"]
mod floor;
#[path = "../bench/memory.rs"]
mod memory;
#[path = "../bench/news.rs"]
mod news;
#[path = "../bench/report.rs"]
mod report;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail, ensure};
use e2e::app::{BASE, dist};
use e2e::{Driver, Server, Session};
use news::News;
use report::{Figures, Report, Row, median};
use serde_json::{Value, json};

const ROWS: [Row; 18] = [
    row("load", "load to paint", "ms", Some(1.0)),
    row("write", "  against innerHTML into an open page", "ms", None),
    row("load work", "  main thread until quiet", "ms", None),
    row("add", "add one, to paint", "ms", Some(1.25)),
    row("add script", "  script alone", "ms", None),
    row("remove", "remove one, to paint", "ms", Some(1.25)),
    row("remove script", "  script alone", "ms", None),
    row("edit work", "  main thread per edit", "ms", None),
    row("scroll", "mean frame while scrolling", "ms", Some(1.05)),
    row("scroll work", "  main thread per frame", "ms", None),
    row("height", "main thread per change of the height", "ms", None),
    row("memory", "memory of the page", "MiB", Some(2.5)),
    row("heap", "  JavaScript heap", "MiB", None),
    row("wasm", "  linear memory of the wasm", "MiB", None),
    row("export", "export as JSON, proved", "ms", None),
    row("w3c", "export as Web Annotation, proved", "ms", Some(3.0)),
    row("import", "import of that, all new", "ms", None),
    row("import block", "  the page stands still at most", "ms", None),
];

const fn row(name: &'static str, title: &'static str, unit: &'static str, bar: Option<f64>) -> Row {
    Row { name, title, unit, bar }
}

const EDITS: usize = 20;
const EXPORTS: usize = 5;
const DATA: &str = "/floor/news.json";
const MIB: f64 = 1024.0 * 1024.0;

struct Options {
    json: Option<PathBuf>,
    input: Option<PathBuf>,
    files: Option<String>,
    runs: usize,
}

#[tokio::main]
async fn main() -> Result<ExitCode> {
    let options = options(std::env::args().skip(1))?;
    let news = News::write();
    if let Some(path) = options.input {
        // For those who want to look into the same load with other tools.
        return Ok(std::fs::write(path, news.arguments().to_string()).map(|()| ExitCode::SUCCESS)?);
    }
    if let Some(format) = options.files {
        return files(&news, &format).await.map(|()| ExitCode::SUCCESS);
    }
    let stage = Stage::set(&news).await?;
    let mut report = Report::default();
    for run in 1..=options.runs {
        eprintln!("run {run} of {}", options.runs);
        let floor = stage.floor().await.context("the floor")?;
        let (app, touched) = stage.app().await.context("the application")?;
        report.add(floor, app, touched);
    }
    let bytes: usize = news.lines.iter().map(|line| line.len() + 1).sum();
    let (blocks, notes) = (news.lines.len(), news.notes.len());
    println!(
        "{bytes} bytes, {blocks} blocks, {notes} annotations; {} runs; {}",
        options.runs, stage.browser
    );
    print!("{}", report.table(&ROWS));
    if let Some(path) = options.json {
        let mut all = report.json(&ROWS);
        all["input"] = json!({ "bytes": bytes, "blocks": blocks, "annotations": notes });
        all["browser"] = json!(stage.browser);
        let text = serde_json::to_string_pretty(&all)?;
        std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    let missed = report.missed(&ROWS);
    if missed > 0 {
        println!("{missed} bars are missed");
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

/// How files of one format go out and come in: when the page stands still meanwhile, and for how long.
async fn files(news: &News, format: &str) -> Result<()> {
    let server = Server::start(&[(BASE, &dist()?)])?;
    server.page(DATA, "application/json", serde_json::to_vec(&news.arguments())?);
    let stage = Stage { server, browser: String::new(), middle: 0 };
    let visit = stage.open(BASE).await?;
    visit.load().await?;
    let given = json!([DATA, EXPORTS, format]);
    let out = visit.ask("return __bench.exports(...arguments)", given).await?;
    println!("out {out}");
    for _ in 0..3 {
        let given = json!([DATA, format]);
        println!("in  {}", visit.ask("return __bench.imports(...arguments)", given).await?);
        visit.load().await?;
    }
    Ok(())
}

fn options(mut args: impl Iterator<Item = String>) -> Result<Options> {
    let mut options = Options { json: None, input: None, files: None, runs: 5 };
    while let Some(arg) = args.next() {
        let value = args.next().with_context(|| format!("{arg} needs a value"));
        match arg.as_str() {
            "--json" => options.json = Some(value?.into()),
            "--input" => options.input = Some(value?.into()),
            "--files" => options.files = Some(value?),
            "--runs" => options.runs = value?.parse().context("--runs needs a number")?,
            _ => bail!(
                "usage: bench [--json PATH] [--runs N] [--input PATH] [--files FORMAT]; `{arg}` is none of them"
            ),
        }
    }
    ensure!(options.runs > 0, "--runs needs a number above 0");
    Ok(options)
}

/// Where both pages are served.
struct Stage {
    server: Server,
    browser: String,
    /// The block that is edited.
    middle: usize,
}

impl Stage {
    /// Serves the application, takes its frame for the floor, and makes sure that both show the same.
    async fn set(news: &News) -> Result<Self> {
        let server = Server::start(&[(BASE, &dist()?)])?;
        server.page(DATA, "application/json", serde_json::to_vec(&news.arguments())?);
        server.page("/floor/floor.css", "text/css; charset=utf-8", ALWAYS_LAID_OUT);
        let mut stage = Self { server, browser: String::new(), middle: middle(news) };
        let shown = stage.dress(news).await?;
        let visit = stage.open("/floor/page.html").await?;
        let floor = visit.ask("return __bench.marks()", json!([])).await?;
        same(&floor, &shown)?;
        Ok(stage)
    }

    /// Makes the floor's pages from the application's frame, and answers the marks the application shows.
    async fn dress(&mut self, news: &News) -> Result<Value> {
        let visit = self.open(BASE).await?;
        visit.load().await?;
        let shell = visit.ask("return __bench.shell()", json!([])).await?;
        let body = shell["body"].as_str().context("the page has no body")?;
        let styles = shell["styles"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let styles: Vec<String> = styles.chain(["/floor/floor.css"]).map(str::to_owned).collect();
        let article = floor::article(news);
        let html = "text/html; charset=utf-8";
        self.server.page("/floor/page.html", html, floor::page(&styles, body, &article));
        self.server.page("/floor/empty.html", html, floor::page(&styles, body, ""));
        self.server.page("/floor/article.html", html, article);
        self.browser = text(&visit.session.cdp("Browser.getVersion", json!({})).await?, "product")?;
        visit.ask("return __bench.marks()", json!([])).await
    }

    async fn floor(&self) -> Result<Figures> {
        let visit = self.open("/floor/page.html").await?;
        let (figures, touched) = visit.figures(self.middle).await?;
        ensure!(touched == 1.0, "the floor's edit touched {touched} blocks");
        let load = number(&visit.ask("return __bench.opened()", json!([])).await?)?;
        let fresh = self.open("/floor/empty.html").await?;
        let write =
            fresh.ask("return __bench.write(arguments[0])", json!(["/floor/article.html"])).await?;
        Ok([figures, vec![("load", load), ("write", number(&write)?)]].concat())
    }

    async fn app(&self) -> Result<(Figures, f64)> {
        let visit = self.open(BASE).await?;
        let before = visit.worked().await?;
        let loaded = visit.load().await?;
        let work = visit.worked().await? - before;
        let (figures, touched) = visit.figures(self.middle).await?;
        let load = number(&loaded["paint"])?;
        let given = json!([DATA, "w3c"]);
        let imports = visit.ask("return __bench.imports(...arguments)", given).await?;
        let own = vec![
            ("load", load),
            ("write", load),
            ("load work", work),
            ("import", number(&imports["time"])?),
            ("import block", number(&imports["longest"])?),
        ];
        Ok(([figures, own].concat(), touched))
    }

    /// A browser of its own with this page.
    async fn open(&self, path: &str) -> Result<Visit> {
        let driver = Driver::start()?;
        let session = driver.session("profile", &[include_str!("../bench/page.js")]).await?;
        session.cdp("Emulation.setDeviceMetricsOverride", size(900)).await?;
        // Time on the processor, not on the clock: what else the machine does is not in it.
        session.cdp("Performance.enable", json!({ "timeDomain": "threadTicks" })).await?;
        session.web_driver()?.set_script_timeout(std::time::Duration::from_secs(300)).await?;
        session.web_driver()?.goto(self.server.url(path)).await?;
        let visit = Visit { session, driver };
        let ready = "if (window.articleAnnotator) await window.articleAnnotator.ready; await __bench.quiet()";
        if path == BASE {
            let there = "for (;;) { if (window.articleAnnotator) return; await new Promise((r) => setTimeout(r, 20)); }";
            visit.ask(there, json!([])).await?;
        }
        visit.ask(ready, json!([])).await?;
        Ok(visit)
    }
}

/// One page in one browser.
struct Visit {
    session: Session,
    driver: Driver,
}

impl Visit {
    async fn ask(&self, script: &str, args: Value) -> Result<Value> {
        self.session.js(script, args).await.with_context(|| format!("asked to {script}"))
    }

    /// Has the application open the article, and waits until all is done that follows.
    async fn load(&self) -> Result<Value> {
        let times = self.ask("return __bench.load(arguments[0])", json!([DATA])).await?;
        self.ask("await __bench.quiet()", json!([])).await?;
        Ok(times)
    }

    /// Everything that is measured once the article is there, and how many blocks an edit touched.
    async fn figures(&self, middle: usize) -> Result<(Figures, f64)> {
        let mut figures = self.memory().await?;
        let before = self.worked().await?;
        let edits = self.ask("return __bench.edits(...arguments)", json!([middle, EDITS])).await?;
        for (name, key) in [
            ("add", "add"),
            ("add script", "addScript"),
            ("remove", "remove"),
            ("remove script", "removeScript"),
        ] {
            figures.push((name, median(&numbers(&edits[key])?).context("no edits")?));
        }
        figures.push(("edit work", (self.worked().await? - before) / (2 * EDITS) as f64));
        let touched = self.ask("return __bench.touched(arguments[0])", json!([middle])).await?;
        ensure!(
            touched["elsewhere"] == json!(0),
            "an edit changed the article outside of blocks: {touched}"
        );
        figures.extend(self.scrolling().await?);
        figures.push(("height", self.heights().await?));
        for (name, format) in [("export", "json"), ("w3c", "w3c")] {
            let given = json!([DATA, EXPORTS, format]);
            let exports = self.ask("return __bench.exports(...arguments)", given).await?;
            figures.push((name, median(&numbers(&exports["times"])?).context("no exports")?));
        }
        Ok((figures, number(&touched["blocks"])?))
    }

    async fn scrolling(&self) -> Result<Figures> {
        let before = self.worked().await?;
        let frames = numbers(&self.ask("return __bench.scroll()", json!([])).await?)?;
        let (count, work) = (frames.len() as f64, self.worked().await? - before);
        Ok(vec![("scroll", frames.iter().sum::<f64>() / count), ("scroll work", work / count)])
    }

    async fn heights(&self) -> Result<f64> {
        let before = self.worked().await?;
        for change in 0..EDITS {
            self.session
                .cdp("Emulation.setDeviceMetricsOverride", size(890 + change % 2 * 10))
                .await?;
            self.ask("await __bench.frame(); await __bench.frame()", json!([])).await?;
        }
        Ok((self.worked().await? - before) / EDITS as f64)
    }

    async fn memory(&self) -> Result<Figures> {
        for _ in 0..3 {
            self.session.cdp("HeapProfiler.collectGarbage", json!({})).await?;
        }
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        let wasm = number(&self.ask("return __bench.wasm()", json!([])).await?)?;
        Ok(vec![
            ("memory", memory::of_page(self.driver.root())?),
            ("heap", self.metric("JSHeapUsedSize").await? / MIB),
            ("wasm", wasm / MIB),
        ])
    }

    /// How long the main thread has worked since the page was opened, in milliseconds.
    async fn worked(&self) -> Result<f64> {
        Ok(self.metric("TaskDuration").await? * 1000.0)
    }

    async fn metric(&self, name: &str) -> Result<f64> {
        let metrics = self.session.cdp("Performance.getMetrics", json!({})).await?;
        let list = metrics["metrics"].as_array().cloned().unwrap_or_default();
        let found = list.iter().find(|metric| metric["name"] == json!(name));
        number(&found.with_context(|| format!("no metric {name}"))?["value"])
    }
}

/// As the application's rule, but never hidden: what a static page without it costs.
const ALWAYS_LAID_OUT: &str = "article[data-annotator] :is(.section, [data-block]) { content-visibility: visible !important; }\n";

fn size(height: usize) -> Value {
    json!({ "width": 1280, "height": height, "deviceScaleFactor": 1, "mobile": false })
}

/// A paragraph halfway down, not a headline.
fn middle(news: &News) -> usize {
    let half = news.lines.len() / 2;
    half - half % 12 + 6
}

/// The two pages must show the same marks, else they are not comparable.
fn same(floor: &Value, app: &Value) -> Result<()> {
    let (floor, app) = (list(floor)?, list(app)?);
    let differ = floor.iter().zip(app).find(|(floor, app)| floor != app);
    if let Some((floor, app)) = differ {
        bail!("the floor shows {floor} where the application shows {app}");
    }
    ensure!(
        floor.len() == app.len(),
        "the floor has {} marks, the application {}",
        floor.len(),
        app.len()
    );
    ensure!(floor.len() >= news::ANNOTATIONS, "there are only {} marks", floor.len());
    Ok(())
}

fn list(value: &Value) -> Result<&Vec<Value>> {
    value.as_array().with_context(|| format!("no list: {value}"))
}

fn numbers(value: &Value) -> Result<Vec<f64>> {
    list(value)?.iter().map(number).collect()
}

fn number(value: &Value) -> Result<f64> {
    value.as_f64().with_context(|| format!("no number: {value}"))
}

fn text(value: &Value, name: &str) -> Result<String> {
    Ok(value[name].as_str().with_context(|| format!("no {name} in {value}"))?.to_owned())
}
