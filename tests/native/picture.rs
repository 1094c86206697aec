//! The picture of who said what: shapes of the sample by hand, laws for any document, and its files.

use article_annotator::formats::codecs::picture::drawing::draw;
use article_annotator::formats::codecs::picture::said::said;
use article_annotator::formats::codecs::picture::svg::{WIDTH, summary, svg};
use article_annotator::formats::codecs::picture::{
    Density, Picture, Row, RowOrder, RowOwner, Shape, VerdictMark,
};
use article_annotator::formats::common::loss::rebuilt;
use article_annotator::model::statistics::Statistics;
use article_annotator::model::{
    Actor, AnnotationSet, Article, Details, Kind, Scheme, TextRange, scheme::Grade,
};
use proptest::prelude::*;

use crate::notation::annotation;
use crate::random;
use crate::said::{sample, told, with_actor, with_details};

fn drawn(set: &AnnotationSet) -> Picture {
    draw(set, &Statistics::of(set), RowOrder::Appearance, false)
}

fn file(set: &AnnotationSet) -> String {
    let counted = Statistics::of(set);
    svg(set, &counted, &draw(set, &counted, RowOrder::Appearance, false))
}

fn names(picture: &Picture) -> Vec<&str> {
    let name = |row: &Row| match row.who {
        RowOwner::Actor(_) => None,
        RowOwner::More(_) => Some("more"),
        RowOwner::Article => Some("article"),
        RowOwner::Nobody => Some("nobody"),
    };
    picture.rows.iter().map(|row| name(row).unwrap_or(&row.name)).collect()
}

/// The shapes of a row: kind, and the places of its parts.
fn shapes(picture: &Picture, row: usize) -> Vec<(&str, Vec<(u32, u32)>)> {
    let own = picture.shapes.iter().filter(|shape| shape.row as usize == row);
    let parts = |shape: &Shape| shape.parts.iter().map(|part| (part.x, part.width)).collect();
    own.map(|shape| (shape.kind.name(), parts(shape))).collect()
}

#[test]
fn the_rows_of_the_sample_are_its_people_then_the_article_and_nobody() {
    let picture = drawn(&sample());
    assert_eq!(
        names(&picture),
        [
            "Vladimir Putin",
            "Steve Witkoff",
            "Jared Kushner",
            "Donald Trump",
            "Volodymyr Zelenskyy",
            "Kremlin press service",
            "Yuri Ushakov",
            "Kirill Dmitriev",
            "Josh Gruenbaum",
            "article",
            "nobody",
        ]
    );
    assert!(!picture.compact && !picture.rtl);
    let by_words = draw(&sample(), &Statistics::of(&sample()), RowOrder::Words, false);
    assert_eq!(
        names(&by_words)[..4],
        ["Volodymyr Zelenskyy", "Kremlin press service", "Steve Witkoff", "Vladimir Putin"]
    );
    assert_eq!((picture.people(), picture.more()), (9, 0));
}

#[test]
fn a_shape_lies_where_its_words_lie_in_the_article() {
    // The text has 2,205 characters: character 299 lies at 299 / 2205 = 13.56 %.
    let picture = drawn(&sample());
    let zelenskyy = shapes(&picture, 4);
    assert_eq!(zelenskyy[0], ("person", vec![(1170, 86)]));
    assert_eq!(zelenskyy[1], ("quote", vec![(1351, 145)]));
    let split = zelenskyy.iter().find(|(_, parts)| parts.len() == 2).unwrap();
    assert_eq!(*split, ("quote", vec![(6802, 114), (6961, 485)]));
    let starts: Vec<_> =
        picture.paragraphs.iter().map(|line| (line.x, line.number, line.labelled)).collect();
    assert_eq!(
        starts,
        [(0, 1, true), (1945, 2, true), (3963, 3, true), (5650, 4, true), (7451, 5, true)]
    );
}

