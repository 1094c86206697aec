//! Text of a file that its pages do not show: left out, counted, and listed so that it can be taken in
//! (tests/opening/unseen.rs).

use super::decode::DecodedPdf;
use super::glyphs::{Glyph, PageGlyphs, Unseen};
use super::{layout, writing};
use crate::formats::common::problem::Problem;
use crate::formats::documents::manuscript::Passage;

/// The text that pages do not show, as skipped passages, and what is said about it.
pub(super) fn passages(decoded: &DecodedPdf) -> (Vec<Passage>, Vec<Problem>) {
    let (mut all, mut problems) = (Vec::new(), Vec::new());
    for (whys, said) in [
        (&[Unseen::Layer][..], "in layers that are switched off"),
        (&[Unseen::Outside], "outside of what the page shows"),
        (&[Unseen::Faint, Unseen::Undrawn], "that leave no trace on the page"),
        (&[Unseen::Pale], "in the colour of what is behind them"),
        (&[Unseen::Covered], "under a box or a picture"),
        (&[Unseen::Copy], "that stand unseen where the same words are seen"),
    ] {
        let of = |glyph: &&Glyph| glyph.unseen.is_some_and(|why| whys.contains(&why));
        let is_on = |page: &PageGlyphs| page.unseen.iter().any(|glyph| of(&glyph));
        let pages = (1..).zip(&decoded.pages).filter(|(_, page)| is_on(page));
        let numbers: Vec<String> = pages.map(|(number, _)| number.to_string()).collect();
        if numbers.is_empty() {
            continue;
        }
        let pages = decoded.pages.iter().map(|page| match is_on(page) {
            true => PageGlyphs {
                size: page.size,
                text: page.text.clone(),
                glyphs: page.unseen.iter().filter(of).copied().collect(),
                ..PageGlyphs::default()
            },
            false => PageGlyphs::default(),
        });
        let pages: Vec<PageGlyphs> = pages.collect();
        let found = writing::write(layout::unseen(&pages)).passages;
        let found = found.into_iter().filter(|one| one.text.contains(char::is_alphanumeric));
        let found: Vec<Passage> = found.map(|one| Passage { left_out: true, ..one }).collect();
        let words = found.iter().map(|one| one.text.split_whitespace().count());
        let words = match words.sum::<usize>() {
            0 => continue,
            1 => "1 word".to_owned(),
            several => format!("{several} words"),
        };
        if whys != [Unseen::Copy] {
            all.extend(found);
        }
        let on = numbers.join(", ");
        problems.push(Problem::new(format!("left out: {words} {said} (on page {on})")));
    }
    (all, problems)
}

/// Shows everything of a document of whose text its pages show nothing; whether it is one.
pub(super) fn show_if_all_is(decoded: &mut DecodedPdf) -> bool {
    let all = decoded.pages.iter().all(|page| page.glyphs.iter().all(|one| page.is_blank(one)));
    let any = decoded.pages.iter().any(|page| page.unseen.iter().any(|one| !page.is_blank(one)));
    if all && any {
        for page in &mut decoded.pages {
            page.glyphs.append(&mut page.unseen);
        }
    }
    all && any
}
