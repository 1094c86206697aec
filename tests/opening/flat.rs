//! OpenDocument texts that are one file of XML (.fodt).

use article_annotator::formats::File;
use article_annotator::formats::common::zip;

use crate::desk::{one, said, shown};
use crate::documents::{WRITTEN, source};

/// The parts of a package as the one file of XML that word processors write of them, too.
fn flat(name: &str) -> String {
    let (parts, _) = zip::unpacked(&File::new(name, source(name)));
    let inner = |part: &str| {
        let part = parts.iter().find(|file| file.name == part).unwrap();
        let xml = String::from_utf8(part.content.clone()).unwrap();
        let root = xml.find("<office:document").unwrap();
        let start = root + xml[root..].find('>').unwrap() + 1;
        xml[start..xml.rfind("</office:document").unwrap()].to_owned()
    };
    let all = ["meta.xml", "styles.xml", "content.xml"].map(inner).concat();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document office:mimetype=\"application/vnd.oasis.opendocument.text\">{all}</office:document>"
    )
}

#[test]
fn a_document_that_is_one_file_of_xml_reads_like_its_package() {
    for name in ["a.fodt", "a.xml", "pasted.txt"] {
        let read = one(name, flat("written.odt"));
        assert_eq!(shown(&read), WRITTEN, "{name}");
        assert_eq!(said(&read), "", "{name}");
        assert_eq!(read.details.title, "Council closes the old bridge");
        assert_eq!(read.details.byline.as_deref(), Some("Anna Kowalska"));
    }
    // A picture is in it as letters, which are no words.
    let picture = flat("written.odt").replacen(
        "</text:p>",
        "<draw:frame><draw:image><office:binary-data>AAAA</office:binary-data></draw:image></draw:frame></text:p>",
        1,
    );
    let read = one("a.fodt", picture);
    assert_eq!(shown(&read), WRITTEN);
    assert!(said(&read).contains("1 picture"), "{}", said(&read));
    // One in the header of the pages is one, too.
    let header =
        "<style:header><text:p>Page <draw:frame><draw:image/></draw:frame></text:p></style:header>";
    let read = one(
        "a.fodt",
        flat("written.odt").replacen("<office:body", &format!("{header}<office:body"), 1),
    );
    assert!(said(&read).contains("1 picture"), "{}", said(&read));
}