#[test]
fn a_verdict_is_dots_and_a_question_mark_where_it_has_no_place_between_true_and_false() {
    let picture = drawn(&sample());
    let mark = |id: &str| {
        let shape = picture.shapes.iter().find(|shape| &*shape.annotation.0 == id);
        shape.unwrap().mark
    };
    for (id, wanted) in [
        ("c1", VerdictMark::Dots(3, 5)),
        ("c2", VerdictMark::Dots(5, 5)),
        ("c4", VerdictMark::Dots(2, 5)),
        ("c5", VerdictMark::Apart),
        ("c6", VerdictMark::Unchecked),
        ("q1", VerdictMark::Unchecked),
    ] {
        assert_eq!(mark(id), wanted, "{id}");
    }
    let grade = |name: &str| Grade { name: name.into(), apart: false };
    let scale = vec![grade("yes"), grade("half"), grade("no")];
    let scheme = Scheme { labels: Vec::new(), scale }.into();
    let set = told("[claim#a:x] [claim#b:y]", &[], &[("a", "half"), ("b", "true")]);
    let set = with_details(&set, Details { scheme, ..Details::default() });
    let marks: Vec<_> = drawn(&set).shapes.iter().map(|shape| shape.mark).collect();
    assert_eq!(marks, [VerdictMark::Dots(2, 3), VerdictMark::Apart]);
}

/// An article of many people: each is mentioned once, and the first `speak` have a quote.
pub fn crowd(people: usize, speak: usize) -> AnnotationSet {
    let notation: String = (0..people)
        .map(|at| match at < speak {
            true => format!("[person#p{at}:Ana] said [quote#q{at}:yes]. "),
            false => format!("[person#p{at}:Ana] left. "),
        })
        .collect();
    let names: Vec<_> = (0..people).map(|at| format!("Person {at}")).collect();
    let ids: Vec<_> = (0..people).flat_map(|at| [format!("p{at}"), format!("q{at}")]).collect();
    let who: Vec<_> = ids.iter().enumerate().map(|(at, id)| (&**id, &*names[at / 2])).collect();
    told(&notation, &who, &[])
}

#[test]
fn of_more_than_forty_people_those_who_speak_have_rows_and_the_others_share_one() {
    for (people, speak, rows, more) in [
        (40, 3, 40, 0),
        (41, 30, 30, 11),
        (500, 20, 20, 480),
        (500, 0, 20, 480),
        (500, 500, 500, 0),
        (620, 620, 500, 120),
    ] {
        let set = crowd(people, speak);
        let picture = drawn(&set);
        let own = picture.rows.iter().filter(|row| matches!(row.who, RowOwner::Actor(_))).count();
        assert_eq!((own, picture.more(), picture.people()), (rows, more, people));
        assert_eq!(picture.compact, people > 40);
        is_lawful(&set, &picture);
        let everyone = draw(&set, &Statistics::of(&set), RowOrder::Words, true);
        assert_eq!((everyone.rows.len(), everyone.more()), (people, 0));
    }
    assert!(file(&crowd(500, 20)).contains(">480 more</text>"));
}

#[test]
fn more_than_four_hundred_of_a_kind_in_a_row_become_a_density() {
    for (mentions, density) in [(400, false), (401, true)] {
        let notation = "[person:Ana] and ".repeat(mentions);
        let set = told(&notation, &[], &[]);
        let picture = drawn(&set);
        assert_eq!(picture.densities.len(), usize::from(density));
        assert_eq!(picture.shapes.is_empty(), density);
        is_lawful(&set, &picture);
    }
    // The other kinds of that row stay as they are.
    let set = told(&format!("{}[quote:No].", "[person:Ana] and ".repeat(500)), &[], &[]);
    let picture = drawn(&set);
    assert_eq!((picture.densities.len(), picture.shapes.len()), (1, 1));
    assert!(file(&set).contains("× person</title>"));
}

#[test]
fn paragraphs_are_thinned_out_where_there_are_many() {
    for (paragraphs, lines, step) in [(1, 1, 1), (100, 100, 1), (150, 75, 2), (3000, 60, 50)] {
        let text = vec!["Words."; paragraphs].join("\n\n");
        let picture = drawn(&told(&text, &[], &[]));
        assert_eq!(picture.paragraphs.len(), lines, "{paragraphs}");
        if let [first, second, ..] = picture.paragraphs[..] {
            assert_eq!((first.number, second.number), (1, 1 + step), "{paragraphs}");
        }
        let labelled: Vec<_> = picture.paragraphs.iter().filter(|line| line.labelled).collect();
        assert!(labelled.windows(2).all(|pair| pair[1].x - pair[0].x >= 500));
    }
}

