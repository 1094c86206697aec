//! Recordings with a transcript, annotated in Label Studio: what counts seconds is never taken for letters.

use crate::records::marked;
use crate::studio::{TEXT, opened, task};

#[test]
fn seconds_of_a_recording_are_no_letters_of_its_transcript() {
    let region = |more: &str| {
        format!(
            r#"{{"start":0,"end":9,"labels":["PERSON"]{more}}},{{"start":14,"end":24,"labels":["PERSON"]{more}}}"#
        )
    };
    let data = format!(r#""audio":"/data/upload/a.mp3","text":"{TEXT}""#);
    let told = "the place of a “PERSON”";
    for more in [
        r#","channel":0,"original_length":31.2"#,
        r#","channel":1"#,
        r#","original_length":31.2"#,
        r#","instant":false,"timeserieslabels":["PERSON"]"#,
    ] {
        let minimal = format!(
            r#"[{{"id":1,{data},"label":[{}],"annotator":1,"annotation_id":4,"lead_time":3.1}}]"#,
            region(more)
        );
        let values = region(more);
        let values = values.split("},{").map(|one| one.trim_matches(['{', '}']));
        let whole: Vec<_> = values
            .map(|one| {
                format!(r#"{{"from_name":"l","to_name":"text","type":"labels","value":{{{one}}}}}"#)
            })
            .collect();
        let older =
            whole.iter().map(|one| one.replace(more, "").replace("}}", &format!("}}{more}}}")));
        let older: Vec<_> = older.collect();
        for content in
            [minimal, task(&data, &whole.join(","), ""), task(&data, &older.join(","), "")]
        {
            let came = opened(&content);
            assert!(came.annotations().is_empty(), "{content}: {:?}", marked(&came));
            assert!(came.told.iter().any(|one| one.contains(told)), "{content}: {:?}", came.told);
        }
    }
    // The same places without a sign of a recording are letters.
    let came = opened(&format!(
        r#"[{{"id":1,{data},"label":[{}],"annotator":1,"annotation_id":4,"lead_time":3.1}}]"#,
        region("")
    ));
    assert_eq!(came.annotations().len(), 2, "{:?}", came.told);
}
