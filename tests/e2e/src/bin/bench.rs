//! The app's speed in real Chromium against the floor: the same page as plain static HTML, marked
//! up beforehand. `cargo run --release -p e2e --bin bench [-- --json PATH] [--runs N]`; more
//! options at [`options`].

// The measured article is 1 MB of news with 10,000 annotations ([`news`]). Pages open in turn,
// floor, lazy, app, floor …, each in a browser with an empty profile. Figures are medians of the
// runs; limits apply to ratios of medians. The floor is a plain page: one element per paragraph, no
// sections, no `content-visibility`. It links the app's style sheets and has the same header and
// columns, but no cards and no script. "Lazy" is the same page with `content-visibility: auto` on
// each paragraph. Before any run, the marks of floor and app are compared one by one.
//
// "To the paint" means to the first task after the frame that shows the change, when that frame's
// style, layout, paint and commit are done. Edits begin in a frame's callback, so that no time
// passes waiting for a frame: two frames' callbacks would measure the screen's 16.7 ms, not the
// * Load. The floor: from the first byte of the answer (only the server and the network work before
// it) to the paint of the first frame after the whole document is there. The app: from calling
// `load` with the text and the annotations to the paint of the first frame after its promise. Both
// begin with an open, empty page and the data at hand, and end with the same visible page. Also
// reported: the time to write the floor's article by `innerHTML` into an open page with its style
// sheets; and for the app, compared with the whole of the floor, the time until everything in view
// was painted with its highlights, and the longest task.
// * Add, remove: 20 of each, one after the other, on the same ten or more characters in the middle
// of the view, halfway down. The floor sets the `innerHTML` of one paragraph to a prepared text.
// "Script alone" ends when the promise resolves: before the frame, but with the layout that
// measuring forces.
// * Scrolling: 120 frames of 200 pixels each, from three places: the mean time from frame to frame,
// and the main thread's processor time for each frame, which the screen's fixed rate hides. Then
// the whole text from top to bottom in 120 frames: work per frame, and dropped frames.
// * Change of height: the window's, by 10 pixels, 20 times. The app lays out and paints its strip
// of all highlights each time; the floor has none.
// * Memory: the renderer process (Pss) after the load, once nothing moves and garbage is collected.
// * Export: `export(…)`, which reads the file back and compares it, against `JSON.stringify` of the
// same annotations with their words. Import: from calling `import` to its promise; there is no
// floor for it.
// * One line: the app with the same text and highlights in a single paragraph, against the app with
// paragraphs.

#[path = "../bench/floor.rs"]
mod floor;
#[path = "../bench/library.rs"]
mod library;
#[path = "../bench/memory.rs"]
mod memory;
#[path = "../bench/news.rs"]
mod news;
#[path = "../bench/panels.rs"]
mod panels;
#[path = "../bench/report.rs"]
mod report;
#[path = "../bench/visit.rs"]
mod visit;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail, ensure};
use e2e::app::{BASE, dist};
use e2e::{Driver, Server};
use news::News;
use report::{Bar, Figures, Report, Row, median, verdict};
use serde_json::{Value, json};
use visit::Visit;

const ROWS: [Row; 22] = [
    row("seen", "load: what is in view painted", "ms", Some(Bar::Floor(0.3))),
    row("load", "load to paint", "ms", Some(Bar::Floor(1.0))),
    row("longest", "  the page stands still at most", "ms", Some(Bar::Most(50.0))),
    row("write", "  against innerHTML into an open page", "ms", None),
    row("load work", "  main thread until quiet", "ms", None),
    row("add", "add one, to paint", "ms", Some(Bar::Floor(1.25))),
    row("add script", "  script alone", "ms", None),
    row("remove", "remove one, to paint", "ms", Some(Bar::Floor(1.25))),
    row("remove script", "  script alone", "ms", None),
    row("edit work", "  main thread per edit", "ms", None),
    row("scroll", "mean frame while scrolling", "ms", Some(Bar::Floor(1.05))),
    row("scroll work", "  main thread per frame", "ms", None),
    row("sweep work", "whole text in 120 frames, work a frame", "ms", Some(Bar::Lazy(2.0))),
    row("sweep dropped", "  frames dropped", "", None),
    row("height", "main thread per change of the height", "ms", None),
    row("memory", "memory of the page", "MiB", Some(Bar::Floor(2.5))),
    row("heap", "  JavaScript heap", "MiB", None),
    row("wasm", "  linear memory of the wasm", "MiB", None),
    row("export", "export as JSON, proved", "ms", None),
    row("w3c", "export as Web Annotation, proved", "ms", Some(Bar::Floor(8.0))),
    row("import", "import of that, all new", "ms", None),
    row("import block", "  the page stands still at most", "ms", None),
];

