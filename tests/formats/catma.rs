//! Annotations of CATMA, which point into a text that is not in their file: they are read beside that text.

use article_annotator::formats::File;

use crate::cases::dropped;
use crate::records::marked;

const TEXT: &str = "😀 Mira Holt met Ivo Brandt.";

/// A file with these pointers, in which a person, a quote of two parts and a theme overlap.
fn file() -> String {
    let tag = |id: &str, name: &str| {
        format!(
            r#"<fsDecl xml:id="{id}" n="2026" type="{id}"><fsDescr>{name}</fsDescr><fDecl xml:id="{id}c" name="catma_displaycolor"><vRange><vColl><string>-1</string></vColl></vRange></fDecl></fsDecl>"#
        )
    };
    let pointer = |start: u32, end: u32| {
        format!(r#"<ptr target="catma:///D_1#char={start},{end}" type="inclusion"/>"#)
    };
    let body = [
        pointer(0, 3),
        format!(r##"<seg ana="#A1">{}</seg>"##, pointer(3, 7)),
        format!(r##"<seg ana="#A1 #A2">{}</seg>"##, pointer(7, 12)),
        pointer(12, 17),
        format!(r##"<seg ana="#A2 #A3">{}</seg>"##, pointer(17, 20)),
        pointer(20, 28),
    ];
    let set = |id: &str, tag: &str, more: &str| {
        format!(
            r#"<fs xml:id="{id}" type="{tag}"><f name="catma_displaycolor"><string>-1</string></f><f name="catma_markupauthor"><string>ann</string></f>{more}</fs>"#
        )
    };
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>c</title></titleStmt></fileDesc><encodingDesc><fsdDecl xml:id="TS" n="People">{}{}{}</fsdDecl></encodingDesc></teiHeader><text><body><ab type="catma">{}</ab></body>{}{}{}</text></TEI>"#,
        tag("P", "Person"),
        tag("Q", "Quote"),
        tag("T", "Theme"),
        body.concat(),
        set("A1", "P", ""),
        set("A2", "Q", r#"<f name="tone"><string>angry</string></f>"#),
        set("A3", "T", ""),
    )
}

#[test]
fn pointers_of_catma_mark_the_open_article_and_what_has_no_place_is_counted() {
    let came = dropped(vec![File::new("c.xml", file())], Some(TEXT));
    assert_eq!(marked(&came), ["person Mira Holt", "quote  Holt … Ivo"], "{:?}", came.told);
    assert!(came.sets[0].iter().all(|one| one.creator.as_deref() == Some("ann")));
    for told in ["“Theme” doesn’t stand for", "the property “tone” has no place here; left out"]
    {
        assert!(came.told.iter().any(|it| it.contains(told)), "{:?}", came.told);
    }
    assert_eq!(came.told.len(), 2, "{:?}", came.told);
}

#[test]
fn without_an_open_article_a_file_of_catma_asks_for_it() {
    let came = dropped(vec![File::new("c.xml", file())], None);
    assert_eq!((came.texts.len(), came.told.len()), (0, 1));
    assert!(came.told[0].contains("open the article first"), "{:?}", came.told);
}
