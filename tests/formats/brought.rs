//! What people bring from other programs: exports of the sizes and settings that these have, with what stands
//! beside them. Each marks what it means, and names what it leaves out.

use article_annotator::formats::File;

use crate::cases::{Came, dropped};
use crate::records::marked;

fn opened(name: &str, content: &str) -> Came {
    dropped(vec![File::new(name, content)], None)
}

/// Where annotations begin, in UTF-16 units.
fn starts(came: &Came) -> Vec<u32> {
    came.annotations().into_iter().map(|(_, _, start)| start).collect()
}

#[test]
fn anchors_of_recogito_count_utf_16_and_choose_among_words_that_stand_there_often() {
    const TEXT: &str = "😀😀😀😀 Ana Ana Ivo Ana left. Bo Bo.";
    let table = |rows: &[(&str, u32)]| {
        let rows = rows.iter().map(|(words, at)| format!("u,{words},char-offset:{at},PERSON\n"));
        let rows: String = rows.collect();
        let file = File::new("r.csv", format!("UUID,QUOTE_TRANSCRIPTION,ANCHOR,TYPE\n{rows}"));
        dropped(vec![file], Some(TEXT))
    };
    for (rows, at) in [
        (&[("Ana", 9)][..], &[9][..]),
        (&[("Ana", 13)], &[13]),
        (&[("Ana", 9), ("Ana Ivo", 13), ("Bo", 34)], &[9, 13, 34]),
    ] {
        let came = table(rows);
        assert_eq!((starts(&came), came.told), (at.to_vec(), vec![]), "{rows:?}");
    }
    // Scripts that write such tables count as Python does: their words show it.
    let came = table(&[("Ivo", 13), ("Ana", 17), ("Bo", 30)]);
    assert_eq!(starts(&came), [17, 21, 34]);
    assert_eq!(
        came.told,
        ["this file counts Unicode code points, not UTF-16 code units; read that way"]
    );
}

#[test]
fn what_was_rejected_alone_in_prodigy_is_left_out_and_counted() {
    let came = opened(
        "p.jsonl",
        r#"{"text":"Ana Ruiz said “no”.","spans":[{"start":0,"end":8,"label":"PERSON","answer":"reject"},{"start":14,"end":18,"label":"QUOTE","answer":"accept"},{"start":9,"end":13,"label":"CLAIM","answer":"ignore"}],"relations":[{"label":"SPEAKER","head_span":{"start":14,"end":18},"child_span":{"start":0,"end":8},"answer":"reject"}],"answer":"accept"}"#,
    );
    assert_eq!(marked(&came), ["quote “no”"]);
    let told: Vec<_> =
        came.told.iter().map(|it| it.trim_start_matches("Line 1, column 1: ")).collect();
    assert_eq!(
        told,
        [
            "the answer of a relation is “reject”; left out",
            "the answer of a span is “ignore”; left out",
            "the answer of a span is “reject”; left out"
        ]
    );
}
