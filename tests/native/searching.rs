//! Search: what counts as the same, places exact to the character, and everything said about a text.

use article_annotator::model::clusters::is_edge;
use article_annotator::model::search::{Folded, Hit, HitPlace, Matcher, SourcePart, everywhere};
use article_annotator::model::{
    Actor, AnnotationSet, Check, Claimant, Detail, Details, Kind, Op, Source, TextRange,
    TextSearch, Verdict,
};
use proptest::prelude::*;

use crate::notation::{annotation, article, find};
use crate::random;

const DECOMPOSITIONS: &str = include_str!("../data/unicode/decompositions.txt");

/// The text with what was found in brackets.
fn found(text: &str, search: &TextSearch) -> String {
    let mut out = String::new();
    let mut from = 0;
    for hit in search.find(text) {
        out.push_str(&text[from..hit.start.index()]);
        out.push_str(&format!("[{}]", &text[hit.indices()]));
        from = hit.end.index();
    }
    out + &text[from..]
}

fn finds(words: &str, marked: &str) {
    let text = marked.replace(['[', ']'], "");
    assert_eq!(found(&text, &TextSearch::of(words)), marked, "{words}");
}

fn whole(words: &str) -> TextSearch {
    TextSearch { whole_words: true, ..TextSearch::of(words) }
}

#[test]
fn words_are_found_whatever_their_case() {
    finds("ana", "[Ana] met [ANA], and B[ana]na");
    finds("STRASSE", "[Straße], [STRASSE], [straſſe]");
    finds("σίσυφος", "[ΣΊΣΥΦΟΣ], [Σίσυφος]");
    finds("istanbul", "[İstanbul], [ıstanbul], [ISTANBUL]");
    finds("москва", "[МОСКВА]");
}

#[test]
fn words_are_found_whatever_their_accents_and_however_those_are_written() {
    finds("cafe", "[café], [cafe\u{301}], [CAFÉ]");
    finds("café", "[cafe], [café], [cafe\u{301}]");
    finds("Nguyen", "[Nguyễn], [Nguye\u{302}\u{303}n]");
    finds("Lodz", "[Łódź]");
    finds("Erdogan", "[Erdoğan]");
    finds("Kobenhavn", "[København]");
    finds("елка", "[ёлка], [Е\u{308}лка]");
    finds("Ελλαδα", "[Ελλάδα], [Ἑλλάδα]");
    finds("שלום", "[שָׁלוֹם]");
    finds("संघर्ष", "[संघर्ष]");
}

#[test]
fn an_accent_that_makes_another_letter_counts_however_it_is_written() {
    finds("и", "мо[и], мой, мои\u{306}");
    finds("мой", "[мой], [мои\u{306}], мои");
    finds("Київ", "[Київ], [Киі\u{308}в], Киів");
    finds("が", "か [が] [か\u{3099}]");
    finds("か", "[か] が か\u{3099}");
    finds("パリ", "[パリ], ハリ");
    finds("한국", "[한국], [\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}]");
    finds("하", "[하] 한");
}

#[test]
fn arabic_is_found_without_its_vowels_its_long_strokes_and_its_forms() {
    finds("محمد", "[مُحَمَّد] [محـــمد] [ﻣﺤﻤﺪ]");
    finds("احمد", "[أحمد] [احمد]");
    finds("الإسلام", "[الإسلام] [الاسلام] [ﺍﻹﺳﻼﻡ]");
    finds("على", "[على] [علی] [علي]");
    finds("2024", "[٢٠٢٤] [۲۰۲۴] [２０２４]");
}

#[test]
fn blanks_hyphens_and_quotation_marks_are_the_same_however_they_are_set() {
    finds("10 000", "[10 000] [10\u{a0}000] [10\u{202f}000] [10\u{2009}000] [10\t000]");
    finds("trans-atlantic", "[trans-atlantic] [trans‐atlantic] [trans‑atlantic] [trans–atlantic]");
    finds("-5", "[−5], [-5]");
    finds("don't", "[don’t] [don't] [donʼt]");
    finds("\"we\"", "[“we”] [\"we\"] [«we»] [„we“]");
    finds("wait...", "[wait…] [wait...]");
    finds("office", "[oﬃce] [of\u{ad}fice] [o\u{200d}ffice]");
    finds("ＡＢＣ", "[ABC] [ａｂｃ]");
    finds("東京", "[東京]都 [東京]");
    finds("one two", "one\ntwo");
}

