//! The text of the article with its highlights: the print-out of the model, and nothing else.
//! Must never add a character: what stands in a block element is exactly the block's text.

use std::rc::Rc;

use yew::prelude::*;

use super::wording;
use crate::model::{BlockKind, Kind};
use crate::session::screen::ArticleScreen;
use crate::session::sections::{BlockView, Mark, Piece, Section};
use crate::session::styling::Style;

/// The article's text.
pub fn article_text(article: &ArticleScreen, keyboard_mode: bool) -> Html {
    html! {
        <article
            key={format!("text {}", article.id)}
            id="article"
            data-annotator=""
            tabindex="0"
            translate="no"
            lang={article.details.language.clone()}
            aria-label={wording::ARTICLE}
            role={keyboard_mode.then_some("application")}
            aria-describedby={keyboard_mode.then_some("by-keyboard")}
        >
            { for article.sections.iter().enumerate().map(|(index, section)| html! {
                <SectionText key={index} section={section.clone()} />
            }) }
        </article>
    }
}

#[derive(Properties, PartialEq)]
struct SectionTextProps {
    section: Rc<Section>,
}

#[component]
fn SectionText(props: &SectionTextProps) -> Html {
    html! {
        <div class="section">
            { for props.section.blocks.iter().map(|block| html! {
                <BlockText key={format!("{} {}", block.index, block.healed)} block={block.clone()} stretch={None::<u32>} />
            }) }
        </div>
    }
}

#[derive(Properties)]
struct BlockTextProps {
    block: Rc<BlockView>,
    /// Only this stretch of it, without the element.
    stretch: Option<u32>,
}

impl PartialEq for BlockTextProps {
    fn eq(&self, other: &Self) -> bool {
        let same = self.stretch == other.stretch;
        same && match self.stretch {
            None => self.block == other.block,
            Some(at) => {
                Rc::ptr_eq(&self.block.article, &other.block.article)
                    && self.block.stretch(at) == other.block.stretch(at)
            }
        }
    }
}

/// A block; one with very many highlights is drawn in stretches, so that an edit draws only one anew.
#[component]
fn BlockText(props: &BlockTextProps) -> Html {
    let block = &props.block;
    let all = |pieces: &[Piece]| pieces.iter().map(|piece| piece_text(block, piece)).collect();
    if let Some(at) = props.stretch {
        return all(block.stretch(at));
    }
    let inside: Html = match block.stretches() {
        0 => all(&block.pieces),
        count => (0..count)
            .map(|at| html! { <BlockText key={at} block={block.clone()} stretch={Some(at)} /> })
            .collect(),
    };
    html! {
        <@{tag(block.kind)} class={class(block.kind)} data-block={block.index.to_string()} dir="auto">
            { inside }
        </@>
    }
}

fn piece_text(block: &BlockView, piece: &Piece) -> Html {
    let text = Html::from(block.article.slice(piece.range).to_owned());
    let text = match &piece.style {
        None => text,
        Some(style) => styled(style, text),
    };
    match &piece.mark {
        None => text,
        Some(mark) => mark_text(mark, text),
    }
}

/// One element, whatever there is of it: the first that applies, with the others as its classes.
/// A link is no `a`, as Chromium selects no text that begins in one, and no tab stop, as a long article
/// has hundreds; the cursor follows it by Ctrl+Enter.
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
    let ids: Vec<&str> = mark.ids.iter().map(|id| &*id.0).collect();
    html! {
        <mark
            class={names(Kind::ALL.into_iter().filter(|kind| mark.kinds[kind.index()]))}
            data-ids={ids.join(" ")}
            data-start={some(names(mark.starts.iter().copied()))}
            data-twice={some(names(mark.twice.iter().copied()))}
            data-on={mark.on.map(Kind::name)}
            data-on-start={mark.on_start.then_some("")}
            data-on-end={mark.on_end.then_some("")}
            data-hover={mark.hover.map(Kind::name)}
            data-hues={some(hues(mark))}
        >{ text }</mark>
    }
}

fn names(kinds: impl Iterator<Item = Kind>) -> String {
    kinds.map(Kind::name).collect::<Vec<_>>().join(" ")
}

/// The kinds that have another colour here, each with its number.
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
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Caption => "p",
    }
}

fn class(kind: BlockKind) -> Option<&'static str> {
    match kind {
        BlockKind::ListItem => Some("item"),
        BlockKind::Caption => Some("caption"),
        _ => None,
    }
}
