//! Layers of programs for language, as INCEpTION has them: grammar is no label, a relation is no span, a slot leads
//! through lists and links, and what has no place in the text is told.

use article_annotator::formats::File;

use crate::cases::{Came, dropped};
use crate::records::marked;

const TEXT: &str = "Ana Ruiz said: “Jobs doubled.” Then Ivo left.";

fn opened(name: &str, content: &str) -> Came {
    dropped(vec![File::new(name, content)], None)
}

/// A CAS in XMI with these elements, about a text.
fn xmi(text: &str, elements: &str) -> Came {
    opened(
        "a.xmi",
        &format!(
            r#"<?xml version="1.0" encoding="UTF-8"?><xmi:XMI xmlns:cas="http:///uima/cas.ecore" xmlns:xmi="http://www.omg.org/XMI" xmi:version="2.0"><cas:NULL xmi:id="0"/>{elements}<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="{text}"/><cas:View sofa="1" members="5 6"/></xmi:XMI>"#
        ),
    )
}

/// The same in JSON, with these structures; all of it is on the first line.
fn json(text: &str, structures: &str) -> Came {
    let mut came = opened(
        "a.json",
        &format!(
            r#"{{"%TYPES":{{}},"%FEATURE_STRUCTURES":[{{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaNum":1,"sofaID":"_InitialView","mimeType":"text","sofaString":"{text}"}},{structures}],"%VIEWS":{{}}}}"#
        ),
    );
    for told in &mut came.told {
        *told = told.trim_start_matches("Line 1, column 1: ").to_owned();
    }
    came
}

/// The names of who says what.
fn who(came: &Came) -> Vec<String> {
    let all = came.sets.iter().flat_map(|set| set.iter().map(move |one| (set, one)));
    let quotes = all.filter(|(_, one)| one.kind().name() == "quote");
    quotes.filter_map(|(set, one)| Some(set.actor(one.actor()?)?.name.clone())).collect()
}

#[test]
fn lemmas_stems_and_other_grammar_are_no_labels_and_are_told_as_one_layer() {
    let text = "The claim of one person is a quote.";
    let came = xmi(
        text,
        r#"<seg:Lemma xmi:id="5" sofa="1" begin="4" end="9" value="claim"/><seg:Lemma xmi:id="6" sofa="1" begin="17" end="23" value="person"/><seg:Stem xmi:id="8" sofa="1" begin="29" end="34" value="quote"/><pos:POS_NOUN xmi:id="9" sofa="1" begin="4" end="9" PosValue="NN" coarseValue="NOUN"/><morph:MorphologicalFeatures xmi:id="10" sofa="1" begin="24" end="26" person="3" value="person"/><dep:Dependency xmi:id="11" sofa="1" begin="4" end="9" Governor="20" Dependent="20" DependencyType="claim"/><chunk:NC xmi:id="12" sofa="1" begin="17" end="23" chunkValue="PER"/><custom:SurfaceForm xmi:id="13" sofa="1" begin="29" end="34" value="quote"/><seg:Token xmi:id="20" sofa="1" begin="4" end="9" lemma="5"/>"#,
    );
    assert_eq!((marked(&came), came.texts.len()), (vec![], 1));
    assert_eq!(
        came.told,
        [
            "an annotation of the layer “Dependency” is grammar; left out",
            "an annotation of the layer “Lemma” is grammar (2 times); left out",
            "an annotation of the layer “MorphologicalFeatures” is grammar; left out",
            "an annotation of the layer “NC” is grammar; left out",
            "an annotation of the layer “POS” is grammar; left out",
            "an annotation of the layer “Stem” is grammar; left out",
            "an annotation of the layer “SurfaceForm” is grammar; left out",
        ]
    );
    let dkpro = "de.tudarmstadt.ukp.dkpro.core.api";
    let came = json(
        text,
        &format!(
            r#"{{"%ID":3,"%TYPE":"{dkpro}.segmentation.type.Lemma","@sofa":1,"begin":4,"end":9,"value":"claim"}},{{"%ID":4,"%TYPE":"{dkpro}.syntax.type.constituent.NP","@sofa":1,"begin":0,"end":9,"value":"quote"}}"#
        ),
    );
    assert_eq!((marked(&came), came.told.len()), (vec![], 2), "{:?}", came.told);
}