#[test]
fn no_hit_is_a_part_of_what_a_reader_sees_as_one_character() {
    finds("f", "oﬃce o[f]");
    finds("s", "[S]traße i[s]");
    finds(".", "…[.]");
    finds("i", "oﬃce [i]");
    finds("👍", "[👍] 👍🏽");
    finds("🇩🇪", "[🇩🇪]🇺🇸");
    finds("🇪🇺", "🇩🇪🇺🇸");
    finds("👩", "[👩] 👩‍💻");
    finds("1", "[1] [1️⃣]");
}

#[test]
fn case_and_accents_count_if_the_reader_wants_them_to() {
    let case = |words| TextSearch { case: true, ..TextSearch::of(words) };
    let accents = |words| TextSearch { accents: true, ..TextSearch::of(words) };
    assert_eq!(found("US us Us", &case("US")), "[US] us Us");
    assert_eq!(found("École École ecole", &case("École")), "[École] [École] ecole");
    assert_eq!(found("Ecole Éc", &case("É")), "[E]cole [É]c");
    assert_eq!(found("Łódź łodz", &case("Lodz")), "[Łódź] łodz");
    assert_eq!(found("résumé resume RÉSUMÉ", &accents("résumé")), "[résumé] resume [RÉSUMÉ]");
    assert_eq!(found("e\u{301} é e", &accents("é")), "[e\u{301}] [é] e");
    assert_eq!(found("e\u{301} é e", &accents("e")), "e\u{301} é [e]");
    assert_eq!(found("İ i I", &accents("i")), "İ [i] [I]");
    assert_eq!(found("masse Maße", &accents("maße")), "[masse] [Maße]");
    let both = TextSearch { case: true, ..accents("Maße") };
    assert_eq!(found("Masse Maße", &both), "Masse [Maße]");
}

#[test]
fn whole_words_end_where_words_do() {
    assert_eq!(
        found("art Art’s party art, start", &whole("art")),
        "[art] [Art]’s party [art], start"
    );
    assert_eq!(
        found("re\u{301}sume\u{301} resumed", &whole("resume")),
        "[re\u{301}sume\u{301}] resumed"
    );
    assert_eq!(found("cafe\u{301}s cafe\u{301}", &whole("cafe")), "cafe\u{301}s [cafe\u{301}]");
    assert_eq!(found("$100 $1000", &whole("$100")), "[$100] $1000");
    // Without spaces nobody can say where a word ends.
    assert_eq!(found("東京都", &whole("東京")), "[東京]都");
}

#[test]
fn a_search_for_nothing_finds_nothing() {
    for words in ["", "  ", "\u{ad}", "\u{301}", "\u{200b}"] {
        assert!(TextSearch::of(words).is_blank(), "{words:?}");
        assert_eq!(TextSearch::of(words).find("a \u{ad} b\u{301}"), []);
    }
    assert_eq!(TextSearch::of("x").find(""), []);
    assert_eq!(found("a b ", &TextSearch::of(" b ")), "a [b] ");
}

#[test]
fn a_letter_and_its_parts_are_the_same_as_unicode_says() {
    let strict = |words: &str| TextSearch { case: true, accents: true, ..TextSearch::of(words) };
    let mut different = String::new();
    for line in DECOMPOSITIONS.lines().filter(|line| !line.starts_with('#')) {
        let (letter, parts) = line.split_once(" ; ").unwrap();
        let char = |hex: &str| char::from_u32(u32::from_str_radix(hex, 16).unwrap()).unwrap();
        let (letter, parts) = (char(letter), parts.split(' ').map(char).collect::<String>());
        let composed = letter.to_string();
        let same =
            strict(&composed).find(&parts).len() == 1 && strict(&parts).find(&composed).len() == 1;
        if !same && !('\u{1F00}'..='\u{1FFF}').contains(&letter) {
            different.push(letter);
        }
    }
    // Accents upon letters that are no Latin ones themselves, and those of languages that few write; three
    // more are other signs for ʹ, ; and ·.
    let different = different.replace(['\u{374}', '\u{37E}', '\u{387}'], "");
    assert_eq!(different, "ǢǣǮǯǼǽǾǿ΅ϓϔѶѷӁӂӐӑӒӓӖӗӚӛӜӝӞӟӢӣӤӥӦӧӪӫӬӭӮӯӰӱӲӳӴӵӸӹۀۂۓẛ");
}

#[test]
fn every_word_of_the_declaration_of_human_rights_is_found_in_every_language() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/texts");
    let mut texts = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        for strict in [false, true] {
            let how = TextSearch { case: strict, accents: strict, ..TextSearch::default() };
            let folded = Folded::new(&text, how.strict());
            for word in text.split_whitespace().step_by(7) {
                let at = word.as_ptr() as usize - text.as_ptr() as usize;
                let search = TextSearch { words: word.to_owned(), ..how.clone() };
                let place = TextRange::new(at as u32, (at + word.len()) as u32);
                let hits = search.find_in(&text, &folded);
                assert!(hits.iter().any(|hit| hit.overlaps(place)), "{word}");
            }
        }
        texts += 1;
    }
    assert!(texts > 20);
}

