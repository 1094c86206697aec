//! What a selection grows to, and where sentences begin and end: tables in notation. `{…}` is the
//! selection before and after, `|` a triple click.

use std::cell::Cell;

use article_annotator::model::words::{self, Segmenter, Unaided};

use crate::long_lines::PIECES;
use crate::notation::{pointed, selected, with_selection};
use crate::tables;
use crate::world::World;

#[track_caller]
fn check_in(world: &World, notation: &str, wanted: &str) {
    let (article, range) = selected(notation);
    let grown = words::grow(&article, range, world);
    assert_eq!(with_selection(&article, grown), wanted, "{notation}");
}

#[track_caller]
fn check(notation: &str, wanted: &str) {
    check_in(&World::default(), notation, wanted);
}

#[track_caller]
fn check_sentence(notation: &str, wanted: &str) {
    let (article, point) = pointed(notation);
    let sentence = words::sentence_at(&article, point);
    assert_eq!(with_selection(&article, sentence), wanted, "{notation}");
}

#[test]
fn a_selection_grows_to_whole_words() {
    check("Vlad{imir Pu}tin met", "{Vladimir Putin} met");
    check("{V}ladimir Putin", "{Vladimir} Putin");
    check("Vladimir Puti{n}", "Vladimir {Putin}");
    check("{Vladimir} Putin", "{Vladimir} Putin");
    check("Zürich{er Straß}e", "{Züricher Straße}");
    check("one\nt{wo\nth}ree\nfour", "one\n{two\nthree}\nfour");
}

#[test]
fn white_space_at_the_ends_is_not_marked() {
    // See: webanno#727, inception#5829, label-studio#3179 (PITFALLS, "Selection").
    check("met{ Putin }today", "met {Putin} today");
    check("met{\u{a0}Putin\n}today", "met\u{a0}{Putin}\ntoday");
    check("met{   }today", "met   today");
    check("met {}Putin", "met Putin");
}

#[test]
fn a_possessive_stays_outside() {
    check("{Trump’s} son", "{Trump}’s son");
    check("{Trump's} son", "{Trump}'s son");
    check("Tr{um}p’s son", "{Trump}’s son");
    check("President {Donald Tru}mp’s son-in-law", "President {Donald Trump}’s son-in-law");
    check("{Donald Trump’s} son", "{Donald Trump}’s son");
    check("ZELENSK{YY’S} talks", "{ZELENSKYY}’S talks");
    check("{James’} car", "{James’} car");
    check("Trump{’s son}-in-law", "Trump{’s son}-in-law");
    check("“{Putin’s}” word", "“{Putin}’s” word");
    check("{“Putin’s} word", "{“Putin}’s word");
}

#[test]
fn what_is_short_for_is_stays_inside() {
    for notation in ["{It’s} over", "{that's} all", "{Let’s} go", "{who’s} there", "{He’s} here"]
    {
        check(notation, notation);
    }
    check("I{t’}s over", "{It’s} over");
    check("they do{n’}t know", "they {don’t} know");
}

#[test]
fn the_parts_of_a_hyphenated_word_are_words() {
    check("his son-in-l{a}w, who", "his son-in-{law}, who");
    check("his s{on-in-l}aw", "his {son-in-law}");
    check("Russian-o{ccupi}ed land", "Russian-{occupied} land");
}

#[test]
fn marks_around_a_word_are_marked_only_if_they_were_selected() {
    check("said “{Russi}ans have", "said “{Russians} have");
    check("said {“Russi}ans have", "said {“Russians} have");
    check("(the {Kreml}in).", "(the {Kremlin}).");
    check("(the {Kremlin).}", "(the {Kremlin).}");
    check("in {Dav}os, he", "in {Davos}, he");
    check("«{Bonjo}ur» dit-il", "«{Bonjour}» dit-il");
}

#[test]
fn abbreviations_numbers_and_names_with_signs_hold_together() {
    check("the {U}.S. said", "the {U.S}. said");
    check("rose by 3{.1}4 percent", "rose by {3.14} percent");
    check("some 1{0,0}00 people", "some {10,000} people");
    check("O{’Br}ien left", "{O’Brien} left");
    check("snake{_c}ase", "{snake_case}");
}

#[test]
fn text_from_right_to_left_grows_the_same() {
    check("אמר {נתני}הו אתמול", "אמר {נתניהו} אתמול");
    check("قال الر{ئي}س أمس", "قال {الرئيس} أمس");
    check("said נת{ני}הו today", "said {נתניהו} today");
}

#[test]
fn scripts_without_blanks_take_their_words_from_the_host() {
    let world = World::knowing(&["ประธานาธิบดี", "กล่าว", "大統領", "は", "述べた"]);
    check_in(&world, "ประธานา{ธิ}บดีกล่าว", "{ประธานาธิบดี}กล่าว");
    check_in(&world, "大{統}領は述べた", "{大統領}は述べた");
    check_in(&world, "大統{領は述}べた", "{大統領は述べた}");
    // The dictionary only sees the stretch that needs it: English stays with the Unicode rules.
    check_in(&world, "Vlad{imi}r は", "{Vladimir} は");
}

#[test]
fn emoji_and_combining_characters_are_never_cut() {
    check("hi {👨‍👩‍👧‍👦} there", "hi {👨‍👩‍👧‍👦} there");
    check("{🇺🇦}🇷🇺", "{🇺🇦}🇷🇺");
    check("re\u{301}s{ume}\u{301}s", "{re\u{301}sume\u{301}s}");
    check("ok{👍🏽}ok", "ok{👍🏽}ok");
}

