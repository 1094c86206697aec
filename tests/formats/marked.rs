//! Files in XML and their relatives: UIMA's XMI and both its forms of JSON.

use article_annotator::formats::File;
use article_annotator::formats::common::xml::{Xml, pieces, unescaped};

use crate::cases::{Came, dropped};
use crate::records::{marked, names_both};

const TEXT: &str = "Mira Holt met Ivo Brandt.";

fn opened(name: &str, content: &str) -> Came {
    dropped(vec![File::new(name, content)], None)
}

/// An XMI file with these elements.
fn xmi(elements: &[&str]) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xmi:XMI xmlns:cas=\"http:///uima/cas.ecore\" xmlns:xmi=\"http://www.omg.org/XMI\" xmi:version=\"2.0\">\n<cas:NULL xmi:id=\"0\"/>\n{}\n<cas:View sofa=\"1\" members=\"3 4\"/></xmi:XMI>",
        elements.join("\n")
    )
}

#[test]
fn xmi_is_read_in_any_order_and_what_has_no_label_is_counted() {
    let sofa = format!(
        r#"<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="{TEXT}"/>"#
    );
    let first = r#"<type2:NamedEntity xmi:id="3" sofa="1" begin="0" end="9" value="PER"/>"#;
    let second =
        r#"<custom:Span xmi:id='4' sofa='1' begin='14' end='24' label='PER'></custom:Span>"#;
    let token = r#"<s:Token xmi:id="7" sofa="1" begin="0" end="4" order="0"/>"#;
    let lemma = r#"<s:Lemma xmi:id="8" sofa="1" begin="0" end="4" value=""/><s:POS xmi:id="9" sofa="1" begin="0" end="4" coarse="X"/>"#;
    names_both("a.xmi", &xmi(&[&sofa, first, second, token]), &[]);
    names_both("a.xmi", &xmi(&[second, first, &sofa]), &[]);
    names_both("a.xml", &xmi(&[first, token, &sofa, second]), &[]);
    names_both(
        "a.xmi",
        &xmi(&[first, lemma, &sofa, second]),
        &["layer “Lemma” is grammar", "layer “POS” is grammar"],
    );
    let linked = r#"<type2:NamedEntity xmi:id="3" sofa="1" begin="0" end="9" value="PER" identifier="http://www.wikidata.org/entity/Q1"/>"#;
    names_both("a.xmi", &xmi(&[linked, second, &sofa]), &[]);
    let came = opened("a.xmi", &xmi(&[linked, second, &sofa]));
    let people = came.sets[0].actors().map(|one| (one.name.clone(), one.wikidata.clone()));
    assert_eq!(people.collect::<Vec<_>>(), [("Mira Holt".to_owned(), Some("Q1".to_owned()))]);
    let other = linked.replace("http://www.wikidata.org/entity/Q1", "http://dbpedia.org/x");
    names_both(
        "a.xmi",
        &xmi(&[&other, second, &sofa]),
        &["the reference to “http://dbpedia.org/x”"],
    );
}

#[test]
fn xmi_with_references_line_ends_and_a_layer_named_by_its_kind() {
    let sofa = r#"<cas:Sofa xmi:id="12" sofaID="_InitialView" sofaString="&quot;A &amp; B&quot; 😀&#13;&#10;Mira Holt"/>"#;
    let span = r#"<custom:Quote xmi:id="3" sofa="12" begin="0" end="7"/><custom:Speech xmi:id="5" sofa="12" begin="12" end="21" art="person"/>"#;
    let came = opened("a.xmi", &xmi(&[span, sofa]));
    assert_eq!(came.texts, ["\"A & B\" 😀\nMira Holt"]);
    assert_eq!(marked(&came), ["quote \"A & B\"", "person Mira Holt"], "{:?}", came.told);
}

