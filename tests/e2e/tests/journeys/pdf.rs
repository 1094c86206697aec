//! A PDF opens as an article by a program of its own, and one that cannot be read says what to do.

use std::path::{Path, PathBuf};

use e2e::{Told, journey};

fn file(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/pdf").join(name);
    // ChromeDriver takes no other. A file that is missing fails the journey.
    path.canonicalize().unwrap_or(path)
}

#[tokio::test]
async fn a_pdf_opens_and_one_with_a_password_says_what_to_do() -> Told {
    journey("pdf", async |app| {
        app.click("header", "Open").await?;
        app.dialog_is_open("Open").await?;
        app.choose_path(&file("password.pdf")).await?;
        app.says("body", "This PDF has a password").await?;
        app.reload().await?;
        app.click("header", "Open").await?;
        app.dialog_is_open("Open").await?;
        app.choose_path(&file("notes.pdf")).await?;
        app.dialog_is_open("Open this article?").await?;
        app.says("dialog[open]", "The Daily Right").await?;
        app.axe_finds_nothing("with a PDF to be opened").await?;
        app.click("dialog[open]", "Open").await?;
        app.no_dialog_is_open().await?;
        app.says("article", "acts which have outraged the conscience of mankind").await?;
        let text = app.article_text().await?;
        assert!(
            !text.contains("The Daily Right") && !text.contains("A note at the foot"),
            "{text}"
        );
        Ok(())
    })
    .await
}