/// Everything lies inside, every annotation is shown once, and the sums agree.
fn is_lawful(set: &AnnotationSet, picture: &Picture) {
    let rows = picture.rows.len();
    for shape in &picture.shapes {
        assert!((shape.row as usize) < rows && !shape.parts.is_empty());
        for part in &shape.parts {
            assert!(part.width > 0 && part.x + part.width <= Picture::ACROSS, "{shape:?}");
        }
        assert!(shape.parts.windows(2).all(|pair| pair[0].x + pair[0].width < pair[1].x));
        assert!(shape.paragraph >= 1);
    }
    let mut ids: Vec<_> = picture.shapes.iter().map(|shape| &shape.annotation).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), picture.shapes.len(), "an annotation is shown twice");
    assert!(ids.iter().all(|id| set.get(id).is_some()));
    let dense: usize = picture.densities.iter().map(Density::annotations).sum();
    assert_eq!(picture.shapes.len() + dense, set.len());
    for (row, at) in picture.rows.iter().zip(0..) {
        let counted = |kind| {
            let one_by_one = picture.shapes.iter().filter(|one| (one.row, one.kind) == (at, kind));
            let dense = picture.densities.iter().filter(|one| (one.row, one.kind) == (at, kind));
            one_by_one.count() + dense.map(Density::annotations).sum::<usize>()
        };
        assert_eq!(Kind::ALL.map(counted), [row.mentions, row.claims, row.quotes], "{row:?}");
    }
    for one in &picture.densities {
        assert!(one.columns.iter().all(|(column, _)| column * 50 < Picture::ACROSS));
    }
    assert!(picture.paragraphs.iter().all(|line| line.x < Picture::ACROSS.max(1)));
}

/// The numbers of an attribute in a file.
fn numbers<'a>(file: &'a str, name: &'a str) -> impl Iterator<Item = f64> + 'a {
    let pattern = format!(" {name}=\"");
    let starts: Vec<_> = file.match_indices(&pattern).map(|(at, found)| at + found.len()).collect();
    starts.into_iter().map(|at| file[at..].split('"').next().unwrap().parse().unwrap())
}

/// Whether a file is XML whose parts all lie inside it.
fn is_sound(file: &str) {
    let mut open = Vec::new();
    for tag in file.split('<').skip(1) {
        let (tag, text) = tag.split_once('>').expect("a tag ends");
        assert!(!text.contains(['"', '\'']), "{text}");
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name)),
            None if tag.ends_with('/') => {}
            None => open.push(tag.split(' ').next().unwrap()),
        }
    }
    assert_eq!(open, [""; 0]);
    let allowed =
        |c: char| matches!(c, '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    assert!(file.chars().all(allowed), "a character that XML cannot hold");
    let height = numbers(file, "height").next().unwrap();
    assert!(
        numbers(file, "x")
            .chain(numbers(file, "cx"))
            .all(|x| (0.0..=f64::from(WIDTH)).contains(&x))
    );
    assert!(numbers(file, "y").chain(numbers(file, "cy")).all(|y| (0.0..=height).contains(&y)));
}

#[test]
fn the_file_of_the_sample_says_what_it_shows() {
    let file = file(&sample());
    is_sound(&file);
    assert!(
        file.contains(
            "<title>Who said what: Putin holds late-night meeting with US envoys</title>"
        )
    );
    let told = "9 people, 3 of them quoted; 6 quotes of 87 words, 27% of the article.";
    assert_eq!(summary(&Statistics::of(&sample())), told);
    assert!(file.contains(told));
    assert!(file.contains("Volodymyr Zelenskyy: 4 mentions, 4 quotes of 61 words, 2 claims."));
    for word in [
        "President of Ukraine",
        "¶ 5",
        "The article itself",
        "Nobody named yet",
        "Claim (Mostly false), ¶ 2: Josh Gruenbaum of",
    ] {
        assert!(file.contains(word), "{word}");
    }
    // Dots of c1, c2, c3 and c4.
    assert_eq!(file.matches("<circle").count(), 20);
    assert_eq!(file.matches("://").count(), 1, "only the name space");
}

