//! What is in view, and how to get from there to a highlight: what the minimap says and does. It names the
//! highlight; `app` scrolls to it.

use std::rc::Rc;

use crate::model::{Annotation, AnnotationId, BlockIndex, Byte, Kind, TextRange};
use crate::session::Session;
use crate::session::action::Action;
use crate::session::action::effect::PageEffect;
use crate::session::document::excerpt::paragraph;

/// What is in view, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InView {
    /// The first paragraph in view, from 1.
    pub paragraph: usize,
    /// The number of paragraphs in the article.
    pub paragraphs: usize,
    /// The number of highlights in view, without those of hidden kinds.
    pub highlights: usize,
}

impl Session {
    /// The text between two places, each given as a block and a fraction of it, from 0 to 1.
    pub fn stretch(&self, from: (BlockIndex, f64), to: (BlockIndex, f64)) -> Option<TextRange> {
        let article = self.document()?.article();
        let byte = |(block, part): (BlockIndex, f64)| {
            let range = article.block(block)?.range;
            Some(Byte(range.start.0 + (f64::from(range.len()) * part) as u32))
        };
        Some(TextRange { start: byte(from)?, end: byte(to)? })
    }

    /// Counts what is in view.
    pub fn in_view(&self, view: TextRange) -> Option<InView> {
        let document = self.document()?;
        let article = document.article();
        let first = article.block_at(view.start);
        let highlights = document.set().touching(view);
        let highlights = highlights.iter().filter(|one| self.shows(one)).count();
        let paragraphs = article.paragraphs();
        Some(InView { paragraph: paragraph(article, first).max(1), paragraphs, highlights })
    }

    /// The highlight that a key on the minimap asks for: the one next to the open one if that is in view,
    /// otherwise next to the start of the view. `None` if there is none in that direction, or the key asks
    /// for none.
    pub fn jump(&self, key: &str, view: TextRange) -> Option<Action> {
        let forward = match key {
            "ArrowDown" | "ArrowRight" => true,
            "ArrowUp" | "ArrowLeft" => false,
            "Enter" => return self.focused().cloned().map(Action::OpenCard),
            _ => return None,
        };
        let document = self.document()?;
        let open = document.focused().and_then(|id| document.set().get(id));
        let open = open.filter(|open| open.spans.iter().any(|span| span.overlaps(view)));
        let next = self.next_from(open.map_or(view.start, |open| open.start()), forward, &|one| {
            let after = open.map_or(one.start() >= view.start, |open| one.text_order(open).is_gt());
            after == forward && open.is_none_or(|open| open.id != one.id)
        });
        next.map(Action::Visit)
    }

    /// The highlight of a kind at the place clicked on the minimap.
    pub fn highlight_at(&self, kind: Kind, at: Byte) -> Option<AnnotationId> {
        let document = self.document()?;
        let of = |id: &AnnotationId| document.set().get(id).is_some_and(|one| one.kind() == kind);
        document.at(at).into_iter().find(of)
    }

    /// Opens a highlight and shows it in the text: a sheet that covers that makes way, until something is asked of
    /// the panel, or another highlight opens.
    pub(in crate::session) fn show_in_text(&mut self, id: AnnotationId) {
        self.visit(id);
        self.lowered = true;
    }

    /// Opens a highlight and scrolls to it; the focus stays.
    pub(in crate::session) fn visit(&mut self, id: AnnotationId) {
        self.focus(Some(id.clone()));
        self.on_page(PageEffect::Reveal(id));
    }

    /// Whether its kind is shown.
    pub(in crate::session) fn shows(&self, annotation: &Annotation) -> bool {
        !self.hidden[annotation.kind().index()]
    }

    /// The first matching highlight that starts in the block of `at` or after it; backward, the last one in
    /// that block or before it.
    fn next_from(
        &self,
        at: Byte,
        forward: bool,
        meant: &dyn Fn(&Annotation) -> bool,
    ) -> Option<AnnotationId> {
        let document = self.document()?;
        let (article, set) = (document.article(), document.set());
        let here = article.block_with_end(article.block_at(at));
        let meant = |one: &&Rc<Annotation>| self.shows(one) && meant(one);
        let found = match forward {
            true => set.starting_from(here.start).find(meant),
            false => set.starting_before(here.end).find(meant),
        };
        found.map(|one| one.id.clone())
    }
}
