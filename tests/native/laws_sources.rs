//! The laws of quotes held against a source, over hostile text.

use article_annotator::model::sources::{Fidelity, LookedUp, SoughtQuote, look_up};
use article_annotator::model::words::{Unaided, words};
use article_annotator::model::{QuoteForm, TextRange};
use proptest::prelude::*;

use crate::anchoring::range;
use crate::random;

/// The forms that somebody may give.
fn form(seed: usize) -> Option<QuoteForm> {
    [None, Some(QuoteForm::Direct), Some(QuoteForm::Indirect), Some(QuoteForm::Mixed)][seed % 4]
}

/// Places are in the source, on whole characters, and few; what was not found is nowhere.
fn check(found: &LookedUp, source: &str, own: &str) {
    for place in found.passages.iter().chain(&found.offered) {
        assert!(!place.is_empty() && source.get(place.indices()).is_some(), "{found:?}");
    }
    for place in &found.own {
        assert!(own.get(place.indices()).is_some(), "{found:?}");
    }
    assert!(found.offered.len() <= LookedUp::OFFERED, "{found:?}");
    assert!(found.fidelity != Fidelity::NotFound || !found.is_certain(), "{found:?}");
}

proptest! {
    #![proptest_config(random::cases(150))]

    #[test]
    fn words_of_the_source_are_found_as_its_words(text in random::text(), from: prop::sample::Index,
        length in 1_usize..12, form_seed in 0_usize..3) {
        let all = words(&text, &Unaided);
        prop_assume!(!all.is_empty());
        let first = from.index(all.len());
        let last = (first + length - 1).min(all.len() - 1);
        let span = [range(all[first].start, all[last].end)];
        let form = form(form_seed);
        let quote = SoughtQuote { text: &text, spans: &span, form };
        let found = look_up(&[quote], &text).remove(0);
        check(&found, &text, &text);
        prop_assert_eq!(found.fidelity, Fidelity::Verbatim, "{:?}", &text[span[0].indices()]);
    }

    #[test]
    fn every_answer_keeps_its_word_and_is_the_same_again(article in random::text(), source in random::text(),
        from: prop::sample::Index, to: prop::sample::Index, form_seed in 0_usize..4) {
        let cut = |index: &prop::sample::Index| article.floor_char_boundary(index.index(article.len() + 1));
        let (start, end) = (cut(&from).min(cut(&to)), cut(&from).max(cut(&to)));
        let span: Vec<TextRange> = (start < end).then(|| range(start, end)).into_iter().collect();
        let quote = SoughtQuote { text: &article, spans: &span, form: form(form_seed) };
        let found = look_up(&[quote, quote], &source);
        check(&found[0], &source, &article);
        prop_assert_eq!(&found[0], &found[1]);
        prop_assert_eq!(look_up(&[quote], &source), found[..1].to_vec());
    }
}

#[test]
fn no_quote_and_no_source_takes_long() {
    for piece in
        ["a ", "a b ", "no no yes ", "中文字", "สวัสดี", "“", "[a", "… ", "w[x]y ", "e\u{301}", "\n"]
    {
        let source = piece.repeat(50_000 / piece.len());
        let own = source[..source.floor_char_boundary(6_000)].to_owned() + " x " + piece;
        let whole = [range(0, own.len())];
        for seed in 0..4 {
            let quote = SoughtQuote { text: &own, spans: &whole, form: form(seed) };
            check(&look_up(&[quote], &source)[0], &source, &own);
        }
    }
}
