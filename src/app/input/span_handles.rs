//! Dragging the ends of the open highlight: reports where the pointer is, and the session snaps to
//! words.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::{Element, PointerEvent};

use crate::browser::{dom_points, layout, overlay};
use crate::model::{AnnotationId, BlockPoint, TextRange};
use crate::session::Action;
use crate::session::selection::movement::Side;
use crate::session::selection::span_resize::Adjust;

use crate::app::display::placement::{is_readable, range_of};
use crate::app::shared::Shared;

/// The handle being dragged, if any.
#[derive(Default)]
pub(in crate::app) struct Holding(RefCell<Option<Dragged>>);

struct Dragged {
    id: AnnotationId,
    part: usize,
    side: Side,
    /// Distance from the pointer to the end, in CSS pixels: nobody grabs a handle exactly.
    offset: (f64, f64),
    last: Option<(BlockPoint, bool)>,
}

impl Holding {
    /// Starts dragging a handle.
    #[inline(never)]
    pub(in crate::app) fn take(&self, shared: &Shared, handle: &Element, event: &PointerEvent) {
        let held = held(shared, handle, event);
        overlay::hold(held.is_some());
        *self.0.borrow_mut() = held;
    }

    /// Whether a handle is being dragged.
    pub(in crate::app) fn is_held(&self) -> bool {
        self.0.borrow().is_some()
    }

    /// The pointer moved: moves the end if it would lie elsewhere.
    #[inline(never)]
    pub(in crate::app) fn drag(&self, shared: &Rc<Shared>, event: &PointerEvent) {
        let action = self.0.borrow_mut().as_mut().and_then(|held| held.follow(shared, event));
        if let Some(action) = action {
            shared.act(action);
        }
    }

    /// The handle is released: the end stays, or goes back.
    pub(in crate::app) fn let_go(&self, shared: &Rc<Shared>, keep: bool) {
        if self.0.take().is_some() {
            overlay::hold(false);
            shared.act(Action::Adjust(if keep { Adjust::Keep } else { Adjust::Drop }));
        }
    }
}

impl Dragged {
    fn follow(&mut self, shared: &Shared, event: &PointerEvent) -> Option<Action> {
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        let to = dom_points::at(x + self.offset.0, y + self.offset.1)?;
        if !is_readable(shared, to.block) {
            return Some(Action::RefuseBlock(to.block));
        }
        let now = (to, event.alt_key());
        if self.last.replace(now) == Some(now) {
            return None;
        }
        let Self { id, part, side, .. } = self;
        let (id, part, side) = (id.clone(), *part, *side);
        Some(Action::Adjust(Adjust::Drag { id, part, side, to, exact: now.1 }))
    }
}

fn held(shared: &Shared, handle: &Element, event: &PointerEvent) -> Option<Dragged> {
    let id = AnnotationId::from(handle.parent_element()?.get_attribute("data-id")?.as_str());
    let part = handle.get_attribute("data-part")?.parse().ok()?;
    let start = handle.class_list().contains("start");
    let span = span(shared, &id, part)?;
    let edge = edge_of(shared, span, start)?;
    let middle = f64::midpoint(edge.top, edge.bottom);
    let offset = (edge.x - f64::from(event.client_x()), middle - f64::from(event.client_y()));
    let side = if start { Side::Start } else { Side::End };
    Some(Dragged { id, part, side, offset, last: None })
}

/// Where a part of an annotation lies, or would lie while its ends are adjusted.
fn span(shared: &Shared, id: &AnnotationId, part: usize) -> Option<TextRange> {
    shared.read(|session| match session.adjusting() {
        Some(now) if now.id == *id && now.part == part => Some(now.range),
        _ => session.document()?.set().get(id)?.spans.get(part).copied(),
    })
}

/// An end of a range on the screen.
pub(in crate::app) fn edge_of(
    shared: &Shared,
    range: TextRange,
    start: bool,
) -> Option<overlay::Edge> {
    let at = if start { range.start } else { range.end };
    let rtl = shared.read(|session| Some(session.document()?.article().is_rtl(at)))?;
    overlay::edge(&range_of(shared, range)?, start, rtl)
}

/// Puts every handle at its end, and hides those off the screen.
pub(in crate::app) fn put(shared: &Shared) {
    let handles = overlay::handles();
    if handles.is_empty() {
        return;
    }
    let Some(id) = shared.read(|session| session.focused().cloned()) else { return };
    let edges: Vec<_> = handles
        .iter()
        .map(|(_, part, start)| {
            let span = span(shared, &id, *part)?;
            let at = if *start { span.start } else { span.end };
            let point = shared.read(|session| Some(session.document()?.article().point_of(at)))?;
            layout::is_near_view(point).then(|| edge_of(shared, span, *start))?
        })
        .collect();
    for ((handle, ..), edge) in handles.iter().zip(edges) {
        overlay::put_handle(handle, edge);
    }
}
