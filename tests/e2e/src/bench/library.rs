//! The search in the texts of a library of so many articles: the first one, which reads them, and a key each
//! of those that follow.

use anyhow::Result;
use e2e::Server;
use e2e::app::{BASE, dist};
use serde_json::json;

use crate::{Stage, number};

/// What is searched for, one after the other, and in how many of a thousand articles it is: each
/// number differs from the one before.
const SEARCHES: [(&str, usize); 6] = [
    ("number 7", 111),
    ("number 77", 11),
    ("full recording", 1001),
    ("number 777", 1),
    ("council", 1001),
    ("not in any of them", 0),
];

/// Fills the library of an empty browser, starts the app again, and searches.
pub async fn library(count: usize) -> Result<()> {
    let stage =
        Stage { server: Server::start(&[(BASE, &dist()?)])?, browser: String::new(), middle: 0 };
    let visit = stage.open(BASE).await?;
    let bytes =
        number(&visit.ask("return __bench.fillLibrary(arguments[0])", json!([count])).await?)?;
    println!("{count} articles with 20 annotations each, one with 10,000; {:.1} MB", bytes / 1e6);
    visit.session.web_driver()?.refresh().await?;
    for (words, wanted) in SEARCHES {
        let given = json!([words, if count == 1000 { Some(wanted) } else { None }]);
        let found = visit.ask("return __bench.searchLibrary(...arguments)", given).await?;
        println!("{words}: {found}");
    }
    println!("memory {:?}", visit.memory().await?);
    Ok(())
}
