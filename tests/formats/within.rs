//! What stands within a record, a list or a line is a part of it, whatever it looks like: files as other
//! programs lay them out for the eye.

use article_annotator::formats::File;

use crate::cases::{Came, dropped};
use crate::records::marked;

const TEXT: &str = "Mira Holt met Ivo Brandt.";

fn opened(name: &str, content: &str) -> Came {
    dropped(vec![File::new(name, content)], None)
}

#[test]
fn records_that_follow_each_other_on_many_lines_are_all_read() {
    // As “jq .” and “json.dumps(…, indent=2)” write them: the last item of a list has a line of its own.
    let record = |extra: &str| {
        format!(
            "{{\n  \"text\": \"{TEXT}\",\n  \"label\": [\n    [\n      0,\n      9,\n      \"PERSON\"\n    ],\n    [14, 24, \"PERSON\"]\n  ]{extra}\n}}\n"
        )
    };
    for extra in
        ["", ",\n  \"meta\": {\n    \"n\":\n    7\n  }", ",\n  \"Comments\": [\n    []\n  ]"]
    {
        let came = opened("a.jsonl", &[record(extra), record("")].concat());
        assert_eq!(came.texts, [TEXT, TEXT], "{extra}: {:?}", came.told);
        let both = ["person Mira Holt", "person Ivo Brandt"];
        assert_eq!(marked(&came), [both, both].concat(), "{extra}: {:?}", came.told);
    }
}

#[test]
fn what_stands_within_a_list_of_a_program_is_read_once_and_as_what_it_is() {
    let program = format!(
        "TRAIN_DATA = [\n  (\"{TEXT}\", {{\"entities\": [(0, 9, \"PERSON\"), (14, 24, \"PERSON\")]}}),\n  (\"\"\"Seen in a program:\nOTHER = [(\"No\", {{\"entities\": []}})]\n\"\"\", {{\"entities\": []}}),\n]\n"
    );
    let came = opened("train.py", &program);
    assert_eq!(came.texts.len(), 2, "{:?}", came.texts);
    assert_eq!(came.texts[0], TEXT);
    assert!(came.texts[1].starts_with("Seen in a program:"), "{:?}", came.texts);
}
