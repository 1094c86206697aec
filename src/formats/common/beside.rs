//! Files of annotations without their text, read beside the open article: in the unit of their format, and again
//! in another if all their places show that they count so (tests/formats/counting.rs).

use super::anchors::Finder;
use super::counting::Counting;
use super::other_pages::Pages;
use super::spans::Intake;
use super::{Context, Imported, Problem, Unit};
use crate::model::Details;

/// What takes in annotations of the open article.
pub struct BesideArticle<'a> {
    /// Finds their places.
    pub finder: Finder<'a>,
    /// Notes the other pages that they are about.
    pub pages: Pages<'a>,
    /// Collects them.
    pub intake: Intake<'a>,
}

/// Reads files of a format with this unit by `read`; `what` says in words that they have no article.
pub fn beside_open<'a>(
    usual: Unit,
    context: &'a Context<'a>,
    what: &str,
    read: &dyn Fn(&mut BesideArticle<'a>, &mut Imported),
) -> Imported {
    let mut imported = Imported::default();
    let Some(article) = context.article else {
        let message = format!("{what} the article; open the article first, then the file");
        imported.problems.push(Problem::new(message));
        return imported;
    };
    let in_unit = |unit| {
        let mut imported = Imported::default();
        let mut beside = BesideArticle {
            finder: Finder::new(article, unit),
            pages: Pages::beside(context.source),
            intake: Intake::new(article, usual, context),
        };
        read(&mut beside, &mut imported);
        let BesideArticle { finder, pages, mut intake } = beside;
        pages.problems().for_each(|problem| intake.report(problem));
        intake.finish(&Details::default(), &mut imported);
        (imported, finder.miscounted(unit))
    };
    let (read, way) = in_unit(usual);
    let Some(way) = way else { return read };
    let (mut again, _) = in_unit(way.unit);
    again.problems.insert(0, way.message(Counting::usual(usual)));
    again
}
