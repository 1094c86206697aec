//! The file of models: damaged ones are refused in words, and none panics.

use article_annotator::model::suggest::{Bearers, Models, ModelsError, suggest};

use crate::desk::{article, file, models, packed};

#[test]
fn the_models_that_are_shipped_fit_in_300_kilobytes() {
    // Compressed they are a third smaller; this needs no compressor.
    assert!(packed().len() < 300_000, "{}", packed().len());
}

#[test]
fn something_else_is_refused() {
    for bytes in [&b""[..], b"{}", b"AASUGG\x01", b"\0asm\x01\0\0\0"] {
        assert_eq!(Models::read(bytes).unwrap_err(), ModelsError::Foreign);
    }
    assert_eq!(ModelsError::Foreign.to_string(), "this is not a file of models of this version");
}

#[test]
fn a_file_cut_off_anywhere_is_refused_with_the_place() {
    let whole = std::fs::read(file("tests/data/suggest/vector.bin")).unwrap();
    for length in 7..whole.len() {
        let error = Models::read(&whole[..length]).unwrap_err();
        assert!(matches!(error, ModelsError::Damaged(at) if at <= length), "{length}: {error}");
    }
    let longer = [whole.as_slice(), b"x"].concat();
    assert!(Models::read(&longer).is_err());
}

#[test]
fn a_damaged_byte_is_refused_or_read_and_never_panics() {
    let whole = std::fs::read(file("tests/data/suggest/vector.bin")).unwrap();
    let set = article("Mr Wanjiru Otieno-Smith said that he met Ann Lee in the city.", Some("en"));
    for at in 0..whole.len() {
        for value in [0xff, whole[at] ^ 1] {
            let mut damaged = whole.clone();
            damaged[at] = value;
            if let Ok(models) = Models::read(&damaged) {
                suggest(&set, &models);
            }
        }
    }
}

#[test]
fn given_names_say_whose_they_are() {
    for (word, expected) in [
        ("Mary", Some(Bearers::Women)),
        ("JAMES", Some(Bearers::Men)),
        ("Leslie", Some(Bearers::Both)),
        ("between", None),
    ] {
        assert_eq!(models().given_name(word), expected, "{word}");
    }
}