#[test]
fn a_layer_says_the_kind_where_its_features_say_something_else() {
    let sofa = format!(r#"<cas:Sofa xmi:id="1" sofaString="{TEXT}"/>"#);
    let spans = r#"<ner:Person xmi:id="3" sofa="1" begin="0" end="9" value="mayor"/><custom:Person xmi:id="4" sofa="1" begin="14" end="24" label="of the town, once"/>"#;
    names_both(
        "a.xmi",
        &xmi(&[&sofa, spans]),
        &["the value “of the town, once” has no place here"],
    );
    let came = opened("a.xmi", &xmi(&[&sofa, spans]));
    assert_eq!(came.sets[0].iter().next().unwrap().label.as_deref(), Some("mayor"));
}

#[test]
fn structures_by_their_numbers_are_read_like_those_in_a_list() {
    let sort = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity";
    let file = format!(
        r#"{{"%TYPES":{{}},"%FEATURE_STRUCTURES":{{"2":{{"%TYPE":"{sort}","@sofa":1,"begin":0,"end":9,"value":"PER"}},"3":{{"%TYPE":"{sort}","@sofa":1,"begin":14,"end":24,"value":"PER"}},"1":{{"%TYPE":"uima.cas.Sofa","sofaID":"_InitialView","sofaString":"{TEXT}"}}}},"%VIEWS":{{}}}}"#
    );
    names_both("a.json", &file, &[]);
}

#[test]
fn the_older_json_of_uima_is_read() {
    let file = format!(
        r#"{{"_context":{{"_types":{{}}}},"_views":{{"_InitialView":{{"DocumentMetaData":[{{"sofa":12,"begin":0,"end":25,"documentTitle":"T"}}],"NamedEntity":[{{"sofa":12,"begin":0,"end":9,"value":"PER"}},{{"sofa":12,"begin":14,"end":24,"value":"PER"}}],"Token":[{{"sofa":12,"begin":0,"end":4}}]}}}},"_referenced_fss":{{"12":{{"_type":"Sofa","sofaNum":1,"sofaID":"_InitialView","mimeType":"text","sofaString":"{TEXT}"}}}}}}"#
    );
    names_both("a.json", &file, &[]);
}

#[test]
fn the_type_system_beside_an_xmi_needs_no_message() {
    let sofa = format!(r#"<cas:Sofa xmi:id="1" sofaString="{TEXT}"/>"#);
    let types = "<?xml version=\"1.0\"?><typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\"/>";
    let files = vec![File::new("a/x.xmi", xmi(&[&sofa])), File::new("a/TypeSystem.xml", types)];
    let came = dropped(files, None);
    assert_eq!((came.texts.len(), came.told), (1, vec![]));
}

#[test]
fn a_file_cut_off_anywhere_is_told() {
    let sofa = format!(r#"<cas:Sofa xmi:id="1" sofaString="{TEXT}"/>"#);
    let whole =
        xmi(&[&sofa, r#"<t:NamedEntity xmi:id="3" sofa="1" begin="0" end="9" value="PER"/>"#]);
    for end in 1..whole.len() {
        let came = opened("a.xmi", &whole[..end]);
        assert!(
            !came.told.is_empty() || came.annotations().len() == 1 || came.texts.len() == 1,
            "{}",
            &whole[..end]
        );
        let inside = whole[..end].matches('<').count() > whole[..end].matches('>').count();
        assert!(!inside || !came.told.is_empty(), "{}", &whole[..end]);
    }
}

#[test]
fn pieces_of_xml_are_told_apart_and_nothing_in_them_multiplies() {
    let text = "<!DOCTYPE a [<!ENTITY x \"y>\">]><a b='1>2' c = \"&lt;&#x41;\"><!-- <b> --><![CDATA[<&amp;]]>&x;&eacute;</a><b/>";
    let start = |name, attributes: &[(&'static str, &str)], end| {
        Xml::Start(
            name,
            attributes.iter().map(|(name, value)| (*name, value.to_string().into())).collect(),
            end,
        )
    };
    assert_eq!(
        pieces(text).collect::<Vec<_>>(),
        [
            start("a", &[("b", "1>2"), ("c", "<A")], false),
            Xml::Text("<&amp;".into()),
            Xml::Text("&x;é".into()),
            Xml::End("a"),
            start("b", &[], true),
        ]
    );
    for broken in ["<a", "<a b='", "<!-- x", "<![CDATA[ x", "<?x", "<!DOCTYPE [", "<"] {
        assert_eq!(pieces(broken).last(), Some(Xml::Broken), "{broken}");
    }
    assert_eq!(
        unescaped("&#1114112; &#xD800; &; & &nosuch; &yuml;&nbsp;"),
        "&#1114112; &#xD800; &; & &nosuch; ÿ\u{a0}"
    );
}