#[test]
fn columns_of_lemmas_and_glosses_in_webanno_are_no_labels() {
    let file = |layers: &str, cells: &[&str]| {
        let words = [("The", 0), ("claim", 4), ("holds", 10)];
        let rows = words.iter().zip(cells).zip(1..).map(|(((word, start), cells), at)| {
            format!("1-{at}\t{start}-{}\t{word}\t{cells}\t\n", start + word.len())
        });
        let rows: String = rows.collect();
        opened(
            "a.tsv",
            &format!("#FORMAT=WebAnno TSV 3.3\n{layers}\n\n#Text=The claim holds\n{rows}"),
        )
    };
    let grammar = "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Lemma|value\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue|coarseValue\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n";
    let came =
        file(grammar, &["the\tDT\tDET\t_\t_", "claim\tNN\tNOUN\t_\t_", "hold\tV\tV\t_\tPER"]);
    assert_eq!(marked(&came), ["person holds"]);
    assert_eq!(
        came.told,
        [
            "a value of the layer “Lemma” of grammar (3 times) has no place here; left out",
            "a value of the layer “POS” of grammar (6 times) has no place here; left out"
        ]
    );
    let came =
        file("#T_SP=webanno.custom.Word|lemma|gloss\n", &["the\t_", "claim\tstatement", "hold\t_"]);
    assert_eq!(
        (marked(&came), came.told),
        (
            vec![],
            vec![
                "a value of “gloss” has no place here; left out".to_owned(),
                "a value of “lemma” (3 times) has no place here; left out".to_owned()
            ]
        )
    );
    // A feature of another name still says the kind.
    let came =
        file("#T_SP=webanno.custom.Word|lemma|sort\n", &["the\t_", "claim\tquote", "hold\t_"]);
    assert_eq!(marked(&came), ["quote claim"]);
}