#[test]
fn hostile_names_stay_text() {
    for name in [
        "<script>alert(1)</script>",
        "a\" onload=\"x",
        "]]>",
        "&amp;",
        "\u{202e}evil",
        "\u{0}\u{1b}\u{ffff}",
        "x\u{301}\u{301}\u{301}".repeat(2000).as_str(),
        "猫".repeat(300).as_str(),
        "—'<!--",
    ] {
        let set =
            told("[person#p:Ana] said [quote#q:<b>\u{b}“'&lt;”].", &[("p", "A"), ("q", "A")], &[]);
        let set = with_actor(&set, "A", |actor| {
            actor.name = name.to_owned();
            actor.role = name.to_owned();
        });
        let set = with_details(&set, Details { title: name.to_owned(), ..Details::default() });
        let file = file(&set);
        is_sound(&file);
        assert!(
            !file.contains("<script") && !file.contains("\u{202e}") && !file.contains("<b>"),
            "{name}"
        );
        assert!(file.len() < 120_000, "{}", file.len());
    }
}

#[test]
fn an_article_from_the_right_begins_on_the_right() {
    let set = told("[quote#q:قالت] آنا إن الجسر جاهز", &[("q", "آنا")], &[]);
    let picture = drawn(&set);
    assert!(picture.rtl);
    assert_eq!(picture.shapes[0].parts[0].x, 0);
    let file = file(&set);
    is_sound(&file);
    // The plot ends at 756, and the quote with it.
    let bands = numbers(&file, "x").zip(numbers(&file, "width").skip(1));
    assert!(bands.into_iter().next().is_some());
    let widest = numbers(&file, "x").filter(|x| *x < 756.0).fold(0.0, f64::max);
    assert!(widest > 600.0, "{widest}");
}

#[test]
fn the_table_beneath_says_speaker_words_cue_form_and_place() {
    let rows: Vec<_> = said(&sample()).map(|one| (one.speaker, one.words, one.paragraph)).collect();
    assert_eq!(rows.len(), 6);
    assert_eq!(
        rows[0],
        ("Volodymyr Zelenskyy".to_owned(), "peace proposals are nearly ready".to_owned(), 1)
    );
    assert!(rows[5].1.starts_with("compromise must be mutual … “Russians have"));
    assert_eq!(rows[5].2, 4);
}

proptest! {
    #![proptest_config(random::cases(96))]

    #[test]
    fn no_document_breaks_the_laws_of_the_picture(
        text in random::text(), seeds in random::seeds(24),
    ) {
        let set = random::set(&text, &seeds);
        let counted = Statistics::of(&set);
        for order in [RowOrder::Appearance, RowOrder::Words] {
            let picture = draw(&set, &counted, order, false);
            is_lawful(&set, &picture);
            is_sound(&svg(&set, &counted, &picture));
        }
    }
}

/// 200,000 words of 500 people with 10,000 annotations.
fn book() -> AnnotationSet {
    let sentence = "The minister said that the bridge would be finished before the winter came at all, he thought so. ";
    let text: String = (0..10_500)
        .map(|at| if at % 10 == 9 { format!("{sentence}\n") } else { sentence.to_owned() })
        .collect();
    let article = Article::new(None, &text).unwrap();
    let actors =
        (0..500).map(|at| Actor::person(format!("a{at}").as_str().into(), format!("Person {at}")));
    let each = sentence.len() as u32;
    let annotations = (0..10_000_u32).map(|at| {
        let start = at * each + at / 10;
        let kind = Kind::ALL[at as usize % 3];
        let mut one = annotation(&format!("n{at}"), kind, &[TextRange::new(start, start + 40)]);
        one.detail = match kind {
            Kind::Person => article_annotator::model::Detail::Person {
                actor: Some(format!("a{}", at % 500).as_str().into()),
            },
            Kind::Quote => article_annotator::model::Detail::Quote {
                speaker: Some(format!("a{}", at % 500).as_str().into()),
                cue: None,
                form: None,
                source: None,
            },
            Kind::Claim => one.detail,
        };
        one
    });
    rebuilt(article.into(), Details::default(), actors.collect(), annotations.collect())
}

#[test]
fn a_book_with_five_hundred_people_is_drawn_whole() {
    let set = book();
    let counted = Statistics::of(&set);
    assert!(counted.words > 180_000, "{}", counted.words);
    let picture = draw(&set, &counted, RowOrder::Words, false);
    is_lawful(&set, &picture);
    is_sound(&svg(&set, &counted, &picture));
}

#[test]
#[ignore = "writes files to look at"]
fn pictures_to_look_at() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    for (name, set) in [("sample", sample()), ("crowd", crowd(60, 30)), ("book", book())] {
        std::fs::write(folder.join(format!("{name}.svg")), file(&set)).unwrap();
    }
}