#[test]
fn a_triple_click_means_the_sentence_there() {
    check_sentence("One. T|wo! Three?", "One. {Two!} Three?");
    check_sentence("|One. Two!", "{One.} Two!");
    check_sentence("One. Two!|", "One. {Two!}");
    check_sentence("one\nTwo |here. Three\nfour", "one\n{Two here.} Three\nfour");
    check_sentence("No stop at| all", "{No stop at all}");
    check_sentence("a\n|\nb", "a\n\nb");
    check_sentence("  |  ", "    ");
}

#[test]
fn an_abbreviation_or_an_initial_ends_no_sentence() {
    check_sentence("He met Dr. |Smith. Then he left.", "{He met Dr. Smith.} Then he left.");
    check_sentence("George W. Bush |won. He left.", "{George W. Bush won.} He left.");
    check_sentence("J. R. R. |Tolkien wrote. He died.", "{J. R. R. Tolkien wrote.} He died.");
    check_sentence("The U.S. Senate |met. It voted.", "{The U.S. Senate met.} It voted.");
    check_sentence("On Jan. 5 |he left. She came.", "{On Jan. 5 he left.} She came.");
    check_sentence("See e.g. Reuters| there. Done.", "{See e.g. Reuters there.} Done.");
    check_sentence("Es sagte (Dr. Mü|ller) nichts. Ende.", "{Es sagte (Dr. Müller) nichts.} Ende.");
}

#[test]
fn quotation_marks_and_dots_belong_to_their_sentence() {
    check_sentence("“We |won.” He left.", "{“We won.”} He left.");
    check_sentence("“We won.” He |left.", "“We won.” {He left.}");
    check_sentence("Wait… what |now? Yes.", "{Wait… what now?} Yes.");
    check_sentence("It rose 3.5 |percent. Then fell.", "{It rose 3.5 percent.} Then fell.");
    check_sentence("“Really?” |he asked. No.", "{“Really?” he asked.} No.");
    check_sentence("他说好|。她走了。", "{他说好。}她走了。");
}

#[test]
fn the_words_of_the_table_are_found() {
    tables::check_words(World::knowing);
}

#[test]
fn the_sentences_of_the_table_are_found() {
    tables::check_sentences();
}

#[test]
fn without_a_dictionary_each_character_of_such_a_script_is_a_word() {
    let text = "大統領 กำลัง ok";
    let words: Vec<_> =
        words::words(text, &words::Unaided).into_iter().map(|word| &text[word]).collect();
    assert_eq!(words, ["大", "統", "領", "กำ", "ลั", "ง", "ok"]);
    check("大{統}領は", "大{統}領は");
    // Nobody selects a whole sentence of Javanese or Yi by its first letter.
    check("{ꦗ}ꦮꦱꦶ", "{ꦗ}ꦮꦱꦶ");
    check("{ꀊ}ꆈꌠ", "{ꀊ}ꆈꌠ");
}

/// A dictionary that counts what it was asked.
#[derive(Default)]
struct Asked(Cell<usize>);

impl Segmenter for Asked {
    fn word_edges(&self, text: &str) -> Option<Vec<usize>> {
        self.0.set(self.0.get() + text.len());
        World::knowing(&["日本語", "の"]).word_edges(text)
    }
}

#[test]
fn the_dictionary_is_asked_about_what_is_near_and_needs_it() {
    let asked = Asked::default();
    words::words("“Ana” said: naïve Путін 👍🏽 3.5% שלום", &asked);
    assert_eq!(asked.0.get(), 0);
    // 120 KB without a blank.
    let text = "日本語の".repeat(10_000);
    let all = words::words(&text, &asked);
    assert_eq!((all.len(), asked.0.take()), (20_000, text.len()));
    let near = words::words_near(&text, text.len() / 2, &asked);
    assert!(asked.0.get() < 10_000, "{}", asked.0.get());
    let first = all.iter().position(|word| *word == near[0]).unwrap();
    assert_eq!(near, all[first..first + near.len()]);
}

#[test]
fn a_long_line_of_anything_is_parted_as_a_short_one_and_its_dictionary_is_asked_once() {
    // How long that takes: benches/words.rs.
    for piece in PIECES {
        let (short, long) = (piece.repeat(60), piece.repeat(6000));
        let asked = Asked::default();
        let all = words::words(&long, &asked);
        assert!(asked.0.take() <= long.len(), "{piece:?}: each place is looked up once");
        let near = words::words_near(&long, long.len() / 2, &asked);
        let first = near.first().and_then(|near| all.iter().position(|word| word == near));
        let first = first.unwrap_or_default();
        assert_eq!(near, all[first..first + near.len()], "{piece:?}");
        let begins = |text: &str| {
            let words: Vec<_> = words::words(text, &Unaided).into_iter().take(20).collect();
            let ends = |word: &std::ops::Range<usize>| word.end + 100 < short.len();
            let sentences: Vec<_> =
                words::sentences(text).into_iter().filter(ends).take(20).collect();
            (words.into_iter().filter(ends).collect::<Vec<_>>(), sentences)
        };
        assert_eq!(begins(&short), begins(&long), "{piece:?}");
    }
}