/// One claim by Zoë Lee with everything that can be searched.
fn checked() -> AnnotationSet {
    let text = article("The café closed. The cafe opened.");
    let details = Details { title: "Cafés".to_owned(), ..Details::default() };
    let mut set = AnnotationSet::new(text, details);
    let lee = Actor {
        role: "café owner".into(),
        note: "Cafe?".into(),
        ..Actor::person("lee".into(), "Zoë Cafés")
    };
    let source = Source {
        url: "https://cafe.example".into(),
        title: "The Café".into(),
        quotation: "no such thing".into(),
        ..Source::default()
    };
    let check = Check {
        verdict: Some(Verdict::False),
        explanation: "It was a CAFÉ.".into(),
        sources: vec![Source::default(), source],
        ..Check::default()
    };
    let mut claim = annotation("c", Kind::Claim, &[find(set.article(), "cafe opened")]);
    claim.detail =
        Detail::Claim { claimant: Some(Claimant::Actor("lee".into())), check: Some(check) };
    claim.label = Some("cafe-claim".into());
    claim.tags = vec!["other".into(), "cafe".into()];
    claim.note = "Which cafe?".into();
    for op in [Op::AddActor(lee.into()), Op::Add(claim.into())] {
        set.apply(&op.into()).unwrap();
    }
    set
}

#[test]
fn everything_said_about_a_text_is_searched_each_with_its_place() {
    let set = checked();
    let hits = everywhere(&set, &TextSearch::of("cafe"));
    let c = || "c".into();
    let places: Vec<HitPlace> = hits.iter().map(|hit| hit.place.clone()).collect();
    assert_eq!(
        places,
        [
            HitPlace::Title,
            HitPlace::Text,
            HitPlace::Text,
            HitPlace::Words(c()),
            HitPlace::Label(c()),
            HitPlace::Tag(c(), 1),
            HitPlace::Note(c()),
            HitPlace::Explanation(c()),
            HitPlace::Source(c(), 1, SourcePart::Title),
            HitPlace::Source(c(), 1, SourcePart::Url),
            HitPlace::Name("lee".into()),
            HitPlace::Role("lee".into()),
            HitPlace::ActorNote("lee".into()),
        ]
    );
    for Hit { place, range } in hits {
        let words = &place.text(&set).unwrap()[range.indices()];
        assert!(TextSearch::of("cafe").find(words).len() == 1, "{place:?}: {words}");
    }
    assert_eq!(everywhere(&set, &TextSearch::of("nothing of this")), []);
}

#[test]
fn an_annotation_has_the_words_of_its_text_its_notes_and_its_people() {
    let set = checked();
    let claim = set.get(&"c".into()).unwrap();
    for words in
        ["opened", "which", "other", "cafe-claim", "no such", "zoe", "owner", "cafe.example"]
    {
        assert!(Matcher::of(&TextSearch::of(words)).is_in(&set, claim), "{words}");
    }
    assert!(!Matcher::of(&TextSearch::of("closed")).is_in(&set, claim));
}

proptest! {
    #![proptest_config(random::cases(256))]

    #[test]
    fn hits_are_whole_characters_in_order_and_apart_and_each_is_found_again(
        text in random::text(), seed in any::<(u16, u16)>(), how in any::<[bool; 3]>(),
    ) {
        let edges: Vec<usize> = (0..=text.len()).filter(|at| is_edge(&text, *at)).collect();
        let ends = [seed.0, seed.1].map(|at| random::pick(&edges, at).unwrap_or_default());
        let words = &text[ends[0].min(ends[1])..ends[0].max(ends[1])];
        let [whole_words, case, accents] = how;
        let search = TextSearch { words: words.to_owned(), whole_words, case, accents, pattern: false };
        let hits = search.find(&text);
        if !whole_words && !search.is_blank() {
            prop_assert!(!hits.is_empty(), "{words:?} is in {text:?}");
        }
        let mut from = 0;
        for hit in &hits {
            prop_assert!(from <= hit.start.index() && hit.start < hit.end);
            from = hit.end.index();
            prop_assert!(is_edge(&text, hit.start.index()) && is_edge(&text, from));
            let again = TextSearch { words: text[hit.indices()].to_owned(), ..search.clone() };
            prop_assert_eq!(again.find(&text), hits.clone());
        }
        let loose = TextSearch { case: false, accents: false, whole_words: false, ..search };
        prop_assert!(hits.is_empty() || !loose.find(&text).is_empty());
    }
}
