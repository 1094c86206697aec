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