/// The app with one paragraph, against itself with many.
const LINE_ROWS: [Row; 6] = [
    row("load", "load to paint", "ms", Some(Bar::Floor(3.0))),
    row("seen", "  what is in view painted", "ms", None),
    row("longest", "  the page stands still at most", "ms", Some(Bar::Most(50.0))),
    row("add", "add one, to paint", "ms", Some(Bar::Floor(2.0))),
    row("remove", "remove one, to paint", "ms", Some(Bar::Floor(2.0))),
    row("sweep work", "whole text in 120 frames, work a frame", "ms", None),
];

const fn row(name: &'static str, title: &'static str, unit: &'static str, bar: Option<Bar>) -> Row {
    Row { name, title, unit, bar }
}

const EDITS: usize = 20;
const EXPORTS: usize = 5;
const DATA: &str = "/floor/news.json";
const LINE: &str = "/floor/line.json";
const MIB: f64 = 1024.0 * 1024.0;

#[derive(Default)]
struct Options {
    json: Option<PathBuf>,
    input: Option<PathBuf>,
    files: Option<String>,
    line: Option<usize>,
    lines: Option<usize>,
    library: Option<usize>,
    panels: Option<usize>,
    runs: usize,
}

#[tokio::main]
async fn main() -> Result<ExitCode> {
    let options = options(std::env::args().skip(1))?;
    let news = News::write();
    if let Some(path) = options.input {
        // For examining the same load with other tools.
        return Ok(std::fs::write(path, news.arguments().to_string()).map(|()| ExitCode::SUCCESS)?);
    }
    if let Some(format) = options.files {
        return files(&news, &format).await.map(|()| ExitCode::SUCCESS);
    }
    if let Some(units) = options.line {
        return shape(&one_line(&news, units)).await.map(|()| ExitCode::SUCCESS);
    }
    if let Some(count) = options.lines {
        return shape(&short_lines(count)).await.map(|()| ExitCode::SUCCESS);
    }
    if let Some(count) = options.library {
        return library::library(count).await.map(|()| ExitCode::SUCCESS);
    }
    if let Some(runs) = options.panels {
        return Ok(verdict(panels::panels(runs).await?));
    }
    let stage = Stage::set(&news).await?;
    let (mut report, mut lines) = (Report::default(), Report::default());
    for run in 1..=options.runs {
        eprintln!("run {run} of {}", options.runs);
        let floor = stage.floor("/floor/page.html").await.context("the floor")?;
        let lazy = stage.floor("/floor/lazy.html").await.context("the lazy page")?;
        let (app, touched) = stage.app().await.context("the application")?;
        let line = stage.line().await.context("the application with one line")?;
        lines.add(app.clone(), Figures::new(), line, touched);
        report.add(floor, lazy, app, touched);
    }
    let bytes: usize = news.lines.iter().map(|line| line.len() + 1).sum();
    let (blocks, notes) = (news.lines.len(), news.notes.len());
    println!(
        "{bytes} bytes, {blocks} blocks, {notes} annotations; {} runs; {}",
        options.runs, stage.browser
    );
    print!("{}", report.table(&ROWS, ["floor", "content-visibility (l)", "app"]));
    println!("\nthe same text in a single paragraph");
    print!("{}", lines.table(&LINE_ROWS, ["app, paragraphs", "", "app, one line"]));
    if let Some(path) = options.json {
        let mut all = report.json(&ROWS);
        all["oneLine"] = lines.json(&LINE_ROWS);
        all["input"] = json!({ "bytes": bytes, "blocks": blocks, "annotations": notes });
        all["browser"] = json!(stage.browser);
        let text = serde_json::to_string_pretty(&all)?;
        std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(verdict(report.missed(&ROWS) + lines.missed(&LINE_ROWS)))
}

/// Export and import in one format: when the page freezes, and for how long.
async fn files(news: &News, format: &str) -> Result<()> {
    let server = Server::start(&[(BASE, &dist()?)])?;
    server.page(DATA, "application/json", serde_json::to_vec(&news.arguments())?);
    let stage = Stage { server, browser: String::new(), middle: 0 };
    let visit = stage.open(BASE).await?;
    visit.load(DATA).await?;
    let given = json!([DATA, EXPORTS, format]);
    let out = visit.ask("return __bench.exports(...arguments)", given).await?;
    println!("out {out}");
    for _ in 0..3 {
        let given = json!([DATA, format]);
        println!("in  {}", visit.ask("return __bench.imports(...arguments)", given).await?);
        visit.load(DATA).await?;
    }
    Ok(())
}

/// This many UTF-16 units of the news in one paragraph, as arguments of `load`.
fn one_line(news: &News, units: usize) -> Value {
    let mut given = news.arguments();
    let whole = given["article"]["text"].as_str().unwrap_or_default().replace('\n', " ");
    let text: Vec<u16> = whole.encode_utf16().take(units).collect();
    given["article"]["text"] = json!(String::from_utf16_lossy(&text));
    let notes = given["annotations"].as_array().into_iter().flatten();
    let inside = notes.filter(|one| one["end"].as_u64().is_some_and(|end| end <= units as u64));
    given["annotations"] = inside.cloned().collect();
    given
}

/// A text of this many short lines, with a thousand highlights all over it, as arguments of `load`.
fn short_lines(count: usize) -> Value {
    let line = "In line number 0000000 Anna Smith defends the budget again.";
    let lines: Vec<String> =
        (0..count).map(|at| line.replace("0000000", &format!("{at:07}"))).collect();
    let length = line.len() + 1;
    let notes = (0..count).step_by((count / 1000).max(1)).map(|at| {
        let start = at * length + 23;
        json!({ "id": format!("note-{at}"), "kind": "person", "start": start, "end": start + 10 })
    });
    let notes: Vec<Value> = notes.collect();
    json!({ "article": { "title": "Lines", "text": lines.join("\n") }, "annotations": notes })
}

/// Loading, editing and scrolling one article, without a comparison.
async fn shape(given: &Value) -> Result<()> {
    let server = Server::start(&[(BASE, &dist()?)])?;
    server.page(DATA, "application/json", serde_json::to_vec(given)?);
    let stage = Stage { server, browser: String::new(), middle: 0 };
    let visit = stage.open(BASE).await?;
    let load = visit.load(DATA).await?;
    println!("load {load}");
    let blocks = given["article"]["text"].as_str().unwrap_or_default().split('\n').count();
    let edits = visit.ask("return __bench.edits(...arguments)", json!([blocks / 2, 5])).await?;
    println!("edits {edits}");
    println!("sweep {:?}, memory {:?}", visit.sweep().await?, visit.memory().await?);
    Ok(())
}

/// `--json PATH` writes the figures, `--runs N` sets the number of runs. `--input PATH` only writes
/// the loaded article, `--files FORMAT` only measures export and import in a format, `--line UNITS`
/// only that much text as one paragraph, `--lines COUNT` only a text of that many short lines, `--library COUNT` only
/// the search in so many articles, `--panels RUNS` only how long each list beside the text takes to open.
fn options(mut args: impl Iterator<Item = String>) -> Result<Options> {
    let mut options = Options { runs: 5, ..Options::default() };
    while let Some(arg) = args.next() {
        let value = args.next().with_context(|| format!("{arg} needs a value"));
        let number = |value: &str| value.parse().with_context(|| format!("{arg} needs a number"));
        match arg.as_str() {
            "--json" => options.json = Some(value?.into()),
            "--input" => options.input = Some(value?.into()),
            "--files" => options.files = Some(value?),
            "--line" => options.line = Some(number(&value?)?),
            "--lines" => options.lines = Some(number(&value?)?),
            "--library" => options.library = Some(number(&value?)?),
            "--panels" => options.panels = Some(number(&value?)?),
            "--runs" => options.runs = number(&value?)?,
            _ => bail!(
                "usage: bench [--json PATH] [--runs N] [--input PATH] [--files FORMAT] [--line UNITS] [--lines COUNT] [--library COUNT] [--panels RUNS]; `{arg}` is none of them"
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
    /// Serves the app, takes its frame for the floor, and checks that both show the same.
    async fn set(news: &News) -> Result<Self> {
        let server = Server::start(&[(BASE, &dist()?)])?;
        server.page(DATA, "application/json", serde_json::to_vec(&news.arguments())?);
        let line = one_line(news, usize::MAX);
        server.page(LINE, "application/json", serde_json::to_vec(&line)?);
        server.page("/floor/lazy.css", "text/css; charset=utf-8", LAZY);
        let mut stage = Self { server, browser: String::new(), middle: middle(news) };
        let shown = stage.dress(news).await?;
        let visit = stage.open("/floor/page.html").await?;
        let floor = visit.ask("return __bench.marks()", json!([])).await?;
        same(&floor, &shown)?;
        Ok(stage)
    }

    /// Makes the floor's pages from the app's frame, and returns the marks the app shows.
    async fn dress(&mut self, news: &News) -> Result<Value> {
        let visit = self.open(BASE).await?;
        visit.load(DATA).await?;
        let shell = visit.ask("return __bench.shell()", json!([])).await?;
        let body = shell["body"].as_str().context("the page has no body")?;
        let styles = shell["styles"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let styles: Vec<String> = styles.map(str::to_owned).collect();
        let lazy = [styles.clone(), vec!["/floor/lazy.css".to_owned()]].concat();
        let article = floor::article(news);
        let html = "text/html; charset=utf-8";
        self.server.page("/floor/page.html", html, floor::page(&styles, body, &article));
        self.server.page("/floor/lazy.html", html, floor::page(&lazy, body, &article));
        self.server.page("/floor/empty.html", html, floor::page(&styles, body, ""));
        self.server.page("/floor/article.html", html, article);
        self.browser = text(&visit.session.cdp("Browser.getVersion", json!({})).await?, "product")?;
        visit.ask("return __bench.marks()", json!([])).await
    }

    async fn floor(&self, page: &str) -> Result<Figures> {
        let visit = self.open(page).await?;
        let (figures, touched) = visit.figures(self.middle).await?;
        ensure!(touched == 1.0, "the floor's edit touched {touched} blocks");
        let load = number(&visit.ask("return __bench.opened()", json!([])).await?)?;
        let fresh = self.open("/floor/empty.html").await?;
        let write =
            fresh.ask("return __bench.write(arguments[0])", json!(["/floor/article.html"])).await?;
        // A static page is ready when all of it has loaded.
        Ok([figures, vec![("seen", load), ("load", load), ("write", number(&write)?)]].concat())
    }

    async fn app(&self) -> Result<(Figures, f64)> {
        let visit = self.open(BASE).await?;
        let before = visit.worked().await?;
        let loaded = visit.load(DATA).await?;
        let work = visit.worked().await? - before;
        let (figures, touched) = visit.figures(self.middle).await?;
        let load = number(&loaded["paint"])?;
        let given = json!([DATA, "w3c"]);
        let imports = visit.ask("return __bench.imports(...arguments)", given).await?;
        let own = vec![
            ("seen", number(&loaded["seen"])?),
            ("longest", number(&loaded["longest"])?),
            ("load", load),
            ("write", load),
            ("load work", work),
            ("import", number(&imports["time"])?),
            ("import block", number(&imports["longest"])?),
        ];
        Ok(([figures, own].concat(), touched))
    }

    async fn line(&self) -> Result<Figures> {
        let visit = self.open(BASE).await?;
        let loaded = visit.load(LINE).await?;
        let mut figures = Figures::new();
        for (name, key) in [("load", "paint"), ("seen", "seen"), ("longest", "longest")] {
            figures.push((name, number(&loaded[key])?));
        }
        let edits = visit.ask("return __bench.edits(...arguments)", json!([0, EDITS])).await?;
        for name in ["add", "remove"] {
            figures.push((name, median(&numbers(&edits[name])?).context("no edits")?));
        }
        figures.extend(visit.sweep().await?);
        Ok(figures)
    }

    /// A browser of its own with this page.
    async fn open(&self, path: &str) -> Result<Visit> {
        let driver = Driver::start()?;
        let session = driver.session("profile", &[include_str!("../bench/page.js")]).await?;
        session.cdp("Emulation.setDeviceMetricsOverride", size((1280, 900))).await?;
        // Processor time rather than elapsed time, which includes other work of the machine.
        session.cdp("Performance.enable", json!({ "timeDomain": "threadTicks" })).await?;
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

/// What a static page can do by itself: no layout of paragraphs off the screen.
const LAZY: &str = "article[data-annotator] [data-block] { content-visibility: auto; contain-intrinsic-block-size: auto 12rem; }\n";

fn size((width, height): (usize, usize)) -> Value {
    json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false })
}

/// A paragraph halfway down, not a headline.
fn middle(news: &News) -> usize {
    let half = news.lines.len() / 2;
    half - half % 12 + 6
}

/// Both pages must show the same marks, or they cannot be compared.
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
