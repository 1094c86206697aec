//! Label Studio's exports of every kind: the words that people marked are marked, and what is cancelled,
//! predicted, drafted or no span is left out, counted and named.

use article_annotator::formats::File;

use crate::cases::{Came, dropped};
use crate::records::{marked, names_both};

pub const TEXT: &str = "Mira Holt met Ivo Brandt.";
const BOTH: &str = r#"{"start":0,"end":9,"text":"Mira Holt","labels":["PERSON"]},{"start":14,"end":24,"text":"Ivo Brandt","labels":["PERSON"]}"#;

pub fn task(data: &str, results: &str, more: &str) -> String {
    format!(
        r#"[{{"id":1,"data":{{{data}}},"annotations":[{{"id":5,"result":[{results}]}}]{more}}}]"#
    )
}

fn region(id: &str, value: &str) -> String {
    format!(r#"{{"id":"{id}","from_name":"l","to_name":"t","type":"labels","value":{value}}}"#)
}

fn both() -> String {
    let values = BOTH.split_once("},").unwrap();
    [region("a", &format!("{}}}", values.0)), region("b", values.1)].join(",")
}

pub fn opened(content: &str) -> Came {
    dropped(vec![File::new("studio.json", content)], None)
}

#[test]
fn the_text_is_found_under_whatever_key_it_has() {
    let both = both();
    for (data, told) in [
        (format!(r#""text":"{TEXT}""#), &[][..]),
        (format!(r#""my_key":"{TEXT}","id_in_source":"A 17""#), &[]),
        // The words of the marks decide, not the name of the key.
        (format!(r#""text":"Something else that is longer than the text.","body":"{TEXT}""#), &[]),
    ] {
        names_both("l.json", &task(&data, &both, ""), told);
    }
    for (content, told) in [
        (
            format!(
                r#"[{{"id":1,"ner":"{TEXT}","label":[{BOTH}],"annotator":1,"annotation_id":4,"lead_time":3.1}}]"#
            ),
            &[][..],
        ),
        (
            format!(r#"[{{"article":"{TEXT}","people":[{BOTH}],"topic":"Politics","rating":4}}]"#),
            &["“topic” is about the whole text", "“rating” is about"],
        ),
        (format!("[\n {{\n \"text\": \"{TEXT}\",\n \"label\": [{BOTH}]\n }}\n]"), &[]),
    ] {
        names_both("l.json", &content, told);
    }
    // The answer of its server.
    let tasks = task(&format!(r#""text":"{TEXT}""#), &both, "");
    names_both("l.json", &format!(r#"{{"total":1,"tasks":{tasks}}}"#), &[]);
    let cell = format!("[{BOTH}]").replace('"', "\"\"");
    for (name, sign) in [("l.csv", ','), ("l.tsv", '\t'), ("l.txt", ',')] {
        let rows = format!(
            "text,id,label,annotator,annotation_id,lead_time\r\n\"{TEXT}\",1,\"{cell}\",1,1,3.2\r\n"
        );
        let rows = if sign == ',' {
            rows
        } else {
            format!("text\tid\tlabel\tlead_time\n{TEXT}\t1\t\"{cell}\"\t3.2\n")
        };
        names_both(name, &rows, &[]);
    }
}

#[test]
fn marks_on_a_headline_and_on_the_text_below_it_stay_each_on_its_own() {
    const HEAD: &str = "Ivo Brandt speaks";
    let data = format!(r#""text":"{TEXT}","headline":"{HEAD}""#);
    let mark = |id: &str, to: &str, end: u32, words: &str| {
        let words = if words.is_empty() { String::new() } else { format!(r#""text":"{words}","#) };
        format!(
            r#"{{"id":"{id}","from_name":"l","to_name":"{to}","type":"labels","value":{{"start":0,"end":{end},{words}"labels":["PERSON"]}}}}"#
        )
    };
    let both = ["person Mira Holt", "person Ivo Brandt"];
    for (results, people, told) in [
        (
            [mark("a", "text", 9, "Mira Holt"), mark("b", "headline", 10, "Ivo Brandt")],
            &both[..],
            0,
        ),
        // Without words, the names say it.
        ([mark("a", "text", 9, ""), mark("b", "headline", 10, "")], &both, 0),
        (
            [mark("b", "headline", 10, ""), mark("a", "text", 9, "")],
            &["person Ivo Brandt", "person Mira Holt"],
            0,
        ),
        // Or else the words.
        ([mark("a", "t1", 9, "Mira Holt"), mark("b", "t2", 10, "Ivo Brandt")], &both, 0),
        ([mark("a", "t1", 9, "Mira Holt"), mark("b", "t2", 10, "")], &both[..1], 1),
        // Or nothing does.
        ([mark("a", "t1", 9, ""), mark("b", "t2", 10, "")], &[], 1),
    ] {
        let came = opened(&task(&data, &results.join(","), ""));
        assert_eq!(marked(&came), people, "{results:?}: {:?}", came.told);
        assert_eq!(came.told.len(), told, "{results:?}: {:?}", came.told);
    }
    let one = opened(&task(&data, &mark("b", "headline", 10, ""), ""));
    assert_eq!((one.texts.len(), one.texts[0].as_str()), (1, HEAD));
    // A relation leads from one text to another; a choice about the headline is no text of its own.
    let more = format!(
        r#"{},{},{{"type":"relation","from_id":"b","to_id":"a","labels":["speaker"]}},{{"id":"c","from_name":"s","to_name":"headline","type":"choices","value":{{"choices":["Loud"]}}}}"#,
        mark("a", "text", 9, ""),
        mark("b", "headline", 10, "")
    );
    let came = opened(&task(&data, &more, ""));
    assert_eq!((came.texts.len(), came.told.len()), (2, 2), "{:?}", came.told);
    let sound = format!(r#""audio":"/data/a.wav","text":"{TEXT}""#);
    let heard = r#"{"id":"a","type":"labels","to_name":"audio","value":{"start":1,"end":2,"labels":["PERSON"],"channel":0}}"#;
    assert_eq!(opened(&task(&sound, heard, "")).texts, [TEXT]);
}

#[test]
fn turns_whose_names_the_configuration_chose_are_read_and_line_ends_in_signs_are_line_ends() {
    let turn =
        |who: &str, msg: &str| format!(r#"{{"id":1,"{who}":"Ann","{msg}":"Mira Holt met Ivo"}}"#);
    let mark = r#"{"id":"a","type":"paragraphlabels","value":{"start":"0","end":"0","startOffset":0,"endOffset":9,"text":"Mira Holt","paragraphlabels":["PERSON"]}}"#;
    for (turns, text) in [
        (turn("who", "msg"), "Ann: Mira Holt met Ivo"),
        (turn("speaker", "text"), "Ann: Mira Holt met Ivo"),
        // Of two short texts neither is known to say who speaks.
        (
            r#"{"who":"Ann","at":"10:05","said":"Mira Holt met Ivo"}"#.to_owned(),
            "Mira Holt met Ivo",
        ),
    ] {
        let came = opened(&task(&format!(r#""chat":[{turns}]"#), mark, ""));
        assert_eq!(
            (came.texts[0].as_str(), marked(&came)),
            (text, vec!["person Mira Holt".to_owned()]),
            "{turns}"
        );
    }
    let lines = r#"{"id":"a","type":"labels","value":{"start":5,"end":13,"text":"Holt\\nmet","labels":["CLAIM"]}}"#;
    let came = opened(&task(r#""text":"Mira Holt\nmet Ivo""#, lines, ""));
    assert_eq!((marked(&came), came.told), (vec!["claim Holt\nmet".to_owned()], vec![]));
}

#[test]
fn offsets_as_texts_one_too_many_and_in_another_unit() {
    let strings =
        both().replace("\"start\":0", "\"start\":\"0\"").replace("\"end\":9", "\"end\":\"9\"");
    names_both("l.json", &task(&format!(r#""text":"{TEXT}""#), &strings, ""), &[]);
    let beyond = region("a", r#"{"start":14,"end":25,"text":"Ivo Brandt","labels":["PERSON"]}"#);
    let came = opened(&task(r#""text":"Mira Holt met Ivo Brandt""#, &beyond, ""));
    assert_eq!((marked(&came), came.told), (vec!["person Ivo Brandt".to_owned()], vec![]));
    // Beyond the text with other words is a fault.
    let wrong = beyond.replace("Ivo Brandt", "Ivo Brand");
    let came = opened(&task(r#""text":"Mira Holt met Ivo Brandt""#, &wrong, ""));
    assert_eq!((marked(&came).len(), came.told.len()), (0, 1));
}

#[test]
fn a_page_is_read_as_its_text_and_its_marks_stay_on_their_words() {
    let page = "<h1>Bridge</h1>\\n<style>p {}</style><p>Mira\\n   <b>Holt</b> met <i>Ivo Brandt</i>,<br>caf&eacute; &amp; bar.</p><p>End</p>";
    let mark = |start: u32, end: u32, words: &str| {
        format!(
            r#"{{"id":"h","type":"hypertextlabels","value":{{"start":"/p[1]/text()[1]","end":"/p[1]/text()[1]","startOffset":0,"endOffset":9,"globalOffsets":{{"start":{start},"end":{end}}},"text":"{words}","hypertextlabels":["PERSON"]}}}}"#
        )
    };
    let results = [mark(7, 19, "Mira\\n   Holt"), mark(24, 34, "Ivo Brandt"), mark(36, 40, "café")];
    for br in [true, false] {
        let shift = |at: u32| if br { at } else { at - 1 };
        let last = mark(shift(36), shift(40), "café");
        let content =
            task(&format!(r#""html":"{page}""#), &[&*results[0], &results[1], &last].join(","), "");
        let came = opened(&content);
        assert_eq!(came.texts, ["Bridge\nMira Holt met Ivo Brandt,\ncafé & bar.\nEnd"]);
        assert_eq!(
            marked(&came),
            ["person Mira Holt", "person Ivo Brandt", "person café"],
            "{:?}",
            came.told
        );
        assert_eq!(came.told, [""; 0]);
    }
    // Where only paths say the place, it is named.
    let path = results[0].replace(r#""globalOffsets":{"start":7,"end":19},"#, "");
    let came = opened(&task(&format!(r#""html":"{page}""#), &path, ""));
    assert_eq!(marked(&came), [""; 0]);
    assert!(came.told[0].contains("the place of a “PERSON” is given in a way"), "{:?}", came.told);
    // Words beside the place are found, other words are no place.
    for (words, there) in [("Mira Holt", vec!["person Mira Holt"]), ("Ivo Brandt", vec![])] {
        let came = opened(&task(&format!(r#""html":"{page}""#), &mark(8, 20, words), ""));
        assert_eq!(marked(&came), there, "{:?}", came.told);
        assert_eq!(came.told.len(), 1, "{:?}", came.told);
    }
    let came =
        opened(r#"[{"data":{"html":"<p>No</p><p>marks.</p>"},"annotations":[{"result":[]}]}]"#);
    assert_eq!(came.texts, ["No\nmarks."]);
}

#[test]
fn a_dialogue_is_read_turn_by_turn_with_who_speaks() {
    let data = r#""dialogue":[{"author":"Host","text":"Who drew it?"},{"author":"😀","text":"It was Ivo\r\nBrandt, in 1990."},{"text":"Ah."}]"#;
    let turn = |from: &str, start: u32, to: &str, end: u32, words: &str| {
        format!(
            r#"{{"id":"p","type":"paragraphlabels","value":{{"start":"{from}","end":"{to}","startOffset":{start},"endOffset":{end},"text":"{words}","paragraphlabels":["PERSON"]}}}}"#
        )
    };
    let results = [
        turn("1", 7, "1", 18, "Ivo\\r\\nBrandt"),
        turn("0", 0, "0", 3, "Who"),
        turn("2", 0, "2", 3, "Oh."),
        turn("9", 0, "9", 1, "x"),
    ];
    let came = opened(&task(data, &results.join(","), ""));
    assert_eq!(came.texts, ["Host: Who drew it?\n😀: It was Ivo\nBrandt, in 1990.\nAh."]);
    assert_eq!(marked(&came), ["person Who", "person Ivo\nBrandt"]);
    assert_eq!(came.told.len(), 2, "{:?}", came.told);
}

#[test]
fn a_region_over_several_turns_of_a_dialogue_has_what_is_said_and_not_who_says_it() {
    let data = r#""dialogue":[{"author":"Host","text":"Who drew it? Tell us."},{"author":"Ivo","text":"I did."},{"author":"Host","text":"Ah, fine."}]"#;
    let region = |words: &str| {
        format!(
            r#"{{"id":"q","type":"paragraphlabels","value":{{"start":"0","end":"2","startOffset":13,"endOffset":2,"text":"{words}","paragraphlabels":["QUOTE"]}}}}"#
        )
    };
    let came = opened(&task(data, &region("Tell us.\\n\\nI did.\\n\\nAh"), ""));
    assert_eq!(came.texts, ["Host: Who drew it? Tell us.\nIvo: I did.\nHost: Ah, fine."]);
    assert_eq!(marked(&came), ["quote Tell us. … I did. … Ah"], "{:?}", came.told);
    assert!(came.told.is_empty(), "{:?}", came.told);
    let came = opened(&task(data, &region("Tell him."), ""));
    assert_eq!((marked(&came).len(), came.told.len()), (0, 1), "other words are no such place");
}

#[test]
fn what_is_said_about_a_mark_becomes_its_note_or_is_named() {
    let value =
        |kind: &str, value: &str| format!(r#"{{"id":"a","type":"{kind}","value":{value}}}"#);
    let results = [
        value("textarea", r#"{"start":0,"end":9,"text":["mayor","since 2019"]}"#),
        both(),
        value("choices", r#"{"start":0,"end":9,"text":"Mira Holt","choices":["Positive"]}"#),
        r#"{"id":"z","type":"choices","value":{"choices":["Politics","News"]}}"#.to_owned(),
        r#"{"id":"r","type":"rating","value":{"rating":4}}"#.to_owned(),
        r#"{"id":"s","type":"textarea","value":{"text":["A summary."]}}"#.to_owned(),
        r#"{"from_id":"a","to_id":"b","type":"relation","direction":"right","labels":["met"]}"#
            .to_owned(),
        r#"{"from_id":"a","to_id":"b","type":"relation","direction":"bi"}"#.to_owned(),
        region("n", r#"{"start":10,"end":13,"text":"met"}"#),
    ];
    let content = task(&format!(r#""text":"{TEXT}""#), &results.join(","), "");
    names_both(
        "l.json",
        &content,
        &[
            "“Positive” is said about a mark",
            "“Politics",
            "“4” is said about the whole text",
            "“A summary.” are about the whole text",
            "the relation “met”",
            "the relation “” does not say",
            "a region has no label",
        ],
    );
    assert!(opened(&content).notes().contains(&"mayor\nsince 2019".to_owned()));
}

#[test]
fn what_nobody_decided_is_counted_and_marks_nothing() {
    let results = both();
    let more = format!(
        r#","predictions":[{{"model_version":"v7","result":[{results}]}},{{"result":[]}}],"drafts":[{{"result":[{}]}}]"#,
        region("d", r#"{"start":10,"end":13,"text":"met","labels":["CLAIM"]}"#)
    );
    let content = task(&format!(r#""text":"{TEXT}""#), &results, &more);
    names_both(
        "l.json",
        &content,
        &["2 annotations are predictions by “v7”", "1 annotation is a draft, not"],
    );
    let cancelled = content.replace("\"id\":5,", "\"id\":5,\"was_cancelled\":true,");
    let came = opened(&cancelled);
    assert_eq!(
        (came.texts.len(), marked(&came).len(), came.told.len()),
        (1, 0, 3),
        "{:?}",
        came.told
    );
}

#[test]
fn a_text_that_is_elsewhere_is_told_with_its_address() {
    let came = opened(&task(r#""text":"https://example.org/a.txt""#, &both(), ""));
    assert!(came.texts.is_empty());
    assert!(came.told[0].contains("https://example.org/a.txt"), "{:?}", came.told);
}

#[test]
fn a_file_cut_off_at_any_byte_is_told() {
    let whole = task(&format!(r#""text":"{TEXT}""#), &both(), "");
    for end in 1..whole.len() {
        let came = opened(&whole[..end]);
        assert!(came.annotations().is_empty() && !came.told.is_empty(), "{}", &whole[..end]);
    }
}

#[test]
fn a_text_that_was_shown_as_a_page_and_a_dialogue_with_emoji_keep_their_words() {
    let place = |start: u32, end: u32, words: &str| {
        region(
            "a",
            &format!(r#"{{"start":{start},"end":{end},"text":"{words}","labels":["PERSON"]}}"#),
        )
    };
    for (text, start, words) in
        [("Mira &amp; Holt met Ivo", 16, "Ivo"), ("Mira Holt<br>met Ivo", 14, "Ivo")]
    {
        let came =
            opened(&task(&format!(r#""text":"{text}""#), &place(start, start + 3, words), ""));
        assert_eq!((marked(&came), came.told), (vec![format!("person {words}")], vec![]), "{text}");
    }
    let turns = r#""dialogue":[{"author":"😀","text":"😀 Hi Mira Holt"},{"text":"😀😀 Yes Ivo"}]"#;
    let turn = |at: u32, start: u32, words: &str| {
        let end = start + words.len() as u32;
        format!(
            r#"{{"type":"paragraphlabels","value":{{"start":"{at}","end":"{at}","startOffset":{start},"endOffset":{end},"text":"{words}","paragraphlabels":["PERSON"]}}}}"#
        )
    };
    for (first, second) in [(6, 9), (5, 7)] {
        let both = format!("{},{}", turn(0, first, "Mira Holt"), turn(1, second, "Ivo"));
        let came = opened(&task(turns, &both, ""));
        assert_eq!(marked(&came), ["person Mira Holt", "person Ivo"], "{first}: {:?}", came.told);
    }
}

#[test]
fn what_is_no_text_or_has_no_place_is_told() {
    for (data, results, told) in [
        (
            r#""image":"/data/upload/1/a.jpg""#,
            r#"{"type":"rectanglelabels","value":{"x":1,"y":2,"rectanglelabels":["PERSON"]}}"#,
            "is at /data/upload/1/a.jpg",
        ),
        (r#""text":"s3://bucket/a.txt""#, &both(), "is at s3://bucket/a.txt"),
        (
            r#""text":"Mira Holt""#,
            r#"{"type":"brushlabels","value":{"rle":[1],"brushlabels":["PERSON"]}}"#,
            "the place of a “PERSON”",
        ),
        (
            r#""text":"Mira Holt""#,
            r#"{"type":"pairwise","value":{"selected":"left"}}"#,
            "“left” is said about the whole text",
        ),
        (
            r#""text":"Mira Holt""#,
            r#"{"id":"k","type":"labels","value":null}"#,
            "a region has no label",
        ),
    ] {
        let came = opened(&task(data, results, ""));
        assert!(came.annotations().is_empty() && came.told.len() == 1, "{data}: {:?}", came.told);
        assert!(came.told[0].contains(told), "{told}: {:?}", came.told);
    }
    let skipped = task(&format!(r#""text":"{TEXT}""#), &both(), "")
        .replace("\"annotations\"", "\"completions\"");
    let skipped = skipped.replace("\"id\":5,", "\"id\":5,\"skipped\":true,");
    let came = opened(&skipped);
    assert!(came.annotations().is_empty() && came.told[0].contains("cancelled"), "{:?}", came.told);
    let answers = format!(
        r#"[{{"text":"{TEXT}","label":[{BOTH}],"why":"Because she is the mayor.","all":["One.","Two."],"annotator":1,"annotation_id":3}}]"#
    );
    names_both("l.json", &answers, &["“why” is about", "“all” is about"]);
}

#[test]
fn words_without_a_place_are_marked_where_they_are_words_of_their_own() {
    let place = r#""start":"/div[1]/p[9]/text()[1]","end":"/div[1]/p[9]/text()[1]","startOffset":0,"endOffset":4"#;
    for (body, words, there) in [
        ("Holtby met Holt there.", "Holt", &["person Holt"][..]),
        ("Holtby was there.", "Holt", &[]),
        ("It cost 1.9 million then.", "9 million", &[]),
    ] {
        let value = format!(r#"{{{place},"text":"{words}","hypertextlabels":["person"]}}"#);
        let came = opened(&task(&format!(r#""html":"<p>{body}</p>""#), &region("a", &value), ""));
        assert_eq!(marked(&came), there, "{body}: {:?}", came.told);
        assert_eq!(came.told.len(), 1, "{body}: {:?}", came.told);
    }
}

#[test]
fn regions_that_a_file_has_as_text_are_counted() {
    let task =
        format!(r#"[{{"id":1,"data":{{"text":"{TEXT}"}},"annotations":[{{"result":"[{{}}]"}}]}}]"#);
    let came = opened(&task);
    assert_eq!(came.texts, [TEXT]);
    assert!(came.told[0].contains("regions as text"), "{:?}", came.told);
}
