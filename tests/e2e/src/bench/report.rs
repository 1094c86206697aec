//! Figures of the pages side by side: medians, ratios and limits. Each median comes with the
//! smallest and the largest value.

use std::fmt::Write as _;
use std::process::ExitCode;

use serde_json::{Value, json};

/// The figures of a page in one run, by name.
pub type Figures = Vec<(&'static str, f64)>;

/// A row of the report: a figure of both pages, and the limit of their ratio.
pub struct Row {
    /// The name of the figure in [`Figures`].
    pub name: &'static str,
    /// Its description.
    pub title: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// Its limit; `None` if it is only reported.
    pub bar: Option<Bar>,
}

/// The limit of one of the app's figures.
#[derive(Clone, Copy)]
pub enum Bar {
    /// A multiple of the floor's.
    Floor(f64),
    /// A multiple of the figure of the page with `content-visibility`.
    Lazy(f64),
    /// An absolute value.
    Most(f64),
}

/// All figures of all runs.
#[derive(Default)]
pub struct Report {
    floor: Vec<Figures>,
    lazy: Vec<Figures>,
    app: Vec<Figures>,
    /// The largest number of blocks that an edit touched in any run; exactly one passes.
    touched: f64,
}

impl Report {
    /// Adds one run of all pages.
    pub fn add(&mut self, floor: Figures, lazy: Figures, app: Figures, touched: f64) {
        self.floor.push(floor);
        self.lazy.push(lazy);
        self.app.push(app);
        self.touched = self.touched.max(touched);
    }

    /// The table for people; `names` are those of the three pages.
    #[must_use]
    pub fn table(&self, rows: &[Row], names: [&str; 3]) -> String {
        let [floor, lazy, app] = names;
        let mut text = format!(
            "{:<44} {floor:>24} {lazy:>24} {app:>24} {:>7} {:>6}\n",
            "median (smallest – largest)", "ratio", "bar"
        );
        for row in rows {
            let [floor, lazy, app] = [&self.floor, &self.lazy, &self.app]
                .map(|runs| range(&self.values(runs, row.name)));
            let measured = self.measured(row);
            let measured = measured.map_or("–".to_owned(), |measured| format!("{measured:.2}"));
            let bar = row.bar.map_or(String::new(), |bar| match bar {
                Bar::Floor(bar) => format!("{bar:.2}"),
                Bar::Lazy(bar) => format!("{bar:.2} l"),
                Bar::Most(bar) => format!("{bar:.0}"),
            });
            let title = format!("{}, {}", row.title, row.unit);
            let verdict = self.verdict(row);
            let _ = writeln!(
                text,
                "{title:<44} {floor:>24} {lazy:>24} {app:>24} {measured:>7} {bar:>6}  {verdict}"
            );
        }
        let verdict = if self.one_block() { "pass" } else { "FAIL" };
        let _ = writeln!(
            text,
            "{:<44} {:>24} {:>24} {:>24} {:>7} {:>6}  {verdict}",
            "blocks re-rendered by an edit", "", "", self.touched, "", 1
        );
        text
    }

    /// The same for programs, with every value.
    #[must_use]
    pub fn json(&self, rows: &[Row]) -> Value {
        let rows: Vec<Value> = rows
            .iter()
            .map(|row| {
                let floor = self.values(&self.floor, row.name);
                let app = self.values(&self.app, row.name);
                let lazy = self.values(&self.lazy, row.name);
                let (against, bar) = match row.bar {
                    None => (None, None),
                    Some(Bar::Floor(bar)) => (Some("floor"), Some(bar)),
                    Some(Bar::Lazy(bar)) => (Some("lazy"), Some(bar)),
                    Some(Bar::Most(bar)) => (Some("most"), Some(bar)),
                };
                json!({
                    "name": row.name, "title": row.title, "unit": row.unit,
                    "against": against, "bar": bar,
                    "ratio": self.measured(row), "pass": row.bar.map(|_| self.passes(row)),
                    "floor": { "median": median(&floor), "runs": floor },
                    "lazy": { "median": median(&lazy), "runs": lazy },
                    "app": { "median": median(&app), "runs": app },
                })
            })
            .collect();
        let blocks = json!({ "app": self.touched, "bar": 1, "pass": self.one_block() });
        json!({ "figures": rows, "blocksRerendered": blocks })
    }

    /// The number of exceeded limits.
    #[must_use]
    pub fn missed(&self, rows: &[Row]) -> usize {
        let missed = rows.iter().filter(|row| row.bar.is_some() && !self.passes(row)).count();
        missed + usize::from(!self.one_block())
    }

    fn one_block(&self) -> bool {
        (self.touched - 1.0).abs() < f64::EPSILON
    }

    fn verdict(&self, row: &Row) -> &'static str {
        match (row.bar, self.passes(row)) {
            (None, _) => "",
            (_, true) => "pass",
            (_, false) => "FAIL",
        }
    }

    fn passes(&self, row: &Row) -> bool {
        let (Some(bar), Some(measured)) = (row.bar, self.measured(row)) else { return false };
        match bar {
            Bar::Floor(bar) | Bar::Lazy(bar) | Bar::Most(bar) => measured <= bar,
        }
    }

    /// The value to compare with the limit: a ratio, or the figure itself.
    fn measured(&self, row: &Row) -> Option<f64> {
        let app = median(&self.values(&self.app, row.name))?;
        let other = match row.bar {
            Some(Bar::Most(_)) => return Some(app),
            Some(Bar::Lazy(_)) => &self.lazy,
            _ => &self.floor,
        };
        let other = median(&self.values(other, row.name))?;
        (other > 0.0).then(|| app / other)
    }

    fn values(&self, runs: &[Figures], name: &str) -> Vec<f64> {
        runs.iter().flatten().filter(|(of, _)| *of == name).map(|(_, value)| *value).collect()
    }
}

/// The middle value, or the mean of the two in the middle.
#[must_use]
pub fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (low, high) = (sorted.len().checked_sub(1)? / 2, sorted.len() / 2);
    Some((sorted.get(low)? + sorted.get(high)?) / 2.0)
}

fn range(values: &[f64]) -> String {
    let Some(middle) = median(values) else { return "–".to_owned() };
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let digits = if most < 10.0 { 2 } else { usize::from(most < 100.0) };
    format!("{middle:.digits$} ({least:.digits$} – {most:.digits$})")
}

/// Says how many bars are missed; one is a failure.
pub fn verdict(missed: usize) -> ExitCode {
    if missed > 0 {
        println!("{missed} bars are missed");
    }
    ExitCode::from(u8::from(missed > 0))
}
