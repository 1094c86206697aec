//! Fingers: taps, long presses and drags of a touch screen (DevTools protocol).

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

    /// Holds a finger on a word until the system selects it. Injected touches make no long press in
    /// a headless browser, so a script selects between the finger's down and up.
    ///
    /// # Errors
    /// When the article does not hold the word.
    pub async fn long_press(&self, word: &str) -> Result<()> {
        let at = self.place(Spot::Within(word, 1)).await?;
        self.touch("touchStart", &[at]).await?;
        let select = "const r = document.caretRangeFromPoint(arguments[0], arguments[1]); \
            const s = getSelection(); s.collapse(r.startContainer, r.startOffset); \
            s.modify('move', 'backward', 'word'); s.modify('extend', 'forward', 'word'); \
            return s.toString().trim()";
        let selected = self.js(select, json!([at.0, at.1])).await?;
        anyhow::ensure!(selected == json!(word), "the system selected {selected}");
        self.touch("touchEnd", &[]).await
    }

    /// Drags the system's handle at the end of the selection by this many characters. The page sees
    /// no pointer events, only a changed selection.
    ///
    /// # Errors
    /// When nothing is selected.
    pub async fn drag_system_handle(&self, characters: usize) -> Result<()> {
        let extend = "for (let n = arguments[0]; n > 0; n--) getSelection().modify('extend', 'forward', 'character')";
        self.js(extend, json!([characters])).await.map(|_| ())
    }

    /// Drags a handle with a finger by the distance between two places of the text.
    ///
    /// # Errors
    /// When a place is not in the window.
    pub async fn drag_handle(&self, handle: &str, from: Spot<'_>, to: Spot<'_>) -> Result<()> {
        let (from, to) = (self.place(from).await?, self.place(to).await?);
        let held = self.place(Spot::At(handle)).await?;
        self.touch("touchStart", &[held]).await?;
        for part in 1..=4 {
            let share = f64::from(part) / 4.0;
            let at = (held.0 + (to.0 - from.0) * share, held.1 + (to.1 - from.1) * share);
            self.touch("touchMove", &[at]).await?;
        }
        // The finger rests before it is lifted: otherwise it is a fling, and the next tap only
        // stops that.
        self.js("await new Promise((rested) => setTimeout(rested, 150))", json!([])).await?;
        let rest = (held.0 + to.0 - from.0, held.1 + to.1 - from.1);
        self.touch("touchMove", &[rest]).await?;
        self.touch("touchEnd", &[]).await
    }

    /// Puts a finger on something and moves it up or down by some pixels.
    ///
    /// # Errors
    /// When the place is not in the window.
    pub async fn slide(&self, spot: Spot<'_>, down: f64) -> Result<()> {
        let (x, y) = self.place(spot).await?;
        self.touch("touchStart", &[(x, y)]).await?;
        for part in 1..=8 {
            self.touch("touchMove", &[(x, y + down * f64::from(part) / 8.0)]).await?;
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
