//! The time until each list beside the text is shown, of an article with 10,000 annotations of 500 people.

use anyhow::Result;
use e2e::Server;
use e2e::app::{BASE, dist};
use serde_json::{Value, json};

use crate::report::median;
use crate::{DATA, Stage, list, numbers, size};

const PEOPLE: usize = 500;

/// The bar of each.
const MOST: f64 = 50.0;

/// Opens each list this often, in turn, and prints the medians. Returns how many miss the bar.
pub async fn panels(runs: usize) -> Result<usize> {
    let stage =
        Stage { server: Server::start(&[(BASE, &dist()?)])?, browser: String::new(), middle: 0 };
    stage.server.page(DATA, "application/json", serde_json::to_vec(&annotated())?);
    let visit = stage.open(BASE).await?;
    visit.session.cdp("Emulation.setDeviceMetricsOverride", size((1440, 900))).await?;
    visit.load(DATA).await?;
    let opened = visit.ask("return __bench.panels(arguments[0])", json!([runs])).await?;
    let mut missed = 0;
    for one in list(&opened)? {
        let times = numbers(&one["times"])?;
        let first = times.first().copied().unwrap_or_default();
        let usual = median(&times).unwrap_or_default();
        let verdict = if usual > MOST { "FAIL" } else { "pass" };
        missed += usize::from(usual > MOST);
        let name = one["name"].as_str().unwrap_or_default();
        println!("{name:<24} median {usual:>6.1} ms, the first time {first:>6.1} ms  {verdict}");
    }
    Ok(missed)
}

/// 10,000 annotations of all kinds, as arguments of `load`.
fn annotated() -> Value {
    let name = |at: usize| format!("Ana{0} Ruiz{0}", at * 7 % PEOPLE);
    let (mut text, mut notes) = (String::new(), Vec::new());
    for at in 0..10_000 {
        let (who, start) = (name(at), text.len());
        let said = format!("said that figure {at} rose by {} percent in the year.", at % 97);
        let from = start + who.len() + 1;
        let range = json!({ "start": from, "end": from + said.len() });
        let is_known = at % 5 > 0;
        notes.push(match at % 3 {
            0 => json!({ "kind": "person", "start": start, "end": from - 1 }),
            1 if is_known => json!({ "kind": "claim", "spans": [range], "claimant": who, "check": { "verdict": "false" } }),
            1 => json!({ "kind": "claim", "spans": [range] }),
            _ if is_known => json!({ "kind": "quote", "spans": [range], "speaker": who }),
            _ => json!({ "kind": "quote", "spans": [range] }),
        });
        text += &format!("{who} {said} The council agreed to close the bridge.\n");
    }
    json!({ "article": { "title": "Lists", "text": text.trim_end() }, "annotations": notes })
}
