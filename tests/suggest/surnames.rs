//! Whom a surname alone means: one of two words, one of two, one before "Jr.".

use crate::speakers::check;

#[test]
fn a_surname_of_two_words_and_one_before_jr_mean_whoever_has_the_full_name() {
    check(&[
        (
            "[Bairbre Ó Conghaile] wept. “He said so,” Ms [Ó Conghaile] said.",
            &["Bairbre Ó Conghaile (Ó Conghaile)"],
        ),
        (
            "[Ngāhuia Te Aika] was there. “We found them,” Mrs [Te Aika] said.",
            &["Ngāhuia Te Aika (Te Aika)"],
        ),
        (
            "[Dwight Yellowtail Jr.] cast a vote. “It is a wash,” [Yellowtail] said.",
            &["Dwight Yellowtail Jr. (Yellowtail)"],
        ),
        (
            "Judge [Terrence O. Whitlow III] spoke. “It is,” [Whitlow] said.",
            &["Terrence O. Whitlow III (Whitlow)"],
        ),
    ]);
}

#[test]
fn the_first_of_two_surnames_means_whoever_has_both() {
    check(&[
        (
            "Minister [Rodrigo Salcedo Paz] spoke in Lima. “We are with them,” [Salcedo] said.",
            &["Rodrigo Salcedo Paz (Salcedo)"],
        ),
        // A given name in the middle is nobody's surname.
        ("[Mary Ann Jones] spoke in Lima. “We are with them,” [Ann] said.", &["Ann"]),
    ]);
}

#[test]
fn what_stands_between_a_speaker_and_the_verb_is_not_the_speaker() {
    check(&[
        (
            "[Shannon Boothroyd], 26, a barista who lives with her parents, [Keith] and [Lynne], told the paper: \
             “People say so.”",
            &["Shannon Boothroyd"],
        ),
        ("[Ana Reed] said the killing showed that protection was “a bad joke”.", &["Ana Reed"]),
        (
            "The internal analysis, prepared by [Ana Reed], found that homes were “held at a loss”.",
            &["The internal analysis"],
        ),
        (
            "[Tom Hall], 26, a nurse, died on Monday, his mother, [Ana Reed], told the inquest: “He was kind.”",
            &["Ana Reed"],
        ),
    ]);
}
