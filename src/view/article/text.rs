//! The article's text with its highlights.

use std::rc::Rc;

use yew::prelude::*;

use crate::model::text::is_right_to_left;
use crate::model::{Article, BlockIndex, BlockKind, Kind};
use crate::session::render::blocks::{BlockView, Body, Mark, Piece, Section, Stretch};
use crate::session::render::inline_styles::Style;
use crate::session::screen::ArticleScreen;
use crate::view::wording;

use super::tree::{Drawable, Estimate, below};

/// The article's text.
pub fn article_text(article: &ArticleScreen, keyboard_mode: bool, estimate: &Estimate) -> Html {
    html! {
        <article
            key={format!("text {}", article.id)}
            id="article"
            data-annotator=""
            tabindex="0"
            translate="no"
            lang={article.language.clone().unwrap_or_default()}
            aria-label={wording::ARTICLE}
            role={keyboard_mode.then_some("application")}
            aria-describedby={keyboard_mode.then_some("by-keyboard")}
        >
            { below(article.sections.root(), estimate) }
        </article>
    }
}

impl Drawable for Section {
    const TAG: &'static str = "div";
    const CLASS: &'static str = "section";
    const FROM: &'static str = "data-from";

    fn from(&self) -> u32 {
        self.first.0
    }

    fn extent(&self) -> u32 {
        self.extent
    }

    fn anew(&self) -> u32 {
        self.anew
    }

    fn inside(&self, estimate: &Estimate) -> Html {
        let tables = self.blocks.chunk_by(|one, next| is_row(one) && is_row(next));
        tables
            .map(|blocks| match blocks {
                [first, ..] if is_row(first) => table(blocks),
                others => others.iter().map(|block| block_text(block, estimate)).collect(),
            })
            .collect()
    }
}

impl Drawable for Stretch {
    // Inline, because browsers copy a line end between block elements.
    const TAG: &'static str = "span";
    const CLASS: &'static str = "stretch";
    const FROM: &'static str = "data-at";

    fn from(&self) -> u32 {
        self.at.0
    }

    fn extent(&self) -> u32 {
        self.extent
    }

    fn inside(&self, _: &Estimate) -> Html {
        self.pieces.iter().map(|piece| piece_text(&self.article, piece)).collect()
    }
}

/// Whether a block is drawn as a row: one as long as a book is drawn as a paragraph.
fn is_row(block: &BlockView) -> bool {
    block.kind.is_row() && matches!(block.body, Body::Pieces(_))
}

/// The rows of a table that are in one section. Elements of the browser's own: a screen reader hears where a
/// cell is, and columns fit what is in them.
fn table(rows: &[Rc<BlockView>]) -> Html {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Html::default() };
    let healed: u32 = rows.iter().map(|row| row.healed).sum();
    // In a part of a table the widths do not depend on the cells, so that those of all parts agree.
    let goes_on = |index: Option<u32>| {
        let block = index.and_then(|index| first.article.block(BlockIndex(index)));
        block.is_some_and(|block| block.kind.is_row())
    };
    let is_part = goes_on(first.index.0.checked_sub(1)) || goes_on(last.index.0.checked_add(1));
    let text = first.article.block(first.index).map(|row| first.article.slice(row.range));
    let direction = if text.is_some_and(is_right_to_left) { "rtl" } else { "ltr" };
    html! {
        <div key={format!("table {} {healed}", first.index.0)} class="cells">
            <table class={is_part.then_some("part-table")} dir={direction}>
                { for rows.iter().map(|row| row_text(row)) }
            </table>
        </div>
    }
}

/// A row: each cell with the tab behind it, which the browser folds away.
fn row_text(row: &BlockView) -> Html {
    let mut cells = vec![Vec::new()];
    for piece in row.pieces() {
        let ends = row.article.slice(piece.range).ends_with('\t');
        cells.last_mut().into_iter().for_each(|cell| cell.push(piece_text(&row.article, piece)));
        if ends {
            cells.push(Vec::new());
        }
    }
    let cell = |(at, pieces): (usize, Vec<Html>)| {
        let heads = row.kind.heads(at == 0);
        let scope = if row.kind == BlockKind::TableHead { "col" } else { "row" };
        let tag = if heads { "th" } else { "td" };
        html! { <@{tag} scope={heads.then_some(scope)} dir="auto">{ for pieces }</@> }
    };
    html! {
        <tr key={block_key(row)} data-block={row.index.0.to_string()}>
            { for cells.into_iter().enumerate().map(cell) }
        </tr>
    }
}

/// Another key makes another element: one that something else changed is replaced.
fn block_key(block: &BlockView) -> u64 {
    u64::from(block.healed) << 32 | u64::from(block.index.0)
}

