//! What attributes, references and missing texts of brat say: each is read once, as it is meant, or named with why not.

use article_annotator::formats::File;
use article_annotator::model::{Detail, Verdict};

use crate::cases::{Came, dropped};

const MARKS: &str =
    "T1\tClaim 0 9\tMira Holt\nT2\tPerson 14 24\tIvo Brandt\nT3\tPerson 30 33\tIvo\n";

/// A file of brat about a text that ends with a line end.
fn brat(lines: &str) -> Came {
    let text = File::new("a.txt", "Mira Holt met Ivo Brandt, and Ivo left.\n");
    dropped(vec![text, File::new("a.ann", format!("{MARKS}{lines}"))], None)
}

fn verdict(came: &Came) -> Option<Verdict> {
    came.sets[0].iter().find_map(|one| match &one.detail {
        Detail::Claim { check: Some(check), .. } => check.verdict.clone(),
        _ => None,
    })
}

#[test]
fn a_verdict_is_all_of_its_line_and_one_of_ours_however_it_is_written() {
    for (said, wanted) in [
        ("False", Verdict::False),
        ("TRUE", Verdict::True),
        ("Mostly False", Verdict::MostlyFalse),
        ("mostly_true", Verdict::MostlyTrue),
        ("Mixed", Verdict::Mixed),
        ("half true", Verdict::Own("half true".into())),
        ("false claim retracted", Verdict::Own("false claim retracted".into())),
    ] {
        let came = brat(&format!("A1\tVerdict T1 {said}\n"));
        assert_eq!((verdict(&came), came.told.len()), (Some(wanted), 0), "{:?}", came.told);
    }
}

#[test]
fn a_second_value_is_told_and_replaces_nothing() {
    for (lines, told) in [
        ("A1\tVerdict T1 false\nA2\tVerdict T1 false\n", None),
        (
            "A1\tVerdict T1 false\nA2\tVerdict T1 true\n",
            Some("“T1” has a second “Verdict”, “true”; left out"),
        ),
    ] {
        let came = brat(lines);
        assert_eq!(verdict(&came), Some(Verdict::False));
        assert_eq!(came.told.len(), usize::from(told.is_some()), "{:?}", came.told);
        assert!(told.is_none_or(|told| came.told[0].ends_with(told)), "{:?}", came.told);
    }
}

#[test]
fn an_attribute_that_has_no_place_is_named_with_the_reason() {
    for (line, told) in [
        ("A1\tVerdict T2 false\n", "“Verdict” is about a claim, and this is a person; left out"),
        ("A1\tForm T2 direct\n", "“Form” is about a quote, and this is a person; left out"),
        ("A1\tNegation T2\n", "unknown attribute “Negation”; left out"),
        ("A1\tGender T2 female\n", "unknown attribute “Gender” with “female”; left out"),
    ] {
        let came = brat(line);
        assert_eq!(came.told, [format!("Line 4, column 1: {told}")]);
    }
}

#[test]
fn a_person_with_an_item_of_wikidata_is_somebody_with_that_item() {
    for (lines, people, told) in [
        ("N1\tReference T2 Wikidata:Q42\tIvo H. Brandt\n", &[("Ivo H. Brandt", "Q42")][..], None),
        ("N1\tReference T2 wikidata:Q42\n", &[("Ivo Brandt", "Q42")], None),
        // Two mentions of one.
        (
            "N1\tReference T2 Wikidata:Q42\tIvo Brandt\nN2\tReference T3 Wikidata:Q42\tIvo Brandt\n",
            &[("Ivo Brandt", "Q42")],
            None,
        ),
        // Who says something is the same as who is only named.
        (
            "R1\tclaimant Arg1:T1 Arg2:T3\nN1\tReference T2 Wikidata:Q42\tIvo Brandt\nN2\tReference T3 Wikidata:Q42\tIvo Brandt\n",
            &[("Ivo", "Q42")],
            None,
        ),
        (
            "N1\tReference T2 Wikidata:Q42\tIvo\nN2\tReference T2 Wikidata:Q43\tIvo\n",
            &[("Ivo", "Q42")],
            Some("“T2” has a second reference, “Wikidata:Q43”; left out"),
        ),
        (
            "N1\tReference T1 Wikidata:Q42\tMira\n",
            &[],
            Some("the reference to “Wikidata:Q42” is about a claim, not a person; left out"),
        ),
        (
            "N1\tReference T2 Wikipedia:534366\tIvo\n",
            &[],
            Some("the reference to “Wikipedia:534366” is not to Wikidata; left out"),
        ),
    ] {
        let came = brat(lines);
        let actors = came.sets[0].actors();
        let found: Vec<_> = actors
            .map(|one| (one.name.clone(), one.wikidata.clone().unwrap_or_default()))
            .collect();
        let wanted: Vec<_> =
            people.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        assert_eq!(found, wanted, "{lines}: {:?}", came.told);
        assert_eq!(came.told.len(), usize::from(told.is_some()), "{lines}: {:?}", came.told);
        assert!(told.is_none_or(|told| came.told[0].ends_with(told)), "{:?}", came.told);
    }
}

#[test]
fn marks_whose_text_has_another_name_ask_for_the_one_of_theirs() {
    let files = vec![
        File::new("b.txt", "Mira Holt met Ivo Brandt, and Ivo left.\n"),
        File::new("a.ann", MARKS),
    ];
    let came = dropped(files, None);
    let told = "choose the .txt file of the same name, “a.txt”, together with the .ann file";
    assert!(came.told.iter().any(|it| it.contains(told)), "{:?}", came.told);
}