#[test]
fn a_relation_is_no_span_whatever_it_is_called() {
    let spans = r#"<custom:Span xmi:id="5" sofa="1" begin="0" end="8" value="PERSON"/><custom:Span xmi:id="6" sofa="1" begin="15" end="30" value="QUOTE"/>"#;
    let of = |relation: &str| {
        xmi(
            TEXT,
            &format!(
                r#"{spans}<custom:{relation} xmi:id="9" sofa="1" begin="9" end="13" Governor="6" Dependent="5"/>"#
            ),
        )
    };
    for (relation, told) in [
        (
            r#"Relation value="quote""#,
            "the relation “quote” does not say who said something; left out",
        ),
        (
            r#"Claim label="supports""#,
            "the relation “supports” does not say who said something; left out",
        ),
        ("Claim", "the relation “Claim” does not say who said something; left out"),
    ] {
        let came = of(&relation.replace(' ', r#" note="n" "#));
        assert_eq!(marked(&came), ["person Ana Ruiz", "quote “Jobs doubled.”"], "{relation}");
        assert_eq!((who(&came), came.told), (vec![], vec![told.to_owned()]));
    }
    for relation in [r#"Relation value="speaker""#, "Speaker"] {
        let came = of(relation);
        assert_eq!((who(&came), came.told), (vec!["Ana Ruiz".to_owned()], vec![]), "{relation}");
    }
    let came = json(
        TEXT,
        r#"{"%ID":2,"%TYPE":"webanno.custom.Span","@sofa":1,"begin":0,"end":8,"value":"PERSON"},{"%ID":3,"%TYPE":"webanno.custom.Span","@sofa":1,"begin":15,"end":30,"value":"QUOTE"},{"%ID":9,"%TYPE":"webanno.custom.Relation","@sofa":1,"begin":0,"end":8,"@Governor":3,"@Dependent":2,"label":"speaker"},{"%ID":10,"%TYPE":"webanno.custom.Relation","@sofa":1,"begin":9,"end":13,"@Governor":3,"@Dependent":2,"label":"quote"}"#,
    );
    assert_eq!(marked(&came), ["person Ana Ruiz", "quote “Jobs doubled.”"]);
    assert_eq!(who(&came), ["Ana Ruiz"]);
    assert_eq!(came.told, ["the relation “quote” does not say who said something; left out"]);
}

#[test]
fn a_remark_that_reads_like_a_kind_does_not_win_over_the_label() {
    let entity = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity";
    let one = |features: &str| {
        json(
            TEXT,
            &format!(r#"{{"%ID":2,"%TYPE":"{entity}","@sofa":1,"begin":0,"end":8,{features}}}"#),
        )
    };
    let came = one(r#""value":"LOC","certainty":"person""#);
    assert_eq!(marked(&came), [""; 0]);
    assert_eq!(came.told, ["the label “LOC” doesn’t stand for people, claims or quotes; left out"]);
    let came = one(r#""comment":"person""#);
    assert_eq!(
        (marked(&came), came.told),
        (
            vec![],
            vec!["an annotation of the layer “NamedEntity” has no label; left out".to_owned()]
        )
    );
    // What a word is in another form is no label either, whatever the program calls it.
    for feature in ["canonicalForm", "Lemma", "comments", "upos"] {
        let came = one(&format!(r#""{feature}":"person""#));
        assert_eq!((marked(&came).len(), came.told.len()), (0, 1), "{feature}: {:?}", came.told);
    }
    // Without a label, what else the annotator chose from says the kind.
    assert_eq!(marked(&one(r#""value":"","sort":"person""#)), ["person Ana Ruiz"]);
    assert_eq!(marked(&one(r#""value":"Q42","label":"PER""#)), ["person Ana Ruiz"]);
}

#[test]
fn a_slot_leads_to_the_speaker_through_its_links() {
    let span = r#"{"%ID":2,"%TYPE":"webanno.custom.Span","@sofa":1,"begin":0,"end":8,"value":"PERSON"},{"%ID":3,"%TYPE":"webanno.custom.Span","@sofa":1,"begin":15,"end":30,"value":"QUOTE","@speaker":5}"#;
    let link = r#"{"%ID":6,"%TYPE":"webanno.custom.SpanSpeakerLink","role":"speaker","@target":2}"#;
    for list in ["webanno.custom.SpanSpeakerLink[]", "uima.cas.FSArray"] {
        let list = format!(r#"{{"%ID":5,"%TYPE":"{list}","%ELEMENTS":[6]}}"#);
        let came = json(TEXT, &format!("{span},{list},{link}"));
        assert_eq!((who(&came), came.told), (vec!["Ana Ruiz".to_owned()], vec![]), "{list}");
    }
    let of = |slot: &str, links: &str| {
        xmi(
            TEXT,
            &format!(
                r#"<custom:Span xmi:id="5" sofa="1" begin="0" end="8" value="PERSON"/><custom:Span xmi:id="6" sofa="1" begin="15" end="30" value="QUOTE" speaker="{slot}"/><custom:Span xmi:id="7" sofa="1" begin="36" end="39" value="PERSON"/>{links}"#
            ),
        )
    };
    let first = r#"<custom:SpanSpeakerLink xmi:id="77" role="speaker" target="5"/>"#;
    let second = r#"<custom:SpanSpeakerLink xmi:id="78" role="speaker" target="7"/>"#;
    let both = [first, second].concat();
    for (slot, links, told) in [
        ("5", "", &[][..]),
        ("77", first, &[]),
        ("77 78", &both, &["a quote or claim has a second speaker; left out"]),
    ] {
        let came = of(slot, links);
        assert_eq!(
            (who(&came), came.told),
            (vec!["Ana Ruiz".to_owned()], told.iter().map(|it| (*it).to_owned()).collect()),
            "{slot}"
        );
    }
    for (slot, told) in [
        ("99", "a link leads to an annotation that is not here; left out"),
        ("Ana Ruiz", "the feature “speaker” of an annotation is not kept here; left out"),
    ] {
        let came = of(slot, "");
        assert_eq!((who(&came), came.told), (vec![], vec![told.to_owned()]), "{slot}");
    }
}

#[test]
fn lists_that_refer_to_themselves_come_to_an_end() {
    let list: String = (0..400).map(|at| format!("{}", 5 + at % 3)).collect::<Vec<_>>().join(",");
    let lists = (5..8)
        .map(|at| format!(r#"{{"%ID":{at},"%TYPE":"uima.cas.FSArray","%ELEMENTS":[{list}]}}"#));
    let lists = lists.collect::<Vec<_>>().join(",");
    let came = json(
        TEXT,
        &format!(
            r#"{lists},{{"%ID":3,"%TYPE":"webanno.custom.Span","@sofa":1,"begin":15,"end":30,"value":"QUOTE","@speaker":5}}"#
        ),
    );
    assert_eq!(marked(&came), ["quote “Jobs doubled.”"]);
    assert!(came.told[0].starts_with("a link leads to an annotation that is not here"));
}

#[test]
fn a_label_with_several_values_is_read_by_the_first_and_the_others_are_counted() {
    let came = xmi(
        TEXT,
        r#"<custom:Span xmi:id="5" sofa="1" begin="0" end="8"><value>PERSON</value></custom:Span><custom:Span xmi:id="6" sofa="1" begin="36" end="39"><value>PERSON</value><value>CLAIM</value></custom:Span>"#,
    );
    assert_eq!(marked(&came), ["person Ana Ruiz", "person Ivo"]);
    assert_eq!(came.told, ["a further label of a span; left out"]);
    let came = json(
        TEXT,
        r#"{"%ID":2,"%TYPE":"webanno.custom.Span","@sofa":1,"begin":0,"end":8,"@value":3},{"%ID":3,"%TYPE":"uima.cas.StringArray","%ELEMENTS":["PERSON"]}"#,
    );
    assert_eq!((marked(&came), came.told), (vec!["person Ana Ruiz".to_owned()], vec![]));
}

#[test]
fn what_is_said_of_a_whole_document_is_counted() {
    let came = json(
        TEXT,
        r#"{"%ID":2,"%TYPE":"webanno.custom.Author","@sofa":1,"name":"Ana Ruiz"},{"%ID":3,"%TYPE":"webanno.custom.DocLabel","@sofa":1,"value":"claim"},{"%ID":4,"%TYPE":"uima.cas.FSArray","%ELEMENTS":[]}"#,
    );
    assert_eq!(marked(&came), [""; 0]);
    let told = [
        "an annotation of the layer “Author” has no place in the text; left out",
        "an annotation of the layer “DocLabel” has no place in the text; left out",
    ];
    assert_eq!(came.told, told);
    let came = xmi(
        TEXT,
        r#"<custom:Author xmi:id="2" sofa="1" name="Ana"/><custom:DocLabel xmi:id="3" value="claim"/><type4:TagsetDescription xmi:id="7" sofa="1" begin="0" end="0" name="x"/><type9:CASMetadata xmi:id="8" sofa="1" begin="0" end="0" username="u"/>"#,
    );
    assert_eq!((marked(&came), came.told), (vec![], told.map(str::to_owned).to_vec()));
}

#[test]
fn mentions_in_chains_and_links_in_columns_are_told_and_are_no_labels() {
    let came = xmi(
        TEXT,
        r#"<coref:CoreferenceLink xmi:id="5" sofa="1" begin="0" end="8" referenceType="person" next="6"/><coref:CoreferenceLink xmi:id="6" sofa="1" begin="36" end="39"/><coref:CoreferenceChain xmi:id="7" first="5"/>"#,
    );
    assert_eq!(marked(&came), [""; 0]);
    assert_eq!(
        came.told,
        ["an annotation of the layer “CoreferenceLink” is part of a chain (2 times); left out"]
    );
    let slot =
        "ROLE_webanno.custom.Span:speaker_webanno.custom.SpanSpeakerLink|webanno.custom.Span";
    let came = opened(
        "a.tsv",
        &format!(
            "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Span|value|{slot}\n#T_SP=webanno.custom.Event|{slot}\n\n\n#Text=Ana no\n1-1\t0-3\tAna\tPERSON\t_\t_\t_\t_\t\n1-2\t4-6\tno\tQUOTE\tspeaker\t1-1\tquote\t1-1\t\n"
        ),
    );
    assert_eq!(marked(&came), ["person Ana", "quote no"]);
    assert_eq!(
        came.told,
        [
            "a value of “Span” (2 times) has no place here; left out",
            "a value of “speaker” (2 times) has no place here; left out"
        ]
    );
}
