//! What fingers do: taps, long presses and drags, as a touch screen gives them (DevTools protocol).
//! It must never use a mouse, or call the page's own functions.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::App;
use crate::gestures::Spot;

impl App {
    /// Makes the window a touch screen of this size.
    ///
    /// # Errors
    /// When the browser refuses it.
    pub async fn become_touched(&self, (width, height): (u32, u32)) -> Result<()> {
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": true });
        self.session.cdp("Emulation.setDeviceMetricsOverride", metrics).await?;
        let touch = json!({ "enabled": true, "maxTouchPoints": 5 });
        self.session.cdp("Emulation.setTouchEmulationEnabled", touch).await.map(|_| ())
    }

    /// Taps there.
    ///
    /// # Errors
    /// When the place is not in the window.
    pub async fn tap(&self, spot: Spot<'_>) -> Result<()> {
        let at = self.place(spot).await?;
        self.touch("touchStart", &[at]).await?;
        self.touch("touchEnd", &[]).await
    }

    /// Holds a finger on a word until the system selects it.
    ///
    /// # Errors
    /// When nothing is selected within 10 s.
    pub async fn long_press(&self, spot: Spot<'_>) -> Result<()> {
        let at = self.place(spot).await?;
        self.touch("touchStart", &[at]).await?;
        let selected = "return !getSelection().isCollapsed";
        self.expect("the system’s selection", selected, json!([]), json!(true)).await?;
        self.touch("touchEnd", &[]).await
    }

    /// Drags a finger from one place to another.
    ///
    /// # Errors
    /// When a place is not in the window.
    pub async fn drag_finger(&self, from: Spot<'_>, to: Spot<'_>) -> Result<()> {
        let (from, to) = (self.place(from).await?, self.place(to).await?);
        self.touch("touchStart", &[from]).await?;
        for part in 1..=4 {
            let share = f64::from(part) / 4.0;
            let way = |from: f64, to: f64| from + (to - from) * share;
            self.touch("touchMove", &[(way(from.0, to.0), way(from.1, to.1))]).await?;
        }
        self.touch("touchEnd", &[]).await
    }

    async fn touch(&self, kind: &str, points: &[(f64, f64)]) -> Result<()> {
        let points: Vec<Value> = points.iter().map(|(x, y)| json!({ "x": x, "y": y })).collect();
        let event = json!({ "type": kind, "touchPoints": points });
        self.session.cdp("Input.dispatchTouchEvent", event).await.map(|_| ())
    }

    async fn place(&self, spot: Spot<'_>) -> Result<(f64, f64)> {
        self.places(&[spot]).await?.first().copied().context("one place for one spot")
    }
}