fn block_text(block: &BlockView, estimate: &Estimate) -> Html {
    let (inside, long) = match &block.body {
        Body::Pieces(pieces) => {
            (pieces.iter().map(|piece| piece_text(&block.article, piece)).collect::<Html>(), None)
        }
        Body::Stretches(stretches) => (below(stretches.root(), estimate), Some("long")),
    };
    html! {
        <@{tag(block.kind)} key={block_key(block)} class={class(block.kind, long)} data-block={block.index.0.to_string()} dir={direction(block, long)}>
            { inside }
        </@>
    }
}

/// Set for a long block: with `auto` the browser would search the whole block again at each new piece.
fn direction(block: &BlockView, long: Option<&str>) -> &'static str {
    let text = block.article.block(block.index).map(|it| block.article.slice(it.range));
    match (long, text) {
        (None, _) | (_, None) => "auto",
        (_, Some(text)) if is_right_to_left(text) => "rtl",
        _ => "ltr",
    }
}

fn piece_text(article: &Article, piece: &Piece) -> Html {
    let text = Html::from(AttrValue::from(Rc::<str>::from(article.slice(piece.range))));
    let text = match &piece.style {
        None => text,
        Some(style) => styled(style, text),
    };
    match &piece.mark {
        None => text,
        Some(mark) => mark_text(mark, text),
    }
}

/// One element for everything that applies: the first gives the tag, the others its classes. Links
/// are not `a`: Chromium starts no selection in one, and hundreds of links would be hundreds of tab
/// stops. The caret follows a link with Ctrl+Enter.
fn styled(style: &Style, text: Html) -> Html {
    let link = style.link.clone();
    let tag = match (&link, style.strong) {
        (Some(_), _) => "span",
        (None, true) => "strong",
        (None, false) => "em",
    };
    let strong = (style.strong && link.is_some()).then_some("strong");
    let emphasis = (style.emphasis && tag != "em").then_some("emphasis");
    html! {
        <@{tag}
            class={(strong.or(emphasis).is_some()).then(|| classes!(strong, emphasis))}
            title={link.clone()}
            role={link.as_ref().map(|_| "link")}
            data-href={link.clone()}
        >{ text }</@>
    }
}

fn mark_text(mark: &Mark, text: Html) -> Html {
    html! {
        <mark
            class={names(Kind::ALL.into_iter().filter(|kind| mark.kinds[kind.index()]))}
            data-ids={ids(mark)}
            data-start={names(mark.starts.iter().copied())}
            data-end={names(mark.ends.iter().copied())}
            data-twice={names(mark.twice.iter().copied())}
            data-on={mark.on.map(Kind::name)}
            data-on-start={mark.on_start.then_some("")}
            data-on-end={mark.on_end.then_some("")}
            data-hover={mark.hover.map(Kind::name)}
            data-hues={some(hues(mark))}
        >{ text }</mark>
    }
}

fn ids(mark: &Mark) -> AttrValue {
    match mark.ids.as_slice() {
        [only] => only.0.clone().into(),
        several => {
            let ids: Vec<&str> = several.iter().map(|id| &*id.0).collect();
            ids.join(" ").into()
        }
    }
}

/// The names of the kinds, or nothing. A single kind, the usual case, allocates nothing.
fn names(mut kinds: impl Iterator<Item = Kind>) -> Option<AttrValue> {
    let first = kinds.next()?.name();
    let Some(second) = kinds.next() else { return Some(first.into()) };
    let rest = kinds.map(Kind::name);
    Some([first, second.name()].into_iter().chain(rest).collect::<Vec<_>>().join(" ").into())
}

/// The kinds with another colour here, each with its number.
fn hues(mark: &Mark) -> String {
    let coloured = Kind::ALL.into_iter().filter(|kind| mark.hues[kind.index()] > 0);
    let hues = coloured.map(|kind| format!("{}{}", kind.name(), mark.hues[kind.index()]));
    hues.collect::<Vec<_>>().join(" ")
}

fn some(list: String) -> Option<String> {
    Some(list).filter(|list| !list.is_empty())
}

fn tag(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Heading1 => "h2",
        BlockKind::Heading2 => "h3",
        BlockKind::Heading3 => "h4",
        BlockKind::Heading4 => "h5",
        BlockKind::Heading5 | BlockKind::Heading6 => "h6",
        BlockKind::BlockQuote => "blockquote",
        BlockKind::Preformatted => "pre",
        // A row here is as long as a book.
        _ => "p",
    }
}

fn class(kind: BlockKind, long: Option<&'static str>) -> Option<&'static str> {
    match (kind, long) {
        (BlockKind::ListItem, None) => Some("item"),
        (BlockKind::Caption, None) => Some("caption"),
        (BlockKind::ListItem, _) => Some("item long"),
        (BlockKind::Caption, _) => Some("caption long"),
        (_, long) => long,
    }
}
