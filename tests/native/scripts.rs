//! Texts in 34 languages and scripts, annotated across their whole length: what is marked between
//! any two points is exactly the text there, in every unit and in the file.

use article_annotator::model::script::language_of_script;
use article_annotator::model::{BlockIndex, BlockPoint, Kind, Utf16};
use article_annotator::session::Pointed;
use article_annotator::session::{Action, Reply};

use crate::world::Desk;

#[test]
fn every_text_is_annotated_across_its_whole_length_with_exact_offsets() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/texts");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        annotate(&path.display().to_string(), &text);
        count += 1;
    }
    assert_eq!(count, 34);
}

/// Marks from a place in each block to one further on, and compares by counting.
fn annotate(name: &str, text: &str) {
    let mut desk = Desk::reading(text);
    let units: Vec<u16> = desk.article().text().encode_utf16().collect();
    let blocks = u32::try_from(desk.article().blocks().len()).unwrap();
    for block in 0..blocks {
        let length = desk.article().block(BlockIndex(block)).unwrap().range.len();
        let anchor = BlockPoint { block: BlockIndex(block), at: Utf16(block * 7 % (length + 1)) };
        let last = BlockIndex((block + block % 3).min(blocks - 1));
        let focus = BlockPoint { block: last, at: Utf16(length / 2 + block % 5 * 3) };
        let pointed = Some(Pointed { anchor, focus, exact: true });
        let kind = Kind::ALL[block as usize % 3];
        let Reply::Made(ids) = desk.does(Action::Mark { kind, label: None, pointed }) else {
            panic!("{name}: marking makes annotations");
        };
        for id in ids {
            let (set, article) = (desk.set(), desk.article());
            let span = set.get(&id).unwrap().spans[0];
            let (start, end) = (article.to_utf16(span.start).0, article.to_utf16(span.end).0);
            let there = String::from_utf16(&units[start as usize..end as usize]).unwrap();
            assert_eq!(there, article.slice(span), "{name}, block {block}");
            let (first, end) = (article.to_code_point(span.start), article.to_code_point(span.end));
            let count = (end.0 - first.0) as usize;
            let there: String = article.text().chars().skip(first.0 as usize).take(count).collect();
            assert_eq!(there, article.slice(span), "{name}, block {block}");
        }
    }
    assert!(desk.set().len() > blocks as usize / 4, "{name}: {} annotations", desk.set().len());
    let before = desk.set().clone();
    for format in ["json", "doccano", "uima-cas"] {
        desk.exports(format).unwrap_or_else(|error| panic!("{name}, {format}: {error}"));
    }
    assert_eq!(desk.restarted().set(), &before, "{name}: what is stored is what was marked");
}

#[test]
fn a_text_whose_letters_tell_its_language_is_read_in_it_and_a_doubtful_one_by_its_script() {
    let told = [
        ("amh", "und-Ethi"),
        ("arb", "ar"),
        ("ben", "und-Beng"),
        ("bod", "und-Tibt"),
        ("cmn_hans", "zh"),
        ("cmn_hant", "zh"),
        ("div", "dv"),
        ("ell_monotonic", "el"),
        ("heb", "he"),
        ("hin", "und-Deva"),
        ("hye", "hy"),
        ("jpn", "ja"),
        ("kat", "ka"),
        ("khm", "km"),
        ("kor", "ko"),
        ("lao", "lo"),
        ("mal", "ml"),
        ("mya", "und-Mymr"),
        ("pes_1", "und-Arab"),
        ("rus", "ru"),
        ("sin", "si"),
        ("tam", "ta"),
        ("tel", "te"),
        ("tha", "th"),
        ("uig_arab", "und-Arab"),
        ("ukr", "uk"),
        ("urd", "und-Arab"),
    ];
    let latin = ["deu_1996", "eng", "fra", "spa", "tur", "vie", "yor"];
    let all = told.map(|(name, tag)| (name, Some(tag))).into_iter();
    let mut count = 0;
    for (name, tag) in all.chain(latin.map(|name| (name, None))) {
        let path = format!("{}/tests/data/texts/udhr-{name}.txt", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        assert_eq!(language_of_script(&text), tag, "{name}");
        count += 1;
    }
    assert_eq!(count, 34);
    for (text, tag) in [
        ("", None),
        ("1945 – 2026", None),
        ("Ana Ruiz said “שלום” to them.", None),
        ("東京都は9日、発表した。", Some("ja")),
        ("У Мінску прайшла сустрэча; ён не прыйшоў.", Some("und-Cyrl")),
        ("Министърът каза, че няма да подаде оставка.", Some("und-Cyrl")),
        ("נשיא ארה״ב Joe Biden הגיע לירושלים", Some("he")),
    ] {
        assert_eq!(language_of_script(text), tag, "{text}");
    }
}

#[test]
fn the_language_of_the_letters_is_shown_and_never_stored() {
    let mut desk = Desk::reading("وصل الرئيس إلى القاهرة يوم الأحد.");
    let shown = desk.session.screen().article.and_then(|article| article.language);
    assert_eq!(shown.as_deref(), Some("ar"));
    assert_eq!(desk.set().details().language, None, "nobody gave it");
}
