//! The edge of the panel: dragged, or stepped by its arrow keys, it changes the width, which is kept.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::session::{Action, PanelWidth, Settings};
use crate::view::{Act, wording};

/// Properties of the grip.
#[derive(Properties, PartialEq)]
pub struct GripProps {
    /// Whether the panel is on the left, beside an article written from right to left.
    pub on_left: bool,
    /// The settings, of which the width is one.
    pub settings: Rc<Settings>,
    /// Receives the actions.
    pub act: Act,
}

/// The grip. It measures the panel, whose width may be the style sheet's.
#[component]
pub fn Grip(props: &GripProps) -> Html {
    let node = use_node_ref();
    let known = use_state(|| PanelWidth::from(PanelWidth::LEAST));
    {
        let (node, known) = (node.clone(), known.clone());
        use_effect(move || {
            let width = panel(&node).map(|panel| of_pixels(panel.width()));
            if let Some(width) = width.filter(|width| *width != *known) {
                known.set(width);
            }
        });
    }
    let wide = {
        let (settings, act) = (props.settings.clone(), props.act.clone());
        move |width: PanelWidth| {
            if settings.panel != Some(width) {
                act.emit(Action::SetSettings(Settings {
                    panel: Some(width),
                    ..(*settings).clone()
                }));
            }
        }
    };
    let onkeydown = {
        let (node, wide, known, on_left) = (node.clone(), wide.clone(), *known, props.on_left);
        Callback::from(move |event: KeyboardEvent| {
            // Measured now: the window may have another size since the last drawing.
            let now = panel(&node).map_or(known, |panel| of_pixels(panel.width()));
            let (now, step) = (now.pixels(), PanelWidth::STEP);
            let width = match event.key().as_str() {
                "ArrowUp" => now + step,
                "ArrowDown" => now - step,
                "ArrowLeft" | "ArrowRight" if (event.key() == "ArrowRight") == on_left => {
                    now + step
                }
                "ArrowLeft" | "ArrowRight" => now - step,
                "Home" => PanelWidth::LEAST,
                "End" => PanelWidth::MOST,
                _ => return,
            };
            event.prevent_default();
            wide(width.into());
        })
    };
    let onpointerdown = Callback::from(move |event: PointerEvent| {
        if let Some(grip) = event.target_dyn_into::<web_sys::Element>() {
            // Without a capture, the width follows only while the pointer is over the grip.
            let _ = grip.set_pointer_capture(event.pointer_id());
        }
        event.prevent_default();
    });
    let onpointermove = {
        let (node, on_left) = (node.clone(), props.on_left);
        Callback::from(move |event: PointerEvent| {
            if let Some(panel) = panel(&node).filter(|_| event.buttons() & 1 == 1) {
                let x = f64::from(event.client_x());
                wide(of_pixels(if on_left { x - panel.left() } else { panel.right() - x }));
            }
        })
    };
    let now = known.pixels().to_string();
    html! {
        <div ref={node} class="grip" role="separator" tabindex="0" aria-orientation="vertical" aria-label={wording::PANEL_WIDTH} title={wording::PANEL_WIDTH_HINT}
            aria-valuemin={PanelWidth::LEAST.to_string()} aria-valuemax={PanelWidth::MOST.to_string()} aria-valuenow={now}
            {onkeydown} {onpointerdown} {onpointermove}></div>
    }
}

/// The box of the panel that the grip belongs to.
fn panel(node: &NodeRef) -> Option<web_sys::DomRect> {
    let grip = node.get()?.dyn_into::<web_sys::Element>().ok()?;
    Some(grip.parent_element()?.get_bounding_client_rect())
}

/// The width of a pinned list beside the panel's own, in CSS pixels: `.panel[data-pinned]` of panel-widths.css.
const PINNED: f64 = 336.0;

fn of_pixels(width: f64) -> PanelWidth {
    let is_pinned = width >= f64::from(PanelWidth::LEAST) + PINNED;
    let width = if is_pinned { width - PINNED } else { width };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the cast saturates"
    )]
    let pixels = width as u16;
    pixels.into()
}
